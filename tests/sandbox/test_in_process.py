"""The same vendors without sockets, on virtual time, as the simulator drives them."""

from __future__ import annotations

import asyncio
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from crmdesk.sandbox.faults import Action, Fault
from crmdesk.sandbox.messages import ConnectionDropped, ConnectionHung
from crmdesk.sandbox.world import World
from tests.conftest import RunAsync

CONTACTS = "/crm/v3/objects/contacts"


class Moment:
    """A clock that stands still unless told."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


def client(world: World) -> httpx.AsyncClient:
    entry = world.directory()["vendors"]["hubspot"]
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(world.applications["hubspot"]), base_url=entry["base_url"],
        headers={"authorization": f"Bearer {entry['access_token']}"},
    )  # fmt: skip


async def story() -> str:
    """A short history of reads and writes; the digest of all that was answered."""
    moment = Moment()
    world = World(clock=moment, records=30, seed=11)
    digest = hashlib.sha256()
    world.applications["hubspot"].vendor.set_traits({"search_lag_s": 20, "search_out_of_order": True})
    async with client(world) as http:
        for number in range(12):
            moment.now += 3
            made = await http.post(CONTACTS, json={"properties": {"email": f"p{number}@acme.example"}})
            found = await http.post(f"{CONTACTS}/search", json={"limit": 100})
            listed = await http.get(f"{CONTACTS}?associations=companies,leads,deals&limit=100")
            for answer in (made, found, listed):
                digest.update(answer.content)
                digest.update(str(sorted(answer.headers.items())).encode())
    return digest.hexdigest()


def test_time_is_the_one_given(run_async: RunAsync) -> None:
    async def check() -> None:
        moment = Moment()
        world = World(clock=moment, records=5)
        async with client(world) as http:
            moment.now += 1000
            answer = await http.post(CONTACTS, json={"properties": {"lastname": "x"}})
            assert answer.json()["createdAt"] == "2026-11-18T11:23:20.000Z"
            assert answer.headers["date"] == "Wed, 18 Nov 2026 11:23:20 GMT"

    run_async(check())


def test_two_runs_answer_the_same(run_async: RunAsync) -> None:
    assert run_async(story()) == run_async(story())


def test_and_so_do_two_processes() -> None:
    code = "import asyncio; from tests.sandbox.test_in_process import story; print(asyncio.run(story()))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], check=True, capture_output=True,
            text=True, env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


@pytest.mark.parametrize(("action", "committed"), [(Action.DROP_BEFORE, False), (Action.DROP_AFTER, True)])
def test_a_dropped_connection_is_an_exception(run_async: RunAsync, action: Action, committed: bool) -> None:
    async def check() -> None:
        world = World(clock=Moment(), records=0)
        world.faults.add([Fault("hubspot", action, "POST")])
        async with client(world) as http:
            with pytest.raises(ConnectionDropped) as caught:
                await http.post(CONTACTS, json={"properties": {"lastname": "x"}})
        assert caught.value.committed is committed
        assert len(world.applications["hubspot"].vendor.dump("contacts")) == int(committed)

    run_async(check())


def test_a_hung_one_too(run_async: RunAsync) -> None:
    async def check() -> None:
        world = World(clock=Moment(), records=0)
        world.faults.add([Fault("hubspot", Action.HANG)])
        async with client(world) as http:
            with pytest.raises(ConnectionHung):
                await http.get(CONTACTS)

    run_async(check())


def test_the_control_endpoint_without_sockets(run_async: RunAsync) -> None:
    async def check() -> None:
        world = World(clock=Moment(), records=2)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(world.control), base_url="http://control") as http:
            found = (await http.get("/dump", params={"vendor": "hubspot", "object": "contacts"})).json()
        assert len(found["records"]) == 2

    run_async(check())


def test_a_client_that_leaves_while_sending(run_async: RunAsync) -> None:
    async def check() -> None:
        world = World(clock=Moment(), records=0)
        sent: list[object] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.disconnect"}

        async def send(message: object) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": CONTACTS, "query_string": b"", "headers": []}
        await asyncio.wait_for(world.applications["hubspot"](scope, receive, send), 5)
        assert sent == []

    run_async(check())
