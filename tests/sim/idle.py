"""When nothing happens any more: whether something still waits for its time, and I4, that idle runs take nothing in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.sim.violation import Broken, Violation

if TYPE_CHECKING:
    from tests.sim.history import History


async def take_nothing_in(history: History) -> None:
    """Run once more, after a round that took rows in and changed nothing: a sweep may find once more what is asked about.

    A row that became part of another one and is out of the bin again is looked at until the next sweep says so, too.
    Raises Broken.
    """
    query = "SELECT connection, object, remote_id FROM alias"
    merged = history.replica.read(lambda reader: reader.exec_driver_sql(query).all())
    if any(history.oracle.alive((row.connection, row.object, row.remote_id)) for row in merged):
        return
    applied = history.applied
    await asyncio.sleep(300)
    await history.run_all()
    if history.applied != applied:
        raise Broken(Violation("I4", f"{history.applied - applied} rows are news in every run, and nothing happens"))


def is_sweeping(reader: Any, account: str) -> bool:
    """Whether a sweep of an account is under way."""
    query = "SELECT count(*) FROM cursor WHERE connection = ? AND feed LIKE '%:all' AND cursor <> '{}'"
    return bool(reader.exec_driver_sql(query, (account,)).scalar_one())


def is_field_refused(reader: Any) -> bool:
    """Whether a field waits by itself because an account refused it."""
    query = "SELECT count(*) FROM problem WHERE record IS NOT NULL AND field IS NOT NULL AND next_try IS NOT NULL"
    return bool(reader.exec_driver_sql(query).scalar_one())
