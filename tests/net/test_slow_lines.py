"""Large bodies over slow lines: bounded is how long nothing moves, and not how long all of it takes."""

from __future__ import annotations

import asyncio
import socket

from crmdesk.net.client import MEBIBYTE
from crmdesk.net.messages import Effect, Request, Response
from tests.conftest import RunAsync
from tests.net.conftest import OpenFor

BODY = b"x" * (16 * MEBIBYTE)
"""Far more than what the system keeps for a connection."""


def test_a_large_request_over_a_slow_line_arrives_whole(run_async: RunAsync, client_for: OpenFor) -> None:
    arrived = 0

    async def read_slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal arrived
        await reader.readuntil(b"\r\n\r\n")
        while arrived < len(BODY):
            arrived += len(await reader.read(256 * 1024))
            await asyncio.sleep(0.03)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def story() -> Response:
        with socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 128 * 1024)
            listening.bind(("127.0.0.1", 0))
            server = await asyncio.start_server(read_slowly, sock=listening)
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            async with server, client_for(url, timeout_s=1.0, total_s=1.0) as client:
                return await client.send(Request("PUT", "/batch", "/batch", json=BODY, effect=Effect.WRITES))

    assert run_async(story()).body == b"{}"
    assert arrived == len(BODY)
