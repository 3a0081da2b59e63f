"""Answers to what was sent, recorded item by item before anything else is decided. Units of work.

What one unit of work finds out about sends is gathered and written together: a few statements, however many sends there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crmdesk.domain import items
from crmdesk.domain.alike import is_kept
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Conflict
from crmdesk.domain.errors import CrmdeskError, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import differs
from crmdesk.domain.values import ITEM_TYPES
from crmdesk.providers.base import Done, FieldRule, NotNow, Outcome, Raw, Refused, RemoteRecord
from crmdesk.store import connections, editing, inbox, intents, links, looks, notices, open_conflicts, problems
from crmdesk.store.intents import CREATE, DELETE, UPDATE, Intent, Standing
from crmdesk.store.links import LinkState
from crmdesk.store.looks import Look
from crmdesk.store.notices import NO_ROOM, STORED_OTHERWISE, Notice
from crmdesk.store.parts import made_anew_with
from crmdesk.store.problems import Problem
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import filled_in, needles, references
from crmdesk.sync.context import Context
from crmdesk.sync.differing import NOT_THERE
from crmdesk.sync.overwrites import looks_back
from crmdesk.sync.reopening import reopen_references
from crmdesk.sync.rows import refingerprint

FIRST_WAIT_S = 3600.0
LONGEST_WAIT_S = 86_400.0
DOUBLINGS = 5
"""A refused item is tried again after an hour, then twice as long each time up to a day, and at once when it is edited."""

CHANGED_MEANWHILE = "changed_meanwhile"
"""How providers say that the row is not as it was believed to be: no fault of the item, and nothing that a person could do."""

DESCRIBED_WRONGLY = frozenset({"property_missing", "property_read_only"})
"""How providers say that a field is not, or no longer, what the account's description says."""

ATTEMPTS_IN_COMPANY = 4
"""After so many sends without an answer an item has been sent alone: whatever ails the request is its own."""


def record_answers(unit: Unit, context: Context, sent: Sequence[tuple[Intent, Outcome]]) -> int:
    """Record the outcome of every item of a request; returns how many can go out at once without the field that was refused.

    An answer that comes after another process has found out what became of an item says nothing more: the row has gone on since.
    """
    told = {intent.id: outcome for intent, outcome in sent}
    waited_for = [(each, told[each.id]) for each in intents.still_open(unit.connection, [intent for intent, _ in sent])]
    answers = Answers(unit, context, [intent for intent, _ in waited_for], [outcome for _, outcome in waited_for])
    for intent, outcome in waited_for:
        answers.take(intent, outcome)
    answers.write()
    return answers.again


def not_sent(unit: Unit, sent: Sequence[Intent]) -> None:
    """A request that never left: its items may be sent as they are in the next run."""
    waited_for = intents.still_open(unit.connection, sent)
    intents.note(unit, [_taken_back(unit, intent, 0.0) for intent in waited_for])
    _forget_idle(unit, links.by_id(unit.connection, [intent.link for intent in waited_for]).values())


