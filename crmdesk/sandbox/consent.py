"""The page on which a person allows or refuses an app's access, in French or English; the same for every vendor."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6475; --line: #d9dee7; --paper: #ffffff; --ground: #f3f5f8;
  --accent: #1f5fbf; --on-accent: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --soft: #a3acbd; --line: #394254; --paper: #1e2430;
  --ground: #141922; --accent: #7fb0ff; --on-accent: #0e1726; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
main { width: min(30rem, calc(100vw - 2rem)); background: var(--paper); border: 1px solid var(--line);
  border-radius: 12px; padding: 2rem; }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
p { margin: .25rem 0 1rem; color: var(--soft); }
ul { margin: 0 0 1.5rem; padding-left: 1.25rem; }
form { display: flex; gap: .75rem; justify-content: flex-end; }
button { font: inherit; padding: .5rem 1.25rem; border-radius: 8px; border: 1px solid var(--line); background: none;
  color: inherit; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
"""


@dataclass(frozen=True, slots=True)
class Consent:
    """What the page shows and where its form goes. ``hidden`` are the sign-in's own parameters, sent along."""

    vendor: str
    app: str
    account: str
    access: tuple[str, ...]
    action: str
    hidden: tuple[tuple[str, str], ...]
    french: bool


def consent_page(consent: Consent) -> str:
    """The page as HTML; its buttons post ``sandbox_consent=approve`` or ``deny``."""
    title = f"Autoriser {consent.app} ?" if consent.french else f"Allow {consent.app}?"
    account = f"{consent.vendor} <strong>{escape(consent.account)}</strong>"
    lead = (
        f"{consent.app} demande l’accès au compte {account} :"
        if consent.french
        else f"{consent.app} asks for access to the account {account}:"
    )
    yes, no = ("Autoriser", "Refuser") if consent.french else ("Allow", "Refuse")
    access = "".join(f"<li>{escape(one)}</li>" for one in consent.access)
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in consent.hidden
    )
    body = (
        f"<h1>{escape(title)}</h1><p>{lead}</p><ul>{access}</ul>"
        f'<form method="post" action="{escape(consent.action)}">{hidden}'
        f'<button name="sandbox_consent" value="deny">{no}</button>'
        f'<button class="main" name="sandbox_consent" value="approve" autofocus>{yes}</button></form>'
    )
    return _page(title, body, french=consent.french)


def error_page(text: str, *, french: bool) -> str:
    """The page for a sign-in that cannot go on; it leads nowhere."""
    title = "Connexion impossible" if french else "Sign-in is not possible"
    return _page(title, f"<h1>{title}</h1><p>{escape(text)}</p>", french=french)


def _page(title: str, body: str, *, french: bool) -> str:
    language = "fr" if french else "en"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main>{body}</main></body></html>"
    )
