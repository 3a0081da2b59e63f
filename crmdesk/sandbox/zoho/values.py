"""Values on their way in: whether they fit their field, and how they are kept (section 2.12)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from crmdesk.sandbox.zoho.catalogue import CURRENCY
from crmdesk.sandbox.zoho.errors import ApiError, unfit
from crmdesk.sandbox.zoho.fields import GUESTS, Field
from crmdesk.sandbox.zoho.org import GUEST_MODULES, Org

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(_DAY.pattern + r"T[0-9]{2}:[0-9]{2}")
_LONG = re.compile(r"-?[0-9]{1,18}")
_CONTAINED = {"Stage": "Pipeline doesn't contain the Stage", "Pipeline": "Layout doesn't contain the Pipeline"}
"""What is said of a deal's choice that is not offered (section 2.3)."""
MOST_GUESTS = 50
_TEXTS = frozenset({"text", "email", "phone", "website", "textarea", "picklist"})
WHOLE = frozenset({"integer", "percent"})
_NUMBERS = WHOLE | {"double", "currency"}


def stored(org: Org, field: Field, value: Any, path: str) -> Any:
    """A value as it is kept; None for blank. Raises `ApiError` INVALID_DATA."""
    if value is None or value == "":
        return None
    if field.name == "Tag":
        return _tags(field, value, path)
    if field.name == GUESTS:
        return _guests(org, field, value, path)
    if field.type in _TEXTS:
        return _text(org, field, value, path)
    if field.type in _NUMBERS:
        return _number(field, value, path)
    return _OTHERS[field.type](org, field, value, path)


def instant(text: str) -> int | None:
    """Whole epoch seconds of a time with an offset; None where the text is none, or has milliseconds."""
    if not _MOMENT.match(text):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    whole = found.tzinfo is not None and "." not in text and "," not in text and "T" in text
    return int(found.timestamp()) if whole else None


def _text(org: Org, field: Field, value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise unfit(field.name, path, expected_data_type=field.type)
    if len(value) > field.most:
        raise unfit(field.name, path, maximum_length=field.most)
    if field.type == "email" and not _EMAIL.fullmatch(value):
        raise unfit(field.name, path, expected_data_type="email")
    closed = field.name in {"Stage", "Pipeline", CURRENCY} or org.traits["picklist"] == "closed"
    if field.type == "picklist" and field.options and closed and value not in dict(field.options):
        if field.name in _CONTAINED and org.traits["pipelines"]:
            details = {"api_name": field.name, "json_path": path}
            raise ApiError(400, "INVALID_DATA", _CONTAINED[field.name], details)
        raise unfit(field.name, path, expected_data_type="picklist")
    return value


def _number(field: Field, value: Any, path: str) -> int | float:
    """A number: a whole one where the field takes no others, of so many digits before the point (section 2.12)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise unfit(field.name, path, expected_data_type=field.type)
    if field.type == "integer" and value != int(value):
        raise unfit(field.name, path, expected_data_type=field.type)
    if len(str(int(abs(value)))) > field.most:
        raise unfit(field.name, path, maximum_length=field.most)
    return int(value) if field.type in WHOLE else float(value)


def _tags(field: Field, value: Any, path: str) -> list[str]:
    if not isinstance(value, list) or not all(
        isinstance(one, dict) and isinstance(one.get("name"), str) for one in value
    ):
        raise unfit(field.name, path, expected_data_type="jsonarray")
    return list(dict.fromkeys(one["name"] for one in value))


def _long(org: Org, field: Field, value: Any, path: str) -> str:
    """A long whole number: kept as a text of digits, and taken as a number from Zoho's own SDK."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _LONG.fullmatch(text):
        raise unfit(field.name, path, expected_data_type="bigint")
    return text


def _boolean(org: Org, field: Field, value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise unfit(field.name, path, expected_data_type="boolean")
    return value


def _date(org: Org, field: Field, value: Any, path: str) -> str:
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError(value)
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise unfit(field.name, path, expected_data_type="date") from None


def _moment(org: Org, field: Field, value: Any, path: str) -> int:
    found = instant(value) if isinstance(value, str) else None
    if found is None:
        raise unfit(field.name, path, expected_data_type="datetime")
    return found


def _choices(org: Org, field: Field, value: Any, path: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise unfit(field.name, path, expected_data_type="jsonarray")
    return value


def _lookup(org: Org, field: Field, value: Any, path: str) -> str:
    """The id in ``{"id"}``; ids come as text, and as numbers from Zoho's own SDK (section 0)."""
    id = value.get("id") if isinstance(value, dict) else value
    if isinstance(id, bool) or not isinstance(id, str | int):
        raise unfit(field.name, path, expected_data_type="jsonobject")
    found = org.where(str(id))
    known = (
        str(id) in org.users if field.lookup == "users" else found is not None and field.lookup in {"*", found[0].name}
    )
    if not known:
        raise unfit(field.name, path)
    return str(id)


def _guests(org: Org, field: Field, value: Any, path: str) -> list[dict[str, str]]:
    """Who comes to a meeting, at most fifty: records and users by id, others by their address (section 2.11)."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise unfit(field.name, path, expected_data_type="jsonarray")
    if len(value) > MOST_GUESTS:
        details = {"limit": MOST_GUESTS, "api_name": field.name, "json_path": path}
        raise ApiError(400, "LIMIT_EXCEEDED", "limit exceeded", details)
    found = [
        {"type": str(one.get("type")), "participant": str(one.get("participant") or one.get("Email"))} for one in value
    ]
    if not all(_invited(org, **one) for one in found):
        raise unfit(field.name, path)
    return found


def _invited(org: Org, type: str, participant: str) -> bool:
    """Whether there is such a guest."""
    if type == "email":
        return _EMAIL.fullmatch(participant) is not None
    where = org.where(participant)
    return (
        participant in org.users if type == "user" else where is not None and GUEST_MODULES.get(type) == where[0].name
    )


def _keyed(name: str) -> Callable[[Org, Field, Any, str], Any]:
    """A reader of an object with a text under that name."""

    def read(org: Org, field: Field, value: Any, path: str) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get(name), str):
            raise unfit(field.name, path, expected_data_type="jsonobject")
        return value

    return read


def _reminders(org: Org, field: Field, value: Any, path: str) -> Any:
    whole = isinstance(value, list) and all(isinstance(one, dict) and isinstance(one.get("unit"), int) for one in value)
    if not whole:
        raise unfit(field.name, path, expected_data_type="jsonarray")
    return value


_OTHERS: dict[str, Callable[[Org, Field, Any, str], Any]] = {
    "boolean": _boolean, "date": _date, "datetime": _moment, "multiselectpicklist": _choices, "lookup": _lookup,
    "ownerlookup": _lookup, "userlookup": _lookup, "bigint": _long, "ALARM": _keyed("ALARM"), "RRULE": _keyed("RRULE"),
    "multireminder": _reminders,
}  # fmt: skip
