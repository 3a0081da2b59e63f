"""One vendor as an ASGI application: reads the request, applies faults, counts the call, sends the reply.

It runs under uvicorn (``serve.py``) and in process, for instance over ``httpx.ASGITransport`` on virtual time. Over
sockets the server puts the function that aborts the TCP connection into ``scope["extensions"]["crmdesk.abort"]``; in
its absence a lost connection is an exception (`ConnectionDropped`, `ConnectionHung`).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.types import Receive, Scope, Send

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.faults import Action, Fault, FaultBoard
from crmdesk.sandbox.messages import ConnectionDropped, ConnectionHung, Reply, Request
from crmdesk.sandbox.vendor import Vendor

ABORT = "crmdesk.abort"
FLOOD_BYTES = 100_000_000
BODYLESS = frozenset({204, 304})

Abort = Callable[[], None]


async def read_request(scope: Scope, receive: Receive) -> Request | None:
    """The whole request; ``None`` when the client went away while sending it."""
    chunks: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host") or "{}:{}".format(*scope["server"])
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
    if not raw_path.startswith(b"/"):  # as to a proxy; every server takes it (RFC 9112, section 3.2.2)
        raw_path = urlsplit(raw_path).path or b"/"
    return Request(
        method=scope["method"],
        raw_path=raw_path.decode("latin-1"),
        raw_query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=b"".join(chunks),
        base_url=f"{scope['scheme']}://{host}",
    )


async def send_reply(reply: Reply, date: str, send: Send, *, head: bool = False) -> None:
    """Send a whole reply, with its length and the server's date."""
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    headers.append((b"date", date.encode("latin-1")))
    if reply.status != 204:
        headers.append((b"content-length", str(len(reply.body)).encode("latin-1")))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else reply.body})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class VendorApplication:
    """The ASGI application of one vendor."""

    def __init__(self, vendor: Vendor, clock: VendorClock, faults: FaultBoard) -> None:
        self.vendor = vendor
        self.calls: Counter[str] = Counter()
        self._clock = clock
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        request = await read_request(scope, receive)
        if request is None:
            return
        abort: Abort | None = (scope.get("extensions") or {}).get(ABORT)
        head = request.method == "HEAD"
        if head:  # GET without its body, at every vendor (RFC 9110, section 9.3.2)
            request = replace(request, method="GET")
        self.calls[self.vendor.call_name(request)] += 1
        faults = self._faults.take(self.vendor.name, request.method, request.raw_path)
        if not faults:
            reply = self.vendor.handle(request)
        else:
            answered = await self._faulty(replace(request, faults=faults), receive, abort)
            if answered is None:
                return
            reply = answered
        await send_reply(reply, self._clock.http_date(), send, head=head)

    async def _faulty(self, request: Request, receive: Receive, abort: Abort | None) -> Reply | None:
        """The reply under faults, or ``None`` when the connection is gone."""
        if request.fault(Action.DROP_BEFORE):
            await self._drop(receive, abort, committed=False)
            return None
        hang = request.fault(Action.HANG)
        if hang is not None:
            if hang.value is None:
                if abort is None:
                    raise ConnectionHung
                await _until_gone(receive)
                return None
            await asyncio.sleep(float(hang.value))
        refused = self._refusal(request)
        if refused is not None:
            return refused
        reply = self._spoilt(request, self.vendor.handle(request))
        if request.fault(Action.DROP_AFTER):
            await self._drop(receive, abort, committed=True)
            return None
        return reply

    async def _drop(self, receive: Receive, abort: Abort | None, *, committed: bool) -> None:
        if abort is None:
            raise ConnectionDropped(committed=committed)
        abort()
        await _until_gone(receive)

    def _refusal(self, request: Request) -> Reply | None:
        """The reply of a fault that keeps the request from being carried out."""
        status = request.fault(Action.STATUS)
        if status is not None:
            return self._status(request, status)
        limited = request.fault(Action.RETRY_AFTER)
        if limited is not None:
            return self.vendor.limit_reply(request, None if limited.value is None else str(limited.value))
        for action in (Action.EXPIRE_TOKEN, Action.REVOKE_TOKEN):
            if request.fault(action):
                self.vendor.spoil_token(request, revoke=action is Action.REVOKE_TOKEN)
        return None

    def _status(self, request: Request, fault: Fault) -> Reply:
        value: Any = fault.value
        if not isinstance(value, dict):
            return self.vendor.fault_reply(request, int(value or 500))
        reply = self.vendor.fault_reply(request, int(value.get("status", 500)))
        if "body" in value:
            body = value["body"]
            made = Reply.html(reply.status, body) if isinstance(body, str) else Reply.json(reply.status, body)
            reply = made
        told = {str(name).lower(): str(text) for name, text in value.get("headers", {}).items()}
        reply.headers = [header for header in reply.headers if header[0].lower() not in told]
        reply.headers.extend(told.items())
        return reply

    def _spoilt(self, request: Request, reply: Reply) -> Reply:
        """The reply with the damage that a fault does to it."""
        if request.fault(Action.DUPLICATE_PAGE):
            return self.vendor.repeat_page(request, reply)
        if request.fault(Action.REORDER):
            return self.vendor.shuffle_page(request, reply)
        garbage, flood = request.fault(Action.GARBAGE), request.fault(Action.FLOOD)
        if garbage is not None:
            return _with_body(
                reply, reply.body[: len(reply.body) // 2] if garbage.value is None else str(garbage.value).encode()
            )
        if flood is not None:
            return _with_body(reply, reply.body.ljust(int(flood.value or FLOOD_BYTES)))
        return reply


def _with_body(reply: Reply, body: bytes) -> Reply:
    """The reply with another body; one whose status allows none becomes a plain answer (RFC 9110, section 6.4.1)."""
    return Reply(200 if body and reply.status in BODYLESS else reply.status, body, reply.headers)


def json_body(request: Request) -> Any:
    """The body of a control request. Raises `ValueError` when it is not JSON."""
    try:
        return orjson.loads(request.body)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"the body is not JSON: {error}") from None
