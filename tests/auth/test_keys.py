from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import keyring.errors
import pytest
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.backends.SecretService import Keyring as SecretServiceKeyring

from crmdesk.auth.keys import SERVICE, KeyringKey, MemoryKey, open_key, system_keyring
from crmdesk.domain.errors import InvalidInput, StoreFault
from crmdesk.domain.secret import Secret
from tests.services import PrivateBus

PASSPHRASE = Secret("correct horse")


@pytest.fixture
def backend(secret_service: PrivateBus) -> SecretServiceKeyring:
    found = system_keyring()
    assert type(found) is SecretServiceKeyring
    return found


def test_a_key_is_made_kept_and_forgotten(backend: SecretServiceKeyring) -> None:
    way = KeyringKey("profile-1", backend)
    assert way.load() is None
    key = way.create()
    assert len(key) == 32
    assert way.load() == key
    assert KeyringKey("profile-2", backend).load() is None
    assert backend.get_password(SERVICE, "profile-1") == key.hex()  # type: ignore[no-untyped-call]
    way.forget()
    way.forget()
    assert way.load() is None


@pytest.mark.parametrize("value", ["not hexadecimal", "00" * 31, "é"])
def test_an_entry_that_is_no_key_is_damage(backend: SecretServiceKeyring, value: str) -> None:
    backend.set_password(SERVICE, "profile-3", value)  # type: ignore[no-untyped-call]
    with pytest.raises(StoreFault) as caught:
        KeyringKey("profile-3", backend).load()
    assert caught.value.key == "key_damaged"


def test_an_entry_that_windows_could_not_hold_is_refused(backend: SecretServiceKeyring) -> None:
    way = KeyringKey("profile-4", backend)
    way.write(Secret("x" * 1280))
    assert way.read() == "x" * 1280
    with pytest.raises(InvalidInput) as caught:
        way.write(Secret("x" * 1281))
    assert caught.value.data == {"bytes": 2562, "limit": 2560}


@pytest.mark.parametrize("unsafe", [NullKeyring(), FailKeyring()])  # type: ignore[no-untyped-call]
def test_a_back_end_that_does_not_encrypt_is_refused(unsafe: NullKeyring | FailKeyring) -> None:
    with pytest.raises(StoreFault) as caught:
        KeyringKey("profile", unsafe)
    assert caught.value.key == "keyring_unsafe"
    assert caught.value.data["backend"].startswith("keyring.backends.")


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (keyring.errors.KeyringLocked("dismissed"), "keyring_locked"),
        (keyring.errors.InitError("broken"), "keyring_failed"),
        (ConnectionRefusedError(), "keyring_failed"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "damaged"), "keyring_failed"),
    ],
)
def test_a_keyring_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, error: Exception, key: str) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(SecretServiceKeyring, "get_password", fail)
    with pytest.raises(StoreFault) as caught:
        KeyringKey("profile", SecretServiceKeyring()).load()  # type: ignore[no-untyped-call]
    assert caught.value.key == key


def test_a_locked_keyring_whose_prompt_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with PrivateBus(tmp_path) as bus:
        bus.use(monkeypatch)
        command = sys.executable, "-m", "tests.auth.locked_keyring"
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "keyring_locked\n"


def test_a_bus_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/gone")
    assert system_keyring() is None
    with pytest.raises(StoreFault) as caught:
        KeyringKey("profile", SecretServiceKeyring()).load()  # type: ignore[no-untyped-call]
    assert caught.value.key == "keyring_failed"


def test_the_errors_of_the_bus_are_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from secretstorage.exceptions import SecretServiceNotAvailableException

    def fail(*_: object) -> None:
        raise SecretServiceNotAvailableException("gone")

    monkeypatch.setattr(SecretServiceKeyring, "set_password", fail)
    with pytest.raises(StoreFault) as caught:
        KeyringKey("profile", SecretServiceKeyring()).create()  # type: ignore[no-untyped-call]
    assert caught.value.data == {"reason": "SecretServiceNotAvailableException"}


def test_a_keyring_that_does_not_keep_is_not_trusted(
    backend: SecretServiceKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SecretServiceKeyring, "set_password", lambda *_: None)
    with pytest.raises(StoreFault) as caught:
        KeyringKey("profile-5", backend).create()
    assert caught.value.key == "keyring_forgetful"


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux", "freebsd14"])
def test_where_no_keyring_runs_there_is_none(platform: str) -> None:
    assert system_keyring(platform) is None


def test_configuration_does_not_choose_the_keyring(
    backend: SecretServiceKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert type(system_keyring(sys.platform)) is SecretServiceKeyring


def test_a_throw_away_profile_keeps_its_key_in_memory() -> None:
    way = MemoryKey()
    assert way.load() is None
    assert way.load() is None
    key = way.create()
    assert (len(key), way.load()) == (32, key)
    assert MemoryKey().create() != key


def test_a_new_profile_takes_the_keyring(backend: SecretServiceKeyring, tmp_path: Path) -> None:
    file = tmp_path / "crmdesk.key"
    key = open_key("profile-6", file, new=True, keyring_backend=backend, passphrase=PASSPHRASE)
    assert not file.exists()
    assert open_key("profile-6", file, new=False, keyring_backend=backend, passphrase=None) == key
    assert open_key("profile-6", file, new=True, keyring_backend=backend, passphrase=None) == key


@pytest.mark.usefixtures("quick_passphrase")
def test_without_a_keyring_it_takes_the_passphrase(tmp_path: Path) -> None:
    file = tmp_path / "crmdesk.key"
    key = open_key("profile-7", file, new=True, keyring_backend=None, passphrase=PASSPHRASE)
    assert file.exists()
    assert open_key("profile-7", file, new=False, keyring_backend=None, passphrase=PASSPHRASE) == key


@pytest.mark.usefixtures("quick_passphrase")
def test_a_profile_with_a_passphrase_stays_with_it(tmp_path: Path) -> None:
    file = tmp_path / "crmdesk.key"
    key = open_key("p", file, new=True, keyring_backend=None, passphrase=PASSPHRASE)
    there = SecretServiceKeyring()  # type: ignore[no-untyped-call]
    assert open_key("p", file, new=False, keyring_backend=there, passphrase=PASSPHRASE) == key
    with pytest.raises(StoreFault) as caught:
        open_key("p", file, new=False, keyring_backend=there, passphrase=None)
    assert caught.value.key == "passphrase_needed"


@pytest.mark.parametrize(
    ("new", "passphrase", "key"),
    [
        (True, None, "no_keyring_no_passphrase"),
        (False, None, "keyring_missing"),
        (False, PASSPHRASE, "keyring_missing"),
    ],
)
def test_no_way_to_a_key_is_said(tmp_path: Path, new: bool, passphrase: Secret | None, key: str) -> None:
    with pytest.raises(StoreFault) as caught:
        open_key("p", tmp_path / "crmdesk.key", new=new, keyring_backend=None, passphrase=passphrase)
    assert caught.value.key == key
    assert list(tmp_path.iterdir()) == []


def test_an_old_profile_never_gets_a_new_key(backend: SecretServiceKeyring, tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as caught:
        open_key("p-8", tmp_path / "crmdesk.key", new=False, keyring_backend=backend, passphrase=None)
    assert caught.value.key == "key_missing"
