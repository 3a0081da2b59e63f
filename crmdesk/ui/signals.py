"""The system's signals reach the program whatever it shows.

Qt's loop can rest for ever without executing any Python: a page that waits for a person has no timer. So it is woken (``wakeup``),
and being told of that is code that Python executes.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType

from PySide6.QtCore import QSocketNotifier

from crmdesk.ui.wakeup import empty, wakeup

ENDING = (signal.SIGTERM, signal.SIGINT)
"""What ends the program: the system's request, and Ctrl+C in its terminal."""


def _ending() -> tuple[signal.Signals, ...]:
    """These, and that its terminal is closed, unless whoever started it wants it to outlive that (``nohup``)."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return ENDING
    return (*ENDING, signal.SIGHUP)


@contextmanager
def ended_by_signals(end: Callable[[], object]) -> Iterator[None]:
    """Call ``end``, on the main thread, for each signal that ends the program while the block lasts; then all is as before."""

    def told(number: int, frame: FrameType | None) -> None:
        del number, frame
        end()

    with wakeup() as wakened:
        notifier = QSocketNotifier(wakened.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(partial(empty, wakened))
        before = {number: signal.signal(number, told) for number in _ending()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            notifier.setEnabled(False)
