"""What a text asks the accounts for."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.lookup import Address, address_of, is_address


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        (" Claire.Durand@Example.fr ", Address(email="claire.durand@example.fr")),
        ("06 12 34 56 78", Address(phone="+33612345678")),
        ("+33 6.12.34.56.78", Address(phone="+33612345678")),
        ("0612345678@example.fr", Address(email="0612345678@example.fr")),
    ],
)
def test_an_address_or_a_number_is_known(text: str, sought: Address) -> None:
    assert address_of(text) == sought
    assert is_address(text)


@pytest.mark.parametrize("text", ["", "Kerbrat", "12 rue Crébillon", "44000", "T4 de 120000 euros", "claire@"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        address_of(text)
    assert (refused.value.key, refused.value.data["value"]) == ("address_unusable", text)
    assert not is_address(text)
