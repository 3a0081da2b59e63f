"""Decisions about conflicts. Each function is a unit of work, or a part of one.

A decision is made against what was shown: the base of each account moves to the value that was on the screen, and the chosen
value becomes the local one. What differs from an account's base is then pending like any edit; what equals it needs no
sending. A decision about values that are no longer those that were shown is refused; if an account has moved and no run
has read that yet, the next run asks again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import (
    EXISTENCE,
    UNLINK,
    Conflict,
    ConflictKind,
    Keep,
    Resolution,
    by_our_clock,
    chosen_account,
    chosen_value,
    is_unknown,
    newest_side,
    turn,
)
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value
from crmdesk.store import (
    changes,
    connections,
    cursors,
    editing,
    intents,
    leaving,
    ledger,
    links,
    looks,
    open_conflicts,
    problems,
    records,
)
from crmdesk.store.columns import dump
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.parts import made_anew_with, parts_of, vacant
from crmdesk.store.records import LIVE, TRASH
from crmdesk.store.tables import Decision, core
from crmdesk.store.unit import Unit

_DECISION = core(Decision)

RESOLVE = "resolve"
"""The verb of a change that decides conflicts."""


def resolve(unit: Unit, resolutions: Sequence[Resolution], *, who: str = "user") -> str:
    """Decide conflicts, all or none. Returns the id of the one change that takes them back.

    Raises InvalidInput for a conflict that is no longer open, InvalidInput("conflict_moved") where one shows other values
    than the resolution was made against, and InvalidInput for a value that does not fit, or "newest" where nobody knows.
    """
    known = open_conflicts.by_ids(unit.connection, [resolution.conflict for resolution in resolutions])
    first = next(iter(known.values()), None)
    if first is None or len(known) != len(resolutions):
        raise InvalidInput("conflict_not_open")
    for resolution in resolutions:
        check_shown(unit, known[resolution.conflict], resolution.shown)
    kind = editing.found(unit, first.record).kind
    change = changes.begin(unit, RESOLVE, kind, first.record, conflicts=[each.conflict for each in resolutions])
    for resolution in sorted(resolutions, key=lambda each: turn(known[each.conflict].field)):
        conflict = known[resolution.conflict]
        if conflict.field == EXISTENCE:
            decide_existence(unit, conflict, resolution, change, who)
        else:
            _check_other(unit, conflict, resolution)
            decide_field(unit, conflict, resolution, change, who)
    return change


def check_shown(unit: Unit, conflict: Conflict, fingerprint: str) -> None:
    """Raises InvalidInput("conflict_moved") where a conflict no longer shows what it showed a person."""
    if open_conflicts.shown(conflict, editing.found(unit, conflict.record)) != fingerprint:
        raise InvalidInput("conflict_moved", record=conflict.record, field=conflict.field)


def _check_other(unit: Unit, conflict: Conflict, resolution: Resolution) -> None:
    """A value of one's own is typed like any other; whatever one of the sides holds may stay in it."""
    if resolution.keep is not Keep.OTHER:
        return
    record = editing.found(unit, conflict.record)
    value = CATALOGUE[record.kind][conflict.field].canonical(resolution.value)
    sides = (record.fields.get(conflict.field), conflict.before, *(account.value for account in conflict.accounts))
    editing.check_typed(unit, record.kind, conflict.field, value, sides)


