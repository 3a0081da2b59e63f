"""Signing an account out and forgetting it. What would be lost by that is told before the access is given back at the vendor."""

from __future__ import annotations

from crmdesk.desk.session import Session
from crmdesk.domain.errors import Busy, CrmdeskError, InvalidInput
from crmdesk.store import connections, leases, removal
from crmdesk.store.queries import status
from crmdesk.store.unit import Unit
from crmdesk.sync import owners

REVOKE_S = 120.0
"""How long disconnecting an account keeps runs of it away, in seconds: longer than a vendor is waited for."""


async def disconnect(session: Session, connection: str, *, keep_data: bool, discard_pending: bool = False) -> bool:
    """Revoke the access and forget a connection; whether the vendor confirmed. What users own follows them first (``owners``).

    Raises InvalidInput for an unknown one, and where records go with what was never sent or never decided, unless
    ``discard_pending`` says so; Busy while another process runs it: what a run stores after its connection is forgotten
    would stay for ever.
    """
    row = await session.store.read(lambda reader: connections.get(reader, connection))
    # What follows a user to another one may have something to send only then, so that is counted afterwards. Until here nothing
    # was given back: it can still be sent.
    await owners.follow_all(session.store)

    def begin(unit: Unit) -> None:
        if not (keep_data or discard_pending):
            _check_sent(unit, row)
        _take_run(unit, row, session.holder)

    await session.store.write(begin)
    try:
        confirmed = await session.accounts.revoke(row)
    except CrmdeskError:
        # A vendor out of reach never keeps a person from disconnecting.
        confirmed = False

    def remove(unit: Unit) -> None:
        if not (keep_data or discard_pending):
            _check_sent(unit, row)  # the vendor may have kept us waiting while somebody typed
        _take_run(unit, row, session.holder)  # once more: the vendor may have kept us waiting until the lease ran out
        owners.finish(unit)  # of users that were united since
        removal.remove_connection(unit, row.id, keep_data=keep_data)

    await session.store.write(remove)
    return confirmed


def _check_sent(unit: Unit, row: connections.Connection) -> None:
    """Raises InvalidInput where something of an account was never sent, or waits for a decision: counted as windows show it."""
    stands = next(each for each in status.connections(unit.connection) if each.id == row.id)
    if stands.pending or stands.conflicts:
        raise InvalidInput("unsent_changes", name=row.name, pending=stands.pending, conflicts=stands.conflicts)


def _take_run(unit: Unit, row: connections.Connection, holder: str) -> None:
    """Take the lease of the connection's runs, so that none begins. Raises Busy."""
    if not leases.acquire(unit, f"run:{row.id}", holder, REVOKE_S):
        raise Busy("run_elsewhere", name=row.name)
