"""Before anything of an inbox is taken in: what is uncommon is held there, and a review asks a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm
from crmdesk.store import connections, held_rows, inbox, links, open_conflicts, records, reviews, sweeps
from crmdesk.store.inbox import Pile, Staged
from crmdesk.store.links import LinkState
from crmdesk.store.reviews import Deletion
from crmdesk.store.store import Reader, Store
from crmdesk.store.unit import Unit
from crmdesk.sync import put_back
from crmdesk.sync.already_here import without_known
from crmdesk.sync.context import Context
from crmdesk.sync.going_along import going_along
from crmdesk.sync.guards import DELETIONS, FEW, Tally, alarms, concerned, may_alarm, sending_alarms
from crmdesk.sync.hidden import hidden_among, unhidden
from crmdesk.sync.taking import taken

AT_ONCE = 500
"""Rows that are looked at together: none of a large inbox is ever held in memory as a whole."""


@dataclass(slots=True)
class Admission:
    """Looks at what one connection's account has brought."""

    store: Store
    context: Context

    async def look(self, piles: Mapping[str, Pile]) -> set[str]:
        """Look at the inbox of every object that has a pile there; afterwards only what may be taken in is free.

        Returns the objects that could not be judged yet: a person has answered while their rows were counted.
        Objects come in front of those that only add fields to their rows: what is deleted there says what becomes of these.
        """
        unjudged: set[str] = set()
        looked_at = {name for name, pile in piles.items() if pile.held or may_alarm(*_fresh(pile))}
        for name in sorted(looked_at, key=self._order):
            spec = self.context.objects.get(name)
            # What nobody may write here (users, stages) could not be put right there either.
            if spec is not None and spec.writable:
                found = await self.store.read(partial(_alarms, context=self.context, object_name=name))
                if not await self.store.write(partial(_hold, context=self.context, object_name=name, found=found)):
                    unjudged.add(name)
        return unjudged

    def _order(self, name: str) -> tuple[bool, str]:
        return self.context.part_of(name) is not None, name

    async def end_obsolete(self) -> None:
        """End the questions about deletions that were taken back by hand."""
        found = await self.store.read(lambda connection: reviews.all_open(connection, self.context.id))
        if any(each.sending for each in found):
            await self.store.write(partial(_allowed, context=self.context))

    async def allowed_deletions(self) -> set[int]:
        """The links whose deletion may be sent.

        Where there are uncommonly many in an object, or some take others along there whom nobody deleted there, a person is asked
        first. A record is deleted in all of its objects or in none: what adds fields to a row that waits stays with it.
        """
        waiting = partial(reviews.are_deletions, account=self.context.id, object_names=list(self.context.objects))
        if not await self.store.read(waiting):
            return set()
        return await self.store.write(partial(_allowed, context=self.context))


def _fresh(pile: Pile) -> tuple[int, int]:
    """The rows and the absences that nobody has looked at."""
    return pile.free - pile.absences, pile.absences


def _hold(unit: Unit, context: Context, object_name: str, found: list[Alarm]) -> bool:
    """Hold the rows that alarms are about, and no others; where there is nothing uncommon any more, the question is over.

    False where the last answer has still to be carried out: what that leaves is for the next look.
    """
    if connections.find(unit.connection, context.id) is None:
        return True
    if reviews.is_answered(unit.connection, context.id, object_name, sending=False):
        return False
    if not found:
        held_rows.let_go_all(unit, context.id, object_name)
        reviews.close_empty(unit, context.id, object_name, sending=False)
        return True
    lost = open_conflicts.lost_rows(unit.connection, context.id)
    for rows in _batches(unit.connection, context, object_name):
        following = lost | _following(unit.connection, context, object_name, rows)
        raws = _raws(unit.connection, context, object_name, rows)
        concerned_rows = [
            row.remote_id
            for row, state in rows
            if state.id not in following and _is_concerned(found, row, state, raws.get(row.remote_id, {}))
        ]
        held_rows.hold(unit, context.id, object_name, concerned_rows)
        # What an alarm was about may have been put right there, or deleted since: no answer is about that any more.
        others = {row.remote_id for row, _ in rows}.difference(concerned_rows)
        held_rows.let_go(unit, context.id, object_name, sorted(others))
    if reviews.open_or_refresh(unit, context.id, object_name, found, sending=False, run=context.run):
        context.counts["reviews"] += 1
    return True


def _allowed(unit: Unit, context: Context) -> set[int]:
    """See ``Admission.allowed_deletions``; the question about what is no longer uncommon ends."""
    if connections.find(unit.connection, context.id) is None:
        return set()
    allowed: dict[int, str] = {}
    held: set[str] = set()
    by_object: dict[str, set[str]] = {}
    of_backup = put_back.last_entry(unit, context)
    for name in _in_order(context):
        waiting = reviews.waiting_deletions(unit.connection, context.id, name)
        allowed |= {each.link: each.record for each in waiting}
        by_object[name] = {each.record for each in waiting}
        if reviews.is_answered(unit.connection, context.id, name, sending=True):
            held |= by_object[name]
            continue
        # What only adds fields to rows whose deletion waits too goes with them: one event, and one question.
        mains = by_object.get(context.part_of(name) or "", set())
        unasked = _unasked(unit, context, name, [each for each in waiting if each.record not in mains])
        tied = links.count_active(unit.connection, context.id, name) if unasked else {}
        along, following = going_along(unit, context, name, by_object[name], held)
        alarmed = [
            alarm
            for kind, some in unasked.items()
            for alarm in sending_alarms(kind, some, tied.get(kind, 0), along, put_back=min(some.values()) <= of_backup)
        ]
        if not alarmed:
            reviews.close_empty(unit, context.id, name, sending=True)
        elif reviews.open_or_refresh(unit, context.id, name, alarmed, sending=True, run=context.run):
            context.counts["reviews"] += 1
        held |= following | {record for alarm in alarmed for record in alarm.records or unasked[alarm.kind]}
    return {id for id, record in allowed.items() if record not in held}


