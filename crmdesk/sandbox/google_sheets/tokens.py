"""Clients, grants and tokens (section 1)."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.sandbox import grants

CLIENT_ID = "123456789012-crmdesk0sandbox0desktop0client00.apps.googleusercontent.com"
CLIENT_SECRET = "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"
APP_NAME = "crmdesk"

PREFIX = "https://www.googleapis.com/auth/"
SHEETS, SHEETS_READ = f"{PREFIX}spreadsheets", f"{PREFIX}spreadsheets.readonly"
FILE, METADATA = f"{PREFIX}drive.file", f"{PREFIX}drive.metadata.readonly"
DRIVE, DRIVE_READ = f"{PREFIX}drive", f"{PREFIX}drive.readonly"
OPENID, EMAIL_READ, PROFILE_READ = "openid", f"{PREFIX}userinfo.email", f"{PREFIX}userinfo.profile"
SCOPES = (SHEETS, SHEETS_READ, FILE, METADATA, DRIVE, DRIVE_READ, OPENID, EMAIL_READ, PROFILE_READ)
SHORT = {"email": EMAIL_READ, "profile": PROFILE_READ}
"""What may be asked for by a short name, which is answered by the long one."""
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
class Code:
    """An authorization code and what it was asked with."""

    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    method: str
    expires_at: float
    nonce: str


Access = grants.Access[Grant]
"""An access token's grant and end."""


class Tokens(grants.GrantBook[Grant, Code]):
    """Everything that gives access."""

    def new_code(self, code: Code) -> str:
        """A fresh authorization code; it has a slash in it."""
        text = f"4/0A{self.random_hex(30)}"
        self.codes[text] = code
        return text

    def new_grant(self, scopes: tuple[str, ...], *, most: int, lifetime_s: float | None) -> Grant:
        """A fresh grant; beyond ``most`` of them the oldest one ends without a word."""
        now = self.clock()
        made = Grant(scopes, f"1//0g{self.random_hex(40)}", now, None if lifetime_s is None else now + lifetime_s)
        while len(self.grants) >= most:
            self.revoke(next(iter(self.grants.values())))
        self.grants[made.refresh_token] = made
        return made

    def new_access(self, grant: Grant, lifetime_s: float) -> str:
        """A fresh access token."""
        return self.hold(f"ya29.a0{self.random_hex(80)}", grant, lifetime_s)
