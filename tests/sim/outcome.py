"""What is told of a history when it is over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.sim.violation import Violation


@dataclass(slots=True)
class Outcome:
    """What became of a history."""

    seed: int
    digest: str
    vendors: str
    violation: Violation | None = None
    unseen: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    commits: int = 0
