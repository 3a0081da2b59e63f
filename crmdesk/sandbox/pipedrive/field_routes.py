"""Field definitions in v2 and v1 (section 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.pipedrive.calls import V1, V2, Call, ok
from crmdesk.sandbox.pipedrive.errors import ApiError, invalid, not_found, scope_mismatch
from crmdesk.sandbox.pipedrive.fields import CREATABLE, EXTRAS, Field, Option
from crmdesk.sandbox.pipedrive.listing import offset_page
from crmdesk.sandbox.pipedrive.schemas import FIELD_OWNERS

SCOPES = {
    "person": ("contacts:read", "contact-fields:full"), "organization": ("contacts:read", "contact-fields:full"),
    "deal": ("deals:read", "deal-fields:full"), "lead": ("leads:read", "deal-fields:full"),
    "activity": ("activities:read", "admin"), "note": ("contacts:read", "admin"),
}  # fmt: skip


MOST_OPTIONS = 10_000


def _owner(call: Call) -> str:
    """The object whose fields the path names."""
    return FIELD_OWNERS[call.place.rest[0].removesuffix("Fields")]


def _visible(call: Call) -> list[Field]:
    gone = call.removed_fields()
    return [one for code, one in call.account.fields[_owner(call)].items() if code not in gone]


def listed(call: Call) -> Reply:
    """``GET /api/v2/xFields``."""
    strict = call.place.rest[0] == "activityFields" and call.account.traits["activity_fields_need_admin"]
    if strict and "admin" not in call.access.grant.scopes:
        raise scope_mismatch()
    call.known_query("limit", "cursor", "include_fields")
    limit, start = call.limit(), call.offset()
    found = _visible(call)
    following = str(start + limit) if start + limit < len(found) else None
    extras = _extras(call)
    rows = [one.to_v2(extras) for one in found[start : start + limit]]
    return ok(rows, {"additional_data": {"next_cursor": following}})


def one(call: Call) -> Reply:
    """``GET /api/v2/xFields/{code}``."""
    call.known_query("include_fields")
    return ok(_field(call).to_v2(_extras(call)))


def _extras(call: Call) -> list[str]:
    """The include_fields. Raises `ApiError`."""
    names = call.request.listed("include_fields")
    if not set(names) <= EXTRAS.keys():
        raise invalid(("include_fields", "One or more of the given values is invalid."))
    return names


def _said(call: Call, *names: str) -> dict[str, Any]:
    """What a body says of a field beside its type and choices; ``names`` may be in it too. Raises `ApiError`."""
    body = call.body
    unknown = sorted(body.keys() - {"field_name", "description", *EXTRAS, *names})
    if unknown:
        raise invalid((unknown[0], "Unknown key"))
    if not isinstance(body.get("description"), str | None):
        raise invalid(("description", "The value is not a valid 'string'"))
    wrong = [name for name in EXTRAS if not isinstance(body.get(name, {}), dict)]
    if wrong:
        raise invalid((wrong[0], "This value should be of type object"))
    said: dict[str, Any] = {"more": {name: EXTRAS[name] | body[name] for name in EXTRAS if name in body}}
    return said | ({"description": body["description"]} if "description" in body else {})


def create(call: Call) -> Reply:
    """``POST /api/v2/xFields``."""
    body, said = call.body, _said(call, "field_type", "options")
    if not isinstance(body.get("field_name"), str) or not body["field_name"]:
        raise invalid(("field_name", "This value should not be blank."))
    if body.get("field_type") not in CREATABLE:
        raise invalid(("field_type", "The value you selected is not a valid choice"))
    labels = _labels(body.get("options")) if body["field_type"] in {"enum", "set"} else ()
    made = call.account.add_field(_owner(call), body["field_name"], body["field_type"], labels)
    return _kept(call, replace(made, **said))


def change(call: Call) -> Reply:
    """``PATCH /api/v2/xFields/{code}``; the type stays."""
    field, said = _custom(call), _said(call)
    name = call.body.get("field_name", field.name)
    if not isinstance(name, str) or not name:
        raise invalid(("field_name", "This value should not be blank."))
    said["more"] = {**field.more, **said["more"]}
    return _kept(call, replace(field, **said, name=name))


def _kept(call: Call, field: Field) -> Reply:
    call.account.fields[_owner(call)][field.code] = field
    return ok(field.to_v2())


def delete(call: Call) -> Reply:
    """``DELETE /api/v2/xFields/{code}``; the values go with it."""
    field = _custom(call)
    call.account.remove_field(_owner(call), field.code)
    return ok({"field_code": field.code})


def add_options(call: Call) -> Reply:
    """``POST /api/v2/xFields/{code}/options``: all or none."""
    field = _field(call)
    if field.type not in {"enum", "set"}:
        raise invalid(("field_code", "This field has no options"))
    labels = _labels(call.any_body())
    if len(field.options) + len(labels) > MOST_OPTIONS:
        raise invalid(("options", f"This collection should contain {MOST_OPTIONS} elements or less."))
    made = call.account.new_options(labels)
    call.account.fields[_owner(call)][field.code] = field.with_options((*field.options, *made))
    return ok([{"id": one.id, "label": one.label, "color": None} for one in made])


def rename_options(call: Call) -> Reply:
    """``PATCH /api/v2/xFields/{code}/options``: all or none."""
    field, content = _field(call), call.any_body()
    _labels(content)
    labels = {entry["id"]: str(entry["label"]) for entry in _known(field, content)}
    options = tuple(Option(one.id, labels.get(one.id, one.label), one.added_ms) for one in field.options)
    call.account.fields[_owner(call)][field.code] = field.with_options(options)
    return ok([{"id": id, "label": label} for id, label in labels.items()])


def delete_options(call: Call) -> Reply:
    """``DELETE /api/v2/xFields/{code}/options``: all or none; rows that had them keep unknown ids."""
    field = _field(call)
    gone = [entry["id"] for entry in _known(field, call.any_body())]
    options = tuple(one for one in field.options if one.id not in gone)
    call.account.fields[_owner(call)][field.code] = field.with_options(options)
    return ok([{"id": id} for id in gone])


def _known(field: Field, content: Any) -> list[dict[str, Any]]:
    """The entries of a body about choices that a field has, every one of them. Raises `ApiError`."""
    entries = _entries(content, "id")
    unknown = [entry["id"] for entry in entries if entry["id"] not in {one.id for one in field.options}]
    if unknown:
        raise invalid(("options", f"Option {unknown[0]} not found"))
    return entries


def _labels(entries: Any) -> tuple[str, ...]:
    labels = [entry["label"] for entry in _entries(entries, "label")]
    if not all(isinstance(label, str) and label for label in labels):
        raise invalid(("options", "This value should not be blank."))
    return tuple(labels)


def _entries(entries: Any, *names: str) -> list[dict[str, Any]]:
    if not isinstance(entries, list) or not all(isinstance(one, dict) and one.keys() >= set(names) for one in entries):
        raise invalid(("options", "This value should be a list of options"))
    if "id" in names and not all(type(one["id"]) is int for one in entries):
        raise invalid(("options", "This value should be of type integer"))
    return entries


def _field(call: Call) -> Field:
    field = next((one for one in _visible(call) if one.code == call.values["code"]), None)
    if field is None:
        raise not_found("Field")
    return field


def _custom(call: Call) -> Field:
    field = _field(call)
    if not field.custom:
        raise built_in()
    return field


def built_in() -> ApiError:
    """A field that every account has, and that stays."""
    return ApiError(403, {"success": False, "error": "Built-in fields cannot be changed."})


def listed_v1(call: Call) -> Reply:
    """``GET /v1/xFields``."""
    rows = [field.to_v1(order) for order, field in enumerate(_visible(call), 1)]
    return ok(*offset_page(call, rows, lambda row: row))


def one_v1(call: Call) -> Reply:
    """``GET /v1/xFields/{id}``."""
    return ok(_shown_v1(call, _field_v1(call, call.values["id"])))


def create_v1(call: Call) -> Reply:
    """``POST /v1/xFields``."""
    body = call.body
    if not isinstance(body.get("name"), str) or not body["name"]:
        raise call.wrong("name", "is required")
    if body.get("field_type") not in CREATABLE:
        raise call.wrong("field_type", "The value you selected is not a valid choice")
    labels = _labels(body.get("options")) if body["field_type"] in {"enum", "set"} else ()
    return ok(_shown_v1(call, call.account.add_field(_owner(call), body["name"], body["field_type"], labels)))


def update_v1(call: Call) -> Reply:
    """``PUT /v1/xFields/{id}``; options that are not listed go."""
    field, body = _custom_v1(call, call.values["id"]), call.body
    name, options = body.get("name", field.name), field.options
    if not isinstance(name, str) or not name:
        raise call.wrong("name", "is required")
    if body.get("options") is not None:
        _labels(body["options"])
        named = {one["id"]: one["label"] for one in body["options"] if isinstance(one.get("id"), int)}
        held = tuple(replace(one, label=named[one.id]) for one in options if one.id in named)
        fresh = tuple(one["label"] for one in body["options"] if one.get("id") is None)
        options = (*held, *call.account.new_options(fresh))
    changed = replace(field.with_options(options), name=name)
    call.account.fields[_owner(call)][field.code] = changed
    return ok(_shown_v1(call, changed))


def delete_v1(call: Call) -> Reply:
    """``DELETE /v1/xFields/{id}``."""
    field = _custom_v1(call, call.values["id"])
    call.account.remove_field(_owner(call), field.code)
    return ok({"id": field.id})


def delete_many_v1(call: Call) -> Reply:
    """``DELETE /v1/xFields?ids=``: all of them, or none (section 6)."""
    fields = [_custom_v1(call, id) for id in call.request.listed("ids")]
    if not fields:
        raise call.wrong("ids", "is required")
    for field in fields:
        call.account.remove_field(_owner(call), field.code)
    return ok({"id": [field.id for field in fields]})


def _shown_v1(call: Call, field: Field) -> dict[str, Any]:
    return field.to_v1(list(call.account.fields[_owner(call)]).index(field.code) + 1)


def _field_v1(call: Call, id: str) -> Field:
    field = next((one for one in _visible(call) if str(one.id) == id), None)
    if field is None:
        raise ApiError(410, {"success": False, "error": "The field is not found"})
    return field


def _custom_v1(call: Call, id: str) -> Field:
    field = _field_v1(call, id)
    if not field.custom:
        raise built_in()
    return field


for _entity, (_read, _write) in SCOPES.items():
    V1.serves("GET", f"/{_entity}Fields", 20, _read)(listed_v1)
    if _entity in {"person", "organization", "deal"}:
        V1.serves("GET", f"/{_entity}Fields/{{id}}", 2, _read)(one_v1)
        V1.serves("POST", f"/{_entity}Fields", 10, _write)(create_v1)
        V1.serves("PUT", f"/{_entity}Fields/{{id}}", 10, _write)(update_v1)
        V1.serves("DELETE", f"/{_entity}Fields/{{id}}", 6, _write)(delete_v1)
        V1.serves("DELETE", f"/{_entity}Fields", 10, _write)(delete_many_v1)
    if _entity in {"lead", "note"}:
        continue
    V2.serves("GET", f"/{_entity}Fields", 10, _read)(listed)
    V2.serves("GET", f"/{_entity}Fields/{{code}}", 1, _read)(one)
    V2.serves("POST", f"/{_entity}Fields/{{code}}/options", 5, _write)(add_options)
    V2.serves("PATCH", f"/{_entity}Fields/{{code}}/options", 5, _write)(rename_options)
    V2.serves("DELETE", f"/{_entity}Fields/{{code}}/options", 3, _write)(delete_options)
    if _entity != "activity":
        V2.serves("POST", f"/{_entity}Fields", 5, _write)(create)
        V2.serves("PATCH", f"/{_entity}Fields/{{code}}", 5, _write)(change)
        V2.serves("DELETE", f"/{_entity}Fields/{{code}}", 3, _write)(delete)
