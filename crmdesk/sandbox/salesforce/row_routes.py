"""Objects, rows one by one, replication lists, limits (sections 2, 3.4 and 4)."""

from __future__ import annotations

from email.utils import formatdate

import orjson

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.salesforce import describing
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, flag, json_reply
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError, no_column, not_allowed, not_found
from crmdesk.sandbox.salesforce.records import Row, moment
from crmdesk.sandbox.salesforce.values import read_moment
from crmdesk.sandbox.salesforce.writes import require

UPDATED_BACK_S = 30 * 86_400
DELETED_BACK_S = 15 * 86_400
PURGED_BACK_S = 2 * 3_600


class Failed(ApiError):
    """A precondition that does not hold."""


def shown(call: Call, type: ObjectType, row: Row, names: list[str] | None) -> JsonObject:
    """A row with the fields asked for, all without names. Raises `ApiError` for a name that is not there."""
    org, url = call.org, call.address(f"/sobjects/{type.name}/{row.id}")
    found: JsonObject = {"attributes": {"type": type.name, "url": url}}
    if names is None:
        names = [one.name for one in org.fields(type)]
    for name in names:
        one = org.field(type, name)
        if one is None:
            raise no_column(name, type.name)
        found[one.name] = org.value(type, row, one.name)
    return found


@ROUTES.on("GET", "/sobjects")
def list_objects(call: Call) -> Reply:
    """All objects."""
    listed = []
    for name in call.org.types:
        try:
            listed.append(describing.entry(call.org.type(name), call.version))
        except ApiError:
            continue
    return _described(call, {"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": listed})


@ROUTES.on("GET", "/sobjects/{object}")
def describe_briefly(call: Call) -> Reply:
    """An object's entry, and what the user looked at lately (nothing here)."""
    return json_reply(200, {"objectDescribe": describing.entry(call.type, call.version), "recentItems": []})


@ROUTES.on("GET", "/sobjects/{object}/describe")
def describe(call: Call) -> Reply:
    """An object with its fields."""
    return _described(call, describing.described(call.org, call.type, call.version))


def _described(call: Call, content: JsonObject) -> Reply:
    tag = describing.tag(orjson.dumps(content))
    at_s = call.org.described_at(call.address(f"/{call.values.get('object', '').lower()}"), tag)
    _check_unchanged(call, at_s)
    since = call.http_date("if-modified-since")
    if since is not None and since >= at_s and call.headers.get("if-none-match", tag) == tag:
        return Reply(304)
    return json_reply(200, content, etag=tag, last_modified=formatdate(at_s, usegmt=True))


@ROUTES.on("GET", "/limits")
def limits(call: Call) -> Reply:
    """What is left of the day."""
    return json_reply(200, call.desk.limiter.listed(call.desk.jobs.spent()))


@ROUTES.on("GET", "/limits/recordCount")
def record_count(call: Call) -> Reply:
    """How many rows objects have; those without any are left out."""
    org = call.org
    names = call.query.get("sObjects", "")
    wanted = [org.type(name).name for name in names.split(",") if name] or list(org.types)
    counts = [(name, sum(1 for _ in org.tables[name].live())) for name in wanted]
    return json_reply(200, {"sObjects": [{"count": count, "name": name} for name, count in counts if count]})


@ROUTES.on("POST", "/sobjects/{object}")
def create(call: Call) -> Reply:
    """Make a row; there is nothing yet that a condition could be about."""
    _check_dates(call)
    return _made(call, call.writer.create(call.type, _without_id(call)))


def _made(call: Call, row: Row, *, upserted: bool = False) -> Reply:
    content: JsonObject = {"id": row.id, "success": True, "errors": []}
    if upserted:
        content["created"] = True
    return json_reply(201, content, location=call.address(f"/sobjects/{call.type.name}/{row.id}"))


@ROUTES.on("GET", "/sobjects/{object}/{id}")
def read(call: Call) -> Reply:
    """One row."""
    row = require(call.org, call.type, call.values["id"])
    tag = _tag(call.type, row)
    _check_unchanged(call, row.modified_s, tag)
    if _known(call, row.modified_s, tag):
        return Reply(304)
    headers = {"last_modified": formatdate(row.modified_s, usegmt=True), **({"etag": tag} if tag else {})}
    return json_reply(200, shown(call, call.type, row, _names(call)), **headers)


