"""Signing in to Salesforce (section 1)."""

from __future__ import annotations

from crmdesk.domain.hosts import Host, Hosts
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.providers.salesforce.errors import NOT_ALLOWED

LOGIN_URL = "https://login.salesforce.com"
"""Production. ``https://test.salesforce.com`` for sandboxes, or the organisation's own My Domain, take its place."""

DOMAINS = ("salesforce.com",)
"""Every organisation's own host is a name within: ``acme.my.salesforce.com`` (section 1.1)."""

HOSTS = Hosts(
    known=(
        Host("login.salesforce.com", LOGIN_URL),
        Host("test.salesforce.com", "https://test.salesforce.com"),
    ),
    refusal="my_domain_unusable",
    own_ending=".my.salesforce.com",
)
"""Where one signs in (section 1.1): an organisation may allow it at its own My Domain only."""

SCOPES = ("api", "refresh_token", "id")

REDIRECT_PORTS = (53682, 53683, 53684)
"""Salesforce compares callback addresses exactly, port included: these have to be registered with the app."""


def settings(base_url: str | None) -> OAuthSettings:
    """How to sign in; ``base_url`` replaces the login host. Introspection needs a secret, which an app may not have."""
    login = base_url or LOGIN_URL
    return OAuthSettings(
        authorize_url=f"{login}/services/oauth2/authorize",
        token_url=f"{login}/services/oauth2/token",
        revoke_url=f"{login}/services/oauth2/revoke",
        scopes=SCOPES,
        pkce=True,
        redirect_host="localhost",
        redirect_ports=REDIRECT_PORTS,
        sign_in_again=("invalid_grant", "invalid_client", "inactive_user", "inactive_org", "unauthorized_client"),
        scope_errors=NOT_ALLOWED,
    )
