"""Codecs of what people write into cells: numbers with spaces and units, words for choices, lists in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain import values
from crmdesk.domain.entry import is_phone_number
from crmdesk.domain.values import Value
from crmdesk.providers.base import Raw
from crmdesk.providers.codecs import Choice, Consent, Money, Number, Scalar, Tags, normal, wire_text
from crmdesk.providers.google_sheets.headings import folded
from crmdesk.providers.slots import held

_UNIT = re.compile(r"(?:€|eur|euros?|m²|m2|pi[eè]ces?|p\.?)$", re.IGNORECASE)
_SIGN = re.compile(r"(?:€|eur|euros?)$", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_SEPARATORS = re.compile(r"[;,|\n]|\s(?:ou|et|or|and)\s", re.IGNORECASE)
_PIECE = re.compile(r"[^0-9a-z]*(?:[0-9][^0-9a-z]*){1,5}", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+")
_WITH_BOTH = re.compile(r"(-?[0-9]+(?:(?:\.[0-9]{3})+(?=,)|(?:,[0-9]{3})+(?=\.)))[.,]([0-9]+)")
"""Thousands with a separator, and a fraction behind the other one."""


def plain_number(written: str) -> str | None:
    """The number in a text such as ``320 000 €``, ``82,5 m²``; None where it is none.

    One point, or comma, is that of a decimal fraction, as in the text of a number, unless the text is an amount with its sign
    and three digits follow: ``320.000 €`` and ``320,000 €`` have no thousandths. Where there are both, the last one is.
    """
    text = written.strip()
    bare = _SPACES.sub("", _UNIT.sub("", text))
    if _GROUPED.fullmatch(bare) and (max(map(bare.count, ".,")) > 1 or _SIGN.search(text)):
        bare = bare.replace(".", "").replace(",", "")
    both = _WITH_BOTH.fullmatch(bare)
    if both:
        bare = f"{both[1].replace('.', '').replace(',', '')}.{both[2]}"
    elif "." not in bare and bare.count(",") == 1:
        bare = bare.replace(",", ".")
    found: str | None = normal(values.decimal, bare) if bare else None
    return found


@dataclass(frozen=True, slots=True)
class CellNumber(Number):
    """A number, with or without its unit."""

    def _read(self, written: str) -> Value:
        number = plain_number(written)
        return values.text(written) if number is None else number


@dataclass(frozen=True, slots=True)
class CellMoney(Money):
    """An amount in the account's currency, with or without its sign."""

    def _read(self, written: str) -> Value:
        amount = plain_number(written)
        # A slotted dataclass is made anew: super() alone fails.
        return super(CellMoney, self)._read(written if amount is None else amount)


@dataclass(frozen=True, slots=True)
class Word(Choice):
    """A choice as people call it: ``pairs`` of (their word, ours); accents and case do not count, the first one is written."""

    @property
    def as_is(self) -> bool:
        """It does."""
        return True

    def _read(self, written: str) -> Value:
        known = folded(written)
        return next((ours for theirs, ours in self.pairs if folded(theirs) == known), None) or values.text(written)


@dataclass(frozen=True, slots=True)
class CellTags(Tags):
    r"""Words in one cell, ``a; b`` or ``a, b``. A word with a comma is followed by a semicolon; ``;`` in one is ``\;``."""

    def _read(self, written: str) -> Value:
        if ";" not in written and "\\" not in written:
            return values.tags([part for part in written.split(",") if part.strip()])
        return super(CellTags, self)._read(written)

    def _write(self, value: Value) -> str:
        words = super(CellTags, self)._write(value)
        return f"{words};" if "," in words and ";" not in words and "\\" not in words else words

    def _same(self, written: str) -> str | None:
        return written


@dataclass(frozen=True, slots=True)
class Picked(Tags):
    """Several options of a list to choose from, as the sheet itself writes them: ``a, b``. No option has a comma."""

    def _read(self, written: str) -> Value:
        return values.tags([part for part in written.split(",") if part.strip()])

    def _write(self, value: Value) -> str:
        words = value if isinstance(value, list) else [wire_text(value)]
        return ", ".join(self._read(",".join(words)) or [])

    def _same(self, written: str) -> str | None:
        return written


@dataclass(frozen=True, slots=True)
class CellConsent(Scalar):
    """A consent: ``Oui``, ``Non``; with more to say ``Oui ; moment ; channel ; proof``. Other words are the proof of nothing.

    What a person writes behind the semicolon in another way is the proof: whoever refused has refused, whatever stands there.
    """

    words: tuple[tuple[str, str], ...]

    def _read(self, written: str) -> Value:
        word, *more = (part.strip() for part in written.split(";", 3))
        known = next((state for theirs, state in self.words if folded(theirs) == folded(word)), None)
        if known is None:
            return Consent().decode(written)
        at, channel, proof = [*more, "", "", ""][:3]
        told = {"state": known, "at": at or None, "channel": channel or None, "proof": proof or None}
        remark = {"state": known, "at": None, "channel": None, "proof": written.partition(";")[2]}
        return normal(values.consent, told) or normal(values.consent, remark) or Consent().decode(written)

    def _write(self, value: Value) -> str:
        if not isinstance(value, Mapping):
            return wire_text(value)
        word = next((theirs for theirs, state in self.words if state == value.get("state")), None)
        parts = [wire_text(value.get(name)) for name in ("at", "channel", "proof")]
        if word is None or any(";" in part for part in parts[:2]):
            return Consent().encode(value, None) or ""
        while parts and not parts[-1]:
            parts.pop()
        return " ; ".join([word, *parts])


