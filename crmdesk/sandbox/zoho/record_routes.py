"""Rows: lists, one by one, making, changing, upserting, deleting, converting (sections 2.1 to 2.7 and 2.10)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.zoho.calls import MOST, ROUTES, Call, batch, each, empty, json_reply
from crmdesk.sandbox.zoho.catalogue import CURRENCY, HOME, SYMBOLS, Module
from crmdesk.sandbox.zoho.errors import ApiError, missing_field, missing_parameter, wrong_parameter
from crmdesk.sandbox.zoho.lifecycle import convert
from crmdesk.sandbox.zoho.listing import page_number, page_size, render
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Row
from crmdesk.sandbox.zoho.writes import require


@ROUTES.on("GET", "/v8/{object}")
def list_rows(call: Call) -> Reply:
    """``GET /{module}``: 204 without rows, 304 where none is newer than ``If-Modified-Since``."""
    since = call.since("if-modified-since")
    _may_list(call)
    query = dict(call.request.query)
    if "ids" in query:
        query["ids"] = ",".join(map(call.addressed, query["ids"].split(",")))
    rows, info = call.desk.lister.page(call.module, query, since, old=call.version.old)
    if rows:
        return json_reply(200, {"data": rows, "info": info})
    return empty() if since is None else Reply(304)


@ROUTES.on("GET", "/v8/{object}/{id}")
def get_row(call: Call) -> Reply:
    """``GET /{module}/{id}``: 304 where it is not newer than ``If-Modified-Since`` (zoho/crm-oas, v8.0/record.json)."""
    id, org = call.id(), call.org
    row = org.tables[call.module.name].find(id)
    if row is None:
        if org.traits["unknown_id"] == "204":
            return empty()
        require(org, call.module, id)
    assert row is not None
    since = call.since("if-modified-since")
    if since is not None and row.modified_s < since + (not org.traits["since_inclusive"]):
        return Reply(304)
    names = [name for name in call.request.first("fields").split(",") if name]
    fields = [one for one in org.fields(call.module) if not names or one.name in names]
    symbol = SYMBOLS[row.values.get(CURRENCY, HOME)]
    marks = {**call.version.approval, "$editable": True, "$locked_for_me": False, "$currency_symbol": symbol}
    more: JsonObject = {} if names else marks
    return json_reply(200, {"data": [{**render(org, call.module, row, fields), **more}]})


@ROUTES.on("POST", "/v8/{object}")
def create_rows(call: Call) -> Reply:
    """``POST /{module}``."""

    def create(item: JsonObject, path: str) -> JsonObject:
        return _done(call, call.writer.create(call.module, item, path), "record added")

    return batch(call, list(each(call, call.items(), create)), 201)


@ROUTES.on("PUT", "/v8/{object}")
def update_rows(call: Call) -> Reply:
    """``PUT /{module}``: each with its id."""
    items = call.items()
    guard = _Guard(call, [call.addressed(str(item.get("id"))) for item in items])

    def update(item: JsonObject, path: str) -> JsonObject:
        guard.check(call.addressed(str(item.get("id"))))
        return _update(call, item, path)

    return batch(call, list(each(call, items, update)), 200)


@ROUTES.on("PUT", "/v8/{object}/{id}")
def update_row(call: Call) -> Reply:
    """``PUT /{module}/{id}``."""
    id, items = call.id(), call.items(most=1)
    _check_unmodified(call, [id])
    return batch(call, list(each(call, items, lambda item, path: _update(call, {**item, "id": id}, path))), 200)


@ROUTES.on("POST", "/v8/{object}/upsert")
def upsert_rows(call: Call) -> Reply:
    """``POST /{module}/upsert``: not for activities and notes."""
    if not call.module.upserts:
        raise ApiError(400, "NOT_SUPPORTED", "upsert is not supported for this module")
    items, named = call.items(), call.body.get("duplicate_check_fields")
    checked = _checked_fields(call.module, named if isinstance(named, list) else [])
    guard = _Guard(call, [found[1].id for item in items if (found := _known(call, checked, item)) is not None])

    def upsert(item: JsonObject, path: str) -> JsonObject:
        found = _known(call, checked, item)
        if found is not None:
            name, holder = found
            guard.check(holder.id)
            call.writer.update(call.module, holder, {key: value for key, value in item.items() if key != "id"}, path)
            return {**_done(call, holder, "record updated"), "duplicate_field": name, "action": "update"}
        made = call.writer.create(call.module, item, path)
        return {**_done(call, made, "record added"), "duplicate_field": None, "action": "insert"}

    answers = list(each(call, items, upsert))
    made = any(answer.get("action") == "insert" for answer in answers)
    return batch(call, answers, 201 if made else 200)


@ROUTES.on("DELETE", "/v8/{object}")
def delete_rows(call: Call) -> Reply:
    """``DELETE /{module}?ids=``."""
    ids = call.request.listed("ids")
    if not ids:
        raise missing_parameter("ids")
    if len(ids) > MOST:
        raise wrong_parameter("LIMIT_EXCEEDED", "ids", "ids limit exceeded")
    return _deleted(call, ids)


@ROUTES.on("DELETE", "/v8/{object}/{id}")
def delete_row(call: Call) -> Reply:
    """``DELETE /{module}/{id}``."""
    return _deleted(call, [call.id()])


@ROUTES.on("GET", "/v8/{object}/deleted")
def deleted_rows(call: Call) -> Reply:
    """``GET /{module}/deleted``: without a body where there are none."""
    since = call.since("if-modified-since")
    rows, info = call.desk.lister.deleted(call.module, dict(call.request.query), since)
    if rows:
        return json_reply(200, {"data": rows, "info": info})
    return empty() if since is None else Reply(304)


@ROUTES.on("POST", "/v8/{object}/{id}/actions/convert")
def convert_lead(call: Call) -> Reply:
    """``POST /Leads/{id}/actions/convert``."""
    if call.module.name != "Leads":
        raise ApiError(400, "NOT_SUPPORTED", "only leads can be converted")

    def converted(item: JsonObject, path: str) -> JsonObject:
        lead = require(call.org, call.module, call.id())
        made = convert(call.org, call.writer, lead, item)
        named = {
            name: {"name": call.org.title(call.org.modules[name], row), "id": row.id} for name, row in made.items()
        }
        if call.version.old and call.org.traits["old_conversion"] == "ids":
            return {name: made[name].id if name in made else None for name in ("Contacts", "Deals", "Accounts")}
        text = "The record has been converted successfully"
        return {"code": "SUCCESS", "details": {"Deals": None, **named}, "message": text, "status": "success"}

    return batch(call, list(each(call, call.items(most=1), converted)), 200)


@ROUTES.on("POST", "/v8/{object}/{id}/Notes")
def create_notes_of(call: Call) -> Reply:
    """``POST /{module}/{id}/Notes``."""
    parent = {"module": {"api_name": call.module.name}, "id": call.id()}

    def create(item: JsonObject, path: str) -> JsonObject:
        made = call.writer.create(call.org.modules["Notes"], {**item, "Parent_Id": parent}, path)
        return _done(call, made, "record added")

    return batch(call, list(each(call, call.items(), create)), 201)


@ROUTES.on("GET", "/v8/{object}/{id}/Notes")
def notes_of(call: Call) -> Reply:
    """``GET /{module}/{id}/Notes``: 404 without such a record (zoho/crm-oas, v8.0/related_records)."""
    org, notes = call.org, call.org.modules["Notes"]
    if org.tables[call.module.name].find(call.id()) is None:
        raise ApiError(404, "INVALID_DATA", "the id given seems to be invalid", {"id": call.id()})
    query = dict(call.request.query)
    fields, size, number = (
        call.desk.lister.fields(notes, query, old=call.version.old),
        page_size(query),
        page_number(query),
    )
    rows = [row for row in org.tables["Notes"].live() if row.values["Parent_Id"] == call.id()]
    shown = [render(org, notes, row, fields, whole=False) for row in rows[(number - 1) * size : number * size]]
    info = {"per_page": size, "count": len(shown), "page": number, "more_records": len(rows) > number * size}
    return json_reply(200, {"data": shown, "info": info}) if shown else empty()


def _may_list(call: Call) -> None:
    if call.module.name == "Notes" and not call.org.traits["user_is_admin"]:
        raise ApiError(403, "NOT_SUPPORTED", "only admin users can access this resource")


def _update(call: Call, item: JsonObject, path: str) -> JsonObject:
    if item.get("id") is None:
        raise missing_field("id", f"{path}.id")
    row = require(call.org, call.module, call.addressed(str(item["id"])))
    call.writer.update(call.module, row, item, path)
    return _done(call, row, "record updated")


def _deleted(call: Call, ids: list[str]) -> Reply:
    def delete(item: JsonObject, path: str) -> JsonObject:
        row = call.org.tables[call.module.name].find(call.addressed(item["id"]))
        if row is None:
            raise ApiError(400, "INVALID_DATA", "record not deleted", {"id": item["id"]})
        call.writer.delete(call.module, row)
        return {"code": "SUCCESS", "details": {"id": row.id}, "message": "record deleted", "status": "success"}

    return batch(call, list(each(call, [{"id": id} for id in ids], delete)), 200)


class _Guard:
    """``If-Unmodified-Since`` on a batch: it refuses all of it, or by the trait the changed records alone (section 5)."""

    def __init__(self, call: Call, ids: list[str]) -> None:
        self._call = call
        self._each = call.org.traits["guarded_batch"] == "each" and len(call.items()) > 1
        if not self._each:
            _check_unmodified(call, ids)

    def check(self, id: str) -> None:
        """Judge one record. Raises `ApiError`."""
        if self._each:
            _check_unmodified(self._call, [id])


def _known(call: Call, checked: list[str], item: JsonObject) -> tuple[str, Row] | None:
    """The row that an upsert changes, and the field that it is known by."""
    for name in checked:
        holder = call.writer.holder(call.module, name, item[name]) if item.get(name) else None
        if holder is not None:
            return name, holder
    return None


def _check_unmodified(call: Call, ids: list[str]) -> None:
    """412 where a row was changed after ``If-Unmodified-Since`` (section 5)."""
    if not call.version.guarded:
        return
    since = call.since("if-unmodified-since")
    if (
        since is None
        and "if-unmodified-since" in call.request.headers
        and call.org.traits["malformed_guard"] == "refused"
    ):
        raise ApiError(400, "INVALID_DATA", "invalid header", {"header": "If-Unmodified-Since"})
    if since is None or call.org.traits["unmodified_since"] == "ignored":
        return
    for id in ids:
        row = call.org.tables[call.module.name].find(id)
        if row is not None and row.modified_s > since:
            text = "Record updated time has already passed if-unmodified-since time"
            raise Modified(412, "ALREADY_MODIFIED", text, _marks(call.org, row))


class Modified(ApiError):
    """412: its error comes in ``data``, alone (section 5)."""

    def whole(self) -> JsonObject:
        """The body."""
        return {"data": [self.body()]}


def _marks(org: Org, row: Row) -> dict[str, Any]:
    by, made = org.person(row.modified_by), org.person(row.created_by)
    return {
        "Modified_Time": org.moment(row.modified_s), "Modified_By": {"name": by["name"], "id": by["id"]},
        "Created_Time": org.moment(row.created_s), "id": row.id, "Created_By": {"name": made["name"], "id": made["id"]},
    }  # fmt: skip


def _done(call: Call, row: Row, message: str) -> JsonObject:
    details = {**_marks(call.org, row), **call.version.approval}
    return {"code": "SUCCESS", "details": details, "message": message, "status": "success"}


def _checked_fields(module: Module, named: list[Any]) -> list[str]:
    """The fields that an upsert compares, in their order (section 2.5)."""
    unique = [one.name for one in module.fields.values() if one.unique]
    wanted = [name for name in named if name in unique or name == module.system_key]
    return list(dict.fromkeys([*(wanted or [module.system_key]), *unique]))
