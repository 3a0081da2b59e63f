"""Person accounts (section 8.3): they are people, read as contacts and as no companies."""

from __future__ import annotations

from contextlib import aclosing
from typing import Any

import pytest

from crmdesk.domain.errors import RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Create, Done, Needle, Outcome, Page, Provider, Refused, RemoteRecord, Update
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce
from tests.contract.test_contract import done, new_id

PERSON = {"LastName": "Voss", "FirstName": "Ada", "PersonEmail": "ada@oakline.example"}


@pytest.fixture
def persons(org: SalesforceControl) -> SalesforceControl:
    """An organisation that has person accounts."""
    org.traits(person_accounts=True)
    return org


def halves(org: SalesforceControl) -> tuple[str, str]:
    """A new person: the account and its contact."""
    account = org.edit("Account", None, PERSON)
    return account, next(row["Id"] for row in org.dump("Contact") if row["AccountId"] == account)


async def pulled(provider: Provider, name: str, since: str | None = None) -> list[Page]:
    feed = next(feed for feed in provider.feeds() if feed.name == name)
    async with aclosing(provider.pull(feed, None if since is None else {"since": since})) as pages:
        return [page async for page in pages]


def ids(pages: list[Page]) -> set[str]:
    return {record.id for page in pages for record in page.records}


@pytest.mark.parametrize("by_job", [False, True])
def test_a_person_is_a_contact_and_no_company(
    sandbox: Sandbox, persons: SalesforceControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, by_job: bool
) -> None:
    async def story() -> None:
        account, contact = halves(persons)
        company = persons.edit("Account", None, {"Name": "Ada Voss"})
        if by_job:
            persons.traits(page_cap=1)
            monkeypatch.setattr("crmdesk.providers.salesforce.feeds.LARGE", 1)
            monkeypatch.setattr("crmdesk.providers.salesforce.bulk.POLL_S", 0.0)
        async with salesforce(sandbox) as (_, _, provider):
            first = await pulled(provider, "Account")
            assert company in ids(first)
            assert account not in ids(first)
            assert contact in ids(await pulled(provider, "Contact"))
            listed = {id for page in await pulled(provider, "Account:all") for id in page.listed}
            assert (company in listed, account in listed) == (True, False)
            named = await provider.find("Account", Kind.COMPANY, Needle(name="Ada Voss"))
            assert [record.id for record in named] == [company]

    run_async(story())


def test_a_lead_becomes_a_person_and_no_company(
    sandbox: Sandbox, persons: SalesforceControl, run_async: RunAsync
) -> None:
    """Its company would be its own name, and the conversion would make a company of that."""

    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            item = Create(new_id(), Kind.LEAD, {"last_name": "Ode", "emails": {"Email": "ode@oakline.example"}}, "Ode")
            made = done((await provider.create("Lead", [item]))[0])
            persons.edit("Lead", made.id, {"convert": {}})
            gone = (await provider.fetch("Lead", [made.id]))[made.id]
            assert isinstance(gone, Absence)
            (account,) = [row for row in persons.dump("Account") if row["LastName"] == "Ode"]
            assert account["IsPersonAccount"] is True
            assert gone.became == ("Contact", account["PersonContactId"])

    run_async(story())


def test_an_account_that_is_found_to_be_a_person_is_gone_as_a_company(
    sandbox: Sandbox, persons: SalesforceControl, run_async: RunAsync
) -> None:
    """It was made one since, or was read as a company once."""

    async def story() -> None:
        account, _ = halves(persons)
        async with salesforce(sandbox) as (_, _, provider):
            gone = (await provider.fetch("Account", [account]))[account]
            assert isinstance(gone, Absence)
            assert gone.at is not None, "that it is a person is said of it: no second look is needed"
            changed = await pulled(provider, "Account", "2026-01-01T00:00:00.000Z")
            assert account not in ids(changed)
            assert account in {absence.id for page in changed for absence in page.absences}

    run_async(story())


def test_the_contact_of_a_person_is_written_but_for_its_account(
    sandbox: Sandbox, persons: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        account, contact = halves(persons)
        company = persons.edit("Account", None, {"Name": "Oakline"})
        async with salesforce(sandbox) as (_, _, provider):
            read = (await provider.fetch("Contact", [contact]))[contact]
            assert isinstance(read, RemoteRecord)
            assert read.fields["last_name"] == "Voss"
            assert not any(name == "Account" for name, _ in read.fields["company"] or ()), "it is nobody's company"
            done = await changed(provider, read, {"last_name": "Ode"})
            assert isinstance(done, Done), done
            assert row(persons, "Account", account)["Name"] == "Ada Ode"
            refused = await changed(provider, read, {"company": [["Account", company]]})
            assert isinstance(refused, Refused)
            assert isinstance(refused.error, RecordRefused)
            assert (refused.error.key, refused.error.remote_field) == ("reference_elsewhere", "AccountId")
            assert row(persons, "Contact", contact)["AccountId"] == account

    run_async(story())


async def changed(provider: Provider, known: RemoteRecord, fields: dict[str, Any]) -> Outcome:
    expected = {name: known.fields[name] for name in fields}
    found = await provider.update("Contact", [Update(known.id, Kind.CONTACT, fields, expected, version=None)])
    return found[0]


def row(org: SalesforceControl, name: str, id: str) -> dict[str, Any]:
    return next(row for row in org.dump(name) if row["Id"] == id)
