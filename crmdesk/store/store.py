"""The store as everyone else sees it: units of work in, values out.

``ThreadedStore`` owns the one writing connection of the process on a thread of its own and serves edits before bulk work; a
small pool of read-only connections answers queries, which end at once when their task is cancelled. ``InlineStore`` runs the
same units of work in place, for simulations on virtual time.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.ids import ulid_factory
from crmdesk.store import indexing
from crmdesk.store.database import engine, faults, transaction
from crmdesk.store.migrations import migrate
from crmdesk.store.unit import Unit

_LOG = logging.getLogger(__name__)

T = TypeVar("T")
Reader = sa.Connection
"""A read-only connection, as queries take it: for those who hand queries over and speak no SQL themselves."""
Work = Callable[[Unit], T]
Query = Callable[[sa.Connection], T]
Listener = Callable[[ChangeSet], None]

_READERS = 2
_STEPS_BETWEEN_LOOKS = 10_000
"""Steps of SQLite's machine after which a query looks whether it was cancelled: about a millisecond."""

_URGENT, _BULK, _STOP = 0, 1, 2


class Store(Protocol):
    """Units of work and queries on one database file."""

    path: Path

    async def write(self, work: Work[T], *, urgent: bool = False, durable: bool = False) -> T:
        """Run ``work`` in a transaction. Raises what it raises (after a roll-back), Busy, or StoreFault.

        ``durable`` work is on the disk when this returns, with all that was written before it: a power cut takes nothing
        of it back. ``urgent`` work (what a person did) goes before bulk work, and is durable.
        """
        ...

    async def read(self, query: Query[T]) -> T:
        """Run ``query`` on a read-only connection; cancelling the task interrupts it."""
        ...


