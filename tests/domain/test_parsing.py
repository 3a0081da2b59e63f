from __future__ import annotations

import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.values import FieldType, Value
from tests.domain.kit import unhurried

PARIS = ZoneInfo("Europe/Paris")
SPECS: dict[FieldType, FieldSpec] = {
    field_type: FieldSpec("it", field_type) for field_type in FieldType if field_type is not FieldType.CHOICE
}
SPECS[FieldType.CHOICE] = CATALOGUE[Kind.LEAD]["horizon"]


def typed(field_type: FieldType, text: str) -> Value:
    return parse_typed(SPECS[field_type], text, zone=PARIS)


@pytest.mark.parametrize(
    ("field_type", "text", "expected"),
    [
        (FieldType.TEXT, " Duval ", "Duval"),
        (FieldType.LONG_TEXT, "a\r\nb", "a\nb"),
        (FieldType.REFERENCE, "01ARYZ6S41", "01ARYZ6S41"),
        (FieldType.CHOICE, "3_to_6", "3_to_6"),
        (FieldType.INTEGER, "1 200", 1200),
        (FieldType.INTEGER, "12,0", 12),
        (FieldType.DECIMAL, "112,5", "112.5"),
        (FieldType.DECIMAL, "112.5", "112.5"),
        (FieldType.DECIMAL, "1 234,50", "1234.5"),
        (FieldType.DECIMAL, "1\u202f234\u00a0567,5", "1234567.5"),
        (FieldType.DECIMAL, "1.234,50", "1234.5"),
        (FieldType.DECIMAL, "1,234.50", "1234.5"),
        (FieldType.DECIMAL, "1'234.50", "1234.5"),
        (FieldType.DECIMAL, "-3", "-3"),
        (FieldType.MONEY, "348 000 €", {"amount": "348000", "currency": "EUR"}),
        (FieldType.MONEY, "€348,000.50", {"amount": "348000.5", "currency": "EUR"}),
        (FieldType.MONEY, "$12", {"amount": "12", "currency": "USD"}),
        (FieldType.MONEY, "12 CHF", {"amount": "12", "currency": "CHF"}),
        (FieldType.MONEY, "12,5 gbp", {"amount": "12.5", "currency": "GBP"}),
        (FieldType.MONEY, "12", {"amount": "12", "currency": "EUR"}),
        (FieldType.BOOLEAN, "Oui", True),
        (FieldType.BOOLEAN, "yes", True),
        (FieldType.BOOLEAN, "non", False),
        (FieldType.BOOLEAN, "FAUX", False),
        (FieldType.DATE, "12/11/2026", "2026-11-12"),
        (FieldType.DATE, "1.2.2026", "2026-02-01"),
        (FieldType.DATE, "2026-11-12", "2026-11-12"),
        (FieldType.DATETIME, "12/11/2026 9h05", "2026-11-12T08:05:00.000Z"),
        (FieldType.DATETIME, "12/07/2026 14h", "2026-07-12T12:00:00.000Z"),
        (FieldType.DATETIME, "2026-11-12 09:14", "2026-11-12T08:14:00.000Z"),
        (FieldType.DATETIME, "12/11/2026", "2026-11-11T23:00:00.000Z"),
        (FieldType.DATETIME, "2026-11-12T09:14", "2026-11-12T08:14:00.000Z"),
        (FieldType.DATETIME, "12/11/2026 à 9 h 05", "2026-11-12T08:05:00.000Z"),
        (FieldType.DATETIME, "12-07-2026", "2026-07-11T22:00:00.000Z"),
        (FieldType.DATETIME, "12/11/2026 09:14:30", "2026-11-12T08:14:30.000Z"),
        (FieldType.DATETIME, "2026-11-12T09:14:00Z", "2026-11-12T09:14:00.000Z"),
        (FieldType.DATETIME, "2026-11-12 09:14:00+02:00", "2026-11-12T07:14:00.000Z"),
        (FieldType.TAGS, "vip; vue mer,, VIP", ["vip", "vue mer"]),
        (FieldType.TAGS, '"Nantes, centre", vip', ["Nantes, centre", "vip"]),
        (FieldType.REFERENCES, "b, a", ["a", "b"]),
        (
            FieldType.EMAILS,
            "A@example.fr; b@example.fr",
            [
                {"value": "a@example.fr", "label": None, "primary": True},
                {"value": "b@example.fr", "label": None, "primary": False},
            ],
        ),
        (FieldType.PHONES, "06 12 34 56 78", [{"value": "+33612345678", "label": None, "primary": True}]),
        (FieldType.CONSENT, "given / phone", {"state": "given", "at": None, "channel": "phone", "proof": None}),
        (FieldType.CONSENT, "refused", {"state": "refused", "at": None, "channel": None, "proof": None}),
    ],
)
def test_french_and_english_habits(field_type: FieldType, text: str, expected: Any) -> None:
    assert typed(field_type, text) == expected


