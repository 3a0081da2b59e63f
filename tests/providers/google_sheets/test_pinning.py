"""Columns are pinned as soon as they are read, so that a renamed heading stays known."""

from __future__ import annotations

from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, sheets
from tests.providers.google_sheets.meddling import Meddled
from tests.providers.google_sheets.test_feeds import pulled, records
from tests.providers.google_sheets.test_writes import wrapped

CHANGE = "POST /v4/spreadsheets/{id}:batchUpdate"


def someone(control: SheetsControl) -> None:
    control.edit(
        TAB, None, {KEY: "ines", "Prénom": "Ines", "Nom": "Voss", "Ville": "Nantes", "Téléphone": "'+33240112233"}
    )


def pins(control: SheetsControl) -> list[str]:
    return sorted(str(tag["value"]) for tag in control.rows("tags") if tag["key"] == "crmdesk.column")


def test_columns_are_pinned_once_and_known_by_it(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    someone(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.calls()
            first = await pulled(provider)
            assert control.calls()[CHANGE] == 1
            before = pins(control)
            assert {"key", "phones", "phones:mobile", "city"} <= set(before)
            assert len(set(before)) == len(before)
            control.edit("columns", "Ville", {"title": "Où"})
            control.edit("columns", "Téléphone", {"title": "Numéro du domicile"})
            again = await pulled(provider, first[-1].cursor)
            assert records(again) == records(first)
        async with sheets(sandbox) as (_, _, provider):
            control.calls()
            assert records(await pulled(provider, again[-1].cursor)) == records(first)
            assert CHANGE not in control.calls()
        assert pins(control) == before

    run_async(story())


def test_pins_that_came_to_stand_at_other_columns_are_taken_off(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """A colleague moves columns in the moment in which they are pinned."""
    someone(control)

    async def story() -> None:
        meddling = [lambda: control.edit("columns", "Prénom", {"to": 9})]
        async with wrapped(sandbox, lambda inner: Meddled(inner, meddling)) as provider:
            first = await pulled(provider)
            assert pins(control) == []
            again = await pulled(provider, first[-1].cursor)
            assert "first_name" in pins(control)
            assert records(again) == records(first)
            control.edit("columns", "Prénom", {"title": "Qui"})
            assert records(await pulled(provider, again[-1].cursor)) == records(first)

    run_async(story())


def test_where_nothing_may_be_written_the_sheet_is_read_all_the_same(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    someone(control)
    control.edit("spreadsheet", None, {"role": "reader"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            assert records(await pulled(provider)).keys() == {"ines"}
        assert pins(control) == []

    run_async(story())
