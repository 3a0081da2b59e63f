"""Codecs for single values, by type. Each obeys the laws of ``base.Codec``; they are shared by all vendors.

A vendor's value that fits no rule is kept: as its text where the canonical type is text or a number, as an amount or a
proof in that text where the canonical value has parts. Nothing is cut to a length: a value that is too long is the
vendor's to refuse. Writing a value that the vendor already holds in another spelling gives the spelling it holds.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation

import orjson

from crmdesk.domain import values
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value
from crmdesk.providers import markup
from crmdesk.providers.base import Raw

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_MOMENT_LENGTH = len("2026-11-20T10:00:00.000Z")
_MILLISECONDS = re.compile(r"-?[0-9]{1,17}")
_FIRST_YEAR, _LAST_YEAR = "1900", "3000"
_MOST_DIGITS = 18
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CANONICAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_PLAIN_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,8}(?:\.[0-9]{0,4}[1-9])?")
"""Numbers that are canonical as they stand; all others take the long way."""

_SCHEME = re.compile(r"^[a-z]+://", re.IGNORECASE)
_FOREIGN = re.compile(r"(.+) ([A-Z]{3})", re.DOTALL)
_TAG_PARTS = re.compile(r"\\[\\;]|;|[^\\;]+|\\")


def wire_text(raw: Raw) -> str:
    """A single raw value as text; ``None`` is empty, what is no text is its JSON."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def known_moment(written: Raw) -> str | None:
    """The stamp of a row in canonical form; None for what is no moment, or lies in a year that no row was written in.

    The engine reckons with stamps: at the ends of the calendar there would be no room for that.
    """
    found = moment(written) if isinstance(written, str) else None
    if found is None or not _FIRST_YEAR <= found < _LAST_YEAR:
        return None
    try:
        datetime.fromisoformat(found)
    except ValueError:  # a 31st of February in the canonical form
        return None
    return found


def json_number(written: str) -> int | float | None:
    """A text as a number of JSON; None for what is none, or has more digits than 64 bits.

    Those digits are counted before anything else: to write out ``1e999999999`` takes hours.
    """
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def normal(rule: Callable[[Value], Value], value: Value) -> Value:
    """The canonical form of ``value`` by a rule of ``domain.values``; None where it does not fit."""
    try:
        return rule(value)
    except (InvalidInput, ArithmeticError, UnicodeError):
        return None


def _bare(written: str) -> str:
    """A text without what it cannot keep (control characters, white space around it): so that it is read as it will be kept."""
    return written.strip() if written.isprintable() else values.text(written) or ""


def moment(written: str) -> str | None:
    """A vendor's moment in canonical form: ISO 8601, a day (its start, UTC), or milliseconds since 1970; else None."""
    if _CANONICAL.fullmatch(written):  # what is no moment in spite of its form stays the same text either way
        return written
    stripped = _bare(written)
    if _DAY.fullmatch(stripped):
        stripped += "T00:00:00Z"
    elif _MILLISECONDS.fullmatch(stripped):
        try:
            stripped = (EPOCH + timedelta(milliseconds=int(stripped))).isoformat()
        except OverflowError:
            return None
    found: str | None = normal(values.instant, stripped)
    return None if found is None else found.zfill(_MOMENT_LENGTH)  # strftime leaves out a year's leading zeros


def _plain(written: str) -> str:
    """A number in canonical form; any other text as it is."""
    if _PLAIN_NUMBER.fullmatch(written):
        return written
    return normal(values.decimal, _bare(written)) or written


class Scalar(ABC):
    """A codec over one text. Subclasses read and write values that are not blank."""

    __slots__ = ()

    @property
    def as_is(self) -> bool:
        """Whether ``canon`` leaves every text as it is: readers of many rows need not ask then."""
        return False

    def decode(self, raw: Raw) -> Value:
        """The canonical value; None for a blank."""
        written = raw if type(raw) is str else wire_text(raw)
        return self._read(written) if written else None

    def encode(self, value: Value, current: Raw) -> Raw:
        """The text to write, or what ``current`` holds where that means the same."""
        fresh = None if value is None else self._write(value) or None
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """The text to compare; blank is None."""
        if raw is None:
            return None
        written = raw if type(raw) is str else wire_text(raw)
        return self._same(written) if written else None

    @abstractmethod
    def _read(self, written: str) -> Value: ...

    def _write(self, value: Value) -> str:
        return wire_text(value)

    def _same(self, written: str) -> str | None:
        return written


@dataclass(frozen=True, slots=True)
class Text(Scalar):
    """One line of text."""

    @property
    def as_is(self) -> bool:
        """It does."""
        return True

    def _read(self, written: str) -> Value:
        return values.text(written)


@dataclass(frozen=True, slots=True)
class Website(Text):
    """A company's domain, which the vendor keeps as the address of its web site."""

    def _read(self, written: str) -> Value:
        host = _SCHEME.sub("", _bare(written)).split("/", 1)[0].lower().removeprefix("www.")
        return values.text(host) or values.text(written)

    def _write(self, value: Value) -> str:
        return wire_text(self._read(wire_text(value)))


