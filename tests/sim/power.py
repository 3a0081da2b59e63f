"""Power cuts: what of a write-ahead log had reached the disk (SQLite, "WAL-mode file format")."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import NamedTuple

_HEADER, _FRAME_HEADER = 32, 24
_BACKFILLED = 96
"""Where the log's index tells how many frames are in the database already (SQLite, "WAL-index file format")."""


class Mark(NamedTuple):
    """A place in a log: ``salt`` tells this log from the ones before it in the same file, ``end`` is in bytes."""

    salt: bytes
    end: int


class Log:
    """The write-ahead log of a database, as it lies in the file system."""

    def __init__(self, database: Path) -> None:
        path = database.with_name(f"{database.name}-wal")
        self._bytes = path.read_bytes() if path.exists() else b""
        index = database.with_name(f"{database.name}-shm")
        held = index.read_bytes() if index.exists() else b""
        self._backfilled = int.from_bytes(held[_BACKFILLED : _BACKFILLED + 4], sys.byteorder)
        self.salt = self._bytes[16:24]
        self.frame = _FRAME_HEADER + int.from_bytes(self._bytes[8:12], "big")

    def commits(self) -> list[int]:
        """Where each committed transaction ends, in bytes."""
        found = []
        for start in range(_HEADER, len(self._bytes) - self.frame + 1, self.frame):
            header = self._bytes[start : start + _FRAME_HEADER]
            if header[8:16] != self.salt:
                break  # left over from a log before this one
            if int.from_bytes(header[4:8], "big"):
                found.append(start + self.frame)
        return found

    def end(self) -> Mark:
        """Behind the last transaction."""
        return Mark(self.salt, max(self.commits(), default=0))

    def cut(self, durable: Mark, random: Random) -> bytes:
        """The log as a power cut leaves it: with all transactions up to ``durable``, and by chance with some behind it.

        A log that was begun since then has all of that in the database. So has it what was copied there: SQLite sees to it
        that the log is on the disk before.
        """
        least = durable.end if durable.salt == self.salt else 0
        least = max(least, _HEADER + self._backfilled * self.frame if self._backfilled else 0)
        kept = random.choice([0, *self.commits()])
        return self._bytes[: max(least, kept)]
