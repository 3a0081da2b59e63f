"""What every editor of a field can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.values import Value
from crmdesk.store.queries.rows import Choice

Find = Callable[[str, str], Awaitable[Sequence[Choice]]]
"""``await find(field, typed text)``: what a reference or a choice can be set to."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an editor knows besides its field: how to find what it can be set to, and the names of records already referred to."""

    find: Find
    names: Mapping[str, str] = field(default_factory=dict)


class Editor(QWidget):
    """The editor of one field. Enter (Ctrl+Enter where Enter breaks the line) saves, Escape gives up."""

    saved = Signal()
    given_up = Signal()

    in_place = False
    """Whether the editor stands in a record's own line and ends there; in a dialog Enter and Escape are the dialog's."""

    saves_on_enter = True
    """Whether plain Enter saves; texts of several lines save on Ctrl+Enter."""

    def __init__(self, spec: FieldSpec, name: str) -> None:
        super().__init__()
        self.spec = spec
        self.name = name

    def set_value(self, value: Value) -> None:
        """Begin with ``value``."""
        raise NotImplementedError

    def value(self) -> Value:
        """What was typed, in canonical form. Raises InvalidInput."""
        raise NotImplementedError

    def typed(self) -> Value:
        """What stands in the editor, as it was typed, usable or not: JSON that only ``retype`` reads."""
        raise NotImplementedError

    def retype(self, typed: Value) -> None:
        """Put back what ``typed`` gave."""
        raise NotImplementedError

    async def settle(self) -> None:
        """Find out what ``value`` needs for what was typed a moment ago; most editors know it."""

    def finish(self) -> None:
        """What was typed is to be saved."""
        self.saved.emit()

    def set_wrong(self, wrong: bool) -> None:
        """Mark what was typed as not usable."""
        for widget in self._marked():
            widget.setProperty("wrong", "true" if wrong else "false")
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def go_to_wrong(self) -> None:
        """Give the keyboard to what has to be corrected; among several it stays where it is."""
        marked = self._marked()
        if marked and not any(widget.hasFocus() for widget in marked):
            marked[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _marked(self) -> list[QWidget]:
        """The parts into which something can be typed that is wrong."""
        parts = (self.focusProxy(), *self.findChildren(QWidget))
        return [part for part in parts if part is not None and part.property("marks") == "yes"]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape."""
        if not self.in_place:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            self.saves_on_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finish()
        else:
            super().keyPressEvent(event)
