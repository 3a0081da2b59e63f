"""Codecs of Pipedrive's own forms: lists of addresses and numbers, due dates, durations, close dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain import values
from crmdesk.domain.values import Value
from crmdesk.providers.base import Codec, Raw
from crmdesk.providers.codecs import Day, Money, Number, Scalar, Words, moment, normal, wire_text
from crmdesk.providers.slots import MoneyWithCurrency

NO_DAY = "0000-00-00"
"""What a cleared close date is stored as (section 2.4)."""

_DURATION = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _address(text: str) -> str | None:
    """The canonical address; what is none is kept in lower case."""
    written = values.text(text)
    found: str | None = None if written is None else normal(values.email_address, written)
    return found or (None if written is None else written.lower())


def _number(text: str) -> str | None:
    written = values.text(text)
    return values.phone_number(written) if written else None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of ``{"value", "label", "primary"}`` in both forms. ``usual`` is our word for Pipedrive's label ``work``."""

    form: Callable[[str], str | None]
    usual: str | None

    def decode(self, raw: Raw) -> Value:
        """The items in canonical form, the primary first; equal ones are one."""
        found: dict[str, str | None] = {}
        for item in self.canon(raw) or ():
            value = self.form(item["value"])
            if value is not None:
                found.setdefault(value, self._label(item["label"]))
        listed = enumerate(found.items())
        return [{"value": value, "label": label, "primary": place == 0} for place, (value, label) in listed] or None

    def encode(self, value: Value, current: Raw) -> Raw:
        """The list to write; spellings that the vendor holds stay."""
        spelled = {self.form(item["value"]): item["value"] for item in self.canon(current) or ()}
        items = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
        ordered = sorted(items, key=lambda one: not one.get("primary"))
        written = [
            {
                "value": spelled.get(one["value"], one["value"]),
                "label": self._word(one.get("label")),
                "primary": not place,
            }
            for place, one in enumerate(ordered)
        ]
        fresh = self.canon(written)
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """The items that hold something: the primary one first, then in the order of their values."""
        if raw is None or raw == []:
            return None
        entries = raw if isinstance(raw, (list, tuple)) else [raw] if isinstance(raw, (str, Mapping)) else ()
        items = [item for entry in entries if (item := _item(entry)) is not None]
        items.sort(key=lambda item: (not item["primary"], item["value"], item["label"]))
        return [{**item, "primary": place == 0} for place, item in enumerate(items)] or None

    def _label(self, word: str) -> str | None:
        return self.usual if word == "work" else values.text(word)

    def _word(self, label: Any) -> str:
        return "work" if label is None or label == self.usual else wire_text(label)


def _item(entry: Any) -> dict[str, Any] | None:
    held = entry if isinstance(entry, Mapping) else {"value": entry}
    text = wire_text(held.get("value"))
    if values.text(text) is None:
        return None
    label = held.get("label")
    word = values.text(label) if isinstance(label, str) else None
    return {"value": text, "label": word or "work", "primary": held.get("primary") is True}


def emails() -> Items:
    """E-mail addresses."""
    return Items(_address, None)


def phones() -> Items:
    """Phone numbers."""
    return Items(_number, "phone")


@dataclass(frozen=True, slots=True)
class OnePhone(Scalar):
    """A single number in a field of its own; further ones stay on this computer."""

    @property
    def as_is(self) -> bool:
        """It is."""
        return True

    def _read(self, written: str) -> Value:
        number = _number(written)
        return None if number is None else [{"value": number, "label": None, "primary": True}]

    def _write(self, value: Value) -> str:
        items = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
        first = next(iter(sorted(items, key=lambda one: not one.get("primary"))), None)
        return wire_text(value) if first is None else wire_text(first.get("value"))


@dataclass(frozen=True, slots=True)
class Due(Scalar):
    """When something is due: a moment in whole minutes, or a day where it is not set to a time."""

    def _read(self, written: str) -> Value:
        return moment(written) or values.text(written)

    def _same(self, written: str) -> str | None:
        return written if _DAY.fullmatch(written) else moment(written) or written


@dataclass(frozen=True, slots=True)
class CloseDate(Day):
    """A day; a day of zeros is none."""

    def _read(self, written: str) -> Value:
        return None if written == NO_DAY else Day._read(self, written)  # noqa: SLF001 - its own base class

    def _same(self, written: str) -> str | None:
        return None if written == NO_DAY else Day._same(self, written)  # noqa: SLF001 - its own base class


@dataclass(frozen=True, slots=True)
class Duration(Number):
    """Seconds that the vendor keeps as ``HH:MM``; what is begun of a minute counts as one."""

    def _read(self, written: str) -> Value:
        found = _DURATION.fullmatch(written.strip())
        if found is None:
            return values.text(written)
        return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)

    def _write(self, value: Value) -> str:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return wire_text(value)
        minutes = -(-value // 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    def _same(self, written: str) -> str | None:
        found = _DURATION.fullmatch(written.strip())
        return written if found is None else f"{int(found[1]):02d}:{found[2]}" + (f":{found[3]}" if _odd(found) else "")


def _odd(found: re.Match[str]) -> bool:
    return found[3] not in {None, "00"}


@dataclass(frozen=True, slots=True)
class Options(Words):
    """A set of options by their ids; a lead has them in one text, ``41,42`` (section 4)."""

    def canon(self, raw: Raw) -> Raw:
        """The ids."""
        return Words.canon(self, raw.split(",") if isinstance(raw, str) and raw else raw)


@dataclass(frozen=True, slots=True)
class PlainAmount:
    """A number that Pipedrive keeps as an amount with a currency: the account's (section 4).

    ``codec`` reads and writes the number; an amount in another currency is read as ``5 CHF`` and stays as it is.
    """

    codec: Codec
    currency: str

    def decode(self, raw: Raw) -> Value:
        """The number."""
        money = self._both.decode(raw)
        return None if money is None else self.codec.decode(Money(self.currency).encode(money, None))

    def encode(self, value: Value, current: Raw) -> Raw:
        """The amount with its currency; what the vendor holds where that means the same."""
        held = self.canon(current)
        if self.decode(held) == value:
            return held
        return self._both.encode(Money(self.currency).decode(self.codec.encode(value, None)), None)

    def canon(self, raw: Raw) -> Raw:
        """The amount as a plain number, the currency as it is."""
        return self._both.canon(raw)

    @property
    def _both(self) -> MoneyWithCurrency:
        return MoneyWithCurrency("value", "currency", self.currency)
