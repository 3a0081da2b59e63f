"""What a backup lacks: what a person typed here after it was made, as far as the damaged database still tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import instant
from crmdesk.store.columns import load
from crmdesk.store.database import engine
from crmdesk.store.ledger import TYPED
from crmdesk.store.queries.findings import UNREADABLE
from crmdesk.store.queries.names import names_of
from crmdesk.store.tables import Change, History, core

_CHANGE, _HISTORY = core(Change), core(History)

_VERBS = frozenset({"adopt", "create", "delete", "discard", "edit", "resolve", "restore", "undo", "redo"})
"""The verbs of changes by which a person works on one record."""

NAMED = 5
"""How many of the records are named at most."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a backup lacks.

    ``records`` counts the records that a person worked on since, ``names`` are some of them. ``whole`` is whether that is all
    of it: what tells of it in a damaged file may be readable in part, or not at all.
    """

    records: int
    names: tuple[str, ...]
    whole: bool

    @property
    def known(self) -> bool:
        """Whether anything can be said: no record, of a file that cannot be read to its end, says nothing at all."""
        return self.whole or self.records > 0


def lacking(path: Path | None, key: bytes, made: datetime) -> Lacking:
    """What was typed into the database at ``path``, which nobody has open, after a backup was ``made``. Never raises.

    Of a database that is not there (None) nothing can be read.
    """
    if path is None or not path.exists():
        return Lacking(0, (), whole=False)
    kinds: dict[str, Kind] = {}
    whole = False
    since = instant(made) or ""
    with suppress(sqlcipher.Error, *UNREADABLE), _opened(path, key) as connection:
        kinds.update(_typed(connection, since))
        whole = _fits_together(connection)
    if not whole:
        # Most of it stands in a second table, too, and a damaged page is seldom in both.
        with suppress(sqlcipher.Error, *UNREADABLE), _opened(path, key) as connection:
            kinds.update(_changed(connection, since))
    names: list[str] = []
    for record, kind in list(kinds.items())[:NAMED]:
        # Each on a connection of its own: after a damaged page SQLCipher refuses all that follows on the same one.
        with suppress(sqlcipher.Error, *UNREADABLE), _opened(path, key) as connection:
            names += names_of(connection, [record], [kind]).values()
    return Lacking(len(kinds), tuple(names), whole)


def _fits_together(connection: sa.Connection) -> bool:
    """Whether no page is of an earlier moment than the others. One that cannot be read at all holds nothing of what was read."""
    try:
        return bool(connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all() == ["ok"])
    except sa.exc.DBAPIError:
        return True


def _typed(connection: sa.Connection, since: str) -> Iterator[tuple[str, Kind]]:
    """The records of what was typed, newest first; only as much of the history is read as is newer."""
    columns = (_HISTORY.c.at, _HISTORY.c.record, _HISTORY.c.kind, _HISTORY.c.cause)
    for row in connection.execute(sa.select(*columns).order_by(_HISTORY.c.seq.desc())):
        if row.at < since:
            return
        if row.cause in TYPED:
            yield row.record, Kind(row.kind)


def _changed(connection: sa.Connection, since: str) -> Iterator[tuple[str, Kind]]:
    """The records of a person's acts; they are few, and stand in no order."""
    for row in connection.execute(sa.select(_CHANGE.c.at, _CHANGE.c.what)):
        what = load(row.what)
        if row.at >= since and what["verb"] in _VERBS and "policy" not in what:
            yield what["record"], Kind(what["kind"])


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[sa.Connection]:
    made = engine(path, key, read_only=True)
    try:
        with made.connect() as connection:
            yield connection
    finally:
        made.dispose()
