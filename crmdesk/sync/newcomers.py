"""Rows that belong to no record yet, and references that were waiting for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import ledger, links, records
from crmdesk.store.bases import Bases, differs
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.chunk import Chunk, note_event


def insert_new(unit: Unit, chunk: Chunk, rows: Sequence[RemoteRecord], hashes: Mapping[str, bytes | None]) -> None:
    """Rows that belong to no record become records: one event each, no values in the ledger."""
    made: dict[Kind, list[Record]] = {}
    states: list[LinkState] = []
    unknown: list[tuple[LinkState, list[tuple[str, str, str]]]] = []
    for row in rows:
        bases, fields, missing = _first_reading(chunk, row)
        record = Record(unit.new_id(), row.kind, LIVE, fields)
        state = LinkState(0, chunk.context.id, chunk.object, row.id, record.id, row.kind)
        state.version, state.seen_hash, state.bases = row.version, hashes[row.id], bases
        made.setdefault(row.kind, []).append(record)
        states.append(state)
        note_event(chunk, record, Cause.IMPORT, "imported")
        if missing:
            unknown.append((state, missing))
    for kind, fresh in made.items():
        records.insert_many(unit, kind, fresh)
    links.insert_many(unit, states)
    for state, missing in unknown:
        chunk.dangling.extend((object_name, remote_id, state.id, name) for object_name, remote_id, name in missing)
    chunk.context.counts["new"] += len(rows)
    fill_dangling(unit, chunk, {state.remote_id or "": state.record for state in states})


def _first_reading(chunk: Chunk, row: RemoteRecord) -> tuple[Bases, dict[str, Value], list[tuple[str, str, str]]]:
    """The base and the fields of a row that is seen for the first time, and its references to rows not known yet."""
    fields: dict[str, Value] = dict.fromkeys(CATALOGUE[row.kind])
    if "created_at" in fields:
        fields["created_at"], fields["modified_at"] = row.created_at, row.modified_at
    bases: Bases = {}
    unknown: list[tuple[str, str, str]] = []
    for name, rule in chunk.context.rules(chunk.object, row.kind).items():
        if name not in row.fields:
            continue
        raw: Any = row.fields[name]
        if references.is_reference(row.kind, name):
            value, missing = chunk.targets.read(row.kind, name, raw)
            unknown.extend((object_name, remote_id, name) for object_name, remote_id in missing)
        else:
            value = rule.codec.decode(raw)
        fields[name] = value
        bases[name] = (value, raw)
    return bases, fields, unknown


def fill_dangling(unit: Unit, chunk: Chunk, arrived: Mapping[str, str]) -> None:
    """References that waited for rows which have a record now: both halves agree, so the base moves with the value.

    Written at once, before anything of these records is loaded by the chunk.
    """
    waiting = links.take_dangling(unit, chunk.context.id, chunk.object, arrived)
    if not waiting:
        return
    owners = {state.record for state in links.by_id(unit.connection, {link for _, link, _ in waiting}).values()}
    tied = links.by_record(unit.connection, owners)
    states = {state.id: state for found in tied.values() for state in found}
    loaded = _load(unit, tied)
    changed: dict[str, set[str]] = {}
    for remote_id, link, name in waiting:
        state = states[link]
        record = loaded.get(state.record)
        if record is None or name not in state.bases:
            continue
        ours, theirs = state.bases[name]
        old = record.fields[name]
        state.bases[name] = (_with_target(state.kind, name, ours, arrived[remote_id]), theirs)
        # A set takes the target whatever was typed meanwhile: nobody can have removed what was not to be seen.
        if old == ours or CATALOGUE[state.kind][name].type is FieldType.REFERENCES:
            record.fields[name] = _with_target(state.kind, name, old, arrived[remote_id])
        if record.fields[name] != old:
            changed.setdefault(record.id, set()).add(name)
            _note(unit, chunk, record, name, old)
    for record_id, names in changed.items():
        record = loaded[record_id]
        records.update_many(unit, record.kind, [(record, frozenset(names))])
        for state in tied[record_id]:
            state.dirty = state.dirty or (state.state == links.ACTIVE and differs(record.fields, state.bases))
    links.update_many(unit, list(states.values()))


def _load(unit: Unit, tied: Mapping[str, Sequence[LinkState]]) -> dict[str, Record]:
    by_kind: dict[Kind, list[str]] = {}
    for record_id, found in tied.items():
        by_kind.setdefault(found[0].kind, []).append(record_id)
    loaded: dict[str, Record] = {}
    for kind, ids in by_kind.items():
        loaded.update(records.load_many(unit.connection, kind, ids))
    return loaded


def _note(unit: Unit, chunk: Chunk, record: Record, name: str, old: Value) -> None:
    context, value = chunk.context, record.fields[name]
    entry = Entry(record.id, record.kind, Cause.REMOTE, name, old, value, connection=context.id, run=context.run)
    ledger.append(unit, [entry])


def _with_target(kind: Kind, name: str, value: Value, target: str) -> Value:
    if CATALOGUE[kind][name].type is FieldType.REFERENCES:
        return sorted({*(value or ()), target})
    return value or target
