"""Rate limits and their headers (fact sheet sections 5.1 to 5.3)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.traits import Traits

DAY_S = 86_400


class Bucket(StrEnum):
    """Which limit a request counts against."""

    GENERAL = "general"
    SEARCH = "search"
    FREE = "free"


@dataclass(slots=True)
class Window:
    """A rolling window of request times."""

    seconds: float
    times: deque[float] = field(default_factory=deque)

    def used(self, now: float) -> int:
        """Requests inside the window."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return len(self.times)

    def free_in(self, now: float) -> float:
        """Seconds until the oldest request leaves the window."""
        return max(0.0, self.times[0] + self.seconds - now) if self.times else 0.0


class Limiter:
    """The counters of one account."""

    def __init__(self, clock: VendorClock, traits: Traits) -> None:
        self._clock = clock
        self._traits = traits
        self._windows: dict[str, Window] = {}
        self._search = Window(1.0)
        self._day = 0
        self._today = 0

    def admit(self, app: str, bucket: Bucket, *, service_key: bool) -> tuple[JsonObject, float] | None:
        """Count a request. When it is over a limit: the 429 body and the seconds after which another may pass."""
        now = self._clock()
        if int(now // DAY_S) != self._day:
            self._day, self._today = int(now // DAY_S), 0
        if bucket is Bucket.SEARCH:
            refused = self._over(self._search, self._traits["search_limit"], now)
            return None if refused is None else (self.search_body(), refused)
        window = self._windows.setdefault(app, Window(10.0))
        refused = self._over(window, self._most(service_key=service_key), now)
        if refused is not None:
            return self.rolling_body(), refused
        self._today += 1 if service_key else 0
        if self._traits["rate_limits"] and self._today > self._traits["daily_limit"]:
            return self.daily_body(), DAY_S - now % DAY_S
        return None

    def headers(self, app: str, *, service_key: bool) -> list[tuple[str, str]]:
        """The headers of a counted reply. While limits are off the remaining number stays at its best."""
        most = self._most(service_key=service_key)
        used = self._windows.setdefault(app, Window(10.0)).used(self._clock()) if self._traits["rate_limits"] else 1
        found = [
            ("x-hubspot-ratelimit-max", str(most)),
            ("x-hubspot-ratelimit-remaining", str(max(0, most - used))),
            ("x-hubspot-ratelimit-interval-milliseconds", "10000"),
            ("x-hubspot-ratelimit-secondly", str(most // 10)),
            ("x-hubspot-ratelimit-secondly-remaining", str(max(0, most // 10 - 1))),
        ]
        if service_key:
            daily = self._traits["daily_limit"]
            found.append(("x-hubspot-ratelimit-daily", str(daily)))
            found.append(("x-hubspot-ratelimit-daily-remaining", str(max(0, daily - self._today))))
        return found

    def search_body(self) -> JsonObject:
        """429 of the search limit, which has no policy name (or has one, by a trait)."""
        body = {"status": "error", "message": "You have reached your secondly limit.", "category": "RATE_LIMITS"}
        if self._traits["search_429_policy_name"]:
            body["policyName"] = "SECONDLY"
        return body

    @staticmethod
    def rolling_body() -> JsonObject:
        """429 of the 10 s limit."""
        return {
            "status": "error", "message": "You have reached your ten_secondly_rolling limit.",
            "errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING",
        }  # fmt: skip

    @staticmethod
    def daily_body() -> JsonObject:
        """429 of the daily limit."""
        return {
            "status": "error", "message": "You have reached your daily limit.",
            "errorType": "RATE_LIMIT", "policyName": "DAILY",
        }  # fmt: skip

    def _most(self, *, service_key: bool) -> int:
        return int(self._traits["service_key_limit" if service_key else "ten_secondly_limit"])

    def _over(self, window: Window, most: int, now: float) -> float | None:
        if not self._traits["rate_limits"]:
            return None
        if window.used(now) >= most:
            return window.free_in(now)
        window.times.append(now)
        return None
