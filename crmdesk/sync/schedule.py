"""When a connection is run: once its interval has passed or somebody asks, and what a person typed goes out as soon as they pause.

A connection that fails is tried again later and later, says so once, and says once that it works again; it never holds up
another. One that needs a sign-in waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import random
from dataclasses import dataclass
from typing import Protocol

from crmdesk.domain.errors import BudgetSpent, CrmdeskError, defect
from crmdesk.domain.events import Event, Failed, Recovered, RunReport, RunStatus
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.sync.loop import elapsed_s
from crmdesk.sync.run import Reach

_LOG = logging.getLogger(__name__)

FIRST_BACKOFF_S = 15.0
LONGEST_BACKOFF_S = 900.0
_MOST_DOUBLINGS = 20
"""After so many the wait is the longest one; some time later it would be a number too large to reckon with."""

USUAL_INTERVAL_S = 300.0
"""Seconds between two runs of a connection whose own interval cannot be read."""

PAUSE_S = 10.0
"""How long after the last edit what is pending goes out: as long as the window offers to undo it."""
LONGEST_PAUSE_S = 60.0
"""How long an edit waits at most for a person who goes on typing."""

LOOK_S = 30.0
"""How long the schedule rests at most: the loop's own clock stands still while the computer sleeps, and a day may have passed."""


class Runs(Protocol):
    """What a schedule needs of the worker: runs of connections, how often they are due, and somebody to tell."""

    async def run_once(self, connection: str, reach: Reach) -> RunReport | None:
        """One run of a connection; None where there is no reason or no leave for one."""
        ...

    async def interval_of(self, connection: str) -> float:
        """Seconds between two runs of a connection."""
        ...

    def tell(self, event: Event) -> None:
        """Send an event towards the window."""
        ...


