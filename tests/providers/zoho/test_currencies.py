"""Amounts of an organisation of several currencies are in that of their row: it is named once, and nothing is converted."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Outcome, Provider, RemoteRecord, Update
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.requests import record

Amount = dict[str, str]
LEAD = {"Last_Name": "Voss", "crmdesk_asking_price": 348000, "Currency": "USD"}
DEAL = {"Deal_Name": "Mandat", "Stage": "Qualification", "Amount": 5000}
DEALS = ("Deals", Kind.DEAL, "amount")
LEADS = ("People", Kind.LEAD, "asking_price")


def euros(amount: str, currency: str = "EUR") -> Amount:
    return {"amount": amount, "currency": currency}


@pytest.fixture
def several(org: ZohoControl) -> ZohoControl:
    org.traits(multi_currency=True)
    return org


def test_an_amount_is_read_in_the_currency_of_its_row(
    sandbox: Sandbox, several: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        dollars, home = (several.edit("Deals", None, {**DEAL, **more}) for more in ({"Currency": "USD"}, {}))
        lead = several.edit("Leads", None, LEAD)
        async with zoho(sandbox) as (_, account, provider):
            assert (account.currency, account.currency_assumed) == ("EUR", False)
            assert await read(provider, dollars, *DEALS) == euros("5000", "USD")
            assert await read(provider, home, *DEALS) == euros("5000")
            assert await read(provider, f"Leads/{lead}", *LEADS) == euros("348000", "USD")

    run_async(story())


def test_a_new_row_says_its_currency(sandbox: Sandbox, several: ZohoControl, run_async: RunAsync) -> None:
    """Of two currencies that of the first amount counts; one that the organisation has not stays here."""

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            stage = [["stages", "Standard (Standard)|Qualification"]]
            deal = record(await make(provider, {"amount": euros("9", "CHF"), "stage": stage}, *DEALS[:2]))
            assert truth(several, "Deals", deal.id, "Amount") == (9, "CHF")
            mixed = record(await make(provider, {"asking_price": euros("5", "USD"), "estimate": euros("6")}))
            assert truth(several, "Leads", mixed.id, "crmdesk_asking_price", "crmdesk_estimate") == (5, None, "USD")
            assert rule(provider, "People", Kind.LEAD, "estimate").codec.decode(mixed.fields["estimate"]) is None
            unknown = record(await make(provider, {"asking_price": euros("5", "JPY"), "estimate": euros("6", "CHF")}))
            assert truth(several, "Leads", unknown.id, "crmdesk_asking_price", "crmdesk_estimate") == (None, 6, "CHF")
            alone = record(await make(provider, {"asking_price": euros("7", "JPY"), "city": "Nantes"}))
            assert truth(several, "Leads", alone.id, "crmdesk_asking_price", "City") == (None, "Nantes", "EUR")

    run_async(story())


def test_a_row_stays_in_its_currency(sandbox: Sandbox, several: ZohoControl, run_async: RunAsync) -> None:
    """Zoho lets nobody change it: an amount in another one stays here, and the rest of the row goes out."""

    async def story() -> None:
        deal = several.edit("Deals", None, {**DEAL, "Currency": "USD"})
        lead = several.edit("Leads", None, LEAD)
        async with zoho(sandbox) as (_, _, provider):
            await change(provider, deal, euros("6000", "USD"), *DEALS)
            assert truth(several, "Deals", deal, "Amount") == (6000, "USD")
            told = record(await change(provider, deal, euros("1"), *DEALS))
            assert rule(provider, *DEALS).codec.decode(told.fields["amount"]) == euros("6000", "USD")
            told = record(await change(provider, f"Leads/{lead}", euros("1"), *LEADS, city="Vertou"))
            assert told.fields["city"] == "Vertou"
            assert truth(several, "Leads", lead, "crmdesk_asking_price", "City") == (348000, "Vertou", "USD")
            await change(provider, f"Leads/{lead}", None, *LEADS)
            assert truth(several, "Leads", lead, "crmdesk_asking_price") == (None, "USD")

    run_async(story())


def test_what_was_agreed_as_a_plain_number_was_in_the_home_currency(
    sandbox: Sandbox, several: ZohoControl, run_async: RunAsync
) -> None:
    """Before the organisation had several: the rows of that time are in it."""

    async def story() -> None:
        deal = several.edit("Deals", None, DEAL)
        async with zoho(sandbox) as (_, _, provider):
            codec = rule(provider, *DEALS).codec
            assert codec.decode("5000") == euros("5000")
            update = Update(deal, Kind.DEAL, {"amount": codec.encode(euros("7000"), "5000")}, {"amount": "5000"})
            record((await provider.update("Deals", [update]))[0])
            assert truth(several, "Deals", deal, "Amount") == (7000, "EUR")

    run_async(story())


def rule(provider: Provider, name: str, kind: Kind, field: str) -> Any:
    return next(spec for spec in provider.objects() if spec.name == name).rules(kind)[field]


async def row(provider: Provider, name: str, id: str) -> RemoteRecord:
    found = (await provider.fetch(name, [id]))[id]
    assert isinstance(found, RemoteRecord)
    return found


async def read(provider: Provider, id: str, name: str, kind: Kind, field: str) -> Any:
    return rule(provider, name, kind, field).codec.decode((await row(provider, name, id)).fields[field])


async def change(
    provider: Provider, id: str, value: Amount | None, name: str, kind: Kind, field: str, **more: Any
) -> Outcome:
    there = await row(provider, name, id)
    fresh = {field: rule(provider, name, kind, field).codec.encode(value, there.fields[field]), **more}
    update = Update(id, kind, fresh, {each: there.fields[each] for each in fresh}, there.version)
    return (await provider.update(name, [update]))[0]


async def make(provider: Provider, values: dict[str, Any], name: str = "People", kind: Kind = Kind.LEAD) -> Outcome:
    raws = {
        field: rule(provider, name, kind, field).codec.encode(value, None) if isinstance(value, dict) else value
        for field, value in values.items()
    }
    key = new_ulid(1_795_000_000_000, Random(repr(values)))
    return (await provider.create(name, [Create(key, kind, raws, "Titre")]))[0]


def truth(org: ZohoControl, module: str, id: str, *names: str) -> tuple[Any, ...]:
    there = org.row(module, id.rpartition("/")[2])
    return tuple(there[name] for name in (*names, "Currency"))
