"""Moments that a vendor keeps as a calendar day: which day it is depends on where somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crmdesk.domain.values import Value
from crmdesk.providers.codecs import Day, moment, wire_text

MARCH, OCTOBER = 3, 10
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class DueDay(Day):
    """A moment that the vendor keeps as a calendar day without a time zone.

    The day is the one in France, on every computer: two that send the same moment write the same day. What was read is the
    start of the day in UTC, which is the same day there.
    """

    def _read(self, written: str) -> Value:
        # A slotted dataclass is made anew: super() alone fails.
        day = super(DueDay, self)._read(written)
        return day if moment(written) is None else f"{day}T00:00:00.000Z"

    def _write(self, value: Value) -> str:
        written = wire_text(value)
        found = moment(written)
        try:
            return written if found is None else in_france(datetime.fromisoformat(found)).date().isoformat()
        except (ValueError, OverflowError):
            return written


def in_france(at: datetime) -> datetime:
    """A moment in UTC as a clock in France shows it, by the rule that the European Union has kept to since 1996.

    It is reckoned here, because a computer may know no time zone by its name: Windows does not.
    """
    summer = _last_sunday(at.year, MARCH) <= at < _last_sunday(at.year, OCTOBER)
    return at + (SUMMER if summer else WINTER)


def _last_sunday(year: int, month: int) -> datetime:
    """When the clocks are changed: at one o'clock UTC on the last Sunday of a month of 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)
