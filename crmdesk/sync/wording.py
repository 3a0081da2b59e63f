"""The words of an account's lists: what says the same is the same, and what an account has no word for stays here.

A value that no option of a closed list says, and that nobody has paired with one, cannot be written there, and no question about it
could be answered: both agree to differ until either side changes, as about a reference to what is not there (``differing``).
Once there is a word for it, it is pending again (``remapping``). An amount in a currency that a plain number at the account
cannot tell is treated alike, and never converted.
"""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.values import Value
from crmdesk.providers.base import FieldRule, Raw
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.sync.context import Context

NO_WORD = "word_not_there"
"""The key of the notice that an account's list has no word for what a field holds."""

NO_CURRENCY = "currency_not_there"
"""The key of the notice that an account keeps a field in another currency than what it holds here."""


def read(rule: FieldRule, raw: Raw, spoken: Value) -> Value:
    """What an account holds in a field: in the word that is spoken here, where it says that."""
    if rule.words is not None and rule.words.says(raw, spoken):
        return spoken
    return rule.codec.decode(raw)


def has_no_word(rule: FieldRule, value: Value) -> bool:
    """Whether the account's list has no word for a value, or its number no currency."""
    return rule.words is not None and not rule.words.can_hold(value)


def notice(context: Context, state: LinkState, name: str, value: Value) -> Notice:
    """That an account has no word for a value, with all that it takes to pair one with it, or keeps no such currency."""
    if isinstance(value, Mapping):
        return Notice(context.id, state.record, name, NO_CURRENCY, value)
    spec = context.objects[state.object]
    told = {"account": context.connection.name, "table": spec.table(state.kind), "kind": state.kind.value}
    return Notice(context.id, state.record, name, NO_WORD, {**told, "name": name, "value": value})
