"""Upgrades: the steps make what the tables say, keep a copy, and are all or nothing.

``databases/`` holds a database of every released version, written by that release under ``FROZEN_KEY`` (``vN.db``, with
``vN.json`` beside it: the number of rows by table). Each is upgraded here.
"""

from __future__ import annotations

import json
import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from crmdesk import store
from crmdesk.store import migrations
from crmdesk.store.database import connect, faults
from crmdesk.store.migrations import migrate, newest, statements, steps
from crmdesk.store.tables import METADATA
from tests.store.replica import Replica
from tests.store.template import KEY

FROZEN_KEY = bytes.fromhex("c0ffee" * 10 + "0000")
for module in Path(store.__file__).parent.glob("*_tables.py"):
    # What is declared is known once its module is imported, whatever else has been by now.
    import_module(f"{store.__name__}.{module.stem}")

DATABASES = sorted((Path(__file__).parent / "databases").glob("v*.db"))


def _schema(connection: Any) -> dict[str, Any]:
    """Columns and indexes of every table of the metadata, as SQLite understood them."""
    found: dict[str, Any] = {}
    for table in METADATA.tables:
        indexes = {}
        for _, index, unique, origin, partial in connection.execute(f'PRAGMA index_list("{table}")'):
            columns = tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{index}")'))
            name = columns if index.startswith("sqlite_autoindex") else index
            indexes[name] = (columns, unique, origin, _condition(connection, index) if partial else None)
        columns_of = connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
        found[table] = ([(row[1:4], row[4], row[5]) for row in columns_of], indexes)
    return found


def _condition(connection: Any, index: str) -> str:
    sql = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (index,)).fetchone()[0]
    return " ".join(re.split(r"\bWHERE\b", sql)[1].split())


def _declared() -> dict[str, Any]:
    plain = sa.create_engine("sqlite://", module=sqlcipher)
    with plain.connect() as connection:
        METADATA.create_all(connection)
        found = _schema(connection.connection.driver_connection)
    plain.dispose()
    return found


def test_the_steps_make_the_tables_that_are_declared(replica: Replica) -> None:
    connection = connect(replica.path, KEY, read_only=True)
    found, declared = _schema(connection), _declared()
    connection.close()
    assert found == declared


def test_the_comparison_sees_a_missing_index(replica: Replica) -> None:
    connection = connect(replica.path, KEY, read_only=False)
    connection.execute("DROP INDEX ix_link_dirty")
    connection.execute("CREATE INDEX ix_link_dirty ON link (connection, object, id, record) WHERE dirty = 0")
    found, declared = _schema(connection), _declared()
    connection.close()
    assert found["link"] != declared["link"]
    assert {table for table in found if found[table] != declared[table]} == {"link"}


def test_nothing_is_made_that_is_not_declared(replica: Replica) -> None:
    """Besides the tables: what full text needs, for the kinds that are searched."""
    names = {row.name for row in replica.sql("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    left = names - set(METADATA.tables) - {"sqlite_sequence"}
    assert {re.sub(r"_(words|fragments).*", "", name) for name in left} == {
        "lead",
        "contact",
        "company",
        "deal",
        "activity",
        "note",
    }


def test_steps_are_numbered_without_gaps() -> None:
    assert [number for number, _, _ in steps()] == list(range(1, newest() + 1))


def test_a_trigger_stays_one_statement() -> None:
    script = "CREATE TABLE a (b);\nCREATE TRIGGER c AFTER INSERT ON a BEGIN\n  DELETE FROM a;\n  DELETE FROM a;\nEND;\n"
    assert [statement.split()[1] for statement in statements(script)] == ["TABLE", "TRIGGER"]


def test_every_step_is_taken_whole() -> None:
    for _, name, script in steps():
        assert "".join(statements(script)).strip() == script.strip(), name


def _with_step(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    known = steps()
    monkeypatch.setattr(migrations, "steps", lambda: [*known, (len(known) + 1, "next.sql", sql)])


def _version(path: Path) -> int:
    connection = connect(path, KEY, read_only=True)
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return version


def test_an_upgrade_keeps_a_copy_of_the_old_file(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    replica.write(lambda unit: unit.connection.exec_driver_sql("INSERT INTO lease VALUES ('before', 'x', 0)"))
    old = newest()
    _with_step(monkeypatch, "DELETE FROM lease;\nCREATE TABLE later (a TEXT);\n")
    backup = migrate(replica.path, KEY)
    assert backup is not None
    assert re.fullmatch(rf"replica-\d{{8}}-\d{{6}}-v{old}\.db", backup.name)
    assert backup.parent == replica.path.with_name("backups")
    assert _version(replica.path) == old + 1
    assert replica.sql("SELECT * FROM lease") == []
    kept = connect(backup, KEY, read_only=True)
    assert kept.execute("SELECT name FROM lease").fetchall() == [("before",)]
    assert kept.execute("PRAGMA user_version").fetchone() == (old,)
    kept.close()


def test_an_upgrade_that_fails_leaves_the_old_version(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    old = newest()
    _with_step(monkeypatch, "CREATE TABLE later (a TEXT);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(sqlcipher.OperationalError, match="nowhere"):
        migrate(replica.path, KEY)
    assert _version(replica.path) == old
    assert replica.sql("SELECT name FROM sqlite_schema WHERE name = 'later'") == []


def test_a_file_of_this_version_is_not_touched(replica: Replica) -> None:
    assert migrate(replica.path, KEY) is None
    assert not replica.path.with_name("backups").exists()


def test_a_new_file_needs_no_copy(tmp_path: Path) -> None:
    assert migrate(tmp_path / "new.db", KEY) is None
    assert not (tmp_path / "backups").exists()


def test_two_who_upgrade_at_once_run_each_step_once(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the copy is made once, of the old version: whoever is second must not replace it by one of the new version."""
    old = newest()
    _with_step(monkeypatch, "CREATE TABLE later (a TEXT);\n")
    many = threading.Barrier(4)

    def upgrade() -> Path | None:
        many.wait(20)
        return migrate(replica.path, KEY)

    with ThreadPoolExecutor(4) as pool:
        done = [one.result(60) for one in [pool.submit(upgrade) for _ in range(4)]]
    assert _version(replica.path) == migrations.newest()
    (backup,) = [one for one in done if one is not None]
    assert _version(backup) == old


@pytest.mark.parametrize("frozen", [*DATABASES, None], ids=lambda path: path.name if path else "this version")
def test_every_released_version_is_upgraded(frozen: Path | None, replica: Replica, tmp_path: Path) -> None:
    """Rows stay as many as they were, and the schema is that of a new file."""
    if frozen is None:
        path, key, rows = replica.path, KEY, {"lead": 0}
    else:
        path = Path(shutil.copy(frozen, tmp_path))
        key, rows = FROZEN_KEY, json.loads(frozen.with_suffix(".json").read_text(encoding="utf-8"))
    with faults(path):
        migrate(path, key)
    connection = connect(path, key, read_only=True)
    assert _schema(connection) == _declared()
    counted = {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in rows}  # noqa: S608
    assert counted == rows
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
