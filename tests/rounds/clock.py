"""The one clock of a round, this computer's and the vendors': it goes on when it is looked at, and when somebody waits."""

from __future__ import annotations

import asyncio
import threading

from tests.sim.clocks import START_S

GLANCE_S = 0.001


class Clock:
    """Seconds since 1970. The sandbox looks at it from a thread of its own."""

    def __init__(self) -> None:
        self._s = START_S
        self._lock = threading.Lock()

    def __call__(self) -> float:
        """The time, a millisecond later than when it was looked at last: no two things happen at once by accident."""
        return self.tick(GLANCE_S)

    def tick(self, seconds: float) -> float:
        """Let time pass; the time then."""
        with self._lock:
            self._s += seconds
            return self._s

    async def sleep(self, seconds: float) -> None:
        """Wait without waiting: the time is over at once, here and at the vendors."""
        self.tick(seconds)
        await asyncio.sleep(0)
