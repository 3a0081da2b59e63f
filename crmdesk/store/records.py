"""Records in bulk: read, insert, update, trash, convert, with their reverse references. Core statements throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Fields, FieldType, Value
from crmdesk.store import bulk
from crmdesk.store.columns import NAME_FIELDS, columns_of, dump, load, sort_name, to_columns, to_fields, to_row
from crmdesk.store.tables import Link, Mention, core, record_table
from crmdesk.store.unit import Unit

LIVE, TRASH, MERGED = "live", "trash", "merged"

_BATCH = 500
_MENTION, _LINK = core(Mention), core(Link)
_ROWS_AMONG = sa.select(_LINK.c.record, _LINK.c.state, _LINK.c.remote_id).where(
    _LINK.c.record.in_(bulk.GIVEN)
    & (_LINK.c.connection == sa.bindparam("account"))
    & (_LINK.c.object == sa.bindparam("object"))
    & _LINK.c.state.in_(("active", "unlinked"))
)


@dataclass(slots=True)
class Record:
    """A record as the engine handles it.

    ``fields`` holds every field of its kind that crmdesk knows, and the custom ones that have a value. ``kept`` are values of
    fields that it had when it was of another kind, None where there are none.
    """

    id: str
    kind: Kind
    life: str
    fields: dict[str, Value]
    kept: dict[str, Value] | None = None


def load_many(connection: sa.Connection, kind: Kind, ids: Sequence[str]) -> dict[str, Record]:
    """Records of one kind by id; ids that are not there are missing from the answer."""
    found: dict[str, Record] = {}
    for chunk in chunks(ids):
        for row in connection.execute(_by_id(kind), {"given": bulk.listed(chunk)}).mappings():
            found[row["id"]] = of_row(kind, row)
    return found


@cache
def _by_id(kind: Kind) -> sa.Select[Any]:
    table = record_table(kind)
    return sa.select(table).where(table.c.id.in_(bulk.GIVEN))


def load_any(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Record]:
    """Records of whatever kinds by id; ids that are not there are missing from the answer."""
    by_kind: dict[Kind, list[str]] = {}
    for record, kind in kinds_of(connection, sorted(set(ids))).items():
        by_kind.setdefault(kind, []).append(record)
    return {id: each for kind, some in by_kind.items() for id, each in load_many(connection, kind, some).items()}


def of_row(kind: Kind, row: Mapping[Any, Any]) -> Record:
    """The record that a row of a kind's table holds."""
    fields, others = to_fields(kind, row), load(row["custom"]) or {}
    kept = {name: value for name, value in others.items() if name not in CATALOGUE[kind]}
    fields |= {name: value for name, value in others.items() if name not in kept}
    return Record(row["id"], kind, row["life"], fields, kept or None)


def find(connection: sa.Connection, record: str) -> Record | None:
    """One record of whatever kind, or None."""
    for kind in Kind:
        found = load_many(connection, kind, [record])
        if found:
            return found[record]
    return None


def count_filled(connection: sa.Connection, kind: Kind, field: str, account: str, object_name: str) -> int:
    """How many live records with a row in an object of an account hold a value in a field."""
    table, link = record_table(kind), core(Link)
    tied = (link.c.connection == account) & (link.c.object == object_name) & (link.c.state == "active")
    where = tied & (table.c.life == LIVE) & value_of(kind, field).is_not(None)
    joined = table.join(link, link.c.record == table.c.id)
    return connection.execute(sa.select(sa.func.count()).select_from(joined).where(where)).scalar_one()


def value_of(kind: Kind, field: str) -> sa.ColumnElement[Any]:
    """A field of a kind as an expression: its column, or its place among the custom ones."""
    table = record_table(kind)
    return sa.func.json_extract(table.c.custom, f'$."{field}"') if is_custom(field) else table.c[field]


