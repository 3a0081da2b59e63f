"""Decisions about conflicts, and taking them back. Each function is one unit of work.

A decision is made against what was shown: the base of each account moves to the value that was on the screen, and the chosen
value becomes the local one. What differs from an account's base is then pending like any edit; what equals it needs no
sending. If an account has moved since, the next run sees that and asks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, Conflict, ConflictKind, Keep, Resolution, chosen_value, newest_side
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value, instant
from crmdesk.store import connections, editing, intents, ledger, links, open_conflicts, records
from crmdesk.store.columns import dump, load
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.tables import Decision, core
from crmdesk.store.unit import Unit

_DECISION = core(Decision)

UNLINK = "unlink"
"""The value of a resolution that keeps a record on this computer only."""


def resolve(unit: Unit, resolutions: Sequence[Resolution], *, who: str = "user") -> str:
    """Decide conflicts, all or none. Returns the id of the one change that takes them back.

    Raises InvalidInput for a conflict that is no longer open, a value that does not fit, or "newest" where nobody knows.
    """
    known = open_conflicts.by_ids(unit.connection, [resolution.conflict for resolution in resolutions])
    first = next(iter(known.values()), None)
    if first is None or len(known) != len(resolutions):
        raise InvalidInput("conflict_not_open")
    kind = editing.found(unit, first.record).kind
    change = editing.begin_change(
        unit, "resolve", kind, first.record, conflicts=[each.conflict for each in resolutions]
    )
    for resolution in resolutions:
        conflict = known[resolution.conflict]
        if conflict.field == EXISTENCE:
            _decide_existence(unit, conflict, resolution, change, who)
        else:
            _check_other(unit, conflict, resolution)
            _decide_field(unit, conflict, resolution, change, who)
    return change


def _check_other(unit: Unit, conflict: Conflict, resolution: Resolution) -> None:
    """A value of one's own is typed like any other; whatever one of the sides holds may stay in it."""
    if resolution.keep is not Keep.OTHER:
        return
    record = editing.found(unit, conflict.record)
    value = CATALOGUE[record.kind][conflict.field].canonical(resolution.value)
    sides = (record.fields.get(conflict.field), conflict.before, *(account.value for account in conflict.accounts))
    editing.check_typed(unit, record.kind, conflict.field, value, sides)


def _decide_field(unit: Unit, conflict: Conflict, resolution: Resolution, change: str, who: str) -> None:
    record = editing.found(unit, conflict.record)
    spec = CATALOGUE[record.kind][conflict.field]
    local = record.fields.get(conflict.field)
    typed_at = _typed_at(unit, conflict) if resolution.keep is Keep.NEWEST else None
    if resolution.keep is Keep.NEWEST and newest_side(conflict, typed_at) is None:
        raise InvalidInput("newest_unknown", field=conflict.field)
    chosen = chosen_value(conflict, resolution, local, typed_at)
    if resolution.keep is Keep.OTHER:
        chosen = spec.canonical(chosen)
    states = links.by_id(unit.connection, [int(account.link) for account in conflict.accounts])
    before = {state.name: list(state.bases.get(conflict.field, (None, None))) for state in states.values()}
    for account in conflict.accounts:
        states[int(account.link)].bases[conflict.field] = (account.value, account.raw)
    rejected = [value for value in (local, *(account.value for account in conflict.accounts)) if value != chosen]
    undo = {"local": local, "bases": before, "change": change}
    decision = _record(unit, conflict, resolution.keep, chosen, rejected, undo, who)
    links.update_many(unit, list(states.values()))
    open_conflicts.close(unit, [conflict.id], open_conflicts.RESOLVED, decision=decision)
    editing.apply_values(unit, record, {conflict.field: chosen}, Cause.DECISION, change=change, decision=decision)
    editing.mark(unit, record, frozenset({conflict.field}))


def _decide_existence(unit: Unit, conflict: Conflict, resolution: Resolution, change: str, who: str) -> None:
    apart = resolution.keep is Keep.OTHER and resolution.value == UNLINK
    if not apart and resolution.keep not in (Keep.COMPUTER, Keep.ACCOUNT):
        raise InvalidInput("existence_choice", value=str(resolution.value or resolution.keep.value))
    record = editing.found(unit, conflict.record)
    states = links.by_id(unit.connection, [int(account.link) for account in conflict.accounts])
    undo = {"life": record.life, "links": {state.name: _memory(state) for state in states.values()}, "change": change}
    gone = conflict.kind is ConflictKind.CHANGED_HERE_DELETED_THERE
    for state in states.values():
        state.dirty = False
        if apart:
            state.state = links.UNLINKED
        elif gone and resolution.keep is Keep.COMPUTER:
            state.remote_id, state.state, state.bases, state.seen_hash = None, links.NEW, {}, None
        elif gone:
            state.state = links.GONE
    trash = (gone and resolution.keep is Keep.ACCOUNT) or (not gone and resolution.keep is Keep.COMPUTER)
    links.update_many(unit, list(states.values()))
    undo["after"] = {state.name: [state.state, state.remote_id] for state in states.values()}
    decision = _record(unit, conflict, resolution.keep, resolution.value, [], undo, who)
    open_conflicts.close(unit, [conflict.id], open_conflicts.RESOLVED, decision=decision)
    editing.forget_sends(unit, states.values())
    life = TRASH if trash else LIVE
    if life != record.life:
        records.set_life(unit, record.kind, [record.id], life)
        record.life = life
        record.life = life
        event = editing.DELETED if trash else editing.RESTORED
        ledger.append(
            unit, [Entry(record.id, record.kind, Cause.DECISION, event=event, change=change, decision=decision)]
        )
    editing.mark(unit, record, None)


