"""What a column holds: told from values, number formats and data validation, and written back as the sheet has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain import values
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import ConnectionSettings, Create, Done, Grant, Provider, Update
from crmdesk.providers.google_sheets.codecs import Picked
from crmdesk.providers.google_sheets.columns import CUSTOM, Column, columns_of
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.google_sheets.seeding import chosen_of
from crmdesk.sandbox.own_fields import MANDATES, PIECES
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, SheetsControl, sheets
from tests.providers.google_sheets.grid import Grid
from tests.providers.laws import check_reading, check_writing, raws

TICK = {"condition": {"type": "BOOLEAN"}}
OURS = {
    "column:visites": ("x.decimal.visites", "3.5", 3.5),
    "column:date du mandat": ("x.date.mandat", "2026-05-04", 46146),
    "column:cles recues": ("x.boolean.cles", "true", True),
    "column:type de mandat": ("x.choice.mandat", "Exclusif", "Exclusif"),
    "column:equipements": ("x.tags.equipements", "Cave, Jardin", "Cave, Jardin"),
}
"""By column: a custom field, its raw value, and what the cell then holds."""


def cell(value: Any = None, shape: str | None = None, rule: Mapping[str, Any] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if value is not None:
        kind = "boolValue" if isinstance(value, bool) else "stringValue" if isinstance(value, str) else "numberValue"
        found["effectiveValue"] = {kind: value}
    if shape is not None:
        found["effectiveFormat"] = {"numberFormat": {"type": shape}}
    return found | ({} if rule is None else {"dataValidation": rule})


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ([cell(), cell("a")], Column("text")),
        ([cell(), cell()], None),
        ([cell(4), cell(5, "CURRENCY"), cell("sur demande")], Column("number")),
        ([cell(46146, "DATE"), cell()], Column("date")),
        ([cell(46146.5, "DATE_TIME")], Column("datetime")),
        ([cell(shape="DATE"), cell(shape="DATE")], Column("date")),
        ([cell(shape="PERCENT")], Column("number")),
        ([cell("a", "NUMBER")], Column("text")),
        ([cell(rule=TICK)], Column("boolean")),
        ([cell(True), cell(False)], Column("boolean")),
        ([cell("a", rule=chosen_of("a", "b")), cell()], Column("choice", ("a", "b"), True)),
        ([cell(rule=chosen_of("a", "b", strict=False))], Column("choice", ("a", "b"))),
        ([cell("b, a", rule=chosen_of("a", "b")), cell("a")], Column("tags", ("a", "b"), True)),
        ([cell("a, c", rule=chosen_of("a", "b"))], Column("choice", ("a", "b"), True)),
        ([cell("a, b", rule=chosen_of("a, b", "a", "b"))], Column("choice", ("a, b", "a", "b"), True)),
        ([cell("a", rule={"condition": {"type": "ONE_OF_RANGE"}})], Column("text")),
        ([cell("a", rule={"condition": {"type": "ONE_OF_LIST", "values": [{}, 3, {"userEnteredValue": 4}]}})], Column("text")),
    ],
)  # fmt: skip
def test_what_the_cells_of_a_column_tell(cells: list[dict[str, Any]], column: Column | None) -> None:
    assert columns_of([{"values": [cell("x"), each]} for each in cells]).get(1) == column


def test_every_type_makes_a_custom_field() -> None:
    assert set(CUSTOM.values()) == {
        FieldType.TEXT, FieldType.DECIMAL, FieldType.BOOLEAN, FieldType.DATE, FieldType.DATETIME, FieldType.CHOICE,
        FieldType.TAGS,
    }  # fmt: skip


@settings(deadline=None)
@given(raws(), st.lists(st.text()).map(values.tags))
def test_several_options_keep_the_laws(raw: Any, words: Any) -> None:
    check_reading(Picked(), raw)
    check_writing(Picked(), words, raw)


def test_several_options_are_written_as_the_sheet_does() -> None:
    codec = Picked()
    assert codec.encode(["Jardin", "Cave"], None) == "Cave, Jardin"
    assert codec.encode(["Cave", "Jardin"], "Jardin, Cave") == "Jardin, Cave"
    assert codec.decode("Jardin , Cave,") == ["Cave", "Jardin"]


def test_the_agency_s_own_columns_have_types(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control("POST", "/reset", {"vendor": "google_sheets", "records": 6})

    async def story() -> None:
        async with sheets(sandbox) as (http, account, _):
            setup = GoogleSheets().setup(http, ConnectionSettings(document=account.document), Grant())
            held = (await setup.describe()).objects["leads"]
            types = {name: (held[name].type, tuple(held[name].options), held[name].closed) for name in OURS}
            assert types == {
                "column:visites": ("number", (), False),
                "column:date du mandat": ("date", (), False),
                "column:cles recues": ("boolean", (), False),
                "column:type de mandat": ("choice", MANDATES, True),
                "column:equipements": ("tags", PIECES, False),
            }

    run_async(story())


def test_typed_columns_travel_both_ways(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control("POST", "/reset", {"vendor": "google_sheets", "records": 6})
    chosen = FieldMapping()
    for column, (field, _, _) in OURS.items():
        chosen = chosen.with_choice("leads", Kind.LEAD, field, Choice(column))
    raw = {field: raw for field, raw, _ in OURS.values()}

    async def story() -> None:
        async with sheets(sandbox) as (http, account, _):
            settings = ConnectionSettings(document=account.document, mapping=chosen)
            schema = await GoogleSheets().setup(http, settings, Grant()).describe()
            provider = GoogleSheets().provider(http, settings, schema, account)
            (made,) = await provider.create("leads", [Create("01KEY", Kind.LEAD, {"last_name": "Voss", **raw}, "Voss")])
            assert isinstance(made, Done)
            assert made.record is not None
            assert {field: made.record.fields[field] for field in raw} == raw
            assert {name: row_of(control)[name] for name in HEADED.values()} == {
                HEADED[column]: held for column, (_, _, held) in OURS.items()
            }
            control.edit("Prospects", "01KEY", {"Visites": 4, "Clés reçues": False, "Équipements": "Parking, Balcon"})
            now = await read(provider)
            assert (now["x.decimal.visites"], now["x.boolean.cles"]) == ("4", "false")
            rules = provider.objects()[0].rules(Kind.LEAD)
            assert rules["x.tags.equipements"].codec.decode(now["x.tags.equipements"]) == ["Balcon", "Parking"]
            await provider.update("leads", [Update("01KEY", Kind.LEAD, dict.fromkeys(raw), now)])
            cleared = await read(provider)
            assert not any(cleared[field] for field in raw)

    run_async(story())


HEADED = {
    "column:visites": "Visites", "column:date du mandat": "Date du mandat", "column:cles recues": "Clés reçues",
    "column:type de mandat": "Type de mandat", "column:equipements": "Équipements",
}  # fmt: skip


def row_of(control: SheetsControl) -> dict[str, Any]:
    return next(row for row in control.rows() if row[KEY] == "01KEY")


async def read(provider: Provider) -> Mapping[str, Any]:
    found = (await provider.fetch("leads", ["01KEY"]))["01KEY"]
    return found.fields  # type: ignore[union-attr]


def test_dates_where_words_are_usual_are_dates(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    """“Échéance” heads a choice, and in many a sheet the day of it: it was read as so many days since 1899."""
    for text in ("31/12/2026", "30/06/2027", "Moins de 3 mois"):
        control.edit("Prospects", None, {"Nom": "Voss", "Échéance": text, KEY: f"key of {text}"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            keys = ["key of 31/12/2026", "key of Moins de 3 mois"]
            found = await provider.fetch("leads", keys)
            horizons = [each.fields["horizon"] for each in found.values()]  # type: ignore[union-attr]
            assert horizons == ["2026-12-31", "Moins de 3 mois"]
            item = Update(keys[0], Kind.LEAD, {"horizon": "2027-01-31"}, {"horizon": "2026-12-31"})
            other = Update(keys[1], Kind.LEAD, {"horizon": "3 à 6 mois"}, {"horizon": "Moins de 3 mois"})
            assert all(isinstance(each, Done) for each in await provider.update("leads", [item, other]))
            written = {row[KEY]: row["Échéance"] for row in control.rows()}
            assert (written[keys[0]], written[keys[1]]) == (46418, "3 à 6 mois")

    run_async(story())


def test_a_postal_code_has_its_zero(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    """Whoever types 06000 into a cell sees 6000, as of a phone number: half of the Côte d'Azur had codes of four digits."""
    control.edit("columns", None, {"title": "Pays", "to": 8})
    codes = {
        "nice": ("06000", ""),
        "brussels": ("1000", "Belgique"),
        "text": ("'1000", ""),
        "nantes": ("44000", "France"),
    }
    for key, (code, country) in codes.items():
        control.edit("Prospects", None, {KEY: key, "Nom": key, "Code postal": code, "Pays": country})

    async def read_codes() -> list[Any]:
        async with sheets(sandbox) as (_, _, provider):
            found = await provider.fetch("leads", list(codes))
            item = Update("nice", Kind.LEAD, {"city": "Nice"}, {"city": None})
            assert isinstance((await provider.update("leads", [item]))[0], Done)
            return [each.fields["postal_code"] for each in found.values()]  # type: ignore[union-attr]

    assert run_async(read_codes()) == ["06000", "1000", "1000", "44000"]
    assert control.keyed("nice")["Code postal"] == 6000, "what is read otherwise is not written for that"
    control.edit("spreadsheet", None, {"locale": "fr_BE"})
    control.edit("Prospects", "nice", {"Ville": None})
    assert run_async(read_codes()) == ["6000", "1000", "1000", "44000"]


