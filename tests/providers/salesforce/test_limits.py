"""Staying below an organisation's daily calls by what its answers tell."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import RateLimited
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Effect, Request, Response
from crmdesk.providers.base import Needle
from crmdesk.providers.salesforce.limits import BELIEVED_S, SalesforceLimits
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce
from tests.providers.answers import response

CALL = Request("GET", "/x", "/x", effect=Effect.READS)
SHOWN = Request("GET", "/x", "/x", interactive=True, effect=Effect.READS)


class Time:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def told(info: str) -> Response:
    return response(200, {}, sforce_limit_info=info)


@pytest.mark.parametrize(
    "info",
    [
        "api-usage=18/5000",
        "api-usage=18/5000; per-app-api-usage=17/250(appName=crmdesk)",
        "api-bursts=1/750; api-usage=18/5000",
        "per-app-api-usage=17/250(appName=crmdesk), api-usage=18/5000",
    ],
)
def test_every_variant_of_the_header_is_read(info: str) -> None:
    assert SalesforceLimits().learn(told(info)) == {"daily_limit": 5000, "daily_remaining": 4982}


def test_an_answer_without_figures_says_nothing() -> None:
    assert SalesforceLimits().learn(response(200, {})) == {}
    assert SalesforceLimits().learn(told("per-app-api-usage=17/250(appName=x)")) == {}


def test_background_calls_leave_a_fifth(run_async: RunAsync) -> None:
    clock = Time()
    limits = SalesforceLimits(clock=clock)
    run_async(limits.admit(CALL))
    limits.learn(told("api-usage=4000/5000"))
    with pytest.raises(RateLimited, match="budget_spent"):
        run_async(limits.admit(CALL))
    run_async(limits.admit(SHOWN))
    limits.learn(told("api-usage=5000/5000"))
    with pytest.raises(RateLimited, match="budget_spent"):
        run_async(limits.admit(SHOWN))
    clock.now += BELIEVED_S + 1
    run_async(limits.admit(CALL))


def test_a_run_stops_at_a_quarter_of_the_day(run_async: RunAsync) -> None:
    limits = SalesforceLimits()
    first, second = limits.for_run(), limits.for_run()
    for number in range(10):
        run_async(first.admit(SHOWN if number % 2 else CALL))
        first.learn(told(f"api-usage={number}/40"))
    with pytest.raises(RateLimited, match="budget_spent"):
        run_async(first.admit(CALL))
    run_async(first.admit(SHOWN))
    run_async(second.admit(CALL))
    second.learn(told("api-usage=32/40"))
    with pytest.raises(RateLimited, match="budget_spent"):
        run_async(limits.for_run().admit(CALL))


def test_the_day_s_end_is_told_and_not_waited_for(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            org.traits(rate_limits=True, used_by_others=100_000)
            with pytest.raises(RateLimited) as caught:
                await provider.fetch("Lead", ["00Qgk0000000001EAA"])
            assert (caught.value.retry_after_s, caught.value.data["policy"]) == (3600.0, "DAILY")

    run_async(story())


def test_a_spent_share_stops_before_the_vendor_is_asked(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox, limited=True) as (_, _, provider):
            org.traits(used_by_others=80_000)
            await provider.find("Lead", Kind.LEAD, Needle(emails=("a@b.fr",)))
            org.calls()
            with pytest.raises(RateLimited, match="budget_spent"):
                await provider.find("Lead", Kind.LEAD, Needle(emails=("a@b.fr",)))
            assert org.calls() == {}

    run_async(story())
