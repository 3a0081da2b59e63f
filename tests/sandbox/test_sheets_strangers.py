"""Google's sandbox under clients that do not read its pages: odd ranges, JSON of wrong types, Drive's parameters."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET
from crmdesk.sandbox.google_sheets.tokens import METADATA, SHEETS
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, Json
from tests.sandbox.sheets_http import SHEET, SheetsControl, SheetsHttp, refusal

NOTES = 1720384756
CELL = {"sheetId": NOTES, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}


@pytest.fixture
def sheets(control: Control) -> SheetsControl:
    return SheetsControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    return SheetsHttp(served)


@pytest.fixture
def drive(http: SheetsHttp, served: Sandbox) -> SheetsHttp:
    """A client that may see all files."""
    return SheetsHttp(served, http.signed_in(scope=f"{SHEETS} {METADATA}")["access_token"])


def test_rows_count_from_one(http: SheetsHttp) -> None:
    answer = http.call("GET", f"{SHEET}/values/Notes!A0")
    assert refusal(answer) == (400, "INVALID_ARGUMENT", "Unable to parse range: Notes!A0")


@pytest.mark.parametrize(
    "request_",
    [
        {"updateCells": {"range": CELL, "fields": "*", "rows": {"values": []}}},
        {"updateCells": {"range": CELL, "fields": "*", "rows": [{"values": 1}]}},
        {"updateCells": {"range": CELL, "fields": "*", "rows": [{"values": [{"userEnteredFormat": 1}]}]}},
        {"repeatCell": {"range": CELL, "fields": "*", "cell": [1]}},
        {"setDataValidation": {"range": CELL, "rule": {"condition": {"type": [1]}}}},
        {"addSheet": {"properties": "x"}},
        {"addSheet": {"properties": {"gridProperties": {"rowCount": "x"}}}},
        {"addSheet": {"properties": {"sheetId": -1}}},
        {"addSheet": {"properties": {"gridProperties": {"rowCount": 10**7, "columnCount": 10}}}},
        {"insertDimension": {"range": {"sheetId": NOTES, "dimension": "ROWS", "startIndex": 0, "endIndex": 10**9}}},
        {"appendDimension": {"sheetId": NOTES, "dimension": {}, "length": 1}},
        {"appendDimension": {"sheetId": NOTES, "dimension": "ROWS", "length": True}},
        {"deleteDimension": {"range": {"sheetId": NOTES, "dimension": ["ROWS"]}}},
        {"sortRange": {"range": CELL, "sortSpecs": [1]}},
        {"updateSheetProperties": {"fields": "*", "properties": {"sheetId": NOTES, "gridProperties": [1]}}},
        {"updateSheetProperties": {
            "fields": "gridProperties.rowCount", "properties": {"sheetId": NOTES, "gridProperties": {"rowCount": 10**9}}}},
        {"addProtectedRange": {"protectedRange": {"range": CELL, "editors": 1}}},
        {"addProtectedRange": {"protectedRange": {"range": CELL, "unprotectedRanges": [1]}}},
        {"addProtectedRange": {"protectedRange": {"range": {"sheetId": NOTES, "startRowIndex": "a"}}}},
        {"updateProtectedRange": {"protectedRange": {"protectedRangeId": 9999}, "fields": "description"}},
        {"createDeveloperMetadata": {"developerMetadata": {
            "metadataKey": "k", "metadataId": {}, "visibility": "DOCUMENT", "location": {"spreadsheet": True}}}},
        {"createDeveloperMetadata": {"developerMetadata": {
            "metadataKey": "k", "visibility": ["DOCUMENT"], "location": {"spreadsheet": True}}}},
        {"updateDeveloperMetadata": {"dataFilters": 1, "developerMetadata": {}, "fields": "*"}},
        {"findReplace": {"find": "a", "replacement": "b"}},
        {"findReplace": {"find": "a", "replacement": "b", "allSheets": True, "sheetId": NOTES}},
    ],
)  # fmt: skip
def test_json_of_the_wrong_type_is_refused(http: SheetsHttp, request_: Json) -> None:
    before = http.get(fields="sheets.properties")
    assert http.refused(request_).startswith("Invalid")
    assert http.get(fields="sheets.properties") == before


def test_values_of_the_wrong_type(http: SheetsHttp) -> None:
    for path, body in (
        ("/values:batchUpdate", {"valueInputOption": "RAW", "data": ["x"]}),
        ("/values:batchUpdateByDataFilter", {"valueInputOption": "RAW", "data": [1]}),
    ):
        assert refusal(http.call("POST", SHEET + path, body))[:2] == (400, "INVALID_ARGUMENT")
    for made in ({"properties": 1}, {"sheets": [1]}, {"sheets": [{"properties": "x"}]}):
        assert refusal(http.call("POST", "/v4/spreadsheets", made))[:2] == (400, "INVALID_ARGUMENT")


def test_find_and_replace_everywhere_in_any_case(http: SheetsHttp) -> None:
    for row, sheet in (("A900", "Prospects"), ("A1", "Notes")):
        area = f"{sheet}!{row}"
        http.call("PUT", f"{SHEET}/values/{area}", {"values": [["Zébulon le Zébu"]]}, valueInputOption="RAW")
    wish: dict[str, Any] = {"find": "zéb", "replacement": "Tab"}
    (none,) = http.batch({"findReplace": {**wish, "allSheets": True, "matchCase": True}})
    (both,) = http.batch({"findReplace": {**wish, "allSheets": True}})
    counts = {"occurrencesChanged": 4, "valuesChanged": 2, "rowsChanged": 2, "sheetsChanged": 2}
    assert (none, both) == ({"findReplace": {}}, {"findReplace": counts}), "twice in each of two cells"
    assert http.values("Notes!A1") == http.values("Prospects!A900") == [["Tabulon le Tabu"]]


def test_a_protection_that_changes(http: SheetsHttp) -> None:
    (made,) = http.batch({"addProtectedRange": {"protectedRange": {"range": CELL, "warningOnly": True}}})
    id = made["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    http.batch({"updateProtectedRange": {
        "protectedRange": {"protectedRangeId": id, "description": "ids"}, "fields": "description"}})  # fmt: skip
    (held,) = http.get(fields="sheets.protectedRanges", ranges="Notes")["sheets"][0]["protectedRanges"]
    assert (held["description"], held["warningOnly"], held["range"]) == ("ids", True, CELL)
    wrong = {"protectedRange": {"protectedRangeId": id, "editors": {"users": ["a@b.fr"]}}, "fields": "editors"}
    assert "warningOnly" in http.refused({"updateProtectedRange": wrong})


def test_clearing_by_metadata_and_copying_a_sheet(http: SheetsHttp) -> None:
    http.call("PUT", f"{SHEET}/values/Notes!A1:A2", {"values": [["a"], ["b"]]}, valueInputOption="RAW")
    span = {"sheetId": NOTES, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    made = {"metadataKey": "row", "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    http.batch({"createDeveloperMetadata": {"developerMetadata": made}})
    copied = http.post(f"/sheets/{NOTES}:copyTo", {"destinationSpreadsheetId": SPREADSHEET})
    cleared = http.post("/values:batchClearByDataFilter",
                        {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "row"}}]})  # fmt: skip
    assert cleared["clearedRanges"][0].startswith("Notes!A2")
    assert http.values("Notes!A1:A2") == [["a"]]
    assert http.values(f"'{copied['title']}'!A1:A2") == [["a"], ["b"]]
    assert refusal(http.call("POST", f"{SHEET}/sheets/77:copyTo", {}))[0] == 404
    nowhere = http.call("POST", f"{SHEET}/sheets/{NOTES}:copyTo", {"destinationSpreadsheetId": "none"})
    assert refusal(nowhere)[0] == 404


def test_the_token_that_is_handed_out_finds_the_sheet_in_drive(http: SheetsHttp) -> None:
    """A client that signs nobody in, as one that opens a sheet by its name (section 9)."""
    assert SPREADSHEET in [one["id"] for one in http.call("GET", "/drive/v3/files").json()["files"]]
    told = http.call("GET", f"/drive/v3/files/{SPREADSHEET}", fields="version").json()
    assert int(told["version"]) > 0


def test_parameters_of_drive(drive: SheetsHttp) -> None:
    for query in ({"pageSize": "x"}, {"pageSize": "0"}, {"pageSize": "1001"}, {"pageToken": "zz"}, {"q": "name ="},
                  {"orderBy": "colour"}):  # fmt: skip
        answer = drive.call("GET", "/drive/v3/files", **query)
        (one,) = answer.json()["error"]["errors"]
        assert (answer.status, one["reason"], one["location"]) == (400, "invalid", next(iter(query)))
    names = [one["name"] for one in drive.call("GET", "/drive/v3/files", orderBy="name desc").json()["files"]]
    assert names == sorted(names, reverse=True)


def test_what_changed_since_a_token(drive: SheetsHttp, sheets: SheetsControl) -> None:
    sheets.advance(60)
    token = drive.call("GET", "/drive/v3/changes/startPageToken").json()["startPageToken"]
    sheets.advance(120)

    def since(text: str) -> tuple[list[str], str]:
        page = drive.call("GET", "/drive/v3/changes", pageToken=text).json()
        return [one["fileId"] for one in page["changes"]], page["newStartPageToken"]

    assert since(token)[0] == []
    drive.call("PUT", f"{SHEET}/values/Notes!A1", {"values": [["a"]]}, valueInputOption="RAW")
    sheets.advance(180)
    changed, following = since(token)
    assert (changed, since(following)[0]) == ([SPREADSHEET], [])
    for role, told in (("none", [True]), ("writer", [False])):
        sheets.advance(240 if role == "none" else 300)
        since_then = drive.call("GET", "/drive/v3/changes/startPageToken").json()["startPageToken"]
        sheets.traits(role=role)
        page = drive.call("GET", "/drive/v3/changes", pageToken=since_then).json()
        assert [one["removed"] for one in page["changes"] if one["fileId"] == SPREADSHEET] == told
        assert ["file" in one for one in page["changes"]] == [not removed for removed in told]
    assert drive.call("GET", "/drive/v3/changes").status == 400
    assert drive.call("GET", "/drive/v3/changes", pageToken="x").status == 400


def test_answers_say_what_they_are(http: SheetsHttp) -> None:
    token = http.renewed("none")
    for answer in (
        http.call("GET", SHEET),
        http.call("GET", f"{SHEET}x"),
        http.call("GET", SHEET, fields="sheets"),
        token,
    ):
        assert answer.headers["content-type"] == "application/json; charset=UTF-8"


def test_a_data_filter_is_one(http: SheetsHttp) -> None:
    two = {"dataFilters": [{"a1Range": "Notes!A1", "gridRange": {"sheetId": NOTES}}]}
    answer = http.call("POST", f"{SHEET}/developerMetadata:search", two)
    assert refusal(answer)[:2] == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize("path", ["title", "sheets.title", "sheets.data.rows"])
def test_a_mask_of_what_there_is_not(http: SheetsHttp, path: str) -> None:
    answer = http.call("GET", SHEET, fields=f"spreadsheetId,{path}")
    assert refusal(answer) == (400, "INVALID_ARGUMENT", "Request contains an invalid argument.")
    (detail,) = answer.json()["error"]["details"]
    assert f"'{path}'" in detail["fieldViolations"][0]["description"]
    assert http.get(fields="sheets(charts,data(startRow,rowMetadata(*))),dataSources") == {
        "sheets": [{"data": [{"rowMetadata": [{"pixelSize": 21}] * rows}]} for rows in (1000, 50)]
    }
