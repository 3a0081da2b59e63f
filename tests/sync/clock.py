"""The clock of stories: it only moves when it is told to."""

from __future__ import annotations

START_S = 1_795_000_000.0


class Clock:
    """Seconds since 1970, moved on by hand and by a millisecond with every act."""

    def __init__(self) -> None:
        self.s = START_S

    def __call__(self) -> float:
        return self.s

    def tick(self, seconds: float = 0.001) -> None:
        self.s += seconds
