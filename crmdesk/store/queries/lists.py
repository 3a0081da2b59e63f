"""Lists of any size: pages by key in the order of an index, counts apart, and the search everywhere.

A list is never read whole. Without conditions a page is a walk along one index. With conditions two ways lead to the same
rows, and the sizes decide:

* few rows meet one of the conditions (``_FEW``): these are read, asked for the rest, and sorted;
* many do: the list's own index is walked in order, and each entry is looked up among the row numbers that the conditions'
  indexes give, so that no row is read before it is known to belong. A first look at ``_PEEK`` rows finds a page at once
  where most rows belong.

Rows found by a search are sorted by name through an index of names by row number, because names and what is searched go
together: the walk would be longest just there. Every index is named in the statement, so that the planner cannot choose the
walk that reads every row in order (12 s at a million rows).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, TypeAlias

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE, display_name, field
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.store.columns import to_fields
from crmdesk.store.queries import flags, search
from crmdesk.store.queries.conditions import Clause, Condition, along, filter_condition, index_of
from crmdesk.store.queries.rows import ListQuery, ListRow
from crmdesk.store.tables import record_table

Key: TypeAlias = tuple[Value, int]

_FEW = 2_000
_SOME = 50_000
_PEEK = 1_000
_NAME = "sort_name"
_rowid: sa.ColumnClause[int] = sa.column("rowid")
_probed: sa.ColumnClause[int] = sa.literal_column("+rowid")
_life: sa.ColumnClause[str] = sa.column("life")


def page(connection: sa.Connection, query: ListQuery, after: Key | None = None, limit: int = 100) -> list[ListRow]:
    """At most ``limit`` rows behind ``after`` (the ``key`` of the last row seen; None: from the start).

    Rows with the same value are in the order in which they were made; rows without a value come last, whatever the direction.
    Raises InvalidInput for a field that cannot be sorted or filtered by.
    """
    walk = _Walk.of(query, limit)
    keys: list[Key] = []
    if after is None or after[0] is not None:
        keys = _keys(connection, walk, walk.filled(after))
    if len(keys) < limit:
        keys += _keys(connection, replace(walk, limit=limit - len(keys)), walk.blank(after))
    return _rows(connection, walk.kind, keys)


def count(connection: sa.Connection, query: ListQuery) -> int:
    """How many rows the list has. Slower than its first page: up to a second at a million rows."""
    walk = _Walk.of(query, limit=0)
    conditions = walk.conditions
    if all(condition.rowids is not None and condition.exact for condition in conditions):
        index = f"ix_{walk.kind.value}_names" if conditions else index_of(walk.kind, _NAME)
        members = _members(conditions, min(conditions, key=lambda each: each.cost, default=None))
        counting = sa.select(sa.func.count()).select_from(along(walk.kind, index)).where(_life == walk.life, *members)
        return connection.execute(counting).scalar_one()
    few = _few(connection, conditions)
    counting = (
        sa.select(sa.func.count()).select_from(_rows_of(walk.kind)).where(_life == walk.life, *_asked(conditions))
    )
    return connection.execute(counting if few is None else counting.where(_among(few))).scalar_one()


def find(connection: sa.Connection, text: str, limit: int = 20) -> list[tuple[Kind, str, str]]:
    """Records of every kind that ``text`` finds: (kind, id, name), grouped by kind.

    Each kind has its share of ``limit``. Within a kind, those found by their name come first, newest first.
    """
    wanted = search.parse(text)
    if not wanted:
        return []
    by_kind = [_found(connection, kind, wanted, limit) for kind in search.SEARCHED]
    taken = [hit for layer in zip_longest(*by_kind) for hit in layer if hit is not None][:limit]
    return sorted(taken, key=lambda hit: search.SEARCHED.index(hit[0]))


@dataclass(frozen=True, slots=True)
class _Walk:
    """A list as the walk along one index: the column it is sorted by, and the conditions of its rows."""

    kind: Kind
    life: str
    column: str
    descending: bool
    conditions: tuple[Condition, ...]
    limit: int

    @staticmethod
    def of(query: ListQuery, limit: int) -> _Walk:
        life = "trash" if query.trash else "live"
        conditions = [filter_condition(query.kind, life, wanted) for wanted in query.filters]
        conditions += _search_conditions(query.kind, life, query.search)
        return _Walk(query.kind, life, _sort_column(query), query.descending, tuple(conditions), limit)

    def filled(self, after: Key | None) -> list[Clause]:
        """What entries with a value have to meet, behind a key."""
        column: sa.ColumnClause[Any] = sa.column(self.column)
        clauses: list[Clause] = [_life == self.life, column > "" if self.column == _NAME else column.is_not(None)]
        if after is not None:
            entry, key = sa.tuple_(column, _rowid), sa.tuple_(sa.literal(after[0]), sa.literal(after[1]))
            clauses.append(entry < key if self.descending else entry > key)
        return clauses

    def blank(self, after: Key | None) -> list[Clause]:
        """What entries without a value have to meet, behind a key."""
        column: sa.ColumnClause[Any] = sa.column(self.column)
        clauses: list[Clause] = [_life == self.life, column == "" if self.column == _NAME else column.is_(None)]
        if after is not None and after[0] is None:
            clauses.append(_rowid < after[1] if self.descending else _rowid > after[1])
        return clauses

    def entries(self, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        """The walk along the list's own index, in order."""
        return self._keys(along(self.kind, index_of(self.kind, self.column)), clauses)

    def chosen(self, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        """Rows chosen by number, or else all rows, read and sorted."""
        return self._keys(_rows_of(self.kind), clauses)

    def by_names(self, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        """Rows chosen by number, sorted by their names without being read."""
        return self._keys(along(self.kind, f"ix_{self.kind.value}_names"), clauses)

    def _keys(self, source: sa.TextClause, clauses: Sequence[Clause]) -> sa.Select[int, Any]:
        columns: list[sa.ColumnClause[Any]] = [sa.column(self.column), _rowid]
        order = [column.desc() if self.descending else column.asc() for column in columns]
        return sa.select(_rowid, columns[0]).select_from(source).where(*clauses).order_by(*order).limit(self.limit)


def _sort_column(query: ListQuery) -> str:
    if query.sort == "name":
        return _NAME
    if query.kind in PERSON_KINDS and query.sort in ("email", "phone"):
        return query.sort
    if not field(query.kind, query.sort).indexed:
        sortable = ", ".join(spec.name for spec in CATALOGUE[query.kind].values() if spec.indexed)
        raise InvalidInput("field_not_sortable", field=query.sort, kind=query.kind.value, fields=sortable)
    return query.sort


def _search_conditions(kind: Kind, life: str, text: str) -> list[Condition]:
    wanted = search.parse(text)
    if wanted.initial is not None:
        name: sa.ColumnClause[str] = sa.column(_NAME)
        begins = (name >= wanted.initial) & (name < wanted.initial + "\U0010ffff")
        rowids = sa.select(_rowid).select_from(along(kind, index_of(kind, _NAME))).where(_life == life, begins)
        return [Condition(begins, rowids, column=_NAME)]
    if wanted and kind not in search.SEARCHED:
        raise InvalidInput("kind_not_searched", kind=kind.value)
    return [Condition(None, rowids, cost=1) for rowids in search.found(kind, wanted)]


def _keys(connection: sa.Connection, walk: _Walk, clauses: Sequence[Clause]) -> list[Key]:
    """The keys of the next entries that meet ``clauses`` and every condition."""
    if all(condition.column == walk.column for condition in walk.conditions):
        return _run(connection, walk.entries([*clauses, *_asked(walk.conditions)]))
    few = _few(connection, walk.conditions)
    if few is not None:
        return _run(connection, walk.chosen([*clauses, _among(few), *_asked(walk.conditions)]))
    if all(condition.clause is not None for condition in walk.conditions):
        peeked, whole = _peek(connection, walk, clauses)
        if whole or len(peeked) == walk.limit:
            return peeked
    if any(condition.rowids is None for condition in walk.conditions):
        return _run(connection, walk.chosen([*clauses, *_asked(walk.conditions)]))
    if walk.column == _NAME:
        some = _some(connection, walk.conditions)
        if some is not None:
            return _run(connection, walk.by_names([*clauses, *_members(walk.conditions, some)]))
    return _run(connection, walk.entries([*clauses, *_members(walk.conditions)]))


def _few(connection: sa.Connection, conditions: Sequence[Condition]) -> list[int] | None:
    """The row numbers that one of the conditions finds, where these are few; None where all find many."""
    for condition in sorted(conditions, key=lambda each: each.cost):
        if condition.rowids is not None:
            rowids = [row[0] for row in connection.execute(condition.rowids.limit(_FEW + 1))]
            if len(rowids) <= _FEW:
                return rowids
    return None


def _some(connection: sa.Connection, conditions: Sequence[Condition]) -> Condition | None:
    """The first condition that finds so few rows that sorting their names is less work than a walk."""
    for condition in sorted(conditions, key=lambda each: each.cost):
        assert condition.rowids is not None
        hits = sa.select(sa.func.count()).select_from(condition.rowids.limit(_SOME + 1).subquery())
        if connection.execute(hits).scalar_one() <= _SOME:
            return condition
    return None


def _peek(connection: sa.Connection, walk: _Walk, clauses: Sequence[Clause]) -> tuple[list[Key], bool]:
    """The keys among the next few entries whose rows meet the conditions, and whether there are no more entries."""
    ahead = _run(connection, replace(walk, limit=_PEEK).entries(clauses))
    rows = sa.select(_rowid).select_from(_rows_of(walk.kind))
    meeting = rows.where(_among([rowid for _, rowid in ahead]), *_asked(walk.conditions))
    belonging = {row[0] for row in connection.execute(meeting)}
    return [key for key in ahead if key[1] in belonging][: walk.limit], len(ahead) < _PEEK


def _asked(conditions: Sequence[Condition]) -> list[Clause]:
    """The conditions as asked of rows that are read; those that only an index can tell by their row numbers."""
    asked = []
    for condition in conditions:
        if condition.clause is not None:
            asked.append(condition.clause)
        elif condition.rowids is not None:
            asked.append(_probed.in_(condition.rowids))
    return asked


def _members(conditions: Sequence[Condition], driver: Condition | None = None) -> list[Clause]:
    """The conditions as asked of row numbers; only those that an index does not tell exactly read the row.

    The rows that ``driver`` finds are gone through one by one; without it an index is walked and every entry is looked up.
    """
    asked: list[Clause] = []
    for condition in conditions:
        if condition.rowids is not None:
            asked.append((_rowid if condition is driver else _probed).in_(condition.rowids))
    return asked + [each.clause for each in conditions if not each.exact and each.clause is not None]


def _among(rowids: Sequence[int]) -> Clause:
    given = sa.func.json_each(json.dumps(rowids)).table_valued("value")
    return _rowid.in_(sa.select(given.c.value))


def _rows_of(kind: Kind) -> sa.TextClause:
    """The table of a kind as a FROM whose rows are read by number, or one after the other."""
    return sa.text(f"{kind.value} NOT INDEXED")


def _run(connection: sa.Connection, keys: sa.Select[int, Any]) -> list[Key]:
    # A nameless record has an empty name, not none: to a list both are blank.
    return [(None if value == "" else value, rowid) for rowid, value in connection.execute(keys)]


def _rows(connection: sa.Connection, kind: Kind, keys: Sequence[Key]) -> list[ListRow]:
    table = record_table(kind)
    by_rowid = {row["rowid"]: row for row in _read(connection, kind, table.columns, [rowid for _, rowid in keys])}
    marks = flags.of_records(connection, [row["id"] for row in by_rowid.values()])
    return [_row(kind, by_rowid[key[1]], marks, key) for key in keys]


def _read(
    connection: sa.Connection, kind: Kind, columns: Iterable[Any], rowids: Sequence[int]
) -> Sequence[sa.RowMapping]:
    names: list[sa.ColumnClause[Any]] = [sa.column(column.name) for column in columns]
    return connection.execute(sa.select(*names).select_from(_rows_of(kind)).where(_among(rowids))).mappings().all()


def _row(kind: Kind, row: sa.RowMapping, marks: flags.Flags, key: Key) -> ListRow:
    values = to_fields(kind, row)
    record = row["id"]
    return ListRow(
        id=record,
        name=display_name(kind, values),
        fields=values,
        pending=record in marks.pending,
        conflict=record in marks.conflict,
        problem=record in marks.problem,
        key=key,
    )


def _found(connection: sa.Connection, kind: Kind, wanted: search.Search, limit: int) -> list[tuple[Kind, str, str]]:
    """At most ``limit`` live records of a kind that a search finds, by their names first, newest first."""
    if wanted.initial is not None:
        query = ListQuery(kind, search=wanted.initial)
        return [(kind, row.id, row.name) for row in page(connection, query, limit=limit)]
    hits: dict[int, None] = {}
    for only_names in (True, False):
        sets = search.found(kind, wanted, only_names=only_names)
        newest = sa.select(_rowid).select_from(along(kind, f"ix_{kind.value}_names")).where(_life == "live")
        newest = newest.where(_rowid.in_(sets[0]), *(_probed.in_(rowids) for rowids in sets[1:]))
        hits |= dict.fromkeys(row[0] for row in connection.execute(newest.order_by(_rowid.desc()).limit(limit)))
        if len(hits) >= limit:
            break
    chosen = list(hits)[:limit]
    rows = {row["rowid"]: row for row in _read(connection, kind, record_table(kind).columns, chosen)}
    return [(kind, rows[rowid]["id"], display_name(kind, to_fields(kind, rows[rowid]))) for rowid in chosen]
