"""The shortest story of a failing seed: the steps without which it fails the same way are left out.

Each step that is left has the dice that it had in the whole story, so that it does what it did there as far as what is left out
does not matter to it.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.sim.outcome import Outcome
from tests.sim.playing import play
from tests.sim.script import STEPS, Script


def shrunk(seed: int, show: Callable[[str], None] | None = None) -> tuple[frozenset[int], Outcome]:
    """The steps that a failing seed can do without, and the story without them; of one that does not fail, all are needed."""
    whole = Script()
    failing = play(seed, script=whole).violation
    left_out: frozenset[int] = frozenset()
    if failing is not None:
        for step in reversed(range(STEPS)):
            tried = left_out | {step}
            found = play(seed, script=Script(tried, whole.began)).violation
            if found is not None and found.invariant == failing.invariant:
                left_out = tried
    return left_out, play(seed, show, script=Script(left_out, whole.began))
