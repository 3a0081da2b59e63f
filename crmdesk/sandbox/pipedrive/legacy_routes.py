"""The v1 twins of v2 paths: out of support since August 2026, still answering (section 0). Flat rows, loose values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.pipedrive import writes
from crmdesk.sandbox.pipedrive.bodies import v1_values
from crmdesk.sandbox.pipedrive.calls import V1, Call, ok
from crmdesk.sandbox.pipedrive.errors import not_found
from crmdesk.sandbox.pipedrive.listing import offset_page, v1_sorted
from crmdesk.sandbox.pipedrive.records import Record
from crmdesk.sandbox.pipedrive.rendering import related, v1, v2
from crmdesk.sandbox.pipedrive.schemas import ACTIVITY, ENTITIES, Entity

TWINS = ("persons", "organizations", "deals", "activities", "pipelines", "stages")
NESTED = (("persons", "deals", "person_id"), ("persons", "activities", "person_id"), ("organizations", "persons", "org_id"),
          ("deals", "activities", "deal_id"), ("pipelines", "deals", "pipeline_id"), ("stages", "deals", "stage_id"))  # fmt: skip
REQUIRED = {"person": "name", "organization": "name", "deal": "title", "stage": "name", "pipeline": "name"}


def listed(call: Call) -> Reply:
    """``GET /v1/X``."""
    request, entity = call.request, call.entity
    rows = [record for record in call.account.tables[entity.plural].after(0) if not record.gone]
    rows = [record for record in rows if not record.values.get("is_archived")]
    status = request.first("status")
    if entity.singular == "deal" and status and status != "all_not_deleted":
        rows = [record for record in rows if record.values["status"] == status]
    if entity.singular == "activity" and request.first("done"):
        rows = [record for record in rows if record.values["done"] is (request.first("done") == "1")]
    for name in ("pipeline_id", "stage_id"):
        if request.first(name) and name in entity.blank:
            rows = [record for record in rows if str(record.values[name]) == request.first(name)]
    return _page(call, rows, entity)


def nested(call: Call) -> Reply:
    """``GET /v1/persons/{id}/deals`` and its like."""
    parent, plural = call.place.rest[0], call.place.rest[2]
    call.found(parent, call.values["id"], ENTITIES[parent].title)
    key = next(key for one, other, key in NESTED if (one, other) == (parent, plural))
    rows = [
        record
        for record in call.account.tables[plural].after(0)
        if not record.gone and str(record.values[key]) == call.values["id"]
    ]
    return _page(call, rows, ENTITIES[plural])


def one(call: Call) -> Reply:
    """``GET /v1/X/{id}``."""
    return _one(call, call.found(call.entity.plural, call.values["id"], call.entity.title))


def create(call: Call) -> Reply:
    """``POST /v1/X``: 201."""
    body = _plain(call.entity, call.body)
    needed = REQUIRED.get(call.entity.singular)
    if needed is not None and not body.get(needed):
        raise call.wrong(needed, "is required")
    values, custom = v1_values(call, body, strict=False)
    return _one(call, writes.create(call.account, call.entity, values, custom, call.author), status=201)


def update(call: Call) -> Reply:
    """``PUT /v1/X/{id}``."""
    record = call.found(call.entity.plural, call.values["id"], call.entity.title)
    if record.gone:
        raise not_found(call.entity.title)
    values, custom = v1_values(call, _plain(call.entity, call.body), strict=False)
    writes.update(call.account, call.entity, record, values, custom, call.author)
    return _one(call, record)


def delete(call: Call) -> Reply:
    """``DELETE /v1/X/{id}``."""
    record = call.found(call.entity.plural, call.values["id"], call.entity.title)
    if record.gone:
        raise not_found(call.entity.title)
    writes.delete(call.account, call.entity, record)
    return ok({"id": record.id})


def _page(call: Call, rows: list[Record], entity: Entity) -> Reply:
    found = v1_sorted(call, rows)
    data, more = offset_page(call, found, lambda record: _shown(call, record, entity))
    shown = found[call.start() : call.start() + len(data or ())]
    return ok(data, {**more, **related(call.account, shown)})


def _one(call: Call, record: Record, status: int = 200) -> Reply:
    return ok(_shown(call, record, call.entity), related(call.account, [record]), status)


def _shown(call: Call, record: Record, entity: Entity) -> JsonObject:
    return (
        v2(call.account, entity, record)
        if entity.plural in {"pipelines", "stages"}
        else v1(call.account, entity, record)
    )


def _plain(entity: Entity, body: Mapping[str, Any]) -> JsonObject:
    """A v1 body in v2's words: single addresses become lists, flags booleans, pointers plain ids."""
    found: JsonObject = {}
    for name, value in body.items():
        if name in {"email", "phone"}:
            found[f"{name}s"] = _items(value)
        elif name in {"owner_id", "org_id", "person_id", "user_id"} and isinstance(value, Mapping):
            found[name] = value.get("value")
        elif name == "label":
            found["label_ids"] = _labels(value)
        elif name == "done":
            found[name] = value in (1, "1")
        elif name in {"value", "visible_to"} and isinstance(value, str):
            found[name] = _number(value)
        elif name == "address" and isinstance(value, str):
            found[name] = {"value": value}
        else:
            found[name] = value
    if entity is ACTIVITY and "person_id" in found:
        person = found.pop("person_id")
        found["participants"] = [] if person is None else [{"person_id": person, "primary": True}]
    if "user_id" in found:
        found["owner_id"] = found.pop("user_id")
    return found


def _number(text: str) -> Any:
    """A number that v1 takes as text; what is none stays, to be refused."""
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) < 1 << 53 else number


def _items(value: Any) -> list[dict[str, Any]]:
    parts = value if isinstance(value, list) else [value]
    listed = [dict(one) if isinstance(one, Mapping) else {"value": str(one)} for one in parts if one]
    return [{**one, "primary": one.get("primary") in (True, "1", "true")} for one in listed]


def _labels(value: Any) -> list[Any]:
    """One label, or several in a text with commas; what is no number stays, to be refused."""
    return [_number(part) for part in str(value).split(",")] if value not in (None, "") else []


for _plural in TWINS:
    _read, _write = ENTITIES[_plural].scopes
    V1.serves("GET", f"/{_plural}", 20, _read, retired=True)(listed)
    V1.serves("GET", f"/{_plural}/{{id}}", 2, _read, retired=True)(one)
    V1.serves("POST", f"/{_plural}", 10, _write, retired=True)(create)
    V1.serves("PUT", f"/{_plural}/{{id}}", 10, _write, retired=True)(update)
    V1.serves("DELETE", f"/{_plural}/{{id}}", 6, _write, retired=True)(delete)
for _parent, _plural, _ in NESTED:
    V1.serves("GET", f"/{_parent}/{{id}}/{_plural}", 20, ENTITIES[_plural].scopes[0], retired=True)(nested)
