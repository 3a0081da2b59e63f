"""The browser's part of sign-in: which requests get the consent page, and where the answer goes (section 1.3)."""

from __future__ import annotations

from crmdesk.sandbox import signin
from crmdesk.sandbox.consent import Consent, consent_page, error_page
from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.zoho.org import ORG_DOMAIN, ORG_NAME, Org
from crmdesk.sandbox.zoho.tokens import APP_NAME, CLIENT_ID, KNOWN_SCOPES, Code, Tokens

PATH = "/oauth/v2/auth"

_WORDS = {
    "modules": ("Lire et modifier les fiches", "Read and change records"),
    "settings": ("Lire et modifier les champs", "Read and change fields"),
    "users": ("Voir les utilisateurs", "See the users"),
    "org": ("Voir l’organisation", "See the organisation"),
    "coql": ("Interroger les fiches", "Query records"),
    "bulk": ("Lire les fiches en masse", "Read records in bulk"),
    "securesearch": ("Rechercher", "Search"),
}


def authorize(org: Org, tokens: Tokens, request: Request) -> Reply:
    """The consent page, or at once the redirect when the URL (or the page's form) carries the decision."""
    french, parameters = signin.is_french(request), signin.asked(request)
    wrong = _wrong(org, parameters)
    if wrong is not None:  # an error page, and no way back (section 1.3)
        return Reply.html(400, error_page(f"{wrong[0 if french else 1]} ({wrong[2]})", french=french))
    scopes = _scopes(parameters)
    decision = parameters.get(signin.DECISION)
    if decision == "approve":
        offline = parameters.get("access_type") == "offline"
        lasting = offline and (parameters.get("prompt") == "consent" or not tokens.consented)
        tokens.consented = True
        expires_at = org.clock() + float(org.traits["code_lifetime_s"])
        method = parameters.get("code_challenge_method", "plain")
        code = Code(
            parameters["redirect_uri"], scopes, parameters.get("code_challenge", ""), method, lasting, expires_at
        )
        answer = {"code": tokens.new_code(code)}
        if org.traits["redirect_names_server"]:
            server = str(org.traits["accounts_server"]) or request.base_url
            answer |= {"location": str(org.traits["location"]), "accounts-server": server}
        return _back(parameters, answer)
    if decision == "deny":
        return _back(parameters, {"error": "access_denied"})
    names = [scope.split(".")[1] for scope in scopes if "." in scope]
    words = tuple(_WORDS[name][0 if french else 1] for name in dict.fromkeys(names) if name in _WORDS)
    shown = f"{ORG_NAME} ({ORG_DOMAIN})"
    return Reply.html(
        200, consent_page(Consent("Zoho CRM", APP_NAME, shown, words, PATH, signin.sent_along(parameters), french))
    )


def _back(parameters: dict[str, str], answer: dict[str, str]) -> Reply:
    return Reply.redirect(signin.back(parameters["redirect_uri"], answer, parameters.get("state")))


def _scopes(parameters: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in parameters.get("scope", "").split(",") if one))


def _wrong(org: Org, parameters: dict[str, str]) -> tuple[str, str, str] | None:
    """What is wrong with a sign-in request, in French and English, and Zoho's word for it."""
    redirect_uri = parameters.get("redirect_uri", "")
    if parameters.get("client_id") != CLIENT_ID:
        return "Application inconnue.", "Unknown client.", "invalid_client"
    if not signin.redirect_allowed(org.traits, redirect_uri):
        return (
            f"L’adresse de retour {redirect_uri} n’est pas enregistrée.",
            f"The redirect address {redirect_uri} is not registered.",
            "invalid_redirect_uri",
        )
    if parameters.get("response_type") != "code":
        return "response_type doit être code.", "response_type has to be code.", "invalid_response_type"
    known = set(org.traits["scopes"]) or KNOWN_SCOPES
    scopes = _scopes(parameters)
    if not scopes or not set(scopes) <= known:
        return "Une autorisation demandée n’existe pas.", "A scope does not exist.", "invalid_scope"
    if org.traits["pkce"] == "required" and not parameters.get("code_challenge"):
        return "code_challenge manque.", "code_challenge is missing.", "invalid_code_challenge"
    return None
