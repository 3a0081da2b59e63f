"""HTTP without sockets: httpx on one side, a vendor's application on the other, the weather in between."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import orjson

from crmdesk.sandbox.asgi import VendorApplication
from crmdesk.sandbox.faults import Action, Fault, FaultBoard
from crmdesk.sandbox.messages import ConnectionDropped
from tests.sim.weather import Weather

READ_TAILS = ("/read", "/search")
CREATION_TAILS = ("/batch/create", "/batch/upsert")
FAULTS: dict[str, tuple[Action, Any]] = {
    "limited": (Action.RETRY_AFTER, 5),
    "nonsense": (Action.GARBAGE, None),
    "signed_out": (Action.STATUS, 401),
    "duplicate": (Action.DUPLICATE_PAGE, None),
    "shuffle": (Action.REORDER, None),
    "cut": (Action.STATUS, 502),
    "expired": (Action.STATUS, 400),
    "partial": (Action.PARTIAL, None),
    "not_now": (Action.STATUS, 423),
    "lost_after": (Action.DROP_AFTER, None),
}
"""What the sandbox does for a mishap; the others happen before anything reaches it."""


def _goes_on(request: httpx.Request) -> bool:
    """Whether a request asks for a further page."""
    search = orjson.loads(request.content) if request.method == "POST" and request.url.path.endswith("/search") else {}
    return "after" in request.url.params or search.get("after") not in (None, "0")


class Wire(httpx.AsyncBaseTransport):
    """Requests to one application. ``watch`` is called with each that writes, before and after it is carried out."""

    def __init__(
        self,
        application: VendorApplication,
        board: FaultBoard,
        weather: Weather,
        trace: Callable[[str], None],
        watch: Callable[[httpx.Request, bool], None],
    ) -> None:
        self._application = application
        self._board = board
        self._weather = weather
        self._trace = trace
        self._watch = watch

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Carry a request out, as far as the weather lets it happen."""
        writes = request.method != "GET" and not request.url.path.endswith(READ_TAILS)
        await asyncio.sleep(self._weather.pause_s())
        self._weather.pass_by()
        creates = request.url.path.endswith(CREATION_TAILS) and "/objects/" in request.url.path
        mishap = self._weather.strike(writes=writes, creates=creates) or self._forbidden(
            request.url.path, writes=writes
        )
        if mishap in ("duplicate", "shuffle") and "/objects/" not in request.url.path:
            mishap = None  # these lists have one page
        if mishap == "expired" and not _goes_on(request):
            mishap = None  # only what leads to a further page expires
        self._trace(f"{request.method} {request.url.path}{' ' + mishap if mishap else ''}")
        if mishap == "offline":
            raise httpx.ConnectError("no network", request=request)
        if mishap == "lost_before":
            raise httpx.ReadTimeout("no answer", request=request)
        fault = (Action.STATUS, 403) if mishap == "forbidden" else FAULTS.get(mishap or "")
        if fault is not None:
            self._board.add([Fault(self._application.vendor.name, fault[0], value=fault[1])])
        happens = writes and (fault is None or fault[0] not in (Action.STATUS, Action.RETRY_AFTER))
        if happens:
            self._watch(request, False)
        try:
            return await self._carry(request)
        except ConnectionDropped:
            raise httpx.ReadError("connection lost", request=request) from None
        finally:
            if happens:
                self._watch(request, True)

    def _forbidden(self, path: str, *, writes: bool) -> str | None:
        if self._weather.forbidden is None:
            return None
        fault, object_name = self._weather.forbidden
        about = f"/{object_name}" in path and "/associations/" not in path and "/properties/" not in path
        return "forbidden" if about and fault == ("forbidden_write" if writes else "forbidden_read") else None

    async def _carry(self, request: httpx.Request) -> httpx.Response:
        body = request.content
        scope = {
            "type": "http",
            "method": request.method,
            "scheme": request.url.scheme,
            "path": request.url.path,
            "raw_path": request.url.raw_path.split(b"?")[0],
            "query_string": request.url.query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "server": (request.url.host, request.url.port),
        }
        messages: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            messages.append(message)

        call: Callable[[Any, Any, Any], Awaitable[None]] = self._application
        await call(scope, receive, send)
        start, end = messages
        return httpx.Response(start["status"], headers=start["headers"], content=end["body"], request=request)
