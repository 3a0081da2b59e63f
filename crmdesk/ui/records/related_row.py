"""One activity or note about a record, as a line that opens it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from crmdesk.domain.catalogue import DEAL_STATUSES
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import RelatedRow
from crmdesk.ui import formats
from crmdesk.ui.field_texts import KIND_TEXTS, kind_label
from crmdesk.ui.option_texts import ACTIVITY_ICONS, option_label
from crmdesk.ui.plain_text import tool_tip
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.tokens import Tone

_HEIGHT = 44


class RelatedLine(QPushButton):
    """What it was, and under it who and when."""

    opened = Signal(str)

    def __init__(self, related: RelatedRow, names: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "value")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(_HEIGHT)
        self._related = related
        self._icon = related_icon(related)
        self._first = related.name or kind_label(related.kind)
        self._second = _details(related, names)
        self.setAccessibleName(f"{self._first}, {self._second}")
        self.setToolTip(tool_tip(related.fields.get("body") or ""))
        self.clicked.connect(lambda: self.opened.emit(related.id))

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, two lines, and the mark of what is not sent."""
        super().paintEvent(event)
        painter, scheme = QPainter(self), tokens.current()
        paint.draw_icon(painter, self._icon, QPointF(5, 5), QColor(scheme.muted))
        right = 28 if self._related.pending else 6
        paint.draw_text(painter, QRect(30, 3, self.width() - 30 - right, 19), self._first, QColor(scheme.text))
        paint.draw_text(painter, QRect(30, 22, self.width() - 30 - right, 18), self._second, QColor(scheme.muted))
        if self._related.pending:
            paint.draw_icon(painter, "clock-up", QPointF(self.width() - 22, 5), scheme.tone(Tone.PENDING))


def related_icon(related: RelatedRow) -> str:
    """The icon of an activity's type, or of the kind."""
    if related.kind is Kind.ACTIVITY:
        return ACTIVITY_ICONS.get(related.fields.get("type") or "task", "checkbox")
    return KIND_TEXTS[related.kind].icon


def _details(related: RelatedRow, names: Mapping[str, str]) -> str:
    fields = related.fields
    parts = [
        names.get(fields.get("owner") or "", ""),
        formats.moment(related.at) if related.at else "",
        formats.duration(fields["duration_s"]) if fields.get("duration_s") else "",
        option_label("status", fields["status"], DEAL_STATUSES)
        if related.kind is Kind.DEAL and fields.get("status")
        else "",
    ]
    return " · ".join(part for part in parts if part) or option_label("type", fields.get("type") or "")
