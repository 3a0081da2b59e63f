"""Two people who live in two accounts are merged in one of them, where one of them is taken out of the bin again.

The other account has merged nothing: both go on there, and here (I13). What a feed shows of a row that became part of another one
is believed once a sweep says so, too, or one row would stand for two records (I3). It comes when everything is at rest and has
dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.overwriting import is_agreed
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_TOWN = "city"


async def merge_in_one(history: History, random: Random) -> list[Violation]:
    """Type for one of two people, merge them at an account before it has heard of that, and take the one that went out again."""
    sides = list(history.sides.values())
    if len(sides) < 2 or any(Kind.LEAD not in side.objects for side in sides):
        return []
    side, other = random.sample(sides, 2)
    if side.objects[Kind.LEAD] not in side.merging:
        return []
    winner, loser = (_new(history, name) for name in ("Fusionné", "Absorbé"))
    await history.settle()
    there = [_tied(history, side, record) for record in (winner, loser)]
    elsewhere = [_tied(history, other, record) for record in (winner, loser)]
    survivor, lost = there
    if survivor is None or lost is None or None in elsewhere:
        return []
    history.trace(f"{side.name}: merge {lost.place} into {survivor.place}, {other.name} keeps both")
    history.replica.write(partial(editing.edit, record=loser, values={_TOWN: "Douai"}))
    side.merge(survivor.object, survivor.place[2], lost.place[2])
    await _run(history, side)
    if history.picture.links[lost.id].state != "gone":
        return []  # a person is asked first
    await history.settle()
    wrong = list(_reached(history, winner, loser, elsewhere))
    side.bring_back(lost.object, lost.place[2])
    await _run(history, side)
    return wrong + history.replica.read(lambda reader: list(_twice(reader, history, lost)))


def _new(history: History, name: str) -> str:
    """Somebody whom every account makes."""
    values = {"last_name": name, _TOWN: "Paris"}
    record, _ = history.replica.write(partial(editing.create, kind=Kind.LEAD, values=values))
    return record


async def _run(history: History, side: Side) -> None:
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)


def _tied(history: History, side: Side, record: str) -> Link | None:
    """The link that ties a record to a row of an account that is there, and holds what it holds."""
    links = (link for link in history.picture.of_record(record) if is_agreed(history, side, link, _TOWN))
    return next(links, None)


def _reached(history: History, winner: str, loser: str, elsewhere: Sequence[Link | None]) -> Iterator[Violation]:
    """What was typed for who lives on at the other account belongs to nobody else."""
    records = history.picture.records
    for id, town, link in zip((winner, loser), ("Paris", "Douai"), elsewhere, strict=True):
        assert link is not None
        row = history.oracle.rows[link.place]
        if records[id].life != "live" or records[id].fields[_TOWN] != town:
            text = f"{id} is {records[id].life}, {_TOWN} {records[id].fields[_TOWN]!r}: {link.connection} has merged nothing"
            yield Violation("I13", text)
        elif str(row.fields[_TOWN]).casefold() != town.casefold():
            yield Violation("I13", f"{link.place} {_TOWN} is {row.fields[_TOWN]!r} after a merge in another account")


def _twice(reader: sa.Connection, history: History, link: Link) -> Iterator[Violation]:
    """A row that is known as a part of another one's ties no record to it beside that."""
    query = "SELECT link FROM alias WHERE connection = ? AND object = ? AND remote_id = ? AND gone = 0"
    other = reader.exec_driver_sql(query, link.place).scalar()
    if other not in (None, link.id) and history.picture.links[link.id].state == "active":
        survivor = history.picture.links[other]
        yield Violation(
            "I3", f"{link.place} stands for {link.record}, and as a part of {survivor.place} for {survivor.record}"
        )
