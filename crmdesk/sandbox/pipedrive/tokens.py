"""Clients, grants and tokens of the company (section 1)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from crmdesk.sandbox import grants
from crmdesk.sandbox.clock import VendorClock

CLIENT_ID = "5f0c9a1b2d3e4f67"
CLIENT_SECRET = "8b1f0d6c7a2e93541f6b0c8d7e9a2b3c4d5e6f70"
APP_NAME = "crmdesk"
API_TOKEN = "4f6e1b0a9c8d7e5f3a2b1c0d9e8f7a6b5c4d3e2f"
CRMDESK_SCOPES = (
    "base", "contacts:full", "deals:full", "activities:full", "leads:full", "users:read", "search:read", "recents:read",
    "contact-fields:full", "deal-fields:full",
)  # fmt: skip
DAY_S = 86_400.0


@dataclass(slots=True)
class Grant:
    """One installation of the app by a user: ends when it is revoked or not used for long."""

    scopes: tuple[str, ...]
    user_id: int
    refresh_token: str
    used_at: float
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it was asked with."""

    redirect_uri: str
    challenge: str
    expires_at: float


Access = grants.Access[Grant]
"""An access token's grant and end."""


class Tokens(grants.GrantBook[Grant, Code]):
    """Everything that gives access; ``company_id`` and ``user_id`` are those of whoever signs in."""

    def __init__(self, clock: VendorClock, rng: random.Random, company_id: int, user_id: int) -> None:
        super().__init__(clock, rng)
        self.company_id = company_id
        self.user_id = user_id
        self.personal: Grant | None = None

    def add_personal(self) -> None:
        """Make the personal API token valid; it never expires and has all rights of its user."""
        self.personal = Grant(("admin",), self.user_id, "", self.clock(), personal=True)

    def new_code(self, code: Code) -> str:
        """A fresh authorization code."""
        text = f"{self.company_id}.{self.user_id}.{self.random_hex(20)}"
        self.codes[text] = code
        return text

    def new_grant(self, scopes: tuple[str, ...]) -> Grant:
        """A fresh grant of the app."""
        grant = Grant(scopes, self.user_id, self._refresh(), self.clock())
        self.grants[grant.refresh_token] = grant
        return grant

    def rotate(self, grant: Grant) -> None:
        """End a grant's refresh token and give it another."""
        self.renew(grant, self._refresh())

    def new_access(self, grant: Grant, lifetime_s: float) -> str:
        """A fresh access token, over 700 characters long as the vendor says it may become."""
        return self.hold("v1u:AQIBA" + self.random_hex(360), grant, lifetime_s)

    def revoke(self, grant: Grant) -> None:
        """End a grant with all its tokens."""
        super().revoke(grant)
        if grant.personal:
            self.personal = None

    def _refresh(self) -> str:
        return f"{self.company_id}:{self.user_id}:{self.random_hex(20)}"
