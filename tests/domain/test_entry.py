"""What a person types is asked to make sense; what an account wrote may stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.entry import check_entry, is_phone_number, join, split
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from tests.domain.kit import unhurried

LEAD = CATALOGUE[Kind.LEAD]


def phones(*numbers: str) -> Value:
    return LEAD["phones"].canonical([{"value": number} for number in numbers])


def consent(channel: str | None) -> Value:
    return LEAD["consent_phone"].canonical({"state": "given", "channel": channel})


@pytest.mark.parametrize(
    "written",
    [
        "+33612345678",
        "06 12 34 56 78",
        "0612345678 poste 12",
        "+33 1 23 45 67 89 ext. 12",
        "+41 22 345 67 89",
        "3939",
        "118 218",
    ],
)
def test_a_number_that_can_be_called(written: str) -> None:
    assert is_phone_number(written)


@pytest.mark.parametrize(
    "written",
    ["abc", "06 12", "call 0612345678", "voir notes", "+", "1", "0", "++33", "12345678901234567890", "()"],
)
def test_a_text_that_is_no_number(written: str) -> None:
    assert not is_phone_number(written)


@pytest.mark.parametrize(
    ("field", "value", "key", "shown"),
    [
        ("phones", phones("06 12 34 56 78", "abc"), "value_not_phone", "abc"),
        ("status", "perhaps", "value_not_an_option", "perhaps"),
        ("consent_phone", consent("pigeon"), "value_not_consent_channel", "pigeon"),
    ],
)
def test_what_nobody_types_on_purpose_names_field_and_value(field: str, value: Value, key: str, shown: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_entry(LEAD[field], value)
    assert (caught.value.key, caught.value.data["field"], caught.value.data["value"]) == (key, field, shown)


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        ("phones", phones("abc", "06 12 34 56 78"), phones("abc")),
        ("phones", phones("3939"), None),
        ("status", "perhaps", "perhaps"),
        ("status", "new", None),
        ("horizon", "3_to_6", None),
        ("consent_phone", consent("pigeon") | {"state": "refused"}, consent("pigeon")),
        ("consent_phone", consent("phone"), None),
        ("consent_phone", consent(None), None),
        ("last_name", "anything", None),
        ("phones", None, None),
    ],
)
def test_what_is_held_already_may_stay(field: str, value: Value, held: Value) -> None:
    check_entry(LEAD[field], value, held=(held,))


def test_an_accounts_word_for_one_of_ours_is_not_told_twice() -> None:
    with pytest.raises(InvalidInput) as caught:
        check_entry(LEAD["status"], "perhaps", known=lambda: dict.fromkeys(("NEW", "new", "OPEN_DEAL"), "Open deal"))
    assert str(caught.value.data["options"]).endswith("lost, OPEN_DEAL")
    assert "NEW" not in caught.value.data["options"]


def test_an_accounts_own_word_is_taken_and_offered() -> None:
    check_entry(LEAD["status"], "OPEN_DEAL", known=lambda: {"OPEN_DEAL": "Open deal"})
    with pytest.raises(InvalidInput) as caught:
        check_entry(LEAD["rating"], "tepid", known=lambda: {"warm": "Warm", "boiling": "Boiling"})
    assert caught.value.data["options"] == "hot, warm, cold, boiling"


def test_several_texts_stand_in_one_line() -> None:
    line = join(["Nantes, centre", "vue mer", 'dit "le Port"', "a;b"])
    assert line == '"Nantes, centre", vue mer, "dit ""le Port""", "a;b"'
    assert split(line) == ["Nantes, centre", "vue mer", 'dit "le Port"', "a;b"]


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("", []),
        (" , ;", []),
        ("vip; vue mer,, VIP", ["vip", "vue mer", "VIP"]),
        ('"Nantes, centre', ['"Nantes', "centre"]),
        ('a "b" c', ['a "b" c']),
        ('""', []),
    ],
)
def test_a_line_is_read_as_a_person_means_it(line: str, texts: list[str]) -> None:
    assert split(line) == texts


@unhurried
@given(st.lists(st.text(st.sampled_from('ab ,;"'), min_size=1).map(str.strip).filter(bool)))
def test_a_line_gives_back_the_texts_it_was_made_of(texts: list[str]) -> None:
    assert split(join(texts)) == texts


DEAL, COMPANY = CATALOGUE[Kind.DEAL], CATALOGUE[Kind.COMPANY]


@pytest.mark.parametrize(
    ("spec", "value", "key"),
    [
        (LEAD["asking_price"], {"amount": "-5", "currency": "EUR"}, "value_negative"),
        (LEAD["property_surface_m2"], "-0.5", "value_negative"),
        (LEAD["property_rooms"], "-3", "value_negative"),
        (LEAD["property_rooms"], "3.7", "value_not_whole"),
        (COMPANY["employees"], -1, "value_negative"),
        (DEAL["probability"], "-1", "value_not_percentage"),
        (DEAL["probability"], "100.5", "value_not_percentage"),
    ],
)
def test_a_number_that_makes_no_sense(spec: FieldSpec, value: Value, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_entry(spec, value)
    assert (caught.value.key, caught.value.data["field"]) == (key, spec.name)
    check_entry(spec, value, held=[value])


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (LEAD["asking_price"], {"amount": "0", "currency": "EUR"}),
        (LEAD["property_surface_m2"], "80.5"),
        (LEAD["property_rooms"], "4"),
        (LEAD["property_rooms"], "4.0"),
        (COMPANY["employees"], 0),
        (DEAL["probability"], "100"),
        (DEAL["amount"], {"amount": "-5", "currency": "EUR"}),
    ],
)
def test_a_number_that_does(spec: FieldSpec, value: Value) -> None:
    check_entry(spec, value)
