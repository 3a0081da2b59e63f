"""Amounts of rows that name their currency, where they live in another field than usual, and where rows named none before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers import places
from crmdesk.providers.base import RemoteProperty, Schema
from crmdesk.providers.hubspot import places as hubspot_places
from crmdesk.providers.places import Line
from crmdesk.providers.salesforce import mapping as salesforce
from crmdesk.providers.zoho import mapping as zoho

BOTH = ("Amount", "Currency")


def salesforce_lines(schema: Schema, mapping: FieldMapping) -> list[Line]:
    return list(salesforce.lines_of("Lead", schema, "EUR", mapping)[Kind.LEAD])


def zoho_lines(schema: Schema, mapping: FieldMapping) -> list[Line]:
    return zoho.lines_of("Leads", schema, "EUR", mapping)


@pytest.mark.parametrize(
    ("lines_of", "table", "code"),
    [(salesforce_lines, "Lead", "CurrencyIsoCode"), (zoho_lines, "Leads", "Currency")],
)
@pytest.mark.parametrize(
    ("type", "several", "locked", "expected"),
    [
        ("currency", True, False, (True, True)),
        ("currency", True, True, (True, False)),
        ("currency", False, False, (False, True)),
        ("double", True, False, (False, True)),
    ],
)
def test_an_amount_that_a_person_pointed_elsewhere_is_in_the_currency_of_its_row(
    lines_of: Callable[[Schema, FieldMapping], list[Line]],
    table: str,
    code: str,
    type: str,
    expected: tuple[bool, bool],
    *,
    several: bool,
    locked: bool,
) -> None:
    """Where that field is one of amounts; a plain number is in the account's, as everything is in an account of one currency."""
    properties = {"Net": RemoteProperty("Net", "Net", type, custom=FieldType.DECIMAL)}
    properties |= {code: RemoteProperty(code, code, "picklist", writable=not locked)} if several else {}
    mapping = FieldMapping({table: {Kind.LEAD: {"estimate": Choice("Net")}}})
    (line,) = (one for one in lines_of(Schema({table: properties}), mapping) if one.field == "estimate")
    shared, writable = expected
    assert (line.place.names, line.writable) == (("Net", code) if shared else ("Net",), writable)
    assert line.codec.decode({"Net": "5", code: "USD"} if shared else "5") == {
        "amount": "5",
        "currency": "USD" if shared else "EUR",
    }


@pytest.mark.parametrize(
    "write",
    [places.Several(BOTH).write, hubspot_places.Several(BOTH).write],
    ids=["places", "hubspot"],
)
def test_what_was_agreed_on_as_one_value_is_that_of_the_first_property(write: Callable[..., Any]) -> None:
    """As ``slots`` reads it: rows of the account named no currency until then."""
    assert write({"Amount": "7", "Currency": None}, "5") == {"Amount": "7"}
    assert write({"Amount": "5", "Currency": None}, "5") == {}
