"""A colleague renames, empties and sorts columns of the sheet: nobody loses a number for it, and nobody's rows are mixed up."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control
from tests.sandbox.sheets_http import SheetsHttp

PHONES = ("Téléphone", "Mobile")


@pytest.fixture
def sheet(cli: Cli, control: Control, served: Sandbox, agreeing: None) -> SheetsHttp:
    cli.do("connect", "google_sheets", "--sandbox", control.url, "--send")
    return SheetsHttp(served)


def run(cli: Cli) -> dict[str, Any]:
    (found,) = cli.json("sync").json["runs"]
    assert isinstance(found, dict)
    return found


def headed(http: SheetsHttp, heading: str, text: str) -> None:
    """Give a column another heading; an empty one has none."""
    at = headings(http).index(heading)
    head(http, at, text)


def head(http: SheetsHttp, at: int, text: str) -> None:
    cells = [{"userEnteredValue": {"stringValue": text}} if text else {}]
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": at}
    http.batch({"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}})


def headings(http: SheetsHttp) -> list[str]:
    return [str(one) for one in http.values("Prospects!1:1")[0]]


def cells(http: SheetsHttp, columns: tuple[int, ...]) -> dict[str, list[object]]:
    """What some columns hold, by key."""
    rows = [[*row, *[""] * 60] for row in http.values("Prospects!2:100")]
    return {str(row[0]): [row[at] for at in columns] for row in rows if row[0]}


def phones(cli: Cli) -> dict[str, Any]:
    found = cli.do("records", "lead")["records"]
    return {one["links"][0]["remote_id"]: one["fields"].get("phones") for one in found}


def reviews(cli: Cli) -> list[Any]:
    found = cli.do("reviews")["reviews"]
    assert isinstance(found, list)
    return found


def test_a_renamed_heading_stays_known_in_a_sheet_that_had_its_keys_before(cli: Cli, sheet: SheetsHttp) -> None:
    run(cli)
    before = phones(cli)
    assert any(len(each or ()) > 1 for each in before.values())
    headed(sheet, "Téléphone", "Numéro du domicile")
    for _ in range(3):
        assert run(cli)["status"] == "done"
    assert reviews(cli) == []
    assert phones(cli) == before
    (lead,) = [
        one for one in cli.do("records", "lead")["records"] if one["links"][0]["remote_id"] == next(iter(before))
    ]
    cli.do("edit", "lead", lead["id"], "phones=+33240112233")
    run(cli)
    assert "33240112233" in str(cells(sheet, (headings(sheet).index("Numéro du domicile"),))[next(iter(before))])


@pytest.mark.thorough
def test_a_number_whose_column_is_gone_is_neither_lost_nor_moved(cli: Cli, control: Control, sheet: SheetsHttp) -> None:
    run(cli)
    before = phones(cli)
    at = tuple(headings(sheet).index(name) for name in PHONES)
    held = cells(sheet, at)
    headed(sheet, "Téléphone", "")
    for _ in range(3):
        assert run(cli)["status"] == "done"
    assert reviews(cli) == []
    assert phones(cli) == before
    someone = next(key for key, (landline, mobile) in held.items() if landline and mobile)
    (lead,) = [one for one in cli.do("records", "lead")["records"] if one["links"][0]["remote_id"] == someone]
    cli.do("edit", "lead", lead["id"], "first_name=Inès")
    assert run(cli)["pushed"] == 1
    assert cells(sheet, at) == held
    head(sheet, at[0], "Téléphone")
    cli.do("connect", "google_sheets", "--sandbox", control.url, "--send")
    for _ in range(2):
        assert run(cli)["status"] == "done"
    assert reviews(cli) == []
    assert phones(cli) == before
    assert cells(sheet, at) == held


def test_a_number_finds_another_column_once_a_person_connects_the_sheet_without_its_own(
    cli: Cli, control: Control, sheet: SheetsHttp
) -> None:
    run(cli)
    before = phones(cli)
    at = tuple(headings(sheet).index(name) for name in PHONES)
    someone, held = next((key, held) for key, held in cells(sheet, at).items() if all(held))
    control.done("POST", "/delete", {"vendor": "google_sheets", "object": "columns", "id": "Téléphone"})
    for _ in range(2):
        assert run(cli)["status"] == "done"
    assert cells(sheet, at[:1])[someone] == held[1:], "its column has moved up, and nothing moved into it"
    cli.do("connect", "google_sheets", "--sandbox", control.url, "--send")
    for _ in range(3):
        assert run(cli)["status"] == "done"
    assert {key: {one["value"] for one in each or ()} for key, each in phones(cli).items()} == {
        key: {one["value"] for one in each or ()} for key, each in before.items()
    }


@pytest.mark.thorough
def test_a_sort_without_the_keys_just_after_crmdesk_wrote_is_recognised(
    cli: Cli, control: Control, sheet: SheetsHttp
) -> None:
    run(cli)
    run(cli)
    for one in cli.do("records", "lead")["records"]:
        cli.do("edit", "lead", one["id"], f"description={one['id']}", "city=Vertou")
    made = cli.new("lead", "last_name=Aalberg", "city=Rezé")
    assert run(cli)["pushed"] > 20
    before = {one["id"]: one["fields"] for one in cli.do("records", "lead")["records"]}
    fields = {"by": "Nom", "descending": True, "first": "Civilité", "last": headings(sheet)[-1]}
    control.done("POST", "/edit", {"vendor": "google_sheets", "object": "sort", "id": None, "fields": fields})
    for _ in range(2):
        found = run(cli)
        assert (found["status"], found["applied"], found["pushed"]) == ("done", 0, 0)
    assert reviews(cli) == []
    assert {one["id"]: one["fields"] for one in cli.do("records", "lead")["records"]} == before
    assert before[made]["last_name"] == "Aalberg"
