"""Pipedrive's limits for one account (section 5): two seconds, searches, and the company's tokens of the day.

Answers tell the size of the two-second window and what is left of it; before the first one the smallest plan's is
assumed. The tokens of the day are those of the whole company (``providers/daily``).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping

from crmdesk.net.limits import AccountLimits, Limit, Limiter, Reading
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Sleep
from crmdesk.providers import daily
from crmdesk.providers.daily import DailyLimit
from crmdesk.providers.pipedrive.errors import DAILY_S, TOKENS_LEFT
from crmdesk.providers.rest import reading

WINDOW_S = 2.0
BURST = Limit("burst", 20, WINDOW_S)
SEARCH = Limit("search", 10, WINDOW_S)


class PipedriveLimits:
    """Waits for the limits of one account (``net.limits.Limiter``); shared by every client that calls it."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._windows = AccountLimits((BURST, SEARCH), costs=_costs, readings=_readings, clock=clock, sleep=sleep)
        self._day = DailyLimit(DAILY_S, clock)

    async def admit(self, request: Request) -> None:
        """Return when the request may go out. Raises BudgetSpent when that is too far off."""
        self._day.admit(request)
        await self._windows.admit(request)

    def for_run(self) -> Limiter:
        """No run has a share of its own."""
        return self

    def learn(self, response: Response) -> Mapping[str, float]:
        """Take in what an answer tells; gives it back as numbers."""
        day = self._day.learn(reading(response, daily.KIND, "x-daily-ratelimit-token-limit", TOKENS_LEFT))
        return {**self._windows.learn(response), **day}


def _costs(request: Request) -> Mapping[str, int]:
    return {BURST.kind: 1, SEARCH.kind: 1 if request.endpoint.endswith("/search") else 0}


def _readings(response: Response) -> Iterable[Reading]:
    """The numbers of the window that an answer belongs to; searches have no numbers of their own."""
    text = response.headers.get("x-ratelimit-reset", "")
    resets_in_s = min(float(text), WINDOW_S) if text.isdecimal() else WINDOW_S
    yield from reading(response, BURST.kind, "x-ratelimit-limit", "x-ratelimit-remaining", resets_in_s)
