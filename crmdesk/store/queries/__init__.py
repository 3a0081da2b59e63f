"""The read side: what lists, panels and commands show, as frozen rows. Each query takes a read-only connection."""
