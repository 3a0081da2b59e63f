"""A profile: one folder with one encrypted replica, and the key that opens it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crmdesk.auth.keys import MemoryKey, open_key, system_keyring
from crmdesk.domain.errors import StoreFault
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders
from crmdesk.store.store import ThreadedStore

DATABASE = "replica.db"
KEY_FILE = "key.json"
ABOUT = "profile.json"


@dataclass(frozen=True, slots=True)
class Profile:
    """An open profile: its folders, its id, its master key (32 bytes) and its store."""

    folders: ProfileFolders
    id: str
    key: bytes
    store: ThreadedStore

    def close(self) -> None:
        """Finish what is being written and give the file back."""
        self.store.close()


def open_profile(
    folders: ProfileFolders,
    *,
    passphrase: Secret | None = None,
    throwaway: bool = False,
    listener: Callable[[ChangeSet], None] = lambda _: None,
) -> Profile:
    """Open a profile, or make it where its folder is empty.

    ``passphrase`` opens (or makes) a profile that has no keyring. A ``throwaway`` one keeps a random key in memory: when it is
    closed nobody can read it again. Raises StoreFault and Busy: no key, wrong key, newer or damaged file, folder not writable.
    """
    try:
        folders.make()
        profile_id = _profile_id(folders.config / ABOUT)
    except OSError as error:
        raise StoreFault("folder_not_writable", folder=str(folders.data), reason=error.strerror or "") from error
    database = folders.data / DATABASE
    if throwaway:
        key = MemoryKey().create()
    else:
        key = open_key(
            profile_id,
            folders.data / KEY_FILE,
            new=not database.exists(),
            keyring_backend=system_keyring(),
            passphrase=passphrase,
        )
    return Profile(folders, profile_id, key, ThreadedStore(database, key, listener=listener))


def _profile_id(about: Path) -> str:
    """The id under which the keyring knows this profile; made once, in a way that two first starts agree on."""
    try:
        with about.open("x", encoding="utf-8") as file:
            json.dump({"id": os.urandom(16).hex()}, file)
    except FileExistsError:
        pass
    try:
        return str(json.loads(about.read_text(encoding="utf-8"))["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreFault("profile_file_damaged", file=about.name) from error
