"""Policies: what answers a conflict before a person is asked. Pure; moments only as arguments.

A policy has a scope and a way. Of those whose scope covers a conflict the most specific one counts: one about the record before
one about the field, then the kind, the connection, and last the one about everything. Where its way knows no answer, a person is
asked: no policy guesses, and none falls back to a less specific one.

Some questions are no policy's unless it was ticked for them (``Guard``). Consent is always a person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from crmdesk.domain import items
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, Conflict, ConflictKind, Keep, is_unknown, newest_side, shown
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.textmerge import merged_lines, united_lines
from crmdesk.domain.values import ITEM_TYPES, FieldType, Value, is_number


class Way(StrEnum):
    """How a policy answers."""

    ASK = "ask"
    NEWEST = "newest"
    """The value that was written last, where everybody's moment is known."""
    COMPUTER = "computer"
    ACCOUNT = "account"
    PREFER = "prefer"
    """What one account holds, whoever else holds something else."""
    FILLED = "filled"
    """Never blank a value: where one side emptied the field, what the others hold stays."""
    LONGEST = "longest"
    UNION = "union"
    """Every line of every side, once."""
    MERGE = "merge"
    """Both sides' changes, line by line, where they do not touch."""
    MAX = "max"
    MIN = "min"


class Guard(StrEnum):
    """Questions that a policy answers only where a person ticked them."""

    EXISTENCE = "existence"
    """A record that one side deleted and the other one changed."""
    AMOUNT = "amount"
    """An amount of more than ``AMOUNT_LIMIT``, owed or due, of whatever currency, on any side."""
    OWNER = "owner"


AMOUNT_LIMIT = Decimal(10_000)

_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_ORDERED = frozenset(
    {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.DATE, FieldType.DATETIME},
)
FITS: Mapping[Way, frozenset[FieldType]] = {
    Way.LONGEST: _TEXTS,
    Way.UNION: frozenset({FieldType.LONG_TEXT}),
    Way.MERGE: frozenset({FieldType.LONG_TEXT}),
    Way.MAX: _ORDERED,
    Way.MIN: _ORDERED,
}
"""The types that a way is for; those that are not listed are for all."""

