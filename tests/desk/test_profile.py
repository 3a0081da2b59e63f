"""Opening a profile: what is made, what is refused, and that nothing half-made stays."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from crmdesk.desk.accounts import Accounts
from crmdesk.desk.disconnecting import disconnect
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.desk.session import session_of
from crmdesk.domain.errors import StoreFault
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.store import connections, editing
from crmdesk.store.connections import Connection
from crmdesk.store.database import connect
from tests.conftest import RunAsync
from tests.services import PrivateBus


def opened(folder: Path, **more: Secret) -> Profile:
    return open_profile(profile_folders(folder), **more)  # type: ignore[arg-type]


def test_a_profile_keeps_its_id_and_key(profile: Path, secret_service: PrivateBus) -> None:
    first = opened(profile)
    first.close()
    second = opened(profile)
    second.close()
    assert (first.id, first.key) == (second.id, second.key)
    assert secret_service.address
    assert not any(path.name.startswith("process-") for path in (profile / "open").iterdir())


def test_a_first_start_that_was_broken_off_is_no_damage(profile: Path, secret_service: PrivateBus) -> None:
    assert secret_service.address
    (profile / ".profile.json.abcdefgh").write_text("{")
    opened(profile).close()
    assert json.loads((profile / "profile.json").read_text()).keys() == {"id", "key_in"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"name": 1}'])
def test_a_damaged_profile_file(profile: Path, content: str) -> None:
    (profile / "profile.json").write_text(content)
    with pytest.raises(StoreFault, match="profile_file_damaged"):
        opened(profile)
    assert not (profile / "replica.db").exists()
    assert [path.name for path in (profile / "open").iterdir()] == ["turnstile"]


@pytest.mark.usefixtures("quick_passphrase")
def test_a_wrong_passphrase_leaves_no_trace(profile: Path) -> None:
    opened(profile, passphrase=Secret("a")).close()
    with pytest.raises(StoreFault, match="wrong_passphrase"):
        opened(profile, passphrase=Secret("b"))
    assert [path.name for path in (profile / "open").iterdir()] == ["turnstile"]


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFault, match="folder_not_writable"):
        opened(tmp_path / "file")


def test_a_throw_away_profile_is_closed_for_good(profile: Path) -> None:
    throwaway = open_profile(profile_folders(profile), throwaway=True)
    throwaway.close()
    with pytest.raises(StoreFault, match=r"no_keyring_no_passphrase|keyring_missing"):
        opened(profile)


def test_a_window_that_is_closed_while_an_account_is_disconnected_keeps_nobody_waiting(
    profile: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vendor is asked to take the access back: the account is kept from runs meanwhile, and from the next start's."""
    left = open_profile(profile_folders(profile), throwaway=True)
    account = Connection("a", "a", "hubspot", {"id": "1", "name": "A"})
    left.store.write_now(lambda unit: connections.insert(unit, account))

    asked = asyncio.Event()

    async def never(_: Accounts, __: Connection) -> bool:
        asked.set()
        await asyncio.Event().wait()
        return True

    monkeypatch.setattr(Accounts, "revoke", never)

    async def closed_meanwhile() -> None:
        leaving = asyncio.create_task(disconnect(session_of(left), "a", keep_data=True))
        await asked.wait()
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving

    run_async(closed_meanwhile())
    left.close()
    file = connect(left.store.path, left.key, read_only=False)
    assert file.execute("SELECT name FROM lease").fetchall() == []
    file.close()


def test_a_full_disk_keeps_what_was_saved(profile: Path, run_async: RunAsync) -> None:
    kept = open_profile(profile_folders(profile), throwaway=True)
    try:
        made, _ = run_async(kept.store.write(lambda unit: editing.create(unit, Kind.NOTE, {"body": "kept"})))
        pages = kept.store.write_now(lambda unit: unit.connection.execute(sa.text("PRAGMA page_count")).scalar_one())
        kept.store.write_now(lambda unit: unit.connection.execute(sa.text(f"PRAGMA max_page_count = {pages}")).all())
        with pytest.raises(StoreFault, match="disk_full") as caught:
            run_async(kept.store.write(lambda unit: editing.create(unit, Kind.NOTE, {"body": "x" * 60_000})))
        assert caught.value.data["folder"] == str(profile_folders(profile).data), "which disk it is about"
        kept.store.write_now(lambda unit: unit.connection.execute(sa.text("PRAGMA max_page_count = 100000")).all())
        run_async(kept.store.write(lambda unit: editing.edit(unit, made, {"body": "kept and changed"})))
    finally:
        kept.close()
