"""What the doctor's checks tell, and what becomes of a check that cannot be carried out."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold; ``record`` is an id, ``detail`` names rows and fields, never values."""

    invariant: str
    record: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Slice:
    """What a part of a check found, behind which row it goes on (None: it is over), and how much of it is done (0 to 1)."""

    found: Iterable[Violation]
    after: int | None = None
    done: float = 1.0


Look = Callable[[sa.Connection, int], Slice]
"""Looks at the part of a check that begins behind a row."""

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, zlib.error, sa.exc.DBAPIError)
"""What comes of a cell that holds something else than it should; of the driver's errors those that ``is_of_cells`` says."""


def is_of_cells(error: BaseException) -> bool:
    """Whether an unreadable thing is a matter of single cells. A file that is busy, gone or damaged as a whole is not.

    Neither is a statement that was interrupted. SQLite has one code for JSON that is none and for a search table that lost
    its settings; text that is none has no code at all.
    """
    if not isinstance(error, sa.exc.DBAPIError):
        return True
    return getattr(error.orig, "sqlite_errorcode", None) in (None, sqlcipher.SQLITE_ERROR, sqlcipher.SQLITE_MISMATCH)


def carried_out(check: Iterable[Violation], name: str, record: str | None = None) -> Iterator[Violation]:
    """What a check finds; where it cannot be carried out, that is a finding, and whoever asks goes on with the others."""
    try:
        yield from check
    except UNREADABLE as error:
        if not is_of_cells(error):
            raise
        yield Violation("check_carried_out", record, name)
