"""Spreadsheets: get, create, batchUpdate (section 2)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.google_sheets import cell_updates, dimension_updates, merge_updates, name_updates, tag_updates
from crmdesk.sandbox.google_sheets.calls import READ, ROUTES, WRITE, Call, ok
from crmdesk.sandbox.google_sheets.dimension_updates import new_tab
from crmdesk.sandbox.google_sheets.errors import not_found
from crmdesk.sandbox.google_sheets.masks import parsed
from crmdesk.sandbox.google_sheets.ranges import Area, area, message, messages
from crmdesk.sandbox.google_sheets.rendering import spreadsheet
from crmdesk.sandbox.google_sheets.tags import filtered
from crmdesk.sandbox.google_sheets.updates import Batch, carried_out
from crmdesk.sandbox.messages import JsonObject, Reply

_REGISTERED = (cell_updates, dimension_updates, merge_updates, name_updates, tag_updates)
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
    for raw in messages(call.body, "sheets") or [{}]:
        new_tab(work, message(raw, "properties"))
    return ok(spreadsheet(made, [], {}, grid=False))


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
    size = {"rowCount": len(tab.rows), "columnCount": len(tab.columns), "frozenRowCount": tab.frozen_rows}
    made = new_tab(Batch(target, document), {"title": title, "gridProperties": size})
    for line, held in zip(made.rows, tab.rows, strict=True):
        line.cells, line.hidden = list(held.cells), held.hidden
    made.merges = list(tab.merges)
    target.changed()
    shown: JsonObject = spreadsheet(document, [Area(made)], {}, grid=False)["sheets"][0]["properties"]
    return ok(shown)


def _shown(call: Call, areas: list[Area], *, grid: bool) -> dict[str, Any]:
    text = call.request.first("fields")
    return spreadsheet(call.document, areas, parsed(text) if text else {}, grid=grid)
