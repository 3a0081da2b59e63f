"""The words of an account's lists: what says the same is the same, and what an account has no word for stays here.

A value that no option of a closed list says, and that nobody has paired with one, cannot be written there, and no question about it
could be answered: both agree to differ until either side changes, as about a reference to what is not there (``differing``).
Once there is a word for it, it is pending again (``rereading``) where the account still holds what both had agreed on before, or
nothing at all. Where both held something when they met, nobody ever agreed on one of the two: they are compared anew. An amount in
a currency that a plain number at the account cannot tell is treated alike, and never converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.values import Value
from crmdesk.domain.words import SeveralWords, Words
from crmdesk.providers.base import FieldRule, Raw
from crmdesk.store import ledger, notices
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context

NO_WORD = "word_not_there"
"""The key of the notice that an account's list has no word for what a field holds."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
"""A moment in its canonical form (``domain/values.instant``)."""

_CONTESTED = "contested"

NO_CURRENCY = "currency_not_there"
"""The key of the notice that an account keeps a field in another currency than what it holds here."""


def read(rule: FieldRule, raw: Raw, spoken: Value) -> Value:
    """What an account holds in a field: in the word that is spoken here, where it says that; of a moment all that is known here.

    Some accounts keep the day of a moment: what would be written there for the one that is ``spoken`` here says the same.
    """
    if rule.words is not None and rule.words.says(raw, spoken):
        return spoken
    value = rule.codec.decode(raw)
    return spoken if value != spoken and _is_all_of(rule, value, raw, spoken) else value


def _is_all_of(rule: FieldRule, value: Value, raw: Raw, spoken: Value) -> bool:
    """Whether two values are moments of which the account holds all that it can."""
    return _is_moment(value) and _is_moment(spoken) and rule.codec.encode(spoken, raw) == raw


def _is_moment(value: Value) -> bool:
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None


def has_no_word(rule: FieldRule, value: Value) -> bool:
    """Whether the account's list has no word for a value, or its number no currency."""
    return rule.words is not None and not rule.words.can_hold(value)


def notice(context: Context, state: LinkState, name: str, value: Value, *, contested: bool = False) -> Notice:
    """That an account has no word for a value, with all that it takes to pair one with it, or keeps no such currency.

    ``contested``: the account holds another value there, and nobody has agreed on either.
    """
    if isinstance(value, Mapping):
        return Notice(context.id, state.record, name, NO_CURRENCY, value)
    spec = context.objects[state.object]
    told = {"account": context.connection.name, "table": spec.table(state.kind), "kind": state.kind.value}
    words = context.rules(state.object, state.kind)[name].words
    if isinstance(words, SeveralWords):
        value = words.lacking(value)
    if contested:
        told[_CONTESTED] = "yes"
    return Notice(context.id, state.record, name, NO_WORD, {**told, "name": name, "value": value})


@dataclass(frozen=True, slots=True)
class Past:
    """What tells whether both sides had agreed on what an account holds before they agreed to differ.

    ``contested`` are the notices about what they never agreed on, ``held`` is everything that a field has held here; both by
    record and field.
    """

    contested: frozenset[tuple[str, str]]
    held: Mapping[tuple[str, str], Sequence[Value]]

    def agreed(self, words: Words, record: str, name: str, theirs: Raw) -> bool:
        """Whether the account holds what both had once agreed on; ``words`` are those that it was said in."""
        if (record, name) in self.contested:
            return False
        said = [each.word for each in words.options if each.raw == theirs]
        # An option that is gone was agreed on while it was there.
        return not said or any(each in said or words.says(theirs, each) for each in self.held.get((record, name), ()))


def past_of(unit: Unit, context: Context, records: Sequence[str], fields: Iterable[str]) -> Past:
    """The past of some fields of records at an account."""
    told = notices.data_by_field(unit.connection, context.id, records, key=NO_WORD)
    contested = frozenset(place for place, data in told.items() if _CONTESTED in data)
    return Past(contested, ledger.ever_held(unit.connection, records, fields))
