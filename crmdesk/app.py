"""The composition root: the one place where store, vault, providers, worker and window are put together."""

from __future__ import annotations

import asyncio
import gc
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import qasync
from PySide6.QtWidgets import QApplication

from crmdesk import __version__
from crmdesk.desk.desk import Desk, Outside
from crmdesk.desk.journal import journal
from crmdesk.desk.later import Later
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.desk.profile_key import KEY_FILE
from crmdesk.desk.recovering import BACKUP, EMPTY, WAYS, lacked, recover, ways
from crmdesk.domain.errors import Busy, CrmdeskError, StoreFault, places
from crmdesk.domain.events import ChangeSet, Event
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders, profile_folders, resources
from crmdesk.store.database import check_marked
from crmdesk.store.queries import status
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.bug_dialog import BugDialog
from crmdesk.ui.dialogs import ask
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.first_run.showing import Painted, log_painted, quits, shown
from crmdesk.ui.first_run.unlock import PassphraseDialog
from crmdesk.ui.first_run.welcome import WelcomePage
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.services import Profile as ShownProfile
from crmdesk.ui.signals import ended_by_signals
from crmdesk.ui.theme.look import Look
from crmdesk.ui.translation import Language, Translation, spoken
from crmdesk.ui.ui_settings import UiSettings

if TYPE_CHECKING:
    from crmdesk.desk.session import Session
    from crmdesk.sync.worker import Worker

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

FOREIGN_S = 1.0
"""How often the window looks for what another process wrote, in seconds."""

SWITCH_S = 0.001
"""How long another thread may keep the interpreter while the window waits for it, in seconds."""

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
    window: MainWindow
    outside: Later[Outside]

    @property
    def session(self) -> Session:
        """The profile's session."""
        return self.outside().session

    @property
    def worker(self) -> Worker:
        """The worker, which runs."""
        return self.outside().worker


def frame(application: QApplication, folders: ProfileFolders, *, demo: bool = False) -> Frame:
    """Put look and language on the application."""
    look = Look(application, resources())
    translation = Translation(application, resources())
    shown = ShownProfile(folders.data, __version__, demo=demo)
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
    def tell(event: Event) -> None:
        around.bridge.post(event)
        if profile.backups is not None:
            profile.backups.hear(event)

    emit = journal(tell)
    outside = Later(partial(_outside, profile, emit))
    # Only now is it known: opening the profile may have made its key.
    around.settings.profile = replace(around.settings.profile, key_in=_key_in(around))

    def stop() -> None:
        if outside.begun:
            with suppress(CrmdeskError):  # then there is none, which was told when it was waited for
                outside().worker.stop()

    stack.callback(stop)
    desk = Desk(profile.store, outside, spoken(around.settings.language), sandboxes or {})
    window = MainWindow(desk, around.bridge, around.settings)
    stack.callback(window.deleteLater)
    return Program(around, profile, window, outside)


def _key_in(around: Frame) -> str:
    """Where the key of the open profile is kept."""
    if around.settings.profile.demo:
        return "memory"
    return "passphrase" if (around.folders.data / KEY_FILE).exists() else "keyring"


def _outside(profile: Profile, emit: Callable[[Event], None]) -> Outside:
    """What works behind the window, loaded once that is shown: its modules take as long to load as showing the window."""
    from crmdesk.desk.session import session_of
    from crmdesk.sync.worker import Worker

    session = session_of(profile)
    worker = Worker(profile.store, session.accounts.open, holder=session.holder, now_s=time.time, emit=emit)
    try:
        worker.start()
    except BaseException:
        # It may have met a damaged page, with its thread running already, and nobody will hold it.
        worker.stop()
        raise
    return Outside(session, worker)


async def show(running: Program, begun: Callable[[], object] = lambda: None) -> None:
    """Show the window, then start the worker and call ``begun``, and wait until the window is closed."""
    closed = asyncio.Event()
    running.window.closed.connect(closed.set)
    sys.excepthook = partial(_tell_bug, running.window)
    painted = asyncio.Event()
    Painted(running.window, painted.set)
    running.window.show()
    running.window.begin()
    # Nothing heavy starts before.
    await painted.wait()
    _LOG.info("window painted")
    watch = asyncio.create_task(_watch_foreign_writes(running))
    tell_of(watch, running.window)
    try:
        if await _outside_opened(running):
            _watch_network(running)
            if running.profile.backups is not None:
                running.profile.backups.begin()
            begun()
        await closed.wait()
    finally:
        watch.cancel()
        sys.excepthook = sys.__excepthook__
        if running.window.isVisible():
            # The system ends the program: what was typed is stored, and the window stops asking before its store is closed.
            try:
                await running.window.keep_typed()
            finally:
                # Also where a second signal does not wait for that: what is not saved is kept, and offered again.
                running.window.end()


