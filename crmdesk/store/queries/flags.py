"""Marks of records in lists: something to send, something to decide, something that failed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.store.tables import Conflict, Link, Problem, core

_LINK, _CONFLICT, _PROBLEM = core(Link), core(Conflict), core(Problem)


@dataclass(frozen=True, slots=True)
class Flags:
    """The ids of the records that carry each mark. ``pending`` includes what is held."""

    pending: frozenset[str]
    conflict: frozenset[str]
    problem: frozenset[str]


def of_records(connection: sa.Connection, records: Sequence[str]) -> Flags:
    """The marks of some records."""

    def marked(column: sa.Column[str], *where: sa.ColumnElement[bool]) -> frozenset[str]:
        query = sa.select(column).where(among(column, records), *where).distinct()
        return frozenset(connection.execute(query).scalars())

    return Flags(
        pending=marked(_LINK.c.record, _LINK.c.dirty == 1),
        conflict=marked(_CONFLICT.c.record, _CONFLICT.c.state == sa.literal_column("'open'")),
        problem=marked(_PROBLEM.c.record),
    )


def among(column: sa.ColumnElement[str], ids: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether a column holds one of many ids: one bound value however many there are."""
    given = sa.func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(sa.select(given.c.value))
