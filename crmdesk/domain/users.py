"""What a user is, by what the accounts say of them. Pure.

Nobody types anything about a user, and no account is told what another one says: so nothing is asked, and what each account says
is remembered beside what the user is. Who is active at any account is active. Where they are active is also where it counts what
they are called: an account that they have left may go on listing them as "Left: Jean".

A name or address stays while an account goes on using it. Where one uses another one instead, that is taken; where the account
that used it has no row of theirs any more, or says that they have left, what the remaining ones use is. What no account ever
used came from a person who said that two users are one, and stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields, Value

ACTIVE = "active"
_WORDS = tuple(name for name in CATALOGUE[Kind.USER] if name != ACTIVE)


@dataclass(frozen=True, slots=True)
class Said:
    """What one account says of a user, by field: what it said ``before``, and says ``now``; None once its row is gone."""

    before: Mapping[str, Value]
    now: Mapping[str, Value] | None


def as_told(held: Fields, said: Collection[Said]) -> dict[str, Value]:
    """The fields of a user from now on: as they were where no account has the user any more. In whatever order they say it."""
    standing = [(each.before, each.now) for each in said if each.now is not None]
    if not standing:
        return {name: held.get(name) for name in CATALOGUE[Kind.USER]}
    active = _active([now.get(ACTIVE) for _, now in standing])
    heard = [(before, now) for before, now in standing if not active or now.get(ACTIVE) is not False]
    words: dict[str, Value] = {}
    for name in _WORDS:
        local, used = held.get(name), [now.get(name) for _, now in heard]
        instead = [now.get(name) for before, now in heard if before.get(name) == local != now.get(name)]
        once = [each.before.get(name) for each in said] + [now.get(name) for _, now in standing]
        if not instead and local not in used and local in once:
            instead = [each for each in used if each is not None]
        # Of several words the least in order of text counts.
        words[name] = min(instead, key=repr, default=local)
    return {**words, ACTIVE: active}


def _active(told: Collection[Value]) -> bool | None:
    """Whether anybody says so; None where nobody tells."""
    return True if True in told else False if False in told else None
