"""Conflicts as data: what competes, what was decided, and what the decision makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value

EXISTENCE = "*exists*"
"""The field name of a conflict about whether the record exists at all."""


class ConflictKind(StrEnum):
    """Why a person is asked."""

    BOTH_CHANGED = "both_changed"
    CHANGED_HERE_DELETED_THERE = "changed_here_deleted_there"
    DELETED_HERE_CHANGED_THERE = "deleted_here_changed_there"
    OVERWROTE = "overwrote"


class Keep(StrEnum):
    """The side a person (or rule) chose; ``other`` is a value typed in the result."""

    COMPUTER = "computer"
    ACCOUNT = "account"
    BEFORE = "before"
    NEWEST = "newest"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AccountValue:
    """What one account holds for a contested field.

    ``raw`` is the vendor's own form, ``value`` its canonical reading; for the existence it is None where the record is gone.
    ``changed_at`` (UTC) and ``changed_by`` say who wrote it, where the vendor tells.
    """

    link: str
    connection: str
    raw: Value
    value: Value
    changed_at: str | None = None
    changed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """An open question about one field of one record; ``before`` is the local half of the base it was changed from."""

    id: str
    record: str
    field: str
    kind: ConflictKind
    before: Value
    accounts: tuple[AccountValue, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was chosen for one conflict. ``value`` is used where ``keep`` is ``other``; ``link`` names the account among several."""

    conflict: str
    keep: Keep
    value: Value = None
    link: str | None = None


def chosen_value(conflict: Conflict, resolution: Resolution, local: Value, local_at: str | None) -> Value:
    """The value that a resolution gives a field.

    ``local_at`` is when the local value was typed, corrected to the vendor's clock. Newest compares it with the account's
    stamp and never guesses: callers offer it only where ``newest_side`` gives an answer.
    """
    keep, link = resolution.keep, resolution.link
    if keep is Keep.NEWEST:
        keep, link = newest_side(conflict, local_at) or Keep.COMPUTER, None
    if keep is Keep.COMPUTER:
        return local
    if keep is Keep.BEFORE:
        return conflict.before
    if keep is Keep.OTHER:
        return resolution.value
    return shown(conflict, link).value


def shown(conflict: Conflict, link: str | None) -> AccountValue:
    """The account's value that was shown for ``link``; the newest one where no link is named.

    Raises InvalidInput where the account has left the conflict.
    """
    if link is not None:
        found = next((account for account in conflict.accounts if account.link == link), None)
        if found is None:
            raise InvalidInput("account_not_in_conflict", field="account", conflict=conflict.id)
        return found
    return max(conflict.accounts, key=lambda account: account.changed_at or "")


CLOCK_DOUBT_S = 2.0
"""Stamps closer than this do not say who was first: a vendor's Date names whole seconds."""


def newest_side(conflict: Conflict, local_at: str | None) -> Keep | None:
    """Which side changed last.

    None where any stamp is missing, or where different values are too close to the last one, because a guess could lose the
    newer one.
    """
    stamped = [(account.changed_at, account.value) for account in conflict.accounts if account.changed_at is not None]
    if local_at is None or len(stamped) < len(conflict.accounts):
        return None
    latest = shown(conflict, None)
    last = max(local_at, latest.changed_at or "")
    here = last == local_at
    rivals = [at for at, value in stamped if here or value != latest.value] + ([] if here else [local_at])
    if any(_seconds(at, last) < CLOCK_DOUBT_S for at in rivals):
        return None
    return Keep.COMPUTER if here else Keep.ACCOUNT


def _seconds(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
