"""What our writing replaced is contested by another account before anybody has answered: the question comes back.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.kinds import Kind
from crmdesk.store import deciding, editing
from crmdesk.sync.run import Reach
from tests.sim.overwriting import is_agreed
from tests.sim.people import as_shown
from tests.sim.picture import Conflict, Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_TOWN = "city"
_OVERWROTE = "overwrote"


async def contest(history: History, random: Random) -> list[Violation]:
    """Write over a colleague's value at one account, let a colleague at another write, too, and answer only the latter."""
    sides = list(history.sides.values())
    kind = random.choice((Kind.LEAD, Kind.CONTACT))
    if len(sides) < 2 or any(kind not in side.objects for side in sides):
        return []
    first, second = random.sample(sides, 2)
    values = {"last_name": "Disputé", _TOWN: "Sète"}
    record, _ = history.replica.write(partial(editing.create, kind=kind, values=values))
    await history.settle()
    links = {link.connection: link for link in history.picture.of_record(record)}
    if first.mode != "verified" or not all(
        side.id in links and is_agreed(history, side, links[side.id], _TOWN) for side in sides
    ):
        return []
    link = links[first.id]
    history.trace(f"{first.name}: {link.place} {_TOWN} is replaced, {second.name} contests it")
    await replace_unseen(history, first, second, link, random)
    if not is_asked(history, link):
        return []
    second.change(links[second.id].object, links[second.id].place[2], {_TOWN: "Ailleurs"})
    second.observe()
    await asyncio.sleep(600)
    await history.run(second, Reach.THOROUGH)
    await history.settle()
    other = history.picture.open_conflicts(record).get(_TOWN)
    if other is not None and other.why != _OVERWROTE:
        decide(history, other, random.choice((Keep.COMPUTER, Keep.ACCOUNT)), links[second.id])
        await history.settle()
    if not is_asked(history, link):
        return [
            Violation("I2", f"{link.place} {_TOWN}: what was written over is asked about no more, and was not decided")
        ]
    decide(history, history.picture.open_conflicts(record)[_TOWN], random.choice((Keep.COMPUTER, Keep.ACCOUNT)), link)
    await history.settle()
    return (
        [Violation("L1", f"{link.place} {_TOWN}: what was decided is asked again")] if is_asked(history, link) else []
    )


async def replace_unseen(history: History, first: Side, second: Side, link: Link, random: Random) -> None:
    """Something typed here is written over what a colleague writes just before; the second account has it first, or not yet."""
    history.replica.write(partial(editing.edit, record=link.record, values={_TOWN: "Ici même"}))
    if random.random() < 0.5:
        await history.run(second, Reach.SEND)

    def colleague() -> None:
        first.change(link.object, link.place[2], {_TOWN: "Là-bas"})
        first.observe()

    history.weather.before_write = colleague
    await history.run(first, Reach.SEND)
    history.weather.before_write = None
    await asyncio.sleep(60)


def is_asked(history: History, link: Link) -> bool:
    """Whether a person is asked about what was written over in a row."""
    asked = history.picture.open_conflicts(link.record).get(_TOWN)
    return asked is not None and asked.why == _OVERWROTE and link.id in asked.shown


def decide(history: History, asked: Conflict, keep: Keep, link: Link) -> str:
    """Answer a question as it is shown. Returns the change, which can be taken back."""
    now = history.replica.read(partial(as_shown, conflict=asked.id))
    assert now is not None
    of = str(link.id) if keep is Keep.ACCOUNT else None
    resolution = Resolution(asked.id, keep, now, None, of)
    change = history.replica.write(partial(deciding.resolve, resolutions=[resolution]))
    history.trace(f"here: decide {_TOWN} of {asked.record}, {asked.why}: {keep.value}")
    return change