@pytest.mark.parametrize(("visits", "type"), [([], "text"), ([4, 5], "number")])
def test_a_sheet_may_have_fewer_rows_than_types_are_told_by(
    sandbox: Sandbox, grid: Grid, control: SheetsControl, run_async: RunAsync, visits: list[int], type: str
) -> None:
    """An imported table has as many rows as there were, and a range that reaches beyond the last one is refused."""
    for each in visits:
        control.row(Nom="Voss", Visites=each)
    rest = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1 + len(visits)}
    grid.http.batch({"deleteDimension": {"range": rest}})

    async def story() -> None:
        async with sheets(sandbox) as (http, account, _):
            settings = ConnectionSettings(document=account.document)
            schema = await GoogleSheets().setup(http, settings, Grant()).describe()
            assert schema.objects["leads"]["column:visites"].type == type

    run_async(story())


def test_a_row_with_an_unticked_box_only_counts_as_deleted(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    control("POST", "/reset", {"vendor": "google_sheets", "records": 6})
    chosen = FieldMapping().with_choice("leads", Kind.LEAD, "x.boolean.cles", Choice("column:cles recues"))

    async def story() -> None:
        async with sheets(sandbox) as (http, account, _):
            settings = ConnectionSettings(document=account.document, mapping=chosen)
            schema = await GoogleSheets().setup(http, settings, Grant()).describe()
            provider = GoogleSheets().provider(http, settings, schema, account)
            fields = {"last_name": "Voss", "x.boolean.cles": "true"}
            await provider.create("leads", [Create("01KEY", Kind.LEAD, fields, "Voss")])
            emptied = dict.fromkeys(set(row_of(control)) - {"#", KEY})
            control.edit("Prospects", "01KEY", {**emptied, "Clés reçues": False})
            found = (await provider.fetch("leads", ["01KEY"]))["01KEY"]
            assert not hasattr(found, "fields"), "nobody can empty a tick box"

    run_async(story())
