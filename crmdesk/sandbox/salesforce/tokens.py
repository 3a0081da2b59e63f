"""Clients, grants and sessions of the organisation (section 1)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.id_tokens import Signer
from crmdesk.sandbox.traits import Traits

CLIENT_ID = "3MVG9crmdeskSandboxExternalClientApp.0123456789abcdefghijklmnopqrstuvwxyz"
CLIENT_SECRET = "7C1E5B2A90D4F68E3A1B5C7D9E0F2A4B6C8D0E1F3A5B7C9D1E3F5A7B9C0D2E4F"
APP_NAME = "crmdesk"
KNOWN_SCOPES = (
    "api", "refresh_token", "offline_access", "id", "openid", "profile", "email", "address", "phone", "web", "full",
    "chatter_api", "custom_permissions", "visualforce", "lightning", "content", "wave_api", "eclair_api", "pardot_api",
    "sfap_api", "mcp_api", "cdp_query_api", "cdp_profile_api", "cdp_ingest_api",
)  # fmt: skip
SHORTEST_VERIFIER, LONGEST_VERIFIER = 43, 128
"""The second is written, and jsforce sends longer ones: see the trait ``long_verifiers_refused``."""

SIGNER = Signer("252")
"""What its ID tokens are signed by; keys are told apart by a number here."""

_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"


@dataclass(slots=True)
class Grant:
    """One approval of the app by a user: lives until it is revoked.

    ``spent`` are refresh tokens that were replaced, ``used_at`` is when the present one was last used (epoch seconds).
    """

    scopes: tuple[str, ...]
    user: str
    refresh_token: str
    lasting: bool
    used_at: float = 0.0
    spent: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Session:
    """An access token's grant, and when it was last used (epoch seconds). ``endless`` ones do not time out."""

    grant: Grant
    issued_at: float
    used_at: float
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it was asked with."""

    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    expires_at: float
    nonce: str


@dataclass(slots=True)
class Tokens:
    """Everything that gives access. ``who`` tells who signs in: (organisation id, user id)."""

    clock: VendorClock
    rng: random.Random
    traits: Traits
    who: Callable[[], tuple[str, str]]
    codes: dict[str, Code] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)

    def new_code(self, code: Code) -> str:
        """A fresh authorization code; it ends in ``==`` as Salesforce's do."""
        text = f"aPrx{self._random(60)}=="
        self.codes[text] = code
        return text

    def new_grant(self, scopes: tuple[str, ...]) -> Grant:
        """A fresh approval; one too many ends the oldest (section 1.5)."""
        _, user = self.who()
        giving = {"refresh_token", "offline_access", *(["full"] if self.traits["full_gives_refresh"] else [])}
        lasting = bool(giving & set(scopes))
        grant = Grant(scopes, user, f"5Aep861{self._random(70)}", lasting, self.clock())
        self.grants.append(grant)
        held = [one for one in self.grants if one.lasting and one.user == user]
        for old in held[: max(0, len(held) - int(self.traits["approvals_limit"]))]:
            self.revoke(old)
        return grant

    def new_session(self, grant: Grant, *, endless: bool = False) -> str:
        """A fresh access token: the organisation's id, ``!``, the rest."""
        now, (org, _) = self.clock(), self.who()
        text = f"{org[:15]}!AQEAQ{self._random(80)}"
        self.sessions[text] = Session(grant, now, now, endless)
        return text

    def session(self, text: str) -> Session | None:
        """The session of an access token that still lives; looking makes it last anew."""
        found, now = self.sessions.get(text), self.clock()
        if found is None or (not found.endless and found.used_at + self.traits["session_timeout_s"] <= now):
            return None
        found.used_at = now
        return found

    def refreshed(self, text: str) -> Grant | None:
        """The grant of a refresh token that is used; the use of one that was replaced ends it (section 1.5)."""
        reused = next((grant for grant in self.grants if text in grant.spent), None)
        if reused is not None:
            self.revoke(reused)
        found = self.by_refresh(text)
        if found is not None:
            found.used_at = self.clock()
        return found

    def by_refresh(self, text: str) -> Grant | None:
        """The grant of a refresh token that can be used; looking is no use."""
        idle_s = float(self.traits["refresh_idle_s"])
        for grant in self.grants:
            if grant.lasting and grant.refresh_token == text:
                return None if idle_s and grant.used_at + idle_s <= self.clock() else grant
        return None

    def rotate(self, grant: Grant) -> None:
        """Give a grant another refresh token."""
        grant.spent.add(grant.refresh_token)
        grant.refresh_token = f"5Aep861{self._random(70)}"

    def revoke(self, grant: Grant) -> None:
        """End a grant with all its sessions."""
        self.grants = [one for one in self.grants if one is not grant]
        self.sessions = {text: one for text, one in self.sessions.items() if one.grant is not grant}

    def expire(self, text: str) -> None:
        """End one session now."""
        self.sessions.pop(text, None)

    def _random(self, length: int) -> str:
        return "".join(self.rng.choices(_CHARS, k=length))


def signature(identity: str, issued_at: str) -> str:
    """The signature of a token reply: an HMAC of ``id`` and ``issued_at`` under the client's secret."""
    digest = hmac.new(CLIENT_SECRET.encode(), (identity + issued_at).encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
