"""One row with its changelog, and the table of one object."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEPT_MS = 30 * 86_400_000
"""How long a deleted row can still be read by its id."""


def stamp(ms: int | None) -> str | None:
    """``2026-03-01T09:30:00Z``: whole seconds, as v2 writes them."""
    return None if ms is None else (EPOCH + timedelta(seconds=ms // 1000)).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp_ms(ms: int | None) -> str | None:
    """``2026-03-01T09:30:12.551Z``, as leads have it."""
    return None if ms is None else (EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")[:-6] + "Z"


def stamp_v1(ms: int | None) -> str | None:
    """``2026-03-01 09:30:00``, UTC, as v1 writes it."""
    found = stamp(ms)
    return None if found is None else found.replace("T", " ").removesuffix("Z")


class Change(NamedTuple):
    """One line of a changelog; values are texts."""

    at_ms: int
    key: str
    old: str | None
    new: str | None
    user_id: int
    source: str
    agent: str | None


@dataclass(slots=True)
class Record:
    """One row. ``values`` has the built-in fields as v2 writes them, ``custom`` the others by their code.

    ``number`` orders the rows of a table by age; it is the id except where ids are UUIDs.
    """

    id: int | str
    number: int
    values: dict[str, Any]
    custom: dict[str, Any]
    added_ms: int
    updated_ms: int | None
    written_ms: int
    deleted_ms: int | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def gone(self) -> bool:
        """Whether it was deleted."""
        return self.deleted_ms is not None


class Table:
    """All rows of one object."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.records: dict[str, Record] = {}
        self.by_number: dict[int, Record] = {}
        self.numbers: list[int] = []
        self._journal: list[tuple[int, int]] = []
        self._next = 1

    def new_number(self) -> int:
        """The next free number."""
        self._next += 1
        return self._next - 1

    def add(self, record: Record) -> None:
        """Add a new row."""
        self.records[str(record.id)] = record
        self.by_number[record.number] = record
        self.numbers.append(record.number)
        if record.updated_ms is not None:
            insort(self._journal, (record.updated_ms, record.number))

    def touch(self, record: Record, now_ms: int, *, bump: bool = True) -> None:
        """Enter that a row was written; with ``bump`` its update_time moves."""
        record.written_ms = now_ms
        if bump and record.updated_ms != now_ms:
            record.updated_ms = now_ms
            insort(self._journal, (now_ms, record.number))

    def forget(self, record: Record) -> None:
        """Take a row away for good."""
        del self.records[str(record.id)]
        del self.by_number[record.number]
        del self.numbers[bisect_left(self.numbers, record.number)]

    def find(self, id: object, now_ms: int) -> Record | None:
        """The row of an id, deleted ones for 30 days."""
        record = self.records.get(str(id))
        if record is None or (record.deleted_ms is not None and record.deleted_ms <= now_ms - KEPT_MS):
            return None
        return record

    def after(self, number: int, *, descending: bool = False) -> Iterator[Record]:
        """The rows beyond a number, in that direction."""
        if descending:
            yield from (self.by_number[each] for each in reversed(self.numbers[: bisect_left(self.numbers, number)]))
        else:
            yield from (self.by_number[each] for each in self.numbers[bisect_right(self.numbers, number) :])

    def updated(self, low_ms: int, high_ms: int) -> list[Record]:
        """The rows updated in ``[low, high)``, oldest first; times count in whole seconds."""
        journal = self._journal
        found = []
        for at_ms, number in journal[bisect_left(journal, (low_ms, 0)) : bisect_left(journal, (high_ms, 0))]:
            record = self.by_number.get(number)
            if record is not None and record.updated_ms == at_ms:
                found.append(record)
        return sorted({each.number: each for each in found}.values(), key=_order)


def _order(record: Record) -> tuple[int, int]:
    return (record.updated_ms or 0) // 1000, record.number
