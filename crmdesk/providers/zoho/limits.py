"""Zoho's credits of the day, as its answers tell them (section 4.1).

They tell what is left once half of the day is used, and never how much there was: twice the most that was ever told is taken
for it. At four fifths of that background calls stop; what a person waits for may use the rest.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping

from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.limits import RESERVE, Limiter
from crmdesk.net.messages import Request, Response
from crmdesk.providers.zoho.errors import CREDITS_LEFT, DAY_WAIT_S

_CREDITS = re.compile(r"[0-9]{1,12}")

BELIEVED_S = 900.0
"""How long a figure counts; afterwards one call may look again."""


class ZohoLimits:
    """Watches the day of one organisation (``net.limits.Limiter``); shared by every client that calls it."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._most = 0
        self._left = 0
        self._told_at = 0.0

    async def admit(self, request: Request) -> None:
        """Let a call pass. Raises BudgetSpent where the day's share is used up."""
        if not self._told_at or self._clock() - self._told_at > BELIEVED_S:
            return
        kept = 0.0 if request.interactive else self._most * RESERVE
        if self._left <= kept:
            raise BudgetSpent(retry_after_s=DAY_WAIT_S, kind="daily")

    def for_run(self) -> Limiter:
        """No run has a share of its own."""
        return self

    def learn(self, response: Response) -> Mapping[str, float]:
        """Take in what an answer tells; gives it back as numbers."""
        told = response.headers.get(CREDITS_LEFT, "")
        if not _CREDITS.fullmatch(told):
            return {}
        self._left, self._told_at = int(told), self._clock()
        self._most = max(self._most, 2 * self._left)
        return {"daily_limit": self._most, "daily_remaining": self._left}
