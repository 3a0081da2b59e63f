"""Values of custom fields: what v2 accepts, and how v1 spells the same flat (section 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from crmdesk.sandbox.pipedrive.fields import Field

ADDRESS = ("value", "route", "street_number", "subpremise", "locality", "sublocality", "admin_area_level_1",
           "admin_area_level_2", "country", "postal_code")  # fmt: skip
"""The parts of an address (section 2.3)."""
FORMATTED = "formatted_address"
"""One more, which those in custom fields have (section 4)."""
USERS_ZONE = {"timezone_id": 313, "timezone_name": "Europe/Paris"}
"""What a time without a zone gets: the user's."""
TIME = re.compile(r"\d{2}:\d{2}(:\d{2})?")
CODE = re.compile(r"[0-9a-f]{40}")
_POINTERS = frozenset({"user", "org", "people"})
_COMPOSED = frozenset({"monetary", "daterange", "timerange", "time", "address"})
_TEXTS = {"varchar": 255, "varchar_auto": 255, "phone": 255, "text": 65_000}


class WrongValue(ValueError):
    """A value that a field does not take; the text is Pipedrive's."""


def accepted(field: Field, value: Any) -> Any:
    """A value of a custom field in the form it is kept in; ``None`` clears. Raises `WrongValue`."""
    if value is None:
        return None
    if field.type in _POINTERS:
        return _whole(value)
    if field.type in _TEXTS:
        return _text(value, _TEXTS[field.type])
    check = _PLAIN.get(field.type)
    if check is not None:
        return check(field, value)
    return _composed(field, value)


def _options(field: Field, value: Any) -> list[int]:
    if not isinstance(value, list) or not value:
        raise WrongValue("This value should be a non-empty array")
    return [_option(field, one) for one in value]


def _composed(field: Field, value: Any) -> Any:
    if not isinstance(value, Mapping) or "value" not in value:
        raise WrongValue("This value should be an object with the key 'value'")
    if field.type == "monetary":
        return {"value": number(value["value"]), "currency": _text(value.get("currency"), 3)}
    if field.type == "daterange":
        return {"value": day(value["value"]), "until": day(value.get("until"))}
    if field.type in {"time", "timerange"}:
        zone = {part: USERS_ZONE[part] if value.get(part) is None else value[part] for part in USERS_ZONE}
        until = {"until": _time(value.get("until"))} if field.type == "timerange" else {}
        return {"value": _time(value["value"]), **until, **zone}
    return address(value, FORMATTED)


def address(value: Any, *more: str) -> dict[str, Any] | None:
    """An address, with ``more`` parts than usual; those that are left out become null."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get("value"), str):
        raise WrongValue("This value should be an object with the key 'value'")
    parts = (*ADDRESS, *more)
    unknown = value.keys() - {*parts}
    if unknown:
        raise WrongValue(f"Unknown key '{min(unknown)}'")
    return {part: value.get(part) for part in parts}


def number(value: Any) -> int | float:
    """A number, never as text."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongValue("This value should be of type number")
    return value


def day(value: Any) -> str:
    """``2026-03-01``."""
    try:
        return date.fromisoformat(_text(value, 10)).isoformat()
    except ValueError:
        raise WrongValue("This value is not a valid date") from None


def _time(value: Any) -> str:
    if not isinstance(value, str) or not TIME.fullmatch(value):
        raise WrongValue("This value is not a valid time")
    return value if len(value) == 8 else f"{value}:00"


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise WrongValue("The value is not a valid 'string'")
    if len(value) > most:
        raise WrongValue(f"This value is too long. It should have {most} characters or less")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongValue("This value should be of type integer")
    return value


def _option(field: Field, value: Any) -> int:
    number = _whole(value)
    if number not in {one.id for one in field.options}:
        raise WrongValue("The value you selected is not a valid choice")
    return number


_PLAIN: dict[str, Callable[[Field, Any], Any]] = {
    "double": lambda field, value: number(value), "enum": _option, "set": _options,
    "date": lambda field, value: day(value),
}  # fmt: skip


def from_v1(field: Field, values: Mapping[str, Any]) -> Any:
    """The value that a flat v1 body gives a custom field. Raises `WrongValue`."""
    value = values[field.code]
    if value in (None, ""):
        return None
    if field.type in {"enum", "set"}:
        parts = value if isinstance(value, list) else str(value).split(",")
        if not parts:
            return None
        chosen = [_option(field, int(one) if str(one).isdecimal() else one) for one in parts]
        return chosen if field.type == "set" else chosen[0]
    if field.type in {"double", "monetary"}:
        try:
            value = float(value)
        except (TypeError, ValueError):
            raise WrongValue("This value should be of type number") from None
    if field.type in _POINTERS and isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value)
    usual = {"currency": "EUR"} if field.type == "monetary" else {}
    given = {name[len(field.code) + 1 :]: one for name, one in values.items() if name.startswith(f"{field.code}_")}
    return accepted(field, {**usual, **given, "value": value} if field.type in _COMPOSED else value)


def to_v1(field: Field, value: Any) -> dict[str, Any]:
    """A custom field's keys in a flat v1 row."""
    if value is None:
        return {field.code: None}
    if field.type == "enum":
        return {field.code: str(value)}
    if field.type == "set":
        return {field.code: ",".join(str(one) for one in value)}
    if isinstance(value, dict):
        rest = {f"{field.code}_{part}": one for part, one in value.items() if part != "value"}
        return {field.code: value.get("value"), **rest}
    return {field.code: value}


def as_text(value: Any) -> str | None:
    """A value as a changelog writes it."""
    if value is None or value == []:
        return None
    if isinstance(value, dict):
        return str(value.get("value"))
    if isinstance(value, list):
        return ",".join(as_text(one) or "" for one in value)
    return str(value)
