"""Requests of a batch that merge cells, and part them again (Sheets API, MergeCellsRequest and UnmergeCellsRequest)."""

from __future__ import annotations

from crmdesk.sandbox.google_sheets.document import Tab
from crmdesk.sandbox.google_sheets.errors import bad_argument
from crmdesk.sandbox.google_sheets.merges import Merge
from crmdesk.sandbox.google_sheets.ranges import Area, grid_area
from crmdesk.sandbox.google_sheets.updates import Batch, changes
from crmdesk.sandbox.google_sheets.value_routes import check_cell
from crmdesk.sandbox.messages import JsonObject

KINDS = ("MERGE_ALL", "MERGE_COLUMNS", "MERGE_ROWS")


@changes("mergeCells")
def merge_cells(work: Batch, raw: JsonObject) -> None:
    """Merge an area, or each of its columns or rows; the upper left value is all that is left of each."""
    kind = raw.get("mergeType") or KINDS[0]
    if kind not in KINDS:
        raise bad_argument(f"Invalid value at 'merge_cells.merge_type', \"{kind}\"")
    area, whole = _area(work, raw)
    tab = area.tab
    _part(tab, whole)
    for merge in whole.parts(str(kind)):
        if merge.single:
            continue
        for row in range(merge.top, merge.bottom):
            for column in range(merge.left, merge.right):
                cell = tab.cell(row, column) if merge.covers(row, column) else None
                if cell is not None and not cell.empty:
                    check_cell(work.call, area, row, column, "")
                    tab.put(row, column, None)
        tab.merges.append(merge)


@changes("unmergeCells")
def unmerge_cells(work: Batch, raw: JsonObject) -> None:
    """Part what is merged in an area; the upper left cell keeps the value."""
    area, whole = _area(work, raw)
    _part(area.tab, whole)


def _area(work: Batch, raw: JsonObject) -> tuple[Area, Merge]:
    area = grid_area(work.document, raw.get("range"), "range")
    keeps = bool(work.account.traits["covered_kept"])
    return area, Merge(area.top, area.end_row, area.left, area.end_column, keeps)


def _part(tab: Tab, whole: Merge) -> None:
    """Part all merges of an area. Raises `ApiError` for one that reaches beyond it (seen in users' reports)."""
    met = [one for one in tab.merges if one.meets(whole)]
    if not all(one.within(whole) for one in met):
        raise bad_argument("You must select all cells in a merged range to merge or unmerge them.")
    tab.merges = [one for one in tab.merges if one not in met]
