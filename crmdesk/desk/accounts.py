"""Accounts: from a stored connection to a provider that can be asked, with its client, tokens, limits and schema."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from crmdesk.auth.personal import PersonalToken
from crmdesk.auth.refresh import OAuthTokens
from crmdesk.auth.revoke import revoke
from crmdesk.auth.tokens import StoredTokens
from crmdesk.auth.vault import SealedVault
from crmdesk.desk.keeping import RefreshLeases
from crmdesk.domain.errors import InvalidInput, SignInNeeded
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.domain.values import instant
from crmdesk.net.bearer import AUTHORIZATION, TokenSource
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.clock_offset import ClockOffset
from crmdesk.net.limits import Limiter
from crmdesk.net.retry import Sleep
from crmdesk.net.traffic import Traffic
from crmdesk.providers.base import Grant, Vendor
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import ThreadedStore
from crmdesk.sync import describe
from crmdesk.sync.run import OpenAccount


@dataclass(slots=True)
class Accounts:
    """Opens accounts. ``traffic`` is kept per connection as long as the process lives.

    ``now_s`` is the clock (epoch seconds), ``sleep`` is how a client waits before it asks again.
    """

    store: ThreadedStore
    vault: SealedVault
    leases: RefreshLeases
    vendors: Mapping[str, Vendor]
    now_s: Callable[[], float] = time.time
    sleep: Sleep = asyncio.sleep
    traffic: dict[str, Traffic] = field(default_factory=dict)
    _limiters: dict[str, Limiter] = field(default_factory=dict)
    _offsets: dict[str, ClockOffset] = field(default_factory=dict)

    def vendor(self, key: str) -> Vendor:
        """The vendor of that name. Raises InvalidInput naming those there are."""
        try:
            return self.vendors[key]
        except KeyError:
            raise InvalidInput("unknown_vendor", name=key, vendors=", ".join(sorted(self.vendors))) from None

    @asynccontextmanager
    async def open(self, connection: Connection, *, interactive: bool = False) -> AsyncIterator[OpenAccount]:
        """The account behind ``connection``, ready for a run. Raises the connection faults.

        ``interactive``: a person waits for it (``open_client``).
        """
        vendor = self.vendor(connection.vendor)
        async with self.client(connection, interactive=interactive) as client:
            setup = vendor.setup(client, describe.settings_of(connection), grant_of(connection))
            account, schema = await describe.described(self.store, setup, connection, self.now())
            # Pairs of words have followed what the account calls its options by now.
            present = await self.store.read(lambda reader: connections.find(reader, connection.id)) or connection
            provider = vendor.provider(client, describe.settings_of(present), schema, account)
            traffic = self.traffic[connection.id]
            before = traffic.calls
            offset = self._offsets[connection.id]
            yield OpenAccount(
                provider,
                lambda: traffic.calls - before,
                lambda: offset.seconds,
                lambda: _daily(traffic.limits),
                traffic.taken,
            )

    @asynccontextmanager
    async def client(self, connection: Connection, *, interactive: bool = False) -> AsyncIterator[HttpClient]:
        """A client that is authorised for the account, at the host that the latest token reply names."""
        vendor = self.vendor(connection.vendor)
        stored = self._stored(connection)
        api_url = vendor.api_url(connection.base_url, stored.tokens.extra)
        traffic = self.traffic.setdefault(connection.id, Traffic())
        plain = open_client(
            connection.base_url or vendor.base_url,
            ca_file=_path(connection.ca_file),
            traffic=traffic.refreshes,
            sleep=self.sleep,
        )
        tokens = self._tokens(connection, vendor, stored, plain)
        client = open_client(
            api_url,
            tokens=tokens,
            token_scheme=vendor.oauth(connection.base_url).token_scheme,
            scope_errors=vendor.oauth(connection.base_url).scope_errors,
            token_header=header_of(vendor.oauth(connection.base_url), tokens),
            ca_file=_path(connection.ca_file),
            classify=vendor.refusal,
            limiter=self._limiters.setdefault(budget_of(connection), vendor.limiter()).for_run(),
            traffic=traffic,
            offset=self._offsets.setdefault(connection.id, ClockOffset()),
            wall=self.now_s,
            sleep=self.sleep,
            interactive=interactive,
        )
        try:
            yield client
        finally:
            if isinstance(tokens, OAuthTokens):
                await tokens.aclose()
            await client.aclose()
            await plain.aclose()

    async def revoke(self, connection: Connection) -> bool:
        """Give the access back at the vendor; whether the vendor confirmed."""
        stored = self.vault.load(connection.id)
        vendor = self.vendor(connection.vendor)
        if stored is None or not stored.app.client_id:
            return False
        client = open_client(connection.base_url or vendor.base_url, ca_file=_path(connection.ca_file))
        try:
            return await revoke(vendor.oauth(connection.base_url), stored, client)
        finally:
            await client.aclose()

    def _stored(self, connection: Connection) -> StoredTokens:
        stored = self.vault.load(connection.id)
        if stored is None:
            raise SignInNeeded("not_signed_in", name=connection.name)
        return stored

    def _tokens(self, connection: Connection, vendor: Vendor, stored: StoredTokens, plain: HttpClient) -> TokenSource:
        if not stored.app.client_id:
            return PersonalToken(stored.tokens.access)
        settings = vendor.oauth(connection.base_url)
        return OAuthTokens(connection.id, settings, plain, self.vault, self.leases, now=self.now_s, sleep=self.sleep)

    def now(self) -> str:
        """This moment as UTC text."""
        return instant(datetime.fromtimestamp(self.now_s(), UTC)) or ""


def header_of(settings: OAuthSettings, tokens: TokenSource) -> str:
    """The header field that carries these tokens to a vendor: a pasted one may have a field of its own."""
    return settings.personal_header if isinstance(tokens, PersonalToken) else AUTHORIZATION


def grant_of(connection: Connection) -> Grant:
    """What the vendor said about the access when it was given."""
    stored = connection.settings or {}
    return Grant(dict(stored.get("facts", {})), tuple(stored.get("scopes", ())))


def budget_of(connection: Connection) -> str:
    """Whose limits an account's calls count against: its own, or those of the person whose documents are accounts.

    Who that person is no document tells, so all documents of a vendor share one allowance (Google Sheets API, usage limits:
    per minute and user).
    """
    return connection.id if connection.account.get("document") is None else connection.vendor


def _daily(limits: Mapping[str, float]) -> dict[str, float]:
    """The numbers of the day among those a vendor told."""
    return {name: number for name, number in limits.items() if name.startswith("daily_")}


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
