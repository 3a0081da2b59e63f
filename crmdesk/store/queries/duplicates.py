"""Which records of different accounts may be the same: pairs that share something, to be looked at closely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.store.problems import PERHAPS_THE_SAME
from crmdesk.store.records import LIVE
from crmdesk.store.tables import Problem, Trait, core, record_table

MOST = 20
"""More records than this that share one value say nothing about any two of them: a switchboard, a common name."""

_PROBLEM, _TRAIT = core(Problem), core(Trait)

COMPARED = (*PERSON_KINDS, Kind.COMPANY)
"""The kinds whose records may turn out to be the same."""


@dataclass(frozen=True, slots=True)
class Half:
    """One of two records that may be the same, with the names of the accounts that have it."""

    record: str
    kind: Kind
    name: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two records that may be the same; ``because`` is what speaks for it: "address", "number" or "name"."""

    first: Half
    second: Half
    because: str


@dataclass(frozen=True, slots=True)
class UnitedField:
    """A field in which two records differ: what each holds, what the one record would, and whether a person is then asked."""

    name: str
    first: Value
    second: Value
    result: Value
    asked: bool


@dataclass(frozen=True, slots=True)
class United:
    """What would become of two records that are made one, a record of ``kind``.

    ``fields`` are those in which they differ, in the order of the catalogue; ``equal`` counts those that tell the same in
    both. ``names`` gives the names of the records that the values refer to. ``reversible`` where separating takes it back.
    """

    kind: Kind
    fields: tuple[UnitedField, ...]
    equal: int
    names: Mapping[str, str]
    reversible: bool


def sharing(connection: sa.Connection, record: str | None = None) -> Iterator[tuple[str, ...]]:
    """The ids of records that share an address, a number or a domain, value by value; with ``record``, only what it has."""
    compared: sa.ColumnElement[bool] = _TRAIT.c.kind.in_([kind.value for kind in COMPARED])
    if record is not None:
        compared &= _TRAIT.c.value.in_(sa.select(_TRAIT.c.value).where(_TRAIT.c.record == record))
    shared = sa.select(_TRAIT.c.value).where(compared).group_by(_TRAIT.c.value)
    few = shared.having(sa.func.count().between(2, MOST)).subquery()
    query = sa.select(_TRAIT.c.value, _TRAIT.c.record).join(few, few.c.value == _TRAIT.c.value).where(compared)
    yield from _groups(connection, query.order_by(_TRAIT.c.value, _TRAIT.c.record))


def namesakes(connection: sa.Connection, record: str | None = None) -> Iterator[tuple[str, ...]]:
    """The ids of live records of one kind that have the same name and live in the same place; with ``record``, its own name."""
    for kind in COMPARED:
        table = record_table(kind)
        named = (table.c.life == LIVE) & (table.c.sort_name != "")
        if record is not None:
            named &= table.c.sort_name == sa.select(table.c.sort_name).where(table.c.id == record).scalar_subquery()
        place = sa.func.lower(sa.func.coalesce(table.c.postal_code, table.c.city))
        shared = sa.select(table.c.sort_name).where(named).group_by(table.c.sort_name)
        few = shared.having(sa.func.count().between(2, MOST)).subquery()
        key = (table.c.sort_name + "\n" + place).label("value")
        query = sa.select(key, table.c.id.label("record")).join(few, few.c.sort_name == table.c.sort_name)
        yield from _groups(connection, query.where(named & place.is_not(None)).order_by(key, table.c.id))


def same_name_users(connection: sa.Connection, record: str | None = None) -> Iterator[tuple[str, ...]]:
    """The ids of live users that have the same name; with ``record``, its own name."""
    table = record_table(Kind.USER)
    named = (table.c.life == LIVE) & (table.c.sort_name != "")
    if record is not None:
        named &= table.c.sort_name == sa.select(table.c.sort_name).where(table.c.id == record).scalar_subquery()
    shared = sa.select(table.c.sort_name).where(named).group_by(table.c.sort_name)
    few = shared.having(sa.func.count().between(2, MOST)).subquery()
    query = sa.select(table.c.sort_name.label("value"), table.c.id.label("record"))
    query = query.join(few, few.c.sort_name == table.c.sort_name).where(named)
    yield from _groups(connection, query.order_by(table.c.sort_name, table.c.id))


def doubted(connection: sa.Connection, record: str | None = None) -> Iterator[tuple[str, ...]]:
    """The ids of records that a problem sends people here about: nothing told for certain whether they are the same."""
    other = sa.func.json_extract(_PROBLEM.c.data, "$.other").label("other")
    query = sa.select(_PROBLEM.c.record, other).where(_PROBLEM.c.key == PERHAPS_THE_SAME)
    if record is not None:
        query = query.where((_PROBLEM.c.record == record) | (other == record))
    yield from (tuple(row) for row in connection.execute(query))


def _groups(connection: sa.Connection, query: sa.Select[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    value: str | None = None
    group: list[str] = []
    for row in connection.execute(query):
        if row.value != value:
            if len(group) > 1:
                yield tuple(group)
            value, group = row.value, []
        group.append(row.record)
    if len(group) > 1:
        yield tuple(group)
