"""Rows that a colleague sorts into protected ones just before a write: what went astray there is put back all the same."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.providers.base import Unknown
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, SheetsControl
from tests.providers.google_sheets.test_writes import LEADS, cities, keyed, meddling, update, wrapped


def sorted_into(control: SheetsControl, row: int) -> Callable[[], object]:
    """The rows are sorted, and one of the sheet's is protected."""

    def act() -> None:
        control.edit("sort", None, {"by": "Prénom"})
        control.edit("protect", None, {"row": row})

    control.traits(role="writer")
    return act


def test_a_value_that_went_into_another_row_is_taken_out_again(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines")

    async def story() -> None:
        async with wrapped(sandbox, meddling(sorted_into(control, 2))) as provider:
            (outcome,) = await provider.update(LEADS, [update("ines", {"city": "Rezé"}, {"city": "Nantes"})])
            assert cities(control) == {"mara": "Nantes", "ines": "Nantes"}
            assert isinstance(outcome, Unknown), "the row is read before anything else is said about it"

    run_async(story())


def test_a_row_that_was_removed_instead_of_another_comes_back(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines")

    async def story() -> None:
        async with wrapped(sandbox, meddling(sorted_into(control, 2))) as provider:
            (outcome,) = await provider.delete(LEADS, ["ines"])
            assert {row[KEY] for row in control.rows()} == {"mara", "ines"}
            assert isinstance(outcome, Unknown)

    run_async(story())
