"""The organisation's daily calls, and how replies tell of them (section 7.2)."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.tokens import APP_NAME
from crmdesk.sandbox.traits import Traits

DAY_S = 86_400.0


class Limiter:
    """Counts calls over a rolling day; all programs of the organisation share it."""

    def __init__(self, clock: VendorClock, traits: Traits) -> None:
        self._clock = clock
        self._traits = traits
        self._calls: deque[float] = deque()

    def admit(self) -> None:
        """Count a call. Raises `ApiError` 403 where the day is used up."""
        if self._traits["rate_limits"] and self.used() >= self._traits["daily_limit"]:
            raise exceeded("TotalRequests Limit exceeded.")
        self._calls.append(self._clock())

    def used(self) -> int:
        """Calls of the last 24 hours, those of other programs included."""
        while self._calls and self._calls[0] <= self._clock() - DAY_S:
            self._calls.popleft()
        return len(self._calls) + int(self._traits["used_by_others"])

    def header(self) -> tuple[str, str]:
        """``Sforce-Limit-Info``."""
        used, most = self.used(), self._traits["daily_limit"]
        more = {
            "per_app": f"; per-app-api-usage={len(self._calls)}/250(appName={APP_NAME})",
            "bursts": "; api-bursts=1/750",
        }
        return "sforce-limit-info", f"api-usage={used}/{most}" + more.get(self._traits["limit_info_variant"], "")

    def listed(self, spent: Mapping[str, int]) -> JsonObject:
        """``GET /limits``; ``spent`` is what jobs took, by the name of the limit."""
        most = int(self._traits["daily_limit"])
        plain = {"DailyBulkV2QueryJobs": 10_000, "DailyBulkApiBatches": 15_000, "DailyBulkV2QueryFileStorageMB": 976_562,
                 "DataStorageMB": 1_073, "FileStorageMB": 1_073, "SingleEmail": 5_000}  # fmt: skip
        return {
            "DailyApiRequests": {
                "Max": most,
                "Remaining": max(0, most - self.used()),
                APP_NAME: {"Max": 0, "Remaining": 0},
            },
            **{
                name: {"Max": number, "Remaining": max(0, number - spent.get(name, 0))}
                for name, number in plain.items()
            },
        }


def exceeded(message: str) -> ApiError:
    """403 of a limit; there is no Retry-After."""
    return ApiError(403, "REQUEST_LIMIT_EXCEEDED", message)
