"""Before anything of an inbox is taken in: what is uncommon is held there, and a review asks a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm
from crmdesk.providers.base import Gone
from crmdesk.store import inbox, links, records, reviews
from crmdesk.store.inbox import Staged
from crmdesk.store.links import LinkState
from crmdesk.store.store import Reader, Store
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context
from crmdesk.sync.guards import FEW, Tally, alarms, may_alarm, sending_alarm

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
        for name in sorted(fresh):
            if name in asked or may_alarm(*fresh[name]):
                found = await self.store.read(partial(_alarms, context=self.context, object_name=name))
                if found or name in asked:
                    await self.store.write(partial(self._hold, object_name=name, found=found))

    def _hold(self, unit: Unit, object_name: str, found: list[Alarm]) -> None:
        """Hold what waits. An open review goes on until it is decided, even where the news has become less."""
        inbox.hold(unit, self.context.id, object_name)
        if found and reviews.open_or_refresh(
            unit, self.context.id, object_name, found, sending=False, run=self.context.run
        ):
            self.context.counts["reviews"] += 1


def allowed_deletions(unit: Unit, context: Context, object_name: str) -> set[int]:
    """The links of an object whose deletion may be sent. Where there are uncommonly many, a person is asked first."""
    account = context.id
    waiting: dict[Kind, set[int]] = {}
    for state in reviews.deletions(unit.connection, account, object_name):
        waiting.setdefault(state.kind, set()).add(state.id)
    agreed = reviews.agreed_deletions(unit.connection, account, object_name) if waiting else set()
    tied = links.count_active(unit.connection, account, object_name) if waiting else {}
    unasked = {kind: ids - agreed for kind, ids in waiting.items()}
    found = [sending_alarm(kind, len(ids), tied.get(kind, 0)) for kind, ids in unasked.items()]
    alarmed = [alarm for alarm in found if alarm is not None]
    if not alarmed:
        reviews.close_empty(unit, account, object_name, sending=True)
        return {id for ids in waiting.values() for id in ids}
    if reviews.open_or_refresh(unit, account, object_name, alarmed, sending=True, run=context.run):
        context.counts["reviews"] += 1
    held = {alarm.kind for alarm in alarmed}
    return {id for kind, ids in waiting.items() for id in (ids & agreed if kind in held else ids)}


def _alarms(connection: Reader, context: Context, object_name: str) -> list[Alarm]:
    """What is uncommon about the news of an object."""
    tallies = {
        kind: Tally(kind, count) for kind, count in links.count_active(connection, context.id, object_name).items()
    }
    after = 0
    while rows := inbox.look(connection, context.id, object_name, after=after, limit=AT_ONCE):
        after = rows[-1].seq
        tied = links.by_remote(connection, context.id, object_name, [row.remote_id for row in rows])
        for row in rows:
            state = tied.get(row.remote_id)
            if state is not None and state.state in (links.ACTIVE, links.NO_ACCESS):
                _count(tallies.setdefault(state.kind, Tally(state.kind, 0)), row, state)
    found: list[Alarm] = []
    for tally in tallies.values():
        found += alarms(tally, _filled(connection, context, object_name, tally))
    return found


def _count(tally: Tally, row: Staged, state: LinkState) -> None:
    if not row.absent:
        same_version = row.row["version"] is not None and row.row["version"] == state.version
        tally.add_row(state.bases, row.row["fields"], same_version=same_version)
    elif row.row["gone"] == Gone.DELETED.value and row.row["merged_into"] is None and row.row["became"] is None:
        tally.add_absence()


def _filled(connection: Reader, context: Context, object_name: str, tally: Tally) -> Mapping[str, int]:
    """How many records hold a value in each field that lost some; few lost values are not worth counting."""
    return {
        name: records.count_filled(connection, tally.kind, name, context.id, object_name) if lost > FEW else lost
        for name, lost in tally.blanked.items()
    }
