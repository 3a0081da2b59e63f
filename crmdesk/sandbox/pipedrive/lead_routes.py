"""Leads and notes, which only v1 has (sections 2.6 and 2.7)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.pipedrive import writes
from crmdesk.sandbox.pipedrive.bodies import check_archived, refused_parent, v1_values
from crmdesk.sandbox.pipedrive.calls import V1, Call, ok
from crmdesk.sandbox.pipedrive.checks import NOTE_BYTES
from crmdesk.sandbox.pipedrive.errors import ApiError, bad_request, not_found, not_permitted, v1_body
from crmdesk.sandbox.pipedrive.listing import offset_page, v1_sorted, v1_updated
from crmdesk.sandbox.pipedrive.records import Record, stamp_v1
from crmdesk.sandbox.pipedrive.rendering import lead, note
from crmdesk.sandbox.pipedrive.values import WrongValue, day

PARENTS = ("deal_id", "lead_id", "person_id", "org_id", "project_id")
PINS = ("pinned_to_deal_flag", "pinned_to_person_flag", "pinned_to_organization_flag", "pinned_to_lead_flag")


def leads(call: Call) -> Reply:
    """``GET /v1/leads``: those that are not archived."""
    return _leads(call, archived=False)


def archived_leads(call: Call) -> Reply:
    """``GET /v1/leads/archived``, which knows no ``updated_since``."""
    if call.request.first("updated_since"):
        raise call.wrong("updated_since", "is not allowed")
    return _leads(call, archived=True)


def _leads(call: Call, *, archived: bool) -> Reply:
    request = call.request
    wanted = [
        (name, request.first(name)) for name in ("owner_id", "person_id", "organization_id") if request.first(name)
    ]
    rows = [
        record
        for record in call.account.tables["leads"].after(0)
        if bool(record.values["is_archived"]) is archived
        and all(str(record.values[name]) == text for name, text in wanted)
        and not call.account.hidden_from(record, call.user_id)
    ]
    data, more = offset_page(call, v1_sorted(call, v1_updated(call, rows)), lambda record: lead(call.account, record))
    return ok(data, more)


def one_lead(call: Call) -> Reply:
    """``GET /v1/leads/{id}``."""
    return ok(lead(call.account, _lead(call)))


def create_lead(call: Call) -> Reply:
    """``POST /v1/leads``: 201."""
    values, custom = v1_values(call, call.body, strict=True)
    if not values.get("title"):
        raise call.wrong("title", "is required")
    if values.get("person_id") is None and values.get("organization_id") is None:
        raise refused_parent(call, call.entity)
    record = writes.create(call.account, call.entity, values, custom, call.author)
    return ok(lead(call.account, record), status=201)


def update_lead(call: Call) -> Reply:
    """``PATCH /v1/leads/{id}``."""
    record = _lead(call)
    values, custom = v1_values(call, call.body, strict=True)
    check_archived(call, record, values)
    if {**record.values, **values}["person_id"] is None and {**record.values, **values}["organization_id"] is None:
        raise refused_parent(call, call.entity)
    writes.update(call.account, call.entity, record, values, custom, call.author)
    return ok(lead(call.account, record))


def delete_lead(call: Call) -> Reply:
    """``DELETE /v1/leads/{id}``."""
    record = _lead(call)
    if call.account.traits["delete_forbidden"]:
        raise not_permitted()
    writes.delete(call.account, call.entity, record)
    return ok({"id": record.id})


class Missing(ApiError):
    """A lead that is not there, where that is told by 204 without a body."""

    def __init__(self) -> None:
        super().__init__(204, "")

    def reply(self) -> Reply:
        """Nothing."""
        return Reply(204)


def _lead(call: Call) -> Record:
    record = call.account.live("leads", call.values["id"])
    if record is None or call.account.hidden_from(record, call.user_id):
        if call.account.traits["missing_lead"] == "204" and call.request.method == "GET":
            raise Missing
        raise ApiError(404, v1_body("requested lead not found", "Object was not found."))
    return record


def notes(call: Call) -> Reply:
    """``GET /v1/notes``."""
    request = call.request
    wanted = [(name, request.first(name)) for name in ("user_id", *PARENTS, "task_id") if request.first(name)]
    rows = [
        record
        for record in call.account.tables["notes"].after(0)
        if not record.gone and all(str(record.values.get(name)) == text for name, text in wanted)
    ]
    rows = [record for record in rows if _pinned(call, record) and _between(call, record)]
    rows = v1_sorted(call, v1_updated(call, rows))
    data, more = offset_page(call, rows, lambda record: note(call.account, record, call.user_id))
    return ok(data, more)


def _pinned(call: Call, record: Record) -> bool:
    """Whether a note is pinned where the query's flags want it."""
    flags = [(name, call.request.first(name)) for name in PINS]
    return all(bool(record.values[name]) is (text in {"1", "true"}) for name, text in flags if text)


