"""Associations in the v4 and dated form, with the v3 form of single records (fact sheet section 4.4)."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.hubspot.calls import Call, Routes, paged
from crmdesk.sandbox.hubspot.errors import ApiError, not_there, unset_fields
from crmdesk.sandbox.hubspot.linking import Link, drop_leads, link, live_targets, read_types, unlink
from crmdesk.sandbox.hubspot.object_routes import ROUTES
from crmdesk.sandbox.hubspot.records import Record, whole
from crmdesk.sandbox.hubspot.rendering import link_page, read_after
from crmdesk.sandbox.messages import JsonObject, Reply

BATCH_ROUTES = Routes()

MOST_ON_PAGE = 500
MOST_READ = 1000
MOST_WRITTEN = 2000


def _check_failing(call: Call, number: int) -> None:
    """Let every second input of a batch fail where a fault says so. Raises `ApiError`."""
    if number % 2 and call.request.fault(Action.PARTIAL):
        raise ApiError(500, "internal error", "INTERNAL_ERROR")


def _type_json(call: Call, type_id: int) -> JsonObject:
    known = call.account.associations.types[call.kind.plural, call.other.plural][type_id]
    return {"category": known.category, "typeId": type_id, "label": known.label}


def _page(call: Call, record: Record, start: int) -> tuple[list[JsonObject], int]:
    """One page of links and the id where the next one starts (0: none)."""
    rows: list[JsonObject] = []
    for number, types in live_targets(call.account, call.kind.plural, record, call.other.plural).items():
        if number >= start:
            if len(rows) == MOST_ON_PAGE:
                return rows, number
            rows.append({"toObjectId": number, "associationTypes": [_type_json(call, one) for one in types]})
    return rows, 0


@ROUTES.reads("GET", "/{object}/{id}/associations/{to}")
def list_links(call: Call) -> Reply:
    """Links of one record: with names under v3, with types otherwise."""
    record = call.account.require(call.kind, call.values["id"])
    after = call.request.first("after")
    limit = call.count(MOST_ON_PAGE, MOST_ON_PAGE)
    if call.version == "v3":
        base = call.request.base_url
        return Reply.json(200, link_page(call.account, call.kind, record, call.other, after, limit, base))
    start = read_after(after)
    numbers = live_targets(call.account, call.kind.plural, record, call.other.plural)
    rows = [
        {"toObjectId": number, "associationTypes": [_type_json(call, one) for one in types]}
        for number, types in numbers.items()
        if number >= start
    ]
    cursor = str(rows[limit]["toObjectId"]) if len(rows) > limit else ""
    return Reply.json(200, paged(rows[:limit], cursor, call.link_to(cursor)))


def _pair(call: Call) -> tuple[Record, Record]:
    record = call.account.require(call.kind, call.values["id"])
    return record, call.account.require(call.other, call.values["toId"])


def _default(call: Call) -> int:
    found = call.account.associations.default(call.kind.plural, call.other.plural)
    if found is None:
        raise ApiError(400, f"No association is defined between {call.kind.plural} and {call.other.plural}")
    return found.type_id


def _specification(call: Call, record: Record, other: Record, type_id: int) -> JsonObject:
    known = call.account.associations.types[call.kind.plural, call.other.plural][type_id]
    return {
        "from": {"id": str(record.id)},
        "to": {"id": str(other.id)},
        "associationSpec": {"associationCategory": known.category, "associationTypeId": type_id},
    }


@ROUTES.writes("PUT", "/{object}/{id}/associations/default/{to}/{toId}")
def link_default(call: Call) -> Reply:
    """Link without a label; no body."""
    call.check_linking()
    started = call.account.now_ms()
    record, other = _pair(call)
    type_id = _default(call)
    link(call.account, call.kind, record, Link(call.other.plural, other, (type_id,)))
    return complete(call, started, [_specification(call, record, other, type_id)], [], 200)


@ROUTES.writes("PUT", "/{object}/{id}/associations/{to}/{toId}")
def link_labelled(call: Call) -> Reply:
    """Link with exactly these types, in place of those the pair had."""
    call.check_linking()
    record, other = _pair(call)
    types = read_types(call.account, call.kind.plural, call.other.plural, call.any_body())
    call.account.associations.unlink(call.kind.plural, record.id, call.other.plural, other.id)
    link(call.account, call.kind, record, Link(call.other.plural, other, types))
    drop_leads(call.account, ((call.kind.plural, record), (call.other.plural, other)))
    known = call.account.associations.types[call.kind.plural, call.other.plural]
    return Reply.json(201, {
        "fromObjectTypeId": call.kind.type_id, "fromObjectId": record.id,
        "toObjectTypeId": call.other.type_id, "toObjectId": other.id,
        "labels": [known[one].label for one in types if known[one].label],
    })  # fmt: skip


@ROUTES.writes("DELETE", "/{object}/{id}/associations/{to}/{toId}")
def unlink_all(call: Call) -> Reply:
    """Remove every type of a pair; a pair without one is no error."""
    call.check_linking()
    record, other = _pair(call)
    unlink(call.account, call.kind, record, call.other.plural, other)
    return Reply(204)


@ROUTES.writes("PUT", "/{object}/{id}/associations/{to}/{toId}/{typeId}")
def link_typed(call: Call) -> Reply:
    """The v3 form of linking: the type is in the path."""
    call.check_linking()
    record, other = _pair(call)
    types = _typed(call)
    link(call.account, call.kind, record, Link(call.other.plural, other, types))
    return Reply.json(200, {"id": str(record.id), "properties": {}, "createdAt": iso(record.created_ms),
                            "updatedAt": iso(record.modified_ms), "archived": False})  # fmt: skip


@ROUTES.writes("DELETE", "/{object}/{id}/associations/{to}/{toId}/{typeId}")
def unlink_typed(call: Call) -> Reply:
    """The v3 form of unlinking."""
    call.check_linking()
    record, other = _pair(call)
    unlink(call.account, call.kind, record, call.other.plural, other, _typed(call))
    return Reply(204)


def _typed(call: Call) -> tuple[int, ...]:
    return type_named(call, call.values["typeId"])


def type_named(call: Call, text: str) -> tuple[int, ...]:
    """The type of a pair that has this number or name, as links take it. Raises `ApiError`."""
    known = call.account.associations.types.get((call.kind.plural, call.other.plural), {})
    for type_id, one in known.items():
        if text in {str(type_id), one.name}:
            return (type_id,)
    raise ApiError(400, f"{text} is not a valid association type between {call.kind.plural} and {call.other.plural}")


def complete(call: Call, started_ms: int, results: list[Any], errors: list[JsonObject], status: int) -> Reply:
    """The reply of a batch: 207 when there are errors, except in 2026-09, where the status stays."""
    body: JsonObject = {
        "status": "COMPLETE", "results": results,
        "startedAt": iso(started_ms), "completedAt": iso(call.account.now_ms()),
    }  # fmt: skip
    if errors:
        body.update(numErrors=len(errors), errors=errors)
    return Reply.json(207 if errors and not call.strict else status, body)


@BATCH_ROUTES.reads("POST", "/{object}/{to}/batch/read")
def read_links_batch(call: Call) -> Reply:
    """Links of many records; one without any is an error entry, and each pages by itself."""
    started = call.account.now_ms()
    results, errors = [], []
    for raw in call.named_inputs(MOST_READ):
        text = str(raw.get("id", ""))
        record = call.account.tables[call.kind.plural].find(text)
        rows, following = _page(call, record, _decoded(raw.get("after"))) if record is not None else ([], 0)
        if call.account.traits["deal_leads_unread"] and (call.kind.plural, call.other.plural) == ("deals", "leads"):
            rows = []
        if not rows:
            errors.append(none_linked(call, text))
            continue
        row: JsonObject = {"from": {"id": text}, "to": rows}
        if following:
            after = base64.b64encode(str(following).encode()).decode()
            row["paging"] = {"next": {"after": after, "link": f"?after={after}"}}
        results.append(row)
    return complete(call, started, results, errors, 200)


def none_linked(call: Call, text: str) -> JsonObject:
    """The error entry of a record without links."""
    return {
        "status": "error", "category": "OBJECT_NOT_FOUND", "subCategory": "crm.associations.NO_ASSOCIATIONS_FOUND",
        "message": f"No {call.other.singular} is associated with {call.kind.singular} {text}.",
        "context": {
            "fromObjectId": [text], "fromObjectType": [call.kind.singular], "toObjectType": [call.other.singular],
        },
    }  # fmt: skip


def _decoded(after: Any) -> int:
    if not after:
        return 0
    try:
        return int(base64.b64decode(str(after)))
    except (binascii.Error, ValueError):
        raise ApiError(400, f"Invalid paging cursor: {after}") from None


def ends(call: Call, raw: JsonObject) -> tuple[Record, Record]:
    """Both records of a batch input. Raises `ApiError`."""
    source, target = raw.get("from"), raw.get("to")
    if not isinstance(source, dict) or not isinstance(target, dict):
        raise unset_fields("from", "to")
    record = call.account.require(call.kind, str(source.get("id", "")))
    return record, call.account.require(call.other, str(target.get("id", "")))


@BATCH_ROUTES.writes("POST", "/{object}/{to}/batch/create")
def create_links_batch(call: Call) -> Reply:
    """Add types to many pairs."""
    call.check_linking()
    started = call.account.now_ms()
    results: list[JsonObject] = []
    errors: list[JsonObject] = []
    for number, raw in enumerate(call.inputs(MOST_WRITTEN)):
        try:
            _check_failing(call, number)
            record, other = ends(call, raw)
            types = read_types(call.account, call.kind.plural, call.other.plural, raw.get("types"))
        except ApiError as error:
            errors.append(error.entry(None))
            continue
        link(call.account, call.kind, record, Link(call.other.plural, other, types))
        known = call.account.associations.types[call.kind.plural, call.other.plural]
        results.append({
            "fromObjectTypeId": call.kind.type_id, "fromObjectId": record.id,
            "toObjectTypeId": call.other.type_id, "toObjectId": other.id,
            "labels": [known[one].label for one in types if known[one].label],
        })  # fmt: skip
    return complete(call, started, results, errors, 201)


@BATCH_ROUTES.writes("POST", "/{object}/{to}/batch/associate/default")
def link_default_batch(call: Call) -> Reply:
    """Link many pairs without labels."""
    call.check_linking()
    started = call.account.now_ms()
    type_id = _default(call)
    results: list[JsonObject] = []
    errors: list[JsonObject] = []
    for number, raw in enumerate(call.inputs(MOST_WRITTEN)):
        try:
            _check_failing(call, number)
            record, other = ends(call, raw)
        except ApiError as error:
            errors.append(error.entry(None))
            continue
        link(call.account, call.kind, record, Link(call.other.plural, other, (type_id,)))
        results.append(_specification(call, record, other, type_id))
    return complete(call, started, results, errors, 200)


@BATCH_ROUTES.writes("POST", "/{object}/{to}/batch/archive")
def archive_links_batch(call: Call) -> Reply:
    """Remove every type of many pairs; what is not there is ignored."""
    call.check_linking()
    started = call.account.now_ms()
    errors: list[JsonObject] = []
    for number, raw in enumerate(call.inputs(MOST_WRITTEN)):
        try:
            _check_failing(call, number)
        except ApiError as error:
            errors.append(error.entry(None))
            continue
        targets = raw.get("to")
        for target in targets if isinstance(targets, list) else [targets]:
            unlink_found(call, raw.get("from"), target, ())
    return _removed(call, started, errors)


@BATCH_ROUTES.writes("POST", "/{object}/{to}/batch/labels/archive")
def archive_labels_batch(call: Call) -> Reply:
    """Remove some types of many pairs; with the unlabelled one all go."""
    call.check_linking()
    started = call.account.now_ms()
    for raw in call.inputs(MOST_WRITTEN):
        types = read_types(call.account, call.kind.plural, call.other.plural, raw.get("types"))
        unlink_found(call, raw.get("from"), raw.get("to"), types)
    return _removed(call, started, [])


def unlink_found(call: Call, source: Any, target: Any, types: tuple[int, ...]) -> None:
    """Remove some types of a pair (none named: all), where both records are there. Raises `ApiError`."""
    if not isinstance(source, dict) or not isinstance(target, dict):
        raise unset_fields("from", "to")
    record = call.account.tables[call.kind.plural].find(str(source.get("id", "")))
    other = call.account.tables[call.other.plural].find(str(target.get("id", "")))
    if record is not None and other is not None:
        unlink(call.account, call.kind, record, call.other.plural, other, types)


def _removed(call: Call, started_ms: int, errors: list[JsonObject]) -> Reply:
    """Nothing to say, unless some inputs failed: the reply is that of any batch then, and does not name them."""
    if errors:
        return complete(call, started_ms, [], errors, 200)
    return Reply.json(200, {}) if call.strict else Reply(204)


@BATCH_ROUTES.reads("GET", "/{object}/{to}/labels")
def list_labels(call: Call) -> Reply:
    """All association types of a pair of object types."""
    known = call.account.associations.types.get((call.kind.plural, call.other.plural), {})
    return Reply.json(200, {"results": [_type_json(call, type_id) for type_id in known]})


@BATCH_ROUTES.writes("POST", "/{object}/{to}/labels")
def create_label(call: Call) -> Reply:
    """Define a label (and its reverse)."""
    name, label = call.body.get("name"), call.body.get("label")
    if not name or not label:
        raise unset_fields("name", "label")
    inverse = call.body.get("inverseLabel")
    forth, back = call.account.associations.define(
        call.kind.plural, call.other.plural, str(name), str(label), None if inverse is None else str(inverse)
    )
    rows = [{"category": "USER_DEFINED", "typeId": forth, "label": label}]
    if back != forth:
        rows.append({"category": "USER_DEFINED", "typeId": back, "label": inverse or label})
    return Reply.json(200, {"results": rows})


@BATCH_ROUTES.writes("PUT", "/{object}/{to}/labels")
def rename_label(call: Call) -> Reply:
    """Change the text of a label of the account's own."""
    type_id = call.body.get("associationTypeId")
    if not call.account.associations.rename(call.kind.plural, call.other.plural, type_id, str(call.body.get("label"))):
        raise not_there()
    return Reply(204)


@BATCH_ROUTES.writes("DELETE", "/{object}/{to}/labels/{typeId}")
def delete_label(call: Call) -> Reply:
    """Remove a label of the account's own from the account and from every pair."""
    number = whole(call.values["typeId"])
    if number is None or not call.account.associations.undefine(call.kind.plural, call.other.plural, number):
        raise not_there()
    return Reply(204)
