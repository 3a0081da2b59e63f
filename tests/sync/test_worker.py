"""The worker: schedules, triggers, cancelling, going offline, and what is told of a failing connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from functools import partial
from threading import Event as Flag
from typing import Any

import pytest

from crmdesk.domain.errors import SignInNeeded, Unreachable
from crmdesk.domain.events import Failed, Recovered, RunReport, RunStarted, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Cursor, Feed, Page
from crmdesk.store import connections, editing, leases, removal
from crmdesk.store.unit import Unit
from crmdesk.sync import run as runs
from crmdesk.sync import schedule
from crmdesk.sync.run import Reach
from tests.sync.kit import PEOPLE, Wire
from tests.sync.shop import PATIENCE_S, Shop


def test_every_connection_is_run_at_the_start_and_whenever_somebody_asks(shop: Shop) -> None:
    first, _ = shop.connect("a"), shop.connect("b")
    shop.worker.start()
    assert {shop.report("a").status, shop.report("b").status} == {RunStatus.DONE}
    first.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    shop.worker.sync("a")
    assert shop.report("a").counts["new"] == 1
    shop.worker.sync()
    assert {shop.report("a").status, shop.report("b").status} == {RunStatus.DONE}


def test_a_connection_is_run_again_when_its_interval_has_passed(shop: Shop) -> None:
    shop.connect("a", interval_s=0)
    shop.worker.start()
    assert [shop.report("a").status for _ in range(3)] == [RunStatus.DONE] * 3


def _edited(shop: Shop, wire: Wire) -> None:
    """A person changes the one record there is, while nothing is due for an hour."""
    wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    shop.worker.start()
    assert shop.report("a").counts["new"] == 1
    record = shop.store.read_now(lambda reader: reader.exec_driver_sql("SELECT record FROM link").scalar_one())
    shop.store.write_now(lambda unit: editing.edit(unit, record, {"city": "Nantes"}))
    wire.calls.clear()


def test_what_was_typed_goes_out_soon_without_a_pull(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "PAUSE_S", 0.01)
    wire = shop.connect("a")
    _edited(shop, wire)
    shop.worker.edited()
    report = shop.report("a")
    assert (report.status, report.counts["pushed"]) == (RunStatus.DONE, 1)
    assert {call.partition(" ")[0] for call in wire.calls} == {"fetch", "update", "versions"}
    assert wire.account.value(wire.account.there()[0], "city") == "Nantes"


def test_what_was_typed_while_another_process_runs_the_account_goes_out_behind_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That run may have looked for it before it was typed, and the account's own interval may be a day."""
    monkeypatch.setattr(schedule, "PAUSE_S", 0.01)
    monkeypatch.setattr(schedule, "LONGEST_PAUSE_S", 0.02)
    wire = shop.connect("a")
    _edited(shop, wire)
    shop.store.write_now(lambda unit: leases.acquire(unit, "run:a", "somebody else", 3600.0))
    shop.worker.edited()
    assert shop.report("a").status is RunStatus.BUSY
    shop.store.write_now(lambda unit: leases.release(unit, "run:a", "somebody else"))
    shop.next(lambda event: isinstance(event, RunReport) and event.status is RunStatus.DONE)
    assert wire.account.value(wire.account.there()[0], "city") == "Nantes"


def test_a_person_who_goes_on_typing_is_not_waited_for_for_ever() -> None:
    pause = schedule.Pause()
    for now_s in (100.0, 105.0, 109.0):
        pause.begin_or_prolong(now_s)
        assert pause.ends_s == now_s + schedule.PAUSE_S
    for now_s in (140.0, 155.0, 159.0):
        pause.begin_or_prolong(now_s)
    assert pause.ends_s == 100.0 + schedule.LONGEST_PAUSE_S
    pause.over()
    pause.begin_or_prolong(300.0)
    assert pause.ends_s == 300.0 + schedule.PAUSE_S


