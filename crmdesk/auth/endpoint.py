"""Talking to a vendor's token endpoint (RFC 6749, RFC 7009, RFC 7662)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlsplit

from oauthlib.oauth2 import WebApplicationClient

from crmdesk.auth.pkce import Pkce
from crmdesk.auth.tokens import ClientApp, Tokens, read_object, read_tokens, with_description
from crmdesk.domain.errors import ConnectionFault, InvalidInput, SignInFailed, SignInNeeded, VendorNonsense
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.domain.secret import Secret
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Effect, Request, Response
from crmdesk.net.trust import origin_of

Now = Callable[[], float]

WORDS = 200  # of the vendor's own words, at most


@dataclass(frozen=True, slots=True)
class _Refusal:
    """An error of the token endpoint: its own code, its words (without secrets), its status."""

    code: str
    words: str
    status: int
    texts: tuple[str, ...]


class TokenEndpoint:
    """One app's calls to one vendor's token endpoint. ``now`` gives seconds since 1970, UTC."""

    def __init__(self, settings: OAuthSettings, app: ClientApp, http: HttpClient, *, now: Now = time.time) -> None:
        self._settings = settings
        self._app = app
        self._http = http
        self._now = now
        self._oauth = WebApplicationClient(app.client_id)

    async def redeem(self, code: Secret, redirect_uri: str, pkce: Pkce | None, *, server: str | None = None) -> Tokens:
        """Tokens for an authorization code. ``server`` takes this call and all later ones, where the redirect named one.

        Raises SignInFailed(``code_refused``), VendorNonsense (``foreign_url``: a server that is not the vendor's), or what
        stopped the call.
        """
        body = self._oauth.prepare_request_body(
            code=code.reveal(),
            redirect_uri=redirect_uri,
            code_verifier=None if pkce is None else pkce.verifier.reveal(),
            **self._secret(),
        )
        hidden = (code,) if pkce is None else (code, pkce.verifier)
        answer = await self._ask(self._at(self._settings.token_url, server), body, "token", hidden)
        if isinstance(answer, _Refusal):
            raise SignInFailed(
                "code_refused", vendor_error=answer.code, vendor_words=answer.words, status=answer.status
            )
        tokens = read_tokens(answer, now=self._now())
        if server is not None:
            tokens = replace(tokens, extra={**tokens.extra, self._settings.server_parameter: server})
        return await self._described(tokens)

    async def renew(self, tokens: Tokens) -> Tokens:
        """New tokens for the refresh token; the old one stays where the answer brings none.

        Raises SignInNeeded(``refresh_refused`` or ``no_refresh_token``), VendorNonsense, or what stopped the call.
        """
        if tokens.refresh is None:
            raise SignInNeeded("no_refresh_token")
        # No scope: an app that was granted fewer than it asked for would be refused (RFC 6749, 6).
        body = self._oauth.prepare_refresh_body(
            refresh_token=tokens.refresh.reveal(), client_id=self._app.client_id, **self._secret()
        )
        url = self._at(self._settings.token_url, self._server_of(tokens))
        answer = await self._ask(url, body, "token", (tokens.refresh,))
        if isinstance(answer, _Refusal):
            self._refuse_renewal(answer)
        return read_tokens(answer, now=self._now(), before=tokens)

    async def revoke(self, tokens: Tokens) -> bool:
        """Ask the vendor to forget the tokens (RFC 7009); whether it said yes.

        The refresh token takes its access tokens along.
        """
        if self._settings.revoke_url is None:
            return False
        token, hint = (tokens.access, "access_token") if tokens.refresh is None else (tokens.refresh, "refresh_token")
        try:
            url = self._at(self._settings.revoke_url, self._server_of(tokens))
            answer = await self._send(url, self._about(token, hint), "revoke")
            return 200 <= answer.status < 300 and not (answer.body and _says_error(answer))
        except ConnectionFault:
            return False

    async def _described(self, tokens: Tokens) -> Tokens:
        """Ask what was granted and for which account; a sign-in does not fail for want of it."""
        if self._settings.introspect_url is None:
            return tokens
        try:
            form = self._about(tokens.access, "access_token")
            answer = await self._send(self._settings.introspect_url, form, "introspect")
            return with_description(tokens, read_object(answer.body, answer.status))
        except ConnectionFault:
            return tokens

    def _server_of(self, tokens: Tokens) -> str | None:
        """The server that the sign-in named."""
        found = tokens.extra.get(self._settings.server_parameter) if self._settings.server_parameter else None
        return found if isinstance(found, str) else None

    def _at(self, url: str, server: str | None) -> str:
        """``url`` on another server of the vendor's. Raises VendorNonsense(``foreign_url``) for any other server."""
        if server is None:
            return url
        try:
            scheme, host, port = named = origin_of(server)
        except InvalidInput as error:
            raise VendorNonsense("foreign_url", endpoint="oauth token", host="") from error
        own = any(f".{host}".endswith(f".{domain}") for domain in self._settings.server_domains)
        if not (own and scheme == "https") and named != origin_of(self._settings.authorize_url):
            raise VendorNonsense("foreign_url", endpoint="oauth token", host=host)
        address = f"[{host}]" if ":" in host else host
        return urlsplit(url)._replace(scheme=scheme, netloc=f"{address}:{port}").geturl()

    def _about(self, token: Secret, hint: str) -> tuple[tuple[str, str], ...]:
        own = (("client_id", self._app.client_id), *self._secret().items())
        return (("token", token.reveal()), ("token_type_hint", hint), *own)

    def _secret(self) -> dict[str, str]:
        secret = self._app.client_secret
        return {} if secret is None else {"client_secret": secret.reveal()}

    async def _ask(
        self, url: str, body: str, endpoint: str, hidden: tuple[Secret, ...]
    ) -> Mapping[str, Any] | _Refusal:
        """An answer is an error when its status or its ``error`` says so (Zoho: 200 with an error)."""
        form = tuple(parse_qsl(body, keep_blank_values=True))
        response = await self._send(url, form, endpoint)
        content = read_object(response.body, response.status)
        if response.status < 300 and not content.get("error"):
            return content
        texts = tuple(str(content.get(name, "")) for name in ("error", "status", "message"))
        words = str(content.get("error_description") or content.get("message") or "")
        secrets = (*hidden, *filter(None, (self._app.client_secret,)))
        return _Refusal(_without(secrets, texts[0] or texts[1]), _without(secrets, words), response.status, texts)

    async def _send(self, url: str, form: tuple[tuple[str, str], ...], endpoint: str) -> Response:
        return await self._http.send(Request("POST", url, f"oauth {endpoint}", form=form, effect=Effect.WRITES))

    def _refuse_renewal(self, refusal: _Refusal) -> NoReturn:
        """A person has to act when the vendor names a reason we know, or bars the app (401, 403)."""
        known = any(text.startswith(self._settings.sign_in_again) for text in refusal.texts)
        if known or refusal.status in {401, 403}:
            raise SignInNeeded(
                "refresh_refused", vendor_error=refusal.code, vendor_words=refusal.words, status=refusal.status
            )
        raise VendorNonsense(
            "token_refresh_failed", vendor_error=refusal.code, vendor_words=refusal.words, status=refusal.status
        )


def _without(secrets: Sequence[Secret], words: str) -> str:
    """The beginning of a vendor's words, with none of our secrets in them."""
    for secret in secrets:
        words = words.replace(secret.reveal(), "***")
    return words[:WORDS]


def _says_error(answer: Response) -> bool:
    """Whether an answer with a good status speaks of an error (Zoho). One that is no JSON says nothing."""
    try:
        return bool(read_object(answer.body, answer.status).get("error"))
    except VendorNonsense:
        return False
