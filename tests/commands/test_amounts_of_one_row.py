"""A row of several currencies' organisation is in one of them: another one's amount stays here and is told, the rest goes out."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control, Json

LEAD = {"LastName": "Dollard", "Company": "Oakline", "City": "Nantes", "CurrencyIsoCode": "USD",
        "crmdesk_asking_price__c": 348000}  # fmt: skip


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None) -> Cli:
    control.done("POST", "/traits", {"vendor": "salesforce", "multi_currency": True})
    made = {"vendor": "salesforce", "object": "Lead", "id": None, "fields": LEAD, "author": None}
    control.done("POST", "/edit", made)
    cli.do("connect", "salesforce", "--sandbox", control.url, "--create-fields")
    cli.do("sync")
    return cli


def row(control: Control, name: str) -> Json:
    rows = control.done("GET", "/dump?vendor=salesforce&object=Lead")["records"]
    (found,) = [each for each in rows if each["LastName"] == name]
    return found  # type: ignore[no-any-return]


def sums(cli: Cli) -> dict[str, int]:
    runs = cli.do("sync")["runs"]
    return {name: sum(run[name] for run in runs) for name in ("pushed", "notices", "problems")}


def test_the_rest_of_a_row_goes_out(agency: Cli, control: Control) -> None:
    (lead,) = agency.do("records", "lead", "--where", "last_name=Dollard")["records"]
    agency.do("edit", "lead", lead["id"], "asking_price=1000 EUR", "city=Vertou")
    assert sums(agency) == {"pushed": 1, "notices": 1, "problems": 0}
    there = row(control, "Dollard")
    assert (there["City"], there["crmdesk_asking_price__c"], there["CurrencyIsoCode"]) == ("Vertou", 348000, "USD")
    assert agency.fields("lead", lead["id"])["asking_price"] == {"amount": "1000", "currency": "EUR"}
    (notice,) = agency.do("notices")["notices"]
    told = (notice["field"], notice["key"], notice["data"]["stored"], notice["can_be_adopted"])
    assert told == ("asking_price", "stored_otherwise", {"amount": "348000", "currency": "USD"}, True)
    assert [sums(agency)["pushed"] for _ in range(2)] == [0, 0]
    assert agency.do("conflicts")["conflicts"] == []
    assert agency.do("doctor")["ok"]


def test_of_two_currencies_in_a_new_row_the_first_one_goes_out(agency: Cli, control: Control) -> None:
    agency.new("lead", "last_name=Mixte", "asking_price=5 CHF", "estimate=6 EUR")
    assert sums(agency) == {"pushed": 1, "notices": 1, "problems": 0}
    there = row(control, "Mixte")
    assert (there["crmdesk_asking_price__c"], there["crmdesk_estimate__c"], there["CurrencyIsoCode"]) == (
        5,
        None,
        "CHF",
    )
    (lead,) = agency.do("records", "lead", "--where", "last_name=Mixte")["records"]
    assert [sums(agency)["pushed"] for _ in range(2)] == [0, 0]
    assert agency.fields("lead", lead["id"])["estimate"] == {"amount": "6", "currency": "EUR"}
    assert agency.do("doctor")["ok"]
