"""Lines merged across between the leads are left alone; a lead that came to look like one is not taken for deleted."""

from __future__ import annotations

from collections.abc import Awaitable

import pytest

from crmdesk.domain.errors import WrongAccount
from crmdesk.providers.base import Absence, Gone
from crmdesk.providers.google_sheets.mapping import LEADS
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, sheets
from tests.providers.google_sheets.grid import Grid
from tests.providers.google_sheets.test_merged import gone, pulled, records
from tests.providers.google_sheets.test_writes import keyed


def divider(grid: Grid, row: int, text: str) -> None:
    """A line between the leads, merged across the whole table."""
    grid.write(row, text)
    grid.merge(row, row + 1, 0, len(grid.headings))


async def stopped(doing: Awaitable[object]) -> tuple[int, int]:
    """The first and the last of the rows without keys that something stopped at, counted as people do."""
    with pytest.raises(WrongAccount) as caught:
        await doing
    assert (caught.value.key, caught.value.data["name"]) == ("key_cells_merged", TAB)
    return caught.value.data["first"], caught.value.data["last"]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("second", [False, True])
def test_a_key_that_was_merged_away_across_deletes_nobody(
    second: bool, whole: bool, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    """The key stands second, as crmdesk puts it, or first, where it is the cell that stays."""
    if second:
        control.edit("columns", KEY, {"to": 2})
    divider(grid, 1, "Prospects de 2025")
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            grid.merge(3, 4, 0, len(grid.headings) if whole else 3)
            if not second and not whole:
                assert records(await pulled(provider, cursor)).keys() == {"mara", "ines", "jo"}, (
                    "its key is still there"
                )
                return
            assert await stopped(provider.fetch(LEADS, ["ines"])) == (4, 4)
            assert await stopped(pulled(provider, cursor)) == (4, 4)
        async with sheets(sandbox) as (_, _, provider):
            if whole and second:
                found = await provider.fetch(LEADS, ["ines"])
                assert found == {"ines": Absence(LEADS, "ines", Gone.NO_ACCESS)}, "nobody knows before a pull"
            else:
                assert await stopped(provider.fetch(LEADS, ["ines"])) == (4, 4), "it names somebody, or is named"
            assert await stopped(pulled(provider, cursor)) == (4, 4)
            assert (await provider.fetch(LEADS, ["jo"])).keys() == {"jo"}

    run_async(story())


@pytest.mark.parametrize("second", [False, True])
def test_beside_lines_merged_across_rows_may_be_deleted(
    second: bool, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    if second:
        control.edit("columns", "Civilité", {"to": 4})
        control.edit("columns", KEY, {"to": 2})
    divider(grid, 1, "Janvier : 2 prospects")
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            divider(grid, 5, "Février")
            cursor = (await pulled(provider, cursor))[-1].cursor
            control.remove(TAB, "ines")
            assert await provider.fetch(LEADS, ["ines"]) == {"ines": Absence(LEADS, "ines")}
            divider(grid, 1, "Janvier : 1 prospect")
        async with sheets(sandbox) as (_, _, provider):
            found = await provider.fetch(LEADS, ["ines"])
            assert found == {"ines": Absence(LEADS, "ines", Gone.NO_ACCESS)}, "it may be one of the lines"
            pages = await pulled(provider, cursor)
            assert await provider.fetch(LEADS, ["ines"]) == {"ines": Absence(LEADS, "ines")}
            assert gone(pages) == ["ines"]
            assert records(pages).keys() == {"mara", "jo"}

    run_async(story())


def test_a_lead_whose_names_are_behind_its_key_is_no_divider(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            grid.merge(1, 2, 0, grid.column("Mobile") + 1)
            control.remove(TAB, "jo")
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider, cursor)
            assert gone(pages) == ["jo"]
            assert records(pages)["mara"].fields["city"] == "Nantes"

    run_async(story())


def test_where_no_dividers_were_noted_a_line_that_names_nobody_is_one(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    """The cursor of an earlier version tells of none."""
    control.edit("columns", KEY, {"to": 2})
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = {"rows": (await pulled(provider))[-1].cursor["rows"]}
            divider(grid, 4, "Total")
            control.edit(TAB, "#5", {"Estimation": 900_000})
            control.remove(TAB, "jo")
            pages = await pulled(provider, cursor)
            assert gone(pages) == ["jo"]
            grid.merge(2, 3, 0, 3)
            assert await stopped(pulled(provider, cursor)) == (3, 3)

    run_async(story())
