"""Stage 0: what became of sends whose answer never came. Resolved by reading, never by assuming.

An update is compared field by field: what still holds the old value did not land, what reads back as the value that was sent
did; so did what the vendor may have made of it, where it names this very access as the author. Anything else stays for the
merge to see: another computer of the agency writes by the same access.
A keyed creation is sent again as one that is repeated: a row that an earlier attempt made is found by its key, and left as people
have made it since; where it is refused, the row may still come with the feed. A keyless one is looked for among all that was
made since, once the vendor's lists have had time to learn of it, and only then forgotten, so that the next run creates it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from crmdesk.domain.errors import CrmdeskError, OutcomeUnknown, PermissionLost, RecordRefused, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    Create,
    Done,
    Gone,
    NotNow,
    Outcome,
    Provider,
    Refused,
    RemoteRecord,
    Stamp,
    Unknown,
)
from crmdesk.store import connections, inbox, intents, links, problems
from crmdesk.store.intents import CREATE, DELETE, Intent
from crmdesk.store.links import LinkState
from crmdesk.store.problems import Problem
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync import needles, references
from crmdesk.sync.answers import Answers, record_answers
from crmdesk.sync.context import Context
from crmdesk.sync.forbidden import tell_forbidden
from crmdesk.sync.identify import reads_as_sent
from crmdesk.sync.mains import is_of, mains_of
from crmdesk.sync.outgoing import parts_of
from crmdesk.sync.rows import arrival

TOGETHER = 100
"""How many creations are repeated in one request where a large one was lost; of those, each that is still in doubt goes alone."""

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
                creations = [each for each in mine if each.verb == CREATE]
                if self.context.objects[name].keyed:
                    await self._repeat_all(name, creations, states)
                else:
                    await self._look_for_all(name, creations, states, now)
            except PermissionLost as error:
                # These sends stay open, and their rows stay as they are, until the object may be read again.
                await tell_forbidden(self.store, self.context, name, error, verb="read")

    async def _resolve_written(self, name: str, mine: Sequence[Intent], states: Mapping[int, LinkState]) -> None:
        if not mine:
            return
        ids = {intent.link: remote_id for intent in mine if (remote_id := states[intent.link].remote_id) is not None}
        rows = await self.provider.fetch(name, sorted(set(ids.values()))) if ids else {}
        stamps = await self._authorship(name, [each for each in mine if each.link in ids], ids)

        def record(unit: Unit) -> None:
            left = intents.still_open(unit.connection, mine)
            found = Answers(unit, self.context, left)
            standing = [each for each in left if each.link in ids]
            arrived = [_resolve_one(found, self.context, each, rows[ids[each.link]], stamps) for each in standing]
            for each in left:
                if each.link not in ids:  # its row is made anew, and what was sent to it went with it
                    found.finished(each)
            found.write()
            inbox.put(unit, self.context.id, [arrival(row) for row in arrived if row is not None])

        await self.store.write(record)

    async def _authorship(
        self, name: str, mine: Sequence[Intent], ids: Mapping[int, str]
    ) -> Mapping[tuple[str, str], Stamp]:
        wanted = {ids[intent.link]: list(intent.fields) for intent in mine if intent.verb != DELETE}
        if not wanted or not self.provider.capabilities.authorship:
            return {}
        return await self.provider.authorship(name, wanted)

    async def _repeat_all(self, name: str, creations: Sequence[Intent], states: Mapping[int, LinkState]) -> None:
        """Send keyed creations again, each alone: one that makes the vendor fail must not keep the others in doubt.

        Where a request may be large, in company first: alone they would cost a call or two each.
        Not while sending is off: a row that was made comes with the feed, and its key tells whose it is.
        """
        size = 1 if self.provider.capabilities.large_batch is None else TOGETHER
        answered: list[tuple[Intent, Outcome]] = []
        try:
            for at in range(0, len(creations), size):
                if not await self.store.read(lambda reader: connections.is_sending(reader, self.context.id)):
                    break
                if len(answered) >= self.provider.capabilities.batch:
                    await self._record(name, answered)
                    answered = []
                answered += await self._repeat_some(name, creations[at : at + size], states)
        except CrmdeskError:
            await self._record(name, answered)
            raise
        await self._record(name, answered)

    async def _record(self, name: str, answered: Sequence[tuple[Intent, Outcome]]) -> None:
        if answered:
            await self.store.write(partial(self._found_again, name=name, answered=answered))

    async def _repeat_some(
        self, name: str, company: Sequence[Intent], states: Mapping[int, LinkState]
    ) -> list[tuple[Intent, Outcome]]:
        """Repeat creations together, and one by one those that got no answer so."""
        outcomes = await self._repeat(name, company, states)
        if len(company) > 1:
            for at, outcome in enumerate(outcomes):
                if isinstance(outcome, Unknown):
                    (outcomes[at],) = await self._repeat(name, [company[at]], states)
        return list(zip(company, outcomes, strict=True))

    async def _repeat(self, name: str, company: Sequence[Intent], states: Mapping[int, LinkState]) -> list[Outcome]:
        items = [await self._again(name, intent, states[intent.link]) for intent in company]
        await self.store.write(self.context.check_place)
        try:
            answered = await self.provider.create(name, items)
            # Put off is this attempt alone: the first one is in doubt as before.
            return [Unknown(each.error) if isinstance(each, NotNow) else each for each in answered]
        except (OutcomeUnknown, VendorNonsense) as error:
            # Still in doubt. One such row must not keep everything else from going on.
            return [Unknown(error)] * len(items)

    async def _again(self, name: str, intent: Intent, state: LinkState) -> Create:
        """The item of an earlier request."""
        raws = {field: raw for field, (_, raw) in intent.fields.items()}
        title = needles.name_of(intent)
        part_of = await self._part_of(intent, self.context.objects[name].part_of)
        loose = await self.store.read(lambda reader: links.loose_of(reader, self.context.id, [intent.record]))
        parts = parts_of(self.context, name, loose.get(intent.record, ()))
        key, kind = needles.key_of(intent), needles.kind_of(intent, state.kind)
        return Create(key, kind, raws, title, part_of, parts, repeated=True)

    async def _look_for_all(
        self, name: str, creations: Sequence[Intent], states: Mapping[int, LinkState], now: str
    ) -> None:
        """Look for the rows that keyless creations may have made, once the vendor's lists know of them."""
        waited_s = {each.id: self._waited_s(each, now) for each in creations}
        lag_s = self.provider.capabilities.index_lag_s
        by_kind: dict[Kind, list[Intent]] = {}
        for each in creations:
            if waited_s[each.id] >= lag_s:
                by_kind.setdefault(needles.kind_of(each, states[each.link].kind), []).append(each)
        for kind, mine in by_kind.items():
            rows = await self.provider.made_since(name, kind, needles.earliest(mine))
            late = {each.id for each in mine if waited_s[each.id] >= PATIENCE * lag_s}
            await self.store.write(partial(self._adopt, name=name, kind=kind, mine=mine, rows=rows, late=late))

    def _waited_s(self, intent: Intent, now: str) -> float:
        """How long ago a creation was sent, by the account's clock."""
        return (datetime.fromisoformat(now) - needles.sent_at(intent)).total_seconds() + self.context.offset_s

    def _found_again(self, unit: Unit, *, name: str, answered: Sequence[tuple[Intent, Outcome]]) -> None:
        """A repeated creation may find the row of the first attempt, which somebody may have changed since: it is read anew."""
        outcomes = {intent.id: outcome for intent, outcome in answered}
        left = {each.id: each for each in intents.still_open(unit.connection, [intent for intent, _ in answered])}
        taken = take_found(unit, self.context, name, [(left[id], outcomes[id]) for id in left])
        rest = [(intent, outcomes[id]) for id, intent in left.items() if id not in taken]
        record_answers(unit, self.context, [each for each in rest if not isinstance(each[1], Refused)])
        self._repetition_refused(unit, [each for each in rest if isinstance(each[1], Refused)])

    def _repetition_refused(self, unit: Unit, refused: Sequence[tuple[Intent, Outcome]]) -> None:
        """A refusal is about this attempt alone: what the first one may have made comes with the feed, and is known by its send."""
        intents.finish(unit, [intent.id for intent, _ in refused])
        begun = intents.begin(unit, self.context.id, [intent for intent, _ in refused], run=self.context.run)
        record_answers(unit, self.context, [(again, told) for again, (_, told) in zip(begun, refused, strict=True)])

    async def _part_of(self, intent: Intent, main: str | None) -> tuple[str, str] | None:
        if main is None:
            return None
        places = await self.store.read(
            lambda connection: links.remote_ids(connection, self.context.id, [intent.record]),
        )
        remote_id = places.get((main, intent.record))
        return None if remote_id is None else (main, remote_id)

    def _adopt(
        self,
        unit: Unit,
        *,
        name: str,
        kind: Kind,
        mine: Sequence[Intent],
        rows: Sequence[RemoteRecord],
        late: Set[int],
    ) -> None:
        """Give each creation a row that it may have made; those that are ``late`` and have none did not happen.

        A colleague may have given a row of somebody else the same name and address: it stays whose it is. So does what adds
        the same to somebody else. Of what was made with the same words (notes that say "no answer") each takes another one, and
        the nearest one there is.
        """
        mine = intents.still_open(unit.connection, mine)
        held = links.by_remote(unit.connection, self.context.id, name, [row.id for row in rows])
        free = sorted(
            (row for row in rows if row.id not in held), key=lambda row: (not row.ours, row.created_at or "", row.id)
        )
        states = links.by_id(unit.connection, [each.link for each in mine])
        mains = mains_of(unit.connection, self.context, free)
        near = {
            (each.id, row.id): how
            for each in mine
            for row in free
            if each.link in states
            and is_of(self.context, row, states[each.link].record, mains)
            and (how := needles.nearness(self.context, each, row))
        }
        found, taken = set[int](), set[str]()
        for id, row_id in sorted(near, key=lambda pair: -near[pair]):
            if id not in found and row_id not in taken:
                found.add(id)
                taken.add(row_id)
        intents.finish(unit, [each.id for each in mine if each.id in late and each.id not in found])
        # Their intents are still open, so that the rows are recognised as their own when the inbox is worked off.
        inbox.put(unit, self.context.id, [arrival(row) for row in free if row.id in taken])
        twice: list[Problem] = []
        for each in mine:
            if more := [row.id for row in free if (each.id, row.id) in near and row.id not in taken]:
                error = RecordRefused(problems.CREATED_TWICE, count=len(more) + 1, object=name, row=more[0])
                twice.append(Problem(self.context.id, error, each.record, kind, verb=CREATE))
        problems.report_all(unit, twice)
        self.context.counts["problems"] += len(twice)


