"""One Salesforce organisation: its objects, rows and people, and the clock and chance it lives by."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.salesforce.catalogue import TASK_STATUSES, ObjectType, object_types
from crmdesk.sandbox.salesforce.computed import OF_OPPORTUNITY
from crmdesk.sandbox.salesforce.errors import ApiError, not_found
from crmdesk.sandbox.salesforce.fields import Field
from crmdesk.sandbox.salesforce.records import Row, Table
from crmdesk.sandbox.traits import Traits

ORG_NAME = "Talensac Immobilier"
ORG_DOMAIN = "talensac-immobilier.example"

DESCRIBED_S = 1_767_225_600
"""When the objects were last changed before anybody asked, for ``If-Modified-Since`` of describes."""

PEOPLE = ("Lead", "Contact", "User")
ADDRESSES = {
    "Lead": {"Address": ""},
    "Contact": {"MailingAddress": "Mailing", "OtherAddress": "Other"},
    "Account": {"BillingAddress": "Billing", "ShippingAddress": "Shipping"},
}
_ADDRESS_PARTS = {
    "city": "City", "country": "Country", "geocodeAccuracy": "GeocodeAccuracy", "latitude": "Latitude",
    "longitude": "Longitude", "postalCode": "PostalCode", "state": "State", "street": "Street",
}  # fmt: skip
_NAME_PARTS = ("Salutation", "FirstName", "LastName")
WEIGHTS = {"Hot": 3, "Warm": 2, "Cold": 1}
RATES = {"EUR": 1.0, "USD": 1.08, "CHF": 0.94}
"""The currencies of an organisation of several, with what one euro is in each."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """One entry of the delete log."""

    object: str
    id: str
    at_s: int


@dataclass(slots=True)
class Journal:
    """What a transaction did so far, so that it can be undone."""

    added: list[tuple[Table, Row]] = field(default_factory=list)
    changed: list[tuple[Table, Row, tuple[Any, ...]]] = field(default_factory=list)
    deletions: int = 0


class Org:
    """The state behind the API. ``rng`` is the only source of chance, ``clock`` the only one of time."""

    def __init__(self, clock: VendorClock, rng: random.Random, traits: Traits) -> None:
        self.clock = clock
        self.rng = rng
        self.traits = traits
        self.task_statuses: Mapping[str, bool] = traits["task_statuses"] or TASK_STATUSES
        """Whether a task of each status is closed."""
        self.types = object_types(
            bare=traits["bare_org"],
            currencies=self._currencies(),
            keyed_activities=traits["activity_external_ids"],
            persons=traits["person_accounts"],
            task_statuses=list(self.task_statuses),
        )
        self.tables = {name: Table(one) for name, one in self.types.items()}
        self.deletions: list[Deletion] = []
        self.id = ""
        self.hidden: frozenset[str] = frozenset()
        """Fields that a fault has taken away during the present request."""
        self.lag_s = 0.0
        """How old a change has to be so that the present request sees it."""
        self._described: dict[str, tuple[str, int]] = {}
        self._journal: Journal | None = None
        self._by_lower = {name.lower(): name for name in self.types}

    def _currencies(self) -> list[str]:
        """Those of an organisation of several, its own first."""
        return list(dict.fromkeys((self.traits["currency"], *RATES))) if self.traits["multi_currency"] else []

    def initial(self, field: Field) -> str | bool | None:
        """What a new row holds where nothing is said of a field."""
        return self.traits["user_currency"] or field.default if field.name == "CurrencyIsoCode" else field.default

    def now(self) -> int:
        """The organisation's time in whole epoch seconds."""
        return int(self.clock())

    def described_at(self, path: str, tag: str) -> int:
        """When the description at a path got its present form, which its tag tells; epoch seconds."""
        known, at_s = self._described.get(path, (tag, DESCRIBED_S))
        if known != tag:
            at_s = max(self.now(), at_s + 1)
        self._described[path] = tag, at_s
        return at_s

    def type(self, name: str) -> ObjectType:
        """The object of a name in any case. Raises `ApiError` 404."""
        known = self._by_lower.get(name.lower())
        if known is None or (known.endswith("History") and not self.traits["field_history"]):
            raise not_found()
        return self.types[known]

    def field(self, type: ObjectType, name: str) -> Field | None:
        """The field of a name in any case, unless this user may not read it."""
        found = type.find(name)
        if found is None or found.name in self.hidden or f"{type.name}.{found.name}" in self.traits["hidden_fields"]:
            return None
        return found

    def fields(self, type: ObjectType) -> list[Field]:
        """The fields of an object that this user may read."""
        return [one for one in type.fields.values() if self.field(type, one.name) is not None]

    def writable(self, type: ObjectType, field: Field) -> bool:
        """Whether this user may write a field at all."""
        return f"{type.name}.{field.name}" not in self.traits["read_only_fields"]

    def users(self) -> list[Row]:
        """Everyone, in the order in which they came."""
        return list(self.tables["User"].rows.values())

    def seen(self, row: Row) -> Row | None:
        """The row as a query sees it now: as it was before a change that is not visible yet, or not at all."""
        lag_s = max(self.lag_s, self.traits["late_commit_s"])
        return row.before if lag_s and row.changed_at + lag_s > self.clock() else row

    def is_live(self, object_name: str, id: str) -> bool:
        """Whether a row is there, and not in the recycle bin."""
        row = self.tables[object_name].rows.get(id)
        return row is not None and not row.deleted

    def is_unshared(self, row: Row) -> bool:
        """Whether this user has lost access to a row (section 8.7, sharing lost)."""
        listed = self.traits["unshared_rows"]
        return bool(listed) and any(row.id[:15] == id[:15] for id in listed)

    def value(self, type: ObjectType, row: Row, name: str) -> Any:
        """A field's value as replies carry it, computed ones too."""
        if name == "Name" and type.name in PEOPLE:
            parts = [row.values.get(part) for part in _NAME_PARTS]
            return " ".join(part for part in parts[type.name != "Lead" :] if part) or None
        prefix = ADDRESSES.get(type.name, {}).get(name)
        if prefix is not None:
            return _address(row, prefix)
        if name == "Response_Score__c":
            return float(bool(row.values.get("Email")) + WEIGHTS.get(row.values.get("Rating", ""), 0))
        if type.name == "Opportunity" and name in OF_OPPORTUNITY:
            return OF_OPPORTUNITY[name](row, self.tables, self.now())
        found = row.get(name)
        if found is None and name in type.fields and type.fields[name].type == "boolean":
            return False
        return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Undo everything done inside the block where it ends with an `ApiError`."""
        outer = self._journal
        journal = self._journal = Journal(deletions=len(self.deletions))
        try:
            yield
        except ApiError:
            self._undo(journal)
            raise
        else:
            if outer is not None:
                outer.added += journal.added
                outer.changed += journal.changed
        finally:
            self._journal = outer

    def add(self, table: Table, row: Row) -> None:
        """Take a new row in."""
        row.changed_at = self.clock()
        table.add(row)
        if self._journal is not None:
            self._journal.added.append((table, row))

    @contextmanager
    def changing(self, table: Table, row: Row) -> Iterator[None]:
        """Change a row inside the block."""
        if self._journal is not None:
            self._journal.changed.append((table, row, _snapshot(row)))
        row.remember(self.clock(), max(self.lag_s, self.traits["late_commit_s"]))
        table.unindex(row)
        yield
        table.index(row)

    def _undo(self, journal: Journal) -> None:
        for table, row, before in reversed(journal.changed):
            table.unindex(row)
            for part, value in zip(fields(Row), before, strict=True):
                setattr(row, part.name, value)
            table.index(row)
        for table, row in reversed(journal.added):
            table.remove(row)
        del self.deletions[journal.deletions :]


def _snapshot(row: Row) -> tuple[Any, ...]:
    values = (getattr(row, part.name) for part in fields(Row))
    return tuple(dict(one) if isinstance(one, dict) else one for one in values)


def whole_of(object_name: str, name: str) -> str | None:
    """The compound field of which a field is a part (section 2)."""
    if object_name in PEOPLE and name in _NAME_PARTS:
        return "Name"
    wholes = ADDRESSES.get(object_name, {}).items()
    return next(
        (whole for whole, prefix in wholes if name in {prefix + part for part in _ADDRESS_PARTS.values()}), None
    )


def _address(row: Row, prefix: str) -> dict[str, Any] | None:
    found = {name: row.values.get(prefix + part) for name, part in _ADDRESS_PARTS.items()}
    return found if any(value is not None for value in found.values()) else None
