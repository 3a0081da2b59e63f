"""What Pipedrive's feeds bring: changes, deletions, merges, archived deals, and going on after a fault."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Gone, Needle, RemoteRecord
from crmdesk.providers.pipedrive.tables import REFERENCE_OBJECTS
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, pipedrive
from tests.providers.pipedrive.reading import absences, ids, last, pages, person


def test_ten_thousand_changes_take_twenty_calls(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        control("POST", "/reset", {"vendor": "pipedrive", "records": 1600})
        async with pipedrive(sandbox) as (_, _, provider):
            control.calls()
            found = await pages(provider, "persons", {"since_ms": 1_000_000})
            assert len(set(ids(found))) == 1600
            assert control.calls() == {"GET /api/v2/persons": 4}, "500 a page, and nothing besides"

    run_async(story())


def test_an_idle_run_makes_one_call(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        control("POST", "/reset", {"vendor": "pipedrive", "records": 60})
        control("POST", "/clock", {"offset_s": 3600})
        async with pipedrive(sandbox) as (_, _, provider):
            for name in ("organizations", "persons", "leads", "deals", "activities", "notes"):
                cursor = await last(provider, name)
                control.calls()
                assert ids(await pages(provider, name, cursor)) == []
                assert sum(control.calls().values()) == 1

    run_async(story())


def test_what_was_written_shortly_before_the_cursor_is_read_again(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    """A change that its vendor's list shows late lies behind the cursor by then."""

    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            ann = person(control, "Ann", "ann@example.org")
            control("POST", "/clock", {"offset_s": 60})
            assert ann in ids(await pages(provider, "persons", await last(provider, "persons")))

    run_async(story())


TOKENS = {"/v1/recents": 20, "/v1/leads": 20, "/v1/notes": 20, "/api/v2/deals/archived": 20}
"""What calls cost that do not cost 10 (sections 2.1 and 3)."""


