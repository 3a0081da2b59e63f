"""A colleague merges cells of the sheet: nothing is emptied or deleted for it, and what cannot be written says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control
from tests.sandbox.sheets_http import SheetsHttp


@pytest.fixture
def sheet(cli: Cli, control: Control, served: Sandbox, agreeing: None) -> SheetsHttp:
    cli.do("connect", "google_sheets", "--sandbox", control.url, "--create-fields", "--send")
    cli.do("sync")
    return SheetsHttp(served)


def merge(http: SheetsHttp, heading: str, top: int, bottom: int) -> None:
    at = http.values("Prospects!1:1")[0].index(heading)
    span = {"sheetId": 0, "startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": at, "endColumnIndex": at + 1}
    http.batch({"mergeCells": {"range": span}})


def run(cli: Cli) -> dict[str, Any]:
    (found,) = cli.json("sync").json["runs"]
    assert isinstance(found, dict)
    return found


def test_what_merged_cells_cover_stays_here(cli: Cli, sheet: SheetsHttp) -> None:
    key = str(sheet.values("Prospects!A3")[0][0])
    (lead,) = [one for one in cli.do("records", "lead")["records"] if one["links"][0]["remote_id"] == key]
    before = cli.fields("lead", lead["id"])["city"]
    assert before
    merge(sheet, "Ville", 1, 3)
    assert run(cli)["status"] == "done"
    assert cli.fields("lead", lead["id"])["city"] == before, "covered is not blank"
    cli.do("edit", "lead", lead["id"], "city=Vertou", "first_name=Inès")
    run(cli)
    (problem,) = cli.do("status")["problem_list"]
    assert (problem["key"], problem["record"], problem["field"]) == ("cell_merged", lead["id"], "city")
    assert cli.fields("lead", lead["id"])["city"] == "Vertou"
    sheet.batch({"unmergeCells": {"range": {"sheetId": 0}}})


def test_keys_that_are_merged_away_delete_nobody(
    cli: Cli, sheet: SheetsHttp, expect_log: Callable[[str], None]
) -> None:
    expect_log("connection failed")
    there = {one["id"] for one in cli.do("records", "lead")["records"]}
    merge(sheet, "_crmdesk_id", 1, 4)
    for _ in range(3):
        found = run(cli)
        assert (found["status"], found["error"]["key"]) == ("failed", "key_cells_merged")
    assert {one["id"] for one in cli.do("records", "lead")["records"]} == there
