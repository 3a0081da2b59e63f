"""How a cell of a list is painted: hairlines, the state's icon, labels for choices, quiet text for the rest."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import ListRow
from crmdesk.ui.formats import BLANK
from crmdesk.ui.option_texts import ACTIVITY_ICONS, option_tone
from crmdesk.ui.records.columns import Column
from crmdesk.ui.records.list_model import COLUMN_ROLE, ROW_ROLE
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
LABELLED = frozenset({"status", "rating", "priority"})
_EDGE = tokens.GAP


def state_icon(row: ListRow) -> tuple[str, Tone] | None:
    """The icon for the state of a record; the gravest of several."""
    if row.conflict:
        return "git-compare", Tone.CONFLICT
    if row.problem:
        return "alert-triangle", Tone.CONFLICT
    return ("clock-up", Tone.PENDING) if row.pending else None


class RecordDelegate(QStyledItemDelegate):
    """Paints the cells of a RecordListModel."""

    def __init__(self, kind: Kind, height: int) -> None:
        super().__init__()
        self._kind = kind
        self.height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as the list says."""
        return QSize(80, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the hairline, the content, the focus ring."""
        row: ListRow = index.data(ROW_ROLE)
        column: Column = index.data(COLUMN_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        ground_cell(painter, box, chosen=bool(state & QStyle.StateFlag.State_Selected))
        if column.field == "state":
            self._paint_state(painter, box, row)
        else:
            self._paint_value(painter, box.adjusted(_EDGE, 0, -_EDGE + 2, -1), row, column, str(index.data() or ""))

    def _paint_state(self, painter: QPainter, box: QRect, row: ListRow) -> None:
        found = state_icon(row)
        if found is not None:
            name, tone = found
            at = QPointF(box.left() + 10, box.center().y() - tokens.ICON / 2 + 0.5)
            paint.draw_icon(painter, name, at, tokens.current().tone(tone))

    def _paint_value(self, painter: QPainter, box: QRect, row: ListRow, column: Column, text: str) -> None:
        scheme = tokens.current()
        if column.field in ("name", "subject"):
            paint.draw_text(painter, box, text, QColor(scheme.text), font(weight=tokens.MEDIUM))
        elif column.field in LABELLED and text:
            paint.draw_label(painter, box, text, option_tone(row.fields[column.field]))
        elif column.field == "type" and self._kind is Kind.ACTIVITY and text:
            at = QPointF(box.left(), box.center().y() - tokens.ICON / 2 + 0.5)
            paint.draw_icon(painter, ACTIVITY_ICONS[row.fields["type"]], at, QColor(scheme.muted))
            paint.draw_text(painter, box.adjusted(24, 0, 0, 0), text, QColor(scheme.text))
        else:
            known = column.field in CATALOGUE[self._kind] or text
            colour = QColor(scheme.text if text else scheme.muted)
            paint.draw_text(painter, box, text or (BLANK if known else ""), colour)


def ground_cell(painter: QPainter, box: QRect, *, chosen: bool) -> None:
    """The ground of a cell, with the hairline under it."""
    scheme = tokens.current()
    painter.fillRect(box, QColor(scheme.accent_tint if chosen else scheme.surface))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(scheme.line))
