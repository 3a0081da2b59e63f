"""The system's signals reach the program whatever it shows.

A signal only leaves a note for Python, which reads it when it next executes code. Qt's loop can rest for ever without any: a
page that waits for a person has no timer. So each signal also writes a byte (Python, ``signal.set_wakeup_fd``) into a pair of
sockets that Qt watches, and being told of it is code that Python executes.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from PySide6.QtCore import QSocketNotifier

ENDING = (signal.SIGTERM, signal.SIGINT)
"""What ends the program: the system's request, and Ctrl+C in its terminal."""

_BYTES = 4096


@contextmanager
def ended_by_signals(end: Callable[[], object]) -> Iterator[None]:
    """Call ``end``, on the main thread, for each of the ``ENDING`` signals while the block lasts; then all is as before."""
    ours, pythons = socket.socketpair()
    for side in (ours, pythons):
        side.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)

    def empty() -> None:
        with suppress(BlockingIOError):
            ours.recv(_BYTES)

    def told(number: int, frame: FrameType | None) -> None:
        del number, frame
        end()

    notifier.activated.connect(empty)
    before_fd = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, told) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before_fd)
        notifier.setEnabled(False)
        ours.close()
        pythons.close()
