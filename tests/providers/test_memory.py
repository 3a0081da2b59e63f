"""The switches of the vendor in memory, beyond the contract."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import OutcomeUnknown, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Cursor, Done, Feed, Needle, Page, Refused, RemoteRecord, Unknown, Update
from crmdesk.providers.memory import MemoryProvider
from crmdesk.providers.memory_account import Behaviour, MemoryAccount, Mishap, Rewriting
from tests.conftest import RunAsync

PEOPLE = Feed("people", "people")


class Clock:
    """Stands still unless it is moved."""

    def __init__(self) -> None:
        self.now_ms = 1_795_000_000_000

    def __call__(self) -> int:
        return self.now_ms


def opened(behaviour: Behaviour | None = None) -> tuple[MemoryAccount, MemoryProvider, Clock]:
    clock = Clock()
    account = MemoryAccount(clock, behaviour)
    return account, MemoryProvider(account), clock


async def pulled(provider: MemoryProvider, cursor: Cursor | None = None) -> list[Page]:
    return [page async for page in provider.pull(PEOPLE, cursor)]


def lead(key: str = "K1", **fields: str) -> Create:
    return Create(key, Kind.LEAD, fields, "Titre")


@pytest.mark.parametrize(
    ("rewriting", "stored"),
    [(Rewriting.NONE, "Mara von Voss"), (Rewriting.UPPER, "MARA VON VOSS"), (Rewriting.TRUNCATE, "Mara von V")],
)
def test_what_is_made_of_a_text(run_async: RunAsync, rewriting: Rewriting, stored: str) -> None:
    _, provider, _ = opened(Behaviour(rewriting=rewriting))
    item = lead(first_name="Mara von Voss", property_type="house", asking_price="250000")
    outcome = run_async(provider.create("people", [item]))[0]
    assert isinstance(outcome, Done)
    assert outcome.record is not None
    assert outcome.record.fields["first_name"] == stored
    assert outcome.record.fields["property_type"] == "house", "only texts are rewritten"


def test_a_late_index_hides_a_change_until_its_time(run_async: RunAsync) -> None:
    async def story() -> None:
        account, provider, clock = opened(Behaviour(index_lag_ms=500))
        assert provider.capabilities.index_lag_s == 0.5
        id = account.edit("people", None, {"first_name": "Mara"}, kind=Kind.LEAD)
        needle = Needle(name="Mara")
        assert not await provider.find("people", Kind.LEAD, needle)
        assert isinstance((await provider.fetch("people", [id]))[id], RemoteRecord)
        pages = await pulled(provider)
        assert not pages[-1].records
        clock.now_ms += 500
        assert [record.id for record in await provider.find("people", Kind.LEAD, needle)] == [id]
        assert [record.id for record in (await pulled(provider, pages[-1].cursor))[-1].records] == [id]

    run_async(story())


def test_without_a_key_a_repetition_makes_a_second_row(run_async: RunAsync) -> None:
    async def story() -> None:
        account, provider, _ = opened(Behaviour(keyed=False))
        assert not any(spec.keyed for spec in provider.objects())
        for _ in range(2):
            await provider.create("people", [lead(first_name="Mara")])
        assert len(account.rows["people"]) == 2

    run_async(story())


@pytest.mark.parametrize("listed", [True, False])
def test_deletions_are_listed_or_not(run_async: RunAsync, listed: bool) -> None:
    async def story() -> None:
        account, provider, _ = opened(Behaviour(lists_deletions=listed))
        id = account.edit("people", None, {}, kind=Kind.LEAD)
        account.delete("people", id)
        page = (await pulled(provider))[-1]
        assert not page.records
        assert [absence.id for absence in page.absences] == ([id] if listed else [])

    run_async(story())


def test_pages_have_their_size(run_async: RunAsync) -> None:
    account, provider, clock = opened(Behaviour(page=2))
    for number in range(5):
        clock.now_ms += number % 2
        account.edit("people", None, {"first_name": f"N{number}"}, kind=Kind.LEAD)
    pages = run_async(pulled(provider))
    assert [len(page.records) for page in pages] == [2, 2, 1]
    assert [page.total for page in pages] == [5, 5, 5]


def test_mishaps_of_a_write(run_async: RunAsync) -> None:
    async def story() -> None:
        account, provider, _ = opened()
        account.mishaps += [
            ("create", Mishap.LOST_BEFORE),
            ("create", Mishap.LOST_AFTER),
            ("create", Mishap.REFUSED),
            ("create", Mishap.OFFLINE),
        ]
        rows = account.rows["people"]
        assert isinstance((await provider.create("people", [lead("A")]))[0], Unknown)
        assert not rows
        assert isinstance((await provider.create("people", [lead("B")]))[0], Unknown)
        assert [row.key for row in rows.values()] == ["B"]
        assert isinstance((await provider.create("people", [lead("C")]))[0], Refused)
        with pytest.raises(Unreachable):
            await provider.create("people", [lead("D")])
        assert isinstance((await provider.create("people", [lead("E")]))[0], Done)
        assert [row.key for row in rows.values()] == ["B", "E"]

    run_async(story())


@pytest.mark.parametrize("verb", ["pull", "fetch", "find", "authorship"])
def test_mishaps_of_a_read(run_async: RunAsync, verb: str) -> None:
    async def read(provider: MemoryProvider) -> None:
        match verb:
            case "pull":
                await pulled(provider)
            case "fetch":
                await provider.fetch("people", ["1"])
            case "find":
                await provider.find("people", Kind.LEAD, Needle(name="x"))
            case _:
                await provider.authorship("people", {"1": ["city"]})

    account, provider, _ = opened()
    account.mishaps += [("update", Mishap.OFFLINE), (verb, Mishap.LOST_AFTER), (verb, Mishap.OFFLINE)]
    with pytest.raises(OutcomeUnknown):
        run_async(read(provider))
    with pytest.raises(Unreachable):
        run_async(read(provider))
    run_async(read(provider))
    assert account.mishaps == [("update", Mishap.OFFLINE)]


def test_a_row_can_be_converted(run_async: RunAsync) -> None:
    async def story() -> None:
        account, provider, _ = opened()
        id = account.edit("people", None, {"first_name": "Mara", "status": "new"}, kind=Kind.LEAD)
        account.edit("people", id, {}, kind=Kind.CONTACT)
        found = (await provider.fetch("people", [id]))[id]
        assert isinstance(found, RemoteRecord)
        assert found.kind is Kind.CONTACT
        assert "status" not in found.fields

    run_async(story())


def test_a_row_that_is_gone_is_not_changed(run_async: RunAsync) -> None:
    async def story() -> None:
        account, provider, _ = opened()
        id = account.edit("people", None, {}, kind=Kind.LEAD)
        account.delete("people", id)
        update = Update(id, Kind.LEAD, {"city": "Nantes"}, {"city": None})
        assert isinstance((await provider.update("people", [update]))[0], Refused)

    run_async(story())
