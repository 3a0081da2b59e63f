from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import NORMALISERS, FieldType, Value, email_address, instant, is_number, phone_number
from tests.domain.kit import json_values, shaped, unhurried

CASES: list[tuple[FieldType, Any, Value]] = [
    (FieldType.TEXT, "  Duval ", "Duval"),
    (FieldType.TEXT, "a\r\nb\tc\x07d", "a b cd"),
    (FieldType.TEXT, "a\u2028b\u2029c\x85d\x0be\x0cf\rg\nh", "a b c d e f g h"),
    (FieldType.TEXT, "\x00Du\x00rand\x1c\x7f\x9f\u2028", "Durand"),
    (FieldType.TEXT, "\x00", None),
    (FieldType.TEXT, "Du\u202erand\u2066 \u200fZoé\u061c", "Durand Zoé"),
    (FieldType.TAGS, ["a\u202eb", "ab"], ["ab"]),
    (FieldType.TEXT, "espace\u00a0fine\u202f?", "espace\u00a0fine\u202f?"),
    (FieldType.CHOICE, "hot\u2028cold", "hot cold"),
    (FieldType.TEXT, "\n \t", None),
    (FieldType.TEXT, "e\u0301te\u0301", "été"),
    (FieldType.LONG_TEXT, "a  \r\nb\rc\x07\n\n", "a\nb\nc"),
    (FieldType.LONG_TEXT, "a\u2028b\u2029c\x85d\x0be\x0cf\r\n\rg\th\x00\x9f", "a\nb\nc\nd\ne\nf\n\ng\th"),
    (FieldType.LONG_TEXT, " \n ", None),
    (FieldType.LONG_TEXT, "\x85\u2028", None),
    (FieldType.INTEGER, "12", 12),
    (FieldType.INTEGER, "12.0", 12),
    (FieldType.INTEGER, "", None),
    (FieldType.DECIMAL, "112.50", "112.5"),
    (FieldType.DECIMAL, Decimal("1E+3"), "1000"),
    (FieldType.DECIMAL, -7, "-7"),
    (FieldType.DECIMAL, "-0.0", "0"),
    (FieldType.DECIMAL, "0." + "0" * 30, "0"),
    (FieldType.DECIMAL, "1." + "0" * 30, "1"),
    (FieldType.DECIMAL, "999999999999999", "999999999999999"),
    (FieldType.DECIMAL, "", None),
    (FieldType.MONEY, {"amount": "348000.00", "currency": "eur"}, {"amount": "348000", "currency": "EUR"}),
    (FieldType.MONEY, {"amount": 5}, {"amount": "5", "currency": "EUR"}),
    (FieldType.MONEY, {"amount": "", "currency": "EUR"}, None),
    (FieldType.BOOLEAN, False, False),
    (FieldType.DATE, "2026-11-20", "2026-11-20"),
    (FieldType.DATE, "", None),
    (FieldType.DATETIME, "2026-11-20T11:00:00.1239+01:00", "2026-11-20T10:00:00.123Z"),
    (FieldType.DATETIME, "", None),
    (FieldType.CHOICE, " hot ", "hot"),
    (FieldType.TAGS, ["vip", "Été", "VIP", "", None, "arbre"], ["arbre", "vip", "Été"]),
    (FieldType.TAGS, ["a\u2028b", "a b"], ["a b"]),
    (FieldType.TAGS, [], None),
    (FieldType.REFERENCES, ["b", "a", "b", "", None], ["a", "b"]),
    (FieldType.REFERENCES, [None], None),
    (FieldType.REFERENCE, " a ", "a"),
    (
        FieldType.CONSENT,
        {"state": "given", "at": "2026-11-20T10:00:00Z", "channel": "phone"},
        {"state": "given", "at": "2026-11-20T10:00:00.000Z", "channel": "phone", "proof": None},
    ),
    (
        FieldType.CONSENT,
        {"state": "given", "channel": " Salon de l'habitat "},
        {"state": "given", "at": None, "channel": "Salon de l'habitat", "proof": None},
    ),
    (FieldType.EMAILS, [{"value": " "}], None),
    (
        FieldType.PHONES,
        [{"value": "poste\u202812", "label": "a\x85b"}],
        [{"value": "poste 12", "label": "a b", "primary": True}],
    ),
    (
        FieldType.EMAILS,
        [
            {"value": "A@Example.fr"},
            {"value": "b@example.fr", "primary": True},
            {"value": "a@example.fr", "label": "x"},
        ],
        [
            {"value": "b@example.fr", "label": None, "primary": True},
            {"value": "a@example.fr", "label": "x", "primary": False},
        ],
    ),
    (
        FieldType.PHONES,
        [{"value": "06 12 34 56 78", "primary": True}, {"value": "+33 6 12 34 56 78"}, {"value": "poste 12"}],
        [
            {"value": "+33612345678", "label": None, "primary": True},
            {"value": "poste 12", "label": None, "primary": False},
        ],
    ),
]

