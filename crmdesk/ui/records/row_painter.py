"""How a row of a list is painted: hairlines, the state's icon, labels for choices, quiet text for the rest.

The table paints whole rows itself instead of asking a delegate for every cell: hundreds of calls between Qt and Python for
each picture are what made the window stutter while records arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import ListRow
from crmdesk.ui.formats import BLANK
from crmdesk.ui.option_texts import ACTIVITY_ICONS, option_tone
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone

LABELLED = frozenset({"status", "rating", "priority"})
_EDGE = tokens.GAP


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands: its number in the model, its field, its left edge and its width in pixels of the viewport."""

    number: int
    field: str
    left: int
    width: int


def state_icon(row: ListRow) -> tuple[str, Tone] | None:
    """The icon for the state of a record; the gravest of several."""
    if row.conflict:
        return "git-compare", Tone.CONFLICT
    if row.problem:
        return "alert-triangle", Tone.CONFLICT
    return ("clock-up", Tone.PENDING) if row.pending else None


class RowPainter:
    """Paints rows of a kind in the scheme of the moment; make one for each picture."""

    def __init__(self, painter: QPainter, kind: Kind, places: Sequence[Place]) -> None:
        scheme = tokens.current()
        self._painter, self._kind, self._places = painter, kind, places
        self._text, self._muted, self._line = QColor(scheme.text), QColor(scheme.muted), QColor(scheme.line)
        self._grounds = QColor(scheme.surface), QColor(scheme.accent_tint)
        self._left = places[0].left if places else 0
        self._width = sum(place.width for place in places)
        # Whole pixels of the device: at 125 % a line of one pixel would be drawn now with one, now with two of them.
        ratio = paint.device_ratio(painter.device())
        self._hairline = int(ratio) / ratio

    def paint(self, row: ListRow, texts: Sequence[str], top: int, height: int, *, chosen: bool) -> None:
        """One row: the ground, the hairline, what its cells say. ``texts`` holds a text for each column of the model."""
        self._painter.fillRect(self._left, top, self._width, height, self._grounds[chosen])
        hairline = QRectF(self._left, top + height - self._hairline, self._width, self._hairline)
        self._painter.fillRect(hairline, self._line)
        for place in self._places:
            box = QRect(place.left, top, place.width, height)
            if place.field == "state":
                self._paint_state(box, row)
            else:
                inner = QRect(place.left + _EDGE, top, place.width - 2 * _EDGE + 2, height - 1)
                self._paint_value(inner, row, place.field, texts[place.number])

    def _paint_state(self, box: QRect, row: ListRow) -> None:
        found = state_icon(row)
        if found is not None:
            name, tone = found
            at = QPointF(box.left() + 10, box.center().y() - tokens.ICON / 2 + 0.5)
            paint.draw_icon(self._painter, name, at, tokens.current().tone(tone))

    def _paint_value(self, box: QRect, row: ListRow, field: str, text: str) -> None:
        if not text:
            if field not in ("name", "subject"):
                paint.draw_text(self._painter, box, BLANK, self._muted)
        elif field in ("name", "subject"):
            paint.draw_text(self._painter, box, text, self._text, font(weight=tokens.MEDIUM))
        elif field in LABELLED:
            paint.draw_label(self._painter, box, text, option_tone(row.fields[field]))
        elif field == "type" and self._kind is Kind.ACTIVITY:
            at = QPointF(box.left(), box.center().y() - tokens.ICON / 2 + 0.5)
            paint.draw_icon(self._painter, ACTIVITY_ICONS[row.fields["type"]], at, self._muted)
            paint.draw_text(self._painter, box.adjusted(24, 0, 0, 0), text, self._text)
        else:
            paint.draw_text(self._painter, box, text, self._text)
