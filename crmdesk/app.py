"""The composition root: the one place where store, vault, providers, worker and window are put together."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from crmdesk import __version__
from crmdesk.commands.session import Session, session_of
from crmdesk.desk.desk import Desk
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.paths import ProfileFolders, profile_folders, resources
from crmdesk.sync.worker import Worker
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.services import Profile as ShownProfile
from crmdesk.ui.theme.look import Look
from crmdesk.ui.translation import Translation, spoken
from crmdesk.ui.ui_settings import UiSettings

FOREIGN_MS = 1000
"""How often the window looks for what another process wrote, in milliseconds."""

EVERYTHING = ChangeSet(frozenset(Kind), frozenset(), conflicts=True, pending=True, problems=True, connections=True)


@dataclass(frozen=True, slots=True)
class Program:
    """One running program: its window over its services."""

    profile: Profile
    session: Session
    worker: Worker
    desk: Desk
    bridge: Bridge
    window: MainWindow


@contextmanager
def program(application: QApplication, profile_folder: ProfileFolders, *, demo: bool = False) -> Iterator[Program]:
    """Build the program over a profile; on leaving, stop the worker first and close the store last."""
    look = Look(application, resources())
    translation = Translation(application, resources())
    bridge = Bridge()
    profile = open_profile(profile_folder, throwaway=demo, listener=bridge.post)
    with ExitStack() as stack:
        stack.callback(profile.close)
        session = session_of(profile)
        shown = ShownProfile(profile_folder.data, __version__, "memory" if demo else "keyring", demo)
        settings = UiSettings(profile_folder.config / "window.ini", shown, look, translation)
        settings.put_on()
        worker = Worker(profile.store, session.accounts.open, holder=session.holder, now_s=time.time, emit=bridge.post)
        desk = Desk(profile.store, session.accounts, worker, spoken(settings.language))
        window = MainWindow(desk, bridge, settings)
        worker.start()
        stack.callback(worker.stop)
        yield Program(profile, session, worker, desk, bridge, window)


async def show(running: Program) -> None:
    """Show the window and wait until it is closed."""
    closed = asyncio.Event()
    running.window.closed.connect(closed.set)
    running.window.show()
    running.window.begin()
    watch = asyncio.create_task(_watch_foreign_writes(running))
    try:
        await closed.wait()
    finally:
        watch.cancel()


async def _watch_foreign_writes(running: Program) -> None:
    """Tell the window when a command, or another window, wrote to the same profile."""
    known = await running.profile.store.foreign_version()
    while True:
        await asyncio.sleep(FOREIGN_MS / 1000)
        version = await running.profile.store.foreign_version()
        if version != known:
            known = version
            running.bridge.post(EVERYTHING)
            running.worker.refresh()


def run_window(folder: Path | None) -> int:
    """The window over the profile in ``folder`` (default: this user's)."""
    application = _application()
    with program(application, profile_folders(folder)) as running:
        _run(application, running)
    return 0


def run_demo(records: int) -> int:
    """The window over a throw-away profile and a sandbox of its own, signed in through the real flow."""
    from crmdesk.demo.window import populate  # noqa: PLC0415
    from crmdesk.demo.sandbox_process import sandbox_process  # noqa: PLC0415

    application = _application()
    with tempfile.TemporaryDirectory(prefix="crmdesk-demo-") as place, sandbox_process(records) as sandbox:
        with program(application, profile_folders(Path(place)), demo=True) as running:
            filling = populate(running.session, running.worker, sandbox, running.bridge.post)
            _run(application, running)
            filling.cancel()
    return 0


def _application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("crmdesk")
    application.setQuitOnLastWindowClosed(False)
    return application


def _run(application: QApplication, running: Program) -> None:
    loop = qasync.QEventLoop(application)
    with loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(show(running))
