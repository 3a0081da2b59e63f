"""List, create, read, change, archive, forget and merge single records (fact sheet sections 2.1 to 2.3, 2.5)."""

from __future__ import annotations

from bisect import bisect_left

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.hubspot.account import PORTAL_ID
from crmdesk.sandbox.hubspot.calls import Call, Routes, paged, properties_of
from crmdesk.sandbox.hubspot.errors import ApiError, Invalid, invalid_values, missing_record, unset_fields
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.linking import read_links
from crmdesk.sandbox.hubspot.parts import text_of
from crmdesk.sandbox.hubspot.records import Record
from crmdesk.sandbox.hubspot.rendering import Wanted, read_after, render, wanted
from crmdesk.sandbox.hubspot.writes import archive, create, forget, merge, newest_archived, update
from crmdesk.sandbox.messages import JsonObject, Reply

ROUTES = Routes()

UNSCANNED = frozenset({"meetings", "notes", "calls", "emails"})
"""Types whose archived list is refused under ``archived_scan_refused``."""


def asked(call: Call) -> Wanted:
    """What the query wants to see."""
    request = call.request
    return wanted(
        call.account, call.kind, request.listed("properties"), request.listed("propertiesWithHistory"),
        request.listed("associations"),
    )  # fmt: skip


@ROUTES.reads("GET", "/{object}")
def list_records(call: Call) -> Reply:
    """A page in the order of ids; the cursor is the id of the next record."""
    account, kind, request = call.account, call.kind, call.request
    archived = request.flag("archived")
    if archived and kind.plural in UNSCANNED and account.traits["archived_scan_refused"]:
        raise ApiError(400, f"Paging through deleted objects is not yet supported for {kind.upper}")
    want = asked(call)
    limit = call.count(10, 50 if want.history else 100)
    after = read_after(request.first("after"))
    table = account.tables[kind.plural]
    ids = table.archived if archived else table.live
    start = bisect_left(ids, after)
    page = [
        render(account, kind, table.records[number], want, request.base_url) for number in ids[start : start + limit]
    ]
    cursor = str(ids[start + limit]) if start + limit < len(ids) else ""
    return Reply.json(200, paged(page, cursor, call.link_to(cursor)))


@ROUTES.writes("POST", "/{object}")
def create_record(call: Call) -> Reply:
    """201 with the new record."""
    return Reply.json(201, created(call, call.body))


def created(call: Call, raw: JsonObject) -> JsonObject:
    """Create a record from a body or batch input, and show it."""
    properties = properties_of(raw)
    check_forbidden(call, properties)
    links = read_links(call.account, call.kind, raw.get("associations"))
    if links:
        call.check_linking()
    record = create(call.account, call.kind, properties, links, call.stamp(), call.writer)
    return shown_after_write(call, record, properties)


def shown_after_write(
    call: Call, record: Record, properties: JsonObject, calculated: JsonObject | None = None
) -> JsonObject:
    """A record as write replies show it: what was written and a few system properties."""
    names = [*properties, *(calculated or {}), "hs_object_source", "hs_object_source_id", "hs_object_source_label"]
    return render(call.account, call.kind, record, wanted(call.account, call.kind, names), call.request.base_url)


def check_forbidden(call: Call, properties: JsonObject) -> None:
    """Refuse a property that a fault forbids. Raises `ApiError`."""
    forbidden = call.faulty_field(Action.FORBID_FIELD)
    if forbidden is not None and forbidden in properties:
        raise ApiError(403, f"You do not have permissions to edit property {forbidden}.", "FORBIDDEN")


def identified(call: Call, *, archived: bool = False) -> Record:
    """The record of the path, by id or by the unique property in ``idProperty``. Raises `ApiError`."""
    text, name = call.values["id"], call.request.first("idProperty")
    if not name or name == "hs_object_id":
        return call.account.require(call.kind, text, archived=archived)
    record = by_unique(call, call.kind, name, text, archived=archived)
    if record is None:
        raise missing_record(text)
    return record


def by_unique(call: Call, kind: ObjectType, name: str, text: str, *, archived: bool = False) -> Record | None:
    """The live record with a value of a unique property, or the newest archived one that had it.

    Raises `ApiError` when the property is not unique.
    """
    table = call.account.tables[kind.plural]
    if name not in table.unique:
        raise ApiError(400, f"Unable to look up objects by non-unique {kind.type_id} property {name}")
    if archived:
        return newest_archived(call.account, kind, name, text)
    number = table.unique[name].get(text.lower())
    return None if number is None else table.records[number]


@ROUTES.reads("GET", "/{object}/{id}")
def read_record(call: Call) -> Reply:
    """One record; a merged-away id shows the survivor."""
    record = identified(call, archived=call.request.flag("archived"))
    return Reply.json(200, render(call.account, call.kind, record, asked(call), call.request.base_url))


@ROUTES.writes("PATCH", "/{object}/{id}")
def update_record(call: Call) -> Reply:
    """Change the properties sent; a merged-away id changes the survivor."""
    return Reply.json(200, updated(call, identified(call), call.body))


def updated(call: Call, record: Record, raw: JsonObject) -> JsonObject:
    """Change a record from a body or batch input, and show it."""
    properties = properties_of(raw)
    if not properties:
        raise ApiError(400, "No properties found to update, please provide at least one.")
    check_forbidden(call, properties)
    changed = update(call.account, call.kind, record, properties, call.stamp(), call.writer)
    return shown_after_write(call, record, properties, dict(changed))


@ROUTES.writes("DELETE", "/{object}/{id}")
def archive_record(call: Call) -> Reply:
    """Into the recycle bin; once more is no error (by default)."""
    record = call.account.tables[call.kind.plural].find(call.values["id"])
    if record is None or (record.archived_ms is not None and call.account.traits["second_delete_404"]):
        raise missing_record(call.values["id"])
    if record.archived_ms is None:
        archive(call.account, call.kind, record)
    return Reply(204)


@ROUTES.writes("POST", "/{object}/gdpr-delete")
def forget_record(call: Call) -> Reply:
    """Gone for good, by id or e-mail; contacts only."""
    if not call.kind.forgets:
        raise ApiError(400, f"GDPR delete is not supported for {call.kind.upper}")
    if "objectId" not in call.body:
        raise unset_fields("objectId")
    name = text_of(call.body, "idProperty") or None
    if name is not None and name not in call.account.tables[call.kind.plural].unique:
        raise invalid_values([Invalid(name, "PROPERTY_DOESNT_EXIST", f'Property "{name}" is not unique')], PORTAL_ID)
    forget(call.account, call.kind, str(call.body["objectId"]), name)
    return Reply(204)


@ROUTES.writes("POST", "/{object}/merge")
def merge_records(call: Call) -> Reply:
    """200 with the survivor, which has a new id."""
    account, kind = call.account, call.kind
    if not kind.merges:
        raise ApiError(400, f"Merging is not supported for {kind.upper}")
    missing = [name for name in ("primaryObjectId", "objectIdToMerge") if not call.body.get(name)]
    if missing:
        raise unset_fields(*missing)
    winner = account.require(kind, str(call.body["primaryObjectId"]))
    loser = account.require(kind, str(call.body["objectIdToMerge"]))
    survivor = merge(account, kind, winner, loser, call.stamp())
    want = wanted(account, kind, ["hs_merged_object_ids", *survivor.values()])
    return Reply.json(200, render(account, kind, survivor, want, call.request.base_url))
