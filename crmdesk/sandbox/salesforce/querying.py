"""Carrying out queries: rows out of a tree, pages by locator (section 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.salesforce import grouping, ids
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.conditions import (
    canonical,
    condition_test,
    names_object,
    parent_link,
    parent_of,
    resolve,
)
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row
from crmdesk.sandbox.salesforce.soql import Aggregate, Misnamed, Query, parse, unknown_column, unsupported_type
from crmdesk.sandbox.salesforce.soql_tokens import counted

PAGE = 2000
LOCATOR_S = 2 * 86_400
SOQL_LENGTH = 100_000
FIELD_GROUPS = ("ALL", "STANDARD", "CUSTOM")
_ABOUT_WHO = {"Tasks": ("Task", "WhoId"), "Events": ("Event", "WhoId"), "Notes": ("Note", "ParentId")}
_ABOUT_WHAT = {"Tasks": ("Task", "WhatId"), "Events": ("Event", "WhatId"), "Notes": ("Note", "ParentId")}
CHILDREN = {
    "Account": {"Contacts": ("Contact", "AccountId"), "Opportunities": ("Opportunity", "AccountId"), **_ABOUT_WHAT},
    "Opportunity": {"OpportunityContactRoles": ("OpportunityContactRole", "OpportunityId"), **_ABOUT_WHAT},
    "Contact": {"OpportunityContactRoles": ("OpportunityContactRole", "ContactId"), **_ABOUT_WHO},
    "Lead": _ABOUT_WHO,
}
"""Child relationships by parent: the name in queries, the object, and the field that names the parent."""

Render = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found: the rows, and how each is shown. ``count`` is set for a query that only counts."""

    type: ObjectType
    rows: Sequence[Row]
    render: Render
    columns: tuple[str, ...]
    count: int | None = None
    aggregates: Sequence[JsonObject] | None = None


@dataclass(slots=True)
class _Locator:
    result: Result
    version: str
    size: int
    made_s: float


