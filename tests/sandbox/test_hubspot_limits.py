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


def test_the_day_ends_at_the_accounts_midnight(limited: HubSpotHttp, control: Control) -> None:
    """Its clocks run an hour ahead of UTC."""
    control.traits(daily_limit=2, retry_after_on_429=True)
    midnight = _midnight(control)
    control.advance(midnight - 600)
    assert [limited.get(CONTACTS).status for _ in range(2)] == [200, 200]
    refused = limited.get(CONTACTS)
    assert refused.json()["policyName"] == "DAILY"
    assert 540 <= int(refused.headers["retry-after"]) <= 600
    control.advance(midnight + 30)
    assert limited.get(CONTACTS).status == 200
    control.advance(midnight + 4200)
    assert [limited.get(CONTACTS).status for _ in range(2)] == [200, 429]


@pytest.mark.parametrize(("counted", "status"), [(False, 200), (True, 429)])
def test_searches_may_count_in_the_day(limited: HubSpotHttp, control: Control, counted: bool, status: int) -> None:
    control.traits(daily_limit=2, search_in_daily_count=counted, search_limit=100)
    for _ in range(2):
        assert limited.post(f"{CONTACTS}/search", {}).status == 200
    answer = limited.get(CONTACTS)
    assert answer.status == status
    assert counted is False or answer.json()["policyName"] == "DAILY"


def test_associations_have_limits_of_their_own(limited: HubSpotHttp, control: Control) -> None:
    morning = _midnight(control) + 3600  # of one day, whatever time it is
    control.advance(morning)
    control.traits(associations_limit=3, service_key_limit=10)
    contact = limited.contact(lastname="Riou")
    link = f"/crm/v4/objects/contacts/{contact}/associations/companies"
    reads = [
        limited.get(link),
        limited.post("/crm/associations/2026-03/contacts/companies/batch/read", {"inputs": [{"id": contact}]}),
        limited.post("/crm/v3/associations/contacts/companies/batch/read", {"inputs": [{"id": contact}]}),
    ]
    assert [one.headers["x-hubspot-ratelimit-remaining"] for one in reads] == ["8", "7", "6"]
    refused = limited.get(link)
    assert (refused.status, refused.json()["policyName"]) == (429, "TEN_SECONDLY_ROLLING")
    assert limited.get(CONTACTS, associations="companies").headers["x-hubspot-ratelimit-remaining"] == "5"
    control.advance(morning + 1000)
    control.traits(associations_daily_limit=4)
    assert [limited.get(link).status for _ in range(2)] == [200, 429]
    assert limited.get(CONTACTS).status == 200


def test_by_default_nothing_is_limited(hubspot: HubSpotHttp) -> None:
    answers = [hubspot.get("/crm/v3/owners") for _ in range(120)]
    assert {one.status for one in answers} == {200}
    assert answers[-1].headers["x-hubspot-ratelimit-remaining"] == "99"


def _midnight(control: Control) -> float:
    """Seconds to the end of the account's next whole day."""
    now = float(control.done("POST", "/clock", {"offset_s": 0})["now"])
    return 2 * 86_400 - (now + 3600) % 86_400
