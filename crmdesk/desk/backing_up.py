"""The daily backup of an open profile, on a thread of its own: neither the window nor an edit waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crmdesk.store.copying import back_up

LOOK_S = 3600.0
"""How often a process that stays open looks whether a new day has begun, in seconds."""

END_S = 5.0
"""How long a copy that is being made may keep the end of the program waiting, in seconds. The next one begins again."""


class Backups:
    """Backups of the replica at ``path``. Nothing is copied before ``begin`` or ``make``."""

    def __init__(self, path: Path, key: bytes, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._key = key
        self._now = now
        self._ending = threading.Event()
        self._unwanted = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Make a backup where one is due, now and whenever a new day has begun, for as long as this process lives."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="backups", daemon=True)
            self._thread.start()

    def make(self) -> None:
        """Make a backup where one is due, on the caller's thread."""
        back_up(self._path, self._key, self._now(), lambda: not self._unwanted.is_set())

    def end(self) -> None:
        """Make no more. One that is nearly whole is waited for a moment."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join(END_S)
            self._unwanted.set()
            self._thread.join()

    def _run(self) -> None:
        self.make()
        while not self._ending.wait(LOOK_S):
            self.make()
