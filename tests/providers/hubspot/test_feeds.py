"""Reading HubSpot's changes: late and shuffled indexes, broken pages, archived rows, links, too many properties."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing

import pytest

from crmdesk.domain.errors import OutcomeUnknown, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Cursor, Feed, Page, Provider, RemoteRecord
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.feeds import Feeds
from crmdesk.providers.hubspot.mapping import lines_of, object_spec
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.rows import RowReader, always
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot
from tests.providers.hubspot.schema import full_schema

CONTACTS = Feed("contacts", "contacts")
ARCHIVED = Feed("contacts:archived", "contacts", 3600)


async def pulled(provider: Provider, feed: Feed, cursor: Cursor | None = None) -> list[Page]:
    async with aclosing(provider.pull(feed, cursor)) as pages:
        return [page async for page in pages]


def records(pages: Sequence[Page]) -> dict[str, RemoteRecord]:
    return {record.id: record for page in pages for record in page.records}


def add(control: Control, count: int, name: str = "contacts") -> list[str]:
    return [control.edit(name, None, {"firstname": f"N{number}"}) for number in range(count)]


def test_a_late_and_shuffled_index_hides_nothing_for_long(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            control.traits(search_lag_s=30.0, search_out_of_order=True)
            cursor = (await pulled(provider, CONTACTS))[-1].cursor
            ids = set(add(control, 40))
            seen: set[str] = set()
            for passed_s in (0, 10, 20, 31, 600):
                control("POST", "/clock", {"offset_s": passed_s})
                pages = await pulled(provider, CONTACTS, cursor)
                seen |= records(pages).keys()
                assert (seen == ids) or passed_s < 31
                cursor = pages[-1].cursor
            assert not records(await pulled(provider, CONTACTS, {"since_ms": cursor["since_ms"] + 3_600_000}))

    run_async(story())


def test_the_cursor_stays_behind_the_present_and_never_goes_back(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            first = (await pulled(provider, CONTACTS))[-1].cursor["since_ms"]
            add(control, 3)
            pages = await pulled(provider, CONTACTS, {"since_ms": first})
            assert len(records(pages)) == 3, "what is newer than the cursor's bound is read all the same"
            assert pages[-1].cursor["since_ms"] == first
            control("POST", "/clock", {"offset_s": 3600})
            later = (await pulled(provider, CONTACTS, {"since_ms": first}))[-1].cursor["since_ms"]
            assert first + 3_500_000 < later < first + 3_600_000

    run_async(story())


@pytest.mark.parametrize("action", ["duplicate_page", "reorder"])
@pytest.mark.parametrize("first", [True, False])
def test_pages_that_repeat_or_come_in_disorder(
    sandbox: Sandbox, control: Control, run_async: RunAsync, action: str, first: bool
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            cursor = None if first else (await pulled(provider, CONTACTS))[-1].cursor
            ids = set(add(control, 450))
            control.fault(action, method="GET" if first else "POST", path="/crm/objects/2026-03/contacts", times=2)
            assert records(await pulled(provider, CONTACTS, cursor)).keys() == ids

    run_async(story())


def test_a_page_that_always_leads_to_itself_ends_with_an_error(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            add(control, 250)
            control.fault("duplicate_page", path="/crm/objects/2026-03/contacts", times=None)
            with pytest.raises(VendorNonsense, match="paging_stuck"):
                await pulled(provider, CONTACTS)

    run_async(story())


@pytest.mark.parametrize("value", [None, "<html>busy</html>", "[]", '{"results": [{"id": 5}]}', '{"results": 7}'])
def test_nonsense_is_named(sandbox: Sandbox, control: Control, run_async: RunAsync, value: str | None) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            add(control, 2)
            control.fault("garbage", method="GET", path="/crm/objects/2026-03/contacts", times=1, value=value)
            with pytest.raises(VendorNonsense) as caught:
                await pulled(provider, CONTACTS)
            assert caught.value.data["endpoint"] in {"/crm/objects/2026-03/contacts", "contacts"}

    run_async(story())


def test_reads_are_repeated_after_faults_until_they_are_not(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            ids = set(add(control, 2))
            control.fault("status", path="/crm/objects/2026-03/contacts", times=1, value=502)
            control.fault("drop_before", path="/crm/objects/2026-03/contacts", times=1)
            assert records(await pulled(provider, CONTACTS)).keys() == ids

    run_async(story())


def test_a_pull_that_is_cancelled_leaves_nothing_running(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            add(control, 250)
            control.fault("hang", path="/crm/objects/2026-03/contacts", times=None, value=0.3)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await pulled(provider, CONTACTS)
            control("DELETE", "/faults")

    run_async(story())


def test_archived_rows_are_told_once(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            ids = add(control, 230)
            for id in ids[:210]:
                control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": id})
            pages = await pulled(provider, ARCHIVED)
            absences = [absence for page in pages for absence in page.absences]
            assert [absence.id for absence in absences] == ids[:210]
            assert all(absence.at is not None and absence.merged_into is None for absence in absences)
            later = {"since_ms": pages[-1].cursor["since_ms"] + 3_600_000}
            assert not [absence for page in await pulled(provider, ARCHIVED, later) for absence in page.absences]

    run_async(story())


def test_rows_whose_survivor_was_archived_are_told(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    """Nobody may have read the survivor of a merge before it was deleted: it alone says which rows went into it."""

    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            first, second, third, alone = add(control, 4)
            cursor = (await pulled(provider, ARCHIVED))[-1].cursor
            survivor = first
            for loser in (second, third):
                body = {"vendor": "hubspot", "object": "contacts", "winner": survivor, "loser": loser}
                survivor = control("POST", "/merge", body)["id"]
            for id in (survivor, alone):
                control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": id})
            pages = await pulled(provider, ARCHIVED, cursor)
            absences = {each.id: each for page in pages for each in page.absences}
            assert absences.keys() >= {first, second, third, survivor, alone}
            assert {(each.merged_into, each.at) for each in absences.values() if each.id != alone} == {
                (None, absences[survivor].at)
            }

    run_async(story())


def test_where_archived_rows_are_not_listed_there_are_none(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            control.traits(archived_scan_refused=True)
            feed = next(feed for feed in provider.feeds() if feed.name == "notes:archived")
            for cursor in (None, {"since_ms": 5}):
                pages = await pulled(provider, feed, cursor)
                assert [(page.absences, page.last) for page in pages] == [((), True)]

    run_async(story())


def test_rows_that_are_gone_for_good_are_absent(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            kept, archived, purged = add(control, 3)
            for id, hard in ((archived, False), (purged, True)):
                control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": id, "hard": hard})
            found = await provider.fetch("contacts", [kept, archived, purged, "../owners", "x"])
            assert isinstance(found[kept], RemoteRecord)
            assert [type(found[id]) for id in (archived, purged, "../owners", "x")] == [Absence] * 4
            assert getattr(found[archived], "at", None) is not None

    run_async(story())


@pytest.mark.thorough
def test_many_links_of_a_row_are_all_read(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            deal = control.edit("deals", None, {"dealname": "A", "pipeline": "default", "dealstage": "contractsent"})
            people = add(control, 520)
            for id in people:
                control.edit("associations", None, {"from": "deals", "fromId": deal, "to": "contacts", "toId": id})
            expected = sorted(["contacts", id] for id in people)
            feed = Feed("deals", "deals")
            pages = await pulled(provider, feed)
            assert records(pages)[deal].fields["contacts"] == expected
            control.edit("deals", deal, {"dealname": "B"})
            assert records(await pulled(provider, feed, pages[-1].cursor))[deal].fields["contacts"] == expected
            fetched = (await provider.fetch("deals", [deal]))[deal]
            assert isinstance(fetched, RemoteRecord)
            assert fetched.fields["contacts"] == expected

    run_async(story())


def test_the_primary_company_of_several_is_the_one(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            deal = control.edit("deals", None, {"dealname": "A", "pipeline": "default", "dealstage": "contractsent"})
            one, two = (control.edit("companies", None, {"name": name}) for name in "AB")
            ends = {"from": "deals", "fromId": deal, "to": "companies"}
            control.edit("associations", None, ends | {"toId": one})
            control.edit("associations", None, ends | {"toId": two, "types": [5]})
            pages = await pulled(provider, Feed("deals", "deals"))
            listed = records(pages)[deal].fields["company"]
            control.edit("deals", deal, {"dealname": "B"})
            searched = records(await pulled(provider, Feed("deals", "deals"), pages[-1].cursor))[deal].fields["company"]
            assert listed == searched == [["companies", two]]

    run_async(story())


def test_more_properties_than_an_address_or_a_search_can_carry(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """An account with hundreds of mapped fields: ids first, then the rows by batches."""
    schema = full_schema()
    lines = lines_of("contacts", schema, "EUR")
    many = tuple(f"custom_property_number_{number}" for number in range(300))
    reader = RowReader(object_spec("contacts", lines, schema), lines, always(Kind.LEAD), many, None)

    async def story() -> None:
        async with hubspot(sandbox) as (http, _, _):
            feeds = Feeds(Api(http, Paths()), {"contacts": reader})

            async def read(cursor: Cursor | None) -> list[Page]:
                async with aclosing(feeds.pull("contacts", cursor)) as pages:
                    return [page async for page in pages]

            ids = set(add(control, 150))
            control.calls()
            pages = await read(None)
            assert records(pages).keys() == ids
            assert {page.total for page in pages} == {150}
            assert control.calls() == {
                "POST /crm/objects/2026-03/contacts/search": 1,
                "GET /crm/objects/2026-03/contacts": 2,
                "POST /crm/objects/2026-03/contacts/batch/read": 2,
            }
            again = await read(pages[-1].cursor)
            assert {id: record.fields for id, record in records(again).items()} == {
                id: record.fields for id, record in records(pages).items()
            }
            assert control.calls() == {
                "POST /crm/objects/2026-03/contacts/search": 1,
                "POST /crm/objects/2026-03/contacts/batch/read": 2,
            }

    run_async(story())


def test_idle_runs_make_one_call_for_each_object(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            control("POST", "/reset", {"vendor": "hubspot", "records": 60})
            cursors = {feed.name: (await pulled(provider, feed))[-1].cursor for feed in provider.feeds()}
            control.calls()
            for feed in provider.feeds():
                if feed.every_s == 0:
                    await pulled(provider, feed, cursors[feed.name])
            calls = control.calls()
            assert set(calls.values()) == {1}
            assert len(calls) == 8

    run_async(story())


@pytest.mark.thorough
def test_ten_thousand_and_more_changes(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    """The real limit of the search, over sockets: 10,150 rows are 51 pages."""

    async def story() -> None:
        control("POST", "/reset", {"vendor": "hubspot", "records": 10_150})
        async with hubspot(sandbox) as (_, _, provider):
            control.calls()
            pages = await pulled(provider, CONTACTS, {"since_ms": 1_000_000})
            assert len(records(pages)) == 10_150
            assert control.calls() == {"POST /crm/objects/2026-03/contacts/search": 51}

    run_async(story())


def test_what_cannot_be_reached_is_said(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, _, provider):
            control.fault("status", path="/crm/objects/2026-03/contacts", times=None, value=500)
            with pytest.raises(OutcomeUnknown):
                await pulled(provider, CONTACTS)
            control("DELETE", "/faults")

    run_async(story())
