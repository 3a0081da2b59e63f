"""The window under load, and how long it takes from the start of the process to a painted window."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from crmdesk import app
from crmdesk.demo.job import sign_in_to
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.desk.profile import open_profile
from crmdesk.desk.profile_key import DATABASE
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.store import connections
from tests.bench import crowd
from tests.bench.bars import Bar, at_most

TICK_S = 0.005


@dataclass(frozen=True, slots=True)
class Tick:
    """How late a tick of the window's loop came, and the processor time of its thread since the one before, in seconds."""

    late_s: float
    own_s: float


def latencies(sandbox: SandboxProcess) -> list[Tick]:
    """The ticks of the window's loop while a first pull went on."""
    application = QApplication.instance() or app.application_of_window()
    assert isinstance(application, QApplication)
    ticks: list[Tick] = []
    with tempfile.TemporaryDirectory() as place:
        around = app.frame(application, profile_folders(Path(place)), demo=True)
        profile = open_profile(around.folders, throwaway=True, listener=around.bridge.post)
        loop = qasync.QEventLoop(application)
        with app.program(around, profile) as running, loop, app.window_first():
            asyncio.set_event_loop(loop)
            loop.run_until_complete(_pull(running, sandbox, ticks))
    return ticks


async def _pull(running: app.Program, sandbox: SandboxProcess, ticks: list[Tick]) -> None:
    shown = asyncio.create_task(app.show(running))
    await asyncio.sleep(1.0)
    await asyncio.wrap_future(running.worker.submit(sign_in_to(running.session, "hubspot", sandbox.vendors["hubspot"])))
    running.worker.refresh()
    while True:
        due, before = time.perf_counter() + TICK_S, time.thread_time()
        await asyncio.sleep(TICK_S)
        ticks.append(Tick(max(0.0, time.perf_counter() - due), time.thread_time() - before))
        if len(ticks) % 200 == 0:
            (row,) = await running.profile.store.read(connections.all_of)
            if row.last_success is not None:
                break
    running.window.end()
    await shown


PASSPHRASE = "bench bench bench"


def start_time(rows: int, executable: Path | None = None) -> list[Bar]:
    """Seconds from starting the process to a painted window over ``rows`` leads, by the program's own log (best of three).

    ``executable`` is the frozen program; None starts the checkout.
    """
    program = [str(executable)] if executable else [sys.executable, "-m", "crmdesk"]
    with tempfile.TemporaryDirectory() as place:
        _fill(Path(place), rows)
        best = min(_painted(program, Path(place)) for _ in range(3))
    which = "frozen program" if executable else "checkout"
    return [at_most(f"start of the {which} with {rows} leads to a painted window", best, "s", 1.0)]


def _fill(place: Path, rows: int) -> None:
    """A profile with so many leads and one paused account, so that nothing is asked and nothing is fetched."""
    folders, passphrase = profile_folders(place), Secret(PASSPHRASE)
    profile = open_profile(folders, passphrase=passphrase)
    profile.close()
    for file in place.glob(f"{DATABASE}*"):
        file.unlink()
    crowd.fill(place / DATABASE, profile.key, rows)
    profile = open_profile(folders, passphrase=passphrase)
    account: dict[str, Any] = {"id": "1", "name": "Bench", "user": None, "currency": "EUR", "granted": [], "app": None}
    row = connections.Connection("bench", "Bench", "hubspot", account, state=connections.PAUSED)
    profile.store.write_now(lambda unit: connections.insert(unit, row))
    profile.close()


def _painted(program: list[str], place: Path) -> float:
    environment = {**os.environ, "CRMDESK_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}
    seen = _paintings(place)
    started = time.perf_counter()
    with subprocess.Popen([*program, "--profile", str(place)], env=environment) as process:
        try:
            while _paintings(place) == seen and process.poll() is None:
                time.sleep(0.005)
            return time.perf_counter() - started
        finally:
            process.terminate()


def _paintings(place: Path) -> int:
    return sum(file.read_text(encoding="utf-8").count("window painted") for file in place.glob("log/*"))
