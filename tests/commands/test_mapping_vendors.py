"""Custom fields at every vendor: what one profile writes into an account's own properties, another one reads there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

VALUES = {
    "text": "Voisine",
    "long_text": "Code 12",
    "integer": "3",
    "decimal": "12,5",
    "boolean": "oui",
    "date": "04/05/2026",
    "datetime": "2026-05-04T07:00:00Z",
}


PLACES = [
    ("salesforce", "Lead", "lead", ("Fax", "Latitude", "NumberOfEmployees", "IsUnreadByOwner")),
    ("pipedrive", "persons", "contact", ("decimal", "long_text")),
    ("zoho", "Leads", "lead", ("State",)),
    ("google_sheets", "leads", "lead", ("column:honoraires", "column:negociateur")),
]
"""Vendor, table, kind, and properties by name, or by type where the vendor makes up the names."""


@pytest.mark.parametrize("vendor", ["hubspot", "salesforce", "pipedrive", "zoho", "google_sheets"])
@pytest.mark.usefixtures("agreeing")
def test_crmdesks_own_key_is_no_place_for_a_field(vendor: str, cli: Cli, control: Control) -> None:
    """Some vendors make up the names of own fields: there the key is known by its label."""
    cli.do("connect", vendor, "--sandbox", control.url, "--create-fields")
    left = [each for place in cli.do("mapping", vendor)["places"] for each in place["left"]]
    assert left
    told = [f"{each['name']} {each['label']}" for each in left]
    assert [each for each in told if "crmdesk_uid" in each or "_crmdesk_id" in each or "identifiant" in each] == []


@pytest.mark.thorough
@pytest.mark.parametrize(("vendor", "table", "kind", "properties"), PLACES)
@pytest.mark.usefixtures("agreeing")
def test_what_one_profile_writes_another_one_reads(
    vendor: str,
    table: str,
    kind: str,
    properties: tuple[str, ...],
    cli: Cli,
    control: Control,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.do("connect", vendor, "--sandbox", control.url, "--create-fields")
    cli.do("sync")
    (place,) = [each for each in cli.do("mapping", vendor)["places"] if (each["table"], each["kind"]) == (table, kind)]
    left = {each["name"]: each for each in place["left"]} | {each["type"]: each for each in place["left"]}
    values = {}
    for name in properties:
        made = cli.do("mapping", vendor, "add", table, kind, left[name]["name"])["field"]
        values[made] = VALUES[left[name]["type"]]
    record = cli.new(kind, "last_name=Terrasse", *(f"{name}={value}" for name, value in values.items()))
    cli.do("sync")
    typed = {name: value for name, value in cli.fields(kind, record).items() if name in values}
    file = tmp_path / "mapping.json"
    cli.do("mapping", vendor, "export", str(file))
    other = Cli(tmp_path / "other", capsys)
    other.do("connect", vendor, "--sandbox", control.url, "--create-fields")
    other.do("mapping", vendor, "import", str(file))
    other.do("sync")
    (there,) = other.do("records", kind, "--where", "last_name=Terrasse")["records"]
    assert {name: there["fields"].get(name) for name in values} == typed
    cli.do("edit", kind, record, *(f"{name}=" for name in values))
    cli.do("sync")
    other.do("sync")
    # A tick box at Salesforce is never blank.
    cleared = [name for name in values if vendor != "salesforce" or not name.startswith("x.boolean.")]
    assert not any(other.fields(kind, there["id"]).get(name) for name in cleared)
    assert cli.do("doctor")["ok"]
    assert other.do("doctor")["ok"]


TABLES = [("hubspot", "contacts"), ("google_sheets", "leads")]
"""Two vendors that have nothing in common: what is not a vendor's own is proven by them."""


@pytest.mark.thorough
@pytest.mark.parametrize(("vendor", "table"), TABLES)
@pytest.mark.usefixtures("agreeing")
def test_directions_and_kept_blanks_hold(
    vendor: str, table: str, cli: Cli, control: Control, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    colleague = Cli(tmp_path / "other", capsys)
    for each in (cli, colleague):
        each.do("connect", vendor, "--sandbox", control.url, "--create-fields")
    record = cli.new("lead", "last_name=Terrasse", "city=Nantes")

    def settled() -> tuple[str | None, str | None]:
        """The city here and at the colleague's, once both have heard of everything."""
        for each in (cli, colleague, cli):
            each.do("sync")
        (there,) = colleague.do("records", "lead", "--where", "last_name=Terrasse")["records"]
        return cli.fields("lead", record).get("city"), there["fields"].get("city")

    def typed(city: str) -> None:
        """What the colleague types, and sends."""
        (there,) = colleague.do("records", "lead", "--where", "last_name=Terrasse")["records"]
        colleague.do("edit", "lead", there["id"], f"city={city}")
        colleague.do("sync")

    place = ("mapping", vendor, "set", table, "lead", "city")
    assert settled() == ("Nantes", "Nantes")
    cli.do(*place, "--direction", "in")
    typed("Lyon")
    assert settled() == ("Lyon", "Lyon")
    cli.do("edit", "lead", record, "city=Brest")
    assert settled() == ("Brest", "Lyon")
    cli.do(*place, "--direction", "out")
    assert settled() == ("Brest", "Brest")
    typed("Paris")
    assert settled() == ("Brest", "Paris")
    cli.do("edit", "lead", record, "city=Rome")
    assert settled() == ("Rome", "Rome")
    cli.do(*place, "--direction", "both", "--keep-blank")
    assert settled() == ("Rome", "Rome")
    typed("")
    assert settled() == ("Rome", None)
    cli.do("edit", "lead", record, "city=Vannes")
    assert settled() == ("Vannes", "Vannes")
    cli.do("edit", "lead", record, "city=")
    assert settled() == (None, "Vannes")
    assert cli.do("doctor")["ok"]


@pytest.mark.usefixtures("agreeing")
def test_options_that_an_account_knows_by_numbers_are_offered_by_their_labels(cli: Cli, control: Control) -> None:
    cli.do("connect", "pipedrive", "--sandbox", control.url, "--create-fields")
    (place,) = [
        each
        for each in cli.do("mapping", "pipedrive")["places"]
        if (each["table"], each["kind"]) == ("persons", "lead")
    ]
    (name,) = [each["name"] for each in place["left"] if each["label"] == "Type de mandat"]
    field = cli.do("mapping", "pipedrive", "add", "persons", "lead", name)["field"]
    cli.do("sync")
    (first, *_) = cli.do("records", "lead", "--limit", "1")["records"]
    offered = cli.json("edit", "lead", first["id"], f"{field}=Nobody").failed("value_not_an_option")["options"]
    assert offered == "Exclusif, Semi-exclusif, Simple"
    cli.do("edit", "lead", first["id"], f"{field}=exclusif")
    assert cli.fields("lead", first["id"])[field] == "Exclusif"
