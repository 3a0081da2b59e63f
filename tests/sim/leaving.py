"""A person disconnects an account, mostly keeps the records, and connects the same account again: to the computer it is a new one.

It has dice of its own, so that histories in which it does not happen are as they would be without it. Meanwhile everybody goes on
working. Its rows meet the records once more, mostly after a question (F1): nothing that was typed may be lost by that, nothing
written over, and each row stands for one record (I1, I2, I3, and the checks at rest). At the end it is an account about whose row a
person is just being asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, editing, leases, removal
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.store.unit import Unit
from crmdesk.sync import owners
from crmdesk.sync.run import Reach
from tests.sim.memory_side import MemorySide
from tests.sim.people import TARGETS
from tests.sim.picture import Link
from tests.sim.rest import at_rest
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_LEAVES = 0.02
"""How often it happens before a step: in about a fifth of the histories."""
_ASKS = 0.8
"""How often whoever connects an account wants to be asked before its rows are tied, as the window does."""
_FORGETS = 0.5
"""How often what it alone carries is forgotten with it."""
_REVOKE_S = 120.0

_TOWN = "city"


async def leave_for_a_while(history: History, random: Random) -> None:
    """Perhaps disconnect an account, let everybody work, and connect it again."""
    side = random.choice(list(history.sides.values()))
    shut = isinstance(side, MemorySide) and side.shut
    if random.random() >= _LEAVES or shut:
        return  # routes are those of what an account shows as it is connected
    if history.forgetting.random() < _FORGETS:
        _forget(history, side, history.forgetting)
    else:
        disconnect(history, side)
    for _ in range(random.choice((0, 1, 2, 4))):
        await asyncio.sleep(random.choice((1.0, 600.0)))
        await _meanwhile(history, side, random)
    _connect(history, side, FirstSync.ASKING if random.random() < _ASKS else FirstSync.SETTLED)


async def leave_what_is_asked(history: History, random: Random) -> list[Violation]:
    """Disconnect an account that disagrees about a city, look whether the others hear of what is here, and connect it again."""
    side = random.choice(list(history.sides.values()))
    kinds = [kind for kind in (Kind.LEAD, Kind.CONTACT) if kind in side.objects]
    if not kinds:
        return []
    values = {"last_name": "Quitté", _TOWN: "Paris"}
    record, _ = history.replica.write(partial(editing.create, kind=random.choice(kinds), values=values))
    await history.settle()
    link = next((each for each in history.picture.of_record(record) if each.connection == side.id), None)
    if link is None or not _agrees(link):
        return []
    others = _others(history, link)
    history.replica.write(partial(editing.edit, record=record, values={_TOWN: "Ici"}))
    side.change(link.object, link.place[2], {_TOWN: "Ailleurs"})
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)
    if _TOWN not in history.picture.open_conflicts(record):
        return []  # a policy has answered
    for each in others:
        await history.run(history.sides[each.connection], Reach.SEND)  # it is held back there, too
    disconnect(history, side)
    await history.settle()
    wrong = list(_held_back(history, link, others))
    _connect(history, side, FirstSync.ASKING if random.random() < _ASKS else FirstSync.SETTLED)
    await history.settle()
    while history.person.review():
        await history.settle()
    return wrong + history.replica.read(lambda reader: list(at_rest(history.reading, reader, swept=False)))


def _others(history: History, link: Link) -> list[Link]:
    """The rows of the same record at other accounts that agree with it."""
    tied = [each for each in history.picture.of_record(link.record) if each.connection != link.connection]
    return [each for each in tied if _agrees(each)]


def _agrees(link: Link) -> bool:
    """Whether a row was made, with the city that was typed."""
    return link.state == "active" and not link.dirty and link.bases.get(_TOWN, (None,))[0] == "Paris"


def _held_back(history: History, link: Link, others: Sequence[Link]) -> Iterator[Violation]:
    """A question ends with the only account that it was about, and holds nothing back any more."""
    if _TOWN in history.picture.open_conflicts(link.record):
        yield Violation("L1", f"{link.record} {_TOWN} is asked about, and there is nobody to disagree with")
    for each in others:
        stands = history.oracle.rows[each.place].fields[_TOWN]
        if str(stands).casefold() != "ici":
            yield Violation("I5", f"{each.place} {_TOWN}: 'Ici' here, {stands!r} there, and nobody is asked any more")


def _forget(history: History, side: Side, random: Random) -> None:
    """Disconnect an account with what it alone carries, and take back whatever can be: nobody comes to refer to what is forgotten.

    Somebody new referred to one of these until just before that (I10, I15).
    """
    fields = [(kind, name) for kind in history.person.kinds for name in sorted(REFERENCES & {*FIELDS[kind]})]
    for kind, name in random.sample(fields, min(len(fields), 2)):
        known = history.picture.live(*TARGETS[name])
        if known:
            target = random.choice(known)
            there = set(history.picture.live())
            history.person.create(kind, {name: target if name == "company" else [target]})
            for record in sorted({*history.picture.live()} - there):
                history.person.edit(record, {name: None})
    history.checks.forgetting = True
    disconnect(history, side, keep_data=False)
    history.checks.forgetting = False
    for _ in range(len(history.person.changes)):
        history.person.undo()


def disconnect(history: History, side: Side, *, keep_data: bool = True) -> None:
    """Do what ``desk/disconnecting.py`` does, except that no access is given back: there is none here."""
    history.trace(f"here: {side.id} is disconnected, its records {'stay' if keep_data else 'go'}")
    # The policies about the account go with it.
    history.ruler.look_at_decisions()

    def remove(unit: Unit) -> None:
        assert leases.acquire(unit, f"{RUN_LEASE}{side.id}", "simulator", _REVOKE_S)
        owners.finish(unit)
        removal.remove_connection(unit, side.id, keep_data=keep_data)

    history.replica.write(remove)
    if not keep_data:
        history.picture.recall(history.replica.cursor())
        history.reading.forget_lost()
    del history.sides[side.id]
    history.moments.forget(side.id)


async def _meanwhile(history: History, side: Side, random: Random) -> None:
    """Somebody works here or at the account, or another account runs."""
    others = list(history.sides.values())
    doing = random.choice(("here", "there", "run" if others else "there"))
    if doing == "here":
        history.by_person()
    elif doing == "there":
        next(one for one in history.colleagues if one.side is side).act()
    else:
        await history.run(random.choice(others))


def _connect(history: History, side: Side, first_sync: FirstSync) -> None:
    """Sign in to the account again. The connection has another id, and knows nothing of what the account holds."""
    before = side.id
    side.id = f"{before}+"
    history.oracle.begin_anew(before, side.id)
    side.connected_at = history.oracle.tick
    history.reading.forget_account(before)
    there = {one.id: one for one in (*history.sides.values(), side)}
    history.sides.clear()
    history.sides |= {one.id: one for one in sorted(there.values(), key=lambda one: one.name)}
    # What was described is as old as this history: it is asked for again.
    made = replace(side.connection(), first_sync=first_sync, described_at=None)
    history.trace(f"here: {side.id} is connected, {first_sync.value}")
    history.replica.write(partial(connections.insert, connection=made))
