"""How one property value is read from a request: its string form, or why it is refused (sections 5.5 and 6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from crmdesk.sandbox.clock import EPOCH, iso
from crmdesk.sandbox.hubspot.definitions import Definition
from crmdesk.sandbox.hubspot.errors import Invalid

LONGEST_TEXT = 65_536
DAY_MS = 86_400_000
FIRST_MS, LAST_MS = -62_135_596_800_000, 253_402_300_799_999
"""The first moment of year 1 and the last one of year 9999."""

MOST_DIGITS = 30

_EMAIL = re.compile(r"[^@\s;]+@[^@\s;.]+(\.[^@\s;.]+)+")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
_PLAIN = re.compile(r"[^eE]+")
_ALPHA = re.compile(r"[^\W\d_]([^\W\d_]|[ '’.-])*")


class Refused(Exception):
    """A value is not acceptable; ``code`` and the vendor's words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class NoNumber(Refused):
    """A text is no number."""

    def __init__(self, text: str) -> None:
        super().__init__("INVALID_LONG", f"{text} was not a valid long.")
        self.text = text


def as_text(raw: Any) -> str | None:
    """The string form of a JSON scalar; ``None`` for lists, objects and null."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return raw
    return format(Decimal(str(raw)), "f") if isinstance(raw, int | float) else None


def read_value(definition: Definition, text: str) -> str:
    """The stored form of a non-empty value. Raises `Refused`."""
    if definition.type != "string" and text != text.strip():
        raise Refused("INVALID_VALUE", f'"{text}" has leading or trailing whitespace.')
    reader = _READERS.get(definition.type)
    if reader is None:
        raise Refused("READ_ONLY_VALUE", f'"{definition.name}" is a read only property; its value cannot be set.')
    return reader(definition, text)


def moment_ms(text: str) -> int | None:
    """Epoch milliseconds of a time written as milliseconds or in ISO 8601; ``None``: it is neither."""
    if _INTEGER.fullmatch(text):
        ms = int(text)
        return ms if FIRST_MS <= ms <= LAST_MS else None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round((moment - EPOCH).total_seconds() * 1000)


def read_email(text: str) -> str:
    """An e-mail address in lower case. Raises `Refused`."""
    if not _EMAIL.fullmatch(text.strip()):
        raise Refused("INVALID_EMAIL", f"Email address {text} is invalid")
    return text.strip().lower()


def shortest(text: str) -> str:
    """A number without needless digits."""
    plain = format(Decimal(text), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def break_rule(name: str, rule: str, text: str) -> Invalid | None:
    """What is wrong with a value under a validation rule of the account, if anything."""
    if rule == "ALPHA" and not _ALPHA.fullmatch(text):
        return Invalid(name, "INVALID_ALPHA", f"{text} may only contain letters.")
    if rule == "NUMERIC" and not text.isdigit():
        return Invalid(name, "INVALID_NUMERIC", f"{text} may only contain digits.")
    kind, _, most = rule.partition(":")
    if kind == "MAX_LENGTH" and len(text) > int(most):
        return Invalid(name, "INVALID_LENGTH", f"{text} is longer than {most} characters.")
    return None


def _string(definition: Definition, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refused("PROPERTY_VALUE_TOO_LONG", f"{definition.name} is longer than {LONGEST_TEXT} characters.")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if definition.name == "email":
        return read_email(plain)
    if definition.name == "hs_additional_emails":
        return ";".join(read_email(part) for part in plain.split(";") if part.strip())
    return plain


def _number(definition: Definition, text: str) -> str:
    if not _NUMBER.fullmatch(text) or abs((number := Decimal(text)).adjusted()) >= MOST_DIGITS:
        raise NoNumber(text)
    return text if _PLAIN.fullmatch(text) else format(number, "f")


def _bool(definition: Definition, text: str) -> str:
    if text.lower() not in {"true", "false"}:
        raise Refused("INVALID_OPTION", f"{text} was not one of the allowed options: [true, false]")
    return text.lower()


def _enumeration(definition: Definition, text: str) -> str:
    if definition.external:
        return text
    allowed = [option.value for option in definition.options]
    parts = list(dict.fromkeys(part for part in text.split(";") if part)) if definition.multiple else [text]
    for part in parts:
        if part not in allowed:
            raise Refused("INVALID_OPTION", f"{part} was not one of the allowed options: [{', '.join(allowed)}]")
    return ";".join(parts)


def _date(definition: Definition, text: str) -> str:
    ms = moment_ms(text)
    if ms is None:
        raise Refused("INVALID_DATE", f"{text} was not a valid date.")
    if ms % DAY_MS:
        moment = datetime.fromtimestamp(ms / 1000, UTC)
        at = f"{moment.hour}:{moment.minute}:{moment.second}.{moment.microsecond // 1000}"
        raise Refused("INVALID_DATE", f"{text} is at {at} UTC, not midnight!")
    return iso(ms)[:10]


def _moment(definition: Definition, text: str) -> str:
    ms = moment_ms(text)
    if ms is None:
        raise Refused("INVALID_DATE", f"{text} was not a valid datetime.")
    return iso(ms)


_READERS: dict[str, Callable[[Definition, str], str]] = {
    "string": _string,
    "number": _number,
    "bool": _bool,
    "enumeration": _enumeration,
    "date": _date,
    "datetime": _moment,
}