REFUSED: list[tuple[FieldType, Any, str]] = [
    (FieldType.TEXT, 3, "value_not_text"),
    (FieldType.TEXT, "a\ud800", "value_not_text"),
    (FieldType.LONG_TEXT, ["a"], "value_not_text"),
    (FieldType.LONG_TEXT, "a\udfff", "value_not_text"),
    (FieldType.INTEGER, "1.5", "value_not_whole"),
    (FieldType.DECIMAL, 1.5, "value_not_number"),
    (FieldType.DECIMAL, True, "value_not_number"),
    (FieldType.DECIMAL, "abc", "value_not_number"),
    (FieldType.DECIMAL, "NaN", "value_not_number"),
    (FieldType.DECIMAL, "-Infinity", "value_not_number"),
    (FieldType.DECIMAL, "1234567890123456", "value_number_too_long"),
    (FieldType.DECIMAL, "1E+999999", "value_number_too_long"),
    (FieldType.DECIMAL, "1E-999999", "value_number_too_long"),
    (FieldType.DECIMAL, "1." + "0" * 30 + "1", "value_number_too_long"),
    (FieldType.MONEY, "12 EUR", "value_not_money"),
    (FieldType.MONEY, {"amount": "1", "currency": "euro"}, "value_not_currency"),
    (FieldType.MONEY, {"amount": "x"}, "value_not_number"),
    (FieldType.BOOLEAN, "oui", "value_not_boolean"),
    (FieldType.BOOLEAN, 1, "value_not_boolean"),
    (FieldType.DATE, "20/11/2026", "value_not_date"),
    (FieldType.DATETIME, "yesterday", "value_not_datetime"),
    (FieldType.DATETIME, "2026-11-20T10:00:00", "value_without_zone"),
    (FieldType.DATETIME, "0001-01-01T00:00:00+14:00", "value_not_datetime"),
    (FieldType.TAGS, "vip", "value_not_list"),
    (FieldType.TAGS, {"vip": True}, "value_not_list"),
    (FieldType.REFERENCES, 3, "value_not_list"),
    (FieldType.REFERENCES, [{"id": "a"}], "value_not_text"),
    (FieldType.EMAILS, ["a@example.fr"], "value_not_item"),
    (FieldType.EMAILS, [{"value": "a@"}], "value_not_email"),
    (FieldType.PHONES, [{"value": 612345678}], "value_not_text"),
    (FieldType.CONSENT, "given", "value_not_consent"),
    (FieldType.CONSENT, {"state": "perhaps"}, "value_not_consent"),
    (FieldType.CONSENT, {"state": ["given"]}, "value_not_consent"),
]


@pytest.mark.parametrize(("field_type", "given_value", "expected"), CASES)
def test_canonical_form(field_type: FieldType, given_value: Any, expected: Value) -> None:
    assert NORMALISERS[field_type](given_value) == expected


