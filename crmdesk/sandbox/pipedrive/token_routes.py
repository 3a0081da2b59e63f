"""``/oauth/token`` and ``/oauth/revoke`` (section 1)."""

from __future__ import annotations

from hmac import compare_digest
from urllib.parse import unquote, urlsplit

from crmdesk.sandbox.grants import NotBasic, basic, proves
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.signin import app_scopes
from crmdesk.sandbox.pipedrive.tokens import CLIENT_ID, CLIENT_SECRET, DAY_S, Grant, Tokens

FORM = "application/x-www-form-urlencoded"


class TokenRefused(Exception):
    """A token request that fails: OAuth's error word, Pipedrive's message."""

    def __init__(self, error: str, text: str) -> None:
        super().__init__(text)
        self.error = error
        self.text = text


class TokenEndpoint:
    """The token endpoint of one app."""

    def __init__(self, account: Account, tokens: Tokens) -> None:
        self._account = account
        self._tokens = tokens

    def token(self, request: Request) -> Reply:
        """``POST /oauth/token``."""
        try:
            form = self._form(request)
            self._client(request, form)
            refreshing = form.get("grant_type") == "refresh_token"
            grant = self._granted(form)
        except TokenRefused as refused:
            return self._refusal(refused)
        lifetime = float(self._account.traits["token_lifetime_s"])
        reply: JsonObject = {
            "access_token": self._tokens.new_access(grant, lifetime), "token_type": "Bearer",
            "refresh_token": grant.refresh_token, "scope": ",".join(grant.scopes), "expires_in": int(lifetime),
            "api_domain": self._account.traits["api_domain"] or request.base_url,
        }  # fmt: skip
        if refreshing and self._account.traits["bare_token_reply"]:
            del reply["refresh_token"], reply["api_domain"]
        return Reply.json(200, reply)

    def revoke(self, request: Request) -> Reply:
        """``POST /oauth/revoke``; the refresh token ends the installation, an access token only itself (RFC 7009)."""
        try:
            form = self._form(request)
            self._client(request, form)
        except TokenRefused as refused:
            return self._refusal(refused)
        text = form.get("token", "")
        grant = self._tokens.grants.get(text)
        if grant is not None:
            self._tokens.revoke(grant)
        for spelled in (text, unquote(text)):  # the vendor's own library encodes it twice
            self._tokens.access.pop(spelled, None)
        return Reply.json(200, {"success": True})

    def _form(self, request: Request) -> dict[str, str]:
        if request.media_type != FORM:
            raise TokenRefused("invalid_request", f"Invalid request: content must be {FORM}")
        return request.form

    def _client(self, request: Request, form: dict[str, str]) -> None:
        """The client by Basic authentication, or in the body."""
        try:
            id, secret = basic(request) or (form.get("client_id", ""), form.get("client_secret", ""))
        except NotBasic:
            raise TokenRefused("invalid_client", "Invalid client: cannot retrieve client credentials") from None
        if not id or not secret:
            raise TokenRefused("invalid_client", "Invalid client: cannot retrieve client credentials")
        if id != CLIENT_ID or not compare_digest(secret.encode(), CLIENT_SECRET.encode()):
            raise TokenRefused("invalid_client", "Invalid client: client is invalid")

    def _granted(self, form: dict[str, str]) -> Grant:
        match form.get("grant_type"):
            case "authorization_code":
                return self._redeem(form)
            case "refresh_token":
                return self._refresh(form)
            case None:
                raise TokenRefused("invalid_request", "Missing parameter: grant_type")
            case _:
                raise TokenRefused("unsupported_grant_type", "Unsupported grant type: grant_type is invalid")

    def _redeem(self, form: dict[str, str]) -> Grant:
        redirect_uri = form.get("redirect_uri", "")
        if not urlsplit(redirect_uri).scheme:
            raise TokenRefused("invalid_request", "Invalid request: redirect_uri is not a valid URI")
        code = self._tokens.codes.pop(form.get("code", ""), None)
        if code is None:
            raise TokenRefused("invalid_grant", "Invalid grant: authorization_code is invalid")
        if code.expires_at < self._account.clock():
            raise TokenRefused("invalid_grant", "Invalid grant: authorization_code has expired")
        if redirect_uri != code.redirect_uri:
            raise TokenRefused("invalid_request", "Invalid request: redirect_uri is invalid")
        checked = code.challenge and self._account.traits["pkce"] == "checked"
        if checked and not proves(form.get("code_verifier", ""), code.challenge):
            raise TokenRefused("invalid_grant", "Invalid grant: authorization_code is invalid")
        return self._tokens.new_grant(app_scopes(self._account))

    def _refresh(self, form: dict[str, str]) -> Grant:
        grant = self._tokens.grants.get(form.get("refresh_token", ""))
        now = self._account.clock()
        if grant is None or grant.used_at + float(self._account.traits["refresh_idle_days"]) * DAY_S < now:
            raise TokenRefused("invalid_grant", "Invalid grant: refresh_token is invalid")
        grant.used_at = now
        if self._account.traits["refresh_rotates"]:
            self._tokens.rotate(grant)
        return grant

    def _refusal(self, refused: TokenRefused) -> Reply:
        if self._account.traits["token_error"] == "message":
            return Reply.json(400, {"success": False, "message": refused.text})
        return Reply.json(400, {"success": False, "error": refused.error, "message": refused.text})
