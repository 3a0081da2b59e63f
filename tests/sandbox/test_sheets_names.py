"""Named ranges at Google's sandbox: a name works where a range does, and goes along with its cells."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, Json
from tests.sandbox.sheets_http import SheetsHttp


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    """A tab of its own, with four cells from A1 on."""
    http = SheetsHttp(served)
    http.batch({"addSheet": {"properties": {"sheetId": 8, "title": "N", "gridProperties": {"rowCount": 9}}}})
    rows = [
        {"values": [{"userEnteredValue": {"stringValue": text}} for text in row]}
        for row in (("a1", "b1"), ("a2", "b2"))
    ]
    start = {"sheetId": 8, "rowIndex": 0, "columnIndex": 0}
    http.batch({"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}})
    return http


def naming(name: str, bottom: int = 2) -> Json:
    area = {"sheetId": 8, "startRowIndex": 0, "endRowIndex": bottom, "startColumnIndex": 0, "endColumnIndex": 2}
    return {"addNamedRange": {"namedRange": {"name": name, "range": area}}}


def rows(start: int, end: int) -> Json:
    return {"range": {"sheetId": 8, "dimension": "ROWS", "startIndex": start, "endIndex": end}}


def test_a_name_works_where_a_range_does(http: SheetsHttp) -> None:
    (reply,) = http.batch(naming("Prospects_2026"))
    made = reply["addNamedRange"]["namedRange"]
    assert (made["name"], bool(made["namedRangeId"])) == ("Prospects_2026", True)
    assert http.values("prospects_2026") == [["a1", "b1"], ["a2", "b2"]]


def test_a_name_goes_along_with_its_cells(http: SheetsHttp) -> None:
    http.batch(naming("Deux"), {"insertDimension": rows(0, 3)}, {"insertDimension": rows(4, 5)})
    assert http.get("/values/Deux")["range"] == "N!A4:B6"
    http.batch({"deleteDimension": rows(3, 4)})
    refused = http.call("GET", f"/v4/spreadsheets/{http.get()['spreadsheetId']}/values/Deux")
    assert (refused.status, "Unable to parse range: Deux" in str(refused.json())) == (400, True)


def test_what_is_refused_names_nothing(http: SheetsHttp) -> None:
    for name in ("", "A1", "R1C1", "deux mots"):
        assert (
            http.refused(naming(name)) == f"Invalid requests[0].addNamedRange: “{name}” cannot be the name of a range."
        )
    assert "already exists" in http.refused(naming("Un"), naming("UN"))
    http.batch(naming("Un"))
