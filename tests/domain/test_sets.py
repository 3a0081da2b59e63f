from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain import sets
from crmdesk.domain.values import Value, tags
from tests.domain.kit import tag_sets, unhurried

sides = st.tuples(tag_sets, tag_sets)


@pytest.mark.parametrize(
    ("before", "local", "incoming", "expected"),
    [
        (["a", "b"], ["a", "b"], ["a", "b"], ["a", "b"]),
        (["a"], ["a", "b"], ["a", "c"], ["a", "b", "c"]),  # both add
        (["a", "b"], ["a"], ["a", "b", "c"], ["a", "c"]),  # removed here, another added there
        (["a", "b"], ["a", "b"], ["b"], ["b"]),  # removed there
        (["a"], None, None, None),  # removed on both sides
        (None, ["b"], ["b"], ["b"]),  # added on both sides
        (["a"], ["a", "z"], None, ["z"]),
        (["VIP"], ["VIP"], ["vip"], ["vip"]),  # another spelling there is taken
        (None, ["VIP"], ["vip"], ["VIP"]),  # two spellings are one element, the one written here
    ],
)
def test_additions_and_removals_of_both_sides_hold(before: Value, local: Value, incoming: Value, expected: Any) -> None:
    assert sets.merge(local, [(before, incoming)]) == expected


def test_what_one_side_added_outlives_another_side_removing_it() -> None:
    assert sets.merge(["a"], [(["a"], None), (None, ["a"])]) == ["a"]


def test_what_stays_keeps_the_spelling_written_here() -> None:
    assert sets.merge(["vip"], [(["vip"], None), (None, ["vip"]), (None, ["VIP"])]) == ["vip"]


def test_a_vendors_own_spelling_is_removed_as_ours() -> None:
    assert sets.merge(["vip"], [(["VIP"], None)]) is None


def test_a_new_spelling_is_taken_unless_it_was_spelled_otherwise_here() -> None:
    assert sets.merge(["vip"], [(["vip"], ["VIP"])]) == ["VIP"]
    assert sets.merge(["Vip"], [(["vip"], ["VIP"])]) == ["Vip"]


@unhurried
@given(tag_sets, st.lists(sides, max_size=3))
def test_nothing_vanishes_that_nobody_removed_and_nothing_comes_from_nowhere(local: Value, moves: list[Any]) -> None:
    merged = set(sets.merge(local, moves) or ())
    removed = {tag for before, incoming in moves for tag in set(before or ()) - set(incoming or ())}
    added = {tag for before, incoming in moves for tag in set(incoming or ()) - set(before or ())}
    assert merged == (set(local or ()) - removed) | added


@unhurried
@given(tag_sets, st.lists(sides, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_the_sides_never_matters(local: Value, moves: list[Any], random: Any) -> None:
    shuffled = list(moves)
    random.shuffle(shuffled)
    assert sets.merge(local, shuffled) == sets.merge(local, moves)


@unhurried
@given(tag_sets, tag_sets)
def test_union_laws(local: Value, incoming: Value) -> None:
    """With nothing agreed before, the merge is a union: commutative, idempotent, with nothing as its neutral element."""
    union = tags([*(local or ()), *(incoming or ())])
    assert sets.merge(local, [(None, incoming)]) == sets.merge(incoming, [(None, local)]) == union
    assert sets.merge(local, [(None, local)]) == sets.merge(local, [(None, None)]) == sets.merge(local, []) == local


@unhurried
@given(tag_sets, tag_sets, tag_sets)
def test_one_side_alone_has_its_way(base: Value, other: Value, local: Value) -> None:
    assert sets.merge(base, [(base, other)]) == other
    assert sets.merge(local, [(base, base)]) == local
