"""Runs as rows: begun, and closed with what they did."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from crmdesk.domain.errors import CrmdeskError, error_json
from crmdesk.domain.events import RunStatus
from crmdesk.store import ledger
from crmdesk.store.columns import dump
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.store.tables import Lease, Run, core
from crmdesk.store.unit import Unit

_RUN, _LEASE = core(Run), core(Lease)

_INTERRUPT = (
    _RUN.update()
    .where((_RUN.c.connection == sa.bindparam("account")) & (_RUN.c.status == "running"))
    .values(status="interrupted", ended_at=sa.bindparam("now"))
)
_INTERRUPT_LEFT = (
    _RUN.update()
    .where(
        (_RUN.c.status == "running")
        & ~sa.exists().where(_LEASE.c.name == sa.literal(RUN_LEASE).concat(_RUN.c.connection)).correlate(_RUN)
    )
    .values(status="interrupted", ended_at=sa.bindparam("now"))
)
_BEGIN = _RUN.insert()
_END = _RUN.update().where(_RUN.c.id == sa.bindparam("run"))


def start(unit: Unit, connection: str) -> str:
    """Open a run's row; runs of this connection that a crash left open are closed as interrupted."""
    unit.connection.execute(_INTERRUPT, {"account": connection, "now": unit.now})
    run = unit.new_id()
    last = ledger.newest(unit.connection)
    begun = {"id": run, "connection": connection, "started_at": unit.now, "ledger": last, "status": "running"}
    unit.connection.execute(_BEGIN, begun)
    return run


def close_left(unit: Unit) -> None:
    """Close the runs as interrupted that a crash left open: those of accounts that no process runs.

    Their account may not run again for long, and what they did can be taken back only once they are over.
    """
    unit.connection.execute(_INTERRUPT_LEFT, {"now": unit.now})
    unit.touch(connections=True)


def first_success(connection: sa.Connection) -> str | None:
    """When the first run ended well of those that are remembered; None where none did."""
    found: str | None = connection.execute(
        sa.select(sa.func.min(_RUN.c.ended_at)).where(_RUN.c.status == RunStatus.DONE.value)
    ).scalar()
    return found


def end(unit: Unit, run: str, status: str, counts: Mapping[str, int], error: CrmdeskError | None) -> None:
    """Close a run's row."""
    values = {
        "ended_at": unit.now,
        "status": status,
        "counts": dump(dict(counts)),
        "error": None if error is None else dump(error_json(error)),
    }
    unit.connection.execute(_END, {"run": run, **values})
    unit.touch(connections=True)
