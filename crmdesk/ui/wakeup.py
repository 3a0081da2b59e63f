"""Waking a loop that rests when a signal comes.

A signal only leaves a note for Python, which reads it when its main thread next executes code. A loop that rests may not execute
any for long: the system may hand the signal to another thread, or just before the rest begins, and on Windows nothing ends a rest
early. So each signal also writes a byte (Python, ``signal.set_wakeup_fd``) into a pair of sockets that the loop watches.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_BYTES = 4096


@contextmanager
def wakeup() -> Iterator[socket.socket]:
    """A socket that can be read from as soon as a signal has come, while the block lasts. For the main thread."""
    ours, pythons = socket.socketpair()
    for side in (ours, pythons):
        side.setblocking(False)
    before = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    try:
        yield ours
    finally:
        signal.set_wakeup_fd(before)
        ours.close()
        pythons.close()


def empty(wakened: socket.socket) -> None:
    """Take out what is in there: being told of it was all that it is for."""
    with suppress(BlockingIOError):
        wakened.recv(_BYTES)
