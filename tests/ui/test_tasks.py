"""Owned tasks and dialogs without nested loops."""

from __future__ import annotations

import asyncio
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import Busy, CrmdeskError
from crmdesk.ui.dialogs import ask
from crmdesk.ui.tasks import TaskScope
from tests.ui.conftest import Run

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Waiting:
    """Something that waits, and knows how it ended."""

    def __init__(self) -> None:
        self.ended = ""

    async def wait(self) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.ended = "cancelled"
            raise


def test_tasks_end_with_their_widget(loop: object, qtbot: QtBot) -> None:
    del loop
    owner, waiting = QWidget(), Waiting()
    TaskScope(owner, print).start(waiting.wait())
    qtbot.wait(1)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: waiting.ended == "cancelled")


def test_a_newer_task_of_the_same_key_cancels_the_older(loop: object, qtbot: QtBot) -> None:
    del loop
    owner, older, newer = QWidget(), Waiting(), Waiting()
    scope = TaskScope(owner, print)
    scope.start(older.wait(), "search")
    qtbot.wait(1)
    scope.start(newer.wait(), "search")
    qtbot.waitUntil(lambda: older.ended == "cancelled")
    assert scope.running("search")
    assert newer.ended == ""
    scope.close()


def test_what_changes_faster_than_it_is_read_is_read_to_the_end_and_once_more(loop: object, qtbot: QtBot) -> None:
    del loop
    owner = QWidget()
    reads: list[int] = []
    gate = asyncio.Event()

    async def read() -> None:
        reads.append(len(reads))
        await gate.wait()

    scope = TaskScope(owner, print)
    for _ in range(5):
        scope.refresh("rows", read)
        qtbot.wait(1)
    assert reads == [0]
    gate.set()
    qtbot.waitUntil(lambda: reads == [0, 1])
    qtbot.waitUntil(lambda: not scope.running("rows"))


def test_nothing_starts_in_a_closed_scope(loop: object) -> None:
    del loop
    scope = TaskScope(QWidget(), print)
    scope.close()
    scope.start(Waiting().wait(), "late")
    assert not scope.running("late")


def test_an_error_is_shown_once(loop: object, qtbot: QtBot) -> None:
    del loop
    shown: list[CrmdeskError] = []

    async def fail() -> None:
        raise Busy("database_busy")

    owner = QWidget()
    TaskScope(owner, shown.append).start(fail())
    qtbot.waitUntil(lambda: [error.key for error in shown] == ["database_busy"])


def test_a_defect_goes_to_the_programs_hook(loop: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    del loop
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(kind))

    async def fail() -> None:
        raise ZeroDivisionError

    owner = QWidget()
    TaskScope(owner, print).start(fail())
    qtbot.waitUntil(lambda: seen == [ZeroDivisionError])


@pytest.mark.parametrize(("close", "answer"), [(QDialog.accept, True), (QDialog.reject, False)])
def test_asking_gives_the_answer(run: Run, qtbot: QtBot, close: object, answer: bool) -> None:
    dialog = QDialog()

    async def answered() -> bool:
        asyncio.get_running_loop().call_soon(close, dialog)  # type: ignore[arg-type]
        return await ask(dialog)

    assert run(answered()) is answer


def test_a_cancelled_question_closes_its_dialog(loop: asyncio.AbstractEventLoop, qtbot: QtBot) -> None:
    dialog = QDialog()
    task = loop.create_task(ask(dialog))
    qtbot.waitUntil(dialog.isVisible)
    task.cancel()
    qtbot.waitUntil(task.done)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
