"""Owned asyncio tasks: each belongs to a widget, ends with it, and shows its error once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from crmdesk.domain.errors import CrmdeskError


class TaskScope:
    """The tasks of one owner.

    ``on_error`` gets every CrmdeskError that a task ends with; anything else is a defect and goes to ``sys.excepthook``.
    When the owner is destroyed, or ``close`` is called, what still runs is cancelled and nothing new starts.
    """

    def __init__(self, owner: QObject, on_error: Callable[[CrmdeskError], None]) -> None:
        self._on_error = on_error
        self._tasks: set[asyncio.Task[Any]] = set()
        self._by_key: dict[str, asyncio.Task[Any]] = {}
        self._again: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {}
        self._open = True
        owner.destroyed.connect(self.close)

    def start(self, coroutine: Coroutine[Any, Any, object], key: str | None = None) -> None:
        """Run ``coroutine``; with a ``key``, the task that was started under it before is cancelled."""
        if not self._open:
            coroutine.close()
            return
        task = asyncio.get_event_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        if key is not None:
            self.cancel(key)
            self._by_key[key] = task

    def refresh(self, key: str, make: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Run ``make()`` under ``key``; while it runs, any number of further calls make one more run afterwards.

        This is for what changes faster than it can be read: unlike ``start`` it always comes to its end.
        """
        if not self._open:
            return
        if self.running(key):
            self._again[key] = make
            return
        self.start(make(), key)

    def once(self, key: str, make: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Run ``make()`` under ``key``, unless it runs.

        This is for what stores something: broken off, it would be stored all the same, and nobody would hear of it.
        """
        if not self.running(key):
            self.start(make(), key)

    def cancel(self, key: str) -> None:
        """Cancel the task that runs under ``key``, if one does."""
        task = self._by_key.pop(key, None)
        if task is not None:
            task.cancel()

    def running(self, key: str) -> bool:
        """Whether a task runs under ``key``."""
        task = self._by_key.get(key)
        return task is not None and not task.done()

    async def ended(self, key: str) -> None:
        """Wait for the end of the task that runs under ``key``, however it ends."""
        task = self._by_key.get(key)
        if task is not None:
            await asyncio.wait([task])

    def close(self) -> None:
        """Cancel everything; later starts are ignored."""
        self._open = False
        for task in tuple(self._tasks):
            task.cancel()

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        for key, known in tuple(self._by_key.items()):
            if known is task:
                del self._by_key[key]
                again = self._again.pop(key, None)
                if again is not None:
                    self.refresh(key, again)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, CrmdeskError):
            if self._open:
                self._on_error(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