def take_found(unit: Unit, context: Context, name: str, answered: Sequence[tuple[Intent, Outcome]]) -> set[int]:
    """Have the rows of creations read that were there already, and that somebody may have changed since; returns those intents.

    A row that stands for another record is left out.
    """
    left = {intent.id: intent for intent, _ in answered}
    made = {
        intent.id: replace(outcome.record, key=needles.key_of(intent))
        for intent, outcome in answered
        if isinstance(outcome, Done) and outcome.record is not None
    }
    held = links.by_remote(unit.connection, context.id, name, sorted({row.id for row in made.values()}))
    # Their intents are still open, so that the rows are recognised as their own when the inbox is worked off.
    ours = {id: row for id, row in made.items() if row.id not in held}
    # These are known as their own already, and what they hold is news like any other.
    known = {id: row for id, row in made.items() if row.id in held and held[row.id].id == left[id].link}
    inbox.put(unit, context.id, [arrival(row) for row in (*ours.values(), *known.values())])
    intents.finish(unit, known)
    return {*ours, *known}


def _resolve_one(
    answers: Answers,
    context: Context,
    intent: Intent,
    row: RemoteRecord | Absence,
    stamps: Mapping[tuple[str, str], Stamp],
) -> RemoteRecord | Absence | None:
    """Find out what became of an update or deletion; returns the row (or its absence) where that is news besides."""
    state = answers.states[intent.link]
    if isinstance(row, RemoteRecord):
        if intent.verb != DELETE and _take_landed(answers, context, state, intent, row, stamps):
            answers.finished(intent)
        else:
            answers.not_landed(intent)
        return row
    if intent.verb == DELETE:
        answers.gone(state)
        answers.finished(intent)
        return None
    if row.gone is not Gone.NO_ACCESS:  # else what became of it is seen when the row can be read again
        answers.finished(intent)
    return row


def _take_landed(
    answers: Answers,
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
        made_of_ours = stamp is not None and stamp.ours and needles.is_rewritten(raw, theirs)
        ours = reads_as_sent(state.kind, rules[name], value, raw, theirs) or made_of_ours
        if ours and (theirs != intent.expected.get(name) or raw == theirs):
            landed = True
            if not references.is_reference(state.kind, name) or references.names_all(theirs, value):
                answers.landed(state, intent, name, stored=theirs)
            # Else what it leaves out may have got a row since: it is compared as if a colleague had written it.
    state.version = row.version
    answers.settled(state)
    return landed
