"""Which steps of a history are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

STEPS = 12
"""How many steps a whole history has."""


@dataclass(slots=True)
class Script:
    """Which steps are ``left_out``, and the state of all dice as each step began in the whole story."""

    left_out: frozenset[int] = frozenset()
    began: dict[int, list[object]] = field(default_factory=dict)

    def begins(self, step: int, dice: Sequence[Random]) -> bool:
        """A step begins; whether it is told."""
        if step not in self.began:
            self.began[step] = [each.getstate() for each in dice]
        for each, state in zip(dice, self.began[step], strict=True):
            each.setstate(state)  # type: ignore[arg-type]
        return step not in self.left_out