def kinds_of(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Kind]:
    """The kinds of records, by id."""
    found: dict[str, Kind] = {}
    for kind in Kind:
        for chunk in chunks([one for one in ids if one not in found]):
            there = connection.execute(_there(kind), {"given": bulk.listed(chunk)}).scalars()
            found.update(dict.fromkeys(there, kind))
    return found


@cache
def _there(kind: Kind) -> sa.Select[Any]:
    table = record_table(kind)
    return sa.select(table.c.id).where(table.c.id.in_(bulk.GIVEN))


def insert_many(unit: Unit, kind: Kind, records: Sequence[Record]) -> None:
    """Insert new records of one kind."""
    if not records:
        return
    columns = ("id", "life", "sort_name", "custom", *columns_of(kind))
    bulk.insert(unit.connection, kind.value, columns, [_row(kind, record) for record in records])
    _mention(unit, kind, records, set(reference_fields(kind)))
    unit.touch_records(kind, (record.id for record in records))


def update_many(unit: Unit, kind: Kind, changed: Sequence[tuple[Record, frozenset[str]]]) -> None:
    """Write the named fields of records, which hold all their fields. Grouped, so that each group is one executemany."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for record, fields in changed:
        known = {name for name in fields if not is_custom(name)}
        row = to_columns(kind, {name: record.fields[name] for name in known})
        if len(known) < len(fields):
            row["custom"] = _others(record)
        if fields & NAME_FIELDS:
            row["sort_name"] = sort_name(kind, record.fields)
        columns = tuple(sorted(row))
        groups.setdefault(columns, []).append((*(row[name] for name in columns), record.id))
    for columns, rows in groups.items():
        if columns:
            changes = ", ".join(f'"{name}" = ?' for name in columns)
            unit.connection.exec_driver_sql(f'UPDATE "{kind.value}" SET {changes} WHERE id = ?', rows)  # noqa: S608
    for name in reference_fields(kind):
        _mention(unit, kind, [record for record, fields in changed if name in fields], {name}, replace=True)
    unit.touch_records(kind, (record.id for record, _ in changed))


def set_life(unit: Unit, kind: Kind, ids: Sequence[str], life: str, *, merged_into: str | None = None) -> None:
    """Move records to the trash, back, or mark them as merged into another."""
    values = {"life": life, "merged_into": merged_into}
    for chunk in chunks(ids):
        unit.connection.execute(_move(kind), {**values, "given": bulk.listed(chunk)})
    unit.touch_records(kind, ids)


@cache
def _move(kind: Kind) -> sa.Update:
    table = record_table(kind)
    moved = table.update().where(table.c.id.in_(bulk.GIVEN))
    return moved.values(life=sa.bindparam("life"), merged_into=sa.bindparam("merged_into"))


def convert(unit: Unit, record: Record, kind: Kind) -> Record:
    """Make a record one of another kind; its id stays. Values that the new kind has no field for are kept."""
    shared = {name: value for name, value in record.fields.items() if name in CATALOGUE[kind]}
    lost = {name: value for name, value in record.fields.items() if name not in CATALOGUE[kind] and value is not None}
    kept = dict(record.kept or {})
    back = {name: kept.pop(name) for name in list(kept) if name in CATALOGUE[kind]}
    fields = dict.fromkeys(CATALOGUE[kind]) | back | shared
    made = Record(record.id, kind, record.life, fields, (kept | lost) or None)
    old = record_table(record.kind)
    unit.connection.execute(old.delete().where(old.c.id == record.id))
    unit.connection.execute(_MENTION.delete().where(_MENTION.c.source == record.id))
    insert_many(unit, kind, [made])
    unit.touch_record(record.kind, record.id)
    return made


def mentioned_by(connection: sa.Connection, target: str) -> list[tuple[Kind, str, str]]:
    """Which records refer to ``target``: (kind, id, field)."""
    rows = connection.execute(sa.select(_MENTION).where(_MENTION.c.target == target))
    return [(Kind(row.kind), row.source, row.field) for row in rows]


def mentioning(connection: sa.Connection, target: str) -> dict[Kind, dict[str, list[str]]]:
    """Which records refer to ``target``, by kind, each with the fields that do."""
    found: dict[Kind, dict[str, list[str]]] = {}
    for kind, source, field in mentioned_by(connection, target):
        found.setdefault(kind, {}).setdefault(source, []).append(field)
    return found


def mentions_of(connection: sa.Connection, wanted: Iterable[str]) -> list[tuple[str, str, str]]:
    """Which records refer to those that are wanted: (id, field, the one it refers to)."""
    found: list[tuple[str, str, str]] = []
    for chunk in chunks(sorted(wanted)):
        rows = connection.execute(sa.select(_MENTION).where(_MENTION.c.target.in_(bulk.given(chunk))))
        found.extend((row.source, row.field, row.target) for row in rows)
    return found


def naming(
    connection: sa.Connection, kind: Kind, field: str, account: str, object_name: str, targets: Iterable[str]
) -> list[tuple[str, str, bool]]:
    """Records of a kind with a row in an object of an account that name a target: (target, record, whether that row is to stay).

    It is where the record lives, and where it is kept apart: whoever is in the trash then was deleted here alone.
    """
    named = [
        row
        for chunk in chunks(sorted(targets))
        for row in connection.execute(_naming(kind), {"field": field, "given": bulk.listed(chunk)})
    ]
    # Asked by itself: joined, the rows of the whole object would be read to find these.
    place = {"account": account, "object": object_name}
    tied = {
        row.record: row.state
        for chunk in chunks({row.source for row in named})
        for row in connection.execute(_ROWS_AMONG, place | {"given": bulk.listed(chunk)})
        if row.remote_id is not None
    }
    return [
        (row.target, row.source, row.life == LIVE or tied[row.source] == "unlinked")
        for row in named
        if row.source in tied
    ]


@cache
def _naming(kind: Kind) -> sa.Select[Any]:
    table = record_table(kind)
    named = _MENTION.c.target.in_(bulk.GIVEN) & (_MENTION.c.kind == kind.value)
    joined = _MENTION.join(table, table.c.id == _MENTION.c.source)
    return (
        sa.select(_MENTION.c.target, _MENTION.c.source, table.c.life)
        .select_from(joined)
        .where(named & (_MENTION.c.field == sa.bindparam("field")))
    )


def holding(
    connection: sa.Connection, kind: Kind, field: str, values: Iterable[str], *, after: int, limit: int
) -> list[tuple[int, str]]:
    """The (number, id) of records that hold one of the values in an indexed field, in order, behind number ``after``.

    One question for each value and life: these rows lie in the index in their order, and none is sorted however many there are.
    """
    table = record_table(kind)
    found = [
        (row.rowid, row.id)
        for value in values
        for life in (LIVE, TRASH)
        for row in connection.execute(
            sa.select(table.c.rowid, table.c.id)
            .where((table.c.life == life) & (table.c[field] == value) & (table.c.rowid > after))
            .order_by(table.c.rowid)
            .limit(limit)
        )
    ]
    return sorted(found)[:limit]


def pass_on_merged(unit: Unit, kind: Kind, old: str, new: str) -> None:
    """What had become part of one record is part of another one from now on."""
    table = record_table(kind)
    unit.connection.execute(table.update().where(table.c.merged_into == old).values(merged_into=new))


def survivors(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, str]:
    """The records that have become part of others, each with the one that there is now."""
    became: dict[str, str] = {}
    asked = set(wanted)
    while asked:
        rows = [
            row
            for chunk in chunks(sorted(asked))
            for row in connection.execute(_became(), {"given": bulk.listed(chunk)})
        ]
        became |= {row.id: row.merged_into for row in rows}
        asked = {row.merged_into for row in rows} - became.keys()
    return {each: _last(each, became) for each in became}


def _last(record: str, became: Mapping[str, str]) -> str:
    while record in became:
        record = became[record]
    return record


def standing(connection: sa.Connection, kind: Kind, values: Fields) -> Fields:
    """Values in which what referred to a record that became part of another refers to that one, and nothing to a forgotten one."""
    return standing_all(connection, kind, [values])[0]


def standing_all(connection: sa.Connection, kind: Kind, several: Sequence[Fields]) -> Sequence[Fields]:
    """The same for the values of several records of a kind, in their order."""
    named = [{name: values[name] for name in _referring(kind) if values.get(name)} for values in several]
    wanted = {target for references in named for value in references.values() for target in targets(value)}
    became = survivors(connection, wanted)
    forgotten = wanted - kinds_of(connection, sorted(wanted)).keys()
    if not (became or forgotten):
        return several
    return [
        {**values, **{name: _survivors(without(value, forgotten), became) for name, value in references.items()}}
        for values, references in zip(several, named, strict=True)
    ]


@cache
def _became() -> sa.CompoundSelect[Any]:
    """Which of the given records became part of another, and of which."""
    tables = [record_table(kind) for kind in (*RECORD_KINDS, Kind.USER)]
    return sa.union_all(
        *(
            sa.select(table.c.id, table.c.merged_into).where(
                table.c.id.in_(bulk.GIVEN) & table.c.merged_into.is_not(None)
            )
            for table in tables
        )
    )


@cache
def _referring(kind: Kind) -> tuple[str, ...]:
    """The fields that refer to other records."""
    return tuple(spec.name for spec in CATALOGUE[kind].values() if spec.targets)


def _survivors(value: Value, became: Mapping[str, str]) -> Value:
    found = {became.get(each, each) for each in targets(value)}
    return sorted(found) if isinstance(value, list) else next(iter(found), None)


def chunks(ids: Iterable[Any], size: int = _BATCH) -> Iterable[list[Any]]:
    """``ids`` in lists of at most ``size``, below SQLite's limit of bound values."""
    listed = list(ids)
    return (listed[start : start + size] for start in range(0, len(listed), size))


