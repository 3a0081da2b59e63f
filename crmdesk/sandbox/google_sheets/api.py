"""From a request to its reply: path, credentials, scopes, quotas, handler, mask."""

from __future__ import annotations

import re

import orjson

from crmdesk.sandbox.google_sheets import drive_routes, identity, sheet_routes, tags, value_routes
from crmdesk.sandbox.google_sheets.account import Account
from crmdesk.sandbox.google_sheets.calls import ROUTES, Call, Route
from crmdesk.sandbox.google_sheets.errors import ApiError, json_reply, scope_missing, status_error, unauthenticated
from crmdesk.sandbox.google_sheets.limits import Limiter
from crmdesk.sandbox.google_sheets.masks import masked, parsed
from crmdesk.sandbox.google_sheets.signin import authorize
from crmdesk.sandbox.google_sheets.token_routes import TokenEndpoint
from crmdesk.sandbox.google_sheets.tokens import LISTING, READING, WRITING, Access, Tokens
from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.routing import Found

_REGISTERED = (drive_routes, sheet_routes, tags, value_routes)
"""Modules that add their handlers to the routes when they are imported."""

_VERB = re.compile(
    r"(.*)(:(?:batchGet|batchUpdate|batchClear|append|clear|search|getByDataFilter|copyTo)(?:ByDataFilter)?)"
)


class Api:
    """The HTTP behaviour of the APIs and of the sign-in."""

    def __init__(self, account: Account, tokens: Tokens, limiter: Limiter) -> None:
        self._account = account
        self._tokens = tokens
        self._limiter = limiter
        self._token_endpoint = TokenEndpoint(account, tokens)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        try:
            return self._answer(request)
        except ApiError as error:
            reply = error.reply()
            if reply.status == 401 and self._account.traits["bad_token_challenge"]:
                challenge = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
                reply.headers.append(("www-authenticate", challenge))
            return reply

    def name(self, request: Request) -> str:
        """The name a request is counted under."""
        found = _find(request)
        if found is None:
            return f"{request.method} {request.raw_path}"
        return f"{request.method} {found.name.replace('/:', ':')}"

    def _answer(self, request: Request) -> Reply:
        signing_in = self._oauth(request)
        if signing_in is not None:
            return signing_in
        found = _find(request)
        if found is None:
            return Reply.html(404, "<!DOCTYPE html><html><title>Error 404 (Not Found)!!1</title></html>")
        access = self._access(request)
        route = found.handler
        if not set(access.grant.scopes) & (LISTING if route.drive else WRITING if route.needs_write else READING):
            raise scope_missing()
        if self._account.traits["service_disabled"]:
            info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED",
                    "domain": "googleapis.com", "metadata": {"service": "sheets.googleapis.com"}}  # fmt: skip
            raise status_error(
                403, "Google Sheets API has not been used in project 1234 before or it is disabled.", [info]
            )
        if not route.drive:
            self._limiter.admit(access.grant, route.group)
        reply = route.handler(Call(self._account, request, found.values, access))
        text = request.first("fields")
        if text and reply.status == 200:
            return json_reply(200, masked(orjson.loads(reply.body), parsed(text)))
        return reply

    def _access(self, request: Request) -> Access:
        found = self._live(request)
        if found is None:
            raise unauthenticated()
        return found

    def _live(self, request: Request) -> Access | None:
        """The access that a request carries, unless it ended."""
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        token = text.strip() if scheme.lower() == "bearer" else request.first("access_token")
        access = self._tokens.access.get(token)
        if access is None or access.expires_at is None or access.expires_at <= self._account.clock():
            return None
        return access

    def _oauth(self, request: Request) -> Reply | None:
        path, method = request.segments, request.method
        if path in {("o", "oauth2", "v2", "auth"), ("o", "oauth2", "auth")} and method in {"GET", "POST"}:
            return authorize(self._account, self._tokens, request)
        if path == ("token",) and method == "POST":
            return self._token_endpoint.token(request)
        if path == ("revoke",) and method == "POST":
            return self._token_endpoint.revoke(request)
        if path == identity.USERINFO and method in {"GET", "POST"}:
            access = self._live(request)
            return identity.userinfo(None if access is None else access.grant)
        return identity.published(path, request.base_url) if method == "GET" else None


def _find(request: Request) -> Found[Route] | None:
    """The route of a request; a verb behind a colon counts as a part of the path."""
    segments = request.segments
    hit = _VERB.fullmatch(segments[-1]) if segments else None
    if hit is not None and hit[1]:
        found = ROUTES.find(request.method, (*segments[:-1], hit[1], hit[2]))
        if found is not None:
            return found
    return ROUTES.find(request.method, segments)