def decide_field(
    unit: Unit,
    conflict: Conflict,
    resolution: Resolution,
    change: str,
    who: str,
    *,
    cause: Cause = Cause.DECISION,
    run: str | None = None,
) -> None:
    """Decide one contested field as a part of ``change``; a policy does so in a ``run``.

    Raises InvalidInput for "newest" where nobody knows.
    """
    record = editing.found(unit, conflict.record)
    spec = CATALOGUE[record.kind][conflict.field]
    local = record.fields.get(conflict.field)
    typed = ledger.typed_as_it_stands(unit.connection, {record.id: [conflict.field]})
    typed_at = typed.get(record.id, {}).get(conflict.field)
    ours = by_our_clock(conflict, {each.id: each.clock_offset_s for each in connections.all_of(unit.connection)})
    if resolution.keep is Keep.NEWEST and newest_side(ours, typed_at) is None:
        raise InvalidInput("newest_unknown", field=conflict.field)
    chosen = chosen_value(ours, resolution, local, typed_at)
    if resolution.keep is Keep.OTHER:
        chosen = spec.canonical(chosen)
    states = links.by_id(unit.connection, [int(account.link) for account in conflict.accounts])
    before = {state.name: list(state.bases.get(conflict.field, (None, None))) for state in states.values()}
    accounts = conflict.accounts
    unknown = [account for account in accounts if is_unknown(spec.type, account)]
    if chosen is None and unknown:
        account = chosen_account(ours, resolution, typed_at)
        stands = conflict.before
        if account is not None and is_unknown(spec.type, account):
            # The account that was chosen names a row that nobody knows yet. What was agreed on before stands until that row has
            # come; taken for a blank, the choice would be sent to the other accounts as one.
            chosen = stands = local if conflict.before is None else conflict.before
        # These accounts hold no blank: where one was chosen, it has still to be sent to them.
        accounts = tuple(replace(each, value=stands) if each in unknown else each for each in accounts)
    agreed = {account.link: [account.value, account.raw] for account in accounts}
    undo = {"local": local, "bases": before, "agreed": agreed, "change": change, "shown": resolution.shown}
    if conflict.kind is ConflictKind.OVERWROTE:
        undo["looks"] = looks.answered(unit, {int(account.link) for account in accounts}, conflict.field)
    else:
        for account in accounts:
            states[int(account.link)].bases[conflict.field] = (account.value, account.raw)
    rejected = [value for value in (local, *(account.value for account in conflict.accounts)) if value != chosen]
    for value in (each for account in conflict.accounts for each in account.earlier):
        rejected += [value] if value not in (chosen, *rejected) else []
    decision = _record(unit, conflict, resolution.keep, chosen, rejected, undo, who)
    links.update_many(unit, list(states.values()))
    open_conflicts.close(unit, [conflict.id], open_conflicts.RESOLVED, decision=decision)
    if chosen == local:
        # The value stays, and what was not taken is told all the same.
        kept = Entry(record.id, record.kind, cause, conflict.field, local, chosen, None, None, run, change, decision)
        ledger.append(unit, [kept])
    editing.apply_values(unit, record, {conflict.field: chosen}, cause, change=change, decision=decision, run=run)
    editing.mark(unit, record, frozenset({conflict.field}))


def decide_existence(
    unit: Unit,
    conflict: Conflict,
    resolution: Resolution,
    change: str,
    who: str,
    *,
    cause: Cause = Cause.DECISION,
    run: str | None = None,
) -> None:
    """Decide whether a record exists as a part of ``change``; a policy does so in a ``run``.

    Raises InvalidInput for what answers no such question.
    """
    unlinking = resolution.keep is Keep.OTHER and resolution.value == UNLINK
    if not unlinking and resolution.keep not in (Keep.COMPUTER, Keep.ACCOUNT):
        raise InvalidInput("existence_choice", value=str(resolution.value or resolution.keep.value))
    record = editing.found(unit, conflict.record)
    states = links.by_id(unit.connection, [int(account.link) for account in conflict.accounts])
    before = {state.name: _memory(unit, state) for state in states.values()}
    gone = conflict.kind is ConflictKind.CHANGED_HERE_DELETED_THERE
    for state in states.values():
        state.dirty = False
        if gone and resolution.keep is Keep.COMPUTER:
            state.wish_anew()
        elif gone and not unlinking:
            state.state = links.GONE
    trash = _is_given_up(unit, conflict, resolution.keep)
    links.update_many(unit, list(states.values()))
    before |= _decide_parts(unit, list(states.values()), unlinking=unlinking)
    if resolution.keep is (Keep.COMPUTER if gone else Keep.ACCOUNT):
        before |= _make_anew_elsewhere(unit, record.id, before, wanted_again=gone)
    after = links.by_id(unit.connection, [int(name) for name in before])
    stand = {state.name: [state.state, state.remote_id] for state in after.values()}
    question = open_conflicts.asked(conflict, record)
    undo = {"life": record.life, "links": before, "after": stand, "change": change, "shown": question}
    decision = _record(unit, conflict, resolution.keep, resolution.value, [], undo, who)
    open_conflicts.close(unit, [conflict.id], open_conflicts.RESOLVED, decision=decision)
    editing.forget_sends(unit, after.values())
    life = TRASH if trash else LIVE
    told = Entry(record.id, record.kind, cause, run=run, change=change, decision=decision)
    if life == record.life:
        # The record stays what it is, and what was decided is told all the same.
        stands = life == LIVE
        ledger.append(unit, [replace(told, field=EXISTENCE, old=stands, new=stands)])
    else:
        records.set_life(unit, record.kind, [record.id], life)
        record.life = life
        event = editing.DELETED if trash else editing.RESTORED
        ledger.append(unit, [replace(told, event=event)])
        if trash:
            problems.settle_doubts_of(unit, [record.id])
    editing.mark(unit, record, None)


