"""Requests of a batch that tidy an area: blanks around texts, repeated rows, cells that go (section 2.4).

Vendor: Sheets API, TrimWhitespaceRequest, DeleteDuplicatesRequest, DeleteRangeRequest. Cells that go are not rows or
columns that go: what is right of them or below moves up, and what is pinned to a row stays.
"""

from __future__ import annotations

import re

from crmdesk.sandbox.google_sheets.document import Cell
from crmdesk.sandbox.google_sheets.errors import bad_argument
from crmdesk.sandbox.google_sheets.merges import Merge
from crmdesk.sandbox.google_sheets.ranges import Area, grid_area, messages
from crmdesk.sandbox.google_sheets.tags import dimension_range
from crmdesk.sandbox.google_sheets.updates import Batch, changes
from crmdesk.sandbox.google_sheets.value_routes import check_cell
from crmdesk.sandbox.messages import JsonObject


@changes("trimWhitespace")
def trim(work: Batch, raw: JsonObject) -> JsonObject:
    """Take blanks around texts away, and all but one of those inside; formulas stay."""
    area = grid_area(work.document, raw.get("range"), "range")
    changed = 0
    for row in range(area.top, area.end_row):
        for column in range(area.left, area.end_column):
            cell = area.tab.cell(row, column)
            held = None if cell is None or cell.formula is not None else cell.value
            text = re.sub(r"\s+", " ", held).strip() if isinstance(held, str) else held
            if text != held:
                check_cell(work.call, area, row, column, text)
                area.tab.put(row, column, text or None)
                changed += 1
    return {"cellsChangedCount": changed}


@changes("deleteDuplicates")
def delete_duplicates(work: Batch, raw: JsonObject) -> JsonObject:
    """Remove the rows of an area whose values another row above has, in any case, in the columns that count."""
    area = grid_area(work.document, raw.get("range"), "range")
    columns = list(range(area.left, area.end_column))
    if raw.get("comparisonColumns"):
        spans = [dimension_range(work.document, one, "comparisonColumns") for one in messages(raw, "comparisonColumns")]
        columns = sorted({at for _, _, start, end in spans for at in range(start, end)})
    seen: set[tuple[str, ...]] = set()
    gone = []
    for row in range(area.top, min(area.end_row, area.tab.used()[0])):
        key = tuple(str(area.tab.value(row, column) or "").casefold() for column in columns)
        if key in seen:
            gone.append(row)
        seen.add(key)
    for row in reversed(gone):
        _close(work, Area(area.tab, row, row + 1, area.left, area.right), area.end_row)
    return {"duplicatesRemovedCount": len(gone)}


@changes("deleteRange")
def delete_range(work: Batch, raw: JsonObject) -> None:
    """Remove cells; those below or right of them take their place."""
    area, dimension = grid_area(work.document, raw.get("range"), "range"), raw.get("shiftDimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise bad_argument("No shiftDimension specified.")
    if dimension == "ROWS":
        _close(work, area, len(area.tab.rows))
        return
    _check(work, area, Merge(area.top, area.end_row, area.left, len(area.tab.columns)))
    for row in range(area.top, area.end_row):
        del area.tab.rows[row].cells[area.left : area.end_column]


def _close(work: Batch, area: Area, last: int) -> None:
    """Let the cells below an area, down to a row, move up to it."""
    tab, height, width = area.tab, area.end_row - area.top, area.end_column - area.left
    _check(work, area, Merge(area.top, last, area.left, area.end_column))
    for row in range(area.top, last):
        tab.touch(row, area.end_column - 1)
        below: list[Cell] = []
        if row + height < last:
            tab.touch(row + height, area.end_column - 1)
            below = tab.rows[row + height].cells[area.left : area.end_column]
        tab.rows[row].cells[area.left : area.end_column] = below or [Cell() for _ in range(width)]


def _check(work: Batch, area: Area, moved: Merge) -> None:
    """Raise `ApiError` for cells that may not be written, or merged ones that would be torn apart."""
    if any(one.meets(moved) for one in area.tab.merges):
        raise bad_argument("You can't perform this operation on a range with merged cells.")
    for row in range(area.top, min(area.end_row, area.tab.used()[0])):
        for column in range(area.left, min(area.end_column, area.tab.used()[1])):
            check_cell(work.call, area, row, column, "")
