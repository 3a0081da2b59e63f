"""A profile: one folder with one encrypted replica, and the key that opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crmdesk.desk.keeping import give_back_leases
from crmdesk.desk.presence import Presence
from crmdesk.desk.profile_key import ABOUT, DATABASE, id_of, profile_key
from crmdesk.domain.errors import StoreFault
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders
from crmdesk.store.store import ThreadedStore


@dataclass(frozen=True, slots=True)
class Profile:
    """An open profile: its folders, its id, its master key (32 bytes), its store, and this process's presence in it."""

    folders: ProfileFolders
    id: str
    key: bytes = field(repr=False)
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
    key: bytes | None = None,
    listener: Callable[[ChangeSet], None] = lambda _: None,
) -> Profile:
    """Open a profile, or make it where its folder is empty.

    ``passphrase`` opens (or makes) a profile that has no keyring. A ``throwaway`` one keeps a random key in memory:
    when it is closed nobody can read it again. ``key`` is what ``known_key`` found already. Raises StoreFault and Busy:
    no key, wrong key, newer or damaged file, folder not writable.
    """
    try:
        folders.make()
        presence = Presence(folders.data)
    except OSError as error:
        raise StoreFault("folder_not_writable", folder=str(folders.data), reason=error.strerror or "") from error
    try:
        # Two first starts at once must not make two ids, two keys, two databases.
        with presence.turn():
            profile_id = id_of(folders.config / ABOUT)
            if key is None:
                key = profile_key(folders, profile_id, passphrase=passphrase, throwaway=throwaway)
            store = ThreadedStore(folders.data / DATABASE, key, listener=listener)
    except BaseException:
        presence.close()
        raise
    give_back_leases(store, presence)
    return Profile(folders, profile_id, key, store, presence)
