"""Three-way merge of lists whose items have an identity: phone numbers, e-mail addresses.

An item is the same item where its normal value is the same; else where its label is, if only one item on each side is left
with that label. An item edited in one place takes the edit; edited in two ways, or edited here and removed there, it is
contested. Items that come to have the same value are one. Which item is the primary one is merged like a value of its own.

A label is not worth a question, and nobody's edit where two sides meet for the first time: each goes on calling the item what it
called it before. So sides may agree about an item under two labels, and which one is the primary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crmdesk.domain.values import Value

Item = dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Version:
    """One list seen from the base: what became of each base item (None: removed), what is new, which one is primary.

    An item is named by its value in the base, or by its own value where it is new.
    """

    became: dict[str, Item | None]
    new: dict[str, Item]
    primary: str | None


def merge(local: Value, sides: Sequence[tuple[Value, Value, Value]]) -> tuple[Value, bool]:
    """The merged list and whether an item is contested.

    ``sides`` are (base, before, incoming): what we held when both agreed, what the vendor held, what it holds now. Our changes
    count against the first, the vendor's against the second, so an item that the vendor has no room for is never "removed
    there". Sides are folded in the order of their content, so that the order of links never matters.
    """
    result, contested = local, False
    for base, before, incoming in sorted(sides, key=repr):
        result, clash = _merge_one(base or [], result or [], before or [], incoming or [])
        contested = contested or clash
    return result, contested


def has_no_room(kept: Value, value: Value) -> bool:
    """Whether a list, in the form that an account can keep it in, has fewer items than it has here."""
    return len(kept or ()) < len(value or ())


def added(before: Value, value: Value) -> Value:
    """The items of a list that were not in it before."""
    known = _by_value(before or [])
    return [item for item in value or [] if item["value"] not in known] or None


def has_another_first(one: Value, other: Value) -> bool:
    """Whether two lists have the same values, and another one of these is the primary one."""
    first, second = one or [], other or []
    return _by_value(first).keys() == _by_value(second).keys() and _primary(first) != _primary(second)


def agreed_on(merged: Value, base: Value, before: Value, incoming: Value) -> Value:
    """What a side has agreed on after a merge: the items that it holds, each as it is called here.

    An item that the side did not change stays as agreed before; one that both turn out to have is called what it is called here.
    """
    here, held, was = _by_value(merged or []), _by_value(base or []), _by_value(before or [])
    found: list[Item] = []
    for item in incoming or []:
        value, plain = item["value"], _plain(item) or {}
        if value in held and plain == was.get(value):
            plain = held[value]
        elif value not in held and value not in was:
            plain = here.get(value, plain)
        found.append(plain)
    first, agreed = _primary(incoming or []), _primary(merged or [] if not before else base or [])
    if agreed in {item["value"] for item in found} and (not before or first == _primary(before)):
        first = agreed
    return _ordered(found, first, [*(merged or []), *(incoming or [])]) if found else None


def as_called_there(value: Value, base: Value, theirs: Value) -> Value:
    """A list to be written: what is called here as it was agreed on keeps the label that it has there."""
    agreed, there = _by_value(base or []), _by_value(theirs or [])
    return [
        {**item, "label": there[item["value"]]["label"]}
        if item["value"] in there and agreed.get(item["value"]) == _plain(item)
        else item
        for item in value or []
    ] or None


def keeps_the_rest(before: Value, chosen: Value, other: Value) -> bool:
    """Whether taking one list whole gives up nothing of the other but what became of items that both have changed.

    An item that is missing in the chosen list counts as given up: its side may have removed it, or have had no room for it.
    """
    mine, theirs = _compare(before or [], chosen or []), _compare(before or [], other or [])
    kept, was = {item["value"] for item in chosen or []}, _by_value(before or [])
    for name, item in theirs.became.items():
        if item is None or item["value"] in kept:
            continue
        stays = item == was[name]
        if mine.became[name] == (None if stays else was[name]):
            return False
    return theirs.new.keys() <= kept


def _by_value(items: list[Item]) -> dict[Value, Item]:
    return {item["value"]: _plain(item) or {} for item in items}


def _merge_one(base: list[Item], local: list[Item], before: list[Item], incoming: list[Item]) -> tuple[Value, bool]:
    ours, theirs = _compare(base, local), _compare(before, incoming)
    held = _by_value(before)
    contested = False
    merged: dict[str, Item] = {}
    known = {item["value"]: _plain(item) for item in [*before, *base]}
    for name, agreed in known.items():
        there = theirs.became.get(name, agreed)
        if there is not None and there == held.get(name):
            there = agreed  # as it was, whatever it is called there
        item, clash = _choose(agreed, ours.became.get(name, ours.new.get(name)), there)
        contested = contested or clash
        if item is not None:
            merged[name] = item
    fresh = [pair for new in (ours.new, theirs.new) for pair in new.items() if pair[0] not in merged]
    named = [*merged.items(), *fresh]
    first = _primary(before)
    primary, clash = _choose_primary(_primary(base), first, ours.primary, theirs.primary)
    contested = contested or (clash and first is not None)
    first_value = next((item["value"] for name, item in named if name == primary), None)
    order = [*incoming, *local] if local == base else [*local, *incoming]
    return _ordered(_unite(item for _, item in named), first_value, order), contested


def _compare(base: list[Item], version: list[Item]) -> _Version:
    by_value = {item["value"]: item for item in version}
    became: dict[str, Item | None] = {item["value"]: by_value.get(item["value"]) for item in base}
    lost = [item for item in base if became[item["value"]] is None]
    found = [item for item in version if item["value"] not in became]
    lost_labels, found_labels = Counter(item["label"] for item in lost), Counter(item["label"] for item in found)
    edited: set[str] = set()
    for before in lost:
        label = before["label"]
        if lost_labels[label] == found_labels[label] == 1:
            after = next(item for item in found if item["label"] == label)
            became[before["value"]] = after
            edited.add(after["value"])
    new = {item["value"]: item for item in found if item["value"] not in edited}
    name_of = {item["value"]: name for name, item in became.items() if item is not None}
    chosen = _primary(version)
    return _Version(
        {name: _plain(item) for name, item in became.items()},
        {name: _plain(item) or {} for name, item in new.items()},
        name_of.get(chosen, chosen) if chosen is not None else None,
    )


def _plain(item: Item | None) -> Item | None:
    """The item without its primary mark, which is merged apart."""
    return None if item is None else {"value": item["value"], "label": item["label"]}


def _choose(before: Item | None, ours: Item | None, theirs: Item | None) -> tuple[Item | None, bool]:
    if ours == theirs or theirs == before:  # noqa: PLR1714 - items are not hashable
        return ours, False
    if ours == before:
        return theirs, False
    return ours, True


def _primary(items: list[Item]) -> str | None:
    return next((item["value"] for item in items if item["primary"]), None)


def _choose_primary(
    base: str | None, before: str | None, ours: str | None, theirs: str | None
) -> tuple[str | None, bool]:
    """The primary item by name. Ours counts against the base, theirs against what they held: their places have an order."""
    if theirs in (ours, before, None):
        return ours, False
    if ours in (base, None):
        return theirs, False
    return ours, True


def _unite(found: Iterable[Item]) -> list[Item]:
    """Items of one value as one, with the first label that any of them has."""
    united: dict[str, Item] = {}
    for item in found:
        known = united.setdefault(item["value"], item)
        united[item["value"]] = {**known, "label": known["label"] or item["label"]}
    return list(united.values())


def _ordered(merged: list[Item], primary: str | None, order: list[Item]) -> Value:
    """The list with the primary item first, the rest in the order in which the sides wrote them."""
    rank = {item["value"]: position for position, item in reversed(list(enumerate(order)))}
    ranked = sorted(merged, key=lambda item: (item["value"] != primary, rank[item["value"]]))
    return [{**item, "primary": position == 0} for position, item in enumerate(ranked)] or None
