"""The table of negotiators: its lines are marked, with Space or a click on the box in front."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from crmdesk.ui.widgets.rows_table import RowsTable


class UsersTable(RowsTable):
    """``marked`` gives the key of the line whose mark is to be set, or taken away."""

    marked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.marked.emit(self.rows.line(index.row()).key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box marks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index.column() == 0:
            self.marked.emit(self.rows.line(index.row()).key)
