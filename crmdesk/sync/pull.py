"""Stage 2: the feeds. Pages are reconciled and the cursor moved behind them in one transaction; the inbox keeps what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial

from crmdesk.domain.errors import CrmdeskError, OutcomeUnknown, PermissionLost, VendorNonsense
from crmdesk.domain.events import RunStage
from crmdesk.domain.moments import apart_s
from crmdesk.providers.base import Absence, Feed, Gone, Page, Provider, RemoteRecord
from crmdesk.store import cursors, held_rows, inbox, indexing, links, open_conflicts, policies, sweeps
from crmdesk.store.cursors import FeedState
from crmdesk.store.queries.policies import answered
from crmdesk.store.store import Reader, Store
from crmdesk.store.unit import Unit
from crmdesk.sync import put_back, under_way, unlisted
from crmdesk.sync.backlog import Backlog
from crmdesk.sync.behind import behind
from crmdesk.sync.context import Context, Progress
from crmdesk.sync.forbidden import tell_forbidden
from crmdesk.sync.guards import may_alarm
from crmdesk.sync.hidden import ask_for_missing
from crmdesk.sync.newcomers import Readers, Reading
from crmdesk.sync.reconcile import CHUNK, reconcile_rows, replan
from crmdesk.sync.rows import arrival, hash_of

HOURLY_S = 3600
"""Feeds that are read at most so often are read by every run that a person asks for."""

DECIDED = 50
"""Contested records that are planned again in one transaction: a policy may decide each, which takes some 15 ms."""


@dataclass(slots=True)
class Puller:
    """Reads the feeds of one connection and works off what they bring."""

    store: Store
    provider: Provider
    context: Context
    backlog: Backlog
    progress: Progress
    unread: OutcomeUnknown | VendorNonsense | None = field(default=None, init=False)
    """Why a feed could not be read to its end, where one could not."""
    put_back: str | None = field(default=None, init=False)
    """When the backup was made that was put in the database's place, where this is the first reading since."""
    _begun: set[str] = field(default_factory=set, init=False)
    """The feeds that had broken off when this run began."""
    _staged: set[str] = field(default_factory=set, init=False)
    """The feeds of which rows have gone to the inbox."""
    _reached: dict[str, Page] = field(default_factory=dict)
    _unsearched: int = 0

    async def pull_all(self, now: str, *, thorough: bool) -> None:
        """Read every feed that is due. What is not allowed (any more) is a problem of its own and stops nothing else.

        Raises PermissionLost where nothing at all may be read. One feed that cannot be read is ``unread`` and stops only the
        further ones of its object; one of another object is raised, for then it is not one object that is out of order.
        """
        try:
            await self._pull_all(now, thorough=thorough)
        except CrmdeskError:
            await self._end()
            raise
        await self._end()

    async def _end(self) -> None:
        """Move cursors behind what was nothing new, and index what has come.

        After a crash or a cancelled run the next one does it; the indexing is also done by whoever opens the store.
        """
        if self._reached:
            await self.store.write(self._move_cursors)
        if await self.store.read(indexing.unindexed):
            while await self.store.write(partial(indexing.bring_back, connection=self.context.id)):
                pass

    def _move_cursors(self, unit: Unit) -> None:
        cursors.move_all(
            unit, self.context.id, {name: (page.cursor, page.last) for name, page in self._reached.items()}
        )

    async def _pull_all(self, now: str, *, thorough: bool) -> None:
        states = await self.store.read(lambda connection: cursors.all_of(connection, self.context.id))
        self._begun, self.put_back = under_way.begun(states), put_back.made_at(states)
        feeds = [feed for feed in self.provider.feeds() if not feed.whole]
        lists = {feed.name for feed in feeds if self.context.is_list(feed.object)} if thorough else set()
        due = [
            feed for feed in feeds if feed.name in lists or _is_due(feed, states.get(feed.name), now, thorough=thorough)
        ]
        refused = await self._read_all(due, states)
        if refused and len(refused) == len(due):
            # Not one object less, but the whole account: whoever looks has to see that nothing is in step.
            raise refused[-1]
        # Rows that waited for a row of a later feed have it now.
        await self.backlog.work_off()
        await self._read_wanted(feeds)

    async def _read_wanted(self, feeds: Sequence[Feed]) -> None:
        """Read those lists again of which a row was named that is not known here (``chunk.write`` asks for that)."""
        states = await self.store.read(lambda connection: cursors.all_of(connection, self.context.id))
        wanted = [feed for feed in feeds if feed.name in states and states[feed.name].read_at == cursors.AT_ONCE]
        if wanted:
            await self._read_all(wanted, states)
            await self.backlog.work_off()

    async def _read_all(self, feeds: Iterable[Feed], states: Mapping[str, FeedState]) -> list[PermissionLost]:
        """Read feeds one after another; returns an error for each that may not be read (any more).

        Where one breaks off, the further ones of its object wait for the next run: what lists deletions does not tell who was
        merged, and whom it takes for deleted no merge is believed of any more.
        """
        refused: list[PermissionLost] = []
        broken: str | None = None
        for feed in feeds:
            if feed.object == broken:
                continue
            try:
                await self._read(feed, states.get(feed.name))
            except PermissionLost as error:
                refused.append(await tell_forbidden(self.store, self.context, feed.object, error, verb="read"))
            except (OutcomeUnknown, VendorNonsense) as error:
                if self.unread is not None:
                    raise
                self.unread, broken = error, feed.object
        return refused

    async def replan_answered(self, now: str) -> None:
        """Look again at conflicts that an edit, an undo or a deletion here may have answered, or that a policy answers."""
        answered = await self.store.read(lambda connection: _answered(connection, self.context.id, now))
        for start in range(0, len(answered), DECIDED):
            await self.store.write(partial(replan, context=self.context, record_ids=answered[start : start + DECIDED]))

    async def _read(self, feed: Feed, state: FeedState | None) -> None:
        """Read a feed to its end. While rows are written, the following ones are already fetched and read."""
        if self.put_back is not None:
            await put_back.doubt(self.store, self.context, feed.object, self.put_back)
        cursor = None if state is None else state.cursor
        first = state is None or not state.complete
        # What is read anew because the mapping has changed is news about known rows, like any other change.
        dry = self.context.dry
        direct = first and not dry and not (state is not None and state.cursor is None)
        done = 0
        readers = Readers(self.context, feed.object) if first and not dry else None
        batch = _Batch(readers)
        # What broke off is judged together with the rest, however little that is.
        whole = feed.name not in self._begun
        async with aclosing(self.provider.pull(feed, cursor)) as pages, behind() as writing:
            async for page in pages:
                if cursor is not None:
                    await writing.done()
                done += len(page.records) + len(page.absences)
                if page.listed and cursor is not None and not dry:
                    await self._suspect(feed, page)
                batch.add(page if cursor is None else await self._confirmed(feed, page))
                if len(batch.rows) < CHUNK and not page.last:
                    continue
                told = partial(self.progress, RunStage.READ, feed.object, done, page.total)
                whole = whole and page.last
                usual = whole and not dry and _is_ordinary(batch)
                ordinary = direct or (usual and not (batch.rows and await self._is_held(feed)))
                await writing.done()
                writing.begin(self._write(feed, batch, told, direct=ordinary))
                batch = _Batch(readers)
        if feed.name in self._staged or feed.name in self._begun:
            await self.store.write(partial(under_way.end, context=self.context, feed=feed))
            await self.backlog.work_off()

    async def _suspect(self, feed: Feed, page: Page) -> None:
        """Note rows that a feed lists otherwise than they are known here, for the sweep to ask for (``sweeping``)."""
        name = feed.object
        found = await self.store.read(lambda reader: sweeps.unlike(reader, self.context.id, name, page.listed))
        if found:
            await self.store.write(lambda unit: sweeps.note(unit, self.context.id, name, sorted(found), found))

    async def _write(self, feed: Feed, batch: _Batch, told: Callable[[], None], *, direct: bool) -> None:
        """Store a batch with its cursor: reconciled at once, or in the inbox until all of it can be looked at together.

        What a feed that is read for the first time says of records is looked at like any other news: another feed has made them,
        or it has itself, and broke off.
        """
        news = await self._news(feed, batch) if batch.rows else []
        direct = direct and not (batch.first and news)
        if batch.first or news:
            if not self.context.dry:
                await ask_for_missing(self.store, self.provider, self.context, feed.object, news)
            self._reached.pop(feed.name, None)
            if not direct:
                self._staged.add(feed.name)
            await self.store.write(partial(_take if direct else _stage, context=self.context, feed=feed, batch=batch))
        else:
            self._reached[feed.name] = batch.pages[-1]
        self.context.counts["pulled"] += sum(len(page.records) for page in batch.pages)
        told()
        if batch.first:
            await self._let_search_follow(len(batch.rows))

    async def _let_search_follow(self, rows: int) -> None:
        """Let search take in what was set aside for it, once so many more rows have come that it is worth looking."""
        self._unsearched += rows
        if self._unsearched >= indexing.SLICE:
            self._unsearched = 0
            while await self.store.write(indexing.follow):
                pass

    async def _is_held(self, feed: Feed) -> bool:
        """Whether a review holds what the feed's object brought before: what follows is judged together with it."""
        under_review = partial(held_rows.is_under_review, account=self.context.id, object_name=feed.object)
        return await self.store.read(under_review)

    async def _news(self, feed: Feed, batch: _Batch) -> list[RemoteRecord | Absence]:
        """The rows of a batch that say something new. Where all are echoes, nothing is written but the cursor, at the end.

        Of a feed that is read for the first time, those that say it of records.
        """
        said = _news_of_records if batch.first else _news
        found = await self.store.read(lambda connection: said(connection, self.context, feed, batch))
        return [row for id, row in batch.rows.items() if id in found]

    async def _confirmed(self, feed: Feed, page: Page) -> Page:
        """What a search index that lags behind still shows counts for nothing: rows as they were before our own writes.

        A row that is known to be gone counts only where it can be read.
        """
        if not page.records:
            return page  # as most pages are, where runs follow each other closely
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