class Service:
    """The task of one connection: wait, run, judge the outcome, wait again."""

    def __init__(self, runs: Runs, connection: str) -> None:
        self._runs = runs
        self._connection = connection
        self._asked = True
        self._pause = Pause()
        self._stirred = asyncio.Event()
        self._failures = 0
        self._told: str | None = None  # the key of the failure that was told last
        self._asked_s = 0.0  # how long the vendor asked us to stay away
        self._spent = False  # whether the last failure is that background work has had its share of the budget
        self._run: asyncio.Task[RunReport | None] | None = None
        self._noted: tuple[str, int] | None = None  # state and interval as they were noted last
        self._task = asyncio.create_task(self._serve())

    def note(self, row: Connection) -> None:
        """Take note of how the connection is, which another process may have changed: paused, resumed, to be run more often."""
        before, self._noted = self._noted, (row.state, row.interval_s)
        if row.state == connections.PAUSED:
            self.cancel_run()
        elif row.state == connections.ACTIVE and before not in (None, self._noted):
            self.trigger()

    def trigger(self) -> None:
        """Run as soon as possible."""
        self._asked = True
        self._stirred.set()

    def network_back(self) -> None:
        """The reason of a failure may be over."""
        if self._failures:
            self.trigger()

    def edited(self) -> None:
        """Something was typed that may have to go out."""
        if self._is_sending:
            self._pause.begin_or_prolong(elapsed_s())
            self._stirred.set()

    @property
    def _is_sending(self) -> bool:
        """Whether what was typed goes out ahead of the schedule. A connection that fails sends it soon after it works again.

        Where only the share of background work is spent, it goes out at once.
        """
        return not self._failures or self._spent

    def cancel_run(self) -> None:
        """Stop the run that is under way, if one is."""
        if self._run is not None:
            self._run.cancel()

    async def end(self) -> None:
        """Stop serving. What fails meanwhile is noted and not raised: whoever ends one service goes on with the others."""
        self._task.cancel()
        await asyncio.wait([self._task])
        fault = None if self._task.cancelled() else self._task.exception()
        if fault is not None:
            _told(fault)

    async def _serve(self) -> None:
        """Run as the schedule says, for good. A defect of the schedule is told as that of a run is, and it goes on."""
        due_s = elapsed_s()
        while True:
            try:
                due_s = await self._run_next(due_s)
            except Exception as fault:
                if self._task.cancelling():
                    raise
                self._slipped(fault)
                # The same may happen again at once.
                await asyncio.sleep(FIRST_BACKOFF_S)
                due_s = elapsed_s() + LONGEST_BACKOFF_S

    async def _run_next(self, due_s: float) -> float:
        """The next run, from waiting for it to judging it; when the one behind it is due (seconds of ``elapsed_s``)."""
        reach = await self._reach(due_s)
        if reach is not Reach.USUAL:
            self._pause.over()
        self._run = asyncio.create_task(self._runs.run_once(self._connection, reach))
        try:
            await asyncio.wait([self._run])
        except asyncio.CancelledError:
            self._run.cancel()
            await asyncio.wait([self._run])
            # Whoever follows runs has to hear of the end of this one, too.
            self._judge(self._run, reach)
            raise
        self._judge(self._run, reach)
        self._run = None
        if reach is Reach.SEND and self._is_sending:
            return due_s
        return elapsed_s() + await self._wait_s()

    async def _reach(self, due_s: float) -> Reach:
        """Wait for the next run, whose schedule is ``due_s`` (seconds of ``elapsed_s``); what it has to do."""
        while not self._asked:
            now_s = elapsed_s()
            if now_s >= due_s:
                return Reach.USUAL
            if now_s >= self._pause.ends_s:
                return Reach.SEND
            self._stirred.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(due_s - now_s, self._pause.ends_s - now_s, LOOK_S)):
                    await self._stirred.wait()
        self._asked = False
        return Reach.THOROUGH

    async def _wait_s(self) -> float:
        """Seconds to the next scheduled run."""
        if not self._failures:
            return await self._runs.interval_of(self._connection)
        # Spread, so that the desks of an agency do not all come back in the same second.
        spread = random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        return max(backoff_s(self._failures) * spread, self._asked_s)

    def _judge(self, run: asyncio.Task[RunReport | None], reach: Reach) -> None:
        if run.cancelled():
            self._runs.tell(RunReport(self._connection, "", RunStatus.CANCELLED))
            return
        fault = run.exception()
        if fault is not None:
            self._slipped(fault)
            return
        report = run.result()
        if report is None:
            return
        if report.status is RunStatus.BUSY:
            if reach is not Reach.USUAL and self._is_sending:
                self._pause.put_off(elapsed_s())
            return
        if report.error is not None:
            self._failed(report.error)
        elif self._failures and reach is not Reach.SEND:
            self._failures, self._told, self._spent = 0, None, False
            # This run has left alone what was typed just before it, or came too early for it.
            self.edited()
            self._runs.tell(Recovered(self._connection))

    def _slipped(self, fault: BaseException) -> None:
        error = _told(fault)
        self._runs.tell(RunReport(self._connection, "", RunStatus.FAILED, error=error))
        self._failed(error)

    def _failed(self, error: CrmdeskError) -> None:
        if error.key != self._told:
            self._runs.tell(Failed(self._connection, error))
        self._told = error.key
        self._failures += 1
        self._spent = isinstance(error, BudgetSpent)
        self._asked_s = getattr(error, "retry_after_s", None) or 0.0
        if not self._is_sending:
            self._pause.over()


@dataclass(slots=True)
class Pause:
    """The moment after an edit in which more may be typed. ``ends_s`` is when it is over, in seconds of ``elapsed_s``."""

    ends_s: float = math.inf
    latest_s: float = math.inf

    def begin_or_prolong(self, now_s: float) -> None:
        """Something was typed: wait a little longer, but not for ever."""
        if self.latest_s == math.inf:
            self.latest_s = now_s + LONGEST_PAUSE_S
        self.ends_s = min(now_s + PAUSE_S, self.latest_s)

    def put_off(self, now_s: float) -> None:
        """What was typed could not be sent: another process runs the account, and may have looked for it before it was typed."""
        self.ends_s = now_s + LONGEST_PAUSE_S

    def over(self) -> None:
        """What was typed is being sent, or cannot be for now."""
        self.ends_s = self.latest_s = math.inf


def backoff_s(failures: int) -> float:
    """Seconds until a connection that failed so many times in a row (one at least) is tried again: twice as many each time."""
    return float(min(FIRST_BACKOFF_S * 2 ** min(failures - 1, _MOST_DOUBLINGS), LONGEST_BACKOFF_S))


def _told(fault: BaseException) -> CrmdeskError:
    """What ended a run that should have ended with a report, or its schedule: a store that fails then, or a defect of ours."""
    if isinstance(fault, CrmdeskError):
        return fault
    _LOG.error("defect", exc_info=fault)
    return defect(fault)
