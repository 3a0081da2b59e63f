"""Stopping: a run that is cancelled at any of its steps is closed, and a worker that is stopped keeps nobody waiting."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator
from random import Random
from threading import Event as Flag
from threading import Thread, Timer

import pytest

from crmdesk.domain.events import RunStarted, RunStatus
from crmdesk.providers.base import Cursor, Feed, Page
from crmdesk.store.store import Reader, ThreadedStore
from crmdesk.store.unit import Unit
from tests.store.template import KEY
from tests.sync.kit import Wire
from tests.sync.shop import PATIENCE_S, Shop


def test_a_run_that_is_cancelled_twice_is_closed(shop: Shop) -> None:
    """By the button, and again by the end of the program, while what ends its journal waits for something else."""
    wire = shop.connect("a")
    held, free = Flag(), Flag()

    def hold(unit: Unit) -> None:
        held.set()
        assert free.wait(PATIENCE_S)

    holding: list[asyncio.Task[None]] = []
    wire.on("pull people", lambda: holding.append(asyncio.ensure_future(shop.store.write(hold))))
    shop.worker.start()
    assert held.wait(PATIENCE_S)
    for _ in range(2):
        shop.worker.cancel("a")
        shop.worker.submit(asyncio.sleep(0.02)).result()
    free.set()
    assert shop.report("a").status is RunStatus.CANCELLED
    shop.worker.stop()
    assert _runs(shop) == (["cancelled"], [])


def test_a_run_that_is_cancelled_as_it_begins_is_closed(shop: Shop) -> None:
    """Its first step has begun, and waits for another process that writes."""
    shop.connect("a")
    shop.worker.start()
    assert shop.report("a").status is RunStatus.DONE
    other = ThreadedStore(shop.store.path, KEY, now_s=shop.now_s, random=Random(6))
    held, free = Flag(), Flag()

    def hold(unit: Unit) -> None:
        unit.connection.exec_driver_sql("UPDATE connection SET interval_s = interval_s")
        held.set()
        assert free.wait(PATIENCE_S)

    holding = Thread(target=other.write_now, args=(hold,))
    holding.start()
    assert held.wait(PATIENCE_S)
    shop.worker.sync("a")
    shop.next(lambda event: isinstance(event, RunStarted))
    shop.worker.submit(asyncio.sleep(0.05)).result()
    shop.worker.cancel("a")
    shop.worker.submit(asyncio.sleep(0.02)).result()
    free.set()
    assert shop.report("a").status is RunStatus.CANCELLED
    holding.join()
    other.close()
    shop.worker.stop()
    assert _runs(shop) == (["done", "cancelled"], [])


def _runs(shop: Shop) -> tuple[list[str], list[str]]:
    """How the runs ended, the oldest first, and who holds a lease."""

    def read(reader: Reader) -> tuple[list[str], list[str]]:
        ended = reader.exec_driver_sql("SELECT status FROM run ORDER BY started_at, id").scalars()
        return list(ended), list(reader.exec_driver_sql("SELECT holder FROM lease").scalars())

    return shop.store.read_now(read)


def test_a_worker_that_is_stopped_ends_all_its_runs_at_once(shop: Shop) -> None:
    """What one waits for as it ends (access that is being renewed) does not keep the next one going, nor add to its wait."""
    begun, ending, most = Flag(), set[Wire](), list[int]()

    class Slow(Wire):
        async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
            running.append(self)
            if len(running) == 2:
                begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ending.add(self)
                await asyncio.sleep(0.1)
                most.append(len(ending))
                ending.discard(self)
            yield Page((), {}, last=True)

    running: list[Slow] = []
    for name in ("a", "b"):
        wire = shop.connect(name)
        shop.wires[name] = Slow(wire.account)
        shop.wires[name].only = wire.only
    shop.worker.start()
    assert begun.wait(PATIENCE_S)
    shop.worker.stop()
    assert max(most) == 2


def test_a_worker_that_is_stopped_does_not_wait_for_the_look_up_of_a_host(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a network the system may look for a minute: the window would be gone, and its program not."""
    looking, found = Flag(), Flag()

    def look(*_: object) -> list[object]:
        looking.set()
        found.wait(PATIENCE_S)
        raise socket.gaierror

    async def ask() -> None:
        await asyncio.get_running_loop().getaddrinfo("crm.example", 443)

    monkeypatch.setattr(socket, "getaddrinfo", look)
    shop.worker.start()
    asked = shop.worker.submit(ask())
    assert looking.wait(PATIENCE_S)
    Timer(1.0, found.set).start()
    shop.worker.stop()
    assert asked.cancelled()
    assert not found.is_set()
    found.set()
