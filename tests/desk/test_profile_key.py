"""Finding a profile's key before its replica is opened: only what is there, and never a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmdesk.desk.profile import open_profile
from crmdesk.desk.profile_key import known_key
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
