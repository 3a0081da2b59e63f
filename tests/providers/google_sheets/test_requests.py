"""What goes over the wire: every request of a run through all verbs, against a table written from the fact sheet."""

from __future__ import annotations

import re
from contextlib import aclosing
from typing import Any

import orjson

from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.base import ConnectionSettings, Create, Cursor, Done, Grant, Needle, Provider, Update
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import TAB, SheetsControl, client, sheets
from tests.providers.requests import Recorder, mistakes, query_mistakes

GRID = {"sheetId": int}
ROW_SPAN = {"sheetId": int, "dimension": "ROWS", "startIndex": int, "endIndex": int}
COLUMN_SPAN = {"sheetId": int, "dimension": "COLUMNS", "startIndex": int, "endIndex": int}
VALUE = {"stringValue?": str, "numberValue?": object, "boolValue?": bool, "formulaValue?": str}
FORMAT = {"numberFormat": {"type": str, "pattern": str}}
CELLS = [{"values": [{"userEnteredValue?": VALUE, "userEnteredFormat?": FORMAT}]}]
LOOKUP = {"developerMetadataLookup": {"metadataKey": str, "visibility": "DOCUMENT"}}

TABLE: dict[str, tuple[dict[str, str], Any]] = {
    "GET /v4/spreadsheets/{id}": ({"fields": r"[A-Za-z(),]+"}, None),
    "GET /v4/spreadsheets/{id}/values:batchGet": (
        {"ranges": r"'.+'!1:20", "valueRenderOption": "UNFORMATTED_VALUE"}, None,
    ),
    "POST /v4/spreadsheets": (
        {}, {"properties": {"title": str, "locale": str, "timeZone": str}, "sheets": [{"properties": {"title": str}}]},
    ),
    "POST /v4/spreadsheets/{id}/values:batchGetByDataFilter": (
        {},
        {"dataFilters": [{"gridRange": GRID}], "majorDimension": "ROWS", "valueRenderOption": str,
         "dateTimeRenderOption": "SERIAL_NUMBER"},
    ),
    "POST /v4/spreadsheets/{id}:getByDataFilter": (
        {"fields": r"[A-Za-z(),]+"},
        {"dataFilters": [{"gridRange": {"sheetId": int, "startRowIndex": int, "endRowIndex": int}}], "includeGridData": True},
    ),
    "POST /v4/spreadsheets/{id}/developerMetadata:search": ({}, {"dataFilters": [LOOKUP]}),
    "POST /v4/spreadsheets/{id}:batchUpdate": ({}, {"requests": [dict]}),
}  # fmt: skip
"""Section 2; a body is a shape."""

