from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.alike import same
from crmdesk.domain.merge import Candidate, Merged, Side, Verdict, differs, merge
from crmdesk.domain.values import FieldType, Value, phones
from tests.domain.kit import unhurried

TEXT = FieldType.TEXT


def side(link: str, base: Value, incoming: Value) -> Side:
    """A link that moved from ``base``."""
    return Side(link, base, moved=True, before=base, incoming=incoming)


# -- one link, row by row ---------------------------------------------------------------------------------------------


def test_row_1_nothing_changed() -> None:
    assert merge(TEXT, "a", [Side("x", "a")]) == Merged(Verdict.SAME, "a")


def test_row_1_a_known_rewriting_is_no_change() -> None:
    assert merge(TEXT, "a", [Side("x", "a", moved=False, before="A!", incoming="A!")]) == Merged(Verdict.SAME, "a")


def test_row_2_changed_here_is_kept() -> None:
    assert merge(TEXT, "b", [Side("x", "a")]) == Merged(Verdict.SAME, "b")


@pytest.mark.parametrize("incoming", ["b", "A", None])
def test_row_3_changed_there_is_taken(incoming: Value) -> None:
    assert merge(TEXT, "a", [side("x", "a", incoming)]) == Merged(Verdict.TAKEN, incoming, ("x",), (("x", incoming),))


def test_row_4_changed_alike_keeps_the_spelling_written_here() -> None:
    assert merge(TEXT, "Jean  Duval", [side("x", "a", "JEAN DUVAL")]) == Merged(
        Verdict.AGREED, "Jean  Duval", ("x",), (("x", "Jean  Duval"),)
    )


@pytest.mark.parametrize(("local", "incoming"), [("b", "c"), ("b", None), (None, "c")])
def test_row_5_changed_differently_is_a_conflict(local: Value, incoming: Value) -> None:
    assert merge(TEXT, local, [side("x", "a", incoming)]) == Merged(
        Verdict.CONFLICT, local, candidates=(Candidate(None, local), Candidate("x", incoming))
    )


def unknown(link: str, base: Value) -> Side:
    """A link that moved from ``base`` to a row that nobody knows yet."""
    return Side(link, base, moved=True, before=base, unknown=True)


def test_what_nobody_knows_yet_leaves_the_value_as_it_is() -> None:
    for held in ("a", None):
        waiting = Merged(Verdict.SAME, held, rebased=(("x", held),))
        assert merge(FieldType.REFERENCE, held, [unknown("x", held)]) == waiting


@pytest.mark.parametrize("local", ["b", None])
def test_what_nobody_knows_yet_agrees_with_nothing(local: Value) -> None:
    assert merge(FieldType.REFERENCE, local, [unknown("x", "a")]) == Merged(
        Verdict.CONFLICT, local, candidates=(Candidate(None, local), Candidate("x", None))
    )
    assert merge(FieldType.REFERENCE, None, [unknown("x", None)], emptied=True).verdict is Verdict.CONFLICT


def test_what_nobody_knows_yet_competes_with_what_another_link_holds() -> None:
    merged = merge(FieldType.REFERENCE, "a", [unknown("x", "a"), side("y", "a", "c")])
    assert merged == Merged(Verdict.CONFLICT, "a", candidates=(Candidate("x", None), Candidate("y", "c")))
    both = merge(FieldType.REFERENCE, "b", [unknown("x", "a"), side("y", "a", "b")])
    assert both.rebased == (("y", "b"),)
    assert both.candidates == (Candidate(None, "b"), Candidate("x", None))


@pytest.mark.parametrize(("incoming", "verdict"), [("c", Verdict.CONFLICT), (None, Verdict.AGREED)])
def test_row_5_what_was_emptied_is_an_edit_also_where_both_never_met(incoming: Value, verdict: Verdict) -> None:
    assert merge(TEXT, None, [side("x", None, "c")]).verdict is Verdict.TAKEN
    assert merge(TEXT, None, [side("x", None, incoming)], emptied=True).verdict is verdict


def test_no_link_carries_the_field() -> None:
    assert merge(TEXT, "a", []) == Merged(Verdict.SAME, "a")


# -- several links ----------------------------------------------------------------------------------------------------


def test_a_value_that_moved_forward_supersedes_the_local_one() -> None:
    """The local value is the ancestor of x's new one; y, behind on an older base, competes with that one."""
    merged = merge(TEXT, "b", [side("x", "b", "c"), side("y", "a", "d")])
    assert merged.candidates == (Candidate("x", "c"), Candidate("y", "d"))


def test_two_links_that_moved_alike_are_one_candidate() -> None:
    assert merge(TEXT, "a", [side("y", "a", "B"), side("x", "b", "b")]) == Merged(
        Verdict.TAKEN, "B", ("x", "y"), (("x", "B"), ("y", "B"))
    )


def test_a_link_that_returns_to_the_local_value_still_competes_with_one_that_moves_forward() -> None:
    merged = merge(TEXT, "a", [side("x", "a", "b"), side("y", "c", "a")])
    assert merged.verdict is Verdict.CONFLICT
    assert merged.candidates == (Candidate("x", "b"), Candidate("y", "a"))


def test_only_what_differs_from_here_competes_with_it() -> None:
    merged = merge(TEXT, "b", [side("x", "a", "c"), side("y", "a", "B"), side("z", "a", "d")])
    assert merged.candidates == (Candidate(None, "b"), Candidate("x", "c"), Candidate("z", "d"))
    assert merged.rebased == (("y", "b"),), "both sides of it agree"


