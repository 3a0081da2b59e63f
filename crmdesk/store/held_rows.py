"""What reviews say of the rows that wait in the inbox: which are held, agreed to, refused, or tied to nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store import bulk
from crmdesk.store.inbox import AGREED, ALONE, FREE, HELD, REFUSED, among
from crmdesk.store.records import chunks
from crmdesk.store.tables import Inbox, core
from crmdesk.store.unit import Unit

_INBOX = core(Inbox)
_KIND = sa.func.json_extract(sa.cast(_INBOX.c.row, sa.Text), "$.kind")
_HELD_HERE = sa.select(_INBOX.c.remote_id).where(bulk.rows_given(_INBOX) & (_INBOX.c.held == HELD))
_UNDER_REVIEW = (
    sa.select(_INBOX.c.seq)
    .where((_INBOX.c.connection == sa.bindparam("account")) & (_INBOX.c.object == sa.bindparam("object")))
    .where(_INBOX.c.held != FREE)
    .limit(1)
)


def count_held(connection: sa.Connection, account: str, object_name: str) -> int:
    """How many rows of an object wait for a review."""
    where = _of_object(account, object_name) & (_INBOX.c.held == HELD)
    return connection.execute(sa.select(sa.func.count()).select_from(_INBOX).where(where)).scalar_one()


def is_under_review(connection: sa.Connection, account: str, object_name: str) -> bool:
    """Whether a review says anything of rows of an object that are still here."""
    return connection.execute(_UNDER_REVIEW, {"account": account, "object": object_name}).first() is not None


def held_among(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> set[str]:
    """Which of these rows have a newer version here that waits for a review."""
    return among(connection, account, object_name, ids, _HELD_HERE)


def hold(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str]) -> None:
    """Keep rows of an object until a review is decided."""
    _set_held(unit, connection, object_name, remote_ids, HELD)


def let_go(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str]) -> None:
    """These rows of an object do not wait for a review any more, where they did: there is nothing uncommon about them."""
    held = _of_object(connection, object_name) & (_INBOX.c.held == HELD)
    for chunk in chunks(remote_ids):
        where = held & _INBOX.c.remote_id.in_(bulk.given(chunk))
        unit.connection.execute(_INBOX.update().where(where).values(held=FREE))


def let_go_all(unit: Unit, connection: str, object_name: str) -> None:
    """The same of every row of an object."""
    where = _of_object(connection, object_name) & (_INBOX.c.held == HELD)
    unit.connection.execute(_INBOX.update().where(where).values(held=FREE))


def refuse(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str]) -> None:
    """Have the account get again what is here, instead of taking rows in."""
    _set_held(unit, connection, object_name, remote_ids, REFUSED)


def agree(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str]) -> None:
    """Let rows be taken in after all."""
    _set_held(unit, connection, object_name, remote_ids, AGREED)


def set_alone(unit: Unit, connection: str, limit: int) -> bool:
    """Let rows of an account make records of their own, up to so many at once; whether there are more.

    Those of users are none of these: nobody was asked about them, and a colleague is one user at all accounts.
    """
    mine = _INBOX.c.connection == connection
    kept = mine & (_INBOX.c.held == FREE) & _KIND.is_distinct_from(Kind.USER.value)
    some = sa.select(_INBOX.c.object, _INBOX.c.remote_id).where(kept).limit(limit).subquery()
    where = mine & sa.tuple_(_INBOX.c.object, _INBOX.c.remote_id).in_(sa.select(some))
    return unit.connection.execute(_INBOX.update().where(where).values(held=ALONE, doubt=None)).rowcount == limit


def set_untied(
    unit: Unit, connection: str, doubts: Mapping[tuple[str, str], str], alone: Collection[tuple[str, str]]
) -> None:
    """Note which rows, by object and id, are tied to nobody: no other row of the account is.

    ``doubts`` name the record that such a row may stand for; ``alone`` stand for nobody who is here.
    """
    mine = _INBOX.c.connection == connection
    unit.connection.execute(_INBOX.update().where(mine & _INBOX.c.doubt.is_not(None)).values(doubt=None))
    unit.connection.execute(_INBOX.update().where(mine & (_INBOX.c.held == ALONE)).values(held=FREE))
    found: list[dict[str, str | int | None]] = [
        {"_object": name, "_row": id, "_held": FREE, "_doubt": record} for (name, id), record in doubts.items()
    ]
    found += [{"_object": name, "_row": id, "_held": ALONE, "_doubt": None} for name, id in sorted(alone)]
    if found:
        row = (_INBOX.c.object == sa.bindparam("_object")) & (_INBOX.c.remote_id == sa.bindparam("_row"))
        update = _INBOX.update().where(mine & row).values(held=sa.bindparam("_held"), doubt=sa.bindparam("_doubt"))
        unit.connection.execute(update, found)


def _set_held(unit: Unit, connection: str, object_name: str, remote_ids: Sequence[str], held: int) -> None:
    for chunk in chunks(remote_ids):
        where = _of_object(connection, object_name) & _INBOX.c.remote_id.in_(bulk.given(chunk))
        unit.connection.execute(_INBOX.update().where(where).values(held=held))


def _of_object(connection: str, object_name: str) -> sa.ColumnElement[bool]:
    return (_INBOX.c.connection == connection) & (_INBOX.c.object == object_name)
