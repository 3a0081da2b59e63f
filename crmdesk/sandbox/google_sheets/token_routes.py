"""``/token`` and ``/revoke`` (section 1)."""

from __future__ import annotations

import math
from hmac import compare_digest

from crmdesk.sandbox.google_sheets.account import Account
from crmdesk.sandbox.google_sheets.errors import json_reply
from crmdesk.sandbox.google_sheets.identity import id_token
from crmdesk.sandbox.google_sheets.tokens import CLIENT_ID, CLIENT_SECRET, DAY_S, Grant, Tokens
from crmdesk.sandbox.grants import NotBasic, basic, proves
from crmdesk.sandbox.messages import JsonObject, Reply, Request

FORM = "application/x-www-form-urlencoded"


class TokenRefused(Exception):
    """A token request that fails: OAuth's error word, Google's description."""

    def __init__(self, error: str, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.error = error
        self.text = text
        self.status = status


class TokenEndpoint:
    """The token endpoint of one client."""

    def __init__(self, account: Account, tokens: Tokens) -> None:
        self._account = account
        self._tokens = tokens

    def token(self, request: Request) -> Reply:
        """``POST /token``. A refresh answers without a refresh token."""
        try:
            form = self._form(request)
            self._client(request, form)
            refreshing = form.get("grant_type") == "refresh_token"
            grant, nonce = self._granted(form)
        except TokenRefused as refused:
            return _refusal(refused)
        lifetime = float(self._account.traits["token_lifetime_s"])
        reply: JsonObject = {
            "access_token": self._tokens.new_access(grant, lifetime), "expires_in": int(lifetime),
            "scope": " ".join(grant.scopes), "token_type": "Bearer",
        }  # fmt: skip
        if not refreshing:
            reply["refresh_token"] = grant.refresh_token
        if grant.expires_at is not None and self._account.traits["refresh_token_expires_in"]:
            reply["refresh_token_expires_in"] = max(0, math.ceil(grant.expires_at - self._account.clock()))
        now_s = self._account.clock()
        told = id_token(request.base_url, grant, reply["access_token"], now_s=now_s, nonce=nonce)
        if told is not None:
            reply["id_token"] = told
        return json_reply(200, reply)

    def revoke(self, request: Request) -> Reply:
        """``POST /revoke``: either token ends the whole grant; the client need not name itself."""
        text = request.form.get("token", "") or request.first("token")
        access = self._tokens.access.get(text)
        grant = self._tokens.grants.get(text) if access is None else access.grant
        if grant is None:
            return _refusal(TokenRefused("invalid_token", "Token expired or revoked"))
        self._tokens.revoke(grant)
        return json_reply(200, {})

    def _form(self, request: Request) -> dict[str, str]:
        if request.media_type != FORM:
            raise TokenRefused("invalid_request", "Could not determine client ID from request.", 401)
        return request.form

    def _client(self, request: Request, form: dict[str, str]) -> None:
        """The client in the body, as the fact sheet has it, or by Basic authentication, as Google's own library sends it."""
        try:
            id, secret = basic(request) or (form.get("client_id", ""), form.get("client_secret", ""))
        except NotBasic:
            raise TokenRefused("invalid_request", "Could not determine client ID from request.") from None
        if not id:
            raise TokenRefused("invalid_request", "Could not determine client ID from request.")
        if id != CLIENT_ID:
            raise TokenRefused("invalid_client", "The OAuth client was not found.", 401)
        if not secret and self._account.traits["secret_required"]:
            raise TokenRefused("invalid_request", "client_secret is missing.")
        if secret and not compare_digest(secret.encode(), CLIENT_SECRET.encode()):
            raise TokenRefused("invalid_client", "The provided client secret is invalid.", 401)

    def _granted(self, form: dict[str, str]) -> tuple[Grant, str]:
        """The grant, and the nonce of the sign-in that it is the answer to."""
        match form.get("grant_type"):
            case "authorization_code":
                return self._redeem(form)
            case "refresh_token":
                return self._refresh(form), ""
            case None:
                raise TokenRefused("invalid_request", "Missing required parameter: grant_type")
            case other:
                raise TokenRefused("unsupported_grant_type", f"Invalid grant_type: {other}")

    def _redeem(self, form: dict[str, str]) -> tuple[Grant, str]:
        code = self._tokens.codes.pop(form.get("code", ""), None)
        if code is None or code.expires_at < self._account.clock():
            raise TokenRefused("invalid_grant", "Bad Request")
        if form.get("redirect_uri") != code.redirect_uri:
            raise TokenRefused("redirect_uri_mismatch", "Bad Request")
        if code.challenge and not proves(form.get("code_verifier", ""), code.challenge, code.method):
            raise TokenRefused("invalid_grant", "Invalid code verifier.")
        traits = self._account.traits
        lifetime = 7 * DAY_S if traits["testing_app"] else None
        grant = self._tokens.new_grant(code.scopes, most=int(traits["live_tokens"]), lifetime_s=lifetime)
        return grant, code.nonce

    def _refresh(self, form: dict[str, str]) -> Grant:
        grant = self._tokens.grants.get(form.get("refresh_token", ""))
        now = self._account.clock()
        idle_s = float(self._account.traits["refresh_idle_days"]) * DAY_S
        over = grant is not None and grant.expires_at is not None and grant.expires_at < now
        if grant is None or over or grant.used_at + idle_s < now:
            raise TokenRefused("invalid_grant", "Token has been expired or revoked.")
        grant.used_at = now
        return grant


def _refusal(refused: TokenRefused) -> Reply:
    return json_reply(refused.status, {"error": refused.error, "error_description": refused.text})
