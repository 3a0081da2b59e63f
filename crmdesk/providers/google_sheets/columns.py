"""What a column holds, told from its first cells: their values, number formats and data validation (section 2.2).

Data validation is read as the Sheets reference has it: ``CellData.dataValidation`` (spreadsheets/cells), whose ``condition``
has a ``ConditionType`` (spreadsheets/other): ONE_OF_LIST with the options as ``userEnteredValue``, BOOLEAN for a tick box.

A sheet declares no types. A list to choose from makes a choice of a column, or tags where cells hold several of its options;
what most cells hold says the rest, and where all are blank their number format does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.values import FieldType
from crmdesk.providers.google_sheets.api import Body, inside, listed

_FORMATS = {"DATE": "date", "DATE_TIME": "datetime", "TIME": "datetime", "TEXT": "text"}
_BLANK = {**_FORMATS, "NUMBER": "number", "CURRENCY": "number", "PERCENT": "number", "SCIENTIFIC": "number"}

CUSTOM: Mapping[str, FieldType] = {
    "text": FieldType.TEXT,
    "number": FieldType.DECIMAL,
    "boolean": FieldType.BOOLEAN,
    "date": FieldType.DATE,
    "datetime": FieldType.DATETIME,
    "choice": FieldType.CHOICE,
    "tags": FieldType.TAGS,
}
"""What a custom field over a column of a type is."""


@dataclass(frozen=True, slots=True)
class Column:
    """The type of a column (a key of ``CUSTOM``), what may be chosen in it, and whether nothing else may stand there."""

    type: str = "text"
    options: tuple[str, ...] = ()
    closed: bool = False


TEXT = Column()
"""A column of which nothing tells more."""


def columns_of(rows: Sequence[Body]) -> dict[int, Column]:
    """The columns by their place, from the ``RowData`` below the headings; one without any sign is left out."""
    cells: dict[int, list[Body]] = {}
    for row in rows:
        for at, cell in enumerate(listed(row, "values")):
            cells.setdefault(at, []).append(cell)
    found = {at: _column(held) for at, held in cells.items()}
    return {at: column for at, column in found.items() if column is not None}


def _column(cells: Sequence[Body]) -> Column | None:
    lists = [
        (values, inside(cell, "dataValidation").get("strict") is True) for cell in cells if (values := _list(cell))
    ]
    if lists:
        (options, closed), _ = Counter(lists).most_common(1)[0]
        several = any(_are_several(text, options) for text in map(_text, cells))
        return Column("tags" if several else "choice", options, closed)
    types = _commonest(map(_type, cells)) or _commonest(map(_blank_type, cells))
    return None if types is None else Column(types)


def _list(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """The options that a cell's own list names; a list in another range of the sheet tells none."""
    condition = inside(cell, "dataValidation", "condition")
    if condition.get("type") != "ONE_OF_LIST":
        return ()
    named = (each.get("userEnteredValue") for each in listed(condition, "values"))
    return tuple(dict.fromkeys(each for each in named if isinstance(each, str) and each))


def _are_several(text: str, options: Sequence[str]) -> bool:
    """Whether a text is no option, and a list of them."""
    parts = [part.strip() for part in text.split(",")]
    return text not in options and len(parts) > 1 and set(parts) <= set(options)


def _text(cell: Mapping[str, Any]) -> str:
    return str(inside(cell, "effectiveValue").get("stringValue", ""))


def _commonest(types: Iterable[str | None]) -> str | None:
    counted = Counter(each for each in types if each is not None)
    return counted.most_common(1)[0][0] if counted else None


def _type(cell: Mapping[str, Any]) -> str | None:
    """The type of one cell; None for a blank."""
    value = inside(cell, "effectiveValue")
    if "boolValue" in value:
        return "boolean"
    if "numberValue" in value:
        return _FORMATS.get(_format(cell), "number")
    return "text" if "stringValue" in value else None


def _blank_type(cell: Mapping[str, Any]) -> str | None:
    """What a blank cell is meant for, where its tick box or its number format tells."""
    if inside(cell, "dataValidation", "condition").get("type") == "BOOLEAN":
        return "boolean"
    return _BLANK.get(_format(cell))


def _format(cell: Mapping[str, Any]) -> str:
    return str(inside(cell, "effectiveFormat", "numberFormat").get("type"))
