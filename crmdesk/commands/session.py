"""What a command works with: an open profile and its accounts, opened from the command line's arguments."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from crmdesk.commands.log_files import log_to
from crmdesk.commands.output import undisturbed
from crmdesk.commands.secrets import PASSPHRASE, take_secret, typed_secret
from crmdesk.commands.texts import said
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.errors import CrmdeskError, InvalidInput, StoreFault
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders, profile_folders
from crmdesk.store import custom_fields
from crmdesk.store.store import ThreadedStore
from crmdesk.sync.loop import new_loop
from crmdesk.ui.wakeup import empty, wakeup

if TYPE_CHECKING:
    from crmdesk.desk.session import Session

T = TypeVar("T")


@contextmanager
def opened_profile(arguments: Namespace) -> Iterator[Profile]:
    """Open the profile that the command line names, log to it, and close it afterwards. Raises StoreFault and Busy."""
    folders = profile_folders(arguments.profile)
    with log_to(folders.log):
        profile = _open(folders)
        try:
            yield profile
            if profile.backups is not None:
                # Behind the work, once a day: what went well is stored before anything else takes time. Whoever does not wait
                # for the copy has it broken off, and is told what went well all the same: "interrupted" would have it done again.
                with suppress(KeyboardInterrupt):
                    profile.backups.make()
        except CrmdeskError as error:
            if is_custom(str(error.data.get("field"))):
                call_fields(profile.store)
            raise
        finally:
            profile.close()


@contextmanager
def session(arguments: Namespace) -> Iterator[Session]:
    """Open the same with its accounts, for a command that talks to vendors or reads rows as they do."""
    # Vendors take as long to load as all the rest that a command needs.
    from crmdesk.desk.session import session_of

    with opened_profile(arguments) as profile:
        yield session_of(profile)


def call_fields(store: ThreadedStore) -> None:
    """Have custom fields called as the agency calls them, also in what is said once the profile is closed."""
    with undisturbed():
        from crmdesk.ui.field_texts import call_custom_fields  # Qt's words: only where there is something to say

    call_custom_fields(store.read_now(custom_fields.all_of))


def _open(folders: ProfileFolders) -> Profile:
    return with_passphrase(lambda passphrase: open_profile(folders, passphrase=passphrase))


def with_passphrase(work: Callable[[Secret | None], T]) -> T:
    """Do ``work`` with the passphrase of the environment; where it needs one, with one typed at the terminal."""
    given = take_secret(PASSPHRASE)
    try:
        return work(given)
    except StoreFault as error:
        asked = error.key in ("passphrase_needed", "no_keyring_no_passphrase")
        if given is not None or not asked or not sys.stdin.isatty():
            raise
        new = error.key == "no_keyring_no_passphrase"
    return work(_ask_passphrase(new=new))


def _ask_passphrase(*, new: bool) -> Secret:
    """A passphrase from the terminal; a ``new`` one twice, because a slip would lock its owner out for good."""
    typed = typed_secret(said("Passphrase: "))
    if new and typed_secret(said("Passphrase (again): ")) != typed:
        raise InvalidInput("passphrases_differ", field="passphrase")
    return typed or Secret("")


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on a loop of its own, on the main thread. Ctrl+C cancels it, also where the loop rests."""
    with asyncio.Runner(loop_factory=new_loop) as runner, wakeup() as wakened:
        runner.get_loop().add_reader(wakened, empty, wakened)
        try:
            return runner.run(work)
        finally:
            runner.get_loop().remove_reader(wakened)
