"""From a request to its reply: path, credentials, credits, handler, headers."""

from __future__ import annotations

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.messages import Reply, Request
from crmdesk.sandbox.routing import Found
from crmdesk.sandbox.zoho import (
    bin_routes,
    bulk_routes,
    metadata_routes,
    record_routes,
    related_routes,
    search_routes,
    timeline_routes,
    versions,
)
from crmdesk.sandbox.zoho.bulk_jobs import Jobs
from crmdesk.sandbox.zoho.calls import ROUTES, Call, Desk, Handler, json_reply
from crmdesk.sandbox.zoho.errors import ApiError, invalid_token, no_credentials, unknown_url, wrong_method
from crmdesk.sandbox.zoho.limits import Limiter
from crmdesk.sandbox.zoho.listing import Lister
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.signin import PATH, authorize
from crmdesk.sandbox.zoho.token_routes import TokenEndpoint, server_info
from crmdesk.sandbox.zoho.tokens import Grant, Tokens
from crmdesk.sandbox.zoho.versions import Version

SCHEME = "zoho-oauthtoken"
_VERBS = {"GET": "READ", "POST": "CREATE", "PUT": "UPDATE", "DELETE": "DELETE"}
_NO_MODULES = frozenset({"settings", "users", "org", "coql"})
"""What stands in a path where a module may, and is none."""

_REGISTERED = (bin_routes, bulk_routes, metadata_routes, record_routes, related_routes, search_routes,
               timeline_routes)  # fmt: skip
"""Modules that add their handlers to the routes when they are imported."""


class Api:
    """The HTTP behaviour of one organisation and of the accounts server."""

    def __init__(self, org: Org, tokens: Tokens, limiter: Limiter) -> None:
        self._org = org
        self._tokens = tokens
        self._limiter = limiter
        self._desk = Desk(org, Lister(org), Jobs(org))
        self._endpoint = TokenEndpoint(tokens, org.traits)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        self._org.hidden = frozenset(
            str(fault.value) for fault in request.faults if fault.action is Action.REMOVE_FIELD
        )
        lag = request.fault(Action.LAG)
        self._org.lag_s = 0.0 if lag is None else float(lag.value or 0)
        try:
            if request.segments[:1] == ("crm",):
                reply = self._answer(*versions.named(request))
                self._limiter.tell(reply)
                return reply
            return self._oauth(request)
        except ApiError as error:
            return self.refusal(error, request)

    def refusal(self, error: ApiError, request: Request | None = None) -> Reply:
        """The reply for an error."""
        body = error.whole()
        listing = request is not None and request.method == "GET" and len(request.segments) == 3
        wrapped = listing and self._org.traits["list_errors_wrapped"] and "data" not in body
        reply = json_reply(error.status, {"data": [body]} if wrapped else body)
        if error.status == 429 and self._org.traits["limit_retry_after"]:
            reply.headers.append(("retry-after", "60"))
        return reply

    def name(self, request: Request) -> str:
        """The name a request is counted under, whichever version it names."""
        request, _ = versions.named(request)
        found = ROUTES.find(request.method, request.segments[1:]) if request.segments[:1] == ("crm",) else None
        return f"{request.method} {request.raw_path}" if found is None else f"{request.method} /crm{found.name}"

    def _answer(self, request: Request, version: Version) -> Reply:
        grant = self._grant(request)
        found = _found(request)
        if "object" in found.values:
            verb = _VERBS.get(request.method, "ALL")
            Call(self._desk, request, found.values, grant).need_module(found.values["object"], verb)
        self._limiter.admit(_credits(request, int(self._org.traits["filtered_credits"])))
        call = Call(self._desk, request, found.values, grant, version)
        reply = found.handler(call)
        self._limiter.spend(call.more_credits)
        return reply

    def _grant(self, request: Request) -> Grant:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != SCHEME or not text:
            raise no_credentials()
        grant = self._tokens.grant_of(text.strip())
        if grant is None:
            raise invalid_token()
        return grant

    def _oauth(self, request: Request) -> Reply:
        if request.raw_path == PATH and request.method in {"GET", "POST"}:
            return authorize(self._org, self._tokens, request)
        if request.raw_path == "/oauth/serverinfo" and request.method == "GET":
            return server_info(request, str(self._org.traits["location"]))
        if request.raw_path == "/oauth/v2/token" and request.method == "POST":
            return self._endpoint.token(request)
        if request.raw_path == "/oauth/v2/token/revoke" and request.method == "POST":
            return self._endpoint.revoke(request)
        raise unknown_url()


def _found(request: Request) -> Found[Handler]:
    rest = request.segments[1:]
    found = ROUTES.find(request.method, rest)
    if len(rest) < 2 or rest[1] not in _NO_MODULES:
        if found is None:
            raise wrong_method() if ROUTES.known(rest) else unknown_url()
        return found
    if found is None or "object" in found.values:
        others = [ROUTES.find(method, rest) for method in _VERBS]
        known = any(other is not None and "object" not in other.values for other in others)
        raise wrong_method() if known else unknown_url()
    return found


def _credits(request: Request, filtered: int) -> int:
    """What a call costs (section 4.1); ``filtered`` is the price of a list since a time and of a search.

    What depends on the content of a call, its handler tells in ``Call.more_credits``.
    """
    if request.method == "GET" and (request.segments[-1] == "search" or "if-modified-since" in request.headers):
        return filtered
    if request.raw_path.endswith("/actions/convert"):
        return 5
    return 1
