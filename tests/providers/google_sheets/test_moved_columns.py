"""A new row of the sheet, whose columns a colleague moves just before it is there, or just behind that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmdesk.providers.base import Raw
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl
from tests.providers.google_sheets.grid import Grid
from tests.providers.google_sheets.test_merged import pulled
from tests.providers.google_sheets.test_numbering import filled, insert, move
from tests.providers.google_sheets.test_writes import create, done, keyed, meddling, update, wrapped

FIELDS: dict[str, Raw] = {
    "last_name": "Durand",
    "first_name": "Jo",
    "city": "Nantes",
    "phones": {"phones": "02 40 11 22 33"},
    "last_contact_at": "2026-05-04T07:00:00.000Z",
}
SHOWN = {
    "Nom": "Durand",
    "Prénom": "Jo",
    "Ville": "Nantes",
    "Téléphone": "02 40 11 22 33",
    "Dernier contact": 46146.375,
}


def inserting(at: int) -> Callable[[Grid], object]:
    return lambda grid: insert(grid, "COLUMNS", at)


def removing(heading: str) -> Callable[[Grid], object]:
    def remove(grid: Grid) -> object:
        at = grid.column(heading)
        span = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        return grid.http.batch({"deleteDimension": {"range": span}})

    return remove


def moving(heading: str, to: int) -> Callable[[Grid], object]:
    return lambda grid: move(grid, heading, to)


ACTS = {
    "one in front of all": inserting(0),
    "one behind the keys": inserting(1),
    "one among the names": inserting(3),
    "one behind the numbers": inserting(6),
    "the town goes to the front": moving("Ville", 2),
    "the keys go behind": moving(KEY, 8),
    "a blank one is removed": removing("Civilité"),
    "the town's is removed": removing("Ville"),
}


@pytest.mark.parametrize("behind", [False, True], ids=["before it is there", "behind that"])
@pytest.mark.parametrize("act", ACTS)
def test_a_new_row_stands_in_its_columns(
    act: str, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync, *, behind: bool
) -> None:
    """Its phone number went into the column of addresses, and stayed; or it was there a second time."""
    keyed(control, "mara")

    async def story() -> None:
        async with wrapped(sandbox, lambda http: http) as provider:
            await pulled(provider)
        acts = [lambda: None] if behind else []
        async with wrapped(sandbox, meddling(*acts, lambda: ACTS[act](grid))) as provider:
            made = done((await provider.create("leads", [create("a", FIELDS)]))[0])
        shown = {name: cell for name, cell in SHOWN.items() if name in grid.headings}
        assert made.fields["last_name"] == "Durand"
        assert [(row[KEY], filled(row)) for row in control.rows()][1:] == [("a", shown)]

    run_async(story())


@pytest.mark.parametrize("at", [0, 7, 9, 10])
def test_a_column_that_is_inserted_before_a_change_stays_blank(
    at: int, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    """What its row held of old was put into the new column."""
    keyed(control, "mara", "zoe")

    async def story() -> None:
        async with wrapped(sandbox, meddling(lambda: insert(grid, "COLUMNS", at))) as provider:
            done((await provider.update("leads", [update("mara", {"city": "Brest"}, {"city": "Nantes"})]))[0])
        assert [filled(row) for row in control.rows()] == [
            {"Prénom": "Mara", "Ville": "Brest"},
            {"Prénom": "Zoe", "Ville": "Nantes"},
        ]
        assert {text for row in grid.http.values(f"{TAB}!1:3") for text in row[at : at + 1]} <= {""}

    run_async(story())
