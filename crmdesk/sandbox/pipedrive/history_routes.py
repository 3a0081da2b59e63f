"""Recents, changelogs, flows and merges: what only v1 tells of the past (sections 3 and 7)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.pipedrive import writes
from crmdesk.sandbox.pipedrive.calls import V1, Call, ok
from crmdesk.sandbox.pipedrive.errors import bad_request, not_found
from crmdesk.sandbox.pipedrive.listing import offset_page
from crmdesk.sandbox.pipedrive.records import EPOCH, Change, Record, stamp_v1
from crmdesk.sandbox.pipedrive.rendering import note, related, v1
from crmdesk.sandbox.pipedrive.schemas import ENTITIES

MONTH_MS = 31 * 86_400_000
ITEMS = {"activity": "activities", "deal": "deals", "note": "notes", "person": "persons", "organization": "organizations",
         "pipeline": "pipelines", "stage": "stages"}  # fmt: skip
MERGED = ("persons", "organizations", "deals")


@V1.serves("GET", "/recents", 20, "recents:read")
def recents(call: Call) -> Reply:
    """What changed since a time, one month back at most; rows that were never updated are left out."""
    request, account = call.request, call.account
    try:
        moment = datetime.strptime(request.first("since_timestamp"), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        raise bad_request("Invalid since_timestamp") from None
    since = max(int((moment - EPOCH).total_seconds() * 1000), account.now_ms() - MONTH_MS)
    fresh = account.now_ms() - call.lag_ms("list_lag_s")
    found: list[tuple[int, str, Record]] = []
    for item in request.listed("items") or list(ITEMS):
        for record in account.tables[ITEMS[item]].by_number.values() if item in ITEMS else ():
            hidden = record.gone and item != "note" and not account.traits["recents_show_deleted"]
            if (record.updated_ms or 0) // 1000 * 1000 >= since and record.written_ms <= fresh and not hidden:
                found.append((record.updated_ms or 0, item, record))
    found.sort(key=lambda one: (one[0] // 1000, one[1], one[2].number))
    data, more = offset_page(
        call, found, lambda one: {"item": one[1], "id": one[2].id, "data": _shown(call, one[1], one[2])}
    )
    last = found[call.start() + len(data) - 1][0] if data else None
    told = {
        "since_timestamp": stamp_v1(since),
        "last_timestamp_on_page": stamp_v1(last) or request.first("since_timestamp"),
    }
    return ok(data, {"additional_data": {**told, **more["additional_data"]}})


def _shown(call: Call, item: str, record: Record) -> JsonObject:
    if item == "note":
        return note(call.account, record, call.user_id)
    return v1(call.account, ENTITIES[ITEMS[item]], record)


def changelog(call: Call) -> Reply:
    """``GET /v1/X/{id}/changelog``: newest first."""
    record = call.found(call.entity.plural, call.values["id"], call.entity.title)
    entries, start = list(reversed(record.changes)), _start(call)
    limit = call.limit()
    following = None
    if start + limit < len(entries):
        following = base64.urlsafe_b64encode(f"id:{start + limit}".encode()).rstrip(b"=").decode()
    data = [_entry(change) for change in entries[start : start + limit]]
    return ok(data, {"additional_data": {"next_cursor": following}})


def _start(call: Call) -> int:
    """Where a changelog goes on. Raises `ApiError` for a cursor that is none."""
    text = call.request.first("cursor")
    try:
        held = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        return int(held.removeprefix("id:")) if text else 0
    except ValueError:
        raise bad_request("Invalid cursor") from None


def _entry(change: Change) -> JsonObject:
    return {
        "field_key": change.key, "old_value": change.old, "new_value": change.new, "actor_user_id": change.user_id,
        "time": stamp_v1(change.at_ms), "change_source": change.source, "change_source_user_agent": change.agent,
        "is_bulk_update_flag": False,
    }  # fmt: skip


def flow(call: Call) -> Reply:
    """``GET /v1/X/{id}/flow``: changes, activities and notes, newest first; custom fields only with ``all_changes=1``."""
    record = call.found(call.entity.plural, call.values["id"], call.entity.title)
    wanted = set(call.request.listed("items")) or {"change", *_BESIDE}
    found = _changes(call, record) if "change" in wanted else []
    for item, plural in _BESIDE.items():
        for one in call.account.tables[plural].by_number.values() if item in wanted else ():
            if not one.gone and one.values.get(_POINTS[call.entity.plural]) == record.id:
                found.append((one.added_ms, item, _shown(call, item, one)))
    found.sort(key=lambda one: -one[0])
    return ok(*offset_page(call, found, lambda one: {"object": one[1], "timestamp": stamp_v1(one[0]), "data": one[2]}))


_BESIDE = {"activity": "activities", "note": "notes"}
"""What a flow mixes with changes."""
_POINTS = {"persons": "person_id", "organizations": "org_id", "deals": "deal_id"}


def _changes(call: Call, record: Record) -> list[tuple[int, str, JsonObject]]:
    every = call.request.first("all_changes") == "1"
    shown = [change for change in reversed(record.changes) if every or len(change.key) != 40]
    name = f"{call.entity.singular}Change"
    return [
        (change.at_ms, name, {
            "id": number, "item_id": record.id, "user_id": change.user_id, "field_key": change.key,
            "old_value": change.old, "new_value": change.new, "log_time": stamp_v1(change.at_ms),
        })
        for number, change in enumerate(shown, 1)
    ]  # fmt: skip


def merge(call: Call) -> Reply:
    """``PUT /v1/X/{id}/merge``: the row in the path goes, the one in the body stays."""
    plural, title = call.entity.plural, call.entity.title
    loser = call.account.live(plural, call.values["id"])
    survivor = call.account.live(plural, call.body.get("merge_with_id"))
    if loser is None or survivor is None:
        raise not_found(title)
    if loser is survivor:
        raise bad_request("Cannot merge an item with itself")
    writes.merge(call.account, call.entity, survivor, loser, call.author)
    shown = {**v1(call.account, call.entity, survivor), "merge_what_id": loser.id}
    return ok(shown, related(call.account, [survivor]))


for _plural, _read, _full in (("persons", "contacts:read", "contacts:full"),
                              ("organizations", "contacts:read", "contacts:full"),
                              ("deals", "deals:read", "deals:full")):  # fmt: skip
    V1.serves("GET", f"/{_plural}/{{id}}/changelog", 20, "recents:read")(changelog)
    V1.serves("GET", f"/{_plural}/{{id}}/flow", 40, "recents:read", _read)(flow)
    V1.serves("PUT", f"/{_plural}/{{id}}/merge", 40, _full)(merge)
