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

from crmdesk.app import program
from crmdesk.demo.job import Job, Steps
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.paths import profile_folders
from crmdesk.store import connections
from tests.bench.bars import Bar, at_most

TICK_S = 0.005


def latencies(sandbox: SandboxProcess) -> list[float]:
    """How late each tick of the window's loop came, in seconds, while a first pull went on."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with (
        tempfile.TemporaryDirectory() as place,
        program(application, profile_folders(Path(place)), demo=True) as running,
    ):
        loop = qasync.QEventLoop(application)
        with loop:
            asyncio.set_event_loop(loop)

            async def job() -> list[float]:
                running.window.show()
                running.window.begin()
                await asyncio.wrap_future(
                    running.worker.submit(Job(running.session, sandbox, Steps(lambda _: None)).sign_in())
                )
                running.worker.refresh()
                late: list[float] = []
                while True:
                    due = time.perf_counter() + TICK_S
                    await asyncio.sleep(TICK_S)
                    late.append(max(0.0, time.perf_counter() - due))
                    if len(late) % 200 == 0:
                        (row,) = await running.profile.store.read(connections.all_of)
                        if row.last_success is not None:
                            return late

            return loop.run_until_complete(job())


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
