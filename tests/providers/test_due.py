"""The calendar day that a moment is sent as."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.providers.due import DueDay, in_france
from tests.providers.laws import check_reading, check_writing, raws
from tests.providers.test_codecs import INSTANT

CHANGES = st.sampled_from(
    [datetime(year, month, day, 1, tzinfo=UTC) for year in range(2020, 2032) for month in (3, 10) for day in (25, 31)]
)
AROUND = st.timedeltas(timedelta(days=-8), timedelta(days=8))
EARLIEST = datetime(1996, 1, 1)  # noqa: DTZ001 - the strategy wants it without a zone
MOMENTS = st.datetimes(EARLIEST, timezones=st.just(UTC)).filter(lambda at: at.year < 9999)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-20T23:00:00.000Z", "2026-11-21"),  # midnight in Paris, winter
        ("2026-07-20T22:00:00.000Z", "2026-07-21"),  # midnight in Paris, summer
        ("2026-11-20T22:30:00.000Z", "2026-11-20"),
        ("2026-07-20T21:30:00.000Z", "2026-07-20"),
        ("2026-11-20T00:00:00.000Z", "2026-11-20"),
    ],
)
def test_a_day_is_the_one_that_a_person_here_meant(moment: str, day: str) -> None:
    assert DueDay().encode(moment, None) == day
    assert DueDay().encode(DueDay().decode(day), day) == day
    assert DueDay().decode(day) == f"{day}T00:00:00.000Z"


@given(at=MOMENTS | st.builds(lambda change, apart: change + apart, CHANGES, AROUND))
def test_a_clock_in_france_is_the_one_that_computers_know(at: datetime) -> None:
    assert in_france(at).replace(tzinfo=None) == at.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)


@pytest.mark.parametrize("odd", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:30:00.000Z", "2026-99-99T00:00:00.000Z"])
def test_what_is_no_day_here_stays_as_it_is(odd: str) -> None:
    """In one time zone it is a moment, in UTC it is before the first or after the last."""
    assert DueDay().encode(odd, None) == odd
    assert DueDay().encode(DueDay().decode(odd), odd) == DueDay().canon(odd)


@settings(max_examples=25, deadline=None)
@given(ours=INSTANT, raw=raws())
def test_the_laws_of_codecs_hold(ours: Any, raw: Any) -> None:
    check_reading(DueDay(), raw)
    check_writing(DueDay(), ours, raw)
    assert DueDay().encode(DueDay().decode(raw), raw) == DueDay().canon(raw)
