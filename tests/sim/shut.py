"""An account does not show an object for a while: its administrator has taken the right away, and gives it back.

It has dice of its own, so that everything else happens as it would without it. What nobody hears of meanwhile has to arrive once
it is shown again, and nothing that is asked about may be answered by that (I2, I7, L1, and the checks at rest).
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.sim.memory_side import MemorySide

if TYPE_CHECKING:
    from tests.sim.history import History

_SHUT, _SHOWN = 0.03, 0.5
"""How often an object is shut before a step, and shown again."""


def shut_an_object(history: History, random: Random) -> None:
    """Perhaps let an account show an object no longer, or again."""
    for side in history.sides.values():
        chance = random.random()
        if not isinstance(side, MemorySide):
            continue
        if side.shut and chance < _SHOWN:
            history.trace(f"{side.name}: {', '.join(sorted(side.shut))} shown again")
            side.shut.clear()
        elif not side.shut and chance < _SHUT:
            side.shut.add(random.choice(sorted(side.only)))
            history.trace(f"{side.name}: {', '.join(side.shut)} not shown")
