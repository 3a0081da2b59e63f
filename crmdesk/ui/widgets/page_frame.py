"""What every page of the window is: something that begins when it is shown, and has panes that F6 goes through."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from crmdesk.ui.live import Live
from crmdesk.ui.workbench import Workbench


class PageFrame(Live, QFrame):
    """A page on its ground."""

    def __init__(self, workbench: Workbench, ground: str = "page") -> None:
        super().__init__()
        self.setProperty("ground", ground)
        self._bench = workbench
        self._tasks = workbench.tasks(self)

    def begin(self) -> None:
        """The page is shown, or has to read again what it shows."""

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page; the first one gets the keyboard when the page is shown."""
        return []
