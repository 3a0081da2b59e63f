"""What an account's card says of its state: a title, when it was synchronised, and what is open besides, in whole words."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmdesk.ui.plain_text import tool_tip
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Icon, Label

LINES = 3
"""A card has room for so many, whatever it says: one that came and went would move all that stands under the cards."""

_NUMBER = re.compile(r"(?<=\d) ")

_GAP = 6
_BESIDE_ICON = tokens.ICON + _GAP


def lines_in(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """``text`` in lines of a width, broken between its words; the last of ``most`` lines is cut where there is more.

    A number stays with what it counts.
    """
    lines: list[str] = []
    words = _NUMBER.sub("\u00a0", text).split(" ") if text else []
    while words and len(lines) < most:
        taken = len(words)
        while taken > 1 and metrics.horizontalAdvance(" ".join(words[:taken])) > width:
            taken -= 1
        if len(lines) == most - 1:
            taken = len(words)
        lines.append(metrics.elidedText(" ".join(words[:taken]), Qt.TextElideMode.ElideRight, width))
        words = words[taken:]
    return lines


class Lines(Label):
    """A text in as many lines as it is given; where that is too few, the whole of it is its tool tip."""

    def __init__(self, role: str = "") -> None:
        super().__init__("", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.shown: list[str] = []

    def place(self, left: int, top: int, width: int, most: int) -> int:
        """Take ``most`` lines at most; how many they are."""
        self.shown = lines_in(self.text(), self.fontMetrics(), width, most)
        self.setGeometry(left, top, width, len(self.shown) * self.fontMetrics().height())
        self.setVisible(bool(self.shown))
        self.setToolTip("" if self.is_whole() else tool_tip(self.text()))
        self.update()
        return len(self.shown)

    def is_whole(self) -> bool:
        """Whether all of the text is shown."""
        return _NUMBER.sub("\u00a0", self.text()) == " ".join(self.shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        painter, high = QPainter(self), self.fontMetrics().height()
        painter.setPen(self.palette().color(self.foregroundRole()))
        for number, line in enumerate(self.shown):
            box = QRect(0, number * high, self.width(), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


class HealthLines(QWidget):
    """Always as high as ``LINES`` lines; the title or what stands under it takes more than one where it needs to."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("clock")
        self.title, self.first, self.second = Lines(), Lines("muted"), Lines("muted")
        for part in (self._icon, self.title, self.first, self.second):
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_state(self, icon: str, tone: Tone, texts: tuple[str, str, str]) -> None:
        """Show an icon with a title, and what stands under it: two texts, each on lines of its own."""
        self._icon.show_icon(icon, tone)
        for label, text in zip((self.title, self.first, self.second), texts, strict=True):
            label.setText(text)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        high = self.fontMetrics().height()
        self.setFixedHeight(LINES * high + tokens.GAP)
        self._icon.move(0, (high - tokens.ICON) // 2)
        taken = self.title.place(_BESIDE_ICON, 0, self.width() - _BESIDE_ICON, 2)
        for part in (self.first, self.second):
            taken += part.place(0, taken * high + tokens.GAP, self.width(), LINES - taken)