@pytest.mark.parametrize(("field_type", "given_value", "key"), REFUSED)
def test_what_does_not_fit_is_refused_by_name(field_type: FieldType, given_value: Any, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        NORMALISERS[field_type](given_value)
    assert caught.value.key == key


@pytest.mark.parametrize("field_type", FieldType)
def test_nothing_is_blank(field_type: FieldType) -> None:
    assert NORMALISERS[field_type](None) is None


@pytest.mark.parametrize("field_type", FieldType)
@unhurried
@given(data=st.data())
def test_any_json_has_one_canonical_form_or_is_refused(field_type: FieldType, data: st.DataObject) -> None:
    value = data.draw(json_values | shaped(field_type))
    normal = NORMALISERS[field_type]
    try:
        once = normal(value)
    except InvalidInput:
        return
    assert normal(once) == once
    assert json.loads(json.dumps(once, ensure_ascii=False).encode()) == once


def test_a_moment_may_be_a_datetime() -> None:
    moment = datetime(2026, 11, 20, 11, 0, 0, 5999, timezone(timedelta(hours=1)))
    assert instant(moment) == "2026-11-20T10:00:00.005Z"
    assert instant(datetime(7, 1, 1, tzinfo=timezone.utc)) == "0007-01-01T00:00:00.000Z"  # noqa: UP017 - as a caller may


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("06.12.34.56.78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+41 22 345 67 89", "+41223456789"),
        ("+33 1 23 45 67 89 ext. 12", "+33 1 23 45 67 89 ext. 12"),
        ("06 12", "06 12"),
        (" voir notes ", "voir notes"),
    ],
)
def test_a_phone_number_is_e164_or_stays_as_written(written: str, expected: str) -> None:
    assert phone_number(written) == expected


def test_an_address_is_lower_case() -> None:
    assert email_address(" Jean.Duval@Example.FR ") == "jean.duval@example.fr"


def test_why_an_address_is_refused_is_never_said_in_a_librarys_own_language() -> None:
    with pytest.raises(InvalidInput) as caught:
        email_address("foo@bar")
    assert caught.value.data == {"value": "foo@bar"}


@pytest.mark.parametrize(
    ("text", "known"), [("90", True), ("-1.5", True), ("environ 90", False), ("1.", False), ("", False)]
)
def test_a_number_is_told_from_words(text: str, known: bool) -> None:
    assert is_number(text) is known


_SORTS = st.sampled_from([*"ab \t\n\r\v\f\x00\x1c\x1f\x7f\x85\x9f\u00a0\u2028\u2029", "e\u0301", "\r\n", "Šž"])


@unhurried
@given(st.lists(_SORTS, max_size=8).map("".join))
def test_no_line_end_or_control_survives(written: str) -> None:
    line, lines = NORMALISERS[FieldType.TEXT](written), NORMALISERS[FieldType.LONG_TEXT](written)
    assert len((line or "").splitlines()) <= 1
    assert (lines or "").splitlines() == ((lines or "").split("\n") if lines else [])
    assert not any(unicodedata.category(each) == "Cc" for each in line or "")
    assert {each for each in lines or "" if unicodedata.category(each) == "Cc"} <= {"\n", "\t"}


@pytest.mark.parametrize("canonical", [NORMALISERS[FieldType.TEXT], NORMALISERS[FieldType.LONG_TEXT]])
def test_marks_stacked_without_end_take_no_longer_than_other_text(canonical: Callable[[Value], Value]) -> None:
    stacked = "e" + "\u0301\u0316" * 200_000
    kept = canonical(stacked)
    assert kept == unicodedata.normalize("NFC", "e" + "\u0301\u0316" * 15)
    assert canonical("e\u0301" * 3_000) == "\u00e9" * 3_000
    assert canonical("e" + "\u0301\u0316" * 40) == unicodedata.normalize("NFC", "e" + "\u0301\u0316" * 40)
