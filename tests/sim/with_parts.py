"""One more account is connected, which keeps a field in rows of their own; people are merged while it shows none, or elsewhere.

What adds fields to a person stays with them, or goes over to whoever they became part of, and nowhere else (I13). It comes when
everything is at rest and has dice of its own; the account is disconnected again, so that what comes after stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, editing
from crmdesk.sync.run import Reach
from tests.sim.folder_side import FIELD, FOLDERS, FolderSide
from tests.sim.leaving import disconnect
from tests.sim.picture import Link
from tests.sim.rest import at_rest
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History


async def work_with_parts(history: History, random: Random) -> list[Violation]:
    """Connect the account, type the field for one of two people, and merge them in one of the accounts."""
    sides = [
        one for one in history.sides.values() if Kind.LEAD in one.objects and one.objects[Kind.LEAD] in one.merging
    ]
    if not sides:
        return []
    side = FolderSide("p", history.oracle, history.trace, history.weather, random, history.clocks)
    side.moments = history.moments
    history.trace(f"here: {side.id} is connected, which keeps {FIELD} in {FOLDERS}")
    history.replica.write(partial(connections.insert, connection=side.connection()))
    history.sides[side.id] = side
    merging = random.choice((side, random.choice(sides)))
    wrong = await _merge(history, side, merging, random)
    side.shut.clear()
    await history.settle()
    if not history.person.review():
        wrong += history.replica.read(lambda reader: list(at_rest(history.reading, reader, swept=False)))
    disconnect(history, side)
    return wrong


async def _merge(history: History, side: FolderSide, merging: Side, random: Random) -> list[Violation]:
    winner = new_lead(history, "Entière", None)
    await history.settle()
    late = merging is not side and random.random() < 0.5
    loser = new_lead(history, "Partielle", "Nord" if merging is side else "Centre" if late else None)
    if late:
        await _run(history, merging)  # the account with folders was not asked for them yet
    else:
        await history.settle()
    survivor, lost = (tied_at(history, merging, record) for record in (winner, loser))
    if survivor is None or lost is None:
        return []
    if merging is side:
        side.shut.add(FOLDERS)
    elif not late:
        history.replica.write(partial(editing.edit, record=loser, values={FIELD: "Centre"}))
    history.trace(
        f"{merging.name}: merge {lost.place} into {survivor.place}, {sorted(side.shut)} not shown, late {late}"
    )
    merging.merge(survivor.object, survivor.place[2], lost.place[2])
    await _run(history, merging)
    await history.settle()
    if history.picture.links[lost.id].state != "gone":
        return []  # a person is asked first
    side.shut.clear()
    await history.settle()
    return list(_wrong(history, side, winner, loser, went=merging is side, late=late))


def _wrong(
    history: History, side: FolderSide, winner: str, loser: str, *, went: bool, late: bool
) -> Iterator[Violation]:
    """The survivor has what was theirs; the one who lives on where nobody merged has what was typed for them."""
    main, own = (tied_at(history, side, record) for record in (winner, loser))
    held = [(person, value) for person, value in side.folders.values() if value is not None]
    blank = [person for person, value in side.folders.values() if value is None]
    if blank:
        yield Violation("I13", f"{blank} have folders with nothing in them")
    # What was typed for somebody fills in what the survivor has blank (decision 0020), and is the survivor's own then.
    filled_in = history.picture.records[winner].fields[FIELD]
    if not went and main is not None and any(who == main.remote_id and value != filled_in for who, value in held):
        yield Violation("I13", f"{main.place} has a folder of {loser}, whom another account has merged: {held}")
    if not went and not late and own is not None and (own.remote_id, "Centre") not in held:
        yield Violation(
            "I13", f"{own.place} has not what was typed for {loser}, whom another account has merged: {held}"
        )
    if went and history.picture.records[winner].fields[FIELD] != "Nord":
        yield Violation(
            "I13", f"{winner} has {history.picture.records[winner].fields[FIELD]!r} of {loser}, it was 'Nord'"
        )


def new_lead(history: History, name: str, value: str | None) -> str:
    """Make a lead here, with the field that stands in rows of their own, or without."""
    values = {"last_name": name, **({} if value is None else {FIELD: value})}
    record, _ = history.replica.write(partial(editing.create, kind=Kind.LEAD, values=values))
    return record


async def _run(history: History, side: Side) -> None:
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)


def tied_at(history: History, side: Side, record: str) -> Link | None:
    """The link that ties a person to their row at an account."""
    held = (link for link in history.picture.of_record(record) if link.connection == side.id and link.state == "active")
    return next((link for link in held if link.object == side.objects[Kind.LEAD]), None)
