"""Giving access back when a connection is removed."""

from __future__ import annotations

from crmdesk.auth.endpoint import TokenEndpoint
from crmdesk.auth.tokens import StoredTokens
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.net.client import HttpClient


async def revoke(settings: OAuthSettings, stored: StoredTokens, http: HttpClient) -> bool:
    """Ask the vendor to forget the tokens; whether it confirmed. A vendor out of reach never stops a disconnection."""
    return await TokenEndpoint(settings, stored.app, http).revoke(stored.tokens)
