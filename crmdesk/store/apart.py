"""Records that a person has said are not the same: they are not suggested as duplicates again."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from crmdesk.store import bulk, problems
from crmdesk.store.tables import Apart, core
from crmdesk.store.unit import Unit

_APART = core(Apart)


def keep_apart(unit: Unit, first: str, second: str) -> None:
    """Remember that two records are not the same."""
    smaller, greater = sorted((first, second))
    row = {"first": smaller, "second": greater, "at": unit.now}
    unit.connection.execute(_APART.insert().prefix_with("OR IGNORE"), row)
    problems.settle_doubt(unit, first, second)


def forget(unit: Unit, first: str, second: str) -> None:
    """Two records are the same after all."""
    smaller, greater = sorted((first, second))
    unit.connection.execute(_APART.delete().where((_APART.c.first == smaller) & (_APART.c.second == greater)))


def among(connection: sa.Connection, records: Iterable[str]) -> set[tuple[str, str]]:
    """The pairs, as (smaller id, greater id), of which the first is one of ``records``."""
    rows = connection.execute(sa.select(_APART).where(_APART.c.first.in_(bulk.given(records))))
    return {(row.first, row.second) for row in rows}
