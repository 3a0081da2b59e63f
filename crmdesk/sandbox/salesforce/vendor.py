"""Salesforce as a vendor of the sandbox: its API, and the control endpoint's hand in its organisation."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.salesforce.api import Api
from crmdesk.sandbox.salesforce.colleague import Colleague
from crmdesk.sandbox.salesforce.errors import ApiError, GatewayPage
from crmdesk.sandbox.salesforce.limits import Limiter, exceeded
from crmdesk.sandbox.salesforce.org import ORG_DOMAIN, Org
from crmdesk.sandbox.salesforce.seeding import seed_org
from crmdesk.sandbox.salesforce.signin import ANY_LOOPBACK, PATH
from crmdesk.sandbox.salesforce.tokens import CLIENT_ID, CLIENT_SECRET, KNOWN_SCOPES, Grant, Session, Tokens
from crmdesk.sandbox.salesforce.traits import TRAITS
from crmdesk.sandbox.traits import Traits

GATEWAY = frozenset({414, 431, 502, 503, 504})
"""Statuses that come from in front of the API, as HTML."""

SEEDING = ("bare_org", "multi_currency", "activity_external_ids")
"""Traits that shape the organisation: setting one seeds it again."""

_TEXTS = {
    401: ("INVALID_SESSION_ID", "Session expired or invalid"),
    403: ("INSUFFICIENT_ACCESS", "insufficient access rights on cross-reference id"),
    404: ("NOT_FOUND", "The requested resource does not exist"),
    409: ("CONFLICT", "A conflict occurred"),
    410: ("UNSUPPORTED_API_VERSION", "The requested API version is no longer supported"),
    429: ("REQUEST_LIMIT_EXCEEDED", "Too many requests"),
}


class Salesforce:
    """One Salesforce organisation and its app, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "salesforce"

    def __init__(self, clock: VendorClock, rng: random.Random, *, redirect_uris: tuple[str, ...] = ()) -> None:
        self.traits = Traits(TRAITS)
        self._clock = clock
        self._rng = rng
        self._redirect_uris = redirect_uris
        self._size = (0, 0)
        self.reset(0, 0)

    def reset(self, records: int, seed: int) -> None:
        """Seed anew; every grant ends, the personal session stays the same."""
        self._size = (records, seed)
        self.org = Org(self._clock, self._rng, self.traits)
        if self._redirect_uris and not self.traits["redirect_uris"]:
            self.traits.update({"redirect_uris": list(self._redirect_uris)})
        seed_org(self.org, records, seed)
        self.tokens = Tokens(self._clock, self._rng, self.traits, self._who)
        self._personal = f"{self.org.id[:15]}!AQEAQsandbox.0123456789abcdefghijklmnopqrstuvwxyz"
        now = self._clock()
        grant = Grant(KNOWN_SCOPES, self._who()[1], "", lasting=False)
        self.tokens.sessions[self._personal] = Session(grant, now, now, endless=True)
        self.limiter = Limiter(self._clock, self.traits)
        self._api = Api(self.org, self.tokens, self.limiter)
        self._colleague = Colleague(self.org)

    def set_traits(self, values: Mapping[str, Any]) -> None:
        """Set traits; those that shape the organisation seed it again. Raises `WrongTrait`."""
        before = [self.traits[name] for name in SEEDING]
        self.traits.update(values)
        if [self.traits[name] for name in SEEDING] != before:
            self.reset(*self._size)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        return self._api.handle(request)

    def call_name(self, request: Request) -> str:
        """The name a request is counted under."""
        return self._api.name(request)

    def fault_reply(self, request: Request, status: int) -> Reply:
        """An error as Salesforce (or the servers in front of it) sends it."""
        if status in GATEWAY:
            return Reply.html(status, GatewayPage(status, "Service Unavailable").page())
        code, text = _TEXTS.get(status, ("UNKNOWN_EXCEPTION", "An unexpected error occurred. ErrorId: 1234567890-1"))
        return self._api.refusal(ApiError(status, code, text))

    def limit_reply(self, request: Request, retry_after: str | None) -> Reply:
        """403 of the daily limit; a ``Retry-After`` is what a proxy might add."""
        reply = self._api.refusal(exceeded("TotalRequests Limit exceeded."))
        if retry_after is not None:
            reply.headers.append(("retry-after", retry_after))
        return reply

    def spoil_token(self, request: Request, *, revoke: bool) -> None:
        """End the request's session, or its whole grant (a refresh request's too)."""
        text = request.headers.get("authorization", "").partition(" ")[2].strip()
        session = self.tokens.sessions.get(text)
        named = request.form.get("refresh_token", "")
        grant = session.grant if session is not None else self.tokens.by_refresh(named)
        if revoke and grant is not None:
            self.tokens.revoke(grant)
        elif session is not None:
            self.tokens.expire(text)

    def repeat_page(self, request: Request, reply: Reply) -> Reply:
        """The page with a locator to itself."""

        def repeat(page: JsonObject) -> None:
            if "nextRecordsUrl" in page:
                start, _, end = page["nextRecordsUrl"].rpartition("-")
                page["nextRecordsUrl"] = f"{start}-{int(end) - len(page['records'])}"

        return self._on_page(reply, repeat)

    def shuffle_page(self, request: Request, reply: Reply) -> Reply:
        """The page with its records in another order."""
        return self._on_page(reply, lambda page: self._rng.shuffle(page["records"]))

    @staticmethod
    def _on_page(reply: Reply, change: Callable[[JsonObject], None]) -> Reply:
        if reply.status != 200 or not reply.body.startswith(b"{"):
            return reply
        page = orjson.loads(reply.body)
        if not page.get("records"):
            return reply
        change(page)
        return Reply(reply.status, orjson.dumps(page), reply.headers)

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change as a colleague in Salesforce's own pages."""
        return self._colleague.edit(object_name, record_id, fields, author)

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Move to the recycle bin, or delete for good."""
        self._colleague.delete(object_name, record_id, hard=hard)

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two rows; the survivor's id."""
        return self._colleague.merge(object_name, winner, loser)

    def dump(self, object_name: str) -> list[JsonObject]:
        """All rows of an object."""
        return self._colleague.dump(object_name)

    def describe(self) -> JsonObject:
        """Sign-in paths, client, personal session, organisation; ``refresh_token`` is of any grant, or of a new one."""
        lasting = [grant for grant in self.tokens.grants if grant.lasting]
        grant = lasting[0] if lasting else self.tokens.new_grant(("api", "refresh_token", "id"))
        return {
            "authorize_path": PATH,
            "token_path": "/services/oauth2/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": list(self.traits["redirect_uris"]) or list(ANY_LOOPBACK),
            "access_token": self._personal,
            "refresh_token": grant.refresh_token,
            "account": ORG_DOMAIN,
        }

    def _who(self) -> tuple[str, str]:
        return self.org.id, self.org.users()[0].id
