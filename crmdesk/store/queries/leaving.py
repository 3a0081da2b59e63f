"""What ends with an account: its records, counted as ``store.removal`` removes them, and what was never sent to it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.store import links
from crmdesk.store.records import LIVE, TRASH
from crmdesk.store.tables import Link, core, record_table

_LINK = core(Link)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How many records live at an account: ``alone`` at no other one, so that they go with it; ``shared`` ones stay.

    ``undeleted`` were deleted here, which was never sent: their rows stay in the account.
    """

    alone: int
    shared: int
    undeleted: int = 0


def leaving(connection: sa.Connection, account: str) -> Leaving:
    """What would go with an account (a connection's id) and what would stay. Users, pipelines and stages are not counted."""
    elsewhere = is_elsewhere(account)
    there = is_there(account) & _LINK.c.kind.in_(RECORD_KINDS)
    counted = sa.select(sa.func.count(_LINK.c.record.distinct()))
    alone = connection.execute(counted.where(there & ~elsewhere)).scalar_one()
    shared = connection.execute(counted.where(there)).scalar_one() - alone
    return Leaving(
        alone, shared, sum(connection.execute(_undeleted(kind, account)).scalar_one() for kind in RECORD_KINDS)
    )


def _undeleted(kind: Kind, account: str) -> sa.Select[int]:
    table = record_table(kind)
    mine = (_LINK.c.connection == account) & (_LINK.c.dirty == sa.literal_column("1")) & (_LINK.c.state == links.ACTIVE)
    joined = _LINK.join(table, table.c.id == _LINK.c.record)
    return sa.select(sa.func.count(table.c.id.distinct())).select_from(joined).where(mine & (table.c.life == TRASH))


def is_there(account: str) -> sa.ColumnElement[bool]:
    """A condition on links: an account has, or had, the record.

    Who is here although the account deleted them, or is kept apart from the row there, lives on this computer only, where they
    are not in the trash.
    """
    tables = [record_table(kind) for kind in RECORD_KINDS]
    lives = (sa.exists().where((table.c.id == _LINK.c.record) & (table.c.life == LIVE)) for table in tables)
    kept = _LINK.c.state.in_((links.KEPT, links.UNLINKED)) & sa.or_(*lives)
    return (_LINK.c.connection == account) & _LINK.c.remote_id.is_not(None) & ~kept


def is_elsewhere(account: str) -> sa.ColumnElement[bool]:
    """A condition on links: another account than this one has the record as well, or has still to be asked for it.

    One where its row is gone has not, nor one that it had no place in; a row there that is kept apart from it stays what it is.
    """
    other = _LINK.alias()
    gone = other.c.state.in_((links.GONE, links.KEPT))
    never_made = (other.c.state == links.UNLINKED) & other.c.remote_id.is_(None)
    theirs = (other.c.record == _LINK.c.record) & (other.c.connection != account)
    return sa.exists().where(theirs & ~gone & ~never_made)
