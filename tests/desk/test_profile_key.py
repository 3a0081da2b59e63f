"""Finding a profile's key before its replica is opened: only what is there, and never a new one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crmdesk.desk.profile import open_profile
from crmdesk.desk.profile_key import about_of, known_key, note_key
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from tests.services import PrivateBus

pytestmark = pytest.mark.usefixtures("quick_passphrase")

PASSPHRASE = Secret("douze pommes")


def test_the_key_of_a_passphrase_opens_the_profile(profile: Path) -> None:
    folders = profile_folders(profile)
    first = open_profile(folders, passphrase=PASSPHRASE)
    first.close()
    key = known_key(folders, PASSPHRASE)
    assert key == first.key
    open_profile(folders, key=key).close()


def test_the_key_in_the_keyring_is_found(profile: Path, secret_service: PrivateBus) -> None:
    assert secret_service.address
    first = open_profile(profile_folders(profile))
    first.close()
    assert known_key(profile_folders(profile), None) == first.key


def test_nothing_is_made_where_there_is_no_profile(profile: Path) -> None:
    before = sorted(profile.rglob("*"))
    assert known_key(profile_folders(profile), PASSPHRASE) is None
    assert sorted(profile.rglob("*")) == before


def test_what_stops_it_is_left_to_the_opening(profile: Path) -> None:
    folders = profile_folders(profile)
    open_profile(folders, passphrase=PASSPHRASE).close()
    assert known_key(folders, None) is None
    assert known_key(folders, Secret("douze poires")) is None


def test_what_a_profile_says_of_itself_is_on_the_disk_before_it_takes_its_place(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut left an empty file in its place: the profile could no longer be opened."""
    folders, told, kept = profile_folders(profile), profile / "profile.json", []
    sync = os.fsync

    def watched(handle: int) -> None:
        sync(handle)
        kept.append((os.fstat(handle).st_ino, os.pread(handle, 1000, 0)))

    monkeypatch.setattr(os, "fsync", watched)
    for write in (about_of, lambda folders: note_key(folders, about_of(folders))):
        write(folders)
        assert (told.stat().st_ino, told.read_bytes()) in kept
    assert [path.name for path in profile.iterdir()] == ["profile.json"]
