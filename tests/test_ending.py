"""A signal ends the program whatever it shows, also where nothing but Qt's own loop runs: real processes, real signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.desk.profile import open_profile
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders

PASSPHRASE = "correct horse battery"
WAIT_S = 30.0


def _until(true: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Look until something is so: what another process has painted, or that it rests, is told to nobody."""
    end = time.monotonic() + WAIT_S
    while not true():
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < end
        time.sleep(0.05)


def _spent(process: subprocess.Popen[bytes]) -> list[str]:
    """The processor time that a process has used (proc(5), stat: utime and stime)."""
    return Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]


def _idle(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process does nothing any more: whatever it did in Python would let a waiting signal in.

    The pause is what is measured. One that is too short makes the test milder, and never fails it.
    """
    before = _spent(process)
    time.sleep(0.3)
    return _spent(process) == before


def _prepare(folder: Path, shows: str) -> dict[str, str]:
    """A profile whose start shows this, and the environment of the start."""
    if shows == "unlock":
        open_profile(profile_folders(folder), passphrase=Secret(PASSPHRASE)).close()
        return dict(os.environ)
    if shows == "fatal":
        open_profile(profile_folders(folder), passphrase=Secret(PASSPHRASE)).close()
        (folder / "replica.db").write_bytes(b"")
    return os.environ | {"CRMDESK_PASSPHRASE": PASSPHRASE}


@pytest.mark.parametrize(
    ("shows", "number"),
    [
        pytest.param("fatal", signal.SIGTERM, marks=pytest.mark.thorough),
        ("fatal", signal.SIGINT),
        ("unlock", signal.SIGTERM),
        pytest.param("welcome", signal.SIGINT, marks=pytest.mark.thorough),
    ],
)
def test_a_signal_ends_what_is_shown_before_the_window(profile: Path, shows: str, number: signal.Signals) -> None:
    env = _prepare(profile, shows)
    process = subprocess.Popen([sys.executable, "-m", "crmdesk", "--profile", str(profile)], env=env)
    try:
        log = profile / "log"
        _until(lambda: any("page painted" in file.read_text(encoding="utf-8") for file in log.glob("*")), process)
        _until(lambda: _idle(process), process)
        process.send_signal(number)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
