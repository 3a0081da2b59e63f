"""Notices: what is worth knowing about a field and needs no decision.

A notice about what was done with a field (lists merged, two spellings of one value) ends when a person edits the field or
decides about it, and when the account brings another value of it. One about how an account stores a value ends when the account
is given or brings another one; an edit alone may be taken back, and then the account still holds what it held. One that an account
cannot hold a value ends also when another one, from wherever it came, is about to be sent. All end with their record.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.store import bulk
from crmdesk.store.columns import dump, load
from crmdesk.store.tables import Notice as NoticeTable
from crmdesk.store.tables import core
from crmdesk.store.unit import Unit

_NOTICE = core(NoticeTable)

_REPLACED = _NOTICE.delete().where(
    (_NOTICE.c.connection == sa.bindparam("_connection"))
    & (_NOTICE.c.record == sa.bindparam("_record"))
    & (_NOTICE.c.field == sa.bindparam("_field"))
)

_OF_RECORDS = _NOTICE.c.record.in_(bulk.GIVEN)
_ABOUT = sa.select(_NOTICE.c.id, _NOTICE.c.record, _NOTICE.c.field).where(
    (_NOTICE.c.connection == sa.bindparam("account")) & _OF_RECORDS
)
_ABOUT_SORTS = _ABOUT.where(_NOTICE.c.key.in_(sa.bindparam("sorts", expanding=True)))
_OF_KEY = sa.select(_NOTICE.c.record, _NOTICE.c.field).where(
    (_NOTICE.c.connection == sa.bindparam("account")) & (_NOTICE.c.key == sa.bindparam("sort"))
)
_DROP = _NOTICE.delete().where(_NOTICE.c.id.in_(bulk.GIVEN))
_FORGET = _NOTICE.delete().where(_OF_RECORDS)

STORED_OTHERWISE = "stored_otherwise"
"""The key of a notice that an account holds a value in another form than it was given."""

NO_ROOM = "no_room_there"
"""The key of a notice that an account has room for some of the rows that a field refers to, or of its numbers or addresses only."""

_SEEN = _NOTICE.delete().where(
    (_NOTICE.c.record == sa.bindparam("_record"))
    & _NOTICE.c.field.in_(bulk.GIVEN)
    & (_NOTICE.c.key != STORED_OTHERWISE)
)
_HAND_OVER = (
    _NOTICE.update()
    .where((_NOTICE.c.connection == sa.bindparam("_connection")) & (_NOTICE.c.record == sa.bindparam("_record")))
    .where(_NOTICE.c.field.in_(bulk.GIVEN))
    .values(record=sa.bindparam("_other"))
)
_OF_ONE = sa.select(_NOTICE.c.id, _NOTICE.c.field).where(_NOTICE.c.record == sa.bindparam("_record"))


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


def data_of(connection: sa.Connection, account: str, record: str, field: str, *, key: str) -> Mapping[str, Any] | None:
    """What fills the words of the notice of one sort about a field at an account; None where there is none."""
    where = (_NOTICE.c.connection == account) & (_NOTICE.c.record == record) & (_NOTICE.c.field == field)
    row = connection.execute(sa.select(_NOTICE.c.data).where(where & (_NOTICE.c.key == key))).first()
    return None if row is None else load(row.data)


def data_by_field(
    connection: sa.Connection, account: str, records: Iterable[str], *, key: str
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """What fills the words of the notices of one sort at an account, by record and field."""
    where = (_NOTICE.c.connection == account) & _NOTICE.c.record.in_(bulk.given(records)) & (_NOTICE.c.key == key)
    rows = connection.execute(sa.select(_NOTICE.c.record, _NOTICE.c.field, _NOTICE.c.data).where(where))
    return {(row.record, row.field): load(row.data) for row in rows}


def fields_of(connection: sa.Connection, account: str, *, key: str) -> list[tuple[str, str]]:
    """The (record, field) of every notice of one sort at an account."""
    return [(row.record, row.field) for row in connection.execute(_OF_KEY, {"account": account, "sort": key})]


def drop(unit: Unit, connection: str, fields: Mapping[str, Collection[str]], *keys: str) -> None:
    """The account was given, or has brought, another value of these fields (by record); ``keys`` limit it to some sorts."""
    if not fields:
        return
    asked = {"account": connection, "given": bulk.listed(fields), "sorts": keys}
    rows = unit.connection.execute(_ABOUT_SORTS if keys else _ABOUT, asked).all()
    over = [row.id for row in rows if row.field in fields[row.record]]
    if over:
        unit.connection.execute(_DROP, {"given": bulk.listed(over)})


def seen(unit: Unit, record: str, fields: Iterable[str]) -> None:
    """A person has edited fields or decided about them: what was done with them before is known."""
    unit.connection.execute(_SEEN, {"_record": record, "given": bulk.listed(sorted(fields))})


def converted(unit: Unit, record: str, fields: Container[str]) -> None:
    """A record has become one of another kind, which has these ``fields``: what was to be known about others is over."""
    over = [row.id for row in unit.connection.execute(_OF_ONE, {"_record": record}) if row.field not in fields]
    if over:
        unit.connection.execute(_DROP, {"given": bulk.listed(over)})


def hand_over(unit: Unit, connection: str, record: str, other: str, fields: Iterable[str]) -> None:
    """An account's row of a record stands for another one from now on: what was to be known about these fields goes along."""
    given = {"_connection": connection, "_record": record, "_other": other, "given": bulk.listed(sorted(fields))}
    unit.connection.execute(_HAND_OVER, given)


def forget(unit: Unit, records: Iterable[str]) -> None:
    """Records are no more: nor is what was to be known about them."""
    unit.connection.execute(_FORGET, {"given": bulk.listed(records)})
