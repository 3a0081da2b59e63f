"""Queries that count, add up and group (section 3.1, aggregates)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.conditions import resolve
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.fields import NUMBERS, Field
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row
from crmdesk.sandbox.salesforce.soql import Aggregate, Query

FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "COUNT": len,
    "COUNT_DISTINCT": lambda values: len(set(values)),
    "MIN": lambda values: min(values, default=None),
    "MAX": lambda values: max(values, default=None),
    "SUM": lambda values: sum(values) if values else None,
    "AVG": lambda values: sum(values) / len(values) if values else None,
}


def grouped(org: Org, type: ObjectType, query: Query, rows: Sequence[Row]) -> list[JsonObject]:
    """A record for each group in the order of the rows, one for all rows where nothing is grouped by."""
    keys = {path.lower(): resolve(org, type, path)[1] for path in query.group}
    groups: dict[tuple[Any, ...], list[Row]] = {} if keys else {(): list(rows)}
    for row in rows if keys else ():
        groups.setdefault(tuple(read(row) for read in keys.values()), []).append(row)
    return [_record(org, type, query, members) for members in groups.values()]


def check(org: Org, type: ObjectType, query: Query) -> None:
    """Raise `ApiError` for a field that is neither grouped by nor counted, and for what cannot be grouped or added up."""
    for path in query.group:
        if not resolve(org, type, path)[0].filterable:
            raise ApiError(400, "MALFORMED_QUERY", f"field '{path}' can not be grouped in a query call")
    for item in query.items:
        if isinstance(item, Aggregate) and not _fits(resolve(org, type, item.path or "Id")[0], item.function):
            raise ApiError(
                400, "MALFORMED_QUERY", f"field {item.path} does not support aggregate operator {item.function}"
            )
    by = {path.lower() for path in query.group}
    for item in query.items:
        if isinstance(item, Query) or (isinstance(item, str) and item.lower() not in by):
            name = item if isinstance(item, str) else item.object
            raise ApiError(400, "MALFORMED_QUERY", f"Field must be grouped or aggregated: {name}")


def _fits(field: Field, function: str) -> bool:
    """Whether a function takes values of a field."""
    return field.type in NUMBERS if function in {"SUM", "AVG"} else field.filterable


def _record(org: Org, type: ObjectType, query: Query, rows: Sequence[Row]) -> JsonObject:
    shown: JsonObject = {"attributes": {"type": "AggregateResult"}}
    unnamed = 0
    for item in query.items:
        if isinstance(item, Aggregate):
            name = item.alias or f"expr{unnamed}"
            unnamed += not item.alias
            shown[name] = _figure(org, type, item, rows)
        elif isinstance(item, str):
            field, read = resolve(org, type, item)
            shown[field.name] = read(rows[0])
    return shown


def _figure(org: Org, type: ObjectType, item: Aggregate, rows: Sequence[Row]) -> Any:
    read = resolve(org, type, item.path or "Id")[1]
    return FUNCTIONS[item.function]([value for row in rows if (value := read(row)) is not None])
