"""The very last act of a history: something uncommon happens to many rows at once, which chance alone never makes.

G1: nothing of it is taken in or sent before somebody has looked at it, and they are told what it is. Where they say that it is
wrong, the account gets again what is here. It has dice of its own and comes when everything is at rest, so that what went before
stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer, Uncommon
from crmdesk.store import reviews
from crmdesk.sync.run import Reach
from tests.sim.memory_side import MemorySide
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

MANY = 12
"""Rows of one kind: more than may change as a matter of course, and most of those that a history has."""

HAPPENING = [each for each in Uncommon if each is not Uncommon.TAKING_ALONG]
"""What may happen: no account of a history deletes others along with somebody."""

_TOWN = "city"


async def uncommon(history: History, random: Random) -> list[Violation]:
    """Make many rows, let something happen to all of them, and look at what the next run makes of it."""
    side = random.choice(list(history.sides.values()))
    kind = random.choice([Kind.LEAD, Kind.CONTACT])
    what = random.choice(HAPPENING)
    told = side.lists_deletions or what not in (Uncommon.DELETED, Uncommon.EMPTIED)
    if kind not in side.objects or not told or (what is Uncommon.UNANNOUNCED and not isinstance(side, MemorySide)):
        return []
    history.trace(f"{side.name}: many of {kind.value} are {what.value}")
    ids = [side.add(kind, {"last_name": f"Foule {number}", _TOWN: "Sète"}) for number in range(MANY)]
    await _run(history, side)
    links, all_links = _links(history, side, kind, set(ids)), _links(history, side, kind)
    if len(links) < MANY or any(link.bases.get(_TOWN, (None, None))[0] is None for link in links):
        return []
    if what is Uncommon.EMPTIED:
        links = all_links
    elif what is Uncommon.DELETED and len(links) == len(all_links):
        what = Uncommon.EMPTIED
    before = _pictured(history, links)
    for link in links:
        _happen(history, side, link, what)
    after = before if what is not Uncommon.DELETING else _pictured(history, links)
    await _run(history, side)
    if what is Uncommon.EMPTIED and _links(history, side, kind):
        # A creation that had waited since its answer was lost was made in that run: not all are gone.
        what = Uncommon.DELETED
    found = list(_wrong(history, side, links, what, after))
    if not found and what in (Uncommon.BLANKED, Uncommon.CHANGED):
        found += await _refuse(history, side, links)
    return found


async def _refuse(history: History, side: Side, links: list[Link]) -> list[Violation]:
    """Somebody says that it is wrong: the account gets again what is here, and the history tells what it held meanwhile (I1)."""
    rule = side.rule(links[0].object, links[0].kind, _TOWN)
    if rule is None or not rule.writable:
        return []
    asked = history.replica.read(lambda reader: reviews.all_open(reader, side.id))
    review = next(each for each in asked if each.object == links[0].object and not each.sending)
    theirs = {link.id: history.oracle.rows[link.place].fields[_TOWN] for link in links}
    history.replica.write(partial(reviews.decide, review=review.id, answer=Answer.REVERT, shown=review.shown))
    await _run(history, side)
    refused = [one for one in history.picture.ledger if (one.field, one.cause) == (_TOWN, "review")]
    told = {(one.record, one.old) for one in refused}
    found = []
    for link in links:
        raw, value = history.oracle.rows[link.place].fields[_TOWN], rule.codec.decode(theirs[link.id])
        if raw == theirs[link.id]:
            found.append(Violation("G1", f"{link.place} was to get its {_TOWN} again, and holds {raw!r}"))
        if (link.record, value) not in told:
            found.append(
                Violation("I1", f"{link.record} {_TOWN}: {value!r} was refused in a review, and is told nowhere")
            )
    return found


async def _run(history: History, side: Side) -> None:
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)


def _links(history: History, side: Side, kind: Kind, ids: set[str] | None = None) -> list[Link]:
    """The links that stand for rows of a kind that are there: for those of these ids, or for all."""
    held = (link for link in history.picture.links.values() if link.connection == side.id and link.state == "active")
    there = (link for link in held if history.oracle.alive(link.place))
    mine = (link for link in there if link.object == side.objects[kind] and link.kind is kind)
    return sorted((link for link in mine if ids is None or link.remote_id in ids), key=lambda link: link.id)


def _pictured(history: History, links: list[Link]) -> list[Any]:
    """What a run could take in or give away of these rows."""
    now = [history.picture.links[link.id] for link in links]
    records = [history.picture.records[link.record] for link in now]
    return [
        (link.state, link.bases.get(_TOWN), record.life, record.fields.get(_TOWN))
        for link, record in zip(now, records, strict=True)
    ]


def _happen(history: History, side: Side, link: Link, what: Uncommon) -> None:
    _, object_name, id = link.place
    match what:
        case Uncommon.DELETED | Uncommon.EMPTIED:
            side.drop(object_name, id, hard=False)
        case Uncommon.BLANKED:
            side.change(object_name, id, {_TOWN: None})
        case Uncommon.CHANGED:
            side.change(object_name, id, {_TOWN: "Agde"})
        case Uncommon.UNANNOUNCED:
            assert isinstance(side, MemorySide)
            version = side.account.rows[object_name][id].version
            side.change(object_name, id, {_TOWN: "Agde"})
            side.account.rows[object_name][id].version = version
        case Uncommon.DELETING:
            history.person.delete(link.record)


def _wrong(history: History, side: Side, links: list[Link], what: Uncommon, before: list[Any]) -> Iterator[Violation]:
    moved = [link.place for link, was, now in zip(links, before, _pictured(history, links), strict=True) if was != now]
    if moved:
        yield Violation("G1", f"{what.value}: {len(moved)} rows moved before anybody was asked, among them {moved[0]}")
    gone = [link.place for link in links if what is Uncommon.DELETING and not history.oracle.alive(link.place)]
    if gone:
        yield Violation("G1", f"{what.value}: {len(gone)} rows went before anybody was asked, among them {gone[0]}")
    asked = history.replica.read(lambda reader: reviews.all_open(reader, side.id))
    alarms = {alarm.what.value for review in asked for alarm in review.alarms}
    if what.value not in alarms:
        yield Violation("G1", f"{what.value}: nobody is told of it, but of {sorted(alarms)}")
