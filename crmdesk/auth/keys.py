"""The profile's master key: 32 bytes from the system's keyring, or from a passphrase. Never in clear on the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import keyring.errors
from keyring.backend import KeyringBackend

from crmdesk.auth.passphrase import PassphraseKey
from crmdesk.auth.pkce import RandomBytes
from crmdesk.domain.errors import InvalidInput, StoreFault
from crmdesk.domain.secret import Secret

SERVICE = "crmdesk"
KEY_BYTES = 32
# Windows' credential manager holds no more (CRED_MAX_CREDENTIAL_BLOB_SIZE); kept everywhere, so profiles can move.
ENTRY_BYTES = 2560

# The back ends that encrypt; every other one (keyrings.alt, null, fail, chainer) is refused.
_SAFE = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
    }
)
# What those let through besides keyring's own errors, by the module that defines it.
_FOREIGN_ERRORS = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)


class MasterKey(Protocol):
    """One way to come by a profile's key.

    Every call may ask the system, and a person through it: not on a GUI thread.
    """

    def load(self) -> bytes | None:
        """The key; None when this profile has none here yet. Raises StoreFault."""
        ...

    def create(self) -> bytes:
        """A new key, kept for the next ``load``. Raises StoreFault."""
        ...


class MemoryKey:
    """The key of a throw-away profile: gone with the process."""

    def __init__(self, random_bytes: RandomBytes = os.urandom) -> None:
        self._key: bytes | None = None
        self._random_bytes = random_bytes

    def load(self) -> bytes | None:
        """The key, once made."""
        return self._key

    def create(self) -> bytes:
        """A new key."""
        self._key = self._random_bytes(KEY_BYTES)
        return self._key


class KeyringKey:
    """The key in the system's keyring: service ``crmdesk``, user = the profile's id, value = 64 hexadecimal digits.

    Raises StoreFault(``keyring_unsafe``) for a back end that does not encrypt.
    """

    def __init__(self, profile_id: str, backend: KeyringBackend, *, random_bytes: RandomBytes = os.urandom) -> None:
        name = _name_of(backend)
        if name not in _SAFE:
            raise StoreFault("keyring_unsafe", backend=name)
        self._profile_id = profile_id
        self._backend = backend
        self._random_bytes = random_bytes

    def load(self) -> bytes | None:
        """The key, if the keyring has one.

        Raises StoreFault(``keyring_locked``, ``keyring_failed``, ``key_damaged``).
        """
        value = self.read()
        if value is None:
            return None
        try:
            key = bytes.fromhex(value)
        except ValueError as error:
            raise StoreFault("key_damaged") from error
        if len(key) != KEY_BYTES:
            raise StoreFault("key_damaged")
        return key

    def create(self) -> bytes:
        """A new key, read back before it is trusted.

        Raises StoreFault(``keyring_locked``, ``keyring_failed``, ``keyring_forgetful``).
        """
        key = self._random_bytes(KEY_BYTES)
        self.write(Secret(key.hex()))
        return key

    def forget(self) -> None:
        """Delete the entry: what it encrypted is lost for good. Nothing happens when there is none."""
        if self.read() is not None:
            with _named():
                self._backend.delete_password(SERVICE, self._profile_id)

    def read(self) -> str | None:
        """The entry as text."""
        with _named():
            return self._backend.get_password(SERVICE, self._profile_id)

    def write(self, value: Secret) -> None:
        """Set the entry. Raises InvalidInput(``keyring_entry_too_long``), StoreFault."""
        text = value.reveal()
        size = len(text.encode("utf-16-le"))
        if size > ENTRY_BYTES:
            raise InvalidInput("keyring_entry_too_long", bytes=size, limit=ENTRY_BYTES)
        with _named():
            self._backend.set_password(SERVICE, self._profile_id, text)
        if self.read() != text:
            raise StoreFault("keyring_forgetful")


def system_keyring(platform: str = sys.platform) -> KeyringBackend | None:
    """This system's encrypting keyring, chosen by platform and never by configuration; None where it does not run."""
    kind = _kind_for(platform)
    return kind() if kind is not None and kind.viable else None


def open_key(
    profile_id: str,
    key_file: Path,
    *,
    new: bool,
    keyring_backend: KeyringBackend | None,
    passphrase: Secret | None,
    random_bytes: RandomBytes = os.urandom,
) -> bytes:
    """The key of a profile; of a ``new`` one (no database yet) a key is made.

    A profile with a key file beside its database lives by its passphrase; any other one by the keyring. A new profile
    takes the keyring where there is one.

    Raises StoreFault: ``no_keyring_no_passphrase``, ``passphrase_needed``, ``wrong_passphrase``, ``keyring_missing``
    (the key is in a keyring that does not run), ``key_missing``, and what the two ways raise.
    """
    by_passphrase = key_file.exists() or (keyring_backend is None and new)
    if by_passphrase:
        if passphrase is None:
            raise StoreFault("passphrase_needed" if key_file.exists() else "no_keyring_no_passphrase")
        return _load_or_create(PassphraseKey(key_file, passphrase, random_bytes=random_bytes), new=new)
    if keyring_backend is None:
        raise StoreFault("keyring_missing")
    return _load_or_create(KeyringKey(profile_id, keyring_backend, random_bytes=random_bytes), new=new)


def _load_or_create(way: MasterKey, *, new: bool) -> bytes:
    key = way.load()
    if key is not None:
        return key
    if not new:
        raise StoreFault("key_missing")
    return way.create()


def _kind_for(platform: str) -> type[KeyringBackend] | None:
    match platform:
        case "win32":
            from keyring.backends.Windows import WinVaultKeyring

            return WinVaultKeyring
        case "darwin":
            from keyring.backends.macOS import Keyring as Keychain

            return Keychain
        case "linux":
            from keyring.backends.SecretService import Keyring as SecretService

            return SecretService
        case _:
            return None


def _name_of(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


@contextmanager
def _named() -> Iterator[None]:
    """Give a keyring's failures their names."""
    try:
        yield
    except keyring.errors.KeyringLocked as error:
        raise StoreFault("keyring_locked") from error
    except _failures() as error:
        raise StoreFault("keyring_failed", reason=type(error).__name__) from error


def _failures() -> tuple[type[Exception], ...]:
    """The errors of keyring itself, and those of the libraries below it as far as they are loaded."""
    foreign = [getattr(sys.modules[module], name) for module, name in _FOREIGN_ERRORS if module in sys.modules]
    return keyring.errors.KeyringError, OSError, RuntimeError, UnicodeDecodeError, *foreign
