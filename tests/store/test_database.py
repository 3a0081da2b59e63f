"""The file itself: encrypted throughout, refused clearly where it cannot be used, whole after a crash."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
import structlog

from crmdesk.domain.errors import StoreFault, defect
from crmdesk.domain.kinds import Kind
from crmdesk.log import configure
from crmdesk.store import bulk, connections, editing
from crmdesk.store.backups import all_backups
from crmdesk.store.database import connect
from crmdesk.store.migrations import newest
from crmdesk.store.store import InlineStore
from crmdesk.store.tables import Lease, core
from crmdesk.store.unit import Unit
from tests.store.replica import Replica, email
from tests.store.template import KEY

OTHER_KEY = bytes(32)
NAME, TOKEN = "Quatremarre", "tok-53cr3t-9f8e7d"


def _open(path: Path, key: bytes = KEY) -> None:
    InlineStore(path, key, now_s=lambda: 1.7e9, random=Random(1)).close()


def _write_secrets(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name=NAME, emails=email(f"{NAME}@example.org"), description=f"Chez {NAME}")
    account = replica.connect("Agence")
    replica.write(lambda unit: connections.save_secret(unit, account, TOKEN.encode()))
    replica.edit(record, last_name=f"{NAME}-Petit")


def _holds_clear_text(folder: Path) -> list[str]:
    signs = [NAME, TOKEN, "SQLite format 3"]
    forms = [form for sign in signs for form in (sign.encode(), sign.lower().encode(), sign.encode("utf-16-le"))]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def test_no_file_holds_a_name_or_a_token_in_clear(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_secrets(replica)
    following = [(newest() + 1, "next.sql", "CREATE TABLE later (a TEXT);\n")]
    monkeypatch.setattr("crmdesk.store.migrations.steps", lambda: following)
    _open(replica.path)
    files = {path.name for path in replica.path.parent.iterdir()}
    assert {"replica.db", "replica.db-wal", "backups"} <= files
    assert [backup.path.stem[-3:] for backup in all_backups(replica.path)] == ["-v1"]
    assert replica.path.with_name("replica.db-wal").stat().st_size > 0
    assert _holds_clear_text(replica.path.parent) == []


def test_the_search_for_clear_text_can_find(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE lead (name TEXT)")
    plain.execute("INSERT INTO lead VALUES (?)", (NAME,))
    plain.commit()
    plain.close()
    assert _holds_clear_text(tmp_path) == ["plain.db"]


def test_deleted_values_are_overwritten(replica: Replica) -> None:
    assert connect(replica.path, KEY, read_only=False).execute("PRAGMA secure_delete").fetchone() == (2,)


def test_a_wrong_key_is_refused(replica: Replica) -> None:
    with pytest.raises(StoreFault, match="database_unreadable"):
        _open(replica.path, OTHER_KEY)


@pytest.mark.parametrize("content", [b"PK\x03\x04 an archive" * 400, b"SQLite format 3\x00" + bytes(8176), b"short"])
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "replica.db"
    path.write_bytes(content)
    with pytest.raises(StoreFault, match="database_unreadable"):
        _open(path)
    assert path.read_bytes() == content


def test_a_newer_version_is_refused_and_left_alone(replica: Replica) -> None:
    connection = connect(replica.path, KEY, read_only=False)
    connection.execute(f"PRAGMA user_version = {newest() + 1}")
    connection.close()
    with pytest.raises(StoreFault) as caught:
        _open(replica.path)
    assert caught.value.key == "database_newer"
    assert caught.value.data == {"file": "replica.db", "found": newest() + 1, "known": newest()}


def test_a_damaged_file_is_told_apart_from_a_wrong_key(profile: Path) -> None:
    with Replica(profile) as replica:
        replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "x" * 500} for _ in range(200)])
        path = replica.path
    connection = connect(path, KEY, read_only=False)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    damaged = bytearray(path.read_bytes())
    for page in range(8192, len(damaged), 4096):
        damaged[page + 2000] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(StoreFault, match="database_damaged"):
        _open(path)
    assert path.read_bytes() == damaged


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="database_cannot_open"):
        _open(tmp_path / "gone" / "replica.db")


@pytest.mark.parametrize("name", ["100 % élan?.db", "a#b&mode=ro.db", "ü ber.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    _open(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 0


def test_a_crash_keeps_what_was_committed_and_nothing_else(replica: Replica, tmp_path: Path) -> None:
    kept = replica.add(Kind.LEAD, last_name="Committed")
    writer = connect(replica.path, KEY, read_only=False)
    writer.execute("BEGIN IMMEDIATE")
    writer.executemany("INSERT INTO lease VALUES (?, ?, 0)", ((f"lost {number}", "x" * 2000) for number in range(3000)))
    image = tmp_path / "image"
    image.mkdir()
    for name in ("replica.db", "replica.db-wal"):  # what a disk holds when the power goes: not the shared memory
        shutil.copy(replica.path.with_name(name), image)
    writer.execute("ROLLBACK")
    writer.close()
    store = InlineStore(image / "replica.db", KEY, now_s=lambda: 1.7e9, random=Random(1))
    store.close()
    connection = connect(image / "replica.db", KEY, read_only=False)
    assert connection.execute("SELECT id FROM lead").fetchall() == [(kept,)]
    assert connection.execute("SELECT count(*) FROM lease").fetchone() == (0,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    connection.close()


def test_an_edit_is_on_the_disk_when_it_is_told(replica: Replica, tmp_path: Path) -> None:
    record = replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Told"}))[0]
    for name in ("replica.db", "replica.db-wal"):
        shutil.copy(replica.path.with_name(name), tmp_path)
    connection = connect(tmp_path / "replica.db", KEY, read_only=False)
    assert connection.execute("SELECT id FROM lead").fetchall() == [(record,)]
    connection.close()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The program's log, in a folder of its own."""
    folder = tmp_path / "log"
    folder.mkdir()
    level, settings = logging.getLogger().level, structlog.get_config()
    handler = configure(folder)
    yield folder
    logging.getLogger().removeHandler(handler)
    handler.close()
    logging.captureWarnings(capture=False)
    logging.getLogger().setLevel(level)
    structlog.configure(**settings)


