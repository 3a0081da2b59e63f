"""What is made in the background once somebody needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Something that a thread of its own makes once it is asked for; who calls this waits for it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._turn = threading.Lock()
        self._made: Future[T] | None = None

    def begin(self) -> Future[T]:
        """Make it now, unless that was begun already. Whoever gives up waiting for it stops nobody else's waiting."""
        with self._turn:
            if self._made is None:
                self._made = Future()
                self._made.set_running_or_notify_cancel()
                threading.Thread(target=self._fill, args=(self._made,), name="later", daemon=True).start()
        return self._made

    def __call__(self) -> T:
        """It, waited for. Raises what making it raised."""
        return self.begin().result()

    @property
    def begun(self) -> bool:
        """Whether anybody asked for it."""
        return self._made is not None

    @property
    def here(self) -> T | None:
        """What was made; None where it is not there: not asked for, still being made, or failed. Never waits."""
        made = self._made
        return made.result() if made is not None and made.done() and made.exception() is None else None

    def _fill(self, made: Future[T]) -> None:
        try:
            made.set_result(self._make())
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
            made.set_exception(error)
