"""Stage 0: what became of sends whose answer never came. Resolved by reading, never by assuming.

An update is compared field by field: what still holds the old value did not land, what reads back as the value that was sent
did; anything else is ours only if the vendor names this very access as its author, and otherwise stays for the merge to see.
A keyed creation is simply sent again: it finds the row an earlier attempt made. A keyless one is looked for once the vendor's
search has had time to learn of it, and only then forgotten, so that the next run creates it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from crmdesk.domain.errors import OutcomeUnknown, PermissionLost, RecordRefused, VendorNonsense
from crmdesk.domain.merge import same
from crmdesk.providers.base import (
    Absence,
    Create,
    Done,
    FieldRule,
    Gone,
    Outcome,
    Provider,
    RemoteRecord,
    Stamp,
    Unknown,
)
from crmdesk.store import inbox, intents, links, open_conflicts, problems, records
from crmdesk.store.bases import differs
from crmdesk.store.intents import CREATE, DELETE, Intent
from crmdesk.store.links import LinkState
from crmdesk.store.problems import Problem
from crmdesk.store.records import TRASH, Record
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync import answers, needles, references
from crmdesk.sync.context import Context
from crmdesk.sync.reconcile import refingerprint
from crmdesk.sync.rows import arrival

PATIENCE = 3
"""A keyless creation that has not appeared after this many times the vendor's index lag did not happen."""


@dataclass(slots=True)
class Recovery:
    """Resolves the open sends of one connection."""

    store: Store
    provider: Provider
    context: Context

    async def resolve_all(self, now: str) -> None:
        """Resolve every send whose outcome is open, object by object. ``now`` is UTC text."""
        open_intents = await self.store.read(lambda connection: intents.unresolved(connection, self.context.id))
        states = await self.store.read(lambda connection: links.by_id(connection, [each.link for each in open_intents]))
        for name in self.context.objects:
            mine = [each for each in open_intents if states[each.link].object == name]
            try:
                await self._resolve_written(name, [each for each in mine if each.verb != CREATE], states)
                for intent in (each for each in mine if each.verb == CREATE):
                    await self._resolve_create(name, intent, states[intent.link], now)
            except PermissionLost as error:
                # These sends stay open, and their rows stay as they are, until the object may be read again.
                problem = Problem(self.context.id, error, verb="read")
                await self.store.write(partial(problems.report, problem=problem))
                self.context.counts["problems"] += 1

    async def _resolve_written(self, name: str, mine: Sequence[Intent], states: Mapping[int, LinkState]) -> None:
        if not mine:
            return
        ids = {intent.link: states[intent.link].remote_id or "" for intent in mine}
        rows = await self.provider.fetch(name, sorted(set(ids.values())))
        stamps = await self._authorship(name, mine, ids)

        def record(unit: Unit) -> None:
            for intent in mine:
                _resolve_one(unit, self.context, intent, rows[ids[intent.link]], stamps)

        await self.store.write(record)

    async def _authorship(
        self, name: str, mine: Sequence[Intent], ids: Mapping[int, str]
    ) -> Mapping[tuple[str, str], Stamp]:
        wanted = {ids[intent.link]: list(intent.fields) for intent in mine if intent.verb != DELETE}
        if not wanted or not self.provider.capabilities.authorship:
            return {}
        return await self.provider.authorship(name, wanted)

    async def _resolve_create(self, name: str, intent: Intent, state: LinkState, now: str) -> None:
        spec = self.context.objects[name]
        if spec.keyed:
            raws = {field: raw for field, (_, raw) in intent.fields.items()}
            title = needles.of_json(intent.needle or {"emails": [], "phones": [], "name": ""}).name
            part_of = await self._part_of(intent, spec.part_of)
            item = Create(intent.record, state.kind, raws, title, part_of)
            try:
                outcomes = await self.provider.create(name, [item])
            except (OutcomeUnknown, VendorNonsense) as error:
                # Still in doubt. One such row must not keep everything else from going on.
                outcomes = [Unknown(error)]
            await self.store.write(lambda unit: self._found_again(unit, intent, state, outcomes[0]))
            return
        waited = (datetime.fromisoformat(now) - datetime.fromisoformat(intent.sent_at)).total_seconds()
        lag = self.provider.capabilities.index_lag_s
        if waited < lag:
            return
        found = await self.provider.find(name, state.kind, needles.of_json(intent.needle or {}))
        made = sorted(
            (row for row in found if needles.made_by(intent, row, makers_known=self.provider.capabilities.authorship)),
            key=lambda row: (not row.ours, row.created_at or "", row.id),
        )
        await self.store.write(lambda unit: self._adopt(unit, intent, state, made, patient=waited < PATIENCE * lag))

    def _found_again(self, unit: Unit, intent: Intent, state: LinkState, outcome: Outcome) -> None:
        """A repeated creation may find the row of the first attempt, which somebody may have changed since: it is read anew."""
        held = links.by_remote(unit.connection, self.context.id, state.object, _made(outcome))
        if isinstance(outcome, Done) and outcome.record is not None and not held:
            # The intent is still open, so that the row is recognised as its own when the inbox is worked off.
            inbox.put(unit, self.context.id, [arrival(replace(outcome.record, key=intent.record))])
            return
        answers.record_answers(unit, self.context, [(intent, outcome)])

    async def _part_of(self, intent: Intent, main: str | None) -> tuple[str, str] | None:
        if main is None:
            return None
        places = await self.store.read(
            lambda connection: links.remote_ids(connection, self.context.id, [intent.record]),
        )
        remote_id = places.get((main, intent.record))
        return None if remote_id is None else (main, remote_id)

    def _adopt(
        self, unit: Unit, intent: Intent, state: LinkState, made: Sequence[RemoteRecord], *, patient: bool
    ) -> None:
        if not made:
            if not patient:
                intents.finish(unit, [intent.id])
            return
        # The intent is still open, so that the row is recognised as its own when the inbox is worked off.
        inbox.put(unit, self.context.id, [arrival(made[0])])
        if len(made) > 1:
            twice = RecordRefused("created_twice", count=len(made))
            problems.report(unit, Problem(self.context.id, twice, intent.record, state.kind, verb=CREATE))
            self.context.counts["problems"] += 1