class Answers:
    """What a unit of work finds out about sends. All that it may have to know about them is loaded at once.

    ``states`` are their links by id, ``conflicts`` the open conflicts of their records by record and field; ``again`` counts the
    items that can go out at once: without the field that was refused, or as they are by now. Nothing is stored before ``write``.
    """

    def __init__(self, unit: Unit, context: Context, sends: Sequence[Intent], outcomes: Iterable[Outcome] = ()) -> None:
        self._unit, self._context, self._sends, connection = unit, context, sends, unit.connection
        self.states = links.by_id(connection, [intent.link for intent in sends])
        self.conflicts = open_conflicts.open_of(connection, {intent.record for intent in sends})
        self._records = links.load_records(connection, self.states.values())
        self._others = _others(unit, self.states, self.conflicts)
        outcomes = list(outcomes)
        self._held = _held(unit, context, self.states.values(), outcomes)
        refused = {sent.record for sent, told in zip(sends, outcomes, strict=False) if isinstance(told, Refused)}
        self._refused = problems.refused_fields(connection, context.id, refused) if refused else {}
        anew = [
            each.record for each in self.states.values() if each.state == links.NEW and context.has_parts(each.object)
        ]
        self._loose = links.loose_of(connection, context.id, anew)
        parts = {each.record for each in self.states.values() if context.part_of(each.object) is not None}
        self._mains = links.remote_ids(connection, context.id, parts)
        self._filled: list[filled_in.Made] = []
        self._wished: list[LinkState] = []
        self._made: set[str] = set()
        self._changed: dict[int, LinkState] = {}
        self._finished: list[Intent] = []
        self._standings: list[Standing] = []
        self._problems: list[Problem] = []
        self._describe_anew = False
        self.again = 0
        self._given: dict[str, set[str]] = {}
        self._crowded: list[Notice] = []
        self._notices: list[Notice] = []
        self._looks: list[Look] = []
        self._over: list[Conflict] = []
        self._ended: dict[str, list[str]] = {}

    def take(self, intent: Intent, outcome: Outcome) -> None:
        """Take in the vendor's answer for one item."""
        if isinstance(outcome, Done):
            carried_out = {name: each for name, each in intent.fields.items() if name not in outcome.left_out}
            self._done(replace(intent, fields=carried_out), outcome.record)
        elif isinstance(outcome, Refused) and outcome.error.key == CHANGED_MEANWHILE:
            # Its condition did not hold: the next run reads what is there now, and then decides.
            self._again(intent, outcome.error)
        elif isinstance(outcome, Refused):
            self.refused(intent, outcome.error)
        elif isinstance(outcome, NotNow):
            self._standings.append(_taken_back(self._unit, intent, outcome.retry_after_s or 0.0))
        else:
            # It may or may not have happened: nothing else of this link moves before that is known.
            self._standings.append(Standing(intent.id, intents.UNCERTAIN, intent.attempts, error=outcome.error))

    def record_of(self, state: LinkState) -> Record | None:
        """The record that a link of these sends stands for."""
        return self._records.get(state.record)

    def finished(self, intent: Intent) -> None:
        """What became of a send is known, and nothing of it is left to do."""
        self._finished.append(intent)

    def refused(self, intent: Intent, error: CrmdeskError, *, times: int | None = None) -> None:
        """Set an item aside with the vendor's words at the field they belong to; ``times``: how often by now, if not always.

        Where that is one of several fields, only the field is set aside: everything else can go out at once. A new row is not
        made without its name. What was refused and is not wanted any more is no problem: what is goes out at once.
        """
        state = self.states[intent.link]
        remote_field = error.remote_field if isinstance(error, RecordRefused) else None
        field = _field_of(self._context.rules(state.object, state.kind), remote_field, intent)
        self._describe_anew = self._describe_anew or error.key in DESCRIBED_WRONGLY
        if self._is_past(intent, state, field):
            self._standings.append(Standing(intent.id, intents.REFUSED, intent.attempts))
            self.again += 1
            return
        alone = field is not None and _can_go_without(field, intent, state.kind)
        known = self._refused.get(intent.record, {}).get(field or "")
        times = times or (intent.attempts if known is None else known.times + 1)
        wait_s = min(FIRST_WAIT_S * 2 ** min(times - 1, DOUBLINGS), LONGEST_WAIT_S)
        if error.key in DESCRIBED_WRONGLY and times == 1:
            # Once the account has been described anew, everything else of the item can go out.
            wait_s = 0.0
        elif alone:
            self.again += 1
        later = intents.later(self._unit, wait_s)
        due = intents.later(self._unit, 0.0) if alone else later
        self._standings.append(Standing(intent.id, intents.REFUSED, intent.attempts, due, error))
        self._problems.append(Problem(self._context.id, error, intent.record, state.kind, field, intent.verb, later))

    def _is_past(self, intent: Intent, state: LinkState, field: str | None) -> bool:
        """Whether an item is not wanted as it was sent: since then a person has corrected it, deleted the record, or restored it.

        Of an item of which one ``field`` was refused, only that counts.
        """
        record = self.record_of(state)
        if record is None:
            return False
        if (record.life == TRASH) != (intent.verb == DELETE):
            return True
        about = intent.fields.keys() & {field} or intent.fields
        return any(record.fields.get(name) != intent.fields[name][0] for name in about)

    def not_landed(self, intent: Intent) -> None:
        """A send without an answer that demonstrably did not happen: it goes out again, in smaller company each time.

        One that fails alone as well is set aside.
        """
        self._again(intent, RecordRefused("never_answered", attempts=intent.attempts))

    def _again(self, intent: Intent, error: CrmdeskError) -> None:
        """Let a send that did not happen go out again at once; after so many attempts set it aside for ``error``."""
        alone = intent.attempts - ATTEMPTS_IN_COMPANY
        if alone > 0:
            self.refused(intent, error, times=alone)
        else:
            self._standings.append(Standing(intent.id, intents.REFUSED, intent.attempts))

    def landed(self, state: LinkState, intent: Intent, name: str, *, stored: Raw) -> None:
        """A field was written: both sides agree on it, also where the vendor made something else of what it was sent.

        What it replaced is looked at later, where nothing guarded it.
        """
        if name not in CATALOGUE[state.kind]:
            return  # while it was under way, the record has become one of a kind that has no such field
        value, sent = intent.fields[name]
        state.bases[name] = (value, stored)
        if intent.verb == UPDATE and looks_back(self._context):
            self._looks.append(Look(state.id, name, sent, stored, intent.expected.get(name)))
        self._given.setdefault(state.record, set()).add(name)
        rule = self._context.rules(state.object, state.kind).get(name)
        if references.is_reference(state.kind, name):
            if references.has_no_room(sent, stored):
                self._crowded.append(Notice(self._context.id, state.record, name, NO_ROOM, {}))
            return
        if rule is None:
            return
        field_type = CATALOGUE[state.kind][name].type
        if field_type in ITEM_TYPES and items.has_no_room(rule.codec.decode(sent), value):
            self._notices.append(Notice(self._context.id, state.record, name, NO_ROOM, {}))
        if stored != sent and not is_kept(field_type, rule.codec.decode(sent), rule.codec.decode(stored)):
            data = {"stored": rule.codec.decode(stored)}
            self._notices.append(Notice(self._context.id, state.record, name, STORED_OTHERWISE, data))

    def settled(self, state: LinkState) -> None:
        """The base of a link has changed: what its row holds now, and whether there is more to send."""
        main = self._mains.get((self._context.part_of(state.object) or "", state.record))
        refingerprint(state, self.conflicts.get(state.record, {}), main)
        record = self.record_of(state)
        if record is not None:
            state.dirty = record.life == TRASH or differs(record.fields, state.bases)
        self._changed[state.id] = state

    def gone(self, state: LinkState) -> None:
        """What was to be deleted is deleted. A record that was restored meanwhile is made again."""
        self._ended.setdefault(state.object, []).append(state.remote_id or "")
        state.state, state.dirty = links.GONE, False
        record = self.record_of(state)
        if record is not None and record.life == LIVE:
            state.wish_anew()
            state.dirty = True
            self._wished.append(state)
        self._changed[state.id] = state
        for each in self.conflicts.get(state.record, {}).values():
            if all(account.link == state.name or self._has_ended(int(account.link)) for account in each.accounts):
                self._over.append(each)

    def write(self) -> None:
        """Store all of it, and wake the rows in the inbox that may have waited for it."""
        unit, context = self._unit, self._context
        self._fill_in()
        intents.note(unit, self._standings)
        put_off = {each.intent for each in self._standings if each.state == intents.REFUSED}
        intents.finish(unit, [intent.id for intent in self._finished])
        links.update_many(unit, list(self._changed.values()))
        made_anew_with(unit, self._wished)
        reopen_references(unit, context.id, self._made)
        open_conflicts.close(unit, [each.id for each in self._over], open_conflicts.OBSOLETE)
        unsent: dict[str, set[str]] = {}
        for intent in self._finished:
            state = self.states[intent.link]
            # A row that was to be deleted takes everything along that was refused about it.
            carried = set() if intent.verb == DELETE else {*context.rules(state.object, state.kind)}
            unsent.setdefault(intent.record, set()).update(carried - intent.fields.keys())
        refused = intents.refused_records(unit.connection, context.id, unsent)
        problems.settle_sent(unit, context.id, {id: names for id, names in unsent.items() if id not in refused})
        problems.report_all(unit, self._problems)
        _forget_idle(unit, [self.states[each.link] for each in self._sends if each.id in put_off])
        if self._describe_anew:
            connections.change(unit, context.id, described_at=None)
        for name, rows in self._ended.items():
            problems.settle_copies(unit, context.id, name, rows)
        notices.drop(unit, context.id, self._given, STORED_OTHERWISE, NO_ROOM)
        self._notices += self._without_room()
        notices.write(unit, self._notices)
        looks.note(unit, context.id, self._looks)
        for record in sorted({each.record for each in self._over}):
            # Whoever was restored meanwhile goes on in the other accounts, too, which what was asked held back.
            editing.mark(unit, editing.found(unit, record), None)
        if self._finished:
            inbox.wake(unit, context.id)
        context.counts["problems"] += len(self._problems)
        context.counts["notices"] += len(self._notices)

    def _without_room(self) -> list[Notice]:
        """What to say of references that an account has too little room for.

        Nothing where it is told of one that a row is missing: by that it is known when the row comes (``reopening``).
        """
        about = {each.record for each in self._crowded}
        told = notices.data_by_field(self._unit.connection, self._context.id, about, key=NOT_THERE) if about else {}
        return [each for each in self._crowded if (each.record, each.field) not in told]

    def _fill_in(self) -> None:
        """What the account filled in by itself in new rows."""
        if not self._filled:
            return
        taken = filled_in.take(self._unit, self._context, self._filled)
        made = {each.state.id for each in self._filled}
        for state in list(self._changed.values()):
            if state.state == links.ACTIVE and (state.id in made or state.record in taken):
                self.settled(state)

    def _has_ended(self, link: int) -> bool:
        state = self.states.get(link) or self._others.get(link)
        return state is not None and (state.is_gone or state.state == links.UNLINKED)

    def _done(self, intent: Intent, answer: RemoteRecord | None) -> None:
        """What happened; it does not count where the answer turns out to be about somebody else's row."""
        state = self.states[intent.link]
        if intent.verb == DELETE:
            self.gone(state)
            self._context.counts["deleted"] += 1
        elif intent.verb == CREATE and (answer is None or not self._take_row(state, intent, answer)):
            return
        else:
            self._take_values(state, intent, answer)
        self.finished(intent)
        self._context.counts["pushed"] += 1

    def _take_values(self, state: LinkState, intent: Intent, answer: RemoteRecord | None) -> None:
        for name, (_, raw) in intent.fields.items():
            stored = raw if answer is None or name not in answer.fields else answer.fields[name]
            self.landed(state, intent, name, stored=stored)
        if answer is not None:
            state.version = answer.version
        record = self.record_of(state)
        if intent.verb == CREATE and answer is not None and record is not None:
            rules = self._context.rules(state.object, state.kind)
            contested = self.conflicts.get(state.record, {})
            filled = filled_in.filled_in(rules, record, intent, answer)
            filled = {name: raw for name, raw in filled.items() if name not in contested}
            self._filled += [filled_in.Made(state, record, filled)] if filled else []
        self.settled(state)

    def _take_row(self, state: LinkState, intent: Intent, answer: RemoteRecord) -> bool:
        """Tie a link to the row that was made; False where that row already stands for another record."""
        holder = self._held.setdefault((state.object, answer.id), state)
        if holder.id != state.id:
            self.refused(intent, RecordRefused("row_of_another_record", other=holder.record))
            return False
        state.remote_id, state.state = answer.id, links.ACTIVE
        self._made.add(state.record)
        rules, record = self._context.rules(state.object, state.kind), self.record_of(state)
        state.bases = dict.fromkeys(rules, (None, None))
        for name, rule in rules.items():
            # What the object itself decides (the type of an activity) is never sent, and agreed on all the same.
            raw = answer.fields.get(name)
            if (
                record is not None
                and raw is not None
                and not rule.writable
                and rule.codec.decode(raw) == record.fields.get(name)
            ):
                state.bases[name] = (record.fields.get(name), raw)
        self._tie_parts(state, record)
        return True

    def _tie_parts(self, state: LinkState, record: Record | None) -> None:
        """The rows that were tied to the new one as it was made are this record's again."""
        for part in self._loose.get(state.record, ()):
            if record is not None and self._context.part_of(part.object) == state.object:
                part.state = links.ACTIVE
                part.dirty = record.life == TRASH or differs(record.fields, part.bases)
                self._changed[part.id] = part


