"""What goes a short way because a first pull has millions of it comes out as it would the long way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain import values
from crmdesk.domain.errors import InvalidInput

_PARTS = st.sampled_from(
    ["a", "b2", "-", "--", ".", "..", "+", "_", " ", "é", "xn--", "M", "1", "example", "com", "fr"]
)
_ENDINGS = st.sampled_from(["fr", "com", "c", "museum", "1", "xn--p1ai", *SPECIAL_USE_DOMAIN_NAMES])
_ADDRESSES = st.tuples(st.lists(_PARTS, max_size=5), st.lists(_PARTS, max_size=4), _ENDINGS).map(
    lambda drawn: f"{''.join(drawn[0])}@{''.join(drawn[1])}.{drawn[2]}"
)


def _by_the_library(address: str) -> str | None:
    try:
        found = validate_email(address.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


def _ours(address: str) -> str | None:
    try:
        return values.email_address(address)
    except InvalidInput:
        return None


@given(address=_ADDRESSES)
def test_an_address_is_what_the_library_says(address: str) -> None:
    assert _ours(address) == _by_the_library(address)


@pytest.mark.parametrize("ending", SPECIAL_USE_DOMAIN_NAMES)
def test_a_special_domain_is_left_to_the_library(ending: str) -> None:
    address = f"marie.durand@agence.{ending}"
    assert _ours(address) == _by_the_library(address)


@pytest.mark.parametrize("local", ["m", "m" * 51, "m" * 52, "m" * 64, "m" * 65])
def test_a_long_address_is_left_to_the_library(local: str) -> None:
    address = f"{local}@example.fr"
    assert _ours(address) == _by_the_library(address)


@given(number=st.integers(-(10**17), 10**17))
def test_a_whole_number_stays_as_it_is_written(number: int) -> None:
    try:
        found = values.decimal(str(number))
    except InvalidInput:
        found = None
    digits = str(abs(number)).rstrip("0")
    assert found == (str(number) if abs(number) < 10**16 and len(digits) <= values.MAX_DIGITS else None)


@pytest.mark.parametrize("written", ["007", "-0", "+5", "1e3", "12.50", " 12", "٣"])
def test_any_other_number_goes_the_long_way(written: str) -> None:
    assert values.decimal(written) == format(Decimal(written).normalize(), "f").replace("-0", "0")


@given(text=st.text(st.characters(codec="ascii")))
def test_a_plain_text_is_only_stripped(text: str) -> None:
    found = values.text(text)
    assert found == (text.strip() or None) if text.isprintable() else found == values.text(found)
