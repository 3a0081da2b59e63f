"""Signing in to Google as a desktop app (section 1)."""

from __future__ import annotations

from crmdesk.domain.oauth import OAuthSettings

API_URL = "https://sheets.googleapis.com"
SIGN_IN_URL = "https://accounts.google.com"
TOKEN_URL = "https://oauth2.googleapis.com"

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
"""Every spreadsheet that the person may open. ``drive.file`` would be narrower, but reaches a spreadsheet of the agency's own
only through a picker that runs in a web page."""


def settings(base_url: str | None) -> OAuthSettings:
    """How to sign in; ``base_url`` replaces all hosts. Any free port of 127.0.0.1 will do; nothing is registered.

    The secret of a desktop client is sent in spite of PKCE. Consent is asked for anew each time: only then does Google
    give a refresh token for certain.
    """
    return OAuthSettings(
        authorize_url=f"{base_url or SIGN_IN_URL}/o/oauth2/v2/auth",
        token_url=f"{base_url or TOKEN_URL}/token",
        revoke_url=f"{base_url or TOKEN_URL}/revoke",
        scopes=(SCOPE,),
        pkce=True,
        secret_required=True,
        redirect_host="127.0.0.1",
        redirect_path="/",
        extra_authorize=(("access_type", "offline"), ("prompt", "consent")),
    )
