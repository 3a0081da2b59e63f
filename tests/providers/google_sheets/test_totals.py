"""Lines of totals whose word stands in a column of names: no leads, unless anything else stands there too."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create
from crmdesk.providers.google_sheets.mapping import LEADS
from crmdesk.providers.google_sheets.totals import is_total
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, sheets
from tests.providers.google_sheets.test_merged import gone, pulled, records
from tests.providers.google_sheets.test_writes import done, keyed

TOTALS = ("TOTAL", "Total général", "Sous-total :", "totaux", "Subtotal", "TOTAL 2026", "Total janvier 2026", "Moyenne")


@pytest.mark.parametrize("word", TOTALS)
def test_a_line_of_totals_is_no_lead(word: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    keyed(control, "mara", "ines", Estimation=250_000)
    line = control.row(Nom=word, Estimation="=SUM(A1:A2)")
    held = next(row for row in control.rows() if row["Nom"] == word)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            assert records(pages).keys() == {"mara", "ines"}
            made = done((await provider.create(LEADS, [Create("jo", Kind.LEAD, {"first_name": "Jo"}, "Jo")]))[0])
            assert made.fields["last_name"] is None
            await provider.delete(LEADS, ["mara"])
            pages = await pulled(provider, pages[-1].cursor)
            assert records(pages).keys() == {"ines", "jo"}
            assert gone(pages) == ["mara"]
        (left,) = [row for row in control.rows() if row["Nom"] == word]
        assert {**left, "#": 0} == {**held, "#": 0}
        assert left[KEY] is None

    assert line.startswith("#")
    run_async(story())


@pytest.mark.parametrize(
    "beside",
    [{"Ville": "Nantes"}, {"Prénom": "Paul"}, {"E-mail": "paul@total.example"}, {"Téléphone": 240_112_233}, {}],
)
def test_whoever_is_called_so_is_a_lead_where_anything_tells_it(
    beside: dict[str, Any], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    figures = {"Estimation": 250_000} if beside else {}
    control.edit(TAB, None, {"Nom": "Total", **figures, **beside})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            (lead,) = records(await pulled(provider)).values()
            assert lead.fields["last_name"] == "Total"

    run_async(story())


def test_a_line_of_totals_that_becomes_somebody_is_a_lead_from_then_on(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    line = control.row(Nom="Total", Estimation=250_000)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            assert not records(pages)
            control.edit(TAB, line, {"Nom": "Martin"})
            (lead,) = records(pages := await pulled(provider, pages[-1].cursor)).values()
            control.edit(TAB, line, {"Nom": "Total"})
            after = records(await pulled(provider, pages[-1].cursor))
            assert after[lead.id].fields["last_name"] == "Total", "a row with a key is a record, whatever it is called"

    run_async(story())


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["", "TOTAL", 3, "#REF!", False, None], True),
        (["", "TOTAL", "#REF!"], True),
        (["", "TOTAL", True, 3], False),
        (["", "TOTAL", "3"], False),
        (["TOTAL", "", 3], False),
        (["", "Totalement", 3], False),
        (["", 5, 3], False),
        (["", "", 3], False),
        ([], False),
    ],
)
def test_what_counts_as_a_figure(cells: list[Any], expected: bool) -> None:
    assert is_total(cells, names=[1], reached=[9]) is expected