PRIVATE = "Élodie Lefèvre-Kervadec"


def _twice(unit: Unit) -> None:
    for _ in range(2):
        unit.connection.execute(core(Lease).insert().values(name=PRIVATE, holder=PRIVATE, until=1.0))


def _many_twice(unit: Unit) -> None:
    bulk.insert(unit.connection, "lease", ("name", "holder", "until"), [(PRIVATE, PRIVATE, 1.0)] * 2)


def _unbound(unit: Unit) -> None:
    unit.connection.exec_driver_sql("SELECT ?, ?", (PRIVATE,))


def _of_no_type(unit: Unit) -> None:
    unit.connection.execute(core(Lease).insert().values(name=PRIVATE, holder=object(), until=1.0))


def _unknown_table(unit: Unit) -> None:
    unit.connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", (PRIVATE,))


@pytest.mark.parametrize("work", [_twice, _many_twice, _unbound, _of_no_type, _unknown_table])
def test_a_statement_of_ours_that_cannot_be_is_a_defect_that_holds_nobodys_name(
    replica: Replica, work: Callable[[Unit], None], log: Path, expect_log: Callable[[str], None]
) -> None:
    """It is no fault of the disk, and neither the error's text, nor what is told of it, nor the log has the values."""
    expect_log("defect|said")
    with pytest.raises(sa.exc.SQLAlchemyError) as caught:
        replica.write(work)
    logging.getLogger("test").error("defect", exc_info=caught.value)
    logging.getLogger("test").error("said: %s", caught.value)
    (written,) = log.iterdir()
    told = defect(caught.value)
    texts = [*traceback.format_exception(caught.value), str(told), written.read_text()]
    assert "defect" in texts[-1]
    assert PRIVATE not in "".join(texts)
    assert "Lefèvre" not in "".join(texts)
    assert (told.key, told.ours) == ("defect", True)
    assert replica.sql("SELECT * FROM lease") == []
