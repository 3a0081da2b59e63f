"""The composition root: the one place where store, vault, providers, worker and window are put together."""

from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import qasync
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk import __version__
from crmdesk.commands.session import PASSPHRASE, Session, session_of, take_secret
from crmdesk.desk.desk import Desk
from crmdesk.desk.journal import journal
from crmdesk.desk.profile import KEY_FILE, Profile, open_profile
from crmdesk.domain.errors import CrmdeskError, StoreFault
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders, profile_folders, resources
from crmdesk.store.queries import status
from crmdesk.sync.worker import Worker
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.bug_dialog import BugDialog
from crmdesk.ui.dialogs import ask
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.first_run.unlock import PassphraseDialog
from crmdesk.ui.first_run.welcome import WelcomePage
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.services import Profile as ShownProfile
from crmdesk.ui.theme.look import Look
from crmdesk.ui.translation import Translation, spoken
from crmdesk.ui.ui_settings import UiSettings

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

FOREIGN_S = 1.0
"""How often the window looks for what another process wrote, in seconds."""

EVERYTHING = ChangeSet(frozenset(Kind), conflicts=True, pending=True, problems=True, connections=True)

NEEDS_PASSPHRASE = ("passphrase_needed", "no_keyring_no_passphrase", "wrong_passphrase")


@dataclass(frozen=True, slots=True)
class Frame:
    """What there is before a profile is open: the application with its look, language and settings."""

    application: QApplication
    folders: ProfileFolders
    bridge: Bridge
    settings: UiSettings


@dataclass(frozen=True, slots=True)
class Program:
    """One running program: its window over its services."""

    frame: Frame
    profile: Profile
    session: Session
    worker: Worker
    window: MainWindow


def frame(application: QApplication, folders: ProfileFolders, *, demo: bool = False) -> Frame:
    """Put look and language on the application."""
    look = Look(application, resources())
    translation = Translation(application, resources())
    key_in = "memory" if demo else "passphrase" if (folders.data / KEY_FILE).exists() else "keyring"
    shown = ShownProfile(folders.data, __version__, key_in, demo)
    settings = UiSettings(folders.config / "window.ini", shown, look, translation)
    settings.put_on()
    return Frame(application, folders, Bridge(), settings)


@contextmanager
def program(
    around: Frame, profile: Profile, sandboxes: Mapping[str, Mapping[str, Any]] | None = None
) -> Iterator[Program]:
    """Build the program over an open profile; on leaving, the worker stops first and the store closes last."""
    with ExitStack() as stack:
        stack.callback(around.bridge.deleteLater)
        stack.callback(profile.close)
        yield _built(around, profile, stack, sandboxes)


@contextmanager
def window_over(around: Frame, profile: Profile) -> Iterator[MainWindow]:
    """A window over a profile that somebody else closes, with a worker that never starts: for pictures."""
    with ExitStack() as stack:
        yield _built(around, profile, stack).window


def _built(
    around: Frame, profile: Profile, stack: ExitStack, sandboxes: Mapping[str, Mapping[str, Any]] | None = None
) -> Program:
    session = session_of(profile)
    emit = journal(around.bridge.post)
    worker = Worker(profile.store, session.accounts.open, holder=session.holder, now_s=time.time, emit=emit)
    stack.callback(worker.stop)
    desk = Desk(profile.store, session.accounts, worker, spoken(around.settings.language), sandboxes or {})
    window = MainWindow(desk, around.bridge, around.settings)
    stack.callback(window.deleteLater)
    return Program(around, profile, session, worker, window)


async def show(running: Program, begun: Callable[[], object] = lambda: None) -> None:
    """Show the window, then start the worker and call ``begun``, and wait until the window is closed."""
    closed = asyncio.Event()
    running.window.closed.connect(closed.set)
    sys.excepthook = partial(_tell_bug, running.window)
    painted = _Painted(running.window)
    running.window.show()
    running.window.begin()
    await painted.once.wait()
    _LOG.info("window painted")
    running.worker.start()
    watch = asyncio.create_task(_watch_foreign_writes(running))
    begun()
    try:
        await closed.wait()
    finally:
        watch.cancel()
        sys.excepthook = sys.__excepthook__
        if running.window.isVisible():
            # The system ends the program: the window stops asking before the store it asks is closed.
            running.window.end()


