"""Who signed in: discovery, keys, ID tokens and userinfo (Google, OpenID Connect; hosts as the discovery document has them).

Each host of Google's is the sandbox's own address here, the issuer too: keys are found from it as from Google's.
"""

from __future__ import annotations

from crmdesk.sandbox.google_sheets.account import EMAIL
from crmdesk.sandbox.google_sheets.errors import json_reply
from crmdesk.sandbox.google_sheets.tokens import CLIENT_ID, EMAIL_READ, OPENID, PROFILE_READ, Grant
from crmdesk.sandbox.id_tokens import Claims, Signer
from crmdesk.sandbox.messages import JsonObject, Reply

SIGNER = Signer("6f9b1d40c7a25e83b0d1f4a69c3e7752d8ab0e14")
SUBJECT = "108254719903361720458"
"""The person at Google: never an address, which may change."""

IDENTITY = frozenset({OPENID, EMAIL_READ, PROFILE_READ})
"""A token reply has an ID token if one of these was asked for (OAuth 2.0 for mobile and desktop apps, step 5)."""

LIFETIME_S = 3600.0
CERTS, USERINFO = ("oauth2", "v3", "certs"), ("v1", "userinfo")
PEM_CERTS = ("oauth2", "v1", "certs")
"""The same keys as certificates, where the vendor's libraries look (google-auth: ``verify_token``, ``certs_url``)."""

_CACHED = ("cache-control", "public, max-age=3600")
_NAMES = {"name": "Hélène Kermarec", "given_name": "Hélène", "family_name": "Kermarec"}


def id_token(issuer: str, grant: Grant, access_token: str, *, now_s: float, nonce: str = "") -> str | None:
    """The ID token of a token reply; ``None`` for a grant that says nothing of the person."""
    if not IDENTITY & set(grant.scopes):
        return None
    claims = Claims(issuer, CLIENT_ID, SUBJECT, now_s, LIFETIME_S, nonce, {"azp": CLIENT_ID, **_person(grant)})
    return SIGNER.token(claims, access_token)


def published(path: tuple[str, ...], base: str) -> Reply | None:
    """The discovery document or the keys, which anybody may read and keep for a while; ``None`` for another path."""
    if path == (".well-known", "openid-configuration"):
        content = _discovery(base)
    elif path == CERTS:
        content = SIGNER.keys()
    elif path == PEM_CERTS:
        content = SIGNER.certificates()
    else:
        return None
    reply = json_reply(200, content)
    reply.headers.append(_CACHED)
    return reply


def userinfo(grant: Grant | None) -> Reply:
    """What an access token may know of the person; 401 for one that ended, or that may know nothing (unverified)."""
    if grant is None or not IDENTITY & set(grant.scopes):
        return json_reply(401, {"error": "invalid_request", "error_description": "Invalid Credentials"})
    return json_reply(200, {"sub": SUBJECT, **_person(grant)})


def _person(grant: Grant) -> JsonObject:
    told: JsonObject = {"hd": EMAIL.partition("@")[2]}
    if EMAIL_READ in grant.scopes:
        told |= {"email": EMAIL, "email_verified": True}
    if PROFILE_READ in grant.scopes:
        told |= _NAMES
    return told


def _discovery(base: str) -> JsonObject:
    return {
        "issuer": base, "authorization_endpoint": f"{base}/o/oauth2/v2/auth", "token_endpoint": f"{base}/token",
        "userinfo_endpoint": f"{base}/{'/'.join(USERINFO)}", "revocation_endpoint": f"{base}/revoke",
        "jwks_uri": f"{base}/{'/'.join(CERTS)}", "response_types_supported": ["code"],
        "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "claims_supported": ["aud", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss", "name",
                             "sub"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
    }  # fmt: skip
