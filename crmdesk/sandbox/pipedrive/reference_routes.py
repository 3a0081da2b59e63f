"""Users, labels of leads, types of activities, currencies (sections 2.6 and 2.8)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.pipedrive.account import (
    COMPANY_DOMAIN,
    COMPANY_ID,
    COMPANY_NAME,
    ActivityType,
    LeadLabel,
    User,
)
from crmdesk.sandbox.pipedrive.calls import V1, Call, ok
from crmdesk.sandbox.pipedrive.errors import ApiError, not_found, v1_body

COLOURS = ("blue", "brown", "dark-gray", "gray", "green", "orange", "pink", "purple", "red", "yellow")


@V1.serves("GET", "/users", 20, "users:read")
def users(call: Call) -> Reply:
    """Everybody, those who left too."""
    return ok([user.to_json(me=user.id == call.user_id) for user in call.account.users])


@V1.serves("GET", "/users/me", 2)
def me(call: Call) -> Reply:
    """The user of this token, with the company."""
    user = _user(call, call.user_id)
    return ok({
        **user.to_json(me=True), "company_id": COMPANY_ID, "company_name": COMPANY_NAME, "company_domain": COMPANY_DOMAIN,
        "company_country": "FR", "company_industry": "real_estate",
        "language": {"language_code": "fr", "country_code": "FR"},
    })  # fmt: skip


@V1.serves("GET", "/users/{id}", 2, "users:read")
def one_user(call: Call) -> Reply:
    """One user."""
    user = _user(call, call.values["id"])
    return ok(user.to_json(me=user.id == call.user_id))


@V1.serves("GET", "/leadLabels", 10, "leads:read")
def lead_labels(call: Call) -> Reply:
    """The labels of leads."""
    return ok([label.to_json() for label in call.account.lead_labels])


@V1.serves("POST", "/leadLabels", 10, "leads:full")
def add_lead_label(call: Call) -> Reply:
    """A new label."""
    made = LeadLabel(call.account.uuid(), _label_name(call), _label_color(call), call.account.now_ms())
    call.account.lead_labels.append(made)
    return ok(made.to_json())


@V1.serves("PATCH", "/leadLabels/{id}", 10, "leads:full")
def change_lead_label(call: Call) -> Reply:
    """Another name or colour."""
    held = _lead_label(call)
    changed = replace(held, name=_label_name(call, held.name), color=_label_color(call, held.color))
    labels = call.account.lead_labels
    labels[labels.index(held)] = changed
    return ok(changed.to_json())


@V1.serves("DELETE", "/leadLabels/{id}", 6, "leads:full")
def delete_lead_label(call: Call) -> Reply:
    """Take a label away; leads keep its id no longer."""
    gone = _lead_label(call)
    call.account.lead_labels.remove(gone)
    for record in call.account.tables["leads"].by_number.values():
        record.values["label_ids"] = [one for one in record.values["label_ids"] if one != gone.id]
    return ok({"id": gone.id})


@V1.serves("GET", "/activityTypes", 20, "activities:read")
def activity_types(call: Call) -> Reply:
    """The types of activities in their order, those that were deleted too."""
    return ok([one.to_json() for one in sorted(call.account.activity_types, key=lambda one: one.order)])


@V1.serves("POST", "/activityTypes", 10, "admin")
def add_activity_type(call: Call) -> Reply:
    """A new type; its key is made from its name (vendor: developers.pipedrive.com/docs/api/v1/ActivityTypes)."""
    account, icon = call.account, call.body.get("icon_key")
    if not isinstance(icon, str) or not icon:
        raise call.wrong("icon_key", "is required")
    name, order = _label_name(call), len(account.activity_types) + 1
    made = ActivityType(
        account.new_id(), name, _key(name), icon, order, _hex_color(call, None), added_ms=account.now_ms()
    )
    account.activity_types.append(made)
    return ok(made.to_json())


@V1.serves("PUT", "/activityTypes/{id}", 10, "admin")
def change_activity_type(call: Call) -> Reply:
    """Another name, icon, colour or place; the key stays."""
    held = _activity_type(call)
    icon, order = call.body.get("icon_key", held.icon), call.body.get("order_nr", held.order)
    if not isinstance(icon, str) or type(order) is not int:
        raise call.wrong("icon_key" if type(order) is int else "order_nr", "is not valid")
    name, color = _label_name(call, held.name), _hex_color(call, held.color)
    return _kept(call, held, replace(held, name=name, icon=icon, order=order, color=color))


@V1.serves("DELETE", "/activityTypes/{id}", 6, "admin")
def delete_activity_type(call: Call) -> Reply:
    """Marked as deleted: activities keep it, new ones cannot have it."""
    held = _activity_type(call)
    return _kept(call, held, replace(held, active=False))


def _kept(call: Call, held: ActivityType, changed: ActivityType) -> Reply:
    changed = replace(changed, updated_ms=call.account.now_ms())
    types = call.account.activity_types
    types[types.index(held)] = changed
    return ok(changed.to_json())


def _activity_type(call: Call) -> ActivityType:
    found = next((one for one in call.account.activity_types if str(one.id) == call.values["id"]), None)
    if found is None:
        raise not_found("Activity type")
    return found


def _key(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def _hex_color(call: Call, held: str | None) -> str | None:
    color = call.body.get("color", held)
    if color is not None and not (isinstance(color, str) and re.fullmatch(r"[0-9A-Fa-f]{6}", color)):
        raise call.wrong("color", "must be 6 hexadecimal digits")
    return color


@V1.serves("GET", "/currencies", 20)
def currencies(call: Call) -> Reply:
    """The currencies one would expect."""
    known = (
        ("EUR", "Euro", "€"),
        ("USD", "US Dollar", "$"),
        ("GBP", "Pound Sterling", "£"),
        ("CHF", "Swiss Franc", "CHF"),
    )
    return ok([
        {"id": number, "code": code, "name": name, "decimal_points": 2, "symbol": symbol, "active_flag": True,
         "is_custom_flag": False}
        for number, (code, name, symbol) in enumerate(known, 1)
    ])  # fmt: skip


@V1.serves("GET", "/leadSources", 10, "leads:read")
def lead_sources(call: Call) -> Reply:
    """Where leads can come from: names alone."""
    return ok([{"name": name} for name in ("Manually created", "Deal", "Web forms", "API")])


def _label_name(call: Call, held: str | None = None) -> str:
    name = call.body.get("name", held)
    if not isinstance(name, str) or not name:
        raise call.wrong("name", "is required")
    return name


def _label_color(call: Call, held: str | None = None) -> str:
    color = call.body.get("color", held)
    if color not in COLOURS:
        raise call.wrong("color", f"must be one of {', '.join(COLOURS)}")
    return str(color)


def _lead_label(call: Call) -> LeadLabel:
    found = next((label for label in call.account.lead_labels if label.id == call.values["id"]), None)
    if found is None:
        raise ApiError(404, v1_body("requested lead label not found", "Object was not found."))
    return found


def _user(call: Call, id: object) -> User:
    user = call.account.user(id)
    if user is None:
        raise not_found("User")
    return user
