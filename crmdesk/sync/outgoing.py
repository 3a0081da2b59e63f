"""What there is to send: dirty links become creations, updates and deletions, or turn out to have nothing to send."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from crmdesk.domain import items
from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.conflicts import EXISTENCE, Conflict
from crmdesk.domain.kinds import Kind
from crmdesk.domain.moments import is_over
from crmdesk.domain.values import ITEM_TYPES, FieldType, Value, instant
from crmdesk.providers.base import Create, FieldRule, ObjectSpec, Update
from crmdesk.store import (
    connections,
    dangling,
    editing,
    held_rows,
    intents,
    ledger,
    links,
    notices,
    open_conflicts,
    problems,
    records,
    wished_anew,
)
from crmdesk.store.intents import CREATE, DELETE, UPDATE, Intent
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.records import TRASH, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import needles, references, wording
from crmdesk.sync.answers import LONGEST_WAIT_S
from crmdesk.sync.context import Context
from crmdesk.sync.differing import NOT_THERE, fixed_fields, leave_out, not_there
from crmdesk.sync.rerouting import rerouted

NEVER_BLANK = "never_blank_there"
"""The key of the notice that an account requires a value, and keeps its own where there is none here."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One item to send: the link, the intent that will be written, the request's item, and the attempts there were."""

    state: LinkState
    intent: Intent
    item: Create | Update | str
    attempts: int = 0


@dataclass(slots=True)
class Batch:
    """What one look at the dirty links of an object found. ``after`` is where to look on; None when there is no more."""

    creates: list[Sending] = field(default_factory=list)
    updates: list[Sending] = field(default_factory=list)
    deletes: list[Sending] = field(default_factory=list)
    after: int | None = None

    def with_more(self, more: Batch) -> Batch:
        """Both together; ``more`` is what comes next."""
        creates, updates = [*self.creates, *more.creates], [*self.updates, *more.updates]
        return Batch(creates, updates, [*self.deletes, *more.deletes], more.after)


def collect(unit: Unit, context: Context, spec: ObjectSpec, *, after: int, limit: int) -> Batch:
    """Look at the next dirty links of an object, at most ``limit``."""
    if not connections.is_sending(unit.connection, context.id):
        return Batch()
    states = links.dirty(unit.connection, context.id, spec.name, after=after, limit=limit)
    batch = Batch(after=states[-1].id if len(states) == limit else None)
    busy = intents.of_links(unit.connection, [state.id for state in states])
    fresh = resting(unit, context) if states else set()
    # A row whose newer version waits for a review would be read again, found moved, and set back to wait.
    reviewed = held_rows.held_among(unit.connection, context.id, spec.name, _rows_of(states))
    due = [
        state
        for state in states
        if _is_due(busy.get(state.id), unit.now) and state.record not in fresh and state.remote_id not in reviewed
    ]
    loaded = links.load_records(unit.connection, due)
    elsewhere = rerouted(unit, context, spec.name, due, loaded)
    due = [state for state in due if state.id not in elsewhere]
    conflicts = open_conflicts.open_of(unit.connection, {state.record for state in due})
    desk = _desk(unit, context, spec, due, loaded, busy)
    clean: list[LinkState] = []
    agreed: list[LinkState] = []
    for state in due:
        record = loaded.get(state.record)
        if record is None:
            continue
        before = dict(state.bases)
        sending = _sending(desk, state, record, conflicts.get(record.id, {}))
        if state.bases != before:
            agreed.append(state)
        if isinstance(sending, Sending):
            earlier = busy.get(state.id)
            sending = replace(sending, attempts=0 if earlier is None else earlier.attempts)
            {CREATE: batch.creates, UPDATE: batch.updates, DELETE: batch.deletes}[sending.intent.verb].append(sending)
        elif not sending:
            state.dirty = False
            clean.append(state)
    links.update_many(unit, [*agreed, *clean])
    dangling.forget(unit, context.id, desk.unawaited)
    notices.drop(unit, context.id, desk.agreed, notices.NO_ROOM)
    notices.drop(unit, context.id, desk.looked_at, NEVER_BLANK, NOT_THERE, wording.NO_WORD, wording.NO_CURRENCY)
    notices.write(unit, desk.notices)
    context.counts["notices"] += len(desk.notices)
    editing.forget_sends(unit, clean)
    # A row that only adds fields is made once something calls for it again.
    links.delete(unit, [state.id for state in clean if state.state == links.NEW])
    return batch


