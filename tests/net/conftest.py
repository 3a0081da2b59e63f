"""A client whose waits are counted instead of waited."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.traffic import TrafficRecord

OpenFor = Callable[..., AbstractAsyncContextManager[HttpClient]]


class Naps:
    """Stands for ``asyncio.sleep``: keeps what it was asked to wait."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def __call__(self, seconds: float) -> Awaitable[None]:
        self.taken.append(seconds)
        return self._nothing()

    async def _nothing(self) -> None:
        return None


class Ledger:
    """Keeps every traffic record."""

    def __init__(self) -> None:
        self.records: list[TrafficRecord] = []

    def record(self, record: TrafficRecord) -> None:
        self.records.append(record)


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def client_for(naps: Naps, ledger: Ledger) -> OpenFor:
    """``async with client_for(base_url, **options) as client``: no jitter, no real waits, every exchange noted."""

    @asynccontextmanager
    async def opened(base_url: str, **options: Any) -> AsyncIterator[HttpClient]:
        defaults: dict[str, Any] = {"sleep": naps, "rng": lambda: 0.0, "traffic": ledger, "timeout_s": 20.0}
        client = open_client(base_url, **(defaults | options))
        try:
            yield client
        finally:
            await client.aclose()

    return opened
