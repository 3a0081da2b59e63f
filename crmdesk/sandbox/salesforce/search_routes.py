"""Searching: by SOSL, and by parameters without SOSL (Salesforce, Search and Parameterized Search)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, json_reply
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.fields import TEXTS, Field
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row
from crmdesk.sandbox.salesforce.search_text import literal, words_of
from crmdesk.sandbox.salesforce.soql import Misnamed, Query, parse
from crmdesk.sandbox.salesforce.soql_tokens import counted
from crmdesk.sandbox.salesforce.sosl import GROUPS, MOST, Search, parse_search

_GROUPS: Mapping[str, Callable[[Field], bool]] = {
    "ALL": lambda field: field.type in TEXTS,
    "NAME": lambda field: field.name in {"Name", "Subject"},
    "EMAIL": lambda field: field.type == "email",
    "PHONE": lambda field: field.type == "phone",
    "SIDEBAR": lambda field: field.name in {"Name", "Subject"} or field.type in {"email", "phone"},
}
LAST_ARRAY = 36
"""The last version of the API that answers with the rows alone."""


@ROUTES.on("GET", "/search")
def search(call: Call) -> Reply:
    """Rows of several objects that hold a text, by ``q=FIND {…}``."""
    sosl = call.query.get("q", "")
    if not sosl.strip():
        raise ApiError(400, "MALFORMED_SEARCH", "A search string has to be specified")
    try:
        return _found(call, parse_search(sosl))
    except Misnamed as error:
        raise error.within(sosl) from None


@ROUTES.on("GET", "/parameterizedSearch")
def search_by_query(call: Call) -> Reply:
    """The same by parameters in the address; ``sobject`` may be repeated."""
    names = [value for name, value in parse_qsl(call.request.raw_query) if name == "sobject"] or _listed(
        call.query.get("sobject")
    )
    objects = [
        {"name": name, **{key: call.query.get(f"{name}.{key}") for key in ("fields", "where", "orderBy", "limit")}}
        for name in names
    ]
    return _by_parameters(call, {**call.query, "sobjects": objects})


@ROUTES.on("POST", "/parameterizedSearch")
def search_by_body(call: Call) -> Reply:
    """The same by a body."""
    return _by_parameters(call, call.body)


def _by_parameters(call: Call, asked: Mapping[str, Any]) -> Reply:
    text, objects = asked.get("q"), asked.get("sobjects") or []
    if not isinstance(text, str) or not text.strip():
        raise ApiError(400, "MALFORMED_SEARCH", "A search string has to be specified")
    if not isinstance(objects, list) or not all(isinstance(one, dict) and one.get("name") for one in objects):
        raise ApiError(400, "INVALID_INPUT", "sobjects has to be a list of objects with a name")
    for name in ("defaultLimit", "fields"):
        if asked.get(name) and not objects:
            raise ApiError(400, "MISSING_ARGUMENT", f"{name} needs at least one sobject")
    group = str(asked.get("in") or "ALL").upper().removesuffix(" FIELDS")
    if group not in GROUPS:
        raise ApiError(400, "INVALID_INPUT", f"in has to be one of {', '.join(GROUPS)}")
    queries = tuple(parse(_soql(one, asked)) for one in objects)
    try:
        return _found(call, Search(literal(text), group, queries, _count(asked.get("overallLimit"), MOST)))
    except Misnamed as error:
        raise ApiError(error.status, error.code, error.message) from None


def _soql(one: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """The query for one object of a search by parameters; what is said of the object counts before what is said of all."""
    fields = ", ".join(_listed(one.get("fields")) or _listed(asked.get("fields")) or ["Id"])
    where = f" WHERE {one['where']}" if one.get("where") else ""
    order = f" ORDER BY {one['orderBy']}" if one.get("orderBy") else ""
    limit = _count(one.get("limit"), _count(asked.get("defaultLimit"), MOST))
    return f"SELECT {fields} FROM {one['name']}{where}{order} LIMIT {limit}"  # noqa: S608 - SOQL of the sandbox's own


def _listed(value: Any) -> list[str]:
    """A list, or a text with commas."""
    found = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return [str(one).strip() for one in found if str(one).strip()]


def _count(value: Any, otherwise: int) -> int:
    """A limit as a number or as text. Raises `ApiError`."""
    if value is None or value == "":
        return otherwise
    found = None if isinstance(value, bool) else counted(str(value))
    if found is None:
        raise ApiError(400, "INVALID_INPUT", f"{value} is no limit")
    return min(found, MOST)


def _found(call: Call, search: Search) -> Reply:
    """The rows, object by object, at most as many as may be."""
    org = call.org
    queries = search.queries or tuple(Query(("Id",), type.name) for type in _searched(org))
    rows: list[JsonObject] = []
    for query in queries:
        most = search.limit - len(rows)
        limited = replace(query, limit=most if query.limit is None else min(query.limit, most))
        shown = call.desk.querier.holding(limited, _holding(org, search), version=call.version)
        rows += [{"attributes": row["attributes"], **row} if search.queries else _bare(row) for row in shown]
    return json_reply(200, rows if call.number <= LAST_ARRAY else {"searchRecords": rows})


def _bare(row: JsonObject) -> JsonObject:
    return {"attributes": row["attributes"], "Id": row["Id"]}


def _searched(org: Org) -> Iterable[ObjectType]:
    """The objects that a search without RETURNING goes through."""
    return (one for one in org.types.values() if one.createable and {"Name", "Subject"} & one.fields.keys())


def _holding(org: Org, search: Search) -> Callable[[ObjectType, Row], bool]:
    wanted = _GROUPS[search.group]

    def holds(type: ObjectType, row: Row) -> bool:
        fields = [field for field in org.fields(type) if wanted(field)]
        values = [(field, org.value(type, row, field.name)) for field in fields]
        return search.test([words_of(value, phone=field.type == "phone") for field, value in values if value])

    return holds
