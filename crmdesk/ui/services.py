"""What the window is handed: the desk it reads and writes through, and what a sign-in asks and tells. No Qt in here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from crmdesk.domain.conflicts import Resolution
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.kinds import Kind
from crmdesk.domain.lookup import Lookup
from crmdesk.domain.policies import Policy
from crmdesk.domain.reviews import Answer
from crmdesk.domain.signin import AccountInfo, LifeStage, SignInRequest, VendorInfo
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries.duplicates import PossibleDuplicate, United
from crmdesk.store.queries.rows import ReviewSample

__all__ = ["AccountInfo", "Desk", "LifeStage", "Profile", "Query", "SignInFlow", "SignInRequest", "VendorInfo"]

T = TypeVar("T")
Query = Callable[[Any], T]
"""A function of ``crmdesk.store.queries`` over its read-only connection."""


class SignInFlow(Protocol):
    """One sign-in, from the address to open to the stored connection."""

    async def url(self) -> str:
        """The address to open in the browser; the flow itself opens nothing. Raises SignInFailed."""
        ...

    async def account(self) -> AccountInfo:
        """Wait for the browser (or check the token). Raises SignInFailed, Unreachable, SignInNeeded, WrongAccount."""
        ...

    async def finish(self, *, create_missing: bool, send: bool, lead_stages: tuple[str, ...] | None) -> str:
        """Store the connection and start its first run; gives back its id."""
        ...

    def cancel(self) -> None:
        """Give up and close the listener. Harmless once the sign-in is over."""
        ...


class Desk(Protocol):
    """Everything the window can read and do. Awaitables are awaited on the window's loop; nothing here blocks it."""

    async def read(self, query: Query[T]) -> T:
        """Run a query on a reader; cancelling the task interrupts it."""
        ...

    async def edit(self, record: str, values: Mapping[str, Value]) -> str:
        """Change fields; gives the change's id. Raises InvalidInput naming the field."""
        ...

    async def create(self, kind: Kind, values: Mapping[str, Value]) -> tuple[str, str]:
        """Make a record; gives its id and the change's. Raises InvalidInput."""
        ...

    async def delete(self, record: str) -> str:
        """Put a record into the trash; gives the change's id."""
        ...

    async def restore(self, record: str) -> str:
        """Take a record out of the trash; gives the change's id."""
        ...

    async def discard(self, record: str, connection: str) -> str:
        """Give up what a record has to send to an account; gives the change's id. Raises InvalidInput."""
        ...

    async def adopt(self, record: str, field: str, connection: str, stored: Value) -> str:
        """Let a field hold what an account stored instead of what it was sent; gives the change's id.

        Raises InvalidInput ``notice_over`` where that is no longer so.
        """
        ...

    async def resolve(self, resolutions: Sequence[Resolution]) -> str:
        """Settle conflicts, all as one change; gives its id.

        Raises InvalidInput, ``conflict_moved`` where any of them is no longer as it was shown.
        """
        ...

    async def undo(self, change: str) -> None:
        """Take a change back. Raises InvalidInput ``cannot_undo`` where it was overtaken."""
        ...

    async def redo(self, change: str) -> None:
        """Make a change again that was taken back. Raises InvalidInput ``cannot_redo`` where it was overtaken."""
        ...

    async def undo_run(self, run: str, shown: str) -> str:
        """Take back what a run did here, as it was shown (``RunEffects.shown``); gives the change's id.

        Raises InvalidInput ``run_moved`` where something has changed since.
        """
        ...

    async def put_policy(self, policy: Policy) -> str:
        """Put a policy in force; one with the same scope becomes it. Gives its id. Raises InvalidInput."""
        ...

    async def switch_policy(self, policy: str, on: bool) -> None:
        """Switch a policy on or off. Raises InvalidInput where it was removed."""
        ...

    async def remove_policy(self, policy: str) -> None:
        """Remove a policy; what it has decided stays. Raises InvalidInput where it was removed already."""
        ...

    def keep_unfinished(self, forms: Sequence[Unfinished], over: Sequence[str]) -> None:
        """Keep what was typed and not saved, and forget the keys that are over. Stored once this returns, and quickly."""
        ...

    async def forget_unfinished(self, key: str) -> None:
        """Forget what was kept under a key."""
        ...

    def sync(self, connection: str | None = None) -> None:
        """Start a run of one account, or of all."""
        ...

    def stop(self, connection: str | None = None) -> None:
        """Stop the run of one account, or all of them, after the current record."""
        ...

    def set_paused(self, connection: str, paused: bool) -> Awaitable[None]:
        """Pause an account, or go on with it."""
        ...

    def set_sending(self, connection: str, on: bool) -> Awaitable[None]:
        """Switch sending on or off."""
        ...

    def set_deletions(self, connection: str, deletions: Deletions) -> Awaitable[None]:
        """Say what a deletion at an account means here."""
        ...

    def set_interval(self, connection: str, seconds: int) -> Awaitable[None]:
        """Say how much time passes between two synchronisations of an account, from a first one now."""
        ...

    def set_offline(self, forced: bool) -> None:
        """Work offline by choice, or end that."""
        ...

    async def retry(self, problem: int) -> None:
        """Try what failed again, now."""
        ...

    async def review_sample(self, review: str) -> Sequence[ReviewSample]:
        """Some of the records that a review is about. Raises InvalidInput ``review_not_open``."""
        ...

    async def never_blank(self, record: str) -> Mapping[str, Sequence[str]]:
        """By field, the names of the accounts to which a blank of it is not sent: they keep their own value."""
        ...

    async def look_up(self, address: str) -> Lookup:
        """Ask all accounts for the people with an e-mail address or a phone number; cancelling the task ends it.

        Raises InvalidInput for a text that is neither, and ``working_offline`` where that was chosen.
        """
        ...

    async def decide_review(self, review: str, answer: Answer, shown: str) -> None:
        """Decide what is to be done with something uncommon. Raises InvalidInput ``review_not_open``, ``review_moved``."""
        ...

    async def possible_duplicates(self, record: str | None = None) -> Sequence[PossibleDuplicate]:
        """The pairs of records that may be the same, the best reasons first; or those of one record.

        Looking at all of them takes long where many are alike (seconds for 20,000 pairs); cancelling the task interrupts it.
        """
        ...

    async def preview_union(self, survivor: str, other: str) -> United:
        """What uniting two records would bring about; nothing is changed. Raises InvalidInput where they cannot be united."""
        ...

    async def unite(self, survivor: str, other: str) -> str | None:
        """Make two records, or users, one. What users own follows with ``follow_users``.

        Gives the account (a connection's id) by which ``separate`` takes that back; None where it cannot. Raises InvalidInput.
        """
        ...

    async def separate(self, record: str, connection: str) -> str:
        """Give an account's rows of a record, or user, a record of their own; gives its id. Raises InvalidInput."""
        ...

    async def follow_users(self) -> None:
        """Let what users own follow whoever they have become: thousands of records take seconds.

        Cancelling the task stops it; the next run of any account goes on.
        """
        ...

    async def keep_apart(self, first: str, second: str) -> None:
        """Two records are not the same: they are not suggested any more. Raises InvalidInput."""
        ...

    async def suggest_again(self, first: str, second: str) -> None:
        """Two records may be the same after all: takes ``keep_apart`` back."""
        ...

    async def disconnect(self, connection: str, *, keep_data: bool) -> bool:
        """Sign an account out and forget it, with or without its records on this computer.

        Says whether the vendor confirmed that the access was given back.
        """
        ...

    def vendors(self) -> Sequence[VendorInfo]:
        """The vendors that can be signed in to."""
        ...

    async def known_application(self, connection: str) -> str | None:
        """The client id of the application that an account is signed in with; None where there is none."""
        ...

    def sign_in(self, request: SignInRequest) -> SignInFlow:
        """Begin a sign-in. Raises InvalidInput where the request cannot be used."""
        ...


@dataclass(frozen=True, slots=True)
class Profile:
    """What the window says about where it works. ``key_in`` is keyring, passphrase or memory (a demonstration)."""

    folder: Path
    version: str
    key_in: str = "keyring"
    demo: bool = False
