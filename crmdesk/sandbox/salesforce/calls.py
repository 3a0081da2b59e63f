"""One API call on its way to its handler, and the table of handlers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

import orjson

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.routing import Router
from crmdesk.sandbox.salesforce.bulk_jobs import Jobs
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError, unreadable
from crmdesk.sandbox.salesforce.limits import Limiter
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.querying import PAGE, Querier
from crmdesk.sandbox.salesforce.soql_tokens import counted
from crmdesk.sandbox.salesforce.tokens import Session
from crmdesk.sandbox.salesforce.writes import Writer

JSON = "application/json;charset=UTF-8"
CSV = "text/csv"
DUPLICATE_RULES_SINCE = 52
"""The first version that knows ``Sforce-Duplicate-Rule-Header`` (section 4.2)."""


@dataclass
class Desk:
    """What all calls to one organisation share."""

    org: Org
    querier: Querier
    jobs: Jobs
    limiter: Limiter


@dataclass
class Call:
    """A request with everything its handler needs. ``values`` are the parts of the path in braces.

    A part of a composite is a call of its own: ``request`` is then the part's, without a body, which is ``content``.
    """

    desk: Desk
    request: Request
    version: str
    values: Mapping[str, str]
    session: Session
    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    content: Any = None
    run: Callable[[str, str, Mapping[str, str], Any], Reply] | None = field(default=None, repr=False)
    """Carries out a part: method, address, headers, body."""

    @property
    def org(self) -> Org:
        """The organisation."""
        return self.desk.org

    @property
    def number(self) -> int:
        """The version of the API as a number: 67 of ``v67.0``."""
        return int(self.version[1:].partition(".")[0])

    @cached_property
    def type(self) -> ObjectType:
        """The object of the path. Raises `ApiError` 404."""
        return self.org.type(self.values["object"])

    @cached_property
    def body(self) -> JsonObject:
        """The JSON object sent. Raises `ApiError`."""
        body = self.any_body()
        if not isinstance(body, dict):
            raise unreadable("Unexpected JSON: expected an object")
        return body

    def any_body(self) -> Any:
        """The JSON document sent. Raises `ApiError` 415 for another content type, 400 for no JSON."""
        if self.content is not None:
            return self.content
        if "json" not in self.headers.get("content-type", "application/json").lower():
            raise ApiError(415, "UNSUPPORTED_MEDIA_TYPE", "The requested content type is not supported")
        try:
            return orjson.loads(self.request.body)
        except orjson.JSONDecodeError as error:
            raise unreadable(f"Unexpected character at line {error.lineno}, column {error.colno}") from None

    @property
    def writer(self) -> Writer:
        """Who writes in this call, under which rules."""
        duplicates = self.headers.get("sforce-duplicate-rule-header", "").replace(" ", "").lower()
        assign = self.headers.get("sforce-auto-assign", "true").lower()
        forbidden = (str(one.value) for one in self.request.faults if one.action is Action.FORBID_FIELD)
        return Writer(
            self.org,
            self.session.grant.user,
            allow_save="allowsave=true" in duplicates and self.number >= DUPLICATE_RULES_SINCE,
            auto_assign=assign != "false",
            version=self.version,
            forbidden=frozenset(forbidden),
        )

    @property
    def batch_size(self) -> int:
        """Rows on a page of a query: the hint of ``Sforce-Query-Options``, within its bounds."""
        hint = self.headers.get("sforce-query-options", "").replace(" ", "").lower()
        _, _, number = hint.partition("batchsize=")
        return min(max(counted(number) or PAGE, 200), PAGE)

    @property
    def partial(self) -> bool:
        """Whether a fault refuses every second item."""
        return self.request.fault(Action.PARTIAL) is not None

    def address(self, tail: str) -> str:
        """A path of the API in the call's version."""
        return f"/services/data/{self.version}{tail}"

    def http_date(self, name: str) -> float | None:
        """A conditional header as epoch seconds; None where it is missing. Raises `ApiError` for no date in a write.

        A read passes over what is no date, as in HTTP (Salesforce, Conditional Request Headers: but for writes they follow it).
        """
        text = self.headers.get(name)
        if text is None:
            return None
        try:
            return parsedate_to_datetime(text).timestamp()
        except ValueError:
            if self.method in {"GET", "HEAD"}:
                return None
            raise ApiError(400, "MALFORMED_HEADER", f"{name} is no HTTP date: {text}") from None


Handler = Callable[[Call], Reply]


ROUTES = Router[Handler]()
"""The templates of the API below ``/services/data/v67.0``."""


def json_reply(status: int, content: Any, **headers: str) -> Reply:
    """A JSON reply in Salesforce's form."""
    sent = [("content-type", JSON), *((name.replace("_", "-"), value) for name, value in headers.items())]
    return Reply(status, orjson.dumps(content), sent)


def query_of(raw: str) -> dict[str, str]:
    """Query parameters by name; the last of repeated ones wins."""
    return dict(parse_qsl(raw, keep_blank_values=True))


def flag(value: Any, *, default: bool = False) -> bool:
    """A truth value as JSON or as text."""
    return default if value is None or value == "" else str(value).lower() == "true"
