"""Texts and icons that follow the language and the scheme: each is given once, as a function, and asked again when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

T = TypeVar("T")
_MOMENTS = frozenset({QEvent.Type.LanguageChange, QEvent.Type.StyleChange})


class Live(_Base):
    """A mixin for widgets: ``self.live(label.setText, lambda: self.tr("Leads"))``.

    Every value is set at once, and again after a change of language or scheme. ``relive`` is called a moment later, for it
    may make widgets anew, and Qt is still telling the old ones.
    """

    _reliving = False
    _bindings: tuple[tuple[Callable[[Any], object], Callable[[], Any]], ...] = ()

    def live(self, setter: Callable[[T], object], value: Callable[[], T]) -> None:
        """Set ``value()`` now and whenever language or scheme change."""
        setter(value())
        self._bindings = (*self._bindings, (setter, value))

    def relive(self) -> None:
        """What else a widget has to do after such a change; nothing unless it says so."""

    def changeEvent(self, event: QEvent) -> None:
        """Ask every value again when the language or the scheme changed."""
        super().changeEvent(event)
        if event.type() not in _MOMENTS:
            return
        for setter, value in self._bindings:
            setter(value())
        if not self._reliving and type(self).relive is not Live.relive:
            self._reliving = True
            QTimer.singleShot(0, self, self._relive)

    def _relive(self) -> None:
        self._reliving = False
        self.relive()