def _answered(connection: Reader, account: str, now: str) -> list[str]:
    """The records with conflicts that are answered by now."""
    ruled = answered(connection, policies.in_force(connection, now), account=account)
    return list(dict.fromkeys([*open_conflicts.answered_here(connection, account), *(each.record for each in ruled)]))


def _is_due(feed: Feed, state: FeedState | None, now: str, *, thorough: bool) -> bool:
    if state is None or not state.complete or feed.every_s <= (HOURLY_S if thorough else 0):
        return True
    return apart_s(state.read_at, now) >= feed.every_s


@dataclass(slots=True)
class _Batch:
    """Rows to be written together, with all that can be made ready without the store, page by page as they come.

    ``hashes`` are by remote id, None for an absence. ``readers`` are there where the feed is read for the first time: only
    then are most rows new, and their ``readings`` are made ready.
    """

    readers: Readers | None
    pages: list[Page] = field(default_factory=list)
    rows: dict[str, RemoteRecord | Absence] = field(default_factory=dict)
    hashes: dict[str, bytes | None] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)

    @property
    def first(self) -> bool:
        """Whether the feed is read for the first time."""
        return self.readers is not None

    @property
    def merged(self) -> dict[str, tuple[str, ...]]:
        """The ids of rows that were merged into one, by its id."""
        rows = [row for row in self.rows.values() if isinstance(row, RemoteRecord)]
        return {row.id: row.merged_ids for row in rows if row.merged_ids}

    @property
    def deleted(self) -> list[str]:
        """The ids of rows that were deleted, rather than hidden, merged or moved."""
        gone = [row for row in self.rows.values() if isinstance(row, Absence) and row.gone is Gone.DELETED]
        return [row.id for row in gone if row.merged_into is None and row.became is None]

    @property
    def moved(self) -> list[str]:
        """The ids of rows that live on in another object."""
        return [row.id for row in self.rows.values() if isinstance(row, Absence) and row.became is not None]

    def add(self, page: Page) -> None:
        """Take in a page. The last version of a row that came twice is the one that counts."""
        self.pages.append(page)
        came: list[RemoteRecord | Absence] = [*page.records, *page.absences]
        for row in came:
            self.rows[row.id] = row
            self.hashes[row.id] = hash_of(row)
        if self.readers is not None:
            self.readings |= self.readers.read(row for row in page.records if row.part_of is None)