async def _outside_opened(running: Program) -> bool:
    """Load what works behind the window. False where the database is damaged: that is told, and the window stays to be read."""
    try:
        # Shielded: whoever closes the program waits for it, to stop the worker.
        await asyncio.shield(asyncio.wrap_future(running.outside.begin()))
    except StoreFault as error:
        if not ways(error):
            raise
        running.window.bench.failed.emit(error)
        return False
    return True


@contextmanager
def window_first() -> Iterator[None]:
    """While a process shows a window, no other thread of it keeps the window waiting for the interpreter.

    They hand it over sooner than Python does by itself. And what the start made, which lives as long as the program, is no
    longer walked through by the collector: that took 60 ms to 250 ms each second, with every thread waiting.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        sys.setswitchinterval(before)


def _tell_bug(window: MainWindow, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A defect of ours: into the log, and one dialog with text to copy. What was typed is stored already."""
    _LOG.error("defect", exc_info=(kind, error, trace))
    if window.findChild(BugDialog) is None:
        # Where it happened, and no message: that may hold what a person or a vendor wrote.
        lines = [f"crmdesk {__version__}: {kind.__name__}", *places(trace)]
        BugDialog(window, "\n".join(lines)).open()


def tell_of(work: asyncio.Future[Any], window: MainWindow) -> None:
    """Tell what ends work that nobody waits for: what has words in the window's own place for it, a defect as any other."""

    def ended(work: asyncio.Future[Any]) -> None:
        error = None if work.cancelled() else work.exception()
        if isinstance(error, CrmdeskError):
            window.bench.failed.emit(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)

    work.add_done_callback(ended)


async def _watch_foreign_writes(running: Program) -> None:
    """Tell the window when a command, or another window, wrote to the same profile."""
    store = running.profile.store
    known = None
    while True:
        # A file that is busy or out of reach for a moment is looked at again the next time.
        with suppress(Busy, StoreFault):
            version = await store.foreign_version()
            if known not in (None, version):
                running.frame.bridge.post(EVERYTHING)
                here = running.outside.here
                if here is not None:
                    here.worker.refresh()
                    here.worker.edited()
            known = version
        await asyncio.sleep(FOREIGN_S)


def _watch_network(running: Program) -> None:
    """Try what failed again as soon as the system says that the network is back."""
    # Only the open window needs it: what it loads is not waited for at the start.
    from crmdesk.ui.shell.reachability import Reachability

    Reachability(running.window).back.connect(running.worker.network_back)


# -- starting ---------------------------------------------------------------------------------------------------------


def run_window(folders: ProfileFolders, passphrase: Secret | None, key: Future[bytes | None]) -> int:
    """The window over the profile in ``folders``. ``key`` is what is being found of the profile's key (``known_key``)."""
    application = application_of_window()
    around = frame(application, folders)
    return run(application, _window(around, passphrase, key))


async def _window(around: Frame, passphrase: Secret | None, key: Future[bytes | None]) -> int:
    found = await asyncio.wrap_future(key)
    while True:
        profile = await _open(around, passphrase, found)
        if profile is None:
            return 1
        try:
            return await _work(around, profile)
        except StoreFault as error:
            # Opening a database looks at few of its pages: a damaged one may be met by the first that is read.
            if not ways(error):
                raise
            fault = error
        if not await _explain(around, fault, passphrase, profile.key):
            return 1
        # The one there was went with its window.
        around = replace(around, bridge=Bridge())


async def is_first_start(profile: Profile) -> bool:
    """Whether there is nothing to show yet: no account, and no record that was kept of one or made here."""
    if await profile.store.read(status.connections):
        return False
    totals = await profile.store.read(status.totals)
    return not any(totals.records.values())


async def _work(around: Frame, profile: Profile) -> int:
    """The window over an open profile, until it is closed. Raises StoreFault for damage that was met behind the window."""
    met: list[StoreFault] = []
    with program(around, profile) as running:
        running.window.bench.failed.connect(lambda error: met.append(error) if ways(error) else None)
        way = await _welcome(around) if await is_first_start(profile) else ""
        if way == "demo":
            _start_demo(around.settings.language)
        elif way is not None:
            with window_first():
                await show(running, partial(_ask_to_sign_in, running.window) if way == "connect" else lambda: None)
    if met:
        # Whoever closed the window because it said so is shown what helps, without a second start.
        raise met[0]
    # A run, or a backup, may have met it while nobody was told.
    await asyncio.to_thread(check_marked, profile.store.path, profile.key)
    return 0


