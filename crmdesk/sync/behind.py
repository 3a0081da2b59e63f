"""Writing what was read while the caller already reads on: one write at a time, in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager


class Behind:
    """At most one piece of work under way beside the caller."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    async def done(self) -> None:
        """Wait for the work under way. Raises what it raised."""
        task, self._task = self._task, None
        if task is not None:
            await task

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Begin the next piece of work; the one before has to be ``done``."""
        self._task = asyncio.get_running_loop().create_task(work)

    async def stop(self) -> None:
        """Give up the work under way, whatever comes of it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
            if not task.cancelled():
                task.exception()  # the caller is being cancelled: nobody is left to hear of it


@asynccontextmanager
async def behind() -> AsyncIterator[Behind]:
    """Work beside the block. Leaving it waits for the work, also where the block failed: what was read is kept."""
    working = Behind()
    try:
        yield working
    except asyncio.CancelledError:
        await working.stop()
        raise
    except BaseException:
        await working.done()
        raise
    await working.done()