def _row(kind: Kind, record: Record) -> tuple[Any, ...]:
    return (record.id, record.life, sort_name(kind, record.fields), _others(record), *to_row(kind, record.fields))


def _others(record: Record) -> str | None:
    """The values that have no column, as JSON: those of custom fields, and those kept from another kind."""
    others = dict(record.kept or ())
    if len(record.fields) > len(CATALOGUE[record.kind]):
        others |= {name: value for name, value in record.fields.items() if value is not None and is_custom(name)}
    return dump(others) if others else None


def _mention(unit: Unit, kind: Kind, records: Sequence[Record], fields: set[str], *, replace: bool = False) -> None:
    if kind not in RECORD_KINDS or not records:
        return
    if replace:
        gone = _MENTION.delete().where(
            _MENTION.c.source == sa.bindparam("_source"), _MENTION.c.field == sa.bindparam("_field")
        )
        unit.connection.execute(gone, [{"_source": record.id, "_field": name} for record in records for name in fields])
    rows = [
        (record.id, name, target, kind.value)
        for record in records
        for name in sorted(fields)
        for target in targets(record.fields.get(name))
    ]
    bulk.insert(unit.connection, "mention", ("source", "field", "target", "kind"), rows)


def targets(value: Value) -> list[str]:
    """The record ids in a reference or set of references."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def without(value: Value, gone: Set[str]) -> Value:
    """A reference, or a set of them, without the records that are ``gone``."""
    left = [each for each in targets(value) if each not in gone]
    return (left or None) if isinstance(value, list) else next(iter(left), None)


@cache
def reference_fields(kind: Kind) -> tuple[str, ...]:
    """The fields that refer to other people, companies and deals; owners, stages and pipelines have an index of their own."""
    return tuple(
        spec.name
        for spec in CATALOGUE[kind].values()
        if spec.type in (FieldType.REFERENCE, FieldType.REFERENCES)
        and any(target in RECORD_KINDS for target in spec.targets)
    )
