"""The quotas of a minute (section 5)."""

from __future__ import annotations

from collections import Counter

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.google_sheets.calls import READ
from crmdesk.sandbox.google_sheets.errors import ApiError, over_quota
from crmdesk.sandbox.google_sheets.tokens import Grant
from crmdesk.sandbox.traits import Traits

MINUTE_S = 60


class Limiter:
    """Counts requests; every HTTP call is one, and each minute starts anew."""

    def __init__(self, clock: VendorClock, traits: Traits) -> None:
        self._clock = clock
        self._traits = traits
        self._minute = 0
        self._used: Counter[tuple[str, str]] = Counter()

    def admit(self, grant: Grant, group: str) -> None:
        """Count a request of a group. Raises `ApiError` where it is over a quota."""
        minute = int(self._clock() // MINUTE_S)
        if minute != self._minute:
            self._minute, self._used = minute, Counter()
        if not self._traits["rate_limits"]:
            return
        words = "reads" if group == READ else "writes"
        for who, per_user in ((grant.refresh_token, True), ("", False)):
            most = int(self._traits[f"{'user' if per_user else 'project'}_{words}"])
            if self._used[who, group] >= most:
                raise self.refusal(group, most, per_user=per_user)
        for who in (grant.refresh_token, ""):
            self._used[who, group] += 1

    def refusal(self, group: str, most: int, *, per_user: bool = True) -> ApiError:
        """429 of a group."""
        return over_quota(group, most, per_user=per_user, details=bool(self._traits["quota_details"]))
