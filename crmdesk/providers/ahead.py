"""Asking for the next page while the caller works on the present one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

T = TypeVar("T")

TURNS = 8
"""Turns of the loop after which a step has sent its request: before the caller computes and holds up the loop."""


class _Ahead(Generic[T]):
    """An iterator that is one step ahead of whoever reads it."""

    def __init__(self, source: AsyncGenerator[T, None]) -> None:
        self._source = source
        self._next: asyncio.Task[T] | None = None

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        task = self._next or self._start()
        self._next = None
        item = await task
        self._next = self._start()
        for _ in range(TURNS):
            await asyncio.sleep(0)
        return item

    async def aclose(self) -> None:
        """End the step under way and the source."""
        if self._next is not None:
            self._next.cancel()
            await asyncio.wait([self._next])
            if not self._next.cancelled():
                self._next.exception()  # nobody is left to hear of it
        await self._source.aclose()

    def _start(self) -> asyncio.Task[T]:
        return asyncio.get_running_loop().create_task(self._step())

    async def _step(self) -> T:
        return await anext(self._source)


@asynccontextmanager
async def ahead(source: AsyncGenerator[T, None]) -> AsyncIterator[AsyncIterator[T]]:
    """``source``, read one item ahead of the caller; leaving the block ends the step under way."""
    stepping = _Ahead(source)
    try:
        yield stepping
    finally:
        await stepping.aclose()
