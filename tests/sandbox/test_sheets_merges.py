"""Merged cells at Google's sandbox: what is left of the values, what reads show, what merges refuse."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, Json
from tests.sandbox.sheets_http import SheetsControl, SheetsHttp

ABC = [["a1", "b1", "c1"], ["a2", "b2", "c2"], ["a3", "b3", "c3"]]


@pytest.fixture
def sheets(control: Control) -> SheetsControl:
    return SheetsControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    """A tab of its own, with nine cells from A1 on."""
    http = SheetsHttp(served)
    http.batch({"addSheet": {"properties": {"sheetId": 7, "title": "M", "gridProperties": {"rowCount": 9}}}})
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}} for text in row]} for row in ABC]
    start = {"sheetId": 7, "rowIndex": 0, "columnIndex": 0}
    http.batch({"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}})
    return http


def span(top: int, bottom: int, left: int, right: int) -> Json:
    return {
        "sheetId": 7,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def merge(*bounds: int, **more: str) -> Json:
    return {"mergeCells": {"range": span(*bounds), **more}}


def unmerge(*bounds: int) -> Json:
    return {"unmergeCells": {"range": span(*bounds)}}


def merges(http: SheetsHttp) -> list[Json]:
    (tab,) = (
        one for one in http.get(fields="sheets(properties,merges)")["sheets"] if one["properties"]["sheetId"] == 7
    )
    found: list[Json] = tab.get("merges", [])
    return found


@pytest.mark.parametrize(
    ("kind", "left", "spans"),
    [
        ({}, [["a1", "", "c1"], ["", "", "c2"]], [(0, 2, 0, 2)]),
        ({"mergeType": "MERGE_ALL"}, [["a1", "", "c1"], ["", "", "c2"]], [(0, 2, 0, 2)]),
        ({"mergeType": "MERGE_COLUMNS"}, [["a1", "b1", "c1"], ["", "", "c2"]], [(0, 2, 0, 1), (0, 2, 1, 2)]),
        ({"mergeType": "MERGE_ROWS"}, [["a1", "", "c1"], ["a2", "", "c2"]], [(0, 1, 0, 2), (1, 2, 0, 2)]),
    ],
)
def test_the_upper_left_value_is_left(
    http: SheetsHttp, kind: dict[str, str], left: list[list[str]], spans: list[tuple[int, ...]]
) -> None:
    assert http.batch(merge(0, 2, 0, 2, **kind)) == [{}]
    assert http.values("M!A1:C9") == [*left, ABC[2]]
    assert merges(http) == [span(*one) for one in spans]
    http.batch(unmerge(0, 2, 0, 3))
    assert (http.values("M!A1:C9"), merges(http)) == ([*left, ABC[2]], [])


def test_what_is_written_to_a_covered_cell(http: SheetsHttp, sheets: SheetsControl) -> None:
    def written(area: str) -> list[list[object]]:
        answer = http.call("PUT", f"/v4/spreadsheets/{http.get()['spreadsheetId']}/values/{area}",
                           {"values": [["new", "new"]]}, valueInputOption="RAW")  # fmt: skip
        assert answer.status == 200
        return http.values(area)

    http.batch(merge(0, 1, 0, 2))
    assert written("M!A1:B1") == [["new"]]
    sheets.traits(covered_kept=True)
    http.batch(merge(1, 2, 0, 2))
    assert written("M!A2:B2") == [["new", "new"]]


@pytest.mark.parametrize(
    ("requests", "words"),
    [
        ([merge(0, 2, 0, 2), merge(1, 3, 0, 2)], "You must select all cells in a merged range to merge or unmerge them."),
        ([merge(0, 2, 0, 2), unmerge(0, 1, 0, 2)], "You must select all cells in a merged range"),
        ([merge(0, 2, 0, 2, mergeType="MERGE_SOME")], "merge_type"),
        ([merge(0, 20, 0, 2)], "exceeds grid limits"),
        ([{"mergeCells": {}}], "range is missing"),
        ([merge(0, 2, 0, 1), {"sortRange": {"range": span(0, 3, 0, 3), "sortSpecs": [{"dimensionIndex": 1}]}}],
         "vertically merged"),
        ([merge(0, 2, 0, 1), {"moveDimension": {"source": {"sheetId": 7, "dimension": "ROWS", "startIndex": 1,
                                                           "endIndex": 2}, "destinationIndex": 4}}], "part of a merged"),
    ],
)  # fmt: skip
def test_refusals_change_nothing(http: SheetsHttp, requests: list[Json], words: str) -> None:
    assert words in http.refused(*requests)
    assert (http.values("M!A1:C9"), merges(http)) == (ABC, [])


def lines(start: int, end: int, dimension: str = "ROWS") -> dict[str, Any]:
    return {"range": {"sheetId": 7, "dimension": dimension, "startIndex": start, "endIndex": end}}


def moved(start: int, end: int, to: int, dimension: str = "ROWS") -> Json:
    return {"moveDimension": {"source": lines(start, end, dimension)["range"], "destinationIndex": to}}


@pytest.mark.parametrize(
    ("request_", "after"),
    [
        ({"insertDimension": lines(0, 2)}, [(3, 5, 1, 3)]),
        ({"insertDimension": lines(2, 3)}, [(1, 4, 1, 3)]),
        ({"insertDimension": lines(3, 4)}, [(1, 3, 1, 3)]),
        ({"insertDimension": lines(2, 3, "COLUMNS")}, [(1, 3, 1, 4)]),
        ({"deleteDimension": lines(0, 1)}, [(0, 2, 1, 3)]),
        ({"deleteDimension": lines(1, 2)}, [(1, 2, 1, 3)]),
        ({"deleteDimension": lines(1, 3)}, []),
        ({"deleteDimension": lines(2, 3, "COLUMNS")}, [(1, 3, 1, 2)]),
        (moved(1, 3, 6), [(4, 6, 1, 3)]),
        (moved(5, 6, 0), [(2, 4, 1, 3)]),
        (moved(0, 1, 5), [(0, 2, 1, 3)]),
        (moved(1, 3, 0, "COLUMNS"), [(1, 3, 0, 2)]),
    ],
)
def test_merged_cells_follow_their_rows_and_columns(
    http: SheetsHttp, request_: Json, after: list[tuple[int, ...]]
) -> None:
    http.batch(merge(1, 3, 1, 3), request_)
    assert merges(http) == [span(*one) for one in after]


def test_a_move_into_merged_cells_tears_nothing(http: SheetsHttp) -> None:
    http.batch(merge(1, 3, 1, 3))
    assert "part of a merged" in http.refused(moved(5, 6, 2))
    assert merges(http) == [span(1, 3, 1, 3)]


def test_merged_rows_may_be_sorted_side_by_side(http: SheetsHttp) -> None:
    keys = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
    http.batch(merge(0, 3, 1, 3, mergeType="MERGE_ROWS"), {"sortRange": {"range": span(0, 3, 0, 3), "sortSpecs": keys}})
    assert http.values("M!A1:C9") == [["a3", "b3"], ["a2", "b2"], ["a1", "b1"]]


def test_a_copy_of_a_sheet_is_merged_too(http: SheetsHttp) -> None:
    http.batch(merge(0, 2, 0, 2))
    id = http.get()["spreadsheetId"]
    made = http.post("/sheets/7:copyTo", {"destinationSpreadsheetId": id})
    (tab,) = (one for one in http.get()["sheets"] if one["properties"]["sheetId"] == made["sheetId"])
    assert [one["endRowIndex"] for one in tab["merges"]] == [2]
