"""Staying below HubSpot's limits by what its answers tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain.errors import RateLimited
from crmdesk.net.messages import Effect, Request, Response
from crmdesk.providers.hubspot.limits import HubSpotLimits
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot
from tests.providers.answers import response

CALL = Request("GET", "/x", "/x", effect=Effect.READS)
SEARCH = Request("POST", "/x/search", "/x/search", effect=Effect.WRITES)


class Time:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def told(remaining: int, most: int = 110) -> Response:
    left = str(remaining)
    return response(200, {}, x_hubspot_ratelimit_max=str(most), x_hubspot_ratelimit_remaining=left)


def test_what_answers_tell_is_passed_on() -> None:
    headers = {
        "x_hubspot_ratelimit_max": "190", "x_hubspot_ratelimit_remaining": "180",
        "x_hubspot_ratelimit_daily": "650000", "x_hubspot_ratelimit_daily_remaining": "649112",
    }  # fmt: skip
    assert HubSpotLimits().learn(response(200, {}, **headers)) == {
        "burst_limit": 190, "burst_remaining": 180, "daily_limit": 650_000, "daily_remaining": 649_112,
    }  # fmt: skip


def test_the_last_fifth_of_the_day_is_for_people(run_async: RunAsync) -> None:
    time = Time()
    limits = HubSpotLimits(clock=time, sleep=time.sleep)
    daily = {"x_hubspot_ratelimit_daily": "250000", "x_hubspot_ratelimit_daily_remaining": "50000"}
    limits.learn(response(200, {}, **daily))
    for call in (CALL, SEARCH):
        with pytest.raises(RateLimited) as caught:
            run_async(limits.admit(call))
        assert caught.value.data["kind"] == "daily"
        run_async(limits.admit(replace(call, interactive=True)))
    time.now += 901
    run_async(limits.admit(CALL))  # the day may be whole again: it is asked for


def test_a_fifth_is_left_to_what_a_person_waits_for(run_async: RunAsync) -> None:
    time = Time()
    limits = HubSpotLimits(clock=time, sleep=time.sleep)

    async def story() -> None:
        for _ in range(200):
            await limits.admit(CALL)
        assert not time.waits, "nothing was told yet"
        limits.learn(told(24))
        for _ in range(2):
            await limits.admit(CALL)
        assert not time.waits
        await limits.admit(Request("GET", "/x", "/x", interactive=True, effect=Effect.READS))
        assert not time.waits
        await limits.admit(CALL)
        assert time.waits == [10.0]
        await limits.admit(CALL)
        assert time.waits == [10.0], "the window is whole again"

    run_async(story())


def test_whoever_would_wait_too_long_is_told(run_async: RunAsync) -> None:
    time = Time()
    limits = HubSpotLimits(clock=time, sleep=time.sleep)

    async def others(seconds: float) -> None:
        await time.sleep(seconds)
        limits.learn(told(0))

    limits = HubSpotLimits(clock=time, sleep=others)
    limits.learn(told(0))
    with pytest.raises(RateLimited):
        run_async(limits.admit(CALL))
    assert time.waits == [10.0, 10.0]


def test_searches_are_counted_after_one_was_refused(run_async: RunAsync) -> None:
    time = Time()
    limits = HubSpotLimits(clock=time, sleep=time.sleep)

    async def story() -> None:
        for _ in range(20):
            await limits.admit(SEARCH)
        assert not time.waits
        limits.learn(response(429, {"category": "RATE_LIMITS"}))
        for _ in range(5):
            await limits.admit(SEARCH)
        assert 0 < sum(time.waits) <= 1.01
        time.now += 601
        time.waits.clear()
        for _ in range(20):
            await limits.admit(SEARCH)
        assert not time.waits

    run_async(story())


def test_a_vendor_that_enforces_its_limits_is_read_to_the_end(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """The real limiter against the sandbox's: searches over 5 a second are refused, waited out, and then counted."""

    async def story() -> None:
        control("POST", "/reset", {"vendor": "hubspot", "records": 60})
        async with hubspot(sandbox, limited=True) as (_, _, provider):
            control.traits(rate_limits=True, search_limit=2, retry_after_on_429=True)
            for feed in provider.feeds()[3:7]:
                async for page in provider.pull(feed, {"since_ms": 1_000_000}):
                    assert page.records

    run_async(story())
