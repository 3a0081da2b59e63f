"""The tabs of the look: words over a line, the current one underlined, with a ring while they have the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from crmdesk.ui.live import Live
from crmdesk.ui.theme import paint, tokens


class Tabs(Live, QTabBar):
    """A bar of tabs; ``name`` is what it is called when read aloud."""

    def __init__(self, name: Callable[[], str], count: int) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.live(self.setAccessibleName, name)
        for _ in range(count):
            self.addTab("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tabs, and the ring for who works from the keyboard."""
        super().paintEvent(event)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            box = self.tabRect(self.currentIndex())
            words = self.fontMetrics().horizontalAdvance(self.tabText(self.currentIndex()))
            box.setWidth(min(box.width(), words + tokens.GAP))
            paint.ring(QPainter(self), box.adjusted(0, 0, -1, -1))
