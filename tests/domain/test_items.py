from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain import items
from crmdesk.domain.values import Value, phones
from tests.domain.kit import item_lists, unhurried


def listed(*parts: str) -> Value:
    """A canonical list: ``"100 home"`` is a value and its label; the first one is the primary."""
    made = [(*part.split(), None)[:2] for part in parts]
    return phones(
        [{"value": value, "label": label, "primary": place == 0} for place, (value, label) in enumerate(made)]
    )


def values(merged: Value) -> set[str]:
    return {item["value"] for item in merged or []}


BASE = listed("100 home", "101 work")

MERGES = [
    # base, here, there, merged
    pytest.param(BASE, BASE, BASE, BASE, id="nothing changed"),
    pytest.param(
        BASE, BASE, listed("101 work", "100 home"), listed("101 work", "100 home"), id="another is primary there"
    ),
    pytest.param(
        BASE, listed("101 work", "100 home"), BASE, listed("101 work", "100 home"), id="another is primary here"
    ),
    pytest.param(
        BASE,
        listed("100 home", "101 work", "102"),
        listed("100 home", "101 work", "103"),
        listed("100 home", "101 work", "102", "103"),
        id="both add",
    ),
    pytest.param(
        None, listed("100"), listed("100 home"), listed("100 home"), id="both add the same: a label fills the blank"
    ),
    pytest.param(BASE, listed("101 work"), listed("100 home"), None, id="each removes one"),
    pytest.param(BASE, listed("100 home"), listed("100 home"), listed("100 home"), id="both remove the same"),
    pytest.param(
        BASE,
        listed("100 home", "101 mobile"),
        listed("102 home", "101 work"),
        listed("102 home", "101 mobile"),
        id="each edits another item",
    ),
    pytest.param(
        BASE,
        listed("102 home", "101 work"),
        listed("102 home", "101 work"),
        listed("102 home", "101 work"),
        id="both make the same edit",
    ),
    pytest.param(
        listed("100 home", "101"),
        listed("100 home", "101"),
        listed("101 home"),
        listed("101 home"),
        id="an edited item meets the one it became",
    ),
    pytest.param(
        listed("100 home", "101 work"),
        listed("102 home", "101 work"),
        listed("100 home", "102 work"),
        listed("102 home"),
        id="two items edited into one",
    ),
    pytest.param(listed("100"), None, listed("100"), None, id="removed here"),
    pytest.param(None, None, listed("100"), listed("100"), id="added there"),
]


@pytest.mark.parametrize(("base", "here", "there", "merged"), MERGES)
def test_changes_of_different_items_merge(base: Value, here: Value, there: Value, merged: Value) -> None:
    assert items.merge(here, [(base, base, there)]) == (merged, False)


@pytest.mark.parametrize(
    ("base", "here", "there"),
    [
        pytest.param(
            BASE, listed("102 home", "101 work"), listed("103 home", "101 work"), id="two values for one item"
        ),
        pytest.param(
            BASE, listed("100 mobile", "101 work"), listed("100 fax", "101 work"), id="two labels for one item"
        ),
        pytest.param(BASE, listed("101 work"), listed("102 home", "101 work"), id="removed here, edited there"),
        pytest.param(BASE, listed("102 home", "101 work"), listed("101 work"), id="edited here, removed there"),
        pytest.param(
            listed("100 a", "101 b", "102 c"),
            listed("101 b", "100 a", "102 c"),
            listed("102 c", "100 a", "101 b"),
            id="two primary items",
        ),
    ],
)
def test_changes_of_one_item_in_two_ways_are_contested(base: Value, here: Value, there: Value) -> None:
    assert items.merge(here, [(base, base, there)])[1] is True


def test_an_item_that_the_vendor_has_no_room_for_is_not_removed_there() -> None:
    base = listed("100 home", "101 work", "102")
    before, incoming = listed("100 home", "101 work"), listed("100 home", "103 work")
    assert items.merge(base, [(base, before, incoming)]) == (listed("100 home", "103 work", "102"), False)


