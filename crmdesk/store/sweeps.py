"""What a sweep of an object has found so far: rows listed, rows that are not as their link knows them, rows that are missing.

A sweep reads the ids of everything that an account holds of an object. They are noted here, page by page in whatever order they
come; at its end the links are compared with them in the order of remote ids, in the database. Nothing is held in memory as a whole,
and a sweep that was interrupted goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from crmdesk.domain.kinds import Kind
from crmdesk.store import bulk, inbox, links
from crmdesk.store.bases import main_of
from crmdesk.store.records import chunks
from crmdesk.store.tables import Inbox, Link, Sweep, core
from crmdesk.store.unit import Unit

LISTED, DIFFERS, MISSING = "listed", "differs", "missing"

SLICE = 5000
"""Rows that are dropped in one transaction, so that nobody waits noticeably behind it."""

_SWEEP, _LINK, _INBOX = core(Sweep), core(Link), core(Inbox)

# Built once: every run asks for suspects, forgets what is known, and drops what an ended sweep has listed.
_MINE = (_SWEEP.c.connection == sa.bindparam("account")) & (_SWEEP.c.object == sa.bindparam("_object"))
_GIVEN = _MINE & _SWEEP.c.remote_id.in_(bulk.GIVEN)
_NOTE = insert(_SWEEP)
_NOTE = _NOTE.on_conflict_do_update(
    index_elements=["connection", "object", "remote_id"],
    set_={
        "state": _NOTE.excluded.state,
        # What one sweep after another finds to differ has done so since the first of them: runs may come once a day.
        "at": sa.case(
            ((_SWEEP.c.state == DIFFERS) & (_NOTE.excluded.state == DIFFERS), _SWEEP.c.at), else_=_NOTE.excluded.at
        ),
        "missed": _NOTE.excluded.missed,
        "asked": _NOTE.excluded.asked,
    },
)
_DOUBT = _SWEEP.update().where(_GIVEN).values(at="")
_KEEP = _SWEEP.update().where(_GIVEN).values(asked=1)
_FORGET = _SWEEP.update().where(_GIVEN).values(state=LISTED, missed=0, asked=0)
_LISTED = _MINE & (_SWEEP.c.state == LISTED)
_DROP = _SWEEP.delete().where(
    _LISTED & _SWEEP.c.remote_id.in_(sa.select(_SWEEP.c.remote_id).where(_LISTED).limit(SLICE))
)
_SUSPECTS = (
    sa.select(_SWEEP.c.remote_id, _SWEEP.c.missed)
    .where(
        _MINE,
        # A moment that lies far ahead was noted by a clock that was: nobody knows how long ago.
        (
            (_SWEEP.c.state == DIFFERS)
            & ((_SWEEP.c.at <= sa.bindparam("settled")) | (_SWEEP.c.at > sa.bindparam("ahead")))
        )
        | ((_SWEEP.c.state == MISSING) & (_SWEEP.c.asked == 0)),
    )
    .order_by(_SWEEP.c.remote_id)
    .limit(sa.bindparam("most"))
)

# The same for the end of a sweep: what is missing still, what is missing now, and what is not missed any more.
_MISSING = _MINE & (_SWEEP.c.state == MISSING)
_SAME_ROW = (
    (_SWEEP.c.connection == _LINK.c.connection)
    & (_SWEEP.c.object == _LINK.c.object)
    & (_SWEEP.c.remote_id == _LINK.c.remote_id)
)
_STANDING = (
    (_LINK.c.connection == sa.bindparam("account"))
    & (_LINK.c.object == sa.bindparam("_object"))
    & (_LINK.c.state == links.ACTIVE)
)
_STILL = _SWEEP.update().where(_MISSING).values(missed=_SWEEP.c.missed + 1, asked=0)
_NOW = _SWEEP.insert().from_select(
    ["connection", "object", "remote_id", "state", "at", "missed", "asked"],
    sa.select(
        _LINK.c.connection,
        _LINK.c.object,
        _LINK.c.remote_id,
        sa.literal(MISSING),
        sa.bindparam("now"),
        sa.literal(1),
        sa.literal(0),
    )
    .where(_STANDING & _LINK.c.remote_id.is_not(None))
    .where(~sa.exists().where(_SAME_ROW))
    .order_by(_LINK.c.remote_id),
)
_ARRIVED = (
    (_INBOX.c.connection == _SWEEP.c.connection)
    & (_INBOX.c.object == _SWEEP.c.object)
    & (_INBOX.c.remote_id == _SWEEP.c.remote_id)
)
_COUNT_UNASKED = (
    sa.select(_LINK.c.kind, sa.func.count())
    .select_from(_SWEEP.join(_LINK, _SAME_ROW))
    .where(_MINE & (_SWEEP.c.state == sa.bindparam("_state")) & (_SWEEP.c.asked == 0) & _STANDING)
    .where(~sa.exists().where(_ARRIVED))
    .group_by(_LINK.c.kind)
)
_NO_MORE = _SWEEP.delete().where(_MISSING & ~sa.exists().where(_SAME_ROW & _STANDING))


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row to ask the account for. ``missed`` counts the sweeps that did not list it; 0: it was listed, and differs."""

    remote_id: str
    missed: int


