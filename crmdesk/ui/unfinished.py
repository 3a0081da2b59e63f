"""What was typed and not saved when the program ended last: kept in the store, and taken up again where it was typed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.kinds import Kind
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries import unfinished
from crmdesk.ui.services import Desk
from crmdesk.ui.tasks import TaskScope

NEW, QUICK, VALUE, FIELD = "new", "quick", "value", "field"
"""The sorts of places to type: a new record; a note, task or call; a value of one's own for a conflict; a field."""


class UnfinishedForms(QObject):
    """All that is kept, by key, until it was saved or given up. ``changed`` whenever that is more or less."""

    changed = Signal()

    def __init__(self, desk: Desk, tasks: TaskScope) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._kept: dict[str, Unfinished] = {}
        self._stood: set[str] = set()

    async def read(self) -> None:
        """Read what is kept."""
        self._kept = {each.key: each for each in await self._desk.read(unfinished.unfinished)}
        self.changed.emit()

    def all(self) -> Sequence[Unfinished]:
        """Everything that is kept, the oldest first."""
        return list(self._kept.values())

    def find(self, key: str) -> Mapping[str, Value] | None:
        """What is kept for a place to type; None where nothing is."""
        kept = self._kept.get(key)
        return None if kept is None else kept.what

    def fields_of(self, record: str) -> list[tuple[str, Value, Value]]:
        """The fields of a record in which something stood, with what was typed there and the value that it was typed over."""
        mine = (each.what for each in self._kept.values() if each.record == record)
        return [(what["field"], what["typed"], what.get("over")) for what in mine if what["form"] == FIELD]

    def over(self, key: str) -> None:
        """What was kept here was saved or given up."""
        if self._kept.pop(key, None) is not None:
            self._stood.discard(key)
            self._tasks.start(self._desk.forget_unfinished(key))
            self.changed.emit()

    def keep(self, forms: Sequence[Unfinished]) -> None:
        """Store what stands in forms and fields now, in the place of what stood when this was last asked; at once.

        The program may end before anything could be awaited. Raises StoreFault where the store cannot take it.
        """
        over = [key for key in self._stood if key not in {form.key for form in forms}]
        if not forms and not over:
            return
        self._desk.keep_unfinished(forms, over)
        self._kept = {key: kept for key, kept in self._kept.items() if key not in over}
        self._kept |= {form.key: form for form in forms}
        self._stood = {form.key for form in forms}


def new_key(kind: Kind, given: Mapping[str, Value]) -> str:
    """The place where a new record is typed that begins with these values."""
    return f"{NEW} {kind.value} {json.dumps(dict(given), sort_keys=True)}"


def quick_key(what: str, record: str) -> str:
    """The place where a note, task or call about a record is typed."""
    return f"{QUICK} {what} {record}"


def value_key(conflict: str) -> str:
    """The place where a value of one's own is typed for a conflict."""
    return f"{VALUE} {conflict}"


def field_key(record: str, field: str) -> str:
    """The place where a field of a record is typed."""
    return f"{FIELD} {record} {field}"
