"""Salesforce as a vendor of the sandbox: its API, and the control endpoint's hand in its organisation."""

from __future__ import annotations

from crmdesk.sandbox.frame import VendorFrame
from crmdesk.sandbox.grants import credential
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.salesforce.api import Api
from crmdesk.sandbox.salesforce.colleague import Colleague
from crmdesk.sandbox.salesforce.errors import ApiError, GatewayPage
from crmdesk.sandbox.salesforce.limits import Limiter, exceeded
from crmdesk.sandbox.salesforce.org import ORG_DOMAIN, Org
from crmdesk.sandbox.salesforce.seeding import seed_org
from crmdesk.sandbox.salesforce.signin import PATH
from crmdesk.sandbox.salesforce.tokens import CLIENT_ID, CLIENT_SECRET, KNOWN_SCOPES, Grant, Session, Tokens
from crmdesk.sandbox.salesforce.traits import TRAITS

GATEWAY = frozenset({414, 431, 502, 503, 504})
"""Statuses that come from in front of the API, as HTML."""

_TEXTS = {
    401: ("INVALID_SESSION_ID", "Session expired or invalid"),
    403: ("INSUFFICIENT_ACCESS", "insufficient access rights on cross-reference id"),
    404: ("NOT_FOUND", "The requested resource does not exist"),
    409: ("CONFLICT", "A conflict occurred"),
    410: ("UNSUPPORTED_API_VERSION", "The requested API version is no longer supported"),
    429: ("REQUEST_LIMIT_EXCEEDED", "Too many requests"),
}


class Salesforce(VendorFrame):
    """One Salesforce organisation and its app, as `crmdesk.sandbox.vendor.Vendor`."""

    name = "salesforce"
    table = TRAITS
    seeding = ("bare_org", "currency", "multi_currency", "activity_external_ids", "person_accounts", "task_statuses")
    rows = "records"

    def _seed(self, records: int, seed: int) -> None:
        self.org = Org(self._clock, self._rng, self.traits)
        seed_org(self.org, records, seed)
        self.tokens = Tokens(self._clock, self._rng, self.traits, self._who)
        self._personal = f"{self.org.id[:15]}!AQEAQsandbox.0123456789abcdefghijklmnopqrstuvwxyz"
        now = self._clock()
        grant = Grant(KNOWN_SCOPES, self._who()[1], "", lasting=False)
        self.tokens.sessions[self._personal] = Session(grant, now, now, endless=True)
        self.limiter = Limiter(self._clock, self.traits)
        self._api: Api = Api(self.org, self.tokens, self.limiter)
        self._colleague = Colleague(self.org)

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
        text = credential(request)
        session = self.tokens.sessions.get(text)
        named = request.form.get("refresh_token", "")
        grant = session.grant if session is not None else self.tokens.by_refresh(named)
        if revoke and grant is not None:
            self.tokens.revoke(grant)
        elif session is not None:
            self.tokens.expire(text)

    def _repeat(self, request: Request, page: JsonObject) -> None:
        if "nextRecordsUrl" in page:
            start, _, end = page["nextRecordsUrl"].rpartition("-")
            page["nextRecordsUrl"] = f"{start}-{int(end) - len(page['records'])}"

    def describe(self) -> JsonObject:
        """Sign-in paths, client, personal session, organisation; ``refresh_token`` is of any grant, or of a new one."""
        lasting = [grant for grant in self.tokens.grants if grant.lasting]
        grant = lasting[0] if lasting else self.tokens.new_grant(("api", "refresh_token", "id"))
        return {
            "authorize_path": PATH,
            "token_path": "/services/oauth2/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": self.redirects(),
            "access_token": self._personal,
            "refresh_token": grant.refresh_token,
            "account": ORG_DOMAIN,
        }

    def _who(self) -> tuple[str, str]:
        return self.org.id, self.org.users()[0].id
