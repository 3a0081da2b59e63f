"""The stages of a run, seen from inside the process that is to die at a moment of one of them.

A stage is a method of the engine and whatever it awaits. A moment is a point of it: before a request has left, when it has been
sent and nothing is answered, when its answer has come and nothing of it is recorded; before and after a commit.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

import httpx

from crmdesk.store import indexing
from crmdesk.store.store import ThreadedStore
from crmdesk.store.unit import Unit
from crmdesk.sync import describe
from crmdesk.sync.backlog import Backlog
from crmdesk.sync.overwrites import Overwrites
from crmdesk.sync.pull import Puller
from crmdesk.sync.recover import Recovery
from crmdesk.sync.run import Run
from crmdesk.sync.send import Sender
from crmdesk.sync.sweeping import Sweeper

LEFT, SENT, ANSWERED = "before the request", "request sent", "answer unrecorded"
BEFORE, AFTER = "before the commit", "after the commit"
POINTS: Mapping[str, tuple[str, ...]] = {
    "recover": (LEFT, ANSWERED, BEFORE, AFTER),
    "describe": (SENT, BEFORE, AFTER),
    "pull": (LEFT, ANSWERED),
    "apply": (BEFORE, AFTER),
    "plan": (BEFORE, AFTER),
    "verify": (LEFT, ANSWERED),
    "note": (BEFORE, AFTER),
    "send": (LEFT, SENT, ANSWERED),
    "confirm": (BEFORE, AFTER),
    "look": (LEFT, ANSWERED, BEFORE, AFTER),
    "sweep": (LEFT, ANSWERED, BEFORE, AFTER),
    "close": (BEFORE, AFTER),
    "index": (BEFORE, AFTER),
}
"""Every stage with the points at which a process dies in it.

``note`` writes intents, ``plan`` finds out what to send, ``look`` asks for the history of what was written.
"""

DAILY = ("describe", "sweep")
"""What a run does once a day."""

NOT_THERE: Mapping[str, tuple[str, ...]] = {"pipedrive": ("sweep",)}
"""Stages that a vendor's runs do not have: the ids of Pipedrive's rows are walked by a feed (``providers/pipedrive/gone.py``)."""

UNKNOWN_AFTER = (("note", AFTER), ("send", LEFT), ("send", SENT), ("send", ANSWERED), ("confirm", BEFORE))
"""The moments that leave a send whose outcome is unknown: the next run has to recover it."""

_STAGE: ContextVar[str] = ContextVar("stage", default="")


@dataclass(frozen=True, slots=True)
class Moment:
    """The ``nth`` time that a run comes to a point of a stage."""

    stage: str
    point: str
    nth: int = 1


class Doom:
    """Kills this process at one moment."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._left = moment.nth

    def passes(self, stage: str, point: str) -> None:
        """A point of a stage is reached."""
        if (stage, point) != (self._moment.stage, self._moment.point):
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def install(moment: Moment) -> None:
    """Doom this process, which has to be a fresh one."""
    doom = Doom(moment)
    _stage(describe, "described", "describe")
    _stage(Recovery, "resolve_all", "recover")
    _stage(Puller, "pull_all", "pull")
    _stage(Puller, "_write", "apply")
    _stage(Backlog, "work_off", "apply")
    _stage(Sender, "_pass", "plan")
    _stage(Sender, "_send_deletes", "plan")
    _stage(Sender, "_verify", "verify")
    _stage(Sender, "_search_first", "verify")
    _stage(Overwrites, "look_all", "look")
    _stage(Sweeper, "advance", "sweep")
    _stage(Run, "_close", "close")
    _stage_sending()
    _watch_requests(doom)
    _watch_commits(doom)


def _stage(owner: Any, name: str, stage: str) -> None:
    """Whatever this coroutine function awaits belongs to the stage."""
    real = getattr(owner, name)

    @wraps(real)
    async def staged(*given: Any, **more: Any) -> Any:
        token = _STAGE.set(stage)
        try:
            return await real(*given, **more)
        finally:
            _STAGE.reset(token)

    setattr(owner, name, staged)


def _stage_sending() -> None:
    """A request to write: the intents are noted, it is sent, its answers are confirmed."""
    real: Any = Sender._request  # noqa: SLF001 - the seam between the stages

    async def staged(sender: Sender, spec: Any, items: Any, request: Callable[..., Awaitable[Any]]) -> Any:
        async def asked(*given: Any) -> Any:
            _STAGE.set("send")
            try:
                return await request(*given)
            finally:
                _STAGE.set("confirm")

        token = _STAGE.set("note")
        try:
            return await real(sender, spec, items, asked)
        finally:
            _STAGE.reset(token)

    setattr(Sender, "_request", staged)  # noqa: B010 - a method is replaced


def _watch_requests(doom: Doom) -> None:
    real = httpx.AsyncHTTPTransport.handle_async_request

    async def watched(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        stage = _STAGE.get()

        async def told(event: str, _: Any) -> None:
            if event == "http11.receive_response_headers.started":
                doom.passes(stage, SENT)

        doom.passes(stage, LEFT)
        request.extensions = {**request.extensions, "trace": told}
        response = await real(transport, request)
        doom.passes(stage, ANSWERED)
        return response

    setattr(httpx.AsyncHTTPTransport, "handle_async_request", watched)  # noqa: B010 - a method is replaced


def _watch_commits(doom: Doom) -> None:
    real: Any = ThreadedStore._submit  # noqa: SLF001 - where every unit of work passes

    def watched(store: ThreadedStore, work: Callable[[Unit], Any], **how: bool) -> Future[Any]:
        # Indexes are made again by runs and by whoever opens the store.
        stage = "index" if getattr(work, "func", work) in (indexing.bring_back, indexing.follow) else _STAGE.get()
        idle = False

        def doomed(unit: Unit) -> Any:
            nonlocal idle
            result = work(unit)
            # A look at an inbox, or at indexes, that found nothing to do is no moment of that stage.
            idle = stage != "confirm" and result is not None and not result
            if not idle:
                doom.passes(stage, BEFORE)
            return result

        def committed(_: Future[Any]) -> None:
            if not idle:
                doom.passes(stage, AFTER)

        future: Future[Any] = real(store, doomed, **how)
        future.add_done_callback(committed)
        return future

    setattr(ThreadedStore, "_submit", watched)  # noqa: B010 - a method is replaced
