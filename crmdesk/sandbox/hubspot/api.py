"""From a request to its reply: path, credentials, limits, scopes, handler, headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.hubspot import association_routes, batch_routes, old_association_routes, search_routes
from crmdesk.sandbox.hubspot.account import Account
from crmdesk.sandbox.hubspot.calls import Call, Route, Routes
from crmdesk.sandbox.hubspot.errors import (
    ApiError,
    UnknownPath,
    expired,
    missing_scopes,
    no_credentials,
    wrong_method,
)
from crmdesk.sandbox.hubspot.kinds import ACTIVITIES, ObjectType
from crmdesk.sandbox.hubspot.limits import Bucket, Limiter
from crmdesk.sandbox.hubspot.object_routes import ROUTES as OBJECT_ROUTES
from crmdesk.sandbox.hubspot.paths import OLD_ASSOCIATIONS, Place, place
from crmdesk.sandbox.hubspot.pipeline_routes import ROUTES as PIPELINE_ROUTES
from crmdesk.sandbox.hubspot.property_routes import ROUTES as PROPERTY_ROUTES
from crmdesk.sandbox.hubspot.reference_routes import (
    ACCOUNT_ROUTES,
    OWNER_ROUTES,
    SCHEMA_ROUTES,
    VALIDATION_ROUTES,
)
from crmdesk.sandbox.hubspot.searching import Searcher
from crmdesk.sandbox.hubspot.signin import authorize
from crmdesk.sandbox.hubspot.token_routes import TokenEndpoint
from crmdesk.sandbox.hubspot.tokens import Access, Tokens
from crmdesk.sandbox.hubspot.writes import empty_bin
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.routing import Found

FAMILIES: dict[str, Routes] = {
    "objects": OBJECT_ROUTES,
    "associations": association_routes.BATCH_ROUTES,
    OLD_ASSOCIATIONS: old_association_routes.ROUTES,
    "properties": PROPERTY_ROUTES,
    "pipelines": PIPELINE_ROUTES,
    "owners": OWNER_ROUTES,
    "schemas": SCHEMA_ROUTES,
    "property-validations": VALIDATION_ROUTES,
    "account-info": ACCOUNT_ROUTES,
}
CORRELATION = "x-hubspot-correlation-id"
SCHEMA_TYPES = frozenset({"contacts", "companies", "deals"})
FORGOTTEN_TOKEN = ("20705 day(s)", "1970-01-01T00:00:00Z")

_REGISTERED = (batch_routes, search_routes)
"""Modules that add their handlers to the object routes when they are imported."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request leads."""

    place: Place
    found: Found[Route]


