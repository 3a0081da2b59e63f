"""Making backups of the database, and putting one in its place.

One is made a day, one after the first run that ended well, and one before an upgrade; the newest seven stay. A copy is read
page by page through SQLCipher, which verifies each page, and looked at once it is whole, for pages of different moments are each
sound: a damaged database makes no backup, so that it never takes the place of a good one.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from crmdesk.domain.errors import StoreFault
from crmdesk.domain.values import instant
from crmdesk.store.backups import Backup, all_backups, backup_file, file_aside, folder_of, mark_of
from crmdesk.store.columns import dump
from crmdesk.store.cursors import PUT_BACK
from crmdesk.store.database import ROOM_MB, as_fault, connect, is_sound, is_whole

_LOG = logging.getLogger(__name__)

KEPT = 7
"""How many backups stay; an older one goes when a new one is whole."""

ROOM = ROOM_MB * 1024 * 1024
"""Bytes that a backup leaves free on the disk: the database itself has to go on growing."""

_PAGES = 256
"""Pages (of 4 KiB) between two looks at whether the copy is still wanted."""

_STEPS = 100_000
"""Steps of SQLite's machine between two such looks while the copy is looked at."""

_PART = ".part"
_LEFT_S = 86_400.0
"""The age in seconds at which an unfinished copy is nobody's any more."""


class _Unwanted(Exception):
    """Nobody wants the copy any more."""


def is_due(path: Path, now: datetime, filled: datetime | None = None) -> bool:
    """Whether no backup was made yet on this day (UTC), or none since the database was ``filled`` for the first time."""
    made = all_backups(path, now)
    if not made or made[0].made.date() != now.date():
        return True
    # A backup is named after the second it was begun in.
    return filled is not None and made[0].made < filled.replace(microsecond=0) <= now


def back_up(
    path: Path,
    key: bytes,
    now: datetime,
    wanted: Callable[[], bool] = lambda: True,
    *,
    filled: datetime | None = None,
) -> Backup | None:
    """Copy the database where that is due (``is_due``); the backup, or None where none was made.

    What prevents it is logged, and nothing else: a full disk, a damaged page, a folder that cannot be written. Takes about
    as long as reading the file; whoever writes to the database meanwhile is not kept waiting. ``wanted`` ends it early.
    """
    if not is_due(path, now, filled):
        return None
    try:
        needed = path.stat().st_size + ROOM
        free = shutil.disk_usage(path.parent).free
        if free < needed:
            _LOG.info("backup skipped: %d bytes are free, %d are needed", free, needed)
            return None
        made = copy(path, key, now, wanted=wanted)
    except _Unwanted:
        return None
    except sqlcipher.Error as error:
        if not is_sound(path, key):
            with suppress(OSError):
                mark_of(path).touch()
        _LOG.warning("backup failed: %s", type(error).__name__)
        return None
    except OSError as error:
        _LOG.warning("backup failed: %s", error.strerror)
        return None
    _LOG.info("backup made: %s", made.path.name)
    return made


def copy(
    path: Path, key: bytes, now: datetime, *, version: int | None = None, wanted: Callable[[], bool] = lambda: True
) -> Backup:
    """Copy the database into its folder of backups as it is at this moment; ``version`` names one before an upgrade.

    Whole or not at all. Raises the driver's errors and OSError.
    """
    folder_of(path).mkdir(mode=0o700, exist_ok=True)
    _clear(path, now)
    target = backup_file(path, now, version=version)
    with _part(target) as part:
        _copy_pages(connect(path, key, read_only=True), part, key, wanted)
        part.replace(target)
    for old in all_backups(path, now)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return Backup(target, now)


