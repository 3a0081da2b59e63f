"""Conflicts as data: what competes, what was decided, and what the decision makes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import FieldType, Value, instant

EXISTENCE = "*exists*"
"""The field name of a conflict about whether the record exists at all."""

UNLINK = "unlink"
"""The value of a resolution that keeps a record on this computer only; ``keep`` is ``other``."""


class ConflictKind(StrEnum):
    """Why a person is asked."""

    BOTH_CHANGED = "both_changed"
    CHANGED_HERE_DELETED_THERE = "changed_here_deleted_there"
    DELETED_HERE_CHANGED_THERE = "deleted_here_changed_there"
    OVERWROTE = "overwrote"
    OSCILLATION = "oscillation"
    """Accounts keep setting a field to and fro, and nobody here has anything to do with it."""


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
    ``changed_at`` (UTC) and ``changed_by`` say who wrote it, where the vendor tells. ``earlier`` are the values that it held before
    since the question was asked, oldest first: nobody here has taken them, and a decision keeps them in the history.
    """

    link: str
    connection: str
    raw: Value
    value: Value
    changed_at: str | None = None
    changed_by: str | None = None
    earlier: tuple[Value, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "earlier", tuple(self.earlier))  # stored as JSON, which knows lists only

    def followed(self, value: Value) -> tuple[Value, ...]:
        """What is ``earlier`` once the account holds another value: every value once, the latest ``MOST_EARLIER`` of them."""
        known = [each for each in (*self.earlier, self.value) if each != value]
        return tuple(each for at, each in enumerate(known) if each is not None and each not in known[:at])[
            -MOST_EARLIER:
        ]


MOST_EARLIER = 20
"""An account in which something keeps changing a field must not fill the database."""


def is_unknown(field_type: FieldType, account: AccountValue) -> bool:
    """Whether an account refers to a row that no record stands for yet: its value reads as blank although it holds something."""
    return field_type is FieldType.REFERENCE and account.value is None and bool(account.raw)


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
    """What was chosen for one conflict, and the ``fingerprint`` of what was shown meanwhile.

    ``value`` is used where ``keep`` is ``other``; ``link`` names the account among several.
    """

    conflict: str
    keep: Keep
    shown: str
    value: Value = None
    link: str | None = None


def turn(field: str) -> tuple[bool, str]:
    """By what decisions about a record are sorted: its existence last, for what it holds is decided while it is there.

    They are taken back the other way round.
    """
    return field == EXISTENCE, field


_FINGERPRINT_BYTES = 8
"""Enough to tell what one person saw from what is there a moment later."""


def fingerprint(conflict: Conflict, local: Value) -> str:
    """What a conflict shows, as a short text: the local value, the value before, and every account's own form.

    Who wrote a value, and when, does not count: that may be learned later.
    """
    sides = sorted(([account.link, account.raw] for account in conflict.accounts), key=lambda side: str(side[0]))
    shown = [conflict.kind.value, local, conflict.before, sides]
    text = json.dumps(shown, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=_FINGERPRINT_BYTES).hexdigest()


def by_our_clock(conflict: Conflict, ahead_s: Mapping[str, float | None]) -> Conflict:
    """The conflict with every stamp by this computer's clock.

    ``ahead_s`` says by connection how many seconds the account's clock is ahead of ours; where nobody knows that (None, or
    no entry), nobody knows either when the account's value was written. Neither does anybody where the clocks are more than
    ``CLOCKS_APART_S`` apart: one that is so wrong may have been right when the value was written. Less than ``CLOCK_DOUBT_S``
    is none: vendors tell their time in whole seconds, and what is measured varies by one from answer to answer.
    """
    accounts = tuple(
        replace(account, changed_at=_by_our_clock(account.changed_at, ahead_s.get(account.connection)))
        for account in conflict.accounts
    )
    return replace(conflict, accounts=accounts)


def _by_our_clock(stamp: str | None, ahead_s: float | None) -> str | None:
    if stamp is None or ahead_s is None or abs(ahead_s) > CLOCKS_APART_S:
        return None
    apart_s = 0.0 if abs(ahead_s) < CLOCK_DOUBT_S else ahead_s
    return instant(datetime.fromisoformat(stamp) - timedelta(seconds=apart_s))


def chosen_value(conflict: Conflict, resolution: Resolution, local: Value, local_at: str | None) -> Value:
    """The value that a resolution gives a field.

    ``local_at`` is when the local value was typed; the accounts' stamps are by the same clock (``by_our_clock``). Newest
    compares them and never guesses: callers offer it only where ``newest_side`` gives an answer. Raises InvalidInput where
    no account is named and nobody knows which one is the newest, or where the one that is named has left the conflict.
    """
    account = chosen_account(conflict, resolution, local_at)
    if account is not None:
        return account.value
    if resolution.keep is Keep.BEFORE:
        return conflict.before
    return resolution.value if resolution.keep is Keep.OTHER else local


def chosen_account(conflict: Conflict, resolution: Resolution, local_at: str | None) -> AccountValue | None:
    """The account whose value a resolution gives a field, None where it is no account's. Raises as ``chosen_value`` does."""
    if resolution.keep is Keep.ACCOUNT:
        return shown(conflict, resolution.link)
    newest = newest_side(conflict, local_at) if resolution.keep is Keep.NEWEST else None
    return shown(conflict, None) if newest is Keep.ACCOUNT else None


def shown(conflict: Conflict, link: str | None) -> AccountValue:
    """The account's value that was shown for ``link``; the newest one where no link is named.

    Raises InvalidInput where the account has left the conflict, and where accounts differ and nobody knows the newest.
    """
    if link is not None:
        found = next((account for account in conflict.accounts if account.link == link), None)
        if found is None:
            raise InvalidInput("account_not_in_conflict", field="account", conflict=conflict.id)
        return found
    latest = _latest(conflict)
    rivals = [account.changed_at for account in conflict.accounts if account.value != latest.value]
    if any(at is None or _seconds(at, latest.changed_at or at) < CLOCK_DOUBT_S for at in rivals):
        raise InvalidInput("which_account", field=conflict.field)
    return latest


def _latest(conflict: Conflict) -> AccountValue:
    return max(conflict.accounts, key=lambda account: account.changed_at or "")


CLOCK_DOUBT_S = 2.0
"""Stamps closer than this do not say who was first: a vendor's Date names whole seconds."""

CLOCKS_APART_S = 300.0
"""Clocks further apart than this are not compared: one of them is wrong, and nobody knows since when."""


def newest_side(conflict: Conflict, local_at: str | None) -> Keep | None:
    """Which side changed last; ``local_at`` and the accounts' stamps are by one clock (``by_our_clock``).

    None where any stamp is missing, or where different values are too close to the last one, because a guess could lose the
    newer one.
    """
    stamped = [(account.changed_at, account.value) for account in conflict.accounts if account.changed_at is not None]
    if local_at is None or len(stamped) < len(conflict.accounts):
        return None
    latest = _latest(conflict)
    last = max(local_at, latest.changed_at or "")
    here = last == local_at
    rivals = [at for at, value in stamped if here or value != latest.value] + ([] if here else [local_at])
    if any(_seconds(at, last) < CLOCK_DOUBT_S for at in rivals):
        return None
    return Keep.COMPUTER if here else Keep.ACCOUNT


def _seconds(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