def _forget_idle(unit: Unit, put_off: Iterable[LinkState]) -> None:
    """Sends that are not repeated: while they were under way a person has taken back what they were about."""
    editing.forget_sends(unit, [state for state in put_off if not state.dirty])


def _taken_back(unit: Unit, intent: Intent, wait_s: float) -> Standing:
    """An intent that was never processed: it may be sent as it is after the wait, and does not count as an attempt."""
    return Standing(intent.id, intents.REFUSED, intent.attempts - 1, intents.later(unit, wait_s))


def _can_go_without(field: str, intent: Intent, kind: Kind) -> bool:
    """Whether everything else of a send makes sense without a field."""
    values = {name: value for name, (value, _) in intent.fields.items()}
    nameless = intent.verb == CREATE and needles.would_be_nameless(kind, values, {field})
    return field in values and len(values) > 1 and not nameless


def _field_of(rules: Mapping[str, FieldRule], remote_field: str | None, intent: Intent) -> str | None:
    """The field that a refused property belongs to: of several that share it, one that was sent."""
    sharing = [name for name, rule in rules.items() if remote_field is not None and remote_field in rule.remote]
    return next((name for name in sharing if name in intent.fields), next(iter(sharing), None))


def _others(
    unit: Unit, states: Mapping[int, LinkState], conflicts: Mapping[str, Mapping[str, Conflict]]
) -> dict[int, LinkState]:
    """The links that open conflicts name besides those that were sent to."""
    named = {int(account.link) for found in conflicts.values() for each in found.values() for account in each.accounts}
    return links.by_id(unit.connection, sorted(named - states.keys()))


def _held(
    unit: Unit, context: Context, states: Iterable[LinkState], outcomes: Iterable[Outcome]
) -> dict[tuple[str, str], LinkState]:
    """Which links already stand for the rows in the answers: (object, remote id) → link."""
    ids = sorted({each.record.id for each in outcomes if isinstance(each, Done) and each.record is not None})
    found: dict[tuple[str, str], LinkState] = {}
    for name in sorted({state.object for state in states if state.remote_id is None}):
        present = links.by_remote(unit.connection, context.id, name, ids)
        found |= {(name, remote_id): state for remote_id, state in present.items()}
    return found
