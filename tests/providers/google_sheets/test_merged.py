"""A sheet with merged cells, in its headings and in its rows: nothing of it is lost, and what cannot be written is said."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown, WrongAccount
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import Create, Cursor, Done, Page, Provider, Refused, RemoteProperty, RemoteRecord, Update
from crmdesk.providers.google_sheets.layout import Layout
from crmdesk.providers.google_sheets.mapping import LEADS, lines_of
from crmdesk.providers.google_sheets.merged import Span, free_column, spans_of, with_tall_headings, without_keys
from crmdesk.providers.google_sheets.rows import RowReader
from crmdesk.providers.google_sheets.table import Line, Table
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, sheets
from tests.providers.google_sheets.grid import Grid
from tests.providers.google_sheets.test_writes import keyed, wrapped
from tests.sandbox.sheets_http import SheetsHttp


async def pulled(provider: Provider, cursor: Cursor | None = None) -> list[Page]:
    async with aclosing(provider.pull(provider.feeds()[0], cursor)) as pages:
        return [page async for page in pages]


def records(pages: Sequence[Page]) -> dict[str, RemoteRecord]:
    return {record.id: record for page in pages for record in page.records}


def gone(pages: Sequence[Page]) -> list[str]:
    return [absence.id for page in pages for absence in page.absences]


def update(id: str, fields: dict[str, Any], expected: dict[str, Any]) -> Update:
    return Update(id, Kind.LEAD, fields, expected)


def test_what_is_covered_is_unknown_not_blank(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", "jo")
    grid.down("Ville", 1, 3)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            found = records(pages := await pulled(provider))
            assert found["mara"].fields["city"] == "Nantes"
            assert "city" not in found["ines"].fields
            assert found["ines"].fields["first_name"] is not None
            assert found["jo"].fields["city"] == "Nantes"
            grid.part()
            assert records(await pulled(provider, pages[-1].cursor))["ines"].fields["city"] is None

    run_async(story())


def test_what_is_covered_takes_nothing_and_says_so(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines")
    grid.down("Ville", 1, 3)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            items = [
                update("ines", {"city": "Rezé"}, {"city": "Nantes"}),
                update("mara", {"city": "Vertou"}, {"city": "Nantes"}),
                update("ines", {"first_name": "Inès"}, {}),
            ]
            refused, written, other = await provider.update(LEADS, items)
            assert isinstance(refused, Refused)
            assert (refused.error.key, refused.error.data["vendor_words"]) == ("cell_merged", "Ville")
            assert refused.error.data["remote_field"] == "city"
            assert isinstance(written, Done)
            assert isinstance(other, Done)
            assert (control.keyed("mara")["Ville"], control.keyed("ines")["Prénom"]) == ("Vertou", "Inès")

    run_async(story())


def test_a_row_whose_cells_are_all_covered_is_not_gone(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            for heading in grid.headings:
                if heading != KEY:
                    grid.down(heading, 1, 3)
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider, cursor)
            assert not gone(pages)
            assert records(pages)["ines"].fields == {}

    run_async(story())


def test_keys_that_were_merged_away_stop_everything(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            grid.merge(2, 4, 0, len(grid.headings), "MERGE_COLUMNS")
            # In a run that has looked at the sheet before, the loss is noticed when a row would count as gone.
            for doing in (
                pulled(provider, cursor), provider.fetch(LEADS, ["jo"]), provider.delete(LEADS, ["jo"]),
                provider.update(LEADS, [update("mara", {"city": "Rezé"}, {})]),
            ):  # fmt: skip
                with pytest.raises(WrongAccount) as caught:
                    await doing
                assert caught.value.key == "key_cells_merged"
                assert (caught.value.data["name"], caught.value.data["first"], caught.value.data["last"]) == (TAB, 4, 4)
            assert control.keyed("mara")["Ville"] == "Nantes"

    run_async(story())


def test_a_line_merged_across_is_no_record(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara")
    grid.write(2, "Prospects de 2025")
    grid.merge(2, 3, 0, len(grid.headings))
    keyed(control, "ines")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            assert records(await pulled(provider)).keys() == {"mara", "ines"}

    run_async(story())


def test_headings_that_moved_down_are_found_beside_merged_cells(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara")

    async def story() -> None:
        pinned = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
        tag = {"metadataKey": "crmdesk.heading", "metadataValue": "1", "visibility": "DOCUMENT"}
        grid.http.batch(
            {"createDeveloperMetadata": {"developerMetadata": tag | {"location": {"dimensionRange": pinned}}}}
        )
        grid.http.batch({"insertDimension": {"range": {**pinned, "endIndex": 25}, "inheritFromBefore": False}})
        grid.merge(0, 1, 0, 9)
        async with sheets(sandbox) as (_, _, provider):
            assert records(await pulled(provider)).keys() == {"mara"}

    run_async(story())


def test_a_new_row_in_merged_cells_holds_what_it_can(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara")
    at = max(grid.column("Prénom"), grid.column("Nom"))
    grid.merge(1, 9, at - 1, at + 1, "MERGE_ROWS")
    grid.write(1, "mara", "Mara")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            fields = {"first_name": "Zoé", "last_name": "Voss", "last_contact_at": "2026-05-04T07:00:00.000Z"}
            (made,) = await provider.create(LEADS, [Create("01ZOE", Kind.LEAD, fields, "Zoé Voss")])
            assert isinstance(made, Done)
            assert made.record is not None
            covered = {"last_name", "first_name"} - made.record.fields.keys()
            assert len(covered) == 1, "one of two cells side by side"
            assert made.record.fields["last_contact_at"] == "2026-05-04T07:00:00.000Z"

    run_async(story())


def test_headings_over_two_rows(sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync) -> None:
    """Nom and Ville stand over two rows, E-mail and Téléphone below a heading of their own."""
    id = SheetsHttp(sandbox).get()["spreadsheetId"]
    made = grid.http.batch({"addSheet": {"properties": {"title": "Deux", "sheetId": 5}}})
    assert made[0]["addSheet"]["properties"]["sheetId"] == 5
    rows = [["Nom", "Contact", "", "Ville"], ["", "E-mail", "Téléphone", ""], ["Voss", "m@oak.example", "", "Nantes"]]
    grid.http.post("/values:batchUpdate", {"valueInputOption": "RAW", "data": [{"range": "Deux!A1", "values": rows}]})
    span = {"sheetId": 5, "startRowIndex": 0, "endRowIndex": 2}
    grid.http.batch(
        *({"mergeCells": {"range": span | {"startColumnIndex": at, "endColumnIndex": at + 1}}} for at in (0, 3)),
        {"mergeCells": {"range": span | {"endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 3}}},
    )

    async def story() -> None:
        async with sheets(sandbox, document=f"{id}#gid=5", consent=True) as (_, _, provider):
            (record,) = records(await pulled(provider)).values()
            assert (record.fields["last_name"], record.fields["city"]) == ("Voss", "Nantes")
            emails = record.fields["emails"]
            assert emails is not None
            assert "m@oak.example" in str(emails)

    run_async(story())


@pytest.mark.parametrize("covered", [["Secteur"], ["Nom", "Secteur"]])
def test_a_row_that_was_emptied_beside_merged_cells_is_gone(
    covered: list[str], sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", Nom="Voss", Secteur="Nord")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            for heading in covered:
                grid.down(heading, 1, 3)
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider, cursor)
            assert records(pages)["ines"].fields["city"] == "Nantes"
            control.edit(TAB, "ines", dict.fromkeys({"Prénom", "Nom", "Ville", "Secteur"} - {*covered}))
            again = await pulled(provider, pages[-1].cursor)
            assert gone(again) == ["ines"]
            assert records(again).keys() == {"mara"}
            (refused,) = await provider.update(LEADS, [update("ines", {"city": "Rezé"}, {})])
            assert isinstance(refused, Refused)
            assert refused.error.key == "row_not_there"

    run_async(story())


def test_a_row_whose_names_are_all_covered_is_not_gone(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    """Nothing tells that its other cells ever held anything: blank ones beside covered names are no deletion."""
    keyed(control, "mara", "ines")
    control.edit(TAB, "ines", {"Ville": None})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            names = [grid.column(heading) for heading in ("Nom", "Prénom", "E-mail", "Téléphone", "Mobile")]
            grid.merge(1, 3, min(names), max(names) + 1, "MERGE_COLUMNS")
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider, cursor)
            assert not gone(pages)
            held = records(pages)["ines"].fields
            assert "first_name" not in held
            assert held["city"] is None

    run_async(story())


@pytest.mark.parametrize("text", ["", "Étude Kerviel"])
def test_a_row_behind_a_cell_of_a_column_that_nobody_reads_is_not_gone(
    text: str, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    control.edit("columns", None, {"title": "Notaire", "to": 1})
    keyed(control, "mara", "ines", Notaire=text or None)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            grid.merge(2, 3, 1, len(grid.headings))
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider, cursor)
            assert not gone(pages)
            assert records(pages)["ines"].fields == {}

    run_async(story())


def test_cells_merged_in_the_middle_of_a_run_are_not_blank(
    sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            grid.down("Ville", 1, 3)
            fetched = (await provider.fetch(LEADS, ["ines"]))["ines"]
            assert isinstance(fetched, RemoteRecord)
            for found in (fetched, records(await pulled(provider, cursor))["ines"]):
                assert "city" not in found.fields
                assert found.fields["first_name"] == "Ines"

    run_async(story())


def test_what_is_merged_is_asked_again_only_where_something_was_blanked(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", "jo")
    merges, cells = "GET /v4/spreadsheets/{id}", "POST /v4/spreadsheets/{id}/values:batchGetByDataFilter"

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            control.calls()
            control.edit(TAB, "ines", {"Ville": "Rezé", "Nom": "Voss"})
            control.edit("rows", None, {"insert": 2})
            control.edit("sort", None, {"by": "Prénom"})
            assert records(await pulled(provider, cursor))["ines"].fields["city"] == "Rezé"
            assert control.calls() == {cells: 1}
            control.edit(TAB, "ines", {"Ville": None})
            assert records(await pulled(provider, cursor))["ines"].fields["city"] is None
            assert control.calls() == {cells: 1, merges: 1}
            await pulled(provider, cursor)
            assert control.calls() == {cells: 1}

    run_async(story())


class Remerging(HttpClient):
    """A client that lets a colleague merge other cells between two readings, each time."""

    def __init__(self, inner: HttpClient, grid: Grid, times: int) -> None:
        self._inner, self._grid, self._times = inner, grid, times

    async def send(self, request: Request) -> Response:
        answer = await self._inner.send(request)
        if request.endpoint.endswith("ByDataFilter") and self._times:
            self._times -= 1
            self._grid.part()
            self._grid.down("Ville", 1 + self._times % 2, 3 + self._times % 2)
        return answer


@pytest.mark.parametrize("times", [2, 50])
def test_cells_and_merges_are_of_one_moment(
    times: int, sandbox: Sandbox, control: SheetsControl, grid: Grid, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines", "jo")

    async def story() -> None:
        async with wrapped(sandbox, lambda http: Remerging(http, grid, times)) as provider:
            if times == 50:
                with pytest.raises(OutcomeUnknown) as caught:
                    await pulled(provider)
                assert caught.value.key == "sheet_keeps_moving"
                return
            found = records(await pulled(provider))
            assert [id for id, record in found.items() if "city" not in record.fields] == ["ines"]

    run_async(story())


def test_a_sheet_without_names_keeps_what_is_covered() -> None:
    properties = {name: RemoteProperty(name, name, "text") for name in ("city", "sector")}
    reader = RowReader(lines_of(properties, "EUR"))
    layout = Layout(0, {"key": 0, "city": 1, "sector": 2}, ("_crmdesk_id", "Ville", "Secteur"))
    lines = [Line(1, "mara", ["mara", "Nantes", "Nord"]), Line(2, "ines", ["ines"])]
    city, sector = Span(1, 3, 1, 2), Span(1, 3, 2, 3)
    found = {
        merges: reader.is_filled(Table(layout, lines, None, merges=merges), lines[1])
        for merges in ((), (city,), (city, sector))
    }
    assert found == {(): False, (city,): False, (city, sector): True}


def test_spans_are_read_and_know_what_they_cover() -> None:
    whole = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    assert spans_of({"merges": [whole, {"endRowIndex": 1, "endColumnIndex": 2}]}) == (
        Span(1, 3, 0, 2),
        Span(0, 1, 0, 2),
    )
    assert spans_of({"merges": [{"startRowIndex": "x"}, 5]}) == (Span(0, 0, 0, 0),)
    assert list(Span(1, 3, 0, 2).covered(9, 9)) == [(1, 1), (2, 0), (2, 1)]
    assert list(Span(1, 10**9, 0, 10**9).covered(2, 2)) == [(1, 1)]


def test_a_heading_merged_down_stands_in_each_of_its_rows() -> None:
    rows = [["Nom", ""], [], ["x", "y"]]
    assert with_tall_headings(rows, [Span(0, 2, 0, 1), Span(0, 2, 9, 10)]) == [["Nom", ""], ["Nom"], ["x", "y"]]
    assert rows[1] == [], "the rows themselves stay"


def test_the_rows_whose_keys_are_merged_away_downwards() -> None:
    assert without_keys([Span(3, 6, 2, 3), Span(1, 2, 0, 9), Span(0, 2, 2, 3)], heading=1, key=2) == (4, 5)
    assert without_keys([Span(3, 5, 1, 4)], heading=0, key=2) == (3, 4)
    assert without_keys([Span(0, 5, 2, 3)], heading=0, key=2) == (1, 4), "the heading of the keys over data"
    assert without_keys([Span(0, 2, 2, 3), Span(1, 2, 0, 9)], heading=1, key=2) is None
    assert without_keys([Span(1, 10**12, 2, 3)], heading=0, key=2) == (2, 10**12 - 1)


def test_a_column_goes_behind_merged_cells_not_into_them() -> None:
    assert free_column([Span(0, 1, 0, 3), Span(0, 1, 2, 5)], 1) == 5
    assert free_column([], 1) == 1
    assert free_column([Span(0, 1, 0, 1)], 1) == 1
