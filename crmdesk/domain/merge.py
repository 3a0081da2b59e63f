"""The three-way merge of one field over any number of links.

For each link the caller gives what both sides last agreed on, our half of it (``base``), and whether theirs has moved since
(``moved``), with the canonical readings of what they held (``before``) and hold now (``incoming``). The merge is a pure
function of these and of the local value; the order of the links never matters.

With L the local value, L0 our side of a link's base, R the link's incoming value:

=====  =====  =========  ==========================================================
L≠L0   R≠R0   further    result
=====  =====  =========  ==========================================================
no     no                nothing
yes    no                keep L (it is pending for that link)
no     yes               take R
yes    yes    L ≈ R      agreed: keep the spelling written here
yes    yes    L ≉ R      conflict
=====  =====  =========  ==========================================================

Where theirs refers to a row that no record stands for yet, R is not blank but unknown. An L that equals L0 then stays until R is
known; any other L is in conflict with it.

Where nobody can write the field there, nothing could answer a question: L stays, as "only here", and what they hold is noted.

A base is blank on both sides where the two have never met. A blank L is no edit then, and R fills it, except where a person has
emptied the field while being asked about it (``emptied``).

Over several links a value that moved forward from the local one (L=L0) supersedes it; candidates that mean the same are
one; two or more different candidates are a conflict that names every source. Sets and lists of items merge element by
element and conflict only where one item was edited in two ways, or edited on one side and removed on the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from crmdesk.domain import items, sets
from crmdesk.domain.alike import agreed, lacks
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, Fields, FieldType, Value


@dataclass(frozen=True, slots=True)
class Side:
    """One link's view of one field: our half of the base, and where theirs moved, what it was and is.

    ``base`` and ``before`` differ where the vendor cannot hold everything (a third phone number) or writes it its own way.
    ``fixed`` tells that nobody can write the field there. ``unknown`` tells that theirs names a row that no record stands for yet:
    ``incoming`` is blank then, and means nothing.
    """

    link: str
    base: Value
    moved: bool = False
    before: Value = None
    incoming: Value = None
    fixed: bool = False
    unknown: bool = False


class Verdict(StrEnum):
    """What the merge of a field came to."""

    SAME = "same"
    TAKEN = "taken"
    AGREED = "agreed"
    COMBINED = "combined"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that competes in a conflict: ``link`` is None for the value on this computer."""

    link: str | None
    value: Value


@dataclass(frozen=True, slots=True)
class Merged:
    """The result for one field.

    ``value`` is the local value afterwards (unchanged in a conflict). ``sources`` are the links it came from. ``rebased``
    maps each link whose base moves to our new half of it; their half is what the link holds now. ``candidates`` lists the
    competing values of a conflict, the local one first.
    """

    verdict: Verdict
    value: Value
    sources: tuple[str, ...] = ()
    rebased: tuple[tuple[str, Value], ...] = ()
    candidates: tuple[Candidate, ...] = ()


def differs(fields: Fields, bases: Mapping[str, tuple[Value, Any]]) -> bool:
    """Whether a record holds anything else than a base, of which our half counts. Fields that its kind no longer has do not.

    A custom field that the record does not hold is blank.
    """
    return any(fields.get(name) != ours for name, (ours, _) in bases.items() if name in fields or is_custom(name))


def merge(field_type: FieldType, local: Value, sides: Sequence[Side], *, emptied: bool = False) -> Merged:
    """Merge one field. ``sides`` holds every link of the record that carries the field.

    ``emptied`` says that the blank local value is a person's edit, even where the bases are blank as well.
    """
    ordered = sorted(sides, key=lambda side: side.link)
    differing = [side for side in ordered if side.moved and _can_only_differ(field_type, side, local)]
    moved = [side for side in ordered if side.moved and side not in differing]
    noted = tuple((side.link, side.incoming) for side in differing)
    if not moved:
        return Merged(Verdict.SAME, local, rebased=noted)
    merged = _merge_moved(field_type, local, moved, emptied=emptied)
    return replace(merged, rebased=(*merged.rebased, *noted))


def _can_only_differ(field_type: FieldType, side: Side, local: Value) -> bool:
    """Whether both sides hold different values that no decision could bring to agree."""
    return side.fixed and side.base != local and agreed(field_type, [local, side.incoming]) is None


