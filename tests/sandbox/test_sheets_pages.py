"""Google's sandbox under clients in other languages: what its pages say of rare writes, protections and lists."""

from __future__ import annotations

import gzip
import json
from urllib.parse import quote

import pytest

from crmdesk.sandbox.google_sheets.account import EMAIL
from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET
from crmdesk.sandbox.google_sheets.tokens import METADATA, SHEETS
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, Json, request
from tests.sandbox.sheets_http import REDIRECT, SHEET, SheetsControl, SheetsHttp, refusal

NOTES = 1720384756
RAW = {"valueInputOption": "RAW"}


@pytest.fixture
def sheets(control: Control) -> SheetsControl:
    return SheetsControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    return SheetsHttp(served)


def size(http: SheetsHttp) -> tuple[int, int]:
    """Rows and columns of the second sheet."""
    grid = http.get(fields="sheets.properties")["sheets"][1]["properties"]["gridProperties"]
    return grid["rowCount"], grid["columnCount"]


def test_an_append_that_is_refused_inserts_nothing(http: SheetsHttp) -> None:
    http.call("PUT", f"{SHEET}/values/Notes!A1", {"values": [["a"]]}, **RAW)
    before = size(http)
    for body, query in (({"values": [["b"]]}, {}), ({"values": [[{}]]}, RAW)):
        answer = http.call("POST", f"{SHEET}/values/Notes!A1:append", body, insertDataOption="INSERT_ROWS", **query)
        assert refusal(answer)[:2] == (400, "INVALID_ARGUMENT")
    assert size(http) == before


def test_an_append_lets_the_grid_grow(http: SheetsHttp) -> None:
    rows, columns = size(http)
    wide = {"values": [["x"] * (columns + 2)]}
    answer = http.post(f"/values/Notes!A{rows}:append", wide, **RAW)
    assert size(http) == (rows, columns + 2)
    assert answer["updates"]["updatedColumns"] == columns + 2


def test_options_are_read_where_they_belong(http: SheetsHttp) -> None:
    values = {"values": [["a"]]}
    assert refusal(http.call("PUT", f"{SHEET}/values/Notes!A1", {**values, **RAW}))[0] == 400
    batch = {"data": [{"range": "Notes!A1", **values}]}
    assert refusal(http.call("POST", f"{SHEET}/values:batchUpdate", batch, **RAW))[0] == 400
    told = http.post("/values:batchUpdate", {**batch, **RAW}, includeValuesInResponse="true")
    assert "updatedData" not in told["responses"][0]
    wrong = {"values": [["a"]], "majorDimension": "DIAGONALS"}
    assert refusal(http.call("PUT", f"{SHEET}/values/Notes!A1", wrong, **RAW))[0] == 400


def test_values_longer_than_what_a_filter_matches(http: SheetsHttp) -> None:
    data = [{"dataFilter": {"a1Range": "Notes!B2"}, "values": [["a", "b"]]}]
    answer = http.call("POST", f"{SHEET}/values:batchUpdateByDataFilter", {**RAW, "data": data})
    assert refusal(answer)[:2] == (400, "INVALID_ARGUMENT")
    assert http.values("Notes!B2:C2") == []


def test_bodies_that_are_packed(http: SheetsHttp) -> None:
    sent = {"authorization": f"Bearer {http.access}", "content-type": "application/json; charset=UTF-8",
            "content-encoding": "gzip"}  # fmt: skip
    path = f"{SHEET}/values/{quote('Notes!A1', safe='')}?valueInputOption=RAW&prettyPrint=false&alt=json"
    body = gzip.compress(json.dumps({"values": [["packed"]]}).encode())
    assert request(http.base_url, "PUT", path, body, sent).status == 200
    assert http.values("Notes!A1") == [["packed"]]
    for broken in (body[:12], b"{}"):
        assert request(http.base_url, "PUT", path, broken, sent).status == 400


def test_codes_that_are_over(http: SheetsHttp, sheets: SheetsControl) -> None:
    code = http.code()
    sheets.advance(601)
    answer = http.oauth("/token", grant_type="authorization_code", code=code, redirect_uri=REDIRECT)
    assert (answer.status, answer.json()) == (400, {"error": "invalid_grant", "error_description": "Bad Request"})


def put(http: SheetsHttp, cell: str) -> int:
    return http.call("PUT", f"{SHEET}/values/Notes!{cell}", {"values": [["x"]]}, **RAW).status


def test_who_may_edit_what_is_protected(http: SheetsHttp, sheets: SheetsControl) -> None:
    put(http, "A1")
    sheets.edit("protect", None, {"sheet": "Notes", "column": "x"})
    sheets.traits(role="writer")
    assert put(http, "A5") == 400
    (held,) = http.get(fields="sheets.protectedRanges")["sheets"][1]["protectedRanges"]
    sheets.traits(role="owner")
    change: Json = {"protectedRangeId": held["protectedRangeId"], "editors": {"users": [EMAIL]}}
    http.batch({"updateProtectedRange": {"protectedRange": change, "fields": "editors"}})
    sheets.traits(role="writer")
    assert put(http, "A5") == 200


