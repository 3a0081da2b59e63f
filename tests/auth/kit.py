"""A vault in memory, a lease that is always free, and a token endpoint that answers as told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from crmdesk.auth.tokens import ClientApp, StoredTokens, Tokens
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.domain.secret import Secret
from crmdesk.net.client import HttpClient, open_client
from tests.net.raw_server import RawServer, Step, reply

NOW = 1_795_000_000.0
APP = ClientApp("id-1", Secret("shh-1"))


class MemoryVault:
    """A ``TokenVault`` that keeps bytes, as a real one does."""

    def __init__(self, **entries: StoredTokens) -> None:
        self.entries = {name: stored.to_bytes() for name, stored in entries.items()}
        self.saves = 0
        self.broken: Exception | None = None

    def load(self, connection: str) -> StoredTokens | None:
        data = self.entries.get(connection)
        return None if data is None else StoredTokens.from_bytes(data)

    def save(self, connection: str, stored: StoredTokens) -> None:
        if self.broken is not None:
            raise self.broken
        self.saves += 1
        self.entries[connection] = stored.to_bytes()

    def delete(self, connection: str) -> None:
        self.entries.pop(connection, None)

    def kept(self, connection: str = "hub") -> StoredTokens:
        stored = self.load(connection)
        assert stored is not None
        return stored


class OneLease:
    """A ``RefreshLease`` with one holder at a time; ``taken`` says that somebody else has it."""

    def __init__(self) -> None:
        self.taken = False
        self.asked = 0

    def acquire(self, name: str, for_s: float) -> bool:
        assert (name, for_s) == ("hub", 180.0)
        self.asked += 1
        free, self.taken = not self.taken, True
        return free

    def release(self, name: str) -> None:
        assert name == "hub"
        self.taken = False


def tokens(access: str = "a1", refresh: str | None = "r1", *, renew_at: float | None = NOW + 100) -> Tokens:
    return Tokens(
        access=Secret(access),
        refresh=None if refresh is None else Secret(refresh),
        expires_at=None if renew_at is None else renew_at + 300,
        renew_at=renew_at,
        scopes=("oauth",),
        extra={"hub_id": 7},
    )


def stored(access: str = "a1", refresh: str | None = "r1", *, renew_at: float | None = NOW + 100) -> StoredTokens:
    return StoredTokens(APP, tokens(access, refresh, renew_at=renew_at))


def granted(access: str = "a2", refresh: str | None = "r2", **more: Any) -> Step:
    """A token reply as HubSpot gives it."""
    content = {"token_type": "bearer", "access_token": access, "expires_in": 1800, "scopes": ["oauth"], **more}
    return answer(200, content if refresh is None else {**content, "refresh_token": refresh})


def answer(status: int, content: Any) -> Step:
    return reply(status, json.dumps(content).encode(), content_type="application/json")


def settings_for(url: str, **changes: Any) -> OAuthSettings:
    values: dict[str, Any] = {
        "authorize_url": f"{url}/oauth/authorize",
        "token_url": f"{url}/oauth/v3/token",
        "revoke_url": f"{url}/oauth/v3/token/revoke",
        "scopes": ("oauth", "crm.objects.contacts.read"),
        "redirect_host": "localhost",
        "sign_in_again": ("invalid_grant", "BAD_"),
    }
    return OAuthSettings(**(values | changes))


async def no_sleep(_: float) -> None:
    return None


@asynccontextmanager
async def endpoint(*steps: Step) -> AsyncIterator[tuple[RawServer, HttpClient]]:
    """A running token endpoint and a client for it that never really waits."""
    async with RawServer(*steps) as server:
        client = open_client(server.url, sleep=no_sleep, rng=lambda: 0.0, timeout_s=20.0)
        try:
            yield server, client
        finally:
            await client.aclose()
