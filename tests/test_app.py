"""The program around the window: what it says of its key, what it tells of faults, and how it is ended."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from crmdesk import app
from crmdesk.desk.profile import open_profile
from crmdesk.domain.errors import CrmdeskError, StoreFault, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.store.queries import unfinished
from crmdesk.sync.worker import Worker
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.shell.reachability import Reachability

Play = Callable[[Callable[[app.Program], Any]], None]


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Iterator[Play]:
    """Run a coroutine with a program whose profile has a passphrase."""

    def run(story: Callable[[app.Program], Any]) -> None:
        around = app.frame(qapp, profile_folders(tmp_path))
        profile = open_profile(around.folders, passphrase=Secret("correct horse battery"), listener=around.bridge.post)
        loop = qasync.QEventLoop(qapp)
        with app.program(around, profile) as program, loop:
            asyncio.set_event_loop(loop)
            loop.run_until_complete(story(program))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        asyncio.set_event_loop(None)

    yield run
    sys.excepthook = sys.__excepthook__


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - what the window shows has no event to wait for
            await asyncio.sleep(0.01)


def test_the_window_says_where_the_key_is_from_the_first_start_on(play: Play) -> None:
    async def story(program: app.Program) -> None:
        assert program.frame.settings.profile.key_in == "passphrase"

    play(story)


def test_handlers_of_signals_are_as_they_were_afterwards(qapp: QApplication) -> None:
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    during: list[Any] = []

    async def work() -> int:
        during.extend(signal.getsignal(number) for number in numbers)
        return 3

    assert app.run(qapp, work()) == 3
    asyncio.set_event_loop(None)
    assert [signal.getsignal(number) for number in numbers] == before
    assert not set(during) & set(before)


@pytest.mark.parametrize("error", [Unreachable("unreachable", host="crm.example"), KeyError("name")])
def test_what_ends_work_that_nobody_waits_for_is_told(
    play: Play, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    shown: list[object] = []
    hooked: list[object] = []

    async def fail() -> None:
        raise error

    async def story(program: app.Program) -> None:
        program.window.bench.failed.connect(shown.append)
        monkeypatch.setattr(sys, "excepthook", lambda kind, found, trace: hooked.append(found))
        work = asyncio.ensure_future(fail())
        app.tell_of(work, program.window)
        await asyncio.wait([work])
        await until(lambda: shown or hooked)

    play(story)
    assert (shown, hooked) == (([error], []) if isinstance(error, CrmdeskError) else ([], [error]))


def test_the_watch_outlives_a_fault_of_the_store(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "FOREIGN_S", 0.001)
    told: list[object] = []

    async def story(program: app.Program) -> None:
        store = program.profile.store
        versions: list[int | StoreFault] = [1, StoreFault("database_busy"), 1, StoreFault("database_busy"), 2]

        async def version() -> int:
            found = versions.pop(0) if len(versions) > 1 else versions[0]
            if isinstance(found, StoreFault):
                raise found
            return found

        monkeypatch.setattr(type(store), "foreign_version", lambda _: version())
        monkeypatch.setattr(type(program.frame.bridge), "post", lambda _, event: told.append(event))
        shown = asyncio.create_task(app.show(program))
        await until(lambda: told)
        assert not any(isinstance(each, StoreFault) for each in versions)
        await until(lambda: program.outside.here)  # the last window that closes would end the loop before that is there
        program.window.end()
        await shown

    play(story)
    assert app.EVERYTHING in told


def test_what_stands_in_an_open_field_is_kept_when_the_system_ends_the_program(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[object] = []

    async def story(program: app.Program) -> None:
        async def keep_typed() -> None:
            # The store is open, and what is behind the window still answers.
            stored.append(await program.window.bench.desk.create(Kind.LEAD, {"last_name": "Kervadec"}))

        monkeypatch.setattr(program.window, "keep_typed", keep_typed)
        shown = asyncio.create_task(app.show(program))
        await until(lambda: program.outside.here)
        shown.cancel()
        with pytest.raises(asyncio.CancelledError):
            await shown
        assert not program.window.isVisible()

    play(story)
    assert len(stored) == 1


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_second_signal_ends_the_program_at_once_and_what_stands_in_a_form_is_kept(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses Ctrl+C twice while the store is busy finds it again after the next start."""
    free = threading.Event()

    async def story(program: app.Program) -> None:
        window, store = program.window, program.profile.store

        async def keep_typed() -> None:
            await store.write(lambda _: free.wait(30))

        monkeypatch.setattr(window, "keep_typed", keep_typed)
        shown = asyncio.create_task(app.show(program))
        await until(lambda: program.outside.here)
        window.bench.new_record.emit(Kind.LEAD, {})
        await until(lambda: window.findChild(NewRecordDialog))
        form = window.findChild(NewRecordDialog)
        assert form is not None
        editor = form.editor("last_name")
        assert isinstance(editor, TextEditor)
        editor.line.setText("Kervadec")
        shown.cancel()
        await asyncio.sleep(0.05)
        assert not shown.done()
        threading.Timer(0.2, free.set).start()
        shown.cancel()
        with pytest.raises(asyncio.CancelledError):
            await shown
        assert not window.isVisible()
        (kept,) = store.read_now(unfinished.unfinished)
        assert kept.what["fields"]["last_name"] == "Kervadec"

    play(story)


def test_the_worker_is_told_that_the_network_is_back(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    def note(worker: Worker) -> None:
        told.append(worker)

    async def story(program: app.Program) -> None:
        monkeypatch.setattr("crmdesk.sync.worker.Worker.network_back", note)
        shown = asyncio.create_task(app.show(program))
        await until(lambda: program.window.findChild(Reachability))
        reachability = program.window.findChild(Reachability)
        assert reachability is not None
        reachability.back.emit()
        await until(lambda: told)
        worker = program.worker
        program.window.end()
        await shown
        assert told == [worker]

    play(story)
