"""Access tokens that renew themselves: one renewal at a time, in this process and across processes."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from crmdesk.auth.endpoint import Now, TokenEndpoint
from crmdesk.auth.tokens import StoredTokens
from crmdesk.auth.vault import TokenVault
from crmdesk.domain.errors import Busy, SignInNeeded
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.net.client import HttpClient

LEASE_S = 180.0  # longer than one call to the token endpoint can take, its waits included
LOOK_AGAIN_S = 0.2


class RefreshLease(Protocol):
    """The right to renew, held by one process at a time."""

    def acquire(self, name: str, for_s: float) -> bool:
        """Take the lease on ``name`` for ``for_s`` seconds; false while somebody else's has not run out."""
        ...

    def release(self, name: str) -> None:
        """Give back a lease that this process holds."""
        ...


class OAuthTokens:
    """The ``TokenSource`` of one connection, over its entry in the vault.

    However many ask at once, there is one renewal, and it goes on when those who asked are cancelled: the vendor may
    have replaced the refresh token already. ``http`` carries no tokens of its own. ``now`` is in seconds since 1970,
    UTC; ``rng`` gives numbers from 0 to 1.
    """

    def __init__(
        self,
        connection: str,
        settings: OAuthSettings,
        http: HttpClient,
        vault: TokenVault,
        lease: RefreshLease,
        *,
        now: Now = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        rng: Callable[[], float] = random.random,
    ) -> None:
        self._connection = connection
        self._settings = settings
        self._http = http
        self._vault = vault
        self._lease = lease
        self._now = now
        self._sleep = sleep
        self._rng = rng
        self._held: StoredTokens | None = None
        self._renewing: asyncio.Task[StoredTokens] | None = None
        self._waits = False  # whether that one still waits for another process
        # A renewal that is not saved yet: what it replaces, and what it brought.
        self._unsaved: tuple[StoredTokens, StoredTokens] | None = None

    async def token(self) -> str:
        """An access token that is not due for renewal.

        Raises SignInNeeded (``not_signed_in``, ``refresh_refused``, ``no_refresh_token``), StoreFault,
        Busy(``token_refresh_busy``), or what stopped the call to the token endpoint; the tokens are kept in every case.
        """
        if self._held is None or self._held.sign_in_needed:
            self._held = self._load()
        if self._renewing is None and self._usable(self._held, rejected=None):
            return self._held.tokens.access.reveal()
        return await self._renewed(None)

    async def renew(self, rejected: str) -> str:
        """Another token than ``rejected``. Raises what ``token`` raises."""
        return await self._renewed(rejected)

    async def aclose(self) -> None:
        """Let a renewal under way come to its end, so that nothing the vendor handed out is lost.

        Also where whoever closes is cancelled meanwhile: a run is, by the button and then by the end of the program. One that
        waits for the renewal of another process has asked for nothing, and ends at once: that may hang for minutes.
        """
        cancelled: asyncio.CancelledError | None = None
        if self._renewing is not None and self._waits:
            self._renewing.cancel()
        while self._renewing is not None:
            try:
                # Whether it succeeds matters to those who asked for it, and they were told.
                await asyncio.wait([self._renewing])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled

    async def _renewed(self, rejected: str | None) -> str:
        if self._renewing is None:
            self._renewing = asyncio.get_running_loop().create_task(self._renew(rejected))
            self._renewing.add_done_callback(self._done)
        stored = await asyncio.shield(self._renewing)
        return stored.tokens.access.reveal()

    def _done(self, task: asyncio.Task[StoredTokens]) -> None:
        self._renewing = None
        if not task.cancelled():
            task.exception()  # whoever still waits is told; with nobody left it is no unhandled error

    async def _renew(self, rejected: str | None) -> StoredTokens:
        self._waits = True
        try:
            renewed_elsewhere = await self._await_lease(rejected)
        finally:
            self._waits = False
        if renewed_elsewhere is not None:
            return self._hold(renewed_elsewhere)
        try:
            stored = self._catch_up()
            if not self._usable(stored, rejected):
                stored = await self._ask(stored)
            return self._hold(stored)
        finally:
            self._lease.release(self._connection)

    async def _await_lease(self, rejected: str | None) -> StoredTokens | None:
        """Take the lease (None), or wait for the process that has it and take what it brought."""
        waited = 0.0
        while not self._lease.acquire(self._connection, LEASE_S):
            if waited > LEASE_S:
                raise Busy("token_refresh_busy", connection=self._connection)
            pause = LOOK_AGAIN_S * (1 + self._rng())
            await self._sleep(pause)
            waited += pause
            stored = self._load()
            if self._usable(stored, rejected):
                return stored
        return None

    def _catch_up(self) -> StoredTokens:
        """The vault's newest, after saving what is not saved yet (if nobody renewed, or signed in again, since)."""
        stored = self._load()
        if self._unsaved is not None:
            before, after = self._unsaved
            if stored == before:
                self._vault.save(self._connection, after)
                stored = after
            self._unsaved = None
        return stored

    async def _ask(self, stored: StoredTokens) -> StoredTokens:
        """What the vendor makes of ``stored``. Where a person signed in again while it was asked, that counts, and this is over."""
        endpoint = TokenEndpoint(self._settings, stored.app, self._http, now=self._now)
        try:
            tokens = await endpoint.renew(stored.tokens)
        except SignInNeeded:
            present = self._load()
            if present != stored:
                return present
            marked = self._hold(replace(stored, sign_in_needed=True))
            self._vault.save(self._connection, marked)
            raise
        self._unsaved = stored, replace(stored, tokens=tokens)
        return self._catch_up()

    def _hold(self, stored: StoredTokens) -> StoredTokens:
        self._held = stored
        return stored

    def _load(self) -> StoredTokens:
        stored = self._vault.load(self._connection)
        if stored is None:
            raise SignInNeeded("not_signed_in", connection=self._connection)
        if stored.sign_in_needed:
            raise SignInNeeded("refresh_refused", connection=self._connection)
        return stored

    def _usable(self, stored: StoredTokens, rejected: str | None) -> bool:
        renew_at = stored.tokens.renew_at
        if stored.tokens.access.reveal() == rejected:
            return False
        return renew_at is None or self._now() < renew_at
