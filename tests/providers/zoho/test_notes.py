"""Notes of a user whom Zoho shows no list of them: they are read along the records that they belong to (section 2.11)."""

from __future__ import annotations

from contextlib import aclosing
from random import Random

import pytest

from crmdesk.domain.errors import PermissionLost, VendorNonsense
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Create, Cursor, Done, Page, Provider, RemoteRecord, Update
from crmdesk.providers.zoho import notes
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.zoho.test_feeds import pulled, rows

GONE = {"code": "INVALID_DATA", "details": {}, "message": "the id given seems to be invalid", "status": "error"}


def note(org: ZohoControl, module: str, id: str, text: str) -> str:
    parent = {"module": {"api_name": module}, "id": id}
    return org.edit("Notes", None, {"Note_Content": text, "Parent_Id": parent})


def asked(org: ZohoControl) -> int:
    """How many records were asked for their notes since the last look."""
    return sum(count for name, count in org.calls().items() if name.endswith("/{id}/Notes"))


def texts(found: dict[str, RemoteRecord]) -> dict[str, object]:
    return {id: record.fields["body"] for id, record in found.items()}


async def take(provider: Provider, read: list[Page]) -> None:
    """Read the feed; what has come before it is refused is in ``read``."""
    feed = next(feed for feed in provider.feeds() if feed.name == "Notes")
    async with aclosing(provider.pull(feed, None)) as pages:
        async for page in pages:
            read.append(page)  # noqa: PERF401 - a comprehension would be lost with what is raised


async def next_run(provider: Provider, cursor: Cursor | None) -> tuple[dict[str, RemoteRecord], Cursor]:
    pages = await pulled(provider, "Notes", cursor)
    assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
    return rows(pages), pages[-1].cursor


