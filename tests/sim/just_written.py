"""A row is read while the vendor's index still shows it as it was before our own write, which chance alone makes too rarely.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.overwriting import is_agreed
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_TOWN, _FIRST_NAME = "city", "first_name"
_TYPED = "tout juste écrit"


async def read_what_was_just_written(history: History, random: Random) -> list[Violation]:
    """A colleague changes a row, something else of it is typed here and sent, and the account is read at once."""
    lagging = [side for side in history.sides.values() if not side.prompt]
    links = sorted(history.picture.links.values(), key=lambda one: one.id)
    people = [link for link in links if history.picture.records[link.record].kind in (Kind.LEAD, Kind.CONTACT)]
    places = [(side, link) for side in lagging for link in people if is_agreed(history, side, link, _TOWN)]
    if not places:
        return []
    side, link = random.choice(places)
    side.change(link.object, link.place[2], {_FIRST_NAME: "Corrigé"})
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)
    history.trace(f"{side.name}: {link.place} {_TOWN} is sent, and read at once")
    history.replica.write(partial(editing.edit, record=link.record, values={_TOWN: _TYPED}))
    await history.run(side, Reach.SEND)
    await history.run(side, Reach.USUAL)
    held = history.picture.records[link.record].fields[_TOWN]
    await history.come_to_rest(leave_open=True)
    return (
        [] if held == _TYPED else [Violation("I7", f"{link.place} {_TOWN}: what was just sent came back as {held!r}")]
    )
