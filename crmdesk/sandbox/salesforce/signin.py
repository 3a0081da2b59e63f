"""The browser's part of sign-in: which requests get the consent page, and where the answer goes (section 1.3)."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.sandbox import signin
from crmdesk.sandbox.consent import Consent, consent_page, error_page
from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.salesforce.org import ORG_DOMAIN, ORG_NAME, Org
from crmdesk.sandbox.salesforce.tokens import APP_NAME, CLIENT_ID, KNOWN_SCOPES, Code, Tokens

PATH = "/services/oauth2/authorize"

_WORDS = {
    "api": ("Accéder aux données par les API", "Manage user data via APIs"),
    "refresh_token": ("Effectuer des demandes à tout moment", "Perform requests at any time"),
    "offline_access": ("Effectuer des demandes à tout moment", "Perform requests at any time"),
    "id": ("Accéder au service d’identité", "Access the identity URL service"),
    "openid": ("Accéder au service d’identité", "Access the identity URL service"),
}


class BadSignIn(Exception):
    """A sign-in request that ends on an error page, in French and English."""

    def __init__(self, code: str, french: str, english: str) -> None:
        super().__init__(english)
        self.code = code
        self.french = french
        self.english = english


class SentBack(Exception):
    """A sign-in request whose error goes to the redirect address."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked sign-in request."""

    redirect_uri: str
    scopes: tuple[str, ...]
    state: str | None
    challenge: str
    nonce: str

    def back(self, **answer: str) -> str:
        """The redirect address with an answer."""
        return signin.back(self.redirect_uri, answer, self.state)


def authorize(org: Org, tokens: Tokens, request: Request) -> Reply:
    """The consent page, or at once the redirect when the URL (or the page's form) carries the decision."""
    french, parameters = signin.is_french(request), signin.asked(request)
    try:
        asked = _checked(org, parameters)
    except BadSignIn as bad:
        text = f"{bad.french if french else bad.english} (error={bad.code})"
        return Reply.html(400, error_page(text, french=french))
    except SentBack as back:
        return Reply.redirect(back.url)
    decision = parameters.get(signin.DECISION)
    if decision == "approve":
        expires_at = org.clock() + float(org.traits["code_lifetime_s"])
        code = Code(asked.redirect_uri, asked.scopes, asked.challenge, expires_at, asked.nonce)
        return Reply.redirect(asked.back(code=tokens.new_code(code)))
    if decision == "deny":
        return Reply.redirect(asked.back(error="access_denied", error_description="end-user denied authorization"))
    words = tuple(_WORDS.get(scope, (scope, scope))[0 if french else 1] for scope in asked.scopes)
    consent = Consent(
        vendor="Salesforce", app=APP_NAME, account=f"{ORG_NAME} ({ORG_DOMAIN})", access=tuple(dict.fromkeys(words)),
        action=PATH, hidden=signin.sent_along(parameters), french=french,
    )  # fmt: skip
    return Reply.html(200, consent_page(consent))


def _checked(org: Org, parameters: dict[str, str]) -> Asked:
    if parameters.get("client_id") != CLIENT_ID:
        raise BadSignIn("invalid_client_id", "Application inconnue.", "client identifier invalid")
    redirect_uri = parameters.get("redirect_uri", "")
    if not signin.redirect_allowed(org.traits, redirect_uri):
        raise BadSignIn(
            "redirect_uri_mismatch",
            f"L’adresse de retour {redirect_uri} n’est pas enregistrée pour cette application.",
            "redirect_uri must match configuration",
        )
    asked = Asked(
        redirect_uri,
        tuple(dict.fromkeys(parameters.get("scope", "").split())) or ("api",),
        parameters.get("state"),
        parameters.get("code_challenge", ""),
        parameters.get("nonce", ""),
    )
    if parameters.get("response_type") != "code":
        raise SentBack(asked.back(error="unsupported_response_type"))
    if org.traits["app_blocked"]:
        blocked = str(org.traits["blocked_error"])
        raise SentBack(asked.back(error=blocked, error_description="this app is blocked by admin"))
    declared = set(org.traits["declared_scopes"]) or set(KNOWN_SCOPES)
    if not set(asked.scopes) <= declared:
        raise SentBack(asked.back(error="invalid_scope", error_description="the requested scope is not allowed"))
    if org.traits["pkce_required"] and not asked.challenge:
        raise SentBack(asked.back(error="invalid_request", error_description="missing required code challenge"))
    return asked
