"""The words of an account's lists: which option says what we hold."""

from __future__ import annotations

import pytest

from crmdesk.domain.words import NamedWords, OneCurrency, Option, SeveralWords, Words, folded

HUBSPOT = Words(
    tuple(
        Option(raw, raw, label)
        for raw, label in [
            ("REAL_ESTATE", "Real Estate"),
            ("FINANCIAL_SERVICES", "Financial Services"),
            ("ARCHITECTURE_PLANNING", "Architecture & Planning"),
        ]
    ),
    closed=True,
)
PIPEDRIVE = Words((Option("21", "Immobilier", "Immobilier"), Option("24", "Finance", "Finance")), closed=True)
BOTH = Words((Option("F", "Finance", "Finance"), Option("S", "Financial Services", "Financial Services")), closed=True)

COLLEAGUES = NamedWords((Option("7", "Jean Martin", "Jean Martin"), Option("8", "Ana", "Ana")), closed=True)
PEOPLE = Words(tuple(Option(raw, raw, raw) for raw in ("Mr.", "Mrs.", "Ms.", "Mandat signé")), closed=True)


@pytest.mark.parametrize(
    ("words", "word", "raw"),
    [
        (HUBSPOT, "REAL_ESTATE", "REAL_ESTATE"),
        (HUBSPOT, "Real Estate", "REAL_ESTATE"),
        (HUBSPOT, "real-estate", "REAL_ESTATE"),
        (HUBSPOT, "Immobilier", "REAL_ESTATE"),
        (HUBSPOT, "architecture and planning", "ARCHITECTURE_PLANNING"),
        (HUBSPOT, "Finance", "FINANCIAL_SERVICES"),
        (PIPEDRIVE, "REAL_ESTATE", "21"),
        (PIPEDRIVE, "21", "21"),
        (PIPEDRIVE, "FINANCIAL_SERVICES", "24"),
        (PIPEDRIVE, "Notaires", None),
        (PIPEDRIVE, "…", None),
        (BOTH, "FINANCIAL_SERVICES", "S"),
        (BOTH, "finance", "F"),
        (BOTH, "Services financiers", None),
        (COLLEAGUES, "jean martin", "7"),
        (COLLEAGUES, "7", None),
        (COLLEAGUES, " 7", None),
        (PEOPLE, "Mme", "Mrs."),
        (PEOPLE, "M.", "Mr."),
        (PEOPLE, "M. et Mme", None),
        (PEOPLE, "mandate_signed", "Mandat signé"),
    ],
)
def test_an_account_s_word_is_the_nearest_one_and_the_only_one_as_near(
    words: Words, word: str, raw: str | None
) -> None:
    assert words.raw_of(word) == raw
    assert words.can_hold(word) is (raw is not None)


def test_what_says_the_same_is_the_account_s_option_for_it() -> None:
    assert PIPEDRIVE.says("21", "REAL_ESTATE")
    assert not BOTH.says("S", "Finance"), "the account tells the two apart"
    assert not PIPEDRIVE.says(None, None)
    assert not PIPEDRIVE.says("21", None)


def test_what_is_no_option_yet_says_what_it_was_read_as() -> None:
    """Until it is one: then it says what the option says, and no id is a word."""
    assert PIPEDRIVE.says("99", "99")
    assert not PIPEDRIVE.says("99", "Finance")
    assert not Words(PIPEDRIVE.options, closed=False).says("99", "99"), "a list that takes any word is read anew"
    assert COLLEAGUES.says("9", "9")
    joined = NamedWords((*COLLEAGUES.options, Option("9", "Marie", "Marie")), closed=True)
    assert not joined.says("9", "9")
    assert joined.says("9", "Marie")


def test_an_open_list_takes_any_word() -> None:
    assert Words(HUBSPOT.options, closed=False).can_hold("Notaires")
    assert HUBSPOT.can_hold(None)


def test_two_options_that_are_one_word_written_otherwise_are_none_of_them() -> None:
    twice = Words((Option("a", "Bâtiment", "Bâtiment"), Option("b", "BATIMENT", "BATIMENT")), closed=True)
    assert twice.raw_of("bâtiment ") is None
    assert twice.raw_of("BATIMENT") == "b"


@pytest.mark.parametrize(
    ("word", "bare"), [("Étude_notariale", "etude notariale"), ("A & B", "a b"), ("A et B", "a b"), ("  ", "")]
)
def test_case_accents_and_what_stands_between_do_not_count(word: str, bare: str) -> None:
    assert folded(word) == bare


def test_a_plain_number_tells_amounts_in_one_currency() -> None:
    euros = OneCurrency((), closed=True, currency="EUR")
    assert euros.can_hold({"amount": "5", "currency": "EUR"})
    assert euros.can_hold("sur demande"), "what is no amount is the account's to refuse"
    assert not euros.can_hold({"amount": "5", "currency": "CHF"})


def test_a_field_of_several_words_lacks_each_that_has_no_option() -> None:
    options = (Option("1", "Vendeur", "Vendeur"), Option("2", "Prestige", "Prestige"))
    closed, open_ended = SeveralWords(options, closed=True), SeveralWords(options, closed=False)
    assert closed.lacking(["vendeur", "Bailleur", "Viager"]) == ["Bailleur", "Viager"]
    assert closed.lacking(None) == []
    assert closed.can_hold(["vendeur", "PRESTIGE"])
    assert not closed.can_hold(["Vendeur", "Bailleur"])
    assert open_ended.can_hold(["Bailleur"])
