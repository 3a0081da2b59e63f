"""HubSpot as a vendor of the sandbox: its API, and the control endpoint's hand in its account."""

from __future__ import annotations

import orjson

from crmdesk.sandbox.frame import VendorFrame
from crmdesk.sandbox.hubspot.account import HUB_DOMAIN, Account
from crmdesk.sandbox.hubspot.api import Api
from crmdesk.sandbox.hubspot.colleague import Colleague
from crmdesk.sandbox.hubspot.limits import Limiter
from crmdesk.sandbox.hubspot.seeding import seed_account
from crmdesk.sandbox.hubspot.tokens import CLIENT_ID, CLIENT_SECRET, KNOWN_SCOPES, SERVICE_KEY, Tokens
from crmdesk.sandbox.hubspot.traits import TRAITS
from crmdesk.sandbox.messages import JsonObject, Reply, Request

GATEWAY = frozenset({502, 503, 504, 521, 522, 523, 524, 525, 526})
"""Statuses that come from in front of the API, as HTML."""

MOVING, MOVING_S = 477, "3600"
"""The status while an account is moved to another data centre, and the seconds that it asks for (section 5.4)."""

_TEXTS = {
    401: ("Authentication credentials not found.", "INVALID_AUTHENTICATION"),
    403: ("You do not have permissions to do this.", "FORBIDDEN"),
    404: ("resource not found", "OBJECT_NOT_FOUND"),
    409: ("A conflict occurred.", "CONFLICT"),
    423: ("The resource is locked.", "LOCKED"),
    MOVING: ("This account is being migrated to another data center.", "MIGRATION_IN_PROGRESS"),
}


class HubSpot(VendorFrame):
    """One HubSpot account and its app, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "hubspot"
    table = TRAITS
    seeding = ("bare_account",)
    rows = "results"

    def _seed(self, records: int, seed: int) -> None:
        self.account = Account(self._clock, self._rng, self.traits)
        seed_account(self.account, records, seed)
        self.tokens = Tokens(self._clock, self._rng, self._user)
        self.tokens.add_service_key()
        self.limiter = Limiter(self._clock, self.traits)
        self._api: Api = Api(self.account, self.tokens, self.limiter)
        self._colleague = Colleague(self.account)

    def fault_reply(self, request: Request, status: int) -> Reply:
        """An error as HubSpot (or the gateway in front of it) sends it."""
        if status in GATEWAY:
            return Reply.html(
                status, f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"
            )
        if status == 429:
            return self.limit_reply(request, None)
        text, category = _TEXTS.get(status, ("internal error", "INTERNAL_ERROR"))
        if 400 <= status < 500 and status not in _TEXTS:
            text, category = "There was a problem with the request.", "VALIDATION_ERROR"
        body = {"status": "error", "message": text, "correlationId": self.account.uuid(), "category": category}
        reply = Reply.json(status, body)
        if status == MOVING:
            reply.headers.append(("retry-after", MOVING_S))
        return reply

    def limit_reply(self, request: Request, retry_after: str | None) -> Reply:
        """429 of the limit the request counts against."""
        search = request.segments[-1:] == ("search",)
        return self._api.limited(self.limiter.search_body() if search else self.limiter.rolling_body(), retry_after)

    def spoil_token(self, request: Request, *, revoke: bool) -> None:
        """Expire the request's access token, or withdraw its grant (a refresh request's too)."""
        self.tokens.spoil(request, revoke=revoke)

    def _repeat(self, request: Request, page: JsonObject) -> None:
        body = orjson.loads(request.body) if request.body else None
        after = page["results"][0]["id"] if body is None else str(body.get("after") or 0)
        following = page.get("paging", {}).get("next")
        if following is not None:
            following["after"] = after
            following.pop("link", None)

    def describe(self) -> JsonObject:
        """Sign-in paths, client, service key, account; ``refresh_token`` is of any grant there is, or of a new one."""
        if not self.tokens.grants:
            self.tokens.new_grant(KNOWN_SCOPES)
        return {
            "authorize_path": "/oauth/authorize",
            "token_path": "/oauth/2026-03/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": self.redirects(),
            "access_token": SERVICE_KEY,
            "refresh_token": next(iter(self.tokens.grants)),
            "account": HUB_DOMAIN,
        }

    def _user(self) -> tuple[int, str]:
        owner = self.account.owners[0]
        return owner.user_id, owner.email
