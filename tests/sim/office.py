"""An account of any vendor without sockets, on virtual time, and computers that keep replicas of it.

The sandbox's application counts its calls as it does when it is served; the client has the vendor's own limits, which wait in
virtual time. Nothing of the simulator's mishaps is here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, TypeAlias, TypeVar

import httpx

from crmdesk.auth.personal import PersonalToken
from crmdesk.desk.accounts import header_of
from crmdesk.domain.events import RunReport
from crmdesk.domain.secret import Secret
from crmdesk.domain.values import instant
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.limits import Limiter
from crmdesk.providers.base import ConnectionSettings, Grant
from crmdesk.providers.hubspot.limits import HubSpotLimits
from crmdesk.providers.pipedrive.limits import PipedriveLimits
from crmdesk.providers.registry import VENDORS
from crmdesk.providers.salesforce.limits import SalesforceLimits
from crmdesk.providers.zoho.limits import ZohoLimits
from crmdesk.sandbox.asgi import VendorApplication
from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.faults import FaultBoard
from crmdesk.sandbox.hubspot.vendor import HubSpot
from crmdesk.sandbox.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.salesforce.vendor import Salesforce
from crmdesk.sandbox.vendor import Vendor
from crmdesk.sandbox.zoho.vendor import Zoho
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import InlineStore, Query, Work
from crmdesk.sync import describe
from crmdesk.sync.run import OpenAccount, Reach, Run
from tests.sim.clocks import Clocks, VirtualTimeLoop
from tests.store.template import KEY

T = TypeVar("T")

ASGIApplication: TypeAlias = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]

SANDBOXES: Mapping[str, Callable[[VendorClock, Random], Vendor]] = {
    "hubspot": HubSpot,
    "pipedrive": Pipedrive,
    "salesforce": Salesforce,
    "zoho": Zoho,
}
LIMITS: Mapping[str, Callable[..., Limiter]] = {
    "hubspot": HubSpotLimits,
    "pipedrive": PipedriveLimits,
    "salesforce": SalesforceLimits,
    "zoho": ZohoLimits,
}


class Office:
    """One seeded account. To be made on a virtual loop. ``vendor`` are a colleague's hands, ``calls`` what was asked of it.

    ``reached`` is what clients reach: the ``application``, or what stands in front of it.
    """

    def __init__(self, name: str, *, records: int, seed: int) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualTimeLoop)
        self.name = name
        self.clocks = Clocks(loop, 0.001)
        clock = VendorClock(self.clocks.there)
        self.vendor = SANDBOXES[name](clock, Random(seed))
        self.vendor.reset(records, seed)
        self.board = FaultBoard()
        self.application = VendorApplication(self.vendor, clock, self.board)
        self.reached: ASGIApplication = self.application
        self._limiter = LIMITS[name](clock=loop.time)

    def take_calls(self) -> dict[str, int]:
        """The calls since the last look, by method and path."""
        calls = dict(self.application.calls)
        self.application.calls.clear()
        return calls

    def transport(self) -> httpx.AsyncBaseTransport:
        """How a client reaches the account."""
        return httpx.ASGITransport(self.reached)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[HttpClient]:
        """A client with the account's lasting token."""
        known, loop = VENDORS[self.name], asyncio.get_running_loop()
        token, settings = PersonalToken(Secret(str(self.vendor.describe()["access_token"]))), known.oauth(None)
        client = open_client(
            f"https://{self.name}.sandbox.test",
            tokens=token,
            token_scheme=settings.token_scheme,
            token_header=header_of(settings, token),
            transport=self.transport(),
            classify=known.refusal,
            limiter=self._limiter,
            clock=loop.time,
            wall=self.clocks.here,
            rng=Random(1).random,
        )
        try:
            yield client
        finally:
            await client.aclose()


class Computer:
    """One computer at an account, with a replica of its own in ``folder``, or with a ``store`` that is open already."""

    def __init__(self, office: Office, folder: Path, number: int, *, store: InlineStore | None = None) -> None:
        self.office = office
        self.name = f"computer {number}"
        folder.mkdir(exist_ok=True)
        self.store = store or InlineStore(folder / "replica.db", KEY, now_s=office.clocks.here, random=Random(number))
        self._known = VENDORS[office.name]
        self._grant = Grant({}, ("api", "refresh_token", "id") if office.name == "salesforce" else ())

    def close(self) -> None:
        """Give the file back."""
        self.store.close()

    async def write(self, work: Work[T]) -> T:
        """A unit of work."""
        return await self.store.write(work)

    async def read(self, query: Query[T]) -> T:
        """A query."""
        return await self.store.read(query)

    async def connect(self) -> None:
        """Sign in, with sending on, and let crmdesk make the properties that it needs."""
        async with self.office.client() as client:
            setup = self._known.setup(client, ConnectionSettings(), self._grant)
            account, schema = await setup.account(), await setup.describe()
            wanted = [each for each in setup.missing(schema) if not each.by_hand]
            if wanted:
                await setup.create_missing(wanted)
                schema = await setup.describe()
            provider = self._known.provider(client, ConnectionSettings(), schema, account)
            connection = Connection(
                self.office.name,
                self.office.name,
                self.office.name,
                describe.account_json(account),
                routes=describe.routes_of(list(provider.objects())),
                described=describe.schema_json(schema),
                described_at=self._now(),
                sending=True,
            )
        await self.write(lambda unit: connections.insert(unit, connection))

    async def run(self, reach: Reach = Reach.THOROUGH) -> RunReport:
        """One run."""
        connection = await self.read(lambda reader: connections.get(reader, self.office.name))
        async with self.office.client() as client:
            setup = self._known.setup(client, ConnectionSettings(), self._grant)
            account, schema = await describe.described(self.store, setup, connection, self._now())
            provider = self._known.provider(client, ConnectionSettings(), schema, account)
            run = Run(self.store, OpenAccount(provider), connection, self.name, self.office.clocks.here, reach=reach)
            return await run.execute()

    def _now(self) -> str:
        return instant(datetime.fromtimestamp(self.office.clocks.here(), UTC)) or ""


def on_virtual_time(story: Callable[[], Any]) -> Any:
    """Run a coroutine function on a loop of virtual time."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(story())
