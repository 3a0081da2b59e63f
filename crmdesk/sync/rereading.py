"""What both sides had agreed on, said in the words that an account uses from now on: nobody has edited it.

What the account had no word for until then (``wording``) is pending once it has one, or keeps no list any more, or compared anew
where the account held something else all along. So is an amount that it could not keep, once it can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Conflict
from crmdesk.domain.values import Value, tags
from crmdesk.domain.words import OneCurrency, SeveralWords, Words
from crmdesk.providers.base import FieldRule, Raw
from crmdesk.store import ledger, notices, records
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.records import Record
from crmdesk.store.unit import Unit
from crmdesk.sync import wording
from crmdesk.sync.context import Context


def reread(
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
