"""The durable inbox: rows as they were read from a vendor, until they are reconciled. The last version of a row wins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from crmdesk.store import bulk, open_conflicts
from crmdesk.store.bases import is_echo
from crmdesk.store.records import chunks
from crmdesk.store.tables import Inbox, Link, core
from crmdesk.store.unit import Unit

_INBOX, _LINK = core(Inbox), core(Link)

FREE, HELD, AGREED, REFUSED, ALONE = 0, 1, 2, 3, 4
"""What a review says of a row: nothing, it waits, it may be taken in, the account gets again what is here, or it is taken in
and tied to nobody."""

READY = (FREE, AGREED, ALONE)
"""What may be taken in."""

UNSETTLED = (FREE, ALONE)
"""What a first sync is counted over: a row that was counted as one of its own may be another tomorrow."""

UNDECIDED = (FREE, HELD)
"""What is looked at together, to find out what is uncommon."""

_UNKNOWN = ("unknown", None)
# Built once: a pull asks these for every few hundred rows.
_HERE = sa.select(_INBOX.c.remote_id).where(bulk.rows_given(_INBOX))
_ABSENT_HERE = _HERE.where(_INBOX.c.absent == 1)
_HASHES = sa.select(_INBOX.c.remote_id, _INBOX.c.hash).where(bulk.rows_given(_INBOX))
_BY_ID = sa.select(_INBOX).where(bulk.rows_given(_INBOX))
_LAST_SEQ = sa.select(sa.func.coalesce(sa.func.max(_INBOX.c.seq), 0))
_THERE = sa.select(_LINK.c.remote_id, _LINK.c.state, _LINK.c.seen_hash).where(bulk.rows_given(_LINK))
_LINKS = sa.select(_LINK.c.remote_id, _LINK.c.id).where(bulk.rows_given(_LINK))
_TIED = sa.select(_LINK.c.remote_id).where(bulk.rows_given(_LINK))
_READ = (
    sa.select(_INBOX)
    .where((_INBOX.c.connection == sa.bindparam("account")) & (_INBOX.c.object == sa.bindparam("object")))
    .where((_INBOX.c.absent == 0) & (_INBOX.c.seq > sa.bindparam("after")))
    .order_by(_INBOX.c.seq)
    .limit(sa.bindparam("most"))
)
_DONE = _INBOX.delete().where(bulk.rows_given(_INBOX))
_MERGED = sa.select(_LINK.c.remote_id).where(bulk.rows_given(_LINK) & _LINK.c.state.in_(("active", "no_access")))
_WAITING = (_INBOX.c.connection == sa.bindparam("account")) & (_INBOX.c.waiting == 1)
_A_WAITING_ONE = sa.select(_INBOX.c.seq).where(_WAITING).limit(1)
_WAKE = _INBOX.update().where(_WAITING).values(waiting=0)
_ROWS = (
    sa.select(_INBOX)
    .where((_INBOX.c.connection == sa.bindparam("account")) & (_INBOX.c.object == sa.bindparam("object")))
    .where((_INBOX.c.waiting == 0) & _INBOX.c.held.in_(sa.bindparam("held", expanding=True)))
    .where(_INBOX.c.seq > sa.bindparam("after"))
    .order_by(_INBOX.c.seq)
    .limit(sa.bindparam("most"))
)
_ROWS_OF_SORT = _ROWS.where(_INBOX.c.absent == sa.bindparam("absent"))
_PUT = sqlite.insert(_INBOX)
_PUT = _PUT.on_conflict_do_update(
    index_elements=["connection", "object", "remote_id"],
    # What a review says of a row holds for its later versions too.
    set_={name: _PUT.excluded[name] for name in ("seq", "row", "hash", "absent", "waiting")},
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A row in the inbox. ``row`` is the JSON of what was read; ``absent`` tells that it says the row is gone.

    ``alone`` rows are tied to nobody; ``doubt`` is the record that such a row may stand for, where nobody can know.
    """

    object: str
    remote_id: str
    seq: int
    row: Any
    hash: bytes | None
    absent: bool = False
    alone: bool = False
    doubt: str | None = None

    @property
    def deleted(self) -> bool:
        """Whether it says that the row was deleted, rather than hidden from us, merged or moved."""
        return self.absent and self.row["gone"] == "deleted" and not self.lives_on

    @property
    def lives_on(self) -> bool:
        """Whether it says that the row was merged into another one, or moved."""
        return self.lives_as is not None

    @property
    def lives_as(self) -> tuple[str, str] | None:
        """The row, object and remote id, into which it says that the row was merged, or as which it lives on elsewhere."""
        if not self.absent:
            return None
        if self.row["became"] is not None:
            return (self.row["became"][0], self.row["became"][1])
        return None if self.row["merged_into"] is None else (self.object, self.row["merged_into"])


