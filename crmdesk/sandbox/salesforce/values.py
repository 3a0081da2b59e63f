"""Values as clients send them, checked and brought into the form that is stored (sections 3.2, 4, 5.2)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from crmdesk.sandbox.salesforce import ids
from crmdesk.sandbox.salesforce.errors import ApiError, wrong_id
from crmdesk.sandbox.salesforce.fields import NUMBERS, Field
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import moment

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")


def stored(org: Org, field: Field, raw: Any) -> Any:
    """The form to store; None for a blank, but a truth value is never blank. Raises `ApiError`."""
    if raw is None or raw == "":
        return False if field.type == "boolean" else None
    if field.type == "reference":
        return _reference(org, field, raw)
    read = dict.fromkeys(NUMBERS, _number) | {"boolean": _boolean, "date": _day, "datetime": _instant}
    return read.get(field.type, _text)(field, raw)


def _wrong(field: Field, raw: Any, kind: str) -> ApiError:
    return ApiError(400, "JSON_PARSER_ERROR", f"Cannot deserialize instance of {kind} from VALUE_STRING value {raw}")


def _number(field: Field, raw: Any) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise _wrong(field, raw, field.type)
    if isinstance(raw, str) and not _NUMBER.fullmatch(raw.strip()):
        raise _wrong(field, raw, field.type)
    number = float(raw)
    most = 10.0 ** (field.length - (field.scale if field.type != "int" else 0))
    if abs(number) >= most:
        message = f"{field.label}: value outside of valid range on numeric field: {raw}"
        raise ApiError(400, "NUMBER_OUTSIDE_VALID_RANGE", message, [field.name])
    return int(number) if field.type == "int" else round(number, field.scale)


def _boolean(field: Field, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if str(raw).lower() in {"true", "false"}:
        return str(raw).lower() == "true"
    raise _wrong(field, raw, "boolean")


def _day(field: Field, raw: Any) -> str:
    if not isinstance(raw, str) or not _DAY.match(raw):
        raise _wrong(field, raw, "date")
    try:
        return date.fromisoformat(raw[:10]).isoformat()
    except ValueError:
        raise _wrong(field, raw, "date") from None


def _instant(field: Field, raw: Any) -> str:
    if not isinstance(raw, str) or not _DAY.match(raw):
        raise _wrong(field, raw, "datetime")
    try:
        found = read_moment(raw)
    except ValueError:
        raise _wrong(field, raw, "datetime") from None
    return moment(found.timestamp())


def read_moment(written: str) -> datetime:
    """A dateTime with ``Z`` or an offset, with or without its colon. Raises ValueError."""
    found = datetime.fromisoformat(_OFFSET.sub(r"\1:\2", written))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _reference(org: Org, field: Field, raw: Any) -> str:
    whole = ids.full(str(raw))
    if whole is None or whole[:3] not in {org.types[name].prefix for name in field.targets}:
        raise wrong_id(field.label, str(raw), field.name)
    target = next(org.tables[name] for name in field.targets if org.types[name].prefix == whole[:3])
    row = target.rows.get(whole)
    if row is None or row.deleted:
        code = "ENTITY_IS_DELETED" if row is not None else "INVALID_CROSS_REFERENCE_KEY"
        raise ApiError(400, code, "entity is deleted" if row else "invalid cross reference id", [field.name])
    return whole


def _text(field: Field, raw: Any) -> str:
    if isinstance(raw, dict | list):
        raise ApiError(400, "JSON_PARSER_ERROR", f"Cannot deserialize instance of string from object at {field.name}")
    text = str(raw).lower() if isinstance(raw, bool) else str(raw)
    if field.type == "email":
        if not _EMAIL.fullmatch(text):
            raise ApiError(400, "INVALID_EMAIL_ADDRESS", f"{field.label}: invalid email address: {text}", [field.name])
        text = text.lower()
    if field.type == "multipicklist":
        text = ";".join(part for part in text.split(";") if part)
    if field.length and len(text) > field.length:
        message = f"{field.label}: data value too large: {text} (max length={field.length})"
        raise ApiError(400, "STRING_TOO_LONG", message, [field.name])
    if "R" in field.flags and field.options and text not in {value for value, _ in field.options}:
        message = f"{field.label}: bad value for restricted picklist field: {text}"
        raise ApiError(400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", message, [field.name])
    return text
