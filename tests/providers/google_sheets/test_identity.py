"""Rows keep their keys whatever people do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.providers.google_sheets.identity import Seen, keys_of, renamed

KNOWN = {"A": "a", "B": "b", "C": "c"}


def keys(rows: Sequence[tuple[str, str | None]], known: Mapping[str, str] = KNOWN) -> list[str]:
    """The keys of rows of (key, digest), new ones as N1, N2…; blank rows that may keep what they have as ``-``."""
    fresh = iter(f"N{number}" for number in range(1, 100))
    found = keys_of([Seen(at, key, digest) for at, (key, digest) in enumerate(rows)], known, lambda: next(fresh))
    return [found.get(at, "-") for at in range(len(rows))]


def test_nothing_changed() -> None:
    assert keys([("A", "a"), ("B", "b"), ("C", "c")]) == ["A", "B", "C"]


def test_whole_rows_in_another_order() -> None:
    assert keys([("C", "c"), ("A", "a"), ("", None), ("B", "b")]) == ["C", "A", "-", "B"]


def test_contents_sorted_without_the_column_of_keys() -> None:
    assert keys([("A", "c"), ("B", "a"), ("C", "b")]) == ["C", "A", "B"]


def test_an_edit_keeps_the_key() -> None:
    assert keys([("A", "x"), ("B", "b"), ("C", "y")]) == ["A", "B", "C"]


def test_a_typed_row_is_new() -> None:
    assert keys([("A", "a"), ("", "x"), ("B", "b")]) == ["A", "N1", "B"]


def test_a_copied_row_is_new_and_the_first_one_keeps_the_key() -> None:
    assert keys([("A", "a"), ("A", "a"), ("A", "x")]) == ["A", "N1", "N2"]
    assert keys([("A", "x"), ("A", "a")]) == ["N1", "A"]


def test_contents_cut_out_and_pasted_elsewhere_take_their_key_along() -> None:
    assert keys([("A", None), ("B", "b"), ("", "a")]) == ["", "B", "A"]
    assert keys([("", "a"), ("A", None), ("B", "b")]) == ["A", "", "B"]
    assert keys([("A", None), ("B", "a"), ("C", "c")]) == ["", "A", "C"]


def test_an_emptied_row_loses_a_key_that_a_filled_one_has() -> None:
    assert keys([("A", None), ("A", "x"), ("A", None), ("", None)]) == ["", "A", "", "-"]
    assert keys([("A", None), ("A", None), ("B", "b")]) == ["-", "-", "B"]


def test_a_copy_of_what_was_edited_since_is_new() -> None:
    assert keys([("A", "x"), ("", "a"), ("B", "b"), ("C", "c")]) == ["A", "N1", "B", "C"]


def test_a_key_that_another_computer_gave_stays() -> None:
    assert keys([("A", "x"), ("Z", "a"), ("B", "b"), ("C", "c")]) == ["A", "Z", "B", "C"]


def test_contents_that_several_rows_share_say_nothing() -> None:
    assert keys([("A", "x"), ("", "a")], {"A": "a", "B": "a"}) == ["A", "N1"]


def test_a_sheet_seen_for_the_first_time() -> None:
    assert keys([("", "a"), ("", "a"), ("Z", "z")], {}) == ["N1", "N2", "Z"]


def test_a_row_goes_on_under_the_key_that_another_computer_gave_it() -> None:
    assert renamed(KNOWN, {"B"}, {"A": "a", "C": "c", "Z": "b"}) == {"B": "Z"}
    assert renamed(KNOWN, {"B"}, {"A": "a", "C": "b"}) == {}, "that is somebody else"
    assert renamed(KNOWN, {"B"}, {"Z": "x"}) == {}
    assert renamed(KNOWN, {"B"}, {"Y": "b", "Z": "b"}) == {}, "either may be the one"
    assert renamed({**KNOWN, "D": "b"}, {"B", "D"}, {"Z": "b"}) == {}, "it may be either"
    assert renamed(KNOWN, set(), {**KNOWN, "Z": "b"}) == {}, "a copy"


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_any_permutation_of_contents_is_followed(random: Random, size: int) -> None:
    known = {f"K{number}": f"d{number}" for number in range(size)}
    order = list(range(size))
    random.shuffle(order)
    assert keys([(f"K{at}", f"d{number}") for at, number in enumerate(order)], known) == [f"K{each}" for each in order]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "A", "B", "C"]), st.sampled_from([None, "a", "b", "x"]))))
def test_every_filled_row_gets_a_key_of_its_own(rows: list[tuple[str, str | None]]) -> None:
    found = keys(rows)
    given_keys = [key for key in found if key not in ("", "-")]
    assert len(given_keys) == len(set(given_keys)) == sum(digest is not None for _, digest in rows)