def standing(unit: Unit, items: Sequence[Sending]) -> list[Sending]:
    """Those of the items that may still be sent as they were found.

    While rows are read again or looked for, people go on: who was united with another record, kept apart or deleted is not made or
    written to, and who was restored is not deleted. What is left out is looked at again, as far as it is still pending.
    """
    states = links.by_id(unit.connection, [each.state.id for each in items])
    deleted = links.load_records(unit.connection, [each.state for each in items if each.intent.verb == DELETE])
    return [
        each
        for each in items
        if (now := states.get(each.state.id)) is not None
        and (now.record, now.state, now.remote_id) == (each.state.record, each.state.state, each.state.remote_id)
        and (each.intent.verb != DELETE or now.record not in deleted or deleted[now.record].life == TRASH)
    ]


def _aside(unit: Unit, context: Context, loaded: Iterable[str]) -> dict[str, set[str]]:
    """The fields, by record, that the account refused and that are not to be tried again yet."""
    refused = problems.refused_fields(unit.connection, context.id, loaded)
    return {
        record: {name for name, refusal in found.items() if not _has_waited(refusal.until, unit.now)}
        for record, found in refused.items()
    }


def _has_waited(until: str, now: str) -> bool:
    """Whether what was refused may be tried again."""
    return is_over(until, now, longest_s=LONGEST_WAIT_S)


def resting(unit: Unit, context: Context) -> set[str]:
    """The records that were typed in a moment ago."""
    if not context.rest_s:
        return set()
    since = instant(datetime.fromisoformat(unit.now) - timedelta(seconds=context.rest_s)) or ""
    return ledger.typed_between(unit.connection, since, unit.now)


def _rows_of(states: Sequence[LinkState]) -> list[str]:
    return [state.remote_id for state in states if state.remote_id is not None]


def _is_due(intent: Intent | None, now: str) -> bool:
    if intent is None:
        return True
    return intent.state == intents.REFUSED and _has_waited(intent.not_before or now, now)


@dataclass(slots=True)
class _Desk:
    """What writing one batch needs to look up, and what it gathers: notices, and references that no longer wait for their row.

    ``aside`` are the fields, by record, that the account refuses by themselves; ``keys`` are those of rows to be made, by link, as
    far as they are not the ids of their records. ``again`` are the links whose row takes the place of a deleted one: another
    computer may have made it.
    """

    unit: Unit
    context: Context
    spec: ObjectSpec
    places: references.Places
    known: Collection[references.Pair]
    loose: Mapping[str, Sequence[LinkState]]
    aside: Mapping[str, Collection[str]]
    keys: Mapping[int, str]
    again: Collection[int]
    notices: list[Notice] = field(default_factory=list)
    unawaited: list[tuple[str, str, int, str]] = field(default_factory=list)
    agreed: dict[str, set[str]] = field(default_factory=dict)
    """The fields, by record, of which the account turned out to hold all that it has room for."""
    looked_at: dict[str, set[str]] = field(default_factory=dict)
    """The fields, by record, that hold something else than was agreed on: that the account cannot hold it is told anew."""


def _desk(
    unit: Unit,
    context: Context,
    spec: ObjectSpec,
    due: list[LinkState],
    loaded: Mapping[str, Record],
    earlier: Mapping[int, Intent],
) -> _Desk:
    """What writing these links of an object needs; ``earlier`` are the sends of links that are not done."""
    anew = [state for state in due if state.state == links.NEW]
    made = {state.record for state in anew} if context.has_parts(spec.name) else ()
    return _Desk(
        unit,
        context,
        spec,
        _places(unit, context, loaded),
        _known_rows(unit, context, due),
        links.loose_of(unit.connection, context.id, made),
        _aside(unit, context, loaded),
        _keys(unit, anew, earlier),
        _made_before(unit, context, spec, anew),
    )


def _keys(unit: Unit, anew: Sequence[LinkState], earlier: Mapping[int, Intent]) -> dict[int, str]:
    """The keys, by link, of rows to be made whose key is not the id of their record.

    The row of whom a person took apart from a record keeps the key of that: a creation by it would be written over that row. So
    from then on the record's rows are made with other keys. What was tried before goes on with the key of before: it may have
    made a row.
    """
    parted = ledger.separated(unit.connection, {state.record for state in anew}) if anew else ()
    fresh = {state.id: unit.new_id() for state in anew if state.record in parted}
    return fresh | {link: needles.key_of(each) for link, each in earlier.items() if each.verb == CREATE}


def _made_before(unit: Unit, context: Context, spec: ObjectSpec, anew: Sequence[LinkState]) -> set[int]:
    """The links whose row takes the place of a deleted one, where another computer may have made it by the same key."""
    if not (anew and spec.keyed):
        return set()
    return wished_anew.among(unit.connection, context.id, spec.name, [state.id for state in anew])