def _news(connection: Reader, context: Context, feed: Feed, batch: _Batch) -> set[str]:
    """The ids of rows that say something new."""
    found = inbox.news(connection, context.id, feed.object, batch.hashes, batch.merged, batch.moved)
    return found - inbox.asked_about(connection, context.id, feed.object, batch.deleted)


def _news_of_records(connection: Reader, context: Context, feed: Feed, batch: _Batch) -> set[str]:
    """The ids of rows that say something new of records."""
    tied = inbox.tied_among(connection, context.id, feed.object, batch.rows)
    return tied & _news(connection, context, feed, batch) if tied else set()


def _take(unit: Unit, context: Context, feed: Feed, batch: _Batch) -> None:
    """Reconcile rows and move the cursor behind the last of them, in one transaction; echoes are dropped on the way.

    Where a feed is read for the first time and goes on behind a full chunk, many rows come: indexes are set aside.
    """
    last = batch.pages[-1]
    present = {id: row for id, row in batch.rows.items() if isinstance(row, RemoteRecord)}
    unlisted.note(unit, context, feed.object, present.values())
    if batch.first and len(batch.rows) >= CHUNK and not last.last:
        indexing.set_aside(unit, {row.kind for row in present.values()})
    fresh = _news(unit.connection, context, feed, batch)
    cursors.move(unit, context.id, feed.name, last.cursor, complete=last.last)
    rows = [row for id, row in batch.rows.items() if id in fresh]
    reconcile_rows(unit, context, feed.object, rows, batch.hashes, batch.readings)


