"""Events from other threads: joined, in order, at most ten rounds a second, on the window's thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from crmdesk.domain.events import ChangeSet, RunProgress, RunReport, RunStage, RunStarted, RunStatus
from crmdesk.ui.bridge import Bridge


def progress(connection: str, done: int) -> RunProgress:
    return RunProgress(connection, RunStage.READ, "contacts", done, None, 0.0)


def test_what_waits_together_is_told_once(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[ChangeSet] = []
    bridge.changed.connect(told.append)
    for number in range(50):
        bridge.post(ChangeSet(records=frozenset({f"L{number}"})))
    bridge.post(ChangeSet(conflicts=True))
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert len(told[0].records) == 50
    assert told[0].conflicts


def test_of_progress_only_the_newest_of_each_account_is_told(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[RunProgress] = []
    bridge.progressed.connect(told.append)
    for done in range(10):
        bridge.post(progress("H", done))
    bridge.post(progress("S", 1))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert [(each.connection, each.done) for each in told] == [("H", 9), ("S", 1)]


def test_a_new_run_is_never_told_before_the_end_of_the_last(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[str] = []
    bridge.progressed.connect(lambda event: told.append(f"at {event.done}"))
    bridge.run_started.connect(lambda _: told.append("started"))
    bridge.run_ended.connect(lambda _: told.append("ended"))
    bridge.post(progress("H", 1))
    bridge.post(RunReport("H", "hubspot", RunStatus.DONE))
    bridge.post(RunStarted("H"))
    bridge.post(progress("H", 2))
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == ["ended", "started", "at 2"]


def test_events_of_other_threads_arrive_on_the_windows_thread(qtbot: QtBot) -> None:
    bridge = Bridge()
    here: list[bool] = []
    bridge.changed.connect(lambda _: here.append(QThread.currentThread() is bridge.thread()))
    thread = threading.Thread(target=bridge.post, args=(ChangeSet(pending=True),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: here == [True])


def test_a_flood_is_told_in_few_rounds(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[ChangeSet] = []
    bridge.changed.connect(told.append)
    bridge.post(ChangeSet(kinds=frozenset()))
    bridge.post(ChangeSet(pending=True))
    qtbot.waitUntil(lambda: bool(told))
    for _ in range(1000):
        bridge.post(ChangeSet(pending=True))
    qtbot.waitUntil(lambda: len(told) == 2)
