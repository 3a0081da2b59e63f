"""Google Sheets as a vendor of the sandbox: its API, and the control endpoint's hand in its spreadsheets."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import orjson

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.google_sheets.account import EMAIL, Account
from crmdesk.sandbox.google_sheets.api import Api
from crmdesk.sandbox.google_sheets.calls import READ, WRITE
from crmdesk.sandbox.google_sheets.colleague import Colleague
from crmdesk.sandbox.google_sheets.errors import bad_argument, forbidden, not_found, status_error, unauthenticated
from crmdesk.sandbox.google_sheets.limits import Limiter
from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET, TAB, seed_account
from crmdesk.sandbox.google_sheets.signin import ANY_LOOPBACK
from crmdesk.sandbox.google_sheets.tokens import CLIENT_ID, CLIENT_SECRET, FILE, SHEETS, Tokens
from crmdesk.sandbox.google_sheets.traits import TRAITS
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.traits import Traits
from crmdesk.sandbox.vendor import ControlRefused

SEEDING = ("bare_sheet", "headings")
TEXTS = {500: "Internal error encountered.", 503: "The service is currently unavailable."}
LASTING_S = 86_400.0


class GoogleSheets:
    """One person's spreadsheets and the agency's OAuth client, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "google_sheets"

    def __init__(self, clock: VendorClock, rng: random.Random, *, redirect_uris: tuple[str, ...] = ()) -> None:
        self.traits = Traits(TRAITS)
        self._clock = clock
        self._rng = rng
        self._redirect_uris = redirect_uris
        self._size = (0, 0)
        self.reset(0, 0)

    def reset(self, records: int, seed: int) -> None:
        """Seed anew; every grant ends."""
        self._size = (records, seed)
        if self._redirect_uris and not self.traits["redirect_uris"]:
            self.traits.update({"redirect_uris": list(self._redirect_uris)})
        self.account = Account(self._clock, self._rng, self.traits)
        seed_account(self.account, records, seed)
        self.tokens = Tokens(self._clock, self._rng)
        self.limiter = Limiter(self._clock, self.traits)
        self._api = Api(self.account, self.tokens, self.limiter)
        self._colleague = Colleague(self.account)

    def set_traits(self, values: Mapping[str, Any]) -> None:
        """Set traits; those that shape the sheet seed it again. Raises `WrongTrait`."""
        before = [self.traits[name] for name in SEEDING]
        self.traits.update(values)
        if [self.traits[name] for name in SEEDING] != before:
            self.reset(*self._size)
        if "role" in values:
            self.account.main.role = str(values["role"])

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        return self._api.handle(request)

    def call_name(self, request: Request) -> str:
        """The name a request is counted under."""
        return self._api.name(request)

    def fault_reply(self, request: Request, status: int) -> Reply:
        """An error as Google (or the servers in front of it) sends it."""
        if status in {502, 504}:
            page = f"<!DOCTYPE html><html><title>Error {status} (Server Error)!!1</title></html>"
            return Reply.html(status, page)
        if status == 429:
            return self.limit_reply(request, None)
        made = {400: bad_argument("Request contains an invalid argument."), 401: unauthenticated(), 403: forbidden(),
                404: not_found()}.get(status)  # fmt: skip
        return (made or status_error(status, TEXTS.get(status, "Unknown Error."))).reply()

    def limit_reply(self, request: Request, retry_after: str | None) -> Reply:
        """429 of the minute; a ``Retry-After`` is not documented."""
        group = READ if request.method == "GET" else WRITE
        reply = self.limiter.refusal(group, int(self.traits["user_reads" if group == READ else "user_writes"])).reply()
        if retry_after is not None:
            reply.headers.append(("retry-after", retry_after))
        return reply

    def spoil_token(self, request: Request, *, revoke: bool) -> None:
        """Expire the access token the request carries, or withdraw its whole grant (a refresh request's too)."""
        text = request.headers.get("authorization", "").partition(" ")[2].strip()
        access = self.tokens.access.get(text)
        grant = self.tokens.grants.get(request.form.get("refresh_token", "")) if access is None else access.grant
        if revoke and grant is not None:
            self.tokens.revoke(grant)
        elif access is not None:
            self.tokens.expire(text)

    def repeat_page(self, request: Request, reply: Reply) -> Reply:
        """Values do not come in pages: only a list of files has a token, which then leads to itself."""
        page = orjson.loads(reply.body) if reply.status == 200 else {}
        if "nextPageToken" in page:
            page["nextPageToken"] = request.first("pageToken") or page["nextPageToken"]
        return Reply(reply.status, orjson.dumps(page), reply.headers) if page else reply

    def shuffle_page(self, request: Request, reply: Reply) -> Reply:
        """The rows of a sheet have an order; only lists of files come in another one."""
        page = orjson.loads(reply.body) if reply.status == 200 else {}
        if isinstance(page.get("files"), list):
            self._rng.shuffle(page["files"])
        return Reply(reply.status, orjson.dumps(page), reply.headers) if page else reply

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Work in the agency's spreadsheet as a colleague."""
        return self._colleague.edit(object_name, record_id, fields, author)

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Remove a row or a column."""
        self._colleague.delete(object_name, record_id, hard=hard)

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Rows of a sheet are not merged."""
        raise ControlRefused("rows of a sheet are not merged")

    def dump(self, object_name: str) -> list[JsonObject]:
        """The rows of a tab; also ``tags`` and ``documents``."""
        return self._colleague.dump(object_name)

    def describe(self) -> JsonObject:
        """Sign-in paths, client, account, and the spreadsheet; the tokens are of any grant there is, or of a new one."""
        grants = list(self.tokens.grants.values())
        grant = grants[0] if grants else self.tokens.new_grant((SHEETS, FILE), most=100, lifetime_s=None)
        held = (
            text for text, one in self.tokens.access.items() if one.grant is grant and one.expires_at > self._clock()
        )
        access = next(held, None) or self.tokens.new_access(grant, LASTING_S)
        return {
            "authorize_path": "/o/oauth2/v2/auth",
            "token_path": "/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": list(self.traits["redirect_uris"]) or list(ANY_LOOPBACK),
            "access_token": access,
            "refresh_token": grant.refresh_token,
            "account": EMAIL,
            "document": f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit#gid=0",
            "sheet": TAB,
        }
