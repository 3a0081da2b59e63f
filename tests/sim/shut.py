"""An account does not show an object for a while: its administrator has taken the right away, and gives it back.

It has dice of its own, so that everything else happens as it would without it. What nobody hears of meanwhile has to arrive once
it is shown again, and nothing that is asked about may be answered by that (I2, I7, L1, and the checks at rest). At the end it
happens to somebody about whom a person is just being asked, and to somebody of whom a field is not mapped for a while.
"""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.memory_side import MemorySide
from tests.sim.overwriting import is_agreed
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_JOB = "job_title"
_SHUT, _SHOWN = 0.03, 0.5
"""How often an object is shut before a step, and shown again."""


def shut_an_object(history: History, random: Random) -> None:
    """Perhaps let an account show an object no longer, or again."""
    for side in history.sides.values():
        chance = random.random()
        if not isinstance(side, MemorySide):
            continue
        if side.shut and chance < _SHOWN:
            history.trace(f"{side.name}: {', '.join(sorted(side.shut))} shown again")
            side.shut.clear()
        elif not side.shut and chance < _SHUT:
            side.shut.add(random.choice(sorted(side.only)))
            history.trace(f"{side.name}: {', '.join(side.shut)} not shown")


async def shut_what_is_asked(history: History, random: Random) -> list[Violation]:
    """Shut the object of a row whose city is contested, send something else of it, show it again: the question stands."""
    sides = [side for side in history.sides.values() if isinstance(side, MemorySide)]
    side = random.choice(sides) if sides else None
    links = sorted(history.picture.links.values(), key=lambda one: one.id)
    fields = ("city", "job_title")
    fit = [link for link in links if side is not None and all(is_agreed(history, side, link, each) for each in fields)]
    if side is None or not fit:
        return []
    link = random.choice(fit)
    name, id = link.place[1:]
    history.replica.write(partial(editing.edit, record=link.record, values={"city": "Ici"}))
    side.change(name, id, {"city": "Ailleurs"})
    side.observe()
    await _run(history, side)
    held = history.oracle.rows[link.place].fields["city"]
    if "city" not in history.picture.open_conflicts(link.record):
        return []  # a policy has answered
    history.trace(f"{side.name}: {name} not shown while the city of {link.place} is asked about")
    side.shut.add(name)
    history.replica.write(partial(editing.edit, record=link.record, values={"job_title": "Clos"}))
    await _run(history, side)
    side.shut.clear()
    for _ in range(2):
        await _run(history, side)
    stands = history.oracle.rows[link.place].fields["city"]
    if stands != held:
        return [Violation("I2", f"{link.place} city: {held!r} is asked about, and was written over with {stands!r}")]
    if "city" not in history.picture.open_conflicts(link.record):
        return [Violation("L5", f"{link.place} city is asked about no more, and nobody has answered")]
    return []


async def shut_what_is_hidden(history: History, random: Random) -> list[Violation]:
    """Type into a field that the mapping lacks for a while; when its object is shown again, the field is back: it goes out."""
    sides = [side for side in history.sides.values() if isinstance(side, MemorySide)]
    side = random.choice(sides) if sides else None
    links = sorted(history.picture.links.values(), key=lambda one: one.id)
    fit = [link for link in links if side is not None and is_agreed(history, side, link, _JOB)]
    if side is None or not fit:
        return []
    link = random.choice(fit)
    history.trace(f"{side.name}: {_JOB} of {link.place} is not mapped for a while, then {link.object} is not shown")
    side.hidden.add(_JOB)
    side.once_hidden.add(_JOB)
    history.replica.write(partial(editing.edit, record=link.record, values={_JOB: "Caché"}))
    await _run(history, side)
    side.shut.add(link.object)
    await _run(history, side)
    side.hidden.clear()
    side.shut.clear()
    for _ in range(2):
        await _run(history, side)
    stands = history.oracle.rows[link.place].fields[_JOB]
    if str(stands).casefold() != "caché":
        return [Violation("I5", f"{link.place} {_JOB}: 'Caché' here, {stands!r} there, and it is mapped again")]
    return []


async def _run(history: History, side: MemorySide) -> None:
    await asyncio.sleep(600)
    await history.run(side, Reach.USUAL)
