"""References to rows that no link stands for yet: they are noted until the row that they name is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from crmdesk.store import bulk
from crmdesk.store.records import chunks
from crmdesk.store.tables import Dangling, core
from crmdesk.store.unit import Unit

_DANGLING = core(Dangling)

_WAITING = sa.select(_DANGLING).where(bulk.rows_given(_DANGLING))
# Many rows may wait for one: all that belong to a queue, or to somebody who left.
_AWAITED = sa.select(_DANGLING.c.remote_id).where(bulk.rows_given(_DANGLING)).distinct()
_FORGET = _DANGLING.delete().where(*(column == sa.bindparam(column.name) for column in _DANGLING.primary_key.columns))


def note(unit: Unit, account: str, rows: Collection[tuple[str, str, int, str]]) -> set[str]:
    """Remember references to rows that no link stands for yet: (object, remote id, link, field).

    Returns the objects of those of these rows for which nothing waited before.
    """
    named: dict[str, set[str]] = {}
    for object_name, remote_id, _, _ in rows:
        named.setdefault(object_name, set()).add(remote_id)
    before = {name: awaited(unit, account, name, ids) for name, ids in named.items()}
    if rows:
        unit.connection.execute(_DANGLING.insert().prefix_with("OR IGNORE"), _as_rows(account, rows))
    return {name for name, ids in named.items() if ids - before[name]}


def _as_rows(account: str, rows: Iterable[tuple[str, str, int, str]]) -> list[dict[str, Any]]:
    """The rows of the table for references that wait, by column."""
    return [
        {"connection": account, "object": object_name, "remote_id": remote_id, "link": link, "field": name}
        for object_name, remote_id, link, name in rows
    ]


def awaited(unit: Unit, account: str, object_name: str, ids: Iterable[str]) -> set[str]:
    """Those of an object's rows that a reference waits for already."""
    asked = ({"account": account, "object": object_name, "given": bulk.listed(chunk)} for chunk in chunks(ids))
    return {id for each in asked for id in unit.connection.execute(_AWAITED, each).scalars()}


def forget(unit: Unit, account: str, rows: Collection[tuple[str, str, int, str]]) -> None:
    """References no longer wait for the rows that they name: (object, remote id, link, field), as in ``note``."""
    if rows:
        unit.connection.execute(_FORGET, _as_rows(account, rows))


def take(unit: Unit, account: str, object_name: str, ids: Iterable[str]) -> list[tuple[str, int, str]]:
    """The references that waited for these rows, as (remote id, link, field); they are no longer noted."""
    taken: list[tuple[str, int, str]] = []
    for chunk in chunks(ids):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        rows = unit.connection.execute(_WAITING, asked).all()
        if rows:
            taken.extend((row.remote_id, row.link, row.field) for row in rows)
            unit.connection.execute(_DANGLING.delete().where(bulk.rows_given(_DANGLING)), asked)
    return taken
