"""One deal in four accounts: each has stages of its own, and some cannot name everybody who has to do with it."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control, Json

OBJECTS = {"hubspot": "deals", "pipedrive": "deals", "salesforce": "Opportunity", "zoho": "Deals"}
"""Where each vendor keeps its deals."""

FIRST = {"hubspot": "Estimation", "pipedrive": "Premier contact", "salesforce": "Prospecting", "zoho": "Qualification"}
"""The first open stage of each."""

LATER = {"hubspot": "Mandat", "pipedrive": "Estimation", "salesforce": "Qualification", "zoho": "Needs Analysis"}


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None, prepared: Prepared) -> Cli:
    prepared.bring(cli, *(f"connect {name} --create-fields" for name in OBJECTS), "sync")
    return cli


def settle(cli: Cli) -> None:
    """Let every account run until all have come to rest, without a problem or a question."""
    did: list[int] = []
    for _ in range(6):
        runs = cli.do("sync")["runs"]
        assert not any(run["problems"] or run["conflicts_opened"] for run in runs), runs
        did = [run[name] for run in runs for name in ("pushed", "applied", "notices") if run[name]]
        if not did:
            break
    assert not did
    assert cli.do("status")["pending"] == 0


def stage(control: Control, deal: Json, vendor: str) -> str:
    """The name of the stage that a vendor keeps for a deal."""
    found = row(control, deal, vendor)
    match vendor:
        case "hubspot":
            return {"appointmentscheduled": FIRST[vendor], "qualifiedtobuy": LATER[vendor]}[
                found["properties"]["dealstage"]
            ]
        case "pipedrive":
            return {1: FIRST[vendor], 2: LATER[vendor]}[found["stage_id"]]
        case "salesforce":
            return str(found["StageName"])
        case _:
            return str(found["Stage"])


def row(control: Control, deal: Json, vendor: str) -> Json:
    """A deal as its vendor keeps it."""
    (id,) = [link["remote_id"] for link in deal["links"] if link["connection"] == vendor]
    (found,) = [each for each in dump(control, vendor, OBJECTS[vendor]) if str(each.get("id", each.get("Id"))) == id]
    return found


def dump(control: Control, vendor: str, object_name: str) -> list[Json]:
    rows: list[Json] = control.done("GET", f"/dump?vendor={vendor}&object={object_name}")["records"]
    return rows


def edit(control: Control, vendor: str, object_name: str, id: str, **fields: object) -> None:
    """Change a row as a colleague at the vendor."""
    control.done("POST", "/edit", {"vendor": vendor, "object": object_name, "id": id, "fields": fields})


def named(cli: Cli, name: str) -> Json:
    (found,) = cli.do("records", "deal", "--where", f"name={name}")["records"]
    return found  # type: ignore[no-any-return]


def told(cli: Cli, deal: Json, field: str) -> list[tuple[str, str]]:
    """The accounts that a notice about a field of a deal names, with its key."""
    mine = (each for each in cli.do("notices")["notices"] if (each["record"], each["field"]) == (deal["id"], field))
    return sorted((each["connection"], each["key"]) for each in mine)


@pytest.mark.thorough
def test_a_deal_reaches_every_account_and_each_keeps_its_own_stage(agency: Cli, control: Control) -> None:
    stages = {
        (link["connection"], each["fields"]["name"]): each["id"]
        for each in agency.do("records", "stage", "--limit", "500")["records"]
        for link in each["links"]
    }
    agency.new("deal", "name=Sans étape")
    for vendor in OBJECTS:
        agency.new("deal", f"name=Maison {vendor}", f"stage={stages[vendor, LATER[vendor]]}", "close_date=2026-12-31")
    settle(agency)
    for vendor in OBJECTS:
        deal = named(agency, f"Maison {vendor}")
        assert deal["fields"]["stage"] == stages[vendor, LATER[vendor]]
        assert {name: stage(control, deal, name) for name in OBJECTS} == {**FIRST, vendor: LATER[vendor]}
        others = sorted(set(OBJECTS) - {vendor})
        assert told(agency, deal, "stage") == [(name, "reference_not_there") for name in others]
    none = named(agency, "Sans étape")
    assert {name: stage(control, none, name) for name in OBJECTS} == FIRST
    assert none["fields"]["stage"] in {stages[vendor, FIRST[vendor]] for vendor in OBJECTS}
    assert none["fields"]["close_date"] is None

    deal = named(agency, "Maison hubspot")
    edit(control, "salesforce", "Opportunity", row(control, deal, "salesforce")["Id"], StageName="Needs Analysis")
    settle(agency)
    agency.do("edit", "deal", deal["id"], f"stage={stages['zoho', LATER['zoho']]}")
    settle(agency)
    moved = {"hubspot": LATER["hubspot"], "salesforce": "Needs Analysis", "zoho": LATER["zoho"]}
    assert {name: stage(control, deal, name) for name in OBJECTS} == {**FIRST, **moved}
    assert agency.do("doctor")["ok"]


@pytest.mark.thorough
def test_a_lead_is_left_out_where_only_contacts_have_a_place_until_it_is_one(agency: Cli, control: Control) -> None:
    lead = agency.new("lead", "last_name=Voss", "emails=voss@oakline.fr")
    agency.new("deal", "name=Maison Voss", f"contacts={lead}", "close_date=2026-12-31")
    settle(agency)
    deal = named(agency, "Maison Voss")
    opportunity = row(control, deal, "salesforce")["Id"]
    assert told(agency, deal, "contacts") == [(name, "reference_not_there") for name in ("salesforce", "zoho")]
    assert deal["fields"]["contacts"] == [lead]
    assert row(control, deal, "pipedrive")["person_id"] is not None

    (person,) = [each for each in dump(control, "salesforce", "Lead") if each["LastName"] == "Voss"]
    edit(control, "salesforce", "Lead", person["Id"], convert={})
    settle(agency)
    (role,) = [
        each for each in dump(control, "salesforce", "OpportunityContactRole") if each["OpportunityId"] == opportunity
    ]
    (contact,) = [each for each in dump(control, "salesforce", "Contact") if each["LastName"] == "Voss"]
    assert role["ContactId"] == contact["Id"]
    assert told(agency, deal, "contacts") == [("zoho", "reference_not_there")]

    (person,) = [each for each in dump(control, "zoho", "Leads") if each["Last_Name"] == "Voss"]
    edit(control, "zoho", "Leads", person["id"], convert={})
    settle(agency)
    (contact,) = [each for each in dump(control, "zoho", "Contacts") if each["Last_Name"] == "Voss"]
    assert row(control, deal, "zoho")["Contact_Name"]["id"] == contact["id"]
    assert told(agency, deal, "contacts") == []
    assert agency.do("doctor")["ok"]


@pytest.mark.thorough
def test_who_finds_no_room_in_a_deal_is_told_as_long_as_that_is_so(agency: Cli, control: Control) -> None:
    """Pipedrive and Zoho name one contact of a deal, HubSpot and Salesforce all of them."""
    people = sorted(
        agency.new("contact", f"last_name={name}", f"emails={name.lower()}@oakline.fr") for name in ("Voss", "Kern")
    )
    agency.new("deal", "name=Maison Voss", f"contacts={','.join(people)}", "close_date=2026-12-31")
    settle(agency)
    deal = named(agency, "Maison Voss")
    narrow = [(name, "no_room_there") for name in ("pipedrive", "zoho")]
    assert told(agency, deal, "contacts") == narrow
    assert deal["fields"]["contacts"] == people
    assert "room for fewer" in agency("notices").out

    agency.do("edit", "deal", deal["id"], "name=Maison Voss-Kern")
    settle(agency)
    deal = named(agency, "Maison Voss-Kern")
    assert told(agency, deal, "contacts") == narrow, "nothing of it has changed"

    held = f"Contacts/{row(control, deal, 'zoho')['Contact_Name']['id']}"
    (kept,) = [id for id in people if place(agency, id, "zoho") == held]
    agency.do("edit", "deal", deal["id"], f"contacts={kept}")
    settle(agency)
    assert told(agency, deal, "contacts") == []
    agency.do("edit", "deal", deal["id"], f"contacts={','.join(people)}")
    settle(agency)
    assert told(agency, deal, "contacts") == narrow

    opportunity, contact = row(control, deal, "salesforce")["Id"], place(agency, kept, "salesforce")
    (role,) = [
        each
        for each in dump(control, "salesforce", "OpportunityContactRole")
        if each["OpportunityId"] == opportunity and not each["IsDeleted"] and each["ContactId"] != contact
    ]
    control.done("POST", "/delete", {"vendor": "salesforce", "object": "OpportunityContactRole", "id": role["Id"]})
    edit(control, "salesforce", "Opportunity", opportunity, Amount=1000)
    settle(agency)
    assert named(agency, "Maison Voss-Kern")["fields"]["contacts"] == [kept]
    assert told(agency, deal, "contacts") == [], "what is left has room everywhere"


def place(cli: Cli, contact: str, account: str) -> str:
    """The row of a contact at an account."""
    (found,) = cli.do("records", "contact", "--where", f"id={contact}")["records"]
    (id,) = [link["remote_id"] for link in found["links"] if link["connection"] == account]
    return str(id)
