"""Requests of a batch that write cells (sections 2.3 and 7)."""

from __future__ import annotations

import re
from typing import Any

from crmdesk.sandbox.google_sheets.document import Tab
from crmdesk.sandbox.google_sheets.entering import shown, typed
from crmdesk.sandbox.google_sheets.errors import bad_argument
from crmdesk.sandbox.google_sheets.masks import Mask, covers, parsed
from crmdesk.sandbox.google_sheets.ranges import Area, grid_area, limits, message, messages, whole
from crmdesk.sandbox.google_sheets.tags import sheet
from crmdesk.sandbox.google_sheets.updates import Batch, changes
from crmdesk.sandbox.google_sheets.value_routes import check_cell
from crmdesk.sandbox.messages import JsonObject

KINDS = ("numberValue", "stringValue", "boolValue", "formulaValue", "errorValue")


@changes("updateCells")
def update_cells(work: Batch, raw: JsonObject) -> None:
    """Write an area, or from a cell on; what the mask names and a cell does not give is cleared."""
    mask, rows = _mask(raw), _rows(raw)
    if isinstance(raw.get("start"), dict):
        start = raw["start"]
        tab = sheet(work.document, start, "start")
        top, left = whole(start, "rowIndex", "start"), whole(start, "columnIndex", "start")
        area = Area(tab, top, top + len(rows), left, left + max((len(row) for row in rows), default=0))
    else:
        area = grid_area(work.document, raw.get("range"), "range")
    bottom, right = area.bottom or 0, area.right or 0
    if bottom > len(area.tab.rows) or right > len(area.tab.columns):
        raise bad_argument(f"Attempting to write column: {right}, row: {bottom} beyond the grid. {limits(area.tab)}")
    for row in range(area.top, area.end_row):
        held = rows[row - area.top] if row - area.top < len(rows) else []
        last = area.end_column if "range" in raw else area.left + len(held)
        for column in range(area.left, last):
            _write(work, area, row, column, held[column - area.left] if column - area.left < len(held) else {}, mask)


@changes("appendCells")
def append_cells(work: Batch, raw: JsonObject) -> None:
    """Below the last row with data on the sheet; the grid grows."""
    mask, rows = _mask(raw), _rows(raw)
    tab = sheet(work.document, raw, "appendCells")
    top = tab.used()[0]
    tab.insert("ROWS", len(tab.rows), max(0, top + len(rows) - len(tab.rows)))
    width = max((len(row) for row in rows), default=0)
    tab.insert("COLUMNS", len(tab.columns), max(0, width - len(tab.columns)))
    for row, cells in enumerate(rows, top):
        for column, cell in enumerate(cells):
            _write(work, Area(tab), row, column, cell, mask)


@changes("repeatCell")
def repeat_cell(work: Batch, raw: JsonObject) -> None:
    """One cell over an area."""
    mask, area = _mask(raw), grid_area(work.document, raw.get("range"), "range")
    for row in range(area.top, area.end_row):
        for column in range(area.left, area.end_column):
            _write(work, area, row, column, message(raw, "cell"), mask)


@changes("setDataValidation")
def set_data_validation(work: Batch, raw: JsonObject) -> None:
    """What may be chosen in an area; without a rule anything. Writes of the API are not held to it."""
    area, rule = grid_area(work.document, raw.get("range"), "range"), _rule(message(raw, "rule"))
    for row in range(area.top, area.end_row):
        for column in range(area.left, area.end_column):
            area.tab.validate(row, column, rule)


