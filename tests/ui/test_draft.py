"""The decisions about a case, as data."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.ui.conflicts.draft import Decision, Draft, both
from tests.ui.canned_conflicts import DURAND, MOVED, euro


def test_every_field_begins_undecided() -> None:
    assert [field.id for field in Draft(DURAND).undecided] == ["X1", "X2", "X3", "X4"]


def test_a_choice_gives_its_sides_value() -> None:
    draft = Draft(DURAND)
    field = DURAND.fields[1]
    for decision, value in (
        (Decision(Keep.COMPUTER), euro("335000")),
        (Decision(Keep.ACCOUNT, "K1"), euro("330000")),
        (Decision(Keep.BEFORE), euro("320000")),
        (Decision(Keep.OTHER, value=euro("332000")), euro("332000")),
    ):
        draft.choose("X2", decision)
        assert draft.result(field) == value


def test_all_is_one_step_and_means_all() -> None:
    draft = Draft(DURAND)
    draft.choose("X1", Decision(Keep.COMPUTER))
    draft.choose_all(Keep.ACCOUNT)
    assert draft.undecided == []
    assert {draft.decision(field.id) for field in DURAND.fields} == {Decision(Keep.ACCOUNT, "K1")}
    assert draft.is_all(Keep.ACCOUNT)
    draft.choose_all(Keep.COMPUTER)
    assert {draft.decision(field.id) for field in DURAND.fields} == {Decision(Keep.COMPUTER)}
    assert not draft.is_all(Keep.ACCOUNT)
    assert draft.undo()
    assert draft.undo()
    assert (draft.decision("X1"), len(draft.undecided)) == (Decision(Keep.COMPUTER), 3)


def test_what_was_typed_comes_back_with_the_step_that_chose_all() -> None:
    draft = Draft(DURAND)
    typed = Decision(Keep.OTHER, value=euro("332000"))
    draft.choose("X2", typed)
    draft.choose_all(Keep.COMPUTER)
    assert draft.decision("X2") == Decision(Keep.COMPUTER)
    assert draft.undo()
    assert draft.decision("X2") == typed


def test_all_of_an_account_leaves_fields_of_which_it_holds_nothing() -> None:
    draft = Draft(DURAND)
    draft.choose("X1", Decision(Keep.COMPUTER))
    draft.choose_all(Keep.ACCOUNT, "An account that is not asked")
    assert draft.decision("X1") == Decision(Keep.COMPUTER)
    assert len(draft.undecided) == 3


def test_the_newest_leaves_undecided_what_nobody_knows() -> None:
    draft = Draft(DURAND)
    draft.choose_newest()
    assert [field.id for field in draft.undecided] == ["X3"]


def test_undo_ends_at_the_beginning() -> None:
    draft = Draft(DURAND)
    assert not draft.undo()
    draft.choose("X1", Decision(Keep.COMPUTER))
    draft.choose("X1", Decision(Keep.COMPUTER))
    assert draft.undo()
    assert not draft.undo(), "the same choice again is no step"


def test_resolutions_carry_what_the_desk_needs() -> None:
    draft = Draft(DURAND)
    draft.choose("X2", Decision(Keep.OTHER, value=euro("1")))
    draft.choose("X1", Decision(Keep.ACCOUNT, "K1"))
    assert draft.resolutions() == [
        Resolution("X1", Keep.ACCOUNT, "X1 as shown", None, "K1"),
        Resolution("X2", Keep.OTHER, "X2 as shown", euro("1"), None),
    ]


def test_a_case_that_moved_keeps_the_choices_on_what_stayed() -> None:
    draft = Draft(DURAND)
    draft.choose_all(Keep.COMPUTER)
    assert draft.rebase(MOVED) == []
    assert [field.id for field in draft.undecided] == ["X2"]
    assert draft.moved == {"X2"}
    assert draft.remembered("X2") == ()


def test_steps_can_be_taken_back_after_a_case_moved() -> None:
    draft = Draft(DURAND)
    draft.choose("X1", Decision(Keep.COMPUTER))
    draft.choose("X2", Decision(Keep.COMPUTER))
    draft.choose("X3", Decision(Keep.COMPUTER))
    draft.rebase(MOVED)
    assert draft.decided == 2
    assert (draft.undo(), draft.decided) == (True, 1)
    assert (draft.undo(), draft.decided) == (True, 0)
    assert not draft.undo()


def test_what_moved_stays_marked_until_it_is_chosen() -> None:
    draft = Draft(DURAND)
    draft.rebase(MOVED)
    draft.rebase(replace(MOVED, similar=9))
    assert draft.moved == {"X2"}
    draft.choose("X2", Decision(Keep.COMPUTER))
    draft.rebase(MOVED)
    assert (draft.moved, draft.decided) == (frozenset(), 1)


def test_what_was_typed_for_a_conflict_that_moved_is_offered_again() -> None:
    draft = Draft(DURAND)
    draft.choose("X1", Decision(Keep.OTHER, value=None))
    draft.choose("X2", Decision(Keep.OTHER, value=euro("1")))
    draft.rebase(MOVED)
    assert [field.id for field in draft.undecided] == ["X2", "X3", "X4"]
    assert draft.remembered("X2") == (euro("1"),)
    assert draft.typed_values() == [("asking_price", euro("1")), ("phones", None)]
    draft.choose("X2", Decision(Keep.COMPUTER))
    assert (draft.remembered("X2"), draft.typed) == ((), 1)
    draft.undo()
    assert draft.remembered("X2") == (euro("1"),)


def test_what_was_typed_for_a_conflict_that_is_over_is_told() -> None:
    draft = Draft(DURAND)
    draft.choose("X2", Decision(Keep.OTHER, value=euro("1")))
    draft.rebase(MOVED)
    draft.choose("X1", Decision(Keep.OTHER, value=None))
    assert draft.rebase(replace(MOVED, fields=MOVED.fields[2:])) == [("asking_price", euro("1")), ("phones", None)]
    assert draft.typed == 0


def test_both_joins_lists_and_long_texts_only() -> None:
    assert [item["value"] for item in both(DURAND, DURAND.fields[0])] == ["+33611223345", "+33755182031"]
    assert both(DURAND, DURAND.fields[1]) is None
    assert both(DURAND, DURAND.fields[3]).count("\n\n") == 1


def test_who_and_when_learned_later_is_no_change() -> None:
    draft = Draft(DURAND)
    draft.choose("X1", Decision(Keep.COMPUTER))
    side = replace(DURAND.fields[0].accounts[0], changed_by="Sophie B.")
    draft.rebase(replace(DURAND, fields=(replace(DURAND.fields[0], accounts=(side,)), *DURAND.fields[1:])))
    assert draft.decided == 1
    assert not draft.moved
