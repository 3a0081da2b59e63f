"""What some histories end with once everything is at rest: acts of one subject each, told in this order.

Each has dice of its own, named by what is added to the seed, so that one more changes nothing of what went before it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random
from typing import TYPE_CHECKING

from tests.sim.converted import convert_what_is_asked
from tests.sim.elsewhere import keep_elsewhere
from tests.sim.merged_there import merge_there
from tests.sim.replaced_moves import befall_replaced
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

End = Callable[["History", Random], Awaitable[list[Violation]]]

ENDS: tuple[tuple[End, int], ...] = (
    (convert_what_is_asked, 21),
    (keep_elsewhere, 23),
    (befall_replaced, 20),
    (merge_there, 19),
)
