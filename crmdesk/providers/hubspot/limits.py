"""HubSpot's limits for one account (fact sheet sections 5.1 to 5.3), as far as its answers tell them.

Ordinary answers carry the size of the rolling window and what is left of it, with the calls of other programs counted:
below a fifth, background calls wait until the window is whole again. Those of a service key tell what is left of the day
(``providers/daily``). Searches have a limit of their own that no header tells: a refusal turns on a count of our own for a while.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping

from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.limits import RESERVE, AccountLimits, Limit, Limiter, Reading
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Sleep
from crmdesk.providers import daily
from crmdesk.providers.daily import DailyLimit
from crmdesk.providers.hubspot.errors import LIMIT_WAITS_S
from crmdesk.providers.rest import reading

SEARCH = Limit("search", 5, 1.0)
"""Per account, shared by all apps."""

WINDOW_S = 10.0
CAREFUL_S = 600.0
"""How long searches are counted after one was refused."""

LONGEST_WAIT_S = 20.0


class HubSpotLimits:
    """Waits for the limits of one account (``net.limits.Limiter``); shared by every client that calls it."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._searches = AccountLimits(
            (SEARCH,), costs=lambda _: {SEARCH.kind: 1}, readings=lambda _: (), clock=clock, sleep=sleep
        )
        self._careful_until = 0.0
        self._day = DailyLimit(LIMIT_WAITS_S["DAILY"], clock)
        self._told: Reading | None = None
        self._left = 0
        self._whole_at = 0.0

    async def admit(self, request: Request) -> None:
        """Return when the request may go out. Raises BudgetSpent when that is too far off."""
        self._day.admit(request)
        if request.endpoint.endswith("/search"):
            if self._clock() < self._careful_until:
                await self._searches.admit(request)
            return
        waited = 0.0
        while (wait_s := self._wait_s(interactive=request.interactive)) > 0:
            waited += wait_s
            if waited > LONGEST_WAIT_S:
                raise BudgetSpent(retry_after_s=wait_s, kind="burst")
            await self._sleep(wait_s)
        self._left -= 1

    def for_run(self) -> Limiter:
        """No run has a share of its own."""
        return self

    def learn(self, response: Response) -> Mapping[str, float]:
        """Take in what an answer tells; gives it back as numbers."""
        numbers = dict(self._day.learn(_of_the_day(response)))
        for told in _of_the_window(response):
            numbers |= {"burst_limit": told.units, "burst_remaining": told.remaining}
            self._told, self._left = told, told.remaining
            self._whole_at = self._clock() + WINDOW_S
        if response.status == 429 and not numbers:  # only answers to searches carry no numbers
            self._careful_until = self._clock() + CAREFUL_S
        return numbers

    def _wait_s(self, *, interactive: bool) -> float:
        now = self._clock()
        if self._told is None or now >= self._whole_at:
            self._told = None
            return 0.0
        kept = 0 if interactive else self._told.units * RESERVE
        return self._whole_at - now if self._left <= kept else 0.0


def _of_the_window(response: Response) -> Iterable[Reading]:
    return reading(response, "burst", "x-hubspot-ratelimit-max", "x-hubspot-ratelimit-remaining", WINDOW_S)


def _of_the_day(response: Response) -> Iterable[Reading]:
    return reading(response, daily.KIND, "x-hubspot-ratelimit-daily", "x-hubspot-ratelimit-daily-remaining")
