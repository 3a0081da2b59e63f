"""Which backups of the database there are, and the sign that it is damaged. ``copying`` makes them.

A backup is a whole copy, encrypted under the same key, in the folder ``backups`` beside the database. Its name says when
it was made.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_MOMENT = "%Y%m%d-%H%M%S"
_NAME = re.compile(r".+-(\d{8}-\d{6})(?:-v\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, and when it was made (UTC)."""

    path: Path
    made: datetime


def folder_of(path: Path) -> Path:
    """Where the backups of the database at ``path`` are."""
    return path.with_name("backups")


def all_backups(path: Path, now: datetime | None = None) -> list[Backup]:
    """The backups of the database at ``path``, the newest first, as of ``now``: of this moment, unless it is told.

    Those of a day to come were made while the clock was wrong. How old they are nobody knows: they come last.
    """
    today = (now or datetime.now(UTC)).date()
    found = []
    for file in folder_of(path).glob(f"{path.stem}-*{path.suffix}"):
        told = _NAME.fullmatch(file.name)
        with suppress(ValueError):
            if told is not None:
                found.append(Backup(file, datetime.strptime(told[1], _MOMENT).replace(tzinfo=UTC)))
    return sorted(found, key=lambda backup: (backup.made.date() <= today, backup.made, backup.path.name), reverse=True)


def backup_file(path: Path, now: datetime, *, version: int | None = None) -> Path:
    """The file of a backup that is made now; ``version`` is the database's own before an upgrade."""
    ending = "" if version is None else f"-v{version}"
    return folder_of(path) / f"{path.stem}-{now.strftime(_MOMENT)}{ending}{path.suffix}"


def file_aside(path: Path, now: datetime) -> Path:
    """Where the database is moved that something else takes the place of."""
    return path.with_name(f"{path.stem}.set-aside-{now.strftime(_MOMENT)}{path.suffix}")


def mark_of(path: Path) -> Path:
    """The file that stands beside a database once a damaged page was met: whoever opens it next looks at every page."""
    return path.with_name(f"{path.name}.damaged")