ANSWERED = frozenset(
    {
        ConflictKind.BOTH_CHANGED,
        ConflictKind.CHANGED_HERE_DELETED_THERE,
        ConflictKind.DELETED_HERE_CHANGED_THERE,
    }
)
"""Why a policy may be asked. A value to and fro, and one that was overwritten, are mishaps: a person looks at them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a policy is about; what is None is any. ``connection`` means questions that no other account has a part in."""

    record: str | None = None
    field: str | None = None
    kind: Kind | None = None
    connection: str | None = None

    def covers(self, record: str, kind: Kind, field: str, connections: frozenset[str]) -> bool:
        """Whether a question is within the scope; ``connections`` are those of the accounts it is about."""
        return (
            self.record in (None, record)
            and self.field in (None, field)
            and self.kind in (None, kind)
            and (self.connection is None or connections == {self.connection})
        )

    @property
    def rank(self) -> tuple[bool, bool, bool, bool]:
        """Greater the more specific the scope is."""
        return self.record is not None, self.field is not None, self.kind is not None, self.connection is not None


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy. ``preferred`` is the connection of the way ``prefer``; ``ticked`` are the guarded questions it answers as well.

    It is silent while it is switched off, and after ``until`` (UTC text).
    """

    id: str
    scope: Scope
    way: Way
    preferred: str | None = None
    ticked: frozenset[Guard] = field(default_factory=frozenset)
    on: bool = True
    until: str | None = None

    def is_in_force(self, now: str) -> bool:
        """Whether it counts at a moment (UTC text)."""
        return self.on and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A policy's answer to a conflict: ``keep`` and ``link`` as in a resolution, ``value`` is what the field holds then.

    About the existence only ``keep`` says anything.
    """

    policy: str
    keep: Keep
    value: Value = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A conflict as a policy sees it: with the record's kind and the local value.

    ``typed_at`` is when a person typed that, None where nobody knows; the accounts' stamps are by the same clock (UTC text).
    ``agreeing`` are the connections that hold the local value themselves.
    """

    conflict: Conflict
    kind: Kind
    local: Value
    typed_at: str | None = None
    agreeing: frozenset[str] = frozenset()


def policy_for(
    policies: Iterable[Policy], record: str, kind: Kind, field: str, connections: frozenset[str]
) -> Policy | None:
    """The most specific policy that covers a question; None where none does. All of them have to be in force."""
    covering = [each for each in policies if each.scope.covers(record, kind, field, connections)]
    return max(covering, key=lambda each: (each.scope.rank, each.id), default=None)


def ruling(policies: Iterable[Policy], question: Question) -> Ruling | None:
    """What the policies in force answer to a question; None where a person is asked."""
    conflict = question.conflict
    if conflict.kind not in ANSWERED or not conflict.accounts:
        return None
    connections = frozenset(account.connection for account in conflict.accounts)
    policy = policy_for(policies, conflict.record, question.kind, conflict.field, connections)
    if policy is None or is_guarded(policy, question):
        return None
    if conflict.field == EXISTENCE:
        keep = {Way.COMPUTER: Keep.COMPUTER, Way.ACCOUNT: Keep.ACCOUNT}.get(policy.way)
        return None if keep is None else Ruling(policy.id, keep)
    spec = CATALOGUE[question.kind][conflict.field]
    unknown = any(is_unknown(spec.type, account) for account in conflict.accounts)
    if unknown or spec.type not in FITS.get(policy.way, {spec.type}):
        return None
    found = _answer(policy, question, spec.type)
    if found is None or (spec.type in ITEM_TYPES and not _keeps_the_rest(question, found[0])):
        return None
    return _as_chosen(policy.id, question, found[0])


def is_guarded(policy: Policy, question: Question) -> bool:
    """Whether a question is one that this policy leaves to a person."""
    name = question.conflict.field
    if name == EXISTENCE:
        return Guard.EXISTENCE not in policy.ticked
    kind = CATALOGUE[question.kind][name].type
    if kind is FieldType.CONSENT:
        return True
    if name == "owner" and Guard.OWNER not in policy.ticked:
        return True
    if kind is not FieldType.MONEY or Guard.AMOUNT in policy.ticked:
        return False
    return any(value is not None and _is_large(value["amount"]) for value in _sides(question))


def _is_large(amount: str) -> bool:
    """Whether an amount is large, or may be: an account may hold words in its place."""
    return not is_number(amount) or abs(Decimal(amount)) > AMOUNT_LIMIT


def check(policy: Policy) -> None:
    """Raises InvalidInput for a policy that could never answer, or that answers what is always a person's."""
    scope = policy.scope
    if scope.kind is not None and scope.kind not in RECORD_KINDS:
        raise InvalidInput("kind_read_only", kind=scope.kind.value)
    if (policy.way is Way.PREFER) != (policy.preferred is not None):
        raise InvalidInput("policy_prefers_whom", field="prefer")
    if scope.field is None:
        return
    if scope.field == EXISTENCE:
        if policy.way not in (Way.ASK, Way.COMPUTER, Way.ACCOUNT):
            raise InvalidInput("policy_unfit", field=scope.field, way=policy.way.value)
        return
    kinds = (
        [scope.kind] if scope.kind is not None else [kind for kind in RECORD_KINDS if scope.field in CATALOGUE[kind]]
    )
    specs = [CATALOGUE[kind][scope.field] for kind in kinds if scope.field in CATALOGUE[kind]]
    if not specs:
        raise InvalidInput("unknown_field", field=scope.field, kind=scope.kind.value if scope.kind else "", fields="")
    if policy.way is not Way.ASK and any(spec.type is FieldType.CONSENT for spec in specs):
        raise InvalidInput("policy_consent", field=scope.field)
    if not any(spec.type in FITS.get(policy.way, {spec.type}) for spec in specs):
        raise InvalidInput("policy_unfit", field=scope.field, way=policy.way.value)