def test_rows_that_a_protection_leaves_out(http: SheetsHttp, sheets: SheetsControl) -> None:
    free = {"sheetId": NOTES, "startRowIndex": 4, "endRowIndex": 5}
    wish: Json = {"range": {"sheetId": NOTES}, "unprotectedRanges": [free]}
    (made,) = http.batch({"addProtectedRange": {"protectedRange": wish}})
    (held,) = http.get(fields="sheets.protectedRanges")["sheets"][1]["protectedRanges"]
    assert held["unprotectedRanges"] == [free]
    assert made["addProtectedRange"]["protectedRange"]["protectedRangeId"] == held["protectedRangeId"]


def test_the_order_of_sheets(http: SheetsHttp) -> None:
    def titles() -> list[str]:
        return [one["properties"]["title"] for one in http.get(fields="sheets.properties")["sheets"]]

    old = titles()
    (made,) = http.batch({"addSheet": {"properties": {"title": "Neu", "index": 0}}})
    assert (titles(), made["addSheet"]["properties"]["index"]) == (["Neu", *old], 0)
    id = made["addSheet"]["properties"]["sheetId"]
    http.batch({"updateSheetProperties": {"properties": {"sheetId": id, "index": 1}, "fields": "index"}})
    assert titles() == [old[0], "Neu", *old[1:]]


def test_changes_of_drive_come_in_pages(http: SheetsHttp, served: Sandbox, sheets: SheetsControl) -> None:
    drive = SheetsHttp(served, http.signed_in(scope=f"{SHEETS} {METADATA}")["access_token"])
    token = drive.call("GET", "/drive/v3/changes/startPageToken").json()["startPageToken"]
    sheets.advance(60)
    other = http.call("POST", "/v4/spreadsheets", {}).json()["spreadsheetId"]
    put(http, "A1")
    first = drive.call("GET", "/drive/v3/changes", pageToken=token, pageSize="1").json()
    assert (len(first["changes"]), "newStartPageToken" in first) == (1, False)
    second = drive.call("GET", "/drive/v3/changes", pageToken=first["nextPageToken"], pageSize="1").json()
    assert ("nextPageToken" in second, second["newStartPageToken"] > token) == (False, True)
    assert {one["fileId"] for page in (first, second) for one in page["changes"]} == {other, SPREADSHEET}
    assert drive.call("GET", "/drive/v3/changes", pageToken=token, pageSize="1001").status == 400
    assert drive.call("GET", "/drive/v3/changes", pageToken=f"{token}~!!~x").status == 400


@pytest.mark.parametrize(
    ("locale", "texts", "held", "shown"),
    [
        ("en_US", ["05/04/2026", "1,200.50", "1200,5"], [46146, 1200.5, "1200,5"], ["5/4/2026", "1200.5", "1200,5"]),
        ("en_GB", ["05/04/2026", "1200.5", "2026-04-05"], [46117, 1200.5, 46117], ["05/04/2026", "1200.5", "05/04/2026"]),
        ("de_DE", ["05.04.2026", "1200,5", "05/04/2026"], [46117, 1200.5, "05/04/2026"], ["05.04.2026", "1200,5", "05/04/2026"]),
        ("fr_FR", ["05/04/2026", "1 200,5", "1.5"], [46117, 1200.5, 1.5], ["05/04/2026", "1200,5", "1,5"]),
    ],
)  # fmt: skip
def test_values_are_typed_and_shown_in_the_locale(
    http: SheetsHttp, locale: str, texts: list[str], held: list[object], shown: list[str]
) -> None:
    made = http.call("POST", "/v4/spreadsheets", {"properties": {"locale": locale}}).json()
    path = f"/v4/spreadsheets/{made['spreadsheetId']}"
    assert made["properties"]["locale"] == locale
    written = http.call("PUT", f"{path}/values/A1:C1", {"values": [texts]}, valueInputOption="USER_ENTERED")
    assert written.status == 200, written.body

    def read(**asked: str) -> list[list[object]]:
        found: list[list[object]] = http.call("GET", f"{path}/values/A1:C1", **asked).json()["values"]
        return found

    assert (read(valueRenderOption="UNFORMATTED_VALUE"), read()) == ([held], [shown])
    money = {"userEnteredFormat": {"numberFormat": {"type": "CURRENCY"}}}
    body = {"requests": [{"repeatCell": {"range": {"endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2},
                                         "cell": money, "fields": "userEnteredFormat.numberFormat"}}]}  # fmt: skip
    assert http.call("POST", f"{path}:batchUpdate", body).status == 200
    amounts = {"en_US": "$1,200.50", "en_GB": "£1,200.50", "de_DE": "1.200,50 €", "fr_FR": "1\u202f200,50 €"}
    assert read()[0][1] == amounts[locale]


def test_drive_tells_of_its_quota_in_its_own_way(http: SheetsHttp, control: Control) -> None:
    for path in ("/drive/v3/files", SHEET):
        control.done(
            "POST", "/faults", [{"vendor": "google_sheets", "action": "retry_after", "path": path, "times": 1}]
        )
    answer = http.call("GET", "/drive/v3/files")
    (one,) = answer.json()["error"]["errors"]
    assert (answer.status, answer.json()["error"]["code"]) == (403, 403)
    assert (one["domain"], one["reason"]) == ("usageLimits", "userRateLimitExceeded")
    assert refusal(http.call("GET", SHEET))[:2] == (429, "RESOURCE_EXHAUSTED")
