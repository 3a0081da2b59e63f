"""A field is closed to this access: it alone waits, and goes out once it is open again; everything else goes out meanwhile.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.overwriting import is_agreed
from tests.sim.picture import Link
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

CLOSING = 0.25
"""How often an administrator closes a field to this access, or opens it again, before a run of the story."""

CLOSABLE = ("first_name", "last_name", "city", "job_title")

RUNS = 3
"""After so many the other field is there: one is refused, and where the account has to be described anew, another."""


async def close_one_field(history: History, random: Random) -> list[Violation]:
    """Type into a field that is closed and into another one, and look at what is there before and after it is opened."""
    side = random.choice(list(history.sides.values()))
    shut, other = random.sample(CLOSABLE, 2)
    links = sorted(history.picture.links.values(), key=lambda one: one.id)
    fit = [link for link in links if all(is_agreed(history, side, link, name) for name in (shut, other))]
    if not fit:
        return []
    link = random.choice(fit)
    history.trace(f"{side.name}: {shut} of {link.place} may not be changed, {other} may")
    side.close(shut)
    history.replica.write(partial(editing.edit, record=link.record, values={shut: "Fermé", other: "Ouvert"}))
    before = _held(history, link, shut, other)
    for _ in range(RUNS):
        await asyncio.sleep(60)
        await history.run(side, Reach.SEND)
    closed, opened = _held(history, link, shut, other)
    side.close(None)
    await history.settle()
    return [
        Violation("L5", f"{link.place}: {text}")
        for text, is_wrong in (
            (f"{shut} is closed, and was written", closed != before[0]),
            (f"{other} waits for {shut}, which is closed", opened == before[1]),
            (f"{shut} is open again, and was not written", _held(history, link, shut) == before[:1]),
        )
        if is_wrong
    ]


def _held(history: History, link: Link, *names: str) -> list[Any]:
    """What the account holds in fields of a row."""
    return [history.oracle.rows[link.place].fields[name] for name in names]
