"""One record with the history of each property, and the table of one object type.

A hundred thousand records have to fit in little memory and a page of them has to be served in milliseconds. So a record
keeps its values as one JSON document, and history only for the properties that changed after the record was born: every
other value dates from the record's origin. A record's state is immutable bytes, so that the search index can go on
showing an earlier one at no cost.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import orjson

from crmdesk.sandbox.hubspot.kinds import ObjectType

FIRST_ID = 30_000_000_001
"""Ids of every type start here: larger than 32 bits, and the same in different types, as at the vendor."""

REMEMBERED_S = 900
"""How long the search index can lag behind, in seconds."""


class Stamp(NamedTuple):
    """When and through what a value was written (fact sheet section 7)."""

    at_ms: int
    source: str
    source_id: str | None = None
    label: str | None = None
    user_id: int | None = None


class Entry(NamedTuple):
    """One entry of a property's history; a cleared value is ``""``."""

    value: str
    stamp: Stamp


def packed(values: Mapping[str, str]) -> bytes:
    """Values as one JSON document. It is copied, because the bytes that orjson makes hold on to a larger buffer."""
    return bytes(memoryview(orjson.dumps(values)))


class State(NamedTuple):
    """What the search index knows of a record."""

    values: bytes
    modified_ms: int
    archived: bool


@dataclass(slots=True)
class Record:
    """One record. ``blob`` holds the values that are not empty, except id and times, which stand by themselves."""

    id: int
    created_ms: int
    modified_ms: int
    origin: Stamp
    blob: bytes
    archived_ms: int | None = None
    changes: dict[str, tuple[Entry, ...]] | None = None

    def values(self) -> dict[str, str]:
        """The non-empty values, without the system properties."""
        return cast(dict[str, str], orjson.loads(self.blob))

    def history(self, name: str) -> tuple[Entry, ...]:
        """The entries of a property, newest first."""
        if self.changes is not None and name in self.changes:
            return self.changes[name]
        value = self.values().get(name)
        return () if value is None else (Entry(value, self.origin),)

    def state(self) -> State:
        """The present state, for the search index."""
        return State(self.blob, self.modified_ms, self.archived_ms is not None)

    def write(self, updates: Mapping[str, str], stamp: Stamp, cap: int = 0) -> dict[str, str]:
        """Set values (``""`` clears), adding to the history; what really changed. ``cap`` limits the history."""
        values = self.values()
        changed = {name: value for name, value in updates.items() if values.get(name, "") != value}
        if not changed:
            return changed
        changes = self.changes = dict(self.changes or {})
        for name, value in changed.items():
            entries = (Entry(value, stamp), *self.history(name))
            changes[name] = entries[:cap] if cap else entries
            if value:
                values[name] = value
            else:
                values.pop(name, None)
        self.blob = packed(values)
        return changed


class Commit(NamedTuple):
    """One write the search index may not show yet; ``before`` is the state until then (``None``: no record)."""

    at_ms: int
    share: float
    """Which part of the index's lag this write takes, 0 to 1."""
    id: int
    before: State | None


def whole(text: str) -> int | None:
    """A number as ids, cursors and counts are written: up to 19 plain digits; ``None`` for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 19 else None


class Table:
    """All records of one type. Ids are integers here and decimal strings on the wire."""

    def __init__(self, kind: ObjectType) -> None:
        self.kind = kind
        self.records: dict[int, Record] = {}
        self.live: list[int] = []
        self.archived: list[int] = []
        self.redirects: dict[int, int] = {}
        self.unique: dict[str, dict[str, int]] = {}
        self.journal: list[tuple[int, int]] = []
        """(modified, id) of every state a record had, in order; only the newest of a record counts."""
        self.recent: deque[Commit] = deque()
        self.version = 0
        self._next = FIRST_ID

    def new_id(self) -> int:
        """The next free id."""
        self._next += 1
        return self._next - 1

    def load(self, records: Iterable[Record]) -> None:
        """Add many new records at once, in the order of their ids, without telling the index (seed)."""
        for record in records:
            self.records[record.id] = record
            self.live.append(record.id)
            self.journal.append((record.modified_ms, record.id))
        self.journal.sort()
        self.version += 1

    def add(self, record: Record, share: float) -> None:
        """Add one new record."""
        self.records[record.id] = record
        insort(self.live, record.id)
        self._committed(record, None, record.origin.at_ms, share)

    def touched(self, record: Record, before: State, at_ms: int, share: float) -> None:
        """Tell the indexes that a record changed or was archived or restored."""
        if before.archived != (record.archived_ms is not None):
            gone, come = (self.live, self.archived) if not before.archived else (self.archived, self.live)
            del gone[bisect_left(gone, record.id)]
            insort(come, record.id)
        self._committed(record, before, at_ms, share)

    def remove(self, record: Record, at_ms: int) -> None:
        """Take a record away for good; its unique values are released by the caller."""
        ids = self.live if record.archived_ms is None else self.archived
        del ids[bisect_left(ids, record.id)]
        del self.records[record.id]
        self.recent = deque(commit for commit in self.recent if commit.id != record.id)
        self._moved(at_ms)

    def _committed(self, record: Record, before: State | None, at_ms: int, share: float) -> None:
        insort(self.journal, (record.modified_ms, record.id))
        self.recent.append(Commit(at_ms, share, record.id, before))
        self._moved(at_ms)

    def _moved(self, at_ms: int) -> None:
        self.version += 1
        while self.recent and self.recent[0].at_ms < at_ms - REMEMBERED_S * 1000:
            self.recent.popleft()

    def find(self, record_id: str) -> Record | None:
        """The record of an id as written in a path, following merges; archived ones too."""
        number = whole(record_id)
        if number is None:
            return None
        while number in self.redirects:
            number = self.redirects[number]
        return self.records.get(number)

    def modified_between(self, low: int, high: int) -> list[int]:
        """Ids of the live records modified in a closed range of milliseconds, oldest first."""
        journal, records = self.journal, self.records
        first = bisect_left(journal, (low, 0))
        last = bisect_left(journal, (high + 1, 0))
        found = []
        for modified_ms, number in journal[first:last]:
            record = records.get(number)
            if record is not None and record.modified_ms == modified_ms and record.archived_ms is None:
                found.append(number)
        return list(dict.fromkeys(found))

    def dump(self) -> list[dict[str, Any]]:
        """Every record with all its values, archived ones included."""
        return [
            {
                "id": str(record.id),
                "properties": dict(sorted(record.values().items())),
                "created_ms": record.created_ms,
                "modified_ms": record.modified_ms,
                "archived": record.archived_ms is not None,
            }
            for _, record in sorted(self.records.items())
        ]
