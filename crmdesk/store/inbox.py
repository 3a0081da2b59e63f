"""The durable inbox: rows as they were read from a vendor, until they are reconciled. The last version of a row wins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from crmdesk.store.records import chunks
from crmdesk.store.tables import Inbox, Link, core
from crmdesk.store.unit import Unit

_INBOX, _LINK = core(Inbox), core(Link)


@dataclass(frozen=True, slots=True)
class Staged:
    """A row in the inbox. ``row`` is the JSON of what was read; ``absent`` tells that it says the row is gone."""

    object: str
    remote_id: str
    seq: int
    row: Any
    hash: bytes | None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row to put into the inbox; ``hash`` is that of its fields, None for an absence."""

    object: str
    remote_id: str
    row: Any
    hash: bytes | None = None


def put(unit: Unit, connection: str, arrivals: Sequence[Arrival]) -> int:
    """Stage rows, leaving out echoes: rows equal to what their link last saw. Returns how many were staged."""
    rows = [_row(connection, staged, waiting=False) for staged in fresh(unit, connection, arrivals)]
    if rows:
        unit.connection.execute(_INBOX.insert().prefix_with("OR REPLACE"), rows)
    return len(rows)


def fresh(unit: Unit, connection: str, arrivals: Sequence[Arrival]) -> list[Staged]:
    """The arrivals that are no echoes, as they would be staged."""
    seq = unit.connection.execute(sa.select(sa.func.coalesce(sa.func.max(_INBOX.c.seq), 0))).scalar_one()
    return [
        Staged(arrival.object, arrival.remote_id, seq + offset, arrival.row, arrival.hash, absent=arrival.hash is None)
        for offset, arrival in enumerate(_without_echoes(unit.connection, connection, arrivals), start=1)
    ]


def keep_waiting(unit: Unit, connection: str, staged: Sequence[Staged]) -> None:
    """Keep rows until the row that they wait for is there."""
    if staged:
        rows = [_row(connection, each, waiting=True) for each in staged]
        unit.connection.execute(_INBOX.insert().prefix_with("OR REPLACE"), rows)


def _row(connection: str, staged: Staged, *, waiting: bool) -> dict[str, Any]:
    return {
        "connection": connection,
        "object": staged.object,
        "remote_id": staged.remote_id,
        "seq": staged.seq,
        "row": orjson.dumps(staged.row),
        "hash": staged.hash,
        "absent": int(staged.absent),
        "waiting": int(waiting),
    }


def _without_echoes(connection: sa.Connection, account: str, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """What says something new: a row that differs from what its link saw last, a merge, the absence of a row that was there.

    Whatever has an older version waiting in the inbox is kept: it is the newer truth about it.
    """
    left: list[Arrival] = []
    for object_name in dict.fromkeys(arrival.object for arrival in arrivals):
        mine = [arrival for arrival in arrivals if arrival.object == object_name]
        waiting, links = _known(connection, account, object_name, [arrival.remote_id for arrival in mine])
        old = [one for arrival in mine for one in arrival.row.get("merged_ids", ())]
        standing = _standing(connection, account, object_name, old)
        left += [
            arrival
            for arrival in mine
            if arrival.remote_id in waiting
            or _is_news(arrival, links)
            or not standing.isdisjoint(arrival.row.get("merged_ids", ()))
        ]
    return left


def _standing(connection: sa.Connection, account: str, object_name: str, ids: Sequence[str]) -> set[str]:
    """Which of these given-up rows still have a link of their own: their merge is news, whatever the survivor holds."""
    found: set[str] = set()
    where = (
        (_LINK.c.connection == account) & (_LINK.c.object == object_name) & _LINK.c.state.in_(("active", "no_access"))
    )
    for chunk in chunks(ids):
        found.update(
            connection.execute(sa.select(_LINK.c.remote_id).where(where & _LINK.c.remote_id.in_(chunk))).scalars()
        )
    return found


def _is_news(arrival: Arrival, links: Mapping[str, tuple[str, bytes | None]]) -> bool:
    state, seen = links.get(arrival.remote_id, ("unknown", None))
    if arrival.hash is None:
        return state in ("active", "no_access")
    return state != "active" or seen != arrival.hash


def _known(
    connection: sa.Connection, account: str, object_name: str, ids: Sequence[str]
) -> tuple[set[str], dict[str, tuple[str, bytes | None]]]:
    """Which of these rows are in the inbox, and the state and last hash of those that have a link."""
    waiting: set[str] = set()
    links: dict[str, tuple[str, bytes | None]] = {}
    for chunk in chunks(ids):
        here = (_INBOX.c.connection == account) & (_INBOX.c.object == object_name) & _INBOX.c.remote_id.in_(chunk)
        waiting.update(connection.execute(sa.select(_INBOX.c.remote_id).where(here)).scalars())
        there = (_LINK.c.connection == account) & (_LINK.c.object == object_name) & _LINK.c.remote_id.in_(chunk)
        query = sa.select(_LINK.c.remote_id, _LINK.c.state, _LINK.c.seen_hash).where(there)
        links.update((row.remote_id, (row.state, row.seen_hash)) for row in connection.execute(query))
    return waiting, links


def take(unit: Unit, connection: str, object_name: str, limit: int) -> list[Staged]:
    """The oldest staged rows of an object that do not wait for another; they stay until ``done``."""
    where = (_INBOX.c.connection == connection) & (_INBOX.c.object == object_name) & (_INBOX.c.waiting == 0)
    rows = unit.connection.execute(sa.select(_INBOX).where(where).order_by(_INBOX.c.seq).limit(limit))
    return [
        Staged(row.object, row.remote_id, row.seq, orjson.loads(row.row), row.hash, absent=bool(row.absent))
        for row in rows
    ]


def done(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str]) -> None:
    """Reconciled rows leave the inbox."""
    for chunk in chunks(remote_ids):
        where = (_INBOX.c.connection == connection) & (_INBOX.c.object == object_name) & _INBOX.c.remote_id.in_(chunk)
        unit.connection.execute(_INBOX.delete().where(where))


def wake(unit: Unit, connection: str) -> None:
    """Bring back every row that waits: a new run tries them again."""
    where = (_INBOX.c.connection == connection) & (_INBOX.c.waiting == 1)
    unit.connection.execute(_INBOX.update().where(where).values(waiting=0))
