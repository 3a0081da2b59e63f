"""The preview of a first sync: what it asks about, what it counts, and how a review keeps it."""

from __future__ import annotations

import json

import pytest

from crmdesk.domain.first_sync import Example, Fate, FieldCount, KindCount, Preview, preview_of
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer, answers


def counted(*kinds: KindCount) -> Preview:
    return Preview(kinds, (), (), "")


PREVIEW = Preview(
    (
        KindCount(Kind.LEAD, {Fate.NEW: 4, Fate.IDENTICAL: 3, Fate.FILLED: 2, Fate.CONTESTED: 1, Fate.AMBIGUOUS: 5}, 6),
        KindCount(Kind.NOTE, {Fate.NEW: 7}),
    ),
    (FieldCount(Kind.LEAD, "city", here=1, there=2, contested=1),),
    (Example(Fate.CONTESTED, "contacts", "7", "01A"), Example(Fate.NEW, "contacts", "8")),
    "13 13 40",
)


def test_what_a_review_keeps_reads_back_the_same() -> None:
    kept = preview_of(json.loads(json.dumps(PREVIEW.to_json())))
    assert (kept.fields, kept.examples, kept.state) == (PREVIEW.fields, PREVIEW.examples, PREVIEW.state)
    assert [(each.kind, each.there, each.tied) for each in kept.kinds] == [(Kind.LEAD, 6, 6), (Kind.NOTE, 0, 0)]
    assert preview_of(kept.to_json()) == kept


def test_rows_are_counted_over_all_kinds() -> None:
    assert PREVIEW.count(Fate.NEW) == 11
    assert PREVIEW.count(Fate.NEW, Fate.AMBIGUOUS) == 16
    assert PREVIEW.count(*Fate) == 22
    assert PREVIEW.count() == 0


@pytest.mark.parametrize("fate", Fate)
def test_only_what_would_be_tied_is_asked_about(fate: Fate) -> None:
    asks = fate in (Fate.IDENTICAL, Fate.FILLED, Fate.CONTESTED)
    assert counted(KindCount(Kind.LEAD, {fate: 1})).asks is asks
    assert not counted(KindCount(Kind.LEAD, {fate: 0}, there=1)).asks
    assert not counted().asks


def test_an_answer_is_given_to_the_counts_of_those_who_are_or_may_be_somebody_here() -> None:
    assert PREVIEW.asked == {
        "lead identical": 3,
        "lead filled": 2,
        "lead contested": 1,
        "lead ambiguous": 5,
        "lead city here": 1,
        "lead city there": 2,
        "lead city contested": 1,
    }


def test_before_a_first_sync_the_account_can_get_nothing_again() -> None:
    assert answers(first_sync=True) == (Answer.APPLY, Answer.UNLINK, Answer.STOP)
    assert answers(first_sync=False) == tuple(Answer)
