"""The table of negotiators: its lines are marked, with Space or a click on the box in front."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from crmdesk.ui.widgets.rows_table import RowsTable


class UsersTable(RowsTable):
    """``marked`` gives the key of the line whose mark is to be set, or taken away."""

    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pressed: object | None = None
        """The key of the line whose box the mouse was pressed on; its number may be another one when the button is let go."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.marked.emit(self.rows.line(index.row()).key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the box on which a click begins."""
        self._pressed = self._box_at(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click marks where it was pressed and let go on one box."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._box_at(event):
            self.marked.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click of a double click on a box has set its mark; the second neither takes that back nor opens the line."""
        if self._box_at(event) is None:
            super().mouseDoubleClickEvent(event)

    def _box_at(self, event: QMouseEvent) -> object | None:
        """The key of the line whose box is under the left button of the mouse."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid() or index.column() != 0:
            return None
        return self.rows.line(index.row()).key
