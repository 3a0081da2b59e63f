"""Moments that a clock noted which may have been wrong."""

from __future__ import annotations

import pytest

from crmdesk.domain.moments import apart_s, is_over

NOON = "2026-11-22T12:00:00.000Z"


@pytest.mark.parametrize("other", ["2026-11-22T12:01:30.000Z", "2026-11-22T11:58:30.000Z"])
def test_moments_are_as_far_apart_whichever_is_first(other: str) -> None:
    assert apart_s(NOON, other) == apart_s(other, NOON) == 90.0


@pytest.mark.parametrize(
    ("until", "over"),
    [
        (NOON, True),
        ("2026-11-22T11:00:00.000Z", True),
        ("2026-11-22T12:30:00.000Z", False),
        ("2026-11-22T13:00:00.000Z", False),
        ("2026-11-22T13:00:00.001Z", True),
    ],
)
def test_a_wait_is_over_in_its_time_or_where_it_is_longer_than_any(until: str, over: bool) -> None:
    assert is_over(until, NOON, longest_s=3600.0) is over
