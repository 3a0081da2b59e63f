"""Property definitions and groups (fact sheet section 4.1)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.hubspot.calls import Call, Routes
from crmdesk.sandbox.hubspot.definitions import CALCULATIONS, FIELD_TYPES, INTERNAL, Definition, Option
from crmdesk.sandbox.hubspot.errors import ApiError, not_there, unset_fields, wrong_value
from crmdesk.sandbox.hubspot.parts import text_of
from crmdesk.sandbox.messages import JsonObject, Reply

ROUTES = Routes()

MOST_UNIQUE = 10
_NAME = re.compile(r"[a-z][a-z0-9_]{0,249}")
_TEXTS = {"label": "label", "description": "description", "groupName": "group", "fieldType": "field_type"}
_OTHERS = {"displayOrder": "display_order", "hidden": "hidden", "formField": "form_field"}


def _shown(call: Call, definition: Definition) -> JsonObject:
    return call.account.as_is(definition).to_json()


def _listed(call: Call, *, archived: bool, sensitivity: str) -> list[Definition]:
    return [
        one
        for one in call.account.definitions[call.kind.plural].values()
        if (one.archived_ms is not None) == archived
        and one.sensitivity == sensitivity
        and one.name not in call.account.hidden
    ]


@ROUTES.reads("GET", "/{object}")
def list_properties(call: Call) -> Reply:
    """All definitions of a type; no paging."""
    sensitivity = call.request.first("dataSensitivity", "non_sensitive")
    found = _listed(call, archived=call.request.flag("archived"), sensitivity=sensitivity)
    keys = call.request.listed("properties")
    shown = [_shown(call, one) for one in found]
    if keys:
        shown = [
            {key: one[key] for key in one if key in {"name", "label", "type", "fieldType", *keys}} for one in shown
        ]
    return Reply.json(200, {"results": shown})


def _require(call: Call, name: str, *, archived: bool = False) -> Definition:
    found = call.account.definitions[call.kind.plural].get(name)
    if found is None or (found.archived_ms is not None) != archived or name in call.account.hidden:
        raise not_there()
    return found


@ROUTES.reads("GET", "/{object}/{name}")
def read_property(call: Call) -> Reply:
    """One definition."""
    return Reply.json(200, _shown(call, _require(call, call.values["name"], archived=call.request.flag("archived"))))


@ROUTES.writes("POST", "/{object}")
def create_property(call: Call) -> Reply:
    """201 with the new definition."""
    return Reply.json(201, _created(call, call.body).to_json())


def _created(call: Call, raw: JsonObject) -> Definition:
    missing = [key for key in ("name", "label", "type", "fieldType", "groupName") if not raw.get(key)]
    if missing:
        raise unset_fields(*missing)
    plural, name, kind, look = call.kind.plural, str(raw["name"]), str(raw["type"]), str(raw["fieldType"])
    known = call.account.definitions[plural]
    if not _NAME.fullmatch(name):
        raise ApiError(400, f'Property name "{name}" must be lower case letters, digits and underscores.')
    if name in known and known[name].archived_ms is None:
        raise ApiError(409, f"A property named '{name}' already exists.", "OBJECT_ALREADY_EXISTS")
    _check_form(call, kind, look, str(raw["groupName"]))
    unique = raw.get("hasUniqueValue") is True
    if unique and sum(one.unique for one in known.values()) >= MOST_UNIQUE:
        raise ApiError(400, f"At most {MOST_UNIQUE} properties of an object can have unique values")
    referenced = text_of(raw, "referencedObjectType") or None
    now = call.account.now_ms()
    made = Definition(
        name, str(raw["label"]), kind, look, str(raw["groupName"]), calculated=look in CALCULATIONS,
        read_only=look in CALCULATIONS or kind in INTERNAL, description=str(raw.get("description") or ""),
        options=_options(raw.get("options")), unique=unique, custom=True, hidden=raw.get("hidden") is True,
        form_field=raw.get("formField") is True, money=raw.get("showCurrencySymbol") is True,
        external=raw.get("externalOptions") is True or referenced == "OWNER", referenced=referenced,
        currency=text_of(raw, "currencyPropertyName") or None, display_order=_order(raw, -1),
        sensitivity=str(raw.get("dataSensitivity") or "non_sensitive"), created_ms=now, updated_ms=now,
    )  # fmt: skip
    known[name] = made
    if unique:
        call.account.tables[plural].unique.setdefault(name, {})
    return made


def _order(raw: JsonObject, default: int) -> int:
    order = raw.get("displayOrder")
    if order is not None and not isinstance(order, int):
        raise wrong_value("of `displayOrder`")
    return default if order is None else order


def _check_form(call: Call, kind: str, look: str, group: str) -> None:
    """Raise `ApiError` for a field type that does not go with a type, and for a group that is not there."""
    if kind not in FIELD_TYPES or look not in {*FIELD_TYPES[kind], *CALCULATIONS}:
        raise ApiError(400, f"fieldType {look} is not valid for type {kind}")
    if group not in call.account.groups[call.kind.plural]:
        raise ApiError(400, f"group {group} does not exist")


def _options(raw: Any) -> tuple[Option, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(one, dict) and "value" in one for one in raw):
        raise wrong_value("of type `OptionInput`")
    return tuple(
        Option(
            str(one["value"]), str(one.get("label", one["value"])), _order(one, order),
            one.get("hidden") is True,
        )
        for order, one in enumerate(raw)
    )  # fmt: skip


@ROUTES.writes("PATCH", "/{object}/{name}")
def update_property(call: Call) -> Reply:
    """Change a definition; of HubSpot's own only the options can change, and not of all."""
    old = _require(call, call.values["name"])
    changes: dict[str, Any] = {_TEXTS[key]: str(call.body[key]) for key in _TEXTS if key in call.body}
    changes.update({_OTHERS[key]: call.body[key] for key in _OTHERS if key in call.body})
    if not old.custom and changes:
        raise ApiError(400, f"{old.name} is defined by HubSpot and cannot be changed")
    if "options" in call.body:
        changes["options"] = _options(call.body["options"])
    made = replace(old, **changes, updated_ms=call.account.now_ms())
    if {"fieldType", "groupName"} & call.body.keys():
        _check_form(call, made.type, made.field_type, made.group)
    call.account.definitions[call.kind.plural][old.name] = made
    return Reply.json(200, _shown(call, made))