def test_edits_with_nothing_to_send_make_no_run(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "PAUSE_S", 0.0)
    wire = shop.connect("a")
    shop.worker.start()
    shop.report("a")
    wire.calls.clear()
    assert shop.worker.submit(shop.worker.run_once("a", Reach.SEND)).result() is None
    assert not wire.calls


def test_a_run_that_ends_with_a_defect_says_so_and_the_next_one_goes_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("ERROR crmdesk.sync.schedule: defect")
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    wire = shop.connect("a")

    def slip() -> None:
        raise KeyError("name")

    wire.on("pull people", slip)
    shop.worker.start()
    report = shop.report("a")
    assert (report.status, report.error and report.error.key) == (RunStatus.FAILED, "defect")
    wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    assert shop.report("a").status is RunStatus.DONE


def test_a_run_that_is_cancelled_says_so_and_the_next_one_goes_on(shop: Shop) -> None:
    wire = shop.connect("a")
    reached = Flag()

    def halt() -> None:
        reached.set()
        shop.worker.cancel("a")

    wire.on("pull people", halt)
    shop.worker.start()
    assert reached.wait(PATIENCE_S)
    assert shop.report("a").status is RunStatus.CANCELLED
    shop.worker.sync("a")
    shop.next(lambda event: isinstance(event, RunStarted))
    assert shop.report("a").status is RunStatus.DONE


def test_a_run_that_ends_with_its_account_says_so(shop: Shop) -> None:
    wire = shop.connect("a")
    leaving: list[asyncio.Task[None]] = []

    async def leave() -> None:
        async with shop.worker.without("a"):
            await shop.store.write(lambda unit: connections.change(unit, "a", state=connections.PAUSED))

    wire.on("pull people", lambda: leaving.append(asyncio.ensure_future(leave())))
    shop.worker.start()
    shop.next(lambda event: isinstance(event, RunStarted))
    assert shop.report("a").status is RunStatus.CANCELLED


def test_a_connection_that_is_taken_out_is_run_by_nobody_until_it_comes_back(shop: Shop) -> None:
    wire = shop.connect("a")
    reached = Flag()
    wire.on("pull people", reached.set)
    shop.worker.start()
    assert reached.wait(PATIENCE_S)

    async def alone() -> int:
        async with shop.worker.without("a"):
            runs = shop.store.read_now(lambda reader: reader.exec_driver_sql("SELECT status FROM run").scalars().all())
            assert "running" not in runs, "what ran has ended"
            shop.worker.sync("a")
            shop.worker.refresh()
            await shop.store.read(connections.all_of)  # twice, because what was submitted reads once
            await shop.store.read(connections.all_of)
            return sum(isinstance(event, RunStarted) for event in shop.told)

    assert shop.worker.submit(alone()).result(PATIENCE_S) == 1
    assert [shop.report("a").status for _ in range(2)] == [RunStatus.CANCELLED, RunStatus.DONE]


def test_offline_by_choice_makes_no_request_and_going_back_runs_all(shop: Shop) -> None:
    wire = shop.connect("a")
    shop.worker.start()
    assert shop.report("a").status is RunStatus.DONE
    shop.worker.set_offline(True)
    before = len(wire.calls)
    shop.worker.sync("a")
    shop.worker.submit(_nothing()).result()
    assert len(wire.calls) == before
    shop.worker.set_offline(False)
    assert shop.report("a").status is RunStatus.DONE
    assert len(wire.calls) > before


async def _nothing() -> None:
    """Whatever was asked of the worker's loop before this has begun."""


def test_a_failing_connection_says_so_once_and_once_that_it_works_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    shop.connect("a")
    shop.connect("b")
    shop.faults["a"] = [Unreachable("unreachable", host="memory") for _ in range(3)]
    shop.worker.start()
    recovered = shop.next(lambda event: isinstance(event, Recovered))
    assert recovered == Recovered("a")
    shop.worker.sync("a")
    shop.report("a")
    row = shop.store.read_now(lambda reader: connections.get(reader, "a"))
    assert row.failure is None


