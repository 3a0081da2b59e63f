"""What else happens while a run is under way, and between two of them; with dice of its own.

People unite and separate records, rules are made, administrators change what an account shows, the clock is set; and hours pass, so
that rows leave the time that feeds look back over.
"""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sim.history import History

_HOURS_S = (1_200.0, 5_000.0, 100_000.0)
_SKEWS_S = (-86_400.0, 86_400.0, -30.0, 30.0)


async def hours_pass(history: History, random: Random) -> None:
    """Now and then nobody does anything for a while."""
    if random.random() < 0.2:
        history.trace("hours pass")
        await asyncio.sleep(random.choice(_HOURS_S))


def happens(history: History, random: Random) -> bool:
    """Perhaps something happens while a request is under way; whether it did."""
    chance = random.random()
    if chance < 0.2:
        history.undisturbed(history.tidier.act)
    elif chance < 0.35:
        history.undisturbed(history.ruler.act)
    elif chance < 0.42:
        side = random.choice(list(history.sides.values()))
        history.trace(f"{side.name}: meanwhile {side.administer(random)}")
        side.observe()
    elif chance < 0.48:
        history.clocks.skew_s += random.choice(_SKEWS_S)
        history.trace(f"here: meanwhile the clock is set to {history.clocks.skew_s} s ahead")
    else:
        return False
    return True
