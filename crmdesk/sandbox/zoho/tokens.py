"""Clients, grants and access tokens of the organisation (section 1)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.traits import Traits

CLIENT_ID = "1000.CRMDESKSANDBOX0123456789ABCDEF"
CLIENT_SECRET = "5f1c0de5a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3"
APP_NAME = "crmdesk"
CRMDESK_SCOPES = (
    "ZohoCRM.modules.ALL", "ZohoCRM.settings.ALL", "ZohoCRM.users.READ", "ZohoCRM.org.READ", "ZohoCRM.coql.READ",
    "ZohoCRM.bulk.READ", "ZohoSearch.securesearch.READ",
)  # fmt: skip
_OPERATIONS = ("ALL", "READ", "CREATE", "UPDATE", "DELETE")
KNOWN_SCOPES = frozenset({
    *CRMDESK_SCOPES, "ZohoCRM.users.ALL", "ZohoCRM.org.ALL", "ZohoCRM.bulk.ALL", "ZohoCRM.notifications.ALL",
    *(f"ZohoCRM.modules.{name}.{operation}" for operation in (*_OPERATIONS, "WRITE")
      for name in ("leads", "contacts", "accounts", "deals", "tasks", "events", "calls", "notes")),
    *(f"ZohoCRM.settings.{name}.{operation}" for operation in _OPERATIONS
      for name in ("fields", "modules", "layouts", "pipeline", "related_lists", "recycle_bin")),
})  # fmt: skip
"""The scopes that there are (section 1.5)."""
THROTTLE_S, THROTTLED = 600.0, 10


@dataclass(slots=True)
class Grant:
    """One approval: lives until it is revoked, or one too many pushes it out. ``lasting``: it has a refresh token."""

    scopes: tuple[str, ...]
    refresh_token: str
    lasting: bool
    access: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code and what it was asked with."""

    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    method: str
    offline: bool
    expires_at: float


@dataclass(slots=True)
class Tokens:
    """Everything that gives access."""

    clock: VendorClock
    rng: random.Random
    traits: Traits
    codes: dict[str, Code] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    consented: bool = False
    _ends: dict[str, float] = field(default_factory=dict)
    _calls: list[float] = field(default_factory=list)

    def new_code(self, code: Code) -> str:
        """A fresh authorization code."""
        text = f"1000.{self._hex()}.{self._hex()}"
        self.codes[text] = code
        return text

    def new_grant(self, scopes: tuple[str, ...], *, lasting: bool) -> Grant:
        """A fresh approval; the 21st refresh token ends the oldest with its access tokens (section 1.4)."""
        grant = Grant(scopes, f"1000.{self._hex()}.{self._hex()}", lasting)
        self.grants.append(grant)
        held = [one for one in self.grants if one.lasting]
        for old in held[: max(0, len(held) - int(self.traits["live_grants"]))]:
            self.revoke(old)
        return grant

    def new_access(self, grant: Grant, *, endless: bool = False) -> str:
        """A fresh access token; the 16th ends the oldest of its refresh token."""
        text = f"1000.{self._hex()}.{self._hex()}"
        grant.access.append(text)
        self._ends[text] = float("inf") if endless else self.clock() + float(self.traits["token_lifetime_s"])
        for old in grant.access[: max(0, len(grant.access) - int(self.traits["live_tokens"]))]:
            self.expire(old)
        return text

    def keep(self, grant: Grant, text: str) -> None:
        """Let a token of this text live for ever."""
        grant.access.append(text)
        self._ends[text] = float("inf")

    def grant_of(self, text: str) -> Grant | None:
        """The approval behind an access token that lives."""
        if self._ends.get(text, 0.0) <= self.clock():
            return None
        return next((grant for grant in self.grants if text in grant.access), None)

    def by_refresh(self, text: str) -> Grant | None:
        """The approval of a refresh token."""
        return next((grant for grant in self.grants if grant.lasting and grant.refresh_token == text), None)

    def revoke(self, grant: Grant) -> None:
        """End an approval with all its access tokens."""
        self.grants = [one for one in self.grants if one is not grant]

    def expire(self, text: str) -> None:
        """End one access token now."""
        self._ends.pop(text, None)
        for grant in self.grants:
            if text in grant.access:
                grant.access.remove(text)

    def throttled(self) -> bool:
        """Count a call to the token endpoint; whether there were too many (section 1.4)."""
        now = self.clock()
        self._calls = [at for at in self._calls if at > now - THROTTLE_S]
        self._calls.append(now)
        return bool(self.traits["token_throttle"]) and len(self._calls) > THROTTLED

    def _hex(self) -> str:
        return f"{self.rng.getrandbits(128):032x}"
