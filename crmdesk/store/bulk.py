"""Many rows at once: how bulk work is put to SQLite so that the driver and other threads are held up least.

The driver gives up the interpreter's lock for each step of a statement. One statement for many rows is one step: the
thread that fetches goes on meanwhile, and the two do not hand the lock to and fro for every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import orjson
import sqlalchemy as sa

TOGETHER = (100, 10)
"""Rows in one statement; far below SQLite's limit of bound values, and always the same so that each is prepared once."""


def insert(connection: sa.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, each with one value for every column."""
    names = ", ".join(f'"{name}"' for name in columns)
    one = f"({', '.join('?' * len(columns))})"
    into = f'INSERT INTO "{table}" ({names}) VALUES '  # noqa: S608 - our own names
    start = 0
    for size in TOGETHER:
        many = into + ", ".join([one] * size)
        while len(rows) - start >= size:
            connection.exec_driver_sql(many, tuple(chain.from_iterable(rows[start : start + size])))
            start += size
    if start < len(rows):
        connection.exec_driver_sql(into + one, [tuple(row) for row in rows[start:]])


def given(ids: Iterable[str | int]) -> sa.Select[Any]:
    """Values that are known, as a query to compare a column with: one bound value however many there are."""
    return _given(listed(ids))


def bound(name: str) -> sa.Select[Any]:
    """Like ``given``, for a statement that is built once and executed with ``listed`` values bound to a name."""
    return _given(sa.bindparam(name))


def listed(ids: Iterable[str | int]) -> str:
    """What to bind to ``GIVEN``, or to another ``bound`` name."""
    return orjson.dumps(list(ids)).decode()


def _given(values: Any) -> sa.Select[Any]:
    each = sa.func.json_each(values).table_valued("value")
    return sa.select(each.c.value)


GIVEN = bound("given")
"""Values that are bound to ``given``."""


def rows_given(table: sa.Table) -> sa.ColumnElement[bool]:
    """The rows of an ``object`` of an ``account`` whose remote ids are bound to ``GIVEN``."""
    of_object = (table.c.connection == sa.bindparam("account")) & (table.c.object == sa.bindparam("object"))
    return of_object & table.c.remote_id.in_(GIVEN)
