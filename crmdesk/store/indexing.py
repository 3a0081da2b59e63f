"""Indexes that are set aside while a first pull fills a kind, and made again afterwards.

Keeping two dozen indexes and the tables of words in step costs a row eight times what the row itself costs. So a first
pull that fills a nearly empty kind sets them aside: the indexes are dropped but for the one of names, and the triggers
of the search leave rows alone that are numbered behind ``searched``. ``unindexed`` has a row for such a kind, written by
the same transaction, so that a crash at any moment leaves a state that tells what is missing. Lists and filters are
right meanwhile, only slower (``queries/lists.py``); search knows the rows up to ``searched``, which follows in slices.

Each step of the way back is a transaction of its own, so that what a person does never waits for more than one index or
one slice. The run that filled the kind takes them; where it died, the next one does, or whoever opens the store.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson
import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store.tables import Connection, Lease, Unindexed, core, record_table
from crmdesk.store.unit import Unit

SLICE = 1_000
"""Rows that search takes in at once: about 20 ms."""

NEARLY_EMPTY = 20_000
"""Rows up to which a kind's indexes are set aside: so many are read and sorted for a list without being missed."""

SEARCH_TABLES = {"words": ("name", "place", "text"), "fragments": ("email", "phone")}
"""The full-text tables that a kind may have, ``<kind>_<name>``, and their columns."""

RUN_LEASE = "run:"
"""What the lease of a run is called, before the id of its connection."""

_UNINDEXED, _LEASE, _CONNECTION = core(Unindexed), core(Lease), core(Connection)
_KINDS = sa.select(_UNINDEXED.c.kind)
_NEXT = sa.select(_UNINDEXED).order_by(_UNINDEXED.c.kind).limit(1)


def set_aside(unit: Unit, kinds: Iterable[Kind]) -> None:
    """Set the indexes of these kinds aside, each unless it is done already or holds too many rows."""
    for kind in sorted(set(kinds) - unindexed(unit.connection)):
        last = _last_row(unit, kind)
        if last <= NEARLY_EMPTY:
            indexes = _droppable(unit.connection, kind)
            for name in indexes:
                unit.connection.exec_driver_sql(f"DROP INDEX {name}")
            row = {"kind": kind.value, "searched": last, "indexes": orjson.dumps(list(indexes.values())).decode()}
            unit.connection.execute(_UNINDEXED.insert(), row)


def unindexed(connection: sa.Connection) -> set[Kind]:
    """The kinds whose indexes are set aside."""
    return {Kind(kind) for kind in connection.execute(_KINDS).scalars()}


def is_indexed(connection: sa.Connection, kind: Kind) -> bool:
    """Whether a kind has its indexes, and search knows all of its rows."""
    query = sa.select(_UNINDEXED.c.kind).where(_UNINDEXED.c.kind == kind.value)
    return connection.execute(query).first() is None


def follow(unit: Unit) -> bool:
    """Let search take in one slice of a kind whose rows are ahead of it by more; tells whether there was one."""
    for row in unit.connection.execute(sa.select(_UNINDEXED)).all():
        if row.searched + SLICE < _last_row(unit, Kind(row.kind)):
            _take_in(unit, Kind(row.kind), row.searched)
            return True
    return False


def bring_back(unit: Unit, *, connection: str | None = None) -> bool:
    """Take the next step of the way back: one slice, or one index. Tells whether there may be more to do.

    Nothing is done while the first run of another connection than ``connection`` is under way: it takes the steps.
    """
    row = unit.connection.execute(_NEXT).first()
    if row is None or _is_awaited(unit, connection):
        return False
    kind, left = Kind(row.kind), orjson.loads(row.indexes)
    here = _UNINDEXED.c.kind == row.kind
    if row.searched < _last_row(unit, kind):
        _take_in(unit, kind, row.searched)
    elif left:
        unit.connection.exec_driver_sql(left[0])
        values = {"indexes": orjson.dumps(left[1:]).decode()}
        unit.connection.execute(_UNINDEXED.update().where(here).values(values))
    else:
        unit.connection.execute(_UNINDEXED.delete().where(here))
        unit.touch_records(kind, ())
    return True


def _take_in(unit: Unit, kind: Kind, searched: int) -> None:
    """Put the rows behind ``searched`` into the search tables, a slice at most."""
    until = min(searched + SLICE, _last_row(unit, kind))
    for name, columns in SEARCH_TABLES.items():
        table, listed = f"{kind.value}_{name}", ", ".join(("rowid", *columns))
        if _has_table(unit.connection, table):
            unit.connection.exec_driver_sql(
                f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {table}_source WHERE rowid > ? AND rowid <= ?",  # noqa: S608
                (searched, until),
            )
    unit.connection.execute(_UNINDEXED.update().where(_UNINDEXED.c.kind == kind.value).values(searched=until))


def _is_awaited(unit: Unit, connection: str | None) -> bool:
    """Whether the first run of another connection is under way."""
    lease = sa.literal(RUN_LEASE).concat(_CONNECTION.c.id)
    live = (_LEASE.c.name == lease) & (_LEASE.c.until > unit.now_s) & _CONNECTION.c.last_success.is_(None)
    query = sa.select(_CONNECTION.c.id).join(_LEASE, live).where(_CONNECTION.c.id.is_distinct_from(connection))
    return unit.connection.execute(query.limit(1)).first() is not None


def _has_table(connection: sa.Connection, name: str) -> bool:
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return connection.exec_driver_sql(query, (name,)).first() is not None


def _droppable(connection: sa.Connection, kind: Kind) -> dict[str, str]:
    """The indexes that are set aside, with the statement that makes each; that of names is always at its end, so cheap."""
    query = (
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL AND name <> ?"
    )
    return {row.name: row.sql for row in connection.exec_driver_sql(query, (kind.value, f"ix_{kind.value}_names"))}


def _last_row(unit: Unit, kind: Kind) -> int:
    rowid = record_table(kind).c.rowid
    last: int = unit.connection.execute(sa.select(sa.func.coalesce(sa.func.max(rowid), 0))).scalar_one()
    return last
