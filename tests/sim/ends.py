"""What some histories end with once everything is at rest: acts of one subject each, in the order in which they are told.

Each has dice of its own, named by what is added to the seed, so that one more changes nothing of what went before it. A history
tells some of them: an act costs runs, and ten thousand histories see each often enough.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tests.sim.apart import keep_one_apart
from tests.sim.closing import close_one_field, repeat_what_is_refused
from tests.sim.contested import contest
from tests.sim.converted import convert_what_is_asked
from tests.sim.elsewhere import keep_elsewhere
from tests.sim.given_away import give_away
from tests.sim.just_written import read_what_was_just_written
from tests.sim.leads_alone import qualify
from tests.sim.leaving import leave_what_is_asked
from tests.sim.merged_in_one import merge_in_one
from tests.sim.merged_there import merge_there
from tests.sim.overwriting import overwrite
from tests.sim.parted import part_again
from tests.sim.replaced import told_of_what_was_replaced
from tests.sim.replaced_moves import befall_replaced
from tests.sim.shut import shut_what_is_asked, shut_what_is_hidden
from tests.sim.uncommon import uncommon
from tests.sim.violation import Violation
from tests.sim.with_parts import work_with_parts
from tests.sim.wrong_clock import come_round

if TYPE_CHECKING:
    from tests.sim.history import History


@dataclass(frozen=True, slots=True)
class End:
    """An act, what its dice add to the seed, and the share of the histories that tell it where their accounts allow it."""

    act: Callable[[History, Random], Awaitable[list[Violation]]]
    dice: int
    share: float = 0.35


async def _look_at_what_was_replaced(history: History, _: Random) -> list[Violation]:
    return history.replica.read(
        lambda reader: list(told_of_what_was_replaced(history.reading, history.moments, reader))
    )


ENDS: tuple[End, ...] = (
    End(overwrite, 5),
    End(read_what_was_just_written, 34),
    End(close_one_field, 28, share=0.25),
    End(repeat_what_is_refused, 35, share=0.2),
    End(keep_one_apart, 10, share=0.3),
    End(qualify, 29, share=0.7),
    End(part_again, 13, share=0.3),
    End(contest, 14),
    End(merge_in_one, 18),
    End(convert_what_is_asked, 21, share=0.3),
    End(keep_elsewhere, 23, share=0.3),
    End(befall_replaced, 20, share=0.3),
    End(merge_there, 19, share=0.3),
    End(come_round, 30),
    End(shut_what_is_asked, 31),
    End(_look_at_what_was_replaced, 0, share=1.0),
    End(shut_what_is_hidden, 32, share=0.3),
    End(leave_what_is_asked, 33, share=0.2),
    End(work_with_parts, 26, share=0.1),
    End(uncommon, 6),
    End(give_away, 36, share=0.1),
)