@dataclass(frozen=True, slots=True)
class Pile:
    """What there is of one object in the inbox, and waits for no other row: how many rows a review says each thing of.

    ``absences`` are those of the free rows that say a row is gone; ``alone`` are tied to nobody.
    """

    free: int
    absences: int
    held: int
    agreed: int
    refused: int
    alone: int = 0

    @property
    def ready(self) -> bool:
        """Whether there is something to take in."""
        return bool(self.free or self.agreed or self.alone)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row to put into the inbox; ``hash`` is that of its fields, None for an absence."""

    object: str
    remote_id: str
    row: Any
    hash: bytes | None = None


def put(unit: Unit, connection: str, arrivals: Sequence[Arrival]) -> int:
    """Stage rows, leaving out echoes: rows equal to what their link last saw. Returns how many were staged."""
    staged: list[Arrival] = []
    for object_name in dict.fromkeys(arrival.object for arrival in arrivals):
        mine = [arrival for arrival in arrivals if arrival.object == object_name]
        hashes = {arrival.remote_id: arrival.hash for arrival in mine}
        merged = {arrival.remote_id: arrival.row["merged_ids"] for arrival in mine if arrival.row.get("merged_ids")}
        moved = [arrival.remote_id for arrival in mine if arrival.row.get("became")]
        fresh = news(unit.connection, connection, object_name, hashes, merged, moved)
        found = [arrival for arrival in mine if arrival.remote_id in fresh]
        staged += _with_all_they_took_in(unit, connection, object_name, found)
    _stage(unit, connection, staged, waiting=False)
    return len(staged)


def _with_all_they_took_in(unit: Unit, connection: str, object_name: str, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Rows with whoever became part of them while older versions wait: a vendor need not name these with each version again."""
    merged = {arrival.remote_id: arrival.row.get("merged_ids") or () for arrival in arrivals}
    asked = {"account": connection, "object": object_name, "given": bulk.listed({*merged, *chain(*merged.values())})}
    waiting = {row.remote_id: orjson.loads(row.row) for row in unit.connection.execute(_BY_ID, asked)}
    earlier = {id: row["merged_ids"] for id, row in waiting.items() if row.get("merged_ids")}
    found: list[Arrival] = []
    for each in arrivals:
        mine = merged[each.remote_id]
        taken = dict.fromkeys(chain(mine, *(earlier.get(id, ()) for id in (each.remote_id, *mine))))
        more = each.hash is not None and len(taken) > len(mine)
        found.append(replace(each, row={**each.row, "merged_ids": [*taken]}) if more else each)
    return found


def keep_waiting(unit: Unit, connection: str, arrivals: Sequence[Arrival]) -> None:
    """Keep rows until the row that they wait for is there."""
    _stage(unit, connection, arrivals, waiting=True)


def _stage(unit: Unit, connection: str, arrivals: Sequence[Arrival], *, waiting: bool) -> None:
    if not arrivals:
        return
    last = unit.connection.execute(_LAST_SEQ).scalar_one()
    rows = [
        {
            "connection": connection,
            "object": arrival.object,
            "remote_id": arrival.remote_id,
            "seq": seq,
            "row": orjson.dumps(arrival.row),
            "hash": arrival.hash,
            "absent": int(arrival.hash is None),
            "waiting": int(waiting),
            "held": 0,
        }
        for seq, arrival in enumerate(arrivals, start=last + 1)
    ]
    unit.connection.execute(_PUT, rows)