def test_links_that_did_not_move_have_no_say() -> None:
    assert merge(TEXT, "a", [Side("x", "z"), side("y", "a", "b")]).sources == ("y",)


# -- sets and lists of items ------------------------------------------------------------------------------------------


def test_sets_never_conflict() -> None:
    tags = FieldType.TAGS
    assert merge(tags, ["a", "b"], [side("x", ["a"], ["c"])]) == Merged(
        Verdict.COMBINED, ["b", "c"], ("x",), (("x", ["c"]),)
    )
    assert merge(tags, ["a"], [side("x", ["a"], ["c"])]).verdict is Verdict.TAKEN
    assert merge(tags, ["c"], [side("x", ["a"], ["c"])]).verdict is Verdict.AGREED


def test_two_links_that_add_to_a_set_both_get_the_other_s_element_later() -> None:
    merged = merge(FieldType.REFERENCES, None, [side("x", None, ["A"]), side("y", None, ["B"])])
    assert merged == Merged(Verdict.COMBINED, ["A", "B"], ("x", "y"), (("x", ["A"]), ("y", ["B"])))


def test_lists_of_items_merge_item_by_item_and_conflict_on_one_item() -> None:
    one, two, three = (phones([{"value": number, "label": "work"}]) for number in ("101", "102", "103"))
    assert merge(FieldType.PHONES, one, [side("x", one, two)]) == Merged(Verdict.TAKEN, two, ("x",), (("x", two),))
    contested = merge(FieldType.PHONES, two, [side("y", one, one), side("x", one, three)])
    assert contested == Merged(
        Verdict.CONFLICT, two, candidates=(Candidate(None, two), Candidate("x", three), Candidate("y", one))
    )


# -- laws -------------------------------------------------------------------------------------------------------------

words = st.sampled_from([None, "a", "A", "b", "c"])
moved_sides = st.lists(st.tuples(words, words), min_size=1, max_size=4)


@unhurried
@given(words, moved_sides)
def test_the_order_of_the_links_never_matters(local: Value, drawn: list[tuple[Value, Value]]) -> None:
    sides = [side(str(place), base, incoming) for place, (base, incoming) in enumerate(drawn)]
    assert len({repr(merge(TEXT, local, order)) for order in permutations(sides)}) == 1


@unhurried
@given(words, moved_sides)
def test_every_value_is_kept_superseded_or_contested(local: Value, drawn: list[tuple[Value, Value]]) -> None:
    """What a link holds now is the new value, or means the same, or stands in the conflict with its link's name."""
    sides = [side(str(place), base, incoming) for place, (base, incoming) in enumerate(drawn)]
    merged = merge(TEXT, local, sides)
    named = {candidate.link: candidate.value for candidate in merged.candidates}
    for each in sides:
        assert same(each.incoming, merged.value) or named.get(each.link, merged) == each.incoming
    superseded = any(each.base == local for each in sides)
    assert superseded or merged.value == local


@unhurried
@given(words, words, words)
def test_meaning_the_same_is_an_equivalence(one: Value, two: Value, three: Value) -> None:
    assert same(one, one)
    assert same(one, two) == same(two, one)
    assert same(one, three) or not (same(one, two) and same(two, three))


def test_what_means_the_same() -> None:
    assert same("Rue  de la Paix", "rue de la paix")
    assert same(12, 12)
    assert not same("a", None)
    assert not same(None, "a")
    assert not same(["a"], ["A"])


def test_what_differs_from_a_base() -> None:
    base = {"city": ("Lyon", "LYON"), "job_title": (None, None), "sector": ("Nord", "Nord")}
    assert not differs({"city": "Lyon", "job_title": None}, base), "a field that the kind no longer has"
    assert differs({"city": "LYON", "job_title": None}, base)
    assert not differs({"last_name": "Durand"}, base), "a field that the account does not carry"


# -- what one vendor has room for and another has not -------------------------------------------------------------------


def test_of_a_moment_that_both_sides_have_the_more_exact_one_stays() -> None:
    minute, second = "2026-06-10T03:27:00.000Z", "2026-06-10T03:27:19.000Z"
    taken = merge(FieldType.DATETIME, minute, [side("x", None, second)])
    assert taken == Merged(Verdict.TAKEN, second, ("x",), (("x", second),))
    assert merge(FieldType.DATETIME, second, [side("x", None, minute)]) == Merged(
        Verdict.AGREED, second, ("x",), (("x", second),)
    )


def test_a_consent_is_completed_and_what_is_missing_there_has_still_to_be_sent() -> None:
    little = {"state": "given", "at": None, "channel": None, "proof": None}
    whole = little | {"channel": "form"}
    assert merge(FieldType.CONSENT, whole, [side("x", None, little)]) == Merged(
        Verdict.AGREED, whole, ("x",), (("x", little),)
    )


# -- what nobody can write there ------------------------------------------------------------------------------------------


def test_what_nobody_can_write_there_is_no_question() -> None:
    """What is here stays, and so does what is there; where nothing was changed here, what is there is taken."""
    fixed = Side("x", None, moved=True, incoming="b", fixed=True)
    assert merge(TEXT, "a", [fixed]) == Merged(Verdict.SAME, "a", rebased=(("x", "b"),))
    assert merge(TEXT, "B", [fixed]).verdict is Verdict.AGREED
    assert merge(TEXT, None, [fixed]).verdict is Verdict.TAKEN
    both = merge(TEXT, "a", [fixed, side("y", "a", "c")])
    assert (both.value, both.rebased) == ("c", (("y", "c"), ("x", "b")))