def unlike(
    connection: sa.Connection,
    account: str,
    object_name: str,
    listed: Mapping[str, str | None],
    unversioned: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    mains: Mapping[str, str] = MappingProxyType({}),
) -> set[str]:
    """Which of these rows, given with their versions or the beginnings of these, are not as they are known here.

    ``unversioned`` are raw values, by id and field, of which the version tells nothing, ``mains`` the ids of the rows to which rows
    add fields. What waits in the inbox is known, whatever becomes of it; so is what a person keeps apart.
    """
    known = links.by_remote(connection, account, object_name, listed)
    found = {id for id, version in listed.items() if _is_unlike(id, version, known.get(id), object_name)}
    found |= {id for id, raws in unversioned.items() if id in known and _has_moved(known[id], raws)}
    found |= {id for id, main in mains.items() if id in known and _is_given(known[id], main)}
    return found - inbox.present_among(connection, account, object_name, found)


def _is_unlike(id: str, version: str | None, state: links.LinkState | None, object_name: str) -> bool:
    if state is None:
        return True
    if state.remote_id != id and state.object == object_name:
        return True  # it became part of another row, and stands alone again
    if state.state == links.ACTIVE:
        return state.remote_id == id and version is not None and not (state.version or "").startswith(version)
    return state.is_gone or state.state == links.NO_ACCESS


def _has_moved(state: links.LinkState, raws: Mapping[str, Any]) -> bool:
    """Whether one of these raw values is not what was last agreed on."""
    return state.state == links.ACTIVE and any(
        raw != state.bases.get(name, (None, None))[1] for name, raw in raws.items()
    )


def _is_given(state: links.LinkState, main: str) -> bool:
    """Whether a row adds fields to another row than when it was seen last."""
    return state.state == links.ACTIVE and main_of(state.seen_hash) != main


def note(unit: Unit, account: str, object_name: str, listed: Iterable[str], differing: Collection[str]) -> None:
    """Note rows as listed; whatever was thought to be missing among them is not."""
    rows = [
        {
            "connection": account,
            "object": object_name,
            "remote_id": id,
            "state": DIFFERS if id in differing else LISTED,
            "at": unit.now,
            "missed": 0,
            "asked": 0,
        }
        for id in listed
    ]
    if rows:
        unit.connection.execute(_NOTE, rows)


def doubt(unit: Unit, account: str, object_name: str, ids: Iterable[str]) -> None:
    """Have rows asked for by the next run: they were not listened to for a while."""
    found = list(ids)
    note(unit, account, object_name, found, found)
    for chunk in chunks(found):
        unit.connection.execute(_DOUBT, {"account": account, "_object": object_name, "given": bulk.listed(chunk)})


def close(unit: Unit, account: str, object_name: str) -> None:
    """The sweep has listed everything: note the links whose rows it missed, once more those that the one before missed."""
    mine = {"account": account, "_object": object_name}
    unit.connection.execute(_STILL, mine)
    unit.connection.execute(_NOW, {**mine, "now": unit.now})
    unit.connection.execute(_NO_MORE, mine)


def drop_listed(unit: Unit, account: str, object_name: str) -> int:
    """Forget some of the rows that an ended sweep listed; returns how many (0: none is left)."""
    return unit.connection.execute(_DROP, {"account": account, "_object": object_name}).rowcount


def suspects(
    connection: sa.Connection, account: str, object_name: str, *, settled: str, ahead: str, limit: int
) -> list[Suspect]:
    """Rows of an object to ask for: those missing, and those that differ since ``settled`` or longer, or a moment ``ahead``."""
    asked = {"account": account, "_object": object_name, "settled": settled, "ahead": ahead, "most": limit}
    return [Suspect(*row) for row in connection.execute(_SUSPECTS, asked)]


def count_unasked(connection: sa.Connection, account: str, object_name: str, state: str) -> dict[Kind, int]:
    """How many rows that stand for a record are missing, or differ (``state``), by kind: neither asked for nor in the inbox yet."""
    rows = connection.execute(_COUNT_UNASKED, {"account": account, "_object": object_name, "_state": state})
    return {Kind(kind): count for kind, count in rows}


def keep(unit: Unit, account: str, object_name: str, ids: Iterable[str]) -> None:
    """Go on suspecting rows until the next sweep has looked for them."""
    for chunk in chunks(ids):
        unit.connection.execute(_KEEP, {"account": account, "_object": object_name, "given": bulk.listed(chunk)})


def forget(unit: Unit, account: str, object_name: str, ids: Iterable[str]) -> None:
    """What is known of rows by now needs no sweep; in one that is under way they count as listed."""
    for chunk in chunks(ids):
        unit.connection.execute(_FORGET, {"account": account, "_object": object_name, "given": bulk.listed(chunk)})