def news(
    connection: sa.Connection,
    account: str,
    object_name: str,
    hashes: Mapping[str, bytes | None],
    merged: Mapping[str, Sequence[str]],
    moved: Iterable[str],
) -> set[str]:
    """Which rows say something new: a row that differs from what its link saw last, a merge, the absence of a row that was there.

    ``hashes`` are those of the rows' fields by remote id, None for an absence; ``merged`` are the ids of rows that were
    merged into one, ``moved`` those of rows that live on in another object: what is kept apart stays so there. Whoever became part
    of such a row is as if deleted (``asked_about``). Whatever has an older version waiting in the inbox is new: it is the newer
    truth about it.
    """
    waiting, links = _known(connection, account, object_name, list(hashes))
    standing = _standing(connection, account, object_name, [one for ids in merged.values() for one in ids])
    apart = [one for id, ids in merged.items() if links.get(id, _UNKNOWN)[0] == "unlinked" for one in ids]
    standing -= asked_about(connection, account, object_name, apart)
    found = {id for id, now in hashes.items() if id in waiting or _is_news(now, *links.get(id, _UNKNOWN))}
    found |= {id for id in moved if links.get(id, _UNKNOWN)[0] == "unlinked"}
    return found | {id for id, ids in merged.items() if not standing.isdisjoint(ids)}


def asked_about(connection: sa.Connection, account: str, object_name: str, ids: Collection[str]) -> set[str]:
    """Which of these deleted rows a person is asked about, while nothing newer of them is here: to hear it again is no news."""
    lost = open_conflicts.lost_rows(connection, account) if ids else set()
    if not lost:
        return set()
    asked = {"account": account, "object": object_name, "given": bulk.listed(ids)}
    named = {row.remote_id for row in connection.execute(_LINKS, asked) if row.id in lost}
    return named - present_among(connection, account, object_name, named)


def _standing(connection: sa.Connection, account: str, object_name: str, ids: Sequence[str]) -> set[str]:
    """Which of these given-up rows still have a link of their own: their merge is news, whatever the survivor holds."""
    found: set[str] = set()
    for chunk in chunks(ids):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        found.update(connection.execute(_MERGED, asked).scalars())
    return found


def _is_news(now: bytes | None, state: str, seen: bytes | None) -> bool:
    if now is None:
        return state in ("active", "no_access", "loose")
    # Nothing of a row that is kept apart is taken in; it is asked for when it is tied again.
    return state != "unlinked" and (state != "active" or not is_echo(now, seen))


def _known(
    connection: sa.Connection, account: str, object_name: str, ids: Sequence[str]
) -> tuple[set[str], dict[str, tuple[str, bytes | None]]]:
    """Which of these rows are in the inbox, and the state and last hash of those that have a link."""
    waiting: set[str] = set()
    links: dict[str, tuple[str, bytes | None]] = {}
    for chunk in chunks(ids):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        waiting.update(connection.execute(_HERE, asked).scalars())
        links.update((row.remote_id, (row.state, row.seen_hash)) for row in connection.execute(_THERE, asked))
    return waiting, links


def rows(
    connection: sa.Connection,
    account: str,
    object_name: str,
    held: Collection[int],
    *,
    after: int = 0,
    limit: int,
    absent: bool | None = None,
) -> list[Staged]:
    """Rows of an object of which a review says one of ``held``, and that wait for no other row.

    The oldest behind the row numbered ``after`` come first; with ``absent`` only those that say a row is gone, or only the
    others. They stay until ``done``.
    """
    asked = {"account": account, "object": object_name, "held": list(held), "after": after, "most": limit}
    rows = connection.execute(_ROWS if absent is None else _ROWS_OF_SORT, {**asked, "absent": absent})
    return [_staged(row) for row in rows]


def _staged(row: sa.Row[Any]) -> Staged:
    what = orjson.loads(row.row)
    alone = row.held == ALONE or row.doubt is not None
    return Staged(
        row.object, row.remote_id, row.seq, what, row.hash, absent=bool(row.absent), alone=alone, doubt=row.doubt
    )


def piles(connection: sa.Connection, account: str) -> dict[str, Pile]:
    """What there is of each object that has rows here, in one look."""
    return {row[0]: Pile(*row[1:]) for row in connection.execute(_piles(), {"account": account})}


