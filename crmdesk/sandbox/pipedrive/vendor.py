"""Pipedrive as a vendor of the sandbox: its API, and the control endpoint's hand in its account."""

from __future__ import annotations

from crmdesk.sandbox.frame import VendorFrame
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.pipedrive.account import COMPANY_DOMAIN, COMPANY_ID, FIRST_USER, Account
from crmdesk.sandbox.pipedrive.api import Api
from crmdesk.sandbox.pipedrive.colleague import Colleague
from crmdesk.sandbox.pipedrive.errors import SITE, v1_body
from crmdesk.sandbox.pipedrive.limits import Limiter
from crmdesk.sandbox.pipedrive.seeding import seed_account
from crmdesk.sandbox.pipedrive.signin import app_scopes
from crmdesk.sandbox.pipedrive.tokens import API_TOKEN, CLIENT_ID, CLIENT_SECRET, Tokens
from crmdesk.sandbox.pipedrive.traits import TRAITS

GATEWAY = frozenset({501, 502, 503, 504, 521, 522, 523, 524, 525, 526})
"""Statuses that may come as HTML, from in front of the API."""


class Pipedrive(VendorFrame):
    """One Pipedrive company and its app, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "pipedrive"
    table = TRAITS
    seeding = ("bare_account", "contact_sync")
    rows = "data"

    def _seed(self, records: int, seed: int) -> None:
        self.account = Account(self._clock, self._rng, self.traits)
        seed_account(self.account, records, seed)
        self.tokens = Tokens(self._clock, self._rng, COMPANY_ID, FIRST_USER)
        self.tokens.add_personal()
        self.limiter = Limiter(self._clock, self.traits)
        self._api = Api(self.account, self.tokens, self.limiter)
        self._colleague = Colleague(self.account)

    def fault_reply(self, request: Request, status: int) -> Reply:
        """An error as Pipedrive (or the gateway in front of it) sends it."""
        if status in GATEWAY:
            page = "<!doctype html><html><head><title>Maintenance</title></head><body>Please try again later.</body></html>"
            return Reply.html(status, page)
        if status == 429:
            return self.limiter.over_burst()
        bodies: dict[int, JsonObject] = {
            401: {"success": False, "error": "unauthorized access", "errorCode": 401, "error_info": SITE},
            403: v1_body("You do not have permissions to do this."),
            404: v1_body("Entity was not found", "Object was not found."),
            500: {"success": False, "error": "Internal Server Error", "code": "ERR_UNKNOWN"},
        }
        plain: JsonObject = {"success": False, "error": "Bad request", "error_info": SITE}
        return Reply.json(status, bodies.get(status, plain))

    def limit_reply(self, request: Request, retry_after: str | None) -> Reply:
        """The burst 429, or the daily one where it says how long to wait."""
        return self.limiter.over_burst() if retry_after is None else self.limiter.over_budget(retry_after)

    def spoil_token(self, request: Request, *, revoke: bool) -> None:
        """Expire the access token the request carries, or withdraw its whole grant."""
        personal = self.tokens.personal
        if revoke and personal is not None and request.headers.get("x-api-token"):
            self.tokens.revoke(personal)
        else:
            self.tokens.spoil(request, revoke=revoke)

    def _repeat(self, request: Request, page: JsonObject) -> None:
        more: JsonObject = page.get("additional_data") or {}
        if more.get("next_cursor"):
            more["next_cursor"] = request.first("cursor") or more["next_cursor"]
        paging: JsonObject = more.get("pagination", more)
        if "next_start" in paging:
            paging["next_start"] = paging["start"]

    def describe(self) -> JsonObject:
        """Sign-in paths, client, API token, account; ``refresh_token`` is of any grant there is, or of a new one."""
        if not self.tokens.grants:
            self.tokens.new_grant(app_scopes(self.account))
        return {
            "authorize_path": "/oauth/authorize",
            "token_path": "/oauth/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": self.redirects(),
            "access_token": API_TOKEN,
            "refresh_token": next(iter(self.tokens.grants)),
            "account": COMPANY_DOMAIN,
        }
