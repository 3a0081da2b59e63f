"""What crmdesk notes about columns and the heading row, so that they are found again when they are renamed (section 3).

It is developer metadata, which stays with a column or a row wherever that goes, and which nobody sees.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from crmdesk.providers.google_sheets.api import Body, Place, index_of, inside, listed
from crmdesk.providers.google_sheets.layout import Layout, Pins

COLUMN_TAG, HEADING_TAG = "crmdesk.column", "crmdesk.heading"


def pins_of(found: Sequence[Body], sheet: int) -> Pins:
    """What is pinned on one sheet, of the metadata that was found in the spreadsheet."""
    columns: dict[int, str] = {}
    heading = None
    for each in found:
        span = inside(each, "location", "dimensionRange")
        if not span or index_of(span, "sheetId", 0) != sheet:
            continue
        at = index_of(span, "startIndex", 0)
        if each.get("metadataKey") == COLUMN_TAG and span.get("dimension") == "COLUMNS":
            columns[at] = str(each.get("metadataValue"))
        elif each.get("metadataKey") == HEADING_TAG and span.get("dimension") == "ROWS":
            heading = at
    return Pins(columns, heading)


def unpinned(layout: Layout, pins: Pins, names: Collection[str]) -> dict[str, int]:
    """The columns of these names that are not pinned yet, by name; a column that is pinned under another name is left alone."""
    places = {name: layout.columns.get(name, layout.custom.get(name)) for name in names}
    known = set(pins.columns.values())
    return {name: at for name, at in places.items() if at is not None and name not in known and at not in pins.columns}


def pinned(place: Place, columns: Mapping[str, int], row: int | None) -> list[Body]:
    """Requests that pin columns by name, and the heading row where it is given."""
    places: list[tuple[str, str, Body]] = [(COLUMN_TAG, name, columns_at(place, at)) for name, at in columns.items()]
    if row is not None:
        span = {"sheetId": place.sheet, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
        places.append((HEADING_TAG, "1", span))
    return [
        {
            "createDeveloperMetadata": {
                "developerMetadata": {
                    "metadataKey": key,
                    "metadataValue": value,
                    "visibility": "DOCUMENT",
                    "location": {"dimensionRange": where},
                }
            }
        }
        for key, value, where in places
    ]


def taken_off(answer: Body) -> list[Body]:
    """Requests that remove the pins which an answer says were set."""
    made = [inside(each, "createDeveloperMetadata", "developerMetadata") for each in listed(answer, "replies")]
    return [
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": each["metadataId"]}}}}
        for each in made
        if isinstance(each.get("metadataId"), int)
    ]


def columns_at(place: Place, at: int) -> Body:
    """The range of one column."""
    return {"sheetId": place.sheet, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
