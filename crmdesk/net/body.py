"""Reading an answer's body with a limit on what it may unfold to."""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Protocol, cast

import httpx

from crmdesk.domain.errors import VendorNonsense

ACCEPT_ENCODING = "gzip"  # what read_body can undo
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


class _Unpacker(Protocol):
    """What ``zlib.decompressobj`` gives."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


async def read_body(response: httpx.Response, limit: int, came: Callable[[int], None]) -> bytes:
    """The decoded body, at most ``limit`` bytes of it; ``came`` is told of each part's bytes, decoded too.

    Decoded here and not by httpx, which unfolds each chunk in one go, however many times it was packed. Raises
    VendorNonsense(``body_too_large`` or ``body_undecodable``).
    """
    if response.is_stream_consumed:  # a transport that lives in this process hands over the whole answer
        return _within(response.content, limit, limit)
    parts: list[bytes] = []
    left = limit
    unpack = _unpacker(response.headers.get("content-encoding", ""))
    async with aclosing(cast(AsyncGenerator[bytes, None], response.aiter_raw())) as chunks:
        async for chunk in chunks:
            part = _within(_unfold(unpack, chunk, left), left, limit)
            left -= len(part)
            came(len(part))
            parts.append(part)
    if unpack is not None and parts and not unpack.eof:
        raise VendorNonsense("body_undecodable")
    return b"".join(parts)


def _within(part: bytes, left: int, limit: int) -> bytes:
    if len(part) > left:
        raise VendorNonsense("body_too_large", limit=limit)
    return part


def _unpacker(encoding: str) -> _Unpacker | None:
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return zlib.decompressobj(_GZIP_WINDOW)
        case other:  # was not asked for, and a list of encodings is how bombs are stacked
            raise VendorNonsense("body_undecodable", encoding=other[:40])


def _unfold(unpack: _Unpacker | None, chunk: bytes, left: int) -> bytes:
    if unpack is None:
        return chunk
    try:
        part = unpack.decompress(chunk, left + 1)
    except zlib.error as error:
        raise VendorNonsense("body_undecodable") from error
    if unpack.unused_data:  # behind the end; zlib would keep all that follows, and no limit counts it
        raise VendorNonsense("body_undecodable")
    return part
