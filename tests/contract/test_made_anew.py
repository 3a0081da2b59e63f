"""Somebody who is deleted at an account and made anew, by the engine over real sockets: what referred to them does so again."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep, Resolution
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import connections, deciding, editing, links, open_conflicts, records
from crmdesk.store.connections import Connection
from crmdesk.store.store import InlineStore
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount, Reach, Run
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import CONTACTS, DEALS, PEOPLE, Subject, needs

STORED: dict[str, Any] = {"id": "1", "name": "agency", "user": None, "currency": "EUR", "granted": []}


class Desk:
    """A replica with one account."""

    def __init__(self, vendor: Subject, folder: Path) -> None:
        self.provider = vendor.provider
        self.ahead_s = 0.0
        self.store = InlineStore(folder / "replica.db", bytes(range(32)), now_s=self.now_s, random=Random(3))
        routes = routes_of(list(self.provider.objects()))
        self.connection = Connection("c", "c", "vendor", STORED, routes=routes, sending=True)

    def now_s(self) -> float:
        return time.time() + self.ahead_s

    async def connect(self) -> None:
        await self.store.write(lambda unit: connections.insert(unit, self.connection))

    async def synced(self) -> None:
        for _ in range(3):
            self.ahead_s += 60
            account = OpenAccount(self.provider)
            run = Run(self.store, account, self.connection, "test", self.now_s, reach=Reach.THOROUGH)
            report = await run.execute()
            assert report.status is RunStatus.DONE, report

    async def record_of(self, object_name: str, id: str) -> str:
        found = await self.store.read(lambda reader: links.records_of(reader, "c", {object_name: [id]}))
        return found[object_name, id]

    async def row_of(self, record: str, object_name: str) -> str:
        found = await self.store.read(lambda reader: links.remote_ids(reader, "c", [record]))
        id = found[object_name, record]
        assert id is not None
        return id

    async def keep(self, record: str) -> None:
        """Answer that the record stays, also there."""
        asked = await self.store.read(lambda reader: open_conflicts.open_of(reader, [record]))
        conflict = asked[record][EXISTENCE]
        held = await self.store.read(lambda reader: records.find(reader, record))
        assert held is not None
        resolution = Resolution(conflict.id, Keep.COMPUTER, open_conflicts.shown(conflict, held))
        await self.store.write(lambda unit: deciding.resolve(unit, [resolution]))


@pytest.mark.thorough
def test_whoever_was_taken_away_and_is_kept_is_there_again_with_every_value(
    subject: Open, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with subject() as vendor:
            people = vendor.objects[PEOPLE]
            lead = vendor.add(PEOPLE, Kind.LEAD, {"last_name": "Durand", "city": "Nantes", "email": "d@example.org"})
            desk = Desk(vendor, tmp_path)
            await desk.connect()
            await desk.synced()
            record = await desk.record_of(people, lead)
            await desk.store.write(lambda unit: editing.edit(unit, record, {"city": "Rezé"}))
            vendor.remove(PEOPLE, lead)
            await desk.synced()
            await desk.keep(record)
            await desk.synced()
            anew = await desk.row_of(record, people)
            words = {"last_name": "Durand", "city": "Rezé", "email": "d@example.org"}
            assert vendor.truth(PEOPLE, anew).items() >= words.items()
            assert vendor.count(PEOPLE) == 1
            held = await desk.store.read(lambda reader: records.find(reader, record))
            assert held is not None
            assert (held.life, held.fields["city"]) == (records.LIVE, "Rezé")
            desk.store.close()

    run_async(story())


@pytest.mark.thorough
@needs(CONTACTS, DEALS)
def test_a_deal_names_the_client_who_was_made_anew(subject: Open, run_async: RunAsync, tmp_path: Path) -> None:
    async def story() -> None:
        async with subject() as vendor:
            people, deals = vendor.objects[CONTACTS], vendor.objects[DEALS]
            client = vendor.add(CONTACTS, Kind.CONTACT, {"last_name": "Durand", "email": "d@example.org"})
            deal = vendor.add(DEALS, Kind.DEAL, {"name": "Vente"})
            vendor.link(DEALS, deal, "contacts", client)
            desk = Desk(vendor, tmp_path)
            await desk.connect()
            await desk.synced()
            record, sale = await desk.record_of(people, client), await desk.record_of(deals, deal)
            await desk.store.write(lambda unit: editing.edit(unit, record, {"first_name": "Ann"}))
            vendor.remove(CONTACTS, client)
            await desk.synced()
            await desk.keep(record)
            await desk.synced()
            anew = await desk.row_of(record, people)
            assert anew != client
            held = await desk.store.read(lambda reader: records.find(reader, sale))
            assert held is not None
            assert held.fields["contacts"] == [record]
            row = (await vendor.provider.fetch(deals, [deal]))[deal]
            assert isinstance(row, RemoteRecord)
            assert row.fields["contacts"] == [[people, anew]]
            desk.store.close()

    run_async(story())
