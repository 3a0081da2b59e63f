"""The sweep: what no feed has told. All ids of an object are compared with its links, a piece in each run.

A row that a sweep does not list is a suspect and no more, because lists lag and hide: it is asked for by its id. What the vendor
says of itself became of it (deleted, hidden, merged) counts at once. Where it knows of no such row, a second sweep has to miss it,
too. A row that is listed otherwise than its link knows it is left to the feed first; what that does not bring was missed by it.
All of it goes through the inbox, and so through the guards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from crmdesk.domain.errors import OutcomeUnknown, PermissionLost, VendorNonsense
from crmdesk.domain.moments import apart_s
from crmdesk.domain.values import instant
from crmdesk.providers.base import Absence, Feed, Gone, Page, Provider, RemoteRecord
from crmdesk.store import cursors, inbox, ledger, links, records, sweeps
from crmdesk.store.bases import is_echo
from crmdesk.store.cursors import FeedState
from crmdesk.store.editing import RESTORED, has_news
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.records import LIVE, MERGED
from crmdesk.store.store import Store
from crmdesk.store.sweeps import Suspect
from crmdesk.store.unit import Unit
from crmdesk.sync.backlog import Backlog
from crmdesk.sync.context import Context
from crmdesk.sync.forbidden import tell_forbidden
from crmdesk.sync.rows import arrival, hash_of

PAGES = 10
"""Pages of ids that one run reads, of all objects together: a large account is swept in the course of a day."""

ASKED = 500
"""Suspects that one run asks for at most."""

AT_ONCE = 100
"""Suspects that are asked for together."""

SETTLED = timedelta(minutes=15)
"""How long a feed may take to bring what a sweep has seen: as far as the slowest one looks back."""

PROOF = 2
"""So many sweeps have to miss a row of which the vendor knows nothing, before it counts as deleted."""


@dataclass(slots=True)
class Sweeper:
    """Sweeps the objects of one connection. Its progress is stored with every page."""

    store: Store
    provider: Provider
    context: Context
    backlog: Backlog

    async def advance(self, now: str) -> None:
        """Go on with the sweeps that are due or under way, and ask for what they suspect.

        The object that was swept longest ago comes first: where runs are a day or more apart, all are due again in each of them.
        One whose ids cannot be read stops none of the others, and is raised at the end; a second one is raised at once.
        """
        states = await self.store.read(lambda connection: cursors.all_of(connection, self.context.id))
        feeds = [feed for feed in self.provider.feeds() if feed.whole]
        unknown = [feed for feed in feeds if feed.name not in states]
        if unknown:
            # Everything has just been read, or is about to be: the first sweep has time.
            await self.store.write(partial(_put_off, context=self.context, feeds=unknown))
        due = [feed for feed in feeds if feed.name in states and _is_due(feed, states[feed.name], now)]
        unread: OutcomeUnknown | VendorNonsense | None = None
        left = PAGES
        for feed in sorted(due, key=lambda feed: -apart_s(states[feed.name].read_at, now)):
            try:
                left -= await self._walk(feed, states[feed.name], left) if left else 0
            except (OutcomeUnknown, VendorNonsense) as error:
                if unread is not None:
                    raise
                unread = error
        await self._ask(now, {feed.object for feed in feeds})
        if unread is not None:
            raise unread

    async def _walk(self, feed: Feed, state: FeedState, most: int) -> int:
        """Read up to so many pages of ids; returns how many there were."""
        if not state.cursor:
            await self._drop_listed(feed.object)
        count = 0
        try:
            async with aclosing(self.provider.pull(feed, state.cursor or None)) as pages:
                async for page in pages:
                    await self.store.write(partial(_note, context=self.context, feed=feed, page=page))
                    count += 1
                    if page.last:
                        await self._drop_listed(feed.object)
                    if page.last or count == most:
                        break
        except PermissionLost:
            # The feed of the object's rows tells of it: what may not be listed cannot be swept, and takes no other object's turn.
            await self.store.write(partial(_put_off, context=self.context, feeds=[feed]))
            return count + 1
        return count

    async def _drop_listed(self, object_name: str) -> None:
        while await self.store.write(partial(sweeps.drop_listed, account=self.context.id, object_name=object_name)):
            pass

    async def _ask(self, now: str, swept: Set[str]) -> None:
        """Ask for suspects by their ids, and let what is news take its way.

        In objects that are not ``swept`` nobody compares what was listed with what was not: suspects are forgotten once they
        have been asked for.
        """
        at = datetime.fromisoformat(now)
        settled, ahead = instant(at - SETTLED) or "", instant(at + SETTLED) or ""
        staged, left = 0, ASKED
        for name in self.context.objects:
            found = await self.store.read(
                partial(
                    sweeps.suspects,
                    account=self.context.id,
                    object_name=name,
                    settled=settled,
                    ahead=ahead,
                    limit=left,
                )
            )
            try:
                for start in range(0, len(found), AT_ONCE):
                    part = found[start : start + AT_ONCE]
                    rows = await self.provider.fetch(name, [each.remote_id for each in part])
                    told = partial(_judge, context=self.context, object_name=name, suspects=part, rows=rows)
                    staged += await self.store.write(told)
            except PermissionLost as error:
                # They stay suspects until the object may be read again.
                await tell_forbidden(self.store, self.context, name, error, verb="read")
                continue
            left -= len(found)
            if found and name not in swept:
                await self._drop_listed(name)
        if staged:
            await self.backlog.work_off()


def _is_due(feed: Feed, state: FeedState, now: str) -> bool:
    return bool(state.cursor) or apart_s(state.read_at, now) >= feed.every_s


def _put_off(unit: Unit, context: Context, feeds: Sequence[Feed]) -> None:
    for feed in feeds:
        cursors.move(unit, context.id, feed.name, {}, complete=True)


def _note(unit: Unit, context: Context, feed: Feed, page: Page) -> None:
    """Note a page of ids, and move the sweep behind it; its end tells what it did not list."""
    differing = sweeps.unlike(unit.connection, context.id, feed.object, page.listed, page.unversioned, page.mains)
    sweeps.note(unit, context.id, feed.object, page.listed, differing)
    if page.last:
        sweeps.close(unit, context.id, feed.object)
    cursors.move(unit, context.id, feed.name, {} if page.last else page.cursor, complete=page.last)


def _judge(
    unit: Unit,
    context: Context,
    object_name: str,
    suspects: Sequence[Suspect],
    rows: Mapping[str, RemoteRecord | Absence],
) -> int:
    """Put what is news of suspects into the inbox, and go on suspecting what nothing is known of. Returns how much was news."""
    unproven = [each.remote_id for each in suspects if _is_unproven(each, rows[each.remote_id])]
    present = [row for row in rows.values() if isinstance(row, RemoteRecord) and context.rules(object_name, row.kind)]
    gone = [row for each in suspects if isinstance(row := rows[each.remote_id], Absence) and _is_proven(each, row)]
    _part_again(unit, context, object_name, [row.id for row in present])
    missed = inbox.put(unit, context.id, [arrival(row) for row in present])
    told = inbox.put(unit, context.id, [arrival(row) for row in gone])
    _follow_versions(unit, context, object_name, present)
    sweeps.keep(unit, context.id, object_name, unproven)
    settled = {each.remote_id for each in suspects}.difference(unproven)
    sweeps.forget(unit, context.id, object_name, sorted(settled))
    context.counts["feed_misses"] += missed
    return missed + told


def _part_again(unit: Unit, context: Context, object_name: str, ids: Sequence[str]) -> None:
    """Rows that had become part of others and stand alone again: a colleague has taken them out of the vendor's bin.

    Their records come back as they were; one that has lived on in another account has its row again (``reconcile``), and where
    there is none, or none any more, it is somebody new. Feeds are not believed about this: an index may show what was merged for a
    while. What refers to the survivors goes on doing so, as it does at the vendor.
    """
    known = links.by_remote(unit.connection, context.id, object_name, ids)
    states = [state for id, state in known.items() if state.remote_id == id and state.state == links.GONE]
    loaded = links.load_records(unit.connection, states)
    parted = [state for state in states if state.record in loaded and loaded[state.record].life == MERGED]
    for state in parted:
        record = loaded[state.record]
        records.set_life(unit, record.kind, [record.id], LIVE)
        back = Entry(record.id, record.kind, Cause.REMOTE, event=RESTORED, connection=context.id, run=context.run)
        ledger.append(unit, [back])
        state.state, state.seen_hash = links.ACTIVE, None
        state.dirty = has_news(record, state)  # typed before the merge, and not sent any more
    given_up = [id for id, state in known.items() if state.remote_id != id and state.object == object_name]
    links.drop_aliases(unit, context.id, object_name, [*given_up, *(state.remote_id or "" for state in states)])
    links.update_many(unit, parted)


def _is_unproven(suspect: Suspect, row: RemoteRecord | Absence) -> bool:
    """Whether the vendor knows nothing of a row that too few sweeps have missed to call it deleted."""
    return isinstance(row, Absence) and suspect.missed > 0 and not _is_proven(suspect, row)


def _is_proven(suspect: Suspect, row: Absence) -> bool:
    """Whether a row is gone: the vendor says what became of it, or sweeps have missed it often enough."""
    traced = row.at is not None or row.merged_into is not None or row.became is not None
    return row.gone is not Gone.DELETED or traced or suspect.missed >= PROOF


def _follow_versions(unit: Unit, context: Context, object_name: str, rows: Sequence[RemoteRecord]) -> None:
    """Rows whose fields are as they were seen last, and whose version is another one: something else of them has changed."""
    known = links.by_remote(unit.connection, context.id, object_name, [row.id for row in rows])
    same = [(known[row.id], row) for row in rows if row.id in known and is_echo(hash_of(row), known[row.id].seen_hash)]
    moved = [(state, row) for state, row in same if state.state == links.ACTIVE and state.version != row.version]
    for state, row in moved:
        state.version = row.version
    links.update_many(unit, [state for state, _ in moved])
