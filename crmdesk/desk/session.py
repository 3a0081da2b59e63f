"""An open profile and its accounts: what a command, the worker and the demonstration work with."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.auth.vault import SealedVault
from crmdesk.desk.accounts import Accounts
from crmdesk.desk.keeping import RefreshLeases, SecretRows
from crmdesk.desk.profile import Profile
from crmdesk.providers.registry import VENDORS
from crmdesk.store.store import ThreadedStore


@dataclass(frozen=True, slots=True)
class Session:
    """An open profile and its accounts. ``holder`` names this process for leases."""

    profile: Profile
    accounts: Accounts
    holder: str

    @property
    def store(self) -> ThreadedStore:
        """The profile's store."""
        return self.profile.store


def session_of(profile: Profile) -> Session:
    """The session of an open profile."""
    holder = profile.presence.name
    vault = SealedVault(SecretRows(profile.store), profile.key)
    accounts = Accounts(profile.store, vault, RefreshLeases(profile.store, holder), VENDORS)
    return Session(profile, accounts, holder)
