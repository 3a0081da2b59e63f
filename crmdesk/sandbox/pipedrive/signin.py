"""The browser's part of sign-in: which requests get the consent page, and where the answer goes (section 1)."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from crmdesk.sandbox.consent import Consent, consent_page, error_page
from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.pipedrive.account import COMPANY_DOMAIN, COMPANY_NAME, Account
from crmdesk.sandbox.pipedrive.tokens import APP_NAME, CLIENT_ID, CRMDESK_SCOPES, Code, Tokens

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_LOOPBACK = ("http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*")
DECISION = "sandbox_consent"

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
    french = request.headers.get("accept-language", "fr").strip().lower().startswith("fr")
    parameters = dict(parse_qsl(request.raw_query, keep_blank_values=True))
    if request.method == "POST":
        parameters.update(request.form)
    wrong = _wrong(account, parameters)
    if wrong is not None:
        return Reply.html(400, error_page(wrong[0 if french else 1], french=french))
    decision = parameters.get(DECISION)
    if decision == "approve":
        expires = account.clock() + float(account.traits["code_lifetime_s"])
        code = Code(parameters["redirect_uri"], parameters.get("code_challenge", ""), expires)
        return _back(parameters, {"code": tokens.new_code(code)})
    if decision == "deny":
        return _back(parameters, {"error": "user_denied"})
    words = tuple(_WORDS[scope][0 if french else 1] for scope in app_scopes(account) if scope in _WORDS)
    hidden = tuple((name, value) for name, value in parameters.items() if name != DECISION)
    shown = f"{COMPANY_NAME} ({COMPANY_DOMAIN})"
    consent = Consent("Pipedrive", APP_NAME, shown, words, "/oauth/authorize", hidden, french)
    return Reply.html(200, consent_page(consent))


def _back(parameters: dict[str, str], answer: dict[str, str]) -> Reply:
    if "state" in parameters:
        answer["state"] = parameters["state"]
    joint = "&" if urlsplit(parameters["redirect_uri"]).query else "?"
    return Reply.redirect(f"{parameters['redirect_uri']}{joint}{urlencode(answer)}")


def _wrong(account: Account, parameters: dict[str, str]) -> tuple[str, str] | None:
    """What is wrong with a sign-in request, in French and English."""
    if parameters.get("client_id") != CLIENT_ID:
        return "Application inconnue (client_id).", "Unknown app (client_id)."
    redirect_uri = parameters.get("redirect_uri", "")
    if not redirect_allowed(account, redirect_uri):
        return (
            f"L’adresse de retour {redirect_uri} n’est pas celle de cette application.",
            f"The callback address {redirect_uri} is not that of this app.",
        )
    if parameters.get("scope") == "":
        return "scope est vide.", "scope is empty."
    return None


def redirect_allowed(account: Account, redirect_uri: str) -> bool:
    """Whether an address is the app's callback; by default every plain-http loopback one is."""
    try:
        parts = urlsplit(redirect_uri)
        host = parts.hostname or ""
        usable = parts.port != 0
    except ValueError:
        return False
    if not host or not usable or parts.fragment:
        return False
    if account.traits["refuse_ip_redirects"] and (host.replace(".", "").isdigit() or ":" in host):
        return False
    registered = account.traits["redirect_uris"]
    if registered:
        return redirect_uri in registered
    return parts.scheme == "http" and host in LOOPBACK_NAMES
