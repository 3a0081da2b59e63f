"""A profile: one folder with one encrypted replica, and the key that opens it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crmdesk.auth.keys import MemoryKey, open_key, system_keyring
from crmdesk.desk.keeping import give_back_leases
from crmdesk.desk.presence import Presence
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
    """An open profile: its folders, its id, its master key (32 bytes), its store, and this process's presence in it."""

    folders: ProfileFolders
    id: str
    key: bytes
    store: ThreadedStore
    presence: Presence

    def close(self) -> None:
        """Finish what is being written and give the file back."""
        self.store.close()
        self.presence.close()


def open_profile(
    folders: ProfileFolders,
    *,
    passphrase: Secret | None = None,
    throwaway: bool = False,
    listener: Callable[[ChangeSet], None] = lambda _: None,
) -> Profile:
    """Open a profile, or make it where its folder is empty.

    ``passphrase`` opens (or makes) a profile that has no keyring. A ``throwaway`` one keeps a random key in memory:
    when it is closed nobody can read it again. Raises StoreFault and Busy: no key, wrong key, newer or damaged file,
    folder not writable.
    """
    try:
        folders.make()
        presence = Presence(folders.data)
    except OSError as error:
        raise StoreFault("folder_not_writable", folder=str(folders.data), reason=error.strerror or "") from error
    try:
        # Two first starts at once must not make two ids, two keys, two databases.
        with presence.turn():
            profile_id = _profile_id(folders.config / ABOUT)
            key = _key(folders, profile_id, passphrase=passphrase, throwaway=throwaway)
            store = ThreadedStore(folders.data / DATABASE, key, listener=listener)
    except BaseException:
        presence.close()
        raise
    give_back_leases(store, presence)
    return Profile(folders, profile_id, key, store, presence)


def _key(folders: ProfileFolders, profile_id: str, *, passphrase: Secret | None, throwaway: bool) -> bytes:
    database = folders.data / DATABASE
    if throwaway:
        return MemoryKey().create()
    return open_key(
        profile_id,
        folders.data / KEY_FILE,
        new=not database.exists(),
        keyring_backend=system_keyring(),
        passphrase=passphrase,
    )


def _profile_id(about: Path) -> str:
    """The id under which the keyring knows this profile; made once, whole or not at all."""
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
