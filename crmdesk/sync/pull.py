"""Stage 2: the feeds. Pages are reconciled and the cursor moved behind them in one transaction; the inbox keeps what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from crmdesk.domain.errors import CrmdeskError, PermissionLost
from crmdesk.domain.events import RunStage
from crmdesk.providers.base import Absence, Feed, Page, Provider, RemoteRecord
from crmdesk.store import connections, inbox, indexing, links, open_conflicts, problems
from crmdesk.store.connections import FeedState
from crmdesk.store.problems import Problem
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.behind import behind
from crmdesk.sync.context import Context
from crmdesk.sync.newcomers import Reading, read_ahead
from crmdesk.sync.reconcile import CHUNK, reconcile_chunk, reconcile_rows, replan
from crmdesk.sync.remapping import remap
from crmdesk.sync.rows import hash_of

HOURLY_S = 3600
"""Feeds that are read at most so often are read by every run that a person asks for."""

Progress = Callable[[RunStage, str, int, int | None], None]


@dataclass(slots=True)
class Puller:
    """Reads the feeds of one connection and works off what they bring."""

    store: Store
    provider: Provider
    context: Context
    progress: Progress

    async def pull_all(self, now: str, *, thorough: bool) -> None:
        """Read every feed that is due. What is not allowed (any more) is a problem of its own and stops nothing else."""
        try:
            await self._pull_all(now, thorough=thorough)
        except CrmdeskError:
            await self._index()
            raise
        await self._index()

    async def _index(self) -> None:
        """Index what has come; after a crash or a cancelled run the next one does it, or whoever opens the store."""
        while await self.store.write(partial(indexing.bring_back, connection=self.context.id)):
            pass

    async def _pull_all(self, now: str, *, thorough: bool) -> None:
        await remap(self.store, self.context, self.provider.feeds())
        await self.store.write(lambda unit: inbox.wake(unit, self.context.id))
        for name in self.context.objects:
            await self.reconcile(name)
        states = await self.store.read(lambda connection: connections.feeds(connection, self.context.id))
        for feed in self.provider.feeds():
            state = states.get(feed.name)
            if not _is_due(feed, state, now, thorough=thorough):
                continue
            try:
                await self._read(feed, state)
            except PermissionLost as error:
                problem = Problem(self.context.id, error, verb="read")
                await self.store.write(partial(problems.report, problem=problem))
                self.context.counts["problems"] += 1
        # Rows that waited for a row of a later feed have it now.
        await self.store.write(lambda unit: inbox.wake(unit, self.context.id))
        for name in self.context.objects:
            await self.reconcile(name)

    async def replan_answered(self) -> None:
        """Look again at conflicts that an edit, an undo or a deletion here may have answered."""
        answered = await self.store.read(lambda connection: open_conflicts.answered_here(connection, self.context.id))
        for start in range(0, len(answered), CHUNK):
            await self.store.write(partial(replan, context=self.context, record_ids=answered[start : start + CHUNK]))

    async def _read(self, feed: Feed, state: FeedState | None) -> None:
        """Read a feed to its end. While rows are written, the following ones are already fetched and read."""
        cursor = None if state is None else state.cursor
        first = state is None or not state.complete
        done = 0
        gathered: list[Page] = []
        async with aclosing(self.provider.pull(feed, cursor)) as pages, behind() as writing:
            async for page in pages:
                gathered.append(page)
                rows = sum(len(each.records) + len(each.absences) for each in gathered)
                if rows < CHUNK and not page.last:
                    continue
                if cursor is not None:
                    await writing.done()
                    gathered = [await self._confirmed(feed, each) for each in gathered]
                done += rows
                told = partial(self.progress, RunStage.READ, feed.object, done, page.total)
                batch = _batch(self.context, feed, gathered, first=first)
                await writing.done()
                writing.begin(self._write(feed, batch, told))
                gathered = []

    async def _write(self, feed: Feed, batch: _Batch, told: Callable[[], None]) -> None:
        await self.store.write(partial(_take, context=self.context, feed=feed, batch=batch))
        told()
        while batch.first and await self.store.write(indexing.follow):
            pass

    async def _confirmed(self, feed: Feed, page: Page) -> Page:
        """What a search index that lags behind still shows counts for nothing: rows as they were before our own writes.

        A row that is known to be gone counts only where it can be read.
        """
        versions = {row.id: row.version for row in page.records}
        outdated = await self.store.read(
            lambda connection: links.outdated_among(connection, self.context.id, feed.object, versions)
        )
        if outdated:
            page = replace(page, records=[row for row in page.records if row.id not in outdated])
        ids = [row.id for row in page.records]
        gone = await self.store.read(
            lambda connection: links.gone_among(connection, self.context.id, feed.object, ids),
        )
        if not gone:
            return page
        rows = await self.provider.fetch(feed.object, sorted(gone))
        back = [row for row in rows.values() if isinstance(row, RemoteRecord) and row.id in gone]
        return replace(page, records=[*(row for row in page.records if row.id not in gone), *back])

    async def reconcile(self, object_name: str) -> None:
        """Work off an object's inbox."""
        while await self.store.write(lambda unit: reconcile_chunk(unit, self.context, object_name)):
            pass


def _is_due(feed: Feed, state: FeedState | None, now: str, *, thorough: bool) -> bool:
    if state is None or not state.complete or feed.every_s <= (HOURLY_S if thorough else 0):
        return True
    return (datetime.fromisoformat(now) - datetime.fromisoformat(state.read_at)).total_seconds() >= feed.every_s


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows to be written together, with all that can be made ready without the store.

    ``hashes`` are by remote id, None for an absence. ``readings`` are empty unless the feed is read for the ``first`` time:
    only then are most rows new.
    """

    pages: Sequence[Page]
    rows: Mapping[str, RemoteRecord | Absence]
    hashes: Mapping[str, bytes | None]
    readings: Mapping[str, Reading]
    first: bool


def _batch(context: Context, feed: Feed, pages: Sequence[Page], *, first: bool) -> _Batch:
    # The last version of a row that came twice is the one that counts.
    rows: dict[str, RemoteRecord | Absence] = {}
    for page in pages:
        rows |= {row.id: row for row in page.records}
        rows |= {each.id: each for each in page.absences}
    present = [row for row in rows.values() if isinstance(row, RemoteRecord)] if first else []
    readings = read_ahead(context, feed.object, [row for row in present if row.part_of is None])
    return _Batch(pages, rows, {id: hash_of(row) for id, row in rows.items()}, readings, first)


def _take(unit: Unit, context: Context, feed: Feed, batch: _Batch) -> None:
    """Reconcile rows and move the cursor behind the last of them, in one transaction; echoes are dropped on the way.

    Where a feed is read for the first time and goes on behind a full chunk, many rows come: indexes are set aside.
    """
    last = batch.pages[-1]
    present = {id: row for id, row in batch.rows.items() if isinstance(row, RemoteRecord)}
    if batch.first and len(batch.rows) >= CHUNK and not last.last:
        indexing.set_aside(unit, {row.kind for row in present.values()})
    merged = {id: row.merged_ids for id, row in present.items() if row.merged_ids}
    fresh = inbox.news(unit.connection, context.id, feed.object, batch.hashes, merged)
    connections.move_cursor(unit, context.id, feed.name, last.cursor, complete=last.last)
    rows = [row for id, row in batch.rows.items() if id in fresh]
    reconcile_rows(unit, context, feed.object, rows, batch.hashes, batch.readings)
    context.counts["pulled"] += sum(len(page.records) for page in batch.pages)
