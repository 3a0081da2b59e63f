"""Rows that belong to no record yet, and references that were waiting for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import AccountValue, Conflict, ConflictKind
from crmdesk.domain.ids import is_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import differs
from crmdesk.domain.values import FieldType, Value
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import dangling, ledger, links, open_conflicts, records
from crmdesk.store.bases import Bases
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.chunk import Chunk
from crmdesk.sync.context import Context
from crmdesk.sync.sentinel import flag_copies

Awaited: TypeAlias = tuple[str, str, str]
"""A reference to a row that is not known yet: its object, its remote id, and the field that refers to it."""


Reading: TypeAlias = tuple[Bases, dict[str, Value]]
"""The base and the fields of a row that is seen for the first time, without its references: those need the store."""


def insert_new(
    unit: Unit,
    chunk: Chunk,
    rows: Sequence[RemoteRecord],
    hashes: Mapping[str, bytes | None],
    readings: Mapping[str, Reading],
) -> None:
    """Rows that belong to no record become records: one event each, no values in the ledger.

    ``readings`` are those of the rows that were read ahead; a reading is used up. What another computer made keeps the id that it
    has there, by which its rows at other accounts are known.
    """
    made: dict[Kind, list[Record]] = {}
    states: list[LinkState] = []
    suspects: list[tuple[RemoteRecord, LinkState, Record]] = []
    unknown: list[tuple[LinkState, list[Awaited]]] = []
    named = _named(unit, rows)
    late = Readers(chunk.context, chunk.object).read(row for row in rows if row.id not in readings)
    for row in rows:
        bases, fields = readings.get(row.id) or late[row.id]
        missing = _refer(chunk, row, bases, fields)
        record = Record(named.get(row.id) or unit.new_id(), row.kind, LIVE, fields)
        state = LinkState(0, chunk.context.id, chunk.object, row.id, record.id, row.kind)
        state.version, state.seen_hash, state.bases = row.version, hashes[row.id], bases
        made.setdefault(row.kind, []).append(record)
        states.append(state)
        suspects.append((row, state, record))
        if missing:
            unknown.append((state, missing))
    for kind, fresh in made.items():
        records.insert_many(unit, kind, fresh)
        ids = [record.id for record in fresh]
        ledger.append_imports(unit, kind, ids, connection=chunk.context.id, run=chunk.context.run)
    links.insert_many(unit, states)
    for state, missing in unknown:
        chunk.dangling.extend((object_name, remote_id, state.id, name) for object_name, remote_id, name in missing)
    if not chunk.context.is_keyed(chunk.object):
        flag_copies(unit, chunk.context, suspects, first=bool(readings))
    chunk.context.counts["new"] += len(rows)
    fill_dangling(unit, chunk, {state.remote_id or "": state.record for state in states})


def _named(unit: Unit, rows: Sequence[RemoteRecord]) -> dict[str, str]:
    """The record ids that rows carry as their key, by remote id; a copy of a row, whose record has one already, has none."""
    keys = {row.key: row.id for row in reversed(rows) if row.key is not None and is_ulid(row.key)}
    taken = records.kinds_of(unit.connection, list(keys)) if keys else {}
    return {id: key for key, id in keys.items() if key not in taken}


class Readers:
    """Reads rows of one object that are seen for the first time. Needs no store: that can go on while earlier rows are written."""

    def __init__(self, context: Context, object_name: str) -> None:
        self._context = context
        self._object = object_name
        self._by_kind: dict[Kind, _Reader] = {}

    def read(self, rows: Iterable[RemoteRecord]) -> dict[str, Reading]:
        """The readings of rows by id."""
        found: dict[str, Reading] = {}
        for row in rows:
            reader = self._by_kind.get(row.kind)
            if reader is None:
                reader = self._by_kind[row.kind] = _Reader(self._context, self._object, row.kind)
            found[row.id] = reader.read(row)
        return found


SHORT, REMEMBERED = 40, 256
"""Texts up to so many characters are decoded once while they keep coming, so many of each field: towns, choices, tags."""


class _Reader:
    """Reads rows of one kind that are seen for the first time. A first pull decodes millions of values, most of them blank."""

    def __init__(self, context: Context, object_name: str, kind: Kind) -> None:
        self._blank: dict[str, Value] = dict.fromkeys(CATALOGUE[kind])
        rules = context.rules(object_name, kind)
        self._rules = [
            (name, rule.codec.decode, lru_cache(REMEMBERED)(rule.codec.decode), rule.codec.decode(None))
            for name, rule in rules.items()
            if rule.readable and not references.is_reference(kind, name)
        ]
        self._untaken = [name for name, rule in rules.items() if not rule.readable]

    def read(self, row: RemoteRecord) -> Reading:
        fields, raws = self._blank.copy(), row.fields
        if "created_at" in fields:
            fields["created_at"], fields["modified_at"] = row.created_at, row.modified_at
        bases: Bases = {}
        for name, decode, known, blank in self._rules:
            if name in raws:
                raw = raws[name]
                if raw is None:
                    value = blank
                else:
                    value = known(raw) if type(raw) is str and len(raw) <= SHORT else decode(raw)
                fields[name] = value
                bases[name] = (value, raw)
        for name in self._untaken:
            if name in raws:
                bases[name] = (None, raws[name])
        return bases, fields


def _refer(chunk: Chunk, row: RemoteRecord, bases: Bases, fields: dict[str, Value]) -> list[Awaited]:
    """Complete a reading with the row's references; gives those to rows that are not known yet."""
    unknown: list[Awaited] = []
    rules = chunk.context.rules(chunk.object, row.kind)
    for name in references.of_kind(row.kind):
        if name in rules and rules[name].readable and name in row.fields:
            raw = row.fields[name]
            value, missing = chunk.targets.read(row.kind, name, raw)
            unknown.extend((object_name, remote_id, name) for object_name, remote_id in missing)
            fields[name] = value
            bases[name] = (value, raw)
    return unknown


