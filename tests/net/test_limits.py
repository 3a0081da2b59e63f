from __future__ import annotations

from collections.abc import Iterable

import pytest

from crmdesk.domain.errors import RateLimited
from crmdesk.net.limits import AccountLimits, Limit, Reading
from crmdesk.net.messages import Effect, Headers, Request, Response
from crmdesk.net.traffic import Traffic
from tests.conftest import RunAsync
from tests.net.conftest import Naps, OpenFor
from tests.net.raw_server import RawServer, reply


class Watch:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def _costs(request: Request) -> dict[str, int]:
    return {"search": 1, "rolling": 1} if request.endpoint == "/search" else {"rolling": 1}


def _readings(response: Response) -> Iterable[Reading]:
    if "x-left" in response.headers:
        yield Reading("rolling", int(response.headers["x-max"]), int(response.headers["x-left"]))
    if "x-daily-left" in response.headers:
        yield Reading("daily", 1000, int(response.headers["x-daily-left"]), resets_in_s=3600.0)


LIMITS = Limit("rolling", 10, 10.0), Limit("search", 5, 1.0)


def _limits(watch: Watch, *limits: Limit) -> AccountLimits:
    return AccountLimits(limits or LIMITS, costs=_costs, readings=_readings, clock=watch, sleep=watch.sleep)


def _told(**headers: str) -> Response:
    fields = ((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(200, Headers(fields), b"", 0.0, None)


def _request(endpoint: str = "/list", *, interactive: bool = False) -> Request:
    return Request("GET", endpoint, endpoint, interactive=interactive, effect=Effect.READS)


def _stamps(run_async: RunAsync, limits: AccountLimits, watch: Watch, *requests: Request) -> list[float]:
    async def story() -> list[float]:
        stamps = []
        for request in requests:
            await limits.admit(request)
            stamps.append(round(watch.now - 1000.0, 3))
        return stamps

    return run_async(story())


def test_background_work_stays_at_four_fifths(run_async: RunAsync) -> None:
    watch = Watch()
    stamps = _stamps(run_async, _limits(watch), watch, *[_request()] * 20)
    assert stamps[:8] == [0.0] * 8
    for start in range(len(stamps) - 8):
        assert stamps[start + 8] - stamps[start] > 10.0


def test_a_person_may_use_the_rest(run_async: RunAsync) -> None:
    watch = Watch()
    requests = [_request()] * 8 + [_request(interactive=True)] * 3
    stamps = _stamps(run_async, _limits(watch), watch, *requests)
    assert stamps[:10] == [0.0] * 10
    assert stamps[10] > 10.0


def test_the_tightest_of_several_limits_decides(run_async: RunAsync) -> None:
    watch = Watch()
    stamps = _stamps(run_async, _limits(watch), watch, *[_request("/search")] * 6)
    assert stamps[:4] == [0.0] * 4
    assert stamps[4] > 1.0


def test_the_vendors_count_is_believed(run_async: RunAsync) -> None:
    watch = Watch()
    limits = _limits(watch)
    assert limits.learn(_told(x_left="3", x_max="10")) == {"rolling_limit": 10, "rolling_remaining": 3}
    stamps = _stamps(run_async, limits, watch, *[_request()] * 2, _request(interactive=True), _request())
    assert stamps == [0.0, 10.0, 10.0, 10.0]


def test_a_larger_limit_is_used(run_async: RunAsync) -> None:
    watch = Watch()
    limits = _limits(watch)
    limits.learn(_told(x_left="99", x_max="100"))
    assert _stamps(run_async, limits, watch, *[_request()] * 60) == [0.0] * 60


def test_a_spent_day_is_said_and_not_waited_for(run_async: RunAsync) -> None:
    watch = Watch()
    limits = AccountLimits(
        [Limit("daily", 1000, 86400.0)],
        costs=lambda _: {"daily": 1},
        readings=_readings,
        clock=watch,
        sleep=watch.sleep,
    )
    limits.learn(_told(x_daily_left="200"))
    with pytest.raises(RateLimited) as caught:
        _stamps(run_async, limits, watch, _request())
    assert (caught.value.key, caught.value.retry_after_s, caught.value.data["kind"]) == (
        "budget_spent",
        3600.0,
        "daily",
    )
    assert _stamps(run_async, limits, watch, _request(interactive=True)) == [0.0]


def test_a_kind_that_was_never_declared_is_only_reported(run_async: RunAsync) -> None:
    watch = Watch()
    limits = _limits(watch)
    assert limits.learn(_told(x_daily_left="0"))["daily_remaining"] == 0
    assert _stamps(run_async, limits, watch, _request()) == [0.0]


def test_a_call_that_costs_more_than_the_window_goes_alone(run_async: RunAsync) -> None:
    watch = Watch()
    costly = AccountLimits(
        [Limit("rolling", 10, 10.0)],
        costs=lambda _: {"rolling": 50},
        readings=_readings,
        clock=watch,
        sleep=watch.sleep,
    )
    stamps = _stamps(run_async, costly, watch, _request(), _request())
    assert stamps[0] == 0.0
    assert stamps[1] > 10.0


def test_a_client_asks_before_and_learns_after(run_async: RunAsync, client_for: OpenFor) -> None:
    watch = Watch()
    limits = _limits(watch)
    traffic = Traffic()
    server = RawServer(reply(200, b"[]", x_left="2", x_max="10"))

    async def story() -> None:
        async with server, client_for(server.url, limiter=limits, traffic=traffic) as client:
            await client.send(_request())
            await client.send(_request())

    run_async(story())
    assert watch.now == 1010.0
    assert traffic.limits == {"rolling_limit": 10, "rolling_remaining": 2}


def test_a_client_for_what_a_person_waits_for_may_use_the_rest(run_async: RunAsync, client_for: OpenFor) -> None:
    watch = Watch()
    limits = _limits(watch)
    limits.learn(_told(x_left="2", x_max="10"))
    server = RawServer(reply(200, b"[]", x_left="1", x_max="10"))

    async def story() -> None:
        async with server, client_for(server.url, limiter=limits, interactive=True) as client:
            await client.send(_request())

    run_async(story())
    assert watch.now == 1000.0


def test_a_spent_budget_is_not_retried(run_async: RunAsync, client_for: OpenFor, naps: Naps) -> None:
    watch = Watch()
    limits = AccountLimits(LIMITS, costs=_costs, readings=_readings, longest_wait_s=5.0, clock=watch, sleep=watch.sleep)
    limits.learn(_told(x_left="0", x_max="10"))
    server = RawServer(reply())

    async def story() -> None:
        async with server, client_for(server.url, limiter=limits) as client:
            await client.send(_request())

    with pytest.raises(RateLimited):
        run_async(story())
    assert (server.seen, naps.taken) == ([], [])
