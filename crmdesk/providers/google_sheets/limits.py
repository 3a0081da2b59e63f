"""Google's quotas of a minute for one person (section 5): every call counts one, whatever is in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping

from crmdesk.net.limits import AccountLimits, Limit, Limiter, Reading
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Sleep

READS, WRITES = Limit("reads", 60, 60.0), Limit("writes", 60, 60.0)
LONGEST_WAIT_S = 65.0
"""A minute, and a little: then there is room again."""


def limiter(*, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> Limiter:
    """The limits of one person, shared by every client that calls. Answers tell nothing of them."""
    return AccountLimits(
        (READS, WRITES), costs=_costs, readings=_readings, longest_wait_s=LONGEST_WAIT_S, clock=clock, sleep=sleep
    )


def _costs(request: Request) -> Mapping[str, int]:
    return {(WRITES if request.writes else READS).kind: 1}


def _readings(response: Response) -> Iterable[Reading]:
    return ()
