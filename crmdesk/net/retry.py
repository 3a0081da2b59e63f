"""When a request is sent again, and after how long."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import stamina

from crmdesk.domain.errors import CrmdeskError, OutcomeUnknown, RateLimited
from crmdesk.net.messages import Request, Response, moment_of

# stamina would print each retry to standard output, which belongs to --json; traffic records say the same.
stamina.instrumentation.set_on_retry_hooks([])

Sleep = Callable[[float], Awaitable[object]]
Rng = Callable[[], float]

LOCKED = 423
TOO_MANY = 429
UNAVAILABLE = 503

_DAY_S = 86_400.0
"""The longest wait that a vendor asks for (HubSpot, while it moves an account): whoever says more is asked again after it."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Times are seconds.

    A request with an unknown outcome that may be repeated is sent again ``retries`` times, after ``first_wait_s`` that doubles
    up to ``longest_wait_s``. A refused one (not processed) waits as long as the vendor says, or ``refusal_wait_s`` that
    doubles where it says nothing, at most ``refusals`` times and ``refusal_total_s`` in all. Up to ``jitter_s`` is
    added to each wait, so that several computers do not come back together.
    """

    retries: int = 3
    first_wait_s: float = 0.5
    longest_wait_s: float = 8.0
    jitter_s: float = 0.5
    refusals: int = 8
    refusal_wait_s: float = 2.0
    refusal_total_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Wait:
    """A refusal before processing: come again after ``after_s`` seconds (None: the vendor did not say).

    ``policy`` is the vendor's own word for the limit that was met.
    """

    after_s: float | None
    policy: str = ""


Classify = Callable[[Request, Response], Wait | None]


def plain_refusal(response: Response) -> Wait | None:
    """What any server means by 423, 429, and 503 with Retry-After (RFC 9110, 10.2.3; RFC 6585, 4)."""
    after_s = retry_after(response)
    if response.status in {LOCKED, TOO_MANY} or (response.status == UNAVAILABLE and after_s is not None):
        return Wait(after_s)
    return None


def retry_after(response: Response) -> float | None:
    """Retry-After in seconds, 0 to a day; its date form is measured by the vendor's own clock. None: not usable."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return min(float(text), _DAY_S)
    moment = moment_of(text)
    if moment is None or response.date is None:
        return None
    seconds = (moment - response.date).total_seconds()
    return min(max(seconds, 0.0), _DAY_S)


class Patience:
    """The waits of one request: how often it failed so far, and what comes next."""

    def __init__(self, policy: RetryPolicy, *, may_repeat: bool, rng: Rng) -> None:
        self._policy = policy
        self._may_repeat = may_repeat
        self._rng = rng
        self._unknown = 0
        self._refused = 0
        self._refused_s = 0.0
        self._next_s = 0.0
        self._final = False

    @property
    def in_doubt(self) -> bool:
        """Whether a try ended with an unknown outcome."""
        return self._unknown > 0

    @contextmanager
    def final(self) -> Iterator[None]:
        """What fails in here (a token's renewal, the budget) had its own patience and ends this request."""
        try:
            yield
        except CrmdeskError:
            self._final = True
            raise

    def refusal(self, wait: Wait) -> float:
        """How long a refusal asks to wait, in seconds; where it does not say, longer each time."""
        if wait.after_s is not None:
            return wait.after_s
        return float(self._policy.refusal_wait_s * 2**self._refused)

    async def pause(self, sleep: Sleep) -> None:
        """Take the wait that the last ``decide`` set: none before the first attempt."""
        if self._next_s > 0:
            await sleep(self._next_s)

    def decide(self, error: Exception) -> bool | float:
        """What stamina asks after a failure. It is told to go on at once: ``pause`` waits, on its own clock."""
        if self._final:
            again = False
        elif isinstance(error, RateLimited):
            again = self._wait_out(error.retry_after_s)
        elif isinstance(error, OutcomeUnknown):
            again = self._back_off()
        else:
            again = False
        return 0.0 if again else False

    def _wait_out(self, wait_s: float) -> bool:
        self._refused += 1
        self._refused_s += wait_s
        if self._refused > self._policy.refusals or self._refused_s > self._policy.refusal_total_s:
            return False
        self._next_s = wait_s + self._jitter()
        return True

    def _back_off(self) -> bool:
        self._unknown += 1
        if not self._may_repeat or self._unknown > self._policy.retries:
            return False
        grown = self._policy.first_wait_s * 2 ** (self._unknown - 1)
        self._next_s = min(grown, self._policy.longest_wait_s) + self._jitter()
        return True

    def _jitter(self) -> float:
        return self._rng() * self._policy.jitter_s
