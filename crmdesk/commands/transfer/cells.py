"""Values as cells of a file: one text that a person can read, from which the same value is read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.entry import join, split
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.values import FieldType, Value, is_number, phone_number

Cell = str | int | float
"""A cell as it is written: numbers where a spreadsheet may count with them, text for everything else."""

HOME_CURRENCY = "EUR"
"""Amounts in this currency are plain numbers; others carry their code (``348000 CHF``)."""

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r]")
"""What a spreadsheet takes for a formula (OWASP, CSV injection), leading spaces or not, or what we marked as none."""

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_FRENCH_LENGTH = len("+33639980236")
_DIGITS = 15
"""How many digits the numbers of a spreadsheet hold (IEEE 754, double): a longer one stays the text that it is."""


def written(spec: FieldSpec, value: Value) -> Cell:
    """The cell of a canonical value; empty for None."""
    if value is None:
        return ""
    writer = _WRITERS.get(spec.type)
    return str(value) if writer is None else writer(value)


def read(spec: FieldSpec, text: str, present: Value = None) -> Value:
    """The canonical value of a cell's text, None for an empty one. Raises InvalidInput naming the field.

    ``present`` is what the record holds now: labels of phone numbers and addresses are not in the file, and stay.
    """
    if not text.strip():
        return None
    match spec.type:
        case FieldType.TAGS | FieldType.REFERENCES:
            return spec.canonical(split(text))
        case FieldType.EMAILS | FieldType.PHONES:
            return _labelled(spec.canonical(_items(split(text))), present)
        case FieldType.CONSENT:
            return spec.canonical(_consent(spec, text.strip()))
        case _:
            return parse_typed(spec, text, currency=HOME_CURRENCY)


def neutral(text: str) -> str:
    """``text`` so that no spreadsheet runs it: a quote before what would be a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """The text that ``neutral`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _items(values: Sequence[str]) -> list[dict[str, Value]]:
    return [{"value": value, "label": None, "primary": at == 0} for at, value in enumerate(values)]


def _labelled(items: Value, present: Value) -> Value:
    labels = {item["value"]: item["label"] for item in present or []}
    return [{**item, "label": labels.get(item["value"])} for item in items] if items else items


def _consent(spec: FieldSpec, text: str) -> dict[str, Value]:
    """``state/channel/moment/proof``, of which only the state has to be there."""
    parts = [part.strip() or None for part in text.split("/", 3)]
    state, channel, at, proof = [*parts, None, None, None][:4]
    moment = parse_typed(FieldSpec(spec.name, FieldType.DATETIME), at or "")
    return {"state": state, "channel": channel, "at": moment, "proof": proof}


def _write_consent(value: Mapping[str, str | None]) -> str:
    return "/".join(value[name] or "" for name in ("state", "channel", "at", "proof")).rstrip("/")


def _write_money(value: Mapping[str, str]) -> Cell:
    amount = _write_decimal(value["amount"])
    return amount if value["currency"] == HOME_CURRENCY else f"{value['amount']} {value['currency']}"


def _write_decimal(value: str) -> Cell:
    if not is_number(value) or sum(map(str.isdigit, value)) > _DIGITS:
        return value
    return float(value) if "." in value else int(value)


def _write_items(value: Sequence[Mapping[str, str]]) -> str:
    return join([item["value"] for item in value])


def _write_phones(value: Sequence[Mapping[str, str]]) -> str:
    return join([_dialled(item["value"]) for item in value])


def _dialled(number: str) -> str:
    """A number as it is dialled from France, in pairs: ``06 39 98 02 36``, ``00 41 22 73 45 67 8``.

    Our own form, E.164, begins with ``+``. In a CSV file a spreadsheet takes that for a sum and shows 33639980236, or
    3,36E+10; with the mark of ``neutral`` before it (OWASP, CSV injection) it is no number that a telephone or another
    program takes. This form begins with a digit, so nothing runs; pairs between spaces are no thousands, so it stays text in
    every language; and it is read back as the same number. What is no E.164 stays as it is, and ``neutral`` looks after it.
    """
    if not _E164.fullmatch(number):
        return number
    digits = "0" + number[3:] if number.startswith("+33") and len(number) == _FRENCH_LENGTH else "00" + number[1:]
    written = " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
    return written if phone_number(written) == number else number


_WRITERS: Mapping[FieldType, Callable[[Value], Cell]] = {
    FieldType.INTEGER: int,
    FieldType.DECIMAL: _write_decimal,
    FieldType.MONEY: _write_money,
    FieldType.BOOLEAN: lambda value: "yes" if value else "no",
    FieldType.TAGS: join,
    FieldType.REFERENCES: join,
    FieldType.EMAILS: _write_items,
    FieldType.PHONES: _write_phones,
    FieldType.CONSENT: _write_consent,
}


def text_of(cell: Cell) -> str:
    """A cell in a text file: numbers with a decimal comma, as spreadsheets that separate by semicolons write them."""
    if isinstance(cell, str):
        return neutral(cell)
    return str(cell) if isinstance(cell, int) else format(cell, ".15g").replace(".", ",")


def check_length(cell: Cell, limit: int, **where: str) -> None:
    """Raises InvalidInput for a text that a cell of that many characters cannot hold: nothing is cut off in silence."""
    if isinstance(cell, str) and len(cell) > limit:
        raise InvalidInput("cell_too_long", length=len(cell), limit=limit, **where)
