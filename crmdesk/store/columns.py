"""Fields and columns: how canonical values are written to a record table and read back, without loss."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any, TypeAlias

import orjson

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec, display_name
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import Fields, FieldType, Value

Row = dict[str, Any]

_JSON_TYPES = frozenset(
    {FieldType.TAGS, FieldType.EMAILS, FieldType.PHONES, FieldType.REFERENCES, FieldType.CONSENT},
)


def dump(value: Value) -> str:
    """JSON text with sorted keys: the same value always gives the same text."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def dump_in_order(value: Value) -> str:
    """JSON text that keeps the order of what it names, for what an account lists in an order of its own."""
    return orjson.dumps(value).decode()


def load(text: str | bytes | None) -> Value:
    """The value of a JSON text; None stays None."""
    return None if text is None else orjson.loads(text)


def to_columns(kind: Kind, values: Fields) -> Row:
    """The columns that hold ``values`` (only those fields), with the derived columns that depend on them."""
    cells = _cells(kind)
    return {
        column: value if write is None or value is None else write(value)
        for name, value in values.items()
        for column, write in cells[name]
    }


@cache
def columns_of(kind: Kind) -> tuple[str, ...]:
    """The columns that hold the fields of a kind, in the order of ``to_row``."""
    return tuple(column for cells in _cells(kind).values() for column, _ in cells)


def to_row(kind: Kind, values: Fields) -> list[Any]:
    """The columns that hold all fields of a kind, as ``columns_of`` names them."""
    pluck, converted = _row_cells(kind)
    row = list(pluck(values))
    for position, write in converted:
        if row[position] is not None:
            row[position] = write(row[position])
    return row


def to_fields(kind: Kind, row: Mapping[Any, Any]) -> dict[str, Value]:
    """All fields of a row, in catalogue order; blank ones are None."""
    return {name: reader(row, name) for name, reader in _readers(kind)}


def sort_name(kind: Kind, values: Fields) -> str:
    """The text by which a list sorts: last name first, without accents and case."""
    if kind in PERSON_KINDS and (values.get("last_name") or values.get("first_name")):
        name = " ".join(part for part in (values.get("last_name"), values.get("first_name")) if part)
    else:
        name = display_name(kind, values)
    return fold(name)


def fold(text: str) -> str:
    """``text`` in lower case without accents, as searches and sorting see it."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = _ACCENTS.sub("", decomposed)
    if bare.isascii():
        return bare.lower()  # what nearly every name of a first pull is: the long way gives the same
    # Twice, because either step can undo the other: a mathematical A becomes a capital, a capital İ an i with a dot.
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_ACCENTS = re.compile("[\u0300-\u0344\u0346-\u034e\u0350-\u036f]+")
"""Combining marks that nothing else is made of: U+0345 folds to a letter, U+034F combines with nothing."""


def primary(items: Value) -> str | None:
    """The value of the primary item of a list, or None."""
    return items[0]["value"] if items else None


NAME_FIELDS = frozenset({"salutation", "first_name", "last_name", "emails", "phones", "name", "subject", "body"})
"""Fields that the sort name depends on."""


_EXACT = re.compile(r"-?[0-9]{1,15}|-?(?=[0-9.]{3,16}$)[0-9]+\.[0-9]+")
"""Numbers that a column keeps digit by digit: fifteen of them fit a float."""


def _number(value: str) -> int | float | str:
    """The number to store; what an account holds instead of one stays text."""
    if not _EXACT.fullmatch(value):
        return value
    return float(value) if "." in value else int(value)


def _truth(value: bool | str) -> int | str:
    return value if isinstance(value, str) else int(value)


def _amount(value: Mapping[str, str]) -> int | float | str:
    return _number(value["amount"])


def _currency(value: Mapping[str, str]) -> str:
    return value["currency"]


def _decimal(number: float | str | None) -> str | None:
    if number is None or isinstance(number, str):
        return number
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    text = repr(number)
    return format(Decimal(text), "f") if "e" in text else text


def _read_plain(row: Mapping[Any, Any], name: str) -> Value:
    return row[name]


def _read_json(row: Mapping[Any, Any], name: str) -> Value:
    return load(row[name])


def _read_number(row: Mapping[Any, Any], name: str) -> Value:
    return _decimal(row[name])


def _read_money(row: Mapping[Any, Any], name: str) -> Value:
    amount = _decimal(row[name])
    return None if amount is None else {"amount": amount, "currency": row[f"{name}_currency"]}


def _read_boolean(row: Mapping[Any, Any], name: str) -> Value:
    value = row[name]
    return value if value is None or isinstance(value, str) else bool(value)


_WRITERS: dict[FieldType, Callable[[Any], Any]] = {
    **dict.fromkeys(_JSON_TYPES, dump),
    FieldType.DECIMAL: _number,
    FieldType.BOOLEAN: _truth,
}
"""How values that are not blank are written; all others are written as they are."""

_Cell: TypeAlias = tuple[str, Callable[[Any], Any] | None]


@cache
def _cells(kind: Kind) -> Mapping[str, tuple[_Cell, ...]]:
    """Field → the columns that it fills, each with how."""
    cells: dict[str, tuple[_Cell, ...]] = {}
    for spec in CATALOGUE[kind].values():
        cells[spec.name] = ((spec.name, _WRITERS.get(spec.type)),)
        if spec.type is FieldType.MONEY:
            cells[spec.name] = ((spec.name, _amount), (f"{spec.name}_currency", _currency))
    if kind in PERSON_KINDS:
        cells["emails"] += (("email", primary),)
        cells["phones"] += (("phone", primary),)
    return cells


@cache
def _row_cells(kind: Kind) -> tuple[Callable[[Fields], tuple[Any, ...]], tuple[tuple[int, Callable[[Any], Any]], ...]]:
    """What plucks the value of every column from the fields, and the positions whose values have to be converted."""
    cells = [(name, write) for name, cells in _cells(kind).items() for _, write in cells]
    converted = tuple((position, write) for position, (_, write) in enumerate(cells) if write is not None)
    return itemgetter(*(name for name, _ in cells)), converted


_READERS: dict[FieldType, Callable[[Mapping[Any, Any], str], Value]] = {
    **dict.fromkeys(FieldType, _read_plain),
    **dict.fromkeys(_JSON_TYPES, _read_json),
    FieldType.DECIMAL: _read_number,
    FieldType.MONEY: _read_money,
    FieldType.BOOLEAN: _read_boolean,
}


@cache
def _readers(kind: Kind) -> tuple[tuple[str, Callable[[Mapping[Any, Any], str], Value]], ...]:
    return tuple((spec.name, _READERS[spec.type]) for spec in _specs(kind))


def _specs(kind: Kind) -> list[FieldSpec]:
    return list(CATALOGUE[kind].values())
