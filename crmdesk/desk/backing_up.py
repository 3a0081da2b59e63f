"""The backups of an open profile, on a thread of their own: neither the window nor an edit waits for one.

One a day; and one as soon as the first run ended well, because the day's own was made of a database that was still empty.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from crmdesk.desk.presence import alone
from crmdesk.domain.errors import Busy, StoreFault
from crmdesk.domain.events import Event, RunReport, RunStatus
from crmdesk.store import runs
from crmdesk.store.copying import back_up
from crmdesk.store.store import ThreadedStore

_LOG = logging.getLogger(__name__)

LOOK_S = 3600.0
"""How often a process that stays open looks whether a new day has begun, in seconds."""

END_S = 5.0
"""How long a copy that is being made may keep the end of the program waiting, in seconds. The next one begins again."""

_WORK = "backup"
"""What is done by one process at a time."""


class Backups:
    """Backups of the replica behind ``store``. Nothing is copied before ``begin`` or ``make``."""

    def __init__(
        self, store: ThreadedStore, key: bytes, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._path = store.path
        self._key = key
        self._now = now
        self._look = threading.Event()
        self._ending = threading.Event()
        self._unwanted = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Make a backup where one is due, now and whenever it may be again, for as long as this process lives."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="backups", daemon=True)
            self._thread.start()

    def make(self) -> None:
        """Make a backup where one is due, on the caller's thread; none while somebody else is making one."""
        with alone(self._path.parent, _WORK) as here:
            if here:
                back_up(self._path, self._key, self._now(), lambda: not self._unwanted.is_set(), filled=self._filled())

    def hear(self, event: Event) -> None:
        """Of what a worker tells, hear of runs that ended well: one may be the first. Keeps nobody waiting."""
        if isinstance(event, RunReport) and event.status is RunStatus.DONE:
            self._look.set()

    def end(self) -> None:
        """Make no more. One that is nearly whole is waited for a moment."""
        self._ending.set()
        self._look.set()
        if self._thread is not None:
            self._thread.join(END_S)
            self._unwanted.set()
            self._thread.join()

    def _run(self) -> None:
        while True:
            # In this order: whatever is set after it is seen, by the question or by the wait.
            self._look.clear()
            if self._ending.is_set():
                return
            self.make()
            self._look.wait(LOOK_S)

    def _filled(self) -> datetime | None:
        """When the database was filled for the first time; None where it was not, or cannot say."""
        try:
            first = self._store.read_now(runs.first_success)
        except (Busy, StoreFault) as error:
            _LOG.info("backup: the first run is not known: %s", error.key)  # whoever works with the store is told
            return None
        return None if first is None else datetime.fromisoformat(first)
