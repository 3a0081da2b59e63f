"""A person disconnects an account, keeps the records, and connects the same account again: to the computer it is a new one.

It has dice of its own, so that histories in which it does not happen are as they would be without it. Meanwhile everybody goes on
working. Its rows meet the records once more, mostly after a question (F1): nothing that was typed may be lost by that, nothing
written over, and each row stands for one record (I1, I2, I3, and the checks at rest).
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.first_sync import FirstSync
from crmdesk.store import connections, leases, removal
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.store.unit import Unit
from crmdesk.sync import owners
from tests.sim.memory_side import MemorySide
from tests.sim.side import Side

if TYPE_CHECKING:
    from tests.sim.history import History

_LEAVES = 0.025
"""How often it happens before a step: in about a quarter of the histories."""
_ASKS = 0.8
"""How often whoever connects an account wants to be asked before its rows are tied, as the window does."""
_REVOKE_S = 120.0


async def leave_for_a_while(history: History, random: Random) -> None:
    """Perhaps disconnect an account, let everybody work, and connect it again."""
    side = random.choice(list(history.sides.values()))
    shut = isinstance(side, MemorySide) and side.shut
    if random.random() >= _LEAVES or shut:
        return  # routes are those of what an account shows as it is connected
    _disconnect(history, side)
    for _ in range(random.choice((0, 1, 2, 4))):
        await asyncio.sleep(random.choice((1.0, 600.0)))
        await _meanwhile(history, side, random)
    _connect(history, side, FirstSync.ASKING if random.random() < _ASKS else FirstSync.SETTLED)


def _disconnect(history: History, side: Side) -> None:
    """Do what ``desk/disconnecting.py`` does, except that no access is given back: there is none here."""
    history.trace(f"here: {side.id} is disconnected, its records stay")

    def remove(unit: Unit) -> None:
        assert leases.acquire(unit, f"{RUN_LEASE}{side.id}", "simulator", _REVOKE_S)
        owners.finish(unit)
        removal.remove_connection(unit, side.id, keep_data=True)

    history.replica.write(remove)
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
    history.reading.forget_account(before)
    there = {one.id: one for one in (*history.sides.values(), side)}
    history.sides.clear()
    history.sides |= {one.id: one for one in sorted(there.values(), key=lambda one: one.name)}
    # What was described is as old as this history: it is asked for again.
    made = replace(side.connection(), first_sync=first_sync, described_at=None)
    history.trace(f"here: {side.id} is connected, {first_sync.value}")
    history.replica.write(partial(connections.insert, connection=made))
