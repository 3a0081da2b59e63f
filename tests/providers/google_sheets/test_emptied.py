"""A row whose cells a colleague emptied keeps its key: no lead stands there, and who is made again stands there again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.field_mapping import Choice, Direction, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Done, Grant, Provider, Raw, Refused, RemoteRecord, Unknown
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import editing, open_conflicts, records
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, SheetsSubject, sheets
from tests.contract.test_made_anew import Desk
from tests.providers.google_sheets.test_feeds import pulled
from tests.providers.google_sheets.test_writes import LEADS, RACES, create, done, keyed, meddling, wrapped

DOCUMENT = "1crmdeskDemo0Prospects0Talensac0Immobilier00"
FIELDS: dict[str, Raw] = {
    "first_name": "Mara",
    "city": "Rezé",
    "asking_price": "320000",
    "last_contact_at": "2026-05-04T07:00:00.000Z",
}


def empty(control: SheetsControl, key: str) -> None:
    control.edit(TAB, key, {name: None for name in control.keyed(key) if name not in ("#", KEY)})


def places(control: SheetsControl) -> dict[str, int]:
    return {row[KEY]: row["#"] for row in control.rows()}


async def made(provider: Provider, *keys: str, **fields: Raw) -> list[Any]:
    return list(await provider.create(LEADS, [create(key, {**FIELDS, **fields}) for key in keys]))


def test_a_row_is_not_emptied_by_a_column_that_is_removed_beside_its_only_cell(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """Numbers have several columns, and none of them is read while one is missing."""
    control.edit(TAB, None, {KEY: "mara", "Téléphone": "'0612345678"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            cursor = (await pulled(provider))[-1].cursor
            control.remove("columns", "Mobile")
            pages = await pulled(provider, cursor)
            assert [each for page in pages for each in page.absences] == []
            found = (await provider.fetch(LEADS, ["mara"]))["mara"]
            assert isinstance(found, RemoteRecord)
            assert "phones" not in found.fields, "unknown, and not blank"

    run_async(story())


def test_a_row_is_not_emptied_by_a_field_that_is_no_longer_mapped(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    control.edit(TAB, None, {KEY: "mara", "Secteur": "Talensac"})

    async def story() -> None:
        async with sheets(sandbox) as (http, account, provider):
            cursor = (await pulled(provider))[-1].cursor
            mapping = FieldMapping().with_choice(LEADS, Kind.LEAD, "sector", Choice(direction=Direction.OFF))
            settings = ConnectionSettings(document=account.document, mapping=mapping)
            schema = await GoogleSheets().setup(http, settings, Grant()).describe()
            pages = await pulled(GoogleSheets().provider(http, settings, schema, account), cursor)
            assert [each for page in pages for each in page.absences] == []

    run_async(story())


def test_who_is_made_again_stands_where_they_stood(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "zoe", "mara", "ines")
    before = places(control)
    empty(control, "mara")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            again, new = await made(provider, "mara", "jo")
            for each in (again, new):
                assert {name: done(each).fields[name] for name in FIELDS} == FIELDS
            assert places(control) == {**before, "jo": max(before.values()) + 1}
            row = control.keyed("mara")
            assert (row["Prix demandé"], row["Dernier contact"]) == (320000, 46146.375)
            assert (await provider.fetch(LEADS, ["mara"]))["mara"] == done(again)
            (repeated,) = await made(provider, "mara")
            assert repeated == again

    run_async(story())


def test_who_has_nothing_but_a_title_stands_there_again_by_it(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")
    empty(control, "mara")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            (again,) = await provider.create(LEADS, [create("mara", {"city": None}, "Mme Voss")])
            assert done(again).fields["last_name"] == "Mme Voss"

    run_async(story())


def test_a_cell_that_is_computed_refuses_its_value(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines")
    empty(control, "mara")
    control.edit(TAB, "mara", {"Estimation": '=""'})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            (refused,) = await made(provider, "mara", estimate="5")
            assert isinstance(refused, Refused)
            assert (refused.error.key, refused.error.data["remote_field"]) == ("cell_computed", "estimate")
            assert control.keyed("mara")["Prénom"] is None
            assert isinstance((await made(provider, "mara"))[0], Done)

    run_async(story())


@RACES
def test_rows_that_move_before_one_is_filled_again(
    race: Sequence[Any], sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "zoe", "mara", "ines")
    empty(control, "mara")

    async def story() -> None:
        async with wrapped(sandbox, meddling(*(act(control) for act in race))) as provider:
            (again,) = await made(provider, "mara")
            assert {name: done(again).fields[name] for name in FIELDS} == FIELDS
            rows = {row[KEY]: (row["Prénom"], row["Ville"]) for row in control.rows() if row["Prénom"]}
            left = {"zoe": ("Zoe", "Nantes"), "ines": ("Ines", "Nantes"), "mara": ("Mara", "Rezé")}
            assert rows.items() <= left.items()
            assert {"ines", "mara"} <= rows.keys()

    run_async(story())


def test_what_a_colleague_types_into_the_row_at_that_moment_stays(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")
    empty(control, "mara")

    async def story() -> None:
        typing = meddling(lambda: control.edit(TAB, "mara", {"Fonction": "Notaire"}))
        async with wrapped(sandbox, typing) as provider:
            (again,) = await made(provider, "mara")
            assert {name: done(again).fields[name] for name in FIELDS} == FIELDS
            assert done(again).fields["job_title"] == "Notaire"

    run_async(story())


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_where_the_answer_is_lost_it_is_filled_once(
    fault: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines")
    empty(control, "mara")
    before = places(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.fault(fault, method="POST", path=f"/v4/spreadsheets/{DOCUMENT}:b")
            (lost,) = await made(provider, "mara")
            assert isinstance(lost, Unknown)
            (again,) = await made(provider, "mara")
            assert {name: done(again).fields[name] for name in FIELDS} == FIELDS
            assert places(control) == before

    run_async(story())


@pytest.mark.parametrize("answer", ["kept", "restored"])
def test_who_stays_although_their_cells_were_emptied_stays(
    answer: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with sheets(sandbox, consent=True) as (_, _, provider):
            desk = Desk(SheetsSubject(provider, control), tmp_path)
            await desk.connect()
            fields = {"last_name": "Voss", "city": "Nantes"}
            lead = (await desk.store.write(lambda unit: editing.create(unit, Kind.LEAD, fields)))[0]
            await desk.synced()
            before = places(control)
            empty(control, lead)
            if answer == "kept":
                await desk.store.write(lambda unit: editing.edit(unit, lead, {"city": "Rezé"}))
                await desk.synced()
                await desk.keep(lead)
            else:
                await desk.synced()
                await desk.store.write(lambda unit: editing.restore(unit, lead))
            await desk.synced()
            city = "Rezé" if answer == "kept" else "Nantes"
            row = control.keyed(lead)
            assert (row["Nom"], row["Ville"]) == ("Voss", city)
            assert places(control) == before
            held = await desk.store.read(lambda reader: records.find(reader, lead))
            assert held is not None
            assert (held.life, held.fields["city"]) == (records.LIVE, city)
            assert not await desk.store.read(lambda reader: open_conflicts.open_of(reader, [lead]))
            desk.store.close()

    run_async(story())