@ROUTES.writes("DELETE", "/{object}/{name}")
def archive_property(call: Call) -> Reply:
    """Into the recycle bin; values stay out of sight."""
    _archive(call, _require(call, call.values["name"]))
    return Reply(204)


def _archive(call: Call, definition: Definition) -> None:
    if not definition.custom:
        raise ApiError(400, f"{definition.name} is defined by HubSpot and cannot be archived")
    made = replace(definition, archived_ms=call.account.now_ms())
    call.account.definitions[call.kind.plural][definition.name] = made


def _names(call: Call) -> list[str]:
    return [str(one.get("name", "")) for one in call.inputs(100)]


def _batch(call: Call, results: list[JsonObject], errors: list[JsonObject], status: int) -> Reply:
    now = iso(call.account.now_ms())
    body: JsonObject = {"status": "COMPLETE", "results": results, "startedAt": now, "completedAt": now}
    if errors:
        body.update(numErrors=len(errors), errors=errors)
    return Reply.json(207 if errors and not call.strict else status, body)


@ROUTES.reads("POST", "/{object}/batch/read")
def read_batch(call: Call) -> Reply:
    """Definitions by name. The PyPI client, which speaks v3, never sends dataSensitivity; dated paths require it."""
    needed = ("archived",) if call.version == "v3" else ("archived", "dataSensitivity")
    missing = [key for key in needed if key not in call.body]
    if missing:
        raise unset_fields(*missing)
    sensitivity = str(call.body.get("dataSensitivity", "non_sensitive"))
    found = {one.name: one for one in _listed(call, archived=call.body["archived"] is True, sensitivity=sensitivity)}
    names = _names(call)
    lost = [name for name in names if name not in found]
    errors = (
        [ApiError(404, "Property not found", "OBJECT_NOT_FOUND", context={"name": lost}).entry(None)] if lost else []
    )
    return _batch(call, [_shown(call, found[name]) for name in names if name in found], errors, 200)


@ROUTES.writes("POST", "/{object}/batch/create")
def create_batch(call: Call) -> Reply:
    """Create definitions, each by itself."""
    results: list[JsonObject] = []
    errors: list[JsonObject] = []
    for raw in call.inputs(100):
        try:
            results.append(_created(call, raw).to_json())
        except ApiError as error:
            errors.append(error.entry(None))
    return _batch(call, results, errors, 201)


@ROUTES.writes("POST", "/{object}/batch/archive")
def archive_batch(call: Call) -> Reply:
    """Archive definitions; names that are not there are ignored."""
    for name in _names(call):
        found = call.account.definition(call.kind.plural, name)
        if found is not None:
            _archive(call, found)
    return Reply(204)


def _group(call: Call, name: str) -> JsonObject:
    labels = call.account.groups[call.kind.plural]
    if name not in labels:
        raise not_there()
    archived = name in call.account.archived_groups[call.kind.plural]
    return {"name": name, "label": labels[name], "displayOrder": -1, "archived": archived}


@ROUTES.reads("GET", "/{object}/groups")
def list_groups(call: Call) -> Reply:
    """All groups that are not archived."""
    shown = [_group(call, name) for name in call.account.groups[call.kind.plural]]
    return Reply.json(200, {"results": [one for one in shown if not one["archived"]]})


@ROUTES.writes("POST", "/{object}/groups")
def create_group(call: Call) -> Reply:
    """201 with the new group."""
    name, label = str(call.body.get("name") or ""), str(call.body.get("label") or "")
    if not name or not label:
        raise unset_fields("name", "label")
    archived = call.account.archived_groups[call.kind.plural]
    if name in call.account.groups[call.kind.plural] and name not in archived:
        raise ApiError(409, f"A group named '{name}' already exists.", "OBJECT_ALREADY_EXISTS")
    archived.discard(name)
    call.account.groups[call.kind.plural][name] = label
    return Reply.json(201, _group(call, name))


@ROUTES.reads("GET", "/{object}/groups/{group}")
def read_group(call: Call) -> Reply:
    """One group."""
    return Reply.json(200, _group(call, call.values["group"]))


@ROUTES.writes("PATCH", "/{object}/groups/{group}")
def update_group(call: Call) -> Reply:
    """Change a group's label."""
    shown = _group(call, call.values["group"])
    call.account.groups[call.kind.plural][shown["name"]] = str(call.body.get("label") or shown["label"])
    return Reply.json(200, _group(call, shown["name"]))


@ROUTES.writes("DELETE", "/{object}/groups/{group}")
def archive_group(call: Call) -> Reply:
    """Archive a group."""
    _group(call, call.values["group"])
    call.account.archived_groups[call.kind.plural].add(call.values["group"])
    return Reply(204)
