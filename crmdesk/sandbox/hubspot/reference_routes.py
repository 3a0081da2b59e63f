"""Owners, schemas, the rules for property values, the account's details (fact sheet sections 0, 4.3, 4.5)."""

from __future__ import annotations

import base64
import binascii

from crmdesk.sandbox.hubspot.account import PORTAL_ID, UTC_OFFSET_S
from crmdesk.sandbox.hubspot.calls import Call, Routes, paged
from crmdesk.sandbox.hubspot.errors import ApiError, not_there, wrong_value
from crmdesk.sandbox.hubspot.records import whole
from crmdesk.sandbox.hubspot.validation import CONDITIONAL_RULES, FORM_RULES
from crmdesk.sandbox.messages import JsonObject, Reply

OWNER_ROUTES = Routes()
SCHEMA_ROUTES = Routes()
VALIDATION_ROUTES = Routes()
ACCOUNT_ROUTES = Routes()


@OWNER_ROUTES.reads("GET", "/")
def list_owners(call: Call) -> Reply:
    """A page of owners; archived ones only on request."""
    archived, email = call.request.flag("archived"), call.request.first("email").lower()
    found = [one for one in call.account.owners if one.archived == archived and email in {"", one.email}]
    limit, start = call.count(100, 500), _start(call.request.first("after"))
    page = [one.to_json() for one in found[start : start + limit]]
    after = base64.b64encode(str(start + limit).encode()).decode() if start + limit < len(found) else ""
    return Reply.json(200, paged(page, after, call.link_to(after)))


def _start(after: str) -> int:
    if not after:
        return 0
    try:
        start = whole(base64.b64decode(after).decode("ascii"))
    except (binascii.Error, ValueError):
        start = None
    if start is None:
        raise ApiError(400, f"Invalid paging cursor: {after}")
    return start


@OWNER_ROUTES.reads("GET", "/{id}")
def read_owner(call: Call) -> Reply:
    """One owner, by owner id or user id."""
    text, archived = call.values["id"], call.request.flag("archived")
    asked = call.request.first("idProperty", "id").lower()
    if asked not in {"", "id", "userid"}:
        raise wrong_value(f'of type `OwnerIdProperty` from String "{call.request.first("idProperty")}"')
    by_user = asked == "userid"
    for owner in call.account.owners:
        if owner.archived == archived and text == str(owner.user_id if by_user else owner.id):
            return Reply.json(200, owner.to_json())
    raise not_there()


@SCHEMA_ROUTES.reads("GET", "/")
def list_schemas(call: Call) -> Reply:
    """Custom object types: this account has none."""
    return Reply.json(200, {"results": []})


@SCHEMA_ROUTES.reads("GET", "/{object}")
def read_schema(call: Call) -> Reply:
    """A standard type, where the account has it."""
    kind, account = call.described, call.account
    links = [
        {"fromObjectTypeId": kind.type_id, "toObjectTypeId": account.tables[target].kind.type_id, "name": one.name,
         "id": str(type_id)}
        for (source, target), known in account.associations.types.items() if source == kind.plural
        for type_id, one in known.items()
    ]  # fmt: skip
    shown: JsonObject = {
        "id": kind.type_id, "objectTypeId": kind.type_id, "fullyQualifiedName": kind.upper, "name": kind.upper,
        "labels": {"singular": kind.singular.capitalize(), "plural": kind.plural.capitalize()},
        "primaryDisplayProperty": kind.searchable[0] if kind.searchable else "hs_object_id",
        "requiredProperties": [], "searchableProperties": list(kind.searchable), "secondaryDisplayProperties": [],
        "properties": [
            one.to_json() for one in account.definitions[kind.plural].values()
            if account.definition(kind.plural, one.name) is not None
        ],
        "associations": links, "archived": False, "portalId": PORTAL_ID,
    }  # fmt: skip
    return Reply.json(200, shown)


def _rules(call: Call) -> dict[str, list[JsonObject]]:
    """Rules by property: validation rules always, required and conditional properties where they are enforced."""
    plural = call.kind.plural
    found: dict[str, list[JsonObject]] = {}

    def add(name: str, rule: str, *arguments: str) -> None:
        shown = {"ruleType": rule, "ruleArguments": list(arguments), "shouldApplyNormalization": False}
        found.setdefault(name, []).append(shown)

    for key, rule in sorted(call.account.traits["validation_rules"].items()):
        owner, _, name = key.partition(".")
        if owner == plural:
            kind, _, argument = str(rule).partition(":")
            add(name, kind, *([argument] if argument else []))
    if call.strict and call.account.traits["dated_write_rules"]:
        for name in FORM_RULES.get(plural, ()):
            add(name, "REQUIRED_ON_CREATE")
        for name, value, needed in CONDITIONAL_RULES.get(plural, ()):
            add(needed, "CONDITIONALLY_REQUIRED", f"{name}={value}")
    return found


@VALIDATION_ROUTES.reads("GET", "/{object}")
def list_validations(call: Call) -> Reply:
    """All rules of a type."""
    rows = [{"propertyName": name, "propertyValidationRules": rules} for name, rules in _rules(call).items()]
    return Reply.json(200, {"results": rows})


@VALIDATION_ROUTES.reads("GET", "/{object}/{name}")
def read_validations(call: Call) -> Reply:
    """The rules of one property."""
    return Reply.json(200, {"results": _rules(call).get(call.values["name"], [])})


@ACCOUNT_ROUTES.reads("GET", "/details")
def read_details(call: Call) -> Reply:
    """What the account is like; not on the fact sheet (general knowledge, unverified)."""
    return Reply.json(200, {
        "portalId": PORTAL_ID, "accountType": "STANDARD", "timeZone": "Europe/Paris",
        "companyCurrency": call.account.traits["company_currency"], "additionalCurrencies": ["USD", "CHF"],
        "utcOffset": f"+{UTC_OFFSET_S // 3600:02}:00", "utcOffsetMilliseconds": UTC_OFFSET_S * 1000,
        "uiDomain": "app-eu1.hubspot.com",
        "dataHostingLocation": "eu1",
    })  # fmt: skip
