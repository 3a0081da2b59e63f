"""One HTTP exchange: out, redirects of the same server, the answer read to its end, errors named, a traffic record."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

import httpx

from crmdesk.domain.errors import Bug, InvalidInput, OutcomeUnknown, RateLimited, Unreachable, VendorNonsense
from crmdesk.net.body import read_body
from crmdesk.net.messages import Headers, Request, Response, moment_of
from crmdesk.net.traffic import TrafficOutcome, TrafficRecord
from crmdesk.net.trust import origin_of

REDIRECTS = 3

STRETCH = 512 * 1024
"""Bytes that earn an exchange its time anew: the file of a first pull may take an hour on a slow line, and a server that lets its
answer trickle (35 kbit/s is less than any line has) is given up all the same."""

PIECE = 64 * 1024
"""A body goes out in parts of so many bytes: each wait for the line is for one of them, and not for all."""

# Raised by httpx before the first byte of a request has left.
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


@dataclass(slots=True)
class Notes:
    """What is known of one exchange while it runs, for its traffic record."""

    request: Request
    attempt: int
    sent_bytes: int
    status: int | None = None
    received_bytes: int = 0
    limits: dict[str, float] = field(default_factory=dict)

    def record(self, outcome: TrafficOutcome, elapsed_s: float) -> TrafficRecord:
        """The record of it."""
        return TrafficRecord(
            endpoint=self.request.endpoint,
            method=self.request.method,
            status=self.status,
            sent_bytes=self.sent_bytes,
            received_bytes=self.received_bytes,
            elapsed_s=elapsed_s,
            outcome=outcome,
            limits=self.limits,
            attempt=self.attempt,
        )


async def converse(
    client: httpx.AsyncClient,
    outgoing: httpx.Request,
    notes: Notes,
    *,
    limit: int,
    total_s: float,
    clock: Callable[[], float],
) -> tuple[httpx.Response, Response]:
    """Send ``outgoing``, follow what may be followed, read the answer: httpx's own (closed) and ours.

    ``total_s`` is the time for all of it, and begins anew with every ``STRETCH`` that was sent or read.
    Raises Unreachable, OutcomeUnknown, VendorNonsense.
    """
    started = clock()
    with _named(notes.request, outgoing):
        async with asyncio.timeout(total_s) as deadline:
            pace = _Pace(deadline, total_s)
            for _ in range(REDIRECTS + 1):
                raw, body = await _hop(client, outgoing, notes, limit, pace)
                if raw.next_request is None:
                    return raw, Response(
                        status=raw.status_code,
                        headers=Headers(raw.headers.multi_items()),
                        body=body,
                        elapsed_s=clock() - started,
                        date=moment_of(raw.headers.get("date", "")),
                    )
                outgoing = _redirected(client, outgoing, raw)
    raise VendorNonsense("redirect_loop", endpoint=notes.request.endpoint)


@dataclass(slots=True)
class _Pace:
    """How long an exchange may still take."""

    deadline: asyncio.Timeout
    total_s: float
    lacking: int = STRETCH

    def came(self, size: int) -> None:
        """So many bytes more have been sent or read."""
        self.lacking -= size
        if self.lacking <= 0:
            self.deadline.reschedule(asyncio.get_running_loop().time() + self.total_s)
            self.lacking = STRETCH


class _Pieces(httpx.AsyncByteStream):
    """A large body, part by part: the next one is asked for when the last one has left."""

    def __init__(self, content: bytes, pace: _Pace) -> None:
        self._content, self._pace = content, pace
        self._at = 0

    def __aiter__(self) -> Self:
        self._at = 0
        return self

    async def __anext__(self) -> bytes:
        piece = self._content[self._at : self._at + PIECE]
        if not piece:
            raise StopAsyncIteration
        if self._at:
            self._pace.came(PIECE)
        self._at += len(piece)
        return piece


async def _hop(
    client: httpx.AsyncClient, outgoing: httpx.Request, notes: Notes, limit: int, pace: _Pace
) -> tuple[httpx.Response, bytes]:
    if len(outgoing.content) > PIECE:
        outgoing.stream = _Pieces(outgoing.content, pace)
    raw = await client.send(outgoing, stream=True)
    try:
        notes.status = raw.status_code
        return raw, await read_body(raw, limit, pace.came)
    finally:
        notes.received_bytes += raw.num_bytes_downloaded
        await raw.aclose()


def _redirected(client: httpx.AsyncClient, outgoing: httpx.Request, raw: httpx.Response) -> httpx.Request:
    """The next hop: same server, same method, or an error (a write turned into a read would be lost unseen)."""
    following = raw.next_request
    assert following is not None
    if _foreign(outgoing.url, following.url):
        raise VendorNonsense("foreign_redirect", host=following.url.host)
    if following.method != outgoing.method:
        raise VendorNonsense("redirected_write", status=raw.status_code)
    again = client.build_request(outgoing.method, following.url, headers=outgoing.headers, content=outgoing.content)
    again.extensions = outgoing.extensions
    return again


def _foreign(here: httpx.URL, there: httpx.URL) -> bool:
    try:
        return origin_of(str(here)) != origin_of(str(there))
    except InvalidInput:
        return True


@contextmanager
def _named(request: Request, outgoing: httpx.Request) -> Iterator[None]:
    """Give the transport's errors their names: the one place that knows httpx's."""
    try:
        yield
    except _UNSENT as error:
        address = f"{outgoing.url.scheme}://{outgoing.url.netloc.decode('ascii')}"
        raise Unreachable(_why_unsent(error), host=outgoing.url.host, address=address) from error
    except (httpx.TimeoutException, TimeoutError) as error:
        key = "answer_timed_out" if request.writes else "reading_timed_out"
        raise OutcomeUnknown(key, endpoint=request.endpoint, method=request.method) from error
    except httpx.LocalProtocolError as error:
        raise Bug("request_malformed", endpoint=request.endpoint, method=request.method) from error
    except (httpx.InvalidURL, UnicodeError) as error:  # an address of a redirect that no host has
        raise VendorNonsense("foreign_redirect", host="") from error
    except (httpx.TransportError, httpx.StreamError) as error:
        key = "connection_lost" if request.writes else "reading_interrupted"
        raise OutcomeUnknown(key, endpoint=request.endpoint, method=request.method) from error


def _why_unsent(error: BaseException) -> str:
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, ssl.SSLCertVerificationError):
            return "certificate_refused"
        if isinstance(link, ssl.SSLError):
            return "tls_failed"
        if isinstance(link, socket.gaierror):
            return "host_unknown"
        link = link.__cause__ or link.__context__
    return "unreachable"


def outcome_of(error: BaseException) -> TrafficOutcome:
    """How a failed exchange is counted."""
    match error:
        case Unreachable():
            return TrafficOutcome.UNREACHABLE
        case RateLimited():
            return TrafficOutcome.REFUSED
        case VendorNonsense():
            return TrafficOutcome.NONSENSE
        case asyncio.CancelledError():
            return TrafficOutcome.CANCELLED
        case _:
            return TrafficOutcome.UNKNOWN
