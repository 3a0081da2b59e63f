"""Zoho's feeds beyond the contract: conversions, tokens that become void, files, texts that lists cut, mergers."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Absence, ConnectionSettings, Create, Cursor, Page, Provider, RemoteRecord
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.provider import ZohoProvider
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.test_custom_fields import PLACES, mapped
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.answers import Script, response
from tests.providers.zoho.schema import ACCOUNT, full_schema

PAGES = 200


async def pulled(provider: Provider, name: str, cursor: Cursor | None = None) -> list[Page]:
    feed = next(feed for feed in provider.feeds() if feed.name == name)
    async with aclosing(provider.pull(feed, cursor)) as pages:
        return [page async for page in pages]


def rows(pages: list[Page]) -> dict[str, RemoteRecord]:
    return {record.id: record for page in pages for record in page.records}


def gone(pages: list[Page]) -> dict[str, str | None]:
    return {absence.id: absence.merged_into for page in pages for absence in page.absences}


def many(org: ZohoControl, count: int) -> None:
    for number in range(count):
        body = {"vendor": "zoho", "object": "Leads", "fields": {"Last_Name": f"N{number}", "Tag": [{"name": "lot"}]}}
        org.control("POST", "/edit", body)


def crowd(org: ZohoControl, count: int) -> None:
    """So many leads of one second, however long it takes to make them: the vendor's clock is put back on the way."""
    second = None
    for _ in range(0, count, 10):
        now = float(org.control("POST", "/clock", {"offset_s": org.ahead_s})["now"])
        second = int(now) + 1 if second is None else second
        org.tick(second - now)
        many(org, 10)


