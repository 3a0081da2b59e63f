"""The daily token budget, the burst limits, and their headers (section 5)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.pipedrive.tokens import Grant
from crmdesk.sandbox.traits import Traits

DAY_S = 86_400
WINDOW_S = 2.0
BLOCKED = "<!doctype html><html><head><title>Attention Required! | Cloudflare</title></head><body>Blocked</body></html>"


@dataclass(slots=True)
class Window:
    """A rolling window of request times."""

    times: deque[float] = field(default_factory=deque)

    def used(self, now: float) -> int:
        """Requests inside the window."""
        while self.times and self.times[0] <= now - WINDOW_S:
            self.times.popleft()
        return len(self.times)


class Limiter:
    """The counters of one company."""

    def __init__(self, clock: VendorClock, traits: Traits) -> None:
        self._clock = clock
        self._traits = traits
        self._windows: dict[str, Window] = {}
        self._search = Window()
        self._day = 0
        self._spent = 0
        self._refusals = 0

    def admit(self, grant: Grant, *, search: bool) -> Reply | None:
        """Count a request; the reply where it is over a limit."""
        now = self._clock()
        if int(now // DAY_S) != self._day:
            self._day, self._spent = int(now // DAY_S), 0
        if not self._traits["rate_limits"]:
            return None
        refused = self._refused(grant, now, search=search)
        self._refusals = 0 if refused is None else self._refusals + 1
        most = int(self._traits["cloudflare_after"])
        if refused is not None and most and self._refusals > most:
            return Reply.html(403, BLOCKED)
        return refused

    def spend(self, tokens: int) -> None:
        """Take the tokens of a call."""
        self._spent += tokens

    def headers(self, grant: Grant) -> list[tuple[str, str]]:
        """The headers of a reply."""
        most = self._most(grant)
        used = self._window(grant).used(self._clock()) if self._traits["rate_limits"] else 1
        found = [
            ("x-ratelimit-limit", str(most)),
            ("x-ratelimit-remaining", str(max(0, most - used))),
            ("x-ratelimit-reset", "2"),
        ]
        if self._traits["daily_headers"]:
            left = max(0, int(self._traits["daily_tokens"]) - self._spent)
            found.append(("x-daily-ratelimit-token-limit", str(self._traits["daily_tokens"])))
            found.append(("x-daily-ratelimit-token-remaining", str(left)))
        return found

    def over_budget(self, retry_after: str | None) -> Reply:
        """429 of the day."""
        body = {"success": False, "error": "daily request budget exceeded", "errorCode": 429}
        reply = Reply.json(429, body)
        if retry_after is not None:
            reply.headers.append(("retry-after", retry_after))
        return reply

    @staticmethod
    def over_burst() -> Reply:
        """429 of the two seconds."""
        return Reply.json(429, {"success": False, "error": "request over limit", "errorCode": 429})

    def _refused(self, grant: Grant, now: float, *, search: bool) -> Reply | None:
        if self._spent >= int(self._traits["daily_tokens"]):
            return self.over_budget(f"{DAY_S - now % DAY_S:.0f}")
        window = self._window(grant)
        if window.used(now) >= self._most(grant) or (
            search and self._search.used(now) >= int(self._traits["search_limit"])
        ):
            return self.over_burst()
        window.times.append(now)
        if search:
            self._search.times.append(now)
        return None

    def _window(self, grant: Grant) -> Window:
        return self._windows.setdefault("token" if grant.personal else f"app:{grant.user_id}", Window())

    def _most(self, grant: Grant) -> int:
        return int(self._traits["api_token_limit" if grant.personal else "oauth_limit"])
