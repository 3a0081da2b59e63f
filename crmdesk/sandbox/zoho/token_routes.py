"""Token, refresh, revoke, and where the data centres are (sections 1.1 and 1.4). Failures answer 200.

A body may also be ``multipart/form-data``, as Zoho's libraries for Node.js and TypeScript send it (Zoho Accounts, "OAuth 2.0",
access-token-expiry, sending the request parameters).
"""

from __future__ import annotations

from hmac import compare_digest

from crmdesk.sandbox.grants import NotBasic, basic, proves
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.traits import Traits
from crmdesk.sandbox.zoho.tokens import CLIENT_ID, CLIENT_SECRET, Code, Grant, Tokens

JSON = "application/json;charset=UTF-8"
_THROTTLED = {
    "error_description": "You have made too many requests continuously. Please try again after some time.",
    "error": "Access Denied", "status": "failure",
}  # fmt: skip


class TokenRefused(Exception):
    """A token request that fails, with Zoho's word for it."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class TokenEndpoint:
    """The token endpoints of the accounts server."""

    def __init__(self, tokens: Tokens, traits: Traits) -> None:
        self._tokens = tokens
        self._traits = traits

    def token(self, request: Request) -> Reply:
        """``POST /oauth/v2/token``."""
        if self._tokens.throttled():
            return _json(_THROTTLED)
        try:
            form = {**self._parameters(request), **_basic(request)}
            if form.get("grant_type") == "authorization_code":
                grant = self._redeemed(form)
                return _json(self._reply(request, grant, refresh=grant.lasting))
            if form.get("grant_type") != "refresh_token":
                raise TokenRefused("invalid_grant_type")
            self._client(form)
            found = self._tokens.by_refresh(form.get("refresh_token", ""))
            if found is None:
                raise TokenRefused("invalid_code")
            return _json(self._reply(request, found, refresh=False))
        except TokenRefused as refused:
            return _json({"error": refused.error})

    def revoke(self, request: Request) -> Reply:
        """``POST /oauth/v2/token/revoke``."""
        grant = self._tokens.by_refresh(self._parameters(request).get("token", ""))
        if grant is None:
            return _json({"error": "invalid_token"})
        self._tokens.revoke(grant)
        return _json({"status": "success"})

    def _parameters(self, request: Request) -> dict[str, str]:
        where = self._traits["token_parameters"]
        query = {} if where == "form" else dict(request.query)
        return query if where == "query" else {**query, **request.form}

    def _reply(self, request: Request, grant: Grant, *, refresh: bool) -> JsonObject:
        seconds = int(self._traits["token_lifetime_s"])
        reply: JsonObject = {"access_token": self._tokens.new_access(grant)}
        if refresh:
            reply["refresh_token"] = grant.refresh_token
        if self._traits["scope_in_tokens"]:
            reply["scope"] = (" " if self._traits["scope_separator"] == "space" else ",").join(grant.scopes)
        reply |= {"api_domain": str(self._traits["api_domain"]) or request.base_url, "token_type": "Bearer"}
        old = {"expires_in_sec": seconds, "expires_in": seconds * 1000}
        return reply | (old if self._traits["old_expiry"] else {"expires_in": seconds})

    def _redeemed(self, form: dict[str, str]) -> Grant:
        self._client(form)
        code = self._tokens.codes.pop(form.get("code", ""), None)
        if code is None or code.expires_at < self._tokens.clock():
            raise TokenRefused("invalid_code")
        if form.get("redirect_uri") != code.redirect_uri:
            raise TokenRefused("invalid_redirect_uri")
        if self._traits["pkce"] != "ignored" and code.challenge and not _proven(code, form):
            raise TokenRefused("invalid_code")
        return self._tokens.new_grant(code.scopes, lasting=code.offline)

    def _client(self, form: dict[str, str]) -> None:
        if form.get("client_id") != CLIENT_ID:
            raise TokenRefused("invalid_client")
        secret = form.get("client_secret")
        if secret is None and not self._traits["secret_required"]:
            return
        if not compare_digest((secret or "").encode(), CLIENT_SECRET.encode()):
            raise TokenRefused("invalid_client_secret")


def server_info(request: Request, location: str) -> Reply:
    """``GET /oauth/serverinfo``: where each data centre is; this one is wherever it was asked."""
    names = {"us": "com", "eu": "eu", "in": "in", "au": "com.au", "jp": "jp", "cn": "com.cn", "sa": "sa"}
    places = {place: f"https://accounts.zoho.{name}" for place, name in names.items()}
    places["ca"] = "https://accounts.zohocloud.ca"
    return _json({"result": "success", "locations": {**places, location: request.base_url}})


def _json(content: JsonObject) -> Reply:
    reply = Reply.json(200, content)
    return Reply(200, reply.body, [("content-type", JSON)])


def _basic(request: Request) -> dict[str, str]:
    """The client as HTTP Basic credentials (Zoho Accounts, access-token-expiry, sending the request parameters)."""
    try:
        found = basic(request)
    except NotBasic:
        raise TokenRefused("invalid_client") from None
    return {} if found is None else {"client_id": found[0], "client_secret": found[1]}


def _proven(code: Code, form: dict[str, str]) -> bool:
    return proves(form.get("code_verifier", ""), code.challenge, code.method)
