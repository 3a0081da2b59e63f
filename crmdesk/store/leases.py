"""Leases: who may do a thing that only one process may do at a time (a run, a token refresh), and until when."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from crmdesk.store.tables import Lease, core
from crmdesk.store.unit import Unit

_LEASE = core(Lease)

_NAMED = sa.select(_LEASE).where(_LEASE.c.name == sa.bindparam("lease"))
_TAKE = _LEASE.insert().prefix_with("OR REPLACE")
_GIVE_BACK = _LEASE.delete().where(
    (_LEASE.c.name == sa.bindparam("lease")) & (_LEASE.c.holder == sa.bindparam("holder"))
)


LONGEST_S = 3600.0
"""Nobody takes a lease for longer than this."""


def acquire(unit: Unit, name: str, holder: str, for_s: float) -> bool:
    """Take or extend a lease; False where another holder has it and it has not run out.

    One that would last longer than anybody takes it for was taken by a clock that was ahead, and holds nobody up.
    """
    row = unit.connection.execute(_NAMED, {"lease": name}).first()
    if row is not None and row.holder != holder and 0 < row.until - unit.now_s <= LONGEST_S:
        return False
    values = {"name": name, "holder": holder, "until": unit.now_s + for_s}
    unit.connection.execute(_TAKE, values)
    return True


def is_held(unit: Unit, name: str, holder: str) -> bool:
    """Whether a lease is this holder's. One that has run out is so until another holder takes it."""
    row = unit.connection.execute(_NAMED, {"lease": name}).first()
    return row is not None and row.holder == holder


def release(unit: Unit, name: str, holder: str) -> None:
    """Give a lease back, if it is still ours."""
    unit.connection.execute(_GIVE_BACK, {"lease": name, "holder": holder})


def any_of(connection: sa.Connection, holder: str) -> bool:
    """Whether a holder has any lease."""
    return connection.execute(sa.select(_LEASE.c.name).where(_LEASE.c.holder == holder).limit(1)).first() is not None


def release_all(unit: Unit, holders: Sequence[str]) -> None:
    """Give back every lease of holders that are gone."""
    unit.connection.execute(_LEASE.delete().where(_LEASE.c.holder.in_(holders)))
