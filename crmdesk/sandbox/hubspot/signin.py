"""The browser's part of sign-in: which requests get the consent page, and where the answer goes (section 1.1)."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.sandbox import signin
from crmdesk.sandbox.consent import Consent, consent_page, error_page
from crmdesk.sandbox.hubspot.account import ACCOUNT_NAME, HUB_DOMAIN, Account
from crmdesk.sandbox.hubspot.tokens import APP_NAME, CLIENT_ID, KNOWN_SCOPES, Code, Tokens
from crmdesk.sandbox.messages import Reply, Request

_WORDS = {
    "contacts": ("contacts", "contacts"),
    "companies": ("entreprises", "companies"),
    "deals": ("transactions", "deals"),
    "leads": ("prospects", "leads"),
    "tasks": ("tâches", "tasks"),
    "calls": ("appels", "calls"),
    "meetings": ("rendez-vous", "meetings"),
    "notes": ("notes", "notes"),
    "owners": ("membres de l’équipe", "team members"),
    "custom": ("objets personnalisés", "custom objects"),
}


class BadSignIn(Exception):
    """A sign-in request that ends on an error page, in French and English."""

    def __init__(self, french: str, english: str) -> None:
        super().__init__(english)
        self.french = french
        self.english = english


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked sign-in request."""

    redirect_uri: str
    scopes: tuple[str, ...]
    state: str | None
    challenge: str
    method: str


def authorize(account: Account, tokens: Tokens, request: Request) -> Reply:
    """The consent page, or at once the redirect when the URL (or the page's form) carries the decision."""
    french, parameters = signin.is_french(request), signin.asked(request)
    try:
        asked = _checked(account, parameters)
    except BadSignIn as bad:
        return Reply.html(400, error_page(bad.french if french else bad.english, french=french))
    decision = parameters.get(signin.DECISION)
    if decision == "approve":
        lifetime = float(account.traits["code_lifetime_s"])
        code = Code(asked.redirect_uri, asked.scopes, asked.challenge, asked.method, account.clock() + lifetime)
        return _back(asked, {"code": tokens.new_code(code)})
    if decision == "deny":
        return _back(
            asked, {"error": account.traits["denied_error"], "error_description": "The user denied access to the app."}
        )
    words = tuple(_in_words(scope, french=french) for scope in asked.scopes if scope != "oauth")
    consent = Consent(
        vendor="HubSpot", app=APP_NAME, account=f"{ACCOUNT_NAME} ({HUB_DOMAIN})", access=tuple(dict.fromkeys(words)),
        action="/oauth/authorize", hidden=signin.sent_along(parameters), french=french,
    )  # fmt: skip
    return Reply.html(200, consent_page(consent))


def _back(asked: Asked, answer: dict[str, str]) -> Reply:
    return Reply.redirect(signin.back(asked.redirect_uri, answer, asked.state))


def _checked(account: Account, parameters: dict[str, str]) -> Asked:
    if parameters.get("client_id") != CLIENT_ID:
        raise BadSignIn("Application inconnue (client_id).", "Unknown app (client_id).")
    redirect_uri = parameters.get("redirect_uri", "")
    if not signin.redirect_allowed(account.traits, redirect_uri):
        raise BadSignIn(
            f"L’adresse de retour {redirect_uri} n’est pas enregistrée pour cette application.",
            f"The redirect address {redirect_uri} is not registered for this app.",
        )
    challenge = parameters.get("code_challenge", "")
    if account.traits["pkce_required"] and not challenge:
        raise BadSignIn("code_challenge est requis.", "code_challenge is required.")
    method = parameters.get("code_challenge_method") or "plain"
    if challenge and method not in {"S256", "plain"}:
        raise BadSignIn("code_challenge_method inconnu.", "Unknown code_challenge_method.")
    scopes = _granted(account, parameters)
    return Asked(redirect_uri, scopes, parameters.get("state"), challenge, method)


def _granted(account: Account, parameters: dict[str, str]) -> tuple[str, ...]:
    """Scopes after consent: all of ``scope``, and of ``optional_scope`` those the account has."""
    needed = parameters.get("scope", "").split()
    optional = parameters.get("optional_scope", "").split()
    declared = set(account.traits["declared_scopes"]) or set(KNOWN_SCOPES)
    missing = [scope for scope in account.traits["required_scopes"] if scope not in needed]
    missing += [] if needed or missing else ["scope"]
    foreign = [scope for scope in needed + optional if scope not in declared]
    lacking = [scope for scope in needed if not account_has(account, scope)]
    for wrong, french, english in (
        (missing, "Il manque des autorisations requises", "Required scopes are missing"),
        (foreign, "L’application ne déclare pas", "The app does not declare"),
        (lacking, "Ce compte n’a pas accès à", "This account has no access to"),
    ):
        if wrong:
            listed = ", ".join(wrong)
            raise BadSignIn(f"{french} : {listed}", f"{english}: {listed}")
    kept = [scope for scope in optional if account_has(account, scope)]
    return tuple(dict.fromkeys(needed + kept))


def account_has(account: Account, scope: str) -> bool:
    """Whether the account's plan includes what a scope gives access to."""
    return account.traits["leads_enabled"] or not scope.startswith("crm.objects.leads.")


def _in_words(scope: str, *, french: bool) -> str:
    parts = scope.split(".")
    name = _WORDS.get(parts[2] if len(parts) > 2 else "", (scope, scope))[0 if french else 1]
    if len(parts) < 4 or name == scope:
        return scope
    write = "write" in parts
    if parts[1] == "schemas":
        verb = ("modifier", "change") if write else ("lire", "read")
        return (
            f"{verb[0].capitalize()} les champs : {name}" if french else f"{verb[1].capitalize()} the fields of {name}"
        )
    if french:
        return f"{'Créer et modifier' if write else 'Voir'} : {name}"
    return f"{'Create and change' if write else 'See'} {name}"
