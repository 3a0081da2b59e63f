"""From a request to its reply: path, credentials, limits, scopes, handler, headers."""

from __future__ import annotations

from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.pipedrive import (
    conversion_routes,
    entity_routes,
    field_routes,
    history_routes,
    lead_routes,
    legacy_routes,
    reference_routes,
    search_routes,
)
from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.calls import V1, V2, Call, Route, allowed
from crmdesk.sandbox.pipedrive.errors import (
    ApiError,
    bad_token,
    gateway,
    not_allowed_key,
    scope_mismatch,
    unauthorized,
    unknown_path,
    wrong_method,
)
from crmdesk.sandbox.pipedrive.limits import Limiter
from crmdesk.sandbox.pipedrive.paths import Place, place
from crmdesk.sandbox.pipedrive.signin import authorize
from crmdesk.sandbox.pipedrive.token_routes import TokenEndpoint
from crmdesk.sandbox.pipedrive.tokens import API_TOKEN, Access, Tokens
from crmdesk.sandbox.routing import Found

_REGISTERED = (
    conversion_routes, entity_routes, field_routes, history_routes, lead_routes, legacy_routes, reference_routes,
    search_routes,
)  # fmt: skip
"""Modules that add their handlers to the routes when they are imported."""


class Api:
    """The HTTP behaviour of one company's API and of the sign-in."""

    def __init__(self, account: Account, tokens: Tokens, limiter: Limiter) -> None:
        self._account = account
        self._tokens = tokens
        self._limiter = limiter
        self._token_endpoint = TokenEndpoint(account, tokens)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        headers: list[tuple[str, str]] = []
        try:
            reply = self._answer(request, headers)
        except ApiError as error:
            reply = error.reply()
        reply.headers.extend(headers)
        reply.headers.append(("x-correlation-id", self._account.uuid()))
        return reply

    def name(self, request: Request) -> str:
        """The name a request is counted under."""
        where = place(request.segments)
        found = None if where is None else self._find(request, where)
        if where is None or found is None:
            return f"{request.method} {request.raw_path}"
        return f"{request.method} {where.prefix}{found.name}"

    def _answer(self, request: Request, headers: list[tuple[str, str]]) -> Reply:
        if request.segments[:1] == ("oauth",):
            return self._oauth(request)
        where = place(request.segments)
        found = None if where is None or request.raw_path.endswith("/") else self._find(request, where)
        if where is None or found is None:
            raise wrong_method() if self._known(request, where) else unknown_path()
        access = self._access(request, where)
        route = found.handler
        refused = self._limiter.admit(access.grant, search=route.search)
        if refused is not None:
            headers += self._limiter.headers(access.grant)
            return refused
        if not allowed(access.grant.scopes, route.scopes):
            raise scope_mismatch()
        call = Call(self._account, request, where, found.values, access)
        return self._carried_out(call, route, headers)

    def _carried_out(self, call: Call, route: Route, headers: list[tuple[str, str]]) -> Reply:
        spent = True
        try:
            if call.version == 2 and call.request.method != "GET":
                call.known_query()
            reply = route.handler(call)
        except ApiError:
            spent = bool(self._account.traits["failures_cost"])
            raise
        finally:
            self._limiter.spend(route.cost if spent else 0)
            headers += self._limiter.headers(call.access.grant)
        return reply

    def _find(self, request: Request, where: Place) -> Found[Route] | None:
        found = (V2 if where.version == 2 else V1).find(request.method, where.rest)
        return None if found is not None and found.handler.retired and self._account.traits["v1_retired"] else found

    @staticmethod
    def _known(request: Request, where: Place | None) -> bool:
        """Whether the path is there for some method that is still served."""
        if where is None or request.raw_path.endswith("/"):
            return False
        routes = V2 if where.version == 2 else V1
        return routes.known(where.rest) and routes.find(request.method, where.rest) is None

    def _access(self, request: Request, where: Place) -> Access:
        scheme, _, text = request.headers.get("authorization", "").strip().partition(" ")
        if scheme:
            if scheme.lower() != "bearer" or not text:
                raise gateway(400, "Invalid request: malformed authorization header")
            return self._oauth_access(text.strip())
        token = request.headers.get("x-api-token", "")
        if not token and request.first("api_token"):
            if where.version == 2:
                raise not_allowed_key("api_token")
            token = request.first("api_token")
        if token != API_TOKEN or self._tokens.personal is None:
            raise unauthorized()
        return Access(self._tokens.personal, None)

    def _oauth_access(self, text: str) -> Access:
        access = self._tokens.access.get(text)
        if access is None:
            raise unauthorized()
        if access.expires_at is not None and access.expires_at <= self._account.clock():
            raise bad_token()
        return access

    def _oauth(self, request: Request) -> Reply:
        rest, method = request.segments[1:], request.method
        if rest == ("authorize",) and method in {"GET", "POST"}:
            return authorize(self._account, self._tokens, request)
        if rest == ("token",) and method == "POST":
            return self._token_endpoint.token(request)
        if rest == ("revoke",) and method == "POST":
            return self._token_endpoint.revoke(request)
        raise unknown_path()
