"""Going on after the database was lost: with the newest backup, or with an empty database. What is there stays beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crmdesk.desk.presence import Presence
from crmdesk.desk.profile_key import DATABASE, about_of, is_gone, profile_key
from crmdesk.domain.errors import Busy, CrmdeskError, InvalidInput, StoreFault, said_by_system
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders
from crmdesk.store import copying
from crmdesk.store.backups import all_backups
from crmdesk.store.database import engine, faults, is_lost, is_sound
from crmdesk.store.migrations import migrate
from crmdesk.store.queries.doctor import is_damaged
from crmdesk.store.queries.lacking import Lacking, lacking

WAYS = BACKUP, EMPTY = "backup", "empty"
"""The ways to go on: the newest backup in place, or an empty database."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was done.

    ``made`` is when the backup was made that is in place now (UTC), None where the database is empty; ``aside`` is where
    the database is that was there, None where there was none; ``lacks`` is what of it the backup lacks, None where the
    database is empty.
    """

    made: datetime | None
    aside: Path | None
    lacks: Lacking | None = None


def ways(error: CrmdeskError) -> tuple[str, ...]:
    """Which of the ``WAYS`` can be offered where ``error`` stops the start; none where neither helps."""
    if not is_lost(error.key):
        return ()
    return WAYS if "backup_at" in error.data else (EMPTY,)


def lacked(folders: ProfileFolders, *, passphrase: Secret | None = None, key: bytes | None = None) -> Lacking | None:
    """What the newest backup lacks of what was typed here, before anything is put in its place; None without a backup.

    Raises StoreFault where there is no key.
    """
    path = folders.data / DATABASE
    backups = all_backups(path)
    if not backups:
        return None
    if key is None:
        key = profile_key(folders, about_of(folders), passphrase=passphrase)
    return lacking(path, key, backups[0].made)


def recover(
    folders: ProfileFolders,
    *,
    passphrase: Secret | None = None,
    key: bytes | None = None,
    empty: bool = False,
    now: datetime | None = None,
) -> Recovered:
    """Put the newest backup in the place of a database that cannot be read, or an ``empty`` one.

    Only where there is something to recover from: a sound database, against whose content the doctor names no backup, is left
    alone, because what was never sent is nowhere else.
    Raises InvalidInput(``nothing_to_recover``), Busy(``profile_open``), StoreFault.
    """
    now = now or datetime.now(UTC)
    path = folders.data / DATABASE
    try:
        presence = Presence(folders.data)
    except OSError as error:
        raise StoreFault("folder_not_writable", folder=str(folders.data), **said_by_system(error)) from error
    try:
        with presence.turn():
            if presence.others():
                raise Busy("profile_open", folder=str(folders.data))
            about = about_of(folders)
            there = path.exists() and path.stat().st_size > 0
            if not there and not is_gone(folders, about):
                raise InvalidInput("nothing_to_recover", file=path.name)
            if key is None:
                key = profile_key(folders, about, passphrase=passphrase)
            if there and is_sound(path, key) and not _is_damaged(path, key):
                raise InvalidInput("nothing_to_recover", file=path.name)
            return _recovered(path, key, now, empty=empty)
    finally:
        presence.close()


def _is_damaged(path: Path, key: bytes) -> bool:
    """Whether the doctor names a backup against what a database, which nobody has open, holds."""
    made = engine(path, key, read_only=False)
    try:
        with faults(path), made.connect() as connection:
            return is_damaged(connection)
    finally:
        made.dispose()


def _recovered(path: Path, key: bytes, now: datetime, *, empty: bool) -> Recovered:
    try:
        with faults(path):
            if not empty:
                backup, aside = copying.put_back(path, key, now, lambda copied: _is_damaged(copied, key))
                # Of the very backup that is in place: a newer one that was damaged as well was passed over.
                lacks = lacking(aside, key, backup.made)
                return Recovered(backup.made, aside, lacks)
            aside = copying.set_aside(path, now)
            migrate(path, key)
            return Recovered(None, aside)
    except OSError as error:
        raise StoreFault("database_failed", file=path.name, **said_by_system(error)) from error
