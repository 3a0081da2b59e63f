"""HubSpot's limits for one account (fact sheet sections 5.1 and 5.2)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping

from crmdesk.net.limits import AccountLimits, Limit, Reading
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Sleep
from crmdesk.providers.rest import reading

BURST = Limit("burst", 100, 10.0)
"""The smallest plan's; the answers tell the account's own."""

SEARCH = Limit("search", 5, 1.0)
"""Per account and shared by all apps; not counted in the burst, and its answers carry no numbers."""


def limiter(*, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> AccountLimits:
    """The limits of one account, to be shared by every client that calls it."""
    return AccountLimits((BURST, SEARCH), costs=_costs, readings=_readings, clock=clock, sleep=sleep)


def _costs(request: Request) -> Mapping[str, int]:
    return {(SEARCH if request.endpoint.endswith("/search") else BURST).kind: 1}


def _readings(response: Response) -> Iterable[Reading]:
    yield from reading(response, BURST.kind, "x-hubspot-ratelimit-max", "x-hubspot-ratelimit-remaining", BURST.window_s)
    yield from reading(response, "daily", "x-hubspot-ratelimit-daily", "x-hubspot-ratelimit-daily-remaining")
