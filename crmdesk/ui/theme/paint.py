"""Small pieces that several delegates paint: elided text, tinted labels, icons, tiles."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPaintDevice,
    QPainter,
    QPainterPath,
    QStaticText,
    QTransform,
)

from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.icons import pixmap
from crmdesk.ui.theme.look import font

LABEL_HEIGHT = 22
LABEL_PADDING = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LAID_OUT = 4096
"""Lines of text that are kept laid out: what several screens of a list show."""
_ONE_LINE = str.maketrans(dict.fromkeys("\n\r\t\u2028\u2029", " "))


def draw_text(
    painter: QPainter,
    box: QRect,
    text: str,
    colour: QColor,
    face: QFont | None = None,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    """One line of text, in the middle of the height of ``box``, cut with an ellipsis where it does not fit."""
    face = face or font()
    shown, width, height = _laid_out(text, face, box.width())
    left = 0.0
    if align is not _LEFT:
        left = (box.width() - width) / (1 if align & Qt.AlignmentFlag.AlignRight else 2)
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawStaticText(QPointF(box.left() + left, box.top() + (box.height() - height) / 2), shown)


@lru_cache(maxsize=_LAID_OUT)
def _laid_out(text: str, face: QFont, room: int) -> tuple[QStaticText, float, float]:
    """A line cut to ``room`` pixels, its width and its height. Measuring and shaping it costs more than drawing it often."""
    shown = QStaticText(QFontMetrics(face).elidedText(text.translate(_ONE_LINE), Qt.TextElideMode.ElideRight, room))
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.prepare(QTransform(), face)
    size = shown.size()
    return shown, size.width(), size.height()


def draw_icon(painter: QPainter, name: str, at: QPointF, colour: QColor, size: int = tokens.ICON) -> None:
    """An icon with its top left corner at ``at``, sharp on the painter's own device."""
    painter.drawPixmap(at, pixmap(name, colour, size, device_ratio(painter.device())))


def device_ratio(device: QPaintDevice | None) -> float:
    """Device pixels per pixel of what is painted on."""
    return device.devicePixelRatioF() if device is not None else 1.0


@lru_cache(maxsize=_LAID_OUT)
def label_width(text: str) -> int:
    """How wide a tinted label with ``text`` is."""
    return int(QFontMetricsF(font(tokens.CAPTION_PX, tokens.MEDIUM)).horizontalAdvance(text)) + 2 * LABEL_PADDING + 1


def draw_label(painter: QPainter, box: QRect, text: str, tone: tokens.Tone) -> None:
    """A small tinted label at the left of ``box``, centred in its height, elided where it does not fit."""
    scheme = tokens.current()
    width = min(label_width(text), box.width())
    shape = QRectF(box.left(), box.center().y() - LABEL_HEIGHT / 2 + 0.5, width, LABEL_HEIGHT)
    rounded(painter, shape, scheme.tint(tone), 4)
    inner = shape.toRect().adjusted(LABEL_PADDING, 0, -LABEL_PADDING + 2, 0)
    draw_text(painter, inner, text, scheme.tone(tone), font(tokens.CAPTION_PX, tokens.MEDIUM))


def rounded(painter: QPainter, shape: QRectF, ground: QColor, radius: float = tokens.RADIUS) -> None:
    """A filled shape with round corners, without an outline."""
    path = QPainterPath()
    path.addRoundedRect(shape, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, ground)
    painter.restore()


def ring(painter: QPainter, shape: QRect, radius: float = 4) -> None:
    """The focus ring, just inside ``shape``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setColor(QColor(tokens.current().accent))
    pen.setWidth(tokens.RING)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(shape).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
