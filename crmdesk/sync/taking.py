"""What of a row is taken: a person may have chosen that a field only travels to the account, or that a blank there changes nothing.

What is not taken is noted all the same: the base's half that is theirs follows the row, so that it is no news the next time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.providers.base import FieldRule, Raw


def is_taken(rule: FieldRule, raw: Raw) -> bool:
    """Whether what the account holds in a field may become the record's value."""
    return rule.readable and not (rule.keep_blank and rule.codec.decode(raw) is None)


def taken(rules: Mapping[str, FieldRule], raws: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a row that are taken in; one that the account lists and that is no longer mapped is not."""
    if raws.keys() <= rules.keys() and all(rule.readable and not rule.keep_blank for rule in rules.values()):
        return raws
    return {name: raw for name, raw in raws.items() if name in rules and is_taken(rules[name], raw)}
