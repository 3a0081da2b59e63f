"""The sign-in's two needs of the store: a place for sealed tokens, and leases across processes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from crmdesk.desk.presence import Presence
from crmdesk.domain.errors import Busy, StoreFault
from crmdesk.store import connections, leases, runs
from crmdesk.store.store import ThreadedStore
from crmdesk.store.unit import Unit

if TYPE_CHECKING:
    # Opening a profile gives back leases, and needs none of what a sign-in does.
    from crmdesk.auth.tokens import StoredTokens


class SecretRows:
    """Sealed bytes by connection, in the replica's table of secrets (see ``auth.vault.SealedRows``)."""

    def __init__(self, store: ThreadedStore) -> None:
        self._store = store

    def load(self, name: str) -> bytes | None:
        """The bytes under ``name``, if any."""
        return self._store.read_now(lambda connection: connections.secret(connection, name))

    def save(self, name: str, sealed: bytes) -> None:
        """Keep the bytes, instead of what was there."""
        self._store.write_now(lambda unit: connections.save_secret(unit, name, sealed))

    def delete(self, name: str) -> None:
        """Forget the bytes."""
        self._store.write_now(lambda unit: connections.drop_secret(unit, name))


class MemoryVault:
    """The tokens of a sign-in that is not finished, which end with it (see ``auth.vault.TokenVault``)."""

    def __init__(self) -> None:
        self._held: dict[str, StoredTokens] = {}

    def load(self, connection: str) -> StoredTokens | None:
        """What is held of ``connection``."""
        return self._held.get(connection)

    def save(self, connection: str, stored: StoredTokens) -> None:
        """Hold ``stored``, instead of what was there."""
        self._held[connection] = stored

    def delete(self, connection: str) -> None:
        """Hold nothing of ``connection`` any more."""
        self._held.pop(connection, None)


class RefreshLeases:
    """One renewal of tokens at a time over all processes of a profile (see ``auth.refresh.RefreshLease``).

    And one in this process, where a run and a look-up may have opened one account each: to the store they are one holder.
    """

    def __init__(self, store: ThreadedStore, holder: str) -> None:
        self._store = store
        self._holder = holder
        self._taken: set[str] = set()

    def acquire(self, name: str, for_s: float) -> bool:
        """Take the lease on ``name`` for ``for_s`` seconds; False while somebody else holds it, here or in another process."""
        if name in self._taken:
            return False
        if self._store.write_now(lambda unit: leases.acquire(unit, f"tokens:{name}", self._holder, for_s)):
            self._taken.add(name)
        return name in self._taken

    def release(self, name: str) -> None:
        """Give the lease back."""
        self._taken.discard(name)
        self._store.write_now(lambda unit: leases.release(unit, f"tokens:{name}", self._holder))


def give_back_leases(store: ThreadedStore, presence: Presence) -> None:
    """Give back the leases of processes that were killed, so that nobody waits for them; what they ran is over."""
    gone = presence.gone()
    if gone:
        # Where the store is out of order, whoever opens it next tries again: what ended that process keeps nobody from reading.
        with suppress(Busy, StoreFault):
            store.write_now(lambda unit: _give_back(unit, gone))
            presence.forget(gone)


def give_back_own_leases(store: ThreadedStore, presence: Presence) -> None:
    """Give back what this process still has as it leaves, having been ended in the middle of something: nobody waits for it."""
    # Where the store is out of order, they run out.
    with suppress(Busy, StoreFault):
        if store.read_now(lambda reader: leases.any_of(reader, presence.name)):
            store.write_now(lambda unit: _give_back(unit, [presence.name]))


def _give_back(unit: Unit, holders: Sequence[str]) -> None:
    leases.release_all(unit, holders)
    runs.close_left(unit)
