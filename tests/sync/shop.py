"""A worker over a real store, with accounts of the vendor in memory: what the tests of the schedule share."""

from __future__ import annotations

import queue
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

from crmdesk.domain.errors import ConnectionFault
from crmdesk.domain.events import Event, RunReport
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import ThreadedStore
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount
from crmdesk.sync.worker import Worker
from tests.store.template import KEY
from tests.sync.clock import Clock
from tests.sync.kit import PEOPLE, WatchedAccount, Wire

PATIENCE_S = 20.0


class Shop:
    """A worker over a real store, with accounts of the vendor in memory behind an opener."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.store = ThreadedStore(folder / "replica.db", KEY, now_s=self.now_s, random=Random(5))
        self.wires: dict[str, Wire] = {}
        self.faults: dict[str, list[ConnectionFault]] = {}
        self.events: queue.Queue[Event] = queue.Queue()
        self.told: list[Event] = []
        self.interactive: list[bool] = []
        """For each account that was opened whether it was for what a person waits for."""
        self._reports: dict[str, list[RunReport]] = {}
        self.worker = Worker(self.store, self.open, holder="test", now_s=self.now_s, emit=self.tell)

    def tell(self, event: Event) -> None:
        self.told.append(event)
        self.events.put(event)

    def now_s(self) -> float:
        self.clock.tick()
        return self.clock.s

    @asynccontextmanager
    async def open(self, connection: Connection, *, interactive: bool = False) -> AsyncIterator[OpenAccount]:
        self.interactive.append(interactive)
        if self.faults.get(connection.id):
            raise self.faults[connection.id].pop(0)
        yield OpenAccount(self.wires[connection.id])

    def connect(self, name: str, *, interval_s: int = 3600, **values: Any) -> Wire:
        wire = Wire(WatchedAccount(self.clock, Behaviour()))
        wire.only = frozenset({PEOPLE})
        account: dict[str, Any] = {"id": f"{name}-org", "name": name, "user": None, "currency": "EUR", "granted": []}
        routes = routes_of(list(wire.objects()))
        made = Connection(name, name, "memory", account, routes=routes, sending=True, interval_s=interval_s, **values)
        self.wires[name] = wire
        self.store.write_now(lambda unit: connections.insert(unit, made))
        return wire

    def next(self, wanted: Callable[[Event], bool]) -> Event:
        """The next event of a sort; others before it are passed over."""
        while True:
            event = self.events.get(timeout=PATIENCE_S)
            if wanted(event):
                return event

    def report(self, name: str) -> RunReport:
        """The next report of a connection; those of others are kept for later."""
        while not self._reports.get(name):
            found = self.next(lambda event: isinstance(event, RunReport))
            assert isinstance(found, RunReport)
            self._reports.setdefault(found.connection, []).append(found)
        return self._reports[name].pop(0)
