"""An account's limit of the day, as its answers tell it.

It is shared with every other program. The last fifth is left to what a person waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.limits import RESERVE, Reading
from crmdesk.net.messages import Request

KIND = "daily"

TOLD_S = 900.0
"""How long a number of the day is believed: it is whole again at a midnight that nobody names."""


class DailyLimit:
    """What is left of the day. ``wait_s`` is after how long to come again where that is too little."""

    def __init__(self, wait_s: float, clock: Callable[[], float]) -> None:
        self._wait_s = wait_s
        self._clock = clock
        self._told: Reading | None = None
        self._until = 0.0

    def admit(self, request: Request) -> None:
        """Let a call pass. Raises BudgetSpent where the day's share is used up."""
        if self._told is None or not self._told.units or self._clock() >= self._until:
            return
        kept = 0 if request.interactive else self._told.units * RESERVE
        if self._told.remaining <= kept:
            raise BudgetSpent(retry_after_s=self._wait_s, kind=KIND)

    def learn(self, readings: Iterable[Reading]) -> Mapping[str, float]:
        """Take in what an answer tells; gives it back as numbers."""
        told = next(iter(readings), None)
        if told is None:
            return {}
        self._told, self._until = told, self._clock() + TOLD_S
        return {f"{KIND}_limit": told.units, f"{KIND}_remaining": told.remaining}
