"""Stage 2: the feeds. Pages are reconciled and the cursor moved behind them in one transaction; the inbox keeps what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.events import RunStage
from crmdesk.providers.base import Absence, Cursor, Feed, Page, Provider, RemoteRecord
from crmdesk.store import connections, contests, inbox, links, troubles
from crmdesk.store.connections import FeedState
from crmdesk.store.store import Store
from crmdesk.store.troubles import Trouble
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context
from crmdesk.sync.reconcile import CHUNK, reconcile_chunk, reconcile_rows, replan
from crmdesk.sync.remapping import remap
from crmdesk.sync.rows import arrival

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
                await self._read(feed, None if state is None else state.cursor)
            except PermissionLost as error:
                trouble = Trouble(self.context.id, error, verb="read")
                await self.store.write(partial(troubles.report, trouble=trouble))
                self.context.counts["problems"] += 1
        # Rows that waited for a row of a later feed have it now.
        await self.store.write(lambda unit: inbox.wake(unit, self.context.id))
        for name in self.context.objects:
            await self.reconcile(name)
        answered = await self.store.read(lambda connection: contests.answered_here(connection, self.context.id))
        for start in range(0, len(answered), CHUNK):
            await self.store.write(partial(replan, context=self.context, record_ids=answered[start : start + CHUNK]))

    async def _read(self, feed: Feed, cursor: Cursor | None) -> None:
        done = 0
        gathered: list[Page] = []
        async with aclosing(self.provider.pull(feed, cursor)) as pages:
            async for page in pages:
                gathered.append(page)
                rows = sum(len(each.records) + len(each.absences) for each in gathered)
                if rows < CHUNK and not page.last:
                    continue
                if cursor is not None:
                    gathered = [await self._confirmed(feed, each) for each in gathered]
                await self.store.write(partial(_take, context=self.context, feed=feed, pages=gathered))
                gathered = []
                done += rows
                self.progress(RunStage.READ, feed.object, done, page.total)

    async def _confirmed(self, feed: Feed, page: Page) -> Page:
        """A row that is known to be gone may come from a search index that lags behind: it counts only where it can be read."""
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


def _take(unit: Unit, context: Context, feed: Feed, pages: Sequence[Page]) -> None:
    """Reconcile pages and move the cursor behind the last of them, in one transaction; echoes are dropped on the way."""
    rows: list[RemoteRecord | Absence] = []
    for page in pages:
        rows += page.records
        rows += page.absences
    # The last version of a row that came twice is the one that counts.
    newest = {row.id: row for row in rows}
    staged = inbox.fresh(unit, context.id, [arrival(row) for row in newest.values()])
    connections.move_cursor(unit, context.id, feed.name, pages[-1].cursor, complete=pages[-1].last)
    reconcile_rows(unit, context, feed.object, staged)
    context.counts["pulled"] += sum(len(page.records) for page in pages)
