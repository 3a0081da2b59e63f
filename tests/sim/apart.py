"""A row that is kept apart stays so, whatever becomes of the record that it stood for.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.store import leaving
from crmdesk.sync import uniting
from crmdesk.sync.run import Reach
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History


async def keep_one_apart(history: History, random: Random) -> list[Violation]:
    """Keep one of two rows of an account apart, make their records one, and let a colleague change the row."""
    side, kind = random.choice(list(history.sides.values())), random.choice((Kind.LEAD, Kind.CONTACT))
    if kind not in side.objects:
        return []
    ids = [side.add(kind, {"last_name": f"À part {number}"}) for number in range(2)]
    await _run(history, side)
    found = [_tied(history, side, kind, id) for id in ids]
    apart, other = found
    if apart is None or other is None:
        return []
    survivor, ended = random.sample([apart.record, other.record], 2)
    history.trace(f"{side.name}: {apart.place} is kept apart, and {ended} made one with {survivor}")
    history.replica.write(partial(leaving.keep_apart, ids=[apart.id]))
    history.replica.write(partial(uniting.unite, survivor=survivor, other=ended))
    side.change(side.objects[kind], ids[0], {"city": "Agde"})
    await _run(history, side)
    again = _tied(history, side, kind, ids[0])
    return [] if again is None else [Violation("U2", f"{apart.place} is kept apart, and tied to {again.record}")]


async def _run(history: History, side: Side) -> None:
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)


def _tied(history: History, side: Side, kind: Kind, id: str) -> Link | None:
    """The link that ties a row to a record."""
    place = (side.id, side.objects[kind], id)
    return next(
        (link for link in history.picture.links.values() if link.place == place and link.state == "active"), None
    )
