"""Values, batches and metadata of Google's sandbox over raw HTTP (sections 2 to 6)."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.sandbox.google_sheets.tokens import METADATA
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, Json
from tests.sandbox.sheets_http import SHEET, SheetsControl, SheetsHttp, refusal

NOTES = 1720384756


@pytest.fixture
def sheets(control: Control) -> SheetsControl:
    return SheetsControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    return SheetsHttp(served)


def write(http: SheetsHttp, area: str, *rows: list[Any], option: str = "RAW", **query: object) -> Json:
    answer = http.call("PUT", f"{SHEET}/values/{area}", {"values": list(rows)}, valueInputOption=option, **query)
    assert answer.status == 200, answer.body
    return answer.json()


def cells(row: int, column: int, *values: Json, fields: str = "userEnteredValue") -> Json:
    start = {"sheetId": NOTES, "rowIndex": row, "columnIndex": column}
    rows = [{"values": [{"userEnteredValue": value} if value else {} for value in values]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def test_reading(http: SheetsHttp) -> None:
    head = http.values("Prospects!A1:D1")
    assert head == [["_crmdesk_id", "Civilité", "Nom", "Prénom"]]
    assert http.values("'prospects'!B1:B1") == [["Civilité"]]
    assert http.values("Prospects!R1C2:R1C3") == [["Civilité", "Nom"]]
    assert http.values("Notes!A2:Z") == [["Penser aux clés de la cave rue Crébillon."]]
    assert "values" not in http.get("/values/Notes!C1:D40")
    assert http.get("/values/Notes!C1:D40")["range"] == "Notes!C1:D40"
    found = http.get("/values:batchGet", ranges=["Notes", "Prospects!A1:B1"], majorDimension="COLUMNS")
    assert [each["range"] for each in found["valueRanges"]] == ["Notes!A1:H50", "Prospects!A1:B1"]
    assert found["valueRanges"][1]["values"] == [["_crmdesk_id"], ["Civilité"]]


def test_raw_and_typed(http: SheetsHttp) -> None:
    texts = ["=1+2", "0612345678", "+33612345678", "12/05/2026", "1 200,50", "TRUE", "'=x"]
    answer = write(http, "Notes!A5:G5", texts)
    assert (answer["updatedCells"], answer["updatedRange"]) == (7, "Notes!A5:G5")
    assert http.values("Notes!A5:G5", valueRenderOption="UNFORMATTED_VALUE") == [texts]
    assert http.values("Notes!A5:G5", valueRenderOption="FORMULA") == [texts]
    write(http, "Notes!A6:G6", texts, option="USER_ENTERED")
    assert http.values("Notes!A6:G6", valueRenderOption="UNFORMATTED_VALUE") == [
        [3, 612345678, 33612345678, 46154, 1200.5, True, "=x"]
    ]
    assert http.values("Notes!A6:G6") == [["3", "612345678", "33612345678", "12/05/2026", "1200,5", "TRUE", "=x"]]
    assert http.values("Notes!A6:G6", valueRenderOption="FORMULA")[0][0] == "=1+2"
    dated = http.values("Notes!D6", valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="FORMATTED_STRING")
    assert dated == [["12/05/2026"]]


def test_null_leaves_alone_and_an_empty_text_clears(http: SheetsHttp) -> None:
    write(http, "Notes!A7:C7", ["a", "b", "c"])
    answer = write(http, "Notes!A7:C7", [None, "", "d"], includeValuesInResponse=True)
    assert answer["updatedData"]["values"] == [["a", "", "d"]]
    assert answer["updatedCells"] == 2


def test_writing_where_there_is_no_room(http: SheetsHttp) -> None:
    for area, rows, words in (
        ("Notes!H50:I50", [["a", "b"]], "exceeds grid limits"),
        ("Notes!A1:B1", [["a", "b", "c"]], "tried writing to cell [C1]"),
        ("Notes!Z1", [["a"]], "exceeds grid limits"),
        ("Nowhere!A1", [["a"]], "Unable to parse range: Nowhere!A1"),
    ):
        answer = http.call("PUT", f"{SHEET}/values/{area}", {"values": rows}, valueInputOption="RAW")
        status, word, message = refusal(answer)
        assert (status, word) == (400, "INVALID_ARGUMENT")
        assert words in message
    answer = http.call("PUT", f"{SHEET}/values/Notes!A1", {"values": [["a"]]})
    assert "'valueInputOption' is required" in refusal(answer)[2]
    answer = http.call(
        "PUT", f"{SHEET}/values/Notes!A1", {"range": "Notes!A2", "values": [["a"]]}, valueInputOption="RAW"
    )
    assert answer.status == 400
    answer = http.call("PUT", f"{SHEET}/values/Notes!A1", {"values": [["x" * 50_001]]}, valueInputOption="RAW")
    assert "maximum of 50000 characters" in refusal(answer)[2]


def test_batches_of_values_are_all_or_nothing(http: SheetsHttp) -> None:
    data = [{"range": "Notes!A8", "values": [["x"]]}, {"range": "'Notes'!'Notes'!A2", "values": [[5]]}]
    answer = http.call("POST", f"{SHEET}/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    assert refusal(answer)[2] == "Invalid data[1]: Unable to parse range: 'Notes'!'Notes'!A2"
    assert http.values("Notes!A8") == []
    found = http.post(
        "/values:batchUpdate", {"valueInputOption": "RAW", "data": [data[0], {"range": "Notes!C9", "values": [[5]]}]}
    )
    assert (found["totalUpdatedCells"], found["totalUpdatedSheets"], len(found["responses"])) == (2, 1, 2)
    found = http.post("/values:batchClear", {"ranges": ["Notes!A8", "Notes!C9"]})
    assert found["clearedRanges"] == ["Notes!A8", "Notes!C9"]
    assert http.values("Notes!A8:C9") == []


def test_append_guesses_a_table(http: SheetsHttp) -> None:
    write(http, "Notes!C10:D11", ["Nom", "Ville"], ["Voss", "Nantes"])
    answer = http.call(
        "POST", f"{SHEET}/values/Notes!C10:D10:append", {"values": [["Le Goff", "Rezé"]]}, valueInputOption="RAW",
        insertDataOption="INSERT_ROWS",
    ).json()  # fmt: skip
    assert (answer["tableRange"], answer["updates"]["updatedRange"]) == ("Notes!C10:D11", "Notes!C12:D12")
    made = http.call("POST", f"{SHEET}/values/Notes!G1:append", {"values": [["x"]]}, valueInputOption="RAW").json()
    assert "tableRange" not in made


def test_batches_run_in_order_or_not_at_all(http: SheetsHttp) -> None:
    replies = http.batch(
        cells(20, 0, {"stringValue": "a"}, {"numberValue": 5}),
        {"insertDimension": {"range": {"sheetId": NOTES, "dimension": "ROWS", "startIndex": 20, "endIndex": 22}}},
        cells(20, 0, {"formulaValue": "=B23*2"}),
    )
    assert replies == [{}, {}, {}]
    assert http.values("Notes!A21:B23", valueRenderOption="UNFORMATTED_VALUE") == [[10], [], ["a", 5]]
    words = http.refused(cells(30, 0, {"stringValue": "b"}), {"deleteDimension": {"range": {"sheetId": 5}}})
    assert words.startswith("Invalid requests[1].deleteDimension: No grid with id: 5")
    assert http.values("Notes!A31") == []
    assert "Unknown name \"explode\" at 'requests[0]'" in http.refused({"explode": {}})
    assert http.refused() == "Must specify at least one request."
    assert "exactly one kind of value" in http.refused(cells(1, 1, {"stringValue": "a", "numberValue": 1}))
    assert "fields is required" in http.refused({"updateCells": {"start": {"sheetId": NOTES}, "rows": []}})


def test_rows_move_with_what_is_pinned_and_cells_are_sorted_without(http: SheetsHttp, sheets: SheetsControl) -> None:
    write(http, "Notes!A1:A3", ["c"], ["a"], ["b"])
    span = {"sheetId": NOTES, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    tag = {"metadataId": 7, "metadataKey": "cd.row", "metadataValue": "c", "visibility": "DOCUMENT",
           "location": {"dimensionRange": span}}  # fmt: skip
    (reply,) = http.batch({"createDeveloperMetadata": {"developerMetadata": tag}})
    assert reply["createDeveloperMetadata"]["developerMetadata"]["location"]["locationType"] == "ROW"

    def pinned() -> object:
        wanted = {
            "dataFilters": [{"developerMetadataLookup": {"metadataId": 7}}],
            "valueRenderOption": "UNFORMATTED_VALUE",
        }
        (found,) = http.post("/values:batchGetByDataFilter", wanted)["valueRanges"]
        return found["valueRange"]["values"][0][0]

    http.batch({"moveDimension": {"source": span, "destinationIndex": 3}})
    assert http.values("Notes!A1:A3") == [["a"], ["b"], ["c"]]
    assert pinned() == "c"
    area = {"sheetId": NOTES, "startRowIndex": 0, "endRowIndex": 3, "endColumnIndex": 8}
    by_first = {"range": area, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]}
    http.batch({"sortRange": by_first})
    assert pinned() == "a"
    sheets.traits(sort_moves_tags=True)
    http.batch({"sortRange": {**by_first, "sortSpecs": [{"dimensionIndex": 0}]}})
    assert pinned() == "a"
    assert http.values("Notes!A1:A3") == [["a"], ["b"], ["c"]]
    http.batch({"deleteDimension": {"range": {**span, "startIndex": 0, "endIndex": 1}}})
    assert (
        http.post("/developerMetadata:search", {"dataFilters": [{"developerMetadataLookup": {"metadataId": 7}}]}) == {}
    )
    assert http.call("GET", f"{SHEET}/developerMetadata/7").status == 404


def test_metadata(http: SheetsHttp, sheets: SheetsControl) -> None:
    def make(key: str, where: Json, **more: object) -> Json:
        made = {"metadataKey": key, "metadataValue": "1", "visibility": "DOCUMENT", "location": where, **more}
        return {"createDeveloperMetadata": {"developerMetadata": made}}

    column = {"dimensionRange": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}}
    http.batch(
        make("cd.col", column, metadataId=9), make("cd.sheet", {"sheetId": 0}), make("cd.rev", {"spreadsheet": True})
    )
    assert "already exists" in http.refused(make("cd.col", column, metadataId=9))
    sheets.traits(duplicate_metadata_id="renumbered")
    (reply,) = http.batch(make("cd.col", column, metadataId=9))
    assert reply["createDeveloperMetadata"]["developerMetadata"]["metadataId"] != 9

    def found(lookup: Json) -> list[str]:
        rows = http.post("/developerMetadata:search", {"dataFilters": [lookup]}).get("matchedDeveloperMetadata", [])
        return [each["developerMetadata"]["metadataKey"] for each in rows]

    assert found({"developerMetadataLookup": {"metadataKey": "cd.col"}}) == ["cd.col", "cd.col"]
    assert found({"developerMetadataLookup": {"locationType": "SHEET"}}) == ["cd.sheet"]
    assert found({"a1Range": "Prospects!C1:C2"}) == ["cd.col", "cd.sheet", "cd.col"]
    inside = {"metadataLocation": {"sheetId": 0}, "metadataKey": "cd.col"}
    assert found({"developerMetadataLookup": inside}) == ["cd.col", "cd.col"]
    assert found({"developerMetadataLookup": {**inside, "locationMatchingStrategy": "EXACT_LOCATION"}}) == []
    wide = {"dimensionRange": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 4}}
    assert "single row or column" in http.refused(make("cd.col", wide))
    assert "exceeds the limit of 30000" in http.refused(make("cd.big", {"sheetId": 0}, metadataValue="x" * 30_000))
    update = {"dataFilters": [{"developerMetadataLookup": {"metadataId": 9}}], "fields": "metadataValue",
              "developerMetadata": {"metadataValue": "2"}}  # fmt: skip
    http.batch({"updateDeveloperMetadata": update})
    assert http.get("/developerMetadata/9")["metadataValue"] == "2"
    http.batch({"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataKey": "cd.col"}}}})
    assert found({"developerMetadataLookup": {"metadataKey": "cd.col"}}) == []


def test_protection(http: SheetsHttp, sheets: SheetsControl) -> None:
    def protect(**more: object) -> Json:
        return {"addProtectedRange": {"protectedRange": {"range": {"sheetId": NOTES}, **more}}}

    assert "Editors cannot be set" in http.refused(protect(warningOnly=True, editors={"users": ["a@b.fr"]}))
    http.batch(protect())
    assert 'Sheet "Notes" already has sheet protection.' in http.refused(protect())
    http.batch(cells(0, 0, {"stringValue": "the owner may"}))
    sheets.edit("protect", None, {"sheet": "Prospects", "column": "Ville"})
    sheets.traits(role="writer")
    http.batch(cells(0, 0, {"stringValue": "who made the protection may"}))
    found = http.get("", fields="sheets(protectedRanges(protectedRangeId,range,requestingUserCanEdit))")["sheets"]
    (theirs,), (mine,) = (one["protectedRanges"] for one in found)
    assert (mine["requestingUserCanEdit"], "requestingUserCanEdit" in theirs) == (True, False)
    at = theirs["range"]["startColumnIndex"]
    wrong = {"updateCells": {"start": {"sheetId": 0, "rowIndex": 5, "columnIndex": at}, "fields": "userEnteredValue",
                             "rows": [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}]}}  # fmt: skip
    assert http.refused(wrong).startswith("You are trying to edit a protected cell")
    sheets.traits(role="reader")
    answer = http.call("PUT", f"{SHEET}/values/Prospects!A1", {"values": [["x"]]}, valueInputOption="RAW")
    assert refusal(answer) == (403, "PERMISSION_DENIED", "The caller does not have permission")
    sheets.traits(role="none")
    assert http.call("GET", SHEET).status == 403


def test_replacing_what_a_cell_holds(http: SheetsHttp, sheets: SheetsControl) -> None:
    write(http, "Notes!A5", ["alt"])

    def replace(old: str, new: str) -> Json:
        area = {"sheetId": NOTES, "startRowIndex": 4, "endRowIndex": 5, "endColumnIndex": 1}
        (reply,) = http.batch({"findReplace": {"find": old, "replacement": new, "matchEntireCell": True, "matchCase": True,
                                               "range": area}})  # fmt: skip
        found: Json = reply["findReplace"]
        return found

    assert replace("neu", "x") == {}
    assert replace("alt", "12")["occurrencesChanged"] == 1
    assert http.values("Notes!A5", valueRenderOption="UNFORMATTED_VALUE") == [[12]]
    sheets.traits(find_replace_parses=False)
    assert replace("12", "13")["occurrencesChanged"] == 1
    assert http.values("Notes!A5", valueRenderOption="UNFORMATTED_VALUE") == [["13"]]


def test_masks_and_grid_data(http: SheetsHttp) -> None:
    found = http.get("", fields="properties.timeZone,sheets(properties(sheetId,title))")
    assert found == {
        "properties": {"timeZone": "Europe/Paris"},
        "sheets": [{"properties": {"sheetId": 0, "title": "Prospects"}}, {"properties": {"sheetId": NOTES, "title": "Notes"}}],
    }  # fmt: skip
    assert "data" not in http.get()["sheets"][0]
    body = {"dataFilters": [{"gridRange": {"sheetId": 0, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 3}}],
            "includeGridData": True}  # fmt: skip
    (sheet,) = http.post(":getByDataFilter", body)["sheets"]
    assert sheet["data"][0]["startColumn"] == 1
    assert sheet["data"][0]["rowData"][0]["values"][0]["effectiveValue"] == {"stringValue": "Civilité"}
    assert http.call("GET", SHEET, fields="sheets(").status == 400


def test_quotas(http: SheetsHttp, sheets: SheetsControl) -> None:
    sheets.traits(rate_limits=True, user_reads=3)
    answers = [http.call("GET", SHEET) for _ in range(4)]
    assert [each.status for each in answers] == [200, 200, 200, 429]
    status, word, message = refusal(answers[-1])
    assert (status, word) == (429, "RESOURCE_EXHAUSTED")
    assert "limit 'Read requests per minute per user' of service 'sheets.googleapis.com'" in message
    assert answers[-1].json()["error"]["details"][0]["metadata"]["quota_limit_value"] == "3"
    assert "retry-after" not in answers[-1].headers
    assert http.call("PUT", f"{SHEET}/values/Notes!A1", {"values": [["x"]]}, valueInputOption="RAW").status == 200
    sheets.advance(61)
    assert http.call("GET", SHEET).status == 200
    sheets.traits(quota_details=False, user_writes=0)
    answer = http.call("POST", f"{SHEET}:batchUpdate", {"requests": []})
    assert [each["@type"][-4:] for each in answer.json()["error"]["details"]] == ["Help"]


def test_other_refusals(http: SheetsHttp, sheets: SheetsControl) -> None:
    assert refusal(http.call("GET", "/v4/spreadsheets/none"))[:2] == (404, "NOT_FOUND")
    assert http.call("GET", "/v4/nothing").status == 404
    assert refusal(http.call("POST", f"{SHEET}:batchUpdate", [1]))[0] == 400
    sheets.traits(service_disabled=True)
    answer = http.call("GET", SHEET)
    assert answer.json()["error"]["details"][0]["reason"] == "SERVICE_DISABLED"


def test_drive(http: SheetsHttp, sheets: SheetsControl, served: Sandbox) -> None:
    http = SheetsHttp(served, http.signed_in(scope=METADATA)["access_token"])
    mime = "application/vnd.google-apps.spreadsheet"
    for query, count in (
        (f"mimeType='{mime}' and trashed=false", 1), ('name = "Prospects Talensac"', 1), ("name = 'x'", 0),
        ("name contains 'talensac'", 1),
    ):  # fmt: skip
        found = http.call("GET", "/drive/v3/files", q=query, fields="files(id,name,version)").json()
        assert len(found["files"]) == count, query
    assert http.call("GET", "/drive/v3/files", q="owner <> 5").status == 400
    path = f"/drive/v3/files/{SHEET.rpartition('/')[2]}"
    before = int(http.call("GET", path, fields="version,modifiedTime").json()["version"])
    sheets.edit("Notes", "#5", {"Réunion du lundi": "x"})
    assert int(http.call("GET", path, fields="version").json()["version"]) == before + 1
    assert http.call("GET", path).json().keys() == {"kind", "id", "name", "mimeType"}
    missing = http.call("GET", "/drive/v3/files/none").json()["error"]
    assert missing["errors"][0]["reason"] == "notFound"