@pytest.mark.parametrize(
    ("kept", "here", "short"),
    [
        (listed("100 home"), listed("100 home", "101"), True),
        (None, listed("100"), True),
        (listed("100", "101"), listed("101", "100"), False),
        (listed("100", "101"), listed("100"), False),
        (None, None, False),
    ],
)
def test_an_account_has_no_room_where_it_keeps_fewer(kept: Value, here: Value, short: bool) -> None:
    assert items.has_no_room(kept, here) is short


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (listed("100", "101"), listed("101 home", "100"), True),
        (listed("100", "101"), listed("100", "101 home"), False),
        (listed("100"), listed("101", "100"), False),
        (listed("100"), None, False),
        (None, None, False),
    ],
)
def test_the_same_items_may_have_another_one_in_first_place(one: Value, other: Value, differs: bool) -> None:
    assert items.has_another_first(one, other) is differs
    assert items.has_another_first(other, one) is differs


def test_what_was_added_to_a_list_is_what_it_had_not_before() -> None:
    one, other = ({"value": value, "label": None, "primary": False} for value in ("+33140112233", "+33140112244"))
    assert items.added([one], [{**one, "label": "work"}, other]) == [other]
    assert items.added(None, [one]) == [one]
    assert items.added([one], [one]) is None
    assert items.added([one], None) is None


def test_a_vendor_whose_places_have_an_order_of_their_own_does_not_contest_the_primary() -> None:
    base, before = listed("102 mobile", "100 phone", "101 fax"), listed("100 phone", "101 fax", "102 mobile")
    incoming = listed("101 fax", "102 mobile")
    assert items.merge(base, [(base, before, incoming)]) == (listed("101 fax", "102 mobile"), False)


def test_an_item_that_found_room_there_and_was_removed_here_is_new_again() -> None:
    base, before = listed("100 home", "101"), listed("100 home")
    assert items.merge(before, [(base, before, base)]) == (base, False)


def test_an_item_that_only_the_vendor_held_may_be_removed_there() -> None:
    base, before = listed("100 home"), listed("100 home", "101")
    assert items.merge(base, [(base, before, base)]) == (base, False)


def test_items_that_lose_their_label_to_doubles_are_not_taken_for_edits() -> None:
    """With two candidates of one label nobody knows which became which: both go, both come."""
    base = listed("100 home", "101 home")
    assert items.merge(listed("100 home"), [(base, base, listed("102 home", "103 home"))]) == (
        listed("102 home", "103 home"),
        False,
    )


moves = st.tuples(item_lists, item_lists, item_lists)


@unhurried
@given(item_lists, st.lists(moves, max_size=2))
def test_the_merged_list_is_canonical(local: Value, sides: list[Any]) -> None:
    merged, _ = items.merge(local, sides)
    assert phones(merged) == merged


@unhurried
@given(item_lists, item_lists, item_lists)
def test_no_item_vanishes_that_nobody_removed(base: Value, local: Value, incoming: Value) -> None:
    merged, contested = items.merge(local, [(base, base, incoming)])
    if not contested:
        stayed = values(base) & values(local) & values(incoming)
        added = (values(local) | values(incoming)) - values(base)
        assert stayed | added <= values(merged) <= values(local) | values(incoming)


@unhurried
@given(item_lists, item_lists, item_lists)
def test_both_sides_weigh_the_same(base: Value, local: Value, incoming: Value) -> None:
    merged, contested = items.merge(local, [(base, base, incoming)])
    mirrored, contested_too = items.merge(incoming, [(base, base, local)])
    assert contested == contested_too
    if not contested:
        assert values(merged) == values(mirrored)


@unhurried
@given(item_lists, item_lists)
def test_one_side_alone_has_its_way(base: Value, changed: Value) -> None:
    assert items.merge(changed, [(base, base, base)]) == (changed, False)
    assert items.merge(base, [(base, base, changed)]) == (changed, False)
    assert items.merge(changed, [(base, base, changed)]) == (changed, False)
    assert items.merge(changed, []) == (changed, False)


