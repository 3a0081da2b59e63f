"""How the comparison is painted: tinted sides, radio buttons, words that differ, the outlined empty result."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui.conflicts.compare_model import CELL_ROLE, Cell, CompareModel, Part
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
_TOP = 13
_SIDE = 10
_RADIO = 22
_LEAST = 46
_MOST = 240
_HEAD = 46


class CompareDelegate(QStyledItemDelegate):
    """Paints the cells of a CompareModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """High enough for the words at the column's width."""
        cell: Cell = index.data(CELL_ROLE)
        box: QRect = option.rect
        height = _laid_out(cell, max(40, box.width() - _left(cell) - _SIDE), QColor()).boundingRect().height()
        return QSize(80, max(_LEAST, min(_MOST, int(height) + 2 * _TOP + 1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, icon or radio, words, outline."""
        cell: Cell = index.data(CELL_ROLE)
        box: QRect = option.rect
        scheme = tokens.current()
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, _ground(cell))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(scheme.line))
        self._paint_mark(painter, box, cell)
        tone = {Part.COMPUTER: Tone.COMPUTER, Part.ACCOUNT: Tone.ACCOUNT}.get(cell.side.part, Tone.PLAIN)
        plain = QColor(scheme.muted if cell.side.part is Part.BEFORE else scheme.text)
        if cell.side.part is Part.RESULT and cell.open:
            plain = scheme.tone(Tone.PENDING)
        layout = _laid_out(cell, max(40, box.width() - _left(cell) - _SIDE), scheme.tone(tone))
        painter.setPen(plain)
        layout.draw(painter, QPointF(box.left() + _left(cell), box.top() + _TOP))
        if cell.side.part is Part.RESULT:
            self._paint_result(painter, box, cell)
        painter.restore()

    def _paint_mark(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        scheme = tokens.current()
        if cell.side.part is Part.FIELD:
            name, tone = ("check", Tone.DONE) if cell.merged else ("circle-check", Tone.ACCENT)
            if cell.open:
                name, tone = ("refresh-alert", Tone.PENDING) if cell.moved else ("alert-circle", Tone.PENDING)
            paint.draw_icon(painter, name, QPointF(box.left() + _SIDE, box.top() + _TOP + 1), scheme.tone(tone))
        elif cell.chosen is not None:
            colour = QColor(scheme.accent if cell.chosen else scheme.muted)
            name = "circle-dot" if cell.chosen else "circle"
            paint.draw_icon(painter, name, QPointF(box.left() + _SIDE, box.top() + _TOP + 1), colour)

    def _paint_result(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        scheme = tokens.current()
        if cell.open:
            pen = painter.pen()
            pen.setColor(scheme.tone(Tone.PENDING))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -3))


class CompareHeader(QHeaderView):
    """The heads of the columns on the tints of their sides: what it is, and who and when."""

    def __init__(self, model: CompareModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._model = model
        self.setFixedHeight(_HEAD)
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """One head."""
        scheme, side = tokens.current(), self._model.sides[logicalIndex]
        title, who = self._model.head(logicalIndex)
        tone = {Part.COMPUTER: Tone.COMPUTER, Part.ACCOUNT: Tone.ACCOUNT}.get(side.part)
        painter.fillRect(rect, scheme.tint(tone) if tone else QColor(scheme.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(scheme.line))
        colour = scheme.tone(tone) if tone else QColor(scheme.muted)
        strong = font(tokens.CAPTION_PX, tokens.STRONG if tone else tokens.MEDIUM)
        box = rect.adjusted(_SIDE, 0, -4, 0)
        if not who:
            paint.draw_text(painter, box, title, colour, strong)
            return
        paint.draw_text(painter, QRect(box.left(), box.top() + 6, box.width(), 16), title, colour, strong)
        below = QRect(box.left(), box.top() + 23, box.width(), 16)
        quiet = font(tokens.CAPTION_PX)
        if QFontMetrics(quiet).horizontalAdvance(who) > below.width():
            who = who.rpartition(" · ")[2]  # when it was is not cut; who it was stands under the table
        paint.draw_text(painter, below, who, colour, quiet)


def _left(cell: Cell) -> int:
    if cell.side.part is Part.FIELD:
        return _SIDE + _RADIO + 2
    return _SIDE + (_RADIO if cell.chosen is not None else 0)


def _ground(cell: Cell) -> QColor:
    scheme = tokens.current()
    match cell.side.part:
        case Part.COMPUTER:
            return scheme.tint(Tone.COMPUTER)
        case Part.ACCOUNT:
            return scheme.tint(Tone.ACCOUNT)
        case Part.FIELD | Part.BEFORE if cell.open:
            return scheme.tint(Tone.PENDING)
        case _:
            return QColor(scheme.surface)


def _laid_out(cell: Cell, width: int, marked: QColor) -> QTextLayout:
    """The words of a cell, broken into lines of ``width``; those that differ are strong, coloured and underlined."""
    strong = cell.side.part in (Part.RESULT, Part.FIELD)
    weight = (tokens.STRONG if cell.side.part is Part.RESULT else tokens.MEDIUM) if strong else tokens.REGULAR
    words = cell.text.replace("\n", "\u2028")
    if not any(span.changed for span in cell.words):
        words = words.replace("@", "@\u200b")  # an address breaks there rather than in the middle of a word
    merged = f"  {_settled(cell)}" if cell.merged and cell.side.part is Part.RESULT else ""
    layout = QTextLayout(words + merged, font(weight=weight))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ranges, at = [], 0
    for span in cell.words:
        if span.changed and span.text.strip():
            ranges.append(_emphasis(at, len(span.text), marked))
        at += len(span.text)
    if merged:
        ranges.append(_aside(len(words), len(merged)))
    layout.setFormats(ranges)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() + 2
    layout.endLayout()
    return layout


def _aside(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setForeground(QColor(tokens.current().muted))
    look.setFontWeight(QFont.Weight.Normal)
    made.format = look
    return made


def _emphasis(start: int, length: int, colour: QColor) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setForeground(colour)
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setFontUnderline(True)
    made.format = look
    return made


def _settled(cell: Cell) -> str:
    """How the field of a row without a choice came to its result, in a word."""
    if cell.decided:
        return QCoreApplication.translate("Compare", "decided")
    return QCoreApplication.translate("Compare", "merged")
