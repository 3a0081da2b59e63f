"""The table of negotiators: its lines are marked, with Space or a click on the box in front."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from crmdesk.ui.widgets.rows_table import Line, RowsTable


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

    def click(self, line: Line) -> None:
        """A click on the box marks."""
        self.marked.emit(line.key)

    def is_clickable(self, place: QPoint) -> bool:
        """Whether a place of the viewport is in a box."""
        index = self.indexAt(place)
        return index.isValid() and index.column() == 0
