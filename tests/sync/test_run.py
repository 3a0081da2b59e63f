"""A run as a whole: its lease, its journal, its report, and how it is cancelled."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crmdesk.domain.events import RunProgress, RunReport, RunStage, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections, editing, leases
from crmdesk.store.connections import Connection
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.store.store import ThreadedStore
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import LEASE_S, OpenAccount, Reach, Run
from tests.conftest import RunAsync
from tests.store.template import KEY
from tests.sync.clock import Clock
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import known


def test_a_second_run_of_a_connection_is_told_that_it_is_busy(office: Office) -> None:
    office.connect()
    office.write(lambda unit: leases.acquire(unit, f"run:{office.ids['a']}", "somebody else", LEASE_S))
    report = office.sync()
    assert (report.status, report.error and report.error.key) == (RunStatus.BUSY, "run_elsewhere")
    assert not office.sql("SELECT * FROM run")
    office.clock.tick(LEASE_S + 1)
    assert office.sync().status is RunStatus.DONE
    assert not office.sql("SELECT * FROM lease")


def test_a_long_run_keeps_its_lease(office: Office) -> None:
    wire = office.connect()
    run = office.run_of(holder="first")
    naps: list[float] = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        office.clock.tick(seconds)
        if len(naps) == 5:
            raise asyncio.CancelledError

    async def keep() -> None:
        await run.keep_lease(sleep)

    def long() -> None:
        coro = keep()
        with pytest.raises(asyncio.CancelledError):
            coro.send(None)

    wire.on("pull people", long)
    wire.on("pull deals", lambda: None)
    assert office.run(run.execute()).status is RunStatus.DONE
    assert sum(naps) > LEASE_S


def test_a_lease_that_another_process_had_meanwhile_is_lost_also_where_it_was_given_back(office: Office) -> None:
    wire = office.connect()
    run = office.run_of(holder="first")
    lease = f"{RUN_LEASE}{office.ids['a']}"
    naps: list[float] = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        assert len(naps) == 1, "it was taken anew"
        office.clock.tick(seconds + LEASE_S)
        office.meanwhile(lambda unit: leases.acquire(unit, lease, "another process", LEASE_S))
        office.meanwhile(lambda unit: leases.release(unit, lease, "another process"))

    def overtaken() -> None:
        with pytest.raises(StopIteration):
            run.keep_lease(sleep).send(None)
        assert not office.sql("SELECT * FROM lease")

    wire.on("pull people", overtaken)
    office.run(run.execute())


@pytest.mark.parametrize("place", ["pull deals", "fetch people", "update people", "create people", "delete people"])
def test_a_cancelled_run_is_closed_and_the_next_one_finishes_it(office: Office, place: str) -> None:
    wire = office.connect()
    ids = [wire.account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD) for name in ("A", "B")]
    office.synced()
    edited, deleted = [office.record_of(id) for id in ids]
    office.edit(edited, city="Nantes")
    office.delete(deleted)
    made = office.new(last_name="C")

    def cancel() -> None:
        raise asyncio.CancelledError

    wire.on(place, cancel)
    with pytest.raises(asyncio.CancelledError):
        office.sync()
    assert office.sql("SELECT status FROM run ORDER BY id DESC")[0].status == "cancelled"
    assert not office.sql("SELECT * FROM lease")
    office.settle()
    check_at_rest(office)
    assert sorted(map(office.record_of, wire.account.there())) == sorted([edited, made])


@pytest.mark.parametrize("keyed", [True, False])
def test_what_is_sent_is_counted_as_it_goes(office: Office, keyed: bool) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=keyed), only=(PEOPLE,))
    people = [office.new(first_name="Ann", last_name=f"Martin {number}") for number in range(3)]
    office.synced()
    told = _told_of(office, wire)
    assert told == []
    for record in people[:2]:
        office.delete(record)
    for number in range(3):
        office.new(first_name="Marc", last_name=f"Duval {number}")
    office.edit(people[2], city="Nice")
    told = _told_of(office, wire)
    searched = [] if keyed else [(RunStage.VERIFY, done, 6) for done in range(3)]
    assert told == [
        *searched,
        (RunStage.SEND, 0, 6),
        (RunStage.SEND, 3, 6),
        (RunStage.VERIFY, 3, 6),
        (RunStage.SEND, 3, 6),
        (RunStage.SEND, 4, 6),
        (RunStage.VERIFY, 4, 6),
        (RunStage.SEND, 4, 6),
        (RunStage.SEND, 6, 6),
    ]


def _told_of(office: Office, wire: Wire) -> list[tuple[RunStage, int, int | None]]:
    """What a run tells of its sending."""
    run = office.run_of()
    seen: list[RunProgress] = []
    run.emit = seen.append
    run.account = OpenAccount(wire)
    assert office.run(run.execute()).status is RunStatus.DONE
    return [(each.stage, each.done, each.total) for each in seen if each.stage is not RunStage.READ]


def test_a_report_tells_what_was_done_and_how_far_it_was(office: Office) -> None:
    wire = office.connect()
    for name in ("A", "B"):
        wire.account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD)
    office.new(last_name="C")
    run = office.run_of()
    seen: list[RunProgress] = []
    run.emit = seen.append
    run.account = OpenAccount(wire, lambda: len(wire.calls), lambda: 1.5)
    report: RunReport = office.run(run.execute())
    assert report.status is RunStatus.DONE
    expected = {"pulled": 2, "new": 2, "pushed": 1, "conflicts_opened": 0, "problems": 0, "calls": len(wire.calls)}
    assert {name: report.counts[name] for name in expected} == expected
    assert report.seconds > 0
    assert {progress.stage for progress in seen} >= {RunStage.READ, RunStage.SEND}
    assert [each.total for each in seen if each.object == PEOPLE and each.stage is RunStage.READ] == [2]
    (row,) = office.sql("SELECT last_success, clock_offset_s FROM connection")
    assert (row.last_success is not None, row.clock_offset_s) == (True, 1.5)


def test_the_real_store_of_the_program_tells_the_same_story(tmp_path: Path, run_async: RunAsync) -> None:
    clock = Clock()
    wire = Wire(WatchedAccount(clock, Behaviour()))
    id = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    changes: list[object] = []

    def tick() -> float:
        clock.tick()
        return clock.s

    store = ThreadedStore(tmp_path / "replica.db", KEY, now_s=tick, random=Random(3), listener=changes.append)

    async def story() -> tuple[RunReport, RunReport, RunReport]:
        account: dict[str, Any] = {"id": "org", "name": "a", "user": None, "currency": "EUR", "granted": []}
        routes = routes_of(list(wire.objects()))
        made = Connection("c", "a", "memory", account, routes=routes, sending=True)
        await store.write(lambda unit: connections.insert(unit, made))

        async def sync() -> RunReport:
            return await Run(store, OpenAccount(wire), made, "test", tick).execute()

        first = await sync()
        record = (await store.read(lambda reader: reader.exec_driver_sql("SELECT id FROM lead").one())).id
        await store.write(lambda unit: editing.edit(unit, record, {"city": "Nantes"}), urgent=True)
        return first, await sync(), await sync()

    try:
        first, second, third = run_async(story())
    finally:
        store.close()
    assert (first.counts["new"], second.counts["pushed"]) == (1, 1)
    assert {third.counts[name] for name in ("pushed", "applied", "conflicts_opened")} == {0}
    assert wire.account.value(id, "city") == "Nantes"
    assert changes


def test_sending_that_is_switched_off_during_a_run_stops_it(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    off = lambda unit: connections.change(unit, office.ids["a"], sending=False)  # noqa: E731
    wire.on("pull people", lambda: office.meanwhile(off))
    counts = office.synced()
    assert (counts["pushed"], counts["held"]) == (0, 1)
    assert wire.account.value(id, "city") != "Nantes"


def test_a_conflict_that_an_edit_answered_ends_in_a_run_that_only_sends(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Paris"})
    office.synced()
    assert office.conflict(record).field == "city"
    office.edit(record, city="Paris")
    run = office.run_of()
    run.reach = Reach.SEND
    assert office.run(run.execute()).status is RunStatus.DONE
    assert not office.conflicts(record)
