"""The key of a profile's replica, found before anything of the replica is loaded.

Deriving a key from a passphrase takes a third of a second on purpose, and a keyring may ask a person. The window's start
does both beside the loading of its own modules; this module therefore knows nothing of the store.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from crmdesk.auth.keys import KeyringKey, MemoryKey, open_key, system_keyring
from crmdesk.auth.private_file import write_private
from crmdesk.domain.errors import CrmdeskError, StoreFault, said_by_system
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders

DATABASE = "replica.db"
KEY_FILE = "key.json"
ABOUT = "profile.json"

PASSPHRASE, KEYRING = "passphrase", "keyring"


@dataclass(frozen=True, slots=True)
class About:
    """What a profile says of itself, outside its replica.

    ``id`` is what the keyring knows it by. ``key_in`` says where its key is, from the first time that its replica was opened
    on: until then nothing that could be missed has ever been there.
    """

    id: str
    key_in: str | None = None


def known_key(folders: ProfileFolders, passphrase: Secret | None) -> bytes | None:
    """The key of a profile that was opened before. None where it is not to be had like this: opening it says why."""
    if not (folders.config / ABOUT).exists() or not (folders.data / DATABASE).exists():
        return None
    try:
        return profile_key(folders, about_of(folders), passphrase=passphrase)
    except CrmdeskError:
        return None


def profile_key(
    folders: ProfileFolders, about: About, *, passphrase: Secret | None = None, throwaway: bool = False
) -> bytes:
    """The key of a profile, made where it has no database yet.

    Raises StoreFault as ``auth.keys.open_key`` does, and ``key_file_missing``: a passphrase is worth nothing without its file.
    """
    if throwaway:
        return MemoryKey().create()
    file = folders.data / KEY_FILE
    new = not (folders.data / DATABASE).exists() and not is_gone(folders, about)
    if about.key_in == PASSPHRASE and not new and not file.exists():
        raise StoreFault("key_file_missing", path=str(file))
    return open_key(about.id, file, new=new, keyring_backend=system_keyring(), passphrase=passphrase)


def is_gone(folders: ProfileFolders, about: About) -> bool:
    """Whether the replica of a profile that had one is missing or empty, while its key is still there.

    Where the key is gone as well, somebody began anew on purpose. Raises StoreFault where the keyring cannot be asked.
    """
    replica = folders.data / DATABASE
    if about.key_in is None or (replica.exists() and replica.stat().st_size > 0):
        return False
    if about.key_in == PASSPHRASE:
        return (folders.data / KEY_FILE).exists()
    keyring = system_keyring()
    return keyring is None or KeyringKey(about.id, keyring).load() is not None


def about_of(folders: ProfileFolders) -> About:
    """What the profile says of itself; its id is made once, whole or not at all. Raises StoreFault."""
    file = folders.config / ABOUT
    if not file.exists():
        _write(file, About(os.urandom(16).hex()))
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return About(str(told["id"]), told.get("key_in"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreFault("profile_file_damaged", file=file.name) from error


def note_key(folders: ProfileFolders, about: About) -> None:
    """The replica was opened: from now on it is missed where it is gone. Raises StoreFault."""
    key_in = PASSPHRASE if (folders.data / KEY_FILE).exists() else KEYRING
    if about.key_in != key_in:
        _write(folders.config / ABOUT, About(about.id, key_in))


def _write(file: Path, about: About) -> None:
    told = {"id": about.id} | ({} if about.key_in is None else {"key_in": about.key_in})
    try:
        write_private(file, json.dumps(told).encode())
    except OSError as error:
        raise StoreFault("folder_not_writable", folder=str(file.parent), **said_by_system(error)) from error
