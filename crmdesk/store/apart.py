"""Records that a person has said are not the same: they are not suggested as duplicates again.

What was said stays with the records that it was said of. Where one of them became part of another one it holds for that one, and
where it is a record of its own again for it alone: whoever asks is told of the records that there are now.
"""

from __future__ import annotations

import sqlalchemy as sa

from crmdesk.store import problems, records
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
    """Two records are the same after all, also where it was said of others that became part of them."""
    asked = tuple(sorted((first, second)))
    for said, today in _said(unit.connection).items():
        if asked in (said, today):
            smaller, greater = said
            unit.connection.execute(_APART.delete().where((_APART.c.first == smaller) & (_APART.c.second == greater)))


def pairs(connection: sa.Connection) -> set[tuple[str, str]]:
    """The pairs, as (smaller id, greater id), of the records that there are now."""
    return set(_said(connection).values())


def _said(connection: sa.Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """Every pair as it was said, with that of the records that there are now; both smaller id first."""
    said = [(row.first, row.second) for row in connection.execute(sa.select(_APART))]
    became = records.survivors(connection, {id for pair in said for id in pair})
    today = {pair: sorted(became.get(id, id) for id in pair) for pair in said}
    return {pair: (smaller, greater) for pair, (smaller, greater) in today.items()}
