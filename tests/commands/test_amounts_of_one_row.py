"""A row of several currencies' organisation is in one of them: another one's amount stays here and is told, the rest goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control, Json


@dataclass(frozen=True)
class There:
    """How a vendor calls a lead and what it holds."""

    vendor: str
    object: str
    last_name: str
    city: str
    asking_price: str
    estimate: str
    currency: str
    required: Mapping[str, str]


VENDORS = (
    There("salesforce", "Lead", "LastName", "City", "crmdesk_asking_price__c", "crmdesk_estimate__c", "CurrencyIsoCode",
          {"Company": "Oakline"}),
    There("zoho", "Leads", "Last_Name", "City", "crmdesk_asking_price", "crmdesk_estimate", "Currency", {}),
)  # fmt: skip


@pytest.fixture(params=VENDORS, ids=lambda each: each.vendor)
def there(request: pytest.FixtureRequest) -> There:
    found: There = request.param
    return found


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None, there: There) -> Cli:
    control.done("POST", "/traits", {"vendor": there.vendor, "multi_currency": True})
    lead = {there.last_name: "Dollard", there.city: "Nantes", there.currency: "USD", there.asking_price: 348000}
    made = {
        "vendor": there.vendor,
        "object": there.object,
        "id": None,
        "fields": {**lead, **there.required},
        "author": None,
    }
    control.done("POST", "/edit", made)
    cli.do("connect", there.vendor, "--sandbox", control.url, "--create-fields")
    cli.do("sync")
    return cli


def row(control: Control, there: There, name: str) -> Json:
    rows = control.done("GET", f"/dump?vendor={there.vendor}&object={there.object}")["records"]
    (found,) = [each for each in rows if each[there.last_name] == name]
    return found  # type: ignore[no-any-return]


def amounts(control: Control, there: There, name: str) -> tuple[Any, Any, str]:
    found = row(control, there, name)
    return found[there.asking_price], found[there.estimate], found[there.currency]


def sums(cli: Cli) -> dict[str, int]:
    runs = cli.do("sync")["runs"]
    return {name: sum(run[name] for run in runs) for name in ("pushed", "notices", "problems")}


def test_the_rest_of_a_row_goes_out(agency: Cli, control: Control, there: There) -> None:
    (lead,) = agency.do("records", "lead", "--where", "last_name=Dollard")["records"]
    assert agency.fields("lead", lead["id"])["asking_price"] == {"amount": "348000", "currency": "USD"}
    agency.do("edit", "lead", lead["id"], "asking_price=1000 EUR", "city=Vertou")
    assert sums(agency) == {"pushed": 1, "notices": 1, "problems": 0}
    assert row(control, there, "Dollard")[there.city] == "Vertou"
    assert amounts(control, there, "Dollard") == (348000, None, "USD")
    assert agency.fields("lead", lead["id"])["asking_price"] == {"amount": "1000", "currency": "EUR"}
    (notice,) = agency.do("notices")["notices"]
    told = (notice["field"], notice["key"], notice["data"]["stored"], notice["can_be_adopted"])
    assert told == ("asking_price", "stored_otherwise", {"amount": "348000", "currency": "USD"}, True)
    assert [sums(agency)["pushed"] for _ in range(2)] == [0, 0]
    assert agency.do("conflicts")["conflicts"] == []
    assert agency.do("doctor")["ok"]


def test_of_two_currencies_in_a_new_row_the_first_one_goes_out(agency: Cli, control: Control, there: There) -> None:
    agency.new("lead", "last_name=Mixte", "asking_price=5 CHF", "estimate=6 EUR")
    assert sums(agency) == {"pushed": 1, "notices": 1, "problems": 0}
    assert amounts(control, there, "Mixte") == (5, None, "CHF")
    (lead,) = agency.do("records", "lead", "--where", "last_name=Mixte")["records"]
    assert [sums(agency)["pushed"] for _ in range(2)] == [0, 0]
    assert agency.fields("lead", lead["id"])["estimate"] == {"amount": "6", "currency": "EUR"}
    assert agency.do("doctor")["ok"]


def test_an_amount_in_a_currency_that_the_account_has_not_stays_here(
    agency: Cli, control: Control, there: There
) -> None:
    """The account would refuse the whole row: the rest of it goes out, and what stays is told."""
    agency.new("lead", "last_name=Lointaine", "city=Nantes", "asking_price=5 JPY")
    assert sums(agency) == {"pushed": 1, "notices": 1, "problems": 0}
    assert amounts(control, there, "Lointaine") == (None, None, "EUR")
    (lead,) = agency.do("records", "lead", "--where", "last_name=Lointaine")["records"]
    assert [sums(agency)["pushed"] for _ in range(2)] == [0, 0]
    assert agency.fields("lead", lead["id"])["asking_price"] == {"amount": "5", "currency": "JPY"}
    assert agency.do("doctor")["ok"]


def test_what_was_read_without_the_currency_is_read_once_more(cli: Cli, control: Control, agreeing: None) -> None:
    """An organisation switches several currencies on, or shows this user the field for them, after rows were read."""
    control.done("POST", "/traits", {"vendor": "zoho", "multi_currency": True})
    lead = {"Last_Name": "Dollard", "Currency": "USD", "crmdesk_asking_price": 348000}
    control.done("POST", "/edit", {"vendor": "zoho", "object": "Leads", "id": None, "fields": lead, "author": None})
    told = []
    for offset_s, hidden in ((1800, ["Leads.Currency"]), (3000, [])):
        control.done("POST", "/clock", {"offset_s": offset_s})
        control.done("POST", "/traits", {"vendor": "zoho", "hidden_fields": hidden})
        cli.do("connect", "zoho", "--sandbox", control.url, "--create-fields")
        assert sums(cli) == {"pushed": 0, "notices": 0, "problems": 0}
        (held,) = cli.do("records", "lead", "--where", "last_name=Dollard")["records"]
        told.append(cli.fields("lead", held["id"])["asking_price"])
    assert told == [{"amount": "348000", "currency": "EUR"}, {"amount": "348000", "currency": "USD"}]
    assert cli.do("conflicts")["conflicts"] == []
    assert cli.do("doctor")["ok"]
