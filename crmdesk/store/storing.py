"""Waiting for what stores something to its end, whatever is cancelled meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """What comes of storing something, whatever is pressed meanwhile: "interrupted" would have it done again."""
    task = asyncio.create_task(work)
    await is_cancelled_meanwhile(task)
    return task.result()


async def is_cancelled_meanwhile(task: asyncio.Task[Any]) -> bool:
    """Wait for the end of what stores something, and tell whether this was cancelled: what has begun is stored.

    However often it is cancelled: a run is by the button, and then by the end of the program.
    """
    cancelled = False
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            cancelled = True
    return cancelled
