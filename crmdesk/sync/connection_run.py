"""One run of one connection: the account is opened, the run lasts as long as its lease, and whatever happens is reported."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from crmdesk.domain.errors import CrmdeskError, SignInNeeded
from crmdesk.domain.events import Event, RunReport, RunStarted, RunStatus
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import Store
from crmdesk.sync.run import OpenAccount, Reach, Run

Emit = Callable[[Event], None]
"""Whoever follows runs is told of each event by it."""


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


async def _ended(task: Awaitable[Any]) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        await task
