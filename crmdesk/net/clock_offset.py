"""How far a server's clock is from ours, learned from the Date headers of its answers (RFC 9110, 6.6.1)."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from statistics import median

_KEPT = 15
_HALF_A_SECOND = 0.5
"""Date names whole seconds: the answer was made, on average, half a second after it."""


class ClockOffset:
    """The median of what the last answers told, so that one slow answer does not count."""

    def __init__(self) -> None:
        self._seen: deque[float] = deque(maxlen=_KEPT)

    def learn(self, date: datetime, midpoint_s: float) -> None:
        """Take in an answer's Date and the middle of its exchange by our clock (epoch seconds)."""
        self._seen.append(date.timestamp() + _HALF_A_SECOND - midpoint_s)

    @property
    def seconds(self) -> float | None:
        """What has to be added to our clock to read the server's; None before the first answer."""
        return median(self._seen) if self._seen else None
