"""Clients, grants and tokens of the company (section 1)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

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
class Access:
    """An access token's grant and end (epoch seconds; ``None``: none)."""

    grant: Grant
    expires_at: float | None


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it was asked with."""

    redirect_uri: str
    challenge: str
    expires_at: float


@dataclass(slots=True)
class Tokens:
    """Everything that gives access; ``company_id`` and ``user_id`` are those of whoever signs in."""

    clock: VendorClock
    rng: random.Random
    company_id: int
    user_id: int
    codes: dict[str, Code] = field(default_factory=dict)
    access: dict[str, Access] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    personal: Grant | None = None

    def add_personal(self) -> None:
        """Make the personal API token valid; it never expires and has all rights of its user."""
        self.personal = Grant(("admin",), self.user_id, "", self.clock(), personal=True)

    def new_code(self, code: Code) -> str:
        """A fresh authorization code."""
        text = f"{self.company_id}.{self.user_id}.{self._random(20)}"
        self.codes[text] = code
        return text

    def new_grant(self, scopes: tuple[str, ...]) -> Grant:
        """A fresh grant of the app."""
        grant = Grant(scopes, self.user_id, self._refresh(), self.clock())
        self.grants[grant.refresh_token] = grant
        return grant

    def rotate(self, grant: Grant) -> None:
        """End a grant's refresh token and give it another."""
        del self.grants[grant.refresh_token]
        grant.refresh_token = self._refresh()
        self.grants[grant.refresh_token] = grant

    def new_access(self, grant: Grant, lifetime_s: float) -> str:
        """A fresh access token, over 700 characters long as the vendor says it may become."""
        now = self.clock()
        self.access = {
            text: one for text, one in self.access.items() if one.expires_at is None or one.expires_at > now - 3600
        }
        text = "v1u:AQIBA" + self._random(360)
        self.access[text] = Access(grant, now + lifetime_s)
        return text

    def revoke(self, grant: Grant) -> None:
        """End a grant with all its tokens."""
        self.grants.pop(grant.refresh_token, None)
        self.access = {text: one for text, one in self.access.items() if one.grant is not grant}
        if grant.personal:
            self.personal = None

    def expire(self, text: str) -> None:
        """End one access token now."""
        one = self.access.get(text)
        if one is not None:
            self.access[text] = Access(one.grant, self.clock() - 5)

    def _refresh(self) -> str:
        return f"{self.company_id}:{self.user_id}:{self._random(20)}"

    def _random(self, octets: int) -> str:
        return f"{self.rng.getrandbits(octets * 8):0{octets * 2}x}"
