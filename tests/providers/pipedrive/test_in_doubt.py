"""A creation whose answer was lost is looked for among all that was made since, whatever else has been made meanwhile."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.providers.pipedrive import api
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import editing
from crmdesk.store.unit import Unit
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, PipedriveSubject, pipedrive
from tests.contract.test_made_anew import Desk
from tests.providers.pipedrive.reading import person

NOTES = 60
"""More than a search, or a short list of the newest ones, brings."""


def test_a_note_in_doubt_is_found_among_many_newer_ones(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            provider.capabilities = replace(provider.capabilities, batch=4)
            desk = Desk(PipedriveSubject(provider, control, ""), tmp_path)
            await desk.connect()
            main = person(control, "Mara")
            await desk.synced()
            mara = await desk.record_of("persons", main)

            def write(unit: Unit) -> None:
                for number in range(NOTES):
                    editing.create(unit, Kind.NOTE, {"body": f"Note {number}", "about": [mara]})

            await desk.store.write(write)
            control("POST", "/clock", {"offset_s": desk.ahead_s})
            control.fault("drop_after", path="/v1/notes", method="POST")
            for _ in range(3):
                await desk.synced()
                control("POST", "/clock", {"offset_s": desk.ahead_s})
            there = Counter(str(row["content"]) for row in control.rows("notes"))
            assert there == Counter(f"Note {number}" for number in range(NOTES))

    run_async(story())


def test_rows_that_an_import_dated_back_hide_nothing_made_before_them(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "LIST_PAGE", 2)

    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            before = person(control, "Avant")
            control("POST", "/clock", {"offset_s": 60})
            ours = person(control, "Mara")
            for number in range(3):
                person(control, f"N{number}", add_time="2019-03-01T09:30:12Z")
            row = (await provider.fetch("persons", [ours]))[ours]
            assert isinstance(row, RemoteRecord)
            found = {each.id for each in await provider.made_since("persons", Kind.LEAD, str(row.created_at))}
            assert ours in found
            assert before not in found

    run_async(story())