class InlineStore:
    """A store whose work runs in place, on the thread and at the time of the caller.

    ``committing`` is called before and after each commit with "before" or "after": where a simulation dies, and where it checks
    its invariants.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        now_s: Callable[[], float],
        random: Random,
        committing: Callable[[str], None] = lambda _: None,
    ) -> None:
        with faults(path):
            migrate(path, key)
        self.path = path
        self._engine = engine(path, key, read_only=False)
        # One for all work: nothing here ever happens at once.
        self._connection = self._engine.connect()
        self._now_s = now_s
        self._new_id = ulid_factory(lambda: int(now_s() * 1000), random)
        self._committing = committing
        while self._transact(indexing.bring_back, lambda _: None, durable=False)[0]:
            pass

    async def write(self, work: Work[T], *, urgent: bool = False, durable: bool = False) -> T:
        """See ``Store.write``; there is no bulk work here that something could go before."""
        return self.write_now(work, durable=urgent or durable)

    def write_now(self, work: Work[T], *, durable: bool = True) -> T:
        """Like ``write`` for a caller that cannot await."""
        result, _ = self._transact(work, self._committing, durable=durable)
        return result

    def _transact(self, work: Work[T], committing: Callable[[str], None], *, durable: bool) -> tuple[T, ChangeSet]:
        return _transact(self._connection, self.path, self._now_s, self._new_id, work, committing, durable=durable)

    async def read(self, query: Query[T]) -> T:
        """See ``Store.read``."""
        return self.read_now(query)

    def read_now(self, query: Query[T]) -> T:
        """Like ``read`` for a caller that cannot await."""
        with faults(self.path):
            try:
                return query(self._connection)
            finally:
                self._connection.rollback()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
        self._engine.dispose()


class ThreadedStore:
    """A store with its writer thread. ``listener`` hears of every commit, on the writer's thread."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        listener: Listener = lambda _: None,
        now_s: Callable[[], float] = time.time,
        random: Random | None = None,
    ) -> None:
        with faults(path):
            migrate(path, key)
        self.path = path
        self._listener = listener
        self._now_s = now_s
        self._new_id = ulid_factory(lambda: int(now_s() * 1000), random or Random(os.urandom(16)))  # noqa: S311 - ids, no secrets
        self._queue: queue.PriorityQueue[tuple[int, int, Callable[[], None] | None]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._engine = engine(path, key, read_only=False)
        self._readers = engine(path, key, read_only=True, size=_READERS)
        self._pool = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()
        self._closing = False
        if self.read_now(indexing.unindexed):
            self._bring_back()

    async def write(self, work: Work[T], *, urgent: bool = False, durable: bool = False) -> T:
        """See ``Store.write``. A unit of work that has begun is finished even where its task is cancelled."""
        return await asyncio.wrap_future(self._submit(work, urgent=urgent, durable=urgent or durable))

    def _submit(self, work: Work[T], *, urgent: bool, durable: bool) -> Future[T]:
        future: Future[T] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                with faults(self.path), self._engine.connect() as connection:
                    result, changes = _transact(
                        connection, self.path, self._now_s, self._new_id, work, lambda _: None, durable=durable
                    )
            except BaseException as error:  # noqa: BLE001 - handed to the waiting task as it is
                future.set_exception(error)
                return
            try:
                if changes:
                    self._listener(changes)
            finally:
                # It is stored, whatever becomes of the news.
                future.set_result(result)

        self._queue.put((_URGENT if urgent else _BULK, next(self._order), job))
        return future

    def _bring_back(self) -> None:
        """Make the indexes that a first pull set aside and did not live to make again: step by step, behind all else."""
        self._submit(indexing.bring_back, urgent=False, durable=False).add_done_callback(self._brought_back)

    def _brought_back(self, step: Future[bool]) -> None:
        # Where a step fails (a full disk), whoever opens the store next tries again.
        if not self._closing and step.exception() is None and step.result():
            self._bring_back()

    def write_now(self, work: Work[T]) -> T:
        """Like ``write`` for a caller that cannot await: waits for the writer, so the work has to be small."""
        return self._submit(work, urgent=True, durable=True).result()

    def read_now(self, query: Query[T]) -> T:
        """Like ``read`` for a caller that cannot await."""
        result: T = _Reading(self._readers, self.path, query).run()
        return result

    async def read(self, query: Query[T]) -> T:
        """See ``Store.read``."""
        reading = _Reading(self._readers, self.path, query)
        try:
            return await asyncio.wrap_future(self._pool.submit(reading.run))
        except asyncio.CancelledError:
            reading.interrupt()
            raise

    async def foreign_version(self) -> int:
        """A number that changes when another process commits: how the window notices what a command wrote.

        Asked on the writing connection, which does not count its own commits (SQLite, PRAGMA data_version).
        """
        future: Future[int] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                with faults(self.path), self._engine.connect() as connection:
                    future.set_result(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
            except BaseException as error:  # noqa: BLE001 - handed to the waiting task as it is
                future.set_exception(error)

        self._queue.put((_URGENT, next(self._order), job))
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Finish what is queued, then give the file back."""
        self._closing = True
        self._queue.put((_STOP, next(self._order), None))
        self._thread.join()
        self._pool.shutdown()
        self._readers.dispose()
        self._engine.dispose()

    def _run(self) -> None:
        while True:
            _, _, job = self._queue.get()
            if job is None:
                return
            try:
                job()
            except Exception:  # noqa: BLE001 - the writer outlives every defect of a listener
                # Whoever listens to the store has a defect: nobody may lose the writer over it.
                _LOG.exception("defect")


class _Reading:
    """One query on a reader thread, which another thread may interrupt."""

    def __init__(self, readers: sa.Engine, path: Path, query: Query[Any]) -> None:
        self._readers = readers
        self._path = path
        self._query = query
        self._interrupted = False

    def run(self) -> Any:
        if self._interrupted:
            return None
        with faults(self._path), self._readers.connect() as connection:
            raw: Any = connection.connection.driver_connection
            # The driver's own interrupt() is lost where no statement runs at that moment, and a query may have several.
            raw.set_progress_handler(lambda: self._interrupted, _STEPS_BETWEEN_LOOKS)
            try:
                return self._query(connection)
            finally:
                raw.set_progress_handler(None, 0)

    def interrupt(self) -> None:
        self._interrupted = True


def _transact(
    connection: sa.Connection,
    path: Path,
    now_s: Callable[[], float],
    new_id: Callable[[], str],
    work: Work[T],
    committing: Callable[[str], None],
    *,
    durable: bool,
) -> tuple[T, ChangeSet]:
    with faults(path):
        with transaction(connection, durable=durable):
            unit = Unit(connection, now_s(), new_id)
            result = work(unit)
            committing("before")
        committing("after")
    return result, unit.changes()
