"""Everything Qt: the window, one folder a screen. It reads through ``Desk.read`` and writes through ``Desk`` alone."""