def _between(call: Call, record: Record) -> bool:
    """Whether a note was added within the days of the query. Raises `ApiError`."""
    added = (stamp_v1(record.added_ms) or "")[:10]
    days = [call.request.first("start_date"), call.request.first("end_date")]
    try:
        first, last = (day(text) if text else "" for text in days)
    except WrongValue as error:
        raise call.wrong("start_date", str(error)) from None
    return added >= first and (not last or added <= last)


def one_note(call: Call) -> Reply:
    """``GET /v1/notes/{id}``: a deleted one has active_flag false."""
    record = call.found("notes", call.values["id"], "Note")
    return ok(note(call.account, record, call.user_id))


def create_note(call: Call) -> Reply:
    """``POST /v1/notes``."""
    values, _ = v1_values(call, call.body, strict=False)
    _check_note(call, values)
    if all(values.get(name) is None for name in PARENTS):
        raise refused_parent(call, call.entity)
    record = writes.create(call.account, call.entity, {"user_id": call.user_id, **values}, {}, call.author)
    return ok(note(call.account, record, call.user_id))


def update_note(call: Call) -> Reply:
    """``PUT /v1/notes/{id}``."""
    record = call.found("notes", call.values["id"], "Note")
    if record.gone:
        raise not_found("Note")
    values, _ = v1_values(call, call.body, strict=False)
    if "content" in values:
        _check_note(call, values)
    writes.update(call.account, call.entity, record, values, {}, call.author)
    return ok(note(call.account, record, call.user_id))


def delete_note(call: Call) -> Reply:
    """``DELETE /v1/notes/{id}``."""
    record = call.found("notes", call.values["id"], "Note")
    if record.gone:
        raise not_found("Note")
    writes.delete(call.account, call.entity, record)
    return ok(True)


def _check_note(call: Call, values: dict[str, Any]) -> None:
    content = values.get("content")
    if not content:
        raise bad_request("Note content is required")
    if call.account.traits["note_cap"] and len(content.encode()) > NOTE_BYTES:
        raise bad_request("Note content is too long")


V1.serves("GET", "/leads", 20, "leads:read")(leads)
V1.serves("GET", "/leads/archived", 40, "leads:read")(archived_leads)
V1.serves("GET", "/leads/{id}", 2, "leads:read")(one_lead)
V1.serves("POST", "/leads", 10, "leads:full")(create_lead)
V1.serves("PATCH", "/leads/{id}", 10, "leads:full")(update_lead)
V1.serves("DELETE", "/leads/{id}", 6, "leads:full")(delete_lead)
V1.serves("GET", "/notes", 20, "contacts:read", "deals:read")(notes)
V1.serves("GET", "/notes/{id}", 2, "contacts:read", "deals:read")(one_note)
V1.serves("POST", "/notes", 10, "contacts:full", "deals:full")(create_note)
V1.serves("PUT", "/notes/{id}", 10, "contacts:full", "deals:full")(update_note)
V1.serves("DELETE", "/notes/{id}", 6, "contacts:full", "deals:full")(delete_note)