def _memory(state: LinkState) -> dict[str, Value]:
    """A link as a decision found it, for taking that back."""
    bases = {name: list(pair) for name, pair in state.bases.items()}
    return {"state": state.state, "remote_id": state.remote_id, "bases": bases}


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


def _typed_at(unit: Unit, conflict: Conflict) -> str | None:
    """When the local value was typed, by the account's clock."""
    at = editing.last_typed(unit.connection, conflict.record, [conflict.field]).get(conflict.field)
    if at is None:
        return None
    offset = connections.get(unit.connection, conflict.accounts[0].connection).clock_offset_s
    return instant(datetime.fromisoformat(at) + timedelta(seconds=offset))


# -- taking back ------------------------------------------------------------------------------------------------------


def undo(unit: Unit, change: str) -> None:
    """Take any change of a person back: decisions re-open their conflicts, everything else is reversed by ``editing``.

    A decision that has been sent already is reversed by a new local change. Raises InvalidInput("cannot_undo").
    """
    if editing.what_of(unit.connection, change)["verb"] != "resolve":
        editing.undo(unit, change)
        return
    editing.set_undone(unit, change, undone=True)
    for row in _decisions(unit, change):
        _undo_decision(unit, row)


def _undo_decision(unit: Unit, row: sa.Row[tuple[object, ...]]) -> None:
    memory, conflict_row = load(row.undo), open_conflicts.row_of(unit.connection, row.conflict)
    record = editing.found(unit, row.record)
    if conflict_row.field in open_conflicts.open_of(unit.connection, [record.id]).get(record.id, {}):
        # The account has moved since, and a person is asked already.
        raise InvalidInput("cannot_undo", reason="field_changed", field=conflict_row.field, record=record.id)
    if conflict_row.field == EXISTENCE:
        _undo_existence(unit, record, memory, row.conflict)
        return
    chosen = load(row.chosen)
    if record.fields.get(conflict_row.field) != chosen:
        raise InvalidInput("cannot_undo", reason="field_changed", field=conflict_row.field, record=record.id)
    states = links.by_id(unit.connection, [int(name) for name in memory["bases"]])
    busy = intents.of_links(unit.connection, states)
    shown = {account.link: (account.value, account.raw) for account in open_conflicts.accounts_of(conflict_row)}
    unsent = not busy and all(state.bases.get(conflict_row.field) == shown.get(state.name) for state in states.values())
    if unsent:
        for state in states.values():
            ours, theirs = memory["bases"][state.name]
            state.bases[conflict_row.field] = (ours, theirs)
        links.update_many(unit, list(states.values()))
        open_conflicts.reopen(unit, row.conflict)
    taken_back = row.id if unsent else None
    editing.apply_values(unit, record, {conflict_row.field: memory["local"]}, Cause.UNDO, decision=taken_back)
    editing.mark(unit, record, frozenset({conflict_row.field}))


def _undo_existence(unit: Unit, record: Record, memory: dict[str, Value], conflict: str) -> None:
    states = links.by_id(unit.connection, [int(name) for name in memory["links"]])
    untouched = all([state.state, state.remote_id] == memory["after"][state.name] for state in states.values())
    if not untouched or intents.of_links(unit.connection, states):
        raise InvalidInput("cannot_undo", reason="already_sent", record=record.id)
    for state in states.values():
        before = memory["links"][state.name]
        state.state, state.remote_id, state.dirty = before["state"], before["remote_id"], False
        state.bases = {name: (ours, theirs) for name, (ours, theirs) in before["bases"].items()}
    links.update_many(unit, list(states.values()))
    if record.life != memory["life"]:
        records.set_life(unit, record.kind, [record.id], memory["life"])
        record.life = memory["life"]
        record.life = memory["life"]
        event = editing.DELETED if memory["life"] == TRASH else editing.RESTORED
        ledger.append(unit, [Entry(record.id, record.kind, Cause.UNDO, event=event)])
    open_conflicts.reopen(unit, conflict)
    editing.mark(unit, record, None)


def redo(unit: Unit, change: str) -> None:
    """Do an undone change again; decisions are made again as they were. Raises InvalidInput("cannot_undo").

    A decision can be made again only while its conflict is open and shows what it showed.
    """
    if editing.what_of(unit.connection, change)["verb"] != "resolve":
        editing.redo(unit, change)
        return
    editing.set_undone(unit, change, undone=False)
    for row in _decisions(unit, change):
        conflict = open_conflicts.by_ids(unit.connection, [row.conflict]).get(row.conflict)
        if conflict is None:
            raise InvalidInput("cannot_undo", reason="decide_again")
        if conflict.field == EXISTENCE:
            _decide_existence(
                unit, conflict, Resolution(row.conflict, Keep(row.keep), load(row.chosen)), change, row.who
            )
        else:
            _decide_field(unit, conflict, Resolution(row.conflict, Keep.OTHER, load(row.chosen)), change, row.who)


def _decisions(unit: Unit, change: str) -> list[sa.Row[Any]]:
    """The newest decision of each conflict that a change decided: one that was made again replaces the earlier one."""
    rows = unit.connection.execute(
        sa.select(_DECISION).where(_DECISION.c.undo.contains(change)).order_by(_DECISION.c.id)
    )
    return list({row.conflict: row for row in rows}.values())
