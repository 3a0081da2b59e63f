from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.textdiff import Span, spans
from tests.domain.kit import unhurried

texts = st.text(max_size=30) | st.lists(st.sampled_from(["rue", " ", "de", "Paris", ",", "3", "\n"])).map("".join)


@unhurried
@given(texts, texts)
def test_the_spans_join_to_the_text(before: str, after: str) -> None:
    assert "".join(span.text for span in spans(before, after)) == after


@unhurried
@given(texts, texts)
def test_neighbouring_spans_differ_in_kind(before: str, after: str) -> None:
    assert all(left.changed != right.changed for left, right in pairwise(spans(before, after)))


@unhurried
@given(texts.filter(bool))
def test_only_what_differs_is_marked(text: str) -> None:
    assert spans(text, text) == (Span(text, changed=False),)
    assert spans("", text) == (Span(text, changed=True),)
    assert spans(text, "") == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("3 rue de Paris", "3 rue de Lyon", (("3 rue de ", False), ("Lyon", True))),
        ("rue de la Paix", "rue de Paix", (("rue de Paix", False),)),
        ("rue Paix", "rue de la Paix", (("rue ", False), ("de la ", True), ("Paix", False))),
        ("old words", "all of it is new now", (("all of it is new now", True),)),
    ],
)
def test_differences_are_marked_by_word(before: str, after: str, expected: tuple[tuple[str, bool], ...]) -> None:
    assert tuple((span.text, span.changed) for span in spans(before, after)) == expected
