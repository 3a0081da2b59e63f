"""The table of a list: keys, header, skeleton rows while the first page is on its way."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from crmdesk.ui.live import Live
from crmdesk.ui.records.columns import staying, widths_in
from crmdesk.ui.records.list_model import RecordListModel
from crmdesk.ui.records.row_painter import Place, RowPainter
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.pieces import Skeleton
from crmdesk.ui.widgets.tables import ring_current_row, select_rows

_SKELETON_AFTER_MS = 120
"""A read that is quicker shows no skeleton: it would only flicker."""


class RecordTable(Live, QTableView):
    """A list of records. Single letters are commands here, never text: no cell is edited in place."""

    opened = Signal(str)
    """Enter or a click: show this record."""
    deleted = Signal(str)
    """Delete: put this record into the trash (or out of it, in the trash)."""
    left_upwards = Signal()
    """Escape: back to the search."""
    asked = Signal(str, str)
    """A letter: note, task or call about this record (what, id)."""

    def __init__(self, model: RecordListModel, *, compact: bool) -> None:
        super().__init__()
        self.records = model
        self.setModel(model)
        select_rows(self)
        self.verticalHeader().setMinimumSectionSize(tokens.ROW_COMPACT)
        self.set_compact(compact)
        self._sizing = self._own_widths = self._beside = False
        self._given: dict[int, int] = {}
        """The widths that columns were given here, not by a person."""
        self._set_up_header()
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self._skeleton = Skeleton()
        self._skeleton.setParent(self)
        self._skeleton.hide()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SKELETON_AFTER_MS)
        self._waiting.timeout.connect(self._show_skeleton)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        model.loaded.connect(self.end_waiting)
        model.modelReset.connect(self.size_columns)

    def begin_waiting(self) -> None:
        """A first page is being read: show skeleton rows if it takes long and nothing is shown yet."""
        if self.records.rowCount() == 0:
            self._waiting.start()

    def end_waiting(self) -> None:
        """The rows are there."""
        self._waiting.stop()
        self._skeleton.hide()

    def set_compact(self, compact: bool) -> None:
        """Lower or normal rows."""
        self.verticalHeader().setDefaultSectionSize(tokens.ROW_COMPACT if compact else tokens.ROW)

    def set_beside(self, beside: bool) -> None:
        """Stand beside an open record, or alone: beside one, columns that there is no room for are left out."""
        if beside != self._beside:
            self._beside = beside
            self._follow_room()

    def size_columns(self) -> None:
        """Give every column its first width where the number of columns changed."""
        if self.property("sized") != len(self.records.columns):
            self.setProperty("sized", len(self.records.columns))
            self._own_widths = False
            self._size(range(len(self.records.columns)))

    def _size(self, columns: Iterable[int]) -> None:
        """Give columns the widths that they begin with; those that grow follow the room there is until the person chooses one."""
        shown = self._show_staying()
        self._sizing = True
        widths = widths_in([self.records.columns[number] for number in shown], self.viewport().width())
        for number in set(columns) & set(shown):
            self._given[number] = widths[shown.index(number)]
            self.setColumnWidth(number, self._given[number])
        self._sizing = False

    def _follow_room(self) -> None:
        """The room is another one: show the columns that it is for, those that grow and shrink with their widths in it."""
        if self._own_widths:
            self._show_staying()
        else:
            self._size(number for number, column in enumerate(self.records.columns) if column.most or column.least)

    def _show_staying(self) -> list[int]:
        """Show the columns that there is room for; which these are."""
        columns, room = self.records.columns, self.viewport().width()
        least = [column.least or column.width for column in columns]
        if self._own_widths:
            least = [self.columnWidth(number) or width for number, width in enumerate(least)]
        shown = staying(self.records.kind, columns, least, room) if self._beside else list(range(len(columns)))
        self._sizing = True
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        self._sizing = False
        return shown

    def _resized(self, column: int, _: int, width: int) -> None:
        """A person drew the edge of a column.

        The last one that is shown also follows the room by itself, and goes back to its width when another one is the last;
        one that is left out has none.
        """
        by_itself = self._places()[-1].number == column or width in (0, self._given.get(column))
        if not (self._sizing or by_itself):
            self._own_widths = True

    def current_record(self) -> str | None:
        """The id of the current row's record."""
        index = self.currentIndex()
        return self.records.row(index.row()).id if index.isValid() else None

    def select_record(self, record: str | None) -> bool:
        """Make a record's row the current one; False, and no row is, where it is not among the rows read so far."""
        at = self.records.row_of(record) if record else None
        if at is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return False
        self.updateGeometries()  # rows that came just now: without it Qt scrolls no further than to those before them
        self.setCurrentIndex(self.records.index(at, 1))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes, Escape leaves, N, T and C make a note, task or call."""
        record = self.current_record()
        letters = {Qt.Key.Key_N: "note", Qt.Key.Key_T: "task", Qt.Key.Key_C: "call"}
        key = Qt.Key(event.key())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key == Qt.Key.Key_Escape:
            self.left_upwards.emit()
        elif record is None or not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.opened.emit(record)
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit(record)
        elif key in letters:
            self.asked.emit(letters[key], record)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a ring round the current one while the list has the keyboard."""
        area = event.rect()
        painter = QPainter(self.viewport())
        rows = RowPainter(painter, self.records.kind, self._places())
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        for number in range(first, (last if last >= 0 else self.records.rowCount() - 1) + 1) if first >= 0 else ():
            top, height = self.rowViewportPosition(number), self.rowHeight(number)
            rows.paint(self.records.row(number), self.records.texts(number), top, height, chosen=number in chosen)
        painter.end()
        self.records.see(max(0, self.rowAt(0)))
        ring_current_row(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the skeleton over the rows, and the columns in the room there is."""
        super().resizeEvent(event)
        self._place_skeleton()
        if event.size().width() != event.oldSize().width():
            self._follow_room()

    def event(self, event: QEvent) -> bool:
        """Letters typed in the list are commands: take them before they become shortcuts elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            single = event.key() in (Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_C)
            if single and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(30)
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(True)
        header.sectionResized.connect(self._resized)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _places(self) -> list[Place]:
        """The columns in the order in which the person put them."""
        header, columns = self.horizontalHeader(), self.records.columns
        return [
            Place(number, columns[number].field, self.columnViewportPosition(number), self.columnWidth(number))
            for number in map(header.logicalIndex, range(len(columns)))
            if not self.isColumnHidden(number)
        ]

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.records.row(index.row()).id)

    def _show_skeleton(self) -> None:
        self._place_skeleton()
        self._skeleton.show()
        self._skeleton.raise_()

    def _place_skeleton(self) -> None:
        self._skeleton.setGeometry(self.viewport().geometry())
