"""Spreadsheets: get, create, batchUpdate (section 2)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.google_sheets import (
    area_updates,
    cell_updates,
    dimension_updates,
    merge_updates,
    name_updates,
    tag_updates,
)
from crmdesk.sandbox.google_sheets.calls import READ, ROUTES, WRITE, Call, ok
from crmdesk.sandbox.google_sheets.cell_updates import update_cells
from crmdesk.sandbox.google_sheets.dimension_updates import copied_tab, new_tab
from crmdesk.sandbox.google_sheets.document import Tab
from crmdesk.sandbox.google_sheets.errors import ApiError, not_found, unknown_field
from crmdesk.sandbox.google_sheets.masks import parsed, unknown
from crmdesk.sandbox.google_sheets.ranges import Area, area, message, messages, whole
from crmdesk.sandbox.google_sheets.rendering import SPREADSHEET, sheet_properties, spreadsheet
from crmdesk.sandbox.google_sheets.tags import filtered
from crmdesk.sandbox.google_sheets.updates import Batch, carried_out
from crmdesk.sandbox.messages import JsonObject, Reply

_REGISTERED = (area_updates, cell_updates, dimension_updates, merge_updates, name_updates, tag_updates)
"""Modules that add what they carry out when they are imported."""

SHEETS = "/v4/spreadsheets"
SHEET = f"{SHEETS}/{{id}}"


@ROUTES.serves("GET", SHEET, READ)
def get(call: Call) -> Reply:
    """``spreadsheets.get``. A mask that asks for data gets it without ``includeGridData``."""
    areas = [area(call.document, text) for name, text in call.request.query if name == "ranges"]
    return ok(_shown(call, areas, grid=call.request.flag("includeGridData") or bool(call.request.first("fields"))))


@ROUTES.serves("POST", f"{SHEET}/:getByDataFilter", READ, needs_write=True)
def get_filtered(call: Call) -> Reply:
    """``spreadsheets.getByDataFilter``."""
    areas = [one for raw in call.listed("dataFilters") for one in filtered(call, raw)]
    grid = call.body.get("includeGridData") is True or bool(call.request.first("fields"))
    return ok(_shown(call, areas, grid=grid))


@ROUTES.serves("POST", SHEETS, WRITE)
def create(call: Call) -> Reply:
    """``spreadsheets.create``."""
    properties = message(call.body, "properties")
    made = call.account.new_document(str(properties.get("title") or "Feuille de calcul sans titre"))
    made.made_by_app = True
    made.locale = str(properties.get("locale") or made.locale)
    made.time_zone = str(properties.get("timeZone") or made.time_zone)
    work = Batch(call, made)
    try:
        for raw in messages(call.body, "sheets") or [{}]:
            _filled(work, new_tab(work, message(raw, "properties")), raw)
    except ApiError:
        del call.account.documents[made.id]
        raise
    return ok(spreadsheet(made, [], {}, grid=False))


def _filled(work: Batch, tab: Tab, raw: JsonObject) -> None:
    """Put a sheet's ``GridData`` into its tab (vendor: Sheets API, spreadsheets.create takes a whole Spreadsheet)."""
    for data in messages(raw, "data"):
        start = {"sheetId": tab.id, "rowIndex": whole(data, "startRow", "data"),
                 "columnIndex": whole(data, "startColumn", "data")}  # fmt: skip
        update_cells(work, {"start": start, "rows": messages(data, "rowData"), "fields": "*"})


@ROUTES.serves("POST", f"{SHEET}/:batchUpdate", WRITE)
def batch_update(call: Call) -> Reply:
    """``spreadsheets.batchUpdate``."""
    found: JsonObject = {"spreadsheetId": call.document.id, "replies": carried_out(call)}
    if call.body.get("includeSpreadsheetInResponse") is True:
        areas = [area(call.document, str(text)) for text in call.listed("responseRanges")]
        grid = call.body.get("responseIncludeGridData") is True
        found["updatedSpreadsheet"] = spreadsheet(call.document, areas, {}, grid=grid)
    return ok(found)


@ROUTES.serves("POST", f"{SHEET}/sheets/{{sheet}}/:copyTo", WRITE)
def copy_to(call: Call) -> Reply:
    """``sheets.copyTo``: a copy at the end of a spreadsheet, without what is pinned and protected."""
    text = call.values["sheet"]
    tab = call.document.tab(int(text)) if text.isascii() and text.isdecimal() and len(text) < 11 else None
    if tab is None:
        raise not_found()
    target = Call(call.account, call.request, {"id": str(call.body.get("destinationSpreadsheetId"))}, call.access)
    document, titles = (
        target.writable(),
        [f"Copie de {tab.title}", *(f"Copie de {tab.title} {at}" for at in range(2, 100))],
    )
    title = next(title for title in titles if document.titled(title) is None)
    made = copied_tab(Batch(target, document), tab, {"title": title})
    target.changed()
    return ok(sheet_properties(document, made))


def _shown(call: Call, areas: list[Area], *, grid: bool) -> dict[str, Any]:
    text = call.request.first("fields")
    mask = parsed(text) if text else {}
    missing = unknown(mask, SPREADSHEET)
    if missing is not None:
        raise unknown_field(text, missing)
    return spreadsheet(call.document, areas, mask, grid=grid)