CHANGES: dict[str, Any] = {
    "updateCells": {"start": {"sheetId": int, "rowIndex": int, "columnIndex": int}, "rows": CELLS, "fields": str},
    "appendCells": {"sheetId": int, "rows": CELLS, "fields": "userEnteredValue"},
    "deleteDimension": {"range": ROW_SPAN},
    "insertDimension": {"range": COLUMN_SPAN, "inheritFromBefore": False},
    "appendDimension": {"sheetId": int, "dimension": "COLUMNS", "length": int},
    "updateDimensionProperties": {"range": COLUMN_SPAN, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"},
    "addProtectedRange": {
        "protectedRange": {
            "range": {"sheetId": int, "startColumnIndex": int, "endColumnIndex": int}, "description": "crmdesk",
            "warningOnly": True,
        }
    },
    "updateSheetProperties": {
        "properties": {"sheetId": int, "gridProperties": {"frozenRowCount": 1}}, "fields": "gridProperties.frozenRowCount",
    },
    "repeatCell": {
        "range": {"sheetId": int, "startRowIndex": 1, "startColumnIndex": int, "endColumnIndex": int},
        "cell": {"userEnteredFormat": FORMAT}, "fields": "userEnteredFormat.numberFormat",
    },
    "createDeveloperMetadata": {
        "developerMetadata": {"metadataKey": str, "metadataValue": str, "visibility": "DOCUMENT",
                              "location": {"dimensionRange": dict}}
    },
}  # fmt: skip
"""Sections 2.4, 3 and 4."""

ID = r"[A-Za-z0-9_-]{20,}"
WRITES = frozenset({"POST /v4/spreadsheets", "POST /v4/spreadsheets/{id}:batchUpdate"})


def entry(request: Request) -> str:
    """The table's name of a request; unknown ones keep their path."""
    for name in TABLE:
        method, _, template = name.partition(" ")
        if request.method == method and re.fullmatch(re.escape(template).replace(r"\{id\}", ID), request.path):
            return name
    return f"{request.method} {request.path}"


def complaints(request: Request) -> list[str]:
    """What is wrong with a request."""
    name = entry(request)
    if name not in TABLE:
        return [f"not in the table: {name}"]
    query, body = TABLE[name]
    found = [f"{name}: {each}" for each in query_mistakes(query, request)]
    if request.effect is not (Effect.WRITES if name in WRITES else Effect.READS):
        found.append(f"{name}: is {request.effect}")
    if body is None:
        return found + ([f"{name}: has a body"] if request.json is not None else [])
    shapes = re.findall(rb'"numberFormat":{"type":"([A-Z_]+)"', request.json or b"")
    found += [f"{name}: {shape.decode()} is no date" for shape in shapes if shape not in (b"DATE", b"DATE_TIME")]
    content = orjson.loads(request.json or b"null")
    found += [f"{name}: {each}" for each in mistakes(body, content)]
    for change in content.get("requests", ()) if isinstance(content, dict) else ():
        ((kind, one),) = change.items()
        wrong = mistakes(CHANGES[kind], one, kind) if kind in CHANGES else [f"{kind} is unknown"]
        found += [f"{name}: {each}" for each in wrong if "numberValue" not in each and "values: [] is no" not in each]
    return found


async def run_everything(provider: Provider, control: SheetsControl) -> None:
    """Every verb."""
    cursor: Cursor | None = None
    for _ in range(2):
        async with aclosing(provider.pull(provider.feeds()[0], cursor)) as pages:
            cursor = [page async for page in pages][-1].cursor
    async with aclosing(provider.pull(provider.feeds()[1], None)) as pages:
        assert [page.last async for page in pages] == [True]
    fields = {
        "last_name": "Voss",
        "asking_price": "320000",
        "last_contact_at": "2026-05-04T07:00:00.000Z",
        "city": None,
    }
    (made,) = await provider.create("leads", [Create("01KEY", Kind.LEAD, fields, "Voss")])
    assert isinstance(made, Done)
    changes = {"city": "Rezé", "last_contact_at": None, "estimate": "82.5"}
    (changed,) = await provider.update("leads", [Update("01KEY", Kind.LEAD, changes, {})])
    assert isinstance(changed, Done)
    await provider.fetch("leads", ["01KEY", "none"])
    await provider.find("leads", Kind.LEAD, Needle(name="Voss"))
    await provider.authorship("leads", {"01KEY": ["city"]})
    await provider.delete("leads", ["01KEY"])


def test_every_request_is_in_the_table(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    sent: list[Request] = []

    async def story() -> None:
        control.traits(bare_sheet=True)
        for name in ("Mara", "Ines"):
            control.row(Prénom=name)
        vendor = GoogleSheets()
        named = sandbox.directory()["vendors"]["google_sheets"]["document"].partition("#")[0]
        async with client(sandbox) as http:
            recorder = Recorder(http, sent)
            for document in (named, None):
                settings = ConnectionSettings(document=document)
                setup = vendor.setup(recorder, settings, Grant())
                account, schema = await setup.account(), await setup.describe()
                await setup.create_missing(setup.missing(schema))
                provider = vendor.provider(recorder, settings, await setup.describe(), account)
                await run_everything(provider, control)

    run_async(story())
    problems = sorted({each for request in sent for each in complaints(request)})
    assert not problems
    assert {entry(request) for request in sent} == TABLE.keys()
    bodies = [orjson.loads(request.json) for request in sent if request.json and b'"requests"' in request.json]
    assert {kind for body in bodies for change in body["requests"] for kind in change} == CHANGES.keys()
    assert not any("crmdeskDemo" in request.endpoint for request in sent)


def test_the_table_finds_mistakes() -> None:
    """The checks above can fail."""
    path = "/v4/spreadsheets/1crmdeskDemo0Prospects0Talensac0/values:batchGetByDataFilter"
    request = Request(
        "POST", path, path, (("alt", "json"),), json=orjson.dumps({"dataFilters": []}), effect=Effect.WRITES
    )
    name = "POST /v4/spreadsheets/{id}/values:batchGetByDataFilter"
    found = complaints(request)
    assert f"{name}: query alt='json'" in found
    assert f"{name}: is writes" in found
    assert f"{name}: body: majorDimension is missing" in found
    write = "/v4/spreadsheets/1crmdeskDemo0Prospects0Talensac0:batchUpdate"
    bad = {"requests": [{"deleteSheet": {}}, {"deleteDimension": {"range": {"sheetId": "0"}}}]}
    found = complaints(Request("POST", write, write, json=orjson.dumps(bad), effect=Effect.WRITES))
    assert "POST /v4/spreadsheets/{id}:batchUpdate: deleteSheet is unknown" in found
    assert any("sheetId" in each for each in found)


def test_over_its_quota_a_client_waits(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.row(Nom="Voss")
            control.fault("status", value=429, times=2)
            assert await provider.fetch("leads", ["a"])
            assert control.rows(TAB)

    run_async(story())
