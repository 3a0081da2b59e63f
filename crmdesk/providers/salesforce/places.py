"""Where a field lives in a Salesforce row: in a field, over several, in one that names another row, in roles.

A place turns a row into the raw value that the field's codec understands, and a raw value back into fields to write. JSON
has numbers and truth values where raw values are texts: ``Form`` says which.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Codec, Raw
from crmdesk.providers.codecs import References, wire_text
from crmdesk.providers.salesforce.tables import PREFIXES, ROLES

Row = Mapping[str, Any]
"""A row as it came: fields by name."""

PAIRS = References()

UNKNOWN: Any = object()
"""What ``read`` gives where the answer did not list the field."""


class Form(StrEnum):
    """What JSON holds for a field."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"


def wire(raw: Raw, form: Form) -> Any:
    """A raw value as JSON; what is no number in spite of its form stays text, for Salesforce to refuse."""
    if raw is None or raw == "":
        return None
    written = wire_text(raw)
    if form is Form.TRUTH and written in ("true", "false"):
        return written == "true"
    if form is Form.NUMBER:
        try:
            number = Decimal(written)
        except InvalidOperation:
            return written
        return int(number) if number == number.to_integral_value() else float(number)
    return written


class Place(ABC):
    """Where a field lives."""

    __slots__ = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that have to be asked for."""
        return ()

    @property
    def remote(self) -> tuple[str, ...]:
        """What it is called where a person is told."""
        return self.fields

    @abstractmethod
    def read(self, row: Row, codec: Codec) -> Raw:
        """The raw value in its comparable form, or UNKNOWN."""

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The fields to write so that they hold ``raw`` instead of ``expected``; None clears."""
        return {}

    def linked(self, raw: Raw) -> frozenset[str]:
        """The contacts that ``raw`` wants a role for."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class One(Place):
    """One field. ``options`` are the values that the account's picklist knows: Salesforce itself would take any other too."""

    name: str
    form: Form = Form.TEXT
    options: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[str, ...]:
        """The field."""
        return (self.name,)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The field's value."""
        return codec.canon(row[self.name]) if self.name in row else UNKNOWN

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The field. RecordRefused: a choice that the account does not offer."""
        if self.options and raw is not None and raw not in self.options:
            raise RecordRefused("option_refused", remote_field=self.name, vendor_words=", ".join(sorted(self.options)))
        return {self.name: wire(raw, self.form)}


@dataclass(frozen=True, slots=True)
class Required(One):
    """A text that Salesforce requires: a blank one is written, and read, as ``stand_in``."""

    stand_in: str = ""

    def read(self, row: Row, codec: Codec) -> Raw:
        """The text, None for the stand-in."""
        if self.name not in row:
            return UNKNOWN
        return None if row[self.name] == self.stand_in else codec.canon(row[self.name])

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The text or the stand-in."""
        return {self.name: wire(raw, self.form) or self.stand_in}


@dataclass(frozen=True, slots=True)
class Several(Place):
    """Several fields that make one value; raw is a dict of their texts. ``forms`` names those that hold no text."""

    names: tuple[str, ...]
    forms: Mapping[str, Form]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields."""
        return self.names

    def read(self, row: Row, codec: Codec) -> Raw:
        """A dict of the fields, unknown unless all are listed."""
        if not all(name in row for name in self.names):
            return UNKNOWN
        return codec.canon({name: row[name] for name in self.names})

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The fields that differ."""
        new, old = raw or {}, expected or {}
        return {
            name: wire(new.get(name), self.forms.get(name, Form.TEXT))
            for name in self.names
            if new.get(name) != old.get(name)
        }


@dataclass(frozen=True, slots=True)
class Pointer(Place):
    """A field that names a row of ``object``, by its id or, for a stage, by its name."""

    name: str
    object: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The field."""
        return (self.name,)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The pair that the field names; an owner that is a queue is a row of another object."""
        if self.name not in row:
            return UNKNOWN
        value = row[self.name]
        if not isinstance(value, str) or not value:
            return None
        named = PREFIXES.get(value[:3], self.object) if self.object in PREFIXES.values() else self.object
        return [[named, value]]

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The field. RecordRefused: a row of another object."""
        pairs = raw or []
        if any(name != self.object for name, _ in pairs):
            raise RecordRefused("reference_elsewhere", remote_field=self.name)
        return {self.name: pairs[0][1] if pairs else None}


@dataclass(frozen=True, slots=True)
class About(Place):
    """What an activity or a note is about: fields with room for one row each, of ``objects`` by field.

    A lead leaves no room for a second row (section 8.5). What finds no room stays on this computer.
    """

    objects: Mapping[str, tuple[str, ...]]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields."""
        return tuple(self.objects)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The rows named, unknown unless all fields are listed."""
        if not all(name in row for name in self.objects):
            return UNKNOWN
        ids = [row[name] for name in self.objects if isinstance(row[name], str)]
        return PAIRS.canon([[PREFIXES[id[:3]], id] for id in ids if id[:3] in PREFIXES])

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """All fields."""
        kept = {(name, id) for name, id in expected or []}
        pairs = sorted(raw or [], key=lambda pair: ((pair[0], pair[1]) not in kept, pair))
        placed: dict[str, Any] = {}
        for name, objects in self.objects.items():
            placed[name] = next((id for object_name, id in pairs if object_name in objects), None)
        who = placed.get("WhoId")
        if "WhatId" in placed and who is not None and PREFIXES.get(who[:3]) == "Lead":
            placed["WhatId"] = None
        return placed


@dataclass(frozen=True, slots=True)
class Roles(Place):
    """The contacts with a role in an opportunity, rows of an object of its own."""

    @property
    def remote(self) -> tuple[str, ...]:
        """The child relationship."""
        return (ROLES,)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The contacts; null means none."""
        if ROLES not in row:
            return UNKNOWN
        held = row[ROLES]
        records = held.get("records") if isinstance(held, dict) else ()
        ids = (role.get("ContactId") for role in records or () if isinstance(role, dict))
        return PAIRS.canon([["Contact", id] for id in ids if isinstance(id, str)])

    def linked(self, raw: Raw) -> frozenset[str]:
        """The contacts named. RecordRefused: a lead, which has no place in an opportunity."""
        if any(name != "Contact" for name, _ in raw or []):
            raise RecordRefused("reference_elsewhere", remote_field=ROLES)
        return frozenset(id for _, id in raw or [])


@dataclass(frozen=True, slots=True)
class Fixed(Place):
    """A field that the object itself decides (the type of an activity)."""

    value: Raw

    def read(self, row: Row, codec: Codec) -> Raw:
        """The value."""
        return self.value
