"""Requests of a batch about tabs, rows, columns, protection and names (sections 2.4 and 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crmdesk.sandbox.google_sheets.account import EMAIL, Account
from crmdesk.sandbox.google_sheets.document import Protection, Tab, Torn
from crmdesk.sandbox.google_sheets.errors import ApiError, bad_argument, protected
from crmdesk.sandbox.google_sheets.masks import Mask, covers, parsed
from crmdesk.sandbox.google_sheets.merges import Merge
from crmdesk.sandbox.google_sheets.ranges import grid_area, message, messages, whole
from crmdesk.sandbox.google_sheets.rendering import sheet_properties
from crmdesk.sandbox.google_sheets.tags import dimension_range, sheet
from crmdesk.sandbox.google_sheets.updates import Batch, changes
from crmdesk.sandbox.messages import JsonObject

GRID = (("rowCount", 1000), ("columnCount", 26))
"""The size of a new sheet where none is wanted."""


@changes("insertDimension")
def insert(work: Batch, raw: JsonObject) -> None:
    """Insert empty rows or columns."""
    span = raw.get("range")
    if not isinstance(span, dict):
        raise bad_argument("range is missing")
    tab, dimension = sheet(work.document, span, "range"), span.get("dimension")
    start, end = whole(span, "startIndex", "range"), whole(span, "endIndex", "range")
    if dimension not in ("ROWS", "COLUMNS") or end <= start or start > len(tab.lines(dimension)):
        raise bad_argument("range.startIndex must be less than the grid size if inheritFromBefore is false.")
    _fits(work, _cells(work) + (end - start) * (len(tab.columns) if dimension == "ROWS" else len(tab.rows)))
    tab.insert(dimension, start, end - start)


@changes("appendDimension")
def append(work: Batch, raw: JsonObject) -> None:
    """Let the grid grow."""
    tab, dimension, length = sheet(work.document, raw, "appendDimension"), raw.get("dimension"), raw.get("length")
    if dimension not in ("ROWS", "COLUMNS") or type(length) is not int or length < 1:
        raise bad_argument("length must be positive")
    _fits(work, _cells(work) + length * (len(tab.columns) if dimension == "ROWS" else len(tab.rows)))
    tab.insert(dimension, len(tab.lines(dimension)), length)


def _cells(work: Batch) -> int:
    """All cells of the spreadsheet."""
    return sum(len(tab.rows) * len(tab.columns) for tab in work.document.tabs)


def _fits(work: Batch, grown: int) -> None:
    """Whether a spreadsheet may have so many cells. Raises `ApiError`."""
    most = int(work.account.traits["cells_limit"])
    if grown > most:
        raise bad_argument(
            f"This action would increase the number of cells in the workbook above the limit of {most} cells."
        )


@changes("deleteDimension")
def delete(work: Batch, raw: JsonObject) -> None:
    """Remove rows or columns with what is pinned to them."""
    tab, dimension, start, end = dimension_range(work.document, raw.get("range"), "range")
    if end - start == len(tab.lines(dimension)):
        raise bad_argument(f"You can't delete all the {dimension.lower()} on the sheet.")
    for one in tab.protections:
        bounds = one.rows if dimension == "ROWS" else one.columns
        inside = (bounds[0] or 0) < end and (bounds[1] is None or start < bounds[1])
        if inside and not one.lets(EMAIL, work.document.role):
            raise protected()
    work.document.forget(tab.remove(dimension, start, end))


@changes("moveDimension")
def move(work: Batch, raw: JsonObject) -> None:
    """Move rows or columns."""
    tab, dimension, start, end = dimension_range(work.document, raw.get("source"), "source")
    try:
        tab.move(dimension, start, end, whole(raw, "destinationIndex", "moveDimension"))
    except Torn:
        raise bad_argument("You can't move part of a merged range.") from None


@changes("updateDimensionProperties")
def dimension_properties(work: Batch, raw: JsonObject) -> None:
    """Hide rows or columns, or show them."""
    tab, dimension, start, end = dimension_range(work.document, raw.get("range"), "range")
    properties = message(raw, "properties")
    if covers(parsed(str(raw.get("fields") or "*")), "hiddenByUser"):
        for line in tab.lines(dimension)[start:end]:
            line.hidden = properties.get("hiddenByUser") is True


@changes("sortRange")
def sort(work: Batch, raw: JsonObject) -> None:
    """Sort the contents of an area; rows stay, unless the trait says that they go along."""
    area = grid_area(work.document, raw.get("range"), "range")
    keys = [(whole(one, "dimensionIndex", "sortSpecs"), one.get("sortOrder") == "DESCENDING")
            for one in messages(raw, "sortSpecs")]  # fmt: skip
    sorted_rows = Merge(area.top, area.end_row, area.left, area.end_column)
    if any(one.meets(sorted_rows) and one.bottom - one.top > 1 for one in area.tab.merges):
        raise bad_argument("You can't sort a range that includes vertically merged cells.")
    cells = [(row, column) for row in range(area.top, area.end_row) for column in range(area.left, area.end_column)]
    for one in area.tab.protections:
        if not one.lets(EMAIL, work.document.role) and any(one.covers(*cell) for cell in cells):
            raise protected()
    sort_area(work.account, area.tab, (area.top, area.end_row), (area.left, area.end_column), keys)


def sort_area(
    account: Account, tab: Tab, rows: tuple[int, int], columns: tuple[int, int], keys: list[tuple[int, bool]]
) -> None:
    """Sort; with the trait ``sort_moves_tags`` what is pinned to rows goes along."""
    order = tab.sort(rows, columns, keys)
    if account.traits["sort_moves_tags"]:
        lines, contents = list(tab.rows), [tab.rows[row].cells for row in range(*rows)]
        for row, former, cells in zip(range(*rows), order, contents, strict=True):
            tab.rows[row] = lines[former]
            lines[former].cells = cells


@changes("addSheet")
def add_sheet(work: Batch, raw: JsonObject) -> JsonObject:
    """A new tab."""
    return {"properties": sheet_properties(work.document, new_tab(work, message(raw, "properties")))}


def new_tab(work: Batch, properties: JsonObject) -> Tab:
    """A tab of a document as ``SheetProperties`` want it. Raises `ApiError`."""
    document, size = work.document, message(properties, "gridProperties")
    title = str(properties.get("title") or f"Feuille {len(document.tabs) + 1}")
    if document.titled(title) is not None:
        raise _taken(title)
    known = {tab.id for tab in document.tabs}
    fallback = (
        0
        if not known
        else next(one for one in iter(lambda: work.account.rng.getrandbits(30), None) if one not in known)
    )
    id = properties.get("sheetId", fallback)
    if type(id) is not int or not 0 <= id < 2**31:
        raise bad_argument("Invalid value at 'properties.sheet_id' (TYPE_INT32)")
    if id in known:
        raise bad_argument(f"Sheet id {id} is taken")
    rows, columns = (whole({name: usual} | size, name, "gridProperties") for name, usual in GRID)
    _fits(work, _cells(work) + rows * columns)
    tab = Tab.blank(id, title, rows, columns)
    tab.frozen_rows = whole(size, "frozenRowCount", "gridProperties")
    at = whole({"index": len(document.tabs)} | properties, "index", "properties")
    document.tabs.insert(at, tab)
    return tab


@changes("deleteSheet")
def delete_sheet(work: Batch, raw: JsonObject) -> None:
    """Remove a tab."""
    tab = sheet(work.document, raw, "deleteSheet")
    if len(work.document.tabs) == 1:
        raise bad_argument("You can't remove all the sheets in a document.")
    work.document.tabs.remove(tab)
    work.document.forget([tab, *tab.rows, *tab.columns])


def copied_tab(work: Batch, tab: Tab, properties: JsonObject) -> Tab:
    """A copy of a tab, without what is pinned and protected. Raises `ApiError`."""
    size = {"rowCount": len(tab.rows), "columnCount": len(tab.columns), "frozenRowCount": tab.frozen_rows}
    made = new_tab(work, {**properties, "gridProperties": size})
    for line, held in zip(made.rows, tab.rows, strict=True):
        line.cells, line.hidden = list(held.cells), held.hidden
    made.merges = list(tab.merges)
    return made


@changes("duplicateSheet")
def duplicate_sheet(work: Batch, raw: JsonObject) -> JsonObject:
    """A copy of a tab beside the others (vendor: Sheets API, DuplicateSheetRequest)."""
    document, at = work.document, raw.get("insertSheetIndex")
    tab = document.tab(whole(raw, "sourceSheetId", "duplicateSheet"))
    if tab is None:
        raise bad_argument(f"No sheet with id: {raw.get('sourceSheetId', 0)}")
    title = raw.get("newSheetName") or f"Copie de {tab.title}"
    id = {} if raw.get("newSheetId") is None else {"sheetId": raw["newSheetId"]}
    made = copied_tab(work, tab, {"title": title, **id})
    if at is not None:
        document.tabs.remove(made)
        document.tabs.insert(whole(raw, "insertSheetIndex", "duplicateSheet"), made)
    return {"properties": sheet_properties(document, made)}


@changes("updateSheetProperties")
def change_sheet(work: Batch, raw: JsonObject) -> None:
    """Rename a tab, freeze rows, let the grid grow or shrink."""
    properties = raw.get("properties")
    if not isinstance(properties, dict) or not raw.get("fields"):
        raise bad_argument("properties and fields are required")
    tab, mask = sheet(work.document, properties, "properties"), parsed(str(raw["fields"]))
    if covers(mask, "title"):
        title = str(properties.get("title") or tab.title)
        if work.document.titled(title) not in {None, tab}:
            raise _taken(title)
        tab.title = title
    if covers(mask, "index") and "index" in properties:
        work.document.tabs.remove(tab)
        work.document.tabs.insert(whole(properties, "index", "properties"), tab)
    size = message(properties, "gridProperties")
    if covers(mask, "gridProperties", "frozenRowCount"):
        tab.frozen_rows = whole(size, "frozenRowCount", "gridProperties")
    for name, dimension in (("rowCount", "ROWS"), ("columnCount", "COLUMNS")):
        if covers(mask, "gridProperties", name) and size.get(name):
            _resize(work, tab, dimension, whole(size, name, "gridProperties"))


def _taken(title: str) -> ApiError:
    return bad_argument(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _resize(work: Batch, tab: Tab, dimension: str, count: int) -> None:
    present = len(tab.lines(dimension))
    _fits(work, _cells(work) + (count - present) * (len(tab.columns) if dimension == "ROWS" else len(tab.rows)))
    if count < present:
        work.document.forget(tab.remove(dimension, count, present))
    else:
        tab.insert(dimension, present, count - present)


@changes("updateSpreadsheetProperties")
def spreadsheet_properties(work: Batch, raw: JsonObject) -> None:
    """Rename the spreadsheet; its locale and time zone."""
    properties, mask = message(raw, "properties"), parsed(str(raw.get("fields") or "*"))
    for name, attribute in (("title", "title"), ("locale", "locale"), ("timeZone", "time_zone")):
        if covers(mask, name) and properties.get(name):
            setattr(work.document, attribute, str(properties[name]))


@changes("addProtectedRange")
def protect(work: Batch, raw: JsonObject) -> JsonObject:
    """Protect a range; a sheet has one protection of its whole."""
    given = raw.get("protectedRange")
    span = given.get("range") if isinstance(given, dict) else None
    if not isinstance(given, dict) or not isinstance(span, dict):
        raise bad_argument("protectedRange.range is missing")
    tab = sheet(work.document, span, "protectedRange")
    editors, warning = message(given, "editors"), given.get("warningOnly") is True
    if warning and editors:
        raise bad_argument("ProtectedRange is warningOnly. Editors cannot be set on it.")
    made = _protection(given, span, work.document.next_protection)
    if made.whole_sheet and any(one.whole_sheet for one in tab.protections):
        raise bad_argument(f'Sheet "{tab.title}" already has sheet protection.')
    work.document.next_protection += 1
    tab.protections.append(made)
    return {"protectedRange": {**given, "protectedRangeId": made.id, "requestingUserCanEdit": True}}


def _protection(given: JsonObject, span: JsonObject, id: int) -> Protection:
    """A protection as a ``ProtectedRange`` describes it. Raises `ApiError`."""
    free = tuple((_bounds(one, "Row"), _bounds(one, "Column")) for one in messages(given, "unprotectedRanges"))
    users = message(given, "editors").get("users") or []
    if not isinstance(users, list):
        raise bad_argument("Invalid value at 'editors.users'")
    return Protection(
        id, _bounds(span, "Row"), _bounds(span, "Column"), str(given.get("description") or ""),
        given.get("warningOnly") is True, tuple(str(user) for user in users), free, mine=True,
    )  # fmt: skip


@changes("updateProtectedRange")
def change_protection(work: Batch, raw: JsonObject) -> None:
    """Change what the mask names of a protection."""
    given, mask = message(raw, "protectedRange"), parsed(str(raw.get("fields") or ""))
    id = whole(given, "protectedRangeId", "updateProtectedRange")
    for tab in work.document.tabs:
        for at, held in enumerate(tab.protections):
            if held.id == id:
                tab.protections[at] = _changed(held, given, mask)
                return
    raise bad_argument(f"No protected range with id: {id}")


def _changed(held: Protection, given: JsonObject, mask: Mask) -> Protection:
    fresh = _protection(given, message(given, "range"), held.id)
    named: dict[str, dict[str, Any]] = {
        "range": {"rows": fresh.rows, "columns": fresh.columns}, "description": {"description": fresh.description},
        "warningOnly": {"warning_only": fresh.warning_only}, "editors": {"editors": fresh.editors},
        "unprotectedRanges": {"unprotected": fresh.unprotected},
    }  # fmt: skip
    wanted: dict[str, Any] = {}
    for name, values in named.items():
        wanted |= values if covers(mask, name) else {}
    found = replace(held, **wanted)
    if found.warning_only and found.editors:
        raise bad_argument("ProtectedRange is warningOnly. Editors cannot be set on it.")
    return found


@changes("deleteProtectedRange")
def unprotect(work: Batch, raw: JsonObject) -> None:
    """Take a protection away."""
    id = whole(raw, "protectedRangeId", "deleteProtectedRange")
    for tab in work.document.tabs:
        if any(one.id == id for one in tab.protections):
            tab.protections = [one for one in tab.protections if one.id != id]
            return
    raise bad_argument(f"No protected range with id: {id}")


def _bounds(span: JsonObject, name: str) -> tuple[int | None, int | None]:
    first, last = (None if span.get(key) is None else whole(span, key, "range")
                   for key in (f"start{name}Index", f"end{name}Index"))  # fmt: skip
    return first, last
