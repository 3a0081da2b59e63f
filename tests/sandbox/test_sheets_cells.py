"""What the sandbox's cells compute, and what faults and other readings of the fact sheet do to its answers."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.google_sheets.document import Tab
from crmdesk.sandbox.google_sheets.formulas import Value
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, Json
from tests.sandbox.sheets_http import SHEET, SheetsControl, SheetsHttp, refusal

NOTES = 1720384756


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    return SheetsHttp(served)


@pytest.fixture
def sheets(control: Control) -> SheetsControl:
    return SheetsControl(control)


def tab() -> Tab:
    made = Tab.blank(0, "T", 10, 6)
    row: list[Value] = [4, "Mara", 2.5, True]
    for column, value in enumerate(row):
        made.put(0, column, value)
    return made


@pytest.mark.parametrize(
    ("formula", "value"),
    [("=A1*2", 8), ("=A1-C1-1", 0.5), ("=(A1+2)*-2", -12), ('=B1&" "&"V""o"', 'Mara V"o'), ("=SUM(A1:C1)", 6.5),
     ("=A1/0", "#DIV/0!"), ("=B1+1", "#VALUE!"), ("=NOPE(1)", "#NAME?"), ("=(1", "#ERROR!"), ("=1 2", "#ERROR!"),
     ("=", "#ERROR!"), ("=F1&D1&1,5", "TRUE1.5"), ("=SUM(1)", "#ERROR!"), ("=$A$1", 4), ("=F6", "#REF!"), ("=10/4", 2.5)],
)  # fmt: skip
def test_formulas(formula: str, value: Value) -> None:
    made = tab()
    made.put(5, 5, None, formula=formula)
    assert made.value(5, 5) == value


def test_a_formula_goes_along_with_its_row() -> None:
    made = tab()
    made.put(0, 5, None, formula="=A1*2+A3")
    made.put(1, 0, 10)
    made.move("ROWS", 0, 1, 2)
    assert made.formula(1, 5) == "=A2*2+A3"
    assert made.value(1, 5) == 8


def test_two_cells_that_wait_for_each_other() -> None:
    made = tab()
    made.put(3, 0, None, formula="=B4")
    made.put(3, 1, None, formula="=A4")
    assert made.value(3, 0) == "#REF!"


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [({"action": "status", "value": 503}, 503, "currently unavailable"), ({"action": "status", "value": 500}, 500, "Internal"),
     ({"action": "status", "value": 404}, 404, "not found"), ({"action": "status", "value": 418}, 418, "Unknown"),
     ({"action": "status", "value": 429}, 429, "Read requests per minute per user"),
     ({"action": "retry_after", "value": 7}, 429, "Quota")],
)  # fmt: skip
def test_faults(http: SheetsHttp, control: Control, fault: Json, status: int, words: str) -> None:
    control.done("POST", "/faults", [{"vendor": "google_sheets", **fault}])
    answer = http.call("GET", SHEET)
    assert refusal(answer)[0] == status
    assert words in refusal(answer)[2]
    assert answer.headers.get("retry-after") == ("7" if fault["action"] == "retry_after" else None)
    assert http.call("GET", SHEET).status == 200


def test_a_gateway_answers_with_a_page(http: SheetsHttp, control: Control) -> None:
    control.done("POST", "/faults", [{"vendor": "google_sheets", "action": "status", "value": 502}])
    answer = http.call("GET", SHEET)
    assert (answer.status, answer.headers["content-type"]) == (502, "text/html;charset=utf-8")


def test_tokens_that_are_spoilt(http: SheetsHttp, control: Control) -> None:
    tokens = http.signed_in()
    http.access = tokens["access_token"]
    control.done("POST", "/faults", [{"vendor": "google_sheets", "action": "expire_token"}])
    assert http.call("GET", SHEET).status == 401
    http.access = http.renewed(tokens["refresh_token"]).json()["access_token"]
    assert http.call("GET", SHEET).status == 200
    control.done("POST", "/faults", [{"vendor": "google_sheets", "action": "revoke_token"}])
    assert http.call("GET", SHEET).status == 401
    assert http.renewed(tokens["refresh_token"]).status == 400


def test_rows_are_not_merged(control: Control) -> None:
    body = {"vendor": "google_sheets", "object": "Prospects", "winner": "a", "loser": "b"}
    assert control.call("POST", "/merge", body).status == 400


def test_writing_by_what_is_pinned(http: SheetsHttp) -> None:
    span = {"sheetId": NOTES, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}
    tag = {"metadataId": 5, "metadataKey": "cd.row", "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    http.batch({"createDeveloperMetadata": {"developerMetadata": tag}})
    chosen = {"developerMetadataLookup": {"metadataId": 5}}
    body = {"valueInputOption": "RAW", "data": [{"dataFilter": chosen, "values": [[None, "x"]]}]}
    found = http.post("/values:batchUpdateByDataFilter", body)
    assert (found["responses"][0]["updatedCells"], found["responses"][0]["dataFilter"]) == (1, chosen)
    assert http.values("Notes!A5:B5") == [["", "x"]]


def test_what_a_batch_changes_can_be_shown(http: SheetsHttp) -> None:
    requests = [{"updateSpreadsheetProperties": {"properties": {"title": "Neu", "timeZone": "UTC"}, "fields": "title"}}]
    body = {"requests": requests, "includeSpreadsheetInResponse": True, "responseRanges": ["Notes!A1"],
            "responseIncludeGridData": True}  # fmt: skip
    shown = http.post(":batchUpdate", body)["updatedSpreadsheet"]
    assert (shown["properties"]["title"], shown["properties"]["timeZone"]) == ("Neu", "Europe/Paris")
    assert shown["sheets"][0]["data"][0]["rowData"][0]["values"][0]["formattedValue"] == "Réunion du lundi"


def test_one_limit_for_all_metadata(http: SheetsHttp, sheets: SheetsControl) -> None:
    def pin(where: Json) -> Json:
        made = {"metadataKey": "k", "metadataValue": "x" * 20_000, "visibility": "PROJECT", "location": where}
        return {"createDeveloperMetadata": {"developerMetadata": made}}

    http.batch(pin({"sheetId": 0}))
    http.batch(pin({"sheetId": NOTES}))
    sheets.traits(metadata_per_sheet=False)
    assert "exceeds the limit" in http.refused(pin({"spreadsheet": True}))


def test_what_may_be_chosen_in_cells(http: SheetsHttp) -> None:
    span = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Mme"}]}, "strict": True}
    http.batch({"setDataValidation": {"range": span, "rule": rule}})
    body = {"dataFilters": [{"gridRange": span}], "includeGridData": True}
    fields = "sheets(data(rowData(values(dataValidation))))"
    found = http.post(":getByDataFilter", body, fields=fields)["sheets"][0]["data"][0]["rowData"]
    assert [row["values"][0]["dataValidation"] for row in found] == [rule, rule]
    assert "condition.type" in http.refused({"setDataValidation": {"range": span, "rule": {"condition": {}}}})


@pytest.mark.parametrize(
    ("entered", "value"),
    [
        ("=1/0", {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "#DIV/0!"}}),
        ("=NOPE(1)", {"errorValue": {"type": "NAME", "message": "#NAME?"}}),
        ("#N/A", {"errorValue": {"type": "N_A", "message": "#N/A"}}),
        ("#3 à rappeler !", {"stringValue": "#3 à rappeler !"}),
    ],
)
def test_errors_in_grid_data_have_the_types_of_the_api(http: SheetsHttp, entered: str, value: Json) -> None:
    http.call("PUT", f"{SHEET}/values/Notes!A1", {"values": [[entered]]}, valueInputOption="USER_ENTERED")
    found = http.get(ranges="Notes!A1", includeGridData=True, fields="sheets.data.rowData.values.effectiveValue")
    assert found["sheets"][0]["data"][0]["rowData"][0]["values"][0]["effectiveValue"] == value
