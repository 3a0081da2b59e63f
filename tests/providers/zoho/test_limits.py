"""Staying below an organisation's credits by what its answers tell."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import RateLimited
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Effect, Request, Response
from crmdesk.providers.base import Needle
from crmdesk.providers.zoho.limits import BELIEVED_S, ZohoLimits
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.answers import response

CALL = Request("GET", "/x", "/x", effect=Effect.READS)
SHOWN = Request("GET", "/x", "/x", interactive=True, effect=Effect.READS)


class Time:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def told(left: str) -> Response:
    return response(200, {}, x_api_credits_remaining=left)


def test_before_half_is_used_nothing_is_told(run_async: RunAsync) -> None:
    limits = ZohoLimits()
    assert limits.learn(response(200, {})) == {}
    assert limits.learn(told("many")) == {}
    run_async(limits.admit(CALL))


def test_background_calls_leave_a_fifth(run_async: RunAsync) -> None:
    clock = Time()
    limits = ZohoLimits(clock=clock)
    assert limits.learn(told("25000")) == {"daily_limit": 50_000, "daily_remaining": 25_000}
    run_async(limits.admit(CALL))
    assert limits.learn(told("10000")) == {"daily_limit": 50_000, "daily_remaining": 10_000}
    with pytest.raises(RateLimited, match="budget_spent"):
        run_async(limits.admit(CALL))
    run_async(limits.admit(SHOWN))
    limits.learn(told("0"))
    with pytest.raises(RateLimited, match="budget_spent"):
        run_async(limits.admit(SHOWN))
    clock.now += BELIEVED_S + 1
    run_async(limits.admit(CALL))


def test_the_sandbox_stops_a_provider_that_asks_on(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox, limited=True) as (_, _, provider):
            org.traits(rate_limits=True, credits=1000, used_by_others=700)
            await provider.find("People", Kind.LEAD, Needle(emails=("a@b.fr",)))
            org.traits(used_by_others=900)
            await provider.find("People", Kind.LEAD, Needle(emails=("a@b.fr",)))
            with pytest.raises(RateLimited, match="budget_spent"):
                await provider.find("People", Kind.LEAD, Needle(emails=("a@b.fr",)))

    run_async(story())
