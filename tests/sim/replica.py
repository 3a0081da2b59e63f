"""The real store on a file in memory: copied from a template, watched at every commit, killed and opened again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from crmdesk.store.store import InlineStore
from crmdesk.store.unit import Unit
from tests.sim.power import Log, Mark
from tests.store.template import KEY, put_empty

T = TypeVar("T")

TORN_BYTES = 6000
"""More than a page, less than two: how much of a commit was under way when the process died."""
FULL = 2
"""The level from which on a commit waits for the disk (SQLite, PRAGMA synchronous)."""

WATCHED = {
    **dict.fromkeys(("lead", "contact", "company", "deal", "activity", "note"), "id"),
    **dict.fromkeys(("link", "intent", "conflict"), "id"),
    "cursor": "connection || ' ' || {row}.feed",
    "inbox": "connection || ' ' || {row}.object || ' ' || {row}.remote_id",
}
"""The tables whose changes are noted, with what names a row."""


class Crash(Exception):
    """The process dies."""


class Replica:
    """A store in ``folder``. ``committed`` is called with a plain cursor after every commit."""

    def __init__(
        self, folder: Path, now_s: Callable[[], float], random: Random, committed: Callable[[Any], None]
    ) -> None:
        self._folder = folder
        self._now_s = now_s
        self._random = random
        self._committed = committed
        self._generation = 0
        self._watching = False
        self._durable = Mark(b"", 0)
        """How far the log is on the disk, whatever becomes of the power."""
        self.commits = 0
        self.crash_at: int | None = None
        """The number of the moment at which the process dies: each commit has one before and one after it."""
        self.full_at: int | None = None
        """The number of the moment at which the disk is full, once."""
        self._path = folder / "replica.db"
        put_empty(self._path)
        self._open()

    def _open(self) -> None:
        committing = partial(self._committing, self._generation)
        self.store = InlineStore(self._path, KEY, now_s=self._now_s, random=self._random, committing=committing)
        self._watching = False
        self._raw = self.write(_watch)
        self._durable = Log(self._path).end()
        self._watching = True

    def die(self, *, power: Random | None = None) -> None:
        """Lose the process: what had reached the file, and its log, is all that the next one finds.

        Behind the last commit the log may hold the torn beginning of another one, which nobody may read. With ``power`` the
        power is cut: of the last commits only those are certain that were to be durable.
        """
        self._generation += 1
        old, self._path = self._path, self._folder / f"replica{self._generation}.db"
        log = old.with_name(f"{old.name}-wal").read_bytes() if power is None else Log(old).cut(self._durable, power)
        shutil.copyfile(old, self._path)
        torn = self._random.randbytes(TORN_BYTES) if self._generation % 2 else b""
        self._path.with_name(f"{self._path.name}-wal").write_bytes(log + torn)
        self._watching = False
        self.store.close()
        self.crash_at = self.full_at = None
        self._open()

    def close(self) -> None:
        """Give the file back."""
        self._watching = False
        self.store.close()

    def _committing(self, generation: int, moment: str) -> None:
        if not self._watching or generation != self._generation:
            return  # the store is being opened, or belongs to a process that is dead
        self.commits += 1
        if moment == "after":
            if self.cursor().execute("PRAGMA synchronous").fetchone()[0] >= FULL:
                self._durable = Log(self._path).end()
            self._committed(self.cursor())
        elif self.full_at is not None and self.commits >= self.full_at:
            self.full_at = None
            raise sqlcipher.OperationalError("database or disk is full")
        if self.crash_at is not None and self.commits >= self.crash_at:
            raise Crash

    def cursor(self) -> Any:
        """A cursor on the store's own connection, between two transactions: the checks go past all of crmdesk's SQL."""
        cursor = self._raw.cursor()
        cursor.row_factory = sqlcipher.Row
        return cursor

    def write(self, work: Callable[[Unit], T]) -> T:
        """Something that a person does, at once: also while a run waits for an answer."""
        return self.store.write_now(work)

    def read(self, query: Callable[[sa.Connection], T]) -> T:
        """A query, at once."""
        return self.store.read_now(query)


def _watch(unit: Unit) -> Any:
    """Note every row that a statement changes, in a table of this connection alone, which is returned."""
    execute = unit.connection.exec_driver_sql
    execute("CREATE TEMP TABLE touched (seq INTEGER PRIMARY KEY, what TEXT, row TEXT)")
    for table, name in WATCHED.items():
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            key = f"{row}.{name.format(row=row)}"
            noted = f"INSERT INTO touched (what, row) VALUES ('{table}', {key})"  # noqa: S608 - names of this module
            execute(f"CREATE TEMP TRIGGER {table}_{verb} AFTER {verb} ON main.{table} BEGIN {noted}; END")
    return unit.connection.connection.driver_connection
