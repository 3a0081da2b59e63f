"""Which currency an organisation's amounts are in, and what becomes of rows in another one."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, Outcome, Provider, RemoteRecord, Update
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce
from tests.providers.requests import record

LEAD = {"LastName": "Voss", "Company": "Oakline", "crmdesk_asking_price__c": 348000}
Amount = dict[str, str]


def euros(amount: str, currency: str = "EUR") -> Amount:
    return {"amount": amount, "currency": currency}


@pytest.mark.parametrize(
    ("traits", "told"),
    [
        ({}, ("EUR", False)),
        ({"currency": "USD"}, ("USD", False)),
        ({"currency": "USD", "multi_currency": True}, ("USD", False)),
        ({"currency": "USD", "multi_currency": True, "organization_refused": "403"}, ("USD", False)),
        ({"currency": "USD", "organization_refused": "403"}, ("EUR", True)),
        ({"currency": "USD", "organization_refused": "404"}, ("EUR", True)),
        ({"currency": "dollars"}, ("EUR", True)),
    ],
)
def test_the_currency_is_the_organisations(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync, traits: dict[str, Any], told: tuple[str, bool]
) -> None:
    """One that does not tell is taken to count in euros, and that is told."""

    async def story() -> None:
        org.traits(**traits)
        async with salesforce(sandbox) as (_, account, _):
            assert (account.currency, account.currency_assumed) == told

    run_async(story())


def test_amounts_of_an_organisation_in_dollars_are_dollars(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        org.traits(currency="USD")
        id = org.edit("Lead", None, LEAD)
        async with salesforce(sandbox) as (_, _, provider):
            assert await price(provider, id) == euros("348000", "USD")
            words = rule(provider).words
            assert words is not None
            assert [words.can_hold(euros("5", code)) for code in ("USD", "EUR")] == [True, False]

    run_async(story())


def test_rows_of_an_organisation_of_several_say_their_own(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    """The amounts of a lead share one currency: only the amount is written, in the currency that the row is in."""

    async def story() -> None:
        org.traits(multi_currency=True)
        here = org.edit("Lead", None, LEAD)
        there = org.edit("Lead", None, {**LEAD, "CurrencyIsoCode": "USD", "crmdesk_estimate__c": 7})
        async with salesforce(sandbox) as (_, _, provider):
            assert await price(provider, here) == euros("348000")
            assert await price(provider, there) == euros("348000", "USD")
            done = await change(provider, there, euros("350000", "USD"))
            assert isinstance(done, Done)
            assert truth(org, there) == (350000, "USD", 7)
            kept = await change(provider, there, euros("1"))
            assert rule(provider).codec.decode(record(kept).fields["asking_price"]) == euros("350000", "USD")
            assert truth(org, there) == (350000, "USD", 7), "nothing that stands there is taken for euros"
            assert isinstance(await change(provider, there, None), Done)
            assert truth(org, there) == (None, "USD", 7)

    run_async(story())


def test_a_new_row_says_its_currency(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    """One that says none gets that of the user, whatever the organisation counts in."""

    async def story() -> None:
        org.traits(multi_currency=True, user_currency="USD")
        async with salesforce(sandbox) as (_, _, provider):
            plain = await make(provider, {"asking_price": euros("5")})
            assert truth(org, record(plain).id) == (5, "EUR", None)
            foreign = await make(provider, {"asking_price": euros("5", "CHF"), "estimate": euros("6", "CHF")})
            assert truth(org, record(foreign).id) == (5, "CHF", 6)
            mixed = record(await make(provider, {"asking_price": euros("5", "CHF"), "estimate": euros("6")}))
            assert truth(org, mixed.id) == (5, "CHF", None)
            assert rule(provider, field="estimate").codec.decode(mixed.fields["estimate"]) is None
            deal = {"stage": [["stages", "Prospecting"]], "close_date": "2026-12-31", "amount": euros("9")}
            made = record(await make(provider, deal, "Opportunity", Kind.DEAL))
            row = next(row for row in org.dump("Opportunity") if row["Id"] == made.id)
            assert (row["Amount"], row["CurrencyIsoCode"]) == (9, "EUR")

    run_async(story())


def test_the_rest_of_a_row_goes_out_all_the_same(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    """Few rows are changed one by one, many in a collection: what stays there is told by the answers to both."""

    async def story(many: int) -> None:
        org.traits(multi_currency=True)
        ids = [org.edit("Lead", None, {**LEAD, "CurrencyIsoCode": "USD", "City": "Nantes"}) for _ in range(many)]
        async with salesforce(sandbox) as (_, _, provider):
            rows = await provider.fetch("Lead", ids)
            codec, items = rule(provider).codec, []
            for row in (row for row in rows.values() if isinstance(row, RemoteRecord)):
                fresh = {"city": "Vertou", "asking_price": codec.encode(euros("1"), row.fields["asking_price"])}
                expected = {name: row.fields[name] for name in fresh}
                items.append(Update(row.id, Kind.LEAD, fresh, expected, row.version))
            told = [record(outcome) for outcome in await provider.update("Lead", items)]
            assert {one.fields["city"] for one in told} == {"Vertou"}
            assert [codec.decode(one.fields["asking_price"]) for one in told] == [euros("348000", "USD")] * many
        assert {(row["City"], *truth(org, row["Id"])) for row in org.dump("Lead") if row["Id"] in ids} == {
            ("Vertou", 348000, "USD", None)
        }

    run_async(story(1))
    run_async(story(61))


def rule(provider: Provider, name: str = "Lead", kind: Kind = Kind.LEAD, field: str = "asking_price") -> Any:
    return next(spec for spec in provider.objects() if spec.name == name).rules(kind)[field]


async def price(provider: Provider, id: str) -> Any:
    return rule(provider).codec.decode((await lead(provider, id)).fields["asking_price"])


async def lead(provider: Provider, id: str) -> RemoteRecord:
    found = (await provider.fetch("Lead", [id]))[id]
    assert isinstance(found, RemoteRecord)
    return found


async def change(provider: Provider, id: str, value: Amount | None) -> Outcome:
    row = await lead(provider, id)
    held = row.fields["asking_price"]
    raw = rule(provider).codec.encode(value, held)
    update = Update(id, Kind.LEAD, {"asking_price": raw}, {"asking_price": held}, row.version)
    return (await provider.update("Lead", [update]))[0]


async def make(provider: Provider, values: dict[str, Any], name: str = "Lead", kind: Kind = Kind.LEAD) -> Outcome:
    raws = {
        field: rule(provider, name, kind, field).codec.encode(value, None) if isinstance(value, dict) else value
        for field, value in values.items()
    }
    key = new_ulid(1_795_000_000_000, Random(repr(values)))
    return (await provider.create(name, [Create(key, kind, raws, "Titre")]))[0]


def truth(org: SalesforceControl, id: str) -> tuple[Any, Any, Any]:
    row = next(row for row in org.dump("Lead") if row["Id"] == id)
    return row["crmdesk_asking_price__c"], row["CurrencyIsoCode"], row["crmdesk_estimate__c"]
