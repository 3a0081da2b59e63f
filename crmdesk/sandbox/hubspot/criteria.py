"""The filters of a search: reading them, and deciding whether a record's values meet them (fact sheet section 3.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from crmdesk.sandbox.hubspot.account import Account
from crmdesk.sandbox.hubspot.definitions import Definition
from crmdesk.sandbox.hubspot.errors import ApiError, wrong_value
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.parts import text_of
from crmdesk.sandbox.hubspot.values import moment_ms

MOST_GROUPS = 5
MOST_FILTERS_IN_GROUP = 6
MOST_FILTERS = 18

COMPARISONS = frozenset({"EQ", "NEQ", "LT", "LTE", "GT", "GTE"})
LISTS = frozenset({"IN", "NOT_IN"})
PRESENCE = frozenset({"HAS_PROPERTY", "NOT_HAS_PROPERTY"})
TOKENS = frozenset({"CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"})

UNSEARCHED = frozenset({"hs_email_text"})
"""The bodies of e-mails: no filter takes them."""

Key = Decimal | str | int
"""What values of one property compare by."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition, its values made comparable."""

    name: str
    type: str
    operator: str
    low: Key = ""
    high: Key = ""
    among: tuple[Key, ...] = ()
    pattern: re.Pattern[str] | None = None
    association: str = ""
    """The linked object type of the pseudo property ``associations.…``."""


def bad(text: str) -> ApiError:
    """400 for a search that cannot be run."""
    return ApiError(400, text)


def read_groups(account: Account, kind: ObjectType, body: Mapping[str, Any]) -> list[list[Filter]]:
    """The filter groups of a search body, with the shorthand ``filters`` as one group. Raises `ApiError`."""
    groups = list(_objects(body.get("filterGroups"), "filterGroups"))
    if body.get("filters"):
        groups.append({"filters": body["filters"]})
    read = [[_filter(account, kind, one) for one in _objects(group.get("filters"), "filters")] for group in groups]
    if len(read) > MOST_GROUPS:
        raise bad(f"There are too many filterGroups: at most {MOST_GROUPS} are allowed, {len(read)} were given.")
    if any(len(group) > MOST_FILTERS_IN_GROUP for group in read) or sum(map(len, read)) > MOST_FILTERS:
        raise bad(f"There are too many filters: at most {MOST_FILTERS_IN_GROUP} a group and {MOST_FILTERS} in all.")
    return read


def _objects(raw: Any, name: str) -> list[dict[str, Any]]:
    if raw is None:
        return []
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise wrong_value(f"of `{name}`")
    return raw


def _filter(account: Account, kind: ObjectType, raw: Mapping[str, Any]) -> Filter:
    name, operator = str(raw.get("propertyName", "")), str(raw.get("operator", ""))
    if name.startswith("associations."):
        linked = account.kind(name.removeprefix("associations."))
        if operator not in ({"EQ", "IN"} if account.traits["association_filter_in"] else {"EQ"}):
            raise bad(f"operator {operator} is not supported for {name}")
        values = raw.get("values") if operator == "IN" else [raw.get("value")]
        if not isinstance(values, list) or not values or None in values:
            raise bad(f"operator {operator} requires {'values' if operator == 'IN' else 'a value'} (property {name})")
        return Filter(name, "string", "IN", among=tuple(str(value) for value in values), association=linked.plural)
    definition = account.definition(kind.plural, name)
    if definition is None or name in UNSEARCHED:
        raise bad(f"There was a problem with the request. The property `{name}` does not exist or cannot be searched.")
    if operator in PRESENCE:
        if raw.get("value") is not None or raw.get("values"):
            raise bad(f"operator {operator} takes no value (property {name})")
        return Filter(name, definition.type, operator)
    if operator in LISTS:
        values = raw.get("values")
        if not isinstance(values, list) or not values:
            raise bad(f"operator {operator} requires values (property {name})")
        return Filter(name, definition.type, operator, among=tuple(_listed(definition, one) for one in values))
    value = raw.get("value")
    if value is None or value == "":
        raise bad(f"operator {operator} requires a value (property {name})")
    return _with_value(definition, operator, str(value), raw)


def _with_value(definition: Definition, operator: str, value: str, raw: Mapping[str, Any]) -> Filter:
    name, type_name = definition.name, definition.type
    if operator in TOKENS:
        return Filter(name, type_name, operator, pattern=token_pattern(value))
    if operator == "BETWEEN":
        high = text_of(raw, "highValue")
        if not high:
            raise bad(f"operator BETWEEN requires highValue (property {name})")
        return Filter(name, type_name, operator, _bound(definition, value), _bound(definition, high))
    if operator not in COMPARISONS:
        raise bad(f'Cannot deserialize value of type `FilterOperator` from String "{operator}"')
    return Filter(name, type_name, operator, _bound(definition, value))


def _bound(definition: Definition, text: str) -> Key:
    found = key_of(definition.type, text)
    if found is None:
        raise bad(f"{text} is not a valid {definition.type} (property {definition.name})")
    return found


def _listed(definition: Definition, value: Any) -> Key:
    """A member of IN: for strings the value has to be in lower case to match."""
    return str(value) if definition.type == "string" else _bound(definition, str(value))


def key_of(type_name: str, text: str) -> Key | None:
    """What a stored or requested value compares by: number, milliseconds or text; ``None``: it is no such value."""
    if type_name == "number":
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    if type_name in {"datetime", "date"}:
        return moment_ms(text)
    return text if type_name == "enumeration" else text.lower()


@cache
def token_pattern(value: str) -> re.Pattern[str]:
    """All words of ``value`` as whole words, in any order, ``*`` standing for any characters at either end."""
    words = []
    for word in value.lower().split():
        body = re.escape(word.strip("*"))
        start = "" if word.startswith("*") else r"(?<!\w)"
        end = "" if word.endswith("*") else r"(?!\w)"
        words.append(f"(?=.*{start}{body}{end})")
    return re.compile("".join(words), re.DOTALL)


def meets(one: Filter, value: str | None, *, neq_matches_empty: bool) -> bool:
    """Whether a stored value (``None``: empty) meets a condition other than one on associations."""
    operator = one.operator
    if operator in PRESENCE:
        return (value is not None) == (operator == "HAS_PROPERTY")
    if value is None:
        return operator in {"NEQ", "NOT_IN", "NOT_CONTAINS_TOKEN"} and neq_matches_empty
    if one.pattern is not None:
        return (one.pattern.match(value.lower()) is not None) == (operator == "CONTAINS_TOKEN")
    if operator in LISTS:
        return _among(one, value) == (operator == "IN")
    found = key_of(one.type, value)
    return found is not None and TESTS[operator](found, one.low, one.high)


def _among(one: Filter, value: str) -> bool:
    if one.type == "string":
        return value.lower() in one.among
    parts = value.split(";") if one.type == "enumeration" else [value]
    return any(key_of(one.type, part) in one.among for part in parts)


TESTS: dict[str, Callable[[Any, Any, Any], bool]] = {
    "EQ": lambda found, low, high: found == low,
    "NEQ": lambda found, low, high: found != low,
    "LT": lambda found, low, high: found < low,
    "LTE": lambda found, low, high: found <= low,
    "GT": lambda found, low, high: found > low,
    "GTE": lambda found, low, high: found >= low,
    "BETWEEN": lambda found, low, high: low <= found <= high,
}
"""Each comparing operator over (value, bound, upper bound)."""