def _stage(unit: Unit, context: Context, feed: Feed, batch: _Batch) -> None:
    """Put what is new into the inbox and move the cursor behind it, in one transaction.

    In a dry pull rows wait there for long, and are read again and again as feeds look back: what did not change stays as it is.
    Who is merged into somebody else meanwhile leaves, for nobody is tied to that row yet.
    """
    last = batch.pages[-1]
    unlisted.note(unit, context, feed.object, (row for row in batch.rows.values() if isinstance(row, RemoteRecord)))
    same = inbox.asked_about(unit.connection, context.id, feed.object, batch.deleted)
    if context.dry:
        same |= inbox.same_among(unit.connection, context.id, feed.object, batch.hashes, batch.merged)
    inbox.put(unit, context.id, [arrival(row) for id, row in batch.rows.items() if id not in same])
    if context.dry:
        inbox.done(
            unit, context.id, feed.object, [old for id, ids in batch.merged.items() if id not in same for old in ids]
        )
    cursors.move(unit, context.id, feed.name, last.cursor, complete=last.last)
    if not (last.last or context.dry):
        under_way.begin(unit, context, feed)


def _is_ordinary(batch: _Batch) -> bool:
    """Whether so little news came that it cannot be uncommon."""
    gone = sum(isinstance(row, Absence) for row in batch.rows.values())
    return not may_alarm(len(batch.rows) - gone, gone)
