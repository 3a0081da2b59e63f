"""Amounts that one vendor keeps less exactly, or in one currency only: nothing is changed silently, and nobody is asked in vain."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control, Json

EXACT = "350000.375"


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None, prepared: Prepared) -> Cli:
    pipedrive, salesforce = (f"connect {name} --create-fields" for name in ("pipedrive", "salesforce"))
    prepared.bring(cli, pipedrive, "sync", salesforce, "sync")
    return cli


def synced(cli: Cli) -> dict[str, int]:
    runs = cli.do("sync")["runs"]
    return {name: sum(run[name] for run in runs) for name in ("pushed", "notices", "problems")}


def rows(control: Control, vendor: str, table: str) -> list[Json]:
    return control.done("GET", f"/dump?vendor={vendor}&object={table}")["records"]  # type: ignore[no-any-return]


@pytest.mark.thorough
def test_what_is_kept_less_exactly_is_told_and_stays_here(agency: Cli, control: Control) -> None:
    record = agency.new("lead", "last_name=Exacte", f"estimate={EXACT}")
    assert synced(agency)["notices"] == 1
    (row,) = [each for each in rows(control, "salesforce", "Lead") if each["LastName"] == "Exacte"]
    assert row["crmdesk_estimate__c"] == 350000.38
    synced(agency)  # what the first account has filled in goes to the second
    assert [synced(agency)["pushed"] for _ in range(2)] == [0, 0]
    assert agency.fields("lead", record)["estimate"] == {"amount": EXACT, "currency": "EUR"}
    assert agency.do("conflicts")["conflicts"] == []


@pytest.mark.thorough
def test_another_currency_is_not_sent_as_the_account_s(agency: Cli, control: Control) -> None:
    record = agency.new("lead", "last_name=Ailleurs", "estimate=900", "city=Genève")
    synced(agency)
    agency.do("edit", "lead", record, "estimate=1000 CHF", "city=Lausanne")
    assert synced(agency) == {"pushed": 2, "notices": 1, "problems": 0}
    (row,) = [each for each in rows(control, "salesforce", "Lead") if each["LastName"] == "Ailleurs"]
    assert (row["crmdesk_estimate__c"], row["City"]) == (900.0, "Lausanne"), "the rest is sent"
    (there,) = [each for each in rows(control, "pipedrive", "persons") if each["last_name"] == "Ailleurs"]
    assert {"value": 1000, "currency": "CHF"} in there["custom_fields"].values()
    assert [synced(agency)["pushed"] for _ in range(2)] == [0, 0]
    assert agency.fields("lead", record)["estimate"] == {"amount": "1000", "currency": "CHF"}
    assert agency.do("conflicts")["conflicts"] == []
    assert agency.do("doctor")["ok"]
