"""Rows and tables of the organisation. Times have a granularity of one second (section 0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crmdesk.sandbox.zoho.catalogue import Module

Values = dict[str, Any]
"""Values by field in the form in which they are kept: a lookup is an id, a tag list a list of names."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a row's timeline: ``changes`` are (field, old, new)."""

    id: str
    at_s: int
    action: str
    user: str
    source: str
    changes: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(slots=True)
class Row:
    """One row. Times are whole epoch seconds, people ids of users; ``gone`` is where a deleted row is (``recycle``…)."""

    id: str
    values: Values
    created_s: int
    created_by: str
    modified_s: int
    modified_by: str
    gone: str = ""
    gone_s: int = 0
    gone_by: str = ""
    activity_s: int = 0
    """When a note or an activity was last added to it; 0: never."""
    indexed_at: float = 0.0
    timeline: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The rows of one module, deleted ones among them. ``unique`` finds rows by a unique field's value in lower case."""

    module: Module
    rows: dict[str, Row] = field(default_factory=dict)
    unique: dict[tuple[str, str], str] = field(default_factory=dict)

    def live(self) -> Iterator[Row]:
        """The rows that are there."""
        return (row for row in self.rows.values() if not row.gone)

    def index(self, row: Row) -> None:
        """Enter a row's unique values."""
        for one in self.module.fields.values():
            if one.unique and row.values.get(one.name) is not None:
                self.unique[one.name, str(row.values[one.name]).lower()] = row.id

    def by(self, name: str, value: Any) -> Row | None:
        """The live row that has a value in a field, letter case apart."""
        wanted = str(value).lower()
        one = self.module.fields.get(name)
        if one is not None and one.unique:
            row = self.find(self.unique.get((name, wanted), ""))
            return row if row is not None and str(row.values.get(name)).lower() == wanted else None
        return next((row for row in self.live() if str(row.values.get(name) or "").lower() == wanted), None)

    def find(self, id: str) -> Row | None:
        """The row of an id, unless it is deleted."""
        row = self.rows.get(id)
        return None if row is None or row.gone else row