def _ask_to_sign_in(window: MainWindow) -> None:
    window.bench.sign_in_asked.emit("")


async def _open(around: Frame, passphrase: Secret | None, key: bytes | None) -> Profile | None:
    """Open the profile, asking for a passphrase where one is needed; what stops it is shown with what to do."""
    while True:
        try:
            return open_profile(around.folders, passphrase=passphrase, key=key, listener=around.bridge.post)
        except CrmdeskError as error:
            fault = error
        if fault.key in NEEDS_PASSPHRASE:
            given = await _unlock(around, new=fault.key == "no_keyring_no_passphrase")
            if given is None or given.profile is not None:
                return None if given is None else given.profile
            passphrase, fault = given.passphrase, given.fault or fault
        if not await _explain(around, fault, passphrase, key):
            return None


@dataclass(frozen=True, slots=True)
class _Unlocked:
    """The passphrase that was typed, and the profile that it opened or else what stopped it that is no wrong passphrase."""

    passphrase: Secret
    profile: Profile | None = None
    fault: CrmdeskError | None = None


async def _unlock(around: Frame, *, new: bool) -> _Unlocked | None:
    unlocked: list[_Unlocked] = []

    async def use(passphrase: Secret) -> None:
        # Deriving the key takes a moment on purpose; the window stays alive meanwhile.
        work = partial(open_profile, around.folders, passphrase=passphrase, listener=around.bridge.post)
        try:
            unlocked.append(_Unlocked(passphrase, await asyncio.to_thread(work)))
        except StoreFault as error:
            if not ways(error):
                raise
            # The passphrase is right: what helps is not to type it again.
            unlocked.append(_Unlocked(passphrase, fault=error))

    dialog = PassphraseDialog(None, use, new=new)
    quits(dialog)
    log_painted(dialog)
    await ask(dialog)
    return unlocked[0] if unlocked else None


async def _explain(around: Frame, fault: CrmdeskError, passphrase: Secret | None, key: bytes | None) -> bool:
    """Show what stops the start; True to try again, after going on in the way that a person chose."""
    while True:
        lacks = None
        if BACKUP in ways(fault):
            with suppress(StoreFault):
                lacks = await asyncio.to_thread(partial(lacked, around.folders, passphrase=passphrase, key=key))
        page = FatalPage(fault, around.folders.data, ways(fault), lacks)
        chosen: str | None = await shown(page, page.chosen.connect)
        if chosen not in WAYS:
            return chosen == "again"
        try:
            empty = chosen == EMPTY
            await asyncio.to_thread(partial(recover, around.folders, passphrase=passphrase, key=key, empty=empty))
        except CrmdeskError as error:
            fault = error
        else:
            return True


async def _welcome(around: Frame) -> str | None:
    """The first start: which way a person chose, None where the window was closed."""
    page = WelcomePage(around.settings)
    return await shown(page, page.chosen.connect)


def _start_demo(language: Language) -> None:
    """Start the demonstration as a program of its own, in the language chosen here; this one, with its empty profile, ends."""
    line = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "crmdesk"]
    subprocess.Popen([*line, "demo", "--language", language.value], start_new_session=True)  # noqa: S603 - this very program


def run_demo(records: int, language: Language = Language.SYSTEM) -> int:
    """The window over a throw-away profile and a sandbox of its own, signed in through the real flow."""
    from crmdesk.demo.sandbox_process import sandbox_process
    from crmdesk.demo.window import populate

    application = application_of_window()
    with tempfile.TemporaryDirectory(prefix="crmdesk-demo-") as place, sandbox_process(records) as sandbox:
        around = frame(application, profile_folders(Path(place)), demo=True)
        around.settings.language = language

        async def play() -> int:
            profile = open_profile(around.folders, throwaway=True, listener=around.bridge.post)
            with program(around, profile, sandbox.vendors) as running, window_first():

                def begun() -> None:
                    work = populate(running.session, running.worker, sandbox, around.bridge.post)
                    tell_of(asyncio.wrap_future(work), running.window)

                await show(running, begun)
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
        with ended_by_signals(lambda: loop.call_soon_threadsafe(task.cancel)):
            try:
                return int(loop.run_until_complete(task))
            except asyncio.CancelledError:
                return 0
