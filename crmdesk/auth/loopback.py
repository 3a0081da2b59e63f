"""The address on this computer to which the browser brings the answer (RFC 8252, 7.3 and 8.3)."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl

from crmdesk.auth.pages import Page, render
from crmdesk.auth.pkce import State
from crmdesk.domain.errors import SignInFailed
from crmdesk.domain.secret import Secret

SIGN_IN_S = 300.0  # how long a person may take
TALK_S = 10.0  # how long one connection may take
HEAD_BYTES = 16 * 1024
WORDS = 200  # of the vendor's own words, at most

BOTH_FAMILIES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
Addresses = Sequence[tuple[socket.AddressFamily, str]]

_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})  # Windows says EACCES for a port it keeps to itself
# On Windows an address can otherwise be shared with a listener that came later; elsewhere a port in TIME_WAIT is free.
_OWN_OPTION = getattr(socket, "SO_EXCLUSIVEADDRUSE", 0) if sys.platform == "win32" else socket.SO_REUSEADDR


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one request gets to see, and what it means for the sign-in (None: nothing)."""

    page: Page
    outcome: Secret | SignInFailed | None = None


class LoopbackListener:
    """Listens until the one right answer came; strangers get a page and change nothing. Made by ``open``."""

    def __init__(
        self,
        sockets: Sequence[socket.socket],
        *,
        host: str,
        path: str,
        state: State,
        language: str,
        consent_refused: Sequence[str],
    ) -> None:
        self._sockets = sockets
        self._host = f"{host}:{sockets[0].getsockname()[1]}"
        self._path = path
        self._state = state
        self._language = language
        self._consent_refused = consent_refused
        self._servers: list[asyncio.Server] = []
        self._talks: set[asyncio.Task[None]] = set()
        self._outcome: asyncio.Future[Secret | SignInFailed] = asyncio.get_running_loop().create_future()
        self.told: Mapping[str, str] = {}
        """What the answer with the code told besides: some vendors name a server in it."""

    @classmethod
    async def open(
        cls,
        *,
        host: str,
        path: str,
        state: State,
        language: str,
        ports: Sequence[int] = (),
        addresses: Addresses = BOTH_FAMILIES,
        consent_refused: Sequence[str] = ("access_denied",),
    ) -> Self:
        """Listen on the first of ``ports`` that is free at every address (on any free port where there are none).

        ``host`` is the literal in the redirect address: ``localhost`` or ``127.0.0.1``. An address this computer does
        not have (no IPv6) is left out. ``consent_refused`` are the vendor's words for a person who did not agree. Raises
        SignInFailed(``loopback_ports_taken``).
        """
        sockets = _bind_first(ports, addresses)
        listener = cls(sockets, host=host, path=path, state=state, language=language, consent_refused=consent_refused)
        for sock in listener._sockets:
            listener._servers.append(await asyncio.start_server(listener._accept, sock=sock, limit=HEAD_BYTES))
        return listener

    @property
    def redirect_uri(self) -> str:
        """The address to send along with the request, and again with the code."""
        return f"http://{self._host}{self._path}"

    async def code(self, timeout_s: float = SIGN_IN_S) -> Secret:
        """The authorization code; the listener is closed when this ends, however it ends.

        Raises SignInFailed: ``consent_refused``, ``sign_in_error`` (the vendor's own error), ``sign_in_timed_out``,
        ``sign_in_cancelled``.
        """
        try:
            async with asyncio.timeout(timeout_s):
                outcome = await self._outcome
        except TimeoutError as error:
            raise SignInFailed("sign_in_timed_out", after_s=timeout_s) from error
        finally:
            await self.aclose()
        if isinstance(outcome, SignInFailed):
            raise outcome
        return outcome

    def cancel(self) -> None:
        """End the wait: ``code`` raises SignInFailed(``sign_in_cancelled``)."""
        self._settle(SignInFailed("sign_in_cancelled"))

    async def aclose(self) -> None:
        """Stop listening at once and drop every connection."""
        for server in self._servers:
            server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        for server in self._servers:
            await server.wait_closed()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.get_running_loop().create_task(self._talk(reader, writer))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request; each has its own task, so that a slow one holds nobody up."""
        outcome = None
        try:
            async with asyncio.timeout(TALK_S):
                verdict = await self._answer(reader)
                outcome = verdict.outcome
                writer.write(render(verdict.page, self._language))
                await writer.drain()
        except (OSError, EOFError):  # a time-out is an OSError, a connection that ends early an EOFError
            pass
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            if outcome is not None:  # the page is out: now the listener may go
                self._settle(outcome)

    async def _answer(self, reader: asyncio.StreamReader) -> _Verdict:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return _Verdict(Page.MALFORMED)
        return self._judge(head.decode("latin-1"))

    def _judge(self, head: str) -> _Verdict:
        first, *lines = head.rstrip("\r\n").split("\r\n")
        match first.split(" "):
            case [method, target, "HTTP/1.1" | "HTTP/1.0"]:
                pass
            case _:
                return _Verdict(Page.MALFORMED)
        if _hosts(lines) != [self._host]:  # a page elsewhere that points its own name at this computer
            return _Verdict(Page.MALFORMED)
        path, _, query = target.partition("?")
        if path != self._path:
            return _Verdict(Page.NOT_FOUND)
        if method != "GET":
            return _Verdict(Page.WRONG_METHOD)
        return self._judge_answer(query)

    def _judge_answer(self, query: str) -> _Verdict:
        """RFC 6749, 4.1.2: the state first, then a code or an error."""
        pairs = parse_qsl(query, keep_blank_values=True)
        fields = dict(pairs)
        if len(fields) != len(pairs):
            return _Verdict(Page.MALFORMED)
        if not self._state.matches(fields.get("state", "")):
            return _Verdict(Page.FOREIGN)
        code, error = fields.get("code", ""), fields.get("error", "")
        if not code and not error:
            return _Verdict(Page.MALFORMED)
        if not self._state.spend():
            return _Verdict(Page.USED)
        self.told = {name: value for name, value in fields.items() if name not in {"code", "state"}}
        if error:
            return _Verdict(Page.REFUSED, self._refusal(error, fields.get("error_description", "")))
        return _Verdict(Page.DONE, Secret(code))

    def _refusal(self, error: str, words: str) -> SignInFailed:
        if error in self._consent_refused:
            return SignInFailed("consent_refused", vendor_words=words[:WORDS])
        return SignInFailed("sign_in_error", vendor_error=error[:WORDS], vendor_words=words[:WORDS])

    def _settle(self, outcome: Secret | SignInFailed) -> None:
        if not self._outcome.done():
            self._outcome.set_result(outcome)


def _hosts(lines: Sequence[str]) -> list[str]:
    fields = (line.partition(":") for line in lines)
    return [value.strip().lower() for name, _, value in fields if name.lower() == "host"]


def _bind_first(ports: Sequence[int], addresses: Addresses) -> list[socket.socket]:
    for port in ports or (0,) * 10:  # a free port of one family may be taken in the other
        sockets = _bind(port, addresses)
        if sockets:
            return sockets
    raise SignInFailed("loopback_ports_taken", ports=list(ports))


def _bind(port: int, addresses: Addresses) -> list[socket.socket]:
    """The same port at every address there is; nothing when one of them is taken."""
    bound: list[socket.socket] = []
    for family, address in addresses:
        try:
            bound.append(_bound(family, address, bound[0].getsockname()[1] if bound else port))
        except OSError as error:
            if error.errno in _TAKEN:
                for sock in bound:
                    sock.close()
                return []
    return bound


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, _OWN_OPTION, 1)
        sock.bind((address, port))
        sock.listen()
    except OSError:
        sock.close()
        raise
    return sock
