"""Dates of queries that are said in words, as ranges of days.

SOQL and SOSL Reference, Date Formats and Date Literals in WHERE: a word is a range around today, "=" means inside of it, "<"
before it and ">" after it. The last days include today, the last weeks, months, quarters and years do not include the
present one. Days are those of UTC, weeks begin on Monday as where the user lives (fr_FR), fiscal years are calendar years.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = {"YESTERDAY": (-1, -1), "TODAY": (0, 0), "TOMORROW": (1, 1), "LAST_90_DAYS": (-90, 0), "NEXT_90_DAYS": (1, 90)}
_NAMED = re.compile(r"(LAST|THIS|NEXT)_(WEEK|MONTH|(?:FISCAL_)?QUARTER|(?:FISCAL_)?YEAR)")
_COUNTED = re.compile(r"(LAST|NEXT)_N_(DAY|WEEK|MONTH|(?:FISCAL_)?QUARTER|(?:FISCAL_)?YEAR)S:([0-9]{1,9})")
_AGO = re.compile(r"N_(DAY|WEEK|MONTH|(?:FISCAL_)?QUARTER|(?:FISCAL_)?YEAR)S_AGO:([0-9]{1,9})")
_SHIFTS = {"LAST": -1, "THIS": 0, "NEXT": 1}
_MONTHS = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}


def days_of(word: str, today: date) -> tuple[date, date]:
    """The first and the last day that a word in capitals means. Raises `ValueError` for none, or one out of reach."""
    unit, first, last = _periods(word)
    try:
        return _start(unit, today, first), _start(unit, today, last + 1) - timedelta(days=1)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def _periods(word: str) -> tuple[str, int, int]:
    """The unit of a word, and its first and last period counted from the present one."""
    if word in _DAYS:
        return "DAY", *_DAYS[word]
    named, counted, ago = _NAMED.fullmatch(word), _COUNTED.fullmatch(word), _AGO.fullmatch(word)
    if named:
        return _unit(named[2]), _SHIFTS[named[1]], _SHIFTS[named[1]]
    if counted:
        unit, count = _unit(counted[2]), int(counted[3])
        return (unit, 1, count) if counted[1] == "NEXT" else (unit, -count, 0 if unit == "DAY" else -1)
    if ago:
        return _unit(ago[1]), -int(ago[2]), -int(ago[2])
    raise ValueError(word)


def _unit(text: str) -> str:
    return text.removeprefix("FISCAL_")


def _start(unit: str, day: date, shift: int) -> date:
    """The first day of the period of a day, or of one so many periods later. Raises `ValueError`, `OverflowError`."""
    if unit == "DAY":
        return day + timedelta(days=shift)
    if unit == "WEEK":
        return day + timedelta(days=7 * shift - day.weekday())
    size = _MONTHS[unit]
    year, month = divmod(((day.year * 12 + day.month - 1) // size + shift) * size, 12)
    return date(year, month + 1, 1)
