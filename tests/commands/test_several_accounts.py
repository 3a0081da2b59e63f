"""One profile over three vendors that know the same people: each is one record, and what is said in one arrives in the others."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control, Json

VENDORS = ("hubspot", "pipedrive", "salesforce")
DIFFERENT = {"industry", "status", "rating"}
"""What the three vendors' people differ in: words of one's own for a trade, a lead that one of them has gone on with."""


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None) -> Cli:
    for name in VENDORS:
        done = cli.json("connect", name, "--sandbox", control.url, "--create-fields")
        assert done.status == 0, done.out + done.err
    return cli


def synced(cli: Cli) -> dict[str, int]:
    """What one run of every account did."""
    runs = cli.do("sync")["runs"]
    assert [run["status"] for run in runs] == ["done"] * len(VENDORS)
    return {name: sum(run[name] for run in runs) for name in ("pushed", "applied", "problems", "notices")}


def shared(cli: Cli, kind: str) -> list[Json]:
    """The records of a kind that live in every account."""
    rows = cli.do("records", kind, "--limit", "500")["records"]
    return [row for row in rows if {link["connection"] for link in row["links"]} == set(VENDORS)]


def row(control: Control, record: Json, vendor: str, object_name: str) -> Json:
    """A record's row as its vendor keeps it."""
    (id,) = [
        each["remote_id"] for each in record["links"] if (each["connection"], each["object"]) == (vendor, object_name)
    ]
    rows = control.done("GET", f"/dump?vendor={vendor}&object={object_name}")["records"]
    (found,) = [each for each in rows if str(each.get("id", each.get("Id"))) == id]
    return found  # type: ignore[no-any-return]


@pytest.mark.thorough
def test_people_in_common_are_one_and_come_to_rest(agency: Cli, control: Control) -> None:
    synced(agency)
    everywhere = shared(agency, "lead")
    assert len(everywhere) > 10
    fields = {each["field"] for each in agency.do("conflicts")["conflicts"]}
    assert fields <= DIFFERENT, "they differ where the vendors do, and nowhere else"
    assert len(shared(agency, "user")) == 4
    for _ in range(2):
        synced(agency)
    assert synced(agency) == {"pushed": 0, "applied": 0, "problems": 0, "notices": 0}
    assert agency.do("doctor")["ok"]

    lead = next(each for each in everywhere if each["fields"]["city"])
    owners = [each for each in shared(agency, "user") if each["id"] != lead["fields"]["owner"]]
    agency.do("edit", "lead", lead["id"], f"owner={owners[0]['id']}")
    hubspot = row(control, lead, "hubspot", "contacts")["id"]
    control.edit("contacts", hubspot, city="Sautron")
    for _ in range(2):
        synced(agency)
    assert "Sautron" in str(row(control, lead, "pipedrive", "persons"))
    assert row(control, lead, "salesforce", "Lead")["City"] == "Sautron"
    assert row(control, lead, "salesforce", "Lead")["OwnerId"] == _place(owners[0], "salesforce")
    assert row(control, lead, "hubspot", "contacts")["properties"]["hubspot_owner_id"] == _place(owners[0], "hubspot")
    assert str(row(control, lead, "pipedrive", "persons")["owner_id"]) == _place(owners[0], "pipedrive")
    assert synced(agency)["pushed"] == 0


def _place(user: Json, vendor: str) -> str:
    return next(str(link["remote_id"]) for link in user["links"] if link["connection"] == vendor)
