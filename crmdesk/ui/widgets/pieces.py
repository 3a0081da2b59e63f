"""Tinted labels, avatars, vendor tiles, empty states, skeleton rows: shapes that are painted rather than styled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, Text


class TintedLabel(QWidget):
    """A word on the tint of its tone, with an icon in front where one is named."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN, icon_name: str = "") -> None:
        super().__init__()
        self._text, self._tone, self._icon = text, tone, icon_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(paint.label_width(self._text) + (18 if self._icon else 0), paint.LABEL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tint, the icon, the word."""
        del event
        painter, scheme = QPainter(self), tokens.current()
        if not self._icon:
            paint.draw_label(painter, self.rect(), self._text, self._tone)
            return
        paint.rounded(painter, QRectF(self.rect()), scheme.tint(self._tone), 4)
        paint.draw_icon(painter, self._icon, QPointF(7, 4), scheme.tone(self._tone), 14)
        face = font(tokens.CAPTION_PX, tokens.MEDIUM)
        paint.draw_text(painter, self.rect().adjusted(26, 0, -4, 0), self._text, scheme.tone(self._tone), face)


class Avatar(QWidget):
    """A person's initials in a circle; a company or a deal shows its icon there."""

    SIZE = 40

    def __init__(self) -> None:
        super().__init__()
        self._initials, self._icon = "", ""
        self.setFixedSize(self.SIZE, self.SIZE)

    def show_name(self, name: str, icon_name: str = "") -> None:
        """Show the initials of ``name``, or an icon."""
        words = [word for word in name.split() if word[0].isalpha() and not word.endswith(".") and word not in _TITLES]
        self._initials = "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))
        self._icon = icon_name if icon_name or not self._initials else ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle and what is in it."""
        del event
        painter, scheme = QPainter(self), tokens.current()
        paint.rounded(painter, QRectF(self.rect()), QColor(scheme.accent_tint), self.SIZE / 2)
        if self._icon:
            paint.draw_icon(painter, self._icon, QPointF(11, 11), QColor(scheme.accent), 18)
        else:
            centre = Qt.AlignmentFlag.AlignCenter
            paint.draw_text(
                painter, self.rect(), self._initials, QColor(scheme.accent), font(13, tokens.STRONG), centre
            )


_TITLES = frozenset({"Mme", "Mlle", "Mr", "Mrs", "Ms", "et"})


class VendorTile(QWidget):
    """The square with a vendor's initial."""

    def __init__(self, vendor: str, title: str, size: int = 30) -> None:
        super().__init__()
        self._vendor, self._letter = vendor, title[:1].upper()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square in the vendor's colour, its initial in white."""
        del event
        painter = QPainter(self)
        ground = QColor(tokens.VENDOR_TILES.get(self._vendor, tokens.VENDOR_TILE_OTHER))
        paint.rounded(painter, QRectF(self.rect()), ground, tokens.RADIUS)
        face = font(14, tokens.STRONG)
        paint.draw_text(
            painter, self.rect(), self._letter, QColor(tokens.VENDOR_TILE_TEXT), face, Qt.AlignmentFlag.AlignCenter
        )


class EmptyState(QWidget):
    """One line drawing, one sentence, and what to do next."""

    def __init__(self, icon_name: str, sentence: Text, *buttons: Button) -> None:
        super().__init__()
        drawing = Icon(icon_name, Tone.MUTED, 40)
        self.sentence = Label(sentence, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.PAGE_EDGE, tokens.PAGE_EDGE, tokens.PAGE_EDGE, tokens.PAGE_EDGE)
        box.setSpacing(tokens.GROUP_GAP)
        box.addStretch(2)
        box.addWidget(drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.sentence)
        for button in buttons:
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self.setMinimumHeight(180)


class Skeleton(QWidget):
    """Grey bars where rows are about to appear."""

    def __init__(self, row_height: int = tokens.ROW) -> None:
        super().__init__()
        self._row_height = row_height
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars of several lengths, row by row."""
        del event
        painter, scheme = QPainter(self), tokens.current()
        painter.fillRect(self.rect(), QColor(scheme.surface))
        columns = ((0.04, 0.16), (0.24, 0.08), (0.36, 0.12), (0.54, 0.14), (0.74, 0.10))
        for number, top in enumerate(range(0, self.height(), self._row_height)):
            for place, (left, width) in enumerate(columns):
                share = width * (1 - 0.12 * ((number + place) % 4))
                bar = QRect(int(left * self.width()), top + 12, int(share * self.width()), 10)
                paint.rounded(painter, QRectF(bar), QColor(scheme.neutral), 4)
            painter.fillRect(0, top + self._row_height - 1, self.width(), 1, QColor(scheme.line))
