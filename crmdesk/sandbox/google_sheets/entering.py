"""What typing a text into a cell makes of it (``USER_ENTERED``), and how cells are shown (sections 2.2 and 2.3)."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta

from crmdesk.sandbox.google_sheets.document import Cell, Tab
from crmdesk.sandbox.google_sheets.formulas import Value
from crmdesk.sandbox.google_sheets.locales import Writing, writing

ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 - serial numbers have no time zone (section 2.2)

_ISO_DAY = re.compile(r"([12][0-9]{3})-([01]?[0-9])-([0-3]?[0-9])(?:[T ]([0-2]?[0-9]):([0-5][0-9])(?::([0-5][0-9]))?)?")
_DATES = frozenset({"DATE", "DATE_TIME"})


def typed(text: str, tab: Tab, row: int, column: int, locale: str) -> None:
    """Put what a person types into a cell: numbers, dates, truth values and formulas are recognised."""
    writes = writing(locale)
    cell = tab.touch(row, column)
    if text.startswith("=") and len(text) > 1:
        tab.put(row, column, None, formula=text)
        return
    if text.startswith("'"):
        tab.put(row, column, text[1:])
        return
    day, number = _day(text, writes), writes.read(text)
    if cell.format.get("type") == "TEXT":
        tab.put(row, column, text or None)
    elif day is not None:
        tab.put(row, column, serial(day))
        kind = "DATE" if day == day.replace(hour=0, minute=0, second=0) else "DATE_TIME"
        if cell.format.get("type") not in _DATES:
            tab.shape(row, column, {"type": kind})
    elif number is not None:
        tab.put(row, column, int(number) if number.is_integer() else number)
    elif text.upper() in {"TRUE", "FALSE", "VRAI", "FAUX"}:
        tab.put(row, column, text.upper() in {"TRUE", "VRAI"})
    else:
        tab.put(row, column, text or None)


def serial(moment: datetime) -> float | int:
    """Days since 1899-12-30."""
    days = (moment - ORIGIN) / timedelta(days=1)
    return int(days) if days.is_integer() else days


def shown(cell: Cell | None, value: Value, locale: str) -> str:
    """The text that the sheet shows in its locale."""
    writes = writing(locale)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    kind = "" if cell is None else cell.format.get("type", "")
    if kind in _DATES:
        moment = ORIGIN + timedelta(milliseconds=round(float(value) * 86_400_000))
        return writes.day(moment) if kind == "DATE" else f"{writes.day(moment)} {moment:%H:%M:%S}"
    plain = f"{value:.15g}" if isinstance(value, float) else str(value)
    if kind == "CURRENCY":
        return writes.money(value)
    return writes.number(plain)


def plain(value: Value) -> Value:
    """A value as JSON numbers are written: 82, not 82.0."""
    whole = isinstance(value, float) and math.isfinite(value) and value.is_integer() and abs(value) < 1e15
    return int(value) if whole and isinstance(value, float) else value


def _day(text: str, writes: Writing) -> datetime | None:
    local, iso = writes.typed_day.fullmatch(text), _ISO_DAY.fullmatch(text)
    if local:
        first, other, year, *time = local.groups()
        month, day = (first, other) if writes.month_first else (other, first)
    elif iso:
        year, month, day, *time = iso.groups()
    else:
        return None
    hour, minute, second = (int(part or 0) for part in time)
    try:
        return datetime(int(year), int(month), int(day), hour, minute, second)  # noqa: DTZ001 - as above
    except ValueError:
        return None
