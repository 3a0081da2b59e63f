"""The command line over a Pipedrive account, signed in to with a personal API token."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.pipedrive_raw import PipedriveControl
from tests.sandbox.raw import Control, Json


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def agency(cli: Cli, control: Control, prepared: Prepared) -> Cli:
    prepared.bring(cli, "connect pipedrive --token", "sync")
    return cli


def row(pipedrive: PipedriveControl, table: str, /, **wanted: object) -> Json:
    (found,) = [one for one in pipedrive.dump(table) if all(one[key] == value for key, value in wanted.items())]
    return found


def test_records_travel_both_ways(agency: Cli, pipedrive: PipedriveControl) -> None:
    status = agency.do("status")
    assert status["records"]["lead"] + status["records"]["contact"] == len(pipedrive.dump("persons"))
    assert status["connections"][0]["budget"]["daily_limit"] == 30_000
    lead = agency.new("lead", "first_name=Zoé", "last_name=Trial", "email=zoe@trial.example", "city=Rezé",
                      "lead_type=seller", "asking_price=250000")  # fmt: skip
    agency.new("company", "name=SCI Trial", "city=Nantes")
    (run,) = agency.do("sync")["runs"]
    assert (run["pushed"], run["problems"], run["status"]) == (2, 0, "done")
    person = row(pipedrive, "persons", name="Zoé Trial")
    assert row(pipedrive, "organizations", name="SCI Trial")["address"]["locality"] == "Nantes"
    pipedrive.edit("persons", str(person["id"]), Ville="Vertou", label_ids=[1])
    agency.do("edit", "lead", lead, "phone=06 39 98 12 34")
    agency.do("sync")
    assert agency.fields("contact", lead)["city"] == "Vertou", "labelled a client, the lead is a contact"
    assert row(pipedrive, "persons", name="Zoé Trial")["phones"][0]["value"] == "+33639981234"
    assert agency.do("sync")["runs"][0]["pushed"] == 0
    assert agency.do("doctor")["ok"]


def test_a_lost_answer_makes_no_double(agency: Cli, pipedrive: PipedriveControl) -> None:
    pipedrive.fault("drop_after", method="POST", path="/api/v2/persons")
    agency.new("lead", "first_name=Zoé", "last_name=Trial", "email=zoe@trial.example")
    agency.do("sync")
    assert agency.do("status")["pending"] == 1
    agency.do("sync")
    row(pipedrive, "persons", name="Zoé Trial")
    assert agency.do("status")["pending"] == 0
    assert agency.do("doctor")["ok"]


def test_merges_and_deletions_there_arrive(agency: Cli, pipedrive: PipedriveControl) -> None:
    winner, loser = (
        pipedrive.edit("persons", None, name=f"Zoé {name}", emails=[{"value": f"{name}@trial.example"}])
        for name in ("un", "deux")
    )
    gone = pipedrive.edit("persons", None, name="Éphémère")
    agency.do("sync")
    before = agency.do("status")["records"]["lead"]
    body = {"vendor": "pipedrive", "object": "persons", "winner": winner, "loser": loser}
    pipedrive.done("POST", "/merge", body)
    pipedrive.remove("persons", gone)
    agency.do("sync")
    assert agency.do("status")["records"]["lead"] == before - 2
    (survivor,) = agency.do("records", "lead", "--search", "Zoé un")["records"]
    assert {item["value"] for item in survivor["fields"]["emails"]} == {"un@trial.example", "deux@trial.example"}
    assert agency.do("doctor")["ok"]


def test_a_note_about_nobody_says_so_at_its_field_in_our_words(agency: Cli) -> None:
    agency.do("send", "pipedrive", "on")
    note = agency.new("note", "body=Rappeler")
    done = agency("sync")
    assert "Say whom or what it is about" in done.err
    assert "person_id" not in done.err
    (problem,) = agency.do("status")["problem_list"]
    assert (problem["key"], problem["record"], problem["field"]) == ("note_about_nobody", note, "about")
    (lead,) = agency.do("records", "lead", "--limit", "1")["records"]
    agency.do("edit", "note", note, f"about={lead['id']}")
    assert agency.do("sync")["runs"][0]["pushed"] == 1
    assert agency.do("status")["problem_list"] == []


@pytest.mark.usefixtures("agreeing")
def test_scopes_that_were_not_set_on_the_application_are_told_at_sign_in(
    cli: Cli, control: Control, pipedrive: PipedriveControl
) -> None:
    """An account that may not read its people is up to date with nobody, and no run says why."""
    asked = ("connect", "pipedrive", "--sandbox", control.url)
    assert "scopes_lacking" not in cli.do(*asked)
    pipedrive.traits(scopes=["base", "deals:full", "leads:full", "users:read", "search:read", "recents:read"])
    assert cli.do(*asked)["scopes_lacking"] == ["contacts:full", "activities:full"]
    assert "neither read nor sent: contacts:full, activities:full" in cli(*asked).out
    assert "scopes_lacking" not in cli.do("connect", "pipedrive", "--token", "--sandbox", control.url)