def _made(outcome: Outcome) -> list[str]:
    return [outcome.record.id] if isinstance(outcome, Done) and outcome.record is not None else []


def _resolve_one(
    unit: Unit,
    context: Context,
    intent: Intent,
    row: RemoteRecord | Absence,
    stamps: Mapping[tuple[str, str], Stamp],
) -> None:
    state = links.by_id(unit.connection, [intent.link])[intent.link]
    if intent.verb == DELETE and isinstance(row, Absence):
        conflicts = open_conflicts.open_of(unit.connection, [state.record]).get(state.record, {})
        answers.gone(unit, state, _record(unit, state), conflicts)
        links.update_many(unit, [state])
    elif isinstance(row, Absence):
        inbox.put(unit, context.id, [arrival(row)])
        if row.gone is Gone.NO_ACCESS:
            return  # what became of it is seen when the row can be read again
    else:
        landed = intent.verb != DELETE and _take_landed(unit, context, state, intent, row, stamps)
        inbox.put(unit, context.id, [arrival(row)])
        if not landed:
            answers.not_landed(unit, context, state, intent)
            return
    intents.finish(unit, [intent.id])


def _take_landed(
    unit: Unit,
    context: Context,
    state: LinkState,
    intent: Intent,
    row: RemoteRecord,
    stamps: Mapping[tuple[str, str], Stamp],
) -> bool:
    """Move the base of every field that demonstrably landed; leave the others as they were. False where none did."""
    rules = context.rules(state.object, state.kind)
    landed = False
    for name, (value, raw) in intent.fields.items():
        if name not in row.fields or name not in rules:
            continue
        theirs = row.fields[name]
        stamp = stamps.get((row.id, name))
        ours = _reads_as_sent(state, rules[name], value, raw, theirs) or (stamp is not None and stamp.ours)
        if ours and (theirs != intent.expected.get(name) or raw == theirs):
            state.bases[name] = (value, theirs)
            landed = True
    state.version = row.version
    refingerprint(state, open_conflicts.open_of(unit.connection, [state.record]).get(state.record, {}))
    record = _record(unit, state)
    if record is not None:
        state.dirty = record.life == TRASH or differs(record.fields, state.bases)
    links.update_many(unit, [state])
    return landed


def _record(unit: Unit, state: LinkState) -> Record | None:
    return records.load_many(unit.connection, state.kind, [state.record]).get(state.record)


def _reads_as_sent(state: LinkState, rule: FieldRule, value: object, raw: object, theirs: object) -> bool:
    if theirs == raw:
        return True
    return not references.is_reference(state.kind, rule.field) and same(rule.codec.decode(theirs), value)
