"""A lead whose row is removed, while a colleague removes it too, or changes others."""

from __future__ import annotations

import pytest

from crmdesk.providers.base import Done
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl
from tests.providers.google_sheets.test_writes import LEADS, keyed, meddling, wrapped


@pytest.mark.parametrize("below", ["ines", None])
def test_who_stands_below_a_lead_that_a_colleague_removes_at_that_moment_stays(
    below: str | None, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """The row went in place of the one that was gone already."""
    keyed(control, "zoe", "mara")
    control.edit(TAB, None, {KEY: below, "Nom": "TOTAL", "Estimation": "=1000*2", "Négociateur": "Julien"})

    async def story() -> None:
        async with wrapped(sandbox, meddling(lambda: control.remove(TAB, "mara"))) as provider:
            assert await provider.delete(LEADS, ["mara"]) == [Done(None)]
            left = [(row[KEY], row["Nom"], row["Estimation"], row["Négociateur"]) for row in control.rows()]
            assert left == [("zoe", None, None, None), (below, "TOTAL", 2000, "Julien")]

    run_async(story())


def test_a_removal_makes_nothing_twice_that_is_changed_at_that_moment(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """A colleague types into a row without a key, and another computer gives a row its own key."""
    keyed(control, "zoe", "mara", "ines")
    typed = control.row(Nom="Durand")

    def act() -> None:
        control.edit(TAB, typed, {"Ville": "Brest"})
        control.edit(TAB, "ines", {KEY: "jo"})

    async def story() -> None:
        async with wrapped(sandbox, meddling(act)) as provider:
            assert await provider.delete(LEADS, ["mara"]) == [Done(None)]
            assert [(row[KEY], row["Nom"]) for row in control.rows()] == [("zoe", None), ("jo", None), (None, "Durand")]

    run_async(story())
