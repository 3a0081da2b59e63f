"""Writing: only what changed, never over a formula, and never into another row, whatever people do meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown, RateLimited, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request
from crmdesk.providers.base import (
    ConnectionSettings,
    Create,
    Done,
    Grant,
    Outcome,
    Provider,
    Raw,
    Refused,
    RemoteRecord,
    Unknown,
    Update,
)
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import KEY, TAB, SheetsControl, client, sheets
from tests.providers.google_sheets.meddling import Broken, Meddled
from tests.providers.requests import Recorder

LEADS = "leads"


def done(outcome: Outcome) -> RemoteRecord:
    assert isinstance(outcome, Done), outcome
    assert outcome.record is not None
    return outcome.record


def update(id: str, fields: Mapping[str, Raw], expected: Mapping[str, Raw]) -> Update:
    return Update(id, Kind.LEAD, fields, expected)


def create(key: str, fields: Mapping[str, Raw], title: str = "") -> Create:
    return Create(key, Kind.LEAD, fields, title)


def keyed(control: SheetsControl, *keys: str, **fields: Any) -> None:
    for key in keys:
        control.edit(TAB, None, {KEY: key, "Prénom": key.title(), "Ville": "Nantes", **fields})


@asynccontextmanager
async def wrapped(sandbox: Sandbox, wrap: Callable[[HttpClient], HttpClient]) -> AsyncIterator[Provider]:
    """A provider whose client is wrapped once the sheet is known."""
    vendor, entry = GoogleSheets(), sandbox.directory()["vendors"]["google_sheets"]
    settings = ConnectionSettings(document=entry["document"])
    async with client(sandbox) as http:
        setup = vendor.setup(http, settings, Grant())
        account, schema = await setup.account(), await setup.describe()
        yield vendor.provider(wrap(http), settings, schema, account)


def meddling(*acts: Callable[[], object]) -> Callable[[HttpClient], HttpClient]:
    return lambda http: Meddled(http, acts)


def cities(control: SheetsControl) -> dict[str, str]:
    return {row[KEY]: row["Ville"] for row in control.rows()}


def test_only_cells_that_changed_are_written(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    keyed(control, "mara", "ines")
    sent: list[Request] = []

    async def story() -> None:
        async with wrapped(sandbox, lambda http: Recorder(http, sent)) as provider:
            phones = {"phones": None, "phones:mobile": "06 39 98 12 34"}
            fields = {"city": "Rezé", "first_name": "Mara", "phones": phones}
            expected = {"city": "Nantes", "first_name": "Mara", "phones": None}
            done((await provider.update(LEADS, [update("mara", fields, expected)]))[0])
            row = control.keyed("mara")
            assert (row["Ville"], row["Mobile"], row["Téléphone"]) == ("Rezé", "06 39 98 12 34", None)

    run_async(story())
    (write,) = [request for request in sent if request.endpoint.endswith(":batchUpdate")]
    assert write.json is not None
    assert write.json.count(b"updateCells") == 2
    assert not write.may_repeat


def test_an_update_that_comes_to_nothing_writes_nothing(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.calls()
            done((await provider.update(LEADS, [update("mara", {"city": "Nantes"}, {"city": "Nantes"})]))[0])
            assert "POST /v4/spreadsheets/{id}:batchUpdate" not in control.calls()

    run_async(story())


def test_texts_stay_texts(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    texts = {"first_name": "=cmd|' /C calc'!A0", "postal_code": "01000", "job_title": "+33612345678", "city": "1/2"}

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            made = done((await provider.create(LEADS, [create("a", texts)]))[0])
            assert {field: made.fields[field] for field in texts} == texts
            again = {field: f"{text}0" for field, text in texts.items()}
            done((await provider.update(LEADS, [update("a", again, texts)]))[0])
            row = control.keyed("a")
            assert [row[name] for name in ("Prénom", "Code postal", "Fonction", "Ville")] == list(again.values())

    run_async(story())


def test_numbers_and_dates_are_numbers_and_dates(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    fields = {"asking_price": "320000", "property_surface_m2": "82.5", "last_contact_at": "2026-05-04T07:00:00.000Z"}

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            made = done((await provider.create(LEADS, [create("a", fields, "Mara")]))[0])
            assert {field: made.fields[field] for field in fields} == fields
            row = control.keyed("a")
            assert (row["Prix demandé"], row["Surface (m²)"], row["Dernier contact"]) == (320000, 82.5, 46146.375)
            later = {"last_contact_at": "2026-12-01T09:30:00.000Z"}
            changed = done((await provider.update(LEADS, [update("a", later, fields)]))[0])
            assert changed.fields["last_contact_at"] == later["last_contact_at"]

    run_async(story())


def test_a_date_that_nobody_here_can_read_is_not_overwritten(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """No computer knows such a time zone by its name, and Windows knows none."""
    keyed(control, "mara", **{"Dernier contact": "12/05/2026 10:00"})
    control.edit("spreadsheet", None, {"time_zone": "GMT+01:00"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            typed = {"last_contact_at": "2026-11-20T10:00:00.000Z"}
            for fields in (typed, {"last_contact_at": None}):
                (refused,) = await provider.update(LEADS, [update("mara", fields, {})])
                assert isinstance(refused, Refused)
                assert (refused.error.key, refused.error.data["remote_field"]) == (
                    "time_zone_unknown",
                    "last_contact_at",
                )
            assert control.keyed("mara")["Dernier contact"] == 46154.416666666664
            (made,) = await provider.create(LEADS, [create("a", {"first_name": "Ines", **typed})])
            assert isinstance(made, Done)
            assert made.left_out == {"last_contact_at"}, "it goes out as a change, which is told at the field"
            assert control.keyed("a")["Dernier contact"] is None

    run_async(story())


def test_formulas_are_not_overwritten(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    keyed(control, "mara", Estimation="=1000*2")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            items = [
                update("mara", {"estimate": "5"}, {"estimate": "2000"}),
                update("mara", {"city": "Rezé"}, {"city": "Nantes"}),
            ]
            refused, written = await provider.update(LEADS, items)
            assert isinstance(refused, Refused)
            assert refused.error.key == "cell_computed"
            assert refused.error.data["remote_field"] == "estimate"
            assert done(written).fields["city"] == "Rezé"
            assert control.keyed("mara")["Estimation"] == 2000
            control.edit(TAB, "mara", {"Prénom": "'=cmd"})
            fields, expected = {"first_name": "Mara"}, {"first_name": "=cmd"}
            done((await provider.update(LEADS, [update("mara", fields, expected)]))[0])

    run_async(story())


def test_what_changed_meanwhile_is_not_overwritten(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara", "ines")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.edit(TAB, "mara", {"Ville": "Vertou"})
            items = [update(key, {"city": "Rezé"}, {"city": "Nantes"}) for key in ("mara", "ines", "gone")]
            refused, written, missing = await provider.update(LEADS, items)
            assert isinstance(refused, Refused)
            assert refused.error.key == "changed_meanwhile"
            assert isinstance(written, Done)
            assert isinstance(missing, Refused)
            assert missing.error.key == "row_not_there"
            assert cities(control) == {"mara": "Vertou", "ines": "Rezé"}

    run_async(story())


def sort(control: SheetsControl) -> Callable[[], object]:
    return lambda: control.edit("sort", None, {"by": "Prénom"})


def insert(control: SheetsControl) -> Callable[[], object]:
    return lambda: control.edit("rows", None, {"insert": 2})


def remove(control: SheetsControl) -> Callable[[], object]:
    return lambda: control.remove(TAB, "zoe")


def swap(control: SheetsControl) -> Callable[[], object]:
    return lambda: control.edit("columns", "Ville", {"to": 2})


RACES = pytest.mark.parametrize("race", [[sort], [insert], [remove], [swap], [sort, insert], [insert, sort, swap]])


@RACES
def test_rows_that_move_before_a_write(
    race: Sequence[Callable[[SheetsControl], Callable[[], object]]],
    sandbox: Sandbox,
    control: SheetsControl,
    run_async: RunAsync,
) -> None:
    keyed(control, "zoe", "mara", "ines", "alix")
    control.edit(TAB, "ines", {"Ville": '="Nan" & "tes"'})

    async def story() -> None:
        async with wrapped(sandbox, meddling(*(act(control) for act in race))) as provider:
            items = [update(key, {"city": f"À {key}"}, {"city": "Nantes"}) for key in ("mara", "alix")]
            outcomes = await provider.update(LEADS, items)
            assert [done(outcome).fields["city"] for outcome in outcomes] == ["À mara", "À alix"]
            expected = {"zoe": "Nantes", "mara": "À mara", "ines": "Nantes", "alix": "À alix"}
            if remove in race:
                del expected["zoe"]
            assert cities(control) == expected
            refused = (await provider.update(LEADS, [update("ines", {"city": "X"}, {"city": "Nantes"})]))[0]
            assert isinstance(refused, Refused)
            assert refused.error.key == "cell_computed", "the formula is a formula again"

    run_async(story())


def test_several_values_that_went_into_a_row_of_a_colleague_are_taken_out_again(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """A row without a key: who was written into it would be a lead of its own."""
    keyed(control, "mara")
    fields: dict[str, Raw] = {"city": "Rezé", "job_title": "Notaire", "description": "Rappeler"}

    async def story() -> None:
        async with wrapped(sandbox, meddling(insert(control))) as provider:
            done((await provider.update(LEADS, [update("mara", fields, {"city": "Nantes"})]))[0])
            (row,) = [row for row in control.rows() if any(row[name] for name in ("Ville", "Fonction"))]
            assert (row[KEY], row["Ville"], row["Fonction"]) == ("mara", "Rezé", "Notaire")

    run_async(story())


@pytest.mark.parametrize("race", [[sort], [insert], [remove], [swap], [sort, insert], [insert, sort]])
def test_rows_that_move_before_a_removal(
    race: Sequence[Callable[[SheetsControl], Callable[[], object]]],
    sandbox: Sandbox,
    control: SheetsControl,
    run_async: RunAsync,
) -> None:
    keyed(control, "zoe", "mara", "ines", "alix", Négociateur="Julien")
    before = {row[KEY]: {**row, "#": 0} for row in control.rows()}

    async def story() -> None:
        async with wrapped(sandbox, meddling(*(act(control) for act in race))) as provider:
            assert await provider.delete(LEADS, ["mara"]) == [Done(None)]
            left = {row[KEY]: {**row, "#": 0} for row in control.rows()}
            if remove in race:  # a row that a colleague removed in the same moment may come back
                left.setdefault("zoe", before["zoe"])
            assert left == {key: row for key, row in before.items() if key != "mara"}

    run_async(story())


@pytest.mark.parametrize("race", [[insert], [insert, insert]])
def test_a_row_without_a_key_that_was_removed_instead_comes_back(
    race: Sequence[Callable[[SheetsControl], Callable[[], object]]],
    sandbox: Sandbox,
    control: SheetsControl,
    run_async: RunAsync,
) -> None:
    """A line of totals, or somebody whom a colleague has just typed."""
    keyed(control, "zoe")
    control.row(Nom="TOTAL", Estimation="=1000*2", Négociateur="Julien")
    keyed(control, "mara")

    async def story() -> None:
        async with wrapped(sandbox, meddling(*(act(control) for act in race))) as provider:
            assert await provider.delete(LEADS, ["mara"]) == [Done(None)]
            left = sorted((str(row[KEY]), row["Nom"], row["Estimation"], row["Négociateur"]) for row in control.rows())
            assert left == [("None", "TOTAL", 2000, "Julien"), ("zoe", None, None, None)]

    run_async(story())


@RACES
def test_rows_that_move_before_a_creation(
    race: Sequence[Callable[[SheetsControl], Callable[[], object]]],
    sandbox: Sandbox,
    control: SheetsControl,
    run_async: RunAsync,
) -> None:
    keyed(control, "zoe", "mara")
    fields = {"first_name": "Ines", "city": "Rezé", "last_contact_at": "2026-05-04T07:00:00.000Z"}

    async def story() -> None:
        async with wrapped(sandbox, meddling(*(act(control) for act in race))) as provider:
            outcomes = await provider.create(LEADS, [create(key, fields) for key in ("a", "b")])
            if swap in race:  # the key itself may stand in another column then: it is looked for before the next try
                outcomes = await provider.create(LEADS, [create(key, fields) for key in ("a", "b")])
            for outcome in outcomes:
                assert {field: done(outcome).fields[field] for field in fields} == fields
            assert {row[KEY] for row in control.rows()} >= {"a", "b", "mara"}

    run_async(story())


def test_a_new_row_goes_below_the_last_one_and_the_grid_grows(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")
    control.edit(TAB, "#1000", {"Ville": "tout en bas"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            done((await provider.create(LEADS, [create("a", {"city": "Rezé"})]))[0])
            assert control.keyed("a")["#"] == 1001

    run_async(story())


def test_a_new_row_without_anything_gets_its_title(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            made = done((await provider.create(LEADS, [create("a", {"city": None}, "Mme Voss")]))[0])
            assert made.fields["last_name"] == "Mme Voss"
            assert (await provider.fetch(LEADS, ["a"]))["a"] == made

    run_async(story())


def test_a_column_that_is_gone_refuses_its_value_alone(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.remove("columns", "Ville")
            items = [create("a", {"city": "Rezé"}), create("b", {"first_name": "Jo"})]
            refused, made = await provider.create(LEADS, items)
            assert isinstance(refused, Refused)
            assert (refused.error.key, refused.error.data["remote_field"]) == ("property_missing", "city")
            assert refused.error.data["vendor_words"] == "Ville", "as people know it"
            assert isinstance(made, Done)
            outcome = (await provider.update(LEADS, [update("mara", {"city": "Rezé"}, {"city": "Nantes"})]))[0]
            assert isinstance(outcome, Refused)
            assert (outcome.error.key, outcome.error.data["vendor_words"]) == ("property_missing", "Ville")

    run_async(story())


def test_protected_cells(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    keyed(control, "mara")
    control.traits(role="writer")
    control.edit("protect", None, {"column": "Ville"})

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            rules = provider.objects()[0].rules(Kind.LEAD)
            assert not rules["city"].writable
            assert rules["first_name"].writable
            items = [
                update("mara", {"city": "Rezé"}, {"city": "Nantes"}),
                update("mara", {"first_name": "Maria"}, {"first_name": "Mara"}),
            ]
            refused, written = await provider.update(LEADS, items)
            assert isinstance(refused, Refused)
            assert refused.error.key == "property_read_only"
            assert done(written).fields["first_name"] == "Maria"

    run_async(story())


@pytest.mark.parametrize("verb", ["create", "update", "delete"])
def test_a_write_whose_answer_is_lost_is_in_doubt(
    verb: str, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.fault(
                "drop_after", method="POST", path="/v4/spreadsheets/1crmdeskDemo0Prospects0Talensac0Immobilier00:b"
            )
            outcome = (await act(provider, verb))[0]
            assert isinstance(outcome, Unknown)
            outcome = (await act(provider, verb))[0]
            assert not isinstance(outcome, Unknown)
            assert cities(control) == {
                "create": {"mara": "Nantes", "a": "Rezé"}, "update": {"mara": "Rezé"}, "delete": {},
            }[verb]  # fmt: skip

    run_async(story())


async def act(provider: Provider, verb: str) -> Sequence[Outcome]:
    if verb == "create":
        return await provider.create(LEADS, [create("a", {"city": "Rezé"})])
    if verb == "update":
        return await provider.update(LEADS, [update("mara", {"city": "Rezé"}, {})])
    return await provider.delete(LEADS, ["mara"])


@pytest.mark.parametrize("verb", ["create", "update", "delete"])
@pytest.mark.parametrize("error", [Unreachable("unreachable"), RateLimited("rate_limited", retry_after_s=5.0)])
def test_a_write_that_cannot_be_looked_at_afterwards_is_in_doubt(
    verb: str, error: Exception, sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    keyed(control, "mara")

    async def story() -> None:
        ending = "values:batchGetByDataFilter"
        async with wrapped(sandbox, lambda http: Broken(http, ending, 2, error)) as provider:
            outcome = (await act(provider, verb))[0]
            assert isinstance(outcome, Unknown)
            assert isinstance(outcome.error, OutcomeUnknown)

    run_async(story())


def test_a_row_whose_date_could_not_be_added_is_in_doubt(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    fields = {"first_name": "Mara", "last_contact_at": "2026-05-04T07:00:00.000Z"}

    async def story() -> None:
        error = Unreachable("unreachable")
        async with wrapped(sandbox, lambda http: Broken(http, ":batchUpdate", 1, error)) as provider:
            (outcome,) = await provider.create(LEADS, [create("a", fields)])
            assert isinstance(outcome, Unknown), "the row is there: it must not be taken for not made"
        async with sheets(sandbox) as (_, _, provider):
            (outcome,) = await provider.create(LEADS, [create("a", fields)])
            assert done(outcome).fields["last_contact_at"] is None, "the row of the first attempt, as it is"
        assert len(control.rows()) == 1

    run_async(story())


@pytest.mark.thorough
def test_a_batch_of_many_is_few_calls(sandbox: Sandbox, control: SheetsControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            control.calls()
            items = [create(f"k{number}", {"city": "Rezé"}) for number in range(1200)]
            assert all(isinstance(outcome, Done) for outcome in await provider.create(LEADS, items))
            calls = control.calls()
            assert calls["POST /v4/spreadsheets/{id}:batchUpdate"] == 2
            assert sum(calls.values()) <= 12
            changes = [update(f"k{number}", {"city": "Vertou"}, {"city": "Rezé"}) for number in range(500)]
            assert all(isinstance(outcome, Done) for outcome in await provider.update(LEADS, changes))
            calls = control.calls()
            assert calls["POST /v4/spreadsheets/{id}:batchUpdate"] == 1
            assert sum(calls.values()) == 4

    run_async(story())
