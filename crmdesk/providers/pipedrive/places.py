"""Where a field lives in a Pipedrive row: in a value, in several, in a part of something; ``pointers``: in another row's id.

A place turns the values of a row into the raw value that the field's codec understands, and a raw value back into what
goes into the body of a write.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Codec, Raw, Rows
from crmdesk.providers.codecs import json_number, wire_text
from crmdesk.providers.lines import UNKNOWN

Values = Mapping[str, Any]
"""The values of one row by name or code, custom ones among them."""

ADDRESS_PARTS = ("value", "route", "street_number", "subpremise", "locality", "sublocality", "admin_area_level_1",
                 "admin_area_level_2", "country", "postal_code")  # fmt: skip
"""What an address consists of (section 2.3); what is left out is blanked."""

AREA = ADDRESS_PARTS[4:]
"""The parts that say in which place the street is."""

_BORDER = r"[,;\n]|\s[-\u2013\u2014]\s"
"""What may stand between the street and the rest of an address that was typed in one."""

CURRENCY = "_currency"
"""Behind the code of an amount, in v1: where its currency is (section 4)."""


class Form(StrEnum):
    """The JSON type of a value: v2 takes no number as text (section 0)."""

    TEXT = "text"
    NAME = "name"
    """Text that is cleared with ``""``."""
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    DAY = "day"
    """A day that is cleared with ``""``: null is refused (section 8, pitfall 17)."""


@dataclass(slots=True)
class Change:
    """What to write of one row: whole values, and parts of values that have to be read first."""

    values: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)


class Place(ABC):
    """Where a field lives."""

    __slots__ = ()

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The names of the values."""

    @property
    def remote(self) -> tuple[str, ...]:
        """What it is called where a person is told."""
        return self.names

    @property
    def holds(self) -> Rows | None:
        """The rows that a reference can name there; None where it can name any, and for what is no reference."""
        return None

    @abstractmethod
    def read(self, values: Values, codec: Codec) -> Raw:
        """The raw value in its comparable form, or UNKNOWN."""

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """Enter into ``change`` what makes the row hold ``raw`` instead of ``expected``."""
        raise RecordRefused("property_read_only", remote_field=self.names[0])


@dataclass(frozen=True, slots=True)
class One(Place):
    """One value."""

    name: str
    form: Form = Form.TEXT

    @property
    def names(self) -> tuple[str, ...]:
        """The name."""
        return (self.name,)

    def read(self, values: Values, codec: Codec) -> Raw:
        """The value."""
        return codec.canon(values[self.name]) if self.name in values else UNKNOWN

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """The value in its JSON type."""
        change.values[self.name] = typed(raw, self.form)


def typed(raw: Raw, form: Form) -> Any:
    """A raw value in its JSON type; what does not fit goes as it is, for Pipedrive to refuse."""
    if raw is None:
        return "" if form in {Form.NAME, Form.DAY} else None
    if isinstance(raw, list):
        return [typed(each, form) for each in raw]
    if not isinstance(raw, str) or form in {Form.TEXT, Form.NAME, Form.DAY}:
        return raw
    if form is Form.TRUTH:
        return {"true": True, "false": False}.get(raw, raw)
    number = json_number(raw)
    return raw if number is None or (form is Form.WHOLE and isinstance(number, float)) else number


@dataclass(frozen=True, slots=True)
class Items(Place):
    """A list of addresses or numbers; a write replaces all of it (section 2.2)."""

    name: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name."""
        return (self.name,)

    def read(self, values: Values, codec: Codec) -> Raw:
        """The list; what is none is unknown."""
        held = values.get(self.name, UNKNOWN)
        return codec.canon(held) if isinstance(held, list | str | Mapping | None) else UNKNOWN

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """The list; without entries it is empty, never null."""
        change.values[self.name] = raw or []


@dataclass(frozen=True, slots=True)
class Amount(Place):
    """An amount with its currency; raw is a dict of ``value`` and ``currency``.

    It lives in one custom field, or in a deal's two values of these names. ``usual`` is the account's currency, which an
    amount without one is in.
    """

    code: str
    usual: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name."""
        return ("value", "currency") if self.code == "value" else (self.code,)

    def read(self, values: Values, codec: Codec) -> Raw:
        """A dict of amount and currency."""
        if self.code not in values:
            return UNKNOWN
        held = values[self.code]
        if self.code == "value":
            held = {"value": held, "currency": values.get("currency")}
        elif held is not None and not isinstance(held, Mapping):  # in a lead
            held = {"value": held, "currency": values.get(f"{self.code}{CURRENCY}")}
        return codec.canon(held)

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """Amount and currency; without an amount both are cleared, as far as they can be."""
        held = raw if isinstance(raw, Mapping) else {}
        amount, currency = typed(held.get("value"), Form.NUMBER), held.get("currency") or self.usual
        if self.code == "value":
            change.values |= {"value": amount} | ({} if amount is None else {"currency": currency})
        else:
            change.values[self.code] = None if amount is None else {"value": amount, "currency": currency}


