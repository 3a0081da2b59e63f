"""One run of one connection: the stages in order, the lease that keeps two runs apart, the journal and the report."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import Any

from crmdesk.domain.errors import Busy, ConnectionFault, CrmdeskError, StoreFault, VendorNonsense
from crmdesk.domain.events import RunProgress, RunReport, RunStage, RunStatus
from crmdesk.domain.traffic import Figures
from crmdesk.domain.values import instant
from crmdesk.providers.base import ObjectSpec, Provider
from crmdesk.store import connections, cursors, indexing, intents, leases, links, problems, runs, traffic, traits
from crmdesk.store.columns import dump
from crmdesk.store.connections import Connection
from crmdesk.store.store import Store
from crmdesk.store.storing import is_cancelled_meanwhile, to_its_end
from crmdesk.store.unit import Unit
from crmdesk.sync import owners, put_back
from crmdesk.sync.admission import Admission
from crmdesk.sync.attribution import Attribution
from crmdesk.sync.backlog import Backlog
from crmdesk.sync.context import Context, Progress
from crmdesk.sync.first_sync import Asking, is_dry
from crmdesk.sync.lost_places import tell_lost_places
from crmdesk.sync.overwrites import Overwrites
from crmdesk.sync.places_kept import keep_places
from crmdesk.sync.pull import Puller
from crmdesk.sync.recover import Recovery
from crmdesk.sync.remapping import remap
from crmdesk.sync.send import Sender
from crmdesk.sync.sweeping import Sweeper

LEASE_S = 120.0
"""How long a run may go without a sign of life before another process may take its place."""

KEPT_DAYS = 30
"""How long a send that came to its end is kept; what it changed stays in the history for good."""

COUNTS: tuple[str, ...] = (
    "pulled",
    "new",
    "applied",
    "merged",
    "conflicts_opened",
    "decided",
    "notices",
    "pushed",
    "held",
    "deleted",
    "problems",
    "reviews",
    "feed_misses",
)


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """A connection ready to be run.

    ``calls`` counts the requests made since it was opened; ``budget`` are the vendor's daily numbers, empty where it tells
    none; ``traffic`` is what its endpoints were asked since somebody asked for it last; ``clock_offset`` is how many seconds
    its server's clock is ahead of ours, None while nobody knows.
    """

    provider: Provider
    calls: Callable[[], int] = lambda: 0
    clock_offset: Callable[[], float | None] = lambda: None
    budget: Callable[[], Mapping[str, float]] = dict
    traffic: Callable[[], Mapping[str, Figures]] = dict


class _TakenOver(Busy):
    """Another process runs the connection; unlike a busy database, no failure of this run."""


class Reach(StrEnum):
    """How much a run does."""

    SEND = "send"
    """Only what is pending goes out; nothing is read but the rows it is about to write."""
    USUAL = "usual"
    """Every feed that is due, then what is pending."""
    THOROUGH = "thorough"
    """The same with what is otherwise read once an hour, and with users, pipelines and stages: what a person asks for with the
    button."""


@dataclass(slots=True)
class Run:
    """A run. ``now_s`` is the clock (epoch seconds), ``holder`` names this process for the lease.

    What was typed in the last ``rest_s`` seconds is not sent yet: it can still be taken back as if it had never been.
    """

    store: Store
    account: OpenAccount
    connection: Connection
    holder: str
    now_s: Callable[[], float]
    emit: Callable[[RunProgress], None] = lambda _: None
    reach: Reach = Reach.USUAL
    rest_s: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    _started: float = 0.0

    async def execute(self) -> RunReport:
        """Run once. What goes wrong at the account is in the report, the journal and the connection's state.

        Raises only what the store raises as the journal is opened or closed (Busy, StoreFault). Whoever disconnected, paused or
        signed out the account before the run had its lease is heard: it ends at once, BUSY. A cancelled run closes its journal
        and raises CancelledError; what it had done stays done.
        """
        self._started = self.now_s()
        beginning = asyncio.create_task(self.store.write(self._begin))
        cancelled = await is_cancelled_meanwhile(beginning)
        run = beginning.result()
        if isinstance(run, Busy):
            return self._report(RunStatus.BUSY, run)
        objects: Mapping[str, ObjectSpec] = {spec.name: spec for spec in self.account.provider.objects()}
        capabilities = self.account.provider.capabilities
        context = Context(
            self.connection,
            run,
            objects,
            capabilities,
            clock_offset=self.account.clock_offset,
            rest_s=self.rest_s,
            dry=is_dry(self.connection),
            check_place=self._check_place,
        )
        try:
            if cancelled:
                raise asyncio.CancelledError
            await self._stages(context)
        except asyncio.CancelledError:
            await self._close(context, RunStatus.CANCELLED, None)
            raise
        except _TakenOver as error:
            await self._close(context, RunStatus.CANCELLED, None)
            return self._report(RunStatus.BUSY, error)
        except CrmdeskError as error:
            return await self._close(context, RunStatus.FAILED, error)
        return await self._close(context, RunStatus.DONE, None)

    async def _stages(self, context: Context) -> None:
        await keep_places(self.store, context)
        recovery = Recovery(self.store, self.account.provider, context)
        await recovery.resolve_all(self._now())
        # What the mapping lost or gained has to be noted before anything is reconciled or taken for sent.
        feeds = self.account.provider.feeds()
        await remap(self.store, context, feeds)
        await tell_lost_places(self.store, context, feeds)
        await owners.follow_all(self.store)
        while await self.store.read(traits.behind):
            await self.store.write(traits.follow)
        backlog = Backlog(self.store, context)
        if self.reach is Reach.THOROUGH:
            await backlog.wake()
        asking = Asking(self.store, context, backlog, self.now_s, thorough=self.reach is Reach.THOROUGH)
        await asking.begin()
        await backlog.work_off()
        puller = Puller(self.store, self.account.provider, context, backlog, self._progress(context))
        if self.reach is not Reach.SEND:
            await puller.pull_all(self._now(), thorough=self.reach is Reach.THOROUGH)
            if puller.unread is None:
                await asking.ask()
            elif self.connection.last_success is None:
                raise puller.unread
            await Attribution(self.store, self.account.provider, context).attribute_all()
        await puller.replan_answered(self._now())
        await Admission(self.store, context).end_obsolete()
        if await self._has_caught_up(context, puller, recovery, backlog):
            await self._send(context, recovery, backlog)
        await Overwrites(self.store, self.account.provider, context).look_all()
        if self.reach is not Reach.SEND and not context.dry:
            # Last of all: what goes wrong with it holds back nothing.
            await Sweeper(self.store, self.account.provider, context, backlog).advance(self._now())
        if puller.unread is not None:
            # Told at the end: an object that cannot be read for days holds back nothing that was typed.
            raise puller.unread

    async def _has_caught_up(self, context: Context, puller: Puller, recovery: Recovery, backlog: Backlog) -> bool:
        """Whether what waits may be sent. Where a backup was put back it may be there already, as long as not all was read."""
        if puller.put_back is not None and puller.unread is None:
            await recovery.resolve_all(self._now())
            await backlog.work_off()
            await self.store.write(partial(put_back.over, context=context))
        return puller.put_back is None or puller.unread is None

    async def _send(self, context: Context, recovery: Recovery, backlog: Backlog) -> None:
        """Send what is pending, where the connection may, and its first sync is settled."""
        held = await self.store.read(lambda connection: links.count_dirty(connection, self.connection.id))
        sending = await self.store.read(lambda connection: connections.is_sending(connection, self.connection.id))
        if context.dry or not sending:
            context.counts["held"] = held
            return
        if held:
            await Sender(self.store, self.account.provider, context, backlog, self._progress(context)).send_all()
            await recovery.resolve_all(self._now())
            await backlog.work_off()
            await Attribution(self.store, self.account.provider, context).attribute_all()

    def _progress(self, context: Context) -> Progress:
        started = self.now_s()

        def report(stage: RunStage, object_name: str, done: int, total: int | None) -> None:
            rate = context.counts["pulled"] / max(self.now_s() - started, 0.001)
            self.emit(RunProgress(self.connection.id, stage, object_name, done, total, rate))

        return report

    def _begin(self, unit: Unit) -> str | Busy:
        """Take the lease, look at the connection once more, and open the journal; or why this run cannot be.

        Whoever opened the account read its connection a while ago: another process may have changed it since.
        """
        if not self._take_lease(unit):
            return self.taken_over()
        present = connections.find(unit.connection, self.connection.id)
        if present is None or present.state not in (connections.ACTIVE, self.connection.state):
            leases.release(unit, self._lease_name, self.holder)
            return Busy("connection_withdrawn", name=self.connection.name)
        self.connection = present
        return runs.start(unit, present.id)

    @property
    def _lease_name(self) -> str:
        return f"{indexing.RUN_LEASE}{self.connection.id}"

    def _take_lease(self, unit: Unit) -> bool:
        return leases.acquire(unit, self._lease_name, self.holder, LEASE_S)

    def _renew_lease(self, unit: Unit) -> bool:
        return leases.is_held(unit, self._lease_name, self.holder) and self._take_lease(unit)

    def _check_place(self, unit: Unit) -> None:
        """Raises where another process has the lease: after a sleep or a jump of the clock it may be quicker than the keeper."""
        if not leases.is_held(unit, self._lease_name, self.holder):
            raise self.taken_over()

    async def keep_lease(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Renew the lease for as long as the run lives; returns where another process has taken it. A task beside ``execute``.

        Also where that one has given it back by now: what this run remembers is no longer how things are.
        """
        held = True
        while held:
            await sleep(LEASE_S / 3)
            # Where the store cannot be written for a moment, the next time tells whether the lease is still ours.
            with suppress(Busy, StoreFault):
                held = await self.store.write(self._renew_lease)

    def taken_over(self) -> Busy:
        """Why this run does not go on: another process runs the connection."""
        return _TakenOver("run_elsewhere", name=self.connection.name)

    async def _close(self, context: Context, status: RunStatus, error: CrmdeskError | None) -> RunReport:
        asked = self.account.traffic()

        def close(unit: Unit) -> None:
            traffic.add(unit, self.connection.id, asked)
            if context.counts["pushed"]:
                self._move_past_writes(unit)
            runs.end(unit, context.run, status.value, self._counts(context), error)
            leases.release(unit, self._lease_name, self.holder)
            intents.forget_done(unit, days=KEPT_DAYS)
            budget, offset = self.account.budget(), self.account.clock_offset()
            found: dict[str, Any] = {"budget": dump(dict(budget)) if budget else None}
            if offset is not None:
                found["clock_offset_s"] = offset
            if status is RunStatus.DONE and self.reach is not Reach.SEND:
                connections.worked(unit, self.connection.id, **found)
                if self.connection.state == connections.SIGN_IN:
                    connections.sign_in(unit, self.connection.id)
                problems.settle_connection(unit, self.connection.id, but_of=context.run)
                return
            connections.change(unit, self.connection.id, **found)
            if isinstance(error, ConnectionFault):
                connections.failed(unit, self.connection.id, error)
                if isinstance(error, VendorNonsense):
                    # Unlike a network that is away, this may need somebody: it is listed until a run ends well.
                    problems.report(unit, problems.Problem(self.connection.id, error))

        # Half closed, it would keep the other processes from the account, and count as one that a crash left open.
        await to_its_end(self.store.write(close))
        self.counts = self._counts(context)
        return self._report(status, error)

    def _move_past_writes(self, unit: Unit) -> None:
        """Bring the cursors up to what this run has written, however it ended (``Provider.past_writes``)."""
        states = cursors.all_of(unit.connection, self.connection.id)
        for feed in self.account.provider.feeds():
            state = states.get(feed.name)
            before = None if state is None else state.cursor
            after = None if before is None else self.account.provider.past_writes(feed, before)
            if after != before:
                cursors.move(unit, self.connection.id, feed.name, after, complete=False)

    def _counts(self, context: Context) -> dict[str, int]:
        return {name: context.counts[name] for name in COUNTS} | {"calls": self.account.calls()}

    def _report(self, status: RunStatus, error: CrmdeskError | None) -> RunReport:
        seconds = self.now_s() - self._started
        return RunReport(self.connection.id, self.connection.vendor, status, self.counts, seconds, error)

    def _now(self) -> str:
        return instant(datetime.fromtimestamp(self.now_s(), UTC)) or ""