class Querier:
    """Queries of one organisation, and the locators of those that are not read to their end."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._locators: dict[str, _Locator] = {}
        self._made = 0

    def run(self, soql: str, *, deleted: bool, version: str = "v67.0") -> Result:
        """Carry out a query; with ``deleted`` those in the recycle bin and archived activities count too."""
        if len(soql) > SOQL_LENGTH:
            raise ApiError(400, "MALFORMED_QUERY", "SOQL statements cannot be longer than 100000 characters.")
        try:
            return self._result(parse(soql), deleted=deleted, version=version)
        except Misnamed as error:
            raise error.within(soql) from None

    def holding(
        self, query: Query, holds: Callable[[ObjectType, Row], bool], *, version: str
    ) -> list[JsonObject]:  # fmt: skip
        """The live rows of a query that also pass a test, as they are shown; its limit counts after the test."""
        type = self._type(query.object)
        render, _ = self._projection(type, query, version)
        rows = [row for row in self._rows(type, query, deleted=False) if holds(type, row)]
        rows = self._sorted(type, rows, query)[query.offset :]
        return [render(row) for row in rows[: query.limit]]

    def page(self, result: Result, version: str, size: int) -> JsonObject:
        """The first page of a result."""
        if result.aggregates is not None:
            return {"totalSize": len(result.aggregates), "done": True, "records": list(result.aggregates)}
        if result.count is not None:
            return {"totalSize": result.count, "done": True, "records": []}
        return self._begun(result, version, min(size, int(self._org.traits["page_cap"])))

    def _begun(self, result: Result, version: str, size: int) -> JsonObject:
        """The first page of rows, and a locator for the others."""
        if len(result.rows) <= size:
            return self._page(_Locator(result, version, size, 0.0), "", 0)
        self._made += 1
        now = self._org.clock()
        self._locators = {id: one for id, one in self._locators.items() if one.made_s > now - LOCATOR_S}
        id = ids.made("0r8", self._made)
        self._locators[id] = _Locator(result, version, size, now)
        return self._page(self._locators[id], id, 0)

    def more(self, locator: str) -> JsonObject:
        """A further page by its locator ``0r8…-2000``. Raises `ApiError` INVALID_QUERY_LOCATOR."""
        id, _, offset = locator.partition("-")
        known = self._locators.get(ids.full(id) or "")
        start = counted(offset)
        if known is None or start is None or start >= len(known.result.rows):
            raise ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
        return self._page(known, ids.full(id) or "", start)

    def _page(self, one: _Locator, id: str, start: int) -> JsonObject:
        rows = one.result.rows[start : start + one.size]
        end = start + len(rows)
        page: JsonObject = {"totalSize": len(one.result.rows), "done": end >= len(one.result.rows)}
        if not page["done"]:
            page["nextRecordsUrl"] = f"/services/data/{one.version}/query/{id}-{end}"
        page["records"] = [one.result.render(row) for row in rows]
        return page

    def _result(self, query: Query, *, deleted: bool, version: str) -> Result:
        org, type = self._org, self._type(query.object)
        render, columns = self._projection(type, query, version)
        rows = self._rows(type, query, deleted=deleted or query.all_rows)
        if query.items == (Aggregate(""),) and not query.group:
            return Result(type, (), render, (), count=len(rows[: query.limit]))
        if query.order:
            rows = self._sorted(type, rows, query)
        if query.group or any(isinstance(item, Aggregate) for item in query.items):
            grouping.check(org, type, query)
            return Result(type, (), render, (), aggregates=grouping.grouped(org, type, query, rows)[: query.limit])
        most = int(org.traits["offset_cap"])
        if most and query.offset > most:
            raise ApiError(400, "NUMBER_OUTSIDE_VALID_RANGE", f"Maximum SOQL offset allowed is {most}")
        rows = rows[query.offset :] if query.limit is None else rows[query.offset : query.offset + query.limit]
        return Result(type, rows, render, columns)

    def _type(self, name: str) -> ObjectType:
        try:
            return self._org.type(name)
        except ApiError:
            raise unsupported_type(name) from None

    def _rows(self, type: ObjectType, query: Query, *, deleted: bool) -> list[Row]:
        org = self._org
        test = condition_test(org, type, query.where, self._ids_of)
        limited = bool(org.traits["unshared_rows"])
        lagging = org.lag_s or org.traits["late_commit_s"]
        found: list[Row] = []
        for row in org.tables[type.name].rows.values():
            shown = org.seen(row) if lagging else row
            if limited and org.is_unshared(row):
                continue
            if shown is not None and (deleted or not (shown.deleted or shown.archived)) and test(shown):
                found.append(shown)
        return found

    def _ids_of(self, query: Query) -> set[str]:
        """The values of the single field of a semi-join."""
        type = self._type(query.object)
        path = query.items[0]
        if len(query.items) != 1 or not isinstance(path, str):
            raise ApiError(400, "MALFORMED_QUERY", "semi join sub-selects can only query one field")
        _, read = resolve(self._org, type, path)
        return {read(row) for row in self._rows(type, query, deleted=False)}

    def _sorted(self, type: ObjectType, rows: list[Row], query: Query) -> list[Row]:
        for one in reversed(query.order):
            field, read = resolve(self._org, type, one.path)
            if not field.filterable:
                raise ApiError(400, "INVALID_FIELD", f"field '{field.name}' can not be sorted in a query call")
            rows = _in_order(rows, read, descending=one.descending, nulls_last=one.nulls_last)
        return rows

    def _projection(self, type: ObjectType, query: Query, version: str) -> tuple[Render, tuple[str, ...]]:
        org = self._org
        plain: list[tuple[str, Callable[[Row], Any]]] = []
        parents: dict[str, list[str]] = {}
        children: list[Query] = []
        columns: list[str] = []
        for item in query.items:
            if isinstance(item, Query):
                children.append(replace(item, object=_relationship(type, item.object)))
            elif isinstance(item, str) and item.startswith("FIELDS("):
                names = self._group(type, item, query)
                plain += [(name, resolve(org, type, name)[1]) for name in names]
                columns += names
            elif isinstance(item, str):
                column = canonical(org, type, item)
                columns.append(column)
                head, _, rest = column.partition(".")
                if rest:
                    parents.setdefault(head, []).append(rest)
                else:
                    plain.append((column, resolve(org, type, column)[1]))
        below = [(name, self._parent(type, name, paths, version)) for name, paths in parents.items()]
        below += [(child.object, self._children(type, child, version)) for child in children]
        start = f"/services/data/{version}/sobjects/{type.name}/"

        def render(row: Row) -> JsonObject:
            shown: JsonObject = {"attributes": {"type": type.name, "url": start + row.id}}
            for name, read in plain:
                shown[name] = read(row)
            for name, make in below:
                shown[name] = make(row)
            return shown

        return render, tuple(columns)

    def _group(self, type: ObjectType, item: str, query: Query) -> list[str]:
        wanted, most = item[7:-1], int(self._org.traits["fields_limit"])
        if wanted not in FIELD_GROUPS:
            raise ApiError(400, "MALFORMED_QUERY", f"unexpected token: '{wanted}'")
        if wanted != "STANDARD" and most and (query.limit is None or query.limit > most):
            raise ApiError(400, "MALFORMED_QUERY", f"The SOQL FIELDS function must have a LIMIT of at most {most}")
        return [
            one.name
            for one in self._org.fields(type)
            if wanted == "ALL" or one.custom is (wanted == "CUSTOM")
        ]  # fmt: skip

    def _parent(self, type: ObjectType, name: str, paths: Sequence[str], version: str) -> Render:
        """The row that a relationship leads to: its own fields, and the rows beyond it in the same way."""
        org, link = self._org, parent_link(self._org, type, name)
        beyond: dict[str, list[str]] = {}
        for head, _, rest in (path.partition(".") for path in paths if "." in path):
            beyond.setdefault(head, []).append(rest)

        def render(row: Row) -> Any:
            parent, kind = parent_of(org, link, row)
            if parent is None or kind is None:
                return None
            url = f"/services/data/{version}/sobjects/{kind.name}/{parent.id}"
            shown: JsonObject = {"attributes": {"type": kind.name, "url": url}}
            for path in paths:
                if names_object(type, link, path):
                    shown[path] = kind.name
                elif "." not in path:
                    shown[path] = resolve(org, kind, path)[1](parent)
            for head, rest in beyond.items():
                shown[head] = self._parent(kind, head, rest, version)(parent)
            return shown

        return render

    def _children(self, type: ObjectType, query: Query, version: str) -> Render:
        relations = CHILDREN.get(type.name, {})
        if query.object not in relations:
            raise unknown_column(query.object, type.name)
        if query.group or any(isinstance(item, Aggregate) for item in query.items):
            raise ApiError(400, "MALFORMED_QUERY", "Aggregate expressions are not allowed in child queries")
        name, by = relations[query.object]
        child = self._org.types[name]
        render, _ = self._projection(child, query, version)
        rows = self._rows(child, query, deleted=False)
        by_parent: dict[str, list[Row]] = {}
        for row in self._sorted(child, rows, query):
            by_parent.setdefault(str(row.get(by)), []).append(row)

        def shown(row: Row) -> Any:
            found = by_parent.get(row.id, [])[: query.limit]
            size = int(self._org.traits["child_page_cap"])
            return self._begun(Result(child, found, render, ()), version, size) if found else None

        return shown


def _relationship(type: ObjectType, name: str) -> str:
    """A child relationship in the letters of describe; a name that is none stays as it is."""
    return next((known for known in CHILDREN.get(type.name, {}) if known.lower() == name.lower()), name)


def _in_order(rows: Sequence[Row], read: Callable[[Row], Any], *, descending: bool, nulls_last: bool) -> list[Row]:
    """Blank values come first unless the query says otherwise, whatever the direction."""
    keyed = [(_folded(read(row)), row) for row in rows]
    blank = [row for value, row in keyed if value is None]
    filled = sorted((pair for pair in keyed if pair[0] is not None), key=itemgetter(0), reverse=descending)
    ordered = [row for _, row in filled]
    return ordered + blank if nulls_last else blank + ordered


def _folded(value: Any) -> Any:
    return value.lower() if isinstance(value, str) and not value[:1].isdigit() else value


def flat(shown: Mapping[str, Any], column: str) -> Any:
    """The value of a column like ``Owner.Name`` of a shown row."""
    found: Any = shown
    for part in column.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
