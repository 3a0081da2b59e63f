"""What the pages have in common that are shown in the place of the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from crmdesk.ui.live import Live
from crmdesk.ui.widgets.basics import Button, is_enter


class StartPage(Live, QFrame):
    """``chosen`` gives what was pressed. ``main`` is what most people press; Enter presses it, too."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "page")
        self.main: Button | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the main thing, wherever the keyboard is that does nothing with it."""
        if is_enter(event) and self.main is not None:
            self.main.click()
        else:
            super().keyPressEvent(event)
