"""Very many creations at Salesforce by a job, over the real engine: whenever the process dies, nothing is lost or made twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.salesforce.provider import SalesforceProvider
from crmdesk.store import editing, links
from crmdesk.store.unit import Unit
from tests.sampling import sample
from tests.sim.office import Computer, Office, on_virtual_time

HOUR_S = 3600
FEW = 36


class Killed(BaseException):
    """The process is gone."""


class Deadly:
    """The account's application; the ``at``-th call about a job that makes rows is the last, carried out or not."""

    def __init__(self, office: Office, kill: Callable[[], None], at: int, *, after: bool) -> None:
        self._inner, self._kill, self._left, self._after = office.application, kill, at, after

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if "/jobs/ingest" in scope["path"]:
            self._left -= 1
        dies = self._left == 0
        if not dies or self._after:
            await self._inner(scope, receive, send)
        if dies:
            self._kill()
            raise Killed


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than fifteen creations go by a job, at most thirty by one."""
    less = replace(SalesforceProvider.capabilities, batch=15, large_batch=30)
    monkeypatch.setattr(SalesforceProvider, "capabilities", less)
    monkeypatch.setattr("crmdesk.providers.salesforce.ingest.PAYS", 15)
    monkeypatch.setattr("crmdesk.sync.recover.TOGETHER", 6)


def create(unit: Unit, count: int) -> None:
    for at in range(count):
        address = {"value": f"n{at}@push.example", "label": None, "primary": True}
        editing.create(unit, Kind.LEAD, {"last_name": f"Nouveau {at}", "emails": [address]})


def keys(office: Office) -> list[str]:
    """crmdesk's keys of the leads there, of those in the recycle bin too."""
    return sorted(str(row["crmdesk_uid__c"]) for row in office.vendor.dump("Lead") if row["crmdesk_uid__c"])


def leads(reader: Any) -> list[str]:
    return sorted(reader.exec_driver_sql("SELECT id FROM lead").scalars())


async def killed(office: Office, folder: Path, count: int, at: int, *, after: bool) -> bool:
    """Whether a run that sends so many creations was killed at that call."""
    computer = Computer(office, folder, 1)
    store = computer.store
    dead = False

    def kill() -> None:
        nonlocal dead
        dead = True

    async def write(*args: Any, **more: Any) -> Any:
        if dead:
            raise Killed
        return await type(store).write(store, *args, **more)

    store.write = write  # type: ignore[method-assign]
    try:
        await computer.connect()
        await computer.run()
        await computer.write(lambda unit: create(unit, count))
        office.reached = Deadly(office, kill, at, after=after)
        await asyncio.sleep(HOUR_S)
        await computer.run()
    except Killed:
        pass
    finally:
        office.reached = office.application
        computer.close()
    return dead


async def settled(computer: Computer) -> None:
    """Run until nothing is left to send."""
    pushed = -1
    for _ in range(3):
        await asyncio.sleep(HOUR_S)
        report = await computer.run()
        assert (report.status, report.counts["problems"]) == (RunStatus.DONE, 0), report.error
        pushed = report.counts["pushed"]
    assert await computer.read(lambda reader: links.count_dirty(reader, computer.office.name)) == 0
    assert pushed == 0


async def looked_at(office: Office) -> dict[str, Any]:
    """The one job there is, as it is after a look."""
    path = "/services/data/v67.0/jobs/ingest"
    async with office.client() as client:
        (job,) = orjson.loads((await client.send(Request("GET", path, path, effect=Effect.READS))).body)["records"]
        answer = await client.send(Request("GET", f"{path}/{job['id']}", path, effect=Effect.READS))
    found: dict[str, Any] = orjson.loads(answer.body)
    return found


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", sample([1, 2, 3, 4, 5], 2))
def test_a_kill_at_any_call_of_a_job(at: int, after: bool, tmp_path: Path) -> None:
    async def story() -> None:
        office = Office("salesforce", records=10, seed=1)
        assert await killed(office, tmp_path, FEW, at, after=after)
        computer = Computer(office, tmp_path, 1)
        try:
            await settled(computer)
            here = await computer.read(leads)
            assert set(keys(office)) <= set(here)
            assert len(set(keys(office))) == len(keys(office)) == FEW
        finally:
            computer.close()

    on_virtual_time(story)


@pytest.mark.thorough
@pytest.mark.usefixtures("small")
def test_a_job_that_runs_late_undoes_nothing(tmp_path: Path) -> None:
    """Killed once it was closed, it waits at Salesforce, and runs after others have changed its rows."""

    async def story() -> None:
        office = Office("salesforce", records=10, seed=1)
        assert await killed(office, tmp_path, FEW, 3, after=True)
        computer = Computer(office, tmp_path, 1)
        try:
            await settled(computer)
            row = next(each for each in office.vendor.dump("Lead") if each["LastName"] == "Nouveau 7")
            office.vendor.edit("Lead", str(row["Id"]), {"Email": "other@push.example"}, None)
            await asyncio.sleep(HOUR_S)
            job = await looked_at(office)
            assert (job["state"], job["numberRecordsFailed"]) == ("JobComplete", 30), "each was there already"
            await settled(computer)
            row = next(each for each in office.vendor.dump("Lead") if each["LastName"] == "Nouveau 7")
            assert row["Email"] == "other@push.example"
            assert len(set(keys(office))) == len(keys(office)) == FEW
        finally:
            computer.close()

    on_virtual_time(story)


@pytest.mark.thorough
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_in_the_middle_of_2500(after: bool, tmp_path: Path) -> None:
    async def story() -> None:
        office = Office("salesforce", records=10, seed=1)
        assert await killed(office, tmp_path, 2500, 4, after=after)
        office.take_calls()
        computer = Computer(office, tmp_path, 1)
        try:
            await settled(computer)
            assert sum(office.take_calls().values()) < 200, "in hundreds, not one by one"
            assert len(set(keys(office))) == len(keys(office)) == 2500
        finally:
            computer.close()

    on_virtual_time(story)
