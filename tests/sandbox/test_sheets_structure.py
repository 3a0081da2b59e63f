"""Google's sandbox: named ranges, sheets that are made with contents or copied, and areas that are tidied up."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control
from tests.sandbox.sheets_http import SHEET, SheetsHttp, refusal

NOTES = 1720384756
AREA = {"sheetId": NOTES, "startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    return SheetsHttp(served)


@pytest.fixture
def filled(http: SheetsHttp) -> SheetsHttp:
    """Notes with two columns of five rows."""
    write(http, "Notes!A1:B5", [["a", "1"], ["b", "2"], ["A", "1"], [" c  d ", "3"], ["e", "4"]])
    return http


def write(http: SheetsHttp, area: str, values: list[list[str]]) -> None:
    assert http.call("PUT", f"{SHEET}/values/{area}", {"values": values}, valueInputOption="RAW").status == 200


def test_a_named_range(filled: SheetsHttp) -> None:
    (reply,) = filled.batch({"addNamedRange": {"namedRange": {"name": "suivi", "range": AREA}}})
    made = reply["addNamedRange"]["namedRange"]
    assert (made["name"], made["range"]) == ("suivi", AREA)
    assert filled.get(fields="namedRanges")["namedRanges"] == [made]
    answer = filled.get("/values/SUIVI")
    assert (answer["range"], answer["values"]) == ("Notes!A1:B2", [["a", "1"], ["b", "2"]])
    write(filled, "suivi", [["x"]])
    assert filled.values("Notes!A1:A2") == [["x"], ["b"]]
    again = {"addNamedRange": {"namedRange": {"name": "Suivi", "range": AREA}}}
    assert "already exists" in filled.refused(again)
    id = made["namedRangeId"]
    filled.batch({"updateNamedRange": {"namedRange": {"namedRangeId": id, "name": "relance"}, "fields": "name"}})
    assert filled.get("/values/relance")["range"] == "Notes!A1:B2"
    filled.batch({"deleteNamedRange": {"namedRangeId": id}})
    assert refusal(filled.call("GET", f"{SHEET}/values/relance"))[2] == "Unable to parse range: relance"
    assert "No named range" in filled.refused({"deleteNamedRange": {"namedRangeId": id}})


def test_a_new_sheet_says_what_it_is(http: SheetsHttp) -> None:
    wish = {"title": "Visites", "gridProperties": {"rowCount": 20, "columnCount": 4, "frozenRowCount": 1}}
    (reply,) = http.batch({"addSheet": {"properties": wish}})
    held = http.get(fields="sheets.properties")["sheets"][-1]["properties"]
    assert reply["addSheet"]["properties"] == held == {**held, **wish}


def test_whoever_may_not_write_cells_may_not_sort_them(http: SheetsHttp, control: Control) -> None:
    control.traits(vendor="google_sheets", role="writer")
    control.done(
        "POST", "/edit", {"vendor": "google_sheets", "object": "protect", "id": None, "fields": {"column": "Ville"}}
    )
    at = http.values("Prospects!1:1")[0].index("Ville")
    span = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 9, "startColumnIndex": 0}
    specs = [{"dimensionIndex": 1}]
    http.batch({"sortRange": {"range": {**span, "endColumnIndex": at}, "sortSpecs": specs}})
    assert "protected" in http.refused({"sortRange": {"range": {**span, "endColumnIndex": at + 1}, "sortSpecs": specs}})


def test_a_sheet_takes_no_title_that_another_has(filled: SheetsHttp) -> None:
    named = {"updateSheetProperties": {"properties": {"sheetId": NOTES, "title": "prospects"}, "fields": "title"}}
    assert "already exists" in filled.refused(named)
    own = {"updateSheetProperties": {"properties": {"sheetId": NOTES, "title": "NOTES"}, "fields": "title"}}
    filled.batch(own)
    assert filled.values("NOTES!A2:B2") == [["b", "2"]]


def test_a_sheet_is_duplicated(filled: SheetsHttp) -> None:
    (reply,) = filled.batch(
        {"duplicateSheet": {"sourceSheetId": NOTES, "insertSheetIndex": 0, "newSheetName": "Double"}}
    )
    made = reply["duplicateSheet"]["properties"]
    assert (made["title"], made["index"]) == ("Double", 0)
    assert filled.values("Double!A2:B2") == [["b", "2"]]
    assert "already exists" in filled.refused({"duplicateSheet": {"sourceSheetId": NOTES, "newSheetName": "Double"}})
    assert "No sheet with id: 7" in filled.refused({"duplicateSheet": {"sourceSheetId": 7}})


def test_a_spreadsheet_is_made_with_its_contents(http: SheetsHttp) -> None:
    cells = [{"userEnteredValue": {"stringValue": "Nom"}}, {"userEnteredValue": {"numberValue": 5}}]
    sheet = {"properties": {"title": "Prospects"}, "data": [{"startRow": 1, "rowData": [{"values": cells}]}]}
    made = http.call("POST", "/v4/spreadsheets", {"properties": {"title": "Neuf"}, "sheets": [sheet]}).json()
    values = http.call("GET", f"/v4/spreadsheets/{made['spreadsheetId']}/values/Prospects!A1:B2").json()["values"]
    assert values == [[], ["Nom", "5"]]
    files = len(http.call("GET", "/drive/v3/files").json()["files"])
    wrong = {"sheets": [{**sheet, "data": [{"startRow": 5000, "rowData": [{"values": cells}]}]}]}
    assert refusal(http.call("POST", "/v4/spreadsheets", wrong))[0] == 400
    assert len(http.call("GET", "/drive/v3/files").json()["files"]) == files, "what was refused is not there"


def test_blanks_and_duplicates(filled: SheetsHttp) -> None:
    area = {**AREA, "endRowIndex": 5}
    assert filled.batch({"trimWhitespace": {"range": area}}) == [{"trimWhitespace": {"cellsChangedCount": 1}}]
    assert filled.values("Notes!A4") == [["c d"]]
    assert filled.batch({"deleteDuplicates": {"range": area}}) == [{"deleteDuplicates": {"duplicatesRemovedCount": 1}}]
    assert filled.values("Notes!A1:B5") == [["a", "1"], ["b", "2"], ["c d", "3"], ["e", "4"]]
    write(filled, "Notes!A2", [["e"]])
    names = [{"sheetId": NOTES, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}]
    filled.batch({"deleteDuplicates": {"range": area, "comparisonColumns": names}})
    assert filled.values("Notes!A1:B5") == [["a", "1"], ["e", "2"], ["c d", "3"]]


def test_cells_go_and_others_take_their_place(filled: SheetsHttp) -> None:
    span = {"sheetId": NOTES, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    tag = {"metadataKey": "row", "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    filled.batch({"createDeveloperMetadata": {"developerMetadata": tag}})
    second = {"sheetId": NOTES, "startRowIndex": 1, "endRowIndex": 2}
    filled.batch({"deleteRange": {"range": second, "shiftDimension": "ROWS"}})
    assert filled.values("Notes!A1:A5") == [["a"], ["A"], [" c  d "], ["e"]]
    held = filled.post(
        "/developerMetadata:search", {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "row"}}]}
    )
    assert held["matchedDeveloperMetadata"][0]["developerMetadata"]["location"]["dimensionRange"] == span
    first = {**second, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    filled.batch({"deleteRange": {"range": first, "shiftDimension": "COLUMNS"}})
    assert filled.values("Notes!A1:B1") == [["1"]]
    assert "shiftDimension" in filled.refused({"deleteRange": {"range": first}})
