"""Keys are given to new rows while a colleague works in the sheet: they go over nothing, and make nobody a lead."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl
from tests.providers.google_sheets.grid import Grid
from tests.providers.google_sheets.test_merged import pulled, records
from tests.providers.google_sheets.test_writes import keyed, meddling, wrapped


def insert(grid: Grid, dimension: str, at: int, count: int = 1) -> None:
    span = {"sheetId": 0, "dimension": dimension, "startIndex": at, "endIndex": at + count}
    grid.http.batch({"insertDimension": {"range": span}})


def move(grid: Grid, heading: str, to: int) -> None:
    at = grid.column(heading)
    span = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    grid.http.batch({"moveDimension": {"source": span, "destinationIndex": to}})


def filled(row: dict[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in row.items() if cell is not None and name not in (KEY, "#")}


@pytest.mark.parametrize("line", [{"Nom": "Total", "Estimation": "=SUM(A1:A2)"}, {"Commentaire": "relancer en mai"}])
def test_a_line_that_a_key_went_to_is_no_lead(
    line: dict[str, Any], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """A row above is removed before the key is there, and the line behind the new lead stands in its place."""
    keyed(control, "mara", "ines")
    control.row(Nom="Durand", Ville="Nantes")
    control.row(**line)

    async def story() -> None:
        async with wrapped(sandbox, meddling(lambda: control.remove(TAB, "ines"))) as provider:
            found = records(await pulled(provider))
            assert [each.fields["last_name"] for each in found.values()] == [None, "Durand"]
        assert [row[KEY] for row in control.rows()] == [*found, None]

    run_async(story())


@pytest.mark.parametrize("before", [0, 3, 7])
@pytest.mark.parametrize("first", [True, False])
def test_a_key_goes_over_no_value_where_a_column_is_inserted(
    before: int, first: bool, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara")
    for name in ("Durand", "Petit"):
        control.row(Nom=name, Ville="Nantes", Adresse=f"1 rue {name}", Prénom=name[:2], Mobile="06 39 98 12 34")
    move(grid, KEY, 8)
    told = [filled(row) for row in control.rows()]
    headings = grid.headings

    async def story() -> None:
        if not first:
            async with wrapped(sandbox, lambda http: http) as provider:
                await pulled(provider)
            for row in control.rows()[1:]:
                control.edit(TAB, row[KEY], {KEY: None})
        async with wrapped(sandbox, meddling(lambda: insert(grid, "COLUMNS", before))) as provider:
            found = records(await pulled(provider))
        assert [filled(row) for row in control.rows()] == told
        assert [row[KEY] for row in control.rows()] == list(found)
        assert [text for text in grid.headings if text] == headings

    run_async(story())


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("first", [True, False])
def test_headings_and_titles_stay_where_rows_are_inserted_above_them(
    count: int, first: bool, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    """The account stood still: its column of keys had lost its heading, or stood among the leads."""
    keyed(control, "mara")
    insert(grid, "ROWS", 0, 2)
    grid.write(0, "Prospects 2026")
    above = grid.http.values(f"{TAB}!1:3")

    async def story() -> None:
        if not first:
            async with wrapped(sandbox, lambda http: http) as provider:
                await pulled(provider)
        grid.write(4, "", "", "Durand")
        async with wrapped(sandbox, meddling(lambda: insert(grid, "ROWS", 0, count))) as provider:
            found = records(await pulled(provider))
        assert grid.http.values(f"{TAB}!1:{3 + count}") == [*([[]] * count), *above]
        assert [each.fields["last_name"] for each in found.values()] == [None, "Durand"]

    run_async(story())
