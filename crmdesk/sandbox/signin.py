"""What every vendor's sign-in in the browser has in common: what was asked, and which addresses it may lead back to."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from crmdesk.sandbox.messages import Request
from crmdesk.sandbox.traits import Trait, Traits

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_LOOPBACK = ("http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*")
"""The redirect addresses of an app that has registered none, as the directory lists them."""

DECISION = "sandbox_consent"
"""The parameter that carries a person's answer: ``approve`` or ``deny``."""


def signin_traits(*, code_lifetime_s: float) -> tuple[Trait, ...]:
    """The switches of a sign-in whose redirect addresses have to be registered."""
    return (
        Trait("refuse_ip_redirects", False, "redirect addresses need a host name: 127.0.0.1 and [::1] are refused"),
        Trait("redirect_uris", [], "the registered redirect addresses, compared exactly; empty: any loopback one"),
        Trait("code_lifetime_s", code_lifetime_s, "how long an authorization code can be redeemed"),
    )


def is_french(request: Request) -> bool:
    """Whether the browser asks for French, as it does unless it says otherwise."""
    return request.headers.get("accept-language", "fr").strip().lower().startswith("fr")


def asked(request: Request) -> dict[str, str]:
    """The parameters of a sign-in, from its address and from the form of the consent page."""
    parameters = dict(parse_qsl(request.raw_query, keep_blank_values=True))
    if request.method == "POST":
        parameters.update(request.form)
    return parameters


def sent_along(parameters: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the consent page's form repeats."""
    return tuple((name, value) for name, value in parameters.items() if name != DECISION)


def back(redirect_uri: str, answer: Mapping[str, str], state: str | None) -> str:
    """The redirect address with an answer; ``state`` comes back as it was given."""
    told = dict(answer) if state is None else {**answer, "state": state}
    joint = "&" if urlsplit(redirect_uri).query else "?"
    return f"{redirect_uri}{joint}{urlencode(told)}"


def redirect_allowed(traits: Traits, redirect_uri: str) -> bool:
    """Whether an address is registered, in whatever scheme; by default every plain-http loopback one is."""
    try:
        parts = urlsplit(redirect_uri)
        host = parts.hostname or ""
        usable = parts.port != 0
    except ValueError:
        return False
    if not usable or parts.fragment:
        return False
    if traits["refuse_ip_redirects"] and (host.replace(".", "").isdigit() or ":" in host):
        return False
    registered = traits["redirect_uris"]
    if registered:
        return redirect_uri in registered
    return parts.scheme == "http" and host in LOOPBACK_NAMES
