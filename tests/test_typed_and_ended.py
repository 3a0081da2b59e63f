"""A form that is half filled when the system ends the program is there again after the next start: real processes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def _typed(folder: Path, *name: str) -> str:
    """What stands in the form of a process that is then told to end, as a system does that shuts down."""
    line = [sys.executable, "-m", "tests.typing_process", str(folder), *name]
    with subprocess.Popen(line, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    stands: str = json.loads(said)["last_name"]
    return stands


@pytest.mark.thorough
def test_a_half_filled_form_outlives_the_program(tmp_path: Path) -> None:
    assert _typed(tmp_path, "Kervadec") == "Kervadec"
    assert _typed(tmp_path) == "Kervadec"
    assert b"Kervadec" not in (tmp_path / "replica.db").read_bytes()
