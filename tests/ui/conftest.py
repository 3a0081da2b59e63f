"""What the tests of the window share: a loop that runs inside Qt's, the look, and a window over the agency in memory."""

from __future__ import annotations

import asyncio
from asyncio import _set_running_loop  # what qasync itself calls
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import CrmdeskError
from crmdesk.paths import resources
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.services import Profile
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme.look import Appearance, Look
from crmdesk.ui.translation import Language, Translation
from crmdesk.ui.ui_settings import UiSettings
from tests.ui.canned_agency import Agency, install
from tests.ui.canned_desk import CannedDesk

T = TypeVar("T")


class Run(Protocol):
    """Run a coroutine on the loop inside Qt's and give back its result."""

    def __call__(self, coro: Coroutine[Any, Any, T], /) -> T: ...


@pytest.fixture(scope="session")
def _qt_loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all tests: stopping it quits the application, after which no nested Qt loop runs again."""
    made = qasync.QEventLoop(qapp, already_running=True)
    _set_running_loop(None)
    yield made
    made.stop()
    made.close()


@pytest.fixture
def loop(_qt_loop: asyncio.AbstractEventLoop) -> Iterator[asyncio.AbstractEventLoop]:
    """asyncio inside Qt's loop, as the program has it; whatever pumps Qt's events also runs the tasks."""
    asyncio.set_event_loop(_qt_loop)
    _set_running_loop(_qt_loop)
    yield _qt_loop
    for task in asyncio.all_tasks(_qt_loop):
        task.cancel()
    for _ in range(3):
        QCoreApplication.processEvents()
    _set_running_loop(None)
    asyncio.set_event_loop(None)


@pytest.fixture
def run(loop: asyncio.AbstractEventLoop, qtbot: QtBot) -> Run:
    """``run(coroutine)``: its result, once Qt's loop brought it to its end."""

    def runner(coro: Coroutine[Any, Any, T]) -> T:
        task = loop.create_task(coro)
        qtbot.waitUntil(task.done)
        return task.result()

    return runner


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> tuple[Look, Translation]:
    """The look and the language of the test application."""
    return Look(qapp, resources()), Translation(qapp, resources())


@pytest.fixture
def settings(dressed: tuple[Look, Translation], tmp_path: Path) -> Iterator[UiSettings]:
    """English, light, nothing remembered; English again afterwards, for the tests of commands in the same process."""
    made = UiSettings(tmp_path / "window.ini", Profile(tmp_path, "0.1.0"), *dressed)
    made.language = Language.ENGLISH
    made.appearance = Appearance.LIGHT
    yield made
    if dressed[1].language is not Language.ENGLISH:
        made.language = Language.ENGLISH


class Browser(QObject):
    """What would have been opened outside of crmdesk."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Takes the addresses that the window opens."""
    made = Browser()
    for scheme in ("https", "tel", "mailto"):
        QDesktopServices.setUrlHandler(scheme, made, "open")  # type: ignore[arg-type]
    yield made
    for scheme in ("https", "tel", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def tasks(loop: asyncio.AbstractEventLoop, settings: UiSettings, qtbot: QtBot) -> Iterator[TaskScope]:
    """The tasks of a widget that is tried without a window around it; an error that one of them ends with fails the test."""
    del loop, settings, qtbot
    owner = QObject()
    errors: list[CrmdeskError] = []
    made = TaskScope(owner, errors.append)
    yield made
    made.close()
    assert errors == []


@pytest.fixture
def agency(monkeypatch: pytest.MonkeyPatch) -> Agency:
    """The agency in memory, in the place of the queries' database."""
    install(monkeypatch.setattr)
    return Agency.full()


@pytest.fixture
def desk(agency: Agency) -> CannedDesk:
    """The desk over the agency."""
    return CannedDesk(agency)


class Opened:
    """A window with what it works on. ``wait`` pumps until something is true."""

    def __init__(self, window: MainWindow, desk: CannedDesk, qtbot: QtBot) -> None:
        self.window, self.desk, self.bridge, self.qtbot = window, desk, window.bench.bridge, qtbot

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))

    def show(self, page: str) -> QWidget:
        self.window.show_page(page)
        return self.window.page(page)


@pytest.fixture
def opened(
    loop: asyncio.AbstractEventLoop, desk: CannedDesk, settings: UiSettings, browser: Browser, qtbot: QtBot
) -> Iterator[Opened]:
    """The main window on its first page, once its rows are there."""
    del loop, browser
    window = MainWindow(desk, Bridge(), settings)
    window.resize(1440, 900)
    window.show()
    window.begin()
    made = Opened(window, desk, qtbot)
    made.wait(lambda: window.top_bar.account.isVisible() or not desk.agency.connections)
    yield made
    window.end()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
