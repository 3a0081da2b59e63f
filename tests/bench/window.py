"""The window under load, and how long it takes from the start of the process to a painted window."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from crmdesk import app
from crmdesk.demo.job import Job, Steps
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.desk.profile import open_profile
from crmdesk.paths import profile_folders
from crmdesk.store import connections
from tests.bench.bars import Bar, at_most

TICK_S = 0.005


def latencies(sandbox: SandboxProcess) -> list[float]:
    """How late each tick of the window's loop came, in seconds, while a first pull went on."""
    application = QApplication.instance() or app.application_of_window()
    assert isinstance(application, QApplication)
    late: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        around = app.frame(application, profile_folders(Path(place)), demo=True)
        profile = open_profile(around.folders, throwaway=True, listener=around.bridge.post)
        loop = qasync.QEventLoop(application)
        with app.program(around, profile) as running, loop:
            asyncio.set_event_loop(loop)
            loop.run_until_complete(_pull(running, sandbox, late))
    return late


async def _pull(running: app.Program, sandbox: SandboxProcess, late: list[float]) -> None:
    shown = asyncio.create_task(app.show(running))
    await asyncio.sleep(1.0)
    await asyncio.wrap_future(running.worker.submit(Job(running.session, sandbox, Steps(lambda _: None)).sign_in()))
    running.worker.refresh()
    while True:
        due = time.perf_counter() + TICK_S
        await asyncio.sleep(TICK_S)
        late.append(max(0.0, time.perf_counter() - due))
        if len(late) % 200 == 0:
            (row,) = await running.profile.store.read(connections.all_of)
            if row.last_success is not None:
                break
    running.window.end()
    await shown


def start_time(executable: Path | None = None) -> list[Bar]:
    """Seconds from starting the process to a painted window over an empty profile (best of three, warm caches)."""
    program_line = [str(executable)] if executable else [sys.executable, "-m", "crmdesk"]
    best = float("inf")
    for _ in range(3):
        with tempfile.TemporaryDirectory() as place:
            environment = {**os.environ, "CRMDESK_PASSPHRASE": "bench", "CRMDESK_EXIT_WHEN_PAINTED": "1"}
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            started = time.perf_counter()
            subprocess.run([*program_line, "--profile", place], env=environment, check=True)
            best = min(best, time.perf_counter() - started)
    return [at_most("start of the process to a painted window and its end", best, "s", 1.0)]