def _merge_moved(field_type: FieldType, local: Value, moved: Sequence[Side], *, emptied: bool) -> Merged:
    if field_type in SET_TYPES:
        return _merge_sets(local, moved)
    if field_type in ITEM_TYPES:
        return _merge_items(local, moved)
    return _merge_scalar(field_type, local, moved, emptied=emptied)


def _merge_scalar(field_type: FieldType, local: Value, moved: Sequence[Side], *, emptied: bool) -> Merged:
    if any(side.unknown for side in moved):
        return _merge_unknown(local, moved, emptied=emptied)
    # Of several spellings the least in order of text stays, so that the order of links never matters.
    incoming = sorted((side.incoming for side in moved), key=repr)
    if not emptied and any(side.base == local for side in moved):
        common = agreed(field_type, incoming)
        if common is None:
            return Merged(
                Verdict.CONFLICT, local, candidates=tuple(Candidate(side.link, side.incoming) for side in moved)
            )
        return Merged(Verdict.TAKEN, common[0], _links(moved), _told(field_type, common[0], moved))
    common = agreed(field_type, [local, *incoming])
    if common is not None:
        verdict = Verdict.AGREED if common[0] == local else Verdict.TAKEN
        return Merged(verdict, common[0], _links(moved), _told(field_type, common[0], moved))
    # A link that came round to what is here has no part in the conflict: both sides of it agree.
    contrary = [side for side in moved if agreed(field_type, [local, side.incoming]) is None] or list(moved)
    round_to = tuple((side.link, local) for side in moved if side not in contrary)
    diverged = [Candidate(side.link, side.incoming) for side in contrary]
    return Merged(Verdict.CONFLICT, local, rebased=round_to, candidates=(Candidate(None, local), *diverged))


def _merge_unknown(local: Value, moved: Sequence[Side], *, emptied: bool) -> Merged:
    """Merge where a link names a row that nobody knows yet. It equals no value: the one here waits for it, or is asked about."""
    contrary = [side for side in moved if side.unknown or side.incoming != local]
    round_to = tuple((side.link, local) for side in moved if side not in contrary)
    superseded = not emptied and any(side.base == local for side in contrary)
    if superseded and all(side.unknown and side.base == local for side in contrary):
        waiting = tuple((side.link, local) for side in contrary)
        return Merged(Verdict.SAME, local, rebased=(*round_to, *waiting))
    here = () if superseded else (Candidate(None, local),)
    candidates = (*here, *(Candidate(side.link, side.incoming) for side in contrary))
    return Merged(Verdict.CONFLICT, local, rebased=round_to, candidates=candidates)


def _told(field_type: FieldType, value: Value, moved: Sequence[Side]) -> tuple[tuple[str, Value], ...]:
    """What both sides have agreed on at each link; where theirs tells less, there is still something to be sent."""
    return tuple((side.link, side.incoming if lacks(field_type, side.incoming, value) else value) for side in moved)


def _merge_sets(local: Value, moved: Sequence[Side]) -> Merged:
    value = sets.merge(local, [(side.before, side.incoming) for side in moved])
    return _combined(local, value, moved, [side.incoming for side in moved])


def _merge_items(local: Value, moved: Sequence[Side]) -> Merged:
    value, contested = items.merge(local, [(side.base, side.before, side.incoming) for side in moved])
    if contested:
        candidates = [Candidate(None, local), *(Candidate(side.link, side.incoming) for side in moved)]
        return Merged(Verdict.CONFLICT, local, candidates=tuple(candidates))
    agreed_on = [items.agreed_on(value, side.base, side.before, side.incoming) for side in moved]
    return _combined(local, value, moved, agreed_on)


def _combined(local: Value, value: Value, moved: Sequence[Side], agreed_on: Sequence[Value]) -> Merged:
    rebased = tuple((side.link, ours) for side, ours in zip(moved, agreed_on, strict=True))
    if value == local:
        verdict = Verdict.AGREED
    elif all(side.base == local and side.incoming == value for side in moved):
        verdict = Verdict.TAKEN
    else:
        verdict = Verdict.COMBINED
    return Merged(verdict, value, _links(moved), rebased)


def _links(sides: Sequence[Side]) -> tuple[str, ...]:
    return tuple(side.link for side in sides)
