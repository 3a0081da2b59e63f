"""The thread that copies: it makes what is due, and keeps nobody waiting at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from crmdesk.desk.backing_up import Backups
from crmdesk.desk.presence import alone
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.domain.events import RunReport, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.paths import profile_folders
from crmdesk.store import copying, editing, runs
from crmdesk.store.backups import Backup, all_backups
from crmdesk.store.database import connect
from tests.services import PrivateBus

WAIT_S = 30.0


@pytest.fixture(autouse=True)
def _keyring(secret_service: PrivateBus) -> None:
    assert secret_service.address


def test_an_open_profile_is_copied_once(profile: Path) -> None:
    opened = open_profile(profile_folders(profile))
    assert opened.backups is not None
    opened.backups.begin()
    opened.backups.begin()
    opened.close()
    assert len(all_backups(opened.store.path)) == 1


def test_a_throw_away_profile_has_no_copies(profile: Path) -> None:
    opened = open_profile(profile_folders(profile), throwaway=True)
    assert opened.backups is None
    opened.close()


def test_the_day_is_the_one_of_the_clock(profile: Path) -> None:
    opened = open_profile(profile_folders(profile))
    days = iter([datetime(2026, 11, day, 12, tzinfo=UTC) for day in (20, 20, 21)])
    backups = Backups(opened.store, opened.key, now=lambda: next(days))
    for _ in range(3):
        backups.make()
    opened.close()
    assert [backup.made.day for backup in all_backups(opened.store.path)] == [21, 20]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Queue[Backup | None]:
    """What each look at whether a backup is due led to, in their order."""
    found: Queue[Backup | None] = Queue()

    def told(*given: Any, **more: Any) -> Backup | None:
        made = copying.back_up(*given, **more)
        found.put(made)
        return made

    monkeypatch.setattr("crmdesk.desk.backing_up.back_up", told)
    return found


def midnight() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def run(profile: Profile, status: RunStatus, backups: Backups | None = None) -> None:
    """What a run leaves in the store, with one record; and what is told of it."""
    started = profile.store.write_now(lambda unit: runs.start(unit, "H1"))
    profile.store.write_now(lambda unit: editing.create(unit, Kind.NOTE, {"body": "Read"}))
    profile.store.write_now(lambda unit: runs.end(unit, started, status.value, {}, None))
    heard = backups or profile.backups
    assert heard is not None
    heard.hear(RunReport("H1", "hubspot", status, {}, 0.1, None))


def notes(profile: Profile, path: Path) -> int:
    connection = connect(path, profile.key, read_only=False)
    count: int = connection.execute("SELECT count(*) FROM note").fetchone()[0]
    connection.close()
    return count


def test_the_first_run_that_ends_well_is_copied_although_the_day_has_its_backup(
    profile: Path, looked: Queue[Backup | None]
) -> None:
    opened = open_profile(profile_folders(profile))
    # Backups are named after their second: the run ends in a later one.
    moments = chain([midnight()], iter(lambda: datetime.now(UTC), None))
    backups = Backups(opened.store, opened.key, now=lambda: next(moments))
    backups.begin()
    assert looked.get(timeout=WAIT_S) is not None
    run(opened, RunStatus.DONE, backups)
    assert looked.get(timeout=WAIT_S) is not None
    assert [notes(opened, backup.path) for backup in all_backups(opened.store.path)] == [1, 0]
    run(opened, RunStatus.DONE, backups)
    assert looked.get(timeout=WAIT_S) is None, "later runs wait for the next day"
    backups.end()
    opened.close()


def test_a_run_that_did_not_end_well_is_not_the_first(profile: Path) -> None:
    opened = open_profile(profile_folders(profile))
    first = Backups(opened.store, opened.key, now=lambda: datetime.now(UTC))
    first.make()
    run(opened, RunStatus.FAILED)
    later = Backups(opened.store, opened.key, now=lambda: datetime.now(UTC).replace(hour=23, minute=59, second=59))
    later.make()
    assert len(all_backups(opened.store.path)) == 1
    opened.close()


def test_where_the_program_ended_before_the_copy_the_next_one_makes_it(profile: Path) -> None:
    opened = open_profile(profile_folders(profile))
    Backups(opened.store, opened.key, now=midnight).make()
    run(opened, RunStatus.DONE)
    opened.close()
    again = open_profile(profile_folders(profile))
    assert again.backups is not None
    again.backups.make()
    again.backups.make()
    found = all_backups(again.store.path)
    assert [notes(again, backup.path) for backup in found] == [1, 0]
    again.close()


def test_never_two_at_once(profile: Path) -> None:
    opened = open_profile(profile_folders(profile))
    assert opened.backups is not None
    with alone(profile, "backup") as here:
        assert here
        opened.backups.make()
        assert not all_backups(opened.store.path)
    opened.backups.make()
    assert len(all_backups(opened.store.path)) == 1
    opened.close()


def test_the_store_closes_only_once_the_copy_has_ended(
    profile: Path, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    monkeypatch.setattr("crmdesk.desk.backing_up.END_S", 0.0)
    copying_now, closed = threading.Event(), threading.Event()
    seen: list[bool] = []

    def slow(*given: object, wanted: Callable[[], bool], **more: object) -> None:
        copying_now.set()
        # As copying itself does, which asks between two pages.
        for _ in range(3000):
            if not wanted() or closed.wait(0.01):
                break
        seen.append(closed.is_set())
        raise OSError(5, "broken off")

    opened = open_profile(profile_folders(profile))
    assert opened.backups is not None
    monkeypatch.setattr(copying, "copy", slow)
    expect_log("backup failed")
    opened.backups.begin()
    assert copying_now.wait(WAIT_S)
    opened.close()
    closed.set()
    opened.backups.hear(RunReport("H1", "hubspot", RunStatus.DONE, {}, 0.1, None))
    assert seen == [False]