def put_back(
    path: Path, key: bytes, now: datetime, is_damaged: Callable[[Path], bool] = lambda _: False
) -> tuple[Backup, Path | None]:
    """Put a copy of the newest backup where the database was, which nobody has open.

    One that is damaged as well, also in what it holds (``is_damaged``), is passed over; a full disk says nothing about any.
    Gives the backup, and where the database that was there is now. Raises, with nothing changed, StoreFault(``no_backup``), the
    driver's error of a full disk, and OSError.
    """
    for backup in all_backups(path, now):
        with _part(path) as part:
            try:
                # Not read only: a reader would leave files beside the backup.
                _copy_pages(connect(backup.path, key, read_only=False), part, key, lambda: True)
                _check(part, key)
                if is_damaged(part):
                    raise _malformed()
                _tell_accounts(part, key, backup.made, now)
            except sqlcipher.DatabaseError as error:
                if as_fault(error, path).key == "disk_full":
                    raise
                _LOG.warning("backup %s is not usable: %s", backup.path.name, type(error).__name__)
                continue
            aside = set_aside(path, now)
            part.replace(path)
            return backup, aside
    raise StoreFault("no_backup", folder=str(folder_of(path)))


def _check(part: Path, key: bytes) -> None:
    """Raises the driver's error where a copy is not whole."""
    connection = connect(part, key, read_only=False)
    try:
        if not is_whole(connection):
            raise _malformed()
    finally:
        connection.close()


def _tell_accounts(part: Path, key: bytes, made: datetime, now: datetime) -> None:
    """Note for every account that what waits may have been sent, or taken back, since (``sync/put_back.py``)."""
    connection = connect(part, key, read_only=False)
    try:
        last = connection.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0]
        told = (PUT_BACK, dump({"made": instant(made), "ledger": last}), instant(now))
        connection.execute("INSERT OR REPLACE INTO cursor SELECT id, ?, ?, ?, 1 FROM connection", told)
    finally:
        connection.close()


def set_aside(path: Path, now: datetime) -> Path | None:
    """Move the database, which nobody has open, out of the way, with what belongs to it; its new name, None: there is none.

    The parts of one database stay together: what was written last may stand in the one beside it.
    """
    aside = file_aside(path, now)
    for beside in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + beside).rename(aside.with_name(aside.name + beside))
    mark_of(path).unlink(missing_ok=True)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return None
    return aside


def _copy_pages(source: Any, target_path: Path, key: bytes, wanted: Callable[[], bool]) -> None:
    """Copy what the connection ``source`` shows, and close it."""

    def told(*_: int) -> None:
        if not wanted():
            raise _Unwanted

    try:
        # One reading transaction around all steps: what others write meanwhile neither shows nor begins the copy anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema")
        target = _empty(target_path, key)
        try:
            source.backup(target, pages=_PAGES, progress=told)
            _look(target, wanted)
        finally:
            target.close()
    finally:
        source.close()
    with target_path.open("rb+") as file:
        os.fsync(file.fileno())


def _look(copied: Any, wanted: Callable[[], bool]) -> None:
    """Raises the driver's error where the pages of a copy do not fit together. What only an index says otherwise is left aside."""
    copied.set_progress_handler(lambda: not wanted(), _STEPS)
    try:
        found = copied.execute("PRAGMA quick_check(1)").fetchall()
    except sqlcipher.OperationalError:
        if not wanted():
            raise _Unwanted from None
        raise
    if found != [("ok",)]:
        raise _malformed()


def _malformed() -> Any:
    """What SQLite raises where it meets pages that do not fit together."""
    return sqlcipher.DatabaseError("database disk image is malformed")


def _empty(path: Path, key: bytes) -> Any:
    """A new encrypted file that is only written: it has no journal, because it counts only once it is whole."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log = off")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """The unfinished file of ``target``, which is gone afterwards."""
    part = target.with_name(f"{target.name}.{os.getpid()}{_PART}")
    part.unlink(missing_ok=True)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _clear(path: Path, now: datetime) -> None:
    """Remove what copies left that were broken off."""
    for left in folder_of(path).glob(f"*{_PART}"):
        with suppress(FileNotFoundError):
            if now.timestamp() - left.stat().st_mtime > _LEFT_S:
                left.unlink()
