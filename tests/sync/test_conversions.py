"""A lead that a colleague converts at Salesforce: it becomes a contact here, with its id, its history and what was typed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crmdesk.domain.events import RunReport, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections, editing, links, records
from crmdesk.store.connections import Connection
from crmdesk.store.queries.history import record_history
from crmdesk.store.store import InlineStore
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount, Reach, Run
from tests.conftest import RunAsync
from tests.contract.conftest import control, sandbox, served
from tests.contract.salesforce import SalesforceControl, salesforce
from tests.contract.subjects import Control

__all__ = ["control", "sandbox", "served"]

LEAD = {"LastName": "Voss", "FirstName": "Mara", "Company": "Oakline", "City": "Nantes", "Phone": "02 40 11 22 33"}


@dataclass
class Agency:
    """A replica with one Salesforce."""

    store: InlineStore
    org: SalesforceControl
    run: Run

    async def synced(self) -> RunReport:
        self.org.tick(60)
        report = await Run(
            self.store, self.run.account, self.run.connection, "test", time.time, reach=Reach.THOROUGH
        ).execute()
        assert report.status is RunStatus.DONE, report
        return report

    async def record(self, remote_id: str, object_name: str = "Lead") -> records.Record:
        found = await self.store.read(lambda reader: links.records_of(reader, "c", {object_name: [remote_id]}))
        held = await self.store.read(lambda reader: records.find(reader, found[object_name, remote_id]))
        assert held is not None
        return held


@asynccontextmanager
async def agency(folder: Path, sandbox: Sandbox, org: SalesforceControl) -> AsyncIterator[Agency]:
    store = InlineStore(folder / "replica.db", bytes(range(32)), now_s=time.time, random=Random(3))
    try:
        async with salesforce(sandbox) as (_, account, provider):
            stored: dict[str, Any] = {
                "id": account.id,
                "name": account.name,
                "user": None,
                "currency": "EUR",
                "granted": [],
            }
            made = Connection("c", "c", "salesforce", stored, routes=routes_of(list(provider.objects())), sending=True)
            await store.write(lambda unit: connections.insert(unit, made))
            yield Agency(store, org, Run(store, OpenAccount(provider), made, "test", time.time))
    finally:
        store.close()


@pytest.fixture
def org(control: Control) -> SalesforceControl:
    return SalesforceControl(control)


def test_a_converted_lead_keeps_its_id_and_history(
    tmp_path: Path, sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with agency(tmp_path, sandbox, org) as desk:
            lead = org.edit("Lead", None, LEAD)
            await desk.synced()
            before = await desk.record(lead)
            await desk.store.write(lambda unit: editing.edit(unit, before.id, {"job_title": "Notaire"}))
            org.edit("Lead", lead, {"convert": {"opportunityName": "Maison"}})
            await desk.synced()
            (row,) = org.dump("Contact")
            after = await desk.record(row["Id"], "Contact")
            assert (after.id, after.kind, after.life) == (before.id, Kind.CONTACT, "live")
            assert (await desk.record(lead)).id == before.id, "the given-up id still leads to it"
            assert (after.fields["city"], after.fields["job_title"]) == ("Nantes", "Notaire")
            assert row["Title"] == "Notaire", "what was typed meanwhile went to the contact"
            told = await desk.store.read(lambda reader: record_history(reader, before.id))
            assert "converted" in {entry.event for entry in told.rows}
            counts = await desk.store.read(
                lambda reader: reader.exec_driver_sql(
                    "SELECT (SELECT count(*) FROM lead WHERE life = 'live'), (SELECT count(*) FROM contact WHERE life = 'live')"
                ).one()
            )
            assert tuple(counts) == (0, 1)
            report = await desk.synced()
            assert not {
                name: number for name, number in report.counts.items() if number and name not in ("calls", "pulled")
            }, report

    run_async(story())


def test_a_lead_converted_into_a_contact_there_is_becomes_that_contact(
    tmp_path: Path, sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with agency(tmp_path, sandbox, org) as desk:
            contact = org.edit("Contact", None, {"LastName": "Voss"})
            lead = org.edit("Lead", None, LEAD)
            await desk.synced()
            person, client = await desk.record(lead), await desk.record(contact, "Contact")
            assert person.id != client.id
            org.edit("Lead", lead, {"convert": {"contactId": contact}})
            await desk.synced()
            held = await desk.record(contact, "Contact")
            assert (held.id, held.fields["city"]) == (client.id, "Nantes")
            gone = await desk.store.read(lambda reader: records.find(reader, person.id))
            assert gone is not None
            assert (gone.life, (await desk.record(lead)).id) == ("merged", client.id)

    run_async(story())
