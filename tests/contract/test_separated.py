"""Somebody whose row a person took apart from a record, by the engine over real sockets: no creation is written over that row."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory import MemoryProvider
from crmdesk.providers.memory_account import Behaviour, MemoryAccount
from crmdesk.store import connections, editing
from crmdesk.store.connections import Connection
from crmdesk.store.queries import status
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount, Run
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import unite
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import PEOPLE, Ticking
from tests.contract.test_made_anew import STORED, Desk

ANN, MARC = "ann@example.org", "marc@example.org"


class TwoAccounts(Desk):
    """A replica with an account of the vendor, and another one beside it."""

    async def connect(self) -> None:
        await super().connect()
        self.beside = MemoryProvider(MemoryAccount(Ticking(), Behaviour()))
        routes = routes_of(list(self.beside.objects()))
        self.other = Connection("m", "m", "memory", {**STORED, "id": "2"}, routes=routes, sending=True)
        await self.store.write(lambda unit: connections.insert(unit, self.other))

    async def synced(self) -> None:
        await super().synced()
        report = await Run(self.store, OpenAccount(self.beside), self.other, "test", self.now_s).execute()
        assert report.status is RunStatus.DONE, report

    async def entered(self, **fields: str) -> str:
        typed = {**fields, "emails": [{"value": ANN, "primary": True}]}
        record, _ = await self.store.write(lambda unit: editing.create(unit, Kind.LEAD, typed))
        return record


@pytest.mark.thorough
def test_who_waits_to_be_made_there_gets_a_row_of_its_own_beside_the_separated_one(
    subject: Open, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with subject() as vendor:
            people = vendor.objects[PEOPLE]
            desk = TwoAccounts(vendor, tmp_path)
            await desk.connect()
            record = await desk.entered(last_name="Martin")
            await desk.synced()
            row = await desk.row_of(record, people)
            made = await desk.store.write(partial(separate, record=record, connection="c"))
            vendor.change(PEOPLE, row, {"last_name": "Martin", "city": "Nice", "email": MARC})
            await desk.synced()
            waiting = await desk.entered(last_name="Martin", city="Brest")
            await desk.store.write(partial(unite, survivor=record, other=waiting))
            await desk.synced()
            await desk.synced()
            assert vendor.truth(PEOPLE, row).items() >= {"city": "Nice", "email": MARC}.items()
            assert await desk.record_of(people, row) == made
            own = await desk.row_of(record, people)
            assert vendor.truth(PEOPLE, own).items() >= {"city": "Brest", "email": ANN}.items()
            assert vendor.count(PEOPLE) == 2
            assert await desk.store.read(status.problems) == []
            desk.store.close()

    run_async(story())
