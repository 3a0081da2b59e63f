"""What a command works with: an open profile and its accounts, opened from the command line's arguments."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import Namespace
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import Any, TypeVar

from crmdesk.auth.vault import SealedVault
from crmdesk.desk.accounts import Accounts
from crmdesk.desk.keeping import RefreshLeases, SecretRows
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.domain.errors import StoreFault
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.providers.registry import VENDORS
from crmdesk.store.store import ThreadedStore

T = TypeVar("T")

PASSPHRASE = "CRMDESK_PASSPHRASE"  # noqa: S105 - the name of a variable


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


@contextmanager
def session(arguments: Namespace) -> Iterator[Session]:
    """Open the profile that the command line names, and close it afterwards. Raises StoreFault and Busy."""
    folder: Path | None = arguments.profile
    profile = _open(folder)
    try:
        yield session_of(profile)
    finally:
        profile.close()


def session_of(profile: Profile) -> Session:
    """The session of an open profile."""
    holder = f"{os.getpid()}:{os.urandom(4).hex()}"
    vault = SealedVault(SecretRows(profile.store), profile.key)
    accounts = Accounts(profile.store, vault, RefreshLeases(profile.store, holder), VENDORS)
    return Session(profile, accounts, holder)


def _open(folder: Path | None) -> Profile:
    folders = profile_folders(folder)
    given = take_secret(PASSPHRASE)
    try:
        return open_profile(folders, passphrase=given)
    except StoreFault as error:
        asked = error.key in ("passphrase_needed", "no_keyring_no_passphrase")
        if given is not None or not asked or not sys.stdin.isatty():
            raise
    return open_profile(folders, passphrase=Secret(getpass("Passphrase: ")))


def take_secret(variable: str) -> Secret | None:
    """A secret from the environment, which it leaves at once: no child process and no crash report sees it."""
    value = os.environ.pop(variable, None)
    return Secret(value) if value else None


def ask_secret(variable: str, prompt: str) -> Secret | None:
    """A secret from the environment or, at a terminal, from a prompt without echo."""
    secret = take_secret(variable)
    if secret is None and sys.stdin.isatty():
        typed = getpass(prompt)
        secret = Secret(typed) if typed else None
    return secret


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on a loop of its own."""
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(work)
