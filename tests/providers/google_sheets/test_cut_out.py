"""A lead whose cells are cut out and pasted into another row without the hidden key: it is still the same lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmdesk.providers.base import Done, NotNow, Refused
from crmdesk.providers.google_sheets.mapping import LEADS
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, sheets
from tests.providers.google_sheets.test_merged import gone, pulled, records, update
from tests.providers.google_sheets.test_writes import keyed

INES = {"Prénom": "Ines", "Ville": "Nantes", "Estimation": "=1000*2"}


def emptied(control: SheetsControl, id: str) -> None:
    control.edit(TAB, id, dict.fromkeys(INES))


def below(control: SheetsControl, **fields: Any) -> None:
    control.edit(TAB, None, fields)


def above(control: SheetsControl, **fields: Any) -> None:
    control.edit("rows", None, {"insert": 2})
    control.edit(TAB, "#2", fields)


PASTED = pytest.mark.parametrize("pasted", [above, below])


def keys(control: SheetsControl) -> dict[str | None, str | None]:
    """First names by key."""
    return {row[KEY]: row["Prénom"] for row in control.rows()}


@PASTED
def test_a_lead_that_was_pasted_into_a_row_without_a_key_is_not_gone(
    pasted: Callable[..., None], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "jo")
    below(control, **{KEY: "ines", **INES})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            before = await pulled(provider)
            emptied(control, "ines")
            pasted(control, **INES)
            for _ in range(2):
                pages = await pulled(provider, before[-1].cursor)
                assert not gone(pages)
                assert records(pages) == records(before)
            assert (await provider.fetch(LEADS, ["ines"]))["ines"] == records(before)["ines"]
            assert [row["Prénom"] for row in control.rows() if row[KEY] == "ines"] == ["Ines"], "no second row has it"

    run_async(story())


@PASTED
def test_a_paste_that_is_undone_leaves_the_lead_where_it_was(
    pasted: Callable[..., None], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    below(control, **{KEY: "ines", **INES})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            before = await pulled(provider)
            emptied(control, "ines")
            pasted(control, **INES)
            there = await pulled(provider, before[-1].cursor)
            emptied(control, "ines")
            control.edit(TAB, "#3" if pasted is above else "#2", INES)
            back = await pulled(provider, there[-1].cursor)
            assert not gone(back)
            assert records(back) == records(before)

    run_async(story())


@PASTED
def test_whoever_is_typed_into_the_emptied_row_is_somebody_else(
    pasted: Callable[..., None], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """Also where nothing tells any more what the lead held: it was changed in the same minutes."""
    keyed(control, "mara")
    below(control, **{KEY: "ines", **INES})
    old = control.keyed("ines")["#"]

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            emptied(control, "ines")
            pasted(control, **INES)
            cursor = (await pulled(provider, cursor))[-1].cursor
            control.edit(TAB, "ines", {"Ville": "Rezé"})
            control.edit(TAB, f"#{old + (pasted is above)}", {"Prénom": "Zoé", "Ville": "Vertou"})
            pages = await pulled(provider, cursor)
            assert not gone(pages)
            found = records(pages)
            assert (found["ines"].fields["first_name"], found["ines"].fields["city"]) == ("Ines", "Rezé")
            assert [found[id].fields["first_name"] for id in found.keys() - {"mara", "ines"}] == ["Zoé"]

    run_async(story())


def test_a_lead_that_was_pasted_over_another_one_is_not_gone(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            before = await pulled(provider)
            emptied(control, "ines")
            control.edit(TAB, "jo", {"Prénom": "Ines"})
            pages = await pulled(provider, before[-1].cursor)
            assert gone(pages) == ["jo"]
            assert records(pages)["ines"] == records(before)["ines"]

    run_async(story())


@PASTED
def test_of_two_rows_with_a_key_the_one_with_contents_is_the_lead(
    pasted: Callable[..., None], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """The row was copied with its key and then emptied: crmdesk meets it before a reading could take the key away."""
    keyed(control, "mara")
    below(control, **{KEY: "ines", "Négociateur": "Julien"})
    pasted(control, **{KEY: "ines", **INES})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            found = (await provider.fetch(LEADS, ["ines"]))["ines"]
            items = [
                update("ines", {"city": "Rezé"}, {"city": "Nantes"}),
                update("ines", {"estimate": "5"}, {"estimate": "2000"}),
            ]
            written, refused = await provider.update(LEADS, items)
            assert isinstance(written, Done)
            assert isinstance(refused, Refused)
            assert refused.error.key == "cell_computed"
            assert written.record == (await provider.fetch(LEADS, ["ines"]))["ines"] != found
            rows = [(row["Prénom"], row["Ville"], row["Estimation"]) for row in control.rows() if row[KEY] == "ines"]
            assert sorted(rows, key=str) == [("Ines", "Rezé", 2000), (None, None, None)]
            assert await provider.delete(LEADS, ["ines"]) == [Done(None)]
            assert keys(control) == {"mara": "Mara"}

    run_async(story())


def test_of_a_row_that_was_copied_with_its_key_the_first_one_is_the_lead(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    below(control, **{KEY: "ines", **INES})
    below(control, **{KEY: "ines", **INES, "Prénom": "Zoé"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            (written,) = await provider.update(LEADS, [update("ines", {"city": "Rezé"}, {"city": "Nantes"})])
            assert isinstance(written, Done)
            pages = await pulled(provider)
            assert records(pages)["ines"] == written.record
            first, second = control.rows()
            assert (first[KEY], first["Prénom"], first["Ville"]) == ("ines", "Ines", "Rezé")
            assert (second["Prénom"], second["Ville"]) == ("Zoé", "Nantes")
            assert records(pages).keys() == {"ines", second[KEY]} != {"ines"}

    run_async(story())


@pytest.mark.parametrize("same", [True, False])
def test_of_a_row_that_was_copied_with_its_key_nothing_is_removed_before_the_copy_has_one_of_its_own(
    same: bool, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")
    below(control, **{KEY: "ines", **INES})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            below(control, **{KEY: "ines", **INES, **({} if same else {"Prénom": "Zoé"})})
            before = control.rows()
            left, gone = await provider.delete(LEADS, ["ines", "mara"])
            assert isinstance(left, NotNow)
            assert gone == Done(None)
            assert [row["Prénom"] for row in control.rows()] == [row["Prénom"] for row in before if row[KEY] != "mara"]
            pages = await pulled(provider, cursor)
            assert await provider.delete(LEADS, ["ines"]) == [Done(None)]
            (row,) = control.rows()
            assert (row["Prénom"], row["Ville"]) == ("Ines" if same else "Zoé", "Nantes")
            assert row[KEY] in records(pages).keys() - {"ines", "mara"}

    run_async(story())
