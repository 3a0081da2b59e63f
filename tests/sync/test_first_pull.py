"""A first pull sets the indexes aside: it dies, fails, is edited into, shares the store, and nothing is missing."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from functools import partial
from pathlib import Path

import pytest

from crmdesk.domain.errors import Unreachable
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Cursor, Feed, Page
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import editing, indexing
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListQuery
from tests.sync.invariants import check, check_at_rest
from tests.sync.kit import PEOPLE, Crash, Office, WatchedAccount, Wire

ROWS = 60
Act = Callable[[], object]


@pytest.fixture(autouse=True)
def small_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.sync.pull.CHUNK", 8)
    monkeypatch.setattr(indexing, "SLICE", 13)


class Paged(Wire):
    """Pages of four rows; ``at`` holds what happens before a page of people is handed over, by its number."""

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        self.only = frozenset({PEOPLE})
        self.at: dict[int, Act] = {}

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        number = 0
        async for page in super().pull(feed, cursor):
            self.at.pop(number, lambda: None)()
            number += 1
            yield page


def _account(office: Office, name: str = "a", rows: int = ROWS) -> Paged:
    wire = Paged(WatchedAccount(office.clock, Behaviour(page=4)))
    for number in range(rows):
        fields = {"last_name": f"Durand {name}{number}", "city": ["Nantes", "Brest"][number % 2]}
        wire.account.edit(PEOPLE, None, fields, kind=[Kind.LEAD, Kind.CONTACT][number % 3 == 0])
    office.clock.tick(60)
    office.attach(name, wire)
    return wire


def _is_whole(office: Office, count: int | None = None) -> None:
    """Lists and search tell the same rows, in every order."""
    assert office.read(indexing.unindexed) == set()
    found = 0
    for kind in (Kind.LEAD, Kind.CONTACT):
        there = {row.id for row in office.sql(f"SELECT id FROM {kind.value}")}  # noqa: S608 - our own names
        for query in (ListQuery(kind), ListQuery(kind, sort="city"), ListQuery(kind, search="durand")):
            rows = office.read(partial(lists.page, query=query, limit=1000))
            assert sorted(row.id for row in rows) == sorted(there)
        found += len(there)
    assert count is None or found == count
    assert office.sql("PRAGMA integrity_check")[0][0] == "ok"


def test_the_indexes_are_set_aside_while_rows_come(office: Office) -> None:
    wire = _account(office)
    seen: list[set[Kind]] = []
    wire.at[6] = lambda: office.meanwhile(lambda unit: seen.append(indexing.unindexed(unit.connection)))
    office.synced()
    assert seen == [{Kind.LEAD, Kind.CONTACT}]
    _is_whole(office, ROWS)


def test_few_rows_leave_the_indexes_alone(office: Office) -> None:
    wire = _account(office, rows=7)
    seen: list[set[Kind]] = []
    wire.at[1] = lambda: office.meanwhile(lambda unit: seen.append(indexing.unindexed(unit.connection)))
    office.synced()
    assert seen == [set()]
    _is_whole(office, 7)


def test_a_later_pull_leaves_the_indexes_alone(office: Office) -> None:
    wire = _account(office)
    office.synced()
    for id in wire.account.there():
        wire.account.edit(PEOPLE, id, {"city": "Vannes"})
    seen: list[set[Kind]] = []
    wire.at[6] = lambda: office.meanwhile(lambda unit: seen.append(indexing.unindexed(unit.connection)))
    office.synced()
    assert seen == [set()]
    _is_whole(office, ROWS)


@pytest.mark.parametrize("winner", ["5", "9"])
def test_who_is_merged_into_somebody_while_rows_come_is_nobody_of_its_own(office: Office, winner: str) -> None:
    """Whether both are written together or one after the other."""
    wire = _account(office)
    wire.at[0] = lambda: wire.account.merge(PEOPLE, winner, "1")
    office.synced()
    tied = office.sql("SELECT remote_id FROM link WHERE state = 'active'")
    assert sorted(id for (id,) in tied) == sorted(wire.account.there())
    living = office.sql(
        "SELECT (SELECT count(*) FROM lead WHERE life = 'live') + count(*) FROM contact WHERE life = 'live'"
    )
    assert living == [(ROWS - 1,)]


@pytest.mark.parametrize("winner", ["5", "20"])
def test_what_names_somebody_who_is_merged_while_rows_come_names_the_survivor(office: Office, winner: str) -> None:
    """Whether the two are written together or one after the other; the account goes on naming the row that went."""
    wire = _account(office, rows=24)
    wire.only = frozenset({PEOPLE, "deals"})
    deal = wire.account.edit("deals", None, {"name": "Maison", "contacts": [[PEOPLE, "1"], [PEOPLE, "2"]]})
    office.synced()
    for id in wire.account.there():
        wire.account.edit(PEOPLE, id, {"job_title": "Notaire"})
    wire.at[0] = lambda: wire.account.merge(PEOPLE, winner, "1")
    office.settle()
    named = office.value(office.record_of(deal, object="deals"), "contacts")
    assert sorted(named) == sorted(map(office.record_of, (winner, "2")))


@pytest.mark.thorough
def test_a_crash_at_any_commit_leaves_nothing_out(tmp_path: Path) -> None:
    point, crashed, interrupted = 1, True, 0
    while crashed:
        with Office(tmp_path / str(point)) as office:
            _account(office)
            office.commits, office.crash_at, crashed = 0, point, False
            try:
                office.sync()
            except Crash:
                crashed = True
            office.crash_at = None
            if crashed:
                interrupted += bool(office.read(indexing.unindexed))
                office.reopen()
                check(office)
                _is_whole(office)
            office.settle()
            _is_whole(office, ROWS)
            check_at_rest(office)
        point += 9
    assert interrupted > 3


def test_a_pull_that_fails_brings_the_indexes_back(office: Office) -> None:
    wire = _account(office)

    def fail() -> None:
        raise Unreachable("unreachable", host="memory")

    wire.at[9] = fail
    assert office.sync().status is RunStatus.FAILED
    _is_whole(office)
    assert 20 <= office.sql("SELECT count(*) FROM link")[0][0] < ROWS, "what was read before is kept"
    office.settle()
    _is_whole(office, ROWS)


def test_what_is_typed_meanwhile_is_found_and_sent(office: Office) -> None:
    wire = _account(office)
    made: list[str] = []

    def type_something() -> None:
        first = wire.account.there()[0]
        query = "SELECT record FROM link WHERE remote_id = ?"
        known: list[str] = []
        office.meanwhile(lambda unit: known.append(unit.connection.exec_driver_sql(query, (first,)).scalar_one()))
        office.meanwhile(lambda unit: editing.edit(unit, known[0], {"last_name": "Durand-Moreau"}))
        office.meanwhile(lambda unit: made.append(editing.create(unit, Kind.LEAD, {"last_name": "Durand"})[0]))

    wire.at[8] = type_something
    office.settle()
    _is_whole(office, ROWS + 1)
    assert wire.account.value(wire.account.there()[0], "last_name") == "Durand-Moreau"
    assert office.link(made[0]).remote_id in wire.account.there()
    check_at_rest(office)


def test_another_run_leaves_the_indexes_to_a_first_pull(office: Office) -> None:
    """An idle run of an account that is up to date ends while the other one reads on."""
    _account(office, "b", rows=1)
    office.synced("b")
    wire = _account(office)
    seen: list[tuple[bool, set[Kind]]] = []

    def look() -> None:
        step = partial(indexing.bring_back, connection=office.ids["b"])
        office.meanwhile(lambda unit: seen.append((step(unit), indexing.unindexed(unit.connection))))

    wire.at[9] = look
    office.synced()
    assert seen == [(False, {Kind.LEAD, Kind.CONTACT})]
    _is_whole(office, ROWS + 1)


def test_a_second_account_with_as_many_rows(office: Office) -> None:
    _account(office)
    _account(office, "b")
    office.synced("a")
    office.synced("b")
    _is_whole(office, 2 * ROWS)
    office.settle()
    check_at_rest(office)
