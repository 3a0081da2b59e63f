"""Signing in to Pipedrive (section 1)."""

from __future__ import annotations

from crmdesk.domain.oauth import OAuthSettings

API_URL = "https://api.pipedrive.com"
SIGN_IN_URL = "https://oauth.pipedrive.com"

DOMAINS = ("pipedrive.com",)
"""Every company's own host is a name within: ``https://acme.pipedrive.com`` (section 0)."""

TOKEN_HEADER = "x-api-token"
"""A personal API token goes into this header; as a bearer it is refused."""

REDIRECT_PORTS = (53682,)
"""An app has one callback address, compared exactly: this port has to be registered with it."""


APP_SCOPES = (
    "base", "contacts:full", "deals:full", "activities:full", "leads:full", "users:read", "search:read", "recents:read",
)  # fmt: skip
"""What an administrator ticks in the Developer Hub (section 1). Those that make fields are needed only for that."""


def settings(base_url: str | None) -> OAuthSettings:
    """How to sign in; ``base_url`` replaces the host. Scopes are set on the app: the address must not name any."""
    host = base_url or SIGN_IN_URL
    return OAuthSettings(
        authorize_url=f"{host}/oauth/authorize",
        token_url=f"{host}/oauth/token",
        revoke_url=f"{host}/oauth/revoke",
        scopes=(),
        app_scopes=APP_SCOPES,
        scope_separator=",",
        pkce=False,
        secret_required=True,
        redirect_host="localhost",
        redirect_ports=REDIRECT_PORTS,
        sign_in_again=("invalid_grant", "Invalid grant", "invalid_client", "Invalid client"),
        personal_header=TOKEN_HEADER,
        consent_refused=("user_denied", "access_denied"),
    )
