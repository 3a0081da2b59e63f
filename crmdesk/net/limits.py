"""Staying below a vendor's limits: what this program sends, and what the vendor's headers say is left.

pyrate-limiter keeps the rolling windows. Its buckets judge the time stamp they are handed, so they run on any clock;
its ``Limiter`` sleeps on the real clock and starts a thread, so the waiting is done here. What the headers tell (other
programs share the same limits) is kept here too: pyrate-limiter has no notion of it.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Sleep

RESERVE = 0.2


class Limiter(Protocol):
    """Something that knows when one account may be called."""

    async def admit(self, request: Request) -> None:
        """Return when the request may go out. Raises BudgetSpent when that is too far off."""
        ...

    def learn(self, response: Response) -> Mapping[str, float]:
        """Take in what an answer says about limits; gives it back as numbers for the traffic record."""
        ...

    def for_run(self) -> Limiter:
        """The same for the clients of one run, which may have a share of its own."""
        ...


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of an account: ``units`` per rolling ``window_s`` seconds. ``kind`` names it: ``search``, ``daily``."""

    kind: str
    units: int
    window_s: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What one answer said about one limit: its size, what is left, and when it is whole again (None: not said)."""

    kind: str
    units: int
    remaining: int
    resets_in_s: float | None = None


Costs = Callable[[Request], Mapping[str, int]]
Readings = Callable[[Response], Iterable[Reading]]


class AccountLimits:
    """The limits of one account, shared by every client that calls it.

    ``costs`` gives what a request takes from which kind. A fifth of each limit is left to interactive requests
    (HubSpot, usage-guidelines: stay near 80 %). Whoever would wait longer than ``longest_wait_s`` gets BudgetSpent instead.
    """

    def __init__(
        self,
        limits: Iterable[Limit],
        *,
        costs: Costs,
        readings: Readings,
        longest_wait_s: float = 20.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        longest_first = sorted(limits, key=lambda limit: -limit.window_s)  # the tightest stamp is taken last
        self._windows = {limit.kind: _Window(limit) for limit in longest_first}
        self._costs = costs
        self._readings = readings
        self._longest_wait_s = longest_wait_s
        self._clock = clock
        self._sleep = sleep

    async def admit(self, request: Request) -> None:
        """Take what the request costs from each window, waiting for room."""
        costs = self._costs(request)
        for kind, window in self._windows.items():
            units = costs.get(kind, 0)
            if units > 0:
                await self._take(window, units, interactive=request.interactive)

    def learn(self, response: Response) -> Mapping[str, float]:
        """Believe the vendor over our own count; a kind that was never declared is only reported."""
        numbers: dict[str, float] = {}
        for reading in self._readings(response):
            numbers[f"{reading.kind}_limit"] = reading.units
            numbers[f"{reading.kind}_remaining"] = reading.remaining
            if reading.kind in self._windows:
                self._windows[reading.kind].believe(reading, self._clock())
        return numbers

    def for_run(self) -> Limiter:
        """No run has a share of its own."""
        return self

    async def _take(self, window: _Window, units: int, *, interactive: bool) -> None:
        waited = 0.0
        while (wait_s := window.take(units, self._clock(), interactive=interactive)) > 0:
            waited += wait_s
            if waited > self._longest_wait_s:
                raise BudgetSpent(retry_after_s=wait_s, kind=window.kind)
            await self._sleep(wait_s)


class _Window:
    """One limit: what was sent in its window, and what the vendor last said was left."""

    def __init__(self, limit: Limit) -> None:
        self.kind = limit.kind
        self._interval_ms = round(limit.window_s * 1000)
        self._units = limit.units
        self._all = InMemoryBucket([Rate(limit.units, self._interval_ms)])
        self._background = InMemoryBucket([self._background_rate()])
        self._remaining: int | None = None
        self._until = 0.0

    def take(self, units: int, now: float, *, interactive: bool) -> float:
        """Take ``units`` and give 0, or give the seconds after which to ask again."""
        units = min(units, self._background_rate().limit)  # a single call never waits for ever
        wait_s = self._told_wait(units, now, interactive=interactive)
        if wait_s > 0:
            return wait_s
        # A background permit that then meets a full window stays spent: at worst one call too few.
        buckets = [self._all] if interactive else [self._background, self._all]
        wait_ms = max(self._put(bucket, units, now) for bucket in buckets)
        if wait_ms == 0 and self._remaining is not None:
            self._remaining -= units
        return wait_ms / 1000

    def believe(self, reading: Reading, now: float) -> None:
        """Replace our own idea by the vendor's."""
        if reading.units > 0 and reading.units != self._units:
            self._units = reading.units
            self._all.rates = [Rate(reading.units, self._interval_ms)]
            self._background.rates = [self._background_rate()]
        self._remaining = reading.remaining
        self._until = now + (self._interval_ms / 1000 if reading.resets_in_s is None else reading.resets_in_s)

    def _told_wait(self, units: int, now: float, *, interactive: bool) -> float:
        if now >= self._until:
            self._remaining = None
        if self._remaining is None:
            return 0.0
        floor = 0 if interactive else math.floor(self._units * RESERVE)
        return self._until - now if self._remaining - units < floor else 0.0

    def _put(self, bucket: InMemoryBucket, units: int, now: float) -> int:
        stamp = round(now * 1000)
        bucket.leak(stamp)
        item = RateItem(self.kind, stamp, weight=units)
        if bucket.put(item):
            return 0
        wait_ms = bucket.waiting(item)
        assert isinstance(wait_ms, int)  # an in-memory bucket never answers with an awaitable
        return max(wait_ms, 1)

    def _background_rate(self) -> Rate:
        return Rate(max(math.floor(self._units * (1 - RESERVE)), 1), self._interval_ms)
