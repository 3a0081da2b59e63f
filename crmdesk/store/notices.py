"""Notices: what is worth knowing about a field and needs no decision.

A notice about what was done with a field (lists merged, two spellings of one value) ends when a person edits the field or
decides about it, and when the account brings another value of it. One about how an account stores a value ends when the account
is given or brings another one; an edit alone may be taken back, and then the account still holds what it held. All end with
their record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.store import bulk
from crmdesk.store.columns import dump
from crmdesk.store.tables import Notice as NoticeTable
from crmdesk.store.tables import core
from crmdesk.store.unit import Unit

_NOTICE = core(NoticeTable)

_REPLACED = _NOTICE.delete().where(
    (_NOTICE.c.connection == sa.bindparam("_connection"))
    & (_NOTICE.c.record == sa.bindparam("_record"))
    & (_NOTICE.c.field == sa.bindparam("_field"))
)

STORED_OTHERWISE = "stored_otherwise"
"""The key of a notice that an account holds a value in another form than it was given."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about a field at an account; ``data`` fills its words."""

    connection: str
    record: str
    field: str
    key: str
    data: Mapping[str, Any]


def write(unit: Unit, found: Sequence[Notice]) -> None:
    """Write notices; an older one about the same field at the same account is replaced."""
    places = [{"_connection": each.connection, "_record": each.record, "_field": each.field} for each in found]
    rows = [
        {
            "at": unit.now,
            "connection": each.connection,
            "record": each.record,
            "field": each.field,
            "key": each.key,
            "data": dump(dict(each.data)),
        }
        for each in found
    ]
    if rows:
        unit.connection.execute(_REPLACED, places)
        unit.connection.execute(_NOTICE.insert(), rows)


def drop(unit: Unit, connection: str, fields: Mapping[str, Collection[str]], *, key: str | None = None) -> None:
    """The account was given, or has brought, another value of these fields (by record); ``key`` limits it to one sort."""
    if not fields:
        return
    where = (_NOTICE.c.connection == connection) & _NOTICE.c.record.in_(bulk.given(fields))
    if key is not None:
        where &= _NOTICE.c.key == key
    rows = unit.connection.execute(sa.select(_NOTICE.c.id, _NOTICE.c.record, _NOTICE.c.field).where(where)).all()
    over = [row.id for row in rows if row.field in fields[row.record]]
    if over:
        unit.connection.execute(_NOTICE.delete().where(_NOTICE.c.id.in_(bulk.given(over))))


def seen(unit: Unit, record: str, fields: Iterable[str]) -> None:
    """A person has edited fields or decided about them: what was done with them before is known."""
    of_fields = (_NOTICE.c.record == record) & _NOTICE.c.field.in_(bulk.given(sorted(fields)))
    unit.connection.execute(_NOTICE.delete().where(of_fields & (_NOTICE.c.key != STORED_OTHERWISE)))


def forget(unit: Unit, records: Iterable[str]) -> None:
    """Records are no more: nor is what was to be known about them."""
    unit.connection.execute(_NOTICE.delete().where(_NOTICE.c.record.in_(bulk.given(records))))
