"""The page a browser shows when it comes back: plain, in the program's language, with nothing of the answer in it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from enum import Enum
from http import HTTPStatus


class Page(Enum):
    """What the browser is told, with its HTTP status."""

    DONE = ("done", HTTPStatus.OK)
    REFUSED = ("refused", HTTPStatus.OK)
    USED = ("used", HTTPStatus.GONE)
    FOREIGN = ("foreign", HTTPStatus.BAD_REQUEST)
    MALFORMED = ("malformed", HTTPStatus.BAD_REQUEST)
    NOT_FOUND = ("not_found", HTTPStatus.NOT_FOUND)
    WRONG_METHOD = ("not_found", HTTPStatus.METHOD_NOT_ALLOWED)

    @property
    def text(self) -> str:
        """The key of its text."""
        return self.value[0]

    @property
    def status(self) -> HTTPStatus:
        """Its HTTP status."""
        return self.value[1]


_TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "fr": {
        "done": ("Connexion acceptée", "Vous pouvez fermer cette fenêtre : la suite se passe dans crmdesk."),
        "refused": ("Connexion refusée", "Vous pouvez fermer cette fenêtre : crmdesk dit comment recommencer."),
        "used": ("Page déjà utilisée", "Cette connexion est terminée. Vous pouvez fermer cette fenêtre."),
        "foreign": ("Réponse inconnue", "Elle ne vient pas de la connexion en cours dans crmdesk : rien n’a été fait."),
        "malformed": ("Demande illisible", "crmdesk n’a pas compris cette demande : rien n’a été fait."),
        "not_found": ("Rien ici", "Cette adresse ne sert qu’à revenir d’une connexion."),
    },
    "en": {
        "done": ("Sign-in accepted", "You can close this window: crmdesk does the rest."),
        "refused": ("Sign-in refused", "You can close this window: crmdesk says how to try again."),
        "used": ("Page already used", "This sign-in is over. You can close this window."),
        "foreign": ("Unknown answer", "It does not belong to the sign-in under way in crmdesk: nothing was done."),
        "malformed": ("Unreadable request", "crmdesk did not understand this request: nothing was done."),
        "not_found": ("Nothing here", "This address only serves to come back from a sign-in."),
    },
}

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center}"
    "main{max-width:28rem;padding:2rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0}"
)
_STYLE_HASH = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")

_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_HEADERS = (
    "Content-Type: text/html; charset=utf-8",
    "Cache-Control: no-store",
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
    f"Content-Security-Policy: {_POLICY}",
    "Connection: close",
)


def render(page: Page, language: str) -> bytes:
    """The whole HTTP answer. ``language`` is a locale such as ``fr_FR``; everything but English speaks French."""
    short = "en" if language.lower().startswith("en") else "fr"
    title, sentence = _TEXTS[short][page.text]
    body = (
        f'<!DOCTYPE html><html lang="{short}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1><p>{sentence}</p></main></body></html>"
    ).encode()
    allow = ("Allow: GET",) if page is Page.WRONG_METHOD else ()
    first = f"HTTP/1.1 {page.status.value} {page.status.phrase}"
    head = "\r\n".join((first, *_HEADERS, *allow, f"Content-Length: {len(body)}"))
    return head.encode("ascii") + b"\r\n\r\n" + body
