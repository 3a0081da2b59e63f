"""The daily walk over all ids at Pipedrive: who vanished without a word, and who is only hidden."""

from __future__ import annotations

import pytest

from crmdesk.providers.base import Gone, RemoteRecord
from crmdesk.providers.pipedrive.gone import packed, unpacked
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, pipedrive
from tests.providers.pipedrive.reading import absences, ids, last, pages, person


@pytest.mark.parametrize("name", ["persons", "leads"])
def test_a_walk_finds_what_nobody_tells(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, name: str
) -> None:
    async def story() -> None:
        control.traits(recents_show_deleted=False)
        async with pipedrive(sandbox) as (_, _, provider):
            main = int(person(control, "Mara"))
            made = [
                control.edit(
                    name, None, {"name": f"N{n}"} if name == "persons" else {"title": f"N{n}", "person_id": main}
                )
                for n in range(5)
            ]
            cursor = await last(provider, f"{name}:walk")
            assert cursor == {"ids": None, "at_ms": 0}, "the first look makes no call"
            cursor = await last(provider, f"{name}:walk", cursor)
            control.remove(name, made[2])
            if name == "leads":
                control.edit(name, made[3], {"is_archived": True})
            found = await pages(provider, f"{name}:walk", cursor)
            assert list(absences(found)) == [made[2]]
            assert not absences(await pages(provider, f"{name}:walk", found[-1].cursor))
            if name == "leads":
                assert ids(found) == [made[3]], "archived is not deleted"

    run_async(story())


@pytest.mark.parametrize("name", ["persons", "leads", "activities"])
def test_a_walk_begins_with_what_the_first_pull_has_listed(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, name: str
) -> None:
    async def story() -> None:
        control.traits(recents_show_deleted=False)
        async with pipedrive(sandbox) as (_, _, provider):
            main = int(person(control, "Mara"))
            fields: dict[str, dict[str, object]] = {
                "persons": {"name": "Anna"},
                "leads": {"title": "Anna", "person_id": main},
                "activities": {"subject": "Rappel"},
            }
            gone, stays = (control.edit(name, None, fields[name]) for _ in range(2))
            await pages(provider, name)
            control.calls()
            cursor = await last(provider, f"{name}:walk")
            assert control.calls() == {}, "everything was read just now"
            control.remove(name, gone)
            found = await pages(provider, f"{name}:walk", cursor)
            assert list(absences(found)) == [gone]
            assert stays in unpacked(found[-1].cursor["ids"])

    run_async(story())


def test_a_walk_does_not_begin_with_half_of_a_first_pull(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        for number in range(620):
            person(control, f"N{number}")
        async with pipedrive(sandbox) as (_, _, provider):
            whole = await pages(provider, "persons")
        async with pipedrive(sandbox) as (_, _, provider):
            await pages(provider, "persons", next(page.cursor for page in whole if page.cursor.get("after")))
            assert await last(provider, "persons:walk") == {"ids": None, "at_ms": 0}

    run_async(story())


@pytest.mark.parametrize("name", ["persons", "leads", "notes"])
def test_a_walk_lists_what_makes_records_with_the_time_of_its_last_change(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, name: str
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            main = int(person(control, "Mara"))
            fields: dict[str, dict[str, object]] = {
                "persons": {"name": "Anna"},
                "leads": {"title": "Anna", "person_id": main},
                "notes": {"content": "Anna", "person_id": main},
            }
            made = control.edit(name, None, fields[name])
            if name == "leads":
                company = int(control.edit("organizations", None, {"name": "Brise"}))
                control.edit(name, None, {"title": "of nobody", "organization_id": company})
            found = await pages(provider, f"{name}:walk", {"ids": None, "at_ms": 0})
            told = {id: version for page in found for id, version in page.listed.items()}
            assert told.keys() == ({made, str(main)} if name == "persons" else {made})
            row = (await provider.fetch(name, [made]))[made]
            assert isinstance(row, RemoteRecord)
            assert (row.version or "").startswith(told[made] or "nothing")

    run_async(story())


def test_a_row_that_vanishes_without_a_trace_is_hidden(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            hidden = person(control, "Privé", owner_id=8020002, visible_to=1)
            gone = person(control, "Partie")
            cursor = await last(provider, "persons:walk", await last(provider, "persons:walk"))
            control.traits(hide_private=True)
            control.remove("persons", gone)
            found = absences(await pages(provider, "persons:walk", cursor))
            assert {id: each.gone for id, each in found.items()} == {hidden: Gone.NO_ACCESS, gone: Gone.DELETED}
            long_ago = {**cursor, "at_ms": cursor["at_ms"] - 40 * 86_400_000}
            found = absences(await pages(provider, "persons:walk", long_ago))
            assert found[hidden].gone is Gone.DELETED, "it may have been deleted and forgotten since"

    run_async(story())


def test_ids_are_kept_as_ranges() -> None:
    lead = "7d2f6a10-1f3b-11f1-9c55-a1b2c3d4e5f6"
    many = {str(number) for number in (*range(1, 205), 206, 300, 301)} | {lead}
    assert packed(many) == f"1-204,206,300-301,={lead}"
    assert unpacked(packed(many)) == many
    assert unpacked(packed(())) == set()
