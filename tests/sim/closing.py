"""A field is closed to this access: it alone waits, and goes out once it is open again; everything else goes out meanwhile.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.oracle import Place
from tests.sim.overwriting import is_agreed
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

CLOSING = 0.25
"""How often an administrator closes a field to this access, or opens it again, before a run of the story."""

CLOSABLE = ("first_name", "last_name", "city", "job_title")

RUNS = 3
"""After so many the other field is there: one is refused, and where the account has to be described anew, another."""


async def close_one_field(history: History, random: Random) -> list[Violation]:
    """Type into a field that is closed, of a row that is there or of one that is not, and look at what becomes of it."""
    side = random.choice(list(history.sides.values()))
    act = random.choice((_type_two, _type_two, _make))
    return [Violation(invariant, f"{side.name}: {text}") async for invariant, text in act(history, side, random)]


async def repeat_what_is_refused(history: History, random: Random) -> list[Violation]:
    """A creation whose answer was lost is refused when it is repeated, and look at what becomes of it."""
    side = random.choice(list(history.sides.values()))
    return [
        Violation(invariant, f"{side.name}: {text}") async for invariant, text in _make_again(history, side, random)
    ]


async def _type_two(history: History, side: Side, random: Random) -> AsyncIterator[tuple[str, str]]:
    """One of the two fields that are typed into is closed: the other one goes out, and it does so once it is open."""
    shut, other = random.sample(CLOSABLE, 2)
    links = sorted(history.picture.links.values(), key=lambda one: one.id)
    fit = [link for link in links if all(is_agreed(history, side, link, name) for name in (shut, other))]
    if not fit:
        return
    link = random.choice(fit)
    history.trace(f"{side.name}: {shut} of {link.place} may not be changed, {other} may")
    side.close(shut)
    history.replica.write(partial(editing.edit, record=link.record, values={shut: "Fermé", other: "Ouvert"}))
    before = _held(history, link, shut, other)
    await _run(history, side)
    closed, opened = _held(history, link, shut, other)
    side.close(None)
    await history.settle()
    if closed != before[0]:
        yield "L5", f"{shut} of {link.place} is closed, and was written"
    if opened == before[1]:
        yield "L5", f"{other} of {link.place} waits for {shut}, which is closed"
    if _held(history, link, shut) == before[:1]:
        yield "L5", f"{shut} of {link.place} is open again, and was not written"


async def _make(history: History, side: Side, random: Random) -> AsyncIterator[tuple[str, str]]:
    """Somebody's only name may not be written: nobody is made before it may."""
    kind = _kind(side, random)
    if kind is None:
        return
    side.close("last_name")
    record = _new(history, kind)
    await _run(history, side)
    nameless = _made(history, side, record)
    side.close(None)
    await history.settle()
    if nameless:
        yield "L5", f"{nameless} is made without a name"
    if not _made(history, side, record):
        yield "L5", f"{record} has its name, and was not made"


async def _make_again(history: History, side: Side, random: Random) -> AsyncIterator[tuple[str, str]]:
    """The process dies while somebody is made; that is refused when it is repeated, and what was typed is taken back meanwhile.

    What the first attempt made is no news of a colleague's: the commits tell (I7).
    """
    kind = _kind(side, random)
    if kind is None:
        return
    record = _new(history, kind)
    history.dies_sending = True
    await history.run(side, Reach.SEND)
    history.dies_sending = False
    history.replica.crash_at = None
    side.close("last_name")
    history.weather.forbidden = ("forbidden_read", side.objects[kind])
    await history.run(side, Reach.USUAL)
    history.weather.forbidden = None
    history.replica.write(partial(editing.edit, record=record, values={"city": None}))
    side.close(None)
    await history.settle()
    held = [history.oracle.rows[place].fields["city"] for place in _made(history, side, record)]
    if held != [None]:
        yield "L5", f"{record} has no city, and its rows have {held}"


async def _run(history: History, side: Side) -> None:
    for _ in range(RUNS):
        await asyncio.sleep(60)
        await history.run(side, Reach.SEND)


def _kind(side: Side, random: Random) -> Kind | None:
    kinds = [kind for kind in (Kind.LEAD, Kind.CONTACT) if kind in side.objects]
    return random.choice(kinds) if kinds else None


def _new(history: History, kind: Kind) -> str:
    """Somebody with one name, who lives somewhere."""
    record, _ = history.replica.write(
        partial(editing.create, kind=kind, values={"last_name": "Fermé", "city": "Ouvert"})
    )
    return record


def _made(history: History, side: Side, record: str) -> list[Place]:
    """The rows that stand for somebody and are there."""
    tied = [link for link in history.picture.links.values() if (link.connection, link.record) == (side.id, record)]
    return [link.place for link in tied if link.state == "active" and history.oracle.alive(link.place)]


def _held(history: History, link: Link, *names: str) -> list[Any]:
    """What the account holds in fields of a row."""
    return [history.oracle.rows[link.place].fields[name] for name in names]