@cache
def _piles() -> sa.Select[Any]:
    state, count = _INBOX.c.held, sa.func.count
    columns = (
        count().filter(state == FREE),
        count().filter((state == FREE) & (_INBOX.c.absent == 1)),
        *(count().filter(state == each) for each in (HELD, AGREED, REFUSED, ALONE)),
    )
    where = (_INBOX.c.connection == sa.bindparam("account")) & (_INBOX.c.waiting == 0)
    return sa.select(_INBOX.c.object, *columns).where(where).group_by(_INBOX.c.object)


def present_among(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> set[str]:
    """Which of these rows are here, whatever they wait for."""
    return among(connection, account, object_name, ids, _HERE)


def tied_among(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> set[str]:
    """Which of these rows stand for a record, or did, whether they are here or not."""
    return among(connection, account, object_name, ids, _TIED)


def same_among(
    connection: sa.Connection,
    account: str,
    object_name: str,
    hashes: Mapping[str, bytes | None],
    merged: Mapping[str, Sequence[str]],
) -> set[str]:
    """Which of these rows are here just so, given as in ``news``: a row that has taken in another one since is not."""
    found: set[str] = set()
    for chunk in chunks(hashes):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        rows = connection.execute(_HASHES, asked)
        found.update(row.remote_id for row in rows if is_echo(hashes[row.remote_id], row.hash))
    known = by_ids(connection, account, object_name, found & merged.keys())
    return found - {id for id, staged in known.items() if not set(merged[id]) <= set(staged.row["merged_ids"])}


def absent_among(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> set[str]:
    """Which of these rows are told to be gone by what is here."""
    return among(connection, account, object_name, ids, _ABSENT_HERE)


def among(
    connection: sa.Connection, account: str, object_name: str, ids: Iterable[str], query: sa.Select[Any]
) -> set[str]:
    """Which of these rows a query finds, which asks for the remote ids of the ``rows_given``."""
    found: set[str] = set()
    for chunk in chunks(ids):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        found.update(connection.execute(query, asked).scalars())
    return found


def by_ids(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> dict[str, Staged]:
    """Rows of an object by their ids, as far as they are here."""
    found: dict[str, Staged] = {}
    for chunk in chunks(ids):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        found |= {row.remote_id: _staged(row) for row in connection.execute(_BY_ID, asked)}
    return found


def newest(connection: sa.Connection, account: str) -> tuple[int, int]:
    """How many rows of an account are here, and the number of the newest one: where both stay, so do the rows."""
    counted = sa.select(sa.func.count(), sa.func.coalesce(sa.func.max(_INBOX.c.seq), 0))
    count, last = connection.execute(counted.where(_INBOX.c.connection == account)).one()
    return count, last


def _of_object(connection: str, object_name: str) -> sa.ColumnElement[bool]:
    return (_INBOX.c.connection == connection) & (_INBOX.c.object == object_name)


def forget_fields(
    unit: Unit, connection: str, object_name: str, fields: Mapping[str, Collection[str]], *, after: int, limit: int
) -> int | None:
    """Take fields, by kind, out of rows of an object, for these were read as something else; returns where to go on.

    Such a row says nothing of them any more, and whatever is read of it next is news.
    """
    asked = {"account": connection, "object": object_name, "after": after, "most": limit}
    staged = unit.connection.execute(_READ, asked).all()
    for each in staged:
        row = orjson.loads(each.row)
        lost = row["fields"].keys() & set(fields.get(row["kind"], ()))
        if lost:
            row["fields"] = {name: raw for name, raw in row["fields"].items() if name not in lost}
            where = _of_object(connection, object_name) & (_INBOX.c.remote_id == each.remote_id)
            unit.connection.execute(_INBOX.update().where(where).values(row=orjson.dumps(row), hash=None))
    return staged[-1].seq if len(staged) == limit else None


def done(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str]) -> None:
    """Reconciled rows leave the inbox."""
    for chunk in chunks(remote_ids):
        asked = {"account": connection, "object": object_name, "given": bulk.listed(chunk)}
        unit.connection.execute(_DONE, asked)


def has_waiting(connection: sa.Connection, account: str) -> bool:
    """Whether there are rows that wait for another one."""
    return connection.execute(_A_WAITING_ONE, {"account": account}).first() is not None


def wake(unit: Unit, connection: str) -> None:
    """Bring back every row that waits: what it waits for may be there now."""
    unit.connection.execute(_WAKE, {"account": connection})
