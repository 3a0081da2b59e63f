"""A profile: one folder with one encrypted replica, and the key that opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crmdesk.desk.backing_up import Backups
from crmdesk.desk.keeping import give_back_leases, give_back_own_leases
from crmdesk.desk.presence import Presence
from crmdesk.desk.profile_key import DATABASE, About, about_of, is_gone, note_key, profile_key
from crmdesk.domain.errors import StoreFault, said_by_system
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders
from crmdesk.store.database import check_marked, lost
from crmdesk.store.store import ThreadedStore


@dataclass(frozen=True, slots=True)
class Profile:
    """An open profile: its folders, its id, its master key (32 bytes), its store, and this process's presence in it.

    ``backups`` copies the store; None for a throw-away profile, whose copies nobody could open.
    """

    folders: ProfileFolders
    id: str
    key: bytes = field(repr=False)
    store: ThreadedStore
    presence: Presence
    backups: Backups | None = None

    def close(self) -> None:
        """Finish what is being written and give the file back."""
        if self.backups is not None:
            self.backups.end()
        give_back_own_leases(self.store, self.presence)
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
    no key, wrong key, newer or damaged file, a file that was there and is gone, folder not writable.
    """
    try:
        folders.make()
        presence = Presence(folders.data)
    except OSError as error:
        raise StoreFault("folder_not_writable", folder=str(folders.data), **said_by_system(error)) from error
    try:
        # Two first starts at once must not make two ids, two keys, two databases.
        with presence.turn():
            about = about_of(folders)
            key, store = _opened(folders, about, key, passphrase, throwaway=throwaway, listener=listener)
    except BaseException:
        presence.close()
        raise
    give_back_leases(store, presence)
    backups = None if throwaway else Backups(store, key)
    return Profile(folders, about.id, key, store, presence, backups)


def _opened(
    folders: ProfileFolders,
    about: About,
    key: bytes | None,
    passphrase: Secret | None,
    *,
    throwaway: bool,
    listener: Callable[[ChangeSet], None],
) -> tuple[bytes, ThreadedStore]:
    path = folders.data / DATABASE
    gone = is_gone(folders, about)
    # The key first: whoever is told that the database is gone can bring it back with it.
    if key is None:
        key = profile_key(folders, about, passphrase=passphrase, throwaway=throwaway)
    if gone:
        raise lost("database_gone", path)
    check_marked(path, key)
    store = ThreadedStore(path, key, listener=listener)
    if not throwaway:
        note_key(folders, about)
    return key, store
