"""sandbox --until-input-ends: it ends quietly however it is ended."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

Ended = Callable[["subprocess.Popen[str]"], object]


def _close(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.stdin = None


@pytest.mark.parametrize(
    "end", [lambda each: each.send_signal(signal.SIGTERM), lambda each: each.send_signal(signal.SIGINT), _close]
)
def test_a_sandbox_ends_without_a_word(end: Ended) -> None:
    line = [sys.executable, "-m", "crmdesk", "sandbox", "--json", "--until-input-ends", "--records", "1"]
    pipe = subprocess.PIPE
    with subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert "control" in process.stdout.readline()
        end(process)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")