@dataclass(frozen=True, slots=True)
class TickedConsent(CellConsent):
    """A consent as a tick box: given with its tick. Without one nobody has said anything; a refusal is no tick either."""

    def _read(self, written: str) -> Value:
        if written in ("true", "false"):
            return {"state": "given", "at": None, "channel": None, "proof": None} if written == "true" else None
        # A slotted dataclass is made anew: super() alone fails.
        return super(TickedConsent, self)._read(written)

    def _write(self, value: Value) -> str:
        return "true" if isinstance(value, Mapping) and value.get("state") == "given" else ""


@dataclass(frozen=True, slots=True)
class CellList:
    """Addresses or numbers over one or more columns, several in a cell where people write them so.

    ``slots`` are (column, label of what stands there). The raw value is a dict of column → text. An item stays in the
    cell it is in; a new one takes the free column of its label, then any free one, then goes behind what the last holds.
    """

    slots: tuple[tuple[str, str | None], ...]
    form: Callable[[str], str | None]

    def decode(self, raw: Raw) -> Value:
        """The items in the order of the columns; equal ones are one, the first is the primary one."""
        cells, found = held(raw, self.names), dict[str, str | None]()
        for name, label in self.slots:
            for value, _ in self._items(cells[name]):
                found.setdefault(value, label)
        listed = enumerate(found.items())
        return [{"value": value, "label": label, "primary": at == 0} for at, (value, label) in listed] or None

    def encode(self, value: Value, current: Raw) -> Raw:
        """The cells with the items placed; the spelling that a cell has stays."""
        now = held(current, self.names)
        fresh = self._or_none(self._placed(_sorted(value), now))
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """The texts as they are; None where all are blank."""
        return self._or_none(held(raw, self.names))

    @property
    def names(self) -> tuple[str, ...]:
        """The columns."""
        return tuple(name for name, _ in self.slots)

    def _items(self, text: str | None) -> list[tuple[str, str]]:
        """The items of a cell, each with how it is spelled."""
        parts = [part.strip() for listed in _SEPARATORS.split(text or "") for part in _apart(listed)]
        formed = ((self.form(part), part) for part in parts if part)
        return [(value, part) for value, part in formed if value is not None]

    def _placed(self, items: Sequence[Mapping[str, Value]], now: Mapping[str, str | None]) -> dict[str, str | None]:
        wanted = {str(item["value"]): item.get("label") for item in items}
        spelled = {value: part for text in now.values() for value, part in self._items(text)}
        cells: dict[str, list[str]] = {name: [] for name in self.names}
        labels = dict(self.slots)
        for name in self.names:
            for value, _ in self._items(now[name]):
                placed = any(value in there for there in cells.values())
                fits = wanted.get(value) in (None, labels[name]) or wanted[value] not in labels.values()
                if value in wanted and fits and not placed:
                    cells[name].append(value)
        for value, label in wanted.items():
            if not any(value in there for there in cells.values()):
                cells[self._home(cells, label)].append(value)
        return {
            name: self._text([spelled.get(value, value) for value in there], now[name]) for name, there in cells.items()
        }

    def _home(self, cells: Mapping[str, Sequence[str]], label: Value) -> str:
        labelled = [name for name, own in self.slots if own == label]
        free = [name for name in (*labelled, *self.names) if not cells[name]]
        return free[0] if free else self.names[-1]

    def _text(self, parts: Sequence[str], before: str | None) -> str | None:
        same = [part for _, part in self._items(before)] == list(parts)
        return before if same and parts else "; ".join(parts) or None

    @staticmethod
    def _or_none(cells: Mapping[str, str | None]) -> Raw:
        return dict(cells) if any(cells.values()) else None


def _apart(text: str) -> list[str]:
    """What slashes separate; where fewer than six digits stand between them, they belong to one number (``06/12/34/56/78``)."""
    parts = text.split("/")
    return [text] if any(_PIECE.fullmatch(part) for part in parts) else parts


def address(text: str) -> str | None:
    """The canonical address; what is none is kept in lower case."""
    written = values.text(text)
    found: str | None = None if written is None else normal(values.email_address, written)
    return found or (None if written is None else written.lower())


def number(text: str) -> str | None:
    """The canonical number. A cell that took it for an amount has dropped its zero, or its plus."""
    written = values.text(text)
    if written is None:
        return None
    if written.isascii() and written.isdecimal() and len(written) == 9 and written[0] != "0":
        written = f"0{written}"
    elif written.isascii() and written.isdecimal() and len(written) > 10 and is_phone_number(f"+{written}"):
        written = f"+{written}"
    return values.phone_number(written)


def _sorted(value: Value) -> list[Mapping[str, Value]]:
    """The items of a canonical list, the primary first."""
    items = [item for item in value or () if isinstance(item, Mapping)] if isinstance(value, list) else []
    return sorted(items, key=lambda item: not item.get("primary"))
