"""The passphrase of a profile: the same bytes open it whatever the locale says of them."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "crmdesk"]
ROOT = Path(__file__).resolve().parent.parent.parent
PLAIN = {b"LC_ALL": b"C", b"PYTHONUTF8": b"0", b"PYTHONCOERCECLOCALE": b"0"}
"""A locale in which nothing but ASCII is text."""
UTF_8 = {b"LC_ALL": b"C.UTF-8"}


def environment(locale: dict[bytes, bytes]) -> dict[bytes, bytes]:
    held = {name: value for name, value in os.environb.items() if name != b"CRMDESK_PASSPHRASE"}
    return held | {b"DBUS_SESSION_BUS_ADDRESS": b"unix:path=/nowhere"} | locale


def status(profile: Path, passphrase: bytes, locale: dict[bytes, bytes]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, "status", "--profile", str(profile)],
        cwd=ROOT,
        env=environment(locale) | {b"CRMDESK_PASSPHRASE": passphrase},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.thorough
@pytest.mark.parametrize("passphrase", [b"p\xc3\xa4sse", pytest.param(b"p\xe4sse", marks=pytest.mark.thorough)])
def test_a_passphrase_of_the_environment_opens_in_every_locale(tmp_path: Path, passphrase: bytes) -> None:
    for locale in (UTF_8, PLAIN):
        done = status(tmp_path, passphrase, locale)
        assert done.returncode == 0, done.stderr
    wrong = status(tmp_path, b"p\xe5sse", PLAIN)
    assert (wrong.returncode, b"Traceback" in wrong.stderr) == (1, False)


@pytest.mark.thorough
def test_what_is_typed_at_a_terminal_is_what_the_environment_gives(tmp_path: Path) -> None:
    assert status(tmp_path, b"p\xc3\xa4sse", UTF_8).returncode == 0
    for locale in (UTF_8, PLAIN):
        assert typed(tmp_path, b"p\xc3\xa4sse\n", locale) == 0


def typed(profile: Path, line: bytes, locale: dict[bytes, bytes]) -> int:
    """The exit status of a command that is asked for its passphrase at a terminal of its own."""
    terminal, inside = pty.openpty()
    command = [*PROGRAM, "status", "--profile", str(profile)]
    with subprocess.Popen(
        [sys.executable, "-c", LED, *command],
        cwd=ROOT,
        env=environment(locale),
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    ) as process:
        os.close(inside)
        shown = b""
        try:
            while b"Passphrase" not in shown:
                shown += os.read(terminal, 1024)
            os.write(terminal, line)
            while os.read(terminal, 1024):
                pass
        except OSError:
            # Linux says EIO once nobody has the other end open any more (pty(7)).
            pass
        finally:
            os.close(terminal)
    return process.returncode


LED = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
"""Makes standard input the terminal of the session, as a shell's is, and becomes the command."""
