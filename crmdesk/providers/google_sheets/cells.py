"""What a cell holds, as text and back (sections 2.2 and 2.3).

Cells come as text, number or truth value. They are compared and merged as text; a form says how a text goes back into a
cell. A text is always stored as it stands: nothing is parsed, so that ``0612345678`` keeps its zero and ``=cmd`` is no
formula.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crmdesk.domain import values
from crmdesk.providers.codecs import moment, normal, wire_text

ORIGIN = datetime(1899, 12, 30, tzinfo=UTC)
"""Day 0 of serial numbers, in the spreadsheet's own time."""

DAY_MS = 86_400_000
DATE_TIME = {"type": "DATE_TIME", "pattern": "dd/mm/yyyy hh:mm"}
DATE = {"type": "DATE", "pattern": "dd/mm/yyyy"}

Cell = Any
"""A cell as the API gives it: text, number, truth value; a blank is ``""`` or left out."""

_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NULL!|NUL!|NUM!|NOMBRE!|ERROR!|ERREUR!)")
"""What stands in a cell whose formula came to an error, in English and in French."""

_FRENCH_DAY = re.compile(
    r"([0-3]?[0-9])[/.]([01]?[0-9])[/.]([12][0-9]{3})(?:\s+(?:à\s+)?([0-2]?[0-9])[:hH]([0-5][0-9])?)?"
)
_ISO_LOCAL = re.compile(r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?:[T ]([0-2][0-9]):([0-5][0-9])(?::[0-5][0-9])?)?")


class Form(StrEnum):
    """How a text goes into a cell."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"
    POSTAL = "postal code"


def zone_of(name: str) -> tzinfo | None:
    """A time zone by its name; None where this computer does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def is_error(cell: Cell) -> bool:
    """Whether a formula came to an error: that says nothing about the value."""
    return isinstance(cell, str) and cell.startswith("#") and _ERROR.fullmatch(cell) is not None


def text_of(cell: Cell) -> str | None:
    """A cell as text; None for a blank."""
    if type(cell) is str:
        return cell or None
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        # A sheet shows 15 digits of what it computes: those behind them are what the computer lost on the way.
        shown = repr(float(f"{cell:.15g}"))
        plain: str | None = normal(values.decimal, Decimal(shown))
        return plain or shown
    return wire_text(cell)


def day_of(cell: Cell) -> str | None:
    """A cell of a column of days: an ISO date where it is one, else its text; None for a blank."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        try:
            return (ORIGIN + timedelta(days=int(cell))).date().isoformat()
        except (OverflowError, ValueError):
            return text_of(cell)
    text = text_of(cell)
    day = None if text is None else _written(text.strip())
    return text if day is None else day.date().isoformat()


def french_postal_code_of(cell: Cell) -> str | None:
    """A cell with a French postal code as text: one that took it for a number has dropped its zero. None for a blank."""
    lost = type(cell) is int and 1000 <= cell <= 9999
    return f"0{cell}" if lost else text_of(cell)


def moment_of(cell: Cell, zone: tzinfo) -> str | None:
    """A cell of a column of moments: UTC text where it is a date, else its text; None for a blank."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        try:
            local = ORIGIN + timedelta(milliseconds=round(Decimal(repr(cell)) * DAY_MS))
            return moment(local.replace(tzinfo=zone).astimezone(UTC).isoformat())
        except (OverflowError, ValueError):
            return text_of(cell)
    text = text_of(cell)
    local_time = None if text is None else _written(text.strip())
    if local_time is None:
        return text
    try:
        return moment(local_time.replace(tzinfo=zone).astimezone(UTC).isoformat())
    except OverflowError:
        return text


def _written(text: str) -> datetime | None:
    """A date as people write it, without time zone."""
    french, iso = _FRENCH_DAY.fullmatch(text), _ISO_LOCAL.fullmatch(text)
    if french:
        day, month, year, hour, minute = french.groups()
    elif iso:
        year, month, day, hour, minute = iso.groups()
    else:
        return None
    try:
        return datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=UTC)
    except ValueError:
        return None


def serial_of(text: str, zone: tzinfo) -> float | int | None:
    """The serial number of a UTC moment in a spreadsheet's time; None for what is no moment."""
    known = moment(text)
    if known is None:
        return None
    try:
        local = datetime.fromisoformat(known).astimezone(zone).replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # what another account held in place of a moment
        return None
    days = Decimal(round((local - ORIGIN) / timedelta(milliseconds=1))) / DAY_MS
    return int(days) if days == int(days) else float(days)


def _day(text: str) -> int | None:
    known = normal(values.day, text)
    return None if known is None else (datetime.fromisoformat(known).replace(tzinfo=UTC) - ORIGIN).days


def cell_data(text: str | None, form: Form, zone: tzinfo | None) -> dict[str, Any]:
    """A ``CellData`` that holds a text; what does not fit its form is stored as text."""
    if text is None:
        return {}
    if form is Form.NUMBER:
        number: str | None = normal(values.decimal, text)
        if number is not None:
            plain = Decimal(number)
            return {"userEnteredValue": {"numberValue": int(plain) if plain == int(plain) else float(plain)}}
    if form is Form.TRUTH and text in ("true", "false"):
        return {"userEnteredValue": {"boolValue": text == "true"}}
    if form is Form.DAY:
        day = _day(text)
        if day is not None:
            return {"userEnteredValue": {"numberValue": day}, "userEnteredFormat": {"numberFormat": DATE}}
    if form is Form.MOMENT and zone is not None:
        serial = serial_of(text, zone)
        if serial is not None:
            return {"userEnteredValue": {"numberValue": serial}, "userEnteredFormat": {"numberFormat": DATE_TIME}}
    return {"userEnteredValue": {"stringValue": text}}


def same_data(cell: Cell, formula: Cell) -> dict[str, Any]:
    """A ``CellData`` that holds again what a cell held, given in both renderings."""
    if has_formula(cell, formula):
        return {"userEnteredValue": {"formulaValue": formula}}
    if cell is None or cell == "":
        return {}
    kind = "boolValue" if isinstance(cell, bool) else "stringValue" if isinstance(cell, str) else "numberValue"
    return {"userEnteredValue": {kind: cell}}


def has_formula(cell: Cell, formula: Cell) -> bool:
    """Whether a cell is computed: its formula reads otherwise than its value. A text ``=cmd`` is one and the same in both."""
    return isinstance(formula, str) and formula.startswith("=") and formula != cell


def shows_moment(data: Mapping[str, Any]) -> bool:
    """Whether a ``CellData`` brings its own number format."""
    return "userEnteredFormat" in data