def _places(unit: Unit, context: Context, loaded: Mapping[str, Record]) -> references.Places:
    wanted = {
        target
        for record in loaded.values()
        for name, value in record.fields.items()
        if references.is_reference(record.kind, name)
        for target in records.targets(value)
    }
    return links.remote_ids(unit.connection, context.id, sorted(wanted | set(loaded)))


def _known_rows(unit: Unit, context: Context, states: list[LinkState]) -> set[references.Pair]:
    """Of the rows that references name, those that records stand for, or did before these were made anew."""
    raws = [
        theirs
        for state in states
        for name, (_, theirs) in state.bases.items()
        if theirs and name in CATALOGUE[state.kind] and references.is_reference(state.kind, name)
    ]
    named = references.wanted(raws)
    return {
        *links.made_anew(unit.connection, context.id, named),
        *links.records_of(unit.connection, context.id, named),
    }


def _sending(desk: _Desk, state: LinkState, record: Record, conflicts: Mapping[str, Conflict]) -> Sending | bool:
    """The item to send for a link; True where it has to wait, False where there is nothing to send."""
    if EXISTENCE in conflicts:
        return True
    if record.life == TRASH:
        return _deletion(state, record)
    rules = desk.context.rules(state.object, record.kind)
    if state.state == links.NEW:
        return _creation(desk, state, record, rules)
    if state.state != links.ACTIVE:
        return False
    return _update(desk, state, record, rules, conflicts)


def _deletion(state: LinkState, record: Record) -> Sending | bool:
    if state.remote_id is None or state.state not in (links.ACTIVE, links.NEW):
        state.state = links.UNLINKED if state.remote_id is None else state.state
        return False
    return Sending(state, Intent(state.id, record.id, DELETE, {}, {}), state.remote_id)


def _creation(desk: _Desk, state: LinkState, record: Record, rules: Mapping[str, FieldRule]) -> Sending | bool:
    fields: dict[str, tuple[Value, Any]] = {}
    aside, left_out = _aside_of(desk, record, rules), set[str]()
    for name, rule in rules.items():
        value = record.fields.get(name)
        if value is None or not rule.writable or (rule.clearable and wording.has_no_word(rule, value)):
            continue
        if name in aside:
            left_out.add(name)
            continue
        raw, waiting = _encode(desk, record.kind, rule, value, None)
        if waiting:
            return True
        fields[name] = (value, raw)
    values = {name: record.fields[name] for name in left_out | fields.keys()}
    if left_out and (not fields or needles.would_be_nameless(record.kind, values, left_out)):
        return True
    part_of = None
    if desk.spec.part_of is not None:
        mains = desk.context.rules(desk.spec.part_of, record.kind).keys()
        if not fields.keys() - mains:
            return bool(left_out - mains)  # what called for this row was taken back, or waits alone
        place = (desk.spec.part_of, record.id)
        main = desk.places.get(place)
        if main is None:
            # It waits for a row that is still to be made; to one that is gone there is nothing to add.
            return place in desk.places
        part_of = (desk.spec.part_of, main)
    for name in fields:
        _tell_absent(desk, record, rules[name])
    title = display_name(record.kind, record.fields)
    parts = parts_of(desk.context, desk.spec.name, desk.loose.get(record.id, ()))
    raws = {name: raw for name, (_, raw) in fields.items()}
    key = desk.keys.get(state.id, record.id)
    item = Create(key, record.kind, raws, title, part_of, parts, repeated=state.id in desk.again)
    needle = needles.kept(record.kind, record.fields, key)
    return Sending(state, Intent(state.id, record.id, CREATE, fields, {}, needle=needle), item)


def parts_of(context: Context, object_name: str, loose: Sequence[LinkState]) -> tuple[tuple[str, str], ...]:
    """The rows that stand, and add fields to a row of this object that is made anew."""
    mine = (state for state in loose if context.part_of(state.object) == object_name)
    return tuple((state.object, state.remote_id) for state in mine if state.remote_id is not None)


