"""Running a search: over the index, which may lag behind the records (fact sheet section 3).

Searches by modified date, id or unique value go through an index, since a sync sends them all the time; others look at
every record of the type. What the last searches found is kept until a record or a link changes, for the pages that
follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

import orjson

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.hubspot.account import Account
from crmdesk.sandbox.hubspot.criteria import TESTS, Filter, Key, bad, key_of, meets, read_groups
from crmdesk.sandbox.hubspot.errors import wrong_value
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.records import Record, State, Table
from crmdesk.sandbox.hubspot.rendering import is_worked_out, system_value, worked_out

FOREVER_MS = 1 << 53
KEPT_SEARCHES = 8


@dataclass(slots=True)
class Seen:
    """A record as the index shows it; its values are read only when a condition needs them."""

    account: Account
    kind: ObjectType
    record: Record
    state: State
    _values: dict[str, str] | None = None

    def values(self) -> dict[str, str]:
        """The values the index knows."""
        if self._values is None:
            self._values = cast(dict[str, str], orjson.loads(self.state.values))
        return self._values

    def value(self, name: str) -> str | None:
        """One value as text, system properties included."""
        number = system_value(self.kind, self.record, name, self.state.modified_ms)
        if number is None:
            return self._text(name)
        return str(number) if name == "hs_object_id" else iso(number)

    def key(self, name: str, type_name: str) -> Key | None:
        """What one value compares by; ``None`` when it is empty."""
        number = system_value(self.kind, self.record, name, self.state.modified_ms)
        if number is not None:
            return number
        value = self._text(name)
        return None if value is None else key_of(type_name, value)

    def _text(self, name: str) -> str | None:
        if is_worked_out(self.kind, name):
            return worked_out(self.account, self.kind, self.record, name)
        return self.values().get(name)


@dataclass(frozen=True, slots=True)
class Sort:
    """The one sort of a search."""

    name: str
    type: str
    descending: bool


@dataclass(slots=True)
class Searcher:
    """Searches over one account."""

    account: Account
    _kept: OrderedDict[tuple[str, int, int, int, bytes], list[int]] = field(default_factory=OrderedDict)

    def run(
        self, kind: ObjectType, body: Mapping[str, Any], lag_s: float, start: int, limit: int
    ) -> tuple[int, list[Seen]]:
        """How many records there are, and those from ``start`` on, in order. Raises `ApiError`."""
        table = self.account.tables[kind.plural]
        groups = read_groups(self.account, kind, body)
        sort = self._sort(kind, body)
        query = str(body.get("query") or "")
        delayed = self._delayed(table, lag_s)
        asked = orjson.dumps(
            [body.get("filterGroups"), body.get("filters"), body.get("sorts"), query, lag_s], default=str
        )
        contacts = self.account.tables["contacts"].version if kind.plural == "leads" else 0  # leads mirror them
        key = (kind.plural, table.version, self.account.associations.version, contacts, asked)
        if not delayed and key in self._kept:
            kept = self._kept[key]
            records = (table.records[number] for number in kept[start : start + limit])
            return len(kept), [Seen(self.account, kind, record, record.state()) for record in records]
        found = self._matches(table, groups, query, delayed)
        found.sort(key=lambda seen: seen.record.id, reverse=sort.descending)
        found.sort(key=lambda seen: _rank(seen, sort), reverse=sort.descending)
        if not delayed:
            self._kept[key] = [seen.record.id for seen in found]
            while len(self._kept) > KEPT_SEARCHES:
                self._kept.popitem(last=False)
        return len(found), found[start : start + limit]

    def _sort(self, kind: ObjectType, body: Mapping[str, Any]) -> Sort:
        sorts = body.get("sorts") or []
        if not isinstance(sorts, list) or len(sorts) > 1:
            raise bad("sorts takes one entry")
        if not sorts:
            return Sort(kind.created, "datetime", descending=False)
        one = _sort_object(sorts[0])
        if isinstance(one, dict):
            name, descending = str(one.get("propertyName", "")), one.get("direction") == "DESCENDING"
            if one.get("direction") not in (None, "ASCENDING", "DESCENDING"):
                raise wrong_value(f'of type `SortDirection` from String "{one["direction"]}"')
        else:
            name, descending = str(one).removeprefix("-"), str(one).startswith("-")
        definition = self.account.definition(kind.plural, name)
        if definition is None:
            raise bad(f"There was a problem with the request. The property `{name}` cannot be sorted by.")
        return Sort(name, definition.type, descending)

    def _delayed(self, table: Table, lag_s: float) -> dict[int, State | None]:
        """Records whose newest state the index does not show yet, with the state it shows (``None``: nothing)."""
        if lag_s <= 0:
            return {}
        now_ms = self.account.now_ms()
        shown: dict[int, State | None] = {}
        for commit in table.recent:
            if commit.at_ms + commit.share * lag_s * 1000 > now_ms:
                shown.setdefault(commit.id, commit.before)
            else:
                shown.pop(commit.id, None)
        return shown

    def _matches(
        self, table: Table, groups: Sequence[Sequence[Filter]], query: str, delayed: Mapping[int, State | None]
    ) -> list[Seen]:
        if groups:
            numbers = dict.fromkeys(number for group in groups for number in self._candidates(table, group))
        else:
            numbers = dict.fromkeys(table.live)
        seen = [
            Seen(self.account, table.kind, table.records[number], table.records[number].state())
            for number in numbers
            if number not in delayed and table.records[number].archived_ms is None
        ]
        for number, state in sorted(delayed.items()):
            if state is not None and not state.archived and number in table.records:
                seen.append(Seen(self.account, table.kind, table.records[number], state))
        words = [word.lower() for word in query.split()]
        return [
            one
            for one in seen
            if (not groups or any(all(self._meets(one, each) for each in group) for group in groups))
            and (not words or _speaks_of(table.kind, one, words))
        ]

    def _candidates(self, table: Table, group: Sequence[Filter]) -> Iterable[int]:
        """Live records that can meet a group, by the most telling of its conditions."""
        best: Iterable[int] | None = None
        for one in group:
            if one.name in table.unique and one.operator in {"EQ", "IN"}:
                keys = one.among if one.operator == "IN" else (one.low,)
                index = table.unique[one.name]
                return [index[str(key)] for key in keys if str(key) in index]
            if one.name == table.kind.modified and one.operator not in {"NEQ", "IN", "NOT_IN"} and best is None:
                low, high = _range(one)
                best = table.modified_between(low, high)
            if one.name == "hs_object_id" and one.operator in {"EQ", "GT", "GTE"} and best is None:
                low, high = _range(one)
                best = table.live[bisect_left(table.live, low) : bisect_right(table.live, high)]
        return table.live if best is None else best

    def _meets(self, seen: Seen, one: Filter) -> bool:
        if one.association:
            linked = self.account.associations.targets(seen.kind.plural, seen.record.id, one.association)
            return any(str(number) in one.among for number in linked)
        number = system_value(seen.kind, seen.record, one.name, seen.state.modified_ms)
        if number is not None and one.operator in TESTS:
            return TESTS[one.operator](number, one.low, one.high)
        return meets(one, seen.value(one.name), neq_matches_empty=self.account.traits["neq_matches_empty"])


def _sort_object(one: Any) -> Any:
    """A sort; one that is an object written as a text, as the examples of the Node client have it, is that object."""
    if not isinstance(one, str) or not one.startswith("{"):
        return one
    try:
        return orjson.loads(one)
    except orjson.JSONDecodeError:
        raise wrong_value("of type `PublicSort`") from None


def _range(one: Filter) -> tuple[int, int]:
    low = int(one.low) if one.low != "" else 0
    if one.operator == "BETWEEN":
        return low, int(one.high)
    return {
        "EQ": (low, low),
        "GT": (low + 1, FOREVER_MS),
        "GTE": (low, FOREVER_MS),
        "LT": (0, low - 1),
        "LTE": (0, low),
    }.get(one.operator, (0, FOREVER_MS))


def _rank(seen: Seen, sort: Sort) -> tuple[bool, Any]:
    """Sort key: records without a value come last (first when descending)."""
    key = seen.key(sort.name, sort.type)
    if key is None:
        empty: Key = Decimal(0) if sort.type == "number" else 0 if sort.type in {"date", "datetime"} else ""
        return (True, empty)
    return (False, key)


def _speaks_of(kind: ObjectType, seen: Seen, words: Sequence[str]) -> bool:
    """Whether every word begins a word of the searchable values, or is part of the phone number."""
    values = seen.values()
    text = " ".join(values.get(name, "") for name in kind.searchable).lower()
    phone = values.get("hs_searchable_calculated_phone_number", "")
    for word in words:
        digits = re.sub(r"\D", "", word).removeprefix("33").removeprefix("0")
        if not re.search(rf"(?<!\w){re.escape(word)}", text) and not (len(digits) >= 4 and digits in phone):
            return False
    return True