@dataclass(frozen=True, slots=True)
class LongText(Text):
    """Text of several lines."""

    def _read(self, written: str) -> Value:
        return values.long_text(written)


@dataclass(frozen=True, slots=True)
class HtmlText(Text):
    """Text of several lines that the vendor keeps as HTML."""

    def _read(self, written: str) -> Value:
        return values.long_text(markup.to_text(written))

    def encode(self, value: Value, current: Raw) -> Raw:
        """HTML that shows the text, with as much of the formatting of ``current`` as it can keep."""
        fresh = super(HtmlText, self).encode(value, current)  # a slotted dataclass is made anew: super() alone fails
        if not isinstance(current, str) or not isinstance(fresh, str) or fresh == current:
            return fresh
        text = wire_text(value)
        return next((each for each in markup.revisions(current, text) if self.decode(each) == value), fresh)

    def _write(self, value: Value) -> str:
        return markup.from_text(wire_text(value))


@dataclass(frozen=True, slots=True)
class Number(Scalar):
    """A decimal number; what is none stays text."""

    def _read(self, written: str) -> Value:
        number = normal(values.decimal, _bare(written))
        return values.text(written) if number is None else number

    def _same(self, written: str) -> str | None:
        return _plain(written)


@dataclass(frozen=True, slots=True)
class Integer(Number):
    """A whole number; what is none stays text."""

    def _read(self, written: str) -> Value:
        number = normal(values.decimal, _bare(written))
        whole = None if number is None else normal(values.integer, number)
        return values.text(number or written) if whole is None else whole


@dataclass(frozen=True, slots=True)
class Seconds(Number):
    """Whole seconds that the vendor keeps in milliseconds."""

    def _read(self, written: str) -> Value:
        milliseconds = normal(values.decimal, _bare(written))
        return values.text(written) if milliseconds is None else round(Decimal(milliseconds) / 1000)

    def _write(self, value: Value) -> str:
        return str(value * 1000) if isinstance(value, int) else wire_text(value)


@dataclass(frozen=True, slots=True)
class Share(Number):
    """A percentage that the vendor keeps as a share of one: 40 per cent is ``0.4``."""

    def _read(self, written: str) -> Value:
        share = normal(values.decimal, _bare(written))
        return values.text(written) if share is None else _moved(share, 2)

    def _write(self, value: Value) -> str:
        percent = normal(values.decimal, value)
        return wire_text(value) if percent is None else _moved(percent, -2)


def _moved(number: str, places: int) -> str:
    """A number with its decimal point moved; no digit is lost, however many there are."""
    sign, digits, exponent = Decimal(number).as_tuple()
    moved = Decimal((sign, digits, int(exponent) + places))
    return normal(values.decimal, moved) or format(moved, "f")


@dataclass(frozen=True, slots=True)
class Money(Scalar):
    """A plain amount in the account's currency.

    An amount in another currency has no place in it: it is written with its code (``1500 USD``), which the vendor will
    refuse, rather than as so many euros.
    """

    currency: str

    def _read(self, written: str) -> Value:
        amount = normal(values.decimal, _bare(written))
        if amount is not None:
            return {"amount": amount, "currency": self.currency}
        foreign = _FOREIGN.fullmatch(_bare(written))
        amount = normal(values.decimal, foreign.group(1)) if foreign else None
        if foreign and amount is not None and foreign.group(2) != self.currency:
            return {"amount": amount, "currency": foreign.group(2)}
        kept = values.text(written)
        return None if kept is None else {"amount": kept, "currency": self.currency}

    def _write(self, value: Value) -> str:
        if not isinstance(value, Mapping):
            return wire_text(value)
        amount, currency = wire_text(value.get("amount")), value.get("currency") or self.currency
        return amount if currency == self.currency or not amount else f"{amount} {currency}"

    def _same(self, written: str) -> str | None:
        return _plain(written)


@dataclass(frozen=True, slots=True)
class Boolean(Scalar):
    """A truth value in the vendor's two words; a third word stays text."""

    true: str = "true"
    false: str = "false"

    def _read(self, written: str) -> Value:
        word = _bare(written).lower()
        return True if word == self.true else False if word == self.false else values.text(written)

    def _write(self, value: Value) -> str:
        return self.true if value is True else self.false if value is False else wire_text(value)

    def _same(self, written: str) -> str | None:
        word = _bare(written).lower()
        return word if word in (self.true, self.false) else written


@dataclass(frozen=True, slots=True)
class Done(Scalar):
    """Whether a task is done, over a status of several values, of which ``ended`` mean done besides: the present one is kept."""

    done: str
    undone: str
    ended: frozenset[str] = frozenset()

    def _read(self, written: str) -> Value:
        return written == self.done or written in self.ended

    def _write(self, value: Value) -> str:
        return self.done if value is True else self.undone if value is False else wire_text(value)


