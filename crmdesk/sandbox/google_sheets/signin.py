"""The browser's part of sign-in: which requests get the consent page, and where the answer goes (section 1)."""

from __future__ import annotations

from crmdesk.sandbox import signin
from crmdesk.sandbox.consent import Consent, consent_page, error_page
from crmdesk.sandbox.google_sheets.account import EMAIL, Account
from crmdesk.sandbox.google_sheets.tokens import (
    APP_NAME,
    CLIENT_ID,
    DRIVE,
    DRIVE_READ,
    EMAIL_READ,
    FILE,
    METADATA,
    OPENID,
    PROFILE_READ,
    SCOPES,
    SHEETS,
    SHEETS_READ,
    SHORT,
    Code,
    Tokens,
)
from crmdesk.sandbox.messages import Reply, Request

PATH, UNTICKED = "/o/oauth2/v2/auth", "sandbox_unticked"

_WORDS = {
    SHEETS: ("Voir et modifier toutes vos feuilles de calcul", "See and edit all your spreadsheets"),
    SHEETS_READ: ("Voir toutes vos feuilles de calcul", "See all your spreadsheets"),
    FILE: ("Voir et modifier les fichiers utilisés avec cette application", "See and edit files used with this app"),
    METADATA: ("Voir les informations sur vos fichiers Drive", "See information about your Drive files"),
    DRIVE: ("Voir et modifier tous vos fichiers Drive", "See and edit all your Drive files"),
    DRIVE_READ: ("Voir tous vos fichiers Drive", "See all your Drive files"),
    OPENID: ("Vous associer à vos informations personnelles sur Google", "Associate you with your personal info on Google"),
    EMAIL_READ: ("Voir votre adresse e-mail", "See your email address"),
    PROFILE_READ: ("Voir vos informations personnelles", "See your personal info"),
}  # fmt: skip


def authorize(account: Account, tokens: Tokens, request: Request) -> Reply:
    """The consent page, or at once the redirect when the URL (or the page's form) carries the decision.

    Scopes named in ``sandbox_unticked`` (or in the trait ``unticked_scopes``) are those a person unticks.
    """
    french, parameters = signin.is_french(request), signin.asked(request)
    wrong = _wrong(account, parameters)
    if wrong is not None:
        return Reply.html(400, error_page(wrong[0 if french else 1], french=french))
    scopes = _scopes(parameters)
    decision = parameters.get(signin.DECISION)
    if decision == "approve":
        unticked = {*parameters.get(UNTICKED, "").split(), *account.traits["unticked_scopes"]}
        granted = tuple(scope for scope in scopes if scope not in unticked)
        expires = account.clock() + float(account.traits["code_lifetime_s"])
        challenge, method = parameters.get("code_challenge", ""), parameters.get("code_challenge_method", "plain")
        nonce = parameters.get("nonce", "")
        code = Code(parameters["redirect_uri"], granted, challenge, method, expires, nonce)
        return _back(parameters, {"code": tokens.new_code(code), "scope": " ".join(granted)})
    if decision == "deny":
        return _back(parameters, {"error": "access_denied"})
    words = tuple(_WORDS[scope][0 if french else 1] for scope in scopes)
    consent = Consent("Google", APP_NAME, EMAIL, words, PATH, signin.sent_along(parameters), french)
    return Reply.html(200, consent_page(consent))


def _scopes(parameters: dict[str, str]) -> tuple[str, ...]:
    """What is asked for, each once and by its long name."""
    return tuple(dict.fromkeys(SHORT.get(scope, scope) for scope in parameters.get("scope", "").split()))


def _back(parameters: dict[str, str], answer: dict[str, str]) -> Reply:
    return Reply.redirect(signin.back(parameters["redirect_uri"], answer, parameters.get("state")))


def _wrong(account: Account, parameters: dict[str, str]) -> tuple[str, str] | None:
    """What is wrong with a sign-in request, in French and English."""
    if parameters.get("client_id") != CLIENT_ID:
        return "Erreur 401 : invalid_client (client_id).", "Error 401: invalid_client (client_id)."
    redirect_uri = parameters.get("redirect_uri", "")
    if not signin.redirect_allowed(account.traits, redirect_uri):
        return (
            f"Erreur 400 : redirect_uri_mismatch ({redirect_uri}).",
            f"Error 400: redirect_uri_mismatch ({redirect_uri}).",
        )
    if parameters.get("response_type") != "code":
        return "Erreur 400 : invalid_request (response_type).", "Error 400: invalid_request (response_type)."
    scopes = _scopes(parameters)
    if not scopes or not set(scopes) <= set(SCOPES):
        return "Erreur 400 : invalid_scope.", "Error 400: invalid_scope."
    if parameters.get("code_challenge_method", "S256") not in {"S256", "plain"}:
        return "Erreur 400 : invalid_request (PKCE).", "Error 400: invalid_request (PKCE)."
    return None