def end_unanswered(unit: Unit, over: Sequence[Conflict]) -> None:
    """Questions end without an answer: the accounts that asked are no longer heard. What a person did here stands.

    What was asked held it back at the other accounts, too. Whoever was deleted here and came back only to be asked about goes into
    the trash again, as where the account deletes them after all; not where something was typed into them since.
    """
    open_conflicts.close(unit, [each.id for each in over], open_conflicts.OBSOLETE)
    for id in sorted({each.record for each in over}):
        subject = editing.found(unit, id)
        if any(each.record == id and stands_deleted(unit.connection, each, subject.life) for each in over):
            change = changes.begin(unit, "delete", subject.kind, id)
            editing.set_life(unit, subject, TRASH, Cause.USER, change)
        else:
            editing.mark(unit, subject, None)


def stands_deleted(connection: sa.Connection, over: Conflict, life: str) -> bool:
    """Whether a record of this life goes into the trash again as a question about it ends without an answer."""
    if life != LIVE or over.kind is not ConflictKind.DELETED_HERE_CHANGED_THERE:
        return False
    return ledger.came_back_to_be_asked(connection, over.record)


def _make_anew_elsewhere(
    unit: Unit, record: str, known: Collection[str], *, wanted_again: bool
) -> dict[str, dict[str, Value]]:
    """Who is kept after all is made again, as where a person restores it from the trash, wherever nobody is.

    Who was deleted here: where that was sent already, or nobody had been made yet. Who was deleted in the accounts and is
    ``wanted_again``: everywhere, if no other account has them, for which of these was heard first is chance. Returns what these
    links, besides the ``known`` ones, were before.
    """
    tied = links.by_record(unit.connection, [record]).get(record, [])
    others = [state for state in tied if state.name not in known]
    if wanted_again and any(state.has_row for state in others):
        return {}
    gone = vacant(unit.connection, others)
    before = {state.name: _memory(unit, state) for state in gone}
    for state in gone:
        state.wish_anew()
    links.update_many(unit, gone)
    return before


def _is_given_up(unit: Unit, conflict: Conflict, keep: Keep) -> bool:
    """Whether a decision about the existence puts the record into the trash.

    Who agrees to a deletion in one account agrees for that one alone: where another account has the record, it stays, also where
    its row may not be seen there, or may just have been made.
    """
    if conflict.kind is not ConflictKind.CHANGED_HERE_DELETED_THERE:
        return keep is Keep.COMPUTER
    asked = {account.connection for account in conflict.accounts}
    tied = links.by_record(unit.connection, [conflict.record]).get(conflict.record, [])
    others = [state for state in tied if state.connection not in asked]
    making = intents.under_way(unit.connection, [state.id for state in others if state.state == links.NEW])
    elsewhere = any(state.has_row or state.id in making for state in others)
    return keep is Keep.ACCOUNT and not elsewhere


def _decide_parts(unit: Unit, mains: Sequence[LinkState], *, unlinking: bool) -> dict[str, dict[str, Value]]:
    """Have what only adds fields to these rows follow them (decision 0016), kept apart with them where they are.

    Returns what the links of these parts that this changes were before.
    """
    parts = parts_of(unit.connection, mains)
    before = {state.name: _memory(unit, state) for state in parts}
    if unlinking:
        leaving.keep_apart(unit, [state.id for state in (*mains, *parts) if state.state != links.GONE])
    made_anew_with(unit, [state for state in mains if state.state == links.NEW])
    after = links.by_id(unit.connection, [state.id for state in parts])
    return {state.name: before[state.name] for state in after.values() if state.state != before[state.name]["state"]}


def _memory(unit: Unit, state: LinkState) -> dict[str, Value]:
    """A link as a decision found it, for taking that back; what was agreed counts while a field lives where it did (``chosen``)."""
    bases = {name: list(pair) for name, pair in state.bases.items()}
    chosen = cursors.chosen(unit.connection, state.connection, state.object, state.kind.value)
    found = {"state": state.state, "object": state.object, "remote_id": state.remote_id}
    return {**found, "bases": bases, "chosen": chosen}


def _record(
    unit: Unit,
    conflict: Conflict,
    keep: Keep,
    chosen: Value,
    rejected: Sequence[Value],
    undo: dict[str, Value],
    who: str,
) -> str:
    decision = unit.new_id()
    unit.connection.execute(
        _DECISION.insert().values(
            id=decision,
            conflict=conflict.id,
            record=conflict.record,
            at=unit.now,
            who=who,
            keep=keep.value,
            chosen=dump(chosen),
            rejected=dump(list(rejected)),
            undo=dump(undo),
        )
    )
    return decision
