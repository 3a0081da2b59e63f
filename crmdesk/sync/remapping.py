"""When the mapping changes: links and feeds catch up, and nothing that anybody holds is taken for an edit.

A field is *gained* when an administrator creates its property at the vendor, when a new version maps it, or when a person
maps it: every link carries it from then on, and every row is read once more. What was typed into it until then is here only;
what the vendor holds in it was never read. A field that a person points to another property, or begins to read, is gained
too, and so is one whose property was deleted and made again, where the vendor tells: nothing is agreed about it any more, but
for what is asked about the same property. What waits in the inbox was read from the property of before, and is forgotten, as
is what was asked about that one: the new one is read before anything is said of it. A field that is *lost* keeps its values
and bases: it may come back. One whose words a person paired otherwise, or an administrator calls otherwise, is *reread*, and
so is one whose list takes other words from now on, or no longer: what both sides agreed on is said in the new words, and
nobody has edited it. What the account had no word for until then (``wording``) is pending once it has one, or keeps no list
any more, or compared anew where the account held something else all along. An amount is reread where the account turns out to
count in another currency; one that it could not keep is compared anew once it can. A field that lives in more places than
before (an amount whose currency rows name from now on) is gained too, and what was agreed about it stands. What an account
held otherwise while nobody could write it there is compared anew once somebody can.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Conflict, ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import differs
from crmdesk.domain.values import Value, tags
from crmdesk.domain.words import OneCurrency, Option, SeveralWords, Words
from crmdesk.providers.base import Feed, FieldRule, Raw
from crmdesk.store import cursors, editing, inbox, ledger, links, notices, open_conflicts, records, sweeps
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.records import Record
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync import wording
from crmdesk.sync.context import Context
from crmdesk.sync.differing import NOT_WRITABLE
from crmdesk.sync.places_kept import PLACES
from crmdesk.sync.reconcile import replan
from crmdesk.sync.unlisted import ASKED_FOR, UNLISTED

LINKS_AT_ONCE = 500

_MADE = "made"
"""The key under which is kept what tells properties from others of their names (``RemoteProperty.made``)."""

Known = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By object, kind and field: what was mapped last (``_told``); of a field that was lost, what it was before."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the mapping of an object has gained, and what is reread, by kind; ``anew`` are gained fields with nothing agreed.

    ``again`` are those of them that point where they pointed, and are only read again. ``reread`` fields come with the words that
    they were said in. ``sent`` are fields that are sent from now on.
    """

    gained: dict[Kind, list[str]] = field(default_factory=dict)
    anew: dict[Kind, list[str]] = field(default_factory=dict)
    again: dict[Kind, list[str]] = field(default_factory=dict)
    reread: dict[Kind, dict[str, Words]] = field(default_factory=dict)
    sent: dict[Kind, list[str]] = field(default_factory=dict)

    @property
    def moved(self) -> dict[Kind, set[str]]:
        """The fields that live in another property from now on, by kind."""
        found = {kind: {*names} - {*self.again.get(kind, ())} for kind, names in self.anew.items()}
        return {kind: names for kind, names in found.items() if names}


async def remap(store: Store, context: Context, feeds: Sequence[Feed]) -> None:
    """Compare the mapping with that of the last run, and let links and feeds catch up with what changed."""
    stored = await store.read(lambda connection: cursors.mapping(connection, context.id))
    known: Known = stored or {}
    present = _present(context, known)
    if stored is not None and known == present:
        return
    changes = _changes(known, present)
    for object_name, changed in sorted(changes.items()):
        if changed.moved:
            await _go_through(store, partial(_forget_read, context=context, object_name=object_name, changed=changed))
        await _go_through(store, partial(_follow, context=context, object_name=object_name, changed=changed))
    read_again = [each for each in feeds if not each.whole and each.object in changes and changes[each.object].gained]
    await store.write(partial(_remember, context=context, present=present, feeds=read_again))


async def _go_through(store: Store, step: Callable[..., int | None]) -> None:
    """Take step after step, each a transaction that tells where to go on."""
    after: int | None = 0
    while after is not None:
        after = await store.write(partial(step, after=after))


