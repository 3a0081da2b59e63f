"""What is forgotten for good is named by nothing that stays: references to it go, with a line in the history, and nothing is sent.

An account is disconnected together with its records. Those that another account carries stay; where one of them refers to a
company, a user or a stage that lived at that account alone, there is nobody left to refer to.
"""

from __future__ import annotations

from collections.abc import Collection, Set

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import RECORD_KINDS, REFERENCE_KINDS, Kind
from crmdesk.domain.values import FieldType
from crmdesk.store import bulk, ledger, links, records
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.records import Record
from crmdesk.store.tables import Apart, core, record_table
from crmdesk.store.unit import Unit


def forget_references(unit: Unit, gone: Set[str]) -> None:
    """Take records that are about to be forgotten out of what refers to them, and out of what is known to be apart.

    Both sides of every other account go on agreeing: the base changes together with the record.
    """
    named: dict[str, set[str]] = {}
    for source, name, _ in records.mentions_of(unit.connection, gone):
        named.setdefault(source, set()).add(name)
    for source, name in _listed(unit, gone):
        named.setdefault(source, set()).add(name)
    staying = {source: names for source, names in named.items() if source not in gone}
    changed: dict[Kind, list[tuple[Record, frozenset[str]]]] = {}
    entries: list[Entry] = []
    for record in records.load_any(unit.connection, staying).values():
        names = frozenset(staying[record.id] & record.fields.keys())
        for name in sorted(names):
            old = record.fields[name]
            record.fields[name] = records.without(old, gone)
            entries.append(Entry(record.id, record.kind, Cause.USER, name, old, record.fields[name]))
        changed.setdefault(record.kind, []).append((record, names))
    for kind, some in changed.items():
        records.update_many(unit, kind, some)
    ledger.append(unit, entries)
    _forget_bases(unit, staying, gone)
    _forget_apart(unit, gone)


def _listed(unit: Unit, gone: Set[str]) -> list[tuple[str, str]]:
    """The records, with the field, that name one of these users, pipelines or stages."""
    found: list[tuple[str, str]] = []
    for kind in RECORD_KINDS:
        table = record_table(kind)
        for spec in CATALOGUE[kind].values():
            if spec.type is not FieldType.REFERENCE or not set(spec.targets) <= {*REFERENCE_KINDS}:
                continue
            for chunk in records.chunks(gone):
                query = sa.select(table.c.id).where(table.c[spec.name].in_(bulk.given(chunk)))
                found += [(id, spec.name) for id in unit.connection.execute(query).scalars()]
    return found


def _forget_bases(unit: Unit, sources: Collection[str], gone: Set[str]) -> None:
    changed = []
    for state in (each for states in links.by_record(unit.connection, sources).values() for each in states):
        held = {name: pair for name, pair in state.bases.items() if _is_reference(state.kind, name)}
        pairs = {name: pair for name, pair in held.items() if not gone.isdisjoint(records.targets(pair[0]))}
        if pairs:
            state.bases |= {name: (records.without(ours, gone), theirs) for name, (ours, theirs) in pairs.items()}
            changed.append(state)
    links.update_many(unit, changed)


def _is_reference(kind: Kind, name: str) -> bool:
    spec = CATALOGUE[kind].get(name)
    return spec is not None and spec.type in (FieldType.REFERENCE, FieldType.REFERENCES)


def _forget_apart(unit: Unit, gone: Set[str]) -> None:
    table = core(Apart)
    for chunk in records.chunks(gone):
        known = bulk.given(chunk)
        unit.connection.execute(table.delete().where(table.c.first.in_(known) | table.c.second.in_(known)))
