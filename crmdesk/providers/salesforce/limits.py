"""Salesforce's calls of the day, as its answers tell them (section 7.2).

Every answer says how many calls the whole organisation made in the last 24 hours, with those of other programs. At four
fifths of them background calls stop, and those of a run at a quarter that it has spent by itself; what a person waits for may
use the rest.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping

from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.limits import RESERVE, Limiter
from crmdesk.net.messages import Request, Response
from crmdesk.providers.salesforce.errors import QUOTA_WAIT_S

_USAGE = re.compile(r"(?<![-\w])api-usage=([0-9]{1,12})/([0-9]{1,12})(?![0-9])")
"""Anywhere in the header: variants put other figures around it."""

RUN_SHARE = 0.25
"""What one run may spend of the day (section 7.2)."""

BELIEVED_S = 900.0
"""How long a figure counts; afterwards one call may look again."""


class SalesforceLimits:
    """Watches the day of one organisation (``net.limits.Limiter``); shared by every client that calls it."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._most = 0
        self._used = 0
        self._told_at = 0.0

    async def admit(self, request: Request) -> None:
        """Let a call pass. Raises BudgetSpent where the day's share is used up."""
        if not self._most or self._clock() - self._told_at > BELIEVED_S:
            return
        kept = 0.0 if request.interactive else self._most * RESERVE
        if self._most - self._used <= kept:
            raise BudgetSpent(retry_after_s=QUOTA_WAIT_S, kind="daily")

    def learn(self, response: Response) -> Mapping[str, float]:
        """Take in what an answer tells; gives it back as numbers."""
        found = _USAGE.search(response.headers.get("sforce-limit-info", ""))
        if found is None:
            return {}
        self._used, self._most, self._told_at = int(found.group(1)), int(found.group(2)), self._clock()
        return {"daily_limit": self._most, "daily_remaining": max(self._most - self._used, 0)}

    def for_run(self) -> Limiter:
        """The organisation's day with the share of one run."""
        return _RunLimits(self)

    def share_spent(self, calls: int) -> bool:
        """Whether so many calls are a run's share of the day, as far as its size has been told."""
        return 0 < self._most * RUN_SHARE <= calls


class _RunLimits:
    """One run: its calls are counted, all else is the organisation's."""

    def __init__(self, limits: SalesforceLimits) -> None:
        self._limits = limits
        self._calls = 0

    async def admit(self, request: Request) -> None:
        """Let a call pass. Raises BudgetSpent where the run, or the day, has had its share."""
        if not request.interactive and self._limits.share_spent(self._calls):
            raise BudgetSpent(retry_after_s=QUOTA_WAIT_S, kind="daily")
        await self._limits.admit(request)
        self._calls += 1

    def learn(self, response: Response) -> Mapping[str, float]:
        """Take in what an answer tells; gives it back as numbers."""
        return self._limits.learn(response)

    def for_run(self) -> Limiter:
        """Another run."""
        return self._limits.for_run()
