"""Opening the encrypted file: connections, engines, and the errors of SQLite as errors of crmdesk.

SQLCipher with the raw 32-byte key of the profile. Every connection sees the key before it touches a page. The writing
engine has one connection and begins IMMEDIATE, so that two processes queue instead of failing late; reading engines are
``mode=ro`` and ``query_only``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as sqlcipher

from crmdesk.domain.errors import Busy, StoreFault
from crmdesk.domain.values import instant
from crmdesk.store.backups import all_backups, mark_of

BUSY_TIMEOUT_S = 10.0
"""How long a write waits for another process before it says that it is busy."""

STATEMENTS = 500
"""Statements that a connection keeps prepared: a run knows some three hundred, and its driver keeps 128 by itself."""


def connect(path: Path, key: bytes, *, read_only: bool) -> Any:
    """A raw SQLCipher connection. Raises the driver's errors; ``faults`` turns them into ours."""
    uri = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlcipher.connect(
        uri,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_S,
        cached_statements=STATEMENTS,
    )
    try:
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_schema")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            # What ``transaction`` asks of the disk, it asks of macOS's disks too, which would rather wait.
            connection.execute("PRAGMA fullfsync = ON")
            # Each page that leaves the cache is encrypted, each that enters it decrypted: bulk work needs room.
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA wal_autocheckpoint = 1000")
            # Deleted personal data is overwritten in the file, not only forgotten.
            connection.execute("PRAGMA secure_delete = FAST")
    except BaseException:
        connection.close()
        raise
    return connection


class Dialect(SQLiteDialect_pysqlite):
    """SQLite as SQLAlchemy speaks it, the same for every engine: what was compiled for one serves all.

    ``beginning`` is how a transaction begins, which the driver leaves to its caller.
    """

    supports_statement_cache = True

    def __init__(self, beginning: str = "BEGIN", **options: Any) -> None:
        super().__init__(**options)
        self._beginning = beginning

    def do_begin(self, dbapi_connection: Any) -> None:
        """Called by SQLAlchemy in front of the first statement; its own would leave it to the driver."""
        dbapi_connection.execute(self._beginning)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.sqlcipher_shared", __name__, "Dialect")
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)


def engine(path: Path, key: bytes, *, read_only: bool, size: int = 1) -> sa.Engine:
    """An engine over ``size`` connections; transactions begin IMMEDIATE where it writes."""
    return sa.create_engine(
        "sqlite+sqlcipher_shared://",
        module=sqlcipher,
        creator=lambda: connect(path, key, read_only=read_only),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        beginning="BEGIN" if read_only else "BEGIN IMMEDIATE",
        # What people and vendors wrote is bound to statements: it has no place in the text of an error.
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )


@contextmanager
def transaction(connection: sa.Connection, *, durable: bool) -> Iterator[sa.Connection]:
    """A transaction on a connection of the writing engine, committed at its end.

    A ``durable`` one is on the disk then, with all that was committed before it. Another one can be lost by a power cut,
    never in part, and never without those behind it (SQLite, PRAGMA synchronous: FULL and NORMAL with a write-ahead log).
    """
    # In front of the transaction: inside, SQLite keeps the level that it has.
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA synchronous = FULL" if durable else "PRAGMA synchronous = NORMAL")
    with connection.begin():
        yield connection


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn the driver's errors about ``path`` into Busy or StoreFault, each with its remedy's key.

    A statement that cannot be (a key twice, a table that is not there, an argument too few) is a defect of ours and no fault
    of the file: it goes on as it is, like every other defect.
    """
    try:
        yield
    except (sa.exc.DBAPIError, sqlcipher.Error) as error:
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if cause is None or _is_ours(cause):
            raise
        fault = as_fault(cause, path)
        if fault.key.startswith("database_damaged"):
            # Most pages are read long after the opening: whoever opens the file next has to know.
            with suppress(OSError):
                mark_of(path).touch()
        raise fault from error


def _is_ours(error: BaseException) -> bool:
    return isinstance(error, _OURS) or getattr(error, "sqlite_errorcode", None) == sqlcipher.SQLITE_ERROR


def as_fault(error: BaseException, path: Path) -> Busy | StoreFault:
    """The error of crmdesk for an error of the driver."""
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return Busy("database_busy", file=path.name)
    for sign, key in _SIGNS:
        if sign in words:
            if key == "disk_full":
                return StoreFault(key, file=path.name, folder=str(path.parent), room_mb=ROOM_MB)
            return lost(key, path) if key in LOST else StoreFault(key, file=path.name)
    return StoreFault("database_failed", file=path.name, reason=str(error).split("\n", 1)[0][:200])


LOST = {
    "database_damaged": "database_damaged_without_backup",
    "database_gone": "database_gone_without_backup",
    "database_unreadable": "database_unreadable_without_backup",
}
"""Keys of what only a backup helps against, or beginning again; and the same where there is no backup."""


def lost(key: str, path: Path) -> StoreFault:
    """The error of one of the ``LOST`` keys: it tells when the newest backup was made, or that there is none."""
    found = all_backups(path)
    if not found:
        return StoreFault(LOST[key], file=path.name)
    return StoreFault(key, file=path.name, backup_at=instant(found[0].made))


def is_lost(key: str) -> bool:
    """Whether an error is one that a backup helps against."""
    return key in LOST or key in LOST.values()


def check_marked(path: Path, key: bytes) -> None:
    """Look at every page of a database that has the sign of a damaged one, which goes where all are as they should be.

    Raises StoreFault(``database_damaged``).
    """
    mark = mark_of(path)
    if not mark.exists():
        return
    if path.exists():
        with faults(path):
            connect(path, key, read_only=True).close()
        if not is_sound(path, key):
            raise lost("database_damaged", path)
    mark.unlink(missing_ok=True)


def is_sound(path: Path, key: bytes) -> bool:
    """Whether every page of the database is as it was written, and all fit together; takes a few times as long as reading it."""
    try:
        connection = connect(path, key, read_only=True)
        try:
            return is_whole(connection)
        finally:
            connection.close()
    except sqlcipher.DatabaseError:
        return False


def is_whole(connection: Any) -> bool:
    """The same of the database that a raw connection is open to. Raises the driver's errors.

    Pages of different moments, as a copy made by another program while crmdesk wrote may have, are each as they were written.
    """
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        return False
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)])


ROOM_MB = 100
"""Megabytes that should stay free on the disk, for the database goes on growing: what is asked for where it is full."""

_SIGNS = (
    ("disk is full", "disk_full"),
    ("database or disk", "disk_full"),
    ("not a database", "database_unreadable"),
    ("malformed", "database_damaged"),
    ("disk i/o", "database_io"),
    ("readonly", "database_read_only"),
    ("unable to open", "database_cannot_open"),
    ("hmac", "database_damaged"),
)
"""What SQLite says, and the key of what we say. "Not a database" is what a wrong key and a foreign file look like."""

_OURS = (
    sqlcipher.IntegrityError,
    sqlcipher.ProgrammingError,
    sqlcipher.InterfaceError,
    sqlcipher.DataError,
    sqlcipher.NotSupportedError,
)
"""What PEP 249 calls an error of the program, and not of the database."""
