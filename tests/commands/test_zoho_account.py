"""The command line over a Zoho account, signed in to through the browser."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control, Json
from tests.sandbox.zoho_http import ZohoControl


@pytest.fixture
def zoho(control: Control, served: Sandbox) -> ZohoControl:
    return ZohoControl(control, served.directory()["vendors"]["zoho"])


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None, prepared: Prepared) -> Cli:
    prepared.bring(cli, "connect zoho --create-fields", "sync")
    return cli


def row(zoho: ZohoControl, module: str, /, **wanted: object) -> Json:
    (found,) = [one for one in zoho.dump(module) if all(one[key] == value for key, value in wanted.items())]
    return found


def test_records_travel_both_ways(agency: Cli, zoho: ZohoControl) -> None:
    status = agency.do("status")
    assert status["records"]["lead"] == len(zoho.dump("Leads"))
    assert status["records"]["contact"] == len(zoho.dump("Contacts"))
    lead = agency.new("lead", "first_name=Zoé", "last_name=Trial", "email=zoe@trial.example", "city=Rezé",
                      "lead_type=seller", "asking_price=250000", "tags=exclusif")  # fmt: skip
    agency.new("company", "name=SCI Trial", "city=Nantes")
    (run,) = agency.do("sync")["runs"]
    assert (run["pushed"], run["problems"], run["status"]) == (2, 0, "done")
    there = row(zoho, "Leads", Full_Name="Zoé Trial")
    assert (there["crmdesk_lead_type"], there["crmdesk_asking_price"], there["crmdesk_uid"]) == (
        "seller",
        250000.0,
        lead,
    )
    assert row(zoho, "Accounts", Account_Name="SCI Trial")["Billing_City"] == "Nantes"
    zoho.edit("Leads", there["id"], City="Vertou")
    agency.do("edit", "lead", lead, "phone=06 39 98 12 34")
    agency.do("sync")
    assert agency.fields("lead", lead)["city"] == "Vertou"
    assert row(zoho, "Leads", Full_Name="Zoé Trial")["Phone"] == "+33639981234"
    assert agency.do("sync")["runs"][0]["pushed"] == 0
    assert agency.do("doctor")["ok"]


def test_a_deal_without_a_stage_begins_in_the_first_one_where_there_are_no_pipelines(
    cli: Cli, zoho: ZohoControl, control: Control, agreeing: None
) -> None:
    """There the stages are a list of choices and nothing more, in the order that the agency gave them."""
    zoho.traits(pipelines=False)
    cli.do("connect", "zoho", "--create-fields", "--sandbox", control.url)
    cli.do("sync")
    cli.new("deal", "name=Sans étape", "close_date=2026-12-31")
    cli.do("sync")
    assert row(zoho, "Deals", Deal_Name="Sans étape")["Stage"] == "Qualification"


def test_an_account_that_uses_the_label_of_a_field_for_something_else_gets_the_field_under_another(
    cli: Cli, zoho: ZohoControl, control: Control, agreeing: None
) -> None:
    """A list of the agency's sectors is no text: Zoho makes no second field of that label."""
    zoho.traits(bare_org=True)
    sectors = [{"display_value": name, "actual_value": name} for name in ("Nord", "Sud")]
    own = {"field_label": "Secteur", "data_type": "picklist", "pick_list_values": sectors}
    assert zoho.http().call("POST", "/settings/fields?module=Leads", {"fields": [own]}).status == 201
    for _ in range(2):
        cli.do("connect", "zoho", "--create-fields", "--sandbox", control.url)
    assert len([each for each in zoho.fields("Leads") if each.startswith("Secteur")]) == 2
    cli.do("sync")
    lead = cli.new("lead", "last_name=Trial", "sector=Talensac")
    cli.do("sync")
    assert row(zoho, "Leads", crmdesk_identifiant=lead)["Secteur_crmdesk"] == "Talensac"


def test_a_converted_lead_becomes_a_contact_and_keeps_its_history(agency: Cli, zoho: ZohoControl) -> None:
    lead = agency.new("lead", "first_name=Zoé", "last_name=Trial", "email=zoe@trial.example", "city=Rezé")
    agency.do("sync")
    there = row(zoho, "Leads", Full_Name="Zoé Trial")
    before = agency.do("status")["records"]
    zoho.edit("Leads", there["id"], convert={"Deals": {"Deal_Name": "Maison", "Stage": "Qualification"}})
    agency.do("sync")
    after = agency.do("status")["records"]
    assert (after["lead"], after["contact"]) == (before["lead"] - 1, before["contact"] + 1)
    assert agency.fields("contact", lead)["city"] == "Rezé"
    (deal,) = agency.do("records", "deal", "--search", "Maison")["records"]
    assert deal["fields"]["contacts"] == [lead]
    agency.do("edit", "contact", lead, "city=Vertou")
    agency.do("sync")
    assert row(zoho, "Contacts", Full_Name="Zoé Trial")["Mailing_City"] == "Vertou"
    assert agency.do("status")["pending"] == 0
    assert agency.do("doctor")["ok"]


def test_a_lost_answer_makes_no_double(agency: Cli, zoho: ZohoControl) -> None:
    zoho.fault("drop_after", method="POST", path="/crm/v8/Leads/upsert")
    agency.new("lead", "first_name=Zoé", "last_name=Trial", "email=zoe@trial.example")
    agency.do("sync")
    agency.do("sync")
    row(zoho, "Leads", Full_Name="Zoé Trial")
    assert agency.do("status")["pending"] == 0
    assert agency.do("doctor")["ok"]


def test_merges_and_deletions_there_arrive(agency: Cli, zoho: ZohoControl) -> None:
    winner, loser = (
        zoho.edit("Leads", None, First_Name="Zoé", Last_Name=name, Email=f"{name}@trial.example")
        for name in ("un", "deux")
    )
    gone = zoho.edit("Leads", None, Last_Name="Éphémère")
    agency.do("sync")
    before = agency.do("status")["records"]["lead"]
    zoho.merge("Leads", winner, loser)
    zoho.advance(10)
    zoho.delete("Leads", gone)
    agency.do("sync")
    assert agency.do("status")["records"]["lead"] == before - 2
    (survivor,) = agency.do("records", "lead", "--search", "Zoé un")["records"]
    assert [item["value"] for item in survivor["fields"]["emails"]] == ["un@trial.example"]
    assert agency.do("doctor")["ok"]
