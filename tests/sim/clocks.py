"""Time that only passes when everybody waits, and the two clocks that are read from it: this computer's and the vendors'."""

from __future__ import annotations

import asyncio
import math
from typing import Any

START_S = 1_795_000_000.0


class VirtualTimeLoop(asyncio.BaseEventLoop):
    """No selector and no threads: when nothing is ready, the clock jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self._now, self._selector, self._clock_resolution = 0.0, self, 1e-9

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._now

    def select(self, timeout: float | None) -> list[object]:
        """Let the time pass that the loop would wait."""
        if timeout is None:
            raise RuntimeError("nothing is scheduled: deadlock")
        self._now += max(timeout, 0.0)
        return []

    def _process_events(self, events: object) -> None: ...

    def _write_to_self(self) -> None:
        raise RuntimeError("a call came from another thread")

    def run_in_executor(self, *args: object) -> Any:
        """Refused."""
        raise RuntimeError("no threads in the simulator")


class Clocks:
    """Both clocks, in seconds since 1970. ``skew_s`` is how far this computer's is ahead; vendors' stamps have a grain."""

    def __init__(self, loop: VirtualTimeLoop, grain_s: float) -> None:
        self._loop = loop
        self._grain_s = grain_s
        self.skew_s = 0.0

    def here(self) -> float:
        """This computer's clock, which people and programs set."""
        return START_S + self._loop.time() + self.skew_s

    def there(self) -> float:
        """The vendors' clock, which only goes forward, in steps of the grain: many things happen at one moment."""
        return START_S + math.floor(self._loop.time() / self._grain_s + 1e-6) * self._grain_s

    def there_ms(self) -> int:
        """The same in milliseconds."""
        return round(self.there() * 1000)
