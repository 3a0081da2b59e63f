"""Another computer keeps whom this one has deleted: it makes their rows anew, with the key, and this one has to know them again.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.memory_side import MemorySide
from tests.sim.oracle import Place
from tests.sim.people import TITLES
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History


async def keep_elsewhere(history: History, random: Random) -> list[Violation]:
    """Delete somebody here and there, let another computer make them again in every account, and perhaps restore them here."""
    sides = [side for side in history.sides.values() if isinstance(side, MemorySide) and side.keyed]
    if not sides:
        return []
    kind = random.choice([kind for kind in (Kind.DEAL, Kind.LEAD, Kind.COMPANY) if kind in sides[0].objects])
    name = TITLES.get(kind, "last_name")
    record, _ = history.replica.write(partial(editing.create, kind=kind, values={name: "Gardé"}))
    await history.settle()
    ready = [each for each in sides if any(link.connection == each.id for link in history.picture.of_record(record))]
    history.replica.write(partial(editing.delete, record=record))
    await history.settle()
    if any(history.oracle.alive(link.place) for link in history.picture.of_record(record)):
        return []  # something uncommon waits for an answer
    made: dict[Place, MemorySide] = {}
    for side in ready:
        id = side.make_anew(kind, record, {name: random.choice(("Gardé", "Gardé 2"))})
        history.trace(f"{side.name}: {side.objects[kind]} {id} is made for {record} by another computer")
        side.observe()
        made[side.id, side.objects[kind], id] = side
    if random.random() < 0.3:
        history.replica.write(partial(editing.restore, record=record))
    for side in random.sample(ready, len(ready)):
        await asyncio.sleep(600)
        await history.run(side, Reach.THOROUGH)
    await history.settle()
    return list(_wrong(history, record, made))


def _wrong(history: History, record: str, made: Mapping[Place, MemorySide]) -> Iterator[Violation]:
    tied = {link.place: link.record for link in history.picture.links.values()}
    for place in made:
        if history.oracle.alive(place) and tied.get(place) != record:
            yield Violation("I3", f"{place} carries the key of {record}, and stands for {tied.get(place)}")