def _sides(question: Question) -> list[Value]:
    return [question.local, *(account.value for account in question.conflict.accounts)]


def _keeps_the_rest(question: Question, chosen: Value) -> bool:
    """Whether a list of items gives up nothing but what is contested: what a side added beside that is nobody's to drop."""
    return all(items.keeps_the_rest(question.conflict.before, chosen, side) for side in _sides(question))


def _distinct(values: Iterable[Value]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def _answer(policy: Policy, question: Question, kind: FieldType) -> tuple[Value] | None:  # noqa: PLR0911 - one return a way
    """The value that a way gives a field; None where it knows none."""
    conflict = question.conflict
    match policy.way:
        case Way.ASK:
            return None
        case Way.COMPUTER:
            return (question.local,)
        case Way.ACCOUNT:
            return _only(account.value for account in conflict.accounts)
        case Way.PREFER:
            return _preferred(policy.preferred or "", question)
        case Way.NEWEST:
            side = newest_side(conflict, question.typed_at)
            if side is None:
                return None
            return (question.local if side is Keep.COMPUTER else shown(conflict, None).value,)
        case Way.FILLED:
            return _only(value for value in _sides(question) if value is not None)
    if any(value is None for value in _sides(question)):
        return None
    return _compared(policy.way, question, kind)


def _only(values: Iterable[Value]) -> tuple[Value] | None:
    found = _distinct(values)
    return (found[0],) if len(found) == 1 else None


def _preferred(connection: str, question: Question) -> tuple[Value] | None:
    theirs = [account.value for account in question.conflict.accounts if account.connection == connection]
    if theirs:
        return _only(theirs)
    return (question.local,) if connection in question.agreeing else None


def _compared(way: Way, question: Question, kind: FieldType) -> tuple[Value] | None:
    """The value of a way that compares what all sides hold; none of them is blank."""
    values = _distinct(_sides(question))
    match way:
        case Way.UNION:
            return _that_fits(question, united_lines([question.local, *sorted(values, key=str)]))
        case Way.MERGE:
            if len(values) > 2:
                return None
            merged = merged_lines(question.conflict.before or "", question.local, values[-1])
            return None if merged is None else _that_fits(question, merged)
        case Way.LONGEST:
            return _only(value for value in values if len(value) == max(map(len, values)))
    return _extreme(way, kind, values)


def _extreme(way: Way, kind: FieldType, values: Sequence[Value]) -> tuple[Value] | None:
    """The greatest or the least; words that an account holds in the place of a number are neither, and currencies differ."""
    if kind is FieldType.MONEY and len({value["currency"] for value in values}) > 1:
        return None
    if kind in _NUMBERS and not all(is_number(_written(kind, value)) for value in values):
        return None
    return ((max if way is Way.MAX else min)(values, key=lambda value: _order(kind, value)),)


_NUMBERS = frozenset({FieldType.MONEY, FieldType.INTEGER, FieldType.DECIMAL})


def _written(kind: FieldType, value: Value) -> str:
    return str(value["amount"] if kind is FieldType.MONEY else value)


def _order(kind: FieldType, value: Value) -> Any:
    return Decimal(_written(kind, value)) if kind in _NUMBERS else value


def _that_fits(question: Question, value: Value) -> tuple[Value] | None:
    """A text that was put together, where its field can hold it."""
    try:
        return (CATALOGUE[question.kind][question.conflict.field].canonical(value),)
    except InvalidInput:
        return None


def _as_chosen(policy: str, question: Question, value: Value) -> Ruling:
    if value == question.local:
        return Ruling(policy, Keep.COMPUTER, value)
    links = sorted(account.link for account in question.conflict.accounts if account.value == value)
    return Ruling(policy, Keep.ACCOUNT, value, links[0]) if links else Ruling(policy, Keep.OTHER, value)
