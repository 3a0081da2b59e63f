"""The recycle bin of all modules (section 2.7)."""

from __future__ import annotations

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.zoho.calls import ROUTES, Call, empty, json_reply
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import wrong_id
from crmdesk.sandbox.zoho.lifecycle import restore
from crmdesk.sandbox.zoho.records import Row

PATH = "/v8/settings/recycle_bin"
SCOPES = ("ZohoCRM.settings.recycle_bin.ALL", "ZohoCRM.settings.ALL")
RECYCLE = "recycle"


@ROUTES.on("GET", PATH)
def list_bin(call: Call) -> Reply:
    """``GET /settings/recycle_bin``, the newest first."""
    call.need(*SCOPES)
    found = [_shown(call, *each) for each in _held(call)]
    info = {"per_page": 200, "count": len(found[:200]), "page": 1, "more_records": len(found) > 200}
    return json_reply(200, {"recycle_bin": found[:200], "info": info}) if found else empty()


@ROUTES.on("GET", f"{PATH}/{{id}}")
def get_from_bin(call: Call) -> Reply:
    """``GET /settings/recycle_bin/{id}``."""
    call.need(*SCOPES)
    return json_reply(200, {"recycle_bin": [_shown(call, *_one(call, call.id()))]})


@ROUTES.on("GET", f"{PATH}/actions/count")
def count_bin(call: Call) -> Reply:
    """``GET /settings/recycle_bin/actions/count``."""
    call.need(*SCOPES)
    return json_reply(200, {"count": len(_held(call))})


@ROUTES.on("POST", f"{PATH}/actions/restore")
def restore_from_bin(call: Call) -> Reply:
    """``POST /settings/recycle_bin/actions/restore``: those of the ids in the body."""
    call.need(*SCOPES)
    answers = []
    for item in call.items("recycle_bin"):
        _, row = _one(call, str(item.get("id")))
        restore(call.org, call.writer, row)
        answers.append(_done(row.id, "record restored"))
    return json_reply(200, {"recycle_bin": answers})


@ROUTES.on("DELETE", f"{PATH}/{{id}}")
def purge(call: Call) -> Reply:
    """``DELETE /settings/recycle_bin/{id}``: away for good."""
    call.need(*SCOPES)
    _, row = _one(call, call.id())
    row.gone = "permanent"
    return json_reply(200, {"recycle_bin": [_done(row.id, "record deleted")]})


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
        "module": {"api_name": module.name, "id": "0"},
        **{name: {"name": org.users[id].name, "id": id} for name, id in people.items()},
    }  # fmt: skip


def _done(id: str, message: str) -> JsonObject:
    return {"code": "SUCCESS", "details": {"id": id}, "message": message, "status": "success"}
