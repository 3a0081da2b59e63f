"""Staying below Pipedrive's limits by what its answers tell."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import RateLimited
from crmdesk.net.messages import Effect, Request, Response
from crmdesk.providers.pipedrive.limits import PipedriveLimits
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, pipedrive
from tests.providers.answers import response

CALL = Request("GET", "/api/v2/persons", "/api/v2/persons", effect=Effect.READS)
SEARCH = Request("GET", "/api/v2/persons/search", "/api/v2/persons/search", effect=Effect.READS)


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


def told(remaining: int, most: int = 80, **more: str) -> Response:
    headers = {"x_ratelimit_limit": str(most), "x_ratelimit_remaining": str(remaining), "x_ratelimit_reset": "2"}
    return response(200, {}, **headers, **more)


def test_what_answers_tell_is_passed_on() -> None:
    daily = {"x_daily_ratelimit_token_limit": "30000", "x_daily_ratelimit_token_remaining": "29000"}
    assert PipedriveLimits().learn(told(79, 80, **daily)) == {
        "burst_limit": 80, "burst_remaining": 79, "daily_limit": 30_000, "daily_remaining": 29_000,
    }  # fmt: skip


def test_before_the_first_answer_the_smallest_plan_is_assumed(run_async: RunAsync) -> None:
    time = Time()
    limits = PipedriveLimits(clock=time, sleep=time.sleep)

    async def story() -> None:
        for _ in range(16):
            await limits.admit(CALL)
        assert not time.waits
        await limits.admit(CALL)
        assert 0 < sum(time.waits) <= 2.01

    run_async(story())


def test_a_larger_plan_is_used(run_async: RunAsync) -> None:
    time = Time()
    limits = PipedriveLimits(clock=time, sleep=time.sleep)

    async def story() -> None:
        limits.learn(told(399, most=400))
        for _ in range(300):
            await limits.admit(CALL)
        assert not time.waits

    run_async(story())


def test_searches_are_counted_apart(run_async: RunAsync) -> None:
    time = Time()
    limits = PipedriveLimits(clock=time, sleep=time.sleep)

    async def story() -> None:
        limits.learn(told(399, most=400))
        for _ in range(8):
            await limits.admit(SEARCH)
        assert not time.waits
        await limits.admit(SEARCH)
        assert sum(time.waits) > 0

    run_async(story())


def test_the_last_fifth_of_the_day_is_for_people(run_async: RunAsync) -> None:
    time = Time()
    limits = PipedriveLimits(clock=time, sleep=time.sleep)
    daily = {"x_daily_ratelimit_token_limit": "30000", "x_daily_ratelimit_token_remaining": "5000"}
    limits.learn(told(79, 80, **daily))
    with pytest.raises(RateLimited) as caught:
        run_async(limits.admit(CALL))
    assert caught.value.data["kind"] == "daily"
    run_async(limits.admit(Request("GET", "/x", "/x", interactive=True, effect=Effect.READS)))
    time.now += 901
    run_async(limits.admit(CALL))  # the budget may be whole again: it is asked for


def test_a_vendor_that_enforces_its_limits_is_read_to_the_end(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    """The real limiter against the sandbox's."""

    async def story() -> None:
        control("POST", "/reset", {"vendor": "pipedrive", "records": 60})
        control.traits(rate_limits=True, oauth_limit=12)
        async with pipedrive(sandbox, limited=True) as (_, _, provider):
            for feed in provider.feeds()[3:6]:
                async for page in provider.pull(feed, None):
                    assert page.records

    run_async(story())
