"""Writing in batches: each item gets its outcome, one bad item never takes others with it.

A batch that is refused as a whole was not carried out: it is cut in half until the bad item stands alone. A batch whose
answer did not come leaves each of its items unknown; nothing is repeated here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from crmdesk.domain.errors import (
    ConnectionFault,
    CrmdeskError,
    OutcomeUnknown,
    RateLimited,
    RecordRefused,
    Unreachable,
    VendorNonsense,
)
from crmdesk.providers.base import NotNow, Outcome, Refused, Unknown

J = TypeVar("J")

Send = Callable[[Sequence[tuple[int, J]]], Awaitable[Mapping[int, Outcome]]]
"""Sends numbered items in one call; raises RecordRefused where the call was refused as a whole."""


async def in_batches(
    jobs: Sequence[tuple[int, J]], size: int, send: Send[J], *, begun: bool = False
) -> dict[int, Outcome]:
    """The outcome of every job by its number.

    Raises a connection fault only where nothing was sent before it (nor by the caller, who then says ``begun``); later
    ones become the outcome of what is left.
    """
    outcomes: dict[int, Outcome] = {}
    waiting = [jobs[start : start + size] for start in range(0, len(jobs), size)]
    while waiting:
        batch = waiting.pop(0)
        try:
            answered = await send(batch)
        except RecordRefused as error:
            if len(batch) == 1:
                outcomes[batch[0][0]] = Refused(error)
            else:
                waiting[:0] = [batch[: len(batch) // 2], batch[len(batch) // 2 :]]
        except (OutcomeUnknown, VendorNonsense) as error:
            outcomes |= {number: Unknown(error) for number, _ in batch}
            return outcomes | _later(waiting, error)
        except ConnectionFault as error:
            if not (begun or outcomes or isinstance(error, (RateLimited, Unreachable))):
                raise
            return outcomes | _later([batch, *waiting], error)
        else:
            outcomes |= {number: answered.get(number) or _unanswered() for number, _ in batch}
    return outcomes


async def in_lanes(
    jobs: Sequence[tuple[int, J]], lanes: int, send: Callable[[J], Awaitable[Outcome]]
) -> dict[int, Outcome]:
    """The outcome of every job by its number, where each takes a call of its own: ``lanes`` of them at a time.

    A refused one leaves the others alone. After a fault of the connection nothing more is begun: what was not sent may be
    sent later. Raises the fault where nothing came of it at all, unless that is for the caller to wait out.
    """
    outcomes: dict[int, Outcome] = {}
    waiting = iter(jobs)
    faults: list[ConnectionFault] = []

    async def lane() -> None:
        for number, job in waiting:
            if faults:
                outcomes.update(_later([[(number, job)]], faults[0]))
                continue
            try:
                outcomes[number] = await send(job)
            except RecordRefused as error:
                outcomes[number] = Refused(error)
            except (OutcomeUnknown, VendorNonsense) as error:
                outcomes[number] = Unknown(error)
                faults.append(error)
            except ConnectionFault as error:
                outcomes.update(_later([[(number, job)]], error))
                faults.append(error)

    await asyncio.gather(*(lane() for _ in range(min(lanes, len(jobs)))))
    if faults and all(isinstance(each, NotNow) for each in outcomes.values()):
        fatal = next((error for error in faults if not isinstance(error, (RateLimited, Unreachable))), None)
        if fatal is not None:
            raise fatal
    return outcomes


def _later(waiting: Sequence[Sequence[tuple[int, J]]], error: CrmdeskError) -> dict[int, Outcome]:
    retry_after_s = error.retry_after_s if isinstance(error, RateLimited) else None
    return {number: NotNow(error, retry_after_s) for batch in waiting for number, _ in batch}


def _unanswered() -> Outcome:
    """The answer passed an item over in silence (HubSpot does so with rows that were merged into another)."""
    return Unknown(OutcomeUnknown("item_not_answered"))
