"""Rate limits, the daily budget and their headers (section 5)."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveControl, PipedriveHttp, refused
from tests.sandbox.raw import Control

PERSONS = "/api/v2/persons"


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def limited(served: Sandbox, pipedrive: PipedriveControl) -> PipedriveHttp:
    pipedrive.traits(rate_limits=True, api_token_limit=5)
    pipedrive.advance(1000)
    return PipedriveHttp(served)


def left(http: PipedriveHttp, path: str, **query: str) -> int:
    return int(http.get(path, **query).headers["x-daily-ratelimit-token-remaining"])


def test_headers_count_down(limited: PipedriveHttp) -> None:
    first, second = limited.get(PERSONS).headers, limited.get(PERSONS).headers
    assert (first["x-ratelimit-limit"], first["x-ratelimit-reset"]) == ("5", "2")
    assert [one["x-ratelimit-remaining"] for one in (first, second)] == ["4", "3"]
    assert first["x-correlation-id"] != second["x-correlation-id"]


def test_each_endpoint_has_its_price(served: Sandbox, control: Control) -> None:
    http = PipedriveHttp(served)
    start = left(http, "/v1/users/me")
    prices = [
        (f"{PERSONS}?limit=500", 10), (f"{PERSONS}/1", 1), ("/v1/leads", 20), ("/v1/leads/archived", 40),
        ("/api/v2/stages", 5), ("/api/v2/persons/search?term=acme", 20), ("/v1/persons/1/changelog", 20),
        ("/api/v2/personFields", 10), ("/v1/recents?since_timestamp=2026-01-01+00:00:00", 20),
    ]  # fmt: skip
    for path, price in prices:
        now = left(http, path)
        assert (path, start - now) == (path, price)
        start = now


def test_the_burst_window_rolls(limited: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    assert [limited.get(PERSONS).status for _ in range(6)] == [200] * 5 + [429]
    answer = limited.get(PERSONS)
    refused(answer, 429, "request over limit")
    assert "retry-after" not in answer.headers
    pipedrive.advance(1003)
    assert limited.get(PERSONS).status == 200


def test_searches_have_a_window_of_their_own(limited: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(search_limit=1)
    assert limited.get(f"{PERSONS}/search", term="acme").status == 200
    assert limited.get("/api/v2/itemSearch", term="acme").status == 429
    assert limited.get(PERSONS).status == 200


def test_the_day_ends_at_midnight(limited: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(daily_tokens=15)
    limited.get(PERSONS)
    limited.get(PERSONS)
    answer = limited.get(PERSONS)
    assert answer.json() == {"success": False, "error": "daily request budget exceeded", "errorCode": 429}
    assert 0 <= int(answer.headers["retry-after"]) <= 86_400
    assert answer.headers["x-daily-ratelimit-token-remaining"] == "0"
    pipedrive.advance(1000 + 86_400)
    assert limited.get(PERSONS).status == 200


def test_whoever_goes_on_is_blocked(limited: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(daily_tokens=0, cloudflare_after=2)
    answers = [limited.get(PERSONS) for _ in range(3)]
    assert [one.status for one in answers] == [429, 429, 403]
    assert answers[2].headers["content-type"].startswith("text/html")


def test_failures_cost_or_not(served: Sandbox, pipedrive: PipedriveControl) -> None:
    http = PipedriveHttp(served)
    start = left(http, f"{PERSONS}/999999")
    assert start - left(http, f"{PERSONS}/999999") == 1
    pipedrive.traits(failures_cost=False)
    start = left(http, f"{PERSONS}/999999")
    assert start == left(http, f"{PERSONS}/999999")
    pipedrive.traits(daily_headers=False)
    assert "x-daily-ratelimit-token-limit" not in http.get(PERSONS).headers


def test_injected_limits(served: Sandbox, pipedrive: PipedriveControl) -> None:
    http = PipedriveHttp(served)
    pipedrive.fault("retry_after", value=3939)
    answer = http.get(PERSONS)
    assert (answer.status, answer.headers["retry-after"]) == (429, "3939")
    pipedrive.fault("retry_after")
    refused(http.get(PERSONS), 429, "request over limit")
    for status in (401, 403, 404, 429, 500):
        pipedrive.fault("status", value=status)
        assert http.get(PERSONS).json()["success"] is False
    pipedrive.fault("status", value=503)
    assert "Maintenance" in http.get(PERSONS).body.decode()
