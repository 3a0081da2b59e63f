"""Clients, grants and tokens of the account (fact sheet section 1)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.sandbox import grants
from crmdesk.sandbox.clock import VendorClock

CLIENT_ID = "5a1d0b9e-7c42-4f0e-9d7e-1f6b2c3d4e5f"
CLIENT_SECRET = "2f9c4a10-63d8-4b7e-8a55-0c1d2e3f4a5b"
APP_ID = 334455
APP_NAME = "crmdesk"
SERVICE_APP_ID = 778899
SERVICE_KEY = "pat-na1-0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6"

OBJECT_SCOPES = tuple(
    f"crm.objects.{name}.{verb}" for name in ("contacts", "companies", "deals", "leads") for verb in ("read", "write")
)
KNOWN_SCOPES = (
    "oauth",
    *OBJECT_SCOPES,
    *(f"crm.objects.{name}.{verb}" for name in ("tasks", "calls", "meetings", "notes") for verb in ("read", "write")),
    "crm.objects.owners.read",
    *(f"crm.schemas.{name}.{verb}" for name in ("contacts", "companies", "deals") for verb in ("read", "write")),
    "crm.objects.contacts.sensitive.read.v2",
    "crm.objects.contacts.sensitive.write.v2",
    "crm.schemas.custom.read",
    "sales-email-read",
    "tickets",
)


@dataclass(slots=True)
class Grant:
    """One installation of an app by a user: lives until it is revoked."""

    scopes: tuple[str, ...]
    user_id: int
    user_email: str
    app_id: int
    refresh_token: str
    service_key: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it was asked with."""

    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    method: str
    expires_at: float


Access = grants.Access[Grant]
"""An access token's grant, scopes and end."""


class Tokens(grants.GrantBook[Grant, Code]):
    """Everything that gives access. ``user`` tells who signs in: (user id, e-mail)."""

    def __init__(self, clock: VendorClock, rng: random.Random, user: Callable[[], tuple[int, str]]) -> None:
        super().__init__(clock, rng)
        self.user = user

    def add_service_key(self) -> None:
        """Make the personal token valid; it never expires."""
        user_id, email = self.user()
        grant = Grant(KNOWN_SCOPES, user_id, email, SERVICE_APP_ID, "", service_key=True)
        self.access[SERVICE_KEY] = Access(grant, None, KNOWN_SCOPES)

    def new_code(self, code: Code) -> str:
        """A fresh authorization code."""
        text = self.random_hex(16)
        self.codes[text] = code
        return text

    def new_grant(self, scopes: tuple[str, ...]) -> Grant:
        """A fresh grant of the app."""
        user_id, email = self.user()
        grant = Grant(scopes, user_id, email, APP_ID, self._refresh())
        self.grants[grant.refresh_token] = grant
        return grant

    def app_grant(self) -> Grant:
        """What the app has by itself: no scope, and nothing to refresh."""
        user_id, email = self.user()
        return Grant((), user_id, email, APP_ID, "")

    def rotate(self, grant: Grant) -> None:
        """End a grant's refresh token and give it another."""
        self.renew(grant, self._refresh())

    def new_access(self, grant: Grant, lifetime_s: float, scopes: tuple[str, ...]) -> str:
        """A fresh access token, over 300 characters long as the vendor says it may be."""
        return self.hold("C" + self.random_hex(155), grant, lifetime_s, scopes)

    def _refresh(self) -> str:
        return f"na1-{self.random_hex(2)}-{self.random_hex(16)}"
