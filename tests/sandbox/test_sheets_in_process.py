"""Google Sheets without sockets, on virtual time: the same requests get the same answers, byte for byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET
from crmdesk.sandbox.world import World
from tests.conftest import RunAsync

SHEET = f"/v4/spreadsheets/{SPREADSHEET}"
START_S = 1_795_000_000.0


async def story() -> str:
    """A short history of reads and writes; the digest of all that was answered."""
    now = START_S
    world = World(clock=lambda: now, records=30, seed=11)
    entry = world.directory()["vendors"]["google_sheets"]
    digest = hashlib.sha256()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(world.applications["google_sheets"]), base_url=entry["base_url"],
        headers={"authorization": f"Bearer {entry['access_token']}"},
    ) as http:  # fmt: skip
        for number in range(5):
            now += 3
            value = {"numberValue": number}
            pinned = {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"sheetId": 0}}
            requests = [
                {"appendCells": {"sheetId": 0, "fields": "*", "rows": [{"values": [{"userEnteredValue": value}]}]}},
                {"createDeveloperMetadata": {"developerMetadata": pinned}},
            ]  # fmt: skip
            for method, path, body in (
                ("POST", f"{SHEET}:batchUpdate", {"requests": requests}),
                ("GET", f"{SHEET}/values/Prospects", None),
                ("POST", f"{SHEET}/developerMetadata:search", {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k"}}]}),
                ("POST", "/v4/spreadsheets", {}),
                ("GET", "/drive/v3/files", None),
            ):  # fmt: skip
                answer = await http.request(method, path, json=body)
                assert answer.status_code == 200, answer.text
                digest.update(answer.content)
                digest.update(str(sorted(answer.headers.items())).encode())
    return digest.hexdigest()


@pytest.mark.thorough
def test_two_runs_and_two_processes_answer_the_same(run_async: RunAsync) -> None:
    code = "import asyncio; from tests.sandbox.test_sheets_in_process import story; print(asyncio.run(story()))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], check=True, capture_output=True,
            text=True, env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert digests == {run_async(story())}
