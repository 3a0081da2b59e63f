"""Rows and tables of the organisation. Stamps have a granularity of one second (section 3.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from crmdesk.sandbox.salesforce import ids
from crmdesk.sandbox.salesforce.catalogue import ObjectType

Values = dict[str, Any]
"""Values of fields in the form in which replies carry them; blank ones are left out."""


def moment(at_s: float) -> str:
    """A dateTime as replies write it: ``2026-03-04T09:15:27.000+0000``."""
    return datetime.fromtimestamp(int(at_s), UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def day(at_s: float) -> str:
    """A date as replies write it."""
    return datetime.fromtimestamp(int(at_s), UTC).strftime("%Y-%m-%d")


@dataclass(slots=True)
class Row:
    """One row. Times are whole epoch seconds, authors ids of users.

    ``before`` is the row as it was before its last change, made at ``changed_at``, for readers who may not see that
    change yet; None where the row is new.
    """

    id: str
    values: Values
    created_s: int
    created_by: str
    modified_s: int
    modified_by: str
    stamp_s: int
    deleted: bool = False
    archived: bool = False
    before: Row | None = None
    changed_at: float = 0.0

    def get(self, name: str) -> Any:
        """The stored value of a field, system fields too."""
        if name in self.values:
            return self.values[name]
        read = _SYSTEM.get(name)
        return None if read is None else read(self)

    def remember(self, now: float, lag_s: float) -> None:
        """Keep the present state for readers who may not see what comes next."""
        if self.changed_at + lag_s <= now or self.before is None:
            self.before = replace(self, values=dict(self.values), before=None)
        self.changed_at = now


_SYSTEM: dict[str, Callable[[Row], Any]] = {
    "Id": lambda row: row.id,
    "IsDeleted": lambda row: row.deleted,
    "CreatedDate": lambda row: moment(row.created_s),
    "CreatedById": lambda row: row.created_by,
    "LastModifiedDate": lambda row: moment(row.modified_s),
    "LastModifiedById": lambda row: row.modified_by,
    "SystemModstamp": lambda row: moment(row.stamp_s),
    "IsArchived": lambda row: row.archived,
}


@dataclass(slots=True)
class Table:
    """The rows of one object, those in the recycle bin among them. ``unique`` finds live rows by external id."""

    type: ObjectType
    rows: dict[str, Row] = field(default_factory=dict)
    unique: dict[str, dict[str, str]] = field(default_factory=dict)
    purged: set[str] = field(default_factory=set)
    made: int = 0

    def __post_init__(self) -> None:
        self.unique = {name: {} for name, one in self.type.fields.items() if one.unique}

    def new_id(self) -> str:
        """The id of the next row."""
        self.made += 1
        return ids.made(self.type.prefix, self.made)

    def add(self, row: Row) -> None:
        """Take a row in."""
        self.rows[row.id] = row
        self.index(row)

    def remove(self, row: Row) -> None:
        """Take a row out without a trace of its own."""
        self.unindex(row)
        self.rows.pop(row.id, None)

    def find(self, id: str) -> Row | None:
        """The row of an id of 15 or 18 characters, deleted or not."""
        known = self.rows.get(id)
        if known is not None:
            return known
        whole = ids.full(id)
        return None if whole is None else self.rows.get(whole)

    def live(self) -> Iterator[Row]:
        """The rows that are not in the recycle bin."""
        return (row for row in self.rows.values() if not row.deleted)

    def by(self, name: str, value: str) -> list[Row]:
        """Live rows with a value in a look-up field, letter case apart; a blank one names none."""
        if not value:
            return []
        if name in self.unique:
            id = self.unique[name].get(value.lower())
            return [] if id is None else [self.rows[id]]
        wanted = value.lower()
        return [row for row in self.live() if str(row.get(name) or "").lower() == wanted]

    def index(self, row: Row) -> None:
        """Enter a live row's external ids."""
        for name, index in self.unique.items():
            value = row.values.get(name)
            if value and not row.deleted:
                index[str(value).lower()] = row.id

    def unindex(self, row: Row) -> None:
        """Take a row's external ids out, before it changes or goes."""
        for name, index in self.unique.items():
            value = str(row.values.get(name) or "").lower()
            if index.get(value) == row.id:
                del index[value]
