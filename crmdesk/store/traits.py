"""Traits: what people, companies and users are known by, so that rows of several accounts can be found to be the same one's.

Addresses, numbers and domains, each with the records that have it: what ``sync/matching.py`` then looks at closely. They are
kept only once there is anything to compare with, that is when a second account is connected, when one is connected to a
replica that holds records, or when a person is entered here. So the first pull of the first account pays nothing.

Records are taken in when somebody asks: those that are numbered behind ``traced.until`` wait for it. Triggers keep the others
in step.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.store import bulk
from crmdesk.store.records import chunks
from crmdesk.store.tables import Connection, Traced, Trait, core, record_table
from crmdesk.store.unit import Unit

KNOWN_BY = (*PERSON_KINDS, Kind.COMPANY, Kind.USER)
"""The kinds whose records are known by something that others do not share."""

SLICE = 2_000
"""Records whose traits are taken in at once: about 20 ms."""

_TRAIT, _TRACED = core(Trait), core(Traced)
_ALL_TRACED = sa.select(_TRACED).order_by(_TRACED.c.kind)


def begin(unit: Unit) -> None:
    """Keep traits from now on."""
    rows = [{"kind": kind.value, "until": 0} for kind in KNOWN_BY]
    unit.connection.execute(_TRACED.insert().prefix_with("OR IGNORE"), rows)


def begin_beside_others(unit: Unit) -> None:
    """Keep traits from now on if an account that is about to be connected may have what is, or is about to come, here."""
    if unit.connection.execute(sa.select(core(Connection).c.id).limit(1)).first() or is_anybody_here(unit.connection):
        begin(unit)


def is_anybody_here(connection: sa.Connection) -> bool:
    """Whether there is a person, a company or a user to whom a row could be tied."""
    return bool(connection.execute(_is_anybody()).scalar_one())


@cache
def _is_anybody() -> sa.Select[Any]:
    return sa.select(sa.or_(*(sa.exists(sa.select(record_table(kind).c.id)) for kind in KNOWN_BY)))


def are_kept(connection: sa.Connection) -> bool:
    """Whether there is anything to compare with."""
    return connection.execute(sa.select(_TRACED.c.kind).limit(1)).first() is not None


def behind(connection: sa.Connection, *, by: int = SLICE) -> dict[Kind, int]:
    """The kinds of which more than ``by`` records wait to be taken in, with the number up to which they are."""
    rows = connection.execute(_ALL_TRACED).all()
    return {Kind(row.kind): row.until for row in rows if row.until + by < _last_row(connection, Kind(row.kind))}


def follow(unit: Unit, *, by: int = SLICE) -> bool:
    """Take in one slice of a kind that is ``behind``; tells whether there was one."""
    for kind, until in behind(unit.connection, by=by).items():
        _take_in(unit, kind, until, min(until + SLICE, _last_row(unit.connection, kind)))
        return True
    return False


def sharing(unit: Unit, kind: Kind, values: Iterable[str]) -> set[str]:
    """The ids of the records of a kind that are known by any of the values; whatever waits is taken in first."""
    until = behind(unit.connection, by=0).get(kind)
    if until is not None:
        _take_in(unit, kind, until, _last_row(unit.connection, kind))
    return known_by(unit.connection, kind, values)


def known_by(connection: sa.Connection, kind: Kind, values: Iterable[str]) -> set[str]:
    """The ids of the records of a kind that are known by any of the values, as far as these have been taken in."""
    found: set[str] = set()
    for chunk in chunks(values):
        where = _TRAIT.c.value.in_(bulk.given(chunk)) & (_TRAIT.c.kind == kind.value)
        found.update(connection.execute(sa.select(_TRAIT.c.record).where(where)).scalars())
    return found


def _take_in(unit: Unit, kind: Kind, after: int, until: int) -> None:
    # A record may have a number twice, labelled otherwise.
    unit.connection.exec_driver_sql(
        f"INSERT OR IGNORE INTO trait (value, kind, record) SELECT value, ?, record FROM {kind.value}_traits"  # noqa: S608
        " WHERE rowid > ? AND rowid <= ?",
        (kind.value, after, until),
    )
    unit.connection.execute(_TRACED.update().where(_TRACED.c.kind == kind.value).values(until=until))


def _last_row(connection: sa.Connection, kind: Kind) -> int:
    last: int = connection.execute(_last_of(kind)).scalar_one()
    return last


@cache
def _last_of(kind: Kind) -> sa.Select[Any]:
    return sa.select(sa.func.coalesce(sa.func.max(record_table(kind).c.rowid), 0))
