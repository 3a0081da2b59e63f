"""What becomes of the headings of a sheet, and of the sheet itself: nobody is deleted for it, and the words say what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.commands.conftest import Cli
from tests.commands.test_sheet_columns import headings
from tests.sandbox.raw import Control, Json
from tests.sandbox.sheets_http import SHEET, SheetsControl, SheetsHttp


@pytest.fixture
def http(cli: Cli, control: Control, served: Sandbox, agreeing: None) -> SheetsHttp:
    """The agency's sheet, connected and read; its file has been read by nobody else."""
    cli.do("connect", "google_sheets", "--sandbox", control.url, "--send")
    cli.do("sync")
    return SheetsHttp(served)


def run(cli: Cli) -> dict[str, Any]:
    (found,) = cli.json("sync").json["runs"]
    assert isinstance(found, dict)
    return found


def leads(cli: Cli) -> dict[str, Any]:
    return {one["id"]: one["fields"] for one in cli.do("records", "lead", "--limit", "1000")["records"]}


def rows(first: int, last: int) -> Json:
    return {"sheetId": 0, "dimension": "ROWS", "startIndex": first, "endIndex": last}


def test_a_heading_row_that_was_deleted_makes_no_headings_of_a_lead(
    cli: Cli, http: SheetsHttp, expect_log: Callable[[str], None]
) -> None:
    expect_log("connection failed")
    before = leads(cli)
    told = http.values("Prospects!1:1")
    http.batch({"deleteDimension": {"range": rows(0, 1)}})
    for _ in range(3):
        found = run(cli)
        assert (found["status"], found["error"]["key"]) == ("failed", "headings_missing")
    assert leads(cli) == before
    http.batch({"insertDimension": {"range": rows(0, 1)}})
    http.call("PUT", f"{SHEET}/values/Prospects!A1", {"values": told}, valueInputOption="RAW")
    assert (run(cli)["status"], cli.do("reviews")["reviews"], leads(cli)) == ("done", [], before)


@pytest.mark.parametrize("tags_go_along", [True, False])
def test_headings_that_were_sorted_along_stop_the_account(
    cli: Cli, control: Control, http: SheetsHttp, expect_log: Callable[[str], None], tags_go_along: bool
) -> None:
    expect_log("connection failed")
    before, by = leads(cli), headings(http).index("Nom")
    SheetsControl(control).traits(sort_moves_tags=tags_go_along)
    height = len(http.values("Prospects!A1:A1000"))
    whole = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": height, "startColumnIndex": 0, "endColumnIndex": 60}
    whole["endColumnIndex"] = len(headings(http))
    http.batch({"sortRange": {"range": whole, "sortSpecs": [{"dimensionIndex": by, "sortOrder": "ASCENDING"}]}})
    at = [row[0] if row else "" for row in http.values("Prospects!A1:A1000")].index("_crmdesk_id")
    assert at > 1
    for _ in range(3):
        found = run(cli)
        assert (found["status"], found["error"]["key"]) == ("failed", "headings_moved")
        assert found["error"]["data"]["row"] == at + 1
    assert leads(cli) == before
    http.batch({"moveDimension": {"source": rows(at, at + 1), "destinationIndex": 0}})
    assert run(cli)["status"] == "done"
    assert (cli.do("reviews")["reviews"], leads(cli)) == ([], before)


def test_a_tab_that_was_removed_is_called_so(cli: Cli, http: SheetsHttp, expect_log: Callable[[str], None]) -> None:
    expect_log("connection failed")
    before = leads(cli)
    http.batch({"deleteSheet": {"sheetId": 0}})
    found = run(cli)
    assert (found["status"], found["error"]["key"], leads(cli)) == ("failed", "sheet_missing", before)
    assert "Restore it from the version history" in cli("sync").err, "no bin holds it"


def test_an_empty_sheet_asks_for_its_columns(
    cli: Cli, control: Control, served: Sandbox, agreeing: None, expect_log: Callable[[str], None]
) -> None:
    expect_log("connection failed")
    made = SheetsHttp(served).call("POST", "/v4/spreadsheets", {"properties": {"title": "Nouveau"}}).json()
    named = ("--sandbox", control.url, "--send", "--document", str(made["spreadsheetId"]))
    assert "--create-fields" in cli("connect", "google_sheets", *named).out
    lead = cli.new("lead", "last_name=Riou")
    assert run(cli)["error"]["key"] == "sheet_blank"
    cli.do("connect", "google_sheets", *named, "--create-fields")
    assert run(cli)["pushed"] == 1
    assert list(leads(cli)) == [lead]


def test_what_a_sheet_that_may_only_be_viewed_keeps_back_says_so(cli: Cli, control: Control, http: SheetsHttp) -> None:
    (lead, *_) = leads(cli)
    SheetsControl(control).edit("spreadsheet", None, {"role": "reader"})
    cli.do("edit", "lead", lead, "city=Vertou")
    for _ in range(2):
        assert run(cli)["unsent"] == {"problem": 1}, "it does not go out with the next run"
    SheetsControl(control).edit("spreadsheet", None, {"role": "writer"})
    assert (run(cli)["pushed"], leads(cli)[lead]["city"]) == (1, "Vertou")
