"""Ctrl+C while a command waits for something: real signals, on this process's main thread."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from crmdesk.commands.session import run_async
from crmdesk.net.client import open_client
from crmdesk.net.messages import Effect, Request

LATE_S = 5.0

PRESSED_AGAIN = """
import signal, sys
from crmdesk.__main__ import main

def press(frame, event, argument):
    if frame.f_code.co_filename.startswith("shibokensupport"):
        sys.setprofile(None)
        signal.raise_signal(signal.SIGINT)

sys.setprofile(press)
status = main(["undo", "--change", "a", "--preview"])
sys.exit(status if sys.getprofile() is None else 70)
"""
"""A command that says what is wrong, and Ctrl+C while it loads Qt for the words."""


@pytest.fixture(autouse=True)
def _as_a_terminal_starts_it() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_signal_that_another_thread_receives_wakes_the_loop() -> None:
    """The system may choose any thread; the loop that rests would hear of it when something else happens, at a time-out say."""
    main = threading.main_thread().ident
    assert main is not None
    over = threading.Event()

    def press() -> None:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        if not over.wait(LATE_S):
            signal.pthread_kill(main, signal.SIGINT)

    async def rest() -> None:
        pressing.start()
        await asyncio.Event().wait()

    pressing = threading.Timer(0.05, press)
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_async(rest())
    took = time.monotonic() - begun
    over.set()
    pressing.join()
    assert took < LATE_S
    assert signal.set_wakeup_fd(-1) == -1


def test_the_look_up_of_a_host_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network the system may look for a minute, and nobody can tell it to stop."""
    found = threading.Event()

    def look(*_: object) -> list[object]:
        signal.raise_signal(signal.SIGINT)
        found.wait(LATE_S)
        raise socket.gaierror

    async def ask() -> None:
        client = open_client("https://crm.example")
        await client.send(Request("GET", "/contacts", "/contacts", effect=Effect.READS))

    monkeypatch.setattr(socket, "getaddrinfo", look)
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_async(ask())
    assert time.monotonic() - begun < LATE_S
    found.set()


def test_what_a_command_has_to_say_is_said_where_its_words_are_being_loaded() -> None:
    """Whoever presses twice met a dump of the process: shiboken aborts it where it cannot load its own modules."""
    done = subprocess.run([sys.executable, "-c", PRESSED_AGAIN], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "--preview" in done.stderr
    assert "Traceback" not in done.stderr