def test_what_was_written_shortly_before_the_cursor_is_read_again(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    """A change that its vendor's list shows late lies behind the cursor by then."""

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            lead = org.edit("Leads", None, {"Last_Name": "Ode"})
            org.tick(30)
            cursor = (await pulled(provider, "People"))[-1].cursor
            assert f"Leads/{lead}" in rows(await pulled(provider, "People", cursor))

    run_async(story())


def test_a_converted_lead_leads_to_its_contact(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            lead = org.edit("Leads", None, {"Last_Name": "Ode", "City": "Rezé"})
            early = org.edit("Leads", None, {"Last_Name": "Converti"})
            org.edit("Leads", early, {"convert": {}})
            before = await pulled(provider, "People")
            assert f"Leads/{early}" not in rows(before)
            assert not gone(before), "in a first pull a lead that was converted before is no news"
            org.edit("Leads", lead, {"convert": {"Deals": {"Deal_Name": "Maison", "Stage": "Qualification"}}})
            after = await pulled(provider, "People", before[-1].cursor)
            (contact,) = [record for record in rows(after).values() if record.fields["last_name"] == "Ode"]
            assert (contact.kind, contact.fields["city"]) == (Kind.CONTACT, "Rezé")
            assert gone(after)[f"Leads/{lead}"] == contact.id
            places = [record.id for page in after for record in page.records]
            firsts = [number for number, page in enumerate(after) if page.absences]
            assert firsts[0] <= next(number for number, page in enumerate(after) if contact.id in rows([page]))
            assert places
            found = await provider.fetch("People", [f"Leads/{lead}"])
            assert found[f"Leads/{lead}"] == Absence("People", f"Leads/{lead}", merged_into=contact.id,
                                                     at=getattr(found[f"Leads/{lead}"], "at", None))  # fmt: skip
            deal = next(iter(rows(await pulled(provider, "Deals")).values()))
            assert (deal.fields["contacts"], deal.fields["status"]) == ([["People", contact.id]], "open")

    run_async(story())


@pytest.mark.parametrize("inclusive", [True, False])
def test_a_void_page_token_loses_nothing(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, *, inclusive: bool
) -> None:
    """Nor do the rows of the second in which the last one was changed that was read: many are where they were imported."""

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            org.traits(since_inclusive=inclusive)
            many(org, PAGES - 30)
            org.tick(10)
            many(org, 60)
            first = (await pulled(provider, "People"))[0]
            cursor: dict[str, Any] = dict(first.cursor)
            cursor["Leads"] = {**cursor["Leads"], "token": "deadbeef"}
            rest = await pulled(provider, "People", cursor)
            assert len(rows([first]).keys() | rows(rest).keys()) == PAGES + 30
            org.tick(2 * 86_400)  # the token has aged
            rest = await pulled(provider, "People", first.cursor)
            assert len(rows([first]).keys() | rows(rest).keys()) == PAGES + 30
            org.traits(token_binds_since=True, token_rows=PAGES)
            assert len(rows(await pulled(provider, "People"))) == PAGES + 30

    run_async(story())


@pytest.mark.thorough
def test_the_list_of_all_ids_goes_on_where_tokens_lead_no_further(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            for _ in range(8):
                many(org, 60)
                org.tick(10)
            whole = await pulled(provider, "People:all")
            ids = {id for page in whole for id in page.listed}
            assert len(ids) == 8 * 60
            for inclusive in (True, False):
                org.traits(token_rows=PAGES, token_binds_since=True, since_inclusive=inclusive)
                pages = await pulled(provider, "People:all")
                assert ({id for page in pages for id in page.listed}, pages[-1].last) == (ids, True)
            for page in (await pulled(provider, "People:all"))[:-1]:
                rest = await pulled(provider, "People:all", page.cursor)
                assert rest[-1].last, "it goes on from any page"
            crowd(org, 2 * PAGES)
            assert not any(page.last for page in await pulled(provider, "People:all")), "more rows of one second"

    run_async(story())


def test_more_rows_of_one_second_than_tokens_lead_to_end_the_feed(run_async: RunAsync) -> None:
    row = {"id": "5", "Last_Name": "x", "Modified_Time": "2026-11-20T10:00:00+01:00"}
    page = response(200, {"data": [row], "info": {"next_page_token": "t", "more_records": True}})
    page = replace(page, date=datetime(2026, 11, 20, 10, tzinfo=UTC))
    void = response(400, {"code": "PAGINATION_LIMIT_EXCEEDED", "details": {}, "message": "", "status": "error"})
    script = Script(page, void, page, void, page)

    async def story() -> None:
        provider = ZohoProvider(Api(script), ConnectionSettings(), full_schema(), ACCOUNT)
        with pytest.raises(VendorNonsense, match="paging_stuck"):
            await pulled(provider, "Accounts")

    run_async(story())
    assert len(script.sent) == 4
    assert dict(script.sent[2].headers) == {"If-Modified-Since": "2026-11-20T08:59:59+00:00"}


def test_a_page_that_leads_to_itself_ends_the_feed(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            many(org, 2 * PAGES + 30)
            org.fault("duplicate_page", path="/crm/v8/Leads", times=None)
            with pytest.raises(VendorNonsense, match="paging_stuck"):
                await pulled(provider, "People")

    run_async(story())


@pytest.mark.parametrize("allowed", [True, False])
def test_a_large_first_pull_reads_a_file(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.LARGE", PAGES)
    monkeypatch.setattr("crmdesk.providers.zoho.bulk.POLL_S", 0.0)

    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "zoho", "records": 900})
        org.traits(bulk_polls=2)
        async with zoho(sandbox) as (_, _, provider):
            org.calls()
            if not allowed:
                org.fault("status", method="POST", path="/crm/bulk", times=None, value=403)
            pages = await pulled(provider, "People")
            calls = org.calls()
            assert len(rows(pages)) == len(org.dump("Leads")) + len(org.dump("Contacts"))
            assert calls["POST /crm/bulk/v8/read"] == (2 if allowed else 1), "one for the leads, one for the contacts"
            assert calls.get("GET /crm/bulk/v8/read/{job}/result", 0) == (2 if allowed else 0)
            assert (calls["GET /crm/v8/Leads"] == 1) is allowed
            # What a file says of a row is what a list says of it.
            listed = await provider.fetch("People", list(rows(pages))[-80:])
            assert {id: record.fields for id, record in rows(pages).items() if id in listed} == {
                id: record.fields for id, record in listed.items() if isinstance(record, RemoteRecord)
            }

    run_async(story())


def test_a_file_says_of_an_own_field_of_each_type_what_a_list_says(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of several words is one text in a file, also where a word has in it what separates them."""
    for name in ("feeds.LARGE", "feeds.PAGE"):
        monkeypatch.setattr(f"crmdesk.providers.zoho.{name}", 10)
    monkeypatch.setattr("crmdesk.providers.zoho.bulk.POLL_S", 0.0)
    words = ("Vue", "Vue;mer", "Vue;mer;ciel", "Cour")
    choices = [{"display_value": word, "actual_value": word} for word in words]
    asset = {"field_label": "Atouts", "data_type": "multiselectpicklist", "pick_list_values": choices}
    held = [[word] for word in words] + [list(words), ["Cour", "Vue"], ["Vue;mer", "Vue;mer;ciel"]]
    place = replace(PLACES["zoho"], types={**PLACES["zoho"].types, "Atouts": FieldType.TAGS})

    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "zoho", "records": 60})
        async with zoho(sandbox) as (client, account, _):
            (made,) = await Api(client).make_fields("Leads", [asset])
            assert made["status"] == "success", made
            one = await mapped("zoho", client, account, place, None)
            org.tick()
            name = one.rules[one.fields["Atouts"]].remote[0]
            late = [f"Leads/{org.edit('Leads', None, {'Last_Name': 'Tard', name: each})}" for each in held]
            org.calls()
            filed = rows(await pulled(one.provider, "People"))
            assert org.calls()["GET /crm/v8/Leads"] == 1, "the rest comes by a file"
            listed = await one.provider.fetch("People", [id for id, row in filed.items() if row.kind is Kind.LEAD])
            assert {id: filed[id] for id in listed} == listed
            decode = one.rules[one.fields["Atouts"]].codec.decode
            assert [decode(filed[id].fields[one.fields["Atouts"]]) for id in late] == [sorted(each) for each in held]
            for label, field in one.fields.items():
                assert any(filed[id].fields[field] for id in list(listed)[10:]), label

    run_async(story())


@pytest.mark.parametrize("trait", [{"bulk_rows": 300}, {"bulk_fails": True}])
def test_files_that_go_on_or_fail_lose_no_row(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, trait: dict[str, object]
) -> None:
    """What finds no room in a file is in the next one; where a job fails, lists tell the rest."""
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.LARGE", PAGES)
    monkeypatch.setattr("crmdesk.providers.zoho.bulk.POLL_S", 0.0)

    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "zoho", "records": 900})
        org.traits(**trait)
        async with zoho(sandbox) as (_, _, provider):
            org.calls()
            pages = await pulled(provider, "People")
            assert len(rows(pages)) == len(org.dump("Leads")) + len(org.dump("Contacts"))
            calls = org.calls()
            if "bulk_fails" in trait:
                assert calls["POST /crm/bulk/v8/read"] == 1, "one failure is enough"
                assert calls["GET /crm/v8/Leads"] > 1
            else:
                assert calls["POST /crm/bulk/v8/read"] > 2
                assert calls["GET /crm/v8/Leads"] == 1

    run_async(story())


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_is_too_large_is_read_as_pages(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    """The archive is larger than an answer may be, or unfolds to more than a file may have."""
    limit = 40_000
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.LARGE", 20)
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.PAGE", 20)
    monkeypatch.setattr("crmdesk.providers.zoho.bulk.POLL_S", 0.0)
    if not packed:
        monkeypatch.setattr("crmdesk.providers.zoho.bulk.FILE_MOST", limit)

    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "zoho", "records": 900})
        async with zoho(sandbox, body_limit=limit if packed else 1_000_000) as (_, _, provider):
            org.calls()
            pages = await pulled(provider, "People")
            assert len(rows(pages)) == len(org.dump("Leads")) + len(org.dump("Contacts"))
            calls = org.calls()
            assert calls["GET /crm/bulk/v8/read/{job}/result"] == 1, "one file is enough to know it"
            assert calls["GET /crm/v8/Leads"] > 1

    run_async(story())


def test_what_lists_cut_or_leave_out_is_read_row_by_row(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        org.traits(rich_text_fields=["Notes.Note_Content"])
        async with zoho(sandbox) as (_, _, provider):
            lead = org.edit("Leads", None, {"Last_Name": "Ode"})
            for length in (499, 700):
                org.edit("Notes", None, {"Parent_Id": lead, "Note_Content": "x" * length})
            org.calls()
            notes = rows(await pulled(provider, "Notes"))
            assert sorted(len(record.fields["body"]) for record in notes.values()) == [499, 700]
            assert org.calls()["GET /crm/v8/Notes/{id}"] == 1
            assert {tuple(map(tuple, record.fields["about"])) for record in notes.values()} == {
                (("People", f"Leads/{lead}"),)
            }

    run_async(story())


def test_what_an_activity_is_about_is_asked_where_lists_do_not_tell(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        org.traits(se_module_in_lists=False)
        async with zoho(sandbox) as (_, _, provider):
            deal = org.edit("Deals", None, {"Deal_Name": "Maison", "Stage": "Qualification"})
            org.edit("Tasks", None, {"Subject": "x", "What_Id": {"id": deal}, "$se_module": "Deals"})
            org.edit("Tasks", None, {"Subject": "y"})
            org.calls()
            tasks = rows(await pulled(provider, "Tasks"))
            assert {record.fields["subject"]: record.fields["about"] for record in tasks.values()} == {
                "x": [["Deals", deal]],
                "y": None,
            }
            assert org.calls()["GET /crm/v8/Tasks/{id}"] == 1

    run_async(story())


def test_a_deletion_is_no_merger(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            one, two = (org.edit("Leads", None, {"Last_Name": name, "First_Name": "Zoé"}) for name in ("un", "deux"))
            before = await pulled(provider, "People")
            told = await pulled(provider, "People:deleted")
            org.edit("Leads", one, {"City": "Nantes"})
            org.tick(60)
            org.delete("Leads", two)
            after = await pulled(provider, "People", before[-1].cursor)
            assert not [record for record in rows(after).values() if record.merged_ids]
            assert gone(await pulled(provider, "People:deleted", told[-1].cursor)) == {f"Leads/{two}": None}
            found = await provider.fetch("People", [f"Leads/{two}"])
            assert isinstance(found[f"Leads/{two}"], Absence)
            assert getattr(found[f"Leads/{two}"], "merged_into", "") is None

    run_async(story())


@pytest.mark.parametrize("told", [True, False])
def test_a_merger_of_strangers_needs_a_word_of_the_timeline(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, told: bool
) -> None:
    async def story() -> None:
        org.traits(merge_in_timeline=told)
        async with zoho(sandbox) as (_, _, provider):
            winner = org.edit("Leads", None, {"Last_Name": "Ode"})
            loser = org.edit("Leads", None, {"Last_Name": "Voss"})
            before = await pulled(provider, "People")
            org.merge("Leads", winner, loser)
            after = rows(await pulled(provider, "People", before[-1].cursor))
            assert after[f"Leads/{winner}"].merged_ids == ((f"Leads/{loser}",) if told else ())

    run_async(story())


def test_of_two_rows_that_went_at_once_none_is_guessed(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            winner, loser, gone_too = (org.edit("Leads", None, {"Last_Name": name}) for name in ("Ode", "Voss", "Riou"))
            named = org.edit("Leads", None, {"Last_Name": "Ode", "First_Name": "Zoé"})
            before = await pulled(provider, "People")
            org.merge("Leads", winner, loser)
            for name, id in (("/delete", gone_too), ("/merge", named)):
                body = {"vendor": "zoho", "object": "Leads", "id": id, "winner": winner, "loser": id}
                org.control("POST", name, body)
            after = await pulled(provider, "People", before[-1].cursor)
            assert rows(after)[f"Leads/{winner}"].merged_ids == (f"Leads/{named}",), "whose name is part of the other's"
            assert gone(after) == {f"Leads/{loser}": None, f"Leads/{gone_too}": None}

    run_async(story())


@pytest.mark.parametrize("aged", [False, True])
@pytest.mark.parametrize("read_before", [False, True])
def test_a_walk_that_broke_off_finds_mergers_when_it_is_resumed(
    sandbox: Sandbox,
    org: ZohoControl,
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
    read_before: bool,
    aged: bool,
) -> None:
    """Whether the survivor was read before or comes now, and whether the token still leads on."""
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.PAGE", 10)

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            winner = org.edit("Leads", None, {"Last_Name": "Ode", "First_Name": "Zoé"})
            loser = org.edit("Leads", None, {"Last_Name": "Ode"})
            before = await pulled(provider, "People")
            org.tick(100)
            if read_before:
                org.merge("Leads", winner, loser)
                org.tick(100)
            many(org, 25)
            if not read_before:
                org.tick(100)
                org.merge("Leads", winner, loser)
            first = (await pulled(provider, "People", before[-1].cursor))[0]
            assert (first.last, f"Leads/{winner}" in rows([first])) == (False, read_before)
            if aged:
                org.tick(2 * 86_400)
            second = (await pulled(provider, "People", first.cursor))[0]
            assert "since" not in second.cursor["Leads"], "it breaks off a second time"
            rest = await pulled(provider, "People", second.cursor)
            merged = {old: id for id, row in rows(rest).items() for old in row.merged_ids}
            told = {id: into for id, into in gone(rest).items() if into is not None}
            assert merged | told == {f"Leads/{loser}": f"Leads/{winner}"}

    run_async(story())


def test_a_merger_is_found_among_more_deletions_than_one_page_tells(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.providers.zoho.api.PAGE", 10)

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            winner = org.edit("Leads", None, {"Last_Name": "Ode", "First_Name": "Zoé"})
            loser = org.edit("Leads", None, {"Last_Name": "Ode"})
            many(org, 25)
            before = await pulled(provider, "People")
            others = [row["id"] for row in org.dump("Leads") if row["id"] not in (winner, loser)]
            org.tick(100)
            org.merge("Leads", winner, loser)
            org.tick(30)
            for id in others:
                org.control("POST", "/delete", {"vendor": "zoho", "object": "Leads", "id": id, "hard": False})
            after = await pulled(provider, "People", before[-1].cursor)
            assert rows(after)[f"Leads/{winner}"].merged_ids == (f"Leads/{loser}",)
            assert gone(after) == {f"Leads/{id}": None for id in others}

    run_async(story())


def test_an_idle_run_costs_a_call_for_each_module(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            org.edit("Leads", None, {"Last_Name": "Ode"})
            org.tick(600)
            names = [feed.name for feed in provider.feeds() if feed.every_s == 0]
            cursors = {name: (await pulled(provider, name))[-1].cursor for name in names}
            org.calls()
            for name in names:
                assert not rows(await pulled(provider, name, cursors[name]))
            assert sum(org.calls().values()) == 8

    run_async(story())


def test_references(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (http, _, provider):
            users = rows(await pulled(provider, "users"))
            assert [record.fields["active"] for record in users.values()] == ["true", "true", "true", "false"]
            stages = rows(await pulled(provider, "stages"))
            assert stages["Standard (Standard)|Closed Won"].fields["closed"] == "true"
            assert stages["Standard (Standard)|Qualification"].fields["pipeline"] == [
                ["pipelines", "Standard (Standard)"]
            ]
            assert list(rows(await pulled(provider, "pipelines"))) == ["Standard (Standard)"]
            found = await provider.fetch("stages", ["Standard (Standard)|Qualification", "x|y"])
            assert [type(found[id]) for id in found] == [RemoteRecord, Absence]
        org.traits(pipelines=False)
        async with zoho(sandbox) as (http, _, provider):
            assert http is not None
            assert "|Qualification" in rows(await pulled(provider, "stages"))
            item = Create("01JD0000000000000000000001", Kind.DEAL, {"stage": [["stages", "|Qualification"]]}, "Maison")
            await provider.create("Deals", [item])
            assert org.dump("Deals")[0]["Stage"] == "Qualification"

    run_async(story())
