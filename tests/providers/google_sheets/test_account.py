"""Which sheet a connection is bound to, what it lacks, and what is made there with consent."""

from __future__ import annotations

from contextlib import aclosing
from typing import Any

import pytest

from crmdesk.domain.errors import InvalidInput, PermissionLost, VendorNonsense, WrongAccount
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Create, Done, Grant, MissingProperty, Setup, Update
from crmdesk.providers.google_sheets.account import Document
from crmdesk.providers.google_sheets.headings import HEADINGS, KEY
from crmdesk.providers.google_sheets.oauth import SCOPE
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY as KEY_HEADING
from tests.contract.google_sheets import TAB, SheetsControl, client, sheets

ADDRESS = f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit"


def setup(http: Any, document: str | None = ADDRESS, grant: Grant | None = None) -> Setup:
    return GoogleSheets().setup(http, ConnectionSettings(document=document), grant or Grant())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ADDRESS, Document(SPREADSHEET)),
        (f"{ADDRESS}#gid=0", Document(SPREADSHEET, 0)),
        (f"  {ADDRESS}?gid=1720384756#gid=1720384756 ", Document(SPREADSHEET, 1720384756)),
        (f"https://docs.google.com/spreadsheets/u/1/d/{SPREADSHEET}/edit?usp=sharing", Document(SPREADSHEET)),
        (f"https://docs.google.com/a/agence.fr/spreadsheets/d/{SPREADSHEET}", Document(SPREADSHEET)),
        (SPREADSHEET, Document(SPREADSHEET)),
        (f"{SPREADSHEET}#gid=7", Document(SPREADSHEET, 7)),
    ],
)
def test_addresses_and_ids(text: str, found: Document) -> None:
    assert Document.of(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "Prospects", "https://example.com/spreadsheets/d/1234567890abcdef/edit", "../../etc/passwd", "http://[",
     f"https://docs.google.com/document/d/{SPREADSHEET}/edit", "https://docs.google.com.evil.test/spreadsheets/d/1234567890/"],
)  # fmt: skip
def test_what_is_no_spreadsheet(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Document.of(text)
    assert (caught.value.key, caught.value.data) == ("document_unusable", {"field": "document"})


def test_the_sheet_that_was_named(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with client(sandbox) as http:
            first = await setup(http).account()
            assert (first.id, first.name) == (f"{SPREADSHEET}#gid=0", "Prospects Talensac – Prospects")
            assert first.document == first.id
            other = await setup(http, f"{ADDRESS}#gid=1720384756").account()
            assert (other.id, other.name) == (f"{SPREADSHEET}#gid=1720384756", "Prospects Talensac – Notes")
            with pytest.raises(WrongAccount) as caught:
                await setup(http, f"{ADDRESS}#gid=5").account()
            assert caught.value.key == "sheet_missing"
            with pytest.raises(WrongAccount) as caught:
                await setup(http, "1NotThereAtAll0000").account()
            assert caught.value.key == "document_missing"
            control.traits(role="none")
            with pytest.raises(PermissionLost):
                await setup(http).account()

    run_async(story())


def test_an_excel_file_in_drive_is_called_one(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.edit("spreadsheet", None, {"excel": True})

    async def story() -> None:
        async with client(sandbox) as http:
            with pytest.raises(WrongAccount) as caught:
                await setup(http).account()
            assert caught.value.key == "document_is_excel", "its page looks like a spreadsheet's"

    run_async(story())


def test_the_sheet_with_headings_is_chosen(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    for name in list(control.row(Nom="Voss") and control.rows()[0])[1:]:
        control.edit("columns", name, {"title": ""})
    for title in ("Nom", "Prénom"):
        control.edit("columns", None, {"title": title, "to": 3, "sheet": "Notes"})

    async def story() -> None:
        async with client(sandbox) as http:
            assert (await setup(http).account()).id.endswith("#gid=1720384756")

    run_async(story())


def test_access_that_was_not_given(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        async with client(sandbox) as http:
            grant = Grant(scopes=("https://www.googleapis.com/auth/drive.file",))
            with pytest.raises(PermissionLost) as caught:
                await setup(http, grant=grant).account()
            assert (caught.value.key, caught.value.data["lacking"]) == ("access_unticked", SCOPE)

    run_async(story())


def test_columns_are_described(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.row(Nom="Voss", Estimation=5, Dernier_contact="04/05/2026 09:00", Négociateur=True)
    control.traits(role="writer")
    control.edit("protect", None, {"column": "Ville"})

    async def story() -> None:
        async with client(sandbox) as http:
            one = setup(http)
            properties = (await one.describe()).objects["leads"]
            assert properties[KEY].label == KEY_HEADING
            assert (properties["last_name"].label, properties["last_name"].type) == ("Nom", "text")
            assert (properties["estimate"].type, properties["last_contact_at"].type) == ("number", "datetime")
            own = properties["column:negociateur"]
            assert (own.label, own.type, own.writable) == ("Négociateur", "boolean", True)
            assert not properties["city"].writable
            assert not one.missing(await one.describe())
            assert not one.stages(await one.describe())

    run_async(story())


def test_an_agencys_sheet_gets_a_hidden_column_and_nothing_else(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    control.traits(bare_sheet=True)
    control.row(Civilité="Mme", Nom="Voss", Prénom="Mara", Honoraires="=1+1")

    async def story() -> None:
        async with client(sandbox) as http:
            one = setup(http)
            schema = await one.describe()
            missing = one.missing(schema)
            assert list(missing) == [MissingProperty("leads", KEY, KEY_HEADING)]
            assert not control.rows("tags"), "nothing is made before somebody agreed"
            await one.create_missing(missing)
            again = await one.describe()
            assert again.objects["leads"].keys() == schema.objects["leads"].keys() | {KEY}
            assert not one.missing(again)
            (row,) = control.rows()
            assert (row["Civilité"], row["Nom"], row["Honoraires"], row[KEY_HEADING]) == ("Mme", "Voss", 2, None)
            assert control.rows("documents")[0]["hidden"][0] == ["B"]
            pinned = {tag["value"] for tag in control.rows("tags") if tag["key"] == "crmdesk.column"}
            assert pinned == {name for name in again.objects["leads"] if not name.startswith("column:")}
            before = control.rows("tags")
            await one.create_missing(missing)
            assert control.rows("tags") == before, "a second time makes nothing"

    run_async(story())


def test_without_consent_nothing_is_read(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.traits(bare_sheet=True)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            with pytest.raises(WrongAccount) as caught:
                await provider.fetch("leads", ["a"])
            assert caught.value.key == "key_column_missing"

    run_async(story())


def test_a_sheet_of_something_else_is_left_alone(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    before = control.rows("Notes")

    async def story() -> None:
        async with client(sandbox) as http:
            one = setup(http, f"{ADDRESS}#gid=1720384756")
            await one.account()
            for doing in (one.describe(), one.create_missing([MissingProperty("leads", KEY, KEY_HEADING)])):
                with pytest.raises(WrongAccount) as caught:
                    await doing
                assert (caught.value.key, caught.value.data) == ("headings_missing", {"name": "Notes"})

    run_async(story())
    assert control.rows("Notes") == before


def test_a_reader_cannot_make_columns(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    control.traits(bare_sheet=True)
    control.traits(role="reader")

    async def story() -> None:
        async with client(sandbox) as http:
            one = setup(http)
            with pytest.raises(PermissionLost):
                await one.create_missing(one.missing(await one.describe()))

    run_async(story())


def test_headings_that_only_their_owner_may_change(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    control.traits(bare_sheet=True)
    control.traits(role="writer")
    control.edit("protect", None, {"row": 1})

    async def story() -> None:
        async with client(sandbox) as http:
            one = setup(http)
            with pytest.raises(PermissionLost) as caught:
                await one.create_missing(one.missing(await one.describe()))
            assert caught.value.key == "not_allowed", "trying again later is of no use"
            assert "protected cell" in caught.value.data["vendor_words"]

    run_async(story())


def test_a_sheet_of_crmdesks_own(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with sheets(sandbox, document=None, consent=True) as (http, account, provider):
            assert account.name == "crmdesk – prospects"
            one = setup(http, account.document)
            assert await one.account() == account
            schema = await one.describe()
            assert [each.label for each in schema.objects["leads"].values()] == [
                each.label for each in HEADINGS.values()
            ]
            assert not one.missing(schema)
            assert len([row for row in control.rows("documents") if row["title"] == account.name]) == 1
            fields = {"last_name": "Voss", "asking_price": "320000", "last_contact_at": "2026-05-04T07:00:00.000Z"}
            (made,) = await provider.create("leads", [Create("01KEY", Kind.LEAD, fields, "")])
            assert isinstance(made, Done)
            item = Update("01KEY", Kind.LEAD, {"last_name": "Kerbrat"}, {"last_name": "Voss"})
            (changed,) = await provider.update("leads", [item])
            assert isinstance(changed, Done)
            async with aclosing(provider.pull(provider.feeds()[0], None)) as pages:
                (record,) = [record async for page in pages for record in page.records]
            assert {**record.fields, "last_name": "Voss"} == {**record.fields, **fields}

    run_async(story())


def test_a_tab_that_is_renamed_stays_the_account(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with client(sandbox) as http:
            before = await setup(http).account()
            control.edit("spreadsheet", None, {"tab": TAB, "title": "Nos prospects"})
            assert (await setup(http, before.document).account()).id == before.id

    run_async(story())


@pytest.mark.parametrize(
    "protected",
    ["5", "[5]", '[{"range": 5}]', '[{"range": {"startColumnIndex": "a", "endColumnIndex": 1.5}}]',
     '[{"range": {"endColumnIndex": 2000000000}}]'],
)  # fmt: skip
def test_parts_that_make_no_sense_are_passed_over(
    protected: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    properties = '{"title": 7, "sheetId": 0, "gridProperties": []}'
    body = f'{{"properties": [], "sheets": [5, {{"properties": {properties}, "protectedRanges": {protected}}}]}}'
    tags = '{"matchedDeveloperMetadata": [{}, {"developerMetadata": {"location": {"dimensionRange": {"startIndex": []}}}}]}'

    async def story() -> None:
        async with client(sandbox) as http:
            one = setup(http)
            account, schema = await one.account(), await one.describe()
            provider = GoogleSheets().provider(http, ConnectionSettings(), schema, account)
            control.fault("garbage", value=body, method="GET")
            control.fault("garbage", value=tags, path=f"/v4/spreadsheets/{SPREADSHEET}/developer")
            assert len(await provider.fetch("leads", ["a"])) == 1

    run_async(story())


@pytest.mark.parametrize("body", ["{}", '{"sheets": 5}', '{"sheets": [5, {"properties": 7}]}', "[]", "<html>"])
def test_answers_that_are_none(body: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with client(sandbox) as http:
            control.fault("garbage", value=body, times=None)
            with pytest.raises(VendorNonsense):
                await setup(http).account()

    run_async(story())


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        '{"valueRanges": [{"valueRange": {"values": 5}}]}',
        '{"valueRanges": [{"valueRange": {"values": [[{}]]}}]}',
        '{"valueRanges": 5}',
        "[]",
        "{",
    ],
)
def test_values_that_are_none(body: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.fault("garbage", value=body, times=None)
            with pytest.raises(VendorNonsense):
                await provider.fetch("leads", ["a"])

    run_async(story())
