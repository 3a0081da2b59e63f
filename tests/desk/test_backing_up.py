"""The thread that copies: it makes what is due, and keeps nobody waiting at the end."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crmdesk.desk.backing_up import Backups
from crmdesk.desk.profile import open_profile
from crmdesk.paths import profile_folders
from crmdesk.store.backups import all_backups
from tests.services import PrivateBus


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
    backups = Backups(opened.store.path, opened.key, now=lambda: next(days))
    for _ in range(3):
        backups.make()
    opened.close()
    assert [backup.made.day for backup in all_backups(opened.store.path)] == [21, 20]