@dataclass(frozen=True, slots=True)
class Day(Scalar):
    """A calendar day; what is none stays text."""

    def _read(self, written: str) -> Value:
        found = moment(written)
        return values.text(written) if found is None else found.split("T", 1)[0]

    def _same(self, written: str) -> str | None:
        found = moment(written)
        return written if found is None else found.split("T", 1)[0]


@dataclass(frozen=True, slots=True)
class DayOfMoment(Day):
    """A calendar day that the vendor keeps as a moment: the day in UTC, the time of day is the vendor's."""

    def _write(self, value: Value) -> str:
        written = wire_text(value)
        return f"{written}T00:00:00.000Z" if _DAY.fullmatch(written) else written

    def _same(self, written: str) -> str | None:
        return moment(written) or written


@dataclass(frozen=True, slots=True)
class Moment(Scalar):
    """A moment in UTC; what is none stays text."""

    def _read(self, written: str) -> Value:
        return moment(written) or values.text(written)

    def _same(self, written: str) -> str | None:
        return moment(written) or written


@dataclass(frozen=True, slots=True)
class Choice(Scalar):
    """One of several values: ``pairs`` of (theirs, ours), others pass as they are; ``blank`` ones mean none."""

    pairs: tuple[tuple[str, str], ...] = ()
    blank: frozenset[str] = frozenset()

    @property
    def as_is(self) -> bool:
        """Where no value means none."""
        return not self.blank

    def _read(self, written: str) -> Value:
        if written in self.blank:
            return None
        return next((ours for theirs, ours in self.pairs if theirs == written), None) or values.text(written)

    def _write(self, value: Value) -> str:
        written = wire_text(value)
        return next((theirs for theirs, ours in self.pairs if ours == written), written)

    def _same(self, written: str) -> str | None:
        return None if written in self.blank else written


@dataclass(frozen=True, slots=True)
class Tags(Scalar):
    r"""A set of words in one text, ``a;b``. In a word ``;`` is written ``\;`` and ``\`` is written ``\\``."""

    def _read(self, written: str) -> Value:
        words, present = [], ""
        for part in _TAG_PARTS.findall(written):
            if part == ";":
                words.append(present)
                present = ""
            else:
                present += part[1:] if len(part) == 2 and part[0] == "\\" else part
        return values.tags([*words, present])

    def _write(self, value: Value) -> str:
        words = value if isinstance(value, list) else [wire_text(value)]
        return ";".join(word.replace("\\", "\\\\").replace(";", "\\;") for word in words)

    def _same(self, written: str) -> str | None:
        if ";" not in written and "\\" not in written:
            return values.text(written)
        return self._write(self._read(written) or []) or None


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words that the vendor keeps as a JSON list."""

    def decode(self, raw: Raw) -> Value:
        """The words."""
        return values.tags(self.canon(raw) or [])

    def encode(self, value: Value, current: Raw) -> Raw:
        """The list to write, or what ``current`` holds where that means the same."""
        fresh = None if value is None else self.canon(value)
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """A sorted list of texts; none is None."""
        if raw is None or raw == "":
            return None
        return sorted({wire_text(each) for each in (raw if isinstance(raw, list) else [raw])}) or None


@dataclass(frozen=True, slots=True)
class Consent(Scalar):
    """A consent as compact JSON in a text property; any other text becomes the proof of an unknown state."""

    def _read(self, written: str) -> Value:
        known = _consent(written)
        kept = values.text(written)
        if known is not None or kept is None:
            return known
        return {"state": "unknown", "at": None, "channel": None, "proof": kept}

    def _write(self, value: Value) -> str:
        if not isinstance(value, Mapping):
            return wire_text(value)
        present = {name: part for name, part in value.items() if part is not None}
        return orjson.dumps(present, option=orjson.OPT_SORT_KEYS).decode()

    def _same(self, written: str) -> str | None:
        known = _consent(written)
        return written if known is None else self._write(known)


def _consent(written: str) -> dict[str, str | None] | None:
    try:
        held = orjson.loads(written)
    except orjson.JSONDecodeError:
        return None
    found: dict[str, str | None] | None = normal(values.consent, held) if isinstance(held, dict) else None
    return found


@dataclass(frozen=True, slots=True)
class References:
    """References as sorted ``[object, remote id]`` pairs, in both forms: the engine turns them into record ids."""

    def decode(self, raw: Raw) -> Value:
        """The pairs."""
        return self.canon(raw)

    def encode(self, value: Value, current: Raw) -> Raw:
        """The pairs."""
        return self.canon(value)

    def canon(self, raw: Raw) -> Raw:
        """The pairs without doubles, sorted; None where there are none."""
        entries = raw if isinstance(raw, (list, tuple)) else ()
        pairs = {
            tuple(map(wire_text, entry)) for entry in entries if isinstance(entry, (list, tuple)) and len(entry) == 2
        }
        return [list(pair) for pair in sorted(pairs)] or None
