"""A loopback HTTP server that does exactly what a test says, also what no proper server would."""

from __future__ import annotations

import asyncio
import ssl
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from socket import SO_LINGER, SOL_SOCKET
from typing import Self
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


Step = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


def reply(status: int = 200, body: bytes = b"{}", **headers: str) -> Step:
    """A proper answer; ``retry_after="3"`` becomes ``retry-after: 3``."""

    async def step(_: Seen, writer: asyncio.StreamWriter) -> None:
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        fields.setdefault("content-length", str(len(body)))
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        writer.write(f"HTTP/1.1 {status} Status\r\n{lines}\r\n".encode() + body)
        await writer.drain()

    return step


def raw(data: bytes) -> Step:
    """These bytes, then the end of the connection."""

    async def step(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        writer.close()

    return step


def reset(after: bytes = b"") -> Step:
    """A connection reset instead of (the rest of) an answer."""

    async def step(_: Seen, writer: asyncio.StreamWriter) -> None:
        if after:
            writer.write(after)
            await writer.drain()
        sock = writer.get_extra_info("socket")
        sock.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return step


def hang(after: bytes = b"") -> Step:
    """Nothing more after these bytes, ever."""

    async def step(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(after)
        await asyncio.get_running_loop().create_future()

    return step


class RawServer:
    """Takes the next step for each request; the last one again and again."""

    def __init__(self, *steps: Step, tls: ssl.SSLContext | None = None) -> None:
        self._steps = list(steps)
        self._tls = tls
        self._talks: set[asyncio.Task[None]] = set()
        self.seen: list[Seen] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    @property
    def url(self) -> str:
        scheme, host = ("https", "localhost") if self._tls else ("http", "127.0.0.1")
        return f"{scheme}://{host}:{self.port}"

    async def __aexit__(self, *exc_info: object) -> None:
        self._server.close()
        for talk in self._talks:
            talk.cancel()
        # A TLS handshake that the client broke off ends in a task of asyncio's own.
        accepting = [task for task in asyncio.all_tasks() if "_accept_connection2" in repr(task.get_coro())]
        await asyncio.gather(*self._talks, *accepting, return_exceptions=True)
        await self._server.wait_closed()

    def stop_listening(self) -> None:
        """From here on, new connections are refused."""
        self._server.close()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.get_running_loop().create_task(self._talk(reader, writer))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError):
                while not writer.is_closing():
                    seen = await _request(reader)
                    self.seen.append(seen)
                    step = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
                    await step(seen, writer)
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def _request(reader: asyncio.StreamReader) -> Seen:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Seen(method, target, headers, body)


def free_port() -> int:
    """A port that nothing listens on right now."""
    import socket

    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
