"""Two rows are merged at an account, and a colleague takes the one that went out of the bin again: both stand for somebody.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.memory_side import MemorySide
from tests.sim.picture import Link
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_TOWN, _JOB, _FIRST = "city", "job_title", "first_name"


async def part_again(history: History, random: Random) -> list[Violation]:
    """Merge two people whom the engine knows, let it learn of that, take one out again, and write to both on both sides."""
    sides = [side for side in history.sides.values() if isinstance(side, MemorySide)]
    if not sides:
        return []
    side = random.choice(sides)
    ids = [side.add(Kind.LEAD, {"last_name": f"Scindé {number}", _TOWN: "Sète"}) for number in range(2)]
    await _run(history, side)
    tied = [_tied(history, side, id) for id in ids]
    if None in tied:
        return []
    winner, loser = random.sample(ids, 2)
    for number, link in enumerate(link for link in tied if link is not None):
        # Neither is sent before the merge is known: what was typed for the survivor comes first (``going_on``).
        history.replica.write(partial(editing.edit, record=link.record, values={_FIRST: f"Tapé {number}"}))
    history.trace(f"{side.name}: merge {loser} into {winner}, of which it will be no part again")
    side.merge(side.objects[Kind.LEAD], winner, loser)
    if random.random() < 0.8:
        await _run(history, side)
    side.bring_back(side.objects[Kind.LEAD], loser)
    side.change(side.objects[Kind.LEAD], loser, {_TOWN: "Agde"})
    await _run(history, side)
    await history.sweep()
    await history.settle()
    return [Violation("I3", text) for text in await _wrong(history, side, [winner, loser])]


async def _wrong(history: History, side: MemorySide, ids: Sequence[str]) -> list[str]:
    """Each of both has to stand for a record of its own, and what is written on either side has to travel."""
    links = [_tied(history, side, id) for id in ids]
    alone = [link for link in links if link is not None and history.picture.records[link.record].life == "live"]
    if len({link.record for link in alone}) < len(ids):
        return [f"{ids} are two rows again, and stand for {[link and link.record for link in links]}"]
    for link in alone:
        history.replica.write(partial(editing.edit, record=link.record, values={_JOB: "Notaire"}))
    await history.settle()
    return [text for link in alone for text in _apart(history, link)]


def _apart(history: History, link: Link) -> Iterator[str]:
    record, row = history.picture.records[link.record], history.oracle.rows[link.place]
    if _TOWN in history.picture.open_conflicts(record.id):
        return
    if str(record.fields[_TOWN]).casefold() != str(row.fields[_TOWN]).casefold():
        yield f"{link.place} is a row of its own again: {row.fields[_TOWN]!r} there, {record.fields[_TOWN]!r} here"
    if str(row.fields[_JOB]).casefold() != "notaire":
        yield f"{link.place} is a row of its own again: {row.fields[_JOB]!r} there, 'Notaire' here"


async def _run(history: History, side: MemorySide) -> None:
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)


def _tied(history: History, side: MemorySide, id: str) -> Link | None:
    """The link that ties a row to a record."""
    place = (side.id, side.objects[Kind.LEAD], id)
    held = (link for link in history.picture.links.values() if (link.place, link.state) == (place, "active"))
    return next(held, None)
