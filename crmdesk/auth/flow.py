"""One sign-in, from the address to open to the tokens (RFC 8252)."""

from __future__ import annotations

import re
import secrets
import time
from typing import Self
from urllib.parse import urlsplit

from oauthlib.oauth2 import WebApplicationClient

from crmdesk.auth.endpoint import Now, TokenEndpoint
from crmdesk.auth.loopback import SIGN_IN_S, LoopbackListener
from crmdesk.auth.pkce import Pkce, RandomBytes, State
from crmdesk.auth.tokens import ClientApp, Tokens
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.net.client import HttpClient
from crmdesk.net.trust import origin_of


class SignIn:
    """One sign-in, made by ``begin``: open ``url`` in the system's browser, then await ``finish``."""

    def __init__(
        self, url: str, listener: LoopbackListener, endpoint: TokenEndpoint, pkce: Pkce | None, server: str
    ) -> None:
        self.url = url
        self._listener = listener
        self._endpoint = endpoint
        self._pkce = pkce
        self._server = server

    @classmethod
    async def begin(
        cls,
        settings: OAuthSettings,
        app: ClientApp,
        http: HttpClient,
        *,
        language: str = "fr",
        now: Now = time.time,
        random_bytes: RandomBytes = secrets.token_bytes,
    ) -> Self:
        """Listen for the answer and build the address. ``language`` is that of the page the browser ends on.

        Raises InvalidInput (``client_id_missing``, ``client_secret_missing``, ``client_id_unusable``,
        ``client_secret_unusable``, ``insecure_url``, ``url_unusable``) and SignInFailed(``loopback_ports_taken``).
        """
        _check(settings, app)
        pkce = Pkce.fresh(random_bytes) if settings.pkce else None
        state = State(random_bytes)
        listener = await LoopbackListener.open(
            host=settings.redirect_host,
            path=settings.redirect_path,
            ports=settings.redirect_ports,
            state=state,
            language=language,
            consent_refused=settings.consent_refused,
        )
        url = _authorize_url(settings, app, listener.redirect_uri, state, pkce)
        return cls(url, listener, TokenEndpoint(settings, app, http, now=now), pkce, settings.server_parameter)

    @property
    def redirect_uri(self) -> str:
        """The address the browser comes back to; it has to be registered with the vendor where the vendor compares."""
        return self._listener.redirect_uri

    async def finish(self, timeout_s: float = SIGN_IN_S) -> Tokens:
        """The tokens, once a person has agreed in the browser.

        Raises SignInFailed (``consent_refused``, ``sign_in_error``, ``sign_in_timed_out``, ``sign_in_cancelled``,
        ``code_refused``), VendorNonsense, or what stopped the call to the token endpoint.
        """
        code = await self._listener.code(timeout_s)
        server = self._listener.told.get(self._server)
        return await self._endpoint.redeem(code, self.redirect_uri, self._pkce, server=server)

    def cancel(self) -> None:
        """Give up: ``finish`` raises SignInFailed(``sign_in_cancelled``)."""
        self._listener.cancel()

    async def aclose(self) -> None:
        """Stop listening; needed only where ``finish`` was never awaited."""
        await self._listener.aclose()


_CREDENTIAL = re.compile(r"[\x20-\x7e]*")
"""What an application's id and secret consist of (RFC 6749, appendix A.1 and A.2)."""


def _check(settings: OAuthSettings, app: ClientApp) -> None:
    if not app.client_id:
        raise InvalidInput("client_id_missing", field="client_id")
    if settings.secret_required and not app.client_secret:
        raise InvalidInput("client_secret_missing", field="client_secret")
    if not _CREDENTIAL.fullmatch(app.client_id):
        raise InvalidInput("client_id_unusable", field="client_id")
    if app.client_secret and not _CREDENTIAL.fullmatch(app.client_secret.reveal()):
        raise InvalidInput("client_secret_unusable", field="client_secret")
    for url in (settings.authorize_url, settings.token_url):
        origin_of(url)


def _authorize_url(settings: OAuthSettings, app: ClientApp, redirect_uri: str, state: State, pkce: Pkce | None) -> str:
    extra = dict(settings.extra_authorize)
    if settings.optional_scopes:
        extra["optional_scope"] = settings.scope_separator.join(settings.optional_scopes)
    # oauthlib builds on https only; a sandbox on this computer has none, and origin_of has judged the address already.
    secure = urlsplit(settings.authorize_url)._replace(scheme="https").geturl()
    built = WebApplicationClient(app.client_id).prepare_request_uri(
        secure,
        redirect_uri=redirect_uri,
        scope=settings.scope_separator.join(settings.scopes),
        state=state.value,
        code_challenge=None if pkce is None else pkce.challenge,
        code_challenge_method="S256",
        **extra,
    )
    return urlsplit(str(built))._replace(scheme=urlsplit(settings.authorize_url).scheme).geturl()
