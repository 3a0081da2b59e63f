from __future__ import annotations

import asyncio
import gc
import itertools
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import httpx
import pytest

from crmdesk.domain.errors import OutcomeUnknown, VendorNonsense
from crmdesk.net.client import MEBIBYTE, open_client
from crmdesk.net.messages import Effect, Request, Response
from tests.sim.clocks import VirtualTimeLoop

GET = Request("GET", "/a", "/a", effect=Effect.READS)


class Simulated(httpx.AsyncBaseTransport):
    """Answers by a script, after a second of virtual time each."""

    def __init__(self, *answers: Callable[[], httpx.Response]) -> None:
        self._answers = list(answers)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(1.0)
        return self._answers.pop(0)()


def _run(*answers: Callable[[], httpx.Response], **options: Any) -> tuple[Response, float]:
    async def story() -> tuple[Response, float]:
        loop = asyncio.get_running_loop()
        client = open_client(
            "https://api.test", transport=Simulated(*answers), clock=loop.time, rng=lambda: 0.0, **options
        )
        try:
            return await client.send(GET), loop.time()
        finally:
            await client.aclose()
            gc.collect()  # a generator left half-way would be finished by a call from outside

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(story())


def _time_out() -> httpx.Response:
    raise httpx.ReadTimeout("simulated")


def test_waits_and_retries_run_on_the_loops_own_clock() -> None:
    response, now = _run(
        lambda: httpx.Response(500),
        _time_out,
        lambda: httpx.Response(429, headers={"Retry-After": "10"}),
        lambda: httpx.Response(200, json=[1]),
    )
    assert (response.body, now) == (b"[1]", 4.0 + 0.5 + 1.0 + 10.0)
    assert response.elapsed_s == 1.0


def test_a_server_that_never_answers_is_given_up_on_the_same_clock() -> None:
    with pytest.raises(OutcomeUnknown):
        _run(*[lambda: httpx.Response(200)] * 4, total_s=0.5)


class Slow(httpx.AsyncByteStream):
    """A body that comes in parts, each after some seconds of virtual time."""

    def __init__(self, parts: Iterable[bytes], every_s: float) -> None:
        self._parts, self._every_s = parts, every_s

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            await asyncio.sleep(self._every_s)
            yield part


def _slowly(parts: Iterable[bytes], every_s: float, **headers: str) -> Callable[[], httpx.Response]:
    return lambda: httpx.Response(200, stream=Slow(parts, every_s), headers={**headers})


def test_a_large_answer_over_a_slow_line_comes_whole() -> None:
    """10 MiB at 43 kbit/s: more than half an hour, and never two minutes without a good part of it."""
    response, now = _run(_slowly([b"x" * 256 * 1024] * 40, 48.0))
    assert (len(response.body), now) == (10 * MEBIBYTE, 1.0 + 40 * 48.0)


@pytest.mark.parametrize(
    ("begun", "part", "headers"),
    [
        pytest.param(b"x", b"x" * 1024, {}, id="in drops"),
        pytest.param(b"x" * MEBIBYTE, b"x" * 1024, {}, id="in drops after a good beginning"),
        pytest.param(
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
            b"\x00\x00\x00\xff\xff" * 100_000,
            {"content-encoding": "gzip"},
            id="unfolding to nothing",
        ),
    ],
)
def test_a_body_that_comes_to_nothing_is_given_up(begun: bytes, part: bytes, headers: dict[str, str]) -> None:
    async def story() -> float:
        loop = asyncio.get_running_loop()
        answers = [_slowly(itertools.chain([begun], itertools.repeat(part)), 10.0, **headers) for _ in range(4)]
        client = open_client("https://api.test", transport=Simulated(*answers), clock=loop.time, rng=lambda: 0.0)
        try:
            with pytest.raises(OutcomeUnknown) as caught:
                await client.send(GET)
            assert caught.value.key == "reading_timed_out"
            return loop.time()
        finally:
            await client.aclose()
            gc.collect()

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        assert runner.run(story()) < 4 * (10.0 + 120.0) + 10.0


def test_an_answer_made_in_this_process_has_the_same_limit() -> None:
    with pytest.raises(VendorNonsense):
        _run(lambda: httpx.Response(200, content=b"x" * 251), body_limit=250)
