"""Salesforce's calls of the day, as its answers tell them (section 7.2).

Every answer says how many calls the whole organisation made in the last 24 hours, with those of other programs. At four
fifths of them background calls stop; what a person waits for may use the rest.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping

from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.limits import RESERVE
from crmdesk.net.messages import Request, Response
from crmdesk.providers.salesforce.errors import QUOTA_WAIT_S

_USAGE = re.compile(r"(?<![-\w])api-usage=(\d+)/(\d+)")
"""Anywhere in the header: variants put other figures around it."""

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
