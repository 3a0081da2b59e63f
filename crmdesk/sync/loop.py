"""The loop on which vendors are spoken to: it ends when its work does, whatever the system still does for it."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


def new_loop() -> asyncio.SelectorEventLoop:
    """A loop that does not wait for the look-up of a host once nobody else does.

    Where the network is gone without a word, the system may look for a minute, and cannot be told to leave it.
    """
    loop = asyncio.SelectorEventLoop()
    loop.set_default_executor(_Unawaited())
    return loop


if sys.platform == "linux":
    _CLOCK = partial(time.clock_gettime, time.CLOCK_BOOTTIME)
elif sys.platform == "darwin":
    _CLOCK = partial(time.clock_gettime, time.CLOCK_MONOTONIC)
else:
    _CLOCK = time.monotonic


def elapsed_s() -> float:
    """Seconds that pass, also while the computer sleeps and however its clock is set: the loop's own do not everywhere."""
    return _CLOCK()


class _Unawaited(ThreadPoolExecutor):
    """Does each piece of work on a thread of its own, which keeps neither the loop nor the program from ending."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """See ``Executor.submit``."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - handed to the waiting task as it is
                future.set_exception(error)
            else:
                future.set_result(result)

        Thread(target=work, name="look-up", daemon=True).start()
        return future