@unhurried
@given(item_lists, st.lists(moves, min_size=2, max_size=3))
def test_the_order_of_the_sides_never_matters_and_nothing_is_changed_in_place(local: Value, sides: list[Any]) -> None:
    untouched = copy.deepcopy((local, sides))
    assert items.merge(local, sides) == items.merge(local, sides[::-1])
    assert (local, sides) == untouched


AGREED = [
    # merged, base, what they held, what they hold, what both agree on
    pytest.param(listed("100 phone"), None, None, listed("100 mobile"), listed("100 phone"), id="met under two labels"),
    pytest.param(
        listed("100 phone", "101"), None, None, listed("101 work", "100"), listed("100 phone", "101"),
        id="met with another primary",
    ),
    pytest.param(listed("100 phone", "101"), None, None, listed("100 work"), listed("100 phone"), id="one is to be sent"),
    pytest.param(
        listed("100 phone", "102"), listed("100 phone"), listed("100 work"), listed("100 work", "102"),
        listed("100 phone", "102"), id="another one comes",
    ),
    pytest.param(
        listed("100 home"), listed("100 phone"), listed("100 work"), listed("100 home"), listed("100 home"),
        id="the label is changed there",
    ),
    pytest.param(
        listed("100 home", "102"), listed("100 phone"), listed("100 work"), listed("100 work", "102"),
        listed("100 phone", "102"), id="the label is changed here and is to be sent",
    ),
    pytest.param(None, listed("100"), listed("100"), None, None, id="nothing is left"),
]  # fmt: skip


@pytest.mark.parametrize(("merged", "base", "before", "incoming", "agreed"), AGREED)
def test_what_both_agree_on(merged: Value, base: Value, before: Value, incoming: Value, agreed: Value) -> None:
    assert items.agreed_on(merged, base, before, incoming) == agreed


@pytest.mark.parametrize(
    ("chosen", "other", "nothing_else"),
    [
        pytest.param(listed("102 home", "101 work"), listed("103 home", "101 work"), True, id="one item in two ways"),
        pytest.param(listed("101 work"), listed("103 home", "101 work"), True, id="removed, and edited by the other"),
        pytest.param(listed("103 home", "101 work"), listed("101 work"), True, id="edited, and removed by the other"),
        pytest.param(
            listed("100 mobile", "101 work"), listed("100 fax", "101 work"), True, id="two labels for one item"
        ),
        pytest.param(
            listed("102 home", "101 work"), listed("103 home", "101 work", "104"), False, id="the other one adds"
        ),
        pytest.param(
            listed("102 home", "101 work"), listed("103 home", "104 work"), False, id="the other one edits another item"
        ),
        pytest.param(listed("102 home"), listed("103 home", "101 work"), False, id="one more is missing"),
        pytest.param(
            listed("102 home", "101 work", "104"), listed("103 home", "101 work"), True, id="the chosen one adds"
        ),
        pytest.param(
            listed("102 home", "104 work"), listed("103 home", "101 work"), True, id="the chosen one edits another item"
        ),
    ],
)
def test_what_taking_one_list_whole_gives_up(chosen: Value, other: Value, *, nothing_else: bool) -> None:
    assert items.keeps_the_rest(BASE, chosen, other) is nothing_else


def test_a_label_that_stays_there_is_no_edit() -> None:
    """Both agree under two labels; what comes besides leaves ours alone."""
    here, there = listed("100 phone"), listed("100 work")
    assert items.merge(here, [(here, there, listed("100 work", "102"))]) == (listed("100 phone", "102"), False)


def test_a_list_is_written_with_the_labels_that_it_has_there() -> None:
    base, there = listed("100 phone", "101 phone"), listed("100 mobile", "101 mobile")
    written = items.as_called_there(listed("100 phone", "101 home", "102 work"), base, there)
    assert written == listed("100 mobile", "101 home", "102 work")
