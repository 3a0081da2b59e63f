"""Batches of associations in the v3 form, which every client library still calls beside the v4 one.

Vendor: developers.hubspot.com/docs/api-reference/crm-associations-v3/guide and its pages on batch/read, batch/create,
batch/archive and types. A type is told by its name, or by its number.
"""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.hubspot.association_routes import (
    MOST_ON_PAGE,
    MOST_READ,
    MOST_WRITTEN,
    complete,
    ends,
    none_linked,
    type_named,
    unlink_found,
)
from crmdesk.sandbox.hubspot.calls import Call, Routes
from crmdesk.sandbox.hubspot.errors import ApiError, unset_fields
from crmdesk.sandbox.hubspot.linking import Link, link
from crmdesk.sandbox.hubspot.rendering import link_page
from crmdesk.sandbox.messages import JsonObject, Reply

ROUTES = Routes()


@ROUTES.reads("GET", "/{object}/{to}/types")
def list_types(call: Call) -> Reply:
    """The types from one kind of object to another."""
    known = call.account.associations.types.get((call.kind.plural, call.other.plural), {})
    return Reply.json(200, {"results": [{"id": str(type_id), "name": one.name} for type_id, one in known.items()]})


@ROUTES.reads("POST", "/{object}/{to}/batch/read")
def read_batch(call: Call) -> Reply:
    """Links of many records; an ``after`` is ignored, so that who follows it never comes to an end (section 4.4)."""
    started = call.account.now_ms()
    results, errors = [], []
    for raw in call.named_inputs(MOST_READ):
        text = str(raw.get("id", ""))
        record = call.account.tables[call.kind.plural].find(text)
        page: JsonObject = {"results": []}
        if record is not None:
            base = call.request.base_url
            page = link_page(call.account, call.kind, record, call.other, None, MOST_ON_PAGE, base)
        if not page["results"]:
            errors.append(none_linked(call, text))
            continue
        paging = {"paging": page["paging"]} if "paging" in page else {}
        results.append({"from": {"id": text}, "to": page["results"], **paging})
    return complete(call, started, results, errors, 200)


@ROUTES.writes("POST", "/{object}/{to}/batch/create")
def create_batch(call: Call) -> Reply:
    """Add a type to each of many pairs; 201 with the pairs as they were sent."""
    started = call.account.now_ms()
    results: list[JsonObject] = []
    errors: list[JsonObject] = []
    for raw in call.inputs(MOST_WRITTEN):
        try:
            record, other = ends(call, raw)
            types = _types(call, raw)
        except ApiError as error:
            errors.append(error.entry(None))
            continue
        link(call.account, call.kind, record, Link(call.other.plural, other, types))
        results.append({"from": {"id": str(record.id)}, "to": {"id": str(other.id)}, "type": raw["type"]})
    return complete(call, started, results, errors, 201)


@ROUTES.writes("POST", "/{object}/{to}/batch/archive")
def archive_batch(call: Call) -> Reply:
    """Remove a type from each of many pairs; what is not there is ignored."""
    for raw in call.inputs(MOST_WRITTEN):
        unlink_found(call, raw.get("from"), raw.get("to"), _types(call, raw))
    return Reply(204)


def _types(call: Call, raw: JsonObject) -> tuple[int, ...]:
    text: Any = raw.get("type")
    if not text:
        raise unset_fields("type")
    return type_named(call, str(text))