@ROUTES.on("PATCH", "/sobjects/{object}/{id}")
def update(call: Call) -> Reply:
    """Change one row, under the request's conditions."""
    status = int(call.org.traits["unknown_id_status"])
    row = require(call.org, call.type, call.values["id"], for_write=True, unknown_status=status)
    _check_conditions(call, row)
    if any(name.lower() == "id" for name in call.body):
        raise ApiError(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.", ["Id"])
    call.writer.update(call.type, row, call.body)
    return Reply(204)


@ROUTES.on("POST", "/sobjects/{object}/{id}")
def create_by_id(call: Call) -> Reply:
    """``POST /sobjects/Lead/Id`` makes a row."""
    if call.values["id"].lower() != "id":
        raise not_allowed("POST", ("HEAD", "GET", "PATCH", "DELETE"))
    return create(call)


@ROUTES.on("DELETE", "/sobjects/{object}/{id}")
def delete(call: Call) -> Reply:
    """Move one row to the recycle bin; conditions do not count here."""
    call.writer.delete(call.type, require(call.org, call.type, call.values["id"], for_write=True))
    return Reply(204)


@ROUTES.on("GET", "/sobjects/{object}/{field}/{value}")
def read_by_key(call: Call) -> Reply:
    """One row by a look-up field."""
    found = _by_key(call)
    if not found:
        raise not_found()
    if len(found) > 1:
        return _several(call, found)
    return json_reply(200, shown(call, call.type, found[0], _names(call)))


@ROUTES.on("PATCH", "/sobjects/{object}/{field}/{value}")
def upsert(call: Call) -> Reply:
    """Change the row with that value, or make one."""
    _check_dates(call)
    found = _by_key(call)
    field = call.values["field"]
    if any(name.lower() == field.lower() for name in call.body):
        message = f"The {field} field should not be specified in the sobject data."
        raise ApiError(400, "INVALID_FIELD", message, [field])
    if len(found) > 1:
        return _several(call, found)
    if found:
        _check_conditions(call, found[0])
        call.writer.update(call.type, found[0], call.body)
        if call.number < 46:
            return Reply(204)
        return json_reply(200, {"id": found[0].id, "success": True, "errors": [], "created": False})
    if flag(call.query.get("updateOnly")):
        raise not_found()
    return _made(call, call.writer.create(call.type, {**call.body, field: call.values["value"]}),
                 upserted=True)  # fmt: skip


@ROUTES.on("DELETE", "/sobjects/{object}/{field}/{value}")
def delete_by_key(call: Call) -> Reply:
    """Move the row with that value to the recycle bin."""
    found = _by_key(call)
    if not found:
        raise not_found()
    if len(found) > 1:
        return _several(call, found)
    call.writer.delete(call.type, found[0])
    return Reply(204)


@ROUTES.on("GET", "/sobjects/{object}/updated")
def updated(call: Call) -> Reply:
    """Ids of rows changed between two minutes."""
    start, end = _span(call, UPDATED_BACK_S)
    shared = (row for row in call.org.tables[call.type.name].live() if not call.org.is_unshared(row))
    rows = [call.org.seen(row) for row in shared]
    found = [row.id for row in rows if row is not None and start <= row.stamp_s < end]
    return json_reply(200, {"ids": found, "latestDateCovered": moment(_covered(call, end))})


@ROUTES.on("GET", "/sobjects/{object}/deleted")
def deleted(call: Call) -> Reply:
    """Ids of rows deleted between two minutes; nothing tells merges apart."""
    back_s = PURGED_BACK_S if call.org.traits["deleted_log_purged"] else DELETED_BACK_S
    start, end = _span(call, DELETED_BACK_S)
    earliest = call.org.now() - back_s
    rows = [
        {"id": one.id, "deletedDate": moment(one.at_s)}
        for one in call.org.deletions
        if (call.org.traits["undeleted_stay_listed"] or not call.org.is_live(one.object, one.id))
        and one.object == call.type.name
        and max(start, earliest) <= one.at_s < end
    ]
    content = {"deletedRecords": rows, "earliestDateAvailable": moment(earliest),
               "latestDateCovered": moment(_covered(call, end))}  # fmt: skip
    return json_reply(200, content)


def _covered(call: Call, end: float) -> float:
    """Up to when the lists are complete: held back by changes that are not committed yet."""
    return min(end, call.org.now() - float(call.org.traits["late_commit_s"]))


def _span(call: Call, back_s: int) -> tuple[float, float]:
    if not call.type.replicateable:
        raise ApiError(400, "INVALID_TYPE", f"object type {call.type.name} is not replicateable")
    try:
        start, end = (
            read_moment(call.query[name].replace(" ", "+")).timestamp() // 60 * 60 for name in ("start", "end")
        )
    except (KeyError, ValueError):
        raise ApiError(400, "INVALID_REPLICATION_DATE", "start and end are ISO 8601 dateTimes") from None
    too_old = start < call.org.now() - back_s and call.org.traits["replication_start_checked"]
    if start >= end or too_old:
        raise ApiError(400, "INVALID_REPLICATION_DATE", f"startDate before org replication enabled date: {start}")
    return start, end


def _without_id(call: Call) -> JsonObject:
    return {name: value for name, value in call.body.items() if name.lower() != "id" or value is not None}


def _names(call: Call) -> list[str] | None:
    listed = call.query.get("fields", "")
    return [name.strip() for name in listed.split(",") if name.strip()] or None


def _by_key(call: Call) -> list[Row]:
    one = call.org.field(call.type, call.values["field"])
    if one is None or not (one.key or one.name == "Id"):
        name = call.values["field"]
        raise not_found(f"Provided external ID field does not exist or is not accessible: {name}")
    if one.name == "Id":
        return [require(call.org, call.type, call.values["value"], for_write=True)]
    rows = call.org.tables[call.type.name].by(one.name, call.values["value"])
    return [row for row in rows if not call.org.is_unshared(row)]


def _several(call: Call, rows: list[Row]) -> Reply:
    return json_reply(300, [call.address(f"/sobjects/{call.type.name}/{row.id}") for row in rows])


def _tag(type: ObjectType, row: Row) -> str:
    return (
        f'"{describing.tag(repr(sorted(row.values.items())).encode())[1:-1]}--gzip"' if type.name == "Account" else ""
    )


def _names_tag(call: Call, header: str, tag: str) -> bool:
    """Whether a header names this version of a row among others, or any (RFC 9110, section 13.1)."""
    listed = [one.strip() for one in call.headers.get(header, "").split(",")]
    return tag in listed or "*" in listed


def _check_dates(call: Call) -> None:
    """Raise `ApiError` for a condition of a write that is no date; a write does not depend on ``If-Modified-Since`` otherwise."""
    for name in ("if-modified-since", "if-unmodified-since"):
        call.http_date(name)


def _check_conditions(call: Call, row: Row) -> None:
    """Raise `Failed` where a write's condition is false."""
    _check_dates(call)
    tag = _tag(call.type, row)
    _check_unchanged(call, row.modified_s, tag)
    if tag and _names_tag(call, "if-none-match", tag):
        raise Failed(412, "PRECONDITION_FAILED", "the resource has that tag")


def _check_unchanged(call: Call, modified_s: float, tag: str = "") -> None:
    """Raise `Failed` where ``If-Match`` or ``If-Unmodified-Since`` is false; both count for reads, too (section 4.1)."""
    unmodified = call.http_date("if-unmodified-since")
    other = tag and "if-match" in call.headers and not _names_tag(call, "if-match", tag)
    if other or (unmodified is not None and modified_s > unmodified):
        raise Failed(412, "PRECONDITION_FAILED", "the resource was modified")


def _known(call: Call, modified_s: float, tag: str) -> bool:
    """Whether a reader has it as it is; a tag is asked before a date (RFC 9110, section 13.2.2)."""
    if tag and "if-none-match" in call.headers:
        return _names_tag(call, "if-none-match", tag)
    since = call.http_date("if-modified-since")
    return since is not None and modified_s <= since
