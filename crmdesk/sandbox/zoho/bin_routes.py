"""The recycle bin of all modules (section 2.7)."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.zoho.calls import ROUTES, Call, batch, each, empty, json_reply
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import missing_parameter, wrong_id
from crmdesk.sandbox.zoho.lifecycle import restore
from crmdesk.sandbox.zoho.listing import WITHOUT_END, page_number, page_size
from crmdesk.sandbox.zoho.records import Row

PATH = "/v8/settings/recycle_bin"
PART = "ZohoCRM.settings.recycle_bin"
READING, RESTORING, PURGING = (("ZohoCRM.settings.ALL", f"{PART}.{verb}") for verb in ("READ", "UPDATE", "DELETE"))
RECYCLE = "recycle"
AT_ONCE = 1000


@ROUTES.on("GET", PATH)
def list_bin(call: Call) -> Reply:
    """``GET /settings/recycle_bin``, the newest first; with ``ids`` those of them."""
    call.need(*READING)
    query, wanted = dict(call.request.query), call.request.listed("ids")
    size, number = page_size(query), page_number(query, most=WITHOUT_END)
    found = [each for each in _held(call) if not wanted or each[1].id in wanted]
    shown = [_shown(call, *each) for each in found[(number - 1) * size : number * size]]
    info = {"per_page": size, "count": len(shown), "page": number, "more_records": len(found) > number * size}
    return json_reply(200, {"recycle_bin": shown, "info": info}) if shown else empty()


@ROUTES.on("DELETE", PATH)
def purge_some(call: Call) -> Reply:
    """``DELETE /settings/recycle_bin?ids=``: those away for good (zoho/crm-oas, v8.0/recycle_bin.json)."""
    call.need(*PURGING)
    ids = call.request.listed("ids")
    if not ids:
        raise missing_parameter("ids")
    return batch(call, list(each(call, [{"id": id} for id in ids], _purger(call))), 200, "recycle_bin")


@ROUTES.on("POST", f"{PATH}/actions/empty")
def empty_bin(call: Call) -> Reply:
    """``POST /settings/recycle_bin/actions/empty``; so many that it takes time are told to be scheduled."""
    call.need(*PURGING)
    held = _held(call)
    for _, row in held:
        row.gone = "permanent"
    if len(held) > AT_ONCE:
        scheduled = {"code": "SCHEDULED", "details": {}, "message": "recycle bin will be emptied", "status": "success"}
        return json_reply(202, {"recycle_bin": [scheduled]})
    return json_reply(200, {"recycle_bin": [_done(row.id, "record deleted") for _, row in held]})


@ROUTES.on("GET", f"{PATH}/{{id}}")
def get_from_bin(call: Call) -> Reply:
    """``GET /settings/recycle_bin/{id}``."""
    call.need(*READING)
    return json_reply(200, {"recycle_bin": [_shown(call, *_one(call, call.id()))]})


@ROUTES.on("GET", f"{PATH}/actions/count")
def count_bin(call: Call) -> Reply:
    """``GET /settings/recycle_bin/actions/count``."""
    call.need(*READING)
    return json_reply(200, {"count": len(_held(call))})


@ROUTES.on("POST", f"{PATH}/actions/restore")
def restore_from_bin(call: Call) -> Reply:
    """``POST /settings/recycle_bin/actions/restore``: those of the ids in the body."""
    call.need(*RESTORING)
    answers = []
    for item in call.items("recycle_bin"):
        _, row = _one(call, str(item.get("id")))
        restore(call.org, call.writer, row)
        answers.append(_done(row.id, "record restored"))
    return json_reply(200, {"recycle_bin": answers})


@ROUTES.on("DELETE", f"{PATH}/{{id}}")
def purge(call: Call) -> Reply:
    """``DELETE /settings/recycle_bin/{id}``: away for good."""
    call.need(*PURGING)
    return json_reply(200, {"recycle_bin": [_purger(call)({"id": call.id()}, "")]})


def _purger(call: Call) -> Callable[[JsonObject, str], JsonObject]:
    def purged(item: JsonObject, path: str) -> JsonObject:
        _, row = _one(call, str(item["id"]))
        row.gone = "permanent"
        return _done(row.id, "record deleted")

    return purged


def _held(call: Call) -> list[tuple[Module, Row]]:
    found = [
        (table.module, row) for table in call.org.tables.values() for row in table.rows.values() if row.gone == RECYCLE
    ]
    return sorted(found, key=lambda each: (-each[1].gone_s, each[1].id))


def _one(call: Call, id: str) -> tuple[Module, Row]:
    found = next((each for each in _held(call) if each[1].id == id), None)
    if found is None:
        raise wrong_id(id=id)
    return found


def _shown(call: Call, module: Module, row: Row) -> JsonObject:
    org = call.org
    people = {"owner": row.values["Owner"], "deleted_by": row.gone_by}
    return {
        "id": row.id, "display_name": org.title(module, row) or None, "deleted_time": org.moment(row.gone_s),
        "module": org.named(module),
        **{name: {"name": org.users[id].name, "id": id} for name, id in people.items()},
    }  # fmt: skip


def _done(id: str, message: str) -> JsonObject:
    return {"code": "SUCCESS", "details": {"id": id}, "message": message, "status": "success"}