def _tell_bug(window: MainWindow, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A defect of ours: into the log, and one dialog with text to copy. What was typed is stored already."""
    _LOG.error("defect", exc_info=(kind, error, trace))
    if window.findChild(BugDialog) is None:
        # Where it happened, and no message: that may hold what a person or a vendor wrote.
        places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        BugDialog(window, "\n".join([f"crmdesk {__version__}: {kind.__name__}", *places])).open()


class _Painted(QObject):
    """Tells when a widget has been painted for the first time: nothing heavy starts before."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.once = asyncio.Event()
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt's hook for events of the widget."""
        if event.type() is QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            self.once.set()
        return super().eventFilter(watched, event)


async def _watch_foreign_writes(running: Program) -> None:
    """Tell the window when a command, or another window, wrote to the same profile."""
    store = running.profile.store
    known = await store.foreign_version()
    while True:
        await asyncio.sleep(FOREIGN_S)
        version = await store.foreign_version()
        if version != known:
            known = version
            running.frame.bridge.post(EVERYTHING)
            running.worker.refresh()
            running.worker.edited()


# -- starting ---------------------------------------------------------------------------------------------------------


def run_window(folder: Path | None) -> int:
    """The window over the profile in ``folder`` (default: this user's)."""
    application = application_of_window()
    around = frame(application, profile_folders(folder))
    return run(application, _window(around))


async def _window(around: Frame) -> int:
    profile = await _open(around)
    if profile is None:
        return 1
    with program(around, profile) as running:
        first = not await profile.store.read(status.connections)
        way = await _welcome(around) if first else ""
        if way == "demo":
            _start_demo()
        elif way is not None:
            await show(running, partial(_ask_to_sign_in, running.window) if way == "connect" else lambda: None)
        else:
            return 0
    return 0


def _ask_to_sign_in(window: MainWindow) -> None:
    window.bench.sign_in_asked.emit("")


async def _open(around: Frame) -> Profile | None:
    """Open the profile, asking for a passphrase where one is needed; what stops it is shown with what to do."""
    passphrase = take_secret(PASSPHRASE)
    while True:
        try:
            return open_profile(around.folders, passphrase=passphrase, listener=around.bridge.post)
        except StoreFault as error:
            if error.key in NEEDS_PASSPHRASE:
                return await _unlock(around, new=error.key == "no_keyring_no_passphrase")
            fault: CrmdeskError = error
        except CrmdeskError as error:
            fault = error
        if not await _explain(around, fault):
            return None


async def _unlock(around: Frame, *, new: bool) -> Profile | None:
    opened: list[Profile] = []

    async def use(passphrase: Secret) -> None:
        # Deriving the key takes a moment on purpose; the window stays alive meanwhile.
        opened.append(
            await asyncio.to_thread(
                partial(open_profile, around.folders, passphrase=passphrase, listener=around.bridge.post)
            )
        )

    await ask(PassphraseDialog(None, use, new=new))
    return opened[0] if opened else None


async def _explain(around: Frame, fault: CrmdeskError) -> bool:
    """Show what stops the start; True to try again."""
    page = FatalPage(fault, around.folders.data)

    def connect(answer: Callable[[bool], None]) -> None:
        page.again.connect(lambda: answer(True))
        page.quit.connect(lambda: answer(False))

    return await _shown(page, connect) is True


async def _welcome(around: Frame) -> str | None:
    """The first start: which way a person chose, None where the window was closed."""
    page = WelcomePage(around.settings)
    return await _shown(page, page.chosen.connect)


async def _shown(page: QWidget, connect: Callable[[Callable[[T], None]], object]) -> T | None:
    """Show a page as a window of its own until it answers or is closed."""
    answered: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()

    def answer(value: T) -> None:
        if not answered.done():
            answered.set_result(value)

    connect(answer)
    closing = _Closing(page, answered)
    page.setWindowTitle("crmdesk")
    page.resize(1024, 700)
    page.show()
    try:
        return await answered
    finally:
        page.removeEventFilter(closing)
        page.hide()
        page.deleteLater()


class _Closing(QObject):
    """Answers for a page whose window is closed."""

    def __init__(self, page: QWidget, answered: asyncio.Future[T | None]) -> None:
        super().__init__(page)
        self._answered = answered
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt's hook for events of the page."""
        if event.type() is QEvent.Type.Close and not self._answered.done():
            self._answered.set_result(None)
        return super().eventFilter(watched, event)


def _start_demo() -> None:
    """Start the demonstration as a program of its own; this one, with its empty profile, ends."""
    line = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "crmdesk"]
    subprocess.Popen([*line, "demo"], start_new_session=True)  # noqa: S603 - this very program


def run_demo(records: int) -> int:
    """The window over a throw-away profile and a sandbox of its own, signed in through the real flow."""
    from crmdesk.demo.sandbox_process import sandbox_process
    from crmdesk.demo.window import populate

    application = application_of_window()
    with tempfile.TemporaryDirectory(prefix="crmdesk-demo-") as place, sandbox_process(records) as sandbox:
        around = frame(application, profile_folders(Path(place)), demo=True)

        async def play() -> int:
            profile = open_profile(around.folders, throwaway=True, listener=around.bridge.post)
            with program(around, profile, sandbox.vendors) as running:
                await show(running, partial(populate, running.session, running.worker, sandbox, around.bridge.post))
            return 0

        return run(application, play())


def application_of_window() -> QApplication:
    """The one QApplication of the process; it ends with its work, not with its last window."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("crmdesk")
    application.setQuitOnLastWindowClosed(False)
    return application


def run(application: QApplication, work: Awaitable[int]) -> int:
    """Run ``work`` on the window's loop. SIGTERM and Ctrl+C end it as closing the window does, without a question."""
    loop = qasync.QEventLoop(application)
    with loop:
        asyncio.set_event_loop(loop)
        task = asyncio.ensure_future(work, loop=loop)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(task.cancel))
        try:
            return int(loop.run_until_complete(task))
        except asyncio.CancelledError:
            return 0
