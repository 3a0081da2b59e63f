"""Vendors whose lists lack each other's words: nobody is asked, nothing goes to and fro, and what can be said arrives."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control, Json

VENDORS = {"salesforce": ("Account", "Industry", "Id"), "zoho": ("Accounts", "Industry", "id")}


@pytest.fixture(params=["salesforce", pytest.param("zoho", marks=pytest.mark.thorough)])
def second(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None, prepared: Prepared, second: str) -> Cli:
    def work() -> None:
        control.done("POST", "/reset", {"records": 200})
        for name in vendors:
            cli.do("connect", name, "--sandbox", control.url, "--create-fields")
            cli.do("sync")

    vendors = ("hubspot", second)
    prepared.once(cli, ("two hundred people", *vendors), vendors, work)
    return cli


def in_both(cli: Cli, kind: str) -> list[Json]:
    rows = cli.do("records", kind, "--limit", "500")["records"]
    return [row for row in rows if len({link["connection"] for link in row["links"]}) == 2]


def held(control: Control, record: Json, vendor: str, table: str, key: str) -> Json:
    """The row of a record as the vendor keeps it."""
    ids = {link["remote_id"].rpartition("/")[2] for link in record["links"] if link["connection"] == vendor}
    rows = control.done("GET", f"/dump?vendor={vendor}&object={table}")["records"]
    (found,) = [row for row in rows if str(row[key]) in ids]
    return found  # type: ignore[no-any-return]


def pushed(cli: Cli) -> int:
    runs = cli.do("sync")["runs"]
    assert {run["status"] for run in runs} == {"done"}
    return sum(run["pushed"] for run in runs)


def test_a_trade_that_one_list_lacks(agency: Cli, control: Control, second: str) -> None:
    table, name, key = VENDORS[second]
    companies = {row["fields"]["industry"]: row for row in in_both(agency, "company")}
    lawyer, owner = companies["LEGAL_SERVICES"], companies["REAL_ESTATE"]
    assert agency.do("conflicts")["conflicts"] == []
    assert held(control, lawyer, second, table, key)[name] == "Other", "it has no word for lawyers"
    control.edit("companies", held(control, owner, "hubspot", "companies", "id")["id"], industry="FINANCIAL_SERVICES")
    agency.do("sync")
    agency.do("sync")
    assert held(control, owner, second, table, key)[name] in ("Finance", "Financial Services"), "in its own word"
    assert held(control, lawyer, second, table, key)[name] == "Other"
    assert [pushed(agency) for _ in range(2)] == [0, 0]
    assert agency.do("conflicts")["conflicts"] == []
    assert agency.do("status")["problems"] == 0
    assert agency.fields("company", lawyer["id"])["industry"] == "LEGAL_SERVICES"
    assert agency.do("doctor")["ok"]


def test_a_status_that_only_one_of_them_has(agency: Cli, control: Control, second: str) -> None:
    table, name, key = {"salesforce": ("Lead", "Status", "Id"), "zoho": ("Leads", "Lead_Status", "id")}[second]
    assert agency.do("conflicts")["conflicts"] == []
    lead = next(row for row in in_both(agency, "lead") if row["fields"]["status"] == "mandate_signed")
    assert held(control, lead, second, table, key)[name] == "Mandate Signed"
    agency.do("edit", "lead", lead["id"], "status=BAD_TIMING")
    made = agency.new("lead", "last_name=Signataire", "status=BAD_TIMING", "emails=signataire@agency.example")
    agency.do("sync")
    agency.do("sync")
    assert held(control, lead, second, table, key)[name] == "Mandate Signed", "it has no word for bad timing"
    assert held(control, lead, "hubspot", "contacts", "id")["properties"]["hs_lead_status"] == "BAD_TIMING"
    (row,) = agency.do("records", "lead", "--where", f"id={made}")["records"]
    assert {link["connection"] for link in row["links"]} == {"hubspot", second}, "it goes without"
    assert agency.fields("lead", made)["status"] == "BAD_TIMING"
    agency.do("edit", "lead", lead["id"], "status=lost")
    agency.do("sync")
    assert held(control, lead, second, table, key)[name] in ("Closed - Not Converted", "Lost Lead")
    assert [pushed(agency) for _ in range(2)] == [0, 0]
    assert agency.do("conflicts")["conflicts"] == []
    assert agency.do("status")["problems"] == 0
    assert agency.do("doctor")["ok"]
