"""A database that is gone, emptied or damaged: never made anew in silence, and what helps."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from crmdesk.auth.keys import KeyringKey, system_keyring
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.desk.profile_key import KEY_FILE
from crmdesk.desk.recovering import BACKUP, EMPTY, lacked, recover, ways
from crmdesk.domain.errors import Busy, CrmdeskError, InvalidInput, StoreFault
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.store import editing, leases
from crmdesk.store.copying import back_up
from crmdesk.store.queries import status
from crmdesk.store.queries.doctor import violations
from crmdesk.store.unit import Unit
from tests.services import PrivateBus

pytestmark = pytest.mark.usefixtures("quick_passphrase")

PASSPHRASE = Secret("douze pommes")


def opened(folder: Path) -> Profile:
    return open_profile(profile_folders(folder), passphrase=PASSPHRASE)


def notes(profile: Profile) -> int:
    return profile.store.read_now(status.totals).records[Kind.NOTE]


@pytest.fixture
def keyring(secret_service: PrivateBus) -> None:
    """A keyring, which is asked in no time; deriving a key from a passphrase takes its time on purpose."""
    assert secret_service.address


@pytest.fixture
def backed_up(profile: Path) -> Path:
    """The folder of a profile with one note, and a backup of it."""
    made = opened(profile)
    made.store.write_now(lambda unit: editing.create(unit, Kind.NOTE, {"body": "Kept"}))
    assert made.backups is not None
    made.backups.make()
    made.close()
    return profile


def lose(folder: Path, how: str) -> None:
    path = folder / "replica.db"
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes({"emptied": b"", "cut": path.read_bytes()[:3000], "overwritten": b"PK\x03\x04" * 5000}[how])


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("how", ["gone", "emptied", "cut", "overwritten"])
def test_a_lost_database_is_refused_and_comes_back_from_its_backup(backed_up: Path, how: str) -> None:
    lose(backed_up, how)
    with pytest.raises(StoreFault) as caught:
        opened(backed_up)
    assert caught.value.key in ("database_gone", "database_unreadable", "database_damaged")
    assert caught.value.data["file"] == "replica.db"
    assert ways(caught.value) == (BACKUP, EMPTY)
    done = recover(profile_folders(backed_up), passphrase=PASSPHRASE)
    assert done.made is not None
    assert (done.aside is None) == (how == "gone")
    again = opened(backed_up)
    assert notes(again) == 1
    again.close()


@pytest.mark.usefixtures("keyring")
def test_what_was_typed_since_the_backup_is_counted_also_where_the_history_cannot_be_read(backed_up: Path) -> None:
    running = opened(backed_up)
    running.store.write_now(lambda unit: editing.create(unit, Kind.NOTE, {"body": "Typed since"}))
    running.store.write_now(lambda unit: unit.connection.execute(sa.text("DROP TABLE history")))
    running.close()
    found = lacked(profile_folders(backed_up), passphrase=PASSPHRASE)
    assert found is not None
    assert "Typed since" in found.names
    assert not found.whole


@pytest.mark.usefixtures("keyring")
def test_of_pages_that_do_not_fit_together_it_is_not_claimed_that_they_tell_all(backed_up: Path) -> None:
    """What was typed last may stand on the pages that are of an earlier moment."""
    path = backed_up / "replica.db"
    older = path.read_bytes()
    running = opened(backed_up)

    def typing(unit: Unit) -> None:
        for number in range(200):
            editing.create(unit, Kind.NOTE, {"body": f"Typed since {number} " + "x" * 500})

    running.store.write_now(typing)
    running.close()
    pages = bytearray(path.read_bytes())
    changed = [at for at in range(4096, len(older), 4096) if older[at : at + 4096] != pages[at : at + 4096]]
    for at in changed[::2]:
        pages[at : at + 4096] = older[at : at + 4096]
    path.write_bytes(pages)
    lacks = recover(profile_folders(backed_up), passphrase=PASSPHRASE).lacks
    assert lacks is not None
    assert not lacks.whole


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("how", ["emptied", "cut", "overwritten"])
def test_of_a_file_that_tells_nothing_nothing_is_claimed(backed_up: Path, how: str) -> None:
    """No record is not the same as nobody knows how many."""
    lose(backed_up, how)
    lacks = recover(profile_folders(backed_up), passphrase=PASSPHRASE).lacks
    assert lacks is not None
    assert (lacks.records, lacks.known) == (0, False)


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("how", ["gone", "emptied", "overwritten"])
def test_without_a_backup_an_empty_database_is_the_way(profile: Path, how: str) -> None:
    opened(profile).close()
    lose(profile, how)
    with pytest.raises(StoreFault) as caught:
        opened(profile)
    assert caught.value.key.endswith("_without_backup")
    assert ways(caught.value) == (EMPTY,)
    with pytest.raises(StoreFault, match="no_backup"):
        recover(profile_folders(profile), passphrase=PASSPHRASE)
    assert recover(profile_folders(profile), passphrase=PASSPHRASE, empty=True).made is None
    again = opened(profile)
    assert notes(again) == 0
    again.close()
    kept = list(profile.glob("replica.set-aside-*.db"))
    assert len(kept) == (0 if how == "gone" else 1)


@pytest.mark.usefixtures("keyring")
def test_a_lost_database_is_not_made_anew(profile: Path) -> None:
    opened(profile).close()
    lose(profile, "gone")
    with pytest.raises(StoreFault, match="database_gone"):
        opened(profile)
    assert not (profile / "replica.db").exists()


def test_who_moves_key_and_database_away_begins_anew(backed_up: Path) -> None:
    lose(backed_up, "gone")
    (backed_up / KEY_FILE).unlink()
    fresh = opened(backed_up)
    assert notes(fresh) == 0
    fresh.close()


def test_a_keyring_that_lost_the_key_begins_anew(profile: Path, secret_service: PrivateBus) -> None:
    assert secret_service.address
    opened(profile).close()
    lose(profile, "gone")
    ring = system_keyring()
    assert ring is not None
    KeyringKey(json.loads((profile / "profile.json").read_text())["id"], ring).forget()
    opened(profile).close()


def test_a_first_start_that_was_broken_off_before_its_database_goes_on(profile: Path) -> None:
    opened(profile).close()
    (profile / "profile.json").write_text('{"id": "a"}')
    lose(profile, "gone")
    opened(profile).close()


def test_a_database_that_a_passphrase_opens_is_missed_as_well(backed_up: Path) -> None:
    lose(backed_up, "emptied")
    with pytest.raises(StoreFault, match="database_gone"):
        opened(backed_up)
    assert recover(profile_folders(backed_up), passphrase=PASSPHRASE).made is not None
    again = opened(backed_up)
    assert notes(again) == 1
    again.close()


def test_a_passphrase_without_its_file_is_told_so(backed_up: Path) -> None:
    (backed_up / KEY_FILE).unlink()
    with pytest.raises(StoreFault) as caught:
        opened(backed_up)
    assert (caught.value.key, caught.value.data) == ("key_file_missing", {"path": str(backed_up / KEY_FILE)})
    assert ways(caught.value) == ()


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("empty", [True, False])
def test_a_sound_database_is_left_alone(backed_up: Path, empty: bool) -> None:
    before = (backed_up / "replica.db").read_bytes()
    with pytest.raises(InvalidInput, match="nothing_to_recover"):
        recover(profile_folders(backed_up), passphrase=PASSPHRASE, empty=empty)
    assert (backed_up / "replica.db").read_bytes() == before


@pytest.mark.usefixtures("keyring")
def test_what_the_doctor_names_a_backup_for_is_put_right_by_one_that_lacks_it(
    backed_up: Path, expect_log: Callable[[str], None]
) -> None:
    """Every page of the file is sound, and the newest backup is of after the damage."""
    running = opened(backed_up)
    running.store.write_now(lambda unit: unit.connection.execute(sa.text("UPDATE note SET about = '['")))
    assert back_up(running.store.path, running.key, datetime.now(UTC) + timedelta(days=1)) is not None
    assert running.store.read_now(violations) != []
    running.close()
    expect_log("is not usable")
    done = recover(profile_folders(backed_up), passphrase=PASSPHRASE, now=datetime.now(UTC) + timedelta(days=1))
    assert done.aside is not None
    again = opened(backed_up)
    assert notes(again) == 1
    assert again.store.read_now(violations) == []
    again.close()


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize(
    "damage",
    ["UPDATE history SET kind = 'neither'", "UPDATE history SET at = x'00'", "UPDATE note SET body = x'00'"],
)
def test_what_cannot_be_read_of_what_was_typed_since_does_not_stop_the_backup(backed_up: Path, damage: str) -> None:
    running = opened(backed_up)
    running.store.write_now(lambda unit: editing.create(unit, Kind.NOTE, {"body": "Typed since"}))
    running.store.write_now(lambda unit: unit.connection.execute(sa.text(damage)))
    running.close()
    assert lacked(profile_folders(backed_up), passphrase=PASSPHRASE) is not None
    done = recover(profile_folders(backed_up), passphrase=PASSPHRASE)
    assert done.lacks is not None
    assert done.lacks.records >= 1, "the acts of the person tell as well"
    again = opened(backed_up)
    assert notes(again) == 1
    again.close()


@pytest.mark.usefixtures("keyring")
def test_damage_in_what_a_killed_process_held_is_recovered_from_in_the_process_that_met_it(backed_up: Path) -> None:
    """It met it as it opened the database, and counted itself for another process that has it open."""
    before = opened(backed_up)
    before.store.write_now(lambda unit: leases.acquire(unit, "run:a", "process-1-killed", 100.0))
    page = before.store.read_now(
        lambda reader: reader.execute(sa.text("SELECT rootpage FROM sqlite_schema WHERE name = 'lease'")).scalar_one()
    )
    before.close()
    (backed_up / "open" / "process-1-killed").touch()
    content = bytearray((backed_up / "replica.db").read_bytes())
    content[(page - 1) * 4096 + 2000] ^= 0xFF
    (backed_up / "replica.db").write_bytes(content)
    opened(backed_up).close()
    with pytest.raises(StoreFault, match="database_damaged"):
        opened(backed_up)
    assert recover(profile_folders(backed_up), passphrase=PASSPHRASE).made is not None
    opened(backed_up).close()
    assert not list((backed_up / "open").glob("process-*"))


@pytest.mark.usefixtures("keyring")
def test_nothing_is_made_where_there_was_nothing(profile: Path) -> None:
    with pytest.raises(InvalidInput, match="nothing_to_recover"):
        recover(profile_folders(profile), passphrase=PASSPHRASE, empty=True)
    assert not (profile / "replica.db").exists()
    assert not (profile / KEY_FILE).exists()


@pytest.mark.usefixtures("keyring")
def test_nothing_is_moved_under_a_process_that_has_it_open(backed_up: Path) -> None:
    running = opened(backed_up)
    with pytest.raises(Busy, match="profile_open"):
        recover(profile_folders(backed_up), passphrase=PASSPHRASE)
    running.close()


def test_what_no_backup_helps_against_offers_none() -> None:
    found: list[CrmdeskError] = [StoreFault("disk_full"), StoreFault("wrong_passphrase"), Busy("database_busy")]
    assert [ways(error) for error in found] == [()] * 3