def _present(context: Context, known: Known) -> Known:
    """The mapping as it is, with what is known of fields that it has lost, and of objects that the account does not show now."""
    found: dict[str, Mapping[str, Mapping[str, Any]]] = {
        name: kinds for name, kinds in known.items() if name not in context.objects
    }
    tables: Mapping[str, Mapping[str, Any]] = context.connection.described or {}
    for name, spec in context.objects.items():
        found[name] = {
            kind.value: _fields(
                spec.rules(kind), known.get(name, {}).get(kind.value, {}), tables.get(spec.table(kind), {})
            )
            for kind in spec.kinds
        }
    return found


def _fields(
    rules: Mapping[str, FieldRule], before: Mapping[str, Mapping[str, Any]], held: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    lost = {name: {**told, "lost": True} for name, told in before.items() if name not in rules}
    for told in lost.values():
        told.pop(UNLISTED, None)
    present = {name: _told(rule, held) | _marks(before.get(name, {})) for name, rule in rules.items()}
    return lost | present


def _marks(told: Mapping[str, Any]) -> dict[str, Any]:
    return {mark: told[mark] for mark in (UNLISTED, ASKED_FOR) if mark in told}


def _told(rule: FieldRule, held: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What of a rule decides whether what was agreed under it still holds, and whether anything is sent by it.

    ``held`` are the properties as the account was described.
    """
    told: dict[str, Any] = {"chosen": rule.chosen, "pairs": [list(pair) for pair in rule.pairs]}
    if rule.remote:
        told[PLACES] = sorted(rule.remote)
    made = {name: mark for name in told.get(PLACES, ()) if (mark := held.get(name, {}).get("made"))}
    if made:
        told[_MADE] = made
    if isinstance(rule.words, OneCurrency):
        told["currency"] = rule.words.currency
    if rule.words is not None:
        told["words"] = [[each.raw, each.word, each.label] for each in rule.words.options]
        told["closed"] = rule.words.closed
    return {**told, "read": rule.readable, "write": rule.writable}


def _changes(before: Known, now: Known) -> dict[str, Changes]:
    """What objects that were mapped before have changed; one that is new has no links yet."""
    found: dict[str, Changes] = {}
    for object_name in before.keys() & now.keys():
        changes = Changes()
        for kind, fields in now[object_name].items():
            known = before[object_name].get(kind, {})
            for name, told in sorted(fields.items()):
                _compare(changes, Kind(kind), name, known.get(name), told)
        if changes.gained or changes.reread or changes.sent:
            found[object_name] = changes
    return found


def _compare(changes: Changes, kind: Kind, name: str, was: Mapping[str, Any] | None, told: Mapping[str, Any]) -> None:
    if told.get("lost"):
        return
    if was is not None and told["write"] and not was["write"]:
        changes.sent.setdefault(kind, []).append(name)
    moved = was is not None and (was["chosen"] != told["chosen"] or _is_replaced(was, told))
    elsewhere = moved or (was is not None and told["read"] and not was["read"])
    if elsewhere:
        changes.anew.setdefault(kind, []).append(name)
        if not moved:
            changes.again.setdefault(kind, []).append(name)
    if was is None or was.get("lost") or elsewhere or _has_grown(was, told):
        changes.gained.setdefault(kind, []).append(name)
    if was is not None and not elsewhere and _is_said_otherwise(was, told):
        changes.reread.setdefault(kind, {})[name] = _words(was)


def _has_grown(was: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a field lives in places that nothing was read from so far; of old, one place alone was not noted."""
    before, now = set(was.get(PLACES, ())), set(told.get(PLACES, ()))
    return not now <= before and (bool(before) or len(now) > 1)


def _is_replaced(was: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether another place has taken the place of one in which a field lived, although nobody chose it.

    One that is deleted and made again is another one, with nothing in it: some vendors make up names, others tell which it is.
    """
    before, now = set(was.get(PLACES, ())), set(told.get(PLACES, ()))
    known: Mapping[str, str] = was.get(_MADE, {})
    again = any(mark != known.get(name, mark) for name, mark in told.get(_MADE, {}).items())
    return again or (bool(before) and not before <= now and not now <= before)


def _is_said_otherwise(was: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether what an account holds in a field means something else now, or what it takes.

    Of old no currency was noted, nor whether a list takes other words.
    """
    otherwise = any(was.get(name, told.get(name)) != told.get(name) for name in ("currency", "closed"))
    return otherwise or (was["pairs"], was.get("words")) != (told["pairs"], told.get("words"))


def _words(was: Mapping[str, Any]) -> Words:
    """The words that a field was said in, or the currency."""
    if "currency" in was:
        return OneCurrency((), closed=True, currency=was["currency"])
    return Words(tuple(Option(*each) for each in was.get("words", ())), closed=True)


def _forget_read(unit: Unit, context: Context, object_name: str, changed: Changes, after: int) -> int | None:
    """Let rows that wait in the inbox say nothing of properties in which fields lived before; returns where to go on."""
    moved = {kind.value: names for kind, names in changed.moved.items()}
    return inbox.forget_fields(unit, context.id, object_name, moved, after=after, limit=LINKS_AT_ONCE)


def _follow(unit: Unit, context: Context, object_name: str, changed: Changes, after: int) -> int | None:
    """Let some links follow the mapping; returns where to go on."""
    states = links.of_object(unit.connection, context.id, object_name, after=after, limit=LINKS_AT_ONCE)
    _end_questions(unit, states, changed.moved)
    _try_afresh(unit, states, changed)
    _widen_resting(unit, states, changed)
    by_kind: dict[Kind, list[LinkState]] = {}
    for state in states:
        if state.state == links.ACTIVE and state.kind in {*changed.gained, *changed.reread, *changed.sent}:
            by_kind.setdefault(state.kind, []).append(state)
    asked: set[str] = set()
    for kind, mine in by_kind.items():
        loaded = records.load_many(unit.connection, kind, [state.record for state in mine])
        conflicts = open_conflicts.open_of(unit.connection, {state.record for state in mine})
        reread, told = _reread(unit, context, mine, loaded, changed.reread.get(kind, {}), conflicts)
        anew = _carry_again(unit, context, mine, changed.sent.get(kind, ()))
        for state in mine:
            shown = _shown(state, conflicts.get(state.record, {})).intersection(changed.again.get(kind, ()))
            _widen(state, changed.gained.get(kind, ()), {*changed.anew.get(kind, ())} - shown)
            record = loaded.get(state.record)
            state.dirty = state.dirty or (record is not None and differs(record.fields, state.bases))
        # What is pending is read before it is sent, and may be held back for long: all are asked for.
        sweeps.doubt(unit, context.id, object_name, anew)
        links.update_many(unit, mine)
        for record, names in reread:
            editing.mark(unit, record, frozenset(names))
        notices.write(unit, told)
        said = changed.reread.get(kind, {}).keys()
        asked |= {record for record, fields in conflicts.items() if said & fields.keys()}
    # What is asked about may say the same in the new words.
    replan(unit, context, asked)
    return states[-1].id if len(states) == LINKS_AT_ONCE else None


def _end_questions(unit: Unit, states: Sequence[LinkState], moved: Mapping[Kind, Collection[str]]) -> None:
    """What was asked about a property in which a field no longer lives ends, or goes on without this account.

    Whoever decided about it would agree to what the new one does not hold.
    """
    mine = {state.name: moved[state.kind] for state in states if state.kind in moved}
    found = open_conflicts.open_of(unit.connection, {state.record for state in states if state.name in mine})
    asked = [each for conflicts in found.values() for each in conflicts.values()]
    shown = [
        each
        for each in asked
        if each.kind is not ConflictKind.OVERWROTE
        and any(each.field in mine.get(account.link, ()) for account in each.accounts)
    ]
    over = open_conflicts.leave(unit, shown, lambda account: account.link in mine)
    open_conflicts.close(unit, [each.id for each in over], open_conflicts.OBSOLETE)
    for each in over:
        editing.mark(unit, editing.found(unit, each.record), frozenset({each.field}))


def _try_afresh(unit: Unit, states: Iterable[LinkState], changed: Changes) -> None:
    """What the account refused of these fields was meant for another place, or said in other words."""
    by_kind: dict[Kind, list[LinkState]] = {}
    for state in states:
        by_kind.setdefault(state.kind, []).append(state)
    for kind, mine in by_kind.items():
        names = {*changed.gained.get(kind, ()), *changed.reread.get(kind, ()), *changed.sent.get(kind, ())}
        if names:
            editing.forget_sends(unit, mine, frozenset(names))


def _widen_resting(unit: Unit, states: Iterable[LinkState], changed: Changes) -> None:
    """Let links follow whose row is not to be read now: should it be there again, it is not compared with another property."""
    resting = [state for state in states if state.remote_id is not None and state.state != links.ACTIVE]
    moved = [state for state in resting if state.kind in changed.gained]
    for state in moved:
        _widen(state, changed.gained[state.kind], changed.anew.get(state.kind, ()))
    links.update_many(unit, moved)


def _carry_again(unit: Unit, context: Context, mine: Sequence[LinkState], sent: Sequence[str]) -> dict[str, LinkState]:
    """Let links compare anew what an account held otherwise while nobody could write it there (``differing``).

    A link had left it out, or what the account made of it meanwhile was noted beside what was typed here. Returns these links
    by remote id.
    """
    if not sent:
        return {}
    told = notices.data_by_field(unit.connection, context.id, [state.record for state in mine], key=NOT_WRITABLE)
    anew: dict[str, LinkState] = {}
    for state in mine:
        names = {name for name in sent if name not in state.bases or (state.record, name) in told}
        if names and state.remote_id is not None:
            state.bases |= dict.fromkeys(sorted(names), (None, None))
            state.seen_hash = None
            anew[state.remote_id] = state
    notices.drop(unit, context.id, {state.record: sent for state in anew.values()}, NOT_WRITABLE)
    return anew


def _shown(state: LinkState, asked: Mapping[str, Conflict]) -> set[str]:
    """The fields that a person is asked about with what a row holds: what was agreed stands until they have answered."""
    return {name for name, each in asked.items() if any(account.link == state.name for account in each.accounts)}


def _widen(state: LinkState, gained: Sequence[str], anew: Collection[str]) -> None:
    """Let a link carry fields from now on."""
    if not gained:
        return
    kept = {name: pair for name, pair in state.bases.items() if name not in anew}
    state.bases = dict.fromkeys(gained, (None, None)) | kept
    # Whatever the row holds now is news: a field that was lost for a while may have been blanked there.
    state.seen_hash = None


def _reread(
    unit: Unit,
    context: Context,
    mine: Sequence[LinkState],
    loaded: Mapping[str, Record],
    said: Mapping[str, Words],
    asked: Mapping[str, Mapping[str, Conflict]],
) -> tuple[list[tuple[Record, list[str]]], list[Notice]]:
    """Say in the new words what both sides had agreed on; what was typed since, or is asked about, stays as it is.

    Returns the records with the fields that are said otherwise, and what is to be told of words that are not there.
    """
    if not said:
        return [], []
    past = wording.past_of(unit, context, [state.record for state in mine], said)
    entries: list[Entry] = []
    told: list[Notice] = []
    reopened: dict[str, set[str]] = {}
    found: list[tuple[Record, list[str]]] = []
    for state in mine:
        record = loaded.get(state.record)
        rules = context.rules(state.object, state.kind)
        changed: list[str] = []
        for name, before in said.items():
            ours, theirs = state.bases.get(name, (None, None))
            if record is None or name in asked.get(record.id, {}):
                continue
            local, several = record.fields.get(name), _are_several(rules[name], before)
            # Of a set the words that both sides had agreed on are said anew beside those that were typed since.
            if local != ours and not several:
                continue
            gone = _is_gone(rules[name], before, ours, theirs) or _says_nothing(rules[name], before, state, name)
            if several:
                value = _each_said_anew(rules[name], before, state, name, local)
                # What is said anew ends the notice about what there is no word for.
                gone = wording.has_no_word(rules[name], value) and (gone or value != local)
            else:
                value = ours if gone else _said_anew(rules[name], before, state, name, past)
            if gone:
                never = (record.id, name) in past.contested
                told.append(wording.notice(context, state, name, value, contested=never))
            if ours is not None and state.bases[name][0] is None:
                reopened.setdefault(state.record, set()).add(name)
            if value != local:
                record.fields[name] = value
                changed.append(name)
                where = {"connection": context.id, "run": context.run}
                entries.append(Entry(record.id, record.kind, Cause.REMOTE, name, local, value, **where))
        if record is not None and changed:
            found.append((record, changed))
    for record, changed in found:
        records.update_many(unit, record.kind, [(record, frozenset(changed))])
    ledger.append(unit, entries)
    notices.drop(unit, context.id, reopened, wording.NO_WORD, wording.NO_CURRENCY)
    return found, told


def _are_several(rule: FieldRule, before: Words) -> bool:
    """Whether a field was, and is, any number of an account's words."""
    return isinstance(rule.words, SeveralWords) and bool(before.options)


def _is_gone(rule: FieldRule, before: Words, ours: Value, theirs: Raw) -> bool:
    """Whether the account no longer has an option that a row holds: it still means what it meant, and that is told."""
    if rule.words is None:
        return False
    gone = {each.raw for each in before.options} - {each.raw for each in rule.words.options}
    if _are_several(rule, before):
        return any(before.raw_of(word) in gone for word in ours or ())
    return isinstance(theirs, str) and theirs in gone


def _says_nothing(rule: FieldRule, before: Words, state: LinkState, name: str) -> bool:
    """Whether an option that meant one of our own choices is called by no word of ours now: rows that hold it mean what they meant.

    Where an account keeps its options by ids, there would be nothing but the id to take instead.
    """
    (ours, theirs), choices = state.bases.get(name, (None, None)), CATALOGUE[state.kind][name].options
    if ours not in choices or not any((each.raw, each.word) == (theirs, ours) for each in before.options):
        return False
    return wording.has_no_word(rule, ours) and wording.read(rule, theirs, ours) not in choices


def _each_said_anew(rule: FieldRule, before: Words, state: LinkState, name: str, local: Value) -> Value:
    """What a record holds in a set, with each word that both sides had agreed on in the account's new one.

    Words that the account's row does not have stay as they are. Where all have an option by now, ours is pending.
    """
    ours, theirs = state.bases.get(name, (None, None))
    if not rule.readable or ours is None or rule.words is None:
        return local
    there = rule.codec.decode(theirs) or ()
    now = {each.raw: each.word for each in rule.words.options}
    said = {word: before.raw_of(word) for word in ours}
    anew = {
        word: now[raw]
        for word, raw in said.items()
        if raw in now and now[raw] in there and rule.words.raw_of(word) != raw
    }
    value, agreed = (tags([anew.get(word, word) for word in words or ()]) for words in (local, ours))
    differed = None in said.values() or rule.codec.encode(agreed, theirs) != rule.codec.canon(theirs)
    pending = differed and value == agreed and rule.words.can_hold(agreed) and not rule.keep_blank
    state.bases[name] = (None if pending else agreed, theirs)
    return value


def _said_anew(rule: FieldRule, before: Words, state: LinkState, name: str, past: wording.Past) -> Value:
    """What both sides agreed on, in the new words; where they had agreed to differ, that ends once there is a word.

    Ours is pending then. Where nobody ever agreed on what the account holds, the two are compared anew.
    """
    ours, theirs = state.bases[name]
    if not rule.readable or ours is None:
        return ours
    if isinstance(before, OneCurrency):
        if _is_sayable_now(rule, before, ours):
            # What the account holds was said in another currency, and was never compared with ours.
            state.bases[name], state.seen_hash = (None, None), None
            return ours
        value = _in_its_currency(rule, before, ours, theirs)
        state.bases[name] = (value, theirs)
        return value
    known = {each.raw: each.word for each in before.options}
    said = known.get(theirs) if isinstance(theirs, str) else None
    if theirs is None or (known and said != ours and not before.says(theirs, ours)):
        if _is_sayable_now(rule, before, ours):
            state.bases[name] = (None, theirs)
            # Sets are merged word by word, and nothing of either side is replaced.
            if isinstance(ours, str) and theirs is not None and not past.agreed(before, state.record, name, theirs):
                state.bases[name], state.seen_hash = (None, None), None
        return ours
    value = wording.read(rule, theirs, ours)
    state.bases[name] = (value, theirs)
    return value


def _is_sayable_now(rule: FieldRule, before: Words, ours: Value) -> bool:
    """Whether the account has a word for ours; where it keeps no list any more, whether it had none, and takes any by now."""
    if rule.keep_blank:
        return False
    if isinstance(before, OneCurrency):
        return not (before.can_hold(ours) or wording.has_no_word(rule, ours))
    if rule.words is not None:
        return rule.words.can_hold(ours)
    return any(before.raw_of(word) is None for word in (ours if isinstance(ours, list) else [ours]))


def _in_its_currency(rule: FieldRule, before: OneCurrency, ours: Value, theirs: Raw) -> Value:
    """An amount in the currency that the account counts in; one that was kept here in a third one stays."""
    value = rule.codec.decode(theirs)
    amounts = [each.get("amount") for each in (ours, value) if isinstance(each, Mapping)]
    return value if before.can_hold(ours) and len(amounts) == 2 and amounts[0] == amounts[1] else ours


def _remember(unit: Unit, context: Context, present: Known, feeds: Sequence[Feed]) -> None:
    afresh = {feed.name: (None, False) for feed in feeds}
    cursors.move_all(unit, context.id, {cursors.MAPPING: (present, True), **afresh})
