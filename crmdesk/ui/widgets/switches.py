"""Check boxes and radio buttons in the look: painted, because a style sheet cannot tint their marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from crmdesk.ui.live import Live
from crmdesk.ui.theme import paint, tokens

_MARK = 16
_GAP = 10
_HEIGHT = 28


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class _Switch(Live, _Button):
    """What both have in common: a mark, and words beside it that belong to the button."""

    def __init__(self, text: Callable[[], str] = lambda: "") -> None:
        super().__init__()
        self.setMinimumHeight(_HEIGHT)
        self.live(self.setText, text)

    def sizeHint(self) -> QSize:
        """The mark and the words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_MARK + 6 + (_GAP + words if words else 0), _HEIGHT)

    def hitButton(self, pos: object) -> bool:
        """The words belong to the button."""
        del pos
        return True


class CheckBox(_Switch, QCheckBox):
    """A check box with its words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A square with a tick in it."""
        del event
        painter, scheme = QPainter(self), tokens.current()
        box = _box(self)
        _outline(painter, self, box, 4)
        if self.isChecked():
            paint.rounded(painter, QRectF(box), QColor(scheme.accent), 4)
            paint.draw_icon(painter, "check", QPointF(box.left() + 1, box.top() + 1), QColor(scheme.on_accent), 14)
        _words(painter, self)


class RadioButton(_Switch, QRadioButton):
    """A radio button with its words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A circle with a dot in it."""
        del event
        painter, scheme = QPainter(self), tokens.current()
        box = _box(self)
        _outline(painter, self, box, _MARK / 2)
        if self.isChecked():
            paint.rounded(painter, QRectF(box), QColor(scheme.accent), _MARK / 2)
            paint.rounded(painter, QRectF(box).adjusted(5, 5, -5, -5), QColor(scheme.on_accent), 3)
        _words(painter, self)


def _box(button: QAbstractButton) -> QRect:
    return QRect(2, (button.height() - _MARK) // 2, _MARK, _MARK)


def _outline(painter: QPainter, button: QAbstractButton, box: QRect, radius: float) -> None:
    scheme = tokens.current()
    paint.rounded(painter, QRectF(box), QColor(scheme.muted), radius)
    paint.rounded(painter, QRectF(box).adjusted(1, 1, -1, -1), QColor(scheme.surface), max(0.0, radius - 1))
    if button.hasFocus():
        paint.ring(painter, box.adjusted(-2, -2, 2, 2), radius + 2)


def _words(painter: QPainter, button: QAbstractButton) -> None:
    scheme = tokens.current()
    colour = QColor(scheme.text if button.isEnabled() else scheme.muted)
    place = QRect(2 + _MARK + _GAP, 0, button.width() - _MARK - _GAP - 2, button.height())
    paint.draw_text(painter, place, button.text(), colour, button.font())
