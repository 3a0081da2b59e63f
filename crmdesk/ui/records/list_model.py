"""The rows of a list as Qt sees them: pages of a query, read one behind the other as the person scrolls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListQuery, ListRow
from crmdesk.ui.records.columns import COLUMNS, Column, cell_text
from crmdesk.ui.services import Desk
from crmdesk.ui.tasks import TaskScope

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
"""Rows read at once."""
REFRESHED = 2000
"""The most rows that are read again after a change: of a longer list those around what is on the screen.

What was scrolled to behind them is read again on the way down, what is before them on the way up.
"""

_WRITTEN = 2000
"""The most rows whose texts are kept."""


class RecordListModel(QAbstractTableModel):
    """The result of one ListQuery. Nothing here waits: reading happens in tasks of ``tasks``."""

    loaded = Signal()
    """The first page of a query is there."""

    def __init__(self, kind: Kind, desk: Desk, tasks: TaskScope, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.query = ListQuery(kind)
        self._desk = desk
        self._tasks = tasks
        self._columns: tuple[Column, ...] = COLUMNS[kind]
        self._rows: list[ListRow] = []
        self._complete = True
        self._seen = self._stale = 0
        """The first row on the screen, and the first one that was read with the last change."""
        self._names: Mapping[str, str] = {}
        self._texts: dict[str, tuple[ListRow, tuple[str, ...]]] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown, in order."""
        return self._columns

    def show_columns(self, hidden: frozenset[str]) -> None:
        """Show all columns but the hidden ones."""
        self.beginResetModel()
        self._columns = tuple(column for column in COLUMNS[self.kind] if column.field not in hidden)
        self._texts.clear()
        self.endResetModel()

    def set_names(self, names: Mapping[str, str]) -> None:
        """Give the names of the records that references point to (users, stages)."""
        if names != self._names:
            self._names = names
            self.retell()

    def retell(self) -> None:
        """Every text may be another: names or the language changed."""
        self._texts.clear()
        self._tell_changed(range(len(self._rows)))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def ask(self, query: ListQuery) -> None:
        """Show the result of another query; what was still being read for the older one is interrupted."""
        self.query = query
        self._seen = 0
        self._tasks.cancel("more")
        self._tasks.start(self._read(query, PAGE), "rows")

    def refresh(self) -> None:
        """Read the rows that are shown again, because records changed. Many calls while one read runs make one more."""
        self._tasks.refresh("rows", self._read_again)

    def see(self, first: int) -> None:
        """This row is the first one on the screen: rows that were passed over by the last change are read again now."""
        self._seen = first
        if first < self._stale:
            self.refresh()

    @property
    def is_complete(self) -> bool:
        """Whether no rows follow behind those that were read."""
        return self._complete

    def row_of(self, record: str) -> int | None:
        """Where a record stands among the rows that were read."""
        return next((number for number, row in enumerate(self._rows) if row.id == record), None)

    async def read_to(self, record: str) -> bool:
        """Read on to the row of a record, over at most ``REFRESHED`` more; whether it is among the rows that were read."""
        if self.row_of(record) is None and self._rows and not self._complete:
            self._tasks.cancel("more")
            await self._read_more(self.query, self._rows[-1], REFRESHED, until=record)
        return self.row_of(record) is not None

    def row(self, number: int) -> ListRow:
        """A row that was read."""
        return self._rows[number]

    def texts(self, number: int) -> Sequence[str]:
        """What the cells of a row say, one text for each column; written once for each version of the row."""
        row = self._rows[number]
        known, texts = self._texts.get(row.id, (None, ()))
        if known is not row and known != row:
            texts = tuple(self._text(row, column) for column in self._columns)
            if len(self._texts) >= _WRITTEN:
                self._texts.clear()
            self._texts[row.id] = (row, texts)
        return texts

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a value
        """The rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the same
        """The columns that are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, and spoken text."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and self._columns[index.column()].field == "state":
            return self.texts(index.row())[index.column()] or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' titles."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return self._columns[section].title or self.tr("State")
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether rows follow behind those that were read."""
        return not parent.isValid() and not self._complete and not self._tasks.running("more")

    def fetchMore(self, parent: Index) -> None:
        """Read the next page; it is put behind the others when it comes."""
        if self.canFetchMore(parent):
            self._tasks.start(self._read_more(self.query, self._rows[-1]), "more")

    async def _read(self, query: ListQuery, limit: int, first: int = 0) -> None:
        """Read the rows from number ``first`` on; those before stay as they are."""
        shown, count = self._rows, len(self._rows)
        after = shown[first - 1].key if first else None
        rows, changed = await self._desk.read(
            lambda connection: _compared(lists.page(connection, query, after, limit), shown[first:count])
        )
        self._stale = first
        if changed is None or count != len(shown):
            self._tasks.cancel("more")
            ids = {row.id for row in rows}
            self.beginResetModel()
            self._rows = [*(row for row in shown[:first] if row.id not in ids), *rows]
            self._complete = len(rows) < limit
            self.endResetModel()
        elif changed:
            # Only what is another: painting the rest again would keep the window busy.
            self._rows = [*shown[:first], *rows]
            self._tell_changed(range(first + changed.start, first + changed.stop))
        self._complete = len(rows) < limit
        self.loaded.emit()

    async def _read_again(self) -> None:
        # One row more than a list that was read to its end has: a new last one is seen.
        wanted = max(len(self._rows) + self._complete, PAGE)
        first = max(0, min(self._seen - REFRESHED // 2, wanted - REFRESHED))
        await self._read(self.query, min(wanted - first, REFRESHED), first)

    async def _read_more(self, query: ListQuery, last: ListRow, limit: int = PAGE, until: str | None = None) -> None:
        """Put the next rows behind the others; where they are read to find a record, only if it is among them."""
        rows = await self._desk.read(lambda connection: lists.page(connection, query, last.key, limit))
        if query != self.query or not self._rows or self._rows[-1].id != last.id:
            return
        if until is not None and all(row.id != until for row in rows):
            return
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
        self._complete = len(rows) < limit

    def _text(self, row: ListRow, column: Column) -> str:
        return state_text(row) if column.field == "state" else cell_text(self.kind, column.field, row, self._names)

    def _tell_changed(self, rows: range) -> None:
        if rows:
            self.dataChanged.emit(self.index(rows.start, 0), self.index(rows.stop - 1, len(self._columns) - 1))


def _compared(rows: list[ListRow], shown: Sequence[ListRow]) -> tuple[list[ListRow], range | None]:
    """``rows`` with the numbers of those that differ from what is ``shown``; None where they are other records.

    It runs on the reader's thread: comparing a long list takes longer than the window may be kept waiting.
    """
    if [row.id for row in rows] != [row.id for row in shown]:
        return rows, None
    other = [number for number, row in enumerate(rows) if row != shown[number]]
    return rows, range(other[0], other[-1] + 1) if other else range(0)


def state_text(row: ListRow) -> str:
    """The state of a record in words; empty where nothing is open."""
    if row.conflict:
        return QCoreApplication.translate("FieldState", "Conflict: needs your decision")
    if row.problem:
        return QCoreApplication.translate("FieldState", "Problem: could not be sent")
    return QCoreApplication.translate("FieldState", "Pending: not sent yet") if row.pending else ""
