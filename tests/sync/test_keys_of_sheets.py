"""Two computers of an agency find a new row of a sheet at the same moment, and each gives it a key: the later one's stays."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crmdesk.domain.events import RunStatus
from crmdesk.providers.base import Provider
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections, editing
from crmdesk.store.connections import Connection
from crmdesk.store.store import InlineStore
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount, Reach, Run
from tests.conftest import RunAsync
from tests.contract.conftest import sandbox, served
from tests.contract.google_sheets import KEY, TAB, SheetsControl, sheets

__all__ = ["sandbox", "served"]

LATER = "f" * 20


@dataclass
class Computer:
    """A replica with the agency's sheet."""

    store: InlineStore
    provider: Provider
    connection: Connection
    ahead_s: float = 0.0

    def now_s(self) -> float:
        return time.time() + self.ahead_s

    async def synced(self, reach: Reach = Reach.THOROUGH) -> None:
        self.ahead_s += 120
        account = OpenAccount(self.provider)
        report = await Run(self.store, account, self.connection, "test", self.now_s, reach=reach).execute()
        assert report.status is RunStatus.DONE, report

    async def leads(self) -> list[Any]:
        return await self.sql("SELECT id, last_name, city FROM lead WHERE life = 'live' ORDER BY last_name")

    async def sql(self, query: str) -> list[Any]:
        return list(await self.store.read(lambda reader: reader.exec_driver_sql(query).all()))


@asynccontextmanager
async def computer(folder: Path, sandbox: Sandbox) -> AsyncIterator[Computer]:
    store = InlineStore(folder / "replica.db", bytes(range(32)), now_s=time.time, random=Random(3))
    try:
        async with sheets(sandbox) as (_, account, provider):
            stored: dict[str, Any] = {
                "id": account.id,
                "name": account.name,
                "user": None,
                "currency": "EUR",
                "granted": [],
            }
            routes = routes_of(list(provider.objects()))
            made = Connection("c", "c", "google_sheets", stored, routes=routes, sending=True)
            await store.write(lambda unit: connections.insert(unit, made))
            yield Computer(store, provider, made)
    finally:
        store.close()


@pytest.mark.parametrize("sends_first", [True, False])
@pytest.mark.parametrize("typed", [{}, {"city": "Brest"}, {"last_name": "Petit"}])
def test_a_row_that_got_another_key_is_who_it_was(
    tmp_path: Path, sandbox: Sandbox, run_async: RunAsync, typed: dict[str, str], *, sends_first: bool
) -> None:
    """What was typed was asked about, for the row was gone, and the same person was here a second time."""
    control = SheetsControl(sandbox)

    async def story() -> None:
        async with computer(tmp_path, sandbox) as here:
            for name in ("Durand", "Voss"):
                control.row(Nom=name, Ville="Nantes")
            await here.synced()
            record = (await here.leads())[0].id
            if typed:
                await here.store.write(lambda unit: editing.edit(unit, record, typed))
            control.edit(TAB, control.rows()[0][KEY], {KEY: LATER})
            if sends_first:
                await here.synced(Reach.SEND)
            for _ in range(2):
                await here.synced()
            told = {"last_name": "Durand", "city": "Nantes", **typed}
            assert (record, *told.values()) in await here.leads()
            assert len(await here.leads()) == 2
            assert await here.sql("SELECT id FROM conflict WHERE state = 'open'") == []
            assert [(row[KEY] == LATER, row["Nom"], row["Ville"]) for row in control.rows()] == [
                (True, *told.values()),
                (False, "Voss", "Nantes"),
            ]

    run_async(story())
