"""Backups: encrypted, whole, once a day, seven of them, and put in place only where that works."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.errors import StoreFault
from crmdesk.domain.kinds import Kind
from crmdesk.store import copying
from crmdesk.store.backups import all_backups, backup_file, folder_of, mark_of
from crmdesk.store.copying import KEPT, back_up, is_due, put_back, set_aside
from crmdesk.store.database import check_marked, connect, faults, is_sound
from tests.store.replica import Replica
from tests.store.template import KEY

NOW = datetime(2026, 11, 21, 8, 5, tzinfo=UTC)
NAME = "Quatremarre"


def names(path: Path) -> list[str]:
    return sorted(file.name for file in folder_of(path).iterdir())


def leads(path: Path) -> int:
    connection = connect(path, KEY, read_only=False)
    count: int = connection.execute("SELECT count(*) FROM lead").fetchone()[0]
    connection.close()
    return count


def flip(path: Path) -> None:
    """Damage every page but the first two, as a failing disk does."""
    connection = connect(path, KEY, read_only=False)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(path.read_bytes())
    for page in range(8192, len(content), 4096):
        content[page + 2000] ^= 0xFF
    path.write_bytes(content)


def tear(replica: Replica) -> None:
    """Mix the pages of two moments, as a copy does that another program makes while crmdesk writes: each page is sound."""
    older = stored(replica)
    replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "y" * 900} for _ in range(400)])
    pages = bytearray(stored(replica))
    changed = [at for at in range(4096, len(older), 4096) if older[at : at + 4096] != pages[at : at + 4096]]
    for at in changed[::2]:
        pages[at : at + 4096] = older[at : at + 4096]
    replica.path.write_bytes(pages)


def stored(replica: Replica) -> bytes:
    connection = connect(replica.path, KEY, read_only=False)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return replica.path.read_bytes()


def test_a_backup_is_a_whole_encrypted_copy(replica: Replica) -> None:
    replica.add(Kind.LEAD, last_name=NAME)
    made = back_up(replica.path, KEY, NOW)
    assert made is not None
    assert names(replica.path) == ["replica-20261121-080500.db"]
    content = made.path.read_bytes()
    assert NAME.encode() not in content
    assert b"SQLite format 3" not in content
    assert leads(made.path) == 1
    with pytest.raises(StoreFault, match="database_unreadable"), faults(made.path):
        connect(made.path, bytes(32), read_only=True)


def test_one_a_day_and_the_newest_seven_stay(replica: Replica) -> None:
    for day in range(KEPT + 3):
        assert back_up(replica.path, KEY, NOW + timedelta(days=day)) is not None
        assert back_up(replica.path, KEY, NOW + timedelta(days=day, hours=15)) is None
    kept = [backup.made for backup in all_backups(replica.path, NOW + timedelta(days=KEPT + 3))]
    assert kept == [NOW + timedelta(days=day) for day in reversed(range(3, KEPT + 3))]
    assert is_due(replica.path, kept[0] + timedelta(hours=16))


@pytest.mark.parametrize("away", [timedelta(days=300), timedelta(days=-300)], ids=["ahead", "behind"])
def test_one_that_a_wrong_clock_dates_takes_no_other_ones_place(replica: Replica, away: timedelta) -> None:
    """It was made again behind every run, each pushing out an older one, and the one of the wrong day was put back."""
    for day in range(KEPT):
        back_up(replica.path, KEY, NOW + timedelta(days=day))
    back_up(replica.path, KEY, NOW + away)
    assert back_up(replica.path, KEY, NOW + away + timedelta(hours=1)) is None
    right = NOW + timedelta(days=KEPT)
    replica.add(Kind.LEAD, last_name=NAME)
    assert back_up(replica.path, KEY, right) is not None
    assert back_up(replica.path, KEY, right + timedelta(hours=1)) is None
    assert [backup.made for backup in all_backups(replica.path, right)[:6]] == [
        right - timedelta(days=n) for n in range(6)
    ]
    replica.path.unlink()
    assert put_back(replica.path, KEY, right)[0].made == right


def test_what_is_written_meanwhile_neither_waits_nor_shows(replica: Replica) -> None:
    replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "x" * 3000} for _ in range(500)])
    between: list[str] = []

    def wanted() -> bool:
        if not between:
            between.append(replica.add(Kind.LEAD, last_name="Meanwhile"))
        return True

    made = back_up(replica.path, KEY, NOW, wanted)
    assert made is not None
    assert between
    assert (leads(made.path), leads(replica.path)) == (500, 501)


def test_one_that_is_not_wanted_any_more_leaves_nothing(replica: Replica) -> None:
    assert back_up(replica.path, KEY, NOW, lambda: False) is None
    assert names(replica.path) == []
    assert is_due(replica.path, NOW)


def test_one_that_is_not_wanted_any_more_is_not_looked_at_to_its_end(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PAGES", -1)
    monkeypatch.setattr(copying, "_STEPS", 1)
    asked = iter([True])
    assert back_up(replica.path, KEY, NOW, wanted=lambda: next(asked, False)) is None
    assert names(replica.path) == []


def test_a_disk_without_room_keeps_what_room_there_is(
    replica: Replica, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    usage = shutil.disk_usage(replica.path.parent)
    monkeypatch.setattr(copying, "ROOM", usage.total)
    assert back_up(replica.path, KEY, NOW) is None
    assert "backup skipped" in caplog.text
    assert not folder_of(replica.path).exists()


def test_a_damaged_database_makes_no_backup_and_is_found_at_the_next_opening(
    profile: Path, expect_log: Callable[[str], None]
) -> None:
    with Replica(profile) as replica:
        replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "x" * 500} for _ in range(200)])
        path = replica.path
    good = back_up(path, KEY, NOW)
    assert good is not None
    flip(path)
    expect_log("backup failed")
    assert back_up(path, KEY, NOW + timedelta(days=1)) is None
    assert names(path) == [good.path.name]
    with pytest.raises(StoreFault) as caught:
        check_marked(path, KEY)
    assert caught.value.key == "database_damaged"
    assert caught.value.data == {"file": "replica.db", "backup_at": "2026-11-21T08:05:00.000Z"}
    shutil.copy(good.path, path)
    check_marked(path, KEY)
    assert not mark_of(path).exists()


def test_pages_that_do_not_fit_together_make_no_backup_and_are_found_at_the_next_opening(
    profile: Path, expect_log: Callable[[str], None]
) -> None:
    with Replica(profile) as replica:
        replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "x" * 500} for _ in range(200)])
        path = replica.path
        good = back_up(path, KEY, NOW)
        assert good is not None
        tear(replica)
    expect_log("backup failed")
    assert back_up(path, KEY, NOW + timedelta(days=1)) is None
    assert names(path) == [good.path.name]
    with pytest.raises(StoreFault, match="database_damaged"):
        check_marked(path, KEY)


def test_a_backup_whose_pages_do_not_fit_together_is_passed_over(
    profile: Path, expect_log: Callable[[str], None]
) -> None:
    with Replica(profile) as replica:
        replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "x" * 500} for _ in range(200)])
        path = replica.path
        good = back_up(path, KEY, NOW)
        tear(replica)
    shutil.copy(path, backup_file(path, NOW + timedelta(days=1)))
    expect_log("is not usable")
    assert put_back(path, KEY, NOW + timedelta(days=1))[0] == good
    assert is_sound(path, KEY)
    assert not list(profile.glob("*.part*"))


def test_a_folder_that_cannot_be_made_is_logged(replica: Replica, expect_log: Callable[[str], None]) -> None:
    folder_of(replica.path).write_text("")
    expect_log("backup failed")
    assert back_up(replica.path, KEY, NOW) is None


def test_what_a_broken_off_copy_left_is_cleared_away_when_it_is_old(replica: Replica) -> None:
    folder_of(replica.path).mkdir()
    left = folder_of(replica.path) / "replica-20261120-080000.db.1.part"
    left.write_bytes(b"half")
    back_up(replica.path, KEY, datetime.now(UTC))
    assert left.exists(), "another process may be writing it"
    back_up(replica.path, KEY, datetime.now(UTC) + timedelta(days=2))
    assert not left.exists()


@pytest.mark.parametrize("damage", ["pages", "gone", "empty"])
def test_the_newest_backup_takes_the_place_of_what_is_there(profile: Path, damage: str) -> None:
    with Replica(profile) as replica:
        replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "x" * 500} for _ in range(200)])
        path = replica.path
    made = back_up(path, KEY, NOW)
    if damage == "pages":
        flip(path)
    elif damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"")
    there = path.read_bytes() if path.exists() else None
    backup, aside = put_back(path, KEY, NOW)
    assert backup == made
    assert leads(path) == 200
    assert is_sound(path, KEY)
    assert (None if aside is None else aside.read_bytes()) == there


def test_a_damaged_backup_is_passed_over(profile: Path, expect_log: Callable[[str], None]) -> None:
    with Replica(profile) as replica:
        path = replica.path
    first = back_up(path, KEY, NOW)
    second = back_up(path, KEY, NOW + timedelta(days=1))
    assert second is not None
    second.path.write_bytes(b"no database" * 1000)
    expect_log("is not usable")
    assert put_back(path, KEY, NOW + timedelta(days=1))[0] == first


def test_a_full_disk_is_no_damage_of_a_backup(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest one has no room; an older one, which is smaller, would have: what was typed between them would be gone."""
    with Replica(profile) as replica:
        path = replica.path
        first = back_up(path, KEY, NOW)
        assert first is not None
        replica.add_many(Kind.LEAD, [{"last_name": NAME, "description": "x" * 500} for _ in range(200)])
        assert back_up(path, KEY, NOW + timedelta(days=1)) is not None
    there = path.read_bytes()
    empty = copying._empty  # noqa: SLF001 - the disk that it is on

    def small_disk(target: Path, key: bytes) -> Any:
        made = empty(target, key)
        made.execute(f"PRAGMA max_page_count = {first.path.stat().st_size // 4096}")
        return made

    monkeypatch.setattr(copying, "_empty", small_disk)
    with pytest.raises(StoreFault, match="disk_full"), faults(path):
        put_back(path, KEY, NOW + timedelta(days=1))
    assert path.read_bytes() == there
    assert sorted(each.name for each in profile.iterdir()) == ["backups", "replica.db"]


