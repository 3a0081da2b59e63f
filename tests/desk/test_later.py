"""Something made in the background: made once, awaited by many, and never waited for by who only looks."""

from __future__ import annotations

import asyncio
import threading

import pytest

from crmdesk.desk.later import Later
from tests.conftest import RunAsync


def test_it_is_made_once_and_looking_does_not_wait() -> None:
    leave, made = threading.Event(), []

    def make() -> str:
        leave.wait()
        made.append(1)
        return "here"

    later = Later(make)
    assert (later.begun, later.here) == (False, None)
    first = later.begin()
    assert later.begin() is first
    assert (later.begun, later.here) == (True, None)
    leave.set()
    assert (later(), later.here, made) == ("here", "here", [1])


def test_who_gives_up_waiting_stops_nobody_else(run_async: RunAsync) -> None:
    leave = threading.Event()
    later = Later(lambda: leave.wait() and "here")

    async def impatient() -> None:
        waiting = asyncio.ensure_future(asyncio.wrap_future(later.begin()))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    run_async(impatient())
    leave.set()
    assert later() == "here"


def test_a_failure_belongs_to_who_waits() -> None:
    def make() -> str:
        raise KeyError("name")

    later = Later(make)
    with pytest.raises(KeyError):
        later()
    assert later.here is None
