"""The job finds what was lost; that it loses nothing by itself is tried by a run of the program (tests/e2e/test_demo.py)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from crmdesk.demo.accounting import Where
from crmdesk.demo.job import Job
from crmdesk.demo.verifying import Vendors, whereabouts
from crmdesk.store.unit import Unit
from tests.conftest import RunAsync

DAMAGES = (
    # The mark goes: the value is here and nobody will ever send it.
    (("UPDATE link SET dirty = 0 WHERE record = :record",), {"street", "asking_price", "tags"}),
    # The value goes as well: nothing is left of it but its history.
    (
        ("UPDATE link SET dirty = 0 WHERE record = :record", "UPDATE lead SET street = NULL WHERE id = :record"),
        {"street", "asking_price", "tags"},
    ),
    # The value alone goes: what is sent is blank.
    (("UPDATE lead SET street = NULL WHERE id = :record",), {"street"}),
)


@pytest.mark.thorough
def test_a_pending_change_that_was_deleted_is_found(job: Job, run_async: RunAsync) -> None:
    run_async(job.until_conflicts())
    # The last leads that were edited: no colleague touched them.
    records = [typed.record for typed in job.typed if typed.field == "street"][-len(DAMAGES) :]

    def delete(unit: Unit) -> None:
        for record, (statements, _) in zip(records, DAMAGES, strict=True):
            for statement in statements:
                unit.connection.execute(sa.text(statement), {"record": record})

    run_async(job.session.store.write(delete))
    run_async(job.after_conflicts())
    document = job.steps.document()
    assert document["lost"] == sum(len(lost) for _, lost in DAMAGES)
    assert document["verified_at_vendor"] + document["resolved"] + document["lost"] >= len(job.typed)

    async def lost_of(record: str) -> set[str]:
        mine = [typed for typed in job.typed if typed.record == record]
        assert {typed.field for typed in mine} == {"street", "asking_price", "tags"}
        async with Vendors(job.agency.vendors) as vendors:
            return {typed.field for typed in mine if await whereabouts(job.session, vendors, typed) is Where.LOST}

    for record, (_, lost) in zip(records, DAMAGES, strict=True):
        assert run_async(lost_of(record)) == lost
