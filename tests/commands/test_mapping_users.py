"""Fields of the agency's own that name a colleague: chosen by name here, kept by each account's own id there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control, HubSpotHttp

OWN = "second_negociateur"
FIELD = "x.choice.second_negociateur"
HELENE, JULIEN, SOFIA, PATRICK = (f"4162000{number}" for number in (1, 2, 3, 4))
"""Owners; Patrick Le Dantec has left."""


@pytest.fixture
def vendor(connected: Cli, control: Control, served: Sandbox) -> HubSpotHttp:
    """The account, whose field is mapped; nothing has been read from it yet."""
    assert control.url
    account = served.vendors["hubspot"]
    made = connected.do("mapping", "hubspot", "add", "contacts", "lead", OWN)
    assert (made["field"], made["label"]) == (FIELD, "Second négociateur")
    return HubSpotHttp(str(account["base_url"]), str(account["access_token"]))


def described_anew(cli: Cli, control: Control) -> None:
    cli.do("connect", "hubspot", "--name", "hubspot", "--sandbox", control.url, "--token")


def rows(cli: Cli) -> list[dict[str, Any]]:
    found = cli.do("records", "lead", "--limit", "1000")["records"]
    return [row for row in found if any(link["object"] == "contacts" for link in row["links"])]


def remote_id(row: dict[str, Any]) -> str:
    return str(next(link["remote_id"] for link in row["links"] if link["object"] == "contacts"))


def there(vendor: HubSpotHttp, row: dict[str, Any]) -> Any:
    return vendor.values(f"/crm/v3/objects/contacts/{remote_id(row)}", OWN)[OWN]


def whoever(cli: Cli, name: str) -> list[dict[str, Any]]:
    """The leads whose second negotiator that is."""
    return [row for row in rows(cli) if row["fields"].get(FIELD) == name]


def test_a_colleague_is_held_and_chosen_by_name(vendor: HubSpotHttp, connected: Cli) -> None:
    connected.do("sync")
    names = {there(vendor, row): row["fields"][FIELD] for row in rows(connected)}
    assert names == {HELENE: "Hélène Kermarec", JULIEN: "Julien Baudouin", SOFIA: "Sofia Martins"}
    lead, *_ = whoever(connected, "Julien Baudouin")
    connected.do("edit", "lead", lead["id"], f"{FIELD}=sofia martins")
    connected.do("sync")
    assert there(vendor, lead) == SOFIA
    assert lead["id"] in {
        each["id"]
        for each in connected.do("records", "lead", "--where", f"{FIELD}=Sofia Martins", "--limit", "99")["records"]
    }
    assert vendor.patch(f"/crm/v3/objects/contacts/{remote_id(lead)}", {"properties": {OWN: PATRICK}}).status == 200
    connected.do("sync")
    assert connected.fields("lead", lead["id"])[FIELD] == "Patrick Le Dantec", "who has left is known all the same"
    refused = connected.json("edit", "lead", lead["id"], f"{FIELD}=Marie Nobody").failed("value_not_an_option")
    assert refused["options"] == "Hélène Kermarec, Julien Baudouin, Patrick Le Dantec, Sofia Martins"
    connected.do("edit", "lead", lead["id"], f"{FIELD}=")
    connected.do("sync")
    assert not there(vendor, lead)
    assert connected.do("doctor")["ok"]


def test_whoever_is_renamed_is_nobodys_edit(vendor: HubSpotHttp, connected: Cli, control: Control) -> None:
    connected.do("sync")
    hers = whoever(connected, "Sofia Martins")
    (typed, *untouched) = hers
    assert untouched
    connected.do("edit", "lead", typed["id"], f"{FIELD}=Julien Baudouin")
    control.edit("owners", SOFIA, lastName="Le Goff")
    described_anew(connected, control)
    run = connected.do("sync")["runs"][0]
    assert (run["status"], run["pushed"]) == ("done", 1), "what was typed, and nothing else"
    assert {row["id"] for row in whoever(connected, "Sofia Le Goff")} == {row["id"] for row in untouched}
    assert {there(vendor, row) for row in untouched} == {SOFIA}
    assert there(vendor, typed) == JULIEN
    assert whoever(connected, "Sofia Martins") == []
    assert connected.do("conflicts")["conflicts"] == []
    status = connected.do("status")
    assert (status["pending"], status["problems"]) == (0, 0)
    connected.json("edit", "lead", typed["id"], f"{FIELD}=Sofia Martins").failed("value_not_an_option")
    connected.do("edit", "lead", typed["id"], f"{FIELD}=Sofia Le Goff")
    connected.do("sync")
    assert there(vendor, typed) == SOFIA
    assert connected.do("doctor")["ok"]


def test_namesakes_are_told_apart_by_their_addresses(vendor: HubSpotHttp, connected: Cli, control: Control) -> None:
    connected.do("sync")
    his, hers = whoever(connected, "Julien Baudouin"), whoever(connected, "Sofia Martins")
    control.edit("owners", SOFIA, firstName="Julien", lastName="Baudouin", email="jb@agence.example")
    described_anew(connected, control)
    assert connected.do("sync")["runs"][0]["pushed"] == 0
    owners = control.done("GET", "/dump?vendor=hubspot&object=owners")["records"]
    first = f"Julien Baudouin ({next(owner['email'] for owner in owners if owner['id'] == JULIEN)})"
    assert [row["id"] for row in whoever(connected, first)] == [row["id"] for row in his]
    assert [row["id"] for row in whoever(connected, "Julien Baudouin (jb@agence.example)")] == [
        row["id"] for row in hers
    ]
    connected.do("edit", "lead", his[0]["id"], f"{FIELD}=Julien Baudouin (jb@agence.example)")
    connected.do("sync")
    assert there(vendor, his[0]) == SOFIA


def test_an_account_that_hides_its_users_keeps_everything_else(
    vendor: HubSpotHttp, connected: Cli, control: Control
) -> None:
    """The field has no place for a while: nothing is lost, and nothing is sent once it has one again."""
    connected.do("sync")
    held = {row["id"]: row["fields"][FIELD] for row in rows(connected)}
    control.fault("status", path="/crm/owners/", times=None, value=403)
    described_anew(connected, control)
    left = [each["name"] for place in connected.do("mapping", "hubspot")["places"] for each in place["left"]]
    assert "voisin" in left
    assert OWN not in left
    connected.json("mapping", "hubspot", "add", "contacts", "lead", OWN).failed("mapping_type_unfit")
    ended = connected.json("sync").json["runs"][0]
    assert "mapping_lost_place" in [each["key"] for each in ended["problem_list"]]
    assert {row["id"]: row["fields"].get(FIELD) for row in rows(connected)} == held
    assert control.call("DELETE", "/faults").status == 200
    described_anew(connected, control)
    ended = connected.do("sync")["runs"][0]
    assert (ended["pushed"], ended["problem_list"]) == (0, [])
    assert {row["id"]: row["fields"].get(FIELD) for row in rows(connected)} == held
    assert connected.do("doctor")["ok"]


@dataclass(frozen=True)
class Second:
    """Where another vendor keeps the field: table, property, and the keys of a row's id and of its user's id and name in a dump."""

    table: str
    property: str
    id: str
    user_id: str
    user_name: str
    users: str = "users"


SECONDS = {
    "pipedrive": Second("persons", "", "id", "id", "name"),
    "salesforce": Second("Lead", "Second_negociateur__c", "Id", "Id", "Name", "User"),
    "zoho": Second("Leads", "Second_negociateur", "id", "id", "name"),
}


def dumped(control: Control, vendor: str, object_name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = control.done("GET", f"/dump?vendor={vendor}&object={object_name}")["records"]
    return found


def questions(cli: Cli) -> list[Any]:
    """The conflicts about the field."""
    return [each for each in cli.do("conflicts")["conflicts"] if each["field"] == FIELD]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "other", ["pipedrive", *(pytest.param(name, marks=pytest.mark.thorough) for name in ("salesforce", "zoho"))]
)
@pytest.mark.usefixtures("agreeing")
def test_the_same_colleague_at_two_vendors(vendor: HubSpotHttp, connected: Cli, control: Control, other: str) -> None:
    there_ = SECONDS[other]
    connected.do("connect", other, "--sandbox", control.url, "--create-fields")
    (place,) = [
        each
        for each in connected.do("mapping", other)["places"]
        if (each["table"], each["kind"]) == (there_.table, "lead")
    ]
    (left,) = [each for each in place["left"] if each["label"] == "Second négociateur"]
    assert (left["type"], left["suggested"]) == ("choice", [FIELD])
    connected.do("mapping", other, "set", there_.table, "lead", FIELD, "--property", left["name"])
    connected.do("sync")
    connected.do("sync")
    assert questions(connected) == [], "they mean the same people by their own ids"
    (lead, *_) = [
        row
        for row in whoever(connected, "Julien Baudouin")
        if {link["connection"] for link in row["links"]} >= {"hubspot", other}
    ]
    users = {str(each[there_.user_id]): each[there_.user_name] for each in dumped(control, other, there_.users)}

    def held() -> str | None:
        """Who it is at the other vendor."""
        ids = {link["remote_id"].rpartition("/")[2] for link in lead["links"] if link["connection"] == other}
        (row,) = [each for each in dumped(control, other, there_.table) if str(each[there_.id]) in ids]
        values = row.get("custom_fields") or row
        kept = values.get(left["name"])
        return None if kept is None else users[str(kept["id"] if isinstance(kept, dict) else kept)]

    assert held() == "Julien Baudouin"
    assert vendor.patch(f"/crm/v3/objects/contacts/{remote_id(lead)}", {"properties": {OWN: SOFIA}}).status == 200
    connected.do("sync")
    connected.do("sync")
    assert held() == "Sofia Martins"
    connected.do("edit", "lead", lead["id"], f"{FIELD}=Hélène Kermarec")
    connected.do("sync")
    assert (there(vendor, lead), held()) == (HELENE, "Hélène Kermarec")
    assert questions(connected) == []
    assert sum(run["pushed"] for run in connected.do("sync")["runs"]) == 0, "nothing goes to and fro"
    assert connected.do("status")["pending"] == 0
    assert connected.do("doctor")["ok"]


@pytest.mark.thorough
@pytest.mark.usefixtures("agreeing")
def test_whoever_is_renamed_at_one_account_first_is_nobodys_edit_at_the_other(
    vendor: HubSpotHttp, connected: Cli, control: Control
) -> None:
    """Until the other account knows the new name it keeps who it has, and that is told; then both mean the same again."""
    connected.do("connect", "pipedrive", "--sandbox", control.url, "--create-fields")
    (place,) = [
        each
        for each in connected.do("mapping", "pipedrive")["places"]
        if (each["table"], each["kind"]) == ("persons", "lead")
    ]
    (held,) = [each["name"] for each in place["left"] if each["label"] == "Second négociateur"]
    connected.do("mapping", "pipedrive", "set", "persons", "lead", FIELD, "--property", held)
    for _ in range(3):
        connected.do("sync")
    hers = {row["id"] for row in whoever(connected, "Sofia Martins")}

    def kept() -> list[Any]:
        return [row["custom_fields"].get(held) for row in dumped(control, "pipedrive", "persons")]

    def told() -> list[Any]:
        return [each for each in connected.do("notices")["notices"] if each["field"] == FIELD]

    def renamed() -> None:
        """Let both accounts be described anew, and hear of it."""
        described_anew(connected, control)
        connected.do("connect", "pipedrive", "--name", "pipedrive", "--sandbox", control.url)
        for _ in range(2):
            runs = connected.do("sync")["runs"]
            assert [run["pushed"] for run in runs] == [0, 0]
        assert kept() == before
        assert questions(connected) == []
        assert {row["id"] for row in whoever(connected, "Sofia Le Goff")} == hers

    before = kept()
    control.edit("owners", SOFIA, lastName="Le Goff")
    renamed()
    assert {each["record"] for each in told()} == hers
    (sofia,) = [each["id"] for each in dumped(control, "pipedrive", "users") if each["name"] == "Sofia Martins"]
    edit = {"vendor": "pipedrive", "object": "users", "id": str(sofia), "fields": {"name": "Sofia Le Goff"}}
    control.done("POST", "/edit", edit)
    renamed()
    assert told() == []
    assert connected.do("doctor")["ok"]


def test_whoever_joined_since_is_known_by_name_once_the_account_is_described_anew(
    vendor: HubSpotHttp, connected: Cli, control: Control
) -> None:
    connected.do("sync")
    lead, *_ = whoever(connected, "Julien Baudouin")
    control.edit("contacts", remote_id(lead), author="Marie Riou", city="Rezé")
    owners = control.done("GET", "/dump?vendor=hubspot&object=owners")["records"]
    (marie,) = [owner["id"] for owner in owners if owner["lastName"] == "Riou"]
    assert vendor.patch(f"/crm/v3/objects/contacts/{remote_id(lead)}", {"properties": {OWN: marie}}).status == 200
    connected.do("sync")
    assert connected.fields("lead", lead["id"])[FIELD] == marie, "until then, at most a day, nobody knows who that is"
    described_anew(connected, control)
    assert connected.do("sync")["runs"][0]["pushed"] == 0
    assert connected.fields("lead", lead["id"])[FIELD] == "Marie Riou"
    assert there(vendor, lead) == marie
    assert questions(connected) == []
    assert connected.do("doctor")["ok"]


@pytest.mark.thorough
@pytest.mark.usefixtures("agreeing")
def test_a_column_of_a_sheet_says_the_colleagues_name(vendor: HubSpotHttp, connected: Cli, control: Control) -> None:
    """The sheet knows first names alone, which are nobody at HubSpot: each keeps what it has until somebody is chosen."""
    connected.do("connect", "google_sheets", "--sandbox", control.url, "--create-fields")
    connected.do("mapping", "google_sheets", "set", "leads", "lead", FIELD, "--property", "column:negociateur")
    for _ in range(2):
        connected.do("sync")
    lead, *_ = whoever(connected, "Julien")
    before = there(vendor, lead)
    assert before in {HELENE, JULIEN, SOFIA}
    connected.do("edit", "lead", lead["id"], f"{FIELD}=Hélène Kermarec")
    connected.do("sync")
    assert there(vendor, lead) == HELENE
    (key,) = [link["remote_id"] for link in lead["links"] if link["connection"] == "google_sheets"]
    written = [each for each in dumped(control, "google_sheets", "Prospects") if key in map(str, each.values())]
    assert "Hélène Kermarec" in written[0].values(), written
