"""Credits of a rolling day, and how replies tell of them (section 4.1)."""

from __future__ import annotations

from collections import deque

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.traits import Traits
from crmdesk.sandbox.zoho.errors import too_many_requests

DAY_S = 86_400.0


class Limiter:
    """Counts credits; all programs of the organisation share them."""

    def __init__(self, clock: VendorClock, traits: Traits) -> None:
        self._clock = clock
        self._traits = traits
        self._spent: deque[tuple[float, int]] = deque()

    def admit(self, cost: int) -> None:
        """Take the credits of a call. Raises `ApiError` 429 where they are used up."""
        if self._traits["rate_limits"] and self.left() < cost:
            raise too_many_requests("You have exceeded the maximum number of API credits for the day.")
        self._spent.append((self._clock(), cost))

    def spend(self, cost: int) -> None:
        """Take the credits that a call turned out to cost besides."""
        if cost:
            self._spent.append((self._clock(), cost))

    def left(self) -> int:
        """Credits that are left of the last 24 hours."""
        while self._spent and self._spent[0][0] <= self._clock() - DAY_S:
            self._spent.popleft()
        used = sum(cost for _, cost in self._spent) + int(self._traits["used_by_others"])
        return max(0, int(self._traits["credits"]) - used)

    def tell(self, reply: Reply) -> None:
        """Add ``X-API-CREDITS-REMAINING``, which comes only once half is used."""
        how, left = self._traits["credits_header"], self.left()
        if how == "always" or (how == "half" and left * 2 <= int(self._traits["credits"])):
            reply.headers.append(("x-api-credits-remaining", str(left)))