@changes("findReplace")
def find_replace(work: Batch, raw: JsonObject) -> JsonObject:
    """Replace texts; an empty cell is never found."""
    find, replacement = str(raw.get("find") or ""), str(raw.get("replacement") or "")
    if not find:
        raise bad_argument("find is missing")
    areas = _searched(work, raw)
    parses = bool(work.account.traits["find_replace_parses"])
    changed, count = list[tuple[int, int]](), 0
    for area in areas:
        used_rows, used_columns = area.tab.used()
        for row in range(area.top, min(area.end_row, used_rows)):
            for column in range(area.left, min(area.end_column, used_columns)):
                new, times = _replaced(work, area.tab, row, column, find, replacement, raw)
                if not times:
                    continue
                check_cell(work.call, area, row, column, new)
                if parses:
                    typed(new, area.tab, row, column, work.document.locale)
                else:
                    area.tab.put(row, column, new or None)
                changed.append((area.tab.id, row))
                count += times
    sheets = {id for id, _ in changed}
    told = {"valuesChanged": len(changed), "rowsChanged": len({*changed}), "sheetsChanged": len(sheets)}
    return {**told, "occurrencesChanged": count} if changed else {}


def _searched(work: Batch, raw: JsonObject) -> list[Area]:
    """Where to look: exactly one of a range, a sheet, all sheets."""
    named = [name for name in ("range", "sheetId") if raw.get(name) is not None]
    if len(named) + (raw.get("allSheets") is True) != 1:
        raise bad_argument("Must specify exactly one of range, sheetId or allSheets.")
    if "range" in named:
        return [grid_area(work.document, raw["range"], "range")]
    return [Area(tab) for tab in (work.document.tabs if not named else [sheet(work.document, raw, "findReplace")])]


def _replaced(
    work: Batch, tab: Tab, row: int, column: int, find: str, replacement: str, raw: JsonObject
) -> tuple[str, int]:
    """What a cell holds afterwards, and how often the text was found in it."""
    cell = tab.cell(row, column)
    if cell is None or cell.empty or cell.formula is not None:
        return "", 0
    text = shown(cell, cell.value, work.document.locale)
    pattern = re.compile(re.escape(find), re.NOFLAG if raw.get("matchCase") is True else re.IGNORECASE)
    if raw.get("matchEntireCell") is True:
        return replacement, int(pattern.fullmatch(text) is not None)
    return pattern.subn(lambda _: replacement, text)


def _mask(raw: JsonObject) -> Mask:
    fields = raw.get("fields")
    if not isinstance(fields, str) or not fields:
        raise bad_argument("fields is required")
    return parsed(fields)


def _rows(raw: JsonObject) -> list[list[JsonObject]]:
    return [messages(row, "values") for row in messages(raw, "rows")]


def _write(work: Batch, area: Area, row: int, column: int, cell: JsonObject, mask: Mask) -> None:
    tab = area.tab
    if covers(mask, "userEnteredValue"):
        value, formula = _value(cell.get("userEnteredValue"))
        check_cell(work.call, area, row, column, value if formula is None else formula)
        tab.put(row, column, value, formula=formula)
    if covers(mask, "dataValidation"):
        tab.validate(row, column, _rule(message(cell, "dataValidation")))
    if covers(mask, "userEnteredFormat", "numberFormat"):
        held = message(message(cell, "userEnteredFormat"), "numberFormat")
        tab.shape(row, column, {name: str(text) for name, text in held.items()})


def _rule(rule: JsonObject) -> JsonObject:
    """A ``DataValidationRule``; an empty one takes a rule away. Raises `ApiError`."""
    if rule and not isinstance(message(rule, "condition").get("type"), str):
        raise bad_argument("Invalid data validation: condition.type is required")
    return rule


def _value(raw: Any) -> tuple[Any, str | None]:
    """A value, or a formula."""
    if raw is None or raw == {}:
        return None, None
    if not isinstance(raw, dict) or len(raw) != 1 or next(iter(raw)) not in KINDS:
        raise bad_argument("Invalid userEnteredValue: exactly one kind of value is expected")
    ((kind, value),) = raw.items()
    right = {"numberValue": isinstance(value, int | float) and not isinstance(value, bool),
             "boolValue": isinstance(value, bool)}.get(kind, isinstance(value, str))  # fmt: skip
    if not right or kind == "errorValue":
        raise bad_argument(f"Invalid value at 'userEnteredValue.{kind}'")
    if kind == "formulaValue":
        return None, str(value)
    return (None if value == "" else value), None
