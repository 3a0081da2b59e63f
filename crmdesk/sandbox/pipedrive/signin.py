"""The browser's part of sign-in: which requests get the consent page, and where the answer goes (section 1)."""

from __future__ import annotations

from crmdesk.sandbox import signin
from crmdesk.sandbox.consent import Consent, consent_page, error_page
from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.pipedrive.account import COMPANY_DOMAIN, COMPANY_NAME, Account
from crmdesk.sandbox.pipedrive.tokens import APP_NAME, CLIENT_ID, CRMDESK_SCOPES, Code, Tokens

_WORDS = {
    "contacts:full": ("Créer et modifier : contacts", "Create and change contacts"),
    "deals:full": ("Créer et modifier : affaires", "Create and change deals"),
    "activities:full": ("Créer et modifier : activités", "Create and change activities"),
    "leads:full": ("Créer et modifier : prospects", "Create and change leads"),
    "users:read": ("Voir : membres de l’équipe", "See team members"),
    "search:read": ("Rechercher", "Search"),
    "recents:read": ("Voir : modifications récentes", "See recent changes"),
    "contact-fields:full": ("Modifier les champs : contacts", "Change the fields of contacts"),
    "deal-fields:full": ("Modifier les champs : affaires", "Change the fields of deals"),
    "admin": ("Administrer le compte", "Administer the account"),
}


def app_scopes(account: Account) -> tuple[str, ...]:
    """The scopes that are set on the app; the address of the sign-in has no say in it."""
    return tuple(account.traits["scopes"]) or CRMDESK_SCOPES


def authorize(account: Account, tokens: Tokens, request: Request) -> Reply:
    """The consent page, or at once the redirect when the URL (or the page's form) carries the decision."""
    french, parameters = signin.is_french(request), signin.asked(request)
    wrong = _wrong(account, parameters)
    if wrong is not None:
        return Reply.html(400, error_page(wrong[0 if french else 1], french=french))
    decision = parameters.get(signin.DECISION)
    if decision == "approve":
        expires = account.clock() + float(account.traits["code_lifetime_s"])
        code = Code(parameters["redirect_uri"], parameters.get("code_challenge", ""), expires)
        return _back(parameters, {"code": tokens.new_code(code)})
    if decision == "deny":
        return _back(parameters, {"error": "user_denied"})
    words = tuple(_WORDS[scope][0 if french else 1] for scope in app_scopes(account) if scope in _WORDS)
    hidden = signin.sent_along(parameters)
    shown = f"{COMPANY_NAME} ({COMPANY_DOMAIN})"
    consent = Consent("Pipedrive", APP_NAME, shown, words, "/oauth/authorize", hidden, french)
    return Reply.html(200, consent_page(consent))


def _back(parameters: dict[str, str], answer: dict[str, str]) -> Reply:
    return Reply.redirect(signin.back(parameters["redirect_uri"], answer, parameters.get("state")))


def _wrong(account: Account, parameters: dict[str, str]) -> tuple[str, str] | None:
    """What is wrong with a sign-in request, in French and English."""
    if parameters.get("client_id") != CLIENT_ID:
        return "Application inconnue (client_id).", "Unknown app (client_id)."
    redirect_uri = parameters.get("redirect_uri", "")
    if not signin.redirect_allowed(account.traits, redirect_uri):
        return (
            f"L’adresse de retour {redirect_uri} n’est pas celle de cette application.",
            f"The callback address {redirect_uri} is not that of this app.",
        )
    if parameters.get("scope") == "":
        return "scope est vide.", "scope is empty."
    return None
