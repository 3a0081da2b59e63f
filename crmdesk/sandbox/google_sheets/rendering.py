"""Documents, tabs, cells and metadata as the API writes them (sections 2.1, 2.2 and 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.google_sheets.account import EMAIL
from crmdesk.sandbox.google_sheets.document import COLUMNS, ROWS, Bounds, Document, Line, Named, Protection, Tab, Tag
from crmdesk.sandbox.google_sheets.entering import plain, shown
from crmdesk.sandbox.google_sheets.formulas import Value
from crmdesk.sandbox.google_sheets.masks import Mask, covers
from crmdesk.sandbox.google_sheets.merges import Merge
from crmdesk.sandbox.google_sheets.ranges import Area
from crmdesk.sandbox.messages import JsonObject

_SHEET = (
    "properties", "merges", "conditionalFormats", "filterViews", "protectedRanges", "basicFilter", "charts",
    "bandedRanges", "developerMetadata", "rowGroups", "columnGroups", "slicers", "tables",
)  # fmt: skip
_DATA = ("startRow", "startColumn", "rowData", "rowMetadata", "columnMetadata")
_PARTS = ("spreadsheetId", "properties", "spreadsheetUrl", "namedRanges", "developerMetadata", "dataSources",
          "dataSourceSchedules")  # fmt: skip
SPREADSHEET: Mask = {
    **{name: {} for name in _PARTS},
    "sheets": {**{name: {} for name in _SHEET}, "data": {name: {} for name in _DATA}},
}
"""What a ``Spreadsheet`` can have (vendor: Sheets API, REST resource spreadsheets), the sandbox's or not."""


def spreadsheet(document: Document, areas: list[Area], mask: Mask, *, grid: bool) -> JsonObject:
    """A ``Spreadsheet``; with ``grid`` the data of the areas, of whole tabs where none is named."""
    tabs = list(dict.fromkeys(one.tab for one in areas)) or document.tabs
    found: JsonObject = {
        "spreadsheetId": document.id,
        "properties": {
            "title": document.title, "locale": document.locale, "autoRecalc": "ON_CHANGE", "timeZone": document.time_zone,
        },
        "sheets": [_tab(document, tab, [one for one in areas if one.tab is tab], mask, grid=grid) for tab in tabs],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{document.id}/edit",
    }  # fmt: skip
    names = [named_range(one) for one in document.named.values() if one.tab in document.tabs and one.bounds()]
    if names:
        found["namedRanges"] = names
    pinned = [metadata(document, tag) for tag in document.tags.values() if tag.pinned is None]
    return found | ({"developerMetadata": pinned} if pinned else {})


def sheet_properties(document: Document, tab: Tab) -> JsonObject:
    """The ``SheetProperties`` of a tab."""
    size: JsonObject = {"rowCount": len(tab.rows), "columnCount": len(tab.columns)}
    if tab.frozen_rows:
        size["frozenRowCount"] = tab.frozen_rows
    return {"sheetId": tab.id, "title": tab.title, "index": document.tabs.index(tab), "sheetType": "GRID",
            "gridProperties": size}  # fmt: skip


def _tab(document: Document, tab: Tab, areas: list[Area], mask: Mask, *, grid: bool) -> JsonObject:
    found: JsonObject = {"properties": sheet_properties(document, tab)}
    if tab.merges:
        found["merges"] = [_rectangle(tab, one) for one in tab.merges]
    if tab.protections:
        found["protectedRanges"] = [_protection(document, tab, one) for one in tab.protections]
    pinned = [metadata(document, tag) for tag in document.tags.values() if tag.pinned is tab]
    if pinned:
        found["developerMetadata"] = pinned
    if grid and covers(mask, "sheets", "data"):
        found["data"] = [_grid(document, one, mask) for one in areas or [Area(tab)]]
    return found


def _grid(document: Document, area: Area, mask: Mask) -> JsonObject:
    tab = area.tab
    found: JsonObject = {}
    if area.top:
        found["startRow"] = area.top
    if area.left:
        found["startColumn"] = area.left
    if covers(mask, "sheets", "data", "rowData"):
        last = min(area.end_row, tab.used()[0])
        found["rowData"] = [_row(document, row, area) for row in range(area.top, last)]
    for name, lines in (
        ("rowMetadata", tab.rows[area.top : area.end_row]),
        ("columnMetadata", tab.columns[area.left : area.end_column]),
    ):
        if covers(mask, "sheets", "data", name):
            found[name] = [_dimension(document, line) for line in lines]
    return found


def _dimension(document: Document, line: Line) -> JsonObject:
    found: JsonObject = {"pixelSize": 21}
    if line.hidden:
        found["hiddenByUser"] = True
    pinned = [metadata(document, tag) for tag in document.tags.values() if tag.pinned is line]
    return found | ({"developerMetadata": pinned} if pinned else {})


