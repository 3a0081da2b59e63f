"""Reading what changed at Salesforce: ties, late commits, merges, conversions, roles, what was purged, lost fields."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Cursor, Feed, Gone, Needle, Page, Provider, RemoteRecord
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce

LEAD = {"LastName": "Voss", "Company": "Oakline"}


async def read(provider: Provider, name: str, cursor: Cursor | None = None, *, most: int = 1000) -> list[Page]:
    feed = next(feed for feed in provider.feeds() if feed.name == name)
    found: list[Page] = []
    async with aclosing(provider.pull(feed, cursor)) as pages:
        async for page in pages:
            found.append(page)
            if len(found) == most:
                break
    return found


def ids(pages: Sequence[Page]) -> list[str]:
    return [record.id for page in pages for record in page.records]


def absences(pages: Sequence[Page]) -> set[tuple[str, str | None]]:
    return {(each.id, each.merged_into) for page in pages for each in page.absences}


def test_a_walk_that_was_broken_off_goes_on_behind_its_last_row(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "salesforce", "records": 700})
        org.traits(page_cap=100)
        async with salesforce(sandbox) as (_, _, provider):
            whole = await read(provider, "Lead")
            assert whole[0].total == len(ids(whole))
            assert len(ids(whole)) == len(set(ids(whole))) > 300
            first = await read(provider, "Lead", most=2)
            assert first[-1].cursor["id"] == ids(first)[-1]
            rest = await read(provider, "Lead", first[-1].cursor)
            assert ids(first) + ids(rest) == ids(whole)
            assert rest[-1].cursor == {"since": first[-1].cursor["started"]}

    run_async(story())


def test_many_rows_of_one_second_come_each_once(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(page_cap=50)
        async with salesforce(sandbox) as (_, _, provider):
            from tests.providers.salesforce.test_requests import make

            made = {record.id for record in await make(provider, "Lead", Kind.LEAD, {"last_name": "V"}, count=230)}
            pages = await read(provider, "Lead", most=3)
            pages += await read(provider, "Lead", pages[-1].cursor)
            assert sorted(ids(pages)) == sorted(made)

    run_async(story())


def test_a_row_that_was_committed_late_is_not_missed(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead"))[-1].cursor
            org.traits(late_commit_s=200)
            late = org.edit("Lead", None, LEAD)
            org.tick(100)
            pages = await read(provider, "Lead", cursor)
            assert ids(pages) == []
            org.tick(150)
            pages = await read(provider, "Lead", pages[-1].cursor)
            assert ids(pages) == [late]

    run_async(story())


def test_a_merge_is_told_with_the_survivor_on_whatever_page_it_stood(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        people = [org.edit("Lead", None, LEAD | {"LastName": f"N{number}"}) for number in range(5)]
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead"))[-1].cursor
            org.merge("Lead", people[0], people[1])
            for id in people[2:]:
                org.edit("Lead", id, {"City": "Nantes"})
            org.traits(page_cap=1)
            pages = await read(provider, "Lead", cursor)
            newest = {record.id: record for page in pages for record in page.records}
            assert newest[people[0]].merged_ids == (people[1],)
            assert absences(pages) == set()
            org.merge("Lead", people[2], people[0])
            pages = await read(provider, "Lead", cursor)
            newest = {record.id: record for page in pages for record in page.records}
            assert people[0] in newest[people[2]].merged_ids
            found = await provider.fetch("Lead", [people[1], people[0]])
            assert [getattr(found[id], "merged_into", "") for id in (people[1], people[0])] == [people[2], people[2]]

    run_async(story())


def ends(pages: Sequence[Page]) -> set[tuple[str, str | None]]:
    """The rows that are gone, each with the one that it became a part of."""
    merged = {(loser, record.id) for page in pages for record in page.records for loser in record.merged_ids}
    return merged | absences(pages)


def test_a_survivor_that_was_merged_itself_takes_along_who_became_a_part_of_it(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        first, second, last = (org.edit("Lead", None, LEAD | {"LastName": name}) for name in ("Voss", "Ode", "Bex"))
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead"))[-1].cursor
            org.merge("Lead", second, first)
            org.merge("Lead", last, second)
            assert ends(await read(provider, "Lead", cursor)) == {(first, last), (second, last)}

    run_async(story())


def test_a_merge_is_told_where_the_walk_broke_off_between_its_two_rows(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        winner, loser, other = (org.edit("Lead", None, LEAD | {"LastName": name}) for name in ("Voss", "Ode", "Bex"))
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead"))[-1].cursor
            org.merge("Lead", winner, loser)
            for id in (other, winner):
                org.edit("Lead", id, {"City": "Nantes"})
            org.traits(page_cap=1)
            broken = await read(provider, "Lead", cursor, most=2)
            assert ends(broken) == set()
            rest = await read(provider, "Lead", broken[-1].cursor)
            assert ends(rest) == {(loser, winner)}
            assert rest[-1].cursor.keys() == {"since"}

    run_async(story())


def test_a_converted_lead_goes_and_its_contact_comes(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        lead, other = (org.edit("Lead", None, LEAD | {"FirstName": name}) for name in ("Mara", "Ines"))
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead"))[-1].cursor
            org.edit("Lead", lead, {"convert": {}})
            pages = await read(provider, "Lead", cursor)
            assert lead not in ids(pages)
            found = await provider.fetch("Lead", [lead, other])
            assert isinstance(found[other], RemoteRecord)
            contact = (await read(provider, "Contact"))[-1].records[0]
            assert contact.fields["first_name"] == "Mara"
            gone = next(each for page in pages for each in page.absences)
            assert (gone.id, gone.merged_into, gone.became) == (lead, None, ("Contact", contact.id))
            assert found[lead] == gone
            names = [feed.name for feed in provider.feeds()]
            assert names.index("Lead") < names.index("Contact"), "else the contact would be somebody new"
            assert ids(await read(provider, "Lead")) == [other], "a first pull does not bring it as a lead"

    run_async(story())


def test_a_merged_lead_whose_survivor_was_converted(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        winner, loser = (org.edit("Lead", None, LEAD | {"FirstName": name}) for name in ("Mara", "Ines"))
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead"))[-1].cursor
            org.merge("Lead", winner, loser)
            org.edit("Lead", winner, {"convert": {}})
            contact = org.dump("Contact")[0]["Id"]
            gone = {each.id: each.became for page in await read(provider, "Lead", cursor) for each in page.absences}
            assert gone == dict.fromkeys((winner, loser), ("Contact", contact))

    run_async(story())


def test_a_converted_lead_that_hides_its_contact_is_gone(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        lead = org.edit("Lead", None, LEAD)
        org.traits(hidden_fields=["Lead.ConvertedContactId"])
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead"))[-1].cursor
            org.edit("Lead", lead, {"convert": {}})
            (gone,) = [each for page in await read(provider, "Lead", cursor) for each in page.absences]
            assert (gone.id, gone.became) == (lead, None)

    run_async(story())


def test_a_contact_that_joins_a_deal_is_noticed(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        deal = org.edit("Opportunity", None, {"Name": "M", "StageName": "Prospecting", "CloseDate": "2026-12-31"})
        person = org.edit("Contact", None, {"LastName": "Voss"})
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Opportunity"))[-1].cursor
            org.tick(1000)
            org.edit("OpportunityContactRole", None, {"OpportunityId": deal, "ContactId": person})
            org.tick(1000)
            later = (await read(provider, "Opportunity", cursor))[-1]
            assert [(row.id, row.fields["contacts"]) for row in later.records] == [(deal, [["Contact", person]])]
            role = org.dump("OpportunityContactRole")[0]["Id"]
            org.delete("OpportunityContactRole", role)
            after = (await read(provider, "Opportunity", later.cursor))[-1]
            assert [(row.id, row.fields["contacts"]) for row in after.records] == [(deal, None)]

    run_async(story())


def test_what_was_deleted_for_good_is_found_by_the_list(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        gone, binned, loser, kept = (org.edit("Lead", None, LEAD) for _ in range(4))
        async with salesforce(sandbox) as (_, _, provider):
            cursor = (await read(provider, "Lead:purged"))[-1].cursor
            org.delete("Lead", gone, hard=True)
            org.delete("Lead", binned)
            org.merge("Lead", kept, loser)
            org.tick(300)
            await read(provider, "Lead")  # as a run does, before: the list is asked up to the time of the latest answer
            page = (await read(provider, "Lead:purged", cursor))[-1]
            assert absences([page]) == {(gone, None)}
            assert page.cursor["since"] > cursor["since"]
            again = (await read(provider, "Lead:purged", page.cursor))[-1]
            assert again.last
            found = await provider.fetch("Lead", [gone])
            assert found[gone] == Absence("Lead", gone)

    run_async(story())


def test_a_feed_that_was_not_read_for_weeks_asks_for_what_there_is(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            old = {"since": "2020-01-01T00:00:00.000Z"}
            assert (await read(provider, "Lead:purged", old))[-1].last
            assert (await read(provider, "Lead", old))[-1].last

    run_async(story())


def test_a_field_that_the_account_lost_is_unknown_and_not_blank(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        lead = org.edit("Lead", None, LEAD | {"City": "Nantes", "Phone": "02 40 11 22 33"})
        async with salesforce(sandbox) as (_, _, provider):
            org.traits(hidden_fields=["Lead.City", "Lead.MobilePhone"])
            record = (await read(provider, "Lead"))[-1].records[0]
            assert not {"city", "phones"} & record.fields.keys()
            assert record.fields["last_name"] == "Voss"
            fetched = (await provider.fetch("Lead", [lead]))[lead]
            assert isinstance(fetched, RemoteRecord)
            assert "city" not in fetched.fields
        async with salesforce(sandbox) as (_, _, provider):
            rules = next(spec for spec in provider.objects() if spec.name == "Lead").rules(Kind.LEAD)
            assert "city" not in rules
            assert rules["phones"].remote == ("Phone",)

    run_async(story())


def test_a_row_is_looked_for_without_a_field_that_the_account_lost(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        lead = org.edit("Lead", None, LEAD | {"City": "Nantes"})
        async with salesforce(sandbox) as (_, _, provider):
            org.traits(hidden_fields=["Lead.City"])
            found = await provider.find("Lead", Kind.LEAD, Needle(name="Voss"))
            org.traits(hidden_fields=["Lead.City", "Lead.Title"])
            made = await provider.made_since("Lead", Kind.LEAD, "2026-01-01T00:00:00.000Z")
            assert [(each.id, "city" in each.fields) for each in (*found, *made)] == [(lead, False)] * 2

    run_async(story())


def test_pages_that_lead_nowhere(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "salesforce", "records": 60})
        org.traits(page_cap=10)
        async with salesforce(sandbox) as (_, _, provider):
            whole = ids(await read(provider, "Lead"))
            org.fault("duplicate_page", path="/services/data", times=1)
            assert set(ids(await read(provider, "Lead"))) == set(whole)
            org.fault("duplicate_page", path="/services/data", times=20)
            with pytest.raises(VendorNonsense, match="paging_stuck"):
                await read(provider, "Lead")
            org.control("DELETE", "/faults")
            org.fault("garbage")
            with pytest.raises(VendorNonsense, match="answer_unexpected"):
                await read(provider, "Lead")

    run_async(story())


def test_archived_activities_belong_to_the_replica(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        task = org.edit("Task", None, {"Subject": "alt", "Status": "Completed"})
        call = org.edit("Task", None, {"Subject": "Appel", "TaskSubtype": "Call"})
        org.edit("Task", task, {"IsArchived": True})
        async with salesforce(sandbox) as (_, _, provider):
            assert ids(await read(provider, "Task")) == [task]
            assert ids(await read(provider, "Call")) == [call]

    run_async(story())


def test_a_row_that_is_hidden_is_not_gone(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            id = "00Qgk0000000zzzAAA"
            org.fault("status", path=f"/services/data/v67.0/sobjects/Lead/{id}", value=403)
            assert (await provider.fetch("Lead", [id]))[id] == Absence("Lead", id, Gone.NO_ACCESS)

    run_async(story())


@pytest.mark.parametrize(
    "value",
    [
        {"status": 200, "body": "{}"},
        {"status": 400, "body": '[{"message":"unexpected","errorCode":"MALFORMED_QUERY"}]'},
    ],
)
def test_a_question_that_is_refused_is_no_deletion(
    value: dict[str, object], sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            id = "00Qgk0000000zzzAAA"
            org.fault("status", path=f"/services/data/v67.0/sobjects/Lead/{id}", value=value)
            with pytest.raises(VendorNonsense):
                await provider.fetch("Lead", [id])
            assert (await provider.fetch("Lead", [id]))[id] == Absence("Lead", id)

    run_async(story())


@pytest.mark.parametrize("count", [300])
def test_an_idle_run_asks_little(count: int, sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "salesforce", "records": count})
        async with salesforce(sandbox) as (_, _, provider):
            feeds = [feed for feed in provider.feeds() if feed.every_s == 0]
            cursors = {feed.name: (await read(provider, feed.name))[-1].cursor for feed in feeds}
            org.tick(1000)
            org.calls()
            for feed in feeds:
                assert await quiet(provider, feed, cursors[feed.name])
            calls = org.calls()
            assert sum(calls.values()) <= len(feeds) + 1, calls

    async def quiet(provider: Provider, feed: Feed, cursor: Cursor) -> bool:
        return not ids(await read(provider, feed.name, cursor))

    run_async(story())


def test_contacts_of_a_deal_that_come_in_pages_all_come(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        deal = org.edit("Opportunity", None, {"Name": "Sale", "StageName": "Prospecting", "CloseDate": "2026-12-31"})
        people = [org.edit("Contact", None, {"LastName": f"V{number}"}) for number in range(5)]
        for person in people:
            org.edit("OpportunityContactRole", None, {"OpportunityId": deal, "ContactId": person})
        async with salesforce(sandbox) as (_, _, provider):
            org.traits(child_page_cap=2)
            wanted = sorted(["Contact", person] for person in people)
            found = (await provider.fetch("Opportunity", [deal]))[deal]
            assert isinstance(found, RemoteRecord)
            assert found.fields["contacts"] == wanted
            read_rows = {record.id: record for page in await read(provider, "Opportunity") for record in page.records}
            assert read_rows[deal].fields["contacts"] == wanted

    run_async(story())


def test_pages_of_contacts_that_lead_to_themselves_end(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        deal = org.edit("Opportunity", None, {"Name": "Sale", "StageName": "Prospecting", "CloseDate": "2026-12-31"})
        for number in range(5):
            person = org.edit("Contact", None, {"LastName": f"V{number}"})
            org.edit("OpportunityContactRole", None, {"OpportunityId": deal, "ContactId": person})
        async with salesforce(sandbox) as (_, _, provider):
            org.traits(child_page_cap=2)
            org.fault("duplicate_page", path="/services/data/v67.0/query/0r8", times=None)
            with pytest.raises(VendorNonsense) as refused:
                await provider.fetch("Opportunity", [deal])
            assert refused.value.key == "paging_stuck"

    run_async(story())
