"""A lead becomes a deal, a deal becomes a lead: done at once, told by the status (sections 2.1 and 2.6)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.pipedrive import writes
from crmdesk.sandbox.pipedrive.bodies import refused_parent
from crmdesk.sandbox.pipedrive.calls import V2, Call, ok
from crmdesk.sandbox.pipedrive.errors import ApiError, not_found, v1_body
from crmdesk.sandbox.pipedrive.records import Record
from crmdesk.sandbox.pipedrive.schemas import DEAL, LEAD, Entity

MOVED = ("notes", "activities")
NUMBER_DIGITS = 12
"""The last part of a conversion's id is the number of the row that was made."""


def lead_to_deal(call: Call) -> Reply:
    """``POST /api/v2/leads/{id}/convert/deal``."""
    lead = _source(call).values
    values = {name: lead[name] for name in ("title", "person_id", "owner_id", "expected_close_date")}
    values = {name: value for name, value in values.items() if value is not None} | {"org_id": lead["organization_id"]}
    if lead["value"] is not None:
        values |= {"value": lead["value"]["amount"], "currency": lead["value"]["currency"]}
    return _converted(call, DEAL, values)


def deal_to_lead(call: Call) -> Reply:
    """``POST /api/v2/deals/{id}/convert/lead``."""
    deal = _source(call)
    kept = deal.values
    if kept["person_id"] is None and kept["org_id"] is None:
        raise refused_parent(call, LEAD)
    values = {
        "title": kept["title"], "person_id": kept["person_id"], "organization_id": kept["org_id"],
        "owner_id": kept["owner_id"], "source_deal_id": deal.id, "source_name": "Deal",
        "expected_close_date": kept.get("expected_close_date"),
        "value": {"amount": kept["value"], "currency": kept["currency"]} if kept["value"] else None,
    }  # fmt: skip
    return _converted(call, LEAD, values)


def _source(call: Call) -> Record:
    record = call.account.live(call.entity.plural, call.values["id"])
    if record is None or call.account.hidden_from(record, call.user_id):
        raise ApiError(404, v1_body("Entity was not found", "Object was not found."))
    return record


def _converted(call: Call, target: Entity, values: dict[str, Any]) -> Reply:
    """Make the other row, let notes and activities move to it, and delete the first."""
    source, account = _source(call), call.account
    made = writes.create(account, target, values, source.custom, call.author)
    before, after = f"{call.entity.singular}_id", f"{target.singular}_id"
    for plural in MOVED:
        for row in account.tables[plural].by_number.values():
            if row.values[before] == source.id:
                row.values.update({before: None, after: made.id})
    writes.delete(account, call.entity, source)
    return ok({"conversion_id": account.uuid()[:-NUMBER_DIGITS] + f"{made.number:0{NUMBER_DIGITS}d}"})


def deal_status(call: Call) -> Reply:
    """``GET /api/v2/leads/{id}/convert/status/{conversion}``."""
    return _status(call, DEAL, {"lead_id": call.values["id"]})


def lead_status(call: Call) -> Reply:
    """``GET /api/v2/deals/{id}/convert/status/{conversion}``."""
    return _status(call, LEAD, {"deal_id": int(call.values["id"]) if call.values["id"].isdecimal() else None})


def _status(call: Call, target: Entity, source: dict[str, Any]) -> Reply:
    call.known_query()
    tail = call.values["conversion"][-NUMBER_DIGITS:]
    made = call.account.tables[target.plural].by_number.get(int(tail)) if tail.isdecimal() else None
    if made is None:
        raise not_found("Conversion")
    told = {**source, "conversion_id": call.values["conversion"]}
    if call.account.now_ms() < made.added_ms + int(float(call.account.traits["conversion_s"]) * 1000):
        return ok({**told, "status": "running"})
    return ok({**told, f"{target.singular}_id": made.id, "status": "completed"})


V2.serves("POST", "/leads/{id}/convert/deal", 40, "leads:full")(lead_to_deal)
V2.serves("GET", "/leads/{id}/convert/status/{conversion}", 1, "leads:read")(deal_status)
V2.serves("POST", "/deals/{id}/convert/lead", 40, "deals:full")(deal_to_lead)
V2.serves("GET", "/deals/{id}/convert/status/{conversion}", 1, "deals:read")(lead_status)
