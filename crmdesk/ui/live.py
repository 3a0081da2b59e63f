"""Texts and icons that follow the language and the scheme: each is given once, as a function, and asked again when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

T = TypeVar("T")


class Live(_Base):
    """A mixin for widgets: ``self.live(label.setText, lambda: self.tr("Leads"))``.

    Every value is set at once, and again after a change of language or scheme (``ask_again``). ``relive`` is called a moment
    later, for it may make widgets anew, and the others are still being told.
    """

    _reliving = False
    _bindings: tuple[tuple[Callable[[Any], object], Callable[[], Any]], ...] = ()

    def live(self, setter: Callable[[T], object], value: Callable[[], T]) -> None:
        """Set ``value()`` now and whenever language or scheme change."""
        setter(value())
        self._bindings = (*self._bindings, (setter, value))

    def relive(self) -> None:
        """What else a widget has to do after such a change; nothing unless it says so."""

    def ask_values(self) -> None:
        """Ask every value again."""
        for setter, value in self._bindings:
            setter(value())
        if not self._reliving and type(self).relive is not Live.relive:
            self._reliving = True
            QTimer.singleShot(0, self, self._relive)

    def _relive(self) -> None:
        self._reliving = False
        self.relive()


def ask_again() -> None:
    """The language or the scheme changed: every widget there is asks its values again.

    Qt tells a change of style to each widget as often as it, or one around it, is put into another; a window's are told ten
    times before it is shown. So nothing listens to those events.
    """
    for widget in QApplication.allWidgets():
        if isinstance(widget, Live) and shiboken6.isValid(widget):
            widget.ask_values()
