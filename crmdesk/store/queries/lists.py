"""Lists of any size: pages by key in the order of an index, counts apart, and the search everywhere.

A list is never read whole. Without conditions a page is a walk along one index. With conditions the sizes decide which
of several ways leads to the same rows:

* few rows meet one of the conditions (``_FEW``): these are read, asked for the rest, and sorted;
* many do: the list's own index is walked in order, and each entry is looked up among the row numbers that the indexes
  of the conditions give, so that no row is read before it is known to belong. A look at the next ``_PEEK`` rows finds
  a page at once where most rows belong;
* in a list by name, not too many do (``_SOME``): their names are sorted, through an index that tells names by row
  number. Names go together with what is searched, so that the walk would be longest just there;
* no index helps: all rows are read once. So it is with every list of a kind whose indexes are set aside while a first
  pull fills it (``indexing.py``), but for those by name: the index that tells names stays.

Every index is named in its statement, so that the planner cannot choose the walk that reads every row in order (12 s at
a million rows).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, TypeAlias

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE, display_name, field
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import Fields, Value
from crmdesk.store.columns import to_fields
from crmdesk.store.indexing import is_indexed
from crmdesk.store.queries import flags, search
from crmdesk.store.queries.conditions import NAME, Clause, Condition, Scope, filter_condition, name_condition
from crmdesk.store.queries.in_use import along, index_of, rows_of
from crmdesk.store.queries.names import named_in, referred
from crmdesk.store.queries.rows import Found, ListQuery, ListRow
from crmdesk.store.records import of_row
from crmdesk.store.tables import record_table

Key: TypeAlias = tuple[Value, int]
"""Where a list goes on: the value that it is sorted by, and the row's number."""

_FEW = 2_000
_SOME = 25_000
_PEEK = 1_000
_rowid: sa.ColumnClause[int] = sa.column("rowid")
_probed: sa.ColumnClause[int] = sa.literal_column("+rowid")
_life: sa.ColumnClause[str] = sa.column("life")


def page(connection: sa.Connection, query: ListQuery, after: Key | None = None, limit: int = 100) -> list[ListRow]:
    """At most ``limit`` rows behind ``after`` (the ``key`` of the last row seen; None: from the start).

    Rows with the same value are in the order in which they were made; rows without a value come last, whatever the
    direction. Raises InvalidInput for a field that cannot be sorted or filtered by.
    """
    walk = _Walk.of(connection, query, limit)
    hits = None if walk.direct else _hits(connection, walk.conditions)
    keys: list[Key] = []
    for stretch in walk.stretches(after):
        if len(keys) < limit:
            keys += _keys(connection, replace(walk, limit=limit - len(keys)), stretch, hits)
    by_rowid = {row["rowid"]: row for row in _read(connection, query.kind, [rowid for _, rowid in keys])}
    fields = {rowid: of_row(query.kind, row).fields for rowid, row in by_rowid.items()}
    around = _Around(
        flags.of_records(connection, [row["id"] for row in by_rowid.values()]),
        named_in(connection, query.kind, list(fields.values())),
    )
    return [_list_row(query.kind, by_rowid[key[1]]["id"], fields[key[1]], around, key) for key in keys]


def count(connection: sa.Connection, query: ListQuery) -> int:
    """How many rows the list has. Slower than its first page: up to half a second at a million rows with an index."""
    walk = _Walk.of(connection, query, limit=0)
    conditions = walk.conditions
    if len(conditions) == 1 and conditions[0].column and conditions[0].rowids is not None:
        counting = sa.select(sa.func.count()).select_from(conditions[0].rowids.subquery())
        return connection.execute(counting).scalar_one()
    hits = _hits(connection, conditions)
    by_names = along(walk.kind, f"ix_{walk.kind.value}_names")
    clauses: list[Clause] = [] if hits is None else [_rowid.in_(hits.rowids)]
    if all(condition.rowids is not None and condition.exact for condition in conditions):
        source = by_names if conditions or not walk.indexed else along(walk.kind, index_of(walk.kind, NAME))
        clauses += _members(conditions, hits)
    else:
        source = rows_of(walk.kind)
        clauses += _asked(conditions)
    counting = sa.select(sa.func.count()).select_from(source).where(_life == walk.life, *clauses)
    return connection.execute(counting).scalar_one()


def find(connection: sa.Connection, text: str, limit: int = 20) -> list[Found]:
    """Records of every kind that ``text`` finds, grouped by kind.

    Each kind has its share of ``limit``. Within a kind, those found by their name come first, newest first.
    """
    wanted = search.parse(text)
    if not wanted:
        return []
    by_kind = [_found(connection, kind, wanted, limit) for kind in search.SEARCHED]
    taken = [hit for layer in zip_longest(*by_kind) for hit in layer if hit is not None][:limit]
    return sorted(taken, key=lambda hit: search.SEARCHED.index(hit.kind))


