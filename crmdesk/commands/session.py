"""What a command works with: an open profile and its accounts, opened from the command line's arguments."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from argparse import ArgumentTypeError, Namespace
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
from crmdesk.domain.errors import CrmdeskError, InvalidInput, StoreFault
from crmdesk.domain.secret import Secret
from crmdesk.log import configure
from crmdesk.paths import ProfileFolders, profile_folders
from crmdesk.providers.registry import VENDORS
from crmdesk.store.store import ThreadedStore

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

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
    """Open the profile that the command line names, log to it, and close it afterwards. Raises StoreFault and Busy."""
    folders = profile_folders(arguments.profile)
    with log_to(folders.log):
        profile = _open(folders)
        try:
            yield session_of(profile)
        finally:
            profile.close()


@contextmanager
def log_to(folder: Path) -> Iterator[None]:
    """Log to files in ``folder``; an exception that is none of ours is logged with its traceback before it goes on."""
    files = configure(folder)
    try:
        yield
    except (CrmdeskError, OSError):
        raise
    except Exception:
        _LOG.exception("defect")
        raise
    finally:
        files.close()


def session_of(profile: Profile) -> Session:
    """The session of an open profile."""
    holder = profile.presence.name
    vault = SealedVault(SecretRows(profile.store), profile.key)
    accounts = Accounts(profile.store, vault, RefreshLeases(profile.store, holder), VENDORS)
    return Session(profile, accounts, holder)


def _open(folders: ProfileFolders) -> Profile:
    given = take_secret(PASSPHRASE)
    try:
        return open_profile(folders, passphrase=given)
    except StoreFault as error:
        asked = error.key in ("passphrase_needed", "no_keyring_no_passphrase")
        if given is not None or not asked or not sys.stdin.isatty():
            raise
        new = error.key == "no_keyring_no_passphrase"
    return open_profile(folders, passphrase=_ask_passphrase(new=new))


def _ask_passphrase(*, new: bool) -> Secret:
    """A passphrase from the terminal; a ``new`` one twice, because a slip would lock its owner out for good."""
    typed = getpass("Passphrase: ")
    if new and getpass("Passphrase (again): ") != typed:
        raise InvalidInput("passphrases_differ", field="passphrase")
    return Secret(typed)


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


def plain_text(argument: str) -> str:
    """A command line argument that is text: not bytes that this terminal's encoding does not know."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError("not a text in this terminal's encoding") from None
    return argument


def whole_number(argument: str) -> int:
    """A command line argument that counts something: 0, 1, 2 and so on."""
    if not (argument.isascii() and argument.isdecimal()):
        raise ArgumentTypeError(f"a whole number is expected, not {argument!r}")
    return int(argument)


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on a loop of its own."""
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(work)
