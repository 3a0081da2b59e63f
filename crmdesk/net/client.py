"""The HTTP client that providers and the sign-in are handed."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import stamina

from crmdesk import __version__
from crmdesk.domain.errors import CrmdeskError, InvalidInput, OutcomeUnknown, RateLimited, Unreachable, VendorNonsense
from crmdesk.net.bearer import AUTHORIZATION, UNAUTHORIZED, BearerAuth, TokenSource
from crmdesk.net.body import ACCEPT_ENCODING
from crmdesk.net.clock_offset import ClockOffset
from crmdesk.net.exchange import Notes, converse, outcome_of
from crmdesk.net.limits import Limiter
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Classify, Patience, RetryPolicy, Rng, Sleep, plain_refusal
from crmdesk.net.traffic import TrafficOutcome, TrafficSink
from crmdesk.net.trust import Origin, origin_of, tls_context

# What can take the place of sockets, for those who must not import httpx to name it.
Transport = httpx.AsyncBaseTransport

MEBIBYTE = 1024 * 1024
CONNECT_S = 10.0

# They log whole addresses (with queries) and, at DEBUG, headers with tokens.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

# httpcore asks for this library several times in every exchange. Where there is none, Python would search every folder each
# time, which took a seventh of a run: None is Python's own note that it need not (importlib, sys.modules).
if importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a client behaves towards its server; everything has a sensible default in ``open_client``."""

    policy: RetryPolicy
    classify: Classify | None
    limiter: Limiter | None
    traffic: TrafficSink | None
    offset: ClockOffset | None
    total_s: float
    body_limit: int
    clock: Callable[[], float]
    wall: Callable[[], float]
    sleep: Sleep
    rng: Rng
    scope_errors: tuple[bytes, ...] = ()
    interactive: bool = False


class HttpClient:
    """Sends requests to one server, retries what may be retried, and names every failure. Made by ``open_client``."""

    def __init__(
        self, client: httpx.AsyncClient, auth: BearerAuth | None, origins: frozenset[Origin], conduct: Conduct
    ) -> None:
        self._client = client
        self._base_url = str(client.base_url).rstrip("/") + "/"
        self._auth = auth
        self._origins = origins
        self._conduct = conduct

    async def send(self, request: Request) -> Response:
        """The answer; any status below 500 that is not a refusal to be waited out comes back as it is.

        Raises Unreachable (nothing was sent), OutcomeUnknown (time-out, lost connection, 5xx; after the retries where
        the request may be repeated), RateLimited (the wait is too long), VendorNonsense (it cannot be read), and what
        the token source raises (SignInNeeded). After a write, VendorNonsense too leaves the outcome unknown.
        """
        request = replace(request, interactive=request.interactive or self._conduct.interactive)
        patience = Patience(self._conduct.policy, may_repeat=request.may_repeat, rng=self._conduct.rng)
        try:
            return await self._persist(request, patience)
        except (Unreachable, RateLimited) as error:
            if patience.in_doubt and request.writes:  # the last try did nothing, an earlier one may have
                raise OutcomeUnknown("outcome_in_doubt", endpoint=request.endpoint, method=request.method) from error
            raise

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _persist(self, request: Request, patience: Patience) -> Response:
        async for attempt in stamina.retry_context(on=patience.decide, attempts=None, timeout=None):
            with attempt:
                await patience.pause(self._conduct.sleep)
                return await self._authorised(request, attempt.num, patience)
        raise AssertionError  # the loop above ends by returning or raising

    async def _authorised(self, request: Request, attempt: int, patience: Patience) -> Response:
        """One attempt: one exchange, or two when the token had to be renewed."""
        outgoing = self._build(request)
        if self._auth is None:
            return (await self._exchange(request, outgoing, attempt, patience))[1]
        flow = self._auth.async_auth_flow(outgoing)
        try:
            with patience.final():
                outgoing = await anext(flow)
            while True:
                raw, response = await self._exchange(request, outgoing, attempt, patience)
                if response.status == UNAUTHORIZED and any(
                    word in response.body for word in self._conduct.scope_errors
                ):
                    return response  # the token is good: another one would be allowed no more
                try:
                    with patience.final():
                        outgoing = await flow.asend(raw)
                except StopAsyncIteration:
                    return response
                attempt += 1
        finally:
            await flow.aclose()

    async def _exchange(
        self, request: Request, outgoing: httpx.Request, attempt: int, patience: Patience
    ) -> tuple[httpx.Response, Response]:
        conduct = self._conduct
        if conduct.limiter is not None:
            with patience.final():
                await conduct.limiter.admit(request)
        notes = Notes(request, attempt, sent_bytes=len(outgoing.content))
        started = conduct.clock()
        outcome = TrafficOutcome.ANSWERED
        try:
            raw, response = await converse(
                self._client, outgoing, notes, limit=conduct.body_limit, total_s=conduct.total_s, clock=conduct.clock
            )
            if conduct.limiter is not None:
                notes.limits.update(conduct.limiter.learn(response))
            if conduct.offset is not None and response.date is not None:
                conduct.offset.learn(response.date, conduct.wall() - response.elapsed_s / 2)
            self._judge(request, response, patience)
        except (CrmdeskError, asyncio.CancelledError) as error:
            outcome = outcome_of(error)
            raise
        finally:
            if conduct.traffic is not None:
                conduct.traffic.record(notes.record(outcome, conduct.clock() - started))
        return raw, response

    def _judge(self, request: Request, response: Response, patience: Patience) -> None:
        """Raise for a refusal and for a server's error; everything else is the vendor's to explain."""
        if response.status < 400:
            return
        classify = self._conduct.classify
        wait = (classify(request, response) if classify is not None else None) or plain_refusal(response)
        if wait is not None:
            seconds = patience.refusal(wait)
            raise RateLimited("rate_limited", retry_after_s=seconds, status=response.status, policy=wait.policy)
        if response.status >= 500:
            raise OutcomeUnknown("server_error", status=response.status, endpoint=request.endpoint)

    def _build(self, request: Request) -> httpx.Request:
        headers = {"Accept": "application/json"}
        content = request.json
        if content is not None:
            headers["Content-Type"] = "application/json"
        elif request.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            content = urlencode(request.form).encode()
        headers.update(request.headers)
        try:
            outgoing = self._client.build_request(
                request.method, _address(self._base_url, request), headers=headers, content=content
            )
        except httpx.InvalidURL as error:  # a paging link, for example
            raise VendorNonsense("url_unusable", endpoint=request.endpoint) from error
        self._check_origin(request, outgoing)
        return outgoing

    def _check_origin(self, request: Request, outgoing: httpx.Request) -> None:
        """A token goes to the servers it is meant for, whatever address an answer named as the next one."""
        try:
            known = origin_of(str(outgoing.url)) in self._origins
        except InvalidInput as error:
            raise VendorNonsense("url_unusable", endpoint=request.endpoint) from error
        if self._auth is not None and not known:
            raise VendorNonsense("foreign_url", endpoint=request.endpoint, host=outgoing.url.raw_host.decode("ascii"))


