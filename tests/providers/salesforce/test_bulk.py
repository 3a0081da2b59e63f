"""A large first pull by Bulk 2.0: the same rows as by pages, whatever becomes of the job (section 6.1)."""

from __future__ import annotations

from contextlib import aclosing
from typing import Any

import pytest

from crmdesk.providers.base import Cursor, Feed, Page, Provider
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce

OBJECTS = ("Lead", "Contact", "Account", "Task", "Call", "Event", "Note", "Opportunity")
JOB = "POST /services/data/v67.0/jobs/{sort}"


async def pulled(provider: Provider, name: str, cursor: Cursor | None = None) -> list[Page]:
    async with aclosing(provider.pull(Feed(name, name), cursor)) as pages:
        return [page async for page in pages]


def rows(pages: list[Page]) -> dict[str, Any]:
    return {record.id: record for page in pages for record in page.records}


@pytest.fixture
def large(org: SalesforceControl, monkeypatch: pytest.MonkeyPatch) -> SalesforceControl:
    """An organisation in which a page of leads is a large list already, with values that are awkward in CSV."""
    org.control("POST", "/reset", {"vendor": "salesforce", "records": 300})
    org.traits(page_cap=40, bulk_polls=2)
    awkward = {"LastName": 'O"de, "x"', "Company": "A;B", "Description": "one\ntwo\r\nthree", "City": " Brest ",
               "crmdesk_asking_price__c": 1250.5, "crmdesk_consent_email__c": '{"state":"given"}'}  # fmt: skip
    org.edit("Lead", None, awkward)
    monkeypatch.setattr("crmdesk.providers.salesforce.feeds.LARGE", 60)
    monkeypatch.setattr("crmdesk.providers.salesforce.bulk.POLL_S", 0.0)
    monkeypatch.setattr("crmdesk.providers.salesforce.bulk.PART", 50)
    monkeypatch.setattr("crmdesk.providers.salesforce.bulk.RESULTS", 80)
    return org


def test_the_same_rows_come_as_by_pages(
    sandbox: Sandbox, large: SalesforceControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            large.calls()
            by_bulk = {name: rows(await pulled(provider, name)) for name in OBJECTS}
            calls = large.calls()
            monkeypatch.setattr("crmdesk.providers.salesforce.feeds.LARGE", 10**9)
            by_pages = {name: rows(await pulled(provider, name)) for name in OBJECTS}
            assert by_bulk == by_pages
            assert len(by_bulk["Lead"]) > 200
            jobs = {name for name, found in by_pages.items() if len(found) >= 60 and name != "Opportunity"}
            assert calls[JOB] == len(jobs) >= 2, "their contacts come only with a query"
            assert calls["GET /services/data/v67.0/jobs/query/{job}/results"] >= 3
            assert JOB not in large.calls()

    run_async(story())


def test_a_pull_goes_on_from_any_page(sandbox: Sandbox, large: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            pages = await pulled(provider, "Lead")
            assert len(pages) > 4
            for reached in range(len(pages) - 1):
                rest = await pulled(provider, "Lead", pages[reached].cursor)
                assert rows(pages[: reached + 1]).keys() | rows(rest).keys() == rows(pages).keys()
            assert pages[-1].cursor.keys() == {"since"}
            changed = large.edit("Lead", None, {"LastName": "New", "Company": "B"})
            assert changed in rows(await pulled(provider, "Lead", pages[-1].cursor))

    run_async(story())


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "POST", "path": "/services/data/v67.0/jobs/query", "value": 403},
        {"method": "POST", "path": "/services/data/v67.0/jobs/query", "value": 404},
        {
            "method": "GET",
            "path": "/services/data/v67.0/jobs/query/",
            "value": {"status": 200, "body": {"state": "Failed"}},
        },
    ],
)
def test_without_jobs_all_comes_by_pages(
    sandbox: Sandbox, large: SalesforceControl, run_async: RunAsync, fault: dict[str, Any]
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            expected = {row["Id"] for row in large.dump("Lead")}
            large.fault("status", times=None, **fault)
            pages = await pulled(provider, "Lead")
            assert rows(pages).keys() == expected
            assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
            large.calls()
            await pulled(provider, "Contact")
            assert JOB not in large.calls(), "once is enough to know"

    run_async(story())
