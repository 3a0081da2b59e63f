"""Numbered, frozen steps from one version of the database to the next.

A step is an SQL file ``NNNN_name.sql``; it imports nothing and is never edited after a release. ``PRAGMA user_version`` holds
the number of the last step that ran. Before steps run on a file that has content, the old file is copied to the backups; a
newer file is refused. All steps of an upgrade run in one transaction: an interrupted upgrade leaves the old version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from crmdesk.domain.errors import StoreFault
from crmdesk.store.copying import copy
from crmdesk.store.database import connect


def steps() -> list[tuple[int, str, str]]:
    """Every step as (number, name, SQL), in order."""
    files = [entry for entry in resources.files(__name__).iterdir() if entry.name.endswith(".sql")]
    return sorted((int(entry.name[:4]), entry.name, entry.read_text(encoding="utf-8")) for entry in files)


def newest() -> int:
    """The version that this program writes."""
    return steps()[-1][0]


def migrate(path: Path, key: bytes) -> Path | None:
    """Bring the file at ``path`` to the newest version, making it where there is none.

    Returns the backup that was made, None where none was needed. Raises StoreFault for a newer file, and the driver's errors.
    """
    connection = connect(path, key, read_only=False)
    try:
        if not _due(connection, path):
            return None
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been faster while this one waited for the lock.
            due = _due(connection, path)
            version = due[0][0] - 1 if due else 0
            # The copy is made under the lock: nobody else makes one at the same time, or changes what it is made of.
            backup = copy(path, key, datetime.now(UTC), version=version).path if version else None
            _run(connection, due)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        return backup
    finally:
        connection.close()


def _due(connection: Any, path: Path) -> list[tuple[int, str, str]]:
    """The steps that have not run on a file. Raises StoreFault for a newer file."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > newest():
        raise StoreFault("database_newer", file=path.name, found=version, known=newest())
    return [step for step in steps() if step[0] > version]


def _run(connection: Any, due: list[tuple[int, str, str]]) -> None:
    for number, _, script in due:
        for statement in statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; triggers hold several semicolons and stay whole."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
