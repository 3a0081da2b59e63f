r"""Canonical values: the one form in which a field's value is stored, compared and merged.

A canonical value is plain JSON, so that it can be kept, hashed and compared without conversion:

==============  =========================================================================================
type            canonical form (blank is always ``None``)
==============  =========================================================================================
text            str: NFC, single line, no control characters nor marks of direction, no outer white space
long_text       str: NFC, lines end in ``\n``, no control characters but tabs, no trailing white space
integer         int
decimal         str: plain digits, ``.`` as the point, no exponent, no trailing zeros, at most 15 digits
money           {"amount": decimal, "currency": ISO 4217 code}
boolean         bool
date            str: ``2026-11-20``
datetime        str: UTC to the millisecond, ``2026-11-20T10:00:00.000Z``
choice          str: one of the field's options, or a vendor's own value where the field is open
tags            list of str: a set, sorted, without doubles
emails          list of {"value", "label", "primary"}; value in lower case
phones          list of {"value", "label", "primary"}; value in E.164, or as written where it is no number
reference       str: the id of another record
references      list of str: a set of record ids, sorted
consent         {"state", "at", "channel", "proof"}; the channel is one of ours, or a vendor's own word
==============  =========================================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeAlias

from crmdesk.domain.errors import InvalidInput

# The window's start loads this module: what knows all numbers and addresses is imported by the functions that ask it.

Value: TypeAlias = Any
"""A canonical value (see the table above). ``Any`` because JSON is recursive; the catalogue says which form is meant."""

Fields: TypeAlias = Mapping[str, Value]
"""Values by field name."""


class FieldType(StrEnum):
    """The types of the table above."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    TAGS = "tags"
    EMAILS = "emails"
    PHONES = "phones"
    REFERENCE = "reference"
    REFERENCES = "references"
    CONSENT = "consent"


SET_TYPES = frozenset({FieldType.TAGS, FieldType.REFERENCES})
"""Types whose values are sets: additions and removals of both sides merge."""

ITEM_TYPES = frozenset({FieldType.EMAILS, FieldType.PHONES})
"""Types whose values are lists of items with an identity of their own."""

CONSENT_STATES = ("given", "refused", "unknown")
CONSENT_CHANNELS = ("phone", "email", "form", "paper", "portal")

MAX_DIGITS = 15
"""Most significant digits of a number: what SQLite and every vendor keep exactly."""

_ANY_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_PLAIN_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Numbers that are canonical as they stand; all others take the long way."""

_PLAIN_ADDRESS = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+([a-z]{2,})")
"""Addresses that the library can only agree with: asking it takes as long as all else about a row of a first pull."""

_SHORT_ADDRESS = 64
"""Characters that no rule about lengths can object to (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4)."""

_HOME_REGION = "FR"
_FRENCH_NUMBER = re.compile(r"(?:\+33|0033|0)([1-9]\d{8})")
_PHONE_NOISE = re.compile(r"[\s.\-/()\u00a0\u202f\u2010-\u2015]+")
_LINE_END = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
"""What ends a line (Unicode Standard, 5.8, newline guidelines)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters but tab, line feed and carriage return: they mean nothing in a text."""

_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of the letters behind it (Unicode, UAX 9, Bidi_Control): in one line it makes other text read wrong."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def invalid(key: str, **data: Value) -> InvalidInput:
    """An error for a value that cannot be made canonical; the caller adds the field's name."""
    return InvalidInput(key, **data)


def text(value: Value) -> str | None:
    """One line of text; line ends and tabs become spaces; other control characters go, those of direction too."""
    if value is None:
        return None
    if type(value) is str and value.isascii() and value.isprintable():
        return value.strip() or None  # what nearly every value of a first pull is: nothing can be wrong with it
    _check_text(value)
    joined = value
    if not value.isprintable():
        joined = _BIDI.sub("", _CONTROL.sub("", _LINE_END.sub(" ", value).replace("\t", " ")))
    joined = joined.strip()
    return _composed(joined) if joined else None


def long_text(value: Value) -> str | None:
    r"""Text of several lines; every kind of line end becomes ``\n``, control characters but tabs go."""
    if value is None:
        return None
    _check_text(value)
    lines = _CONTROL.sub("", _LINE_END.sub("\n", value))
    trimmed = "\n".join(line.rstrip() for line in lines.split("\n")).strip("\n")
    return _composed(trimmed) if trimmed.strip() else None


