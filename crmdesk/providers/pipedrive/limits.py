"""Pipedrive's limits for one account (section 5): two seconds, searches, and the company's tokens of the day.

Answers tell the size of the two-second window and what is left of it; before the first one the smallest plan's is
assumed. The tokens of the day are shared with every other program of the company: the last fifth is left to people.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping

from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.limits import RESERVE, AccountLimits, Limit, Limiter, Reading
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Sleep
from crmdesk.providers.pipedrive.errors import DAILY_S, TOKENS_LEFT
from crmdesk.providers.rest import reading

WINDOW_S = 2.0
BURST = Limit("burst", 20, WINDOW_S)
SEARCH = Limit("search", 10, WINDOW_S)
TOLD_S = 900.0
"""How long a number of the day is believed: the budget is whole again at a midnight that nobody names."""


class PipedriveLimits:
    """Waits for the limits of one account (``net.limits.Limiter``); shared by every client that calls it."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._windows = AccountLimits((BURST, SEARCH), costs=_costs, readings=_readings, clock=clock, sleep=sleep)
        self._day: Reading | None = None
        self._day_until = 0.0

    async def admit(self, request: Request) -> None:
        """Return when the request may go out. Raises BudgetSpent when that is too far off."""
        if self._day is not None and self._clock() < self._day_until:
            kept = 0 if request.interactive else self._day.units * RESERVE
            if self._day.remaining <= kept:
                raise BudgetSpent(retry_after_s=DAILY_S, kind="daily")
        await self._windows.admit(request)

    def for_run(self) -> Limiter:
        """No run has a share of its own."""
        return self

    def learn(self, response: Response) -> Mapping[str, float]:
        """Take in what an answer tells; gives it back as numbers."""
        numbers = dict(self._windows.learn(response))
        for told in reading(response, "daily", "x-daily-ratelimit-token-limit", TOKENS_LEFT):
            self._day, self._day_until = told, self._clock() + TOLD_S
            numbers |= {"daily_limit": told.units, "daily_remaining": told.remaining}
        return numbers


def _costs(request: Request) -> Mapping[str, int]:
    return {BURST.kind: 1, SEARCH.kind: 1 if request.endpoint.endswith("/search") else 0}


def _readings(response: Response) -> Iterable[Reading]:
    """The numbers of the window that an answer belongs to; searches have no numbers of their own."""
    text = response.headers.get("x-ratelimit-reset", "")
    resets_in_s = min(float(text), WINDOW_S) if text.isdecimal() else WINDOW_S
    yield from reading(response, BURST.kind, "x-ratelimit-limit", "x-ratelimit-remaining", resets_in_s)
