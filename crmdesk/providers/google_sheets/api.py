"""The calls of the Sheets API that crmdesk makes (section 2). Ranges go by the sheet's id: its title may change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.net.messages import Effect, Request
from crmdesk.providers.google_sheets.errors import judge
from crmdesk.providers.rest import Answer, RestClient, Sender, encoded, nonsense

SHEETS = "/v4/spreadsheets"
UNFORMATTED, FORMULA = "UNFORMATTED_VALUE", "FORMULA"

_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")
_STRUCTURE = (
    "spreadsheetId,properties(title,locale,timeZone),sheets(properties(sheetId,title,sheetType,gridProperties),"
    "merges,protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit))"
)
_FORMATS = "sheets(data(rowData(values(effectiveValue,effectiveFormat(numberFormat),dataValidation))))"

PLAIN = frozenset({str, int, float, bool, type(None)})
"""What a cell may be."""

Body = Mapping[str, Any]
Cells = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """One sheet of one spreadsheet."""

    spreadsheet: str
    sheet: int


class Api:
    """Calls by name. Reads raise the connection faults, writes also RecordRefused: then nothing of the batch was done."""

    def __init__(self, http: Sender) -> None:
        self._rest = RestClient(http, judge)

    async def structure(self, spreadsheet: str) -> Body:
        """The spreadsheet's properties, its sheets, and what is merged and protected there."""
        return (await self._read("GET", spreadsheet, "", query=(("fields", _STRUCTURE),))).content

    async def heads(self, spreadsheet: str, titles: Sequence[str], rows: int) -> list[Cells]:
        """The first rows of several sheets."""
        ranges = tuple(("ranges", f"{_quoted(title)}!1:{rows}") for title in titles)
        answer = await self._read(
            "GET", spreadsheet, "/values:batchGet", query=(*ranges, ("valueRenderOption", UNFORMATTED))
        )
        return [_cells(answer, each) for each in answer.rows("valueRanges")]

    async def values(self, place: Place, render: str) -> Cells:
        """All cells of a sheet by rows, in one answer: two would not be of one moment."""
        body = {
            "dataFilters": [{"gridRange": {"sheetId": place.sheet}}],
            "majorDimension": "ROWS",
            "valueRenderOption": render,
            "dateTimeRenderOption": "SERIAL_NUMBER",
        }
        answer = await self._read("POST", place.spreadsheet, "/values:batchGetByDataFilter", body)
        found = answer.rows("valueRanges")
        if len(found) != 1 or not isinstance(found[0].get("valueRange"), dict):
            raise nonsense(answer.endpoint, "valueRanges", "not one range")
        return _cells(answer, found[0]["valueRange"])

    async def pinned(self, place: Place, keys: Sequence[str]) -> list[Body]:
        """The developer metadata of these keys on a sheet's rows and columns."""
        filters = [{"developerMetadataLookup": {"metadataKey": key, "visibility": "DOCUMENT"}} for key in keys]
        answer = await self._read("POST", place.spreadsheet, "/developerMetadata:search", {"dataFilters": filters})
        return [inside(each, "developerMetadata") for each in answer.rows("matchedDeveloperMetadata")]

    async def formats(self, place: Place, first: int, last: int) -> list[Body]:
        """Values, number formats and data validation of some rows: the ``RowData`` of each."""
        span = {"sheetId": place.sheet, "startRowIndex": first, "endRowIndex": last}
        body = {"dataFilters": [{"gridRange": span}], "includeGridData": True}
        answer = await self._read("POST", place.spreadsheet, ":getByDataFilter", body, (("fields", _FORMATS),))
        data = [each for sheet in answer.rows("sheets") for each in listed(sheet, "data")]
        return listed(data[0], "rowData") if data else []

    async def create(self, body: Body) -> Body:
        """A new spreadsheet."""
        return (
            await self._rest.read(Request("POST", SHEETS, SHEETS, json=encoded(body), effect=Effect.WRITES))
        ).content

    async def change(self, spreadsheet: str, requests: Sequence[Body]) -> Answer:
        """Carry out requests in their order, all or none. It is never repeated: rows may have moved meanwhile."""
        path, endpoint = _path(spreadsheet, ":batchUpdate")
        return await self._rest.call(
            Request("POST", path, endpoint, json=encoded({"requests": list(requests)}), effect=Effect.WRITES)
        )

    async def _read(
        self,
        method: str,
        spreadsheet: str,
        rest: str,
        body: Body | None = None,
        query: tuple[tuple[str, str], ...] = (),
    ) -> Answer:
        path, endpoint = _path(spreadsheet, rest)
        json = None if body is None else encoded(body)
        return await self._rest.read(Request(method, path, endpoint, query, json=json, effect=Effect.READS))


def _path(spreadsheet: str, rest: str) -> tuple[str, str]:
    """Path and endpoint; what cannot be an id must not become a path."""
    id = spreadsheet if _ID.fullmatch(spreadsheet) else "0"
    return f"{SHEETS}/{id}{rest}", f"{SHEETS}/{{id}}{rest}"


def _quoted(title: str) -> str:
    return "'{}'".format(title.replace("'", "''"))


def _cells(answer: Answer, held: Mapping[str, Any]) -> Cells:
    """The rows of a ``ValueRange``; an empty one has none."""
    rows = held.get("values", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise nonsense(answer.endpoint, "values", "no rows")
    if not all(type(cell) in PLAIN for row in rows for cell in row):
        raise nonsense(answer.endpoint, "values", "no plain cells")
    return rows


def inside(content: Any, *names: str) -> Body:
    """The object at a path of objects; an empty one where it does not lead to any."""
    found = content
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def listed(content: Any, name: str) -> list[Body]:
    """The objects of a list; none where it is none."""
    found = content.get(name) if isinstance(content, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def index_of(content: Body, name: str, default: int) -> int:
    """A whole number; the default where it is left out, or none."""
    found = content.get(name)
    return found if type(found) is int else default