def test_notes_come_along_their_records(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(user_is_admin=False)
        lead = org.edit("Leads", None, {"Last_Name": "Ode"})
        contact = org.edit("Contacts", None, {"Last_Name": "Voss"})
        first, second = note(org, "Leads", lead, "Préfère le matin"), note(org, "Contacts", contact, "x" * 600)
        org.traits(rich_text_fields=["Notes.Note_Content"])
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            found, cursor = await next_run(provider, None)
            assert texts(found) == {first: "Préfère le matin", second: "x" * 600}, "lists cut what is long"
            assert found[first].fields["about"] == [["People", f"Leads/{lead}"]]
            third = note(org, "Leads", lead, "Rappelée")
            org.tick(600)
            org.calls()
            found, cursor = await next_run(provider, cursor)
            assert texts(found) == {first: "Préfère le matin", third: "Rappelée"}, "all of a record that has a new one"
            assert asked(org) == 1
            org.tick(600)
            assert not (await next_run(provider, cursor))[0]
            assert org.calls() == {"GET /crm/v8/Notes": 1, "POST /crm/v8/coql": 4}, "nothing has changed"

    run_async(story())


def test_two_notes_of_one_second_both_come(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    """Times have whole seconds: the second one may be written after the first one was read."""

    async def story() -> None:
        org.traits(user_is_admin=False)
        lead = org.edit("Leads", None, {"Last_Name": "Ode"})
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            _, cursor = await next_run(provider, None)
            first = note(org, "Leads", lead, "Une")
            found, cursor = await next_run(provider, cursor)
            assert set(found) == {first}
            fields = {"Note_Content": "Deux", "Parent_Id": {"module": {"api_name": "Leads"}, "id": lead}}
            body = {"vendor": "zoho", "object": "Notes", "id": None, "fields": fields}
            second = str(org.control("POST", "/edit", body)["id"])
            assert set((await next_run(provider, cursor))[0]) == {first, second}

    run_async(story())


@pytest.mark.parametrize("bumps", [True, False])
def test_a_module_without_the_time_of_its_last_activity_goes_by_its_changes(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, bumps: bool
) -> None:
    async def story() -> None:
        hidden = [f"{module}.Last_Activity_Time" for module in notes.PARENTS]
        org.traits(user_is_admin=False, hidden_fields=hidden, note_bumps_parent=bumps)
        deal = org.edit("Deals", None, {"Deal_Name": "Vente", "Stage": "Qualification"})
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            _, cursor = await next_run(provider, None)
            added = note(org, "Deals", deal, "Offre reçue")
            org.tick(600)
            found, cursor = await next_run(provider, cursor)
            assert set(found) == ({added} if bumps else set())
            org.edit("Deals", deal, {"Amount": 1000})
            org.tick(600)
            assert set((await next_run(provider, cursor))[0]) == {added}

    run_async(story())


def test_a_run_asks_for_so_many_records_and_the_next_one_goes_on(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each costs a call: a first pull takes several runs, and what is new meanwhile does not wait for its end."""
    monkeypatch.setattr(notes, "MOST", 3)
    monkeypatch.setattr(notes, "ROWS", 2)

    async def story() -> None:
        org.traits(user_is_admin=False)
        leads = [org.edit("Leads", None, {"Last_Name": f"N{at}"}) for at in range(5)]
        body = {"vendor": "zoho", "object": "Leads", "id": None, "fields": {"Last_Name": "Ensemble"}}
        leads += [str(org.control("POST", "/edit", body)["id"]) for _ in range(5)]  # all of one second
        written = [note(org, "Leads", lead, "Ancienne") for lead in leads]
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            seen: set[str] = set()
            cursor: Cursor | None = None
            for _ in range(40):
                org.calls()
                found, cursor = await next_run(provider, cursor)
                assert asked(org) <= 3
                seen |= set(found)
                if seen == set(written):
                    break
                assert cursor is not None
            assert seen == set(written)
            org.tick(600)
            late = note(org, "Leads", leads[0], "Nouvelle")
            org.tick(600)
            for _ in range(4):
                found, cursor = await next_run(provider, cursor)
                if late in found:
                    return
            pytest.fail("the new note is not found")

    run_async(story())


def test_what_may_not_be_read_is_told_and_holds_nothing_back(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        org.traits(user_is_admin=False)
        lead = org.edit("Leads", None, {"Last_Name": "Ode"})
        contact = org.edit("Contacts", None, {"Last_Name": "Voss"})
        hidden, shown = note(org, "Leads", lead, "Cachée"), note(org, "Contacts", contact, "Visible")
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            org.fault("status", path=f"/crm/v8/Leads/{lead}/Notes", times=None, value=403)
            read = list[Page]()
            with pytest.raises(PermissionLost):
                await take(provider, read)
            assert read[-1].last
            assert set(rows(read)) == {shown}
            org.control("DELETE", "/faults")
            found, _ = await next_run(provider, read[-1].cursor)
            assert set(found) == {hidden}, "it goes on where it was refused"

    run_async(story())


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 403, "body": {**GONE, "code": "NO_PERMISSION", "message": "permission denied"}},
        {
            "status": 400,
            "body": {
                **GONE,
                "details": {"api_name": "Notes"},
                "message": "the relation name given seems to be invalid",
            },
        },
    ],
    ids=["not shared", "hidden in its layout"],
)
def test_one_record_that_hides_its_notes_keeps_nothing_else_back(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, answer: dict[str, object]
) -> None:
    async def story() -> None:
        org.traits(user_is_admin=False)
        leads = [org.edit("Leads", None, {"Last_Name": name}) for name in ("Ode", "Voss", "Riou")]
        hidden, *shown = (note(org, "Leads", lead, "Texte") for lead in leads)
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            org.fault("status", path=f"/crm/v8/Leads/{leads[0]}/Notes", times=None, value=answer)
            read = list[Page]()
            with pytest.raises(PermissionLost):
                await take(provider, read)
            assert set(rows(read)) == set(shown)
            assert not (await next_run(provider, read[-1].cursor))[0], (
                "told once, and not asked for again until it changes"
            )
            assert hidden not in rows(read)

    run_async(story())


def test_a_query_without_its_times_is_named(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(user_is_admin=False)
        org.edit("Leads", None, {"Last_Name": "Ode"})
        body = {"data": [{"id": "554023000000000001"}], "info": {"count": 1, "more_records": True}}
        async with zoho(sandbox) as (_, _, provider):
            org.fault("status", path="/crm/v8/coql", times=None, value={"status": 200, "body": body})
            with pytest.raises(VendorNonsense, match="answer_unexpected"):
                await take(provider, [])

    run_async(story())


def test_rows_that_went_meanwhile_are_passed_over(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(user_is_admin=False)
        lead = org.edit("Leads", None, {"Last_Name": "Ode"})
        kept = note(org, "Leads", org.edit("Leads", None, {"Last_Name": "Voss"}), "Reste")
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            org.fault("status", path=f"/crm/v8/Leads/{lead}/Notes", times=None, value={"status": 404, "body": GONE})
            found, _ = await next_run(provider, None)
            assert set(found) == {kept}

    run_async(story())


def test_an_administrator_reads_the_list_again(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(user_is_admin=False)
        lead = org.edit("Leads", None, {"Last_Name": "Ode"})
        written = note(org, "Leads", lead, "Une")
        org.tick(600)
        async with zoho(sandbox) as (_, _, provider):
            _, cursor = await next_run(provider, None)
            org.traits(user_is_admin=True)
            found, cursor = await next_run(provider, cursor)
            assert set(found) == {written}, "all of them: some may have been left out before"
            assert set(cursor["Notes"]) == {"since"}
            org.traits(user_is_admin=False)
            org.tick(600)
            found, cursor = await next_run(provider, cursor)
            assert set(found) == {written}

    run_async(story())


def test_notes_are_written_and_verified_without_a_list(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(user_is_admin=False)
        lead = org.edit("Leads", None, {"Last_Name": "Ode"})
        async with zoho(sandbox) as (_, _, provider):
            about = [["People", f"Leads/{lead}"]]
            item = Create(new_ulid(1_795_000_000_000, Random(1)), Kind.NOTE, {"body": "Une", "about": about}, "Une")
            (made,) = await provider.create("Notes", [item])
            assert isinstance(made, Done)
            assert made.record is not None
            assert made.record.version, "read back"
            id = made.record.id
            found = await provider.fetch("Notes", [id, "554023000000999999"])
            assert isinstance(found["554023000000999999"], Absence)
            held = found[id]
            assert isinstance(held, RemoteRecord)
            (changed,) = await provider.update(
                "Notes", [Update(id, Kind.NOTE, {"body": "Deux"}, {"body": "Une"}, held.version)]
            )
            assert isinstance(changed, Done)
            assert org.row("Notes", id)["Note_Title"] == "Deux", "a title that was the text's goes with it"

    run_async(story())
