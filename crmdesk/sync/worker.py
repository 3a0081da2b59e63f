"""The worker: one thread with its own loop, on which every connection is served by a task of its own (``schedule``)."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from crmdesk.domain.errors import Busy, StoreFault
from crmdesk.domain.events import Event, RunReport
from crmdesk.store import connections, links
from crmdesk.store.connections import Connection
from crmdesk.store.store import Store
from crmdesk.sync import schedule
from crmdesk.sync.connection_run import Emit, Opener, run_connection
from crmdesk.sync.loop import new_loop
from crmdesk.sync.run import Reach
from crmdesk.sync.schedule import Service

T = TypeVar("T")


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
        self._services: dict[str, Service] = {}
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
                    self._services[connection] = Service(self, connection)
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
            rest_s=schedule.PAUSE_S if reach is Reach.USUAL else 0.0,
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
        return schedule.USUAL_INTERVAL_S if row is None else float(row.interval_s)

    def tell(self, event: Event) -> None:
        """Send an event towards the window."""
        self._emit(event)


def _find(reader: Any, connection: str) -> Connection | None:
    return next((row for row in connections.all_of(reader) if row.id == connection), None)
