"""This computer's clock is a month wrong for a while, beside lists that are read only now and then.

It has dice of its own, so that everything else happens as it would without it. What is left waiting until that month comes round is
told by the checks at rest (L1, I5), and a list that is not read by the act at the end.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.sync.run import Reach
from tests.sim.memory_side import MemorySide
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_MONTH_S = 30 * 86_400.0
_SELDOM = 0.2
"""How many accounts have lists that are read only now and then."""
_WRONG, _RIGHT = 0.05, 0.4
"""How often the clock is set wrong before a step, and right again."""


def read_seldom(sides: Sequence[Side], random: Random) -> None:
    """Perhaps let an account's lists be read only now and then."""
    for side in sides:
        if random.random() < _SELDOM and isinstance(side, MemorySide):
            side.seldom = True


def set_the_clock(history: History, random: Random) -> None:
    """Perhaps set the clock a month wrong, or right again."""
    clocks, chance = history.clocks, random.random()
    is_wrong = abs(clocks.skew_s) > _MONTH_S / 2
    if chance < (_RIGHT if is_wrong else _WRONG):
        clocks.skew_s = 0.0 if is_wrong else random.choice((_MONTH_S, -_MONTH_S))
        history.trace(
            f"here: the clock is a month wrong, {clocks.skew_s} s ahead" if clocks.skew_s else "here: it is right"
        )


async def come_round(history: History, random: Random) -> list[Violation]:
    """Read lists by a clock that is a month wrong, put it right, and look whether a row that is made then is read."""
    sides = [side for side in history.sides.values() if isinstance(side, MemorySide) and side.prompt]
    if not sides:
        return []
    side = random.choice(sides)
    history.clocks.skew_s = random.choice((_MONTH_S, -_MONTH_S))
    history.trace(f"{side.name}: lists are read now and then, and by a clock that is {history.clocks.skew_s} s ahead")
    seldom, side.seldom = side.seldom, True
    await asyncio.sleep(2 * side.every_s)
    await history.run(side, Reach.USUAL)
    history.clocks.skew_s = 0.0
    id = side.add(Kind.LEAD, {"last_name": "Ponctuel"})
    side.observe()
    await asyncio.sleep(2 * side.every_s)
    await history.run(side, Reach.USUAL)
    side.seldom = seldom
    place = (side.id, side.objects[Kind.LEAD], id)
    known = (
        any(link.place == place for link in history.picture.links.values()) or " ".join(place) in history.picture.inbox
    )
    return [] if known else [Violation("L2", f"{place} was made by a clock that is right again, and nobody read it")]
