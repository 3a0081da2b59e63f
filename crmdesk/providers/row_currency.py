"""Amounts of rows that name their currency: an account of several has a field for it in every row. Nothing is converted.

Of a row with several amounts all are in that one currency: another one would make the others mean something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from crmdesk.providers.base import Create, Raw, RemoteProperty, Update
from crmdesk.providers.codecs import Money
from crmdesk.providers.places import Form, Line, One, Several
from crmdesk.providers.slots import MoneyWithCurrency, held

Item = TypeVar("Item", bound=Create | Update)

AMOUNT = "currency"
"""The type of a property that is an amount in the currency of its row."""


@dataclass(frozen=True, slots=True)
class Shared(Several):
    """An amount beside the currency that all amounts of its row share.

    ``usual`` is the account's: what a row that names none is in. ``offered`` are those that a new row may be in; empty: any.
    """

    usual: str = ""
    offered: frozenset[str] = frozenset()

    def named(self, raw: Raw) -> str | None:
        """The currency that is named beside an amount."""
        return held(raw, self.several)[self.several[-1]]

    def blank(self, currency: str | None) -> Raw:
        """No amount, in a row of that currency."""
        return None if currency is None else {**dict.fromkeys(self.several), self.several[-1]: currency}


def amount(
    field: str,
    name: str,
    code: str,
    currency: str,
    properties: Mapping[str, RemoteProperty],
    *,
    alone: bool = False,
) -> Line:
    """The line of the amount in a property: in the currency that the property ``code`` of its row names, where there is one.

    ``alone``: no other amount of the row is in it, so that it may be changed along with this one.
    """
    if code not in properties:
        return Line(field, One(name, Form.NUMBER), Money(currency))
    codec = MoneyWithCurrency(name, code, currency, named=True)
    both, forms, options = (name, code), {name: Form.NUMBER}, properties[code].options
    if alone:
        return Line(field, Several(both, forms), codec)
    # A list that lacks the account's own currency calls them by other words than rows do.
    offered = frozenset(options if currency in options else ())
    return Line(field, Shared(both, forms, currency, offered), codec)


def in_row(line: Line, held: RemoteProperty, code: str, properties: Mapping[str, RemoteProperty]) -> Line:
    """A line that a person pointed to a property: in the currency of its row where that is an amount in it."""
    if not isinstance(line.codec, Money) or held.type != AMOUNT:
        return line
    found = amount(line.field, held.name, code, line.codec.currency, properties)
    writable = line.writable and all(properties[name].writable for name in found.place.names)
    return replace(line, place=found.place, codec=found.codec, writable=writable)


def in_one_currency(lines: Mapping[str, Line], item: Item) -> Item:
    """A write with every amount in the currency of its row; for one in another currency stands what the row holds.

    A new row is in the currency of its first amount. The rest of the row goes out all the same.
    """
    expected: Mapping[str, Raw] | None = item.expected if isinstance(item, Update) else None
    fields, currency = dict(item.fields), None
    for name, raw in item.fields.items():
        place = lines[name].place if name in lines else None
        if not isinstance(place, Shared) or (said := place.named(raw)) is None:
            continue
        if expected is not None:
            currency = place.named(expected.get(name)) or place.usual
        elif currency is None and (said in place.offered or not place.offered):
            currency = said
        if said != currency:
            fields[name] = place.blank(currency) if expected is None else expected.get(name)
    return replace(item, fields=fields)
