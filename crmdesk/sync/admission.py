"""Before anything of an inbox is taken in: what is uncommon is held there, and a review asks a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm
from crmdesk.providers.base import Gone
from crmdesk.store import connections, inbox, links, records, reviews
from crmdesk.store.inbox import Staged
from crmdesk.store.links import LinkState
from crmdesk.store.store import Reader, Store
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context
from crmdesk.sync.guards import DELETIONS, FEW, Tally, alarms, concerned, may_alarm, sending_alarm

AT_ONCE = 500
"""Rows that are looked at together: none of a large inbox is ever held in memory as a whole."""


@dataclass(slots=True)
class Admission:
    """Looks at what one connection's account has brought."""

    store: Store
    context: Context

    async def look(self) -> None:
        """Look at every object's inbox; afterwards only what may be taken in is free there."""
        account = self.context.id
        fresh = await self.store.read(lambda connection: inbox.looked_for(connection, account))
        asked = {
            review.object
            for review in await self.store.read(lambda connection: reviews.all_open(connection, account))
            if not review.sending
        }
        for name in sorted(asked | {name for name in fresh if may_alarm(*fresh[name])}):
            spec = self.context.objects.get(name)
            # What nobody may write here (users, stages) could not be put right there either.
            if spec is not None and spec.writable:
                found = await self.store.read(partial(_alarms, context=self.context, object_name=name))
                await self.store.write(partial(_hold, context=self.context, object_name=name, found=found))

    async def close_answered(self) -> None:
        """End the questions about deletions that were taken back by hand."""
        found = await self.store.read(lambda connection: reviews.all_open(connection, self.context.id))
        if any(each.sending for each in found):
            await self.store.write(partial(allowed_deletions, context=self.context))


def _hold(unit: Unit, context: Context, object_name: str, found: list[Alarm]) -> None:
    """Hold the rows that alarms are about; where there is nothing uncommon any more, the question is over."""
    if connections.find(unit.connection, context.id) is None:
        return
    if not found:
        inbox.let_go(unit, context.id, object_name)
        reviews.close_empty(unit, context.id, object_name, sending=False)
        return
    for rows in _batches(unit.connection, context, object_name):
        concerned_rows = [row.remote_id for row, state in rows if _is_concerned(found, row, state)]
        inbox.hold(unit, context.id, object_name, concerned_rows)
    if reviews.open_or_refresh(unit, context.id, object_name, found, sending=False, run=context.run):
        context.counts["reviews"] += 1


def allowed_deletions(unit: Unit, context: Context) -> set[int]:
    """The links whose deletion may be sent. Where there are uncommonly many in an object, a person is asked first.

    A record is deleted in all of its objects or in none: what adds fields to a row that waits stays with it.
    """
    if connections.find(unit.connection, context.id) is None:
        return set()
    allowed: dict[int, str] = {}
    held: set[str] = set()
    for name in context.objects:
        waiting = reviews.deletions(unit.connection, context.id, name)
        unasked = _unasked(unit, context, name, waiting)
        tied = links.count_active(unit.connection, context.id, name) if unasked else {}
        found = [sending_alarm(kind, len(ids), tied.get(kind, 0)) for kind, ids in unasked.items()]
        alarmed = [alarm for alarm in found if alarm is not None]
        if not alarmed:
            reviews.close_empty(unit, context.id, name, sending=True)
        elif reviews.open_or_refresh(unit, context.id, name, alarmed, sending=True, run=context.run):
            context.counts["reviews"] += 1
        asked = {id for alarm in alarmed for id in unasked[alarm.kind]}
        held |= {state.record for state, _ in waiting if state.id in asked}
        allowed |= {state.id: state.record for state, _ in waiting}
    return {id for id, record in allowed.items() if record not in held}


def _unasked(
    unit: Unit, context: Context, object_name: str, waiting: Sequence[tuple[LinkState, str]]
) -> dict[Kind, set[int]]:
    """The deletions that nobody has looked at, by kind; what was restored and deleted again since is one of them."""
    agreed = reviews.agreed_deletions(unit.connection, context.id, object_name) if waiting else {}
    unasked: dict[Kind, set[int]] = {}
    for state, trashed_at in waiting:
        if trashed_at > agreed.get(state.id, ""):
            unasked.setdefault(state.kind, set()).add(state.id)
    return unasked


def _alarms(connection: Reader, context: Context, object_name: str) -> list[Alarm]:
    """What is uncommon about the news of an object."""
    tallies = {
        kind: Tally(kind, count) for kind, count in links.count_active(connection, context.id, object_name).items()
    }
    for rows in _batches(connection, context, object_name):
        for row, state in rows:
            tally = tallies.setdefault(state.kind, Tally(state.kind, 0))
            if not row.absent:
                tally.add_row(state.bases, row.row["fields"], same_version=_same_version(row, state))
            elif _is_deleted(row):
                tally.add_absence()
    found: list[Alarm] = []
    for tally in tallies.values():
        found += alarms(tally, _filled(connection, context, object_name, tally))
    return found


def _batches(connection: Reader, context: Context, object_name: str) -> Iterator[list[tuple[Staged, LinkState]]]:
    """The rows of an inbox that stand for a record, with their links."""
    after = 0
    while rows := inbox.look(connection, context.id, object_name, after=after, limit=AT_ONCE):
        after = rows[-1].seq
        tied = links.by_remote(connection, context.id, object_name, [row.remote_id for row in rows])
        known = [(row, tied[row.remote_id]) for row in rows if row.remote_id in tied]
        yield [(row, state) for row, state in known if state.state in (links.ACTIVE, links.NO_ACCESS)]


def _is_concerned(found: list[Alarm], row: Staged, state: LinkState) -> bool:
    mine = [alarm for alarm in found if alarm.kind is state.kind]
    if row.absent:
        return _is_deleted(row) and any(alarm.what in DELETIONS for alarm in mine)
    return concerned(mine, state.bases, row.row["fields"], same_version=_same_version(row, state))


def _is_deleted(row: Staged) -> bool:
    told = row.row
    return told["gone"] == Gone.DELETED.value and told["merged_into"] is None and told["became"] is None


def _same_version(row: Staged, state: LinkState) -> bool:
    return row.row["version"] is not None and row.row["version"] == state.version


def _filled(connection: Reader, context: Context, object_name: str, tally: Tally) -> Mapping[str, int]:
    """How many records hold a value in each field that lost some; few lost values are not worth counting."""
    return {
        name: records.count_filled(connection, tally.kind, name, context.id, object_name) if lost > FEW else lost
        for name, lost in tally.blanked.items()
    }
