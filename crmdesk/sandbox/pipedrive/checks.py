"""What v2 accepts for built-in fields: each type's check gives the value to keep, or Pipedrive's words against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.records import EPOCH
from crmdesk.sandbox.pipedrive.values import WrongValue, address, day, number

RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
NO_CHOICE = "The value you selected is not a valid choice"
NO_TIME = "This value is not a valid datetime"

NOTE_BYTES = 100_000
"""The longest note of an activity, and by one reading of notes (sections 2.5 and 2.7)."""

Check = Callable[[Account, Any], Any]


def moment_ms(text: Any) -> int:
    """Milliseconds of an RFC 3339 whole second. Raises `WrongValue`."""
    if not isinstance(text, str) or not RFC3339.fullmatch(text):
        raise WrongValue(NO_TIME)
    try:
        return int((datetime.fromisoformat(text) - EPOCH).total_seconds()) * 1000
    except ValueError:
        raise WrongValue(NO_TIME) from None


def _text(account: Account, value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValue("The value is not a valid 'string'")
    return value


def _agenda(account: Account, value: Any) -> str:
    if len(_text(account, value).encode()) > NOTE_BYTES:
        raise WrongValue(f"This value is too long. It should have {NOTE_BYTES} bytes or less")
    return str(value)


def _whole(account: Account, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongValue("This value should be of type integer")
    return value


def _boolean(account: Account, value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValue("This value should be of type boolean")
    return value


def _flag(account: Account, value: Any) -> bool:
    if value not in (0, 1):
        raise WrongValue("This value should be 0 or 1")
    return bool(value)


def _primary(account: Account, one: Mapping[str, Any]) -> bool:
    """Whether an entry of a list is the primary one; unsaid it is not. Raises `WrongValue`."""
    return _boolean(account, one.get("primary", False))


def _items(account: Account, value: Any) -> list[dict[str, Any]]:
    """E-mail addresses or phone numbers: at most one primary, else the first; the label is ``work`` by default."""
    if not isinstance(value, list):
        raise WrongValue("This value should be of type array")
    items = []
    for one in value:
        if not isinstance(one, Mapping) or not isinstance(one.get("value"), str):
            raise WrongValue("This value should be an object with the key 'value'")
        unknown = one.keys() - {"value", "label", "primary"}
        if unknown:
            raise WrongValue(f"Unknown key '{min(unknown)}'")
        label = _text(account, one.get("label") or "work")
        items.append({"value": one["value"], "primary": _primary(account, one), "label": label})
    if sum(one["primary"] for one in items) > 1:
        raise WrongValue("Only one item can be primary")
    if items and not any(one["primary"] for one in items):
        items[0]["primary"] = True
    return items


def _participants(account: Account, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise WrongValue("This value should be of type array")
    found = []
    for one in value:
        if not isinstance(one, Mapping):
            raise WrongValue("This value should be an object with the key 'person_id'")
        if account.live("persons", _whole(account, one.get("person_id"))) is None:
            raise WrongValue("Person not found")
        found.append({"person_id": one["person_id"], "primary": _primary(account, one)})
    return found


def _pointer(plural: str) -> Check:
    def check(account: Account, value: Any) -> Any:
        if plural != "leads":
            _whole(account, value)
        if account.live(plural, value) is None:
            raise WrongValue(f"{plural[:-1].capitalize()} not found")
        return value

    return check


def _user(account: Account, value: Any) -> int:
    user = account.user(_whole(account, value))
    if user is None or not user.active:
        raise WrongValue("User not found")
    return user.id


def _choice(*known: Any) -> Check:
    def check(account: Account, value: Any) -> Any:
        if isinstance(value, bool) or value not in known:
            raise WrongValue(NO_CHOICE)
        return value

    return check


def _activity_type(account: Account, value: Any) -> str:
    if value not in [one.key for one in account.activity_types if one.active]:
        raise WrongValue(NO_CHOICE)
    return str(value)


def _lead_labels(account: Account, value: Any) -> list[str]:
    known = [label.id for label in account.lead_labels]
    if not isinstance(value, list) or any(one not in known for one in value):
        raise WrongValue("label_ids must be ids of lead labels")
    return list(value)


def _amount(account: Account, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping) or value.keys() != {"amount", "currency"}:
        raise WrongValue("value must have amount and currency")
    return {"amount": number(value["amount"]), "currency": _currency(account, value["currency"])}


def _currency(account: Account, value: Any) -> str:
    if not re.fullmatch(r"[A-Z]{3}", _text(account, value)):
        raise WrongValue("This value is not a valid currency")
    return str(value)


def _closing(account: Account, value: Any) -> str:
    """Clearing a close date stores a day of zeros (section 2.4)."""
    return "0000-00-00" if value == "" else day(value)


def _clock(account: Account, value: Any) -> str:
    if not isinstance(value, str) or not CLOCK.fullmatch(value):
        raise WrongValue(NO_TIME)
    return value[:5]


def _moment(account: Account, value: Any) -> str:
    moment_ms(value)
    return str(value)


def _moment_v1(account: Account, value: Any) -> str:
    moment_ms(_text(account, value).replace(" ", "T") + "Z")
    return str(value)


def _list(account: Account, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise WrongValue("This value should be of type array")
    return value


CHECKS: dict[str, Check] = {
    "text": _text, "text?": _text, "agenda": _agenda,
    "whole": _whole, "bool": _boolean, "flag": _flag, "items": _items, "user": _user,
    "participants": _participants, "organization": _pointer("organizations"), "person": _pointer("persons"),
    "deal": _pointer("deals"), "lead": _pointer("leads"), "pipeline": _pointer("pipelines"), "stage": _pointer("stages"),
    "visible": _choice(1, 3, 5, 7), "visible_text": _choice("1", "3", "5", "7"),
    "status": _choice("open", "won", "lost"), "activity_type": _activity_type,
    "number": lambda account, value: number(value), "currency": _currency, "amount": _amount,
    "address": lambda account, value: address(value), "date": lambda account, value: day(value), "closing": _closing,
    "clock": _clock, "moment": _moment, "moment_v1": _moment_v1, "lead_labels": _lead_labels, "list": _list,
}  # fmt: skip

NEVER_NULL = frozenset({"text", "bool", "status", "items", "participants", "labels", "flag", "user", "currency"})
NULLABLE_TEXTS = frozenset({"website", "linkedin", "lost_reason", "public_description", "origin_id", "channel_id"})


def referred(account: Account, type: str, value: Any) -> Any:
    """The value of a custom field of a type: a user, person or organization has to be there. Raises `WrongValue`."""
    kind = _POINTING.get(type)
    return value if kind is None or value is None else CHECKS[kind](account, value)


_POINTING = {"user": "user", "people": "person", "org": "organization"}
"""How the types of custom fields that point to another row are checked."""


def checked(account: Account, entity: str, name: str, kind: str, value: Any) -> Any:
    """The value of a built-in field to keep. Raises `WrongValue`."""
    if value is None:
        if kind == "closing" and account.traits["date_null"] == "refused":
            raise WrongValue("The value is not a valid 'string'")
        if kind in NEVER_NULL and name not in NULLABLE_TEXTS:
            raise WrongValue("This value should not be null")
        return None
    if kind in {"labels", "option"}:
        field_name = {"labels": "label_ids"}.get(kind, name)
        known = [one.id for one in account.fields[entity][field_name].options]
        chosen = value if kind == "labels" else [value]
        if not isinstance(chosen, list) or any(isinstance(one, bool) or one not in known for one in chosen):
            raise WrongValue(NO_CHOICE)
        return value
    return CHECKS[kind](account, value)
