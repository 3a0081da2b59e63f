"""How far each feed of a connection has been read.

Under names in asterisks stands among them what else is left to the next run: what was mapped last (``MAPPING``), the feeds
that broke off (``sync/under_way.py``), whose records go over to another user (``sync/owners.py``), and that a backup was put back
(``PUT_BACK``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from crmdesk.store.columns import dump, load
from crmdesk.store.tables import Cursor, core
from crmdesk.store.unit import Unit

_CURSOR = core(Cursor)

# Built once: every run asks these for each feed.
_OF_ACCOUNT = sa.select(_CURSOR).where(_CURSOR.c.connection == sa.bindparam("account"))
_OF_FEED = sa.select(_CURSOR.c.cursor).where(
    (_CURSOR.c.connection == sa.bindparam("account")) & (_CURSOR.c.feed == sa.bindparam("name"))
)
_OF_ALL = sa.select(_CURSOR.c.connection, _CURSOR.c.cursor).where(_CURSOR.c.feed == sa.bindparam("name"))
_WANT = (
    _CURSOR.update()
    .where((_CURSOR.c.connection == sa.bindparam("account")) & (_CURSOR.c.feed == sa.bindparam("name")))
    .values(read_at=sa.bindparam("at"))
)
_PUT = insert(_CURSOR)
_PUT = _PUT.on_conflict_do_update(
    index_elements=["connection", "feed"],
    set_={
        "cursor": _PUT.excluded.cursor,
        "read_at": sa.case((_PUT.excluded.complete == 1, _PUT.excluded.read_at), else_=_CURSOR.c.read_at),
        "complete": sa.func.max(_CURSOR.c.complete, _PUT.excluded.complete),
    },
)

MAPPING = "*mapping*"
"""Under this name what was mapped last is kept among the feeds: object → kind → field → what its rule said."""

PUT_BACK = "*put back*"
"""Under this name stands that a backup took the database's place (``copying``): when it was ``made``, until the account was read
since, and the newest entry of its ``ledger``."""

AT_ONCE = "1970-01-01T00:00:00.000Z"
"""Stands for when a feed was read last where it is to be read again at once, however short ago that was (``want``)."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """How far a feed has been read; ``complete`` once it reached its end."""

    cursor: Any
    read_at: str
    complete: bool


def all_of(connection: sa.Connection, account: str) -> dict[str, FeedState]:
    """The state of every feed of a connection that has been read."""
    rows = connection.execute(_OF_ACCOUNT, {"account": account})
    return {row.feed: FeedState(load(row.cursor), row.read_at, bool(row.complete)) for row in rows}


def kept(connection: sa.Connection, account: str, name: str) -> dict[str, Any] | None:
    """What is kept under a name among the feeds of a connection; None where nothing is."""
    row = connection.execute(_OF_FEED, {"account": account, "name": name}).first()
    return None if row is None else load(row.cursor) or {}


def mapping(connection: sa.Connection, account: str) -> dict[str, Any] | None:
    """What was mapped last (``MAPPING``); None where nothing ever was."""
    return kept(connection, account, MAPPING)


def chosen(connection: sa.Connection, account: str, object_name: str, kind: str) -> dict[str, Any]:
    """Where the fields of a kind live in an object as it was mapped last, by field: what a person chose about that."""
    told = (mapping(connection, account) or {}).get(object_name, {}).get(kind, {})
    return {name: each["chosen"] for name, each in told.items()}


def unsent(connection: sa.Connection) -> dict[tuple[str, str, str], frozenset[str]]:
    """The fields that do not travel to an account, by (connection, object, kind): only read there, or no longer mapped."""
    rows = connection.execute(_OF_ALL, {"name": MAPPING})
    return {
        (row.connection, name, kind): frozenset(
            each for each, told in fields.items() if told.get("lost") or not told["write"]
        )
        for row in rows
        for name, kinds in (load(row.cursor) or {}).items()
        for kind, fields in kinds.items()
    }


def named(connection: sa.Connection, feed: str) -> dict[str, Any]:
    """What is kept under one name among the feeds of all connections, by connection."""
    rows = connection.execute(_OF_ALL, {"name": feed})
    return {row.connection: load(row.cursor) for row in rows}


def drop(unit: Unit, connection: str, feed: str) -> None:
    """Forget what is kept under a name among the feeds of a connection."""
    unit.connection.execute(_CURSOR.delete().where((_CURSOR.c.connection == connection) & (_CURSOR.c.feed == feed)))


def want(unit: Unit, connection: str, feeds: Iterable[str]) -> None:
    """Have feeds read again at once; one that was never read is due anyway."""
    for feed in sorted(feeds):
        unit.connection.execute(_WANT, {"account": connection, "name": feed, "at": AT_ONCE})


def move(unit: Unit, connection: str, feed: str, cursor: Any, *, complete: bool) -> None:
    """Move a feed on; ``read_at`` is when it last reached its end."""
    move_all(unit, connection, {feed: (cursor, complete)})


def move_all(unit: Unit, connection: str, reached: Mapping[str, tuple[Any, bool]]) -> None:
    """Move feeds on, each to its cursor and whether it came to its end, as ``move`` does."""
    rows = [
        {
            "connection": connection,
            "feed": feed,
            "cursor": dump(cursor),
            "read_at": unit.now,
            "complete": int(complete),
        }
        for feed, (cursor, complete) in reached.items()
    ]
    if rows:
        unit.connection.execute(_PUT, rows)
