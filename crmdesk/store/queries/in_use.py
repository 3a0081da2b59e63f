"""The different values of an indexed column: one step along the index for each, however many rows share it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store.indexing import is_indexed


def index_of(kind: Kind, column: str) -> str:
    """The index of a kind that a list walks along for one column."""
    return f"ix_{kind.value}_{column}"


def along(kind: Kind, index: str) -> sa.TextClause:
    """The table of a kind as a FROM that must use ``index``: a plan that could not is an error, never a slow list."""
    return sa.text(f"{kind.value} INDEXED BY {index}")


def rows_of(kind: Kind) -> sa.TextClause:
    """The table of a kind as a FROM whose rows are read by number, or one after the other."""
    return sa.text(f"{kind.value} NOT INDEXED")


def values_in_use(connection: sa.Connection, kind: Kind, life: str, column: str, limit: int) -> list[Any]:
    """At most ``limit`` different values that rows of a kind have in a column, in order; blank is none of them."""
    value: sa.ColumnClause[Any] = sa.column(column)
    if not is_indexed(connection, kind):
        used = sa.select(value).distinct().select_from(rows_of(kind))
        used = used.where(sa.column("life") == life, value.is_not(None))
        return list(connection.execute(used.order_by(value).limit(limit)).scalars())
    least = sa.select(sa.func.min(value)).select_from(along(kind, index_of(kind, column)))
    least = least.where(sa.column("life") == life)
    step = sa.select(least.scalar_subquery().label("value")).cte("step", recursive=True)
    following = least.where(value > step.c.value).correlate(step).scalar_subquery()
    step = step.union_all(sa.select(following).where(step.c.value.is_not(None)))
    query = sa.select(step.c.value).where(step.c.value.is_not(None)).limit(limit)
    return list(connection.execute(query).scalars())
