"""What our writing replaced is asked about whoever has the row by then: the record is united with another one, or taken apart.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, undoing
from crmdesk.sync import separating, uniting
from crmdesk.sync.run import Reach
from tests.sim.contested import decide, is_asked, replace_unseen
from tests.sim.overwriting import is_agreed
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_TOWN = "city"


async def befall_replaced(history: History, random: Random) -> list[Violation]:
    """Write over a colleague's value, let a person unite the record or take it apart, and put the colleague's value back."""
    sides, side = list(history.sides.values()), random.choice(list(history.sides.values()))
    befalls = random.choice(("survives", "ends", "parts"))
    apt = side.mode == "verified" and Kind.LEAD in side.objects and (befalls != "parts" or len(sides) > 1)
    if not apt:
        return []
    values = {"last_name": "Déplacé", _TOWN: "Sète"}
    record, _ = history.replica.write(partial(editing.create, kind=Kind.LEAD, values=values))
    await history.settle()
    links = [link for link in history.picture.of_record(record) if is_agreed(history, side, link, _TOWN)]
    if not links or (befalls == "parts" and len(history.picture.of_record(record)) < 2):
        return []
    link = links[0]
    knowing = random.random() < 0.5
    history.trace(
        f"{side.name}: {link.place} {_TOWN} is replaced{' knowingly' if knowing else ''}, and its record {befalls}"
    )
    if knowing:
        await _replace_and_regret(history, side, link)
    else:
        await replace_unseen(history, side, random.choice(sides), link, random)
    if not is_asked(history, link):
        return []
    _befall(history, side, record, befalls)
    await history.settle()
    link = history.picture.links[link.id]
    if not is_asked(history, link):
        return [
            Violation("I2", f"{link.place} {_TOWN}: what was written over is asked about no more, its record {befalls}")
        ]
    decide(history, history.picture.open_conflicts(link.record)[_TOWN], Keep.ACCOUNT, link)
    await history.settle()
    held = history.oracle.rows[link.place].fields[_TOWN], history.picture.records[link.record].fields[_TOWN]
    if any(str(value).casefold() != "là-bas" for value in held):
        return [
            Violation("I2", f"{link.place} {_TOWN}: what was written over was put back, and there and here is {held}")
        ]
    return []


async def _replace_and_regret(history: History, side: Side, link: Link) -> None:
    """A person decides for what is here, and takes that back once it is there."""
    history.replica.write(partial(editing.edit, record=link.record, values={_TOWN: "Ici même"}))
    side.change(link.object, link.place[2], {_TOWN: "Là-bas"})
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)
    asked = history.picture.open_conflicts(link.record).get(_TOWN)
    if asked is None:
        return  # a policy has answered
    change = decide(history, asked, Keep.COMPUTER, link)
    await history.settle()
    history.replica.write(partial(undoing.undo, change=change))


def _befall(history: History, side: Side, record: str, befalls: str) -> None:
    if befalls == "parts":
        history.replica.write(partial(separating.separate, record=record, connection=side.id))
        return
    values = {"last_name": "Déplacé", "job_title": "Notaire"}
    twin, _ = history.replica.write(partial(editing.create, kind=Kind.LEAD, values=values))
    survivor, other = (record, twin) if befalls == "survives" else (twin, record)
    history.replica.write(partial(uniting.unite, survivor=survivor, other=other))
