"""Taking a person's changes back, and doing them again. Each function is one unit of work.

An edit is taken back by the inverse edit. A decision opens its conflict again. Where it was sent already, the account no longer
holds what was shown: the conflict is then about the value that was overwritten, and choosing it sends it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, Conflict, ConflictKind, Keep, Resolution, turn
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value
from crmdesk.store import (
    adopting,
    changes,
    cursors,
    deciding,
    editing,
    intents,
    leaving,
    ledger,
    links,
    looks,
    open_conflicts,
    records,
    sweeps,
)
from crmdesk.store.columns import load
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.tables import Conflict as ConflictTable
from crmdesk.store.tables import Decision, core
from crmdesk.store.unit import Unit

_DECISION, _CONFLICT = core(Decision), core(ConflictTable)
_MADE = sa.select(_DECISION, _CONFLICT.c.field).join(_CONFLICT, _CONFLICT.c.id == _DECISION.c.conflict)

RUN = "undo_run"
"""The verb of a change that takes back a run (``run_undoing.py``): ``links`` it kept apart, and ``decisions`` it opened again."""


def undo(unit: Unit, change: str) -> None:
    """Take any change of a person back, as new local changes.

    Raises InvalidInput("cannot_undo") where something has changed since, naming it; nothing is changed then.
    """
    what = changes.read(unit.connection, change)
    verb = what["verb"]
    changes.set_undone(unit, change, undone=True)
    if verb == deciding.RESOLVE:
        for row in reversed(_decisions(unit, change)):
            _undo_decision(unit, row)
        return
    if verb == RUN:
        _tie_again(unit, what["links"])
    if verb == adopting.ADOPT:
        adopting.agree(unit, what, forward=False)
    for entry in reversed(_reversible(unit, change)):
        _reverse(unit, entry, forward=False)
    for row in _decisions_of(unit, what.get("decisions", [])):
        _redo_decision(unit, row, load(row.undo)["change"])


def _tie_again(unit: Unit, before: Mapping[str, str]) -> None:
    """Rows that were kept apart as a run was taken back are the record's again, as ``before``."""
    states = links.by_id(unit.connection, [int(name) for name in before])
    if len(states) < len(before) or any(state.state != links.UNLINKED for state in states.values()):
        raise InvalidInput("cannot_undo", reason="record_moved")
    for state in states.values():
        state.state, state.seen_hash = before[state.name], None
    links.update_many(unit, list(states.values()))
    _ask_for(unit, states.values())


def _keep_apart_again(unit: Unit, change: str, before: Mapping[str, str]) -> None:
    """The rows that ``_tie_again`` gave back are kept apart once more.

    Where others are the record's by now, somebody else tied or separated them since, and nobody asked for their deletion.
    """
    going = [entry.record for entry in ledger.of_change(unit.connection, change) if entry.event == editing.DELETED]
    tied = leaving.tied(unit.connection, going)
    if {state.name for state in tied} != before.keys():
        raise InvalidInput("cannot_undo", reason="record_moved")
    leaving.keep_apart(unit, [state.id for state in tied])


def _ask_for(unit: Unit, states: Iterable[LinkState]) -> None:
    """Have the next run ask for rows that are tied again: nobody has listened to them meanwhile."""
    doubted: dict[tuple[str, str], list[str]] = {}
    for state in states:
        if state.remote_id is not None:
            doubted.setdefault((state.connection, state.object), []).append(state.remote_id)
    for (account, name), ids in doubted.items():
        sweeps.doubt(unit, account, name, ids)


def undo_decisions(unit: Unit, decisions: Sequence[str]) -> None:
    """Open the conflicts of some decisions again, as a part of another change. Raises InvalidInput("cannot_undo")."""
    for row in reversed(_decisions_of(unit, decisions)):
        _undo_decision(unit, row)


def _decisions_of(unit: Unit, ids: Sequence[str]) -> list[sa.Row[Any]]:
    """Decisions, in their turns."""
    found: list[sa.Row[Any]] = []
    for chunk in records.chunks(ids):
        found += unit.connection.execute(_MADE.where(_DECISION.c.id.in_(chunk)))
    return _in_turn(found)


def _in_turn(rows: Iterable[sa.Row[Any]]) -> list[sa.Row[Any]]:
    """Decisions as they are made. Ids do not tell: those of one moment are in no order."""
    return sorted(rows, key=lambda row: (turn(row.field), row.id))


