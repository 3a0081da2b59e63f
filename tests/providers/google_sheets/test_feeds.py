"""Reading the sheet while people sort, move, copy, insert, rename and delete in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from itertools import count

import pytest

from crmdesk.domain.errors import CrmdeskError, PermissionLost, WrongAccount
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import (
    Absence,
    ConnectionSettings,
    Create,
    Cursor,
    Done,
    Grant,
    Needle,
    Page,
    Provider,
    RemoteRecord,
)
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, sheets
from tests.providers.google_sheets.meddling import Meddled
from tests.providers.google_sheets.test_writes import wrapped


@pytest.fixture(autouse=True)
def _counted_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = count(1)
    monkeypatch.setattr("secrets.token_hex", lambda octets: f"new{next(numbers)}")


async def pulled(provider: Provider, cursor: Cursor | None = None) -> list[Page]:
    async with aclosing(provider.pull(provider.feeds()[0], cursor)) as pages:
        return [page async for page in pages]


def records(pages: list[Page]) -> dict[str, RemoteRecord]:
    return {record.id: record for page in pages for record in page.records}


def names(pages: list[Page]) -> dict[str, str]:
    """First names by key."""
    return {id: record.fields["first_name"] for id, record in records(pages).items()}


def gone(pages: list[Page]) -> list[str]:
    return [absence.id for page in pages for absence in page.absences]


def three(control: SheetsControl) -> None:
    for name in ("Mara", "Ines", "Jo"):
        control.row(Prénom=name, Nom="Voss", Ville="Nantes")


def test_typed_rows_get_keys_once(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            assert names(pages) == {"new1": "Mara", "new2": "Ines", "new3": "Jo"}
            assert [row[KEY] for row in control.rows()] == ["new1", "new2", "new3"]
            control.calls()
            again = await pulled(provider, pages[-1].cursor)
            assert records(again) == records(pages)
            assert not gone(again)
            assert control.calls() == {"POST /v4/spreadsheets/{id}/values:batchGetByDataFilter": 1}

    run_async(story())


def sorted_whole(control: SheetsControl) -> None:
    control.edit("sort", None, {"by": "Prénom"})


def sorted_without_keys(control: SheetsControl) -> None:
    control.edit("sort", None, {"by": "Prénom", "first": "Civilité", "last": "Commentaire"})


def moved(control: SheetsControl) -> None:
    control.edit("move", "new3", {"to": 2})


def inserted(control: SheetsControl) -> None:
    control.edit("rows", None, {"insert": 2})
    control.edit("rows", None, {"insert": 4})


def columns_moved(control: SheetsControl) -> None:
    control.edit("columns", "Prénom", {"to": 9})
    control.edit("columns", KEY, {"to": 5})
    control.edit("columns", None, {"title": "Notaire", "to": 1})


def tab_renamed(control: SheetsControl) -> None:
    control.edit("spreadsheet", None, {"tab": TAB, "title": "Prospects d’Éric"})
    control.edit("spreadsheet", None, {"tab": "Prospects d’Éric", "title": TAB})


@pytest.mark.parametrize("act", [sorted_whole, sorted_without_keys, moved, inserted, columns_moved, tab_renamed])
def test_rows_survive(
    act: Callable[[SheetsControl], None], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            act(control)
            again = await pulled(provider, pages[-1].cursor)
            assert records(again) == records(pages)
            assert not gone(again)

    run_async(story())


def test_edits_copies_and_removals(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            control.edit(TAB, "new1", {"Ville": "Rezé"})
            control.edit(TAB, None, {KEY: "new3", "Prénom": "Jo", "Nom": "Voss", "Ville": "Nantes"})
            control.remove(TAB, "new2")
            again = await pulled(provider, pages[-1].cursor)
            assert names(again) == {"new1": "Mara", "new3": "Jo", "new4": "Jo"}
            assert records(again)["new1"].fields["city"] == "Rezé"
            assert gone(again) == ["new2"]
            assert not gone(await pulled(provider, again[-1].cursor))

    run_async(story())


def test_a_row_made_here_and_removed_there_before_it_was_read_is_missed_by_the_list_of_keys(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            (outcome,) = await provider.create("leads", [Create("01KEY", Kind.LEAD, {"last_name": "Neu"}, "Neu")])
            assert isinstance(outcome, Done)
            control.remove(TAB, "01KEY")
            assert gone(await pulled(provider, pages[-1].cursor)) == []
            async with aclosing(provider.pull(provider.feeds()[1], None)) as lists:
                assert [set(page.listed) async for page in lists] == [{"new1", "new2", "new3"}]
            assert await provider.fetch("leads", ["01KEY"]) == {"01KEY": Absence("leads", "01KEY")}

    run_async(story())


def test_a_row_that_only_the_first_of_two_readings_misses_is_not_gone(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """A colleague cuts a row out, and puts it in again elsewhere."""
    three(control)

    class CutOut(HttpClient):
        def __init__(self, inner: HttpClient) -> None:
            self._inner, self._readings = inner, 0

        async def send(self, request: Request) -> Response:
            if request.endpoint.endswith("ByDataFilter"):
                self._readings += 1
                if self._readings == 2:
                    control.edit(TAB, None, {KEY: "new2", "Prénom": "Ines", "Nom": "Voss", "Ville": "Nantes"})
            return await self._inner.send(request)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
        control.remove(TAB, "new2")
        async with wrapped(sandbox, CutOut) as provider:
            pages = await pulled(provider, cursor)
            assert not gone(pages)
            assert pages[-1].cursor["rows"].keys() == {"new1", "new2", "new3"}
            assert records(await pulled(provider, pages[-1].cursor)).keys() == {"new1", "new2", "new3"}

    run_async(story())


def test_a_row_that_was_emptied_is_gone_and_comes_back(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            control.edit(TAB, "new2", dict.fromkeys(("Prénom", "Nom", "Ville")))
            again = await pulled(provider, pages[-1].cursor)
            assert gone(again) == ["new2"]
            control.edit(TAB, "new2", {"Prénom": "Ines", "Nom": "Voss", "Ville": "Nantes"})
            assert records(await pulled(provider, again[-1].cursor)) == records(pages)

    run_async(story())


def test_keys_that_were_cleared_come_back(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            for row in control.rows():
                control.edit(TAB, f"#{row['#']}", {KEY: None})
            control.edit(TAB, "#2", {"Ville": "Rezé"})
            again = await pulled(provider, pages[-1].cursor)
            assert {id: name for id, name in names(again).items() if name != "Mara"} == {"new2": "Ines", "new3": "Jo"}
            assert [row[KEY] for row in control.rows()] == ["new4", "new2", "new3"]
            assert gone(again) == ["new1"], "changed and without a key: nothing tells that it is the same"

    run_async(story())


def test_lines_that_name_nobody_are_left_alone(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    three(control)
    control.row(Estimation=900_000, Ville="Total")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            assert len(records(await pulled(provider))) == 3
            assert control.rows()[-1][KEY] is None

    run_async(story())


def test_rows_move_while_keys_are_written(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with sheets(sandbox) as (http, account, plain):
            three(control)
            before = await pulled(plain)
            for name in ("Zoé", "Alix"):
                control.row(Prénom=name, Nom="Petit")
            vendor = GoogleSheets()
            meddled = Meddled(http, [lambda: sorted_whole(control)])
            settings = ConnectionSettings(document=account.document)
            schema = await vendor.setup(meddled, settings, Grant()).describe()
            provider = vendor.provider(meddled, settings, schema, account)
            after = await pulled(provider, before[-1].cursor)
            assert {id: names(after)[id] for id in names(before)} == names(before)
            assert sorted(names(after).values()) == ["Alix", "Ines", "Jo", "Mara", "Zoé"]
            assert not gone(after)
            assert {row[KEY]: row["Prénom"] for row in control.rows()} == names(after)

    run_async(story())


def test_a_renamed_heading_is_known_by_its_pin(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.traits(bare_sheet=True)
    three(control)

    async def story() -> None:
        async with sheets(sandbox, consent=True) as (_, _, provider):
            pages = await pulled(provider)
            control.edit("columns", "Prénom", {"title": "Comment on l’appelle"})
            control.edit("columns", KEY, {"title": "id"})
            again = await pulled(provider, pages[-1].cursor)
            assert records(again) == records(pages)

    run_async(story())


def test_a_column_that_is_deleted_blanks_nothing(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            pages = await pulled(provider)
            control.remove("columns", "Ville")
            again = await pulled(provider, pages[-1].cursor)
            assert names(again) == names(pages)
            assert all("city" not in record.fields for record in records(again).values())

    run_async(story())


def test_an_error_in_a_formula_blanks_nothing(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.row(Prénom="Mara", Estimation="=W9/0")
    control.row(Prénom="Ines", Estimation="=1000*2")
    control.row(Prénom="Lou", Estimation="#VALEUR!", Ville="#NOM?")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            found = records(await pulled(provider))
            assert "estimate" not in found["new1"].fields
            assert found["new2"].fields["estimate"] == "2000"
            assert not {"estimate", "city"} & found["new3"].fields.keys(), "as a French spreadsheet words it"

    run_async(story())


@pytest.mark.parametrize(
    ("act", "key"),
    [
        (lambda control: control.remove("columns", KEY), "key_column_missing"),
        (lambda control: [control.remove("columns", name) for name in list(control.rows()[0])[2:]], "headings_missing"),
    ],
)
def test_without_its_column_of_keys_nothing_is_read(
    act: Callable[[SheetsControl], object],
    key: str,
    sandbox: Sandbox,
    control: SheetsControl,
    run_async: RunAsync,
) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            act(control)
            for doing in (
                pulled(provider, cursor),
                provider.fetch("leads", ["new1"]),
                provider.delete("leads", ["new1"]),
            ):
                with pytest.raises(WrongAccount) as caught:
                    await doing
                assert (caught.value.key, caught.value.data["name"]) == (key, TAB)

    run_async(story())


@pytest.mark.parametrize("locked", ["sheet", "column"])
def test_a_reader_gets_the_rows_that_have_keys(
    locked: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            control.row(Prénom="Zoé")
            if locked == "column":
                control.edit("protect", None, {"column": KEY})
            control.traits(role="reader" if locked == "sheet" else "writer")
            found: dict[str, RemoteRecord] = {}

            async def read() -> None:
                async with aclosing(provider.pull(provider.feeds()[0], cursor)) as pages:
                    async for page in pages:
                        assert not page.last
                        assert page.cursor == cursor
                        found.update({record.id: record for record in page.records})

            with pytest.raises(PermissionLost):
                await read()
            assert found.keys() == {"new1", "new2", "new3"}

    run_async(story())


@pytest.mark.parametrize("role", ["none", "deleted"])
def test_a_sheet_that_is_withdrawn(role: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            if role == "none":
                control.traits(role="none")
            else:
                control.fault("status", value=404, times=None)
            with pytest.raises(CrmdeskError) as caught:
                await pulled(provider)
            assert caught.value.key == ("not_allowed" if role == "none" else "document_missing")

    run_async(story())


def test_dates_and_numbers(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.row(Prénom="Mara", Dernier_contact="04/05/2026 09:00", Prix_demandé="320 000", Code_postal="44000")
    control.edit("spreadsheet", None, {"time_zone": "Europe/Paris"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            (found,) = records(await pulled(provider)).values()
            assert found.fields["last_contact_at"] == "2026-05-04T07:00:00.000Z"
            assert (found.fields["asking_price"], found.fields["postal_code"]) == ("320000", "44000")

    run_async(story())


def test_people_are_found_only_by_what_is_asked(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.row(Prénom="Mara", Nom="Voss", Mobile="'06 39 98 12 34")
    control.row(Nom="Voss")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            await pulled(provider)
            by_number = await provider.find("leads", Kind.LEAD, Needle(phones=("+33639981234",)))
            assert [record.id for record in by_number] == ["new1"]

    run_async(story())
