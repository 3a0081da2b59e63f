"""Signing in to HubSpot (fact sheet section 1)."""

from __future__ import annotations

from crmdesk.domain.oauth import OAuthSettings
from crmdesk.providers.hubspot.paths import Paths

API_URL = "https://api.hubapi.com"
CONSENT_URL = "https://app.hubspot.com"

SCOPES = (
    "oauth",
    "crm.objects.contacts.read",
    "crm.objects.contacts.write",
    "crm.objects.companies.read",
    "crm.objects.companies.write",
    "crm.objects.deals.read",
    "crm.objects.deals.write",
    "crm.objects.owners.read",
    "crm.schemas.contacts.read",
    "crm.schemas.companies.read",
    "crm.schemas.deals.read",
)
OPTIONAL_SCOPES = (
    "crm.objects.leads.read",
    "crm.objects.leads.write",
    "crm.schemas.contacts.write",
    "crm.schemas.companies.write",
    "crm.schemas.deals.write",
)
"""What a plan may lack (leads) or an administrator may refuse (creating properties)."""

ACTIVITY_SCOPES = {
    f"crm.objects.{name}.read": f"crm.objects.{name}.write" for name in ("tasks", "calls", "meetings", "notes")
}
"""What newer lists of scopes have for activities (section 1.3), to read and to write; elsewhere those of contacts are enough."""

REDIRECT_PORTS = (53682, 53683, 53684)
"""HubSpot compares redirect addresses exactly, port included: these have to be registered with the app."""


def settings(base_url: str | None, paths: Paths, *, pkce: bool = False) -> OAuthSettings:
    """How to sign in; ``base_url`` replaces both hosts. ``pkce`` is documented for apps of another kind only."""
    api, consent = base_url or API_URL, base_url or CONSENT_URL
    return OAuthSettings(
        authorize_url=f"{consent}/oauth/authorize",
        token_url=api + paths.oauth("token"),
        revoke_url=api + paths.oauth("token/revoke"),
        introspect_url=api + paths.oauth("token/introspect"),
        scopes=SCOPES,
        optional_scopes=OPTIONAL_SCOPES,
        lacked_scopes=(*ACTIVITY_SCOPES, *ACTIVITY_SCOPES.values()),
        pkce=pkce,
        secret_required=True,
        redirect_host="localhost",
        redirect_ports=REDIRECT_PORTS,
        sign_in_again=("invalid_grant", "BAD_", "EXPIRED_AUTH_CODE"),
    )
