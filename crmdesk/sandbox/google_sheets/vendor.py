"""Google Sheets as a vendor of the sandbox: its API, and the control endpoint's hand in its spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.frame import VendorFrame
from crmdesk.sandbox.google_sheets.account import EMAIL, Account
from crmdesk.sandbox.google_sheets.api import Api
from crmdesk.sandbox.google_sheets.calls import READ, WRITE
from crmdesk.sandbox.google_sheets.colleague import Colleague
from crmdesk.sandbox.google_sheets.errors import (
    bad_argument,
    drive_error,
    forbidden,
    not_found,
    status_error,
    unauthenticated,
)
from crmdesk.sandbox.google_sheets.limits import Limiter
from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET, TAB, seed_account
from crmdesk.sandbox.google_sheets.signin import PATH
from crmdesk.sandbox.google_sheets.tokens import CLIENT_ID, CLIENT_SECRET, FILE, METADATA, SHEETS, Tokens
from crmdesk.sandbox.google_sheets.traits import TRAITS
from crmdesk.sandbox.messages import JsonObject, Reply, Request

TEXTS = {500: "Internal error encountered.", 503: "The service is currently unavailable."}
LASTING_S = 86_400.0


class GoogleSheets(VendorFrame):
    """One person's spreadsheets and the agency's OAuth client, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "google_sheets"
    table = TRAITS
    seeding = ("bare_sheet", "headings")
    rows = "files"

    def _seed(self, records: int, seed: int) -> None:
        self.account = Account(self._clock, self._rng, self.traits)
        seed_account(self.account, records, seed)
        self.tokens = Tokens(self._clock, self._rng)
        self.limiter = Limiter(self._clock, self.traits)
        self._api: Api = Api(self.account, self.tokens, self.limiter)
        self._colleague: Colleague = Colleague(self.account)

    def set_traits(self, values: Mapping[str, Any]) -> None:
        """Set traits; ``role`` is what this person may do with the agency's sheet from now on. Raises `WrongTrait`."""
        super().set_traits(values)
        if "role" in values:
            self.account.main.share(str(values["role"]), self.account.clock.ms())

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
        """429 of the minute, which Drive reports as 403 (section 5); a ``Retry-After`` is not documented."""
        if request.segments[:1] == ("drive",):
            return drive_error(403, "usageLimits", "userRateLimitExceeded", "User Rate Limit Exceeded.").reply()
        group = READ if request.method == "GET" else WRITE
        reply = self.limiter.refusal(group, int(self.traits["user_reads" if group == READ else "user_writes"])).reply()
        if retry_after is not None:
            reply.headers.append(("retry-after", retry_after))
        return reply

    def spoil_token(self, request: Request, *, revoke: bool) -> None:
        """Expire the access token the request carries, or withdraw its whole grant (a refresh request's too)."""
        self.tokens.spoil(request, revoke=revoke)

    def _repeat(self, request: Request, page: JsonObject) -> None:
        """Values do not come in pages: only a list of files has a token, which then leads to itself."""
        if "nextPageToken" in page:
            page["nextPageToken"] = request.first("pageToken") or page["nextPageToken"]

    def describe(self) -> JsonObject:
        """Sign-in paths, client, account, and the spreadsheet; the tokens are of any grant there is, or of a new one."""
        grants = list(self.tokens.grants.values())
        grant = grants[0] if grants else self.tokens.new_grant((SHEETS, FILE, METADATA), most=100, lifetime_s=None)
        held = (
            text
            for text, one in self.tokens.access.items()
            if one.grant is grant and (one.expires_at or 0.0) > self._clock()
        )
        access = next(held, None) or self.tokens.new_access(grant, LASTING_S)
        return {
            "authorize_path": PATH,
            "token_path": "/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": self.redirects(),
            "access_token": access,
            "refresh_token": grant.refresh_token,
            "account": EMAIL,
            "document": f"https://docs.google.com/spreadsheets/d/{SPREADSHEET}/edit#gid=0",
            "sheet": TAB,
        }
