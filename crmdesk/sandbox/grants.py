"""What the vendors' sign-ins and token endpoints have in common: proofs, credentials, and the book of what gives access."""

from __future__ import annotations

import base64
import binascii
import hashlib
import random
from dataclasses import dataclass
from hmac import compare_digest
from typing import Generic, Protocol, TypeVar

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import Request

KEPT_S = 3600.0
"""How long an access token is remembered after its end."""


class NotBasic(ValueError):
    """Basic credentials that cannot be read."""


def proves(verifier: str, challenge: str, method: str = "S256") -> bool:
    """Whether a verifier fits a challenge (RFC 7636, section 4.6)."""
    proof = verifier.encode()
    if method != "plain":
        proof = base64.urlsafe_b64encode(hashlib.sha256(proof).digest()).rstrip(b"=")
    return compare_digest(challenge.encode(), proof)


def credential(request: Request) -> str:
    """What stands behind the scheme in ``Authorization``."""
    return request.headers.get("authorization", "").partition(" ")[2].strip()


def basic(request: Request) -> tuple[str, str] | None:
    """The client's id and secret by Basic authentication (RFC 6749, section 2.3.1); None without. Raises `NotBasic`."""
    if not request.headers.get("authorization", "").lower().startswith("basic "):
        return None
    try:
        id, _, secret = base64.b64decode(credential(request), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise NotBasic(str(error)) from None
    return id, secret


class Renewable(Protocol):
    """A grant: lives until it is revoked, and is known by its refresh token."""

    refresh_token: str


GrantT = TypeVar("GrantT", bound=Renewable)
CodeT = TypeVar("CodeT")


@dataclass(frozen=True)
class Access(Generic[GrantT]):
    """An access token's grant and end (epoch seconds; ``None``: none), and its scopes where they are its own.

    Without slots: a generic class that is both slotted and frozen cannot be made by the name of one of its kinds.
    """

    grant: GrantT
    expires_at: float | None
    scopes: tuple[str, ...] = ()


class GrantBook(Generic[GrantT, CodeT]):
    """Everything that gives access to one account: codes, grants by refresh token, access tokens."""

    def __init__(self, clock: VendorClock, rng: random.Random) -> None:
        self.clock = clock
        self.rng = rng
        self.codes: dict[str, CodeT] = {}
        self.grants: dict[str, GrantT] = {}
        self.access: dict[str, Access[GrantT]] = {}

    def hold(self, text: str, grant: GrantT, lifetime_s: float, scopes: tuple[str, ...] = ()) -> str:
        """Let an access token live; what ended long ago is forgotten."""
        now = self.clock()
        self.access = {
            text: one for text, one in self.access.items() if one.expires_at is None or one.expires_at > now - KEPT_S
        }
        self.access[text] = Access(grant, now + lifetime_s, scopes)
        return text

    def renew(self, grant: GrantT, refresh_token: str) -> None:
        """End a grant's refresh token and give it another."""
        del self.grants[grant.refresh_token]
        grant.refresh_token = refresh_token
        self.grants[refresh_token] = grant

    def revoke(self, grant: GrantT) -> None:
        """End a grant with all its tokens."""
        self.grants.pop(grant.refresh_token, None)
        self.access = {text: one for text, one in self.access.items() if one.grant is not grant}

    def expire(self, text: str) -> None:
        """End one access token now."""
        one = self.access.get(text)
        if one is not None:
            self.access[text] = Access(one.grant, self.clock() - 5, one.scopes)

    def spoil(self, request: Request, *, revoke: bool) -> None:
        """Expire the access token that a request carries, or withdraw its whole grant (a refresh request's too)."""
        text = credential(request)
        access = self.access.get(text)
        grant = self.grants.get(request.form.get("refresh_token", "")) if access is None else access.grant
        if revoke and grant is not None:
            self.revoke(grant)
        elif access is not None:
            self.expire(text)

    def random_hex(self, octets: int) -> str:
        """So many random octets in hexadecimal."""
        return f"{self.rng.getrandbits(octets * 8):0{octets * 2}x}"