@dataclass(frozen=True, slots=True)
class _Walk:
    """A list as the walk along one index: the column it is sorted by, and the conditions of its rows."""

    kind: Kind
    life: str
    column: str
    descending: bool
    conditions: tuple[Condition, ...]
    limit: int
    indexed: bool = True

    @staticmethod
    def of(connection: sa.Connection, query: ListQuery, limit: int) -> _Walk:
        indexed = is_indexed(connection, query.kind)
        scope = Scope(connection, query.kind, "trash" if query.trash else "live", indexed)
        conditions = [filter_condition(scope, wanted) for wanted in query.filters]
        conditions += _search_conditions(scope, query.search)
        return _Walk(query.kind, scope.life, _sort_column(query), query.descending, tuple(conditions), limit, indexed)

    @property
    def direct(self) -> bool:
        """Whether the index that is walked along answers every condition by itself."""
        return all(condition.column == self.column for condition in self.conditions)

    def stretches(self, after: Key | None) -> list[list[Clause]]:
        """What the next entries have to meet, stretch by stretch: those with a value, then those without.

        Behind a key the entries with its value come first. SQLite finds their place only where they are asked for apart
        (it does not use a row number in a comparison of rows); looked up among the rows of conditions, they are not, so
        that these rows are gathered once. The name of a nameless record is empty, not null.
        """
        column: sa.ColumnClause[Any] = sa.column(self.column)
        live = _life == self.life
        filled: Clause = column > "" if self.column == NAME else column.is_not(None)
        blank: Clause = column == "" if self.column == NAME else column.is_(None)
        if after is None:
            return [[live, filled], [live, blank]]
        value, rowid = sa.literal(after[0]), sa.literal(after[1])
        behind = _rowid < rowid if self.descending else _rowid > rowid
        if after[0] is None:
            return [[live, blank, behind]]
        if self.direct:
            further = [column < value, filled] if self.descending else [column > value]
            return [[live, column == value, behind], [live, *further], [live, blank]]
        entry, key = sa.tuple_(column, _rowid), sa.tuple_(value, rowid)
        further = [entry < key, filled] if self.descending else [entry > key]
        return [[live, *further], [live, blank]]

    def entries(self, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        """The walk along the list's own index, in order."""
        if not self.indexed:
            return self.by_names(clauses) if self.column == NAME else self.rows(clauses)
        return self._ordered(along(self.kind, index_of(self.kind, self.column)), clauses)

    def rows(self, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        """Rows chosen by number, or else all rows, read and sorted."""
        return self._ordered(rows_of(self.kind), clauses)

    def by_names(self, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        """Rows chosen by number, sorted by their names without being read."""
        return self._ordered(along(self.kind, f"ix_{self.kind.value}_names"), clauses)

    def _ordered(self, source: sa.TextClause, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        columns: list[sa.ColumnClause[Any]] = [sa.column(self.column), _rowid]
        order = [column.desc() if self.descending else column.asc() for column in columns]
        return sa.select(_rowid, columns[0]).select_from(source).where(*clauses).order_by(*order).limit(self.limit)


@dataclass(frozen=True, slots=True)
class _Hits:
    """The rows that one condition finds: how many, and their numbers, found once for all that follows."""

    condition: Condition
    number: int
    rowids: sa.Select[Any]


def _sort_column(query: ListQuery) -> str:
    if query.sort == "name":
        return NAME
    if query.kind in PERSON_KINDS and query.sort in ("email", "phone"):
        return query.sort
    if not field(query.kind, query.sort).indexed:
        sortable = ", ".join(spec.name for spec in CATALOGUE[query.kind].values() if spec.indexed)
        raise InvalidInput("field_not_sortable", field=query.sort, kind=query.kind.value, fields=sortable)
    return query.sort


def _search_conditions(scope: Scope, text: str) -> list[Condition]:
    wanted = search.parse(text)
    if wanted.initial is not None:
        return [name_condition(scope, wanted.initial)]
    if wanted and scope.kind not in search.SEARCHED:
        raise InvalidInput("kind_not_searched", kind=scope.kind.value)
    return [Condition(None, rowids, cost=1) for rowids in search.found(scope.kind, wanted)]


def _keys(connection: sa.Connection, walk: _Walk, clauses: Sequence[Clause], hits: _Hits | None) -> list[Key]:
    """The keys of the next entries that meet ``clauses`` and every condition."""
    conditions = walk.conditions
    if walk.direct:
        return _run(connection, walk.entries([*clauses, *_asked(conditions)]))
    if hits is not None and hits.number <= _FEW:
        return _run(connection, walk.rows([*clauses, _rowid.in_(hits.rowids), *_asked(conditions, hits)]))
    if all(condition.clause is not None for condition in conditions):
        peeked, whole = _peek(connection, walk, clauses)
        if whole or len(peeked) == walk.limit:
            return peeked
    if any(condition.rowids is None for condition in conditions):
        return _run(connection, walk.rows([*clauses, *_asked(conditions)]))
    if hits is not None and walk.column == NAME and all(condition.exact for condition in conditions):
        return _run(connection, walk.by_names([*clauses, _rowid.in_(hits.rowids), *_members(conditions, hits)]))
    among = [] if hits is None else [_probed.in_(hits.rowids)]
    return _run(connection, walk.entries([*clauses, *among, *_members(conditions, hits)]))


def _hits(connection: sa.Connection, conditions: Sequence[Condition]) -> _Hits | None:
    """The rows that the narrowest condition finds, ``_SOME`` at most; None where all find more."""
    narrowest: _Hits | None = None
    for condition in sorted(conditions, key=lambda each: each.cost):
        if condition.rowids is None:
            continue
        found = condition.rowids.limit(_SOME + 1).subquery()
        gathered = sa.select(sa.func.count(), sa.func.json_group_array(found.c.rowid)).select_from(found)
        number, listed = connection.execute(gathered).one()
        if number <= (narrowest.number if narrowest else _SOME):
            narrowest = _Hits(condition, number, _listed(listed))
        if number <= _FEW:
            break
    return narrowest


def _peek(connection: sa.Connection, walk: _Walk, clauses: Sequence[Clause]) -> tuple[list[Key], bool]:
    """The keys among the next few entries whose rows meet the conditions, and whether there are no more entries."""
    ahead = _run(connection, replace(walk, limit=_PEEK).entries(clauses))
    among = _rowid.in_(_listed(json.dumps([rowid for _, rowid in ahead])))
    meeting = sa.select(_rowid).select_from(rows_of(walk.kind)).where(among, *_asked(walk.conditions))
    belonging = set(connection.execute(meeting).scalars())
    return [key for key in ahead if key[1] in belonging][: walk.limit], len(ahead) < _PEEK


def _asked(conditions: Sequence[Condition], hits: _Hits | None = None) -> list[Clause]:
    """The conditions as asked of rows that are read; by row number only where a row cannot tell."""
    asked: list[Clause] = []
    for condition in conditions:
        if condition.clause is not None:
            asked.append(condition.clause)
        elif condition.rowids is not None and (hits is None or condition is not hits.condition):
            asked.append(_probed.in_(condition.rowids))
    return asked


def _members(conditions: Sequence[Condition], hits: _Hits | None = None) -> list[Clause]:
    """The conditions as asked of row numbers, but for that of the hits; a row is read where its index is not exact."""
    asked: list[Clause] = []
    for condition in conditions:
        if condition.rowids is not None and (hits is None or condition is not hits.condition):
            asked.append(_probed.in_(condition.rowids))
        if condition.clause is not None and not condition.exact:
            asked.append(condition.clause)
    return asked


def _listed(rowids: str) -> sa.Select[Any]:
    """Row numbers that are known, as a query; they come as one JSON text."""
    given = sa.func.json_each(rowids).table_valued("value")
    return sa.select(given.c.value)


def _run(connection: sa.Connection, keys: sa.Select[int, Any]) -> list[Key]:
    return [(None if value == "" else value, rowid) for rowid, value in connection.execute(keys)]


def _read(connection: sa.Connection, kind: Kind, rowids: Sequence[int]) -> Sequence[sa.RowMapping]:
    columns: list[sa.ColumnClause[Any]] = [sa.column(column.name) for column in record_table(kind).columns]
    among = _rowid.in_(_listed(json.dumps(rowids)))
    return connection.execute(sa.select(*columns).select_from(rows_of(kind)).where(among)).mappings().all()


@dataclass(frozen=True, slots=True)
class _Around:
    """What is looked up for all rows of a page at once."""

    marks: flags.Flags
    names: Mapping[str, str]


def _list_row(kind: Kind, record: str, values: Fields, around: _Around, key: Key) -> ListRow:
    return ListRow(
        id=record,
        name=display_name(kind, values),
        fields=values,
        pending=record in around.marks.pending,
        conflict=record in around.marks.conflict,
        problem=record in around.marks.problem,
        key=key,
        names={id: around.names[id] for id in referred(kind, values) if id in around.names} if around.names else {},
    )


def _found(connection: sa.Connection, kind: Kind, wanted: search.Search, limit: int) -> list[Found]:
    """At most ``limit`` live records of a kind that a search finds, by their names first, newest first."""
    if wanted.initial is not None:
        query = ListQuery(kind, wanted.initial)
        return [Found(kind, row.id, row.name, row.fields) for row in page(connection, query, limit=limit)]
    hits: dict[int, None] = {}
    for only_names in (True, False):
        sets = search.found(kind, wanted, only_names=only_names)
        live = sa.select(_rowid).select_from(along(kind, f"ix_{kind.value}_names")).where(_life == "live")
        newest = live.where(_rowid.in_(sets[0]), *(_probed.in_(rowids) for rowids in sets[1:])).order_by(_rowid.desc())
        hits |= dict.fromkeys(connection.execute(newest.limit(limit)).scalars())
        if len(hits) >= limit:
            break
    chosen = list(hits)[:limit]
    rows = {row["rowid"]: row for row in _read(connection, kind, chosen)}
    fields = {rowid: to_fields(kind, row) for rowid, row in rows.items()}
    return [Found(kind, rows[rowid]["id"], display_name(kind, fields[rowid]), fields[rowid]) for rowid in chosen]
