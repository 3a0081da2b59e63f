"""Rows that an agency has prepared below its leads: Google counts tick boxes without a tick, and formulas, as data."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, Refused
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, SheetsControl, sheets
from tests.providers.google_sheets.grid import Grid


def boxes(grid: Grid, heading: str, last: int) -> None:
    """Tick boxes over a column, from the second row to the last one."""
    at = grid.column(heading)
    span = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": last, "startColumnIndex": at, "endColumnIndex": at + 1}
    cell = {"userEnteredValue": {"boolValue": False}, "dataValidation": {"condition": {"type": "BOOLEAN"}}}
    grid.http.batch({"repeatCell": {"range": span, "cell": cell, "fields": "userEnteredValue,dataValidation"}})


def new(key: str, **fields: str) -> Create:
    return Create(key, Kind.LEAD, {"last_name": key, **fields}, "")


def places(control: SheetsControl) -> dict[str, int]:
    return {row[KEY]: row["#"] for row in control.rows() if row[KEY]}


def test_new_rows_stand_below_the_leads(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    boxes(grid, "Clés reçues", 1000)
    control.edit("Prospects", "#2", {KEY: "first", "Nom": "Voss"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            made = await provider.create("leads", [new("01A"), new("01B", last_contact_at="2026-05-04T07:00:00.000Z")])
            assert all(isinstance(each, Done) for each in made)
            assert places(control) == {"first": 2, "01A": 3, "01B": 4}, "nobody looks below a thousand blank rows"
            assert control.keyed("01B")["Dernier contact"] == 46146.375

    run_async(story())


def test_formulas_that_come_to_nothing_are_no_leads(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    at = grid.column("Honoraires")
    span = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 60, "startColumnIndex": at, "endColumnIndex": at + 1}
    cell = {"userEnteredValue": {"formulaValue": '=""'}}
    grid.http.batch({"repeatCell": {"range": span, "cell": cell, "fields": "userEnteredValue"}})
    control.edit("Prospects", "#2", {KEY: "first", "Nom": "Voss"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            assert isinstance((await provider.create("leads", [new("01A")]))[0], Done)
            assert places(control) == {"first": 2, "01A": 3}

    run_async(story())


def test_the_row_that_google_refuses_is_the_only_one(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    boxes(grid, "Clés reçues", 40)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            items = [new("01A"), new("01B", description="x" * 50_001), new("01C")]
            made = await provider.create("leads", items)
            assert [type(each) for each in made] == [Done, Refused, Done]
            assert places(control) == {"01A": 2, "01C": 3}

    run_async(story())
