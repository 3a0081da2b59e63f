"""When a connection that failed is run again, what counts as a failure, and what becomes of a schedule that fails itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest

from crmdesk.domain.errors import (
    BudgetSpent,
    Busy,
    ConnectionFault,
    CrmdeskError,
    InvalidInput,
    RateLimited,
    StoreFault,
    Unreachable,
)
from crmdesk.domain.events import Event, Failed, Recovered, RunReport, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Cursor, Feed, Page
from crmdesk.store import connections, editing
from crmdesk.store.database import connect
from crmdesk.sync import schedule
from crmdesk.sync.loop import elapsed_s
from crmdesk.sync.worker import Worker
from tests.conftest import RunAsync
from tests.store.template import KEY
from tests.sync.clock import Clock
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.shop import PATIENCE_S, Shop

MANY = 30
"""Runs of another connection in which one that waits a thousandth of a second would have come back."""


def test_a_vendor_that_asks_for_an_hour_gets_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    shop.connect("a")
    shop.connect("b", interval_s=0)
    shop.faults["a"] = [RateLimited("rate_limited", retry_after_s=3600.0)]
    shop.worker.start()
    assert shop.report("a").status is RunStatus.FAILED
    for _ in range(MANY):
        assert shop.report("b").status is RunStatus.DONE
    assert len([event for event in shop.told if isinstance(event, RunReport) and event.connection == "a"]) == 1
    shop.worker.sync("a")
    assert shop.report("a").status is RunStatus.DONE, "a person may ask all the same"


def imported(shop: Shop) -> str:
    """The worker has begun and read the one record there is."""
    shop.wires["a"].account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    shop.worker.start()
    assert shop.report("a").counts["new"] == 1
    return str(shop.store.read_now(lambda reader: reader.exec_driver_sql("SELECT record FROM link").scalar_one()))


def typed(shop: Shop, record: str) -> None:
    """A person changes a record, and the window says so."""
    shop.store.write_now(lambda unit: editing.edit(unit, record, {"city": "Nantes"}))
    shop.worker.edited()


def refused(shop: Shop, told: ConnectionFault) -> None:
    """An account's reading is refused; then a person changes the one record there is."""
    record = imported(shop)
    shop.faults["a"] = [told]
    shop.worker.sync("a")
    shop.next(lambda event: isinstance(event, Failed))
    typed(shop, record)


def test_what_is_typed_goes_out_where_only_the_share_of_background_work_is_spent(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "PAUSE_S", 0.001)
    shop.connect("a")
    refused(shop, BudgetSpent(retry_after_s=3600.0, kind="daily"))
    assert shop.report("a").counts["pushed"] == 1
    assert shop.interactive == [False, False, True]
    shop.worker.sync("a")
    shop.next(lambda event: isinstance(event, Recovered))
    assert len([event for event in shop.told if isinstance(event, Recovered)]) == 1, "reading is possible again by now"


def test_what_is_typed_waits_where_the_account_asks_for_a_pause(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "PAUSE_S", 0.001)
    shop.connect("a")
    shop.connect("b", interval_s=0)
    refused(shop, RateLimited("rate_limited", retry_after_s=3600.0))
    for _ in range(MANY):
        assert shop.report("b").status is RunStatus.DONE
    assert True not in shop.interactive


def test_what_is_typed_while_an_account_fails_goes_out_soon_after_it_works_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run that finds it working leaves alone what was typed just before, and the next one may be a day away."""
    monkeypatch.setattr(schedule, "PAUSE_S", 0.2)
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.1)
    shop.connect("a")
    refused(shop, Unreachable("unreachable", host="memory"))
    shop.next(lambda event: isinstance(event, Recovered))
    assert shop.report("a").counts["pushed"] == 1


def test_what_was_typed_before_an_account_failed_brings_it_no_runs_beside_those_of_its_schedule(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed during a run that fails then: its pause was over and never ended, so one try followed the other without a wait."""
    monkeypatch.setattr(schedule, "PAUSE_S", 0.001)
    shop.connect("a")
    shop.connect("b", interval_s=0)
    record = imported(shop)
    away = Unreachable("unreachable", host="memory")

    def fail() -> None:
        typed(shop, record)
        shop.faults["a"] = [away] * MANY
        raise away

    shop.wires["a"].on("pull people", fail)
    shop.worker.sync("a")
    for _ in range(MANY):
        assert shop.report("b").status is RunStatus.DONE
    assert [event for event in shop.told if isinstance(event, Failed)] == [Failed("a", away)]
    assert len(shop.faults["a"]) == MANY, "it waits fifteen seconds"


