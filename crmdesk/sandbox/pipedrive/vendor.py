"""Pipedrive as a vendor of the sandbox: its API, and the control endpoint's hand in its account."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.pipedrive.account import COMPANY_DOMAIN, COMPANY_ID, FIRST_USER, Account
from crmdesk.sandbox.pipedrive.api import Api
from crmdesk.sandbox.pipedrive.colleague import Colleague
from crmdesk.sandbox.pipedrive.errors import SITE, v1_body
from crmdesk.sandbox.pipedrive.limits import Limiter
from crmdesk.sandbox.pipedrive.seeding import seed_account
from crmdesk.sandbox.pipedrive.signin import ANY_LOOPBACK, app_scopes
from crmdesk.sandbox.pipedrive.tokens import API_TOKEN, CLIENT_ID, CLIENT_SECRET, Tokens
from crmdesk.sandbox.pipedrive.traits import TRAITS
from crmdesk.sandbox.traits import Traits

GATEWAY = frozenset({501, 502, 503, 504, 521, 522, 523, 524, 525, 526})
"""Statuses that may come as HTML, from in front of the API."""

SEEDING = ("bare_account", "contact_sync")


class Pipedrive:
    """One Pipedrive company and its app, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "pipedrive"

    def __init__(self, clock: VendorClock, rng: random.Random, *, redirect_uris: tuple[str, ...] = ()) -> None:
        self.traits = Traits(TRAITS)
        self._clock = clock
        self._rng = rng
        self._redirect_uris = redirect_uris
        self._size = (0, 0)
        self.reset(0, 0)

    def reset(self, records: int, seed: int) -> None:
        """Seed anew; every grant ends, the personal API token stays the same."""
        self._size = (records, seed)
        if self._redirect_uris and not self.traits["redirect_uris"]:
            self.traits.update({"redirect_uris": list(self._redirect_uris)})
        self.account = Account(self._clock, self._rng, self.traits)
        seed_account(self.account, records, seed)
        self.tokens = Tokens(self._clock, self._rng, COMPANY_ID, FIRST_USER)
        self.tokens.add_personal()
        self.limiter = Limiter(self._clock, self.traits)
        self._api = Api(self.account, self.tokens, self.limiter)
        self._colleague = Colleague(self.account)

    def set_traits(self, values: Mapping[str, Any]) -> None:
        """Set traits; those that decide which fields there are seed the account again. Raises `WrongTrait`."""
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
        text = request.headers.get("authorization", "").partition(" ")[2].strip()
        access = self.tokens.access.get(text)
        if access is not None and revoke:
            self.tokens.revoke(access.grant)
        elif access is not None:
            self.tokens.expire(text)
        elif revoke and self.tokens.personal is not None and request.headers.get("x-api-token"):
            self.tokens.revoke(self.tokens.personal)

    def repeat_page(self, request: Request, reply: Reply) -> Reply:
        """The page with a cursor (or a start) that leads to itself."""

        def repeat(page: JsonObject) -> None:
            more: JsonObject = page.get("additional_data") or {}
            if more.get("next_cursor"):
                more["next_cursor"] = request.first("cursor") or more["next_cursor"]
            paging: JsonObject = more.get("pagination", more)
            if "next_start" in paging:
                paging["next_start"] = paging["start"]

        return self._on_page(reply, repeat)

    def shuffle_page(self, request: Request, reply: Reply) -> Reply:
        """The page with its records in another order."""
        return self._on_page(reply, lambda page: self._rng.shuffle(page["data"]))

    @staticmethod
    def _on_page(reply: Reply, change: Callable[[JsonObject], None]) -> Reply:
        if reply.status != 200 or not reply.body:
            return reply
        page = orjson.loads(reply.body)
        if not isinstance(page, dict) or not isinstance(page.get("data"), list):
            return reply
        change(page)
        return Reply(reply.status, orjson.dumps(page), reply.headers)

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change as a colleague in Pipedrive's own program."""
        return self._colleague.edit(object_name, record_id, fields, author)

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Delete for 30 days, or for good."""
        self._colleague.delete(object_name, record_id, hard=hard)

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two rows; the survivor's id."""
        return self._colleague.merge(object_name, winner, loser)

    def dump(self, object_name: str) -> list[JsonObject]:
        """All rows of an object; also ``users``, ``leadLabels``, ``personFields`` and its like."""
        return self._colleague.dump(object_name)

    def describe(self) -> JsonObject:
        """Sign-in paths, client, API token, account; ``refresh_token`` is of any grant there is, or of a new one."""
        if not self.tokens.grants:
            self.tokens.new_grant(app_scopes(self.account))
        return {
            "authorize_path": "/oauth/authorize",
            "token_path": "/oauth/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": list(self.traits["redirect_uris"]) or list(ANY_LOOPBACK),
            "access_token": API_TOKEN,
            "refresh_token": next(iter(self.tokens.grants)),
            "account": COMPANY_DOMAIN,
        }
