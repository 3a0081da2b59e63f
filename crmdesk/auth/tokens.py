"""What a sign-in yields, and how it is read from a vendor's answer."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.secret import Secret
from crmdesk.net.json_body import json_of

_TOKEN = re.compile(r"[\x21-\x7e]+")  # what may stand in a header field (RFC 6750, 2.1)
_OWN_FIELDS = frozenset(
    {"access_token", "refresh_token", "id_token", "expires_in", "expires_in_sec", "scope", "scopes", "token"}
)

EARLY_S = 300.0  # HubSpot, manage-oauth-tokens: renew 5 minutes ahead; a short-lived token at half its life

NAMED, WORD = 20, 40  # of the names in an answer that is none: so many are told, and so many characters of each

Plain = str | int | float | bool


@dataclass(frozen=True, slots=True)
class ClientApp:
    """The agency's own app at the vendor. Some vendors give out no secret, some want none sent."""

    client_id: str
    client_secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """``expires_at`` and ``renew_at`` are in seconds since 1970, UTC; None: the vendor did not say, so a 401 will.

    ``extra`` holds the vendor's further plain fields (``hub_id``, ``api_domain``, ``instance_url``…).
    """

    access: Secret
    refresh: Secret | None = None
    expires_at: float | None = None
    renew_at: float | None = None
    scopes: tuple[str, ...] = ()
    extra: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredTokens:
    """What the vault keeps of one connection. ``sign_in_needed``: the vendor refused to renew; a person has to act."""

    app: ClientApp
    tokens: Tokens
    sign_in_needed: bool = False

    def to_bytes(self) -> bytes:
        """Everything, secrets included, for sealing."""
        secret, refresh = self.app.client_secret, self.tokens.refresh
        content = {
            "client_id": self.app.client_id,
            "client_secret": secret.reveal() if secret is not None else None,
            "access": self.tokens.access.reveal(),
            "refresh": refresh.reveal() if refresh is not None else None,
            "expires_at": self.tokens.expires_at,
            "renew_at": self.tokens.renew_at,
            "scopes": self.tokens.scopes,
            "extra": dict(self.tokens.extra),
            "sign_in_needed": self.sign_in_needed,
        }
        return json.dumps(content).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> StoredTokens:
        """The reverse of ``to_bytes``. ValueError for bytes that are not its own."""
        try:
            content = json.loads(data)
            secret, refresh = content["client_secret"], content["refresh"]
            app = ClientApp(content["client_id"], None if secret is None else Secret(secret))
            tokens = Tokens(
                access=Secret(content["access"]),
                refresh=None if refresh is None else Secret(refresh),
                expires_at=content["expires_at"],
                renew_at=content["renew_at"],
                scopes=tuple(content["scopes"]),
                extra=content["extra"],
            )
            return cls(app, tokens, content["sign_in_needed"])
        except (KeyError, TypeError) as error:
            raise ValueError("not a stored token") from error


def read_object(body: bytes, status: int) -> dict[str, Any]:
    """The JSON object in a token endpoint's answer. Raises VendorNonsense(``token_reply_unreadable``)."""
    try:
        content = json_of(body)
    except ValueError as error:
        raise VendorNonsense("token_reply_unreadable", status=status) from error
    if not isinstance(content, dict):
        raise VendorNonsense("token_reply_unreadable", status=status)
    return content


def read_tokens(content: Mapping[str, Any], *, now: float, before: Tokens | None = None) -> Tokens:
    """Tokens from a successful answer (RFC 6749, 5.1); what it leaves out stays as ``before``.

    Raises VendorNonsense(``token_reply_incomplete``) when there is no access token in it.
    """
    access = usable_token(content.get("access_token"))
    if access is None:
        raise VendorNonsense("token_reply_incomplete", fields=[name[:WORD] for name in sorted(content)[:NAMED]])
    # Zoho (section 1.4): where there is expires_in_sec, expires_in has milliseconds.
    lifetime = _seconds(content.get("expires_in_sec", content.get("expires_in")))
    fresh = Tokens(
        access=access,
        refresh=usable_token(content.get("refresh_token")),
        expires_at=None if lifetime is None else now + lifetime,
        renew_at=None if lifetime is None else now + max(lifetime - EARLY_S, lifetime / 2),
        scopes=_scopes(content),
        extra=_extra(content),
    )
    if before is None:
        return fresh
    return replace(
        fresh,
        refresh=fresh.refresh or before.refresh,
        scopes=fresh.scopes or before.scopes,
        extra={**before.extra, **fresh.extra},
    )


def with_description(tokens: Tokens, content: Mapping[str, Any]) -> Tokens:
    """Add what an introspection tells (RFC 7662, 2.2): scopes that were missing, and further plain fields."""
    return replace(tokens, scopes=tokens.scopes or _scopes(content), extra={**_extra(content), **tokens.extra})


def usable_token(value: object) -> Secret | None:
    """``value`` as a token, if it is text that can stand in a header field."""
    return Secret(value) if isinstance(value, str) and _TOKEN.fullmatch(value) else None


def _seconds(value: object) -> float | None:
    """Seconds as a number or as text; anything else, or nothing positive, is as good as missing."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def _scopes(content: Mapping[str, Any]) -> tuple[str, ...]:
    """A list (HubSpot, ``scopes``), or text with spaces (RFC 6749, 3.3) or commas (Zoho, Pipedrive)."""
    value = content.get("scopes", content.get("scope"))
    if isinstance(value, str):
        return tuple(value.replace(",", " ").split())
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _extra(content: Mapping[str, Any]) -> dict[str, Plain]:
    return {
        name: value
        for name, value in content.items()
        if name not in _OWN_FIELDS and isinstance(value, str | int | float | bool)
    }