@dataclass(frozen=True, slots=True)
class AddressPart(Place):
    """One part of an address object: ``street``, or a key of it. The others have to be sent along with it."""

    part: str
    name: str = "address"

    @property
    def names(self) -> tuple[str, ...]:
        """The address."""
        return (self.name,)

    def read(self, values: Values, codec: Codec) -> Raw:
        """The part."""
        if self.name not in values:
            return UNKNOWN
        held = values[self.name]
        address: Values = held if isinstance(held, Mapping) else {"value": held}
        return codec.canon(_street(address) if self.part == "street" else address.get(self.part))

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """The part."""
        change.parts.setdefault(self.name, {})[self.part] = raw


def _street(address: Values) -> str | None:
    """Number and street, and what is behind them; else what the whole address names before the parts that are known."""
    return _taken_apart(address) or _named_first(address)


def _named_first(address: Values) -> str | None:
    """An address as it was typed without what ends it and stands in parts of its own: each part is there once.

    Only what is nothing but known parts goes: a street may be called after its town.
    """
    value, known = wire_text(address.get("value")), Counter(_words(*(address.get(name) for name in AREA)))
    code = re.escape(wire_text(address.get("postal_code")))
    border = rf"{_BORDER}|\s(?={code}\b)" if code else _BORDER
    borders = [(0, 0), *(found.span() for found in re.finditer(border, value))]
    end = len(value)
    for before, behind in reversed(borders):
        words = Counter(_words(value[behind:end]))
        if not words <= known:
            break
        known -= words
        end = before
    return value[:end].strip() or None


def _words(*texts: Any) -> list[str]:
    return [word for text in texts for word in re.findall(r"\w+", wire_text(text).casefold())]


def _taken_apart(address: Values) -> str | None:
    street = " ".join(str(one) for one in (address.get("street_number"), address.get("route")) if one)
    return ", ".join(str(one) for one in (street, address.get("subpremise")) if one) or None


def whole_address(held: Any, parts: Mapping[str, Any]) -> dict[str, Any] | None:
    """An address with some of its parts replaced; None where nothing is left. A street that is new stands in one part."""
    given: Values = held if isinstance(held, Mapping) else {"value": held or None}
    address = {name: given.get(name) for name in ADDRESS_PARTS}
    street = parts["street"] if "street" in parts else _street(address)
    if street != _taken_apart(address):
        address |= {"route": street, "street_number": None, "subpremise": None}
    address |= {name: part for name, part in parts.items() if name != "street"}
    town = " ".join(str(address[name]) for name in ("postal_code", "locality") if address[name])
    value = ", ".join(str(part) for part in (street, town, address["country"]) if part)
    return {**address, "value": value} if value else None


@dataclass(frozen=True, slots=True)
class DueTime(Place):
    """A due date and time in UTC, for activities of some types only: others have no such field (section 2.5)."""

    types: frozenset[str]
    negated: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Date and time."""
        return ("due_date", "due_time")

    def read(self, values: Values, codec: Codec) -> Raw:
        """The day, or the moment where there is a time."""
        if "due_date" not in values:
            return UNKNOWN
        day, time = wire_text(values["due_date"]), wire_text(values.get("due_time"))
        if not day or (wire_text(values.get("type")) in self.types) is self.negated:
            return None
        return codec.canon(f"{day}T{time if len(time) > 5 else f'{time}:00'}Z" if time else day)

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """Date and time; nothing where the field of the other types is being written."""
        day, _, time = wire_text(raw).partition("T")
        if day or "due_date" not in change.values:
            change.values |= {"due_date": day or None, "due_time": time[:5] or None}


@dataclass(frozen=True, slots=True)
class OneOfLabels(Place):
    """One of a list of labels: the others that a row has stay with it."""

    name: str
    known: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """The list."""
        return (self.name,)

    def read(self, values: Values, codec: Codec) -> Raw:
        """The first label that is one of those known."""
        held = values.get(self.name, UNKNOWN)
        if not isinstance(held, list | None):
            return UNKNOWN
        return next((str(one) for one in held or () if str(one) in self.known), None)

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """The label in place of the others that are known."""
        change.parts[self.name] = {"chosen": raw, "known": self.known}


def whole_labels(held: Any, parts: Mapping[str, Any]) -> list[Any]:
    """A list of labels with one of a group chosen."""
    others = [one for one in (held if isinstance(held, list) else ()) if str(one) not in parts["known"]]
    return [*([] if parts["chosen"] is None else [parts["chosen"]]), *others]


@dataclass(frozen=True, slots=True)
class Fixed(Place):
    """A field that the object itself decides (what a pipeline is of)."""

    value: str

    @property
    def names(self) -> tuple[str, ...]:
        """None."""
        return ()

    def read(self, values: Values, codec: Codec) -> Raw:
        """The value."""
        return self.value


def flat(code: str, value: Any) -> dict[str, Any]:
    """A value of the account's own fields as v1 has it (section 4): an amount in two values, options in one text."""
    if isinstance(value, Mapping):
        return {code: value.get("value"), f"{code}{CURRENCY}": value.get("currency")}
    return {code: ",".join(map(str, value)) if isinstance(value, list) else value}