_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]")


def _address(base_url: str, request: Request) -> str:
    """The whole address: httpx reads one character by character, and two where it has to put them together."""
    path = request.path if _ABSOLUTE.match(request.path) else f"{base_url}{request.path.lstrip('/')}"
    if not request.query:
        return path
    mark = "&" if "?" in path else "?"
    return f"{path}{mark}{urlencode(request.query, quote_via=quote)}"


def open_client(  # noqa: PLR0913 - the one place where a client's parts come together
    base_url: str,
    *,
    tokens: TokenSource | None = None,
    token_scheme: str = "Bearer",  # noqa: S107 - a word of the protocol
    token_header: str = AUTHORIZATION,
    token_origins: tuple[str, ...] = (),
    scope_errors: tuple[str, ...] = (),
    ca_file: Path | None = None,
    transport: Transport | None = None,
    policy: RetryPolicy | None = None,
    classify: Classify | None = None,
    limiter: Limiter | None = None,
    traffic: TrafficSink | None = None,
    offset: ClockOffset | None = None,
    timeout_s: float = 30.0,
    total_s: float = 120.0,
    body_limit: int = 64 * MEBIBYTE,
    clock: Callable[[], float] = time.monotonic,
    wall: Callable[[], float] = time.time,
    sleep: Sleep = asyncio.sleep,
    rng: Rng = random.random,
    interactive: bool = False,
) -> HttpClient:
    """A client for the server at ``base_url``; close it with ``aclose``.

    ``tokens`` authorise every request, in ``token_header``; they go to ``base_url``'s server and ``token_origins`` only.
    A 401 that has one of ``scope_errors`` in its body does not renew the token. ``ca_file`` is one more authority to trust.
    ``transport`` replaces the sockets (the simulator's). ``timeout_s`` bounds each wait for bytes, ``total_s`` a
    whole exchange, or each stretch of a large one (``exchange.STRETCH``), ``body_limit`` the decoded body. ``rng`` gives
    numbers from 0 to 1. ``interactive`` marks every request as one that a person waits for.
    Raises InvalidInput: ``url_unusable``, ``insecure_url``, ``ca_file_unusable``, ``proxy_unusable``.
    """
    origins = frozenset(map(origin_of, (base_url, *token_origins)))
    conduct = Conduct(
        policy=policy or RetryPolicy(),
        classify=classify,
        limiter=limiter,
        traffic=traffic,
        offset=offset,
        total_s=total_s,
        body_limit=body_limit,
        clock=clock,
        wall=wall,
        sleep=sleep,
        rng=rng,
        scope_errors=tuple(word.encode() for word in scope_errors),
        interactive=interactive,
    )
    client = _httpx_client(base_url, ca_file, transport, timeout_s)
    return HttpClient(
        client, None if tokens is None else BearerAuth(tokens, token_scheme, token_header), origins, conduct
    )


def _httpx_client(
    base_url: str, ca_file: Path | None, transport: Transport | None, timeout_s: float
) -> httpx.AsyncClient:
    context = tls_context(ca_file)
    try:
        return httpx.AsyncClient(
            base_url=base_url,
            verify=context,
            transport=transport,
            timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, CONNECT_S)),
            headers={"User-Agent": f"crmdesk/{__version__}", "Accept-Encoding": ACCEPT_ENCODING},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # an API client has no session to keep
            # The environment's proxy is for other machines.
            mounts={f"all://{host}": None for host in ("localhost", "127.0.0.1", "[::1]")},
        )
    except (ValueError, ImportError, httpx.InvalidURL) as error:  # a proxy that httpx does not speak to, or no address
        raise InvalidInput("proxy_unusable", field="proxy") from error
