"""Pipedrive without sockets, on virtual time: the same requests get the same answers, byte for byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from crmdesk.sandbox.world import World
from tests.conftest import RunAsync

PERSONS = "/api/v2/persons"
START_S = 1_795_000_000.0


async def story() -> str:
    """A short history of reads and writes; the digest of all that was answered."""
    now = START_S
    world = World(clock=lambda: now, records=30, seed=11)
    entry = world.directory()["vendors"]["pipedrive"]
    digest = hashlib.sha256()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(world.applications["pipedrive"]), base_url=entry["base_url"],
        headers={"x-api-token": entry["access_token"]},
    ) as http:  # fmt: skip
        for number in range(8):
            now += 3
            made = (
                await http.post(PERSONS, json={"name": f"N{number}", "emails": [{"value": f"p{number}@a.fr"}]})
            ).json()
            for path in (
                f"{PERSONS}?sort_by=update_time&limit=5", f"{PERSONS}/search?term=p{number}%40a.fr", "/v1/leads?limit=5",
                f"/v1/persons/{made['data']['id']}/changelog", "/v1/recents?since_timestamp=2026-11-17+00:00:00",
                "/api/v2/personFields", "/v1/notes?limit=5",
            ):  # fmt: skip
                answer = await http.get(path)
                assert answer.status_code == 200, answer.text
                digest.update(answer.content)
                digest.update(str(sorted(answer.headers.items())).encode())
    return digest.hexdigest()


@pytest.mark.thorough
def test_two_runs_and_two_processes_answer_the_same(run_async: RunAsync) -> None:
    code = "import asyncio; from tests.sandbox.test_pipedrive_in_process import story; print(asyncio.run(story()))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], check=True, capture_output=True,
            text=True, env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert digests == {run_async(story())}


def test_time_is_the_one_given(run_async: RunAsync) -> None:
    async def check() -> None:
        world = World(clock=lambda: START_S, records=0)
        entry = world.directory()["vendors"]["pipedrive"]
        transport = httpx.ASGITransport(world.applications["pipedrive"])
        async with httpx.AsyncClient(transport=transport, base_url=entry["base_url"]) as http:
            headers = {"x-api-token": entry["access_token"]}
            answer = await http.post(PERSONS, json={"name": "x"}, headers=headers)
        assert answer.json()["data"]["add_time"] == "2026-11-18T11:06:40Z"

    run_async(check())
