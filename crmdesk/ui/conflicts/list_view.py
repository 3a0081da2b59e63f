"""The list of records with open conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.store.queries.rows import ConflictRow
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_list
from crmdesk.ui.plain_text import tool_tip
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 54
_ICONS = {
    ConflictKind.BOTH_CHANGED: "git-compare",
    ConflictKind.CHANGED_HERE_DELETED_THERE: "trash",
    ConflictKind.DELETED_HERE_CHANGED_THERE: "trash",
    ConflictKind.OVERWROTE: "arrows-exchange",
    ConflictKind.OSCILLATION: "arrows-exchange",
}


def why_text(row: ConflictRow) -> str:
    """What the conflict is about, in a line."""
    account = ", ".join(row.accounts)
    match row.why:
        case ConflictKind.CHANGED_HERE_DELETED_THERE if not row.edited:
            return QCoreApplication.translate("Conflict", "Deleted in {account}").format(account=account)
        case ConflictKind.CHANGED_HERE_DELETED_THERE:
            return QCoreApplication.translate("Conflict", "Changed here, deleted in {account}").format(account=account)
        case ConflictKind.DELETED_HERE_CHANGED_THERE:
            return QCoreApplication.translate("Conflict", "Deleted here, changed in {account}").format(account=account)
        case _:
            words = field_list([field for field in row.fields if field != EXISTENCE])
            if row.why is ConflictKind.OSCILLATION:
                words = QCoreApplication.translate("Conflict", "{fields}, to and fro").format(fields=words)
            if row.why is ConflictKind.OVERWROTE:
                words = QCoreApplication.translate("Conflict", "{fields}: entry replaced").format(fields=words)
            return f"{words} · {account}"


class ConflictListModel(QAbstractListModel):
    """Rows of open conflicts, one for each record."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ConflictRow] = ()

    def show_rows(self, rows: Sequence[ConflictRow]) -> None:
        """Show these rows."""
        if list(rows) != list(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def retell(self) -> None:
        """Time went by, or the language changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, record: str) -> int | None:
        """Where a record stands."""
        return next((number for number, row in enumerate(self._rows) if row.record == record), None)

    def row(self, number: int) -> ConflictRow:
        """A row by its number."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a value
        """The number of records."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, spoken text, and the row itself under UserRole."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {why_text(row)}, {formats.ago(row.opened_at)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(why_text(row))
        return row if role == Qt.ItemDataRole.UserRole else None


class _ConflictDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ConflictRow = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        scheme = tokens.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, QColor(scheme.accent_tint if chosen else scheme.surface))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(scheme.line))
        age = formats.age(row.opened_at)
        painter.setFont(font())
        width = painter.fontMetrics().horizontalAdvance(age) + 6
        top = QRect(box.left() + 14, box.top() + 8, box.width() - 28 - width, 19)
        paint.draw_text(painter, top, row.name, QColor(scheme.text), font(weight=tokens.MEDIUM))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        paint.draw_text(
            painter, QRect(box.right() - 13 - width, top.top(), width, 19), age, QColor(scheme.muted), align=right
        )
        paint.draw_icon(
            painter, _ICONS[row.why], QPointF(box.left() + 14, box.top() + 29), scheme.tone(Tone.CONFLICT), 15
        )
        second = QRect(box.left() + 36, box.top() + 27, box.width() - 48, 19)
        paint.draw_text(painter, second, why_text(row), QColor(scheme.muted))


class ConflictList(RowList):
    """The list at the left; ``chosen`` gives the record whose conflicts to show."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self.rows = ConflictListModel()
        super().__init__(self.rows, _ConflictDelegate, lambda: self.tr("Open conflicts"))
        self.arrived.connect(lambda row: self.chosen.emit(self.rows.row(row).record))

    def select(self, record: str) -> None:
        """Make a record's row the current one."""
        at = self.rows.row_of(record)
        if at is not None and at != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(at))

    def relive(self) -> None:
        """Say every row again."""
        self.rows.retell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a ring round the current one while the list has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            paint.ring(QPainter(self.viewport()), self.visualRect(self.currentIndex()).adjusted(0, 0, 0, -1))
