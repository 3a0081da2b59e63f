"""Writing beside reading: in order, never lost, and never silently failed."""

from __future__ import annotations

import asyncio

import pytest

from crmdesk.sync.behind import behind
from tests.conftest import RunAsync


class Broken(Exception):
    """What goes wrong in a story."""


async def _note(told: list[str], name: str, until: asyncio.Event | None = None) -> None:
    if until is not None:
        await until.wait()
    told.append(name)


def test_the_caller_goes_on_meanwhile(run_async: RunAsync) -> None:
    async def story() -> list[str]:
        told: list[str] = []
        go_on = asyncio.Event()
        async with behind() as writing:
            writing.begin(_note(told, "written", go_on))
            told.append("read on")
            go_on.set()
            await writing.done()
            told.append("after")
            writing.begin(_note(told, "last"))
        return told

    assert run_async(story()) == ["read on", "written", "after", "last"]


async def _fail() -> None:
    raise Broken


def test_what_the_work_raises_is_raised_when_it_is_waited_for(run_async: RunAsync) -> None:
    async def story() -> None:
        async with behind() as writing:
            writing.begin(_fail())

    with pytest.raises(Broken):
        run_async(story())


def test_where_the_caller_fails_the_work_is_finished(run_async: RunAsync) -> None:
    told: list[str] = []

    async def story() -> None:
        async with behind() as writing:
            writing.begin(_note(told, "written"))
            raise Broken

    with pytest.raises(Broken):
        run_async(story())
    assert told == ["written"]


def test_where_both_fail_the_work_says_why(run_async: RunAsync) -> None:
    async def story() -> None:
        async with behind() as writing:
            writing.begin(_fail())
            raise KeyError

    with pytest.raises(Broken):
        run_async(story())


@pytest.mark.parametrize("fails", [False, True])
def test_a_cancelled_caller_gives_the_work_up(run_async: RunAsync, fails: bool) -> None:
    told: list[str] = []

    async def work(never: asyncio.Event) -> None:
        try:
            await never.wait()
        except asyncio.CancelledError:
            told.append("given up")
            if fails:
                raise Broken from None
            raise

    async def call() -> None:
        async with behind() as writing:
            never = asyncio.Event()
            writing.begin(work(never))
            await never.wait()

    async def story() -> None:
        task = asyncio.ensure_future(call())
        for _ in range(3):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run_async(story())
    assert told == ["given up"]
