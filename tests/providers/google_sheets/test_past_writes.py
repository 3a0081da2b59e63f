"""What crmdesk has written is known as if it had been read: a sort right after it takes nobody's key away."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Cursor, Done, Provider, Update
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.google_sheets import TAB, SheetsControl, sheets
from tests.providers.google_sheets.meddling import Meddled
from tests.providers.google_sheets.test_feeds import names, pulled, sorted_without_keys, three
from tests.providers.google_sheets.test_writes import wrapped


async def written(provider: Provider, ids: list[str]) -> None:
    """A new row, and another city in each of these."""
    (made,) = await provider.create("leads", [Create("01KEY", Kind.LEAD, {"first_name": "Adèle"}, "Adèle")])
    assert isinstance(made, Done)
    city = {"city": "Vertou"}
    done = await provider.update("leads", [Update(id, Kind.LEAD, city, {"city": "Nantes"}) for id in ids])
    assert all(isinstance(each, Done) for each in done)


def past_writes(provider: Provider, cursor: Cursor) -> Cursor:
    return provider.past_writes(provider.feeds()[0], cursor)


def test_a_sort_without_the_keys_is_recognised_after_rows_were_written(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            first = await pulled(provider)
            before = names(first)
            await written(provider, [*before])
            cursor = past_writes(provider, first[-1].cursor)
            sorted_without_keys(control)
            again = await pulled(provider, cursor)
            assert names(again) == {**before, "01KEY": "Adèle"}
            assert {row["Ville"] for row in control.rows()} == {"Vertou", None}

    run_async(story())


def test_what_somebody_changed_besides_is_not_taken_for_what_was_written(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    """The row may as well hold another lead by then."""
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            first = await pulled(provider)
        ines = next(id for id, name in names(first).items() if name == "Ines")
        meddling = [lambda: None, lambda: control.edit(TAB, ines, {"Prénom": "Inès"})]
        async with wrapped(sandbox, lambda inner: Meddled(inner, meddling)) as provider:
            await written(provider, [*names(first)])
            rows = past_writes(provider, first[-1].cursor)["rows"]
        told = first[-1].cursor["rows"]
        assert {key for key in rows if rows[key] != told.get(key)} == {"01KEY", *told} - {ines}

    run_async(story())


def test_what_was_changed_before_it_was_written_is_not_known_either(
    sandbox: Sandbox, control: SheetsControl, run_async: RunAsync
) -> None:
    three(control)

    async def story() -> None:
        async with sheets(sandbox) as (_, _, provider):
            first = await pulled(provider)
            ines = next(id for id, name in names(first).items() if name == "Ines")
            control.edit(TAB, ines, {"Prénom": "Inès"})
            await written(provider, [ines])
            rows = past_writes(provider, first[-1].cursor)["rows"]
            assert rows[ines] == first[-1].cursor["rows"][ines]

    run_async(story())
