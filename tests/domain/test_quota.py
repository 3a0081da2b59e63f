"""The day's quota among what an account tells of its limits."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.traffic import Quota, quota_of


@pytest.mark.parametrize(
    ("budget", "quota", "used"),
    [
        ({"daily_limit": 1000, "daily_remaining": 250}, Quota(1000, 250), 0.75),
        ({"daily_limit": 1000, "daily_remaining": 0}, Quota(1000, 0), 1.0),
        ({"daily_limit": 1000, "daily_remaining": 1200}, Quota(1000, 1200), 0.0),
        ({"daily_limit": 1000, "daily_remaining": -3}, Quota(1000, -3), 1.0),
    ],
)
def test_what_is_told_is_a_share(budget: dict[str, Any], quota: Quota, used: float) -> None:
    found = quota_of(budget)
    assert found == quota
    assert found.used == used


@pytest.mark.parametrize("budget", [None, {}, {"daily_limit": 0, "daily_remaining": 0}, {"daily_limit": 1000}])
def test_what_is_not_told_is_nothing(budget: dict[str, Any] | None) -> None:
    assert quota_of(budget) is None
