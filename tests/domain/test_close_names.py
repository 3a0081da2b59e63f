"""Who mistypes a name is told which one was meant, and nothing where that cannot be said."""

from __future__ import annotations

import pytest

from crmdesk.domain.close_names import MOST, close_names

FRENCH = {
    "city": "Ville",
    "country": "Pays",
    "salutation": "Civilité",
    "emails": "E-mail",
    "pipeline": "Pipeline",
    "job_title": "Métier",
    "bare": "",
}


@pytest.mark.parametrize(
    ("said", "close"),
    [
        ("vil", ["city"]),
        ("CITTY", ["city"]),
        ("contry", ["country", "city"]),
        ("pipelin", ["pipeline"]),
        ("baree", ["bare"]),
        ("job", ["job_title"]),
        ("tit", ["job_title"]),
        ("ob", []),
        ("nothing of the sort", []),
        ("", []),
    ],
)
def test_a_name_is_found_by_itself_and_by_its_word(said: str, close: list[str]) -> None:
    assert close_names(said, FRENCH) == close


def test_where_no_word_is_like_it_nothing_is_guessed() -> None:
    assert close_names("vil", {"salutation": "Salutation", "emails": "E-mails", "pipeline": "Pipeline"}) == []


def test_a_name_comes_before_a_label_and_three_are_enough() -> None:
    assert close_names("source", {"source": "Origin", "origin": "Source"}) == ["source"]
    assert len(close_names("field", {f"field{number}": f"Field {number}" for number in range(9)})) == MOST