@pytest.mark.parametrize(
    ("field_type", "text", "expected"),
    [
        (FieldType.DECIMAL, "348,000", "348000"),
        (FieldType.DECIMAL, "-1,234,567", "-1234567"),
        (FieldType.DECIMAL, "1,234.5", "1234.5"),
        (FieldType.DECIMAL, "112,5", "112.5"),
        (FieldType.DECIMAL, "0,500", "0.5"),
        (FieldType.DECIMAL, "1234,567", "1234.567"),
        (FieldType.INTEGER, "1,200", 1200),
        (FieldType.MONEY, "€348,000", {"amount": "348000", "currency": "EUR"}),
        (FieldType.MONEY, "348,000 CHF", {"amount": "348000", "currency": "CHF"}),
    ],
)
def test_a_comma_before_three_digits_sets_thousands_apart_in_english(
    field_type: FieldType, text: str, expected: Any
) -> None:
    assert parse_typed(SPECS[field_type], text, comma_groups=True) == expected


def test_without_english_a_comma_is_the_decimal_sign() -> None:
    assert typed(FieldType.DECIMAL, "348,000") == "348"


def test_an_amount_without_currency_takes_the_one_of_the_agency() -> None:
    assert parse_typed(SPECS[FieldType.MONEY], "12", currency="CHF") == {"amount": "12", "currency": "CHF"}


@pytest.mark.parametrize(
    ("field_type", "text", "key"),
    [
        (FieldType.CHOICE, "soon", "value_not_an_option"),
        (FieldType.TEXT, "x" * 256, "value_too_long"),
        (FieldType.INTEGER, "1,5", "value_not_whole"),
        (FieldType.DECIMAL, "a lot", "value_not_number"),
        (FieldType.DECIMAL, "1.234.567", "value_not_number"),
        (FieldType.MONEY, "12 euro", "value_not_number"),
        (FieldType.MONEY, "cher", "value_not_number"),
        (FieldType.BOOLEAN, "peut-être", "value_not_boolean"),
        (FieldType.DATE, "31/02/2026", "value_not_date"),
        (FieldType.DATE, "11/31/2026", "value_not_date"),
        (FieldType.DATETIME, "12/11/2026 25h", "value_not_datetime"),
        (FieldType.DATETIME, "31/02/2026 9h", "value_not_datetime"),
        (FieldType.DATETIME, "31/12/9999 at noon", "value_not_datetime"),
        (FieldType.DATETIME, "9999-12-31T23:59-14:00", "value_not_datetime"),
        (FieldType.DATETIME, "soon", "value_not_datetime"),
        (FieldType.EMAILS, "a@example.fr, b@", "value_not_email"),
        (FieldType.CONSENT, "perhaps", "value_not_consent"),
    ],
)
def test_what_cannot_be_read_names_the_field(field_type: FieldType, text: str, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        typed(field_type, text)
    assert (caught.value.key, caught.value.data["field"]) == (key, SPECS[field_type].name)


@pytest.mark.parametrize("field_type", [FieldType.MONEY, FieldType.DECIMAL, FieldType.INTEGER])
def test_what_is_no_number_is_quoted_as_it_was_typed(field_type: FieldType) -> None:
    with pytest.raises(InvalidInput) as caught:
        typed(field_type, " deux cent mille ")
    assert caught.value.data["value"] == "deux cent mille"


def test_a_moment_without_a_zone_is_one_on_this_computers_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    winter = parse_typed(SPECS[FieldType.DATETIME], "12/11/2026 9h05")
    summer = parse_typed(SPECS[FieldType.DATETIME], "2026-07-12T09:05")
    monkeypatch.undo()
    time.tzset()
    assert (winter, summer) == ("2026-11-12T08:05:00.000Z", "2026-07-12T07:05:00.000Z")


@pytest.mark.parametrize("field_type", FieldType)
def test_blank_text_is_blank(field_type: FieldType) -> None:
    assert typed(field_type, " \u00a0\n") is None


fragments = st.lists(
    st.sampled_from(
        ["12", "/", ":", "h", " ", "T", "-", ".", ",", "€", "eur", "+", "2026", "0001", "@", ";", "Z", "'", "\u0661"]
    )
    | st.text(st.characters(), max_size=3),
    max_size=8,
).map("".join)


@pytest.mark.parametrize("field_type", FieldType)
@unhurried
@given(text=fragments)
def test_any_text_is_canonical_or_refused_with_the_field(field_type: FieldType, text: str) -> None:
    spec = SPECS[field_type]
    try:
        value = typed(field_type, text)
    except InvalidInput as error:
        named = error.data["field"]
    else:
        named = spec.name
        assert spec.canonical(value) == value
    assert named == spec.name


@unhurried
@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_a_number_reads_the_same_in_both_habits(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    french = english.replace(",", "\u202f").replace(".", ",")
    german = english.translate(str.maketrans(",.", ".,"))
    assert typed(FieldType.DECIMAL, english) == typed(FieldType.DECIMAL, french) == typed(FieldType.DECIMAL, german)
