"""One unit of work: a transaction, the time it happens at, and what it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import sqlalchemy as sa

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import instant

MANY = 200
"""Above so many records a change set names kinds only: a window reloads what it shows either way."""


class Unit:
    """What a synchronous unit of work is given.

    ``connection`` is inside a transaction that commits when the work returns and rolls back when it raises. ``now`` is the one
    moment of the whole unit (UTC text). ``new_id`` makes record ids.
    """

    def __init__(self, connection: sa.Connection, now_s: float, new_id: Callable[[], str]) -> None:
        self.connection = connection
        self.now_s = now_s
        self.now: str = instant(datetime.fromtimestamp(now_s, UTC)) or ""
        self.new_id = new_id
        self._kinds: set[Kind] = set()
        self._records: set[str] = set()
        self._flags: set[str] = set()

    def touch_record(self, kind: Kind, record: str) -> None:
        """Note that a record changed."""
        self._kinds.add(kind)
        self._records.add(record)

    def touch_records(self, kind: Kind, records: Iterable[str]) -> None:
        """Note that records of a kind changed."""
        self._kinds.add(kind)
        self._records.update(records)

    def touch(
        self, *, conflicts: bool = False, pending: bool = False, problems: bool = False, connections: bool = False
    ) -> None:
        """Note that a bookkeeping list changed."""
        flags = {"conflicts": conflicts, "pending": pending, "problems": problems, "connections": connections}
        self._flags.update(name for name, value in flags.items() if value)

    def changes(self) -> ChangeSet:
        """Everything noted so far."""
        records = frozenset(self._records) if len(self._records) <= MANY else frozenset[str]()
        return ChangeSet(frozenset(self._kinds), records, **dict.fromkeys(self._flags, True))