def redo(unit: Unit, change: str) -> None:
    """Do again what ``undo`` took back. Raises InvalidInput("cannot_undo") as it does.

    A decision can be made again only while its conflict is open and shows what it showed.
    """
    what = changes.read(unit.connection, change)
    verb = what["verb"]
    changes.set_undone(unit, change, undone=False)
    if verb == deciding.RESOLVE:
        for row in _decisions(unit, change):
            _redo_decision(unit, row, change)
        return
    if verb == RUN:
        _keep_apart_again(unit, change, what["links"])
    if verb == adopting.ADOPT:
        adopting.agree(unit, what, forward=True)
    for entry in _reversible(unit, change):
        _reverse(unit, entry, forward=True)
    undo_decisions(unit, what.get("decisions", []))


def _reversible(unit: Unit, change: str) -> list[Entry]:
    """What there is to take back of a change. A creation is taken back whole: the trash keeps every value it began with."""
    entries = ledger.of_change(unit.connection, change)
    created = any(entry.event == editing.CREATED for entry in entries)
    return [entry for entry in entries if entry.event is not None or not created]


def _reverse(unit: Unit, entry: Entry, *, forward: bool) -> None:
    record, cause = editing.found(unit, entry.record), Cause.REDO if forward else Cause.UNDO
    if entry.event is not None:
        present, wanted = (TRASH, LIVE) if (entry.event == editing.DELETED) != forward else (LIVE, TRASH)
        if record.life != present:
            raise InvalidInput("cannot_undo", reason="record_moved", record=record.id)
        editing.set_life(unit, record, wanted, cause, changes.begin(unit, cause.value, record.kind, record.id))
        return
    if entry.field is None:
        return
    if record.life != LIVE:
        raise InvalidInput("cannot_undo", reason="record_moved", record=record.id)
    _check_kind(record, entry.field)
    expected, value = (entry.old, entry.new) if forward else (entry.new, entry.old)
    expected = _standing(unit, record, entry.field, expected)
    if record.fields.get(entry.field) != expected:
        raise InvalidInput("cannot_undo", reason="field_changed", field=entry.field, record=record.id)
    editing.apply_values(unit, record, {entry.field: value}, cause)


def _check_kind(record: Record, field: str) -> None:
    """Raises InvalidInput("cannot_undo") where a record has become one of a kind that has no such field."""
    if field not in CATALOGUE[record.kind]:
        raise InvalidInput("cannot_undo", reason="field_changed", field=field, record=record.id)


def _undo_decision(unit: Unit, row: sa.Row[tuple[object, ...]]) -> None:
    memory, conflict_row = load(row.undo), open_conflicts.row_of(unit.connection, row.conflict)
    record = editing.found(unit, row.record)
    if conflict_row.field in open_conflicts.open_of(unit.connection, [record.id]).get(record.id, {}):
        # The account has moved since, and a person is asked already.
        raise InvalidInput("cannot_undo", reason="field_changed", field=conflict_row.field, record=record.id)
    if conflict_row.field == EXISTENCE:
        _undo_existence(unit, record, memory, row)
        return
    if record.life != LIVE:
        raise InvalidInput("cannot_undo", reason="record_moved", record=record.id)
    _check_kind(record, conflict_row.field)
    chosen, local = (
        _standing(unit, record, conflict_row.field, value) for value in (load(row.chosen), memory["local"])
    )
    if record.fields.get(conflict_row.field) != chosen:
        raise InvalidInput("cannot_undo", reason="field_changed", field=conflict_row.field, record=record.id)
    states = _remembered(unit, record, memory["bases"])
    # Decisions of old did not note what was agreed on with them: what was shown, but for somebody unknown.
    shown = {account.link: (account.value, account.raw) for account in open_conflicts.accounts_of(conflict_row)}
    agreed = {link: (ours, theirs) for link, (ours, theirs) in memory.get("agreed", shown).items()}
    unsent = not intents.under_way(unit.connection, states) and all(
        state.bases.get(conflict_row.field) == agreed.get(state.name) for state in states.values()
    )
    if not unsent or conflict_row.why == ConflictKind.OVERWROTE.value:
        open_conflicts.reopen(unit, row.conflict, why=ConflictKind.OVERWROTE)
        looks.asked_again(unit, memory.get("looks", ()))
    else:
        for state in states.values():
            ours, theirs = memory["bases"][state.name]
            state.bases[conflict_row.field] = (ours, theirs)
        links.update_many(unit, list(states.values()))
        open_conflicts.reopen(unit, row.conflict)
    if local == chosen:
        _tell_taken_back(unit, record, conflict_row.field, chosen, row.id)
    editing.apply_values(unit, record, {conflict_row.field: local}, Cause.UNDO, decision=row.id)
    editing.mark(unit, record, frozenset({conflict_row.field}))


