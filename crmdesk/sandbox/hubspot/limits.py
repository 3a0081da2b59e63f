"""Rate limits and their headers (fact sheet sections 5.1 to 5.3). Associations have limits of their own besides (section 4.4)."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.hubspot.account import UTC_OFFSET_S
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.traits import Traits

DAY_S = 86_400


class Bucket(StrEnum):
    """Which limit a request counts against."""

    GENERAL = "general"
    SEARCH = "search"
    ASSOCIATIONS = "associations"


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
        self._windows: dict[tuple[str, Bucket], Window] = {}
        self._search = Window(1.0)
        self._day = 0
        self._today: Counter[Bucket] = Counter()

    def admit(self, app: str, bucket: Bucket, *, service_key: bool) -> tuple[JsonObject, float] | None:
        """Count a request. When it is over a limit: the 429 body and the seconds after which another may pass."""
        now = self._clock()
        if bucket is Bucket.SEARCH:
            refused = self._over(self._search, self._traits["search_limit"], now)
            if refused is not None:
                return self.search_body(), refused
            return self._of_day(Bucket.GENERAL, now) if service_key and self._traits["search_in_daily_count"] else None
        buckets = list(dict.fromkeys((bucket, Bucket.GENERAL)))
        for each in buckets:
            window = self._windows.setdefault((app, each), Window(10.0))
            refused = self._over(window, self._most(each, service_key=service_key), now)
            if refused is not None:
                return self.rolling_body(), refused
        days = [self._of_day(each, now) for each in buckets if service_key or each is Bucket.ASSOCIATIONS]
        return next((over for over in days if over is not None), None)

    def _of_day(self, bucket: Bucket, now: float) -> tuple[JsonObject, float] | None:
        """Count a request of the day, which ends at midnight of the account's time zone."""
        day, into = divmod(now + UTC_OFFSET_S, DAY_S)
        if int(day) != self._day:
            self._day = int(day)
            self._today.clear()
        self._today[bucket] += 1
        if self._traits["rate_limits"] and self._today[bucket] > self._daily(bucket):
            return self.daily_body(), DAY_S - into
        return None

    def headers(self, app: str, *, service_key: bool) -> list[tuple[str, str]]:
        """The headers of a counted reply. While limits are off the remaining number stays at its best."""
        most = self._most(Bucket.GENERAL, service_key=service_key)
        window = self._windows.setdefault((app, Bucket.GENERAL), Window(10.0))
        used = window.used(self._clock()) if self._traits["rate_limits"] else 1
        found = [
            ("x-hubspot-ratelimit-max", str(most)),
            ("x-hubspot-ratelimit-remaining", str(max(0, most - used))),
            ("x-hubspot-ratelimit-interval-milliseconds", "10000"),
            ("x-hubspot-ratelimit-secondly", str(most // 10)),
            ("x-hubspot-ratelimit-secondly-remaining", str(max(0, most // 10 - 1))),
        ]
        if service_key:
            daily = self._daily(Bucket.GENERAL)
            found.append(("x-hubspot-ratelimit-daily", str(daily)))
            found.append(("x-hubspot-ratelimit-daily-remaining", str(max(0, daily - self._today[Bucket.GENERAL]))))
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

    def _most(self, bucket: Bucket, *, service_key: bool) -> int:
        if bucket is Bucket.ASSOCIATIONS:
            return int(self._traits["associations_limit"])
        return int(self._traits["service_key_limit" if service_key else "ten_secondly_limit"])

    def _daily(self, bucket: Bucket) -> int:
        return int(self._traits["associations_daily_limit" if bucket is Bucket.ASSOCIATIONS else "daily_limit"])

    def _over(self, window: Window, most: int, now: float) -> float | None:
        if not self._traits["rate_limits"]:
            return None
        if window.used(now) >= most:
            return window.free_in(now)
        window.times.append(now)
        return None