def test_a_vendor_that_asks_for_less_than_the_usual_wait_is_not_hurried(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    shop.connect("a")
    shop.faults["a"] = [RateLimited("rate_limited", retry_after_s=0.001) for _ in range(3)]
    shop.worker.start()
    assert [shop.report("a").status for _ in range(4)] == [RunStatus.FAILED] * 3 + [RunStatus.DONE]


def test_however_long_an_account_fails_it_is_tried_again_soon(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The waits double up to a limit: without one, a night without a network would be followed by a day without a run."""
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    monkeypatch.setattr(schedule, "LONGEST_BACKOFF_S", 0.002)
    shop.connect("a")
    shop.faults["a"] = [RateLimited("rate_limited", retry_after_s=0.001) for _ in range(MANY)]
    shop.worker.start()
    assert [shop.report("a").status for _ in range(MANY + 1)] == [RunStatus.FAILED] * MANY + [RunStatus.DONE]


def test_a_computer_that_slept_through_the_interval_runs_soon_after_it_wakes(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever chose once a day for an account, and closes the laptop each night, had it synchronised every third day."""
    slept = [0.0]
    monkeypatch.setattr(schedule, "LOOK_S", 0.01)
    monkeypatch.setattr(schedule, "elapsed_s", lambda: elapsed_s() + slept[0])
    shop.connect("a", interval_s=86_400)
    shop.worker.start()
    assert shop.report("a").status is RunStatus.DONE
    shop.worker.submit(asyncio.sleep(0.05)).result()
    assert shop.events.empty()
    slept[0] = 90_000.0
    assert shop.report("a").status is RunStatus.DONE


def test_however_often_an_account_has_failed_the_wait_can_be_reckoned() -> None:
    """A forgotten account fails a hundred times a day: after eleven days its own task ended, and closing the window failed."""
    waits = [schedule.backoff_s(failures) for failures in range(1, 5000)]
    assert waits[:7] == [15.0, 30.0, 60.0, 120.0, 240.0, 480.0, schedule.LONGEST_BACKOFF_S]
    assert set(waits[7:]) == {schedule.LONGEST_BACKOFF_S}


@pytest.mark.parametrize(
    "fault",
    [StoreFault("disk_full", file="replica.db"), Busy("token_refresh_busy"), InvalidInput("api_version_unknown")],
)
def test_whatever_stops_a_run_is_a_failure(shop: Shop, monkeypatch: pytest.MonkeyPatch, fault: CrmdeskError) -> None:
    """It is told once, tried again soon, and told when it is over: as if the vendor had failed."""
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    shop.connect("a")
    shop.faults["a"] = [fault, fault]  # type: ignore[list-item]
    shop.worker.start()
    assert shop.next(lambda event: isinstance(event, Recovered)) == Recovered("a")
    assert [event for event in shop.told if isinstance(event, Failed)] == [Failed("a", fault)]


def _stumbling(shop: Shop, over: Callable[[Event], bool]) -> None:
    """Have whoever hears the worker fail at some events."""

    def hear(event: Event) -> None:
        shop.tell(event)
        if over(event):
            raise KeyError("heard")

    shop.worker = Worker(shop.store, shop.open, holder="test", now_s=shop.now_s, emit=hear)


def test_a_defect_between_two_runs_is_told_and_the_account_is_served_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("ERROR crmdesk.sync.schedule: defect")
    monkeypatch.setattr(schedule, "FIRST_BACKOFF_S", 0.001)
    shop.connect("a")
    shop.faults["a"] = [Unreachable("unreachable", host="memory")]
    _stumbling(shop, lambda event: isinstance(event, Recovered) and shop.told.count(event) == 1)
    shop.worker.start()
    assert [shop.report("a").status for _ in range(2)] == [RunStatus.FAILED, RunStatus.DONE]
    report = shop.report("a")
    assert (report.status, report.error and report.error.key) == (RunStatus.FAILED, "defect")
    shop.worker.sync("a")
    assert shop.report("a").status is RunStatus.DONE
    shop.next(lambda event: isinstance(event, Recovered))


def test_an_account_that_cannot_be_ended_in_peace_keeps_no_other_one_from_it(
    shop: Shop, expect_log: Callable[[str], None]
) -> None:
    expect_log("ERROR crmdesk.sync.schedule: defect")
    reached = {name: Flag() for name in "ab"}
    for name, flag in reached.items():
        wire = shop.connect(name)

        class Endless(Wire):
            begun = flag

            async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
                self.begun.set()
                await asyncio.Event().wait()
                yield Page((), {}, last=True)

        shop.wires[name] = Endless(wire.account)
        shop.wires[name].only = wire.only
    _stumbling(shop, lambda event: event == RunReport("a", "", RunStatus.CANCELLED))
    shop.worker.start()
    assert all(flag.wait(PATIENCE_S) for flag in reached.values())
    shop.worker.stop()
    assert [shop.report(name).status for name in "ab"] == [RunStatus.CANCELLED] * 2


def test_the_schedule_outlives_a_busy_replica(
    tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.store.database.BUSY_TIMEOUT_S", 0.01)
    with Office(tmp_path / "replica") as office:
        office.connect()
        office.write(lambda unit: connections.change(unit, office.ids["a"], interval_s=17))
        worker = Worker(office.store, _never, holder="test", now_s=Clock(), emit=_never)
        assert run_async(worker.interval_of(office.ids["a"])) == 17.0
        other = connect(office.store.path, KEY, read_only=False)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            office.sql("SELECT 1")
        assert run_async(worker.interval_of(office.ids["a"])) == schedule.USUAL_INTERVAL_S
        other.close()
        assert run_async(worker.interval_of(office.ids["a"])) == 17.0


def _never(connection: object, *, interactive: bool = False) -> Any:
    raise AssertionError(connection, interactive)