class Api:
    """The HTTP behaviour of one account."""

    def __init__(self, account: Account, tokens: Tokens, limiter: Limiter) -> None:
        self._account = account
        self._tokens = tokens
        self._limiter = limiter
        self._searcher = Searcher(account)
        self._token_endpoint = TokenEndpoint(account, tokens)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        correlation_id = self._account.uuid()
        headers: list[tuple[str, str]] = []
        self._account.hidden = _hidden(request)
        empty_bin(self._account)
        try:
            reply = self._answer(request, headers)
        except ApiError as error:
            body = error.body(correlation_id)
            if not error.category:
                body = {"status": "error", "message": error.message, "correlationId": correlation_id}
            reply = Reply.json(error.status, body)
            reply.headers.extend(error.headers.items())
        except UnknownPath:
            reply = Reply.html(
                404, "<!doctype html><html><head><title>404</title></head><body>Page not found</body></html>"
            )
        reply.headers.extend(headers)
        if CORRELATION not in dict(reply.headers):
            reply.headers.append((CORRELATION, correlation_id))
        return reply

    def name(self, request: Request) -> str:
        """The name a request is counted under."""
        segments = request.segments
        if segments[:1] == ("oauth",):
            known = [part if position < 3 else "{token}" for position, part in enumerate(segments)]
            return f"{request.method} /" + "/".join(known)
        where = place(segments)
        found = None
        if where is not None:
            found = FAMILIES[where.family].find(request.method, segments[where.length :])
        if where is None or found is None:
            return f"{request.method} {request.raw_path}"
        return f"{request.method} /" + "/".join(segments[: where.length]) + found.name

    def _answer(self, request: Request, headers: list[tuple[str, str]]) -> Reply:
        if len(request.raw_path) + len(request.raw_query) > self._account.traits["url_limit"]:
            raise ApiError(414, "URI Too Long", "")
        if request.segments[:1] == ("oauth",):
            return self._oauth(request)
        target = self._target(request)
        access = self._access(request)
        limited = self._limited(access, _bucket(target), headers)
        if limited is not None:
            return limited
        call = Call(
            self._account, self._searcher, request, target.place.version, target.found.values, access
        )  # fmt: skip
        self._check_scope(call, target)
        return target.found.handler.handler(call)

    def _limited(self, access: Access, bucket: Bucket, headers: list[tuple[str, str]]) -> Reply | None:
        app, key = str(access.grant.app_id), access.grant.service_key
        refused = self._limiter.admit(app, bucket, service_key=key)
        if bucket is not Bucket.SEARCH:
            headers += self._limiter.headers(app, service_key=key)
        if refused is None:
            return None
        body, seconds = refused
        retry_after = f"{seconds:.0f}" if self._account.traits["retry_after_on_429"] else None
        return self.limited(body, retry_after)

    def limited(self, body: JsonObject, retry_after: str | None) -> Reply:
        """A 429 reply."""
        correlation_id, request_id = self._account.uuid(), self._account.uuid()
        shown = {**body, "correlationId": correlation_id}
        if "errorType" in body:  # the form of searches has no requestId (section 5.3)
            shown["requestId"] = request_id
        reply = Reply.json(429, shown)
        reply.headers.append((CORRELATION, correlation_id))
        if retry_after is not None:
            reply.headers.append(("retry-after", retry_after))
        return reply

    def _target(self, request: Request) -> Target:
        where = place(request.segments)
        if where is None:
            raise UnknownPath
        rest = request.segments[where.length :]
        found = FAMILIES[where.family].find(request.method, rest)
        only_links = where.family == "objects" and where.version == "v4"
        if found is None or (only_links and "associations" not in rest):
            if FAMILIES[where.family].known(rest) and not only_links:
                raise wrong_method()
            raise UnknownPath
        return Target(where, found)

    def _access(self, request: Request) -> Access:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text:
            raise no_credentials()
        access = self._tokens.access.get(text.strip())
        if access is None:
            raise expired(*FORGOTTEN_TOKEN)
        now = self._account.clock()
        if access.expires_at is not None and access.expires_at <= now:
            raise expired(f"{int(now - access.expires_at)} second(s)", iso(int(access.expires_at * 1000)))
        return access

    def _check_scope(self, call: Call, target: Target) -> None:
        needed = _scopes(call, target)
        if needed and not set(needed) & set(call.access.scopes):
            raise missing_scopes(*needed)

    def _oauth(self, request: Request) -> Reply:
        segments, method = request.segments, request.method
        if segments[-1] == "authorize" and len(segments) in {2, 3} and method in {"GET", "POST"}:
            return authorize(self._account, self._tokens, request)
        where = place(segments)
        handlers = {} if where is None else self._token_handlers(request, where.version, segments[2:])
        if not handlers:
            raise UnknownPath
        if method not in handlers:
            raise wrong_method()
        return handlers[method]()

    def _token_handlers(self, request: Request, version: str, rest: tuple[str, ...]) -> dict[str, Callable[[], Reply]]:
        """What answers at a path of tokens, by method; nothing where there is no such path."""
        endpoint, old = self._token_endpoint, version == "v1"
        match rest:
            case ("token",):
                return {"POST": lambda: endpoint.token(request, version)}
            case ("token", "introspect") if not old:
                return {"POST": lambda: endpoint.introspect(request, version)}
            case ("token", "revoke") if not old:
                return {"POST": lambda: endpoint.revoke(request, version)}
            case ("access-tokens", text) if old:
                return {"GET": lambda: endpoint.access_info(text)}
            case ("refresh-tokens", text) if old:
                return {"GET": lambda: endpoint.refresh_info(text), "DELETE": lambda: endpoint.refresh_delete(text)}
        return {}


def _bucket(target: Target) -> Bucket:
    """The limit that a request counts against."""
    family, name = target.place.family, target.found.name
    if family == "objects" and name.endswith("/search"):
        return Bucket.SEARCH
    linking = family in {"associations", OLD_ASSOCIATIONS} or (family == "objects" and "/associations/" in name)
    return Bucket.ASSOCIATIONS if linking else Bucket.GENERAL


def _hidden(request: Request) -> frozenset[str]:
    faults = request.faults
    return (
        frozenset(str(fault.value) for fault in faults if fault.action is Action.REMOVE_FIELD)
        if faults
        else frozenset()
    )


def _scopes(call: Call, target: Target) -> Sequence[str]:
    """Scopes of which one is enough (fact sheet section 1.3)."""
    writes, family = target.found.handler.writes, target.place.family
    if family == "owners":
        return ("crm.objects.owners.read",)
    if "object" not in call.values:
        return ()
    kind = call.described if family == "schemas" else call.kind
    if family in {"objects", "associations", OLD_ASSOCIATIONS}:
        return _object_scopes(call, kind, writes=writes)
    if kind.plural not in SCHEMA_TYPES:
        return _object_scopes(call, kind, writes=writes)
    if writes:
        return (f"crm.schemas.{kind.plural}.write",)
    return (f"crm.schemas.{kind.plural}.read", kind.read_scope)


def _object_scopes(call: Call, kind: ObjectType, *, writes: bool) -> Sequence[str]:
    if kind.plural == "tickets":
        return ("tickets",)
    if kind.plural == "emails":
        return ("sales-email-read",)
    found = kind.write_scope if writes else kind.read_scope
    if kind.plural not in ACTIVITIES:
        return (found,)
    own = f"crm.objects.{kind.plural}.{'write' if writes else 'read'}"
    return (own,) if call.account.traits["activity_scopes"] == "own" else (found, own)