def _standing(unit: Unit, record: Record, field: str, value: Value) -> Value:
    """A value that a field held as it stands now: whom it refers to may have become part of somebody else since."""
    return records.standing(unit.connection, record.kind, {field: value})[field]


def _tell_taken_back(unit: Unit, record: Record, field: str, value: Value, decision: str) -> None:
    """A line in the history where nothing else changes as a decision is taken back: the question is open again all the same."""
    told = Entry(record.id, record.kind, Cause.UNDO, field, value, value, decision=decision)
    ledger.append(unit, [told])


def _remembered(unit: Unit, record: Record, names: Iterable[str]) -> dict[int, LinkState]:
    """The links that a decision was about. Where one is no longer this record's, the account was disconnected since."""
    wanted = [int(name) for name in names]
    states = links.by_id(unit.connection, wanted)
    if len(states) < len(wanted) or any(state.record != record.id for state in states.values()):
        raise InvalidInput("cannot_undo", reason="record_moved", record=record.id)
    return states


def _undo_existence(unit: Unit, record: Record, memory: dict[str, Value], row: sa.Row[Any]) -> None:
    states = _remembered(unit, record, memory["links"])
    untouched = all([state.state, state.remote_id] == memory["after"][state.name] for state in states.values())
    if not untouched or intents.under_way(unit.connection, states):
        raise InvalidInput("cannot_undo", reason="already_sent", record=record.id)
    _ask_for(unit, [state for state in states.values() if state.state == links.UNLINKED])
    for state in states.values():
        before = memory["links"][state.name]
        if state.remote_id != before["remote_id"]:
            # It was to be made anew, and nothing was agreed on since. With a row that stayed, much may have been; the link of one
            # that was kept apart has followed the mapping.
            # Nor is there anything agreed about a field that lives in another property since.
            agreed = {name: pair for name, pair in before["bases"].items() if name in CATALOGUE[record.kind]}
            moved = _moved(unit, state, before)
            state.bases = {name: (None, None) if name in moved else (pair[0], pair[1]) for name, pair in agreed.items()}
        # What was to be made anew may wait in another table by now.
        state.object = before.get("object", state.object)
        state.state, state.remote_id, state.dirty = before["state"], before["remote_id"], False
    links.update_many(unit, list(states.values()))
    editing.forget_sends(unit, states.values())
    if record.life == memory["life"]:
        _tell_taken_back(unit, record, EXISTENCE, record.life == LIVE, row.id)
    else:
        records.set_life(unit, record.kind, [record.id], memory["life"])
        record.life = memory["life"]
        event = editing.DELETED if memory["life"] == TRASH else editing.RESTORED
        ledger.append(unit, [Entry(record.id, record.kind, Cause.UNDO, event=event, decision=row.id)])
    open_conflicts.reopen(unit, row.conflict)
    editing.mark(unit, record, None)


def _moved(unit: Unit, state: LinkState, before: dict[str, Value]) -> set[str]:
    """The fields that live in another property of a row than when a decision was made."""
    object_name = before.get("object", state.object)
    chosen = cursors.chosen(unit.connection, state.connection, object_name, state.kind.value)
    return {name for name, lived in before.get("chosen", {}).items() if name in chosen and chosen[name] != lived}


def _redo_decision(unit: Unit, row: sa.Row[Any], change: str) -> None:
    conflict = open_conflicts.by_ids(unit.connection, [row.conflict]).get(row.conflict)
    shown = load(row.undo)["shown"]
    if conflict is None or shown not in _asked(conflict, editing.found(unit, row.record)):
        raise InvalidInput("cannot_undo", reason="decide_again")
    if conflict.field == EXISTENCE:
        resolution = Resolution(row.conflict, Keep(row.keep), shown, load(row.chosen))
        deciding.decide_existence(unit, conflict, resolution, change, row.who)
    else:
        resolution = Resolution(row.conflict, Keep.OTHER, shown, load(row.chosen))
        deciding.decide_field(unit, conflict, resolution, change, row.who)


def _asked(conflict: Conflict, record: Record) -> set[str]:
    """What a conflict asks, and asked before a decision about it was sent."""
    first = replace(conflict, kind=ConflictKind.BOTH_CHANGED) if conflict.kind is ConflictKind.OVERWROTE else conflict
    return {open_conflicts.asked(each, record) for each in (conflict, first)}


def _decisions(unit: Unit, change: str) -> list[sa.Row[Any]]:
    """The newest decision of each conflict that a change decided: one that was made again replaces the earlier one."""
    rows = unit.connection.execute(_MADE.where(_DECISION.c.undo.contains(change)).order_by(_DECISION.c.id))
    return _in_turn({row.conflict: row for row in rows}.values())
