"""Signing in to Zoho (section 1)."""

from __future__ import annotations

from urllib.parse import urlsplit

from crmdesk.domain.hosts import Host, Hosts
from crmdesk.domain.oauth import OAuthSettings

ACCOUNTS_URL = "https://accounts.zoho.eu"
"""Where the agencies that crmdesk is made for keep their clients; another data centre's accounts server takes its place."""

API_URL = "https://www.zohoapis.eu"

TOKEN_SCHEME = "Zoho-oauthtoken"

ACCOUNTS_DOMAINS = (
    "zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zoho.jp", "zoho.com.cn", "zohocloud.ca", "zoho.sa", "zoho.uk",
    "zoho.ae",
)  # fmt: skip
API_DOMAINS = (
    "zohoapis.com", "zohoapis.eu", "zohoapis.in", "zohoapis.com.au", "zohoapis.jp", "zohoapis.com.cn", "zohoapis.ca",
    "zohoapis.sa", "zohoapis.uk", "zohoapis.ae",
)  # fmt: skip
"""The hosts of the data centres (section 1.1)."""

HOSTS = Hosts(
    known=(
        Host("zoho.eu", ACCOUNTS_URL, "europe"),
        Host("zoho.com", "https://accounts.zoho.com", "united_states"),
        Host("zoho.in", "https://accounts.zoho.in", "india"),
        Host("zoho.com.au", "https://accounts.zoho.com.au", "australia"),
        Host("zoho.jp", "https://accounts.zoho.jp", "japan"),
        Host("zoho.com.cn", "https://accounts.zoho.com.cn", "china"),
        Host("zohocloud.ca", "https://accounts.zohocloud.ca", "canada"),
        Host("zoho.sa", "https://accounts.zoho.sa", "saudi_arabia"),
        Host("zoho.uk", "https://accounts.zoho.uk", "united_kingdom"),
        Host("zoho.ae", "https://accounts.zoho.ae", "emirates"),
    ),
    refusal="data_centre_unknown",
)
"""The data centres (section 1.1): an application is known to the one that it was made in, and signs in there."""

SCOPES = (
    "ZohoCRM.modules.ALL", "ZohoCRM.settings.ALL", "ZohoCRM.users.READ", "ZohoCRM.org.READ", "ZohoCRM.coql.READ",
    "ZohoCRM.bulk.READ", "ZohoSearch.securesearch.READ",
)  # fmt: skip
"""What each is for stands in section 1.5: search, COQL and bulk read are not part of the modules' scope."""

REDIRECT_PORTS = (53682, 53683, 53684)
"""Zoho compares redirect addresses exactly, port included: these have to be registered with the client."""


def settings(base_url: str | None) -> OAuthSettings:
    """How to sign in; ``base_url`` replaces the accounts server.

    A refresh token comes only with ``access_type=offline``, and again only with ``prompt=consent``. The redirect names the
    accounts server that the person belongs to: it takes all later calls about tokens.
    """
    accounts = base_url or ACCOUNTS_URL
    return OAuthSettings(
        authorize_url=f"{accounts}/oauth/v2/auth",
        token_url=f"{accounts}/oauth/v2/token",
        revoke_url=f"{accounts}/oauth/v2/token/revoke",
        scopes=SCOPES,
        scope_separator=",",
        pkce=True,
        secret_required=True,
        redirect_host="localhost",
        redirect_ports=REDIRECT_PORTS,
        extra_authorize=(("access_type", "offline"), ("prompt", "consent")),
        sign_in_again=("invalid_code", "invalid_client", "invalid_grant", "access_denied"),
        token_scheme=TOKEN_SCHEME,
        server_parameter="accounts-server",
        server_domains=ACCOUNTS_DOMAINS,
        scope_errors=("OAUTH_SCOPE_MISMATCH",),
    )


def is_accounts_server(url: str) -> bool:
    """Whether an address is an accounts server of Zoho's own: those of other data centres take calls about tokens only."""
    host = urlsplit(url).hostname or ""
    return any(f".{host}".endswith(f".{domain}") for domain in ACCOUNTS_DOMAINS)
