"""Developer metadata: looking it up, and ranges by data filter (section 3)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.google_sheets.calls import READ, ROUTES, Call, ok
from crmdesk.sandbox.google_sheets.document import ROWS, Document, Line, Tab, Tag
from crmdesk.sandbox.google_sheets.errors import PROJECT, bad_argument, not_found
from crmdesk.sandbox.google_sheets.ranges import Area, area, grid_area, whole
from crmdesk.sandbox.google_sheets.rendering import location, metadata, place
from crmdesk.sandbox.messages import JsonObject, Reply

SHEET = "/v4/spreadsheets/{id}"
VISIBILITIES = frozenset({"DOCUMENT", "PROJECT"})


@ROUTES.serves("GET", f"{SHEET}/developerMetadata/{{metadata}}", READ, needs_write=True)
def get(call: Call) -> Reply:
    """``developerMetadata.get``."""
    text = call.values["metadata"]
    tag = call.document.tags.get(int(text)) if text.isascii() and text.isdecimal() else None
    if tag is None or not _visible(tag):
        raise not_found()
    return ok(metadata(call.document, tag))


@ROUTES.serves("POST", f"{SHEET}/developerMetadata/:search", READ, needs_write=True)
def search(call: Call) -> Reply:
    """``developerMetadata.search``; an empty object where nothing matches."""
    found: dict[int, JsonObject] = {}
    for raw in call.listed("dataFilters"):
        for tag in matching(call.document, raw):
            one = found.setdefault(tag.id, {"developerMetadata": metadata(call.document, tag), "dataFilters": []})
            one["dataFilters"].append(raw)
    return ok({"matchedDeveloperMetadata": list(found.values())} if found else {})


def matching(document: Document, raw: Any) -> list[Tag]:
    """The metadata that a data filter selects. Raises `ApiError`."""
    if not isinstance(raw, dict) or len(raw) != 1:
        raise bad_argument("Invalid dataFilter: exactly one filter is expected")
    lookup = raw.get("developerMetadataLookup")
    if not isinstance(lookup, dict):
        spans = [_span(document, raw)]
        return [tag for tag in document.tags.values() if _visible(tag) and _inside(document, tag, spans[0])]
    return [tag for tag in document.tags.values() if _visible(tag) and _fits(document, tag, lookup)]


def filtered(call: Call, raw: Any) -> list[Area]:
    """The areas that a data filter selects. Raises `ApiError`."""
    if not isinstance(raw, dict) or len(raw) != 1:
        raise bad_argument("Invalid dataFilter: exactly one filter is expected")
    if "developerMetadataLookup" not in raw:
        return [_span(call.document, raw)]
    return [_area(call.document, tag) for tag in matching(call.document, raw)]


def _span(document: Document, raw: Any) -> Area:
    if isinstance(raw, dict) and "a1Range" in raw:
        return area(document, str(raw["a1Range"]))
    if isinstance(raw, dict) and "gridRange" in raw:
        return grid_area(document, raw["gridRange"], "dataFilter")
    raise bad_argument("Invalid dataFilter: exactly one filter is expected")


def _area(document: Document, tag: Tag) -> Area:
    if isinstance(tag.pinned, Tab):
        return Area(tag.pinned)
    if tag.pinned is None:
        raise bad_argument("A spreadsheet-wide metadata has no range")
    tab, dimension, at = place(document, tag.pinned)
    return Area(tab, top=at, bottom=at + 1) if dimension == ROWS else Area(tab, left=at, right=at + 1)


def _inside(document: Document, tag: Tag, span: Area) -> bool:
    if tag.pinned is None:
        return False
    own = _area(document, tag)
    if own.tab is not span.tab:
        return False
    rows = own.top < span.end_row and span.top < own.end_row
    return rows and own.left < span.end_column and span.left < own.end_column


def _visible(tag: Tag) -> bool:
    return tag.visibility == "DOCUMENT" or tag.project == PROJECT


def _fits(document: Document, tag: Tag, lookup: JsonObject) -> bool:
    for name, held in (
        ("metadataId", tag.id), ("metadataKey", tag.key), ("metadataValue", tag.value), ("visibility", tag.visibility),
        ("locationType", location(document, tag)["locationType"]),
    ):  # fmt: skip
        if lookup.get(name) is not None and lookup[name] != held:
            return False
    wanted = lookup.get("metadataLocation")
    if not isinstance(wanted, dict):
        return True
    pinned = target(document, wanted, "metadataLocation")
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION" or pinned is None:
        return tag.pinned is pinned
    probe = Tag(0, "", "", "", pinned, PROJECT)
    return tag.pinned is not None and _inside(document, tag, _area(document, probe))


def target(document: Document, raw: Any, where: str) -> Line | Tab | None:
    """What a location pins to: one row, one column, a tab, or (None) the spreadsheet. Raises `ApiError`."""
    if not isinstance(raw, dict):
        raise bad_argument(f"Invalid {where}: location is missing")
    if raw.get("spreadsheet") is True:
        return None
    span = raw.get("dimensionRange")
    if isinstance(span, dict):
        tab, dimension, start, end = dimension_range(document, span, where)
        if end != start + 1:
            raise bad_argument(f"Invalid {where}: dimensionRange must represent a single row or column")
        return tab.lines(dimension)[start]
    if "sheetId" in raw:
        return sheet(document, raw, where)
    raise bad_argument(f"Invalid {where}: location is missing")


def sheet(document: Document, raw: JsonObject, where: str) -> Tab:
    """The tab that ``sheetId`` names. Raises `ApiError`."""
    tab = document.tab(whole(raw, "sheetId", where))
    if tab is None:
        raise bad_argument(f"Invalid {where}: No grid with id: {raw.get('sheetId', 0)}")
    return tab


def dimension_range(document: Document, raw: Any, where: str) -> tuple[Tab, str, int, int]:
    """Tab, dimension, start and end of a ``DimensionRange``. Raises `ApiError`."""
    if not isinstance(raw, dict):
        raise bad_argument(f"Invalid {where}: range is missing")
    tab, dimension = sheet(document, raw, where), raw.get("dimension")
    if not isinstance(dimension, str) or dimension not in {"ROWS", "COLUMNS"}:
        raise bad_argument(f"Invalid {where}: No dimension specified.")
    lines = tab.lines(dimension)
    start = whole(raw, "startIndex", where)
    end = len(lines) if raw.get("endIndex") is None else whole(raw, "endIndex", where)
    if end > len(lines) or start >= end:
        raise bad_argument(
            f"Invalid {where}: range [{start}, {end}) is out of bounds of {len(lines)} {dimension.lower()}"
        )
    return tab, dimension, start, end
