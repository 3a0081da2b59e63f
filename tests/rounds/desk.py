"""One computer of a round: a replica of its own that is signed in to the accounts, and runs them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from crmdesk.auth.vault import SealedVault
from crmdesk.demo.colleague import agree_in_browser
from crmdesk.desk.accounts import Accounts
from crmdesk.desk.keeping import RefreshLeases, SecretRows
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.events import RunReport
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.net.limits import Limiter
from crmdesk.providers.base import Outcome, Provider, Update, Vendor
from crmdesk.providers.google_sheets.limits import limiter as google_sheets_limiter
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.providers.hubspot.limits import HubSpotLimits
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.providers.pipedrive.limits import PipedriveLimits
from crmdesk.providers.pipedrive.vendor import Pipedrive
from crmdesk.providers.salesforce.limits import SalesforceLimits
from crmdesk.providers.salesforce.vendor import Salesforce
from crmdesk.providers.zoho.limits import ZohoLimits
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import ThreadedStore
from crmdesk.store.tables import record_table
from crmdesk.store.unit import Unit
from crmdesk.sync.connection_run import run_connection
from crmdesk.sync.run import OpenAccount, Reach
from tests.rounds.clock import Clock
from tests.store.template import KEY, put_empty

T = TypeVar("T")
Interrupt = Callable[[str, str, str, Sequence[str]], None]
"""What a colleague does as a row is being written: the vendor, the object, the row's id, our names of the fields."""


def vendors_of(clock: Clock) -> Mapping[str, Vendor]:
    """All vendors, with their real limits, which wait by the clock of the round."""

    class OnClockHubSpot(HubSpot):
        def limiter(self) -> Limiter:
            return HubSpotLimits(clock=clock, sleep=clock.sleep)

    class OnClockSalesforce(Salesforce):
        def limiter(self) -> Limiter:
            return SalesforceLimits(clock=clock)

    class OnClockPipedrive(Pipedrive):
        def limiter(self) -> Limiter:
            return PipedriveLimits(clock=clock, sleep=clock.sleep)

    class OnClockZoho(Zoho):
        def limiter(self) -> Limiter:
            return ZohoLimits(clock=clock)

    class OnClockSheets(GoogleSheets):
        def limiter(self) -> Limiter:
            return google_sheets_limiter(clock=clock, sleep=clock.sleep)

    made: tuple[Vendor, ...] = (
        OnClockHubSpot(),
        OnClockSalesforce(),
        OnClockPipedrive(),
        OnClockZoho(),
        OnClockSheets(),
    )
    return {vendor.key: vendor for vendor in made}


class Interrupted:
    """A provider during whose updates somebody else works at the vendor. Everything else is the provider's own."""

    def __init__(self, provider: Provider, interrupt: Callable[[str, str, Sequence[str]], None]) -> None:
        self._provider = provider
        self._interrupt = interrupt

    def __getattr__(self, name: str) -> Any:
        """Whatever the provider has."""
        return getattr(self._provider, name)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Update rows, some of which are edited between the engine's look at them and this."""
        for item in items:
            self._interrupt(object_name, item.id, sorted(item.fields))
        return await self._provider.update(object_name, items)


class Desk:
    """A replica and its accounts. ``interrupt`` is None as long as nobody interferes. Close it."""

    def __init__(self, folder: Path, sandbox: Sandbox, clock: Clock, random: Random) -> None:
        folder.mkdir(parents=True)
        put_empty(folder / "replica.db")
        self.store = ThreadedStore(folder / "replica.db", KEY, now_s=clock, random=random)
        self._holder = folder.name
        leases = RefreshLeases(self.store, self._holder)
        self.accounts = Accounts(
            self.store,
            SealedVault(SecretRows(self.store), KEY),
            leases,
            vendors_of(clock),
            now_s=clock,
            sleep=clock.sleep,
        )
        self.interrupt: Interrupt | None = None
        self._sandbox = sandbox
        self._clock = clock

    def close(self) -> None:
        """Finish what is being written."""
        self.store.close()

    async def write(self, work: Callable[[Unit], T]) -> T:
        """One transaction of a person's."""
        return await self.store.write(work, urgent=True)

    async def rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """What a query finds."""
        return await self.store.read(lambda reader: reader.execute(query).all())

    async def connections(self) -> Sequence[Connection]:
        """The accounts."""
        return await self.store.read(connections.all_of)

    async def records(self, *kinds: Kind, life: str = "live") -> list[str]:
        """The records of these kinds, in the order in which they came here."""
        found: list[str] = []
        for kind in kinds:
            table = record_table(kind)
            query = sa.select(table.c.id).where(table.c.life == life).order_by(table.c.rowid)
            found += [row.id for row in await self.rows(query)]
        return found

    async def sign_in(self, vendors: Sequence[str], *, ask_first: bool) -> None:
        """Sign in to the accounts as a person does, and let them send."""
        for name in vendors:
            known = self._sandbox.vendors[name]
            request = SignInRequest(
                name,
                name,
                known["client_id"],
                Secret(known["client_secret"]),
                base_url=known["base_url"],
                redirect_uris=("http://127.0.0.1:*/callback",),
                document=known.get("document"),
            )
            async with SigningIn(self.accounts, request) as signing_in:
                url = await signing_in.begin()
                assert url is not None
                browser = asyncio.create_task(agree_in_browser(url))
                await signing_in.account()
                await browser
                await signing_in.finish(send=True, create_missing=True, ask_first=ask_first)

    async def describe_again(self) -> None:
        """Have the next runs ask anew what the accounts have and allow."""
        for row in await self.connections():
            await self.write(partial(connections.change, connection=row.id, described_at=None))

    async def run(
        self, vendors: Iterable[str], reach: Reach = Reach.THOROUGH, *, at_once: bool = False
    ) -> list[RunReport]:
        """Run accounts one after the other, or all at once."""
        by_vendor = {row.vendor: row for row in await self.connections()}
        runs = [partial(self._run, by_vendor[name], reach) for name in vendors]
        return list(await asyncio.gather(*(run() for run in runs))) if at_once else [await run() for run in runs]

    async def _run(self, connection: Connection, reach: Reach) -> RunReport:
        return await run_connection(
            self.store, self._open, connection, holder=self._holder, now_s=self._clock, reach=reach
        )

    @asynccontextmanager
    async def _open(self, connection: Connection, *, interactive: bool = False) -> AsyncIterator[OpenAccount]:
        async with self.accounts.open(connection, interactive=interactive) as account:
            if self.interrupt is None:
                yield account
                return
            provider = Interrupted(account.provider, partial(self.interrupt, connection.vendor))
            yield replace(account, provider=cast(Provider, provider))


def counted(reports: Iterable[RunReport]) -> Counter[str]:
    """What runs did, in all."""
    found: Counter[str] = Counter()
    for report in reports:
        found.update({name: count for name, count in report.counts.items() if count})
    return found
