"""The durable inbox: rows as they were read from a vendor, until they are reconciled. The last version of a row wins."""

from __future__ import annotations

from collections.abc import Sequence
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
    seq = unit.connection.execute(sa.select(sa.func.coalesce(sa.func.max(_INBOX.c.seq), 0))).scalar_one()
    fresh = _without_echoes(unit.connection, connection, arrivals)
    rows = [
        {
            "connection": connection,
            "object": arrival.object,
            "remote_id": arrival.remote_id,
            "seq": seq + offset,
            "row": orjson.dumps(arrival.row),
            "hash": arrival.hash,
            "absent": int(arrival.hash is None),
            "waiting": 0,
        }
        for offset, arrival in enumerate(fresh, start=1)
    ]
    if rows:
        unit.connection.execute(_INBOX.insert().prefix_with("OR REPLACE"), rows)
    return len(rows)


def _without_echoes(connection: sa.Connection, account: str, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """An equal row is an echo only while no older version of it waits in the inbox: then it is the newer truth."""
    fresh = list(arrivals)
    for object_name in sorted({arrival.object for arrival in arrivals}):
        ids = [arrival.remote_id for arrival in arrivals if arrival.object == object_name and arrival.hash is not None]
        seen: dict[str, bytes | None] = {}
        for chunk in chunks(ids):
            where = (_LINK.c.connection == account) & (_LINK.c.object == object_name) & _LINK.c.remote_id.in_(chunk)
            waiting = sa.exists().where(
                (_INBOX.c.connection == account)
                & (_INBOX.c.object == object_name)
                & (_INBOX.c.remote_id == _LINK.c.remote_id),
            )
            query = sa.select(_LINK.c.remote_id, _LINK.c.seen_hash).where(
                where & (_LINK.c.state == "active") & ~waiting
            )
            seen.update((row.remote_id, row.seen_hash) for row in connection.execute(query))
        fresh = [
            arrival
            for arrival in fresh
            if arrival.object != object_name or arrival.hash is None or seen.get(arrival.remote_id) != arrival.hash
        ]
    return fresh


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


def wait(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str], *, waiting: bool) -> None:
    """Set rows aside until another row is there, or bring them back."""
    for chunk in chunks(remote_ids):
        where = (_INBOX.c.connection == connection) & (_INBOX.c.object == object_name) & _INBOX.c.remote_id.in_(chunk)
        unit.connection.execute(_INBOX.update().where(where).values(waiting=int(waiting)))


def wake(unit: Unit, connection: str) -> None:
    """Bring back every row that waits: a new run tries them again."""
    where = (_INBOX.c.connection == connection) & (_INBOX.c.waiting == 1)
    unit.connection.execute(_INBOX.update().where(where).values(waiting=0))