def _row(document: Document, row: int, area: Area) -> JsonObject:
    cells, tab = [], area.tab
    for column in range(area.left, area.end_column):
        cell, value, formula = tab.cell(row, column), tab.value(row, column), tab.formula(row, column)
        one: JsonObject = {}
        if value is not None or formula is not None:
            one["userEnteredValue"] = extended(value) if formula is None else {"formulaValue": formula}
            one["effectiveValue"] = extended(value)
            one["formattedValue"] = shown(cell, value, document.locale)
        if cell is not None and cell.format:
            one["userEnteredFormat"] = one["effectiveFormat"] = {"numberFormat": dict(cell.format)}
        if cell is not None and cell.rule:
            one["dataValidation"] = dict(cell.rule)
        cells.append(one)
    while cells and not cells[-1]:
        cells.pop()
    return {"values": cells} if cells else {}


_ERRORS: Mapping[Value, str] = {
    "#ERROR!": "ERROR", "#NULL!": "NULL_VALUE", "#DIV/0!": "DIVIDE_BY_ZERO", "#VALUE!": "VALUE", "#REF!": "REF",
    "#NAME?": "NAME", "#NUM!": "NUM", "#N/A": "N_A",
}  # fmt: skip
"""The ``ErrorType`` of each error that a cell can show."""


def extended(value: Value) -> JsonObject:
    """An ``ExtendedValue``."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": plain(value)}
    if value in _ERRORS:
        return {"errorValue": {"type": _ERRORS[value], "message": value}}
    return {"stringValue": value or ""}


def _rectangle(tab: Tab, one: Merge) -> JsonObject:
    """A ``GridRange``."""
    return {"sheetId": tab.id, "startRowIndex": one.top, "endRowIndex": one.bottom, "startColumnIndex": one.left,
            "endColumnIndex": one.right}  # fmt: skip


def named_range(one: Named) -> JsonObject:
    """A ``NamedRange`` whose rows and columns are all there."""
    top, bottom, left, right = one.bounds() or (0, 0, 0, 0)
    span = {"sheetId": one.tab.id, "startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left,
            "endColumnIndex": right}  # fmt: skip
    return {"namedRangeId": one.id, "name": one.name, "range": span}


def _protection(document: Document, tab: Tab, one: Protection) -> JsonObject:
    found: JsonObject = {"protectedRangeId": one.id, "range": _bounded(tab, one.rows, one.columns)}
    if one.description:
        found["description"] = one.description
    if one.warning_only:
        return found | {"warningOnly": True, "requestingUserCanEdit": True}
    if one.lets(EMAIL, document.role):
        found["requestingUserCanEdit"] = True
    if one.unprotected:
        found["unprotectedRanges"] = [_bounded(tab, rows, columns) for rows, columns in one.unprotected]
    return found | {"editors": {"users": list(one.editors)}}


def _bounded(tab: Tab, rows: Bounds, columns: Bounds) -> JsonObject:
    """A ``GridRange``, without the bounds that it does not have."""
    span: JsonObject = {"sheetId": tab.id}
    for name, bounds in (("Row", rows), ("Column", columns)):
        for end, bound in zip(("start", "end"), bounds, strict=True):
            if bound is not None:
                span[f"{end}{name}Index"] = bound
    return span


def metadata(document: Document, tag: Tag) -> JsonObject:
    """A ``DeveloperMetadata``, with where it is now."""
    found: JsonObject = {"metadataId": tag.id, "metadataKey": tag.key}
    if tag.value:
        found["metadataValue"] = tag.value
    return found | {"location": location(document, tag), "visibility": tag.visibility}


def location(document: Document, tag: Tag) -> JsonObject:
    """A ``DeveloperMetadataLocation``."""
    if tag.pinned is None:
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if isinstance(tag.pinned, Tab):
        return {"locationType": "SHEET", "sheetId": tag.pinned.id}
    tab, dimension, at = place(document, tag.pinned)
    span = {"sheetId": tab.id, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
    return {"locationType": dimension.removesuffix("S"), "dimensionRange": span}


def place(document: Document, line: Line) -> tuple[Tab, str, int]:
    """Where a row or column is now."""
    for tab in document.tabs:
        for dimension in (COLUMNS, ROWS):
            lines = tab.lines(dimension)
            if line in lines:
                return tab, dimension, lines.index(line)
    raise AssertionError  # what is pinned to a removed line is forgotten with it


def values(document: Document, area: Area, render: str, dates: str) -> list[list[Any]]:
    """The values of an area by rows, without trailing blanks (section 2.2)."""
    tab = area.tab
    used_rows, used_columns = tab.used()
    right = min(area.end_column, used_columns)
    rows = [
        _trimmed([_value(document, tab, row, column, render, dates) for column in range(area.left, right)])
        for row in range(area.top, min(area.end_row, used_rows))
    ]
    return _trimmed(rows)


def _trimmed(found: list[Any]) -> list[Any]:
    while found and found[-1] in ("", []):
        found.pop()
    return found


def _value(document: Document, tab: Tab, row: int, column: int, render: str, dates: str) -> Any:
    cell = tab.cell(row, column)
    if cell is None or cell.empty:
        return ""
    if render == "FORMULA" and cell.formula is not None:
        return tab.formula(row, column)
    value = tab.value(row, column)
    is_date = cell.format.get("type") in {"DATE", "DATE_TIME", "TIME"} and not isinstance(value, str | bool)
    if render == "FORMATTED_VALUE" or (is_date and dates == "FORMATTED_STRING"):
        return shown(cell, value, document.locale)
    return "" if value is None else plain(value)
