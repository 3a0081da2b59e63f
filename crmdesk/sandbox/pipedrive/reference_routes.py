"""Users, labels of leads, types of activities, currencies (sections 2.6 and 2.8)."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.pipedrive.account import (
    ACTIVITY_TYPES,
    COMPANY_DOMAIN,
    COMPANY_ID,
    COMPANY_NAME,
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
    """The types of activities."""
    return ok([one.to_json() for one in ACTIVITY_TYPES])


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
