"""From a request to its reply: path, credentials, limits, handler, headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.routing import Found
from crmdesk.sandbox.salesforce import (
    bulk_routes,
    collection_routes,
    composite_routes,
    currencies,
    query_routes,
    row_routes,
    search_routes,
    tree_routes,
)
from crmdesk.sandbox.salesforce.bulk_jobs import Jobs
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, Desk, Handler, json_reply, query_of
from crmdesk.sandbox.salesforce.errors import ApiError, GatewayPage, not_allowed, not_found, session_invalid
from crmdesk.sandbox.salesforce.limits import Limiter
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.querying import Querier
from crmdesk.sandbox.salesforce.row_routes import Failed
from crmdesk.sandbox.salesforce.signin import authorize
from crmdesk.sandbox.salesforce.soql_tokens import counted
from crmdesk.sandbox.salesforce.token_routes import TokenEndpoint, identity, userinfo
from crmdesk.sandbox.salesforce.tokens import KNOWN_SCOPES, SIGNER, Session, Tokens

DATA = ("services", "data")
OAUTH = ("services", "oauth2")
FIRST_VERSION, LAST_VERSION = 31, 68
"""Earlier ones are retired (section 7.1, status 410)."""

LABELS = {59: "Winter '24", 60: "Spring '24", 62: "Winter '25", 64: "Summer '25", 65: "Winter '26", 66: "Spring '26",
          67: "Summer '26"}  # fmt: skip

_REGISTERED = (bulk_routes, collection_routes, composite_routes, currencies, query_routes, row_routes, search_routes,
               tree_routes)  # fmt: skip
"""Modules that add their handlers to the routes when they are imported."""


class Api:
    """The HTTP behaviour of one organisation."""

    def __init__(self, org: Org, tokens: Tokens, limiter: Limiter) -> None:
        self._org = org
        self._tokens = tokens
        self._limiter = limiter
        querier = Querier(org)
        self._desk = Desk(org, querier, Jobs(org, querier), limiter)
        self._token_endpoint = TokenEndpoint(org, tokens)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        self._org.hidden = frozenset(
            str(fault.value) for fault in request.faults if fault.action is Action.REMOVE_FIELD
        )
        lag = request.fault(Action.LAG)
        self._org.lag_s = 0.0 if lag is None else float(lag.value or 0)
        told = False
        try:
            _check_length(request, int(self._org.traits["uri_limit"]))
            told = (request.segments[:2] == DATA and len(request.segments) > 2) or _tells_who(request.segments)
            reply = self._answer(request)
        except GatewayPage as gateway:
            return Reply.html(gateway.status, gateway.page())
        except ApiError as error:
            reply = self.refusal(error)
        if told:
            reply.headers.append(self._limiter.header())
        return reply

    def refusal(self, error: ApiError) -> Reply:
        """The reply for an error."""
        if isinstance(error, Failed) and self._org.traits["precondition_body"] == "empty":
            return Reply(412)
        return json_reply(error.status, error.body())

    def name(self, request: Request) -> str:
        """The name a request is counted under."""
        segments = request.segments
        if segments[:2] == DATA and len(segments) > 3:
            found = ROUTES.find(_method(_meant(request.method, request.raw_query)), segments[3:])
            if found is not None:
                return f"{request.method} /services/data/{segments[2]}{found.name}"
        if segments[:1] == ("id",) and len(segments) == 3:
            return f"{request.method} /id/{{organisation}}/{{user}}"
        return f"{request.method} {request.raw_path}"

    def _answer(self, request: Request) -> Reply:
        segments, method = request.segments, _meant(request.method, request.raw_query)
        if segments[:2] == OAUTH and len(segments) == 3:
            return self._oauth(request, segments[2])
        public = PUBLIC.get(segments)
        if public is not None and method == "GET":
            return json_reply(200, public(request.base_url))
        session = self._session(request)
        if segments[:1] == ("id",) and len(segments) == 3:
            return json_reply(200, identity(self._org, request, session))
        if segments[:2] != DATA:
            raise not_found()
        _check_version(segments[2])
        self._limiter.admit()
        if len(segments) == 3:
            return json_reply(200, self._resources(request, segments[2], session))
        headers = request.headers
        return self._run(request, session, method, request.raw_query, segments[2:], headers, None)

    def _run(
        self, request: Request, session: Session, method: str, query: str, segments: tuple[str, ...],
        headers: Mapping[str, str], content: Any,
    ) -> Reply:  # fmt: skip
        """Carry out one request, or one part of a composite."""
        version, rest = segments[0], segments[1:]
        found = _found(method, rest)

        def run(method: str, url: str, headers: Mapping[str, str], content: Any) -> Reply:
            path, _, query = url.partition("?")
            part = Request(method, path, query, {}, b"", request.base_url, request.faults)
            if part.segments[:2] != DATA or len(part.segments) < 4:
                return self.refusal(not_found())
            try:
                _check_version(part.segments[2])
                return self._run(part, session, _meant(method, query), query, part.segments[2:], headers, content)
            except ApiError as error:
                return self.refusal(error)

        call = Call(
            self._desk, request, version, found.values, session, method, query_of(query), headers, content, run
        )  # fmt: skip
        with self._org.transaction():
            return found.handler(call)

    def _session(self, request: Request) -> Session:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        text = text.strip() if scheme.lower() in {"bearer", "oauth"} else request.first("oauth_token")
        session = self._tokens.session(text)
        if session is None:
            raise session_invalid()
        return session

    def _oauth(self, request: Request, name: str) -> Reply:
        if name == "authorize" and request.method in {"GET", "POST"}:
            return authorize(self._org, self._tokens, request)
        if name in {"token", "introspect"} and request.method == "POST":
            return self._token_endpoint.handle(request, name)
        if name == "revoke" and request.method in {"GET", "POST"}:
            return self._token_endpoint.handle(request, name)
        if name == "userinfo":
            return json_reply(200, userinfo(self._org, request, self._session(request)))
        if name == "register" and request.method == "POST":  # apps are made by administrators (section 1.2)
            self._session(request)
            raise ApiError(403, "INSUFFICIENT_ACCESS", "dynamic client registration is not enabled")
        raise not_found()

    def _resources(self, request: Request, version: str, session: Session) -> dict[str, str]:
        start = f"/services/data/{version}"
        names = ("sobjects", "query", "queryAll", "composite", "search", "parameterizedSearch", "connect",
                 "limits", "jobs/ingest", "jobs/query")  # fmt: skip
        identity_url = f"{request.base_url}/id/{self._org.id}/{session.grant.user}"
        return {**{name: f"{start}/{name}" for name in names}, "identity": identity_url}


def _tells_who(segments: tuple[str, ...]) -> bool:
    """Whether a path is of the user: such replies tell the use of the day like all of a session, and cost nothing of it."""
    return (segments[:1] == ("id",) and len(segments) == 3) or segments == (*OAUTH, "userinfo")


def _meant(method: str, query: str) -> str:
    """The method that a client without PATCH means by a POST (section 4, update)."""
    return query_of(query).get("_HttpMethod", method).upper() if method == "POST" else method


def _method(method: str) -> str:
    return "GET" if method == "HEAD" else method


def _found(method: str, rest: tuple[str, ...]) -> Found[Handler]:
    found = ROUTES.find(_method(method), rest)
    if found is None:
        if ROUTES.known(rest):
            raise not_allowed(method, _allowed(rest))
        raise not_found()
    return found


def _allowed(rest: tuple[str, ...]) -> list[str]:
    """The methods of a path; that of rows takes a POST at one address alone, which is not named."""
    found = {one: ROUTES.find(_method(one), rest) for one in ("HEAD", "GET", "POST", "PATCH", "PUT", "DELETE")}
    return [one for one, each in found.items() if each is not None and each.handler is not row_routes.create_by_id]


def _check_length(request: Request, limit: int) -> None:
    """Raise `GatewayPage` for an address, or one with its headers, that the servers in front do not take."""
    address = len(request.raw_path) + len(request.raw_query)
    if address > limit:
        raise GatewayPage(414, "URI Too Long")
    if address + sum(len(name) + len(value) for name, value in request.headers.items()) > limit:
        raise GatewayPage(431, "Request Header Fields Too Large")


def _check_version(text: str) -> None:
    """Raise `ApiError` for a version that is none, or retired."""
    number, _, rest = text.removeprefix("v").partition(".")
    if text[:1] != "v" or rest != "0" or not 7 <= (counted(number) or 0) <= LAST_VERSION:
        raise not_found()
    if int(number) < FIRST_VERSION:
        raise ApiError(410, "UNSUPPORTED_API_VERSION", "The requested API version is no longer supported")


def versions() -> list[dict[str, str]]:
    """``GET /services/data/``."""
    return [
        {"label": LABELS.get(one, f"Version {one}"), "url": f"/services/data/v{one}.0", "version": f"{one}.0"}
        for one in range(FIRST_VERSION, LAST_VERSION)
    ]


def discovery(base: str) -> dict[str, Any]:
    """``GET /.well-known/openid-configuration``: what the login host can do, not all of which the app allows."""
    oauth = f"{base}/services/oauth2"
    return {
        "issuer": base, "authorization_endpoint": f"{oauth}/authorize", "token_endpoint": f"{oauth}/token",
        "revocation_endpoint": f"{oauth}/revoke", "userinfo_endpoint": f"{oauth}/userinfo",
        "introspection_endpoint": f"{oauth}/introspect", "jwks_uri": f"{base}/id/keys",
        "registration_endpoint": f"{oauth}/register",
        "scopes_supported": list(KNOWN_SCOPES),
        "response_types_supported": ["code", "token", "token id_token"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }  # fmt: skip


PUBLIC: Mapping[tuple[str, ...], Callable[[str], Any]] = {
    (".well-known", "openid-configuration"): discovery,
    ("id", "keys"): lambda _: SIGNER.keys(),
    DATA: lambda _: versions(),
}
"""What needs no session, by path, made for the address that the client used."""