_MOST_MARKS = 30
"""How many marks may follow each other on one letter (Unicode Standard Annex 15, Stream-Safe Text Format)."""

_LONG_TEXT = 2_000
"""Characters from which on the time counts that composing takes: with the square of the marks in a row."""


def _composed(joined: str) -> str:
    """A text in NFC; of marks that are stacked without end the first stay, so that no text takes longer than its length."""
    if len(joined) >= _LONG_TEXT and not joined.isascii():
        joined = "".join(_with_few_marks(joined))
    return unicodedata.normalize("NFC", joined)


def _with_few_marks(joined: str) -> Iterator[str]:
    marks = 0
    for each in joined:
        marks = marks + 1 if unicodedata.combining(each) else 0
        if marks <= _MOST_MARKS:
            yield each


def _check_text(value: Value) -> None:
    """Raises InvalidInput for what is no text; half a surrogate pair (a damaged argument) cannot be stored or sent."""
    if not isinstance(value, str):
        raise invalid("value_not_text", value_type=type(value).__name__)
    if not value.isascii() and _SURROGATE.search(value):
        raise invalid("value_not_text", value_type="surrogate")


def is_number(text: str) -> bool:
    """Whether a text is a plain number: an account may hold words in a field of numbers, and they are kept."""
    return _ANY_NUMBER.fullmatch(text) is not None


def decimal(value: Value) -> str | None:
    """A number as plain decimal text; floats are refused because they are not exact."""
    if value is None or value == "":
        return None
    if type(value) is str and _PLAIN_NUMBER.fullmatch(value):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise invalid("value_not_number", value=str(value))
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise invalid("value_not_number", value=str(value)) from None
    if not number.is_finite():
        raise invalid("value_not_number", value=str(value))
    # Looked at before any arithmetic: a huge exponent would overflow it, and more than 28 digits would be rounded.
    digits = "".join(map(str, number.as_tuple().digits)).rstrip("0")
    if digits and (abs(number.adjusted()) > MAX_DIGITS or len(digits) > MAX_DIGITS):
        raise invalid("value_number_too_long", value=str(value), digits=MAX_DIGITS)
    plain = format(number.normalize(), "f")
    return "0" if plain == "-0" else plain


def integer(value: Value) -> int | None:
    """A whole number."""
    plain = decimal(value)
    if plain is None:
        return None
    if "." in plain:
        raise invalid("value_not_whole", value=str(value))
    return int(plain)


def boolean(value: Value) -> bool | None:
    """A truth value; never derived from free text here (``parsing`` does that for what a person types)."""
    if value is None or isinstance(value, bool):
        return value
    raise invalid("value_not_boolean", value=str(value))


