"""References between records, in both directions: a vendor's ``[object, remote id]`` pairs and the ids of records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.providers.base import FieldRule
from crmdesk.store.records import targets

Pair = tuple[str, str]


def is_reference(kind: Kind, name: str) -> bool:
    """Whether a field refers to other records."""
    return name in of_kind(kind)


@cache
def of_kind(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind that refer to other records."""
    types = (FieldType.REFERENCE, FieldType.REFERENCES)
    return tuple(spec.name for spec in CATALOGUE[kind].values() if spec.type in types)


def pairs(raw: Any) -> list[Pair]:
    """The (object, remote id) pairs of a raw reference."""
    return [(str(object_name), str(remote_id)) for object_name, remote_id in raw or ()]


@dataclass(slots=True)
class Targets:
    """Which records stand for rows, as far as links know them."""

    records: Mapping[Pair, str] = field(default_factory=dict)

    def read(self, kind: Kind, name: str, raw: Any) -> tuple[Value, list[Pair]]:
        """The canonical value of a raw reference, and the pairs that no record stands for yet."""
        if not raw:
            return None, []
        named = pairs(raw)
        known = [self.records[pair] for pair in named if pair in self.records]
        unknown = [pair for pair in named if pair not in self.records]
        if CATALOGUE[kind][name].type is FieldType.REFERENCES:
            return sorted(set(known)) or None, unknown
        return (known[0] if known else None), unknown


def names_all(raw: Any, value: Value) -> bool:
    """Whether a raw reference names a row for every record of a value: one without a row there is left out of it."""
    return len(pairs(raw)) >= len(targets(value))


def has_no_room(sent: Any, stored: Any) -> bool:
    """Whether an account took some of the rows that a raw reference names, and none besides: it has room for fewer."""
    return bool(stored) and set(pairs(stored)) < set(pairs(sent))


def wanted(raws: Iterable[Any]) -> dict[str, set[str]]:
    """The rows that raw references point to, by object."""
    found: dict[str, set[str]] = {}
    for raw in raws:
        for object_name, remote_id in raw or ():
            found.setdefault(str(object_name), set()).add(str(remote_id))
    return found


Places: TypeAlias = Mapping[tuple[str, str], str | None]
"""Where records live at an account: (object, record) → remote id, None for a row that has still to be made."""


def home_of(target: str, rule: FieldRule, places: Places, objects: Iterable[str]) -> tuple[str, str | None] | None:
    """The row by which a field can name a record at an account: the first in the order of the objects; None where it has none.

    A record may live there in an object whose rows the field cannot hold: a lead, where only contacts have a place.
    """
    homes = ((object_name, places[object_name, target]) for object_name in objects if (object_name, target) in places)
    return next((home for home in homes if rule.can_name(*home)), None)


def is_out_of_sight(target: str, rule: FieldRule, places: Places, objects: Collection[str]) -> bool:
    """Whether a field could name a record at an account only by a row of an object that it does not show now."""
    if home_of(target, rule, places, objects) is not None:
        return False
    hidden = {name for name, _ in places}.difference(objects)
    return home_of(target, rule, places, hidden) is not None


def write(
    value: Value, current: Any, rule: FieldRule, places: Places, known: Collection[Pair], objects: Sequence[str]
) -> tuple[list[list[str]] | None, bool]:
    """The raw form of a reference, and whether a target has still to be made before it can be sent.

    Pairs of ``current`` that stand for no record, and never did (``known`` are those that do or did), are kept: they belong to
    things that crmdesk does not read. A target without a home there stays only here; where it is the only one, what the account
    holds stays.
    """
    kept = [pair for pair in pairs(current) if pair not in known]
    found: list[Pair] = []
    waiting = False
    for target in targets(value):
        home = home_of(target, rule, places, objects)
        if home is None:
            continue
        object_name, remote_id = home
        if remote_id is None:
            waiting = True
        else:
            found.append((object_name, remote_id))
    if isinstance(value, str):
        written = found or pairs(current)
    else:
        written = sorted({*kept, *found})
    return [list(pair) for pair in written] or None, waiting
