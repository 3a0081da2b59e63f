"""How one vendor's OAuth 2.0 is spoken: declared by its provider, used by the sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class OAuthSettings:
    """One vendor's endpoints and habits (RFC 6749, RFC 7636, RFC 8252).

    ``optional_scopes`` go into the parameter ``optional_scope`` (HubSpot, working-with-oauth); a vendor without one
    leaves them empty. ``lacked_scopes`` go there once the account has said that the access lacks them: an application need not
    declare them, and must not be asked for what it does not declare. ``redirect_ports`` are the registered ports in the order
    they are tried; empty means any free one. ``redirect_host`` is the literal the vendor accepts: ``localhost`` and
    ``127.0.0.1`` do not match each other.
    ``extra_authorize`` is added to the sign-in address as it stands. ``introspect_url`` is asked once at sign-in: some
    vendors name the account, the app and the granted scopes only there. An entry of ``sign_in_again`` is the beginning
    of an ``error``, ``status`` or ``message`` of the token endpoint after which only a person can help.
    ``personal_header`` is where a token that a person pasted goes: by itself, unless it is ``Authorization``;
    ``token_scheme`` is the word before a token there. ``server_parameter`` is what the redirect calls the server that takes
    the calls about this person's tokens, where a vendor has several (Zoho, accounts-server); it is believed where its host
    ends with one of ``server_domains``, or is the one that was signed in at. ``scope_errors`` are words in the body of a 401
    that speak of missing scopes or rights: the token is good, and renewing it would not help. ``consent_refused`` are the words of
    the redirect's ``error`` for a person who did not agree (RFC 6749, 4.1.2.1, knows one). ``app_scopes`` are needed, and can
    only be set on the application: nothing asks for them.
    """

    authorize_url: str
    token_url: str
    scopes: tuple[str, ...]
    revoke_url: str | None = None
    introspect_url: str | None = None
    optional_scopes: tuple[str, ...] = ()
    lacked_scopes: tuple[str, ...] = ()
    scope_separator: str = " "
    pkce: bool = True
    secret_required: bool = False
    redirect_host: Literal["localhost", "127.0.0.1"] = "127.0.0.1"
    redirect_ports: tuple[int, ...] = ()
    redirect_path: str = "/callback"
    extra_authorize: tuple[tuple[str, str], ...] = ()
    sign_in_again: tuple[str, ...] = ("invalid_grant", "invalid_client", "unauthorized_client")
    personal_header: str = "Authorization"
    token_scheme: str = "Bearer"  # noqa: S105 - a word of the protocol
    server_parameter: str = ""
    server_domains: tuple[str, ...] = ()
    scope_errors: tuple[str, ...] = ()
    app_scopes: tuple[str, ...] = ()
    consent_refused: tuple[str, ...] = ("access_denied",)
