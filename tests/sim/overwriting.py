"""An act at the end of a history: a colleague writes between our look and our write, which chance alone makes too rarely.

It has dice of its own and comes when everything is at rest, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.picture import Link
from tests.sim.side import FIELDS, Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_PLAIN = ("city", "job_title", "first_name", "name", "subject", "body")
LATEST_CRASH = 12
"""At which commit of the run the process may die at the latest: before the request, or before the look at the history."""


async def overwrite(history: History, random: Random) -> list[Violation]:
    """Somebody here and a colleague there change the same field of some row; the process may die meanwhile."""
    for side in history.sides.values():
        places = [(link, name) for link in sorted(history.picture.links.values(), key=lambda one: one.id)
                  for name in _PLAIN if is_agreed(history, side, link, name)]  # fmt: skip
        if side.mode == "verified" and places:
            link, name = random.choice(places)
            await _race(history, side, link, name, random)
    await history.come_to_rest(leave_open=True)
    return []


def is_agreed(history: History, side: Side, link: Link, name: str) -> bool:
    """Whether a field of a row is agreed on, and always was where it is."""
    record, past = history.picture.records[link.record], history.oracle.past.get(link.place)
    if link.connection != side.id or link.state != "active" or link.dirty or past is None or past.gone or past.back:
        return False
    rule = side.rule(link.object, record.kind, name)
    known = rule is not None and rule.writable and name in link.bases and name in FIELDS[record.kind]
    clouded = name in side.once_hidden | side.once_unreadable or past.merged_into is not None
    asked = history.picture.open_conflicts(record.id)
    return known and not clouded and record.life == "live" and not asked and history.oracle.alive(link.place)


async def _race(history: History, side: Side, link: Link, name: str, random: Random) -> None:
    history.trace(f"{side.name}: {link.place} {name} is written on both sides at once")
    history.replica.write(partial(editing.edit, record=link.record, values={name: "ici même"}))

    def colleague() -> None:
        side.change(link.object, link.place[2], {name: "là-bas"})
        side.observe()

    history.weather.before_write = colleague
    dies = random.random() < 0.5
    history.replica.crash_at = history.replica.commits + random.randrange(1, LATEST_CRASH) if dies else None
    await history.run(side, Reach.SEND)
    history.replica.crash_at = history.weather.before_write = None
    await asyncio.sleep(60)