def test_what_an_hour_of_idling_costs(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        control("POST", "/reset", {"vendor": "pipedrive", "records": 60})
        async with pipedrive(sandbox) as (_, _, provider):
            feeds = [feed for feed in provider.feeds() if feed.every_s <= 3600 and feed.object not in REFERENCE_OBJECTS]
            cursors = {feed.name: await last(provider, feed.name) for feed in feeds}
            spent = {}
            for due_s in (0, 900, 3600):
                control("POST", "/clock", {"offset_s": 600 + due_s / 2})
                control.calls()
                for feed in feeds:
                    if feed.every_s <= due_s:
                        cursors[feed.name] = await last(provider, feed.name, cursors[feed.name])
                called = {name.partition(" ")[2]: count for name, count in control.calls().items()}
                spent[due_s] = sum(TOKENS.get(name, 10) * count for name, count in called.items())
            assert spent == {0: 40, 900: 40 + 40, 3600: 80 + 20 + 20 + 10}

    run_async(story())


def test_one_look_tells_the_deletions_of_all_objects(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = {
                "organizations": [control.edit("organizations", None, {"name": f"N{n}"}) for n in range(3)],
                "persons": [person(control, f"N{n}") for n in range(230)],
                "activities": [control.edit("activities", None, {"subject": f"N{n}"}) for n in range(300)],
                "notes": [control.edit("notes", None, {"content": f"N{n}"}) for n in range(3)],
            }
            cursors = {name: await last(provider, f"{name}:deleted") for name in made}
            control("POST", "/clock", {"offset_s": 600})
            gone = {name: rows[: len(rows) - 1] for name, rows in made.items()}
            for name, rows in gone.items():
                for id in rows:
                    control.remove(name, id)
            control("POST", "/clock", {"offset_s": 900})
            control.calls()
            for name, rows in gone.items():
                found = await pages(provider, f"{name}:deleted", cursors[name])
                assert sorted(absences(found)) == sorted(rows)
                assert max(len(page.absences) for page in found) <= 100
                cursors[name] = found[-1].cursor
            assert control.calls() == {"GET /v1/recents": 2}, "two pages, and no look besides"
            # The next look is a new one, whoever looks first.
            control("POST", "/clock", {"offset_s": 1800})
            for name, rows in made.items():
                control.remove(name, rows[-1])
            control("POST", "/clock", {"offset_s": 1860})
            for name in reversed(made):
                assert list(absences(await pages(provider, f"{name}:deleted", cursors[name]))) == [made[name][-1]]
            assert control.calls() == {"GET /v1/recents": 1}

    run_async(story())


def test_looking_back_finds_what_a_lagging_list_left_out(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            cursor = await last(provider, "persons")
            control.traits(list_lag_s=30)
            id = person(control, "Mara Voss")
            cursor = await last(provider, "persons", cursor)
            control("POST", "/clock", {"offset_s": 60})
            assert ids(await pages(provider, "persons", cursor)) == [id]

    run_async(story())


def test_a_first_pull_goes_on_where_it_stopped(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        control("POST", "/reset", {"vendor": "pipedrive", "records": 620})
        async with pipedrive(sandbox) as (_, _, provider):
            whole = await pages(provider, "persons")
            assert len(set(ids(whole))) == 620
            started = next(page.cursor for page in whole if page.cursor.get("after"))
            rest = await pages(provider, "persons", started)
            assert len(rest) < len(whole)
            assert "620" in ids(rest)
            again = await pages(provider, "persons", {**started, "after": "%%"})
            assert len(ids(again)) == 620, "a cursor that has aged: from the start"

    run_async(story())


def test_a_page_that_leads_to_itself(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        control("POST", "/reset", {"vendor": "pipedrive", "records": 1200})
        async with pipedrive(sandbox) as (_, _, provider):
            control.fault("duplicate_page", path="/api/v2/persons", times=1)
            assert len(set(ids(await pages(provider, "persons")))) == 1200
            control.fault("duplicate_page", path="/api/v2/persons", times=None)
            with pytest.raises(VendorNonsense) as caught:
                await pages(provider, "persons")
            assert caught.value.key == "paging_stuck"

    run_async(story())


def test_deletions_are_told_for_each_object(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            for name, fields in (
                ("organizations", {"name": "Oakline"}),
                ("persons", {"name": "Mara"}),
                ("deals", {"title": "Maison"}),
                ("activities", {"subject": "Rappel"}),
                ("notes", {"content": "x"}),
            ):
                one, other = (control.edit(name, None, fields) for _ in range(2))
                cursor = await last(provider, f"{name}:deleted")
                control.remove(name, one)
                found = await pages(provider, f"{name}:deleted", cursor)
                assert list(absences(found)) == [one]
                assert (absences(found)[one].at or "") > "2026"
                fetched = await provider.fetch(name, [one, other])
                assert isinstance(fetched[one], Absence)
                assert isinstance(fetched[other], RemoteRecord)

    run_async(story())


def test_a_list_that_shows_deleted_rows(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        control.traits(lists_show_deleted=True, recents_show_deleted=False)
        async with pipedrive(sandbox) as (_, _, provider):
            for name, fields in (("persons", {"name": "Mara"}), ("organizations", {"name": "Oakline"})):
                id = control.edit(name, None, fields)
                cursor = await last(provider, name)
                control.remove(name, id)
                found = await pages(provider, name, cursor)
                assert (ids(found), list(absences(found))) == ([], [id])

    run_async(story())


def test_a_merge_is_known_by_its_traces(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            winner, loser = person(control, "Mara", "mara@oakline.fr"), person(control, "M. Voss", "voss@oakline.fr")
            cursor = await last(provider, "persons")
            control("POST", "/clock", {"offset_s": 600})
            control.merge("persons", winner, loser)
            found = await pages(provider, "persons", cursor)
            row = next(record for page in found for record in page.records if record.id == winner)
            assert row.merged_ids == (loser,)
            fetched = (await provider.fetch("persons", [loser]))[loser]
            assert isinstance(fetched, Absence)
            assert fetched.merged_into == winner
            control("POST", "/clock", {"offset_s": 1800})
            control.edit("persons", winner, {"name": "Mara Voss"})
            later = (await provider.fetch("persons", [loser]))[loser]
            assert isinstance(later, Absence)
            assert later.merged_into == winner, "the changelog remembers the moment"

    run_async(story())


def test_a_merge_that_a_lagging_list_shows_late_is_one(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    """Else the list of deletions takes whoever was merged for deleted."""

    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            winner, loser = person(control, "Mara", "mara@oakline.fr"), person(control, "M. Voss", "voss@oakline.fr")
            cursor = await last(provider, "persons")
            control("POST", "/clock", {"offset_s": 600})
            control.traits(list_lag_s=30)
            control.merge("persons", winner, loser)
            control("POST", "/clock", {"offset_s": 605})
            found = await pages(provider, "persons", cursor)
            assert (ids(found), absences(found)) == ([], {})
            control("POST", "/clock", {"offset_s": 640})
            found = await pages(provider, "persons", found[-1].cursor)
            assert [row.merged_ids for page in found for row in page.records] == [(loser,)]
            assert absences(found)[loser].merged_into == winner

    run_async(story())


def test_a_merge_after_changes_were_read_is_no_deletion(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            winner, loser = person(control, "Mara", "mara@oakline.fr"), person(control, "M. Voss", "voss@oakline.fr")
            other = person(control, "Ann", "ann@oakline.fr")
            cursor, told = await last(provider, "persons"), await last(provider, "persons:deleted")
            control("POST", "/clock", {"offset_s": 600})
            await pages(provider, "persons", cursor)
            control("POST", "/clock", {"offset_s": 660})
            control.remove("persons", other)
            control.merge("persons", winner, loser)
            found = absences(await pages(provider, "persons:deleted", told))
            assert {id: each.merged_into for id, each in found.items()} == {loser: winner, other: None}

    run_async(story())


def test_a_merge_among_more_changes_than_one_answer_brings_is_no_deletion(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        control("POST", "/reset", {"vendor": "pipedrive", "records": 600})
        async with pipedrive(sandbox) as (_, _, provider):
            winner, loser = person(control, "Mara", "mara@oakline.fr"), person(control, "M. Voss", "voss@oakline.fr")
            told = await last(provider, "persons:deleted")
            control("POST", "/clock", {"offset_s": 600})
            control.merge("persons", winner, loser)
            control("POST", "/clock", {"offset_s": 1200})
            assert winner in ids(await pages(provider, "persons", {"since_ms": 1_000_000}))
            found = absences(await pages(provider, "persons:deleted", told))
            assert {id: each.merged_into for id, each in found.items()} == {loser: winner}

    run_async(story())


def test_a_double_that_was_deleted_is_no_merge(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            person(control, "Mara", "mara@oakline.fr")
            twin, nobody = person(control, "Mara", "mara@oakline.fr"), person(control, "Anonyme")
            control("POST", "/clock", {"offset_s": 600})
            control.remove("persons", twin)
            control.remove("persons", nobody)
            found = await provider.fetch("persons", [twin, nobody])
            assert [each.merged_into for each in found.values() if isinstance(each, Absence)] == [None, None]

    run_async(story())


def test_archived_deals_are_read_from_a_list_of_their_own(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            id = control.edit("deals", None, {"title": "Maison"})
            cursor = await last(provider, "deals:archived")
            control.edit("deals", id, {"is_archived": True})
            assert ids(await pages(provider, "deals:archived", cursor)) == [id]
            assert isinstance((await provider.fetch("deals", [id]))[id], RemoteRecord)
            assert ids(await pages(provider, "deals")) == []

    run_async(story())


def test_an_app_without_recents(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        control.traits(scopes=["base", "contacts:full", "users:read"])
        control("POST", "/reset", {"records": 0})
        control.traits(scopes=["base", "contacts:full", "users:read"])
        async with pipedrive(sandbox) as (_, _, provider):
            assert [spec.name for spec in provider.objects()][3:] == ["organizations", "persons", "notes"]
            cursor = await last(provider, "persons")
            id = person(control, "Mara", "mara@oakline.fr")
            assert ids(await pages(provider, "persons", cursor)) == [id]
            assert (await pages(provider, "persons:deleted"))[-1].last
            assert await provider.authorship("persons", {id: ["first_name"]}) == {}
            twin = person(control, "Mara", "mara@oakline.fr")
            control.remove("persons", twin)
            control("POST", "/clock", {"offset_s": 60})
            control.edit("persons", id, {"name": "Mara Voss"})
            assert isinstance((await provider.fetch("persons", [twin]))[twin], Absence)

    run_async(story())


def test_hidden_rows_are_no_deletions(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            id = person(control, "Privé", owner_id=8020002, visible_to=1)
            control.traits(hide_private=True, invisible="403", ids_show_deleted=True)
            found = await provider.fetch("persons", [id, "../x", ""])
            assert found[id] == Absence("persons", id, Gone.NO_ACCESS)
            assert found["../x"] == Absence("persons", "../x")

    run_async(story())


def test_both_readings_of_lists(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        main = int(person(control, "Mara"))
        gone = person(control, "Partie")
        control.remove("persons", gone)
        for number in range(510):
            control.edit("leads", None, {"title": f"N{number}", "person_id": main})
        control.edit("leads", None, {"title": "Sans personne", "organization_id": int(_organization(control))})
        control.traits(lead_paging="flat", empty_v1_list="null", ids_show_deleted=True, missing_lead="204")
        async with pipedrive(sandbox) as (_, _, provider):
            whole = await pages(provider, "leads")
            assert len(set(ids(whole))) == 510, "a lead of nobody is left out"
            started = next(page.cursor for page in whole if page.cursor.get("after"))
            rest = ids(await pages(provider, "leads", started))
            assert 10 <= len(rest) <= 35, "from the second page on, with some of the first again"
            assert ids(await pages(provider, "notes")) == []
            assert isinstance((await provider.fetch("persons", [gone]))[gone], Absence)
            lead = "7d2f6a10-1f3b-11f1-9c55-a1b2c3d4e5f6"
            assert await provider.fetch("leads", [lead]) == {lead: Absence("leads", lead)}

    run_async(story())


def _organization(control: PipedriveControl) -> str:
    return control.edit("organizations", None, {"name": "Oakline"})


def test_leads_belong_to_their_person(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            main = person(control, "Mara")
            hot = next(one["id"] for one in control.rows("leadLabels") if one["name"] == "Hot")
            id = control.edit("leads", None, {"title": "Maison", "person_id": int(main), "label_ids": [hot]})
            record = next(record for page in await pages(provider, "leads") for record in page.records)
            assert (record.id, record.kind, record.part_of) == (id, Kind.LEAD, ("persons", main))
            spec = next(spec for spec in provider.objects() if spec.name == "leads")
            assert spec.rules(Kind.LEAD)["rating"].codec.decode(record.fields["rating"]) == "hot"

    run_async(story())


def test_other_objects_are_found_by_their_title(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = {
                "organizations": (_organization(control), Kind.COMPANY),
                "deals": (control.edit("deals", None, {"title": "Oakline"}), Kind.DEAL),
            }
            for name, (id, kind) in made.items():
                assert [record.id for record in await provider.find(name, kind, Needle(name="Oakline"))] == [id], name
            assert not await provider.find("deals", Kind.LEAD, Needle(name="Oakline"))
            assert not await provider.find("products", Kind.DEAL, Needle(name="Oakline"))

    run_async(story())


@pytest.mark.parametrize("status", [200, 400, 422])
def test_a_question_that_is_refused_is_no_deletion(
    status: int, sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    """Lists leave a deleted row out, and the row is asked for by itself: what refuses that says nothing of the row."""
    body = '{"success":false,"error":"Bad request","error_info":"Please check developers.pipedrive.com"}'

    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            id = control.edit("persons", None, {"name": "Mara Voss"})
            control.remove("persons", id)
            value = {"status": status, "body": body}
            fault = {"vendor": "pipedrive", "action": "status", "path": f"/api/v2/persons/{id}", "value": value}
            control("POST", "/faults", [fault])
            with pytest.raises(VendorNonsense) as caught:
                await provider.fetch("persons", [id])
            assert (caught.value.key, caught.value.data["vendor_words"]) == ("request_refused", "Bad request")
            assert isinstance((await provider.fetch("persons", [id]))[id], Absence)

    run_async(story())
