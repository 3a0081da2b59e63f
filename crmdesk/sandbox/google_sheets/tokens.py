"""Clients, grants and tokens (section 1)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from crmdesk.sandbox.clock import VendorClock

CLIENT_ID = "123456789012-crmdesk0sandbox0desktop0client00.apps.googleusercontent.com"
CLIENT_SECRET = "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"
APP_NAME = "crmdesk"

PREFIX = "https://www.googleapis.com/auth/"
SHEETS, SHEETS_READ = f"{PREFIX}spreadsheets", f"{PREFIX}spreadsheets.readonly"
FILE, METADATA = f"{PREFIX}drive.file", f"{PREFIX}drive.metadata.readonly"
DRIVE, DRIVE_READ = f"{PREFIX}drive", f"{PREFIX}drive.readonly"
SCOPES = (SHEETS, SHEETS_READ, FILE, METADATA, DRIVE, DRIVE_READ)
WRITING = frozenset({SHEETS, FILE, DRIVE})
READING = WRITING | {SHEETS_READ, DRIVE_READ}
LISTING = frozenset({FILE, METADATA, DRIVE, DRIVE_READ})
DAY_S = 86_400.0


@dataclass(slots=True, eq=False)
class Grant:
    """One consent: ends when it is revoked, at ``expires_at`` (epoch seconds), or when it is not used for long."""

    scopes: tuple[str, ...]
    refresh_token: str
    used_at: float
    expires_at: float | None

    @property
    def wide(self) -> bool:
        """Whether it reaches spreadsheets that were not made by the app."""
        return bool(set(self.scopes) & (READING - {FILE}))


@dataclass(frozen=True, slots=True)
class Access:
    """An access token's grant and end (epoch seconds)."""

    grant: Grant
    expires_at: float


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it was asked with."""

    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    method: str
    expires_at: float


@dataclass(slots=True)
class Tokens:
    """Everything that gives access."""

    clock: VendorClock
    rng: random.Random
    codes: dict[str, Code] = field(default_factory=dict)
    access: dict[str, Access] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)

    def new_code(self, code: Code) -> str:
        """A fresh authorization code; it has a slash in it."""
        text = f"4/0A{self._random(30)}"
        self.codes[text] = code
        return text

    def new_grant(self, scopes: tuple[str, ...], *, most: int, lifetime_s: float | None) -> Grant:
        """A fresh grant; beyond ``most`` of them the oldest one ends without a word."""
        now = self.clock()
        made = Grant(scopes, f"1//0g{self._random(40)}", now, None if lifetime_s is None else now + lifetime_s)
        while len(self.grants) >= most:
            self.revoke(next(iter(self.grants.values())))
        self.grants[made.refresh_token] = made
        return made

    def new_access(self, grant: Grant, lifetime_s: float) -> str:
        """A fresh access token."""
        now = self.clock()
        self.access = {text: one for text, one in self.access.items() if one.expires_at > now - 3600}
        text = f"ya29.a0{self._random(80)}"
        self.access[text] = Access(grant, now + lifetime_s)
        return text

    def revoke(self, grant: Grant) -> None:
        """End a grant with all its tokens."""
        self.grants.pop(grant.refresh_token, None)
        self.access = {text: one for text, one in self.access.items() if one.grant is not grant}

    def expire(self, text: str) -> None:
        """End one access token now."""
        one = self.access.get(text)
        if one is not None:
            self.access[text] = Access(one.grant, self.clock() - 5)

    def _random(self, octets: int) -> str:
        return f"{self.rng.getrandbits(octets * 8):0{octets * 2}x}"