def test_what_failed_is_tried_at_once_when_the_network_is_back(shop: Shop) -> None:
    wire = shop.connect("a")
    shop.connect("b")
    shop.faults["a"] = [Unreachable("unreachable", host="memory")]
    shop.worker.start()
    assert (shop.report("a").status, shop.report("b").status) == (RunStatus.FAILED, RunStatus.DONE)
    shop.wires["b"].calls.clear()
    shop.worker.network_back()
    assert shop.report("a").status is RunStatus.DONE
    assert wire.calls
    assert not shop.wires["b"].calls


def test_failures_in_a_row_are_told_once(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    shop.connect("a")
    shop.faults["a"] = [Unreachable("unreachable", host="memory") for _ in range(3)]
    shop.worker.start()
    shop.next(lambda event: isinstance(event, Recovered))
    assert len([event for event in shop.told if isinstance(event, Failed)]) == 1
    assert [event.status for event in shop.told if isinstance(event, RunReport)][:4] == [RunStatus.FAILED] * 3 + [
        RunStatus.DONE
    ]


def test_a_failure_of_another_kind_is_told_too(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to do about it is another thing: waiting for the network is over, signing in is due."""
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    shop.connect("a")
    away = [Unreachable("unreachable", host="memory") for _ in range(2)]
    shop.faults["a"] = [*away, SignInNeeded("sign_in_again")]
    shop.worker.start()
    shop.next(lambda event: isinstance(event, Failed) and event.error.key == "sign_in_again")
    assert [event.error.key for event in shop.told if isinstance(event, Failed)] == ["unreachable", "sign_in_again"]


def test_a_connection_that_needs_a_sign_in_waits_for_it(shop: Shop) -> None:
    wire = shop.connect("a")
    shop.faults["a"] = [SignInNeeded("sign_in_again")]
    shop.worker.start()
    assert shop.report("a").status is RunStatus.FAILED
    row = shop.store.read_now(lambda reader: connections.get(reader, "a"))
    assert row.state == connections.SIGN_IN
    shop.worker.sync("a")
    assert shop.worker.submit(shop.worker.run_once("a", Reach.USUAL)).result() is None
    shop.store.write_now(lambda unit: connections.change(unit, "a", state=connections.ACTIVE))
    shop.worker.sync("a")
    assert shop.report("a").status is RunStatus.DONE
    assert wire.calls


def test_a_paused_connection_is_left_alone(shop: Shop) -> None:
    paused, _ = shop.connect("a", state=connections.PAUSED), shop.connect("b")
    shop.worker.start()
    assert shop.report("b").status is RunStatus.DONE
    shop.worker.sync("a")
    assert shop.worker.submit(shop.worker.run_once("a", Reach.USUAL)).result() is None
    assert not paused.calls


def test_a_run_of_an_account_that_another_process_pauses_stops(shop: Shop) -> None:
    wire = shop.connect("a")

    class Endless(Wire):
        async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
            await shop.store.write(lambda unit: connections.change(unit, "a", state=connections.PAUSED))
            shop.worker.refresh()
            await asyncio.Event().wait()
            yield Page((), {}, last=True)

    shop.wires["a"] = Endless(wire.account)
    shop.wires["a"].only = wire.only
    shop.worker.start()
    assert shop.report("a").status is RunStatus.CANCELLED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"state": connections.PAUSED}, {"state": connections.ACTIVE}),
        ({"state": connections.SIGN_IN}, {"state": connections.ACTIVE}),
        ({"interval_s": 86_400}, {"interval_s": 3600}),
    ],
)
def test_what_another_process_chose_for_an_account_counts_at_once(
    shop: Shop, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """It may be a day to the next look at the schedule."""
    shop.connect("a", **{"interval_s": 86_400, **before})
    shop.worker.start()
    if "interval_s" in before:
        assert shop.report("a").status is RunStatus.DONE
    shop.worker.submit(_nothing()).result()
    shop.store.write_now(lambda unit: connections.change(unit, "a", **after))
    shop.worker.refresh()
    assert shop.report("a").status is RunStatus.DONE
    assert not [event for event in shop.told if isinstance(event, Failed)]


def test_an_account_that_is_paused_while_its_access_is_refused_stays_paused(shop: Shop) -> None:
    wire = shop.connect("a")

    def refuse() -> None:
        shop.store.write_now(lambda unit: connections.change(unit, "a", state=connections.PAUSED))
        raise SignInNeeded("sign_in_again")

    wire.on("pull people", refuse)
    shop.worker.start()
    assert shop.report("a").status is RunStatus.FAILED
    assert shop.store.read_now(lambda reader: connections.get(reader, "a")).state == connections.PAUSED


def test_a_run_whose_lease_another_process_took_stops(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a night: the computer slept, and a command on another one's behalf has begun a run meanwhile."""
    monkeypatch.setattr(runs, "LEASE_S", 0.03)
    wire = shop.connect("a")
    shop.worker.start()
    assert shop.report("a").status is RunStatus.DONE

    def steal(unit: Unit) -> None:
        leases.release(unit, "run:a", "test")
        assert leases.acquire(unit, "run:a", "somebody else", 3600.0)

    class Endless(Wire):
        async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
            await shop.store.write(steal)
            await asyncio.Event().wait()
            yield Page((), {}, last=True)

    shop.wires["a"] = Endless(wire.account)
    shop.wires["a"].only = wire.only
    shop.worker.sync("a")
    report = shop.report("a")
    assert (report.status, report.error and report.error.key) == (RunStatus.BUSY, "run_elsewhere")
    assert shop.store.read_now(lambda reader: reader.exec_driver_sql("SELECT holder FROM lease").scalars().all()) == [
        "somebody else"
    ]


def test_a_worker_that_has_not_begun_or_is_over_hears_nothing(shop: Shop) -> None:
    """What was asked while it was still being loaded may reach it when the window is closed already."""
    shop.connect("a")

    def ask() -> None:
        for asked in (shop.worker.sync, shop.worker.cancel, shop.worker.edited, shop.worker.network_back):
            asked()
        shop.worker.set_offline(True)

    ask()
    shop.worker.start()
    assert shop.report("a").status is RunStatus.DONE
    shop.worker.stop()
    ask()


def test_connections_come_and_go(shop: Shop) -> None:
    shop.worker.start()
    shop.connect("a")
    shop.worker.refresh()
    assert shop.report("a").status is RunStatus.DONE
    shop.store.write_now(lambda unit: unit.connection.exec_driver_sql("DELETE FROM connection"))
    shop.worker.refresh()
    shop.worker.submit(_nothing()).result()
    assert shop.worker.submit(shop.worker.run_once("a", Reach.USUAL)).result() is None


def test_connections_that_are_gone_are_ended_once_however_often_that_is_noted(shop: Shop) -> None:
    names = ["a", "b", "c"]
    for name in names:
        shop.connect(name)
    shop.worker.start()
    for name in names:
        assert shop.report(name).status is RunStatus.DONE
        shop.store.write_now(partial(removal.remove_connection, connection=name, keep_data=False))
    for noted in [shop.worker.refresh() for _ in range(4)]:
        noted.result(PATIENCE_S)
    shop.connect("d")
    for noted in [shop.worker.refresh() for _ in range(2)]:
        noted.result(PATIENCE_S)
    assert shop.report("d").status is RunStatus.DONE
    shop.worker.sync()
    assert shop.report("d").status is RunStatus.DONE
    assert {event.connection for event in shop.told if isinstance(event, RunReport)} == {*names, "d"}
