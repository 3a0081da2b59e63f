"""Up to 200 rows in one call: create, update, upsert, delete, retrieve (section 5.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.salesforce import ids
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, flag, json_reply
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError, not_found, too_many
from crmdesk.sandbox.salesforce.records import Row
from crmdesk.sandbox.salesforce.row_routes import shown
from crmdesk.sandbox.salesforce.writes import require

MOST = 200
MOST_CHUNKS = 10
MOST_RETRIEVED = 2000
MOST_IN_ADDRESS = 800
UPSERTS_SINCE = 46

Item = Callable[[], JsonObject]


def _records(call: Call, only: ObjectType | None = None) -> list[JsonObject]:
    """The rows sent, all of one object where ``only`` names it. Raises `ApiError`."""
    records = call.body.get("records")
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise ApiError(400, "MISSING_ARGUMENT", "records is missing")
    if len(records) > MOST:
        raise too_many(MOST)
    names = [_type_name(call, one).lower() for one in records]
    if only is not None and any(name != only.name.lower() for name in names):
        raise ApiError(400, "INVALID_INPUT", f"all records have to be of the type {only.name}")
    _check_chunks(names)
    return records


def _check_chunks(names: Sequence[str]) -> None:
    """Raise `ApiError` where types follow in turns too often (section 5)."""
    if len(list(groupby(names))) > MOST_CHUNKS:
        raise ApiError(400, "INVALID_INPUT", f"Cannot have more than {MOST_CHUNKS} chunks in a single operation")


def _type_name(call: Call, record: Mapping[str, Any]) -> str:
    attributes = record.get("attributes")
    name = attributes.get("type") if isinstance(attributes, dict) else None
    if not isinstance(name, str):
        error = str(call.org.traits["untyped_error"])
        raise ApiError(400, error, "Include an entity type in the attributes field of each record")
    return name


def _id_of(record: Mapping[str, Any]) -> str | None:
    found = next((value for name, value in record.items() if name.lower() == "id"), None)
    return None if found is None else str(found)


def _fields(record: Mapping[str, Any]) -> JsonObject:
    return {name: value for name, value in record.items() if name.lower() not in {"id", "attributes"}}


@ROUTES.on("POST", "/composite/sobjects")
def create(call: Call) -> Reply:
    """Make rows."""

    def item(record: JsonObject) -> Item:
        def make() -> JsonObject:
            row = call.writer.create(call.org.type(_type_name(call, record)), _fields(record))
            return {"id": row.id, "success": True, "errors": []}

        return make

    return _carried_out(call, [item(one) for one in _records(call)])


@ROUTES.on("PATCH", "/composite/sobjects")
def update(call: Call) -> Reply:
    """Change rows by id."""
    records = _records(call)
    seen: set[str] = set()

    def item(record: JsonObject) -> Item:
        def change() -> JsonObject:
            id = _id_of(record)
            if id is None:
                raise ApiError(400, "MISSING_ARGUMENT", "Id not specified in an update call", ())
            if (ids.full(id) or id) in seen:
                raise ApiError(400, "DUPLICATE_VALUE", f"Duplicate id in list: {id}", ())
            seen.add(ids.full(id) or id)
            type = call.org.type(_type_name(call, record))
            row = require(call.org, type, id, for_write=True)
            call.writer.update(type, row, _fields(record))
            return {"id": row.id, "success": True, "errors": []}

        return change

    return _carried_out(call, [item(one) for one in records], [_id_of(one) for one in records])


@ROUTES.on("PATCH", "/composite/sobjects/{object}/{field}")
def upsert(call: Call) -> Reply:
    """Change the rows with these values of a look-up field, make the others."""
    if call.number < UPSERTS_SINCE:
        raise not_found()
    key = call.org.field(call.type, call.values["field"])
    if key is None or not (key.key or key.name == "Id"):
        name = call.values["field"]
        raise not_found(f"Provided external ID field does not exist or is not accessible: {name}")

    def item(record: JsonObject) -> Item:
        return lambda: _upserted(call, key.name, record)

    return _carried_out(call, [item(one) for one in _records(call, call.type)])


def _upserted(call: Call, key: str, record: JsonObject) -> JsonObject:
    type = call.type
    value = next((one for name, one in record.items() if name.lower() == key.lower()), None)
    found = _matches(call, type, key, value)
    if len(found) > 1:
        raise ApiError(400, "DUPLICATE_EXTERNAL_ID", f"{key}: more than one record found for external id field", ())
    values = _fields(record)
    if found:
        call.writer.update(type, found[0], {name: one for name, one in values.items() if name.lower() != key.lower()})
        return {"id": found[0].id, "success": True, "errors": [], "created": False}
    if key != "Id" and value in (None, ""):
        raise ApiError(400, "MISSING_ARGUMENT", f"{key} not specified", ())
    return {"id": call.writer.create(type, values).id, "success": True, "errors": [], "created": True}


def _matches(call: Call, type: ObjectType, key: str, value: Any) -> list[Row]:
    if value in (None, ""):
        return []
    if key == "Id":
        return [require(call.org, type, str(value), for_write=True)]
    return call.org.tables[type.name].by(key, str(value))


@ROUTES.on("DELETE", "/composite/sobjects")
def delete(call: Call) -> Reply:
    """Move rows to the recycle bin; their objects may be mixed."""
    wanted = [id for id in call.query.get("ids", "").split(",") if id]
    if not wanted or len(wanted) > MOST:
        raise too_many(MOST) if wanted else ApiError(400, "MISSING_ARGUMENT", "ids is missing")
    _check_chunks([id[:3] for id in wanted])

    def item(id: str) -> Item:
        def drop() -> JsonObject:
            type = next((one for one in call.org.types.values() if one.prefix == id[:3]), None)
            if type is None:
                raise ApiError(400, "MALFORMED_ID", f"malformed id {id}", ())
            row = require(call.org, type, id, for_write=True)
            call.writer.delete(type, row)
            return {"id": row.id, "success": True, "errors": []}

        return drop

    whole = flag(call.query.get("allOrNone"))
    return _carried_out(call, [item(id) for id in wanted], wanted, all_or_none=whole, named=True)


@ROUTES.on("GET", "/composite/sobjects/{object}")
def retrieve(call: Call) -> Reply:
    """Rows by id, in the order asked for; null for those that are not there."""
    wanted = [id for id in call.query.get("ids", "").split(",") if id]
    return _retrieved(call, wanted, call.query.get("fields", "").split(","), MOST_IN_ADDRESS)


@ROUTES.on("POST", "/composite/sobjects/{object}")
def retrieve_many(call: Call) -> Reply:
    """The same with the ids in the body."""
    wanted, names = call.body.get("ids"), call.body.get("fields")
    if not isinstance(wanted, list) or not isinstance(names, list):
        raise ApiError(400, "MISSING_ARGUMENT", "ids and fields are required")
    return _retrieved(call, [str(id) for id in wanted], [str(name) for name in names], MOST_RETRIEVED)


def _retrieved(call: Call, wanted: Sequence[str], names: Sequence[str], most: int) -> Reply:
    if len(wanted) > most:
        raise too_many(most)
    type, table = call.type, call.org.tables[call.type.name]
    listed = [name for name in names if name]
    for name in listed:
        if call.org.field(type, name) is None:
            raise ApiError(400, "INVALID_FIELD", f"No such column '{name}' on entity '{type.name}'")
    rows = [table.find(id) for id in wanted]
    seen = [None if row is None or row.deleted or call.org.is_unshared(row) else row for row in rows]
    return json_reply(200, [None if row is None else shown(call, type, row, listed) for row in seen])


def _carried_out(
    call: Call,
    items: Sequence[Item],
    known: Sequence[str | None] = (),
    *,
    all_or_none: bool | None = None,
    named: bool = False,
) -> Reply:
    """Each item's answer; with allOrNone none happens where one is refused. ``named``: refusals tell the id, too."""
    everything = flag(call.body.get("allOrNone")) if all_or_none is None else all_or_none
    answers: list[JsonObject] = []
    failed = False
    try:
        with call.org.transaction():
            for number, item in enumerate(items):
                answer = _answered(call, item, number)
                tells = named or call.org.traits["failed_id_present"]
                if not answer["success"] and tells and known and known[number]:
                    answer = {"id": known[number], **answer}
                failed = failed or not answer["success"]
                answers.append(answer)
            if everything and failed:
                raise ApiError(400, "ALL_OR_NONE_OPERATION_ROLLED_BACK", "")
    except ApiError:
        message = "Record rolled back because not all records were valid and the request was using AllOrNone header"
        undone = {"statusCode": "ALL_OR_NONE_OPERATION_ROLLED_BACK", "message": message, "fields": []}
        rolled_back = {"success": False, "errors": [undone]}
        answers = [
            ({"id": one["id"], **rolled_back} if named else rolled_back) if one["success"] else one for one in answers
        ]
    return json_reply(200, answers)


def _answered(call: Call, item: Item, number: int) -> JsonObject:
    try:
        with call.org.transaction():
            if call.partial and number % 2:
                raise ApiError(400, "UNKNOWN_EXCEPTION", "An unexpected error occurred", ())
            return item()
    except ApiError as error:
        return {"success": False, "errors": [error.entry()]}