def money(value: Value) -> dict[str, str] | None:
    """An amount with its currency; ``{"amount": …, "currency": …}``."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise invalid("value_not_money", value=str(value))
    amount = decimal(value.get("amount"))
    if amount is None:
        return None
    currency = str(value.get("currency") or "EUR").upper()
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise invalid("value_not_currency", value=currency)
    return {"amount": amount, "currency": currency}


def day(value: Value) -> str | None:
    """A calendar day in ISO 8601."""
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise invalid("value_not_date", value=str(value)) from None


def instant(value: Value) -> str | None:
    """A moment in UTC to the millisecond; accepts a ``datetime`` with a zone, or ISO 8601 text."""
    if value is None or value == "":
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise invalid("value_not_datetime", value=str(value)) from None
    if moment.tzinfo is None:
        raise invalid("value_without_zone", value=str(value))
    try:
        utc = moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise invalid("value_not_datetime", value=str(value)) from None
    return f"{utc.isoformat(timespec='milliseconds')}Z"


def tags(value: Value) -> list[str] | None:
    """A set of short texts, sorted; doubles that differ only in case are one, the first spelling stays."""
    if value is None:
        return None
    seen: dict[str, str] = {}
    for entry in _entries(value):
        word = text(entry)
        if word is not None:
            seen.setdefault(word.casefold(), word)
    return sorted(seen.values(), key=lambda word: (word.casefold(), word)) or None


def references(value: Value) -> list[str] | None:
    """A set of record ids, sorted."""
    if value is None:
        return None
    ids = {reference(entry) for entry in _entries(value)}
    return sorted(each for each in ids if each is not None) or None


def emails(value: Value) -> list[dict[str, Value]] | None:
    """E-mail addresses as items; the primary first, exactly one of them primary."""
    return _items(value, email_address)


def phones(value: Value) -> list[dict[str, Value]] | None:
    """Phone numbers as items; the primary first, exactly one of them primary."""
    return _items(value, phone_number)


@lru_cache(maxsize=65_536)
def email_address(value: str) -> str:
    """An address in lower case. Raises InvalidInput where it cannot be one (RFC 5322, without asking the network)."""
    stripped = value.strip()
    if len(stripped) <= _SHORT_ADDRESS and _is_plain_address(stripped.lower()):
        return stripped.lower()
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(stripped, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        # The library says why in English only; a person is shown an example instead.
        raise invalid("value_not_email", value=stripped) from None
    return found.normalized.lower()


def _is_plain_address(address: str) -> bool:
    found = _PLAIN_ADDRESS.fullmatch(address)
    return found is not None and found[1] not in _special_endings()


@cache
def _special_endings() -> frozenset[str]:
    from email_validator import SPECIAL_USE_DOMAIN_NAMES

    return frozenset(name.rpartition(".")[2] for name in SPECIAL_USE_DOMAIN_NAMES)


@lru_cache(maxsize=65_536)
def phone_number(value: str) -> str:
    """A number in E.164; what is no number (an internal extension, "see notes") stays as it was written."""
    compact = _PHONE_NOISE.sub("", value)
    french = _FRENCH_NUMBER.fullmatch(compact.replace("+330", "+33"))
    if french:
        return "+33" + french.group(1)
    import phonenumbers

    try:
        parsed = phonenumbers.parse(value, _HOME_REGION)
    except phonenumbers.NumberParseException:
        return value.strip()
    if not phonenumbers.is_possible_number(parsed) or parsed.extension:
        return value.strip()
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def consent(value: Value) -> dict[str, str | None] | None:
    """What a person agreed to for one channel: state, when, through what, and where the proof is."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or value.get("state") not in CONSENT_STATES:
        raise invalid("value_not_consent", states=", ".join(CONSENT_STATES))
    return {
        "state": value["state"],
        "at": instant(value.get("at")),
        "channel": text(value.get("channel")),
        "proof": text(value.get("proof")),
    }


def reference(value: Value) -> str | None:
    """The id of another record."""
    return text(value)


NORMALISERS: Mapping[FieldType, Callable[[Value], Value]] = {
    FieldType.TEXT: text,
    FieldType.LONG_TEXT: long_text,
    FieldType.INTEGER: integer,
    FieldType.DECIMAL: decimal,
    FieldType.MONEY: money,
    FieldType.BOOLEAN: boolean,
    FieldType.DATE: day,
    FieldType.DATETIME: instant,
    FieldType.CHOICE: text,
    FieldType.TAGS: tags,
    FieldType.EMAILS: emails,
    FieldType.PHONES: phones,
    FieldType.REFERENCE: reference,
    FieldType.REFERENCES: references,
    FieldType.CONSENT: consent,
}
"""Type → function that gives the canonical form or raises InvalidInput. Each is idempotent."""


def _entries(value: Value) -> Iterable[Value]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Iterable):
        raise invalid("value_not_list", value_type=type(value).__name__)
    return value


def _items(value: Value, normal: Callable[[str], str]) -> list[dict[str, Value]] | None:
    if value is None:
        return None
    items: dict[str, dict[str, Value]] = {}
    for entry in _entries(value):
        if not isinstance(entry, Mapping):
            raise invalid("value_not_item", value_type=type(entry).__name__)
        written = text(entry.get("value"))
        if written is None:
            continue
        value_form = normal(written)
        item: dict[str, Value] = {
            "value": value_form,
            "label": text(entry.get("label")),
            "primary": bool(entry.get("primary")),
        }
        known = items.setdefault(value_form, item)
        known["primary"] = known["primary"] or item["primary"]
        known["label"] = known["label"] or item["label"]
    ordered = sorted(items.values(), key=lambda item: not item["primary"])
    return [{**item, "primary": position == 0} for position, item in enumerate(ordered)] or None
