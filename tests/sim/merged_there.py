"""Two people are merged in one of two accounts; the other one has both, or was not asked for one of them yet, or has refused them.

Afterwards somebody here types for the one that went, or deletes and restores them, or is asked whether they are kept. Whatever it
is, the account that merged has one row of the two from then on, and the other one has those that it had (I3). It comes when
everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.conflicts import EXISTENCE, Keep, Resolution
from crmdesk.domain.kinds import Kind
from crmdesk.store import deciding, editing
from crmdesk.sync.run import Reach
from tests.sim.overwriting import is_agreed
from tests.sim.people import as_shown
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_NAMES = ("Unie", "Perdue")
_TOWN, _NAME = "city", "last_name"


async def merge_there(history: History, random: Random) -> list[Violation]:
    """Merge one of two people into the other at an account, whatever the other account knows of them, and go on working."""
    sides = list(history.sides.values())
    if len(sides) < 2 or any(Kind.LEAD not in side.objects for side in sides):
        return []
    side, other = random.sample(sides, 2)
    stands, follows = random.choice(("there", "unasked", "refused")), random.choice(("typed", "restored", "kept"))
    if side.objects[Kind.LEAD] not in side.merging:
        return []
    winner = _new(history, _NAMES[0])
    await history.settle()
    loser = _new(history, _NAMES[1])
    await _make(history, side, other, stands)
    there = [_tied(history, side, record) for record in (winner, loser)]
    elsewhere = [_tied(history, other, record) for record in (winner, loser)]
    if None in there or elsewhere[0] is None or (elsewhere[1] is not None) is not (stands == "there"):
        other.close(None)
        return []
    survivor, lost = (link for link in there if link is not None)
    history.trace(
        f"{side.name}: merge {lost.place} into {survivor.place}, {other.name} has the one that went: {stands}"
    )
    side.merge(survivor.object, survivor.place[2], lost.place[2])
    await _run(history, side)
    other.close(None)
    await history.settle()
    if history.picture.links[lost.id].state != "gone" or _answers(history):
        return []  # a person is asked first
    if stands == "there":
        await _go_on(history, other, loser, follows, random)
    return list(_wrong(history, side, other, both=stands == "there"))


async def _make(history: History, side: Side, other: Side, stands: str) -> None:
    """Let the one who will go be made in one account, and in the other one, or not."""
    if stands == "refused":
        other.close(_NAME)
    await _run(history, side)
    if stands != "unasked":
        await _run(history, other)
    if stands == "there":
        await history.settle()


async def _go_on(history: History, other: Side, record: str, follows: str, random: Random) -> None:
    """Somebody works with the one who lives on in the other account."""
    if follows == "typed":
        history.replica.write(partial(editing.edit, record=record, values={_TOWN: "Douai"}))
        await history.settle()
        return
    link = _tied(history, other, record)
    history.trace(f"here: delete {record}, who is {follows} afterwards")
    history.replica.write(partial(editing.delete, record=record))
    if follows == "kept" and link is not None:
        other.change(link.object, link.place[2], {_TOWN: "Lens"})
    if follows == "kept" or random.random() < 0.5:
        await _run(history, other)
    asked = history.picture.open_conflicts(record).get(EXISTENCE)
    if asked is not None:
        shown = history.replica.read(partial(as_shown, conflict=asked.id))
        assert shown is not None
        keep = Resolution(asked.id, Keep.ACCOUNT, shown, None)
        history.replica.write(partial(deciding.resolve, resolutions=[keep]))
    elif history.picture.records[record].life == "trash":
        history.replica.write(partial(editing.restore, record=record))
    await history.settle()


async def _run(history: History, side: Side) -> None:
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)


def _new(history: History, name: str) -> str:
    values = {_NAME: name, _TOWN: "Paris"}
    record, _ = history.replica.write(partial(editing.create, kind=Kind.LEAD, values=values))
    return record


def _tied(history: History, side: Side, record: str) -> Link | None:
    """The link that ties a record to a row of an account that is there, and holds what it holds."""
    return next((link for link in history.picture.of_record(record) if is_agreed(history, side, link, _TOWN)), None)


def _answers(history: History) -> bool:
    """Whether something uncommon waits for an answer: nothing goes on before that."""
    return history.person.review()


def _wrong(history: History, side: Side, other: Side, *, both: bool) -> Iterator[Violation]:
    """The account that merged has the survivor alone, the other one whoever lives on there."""
    for each, wanted in ((side, 1), (other, 1 + both)):
        rows = history.oracle.rows.items()
        there = [
            place
            for place, row in rows
            if place[:2] == (each.id, each.objects[Kind.LEAD]) and row.alive and _is_one_of_them(row.fields[_NAME])
        ]
        if len(there) != wanted:
            yield Violation("I3", f"{side.name} has merged two, and {each.name} has {len(there)} rows of them: {there}")


def _is_one_of_them(name: object) -> bool:
    return str(name).casefold() in {each.casefold() for each in _NAMES}
