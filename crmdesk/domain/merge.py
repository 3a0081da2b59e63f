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

Over several links a value that moved forward from the local one (L=L0) supersedes it; candidates that mean the same are
one; two or more different candidates are a conflict that names every source. Sets and lists of items merge element by
element and conflict only where one item was edited in two ways, or edited on one side and removed on the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crmdesk.domain import items, sets
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, Fields, FieldType, Value


@dataclass(frozen=True, slots=True)
class Side:
    """One link's view of one field: our half of the base, and where theirs moved, what it was and is.

    ``base`` and ``before`` differ where the vendor cannot hold everything (a third phone number) or writes it its own way.
    """

    link: str
    base: Value
    moved: bool = False
    before: Value = None
    incoming: Value = None


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


def same(left: Value, right: Value) -> bool:
    """Whether two canonical values mean the same: equal, or texts that differ only in case and inner white space.

    Canonical forms already agree on phone formats, number formats, e-mail case and the order of sets.
    """
    if left == right:
        return True
    if isinstance(left, str) and isinstance(right, str):
        return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()
    return False


def differs(fields: Fields, bases: Mapping[str, tuple[Value, Any]]) -> bool:
    """Whether a record holds anything else than a base, of which our half counts. Fields that its kind no longer has do not."""
    return any(fields[name] != ours for name, (ours, _) in bases.items() if name in fields)


def merge(field_type: FieldType, local: Value, sides: Sequence[Side]) -> Merged:
    """Merge one field. ``sides`` holds every link of the record that carries the field."""
    ordered = sorted(sides, key=lambda side: side.link)
    moved = [side for side in ordered if side.moved]
    if not moved:
        return Merged(Verdict.SAME, local)
    if field_type in SET_TYPES:
        return _merge_sets(local, moved)
    if field_type in ITEM_TYPES:
        return _merge_items(local, moved)
    return _merge_scalar(local, moved)


def _merge_scalar(local: Value, moved: Sequence[Side]) -> Merged:
    forward = [side for side in moved if side.base == local]
    if not forward:
        diverged = [Candidate(side.link, side.incoming) for side in moved if not same(local, side.incoming)]
        if diverged:
            # A link that came round to what is here has no part in the conflict: both sides of it agree.
            agreed = tuple((side.link, local) for side in moved if same(local, side.incoming))
            return Merged(Verdict.CONFLICT, local, rebased=agreed, candidates=(Candidate(None, local), *diverged))
        return Merged(Verdict.AGREED, local, _links(moved), tuple((side.link, local) for side in moved))
    # Of several spellings the least in order of text stays, so that the order of links never matters.
    value = min((side.incoming for side in moved), key=repr)
    if not all(same(value, side.incoming) for side in moved):
        return Merged(Verdict.CONFLICT, local, candidates=tuple(Candidate(side.link, side.incoming) for side in moved))
    return Merged(Verdict.TAKEN, value, _links(moved), tuple((side.link, value) for side in moved))


def _merge_sets(local: Value, moved: Sequence[Side]) -> Merged:
    value = sets.merge(local, [(side.before, side.incoming) for side in moved])
    return _combined(local, value, moved)


def _merge_items(local: Value, moved: Sequence[Side]) -> Merged:
    value, contested = items.merge(local, [(side.base, side.before, side.incoming) for side in moved])
    if contested:
        candidates = [Candidate(None, local), *(Candidate(side.link, side.incoming) for side in moved)]
        return Merged(Verdict.CONFLICT, local, candidates=tuple(candidates))
    return _combined(local, value, moved)


def _combined(local: Value, value: Value, moved: Sequence[Side]) -> Merged:
    rebased = tuple((side.link, side.incoming) for side in moved)
    if value == local:
        verdict = Verdict.AGREED
    elif all(side.base == local and side.incoming == value for side in moved):
        verdict = Verdict.TAKEN
    else:
        verdict = Verdict.COMBINED
    return Merged(verdict, value, _links(moved), rebased)


def _links(sides: Sequence[Side]) -> tuple[str, ...]:
    return tuple(side.link for side in sides)
