"""Where a field lives in a row of named values: in one, over several, or in none. For vendors whose rows are flat JSON objects.

A place turns a row into the raw value that the field's codec understands, and a raw value back into values to write. JSON
has numbers and truth values where raw values are texts: ``Form`` says which. What only one vendor has is a place of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from crmdesk.domain.errors import RecordRefused
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Codec, Raw, Rows
from crmdesk.providers.codecs import References, json_number, wire_text
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.lines import Line as LineOf
from crmdesk.providers.lines import Plan as PlanOf
from crmdesk.providers.slots import held

Row = Mapping[str, Any]
"""A row as it came: values by name."""


class Form(StrEnum):
    """What JSON holds for a value."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    MOMENT = "moment"
    """A moment in whole seconds with its offset: ``2026-11-20T10:00:00+00:00``."""


FORMS: Mapping[FieldType | None, Form] = {
    FieldType.INTEGER: Form.NUMBER,
    FieldType.DECIMAL: Form.NUMBER,
    FieldType.BOOLEAN: Form.TRUTH,
}
"""What JSON holds for a property of a type, where that is no text."""


def wire(raw: Raw, form: Form) -> Any:
    """A raw value as JSON; what does not fit its form stays text, for the vendor to refuse."""
    if raw is None or raw == "":
        return None
    return raw if isinstance(raw, list) else _wired(wire_text(raw), form)


def _wired(written: str, form: Form) -> Any:
    if form is Form.TRUTH and written in ("true", "false"):
        return written == "true"
    if form is Form.MOMENT and written.endswith("Z"):
        return f"{written[:19]}+00:00"
    if form is Form.NUMBER:
        number = json_number(written)
        return written if number is None else number
    return written


class Place(ABC):
    """Where a field lives."""

    __slots__ = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The values that have to be asked for."""
        return ()

    @property
    def remote(self) -> tuple[str, ...]:
        """What it is called where a person is told."""
        return self.names

    @property
    def holds(self) -> Rows | None:
        """The rows that a reference can name there; None where it can name any, and for what is no reference."""
        return None

    @abstractmethod
    def read(self, row: Row, codec: Codec) -> Raw:
        """The raw value in its comparable form, or UNKNOWN."""

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The values to write so that they hold ``raw`` instead of ``expected``; None clears."""
        return {}

    def after(self, raw: Raw, expected: Raw, codec: Codec) -> Raw:
        """What a row holds once ``raw`` is written instead of ``expected``, or UNKNOWN."""
        return self.read(self.write(raw, expected), codec)


@dataclass(frozen=True, slots=True)
class One(Place):
    """One value. ``options`` are those that the account's list knows, where it would take any other too; empty: any."""

    name: str
    form: Form = Form.TEXT
    options: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The value."""
        return (self.name,)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The value."""
        return codec.canon(row[self.name]) if self.name in row else UNKNOWN

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The value. RecordRefused: a choice that the account does not offer."""
        if self.options and raw is not None and raw not in self.options:
            raise RecordRefused("option_refused", remote_field=self.name, vendor_words=", ".join(sorted(self.options)))
        return {self.name: wire(raw, self.form)}


@dataclass(frozen=True, slots=True)
class Required(One):
    """A text that the vendor requires: a blank one is written, and read, as ``stand_in``."""

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
    """Several values that make one field; raw is a dict of their texts. ``forms`` names those that hold no text."""

    several: tuple[str, ...]
    forms: Mapping[str, Form] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The values."""
        return self.several

    def read(self, row: Row, codec: Codec) -> Raw:
        """A dict of the values, unknown unless all are listed."""
        if not all(name in row for name in self.several):
            return UNKNOWN
        return codec.canon({name: row[name] for name in self.several})

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The values that differ."""
        new, old = held(raw, self.several), held(expected, self.several)
        return {
            name: wire(new[name], self.forms.get(name, Form.TEXT)) for name in self.several if new[name] != old[name]
        }


@dataclass(frozen=True, slots=True)
class Fixed(Place):
    """A field that the object itself decides (the type of an activity)."""

    value: Raw

    def read(self, row: Row, codec: Codec) -> Raw:
        """The value."""
        return self.value


Line: TypeAlias = LineOf[Place]
"""One field of one object over such a row."""


def fitting(line: Line, raw: Raw, expected: Raw) -> Raw:
    """What of ``raw`` a row holds once it is written instead of ``expected``: a reference may find room for fewer rows."""
    if not isinstance(line.codec, References):
        return raw
    held = line.place.after(raw, expected, line.codec)
    return raw if held is UNKNOWN else held


class Plan:
    """The lines of one kind, as ``lines.Plan`` reads them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._plan: PlanOf[Place] = PlanOf(lines, _single)

    def fields(self, row: Row) -> dict[str, Raw]:
        """The raw value of every field that the row lists."""
        return self._plan.fields(row, lambda place, codec: place.read(row, codec))


def _single(place: Place) -> str | None:
    """The value that a place is; None where it is read in a way of its own."""
    return place.name if type(place) is One else None
