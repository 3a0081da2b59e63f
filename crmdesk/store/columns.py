"""Fields and columns: how canonical values are written to a record table and read back, without loss."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

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


def load(text: str | bytes | None) -> Value:
    """The value of a JSON text; None stays None."""
    return None if text is None else orjson.loads(text)


def to_columns(kind: Kind, values: Fields) -> Row:
    """The columns that hold ``values`` (only those fields), with the derived columns that depend on them."""
    row: Row = {}
    for name, value in values.items():
        _WRITERS[CATALOGUE[kind][name].type](row, name, value)
    if kind in PERSON_KINDS:
        if "emails" in values:
            row["email"] = primary(values["emails"])
        if "phones" in values:
            row["phone"] = primary(values["phones"])
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
    # Twice, because either step can undo the other: a mathematical A becomes a capital, a capital İ an i with a dot.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def primary(items: Value) -> str | None:
    """The value of the primary item of a list, or None."""
    return items[0]["value"] if items else None


NAME_FIELDS = frozenset({"salutation", "first_name", "last_name", "emails", "phones", "name", "subject", "body"})
"""Fields that the sort name depends on."""


def _write_plain(row: Row, name: str, value: Value) -> None:
    row[name] = value


def _write_json(row: Row, name: str, value: Value) -> None:
    row[name] = None if value is None else dump(value)


def _write_number(row: Row, name: str, value: Value) -> None:
    row[name] = _number(value)


def _write_money(row: Row, name: str, value: Value) -> None:
    row[name] = None if value is None else _number(value["amount"])
    row[f"{name}_currency"] = None if value is None else value["currency"]


def _write_boolean(row: Row, name: str, value: Value) -> None:
    row[name] = None if value is None else int(value)


def _number(value: str | None) -> int | float | None:
    if value is None:
        return None
    return float(value) if "." in value else int(value)


def _decimal(number: float | None) -> str | None:
    if number is None:
        return None
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
    return None if value is None else bool(value)


_WRITERS: dict[FieldType, Callable[[Row, str, Value], None]] = {
    **dict.fromkeys(FieldType, _write_plain),
    **dict.fromkeys(_JSON_TYPES, _write_json),
    FieldType.DECIMAL: _write_number,
    FieldType.MONEY: _write_money,
    FieldType.BOOLEAN: _write_boolean,
}
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
