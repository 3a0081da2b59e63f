"""Rate limits and their headers (fact sheet sections 5.1 to 5.3)."""

from __future__ import annotations

import pytest

from tests.sandbox.raw import Control, HubSpotHttp

CONTACTS = "/crm/v3/objects/contacts"


@pytest.fixture
def limited(hubspot: HubSpotHttp, control: Control) -> HubSpotHttp:
    control.traits(rate_limits=True, service_key_limit=5)
    return hubspot


def test_headers_count_down(limited: HubSpotHttp) -> None:
    first, second = limited.get(CONTACTS).headers, limited.get(CONTACTS).headers
    assert first["x-hubspot-ratelimit-max"] == "5"
    assert first["x-hubspot-ratelimit-interval-milliseconds"] == "10000"
    assert [one["x-hubspot-ratelimit-remaining"] for one in (first, second)] == ["4", "3"]
    assert int(first["x-hubspot-ratelimit-daily-remaining"]) == int(second["x-hubspot-ratelimit-daily-remaining"]) + 1
    assert first["x-hubspot-correlation-id"] != second["x-hubspot-correlation-id"]


def test_the_window_rolls(limited: HubSpotHttp, control: Control) -> None:
    control.advance(1000)
    assert [limited.get(CONTACTS).status for _ in range(6)] == [200] * 5 + [429]
    refused = limited.get(CONTACTS)
    assert (refused.json()["policyName"], refused.json()["errorType"]) == ("TEN_SECONDLY_ROLLING", "RATE_LIMIT")
    assert "retry-after" not in refused.headers
    control.traits(retry_after_on_429=True)
    assert 0 <= int(limited.get(CONTACTS).headers["retry-after"]) <= 10
    control.advance(1011)
    assert limited.get(CONTACTS).status == 200


def test_a_batch_counts_once_and_a_search_not_at_all(limited: HubSpotHttp) -> None:
    limited.post(f"{CONTACTS}/batch/read", {"inputs": [{"id": str(number)} for number in range(50)]})
    limited.post(f"{CONTACTS}/search", {})
    assert limited.get(CONTACTS).headers["x-hubspot-ratelimit-remaining"] == "3"


def test_searches_have_a_limit_of_their_own(limited: HubSpotHttp, control: Control) -> None:
    control.traits(search_limit=1)
    limited.post(f"{CONTACTS}/search", {})
    refused = limited.post("/crm/v3/objects/deals/search", {})
    assert refused.status == 429
    assert refused.json()["category"] == "RATE_LIMITS"
    assert "policyName" not in refused.json()
    assert not any(name.startswith("x-hubspot-ratelimit") for name in refused.headers)
    control.traits(search_429_policy_name=True)
    assert limited.post(f"{CONTACTS}/search", {}).json()["policyName"] == "SECONDLY"


def test_the_day_ends_at_midnight(limited: HubSpotHttp, control: Control) -> None:
    control.traits(daily_limit=2)
    limited.get(CONTACTS)
    limited.get(CONTACTS)
    assert limited.get(CONTACTS).json()["policyName"] == "DAILY"
    control.advance(1000 + 86_400)
    assert limited.get(CONTACTS).status == 200


def test_by_default_nothing_is_limited(hubspot: HubSpotHttp) -> None:
    answers = [hubspot.get("/crm/v3/owners") for _ in range(120)]
    assert {one.status for one in answers} == {200}
    assert answers[-1].headers["x-hubspot-ratelimit-remaining"] == "99"