def _in_order(context: Context) -> list[str]:
    """The objects: one whose deletions take others along behind those of the others, what only adds fields last."""
    return sorted(
        context.objects, key=lambda name: (context.part_of(name) is not None, bool(context.objects[name].takes_along))
    )


def _unasked(unit: Unit, context: Context, object_name: str, waiting: Sequence[Deletion]) -> dict[Kind, dict[str, int]]:
    """The records whose deletion nobody has looked at, by kind, each with the entry of the ledger that tells of it.

    What was restored and deleted again since is one of them.
    """
    unasked: dict[Kind, dict[str, int]] = {}
    for each in reviews.not_agreed(unit.connection, context.id, object_name, waiting):
        unasked.setdefault(each.kind, {})[each.record] = each.trashed
    return unasked


def _alarms(connection: Reader, context: Context, object_name: str) -> list[Alarm]:
    """What is uncommon about the news of an object."""
    tallies = {
        kind: Tally(kind, count) for kind, count in links.count_active(connection, context.id, object_name).items()
    }
    lost = open_conflicts.lost_rows(connection, context.id)
    for state in links.by_id(connection, lost).values():
        if state.object == object_name and state.state == links.ACTIVE:
            tallies[state.kind].links -= 1
    for rows in _batches(connection, context, object_name):
        following = lost | _following(connection, context, object_name, rows)
        raws = _raws(connection, context, object_name, rows)
        for row, state in rows:
            tally = tallies.setdefault(state.kind, Tally(state.kind, 0))
            if not row.absent:
                tally.add_row(state.bases, raws[row.remote_id], same_version=_same_version(row, state))
            elif row.deleted and state.id not in following:
                tally.add_absence()
    if any(tally.deleted > FEW for tally in tallies.values()):
        for kind, count in sweeps.count_unasked(connection, context.id, object_name, sweeps.MISSING).items():
            tallies[kind].suspected = count
    if any(changed > FEW for tally in tallies.values() for changed in tally.changed.values()):
        for kind, count in sweeps.count_unasked(connection, context.id, object_name, sweeps.DIFFERS).items():
            tallies[kind].differing = count
    found: list[Alarm] = []
    for tally in tallies.values():
        found += alarms(tally, _filled(connection, context, object_name, tally))
    return found


def _batches(connection: Reader, context: Context, object_name: str) -> Iterator[list[tuple[Staged, LinkState]]]:
    """The rows of an inbox that stand for a record, with their links."""
    after = 0
    while rows := inbox.rows(connection, context.id, object_name, inbox.UNDECIDED, after=after, limit=AT_ONCE):
        after = rows[-1].seq
        tied = links.by_remote(connection, context.id, object_name, [row.remote_id for row in rows])
        known = [(row, tied[row.remote_id]) for row in rows if row.remote_id in tied]
        yield [(row, state) for row, state in known if state.has_row]


def _following(
    connection: Reader, context: Context, object_name: str, rows: Sequence[tuple[Staged, LinkState]]
) -> set[int]:
    """The links of deleted rows that are no event of their own: taking them in takes no record away, and needs no question.

    Their record was deleted here too; or they only add fields to a row that does not stand (any more), go with it, and are made
    anew with it if it is.
    """
    agreed = reviews.of_deleted_records(connection, [state for row, state in rows if row.deleted])
    main = context.part_of(object_name)
    gone = {state.record: state.id for row, state in rows if row.deleted} if main is not None else {}
    mains = [
        state
        for found in links.by_record(connection, gone).values()
        for state in found
        if state.connection == context.id and state.object == main
    ]
    told = inbox.absent_among(connection, context.id, main or "", [each.remote_id for each in mains if each.remote_id])
    return agreed | {gone[each.record] for each in mains if each.state != links.ACTIVE or each.remote_id in told}


def _raws(
    connection: Reader, context: Context, object_name: str, rows: Sequence[tuple[Staged, LinkState]]
) -> dict[str, Mapping[str, Any]]:
    """The fields of rows that are there, by remote id, as far as they are news.

    That an account hides what is gone is none, and neither is what the record holds already.
    """
    there = [(row.remote_id, state, row.row["fields"]) for row, state in rows if not row.absent]
    read = {id: taken(context.rules(object_name, state.kind), fields) for id, state, fields in there}
    hidden = hidden_among(connection, context, [(state.kind, state.bases, read[id]) for id, state, _ in there])
    shown = {id: (state, unhidden(state.kind, state.bases, read[id], hidden)) for id, state, _ in there}
    return without_known(connection, context, shown)


def _is_concerned(found: list[Alarm], row: Staged, state: LinkState, raws: Mapping[str, Any]) -> bool:
    mine = [alarm for alarm in found if alarm.kind is state.kind]
    if row.absent:
        return row.deleted and any(alarm.what in DELETIONS for alarm in mine)
    return concerned(mine, state.bases, raws, same_version=_same_version(row, state))


def _same_version(row: Staged, state: LinkState) -> bool:
    return row.row["version"] is not None and row.row["version"] == state.version


def _filled(connection: Reader, context: Context, object_name: str, tally: Tally) -> Mapping[str, int]:
    """How many records hold a value in each field that lost some; few lost values are not worth counting."""
    return {
        name: records.count_filled(connection, tally.kind, name, context.id, object_name) if lost > FEW else lost
        for name, lost in tally.blanked.items()
    }
