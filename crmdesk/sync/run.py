"""One run of one connection: the stages in order, the lease that keeps two runs apart, the journal and the report."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from crmdesk.domain.errors import Busy, ConnectionFault, CrmdeskError, StoreFault
from crmdesk.domain.events import RunProgress, RunReport, RunStage, RunStatus
from crmdesk.domain.values import instant
from crmdesk.providers.base import ObjectSpec, Provider
from crmdesk.store import connections, inbox, links, problems
from crmdesk.store.columns import dump
from crmdesk.store.connections import Connection
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.attribution import Attribution
from crmdesk.sync.context import Context
from crmdesk.sync.pull import Puller
from crmdesk.sync.recover import Recovery
from crmdesk.sync.remapping import remap
from crmdesk.sync.send import Sender

LEASE_S = 120.0
"""How long a run may go without a sign of life before another process may take its place."""

COUNTS: tuple[str, ...] = (
    "pulled",
    "new",
    "applied",
    "merged",
    "conflicts_opened",
    "notices",
    "pushed",
    "held",
    "deleted",
    "problems",
)


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """A connection ready to be run.

    ``calls`` counts the requests made since it was opened; ``budget`` are the vendor's daily numbers, empty where it tells
    none; ``clock_offset`` is how many seconds its server's clock is ahead of
    ours, None while nobody knows.
    """

    provider: Provider
    calls: Callable[[], int] = lambda: 0
    clock_offset: Callable[[], float | None] = lambda: None
    budget: Callable[[], Mapping[str, float]] = dict


class Reach(StrEnum):
    """How much a run does."""

    SEND = "send"
    """Only what is pending goes out; nothing is read but the rows it is about to write."""
    USUAL = "usual"
    """Every feed that is due, then what is pending."""
    THOROUGH = "thorough"
    """The same with the feeds that are otherwise read once an hour: what a person asks for with the button."""


@dataclass(slots=True)
class Run:
    """A run. ``now_s`` is the clock (epoch seconds), ``holder`` names this process for the lease."""

    store: Store
    account: OpenAccount
    connection: Connection
    holder: str
    now_s: Callable[[], float]
    emit: Callable[[RunProgress], None] = lambda _: None
    reach: Reach = Reach.USUAL
    counts: dict[str, int] = field(default_factory=dict)
    _started: float = 0.0

    async def execute(self) -> RunReport:
        """Run once. Never raises a CrmdeskError: it is in the report, the journal and the connection's state.

        A cancelled run closes its journal and raises CancelledError; what it had done stays done.
        """
        self._started = self.now_s()
        if not await self._lease():
            return self._report(RunStatus.BUSY, self.taken_over())
        run = await self.store.write(lambda unit: connections.start_run(unit, self.connection.id))
        objects: Mapping[str, ObjectSpec] = {spec.name: spec for spec in self.account.provider.objects()}
        context = Context(self.connection, run, objects, self.account.provider.capabilities)
        try:
            await self._stages(context)
        except asyncio.CancelledError:
            await self._close(context, RunStatus.CANCELLED, None)
            raise
        except CrmdeskError as error:
            return await self._close(context, RunStatus.FAILED, error)
        return await self._close(context, RunStatus.DONE, None)

    async def _stages(self, context: Context) -> None:
        recovery = Recovery(self.store, self.account.provider, context)
        await recovery.resolve_all(self._now())
        puller = Puller(self.store, self.account.provider, context, self._progress(context))
        if self.reach is Reach.SEND:
            # What the mapping lost or gained has to be noted before anything is taken for sent.
            await remap(self.store, context, self.account.provider.feeds())
        else:
            await puller.pull_all(self._now(), thorough=self.reach is Reach.THOROUGH)
            await Attribution(self.store, self.account.provider, context).attribute_all()
        await puller.replan_answered()
        held = await self.store.read(lambda connection: links.count_dirty(connection, self.connection.id))
        if not await self.store.read(lambda connection: connections.is_sending(connection, self.connection.id)):
            context.counts["held"] = held
            return
        if held:
            await Sender(self.store, self.account.provider, context, self._progress(context)).send_all()
            await recovery.resolve_all(self._now())
            await self.store.write(lambda unit: inbox.wake(unit, context.id))
            for name in context.objects:
                await puller.reconcile(name)
            await Attribution(self.store, self.account.provider, context).attribute_all()

    def _progress(self, context: Context) -> Callable[[RunStage, str, int, int | None], None]:
        started = self.now_s()

        def report(stage: RunStage, object_name: str, done: int, total: int | None) -> None:
            rate = context.counts["pulled"] / max(self.now_s() - started, 0.001)
            self.emit(RunProgress(self.connection.id, stage, object_name, done, total, rate))

        return report

    async def _lease(self) -> bool:
        name = f"run:{self.connection.id}"
        return await self.store.write(lambda unit: connections.acquire(unit, name, self.holder, LEASE_S))

    async def keep_lease(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Renew the lease for as long as the run lives; returns where another process has taken it. A task beside ``execute``."""
        held = True
        while held:
            await sleep(LEASE_S / 3)
            # Where the store cannot be written for a moment, the next time tells whether the lease is still ours.
            with suppress(Busy, StoreFault):
                held = await self._lease()

    def taken_over(self) -> Busy:
        """Why this run does not go on: another process runs the connection."""
        return Busy("run_elsewhere", name=self.connection.name)

    async def _close(self, context: Context, status: RunStatus, error: CrmdeskError | None) -> RunReport:
        def close(unit: Unit) -> None:
            connections.end_run(unit, context.run, status.value, self._counts(context), error)
            connections.release(unit, f"run:{self.connection.id}", self.holder)
            budget = self.account.budget()
            connections.change(unit, self.connection.id, budget=dump(dict(budget)) if budget else None)
            offset = self.account.clock_offset()
            if offset is not None:
                connections.change(unit, self.connection.id, clock_offset_s=offset)
            if status is RunStatus.DONE and self.reach is not Reach.SEND:
                connections.change(unit, self.connection.id, last_success=unit.now)
                connections.failed(unit, self.connection.id, None)
                problems.settle_connection(unit, self.connection.id, but_of=context.run)
            elif isinstance(error, ConnectionFault):
                connections.failed(unit, self.connection.id, error)

        await self.store.write(close)
        self.counts = self._counts(context)
        return self._report(status, error)

    def _counts(self, context: Context) -> dict[str, int]:
        return {name: context.counts[name] for name in COUNTS} | {"calls": self.account.calls()}

    def _report(self, status: RunStatus, error: CrmdeskError | None) -> RunReport:
        seconds = self.now_s() - self._started
        return RunReport(self.connection.id, self.connection.vendor, status, self.counts, seconds, error)

    def _now(self) -> str:
        return instant(datetime.fromtimestamp(self.now_s(), UTC)) or ""
