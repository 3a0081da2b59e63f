"""The worker: one thread with its own loop, on which every connection is served by a task of its own.

A connection is run when its interval has passed or when somebody asks, and what a person typed goes out as soon as they
pause. A connection that fails is tried again later and later, says so once, and says once that it works again; it never
holds up another. One that needs a sign-in waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import random
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from crmdesk.domain.errors import BudgetSpent, Busy, CrmdeskError, SignInNeeded, StoreFault, defect
from crmdesk.domain.events import Event, Failed, Recovered, RunReport, RunStarted, RunStatus
from crmdesk.store import connections, links
from crmdesk.store.connections import Connection
from crmdesk.store.store import Store
from crmdesk.sync.loop import elapsed_s, new_loop
from crmdesk.sync.run import OpenAccount, Reach, Run

_LOG = logging.getLogger(__name__)

T = TypeVar("T")
Emit = Callable[[Event], None]

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


class Opener(Protocol):
    """Opens the account behind a connection: client, tokens, schema, provider. Given by the composition root."""

    def __call__(
        self, connection: Connection, *, interactive: bool = False
    ) -> AbstractAsyncContextManager[OpenAccount]:
        """A context that gives the account and closes its client. Raises the connection faults.

        ``interactive``: what is done may use the part of the account's budget that background work leaves to people.
        """
        ...


async def run_connection(
    store: Store,
    opener: Opener,
    connection: Connection,
    *,
    holder: str,
    now_s: Callable[[], float],
    emit: Emit = lambda _: None,
    reach: Reach = Reach.USUAL,
    rest_s: float = 0.0,
) -> RunReport:
    """One run of one connection from opening to closing. CrmdeskErrors are in the report; a cancel is raised."""
    emit(RunStarted(connection.id))
    try:
        # What a person typed goes out also where reading has used up its share of the vendor's budget.
        async with opener(connection, interactive=reach is Reach.SEND) as account:
            run = Run(store, account, connection, holder, now_s, emit, reach=reach, rest_s=rest_s)
            report = await _leased(run)
    except CrmdeskError as error:
        fault = error
        await store.write(lambda unit: connections.failed(unit, connection.id, fault))
        report = RunReport(connection.id, connection.vendor, RunStatus.FAILED, error=error)
    if isinstance(report.error, SignInNeeded):
        await store.write(lambda unit: connections.sign_out(unit, connection.id))
    emit(report)
    return report


async def _leased(run: Run) -> RunReport:
    """Execute a run for as long as its lease lasts: a laptop that slept may find that another process has taken over."""
    work = asyncio.create_task(run.execute())
    keeper = asyncio.create_task(run.keep_lease(asyncio.sleep))
    try:
        await asyncio.wait([work, keeper], return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        work.cancel()
        await _ended(work)
        return RunReport(run.connection.id, run.connection.vendor, RunStatus.BUSY, error=run.taken_over())
    finally:
        for task in (work, keeper):
            task.cancel()
            await _ended(task)


class Worker:
    """Serves every connection until it is stopped. Methods may be called from any thread."""

    def __init__(self, store: Store, opener: Opener, *, holder: str, now_s: Callable[[], float], emit: Emit) -> None:
        self._store = store
        self._opener = opener
        self._holder = holder
        self._now_s = now_s
        self._emit = emit
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._services: dict[str, _Service] = {}
        self._leaving: set[str] = set()
        self._refreshing = asyncio.Lock()
        self._stopping = False
        self._offline = False
        self._thread = threading.Thread(target=self._main, name="worker", daemon=True)

    def start(self) -> None:
        """Start the thread and serve the connections there are."""
        self._thread.start()
        self._ready.wait()
        self.refresh().result()

    def stop(self) -> None:
        """Cancel what runs and end the thread; a run stops after its current transaction or answer."""
        if self._loop is None or self._loop.is_closed():
            return
        self.submit(self._stop_all()).result()
        loop = self._running()
        loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the worker's loop: sign-ins, revocations, whatever talks to a vendor."""
        return asyncio.run_coroutine_threadsafe(work, self._running())

    def refresh(self) -> Future[None]:
        """Take note of connections that were added, changed or removed; done once they are served, or no longer."""
        return self.submit(self._refresh())

    def sync(self, connection: str | None = None) -> None:
        """Run a connection now, or all of them."""
        self._tell(self._trigger, connection)

    def network_back(self) -> None:
        """Try at once what failed while there was no network, instead of when its time comes."""
        self._tell(self._network_back)

    def edited(self) -> None:
        """Send what is pending once nothing more was edited for a moment; the first run after the start sends it anyway."""
        self._tell(self._edited)

    def cancel(self, connection: str | None = None) -> None:
        """Stop the run of a connection, or all runs."""
        self._tell(self._cancel, connection)

    def set_offline(self, forced: bool) -> None:
        """Make no request at all while ``forced``; going back runs everything at once."""
        self._tell(self._set_offline, forced)

    @property
    def is_offline(self) -> bool:
        """Whether no request is to be made."""
        return self._offline

    def _tell(self, act: Callable[..., None], *told: object) -> None:
        """Have the worker's thread do something soon; nothing where it has not begun, or is over already."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # its loop was closed meanwhile
                self._loop.call_soon_threadsafe(act, *told)

    @contextlib.asynccontextmanager
    async def without(self, connection: str) -> AsyncIterator[None]:
        """Inside the block, which runs on the worker's loop, nobody serves a connection; afterwards it is served if it is there."""
        self._leaving.add(connection)
        try:
            await self._end(connection)
            yield
        finally:
            self._leaving.discard(connection)
            await self._refresh()

    # -- on the worker's thread -----------------------------------------------------------------------------------------

    def _main(self) -> None:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._ready.set()
        await self._ended.wait()

    def _running(self) -> asyncio.AbstractEventLoop:
        assert self._loop is not None
        return self._loop

    async def _refresh(self) -> None:
        # One at a time: what was read before another one began may be older than what that one did.
        async with self._refreshing:
            rows = {row.id: row for row in await self._store.read(connections.all_of)}
            for connection in sorted(self._services.keys() - rows.keys()):
                await self._end(connection)
            if not self._stopping:
                for connection in sorted(rows.keys() - self._services.keys() - self._leaving):
                    self._services[connection] = _Service(self, connection)
            for connection, service in self._services.items():
                service.note(rows[connection])

    async def _end(self, connection: str) -> None:
        """Serve a connection no longer; somebody else may have ended that already."""
        service = self._services.pop(connection, None)
        if service is not None:
            await service.end()

    async def _stop_all(self) -> None:
        self._stopping = True
        await asyncio.gather(*map(self._end, sorted(self._services)))

    def _trigger(self, connection: str | None) -> None:
        for key, service in self._services.items():
            if connection in (None, key):
                service.trigger()

    def _network_back(self) -> None:
        for service in self._services.values():
            service.network_back()

    def _edited(self) -> None:
        for service in self._services.values():
            service.edited()

    def _cancel(self, connection: str | None) -> None:
        for key, service in self._services.items():
            if connection in (None, key):
                service.cancel_run()

    def _set_offline(self, forced: bool) -> None:
        self._offline = forced
        if forced:
            self._cancel(None)
        else:
            self._trigger(None)

    async def run_once(self, connection: str, reach: Reach) -> RunReport | None:
        """One run of a connection as the schedule does it; None where there is no reason or no leave for one."""
        row = await self._store.read(lambda reader: _find(reader, connection))
        if row is None or self._offline or row.state != connections.ACTIVE:
            return None
        if reach is Reach.SEND and not await self._has_to_send(row):
            return None
        return await run_connection(
            self._store,
            self._opener,
            row,
            holder=self._holder,
            now_s=self._now_s,
            emit=self._emit,
            reach=reach,
            # The window offers to take back what was just typed: the schedule must not be quicker than a person.
            rest_s=PAUSE_S if reach is Reach.USUAL else 0.0,
        )

    async def _has_to_send(self, row: Connection) -> bool:
        """Whether edits may go out ahead of the schedule: never before a first run has shown what the account holds."""
        if not row.sending or row.last_success is None:
            return False
        return bool(await self._store.read(lambda reader: links.count_dirty(reader, row.id)))

    async def interval_of(self, connection: str) -> float:
        """Seconds between two runs of a connection."""
        try:
            row = await self._store.read(lambda reader: _find(reader, connection))
        except (Busy, StoreFault):
            # The run has told of it; the schedule goes on.
            row = None
        return USUAL_INTERVAL_S if row is None else float(row.interval_s)

    def tell(self, event: Event) -> None:
        """Send an event towards the window."""
        self._emit(event)


def _find(reader: Any, connection: str) -> Connection | None:
    return next((row for row in connections.all_of(reader) if row.id == connection), None)


class _Service:
    """The task of one connection: wait, run, judge the outcome, wait again."""

    def __init__(self, worker: Worker, connection: str) -> None:
        self._worker = worker
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
        self._run = asyncio.create_task(self._worker.run_once(self._connection, reach))
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
            return await self._worker.interval_of(self._connection)
        # Spread, so that the desks of an agency do not all come back in the same second.
        spread = random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        return max(backoff_s(self._failures) * spread, self._asked_s)

    def _judge(self, run: asyncio.Task[RunReport | None], reach: Reach) -> None:
        if run.cancelled():
            self._worker.tell(RunReport(self._connection, "", RunStatus.CANCELLED))
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
            self._worker.tell(Recovered(self._connection))

    def _slipped(self, fault: BaseException) -> None:
        error = _told(fault)
        self._worker.tell(RunReport(self._connection, "", RunStatus.FAILED, error=error))
        self._failed(error)

    def _failed(self, error: CrmdeskError) -> None:
        if error.key != self._told:
            self._worker.tell(Failed(self._connection, error))
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


async def _ended(task: Awaitable[Any]) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        await task
