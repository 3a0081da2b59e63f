"""Zoho CRM as a vendor of the sandbox: its API, and the control endpoint's hand in its organisation."""

from __future__ import annotations

from crmdesk.sandbox.frame import VendorFrame
from crmdesk.sandbox.grants import credential
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.zoho.api import Api
from crmdesk.sandbox.zoho.colleague import Colleague
from crmdesk.sandbox.zoho.errors import ApiError, too_many_requests
from crmdesk.sandbox.zoho.limits import Limiter
from crmdesk.sandbox.zoho.org import ORG_DOMAIN, Org
from crmdesk.sandbox.zoho.seeding import seed_org
from crmdesk.sandbox.zoho.signin import PATH
from crmdesk.sandbox.zoho.tokens import CLIENT_ID, CLIENT_SECRET, CRMDESK_SCOPES, Grant, Tokens
from crmdesk.sandbox.zoho.traits import TRAITS

GATEWAY = frozenset({502, 503, 504})
PERSONAL = "1000.5a2d0c0ffee00000000000000000beef.5a2d0c0ffee00000000000000000cafe"
_TEXTS = {
    401: ("INVALID_TOKEN", "invalid oauth token"),
    403: ("NO_PERMISSION", "permission denied"),
    404: ("INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one"),
    412: ("ALREADY_MODIFIED", "Record updated time has already passed if-unmodified-since time"),
    429: ("TOO_MANY_REQUESTS", "Too many requests"),
}


class Zoho(VendorFrame):
    """One Zoho organisation and its client, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "zoho"
    table = TRAITS
    seeding = ("bare_org", "company_mandatory", "multi_currency")
    rows = "data"

    def _seed(self, records: int, seed: int) -> None:
        self.org = Org(self._clock, self._rng, self.traits)
        seed_org(self.org, records, seed)
        self.tokens = Tokens(self._clock, self._rng, self.traits)
        self.tokens.keep(self.tokens.new_grant(CRMDESK_SCOPES, lasting=False), PERSONAL)
        self._api: Api = Api(self.org, self.tokens, Limiter(self._clock, self.traits))
        self._colleague = Colleague(self.org)

    def fault_reply(self, request: Request, status: int) -> Reply:
        """An error as Zoho (or the servers in front of it) sends it."""
        if status in GATEWAY:
            return Reply.html(status, "<html><head><title>Zoho</title></head><body>Service Unavailable</body></html>")
        code, text = _TEXTS.get(status, ("INTERNAL_ERROR", "Internal Server Error"))
        return self._api.refusal(ApiError(status, code, text))

    def limit_reply(self, request: Request, retry_after: str | None) -> Reply:
        """429 of the calls at one time; a ``Retry-After`` is what a proxy might add."""
        reply = self._api.refusal(too_many_requests("You have exceeded the concurrency limit."))
        if retry_after is not None:
            reply.headers.append(("retry-after", retry_after))
        return reply

    def spoil_token(self, request: Request, *, revoke: bool) -> None:
        """End the request's access token, or its whole grant (a refresh request's too)."""
        text = credential(request)
        grant = self.tokens.grant_of(text) or self.tokens.by_refresh(request.form.get("refresh_token", ""))
        if revoke and grant is not None:
            self.tokens.revoke(grant)
        elif grant is not None:
            self.tokens.expire(text)

    def _repeat(self, request: Request, page: JsonObject) -> None:
        """The page with the token that it was asked with."""
        asked, info = request.first("page_token"), page.get("info")
        if asked and isinstance(info, dict) and info.get("next_page_token"):
            info["next_page_token"] = asked

    def describe(self) -> JsonObject:
        """Sign-in paths, client, tokens, organisation; ``refresh_token`` is of any grant, or of a new one."""
        lasting = [grant for grant in self.tokens.grants if grant.lasting]
        grant: Grant = lasting[0] if lasting else self.tokens.new_grant(CRMDESK_SCOPES, lasting=True)
        return {
            "authorize_path": PATH,
            "token_path": "/oauth/v2/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": self.redirects(),
            "access_token": PERSONAL,
            "refresh_token": grant.refresh_token,
            "account": ORG_DOMAIN,
        }
