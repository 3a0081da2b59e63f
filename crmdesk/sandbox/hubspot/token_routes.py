"""Token, refresh, introspect and revoke, in v1, v3 and the dated versions (fact sheet section 1.2)."""

from __future__ import annotations

from hmac import compare_digest

from crmdesk.sandbox.grants import proves
from crmdesk.sandbox.hubspot.account import HUB_DOMAIN, PORTAL_ID, Account
from crmdesk.sandbox.hubspot.errors import not_there, wrong_media_type
from crmdesk.sandbox.hubspot.tokens import APP_ID, CLIENT_ID, CLIENT_SECRET, Access, Grant, Tokens
from crmdesk.sandbox.messages import JsonObject, Reply, Request

FORM = "application/x-www-form-urlencoded"
APP_LEVEL = frozenset({"v1", "v3", "2026-03"})
"""The versions that give an app a token of its own, which reaches no records; 2026-09 dropped it."""


class TokenRefused(Exception):
    """A token request that fails: OAuth's error name, HubSpot's status word, the text."""

    def __init__(self, error: str, status: str, text: str) -> None:
        super().__init__(text)
        self.error = error
        self.status = status
        self.text = text


class TokenEndpoint:
    """The token endpoints of one account; ``version`` is the part of the path (v1, v3, 2026-03…)."""

    def __init__(self, account: Account, tokens: Tokens) -> None:
        self._account = account
        self._tokens = tokens

    def token(self, request: Request, version: str) -> Reply:
        """``POST /oauth/{version}/token``."""
        form = self._form(request, version)
        try:
            grant, scopes = self._granted(form, version)
        except TokenRefused as refused:
            return self._refusal(refused, version)
        lifetime = float(self._account.traits["token_lifetime_s"])
        reply: JsonObject = {
            "token_type": "bearer",
            "access_token": self._tokens.new_access(grant, lifetime, scopes),
            "expires_in": int(lifetime),
        }
        if grant.refresh_token:
            reply["refresh_token"] = grant.refresh_token
        if not self._account.traits["bare_token_reply"]:
            reply.update(hub_id=PORTAL_ID, user_id=grant.user_id, scopes=list(scopes), token_use="access_token")
        return Reply.json(200, reply)

    def introspect(self, request: Request, version: str) -> Reply:
        """``POST /oauth/{version}/token/introspect``."""
        form = self._form(request, version)
        try:
            self._client(form, proven=False)
        except TokenRefused as refused:
            return self._refusal(refused, version)
        text = form.get("token", "")
        access = self._tokens.access.get(text)
        if access is not None and (access.expires_at is None or access.expires_at > self._account.clock()):
            return Reply.json(200, self._described(text, access))
        grant = self._tokens.grants.get(text)
        if grant is None:
            return Reply.json(200, {"active": False})
        shown = self._described(text, Access(grant, None, grant.scopes))
        return Reply.json(200, {**shown, "token_use": "refresh_token"})

    def revoke(self, request: Request, version: str) -> Reply:
        """``POST /oauth/{version}/token/revoke``; an unknown token is no error (RFC 7009, section 2.2)."""
        form = self._form(request, version)
        try:
            self._client(form, proven=False)
        except TokenRefused as refused:
            return self._refusal(refused, version)
        text = form.get("token", "")
        grant = self._tokens.grants.get(text)
        if grant is not None:
            self._tokens.revoke(grant)
        elif text in self._tokens.access:
            del self._tokens.access[text]
        return Reply.json(200, {})

    def access_info(self, text: str) -> Reply:
        """``GET /oauth/v1/access-tokens/{token}``, which needs no sign-in."""
        access = self._tokens.access.get(text)
        if access is None or (access.expires_at is not None and access.expires_at <= self._account.clock()):
            raise not_there()
        return Reply.json(200, {**self._info(text, access.grant, access.scopes), "token_type": "access",
                                "expires_in": self._left(access)})  # fmt: skip

    def refresh_info(self, text: str) -> Reply:
        """``GET /oauth/v1/refresh-tokens/{token}``."""
        grant = self._tokens.grants.get(text)
        if grant is None:
            raise not_there()
        shown = {**self._info(text, grant, grant.scopes), "token_type": "refresh", "client_id": CLIENT_ID}
        return Reply.json(200, shown)

    def refresh_delete(self, text: str) -> Reply:
        """``DELETE /oauth/v1/refresh-tokens/{token}``."""
        grant = self._tokens.grants.get(text)
        if grant is None:
            raise not_there()
        self._tokens.revoke(grant)
        return Reply(204)

    def _form(self, request: Request, version: str) -> dict[str, str]:
        """The parameters; only v1 also took them from the query. Raises `ApiError` 415 for a body that is no form."""
        if request.body and request.media_type != FORM:
            raise wrong_media_type()
        form = request.form if request.body else {}
        return {**dict(request.query), **form} if version == "v1" else form

    def _granted(self, form: dict[str, str], version: str) -> tuple[Grant, tuple[str, ...]]:
        grant_type = form.get("grant_type", "")
        if grant_type == "client_credentials" and version in APP_LEVEL:
            self._client(form, proven=False)
            return self._tokens.app_grant(), ()
        if grant_type == "authorization_code":
            return self._redeem(form)
        if grant_type != "refresh_token":
            text = "missing or unknown grant_type"
            raise TokenRefused("unsupported_grant_type", "BAD_GRANT_TYPE", text)
        self._client(form, proven=self._account.traits["pkce_without_secret"])
        grant = self._tokens.grants.get(form.get("refresh_token", ""))
        if grant is None:
            raise TokenRefused("invalid_grant", "BAD_REFRESH_TOKEN", "refresh token is invalid, expired or revoked")
        scopes = tuple(form["scope"].split()) if form.get("scope") else grant.scopes
        if not set(scopes) <= set(grant.scopes):
            raise TokenRefused("invalid_scope", "BAD_SCOPE", "scope exceeds what was granted")
        if self._account.traits["refresh_rotates"]:
            self._tokens.rotate(grant)
        return grant, scopes

    def _redeem(self, form: dict[str, str]) -> tuple[Grant, tuple[str, ...]]:
        code = self._tokens.codes.get(form.get("code", ""))
        if code is None:
            self._client(form, proven=False)
            raise TokenRefused("invalid_grant", "BAD_AUTH_CODE", "missing or unknown auth code")
        proven = bool(code.challenge) and proves(form.get("code_verifier", ""), code.challenge, code.method)
        self._client(form, proven=proven and self._account.traits["pkce_without_secret"])
        del self._tokens.codes[form["code"]]
        if code.expires_at < self._account.clock():
            raise TokenRefused("invalid_grant", "EXPIRED_AUTH_CODE", "auth code has expired")
        if form.get("redirect_uri") != code.redirect_uri:
            raise TokenRefused("invalid_grant", "BAD_REDIRECT_URI", "redirect URI mismatch")
        if code.challenge and self._account.traits["pkce_honoured"] and not proven:
            raise TokenRefused("invalid_grant", "BAD_AUTH_CODE", "code verifier does not match the code challenge")
        return self._tokens.new_grant(code.scopes), code.scopes

    def _client(self, form: dict[str, str], *, proven: bool) -> None:
        if form.get("client_id") != CLIENT_ID:
            raise TokenRefused("invalid_client", "BAD_CLIENT_ID", "missing or unknown client id")
        secret = form.get("client_secret", "")
        if not compare_digest(secret.encode(), CLIENT_SECRET.encode()) and (secret or not proven):
            raise TokenRefused("invalid_client", "BAD_CLIENT_SECRET", "missing or invalid client secret")

    def _refusal(self, refused: TokenRefused, version: str) -> Reply:
        text = refused.text
        if version == "v1":
            if refused.status == "BAD_REFRESH_TOKEN":
                text = "missing or invalid refresh token"
            return Reply.json(400, {"status": refused.status, "message": text, "correlationId": self._account.uuid()})
        body = {"error": refused.error, "error_description": text, "status": refused.status, "message": text}
        return Reply.json(400, body)

    def _left(self, access: Access) -> int:
        """Seconds until the token ends."""
        return 86_400 if access.expires_at is None else int(access.expires_at - self._account.clock())

    def _info(self, text: str, grant: Grant, scopes: tuple[str, ...]) -> JsonObject:
        return {
            "token": text, "user": grant.user_email, "hub_domain": HUB_DOMAIN, "scopes": list(scopes),
            "hub_id": PORTAL_ID, "app_id": grant.app_id, "user_id": grant.user_id,
        }  # fmt: skip

    def _described(self, text: str, access: Access) -> JsonObject:
        left = self._left(access)
        ends_ms = int((self._account.clock() + left) * 1000)
        return {
            "active": True, "token_type": "bearer", "token_use": "access_token", "client_id": CLIENT_ID,
            **self._info(text, access.grant, access.scopes), "expires_in": left,
            "is_private_distribution": access.grant.app_id != APP_ID,
            "signed_access_token": {"expiresAt": ends_ms, "hublet": "na1", "isUserLevel": False},
        }  # fmt: skip