def survivors_of(unit: Unit, chunk: Chunk, ended: Mapping[str, str]) -> dict[str, str]:
    """The records that stand now for rows that were merged before anybody knew them, by their ids.

    ``ended`` maps such ids to those of the survivors. References may wait for these rows, or be in rows that a review holds back.
    """
    account, name = chunk.context.id, chunk.object
    states = links.by_remote(unit.connection, account, name, set(ended.values())) if ended else {}
    found = {id: states[survivor] for id, survivor in ended.items() if survivor in states}
    for id, state in found.items():
        links.add_alias(unit, account, name, id, state.id)
    return {id: state.record for id, state in found.items()}


def fill_dangling(unit: Unit, chunk: Chunk, arrived: Mapping[str, str]) -> None:
    """References that waited for rows which have a record now: both halves agree, so the base moves with the value.

    A single reference that was changed here meanwhile, or that a person is asked about, does not take the row: the two are
    compared only now that both are known. A row that the counterpart names no longer is passed over. All is written at once,
    before the chunk loads any of these records.
    """
    waiting = dangling.take(unit, chunk.context.id, chunk.object, arrived)
    if not waiting:
        return
    owners = {state.record for state in links.by_id(unit.connection, {link for _, link, _ in waiting}).values()}
    tied = links.by_record(unit.connection, owners)
    states = {state.id: state for found in tied.values() for state in found}
    loaded = links.load_records(unit.connection, (found[0] for found in tied.values()))
    asked = open_conflicts.open_of(unit.connection, owners)
    changed: dict[str, set[str]] = {}
    entries: list[Entry] = []
    met: list[FoundConflict] = []
    for remote_id, link, name in waiting:
        state, target = states[link], arrived[remote_id]
        record = loaded.get(state.record)
        if record is None or name not in state.bases:
            continue
        ours, theirs = state.bases[name]
        question = asked.get(record.id, {}).get(name)
        if question is not None:
            chunk.known_since.add(record.id)
        if (chunk.object, remote_id) not in references.pairs(theirs):
            continue
        if state.state == links.UNLINKED:
            # What is kept apart says nothing about the record; should it be tied again, the row is news.
            state.bases[name] = (ours, None)
            continue
        old, several = record.fields[name], CATALOGUE[state.kind][name].type is FieldType.REFERENCES
        if not several and old not in (ours, target):
            met.append(_met(state, name, target, question))
            state.bases[name] = (ours, None)
            chunk.known_since.add(record.id)
            continue
        state.bases[name] = (_with_target(ours, target) if several else target, theirs)
        # A set takes the target whatever was typed meanwhile: nobody can have removed what was not to be seen.
        record.fields[name] = _with_target(old, target) if several else target
        if record.fields[name] != old:
            changed.setdefault(record.id, set()).add(name)
            entries.append(_entry(chunk, record, name, old))
    _write(unit, [(loaded[record_id], names) for record_id, names in changed.items()], tied)
    ledger.append(unit, entries)
    links.update_many(unit, list(states.values()))
    chunk.context.counts["conflicts_opened"] += open_conflicts.open_or_refresh(unit, met, run=chunk.context.run)


def _write(unit: Unit, changed: Sequence[tuple[Record, set[str]]], tied: Mapping[str, Sequence[LinkState]]) -> None:
    """Store what records took; their links, which the caller stores, have something to send where they carry it."""
    by_kind: dict[Kind, list[tuple[Record, frozenset[str]]]] = {}
    for record, names in changed:
        by_kind.setdefault(record.kind, []).append((record, frozenset(names)))
        for state in tied[record.id]:
            state.dirty = state.dirty or (state.state == links.ACTIVE and differs(record.fields, state.bases))
    for kind, mine in by_kind.items():
        records.update_many(unit, kind, mine)


def _met(state: LinkState, name: str, target: str, question: Conflict | None) -> FoundConflict:
    """The question whether to keep what was changed here, or to take the record that the counterpart names, known by now."""
    ours, theirs = state.bases[name]
    others = [] if question is None else [each for each in question.accounts if each.link != state.name]
    mine = AccountValue(state.name, state.connection, theirs, target)
    return FoundConflict(state.record, state.kind, name, ConflictKind.BOTH_CHANGED, ours, (*others, mine))


def _entry(chunk: Chunk, record: Record, name: str, old: Value) -> Entry:
    context, value = chunk.context, record.fields[name]
    return Entry(record.id, record.kind, Cause.REMOTE, name, old, value, connection=context.id, run=context.run)


def _with_target(value: Value, target: str) -> Value:
    """A set of references with one more."""
    return sorted({*(value or ()), target})
