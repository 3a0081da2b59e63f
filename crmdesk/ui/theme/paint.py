"""Small pieces that several delegates paint: elided text, tinted labels, icons, tiles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPainterPath

from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.icons import pixmap
from crmdesk.ui.theme.look import font

LABEL_HEIGHT = 22
LABEL_PADDING = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_text(
    painter: QPainter,
    box: QRect,
    text: str,
    colour: QColor,
    face: QFont | None = None,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    """One line of text, cut with an ellipsis where it does not fit."""
    painter.setFont(face or font())
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    painter.drawText(
        box, align | Qt.TextFlag.TextSingleLine, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    )


def draw_icon(painter: QPainter, name: str, at: QPointF, colour: QColor, size: int = tokens.ICON) -> None:
    """An icon with its top left corner at ``at``, sharp on the painter's own device."""
    painter.drawPixmap(at, pixmap(name, colour, size, device_ratio(painter.device())))


def device_ratio(device: QPaintDevice | None) -> float:
    """Device pixels per pixel of what is painted on."""
    return device.devicePixelRatioF() if device is not None else 1.0


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
