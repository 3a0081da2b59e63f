"""A form that is half filled when the system ends the program is there again after the next start: real processes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def _typed(folder: Path, number: signal.Signals, *name: str) -> str:
    """What stands in the form of a process that is then told to end."""
    line = [sys.executable, "-m", "tests.typing_process", str(folder), *name]
    with subprocess.Popen(line, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.send_signal(number)
        assert process.wait(30) == 0
    stands: str = json.loads(said)["last_name"]
    return stands


@pytest.mark.thorough
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_half_filled_form_outlives_the_program(tmp_path: Path, number: signal.Signals) -> None:
    """As the system ends it that shuts down, and the terminal that is closed."""
    assert _typed(tmp_path, number, "Kervadec") == "Kervadec"
    assert _typed(tmp_path, number) == "Kervadec"
    assert b"Kervadec" not in (tmp_path / "replica.db").read_bytes()