def test_without_a_backup_nothing_is_moved(profile: Path) -> None:
    path = profile / "replica.db"
    path.write_bytes(b"damaged")
    with pytest.raises(StoreFault, match="no_backup"):
        put_back(path, KEY, NOW)
    assert path.read_bytes() == b"damaged"


def test_the_parts_of_a_database_are_moved_together(profile: Path) -> None:
    for name in ("replica.db", "replica.db-wal", "replica.db-shm"):
        (profile / name).write_text(name)
    aside = set_aside(profile / "replica.db", NOW)
    assert aside is not None
    found = {file.name: file.read_text() for file in profile.iterdir()}
    stem = "replica.set-aside-20261121-080500.db"
    assert found == {stem: "replica.db", f"{stem}-wal": "replica.db-wal", f"{stem}-shm": "replica.db-shm"}


def test_two_that_copy_at_once_do_not_disturb_each_other(replica: Replica) -> None:
    replica.add_many(Kind.LEAD, [{"last_name": NAME} for _ in range(100)])
    done: list[Any] = []
    both = threading.Barrier(2)

    def one(second: int) -> None:
        both.wait(20)
        done.append(back_up(replica.path, KEY, NOW + timedelta(seconds=second)))

    threads = [threading.Thread(target=one, args=(second,)) for second in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    made = all_backups(replica.path, NOW)
    assert made
    assert {leads(backup.path) for backup in made} == {100}
