"""The key of a profile's replica, found before anything of the replica is loaded.

Deriving a key from a passphrase takes a third of a second on purpose, and a keyring may ask a person. The window's start
does both beside the loading of its own modules; this module therefore knows nothing of the store.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from crmdesk.auth.keys import MemoryKey, open_key, system_keyring
from crmdesk.domain.errors import CrmdeskError, StoreFault
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders

DATABASE = "replica.db"
KEY_FILE = "key.json"
ABOUT = "profile.json"


def known_key(folders: ProfileFolders, passphrase: Secret | None) -> bytes | None:
    """The key of a profile that was opened before. None where it is not to be had like this: opening it says why."""
    about = folders.config / ABOUT
    if not about.exists() or not (folders.data / DATABASE).exists():
        return None
    try:
        return profile_key(folders, id_of(about), passphrase=passphrase)
    except CrmdeskError:
        return None


def profile_key(
    folders: ProfileFolders, profile_id: str, *, passphrase: Secret | None = None, throwaway: bool = False
) -> bytes:
    """The key of a profile, made where it has no database yet. Raises StoreFault, as ``auth.keys.open_key`` does."""
    if throwaway:
        return MemoryKey().create()
    return open_key(
        profile_id,
        folders.data / KEY_FILE,
        new=not (folders.data / DATABASE).exists(),
        keyring_backend=system_keyring(),
        passphrase=passphrase,
    )


def id_of(about: Path) -> str:
    """The id under which the keyring knows this profile; made once, whole or not at all. Raises StoreFault."""
    try:
        if not about.exists():
            fresh = about.with_suffix(".new")
            fresh.write_text(json.dumps({"id": os.urandom(16).hex()}), encoding="utf-8")
            fresh.replace(about)
    except OSError as error:
        raise StoreFault("folder_not_writable", folder=str(about.parent), reason=error.strerror or "") from error
    try:
        return str(json.loads(about.read_text(encoding="utf-8"))["id"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreFault("profile_file_damaged", file=about.name) from error