def _update(
    desk: _Desk,
    state: LinkState,
    record: Record,
    rules: Mapping[str, FieldRule],
    conflicts: Mapping[str, Conflict],
) -> Sending | bool:
    fields: dict[str, tuple[Value, Any]] = {}
    expected: dict[str, Any] = {}
    differing = _differing(state, record, rules, conflicts)
    aside = _aside_of(desk, record, rules)
    going = [name for name in differing if name not in aside]
    must_wait = len(going) < len(differing)
    desk.looked_at.setdefault(record.id, set()).update(going)
    for name in going:
        (ours, theirs), rule = state.bases.get(name, (None, None)), rules[name]
        value = record.fields.get(name)
        if value is None and rule.keep_blank:
            # A blank here leaves what they hold alone.
            state.bases[name] = (None, theirs)
            continue
        if value is None and not rule.clearable:
            # The account would refuse it: what it holds stays there, and the blank stays here.
            state.bases[name] = (None, theirs)
            desk.notices.append(Notice(desk.context.id, record.id, name, NEVER_BLANK, {}))
            continue
        if wording.has_no_word(rule, value):
            # The account would refuse it: each side keeps its own word.
            state.bases[name] = (value, theirs)
            desk.notices.append(wording.notice(desk.context, state, name, value))
            continue
        written = _as_called_there(record.kind, rule, value, ours, theirs)
        raw, waiting = _encode(desk, record.kind, rule, written, theirs)
        must_wait = must_wait or waiting
        if waiting:
            continue
        absent = _tell_absent(desk, record, rule)
        if raw == theirs:
            # The vendor's form cannot tell the two apart (a third phone number, say): nothing to send, agreed.
            state.bases[name] = (value, theirs)
            desk.agreed.setdefault(record.id, set()).add(name)
            if CATALOGUE[record.kind][name].type in ITEM_TYPES and items.has_no_room(rule.codec.decode(raw), value):
                desk.notices.append(Notice(desk.context.id, record.id, name, notices.NO_ROOM, {}))
            if absent and isinstance(value, str):
                # The account may name a row that nobody knows yet. A person has chosen otherwise here, so nothing waits for that
                # row any more.
                desk.unawaited += [(*pair, state.id, name) for pair in references.pairs(theirs)]
            continue
        fields[name] = (value, raw)
        expected[name] = theirs
    _leave_out_fixed(desk, state, record, rules)
    if not fields:
        return must_wait
    raws = {name: raw for name, (_, raw) in fields.items()}
    item = Update(state.remote_id or "", record.kind, raws, expected, state.version)
    return Sending(state, Intent(state.id, record.id, UPDATE, fields, expected), item)


def _differing(
    state: LinkState, record: Record, rules: Mapping[str, FieldRule], conflicts: Mapping[str, Conflict]
) -> list[str]:
    """The fields that can be written there, hold something else than was agreed on, and are no question to a person."""
    return [
        name
        for name, rule in rules.items()
        if rule.writable and name not in conflicts and record.fields.get(name) != state.bases.get(name, (None, None))[0]
    ]


def _aside_of(desk: _Desk, record: Record, rules: Mapping[str, FieldRule]) -> set[str]:
    """The fields of a record that wait alone: those that the account refuses, and those that refer to what it does not show now."""
    hidden = (
        name
        for name in rules.keys() & references.of_kind(record.kind)
        for target in records.targets(record.fields.get(name))
        if references.is_out_of_sight(target, rules[name], desk.places, desk.context.objects)
    )
    return {*desk.aside.get(record.id, ()), *hidden}


def _as_called_there(kind: Kind, rule: FieldRule, value: Value, ours: Value, theirs: Any) -> Value:
    """Numbers and addresses keep the label that they have there, unless it was changed here."""
    if CATALOGUE[kind][rule.field].type not in ITEM_TYPES:
        return value
    return items.as_called_there(value, ours, rule.codec.decode(theirs))


def _tell_absent(desk: _Desk, record: Record, rule: FieldRule) -> bool:
    """Write a notice where a field refers to something that it cannot name at the account; tells whether it does."""
    referring = references.is_reference(record.kind, rule.field)
    notice = not_there(desk.context, record, rule, desk.places) if referring else None
    desk.notices += [] if notice is None else [notice]
    return notice is not None


def _leave_out_fixed(desk: _Desk, state: LinkState, record: Record, rules: Mapping[str, FieldRule]) -> None:
    """What nobody can write at the account, and another account has otherwise, is not carried by the link any more."""
    fixed = (name for name, rule in rules.items() if not rule.writable and name in state.bases)
    if any(record.fields.get(name) != state.bases[name][0] for name in fixed):
        states = links.by_record(desk.unit.connection, [record.id])[record.id]
        leave_out(record, state, fixed_fields(desk.context, states, state))


def _encode(desk: _Desk, kind: Kind, rule: FieldRule, value: Value, current: Any) -> tuple[Any, bool]:
    if not references.is_reference(kind, rule.field):
        return rule.codec.encode(value, current), False
    if value is None and CATALOGUE[kind][rule.field].type is FieldType.REFERENCE:
        # A blank takes the place of whomever the account names, also where nobody knows them here: any other value would, too.
        return None, False
    return references.write(value, current, rule, desk.places, desk.known, list(desk.context.objects))
