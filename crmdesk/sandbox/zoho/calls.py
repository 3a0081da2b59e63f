"""One API call on its way to its handler, and the table of handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.routing import Router
from crmdesk.sandbox.zoho.bulk_jobs import Jobs
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import ApiError, scope_mismatch, wrong_id
from crmdesk.sandbox.zoho.listing import Lister
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.tokens import Grant
from crmdesk.sandbox.zoho.values import instant
from crmdesk.sandbox.zoho.versions import V8, Version
from crmdesk.sandbox.zoho.writes import Writer

JSON = "application/json;charset=UTF-8"
MOST = 100


@dataclass
class Desk:
    """What all calls to one organisation share."""

    org: Org
    lister: Lister
    jobs: Jobs


@dataclass
class Call:
    """A request with everything its handler needs. ``values`` are the parts of the path in braces."""

    desk: Desk
    request: Request
    values: Mapping[str, str]
    grant: Grant
    version: Version = V8
    more_credits: int = 0
    """What the call costs beyond its first credit: by the records written or the rows asked for (section 4.1)."""

    @property
    def org(self) -> Org:
        """The organisation."""
        return self.desk.org

    @cached_property
    def module(self) -> Module:
        """The module of the path. Raises `ApiError`."""
        return self.org.module(self.values["object"])

    @cached_property
    def body(self) -> JsonObject:
        """The JSON object sent, whatever its content type says (section 0). Raises `ApiError`."""
        try:
            found = orjson.loads(self.request.body)
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            raise ApiError(400, "INVALID_DATA", "body", {"expected_data_type": "jsonobject"})
        return found

    def items(self, name: str = "data", most: int = MOST) -> list[JsonObject]:
        """The list of objects in the body, which the call is charged for. Raises `ApiError`."""
        found = self.body.get(name)
        if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
            details = {"api_name": name, "json_path": f"$.{name}"}
            raise ApiError(400, "MANDATORY_NOT_FOUND", "required field not found", details)
        if len(found) > most:
            raise ApiError(400, "LIMIT_EXCEEDED", "limit exceeded", {"limit": most, "json_path": f"$.{name}"})
        self.more_credits = (len(found) - 1) // 10
        return found

    def id(self) -> str:
        """The id of the path. Raises `ApiError` where it can be none."""
        id = self.addressed(self.values["id"])
        if not (id.isascii() and id.isdecimal()):
            raise wrong_id(resource_path_index=1)
        return id

    def addressed(self, text: str) -> str:
        """The id of the row that a text names: the id itself, or by ``X-EXTERNAL`` what a field of it holds (section 2.1)."""
        module, _, name = self.request.headers.get("x-external", "").partition(".")
        if not name or module != self.values.get("object") or self.org.field(self.module, name) is None:
            return text
        row = self.org.tables[module].by(name, text)
        return text if row is None else row.id

    @property
    def writer(self) -> Writer:
        """Who writes in this call, and what a fault forbids."""
        forbidden = (str(one.value) for one in self.request.faults if one.action is Action.FORBID_FIELD)
        return Writer(self.org, self.org.me().id, forbidden=frozenset(forbidden))

    @property
    def partial(self) -> bool:
        """Whether a fault refuses every second item."""
        return self.request.fault(Action.PARTIAL) is not None

    def since(self, name: str) -> int | None:
        """A header with a time as epoch seconds; None where it is missing or no time."""
        return instant(self.request.headers.get(name, ""))

    def need(self, *scopes: str) -> None:
        """Raise `ApiError` 401 unless the token has one of these scopes, or all of what one of them is a part of."""
        wider = {f"{scope.rpartition('.')[0]}.ALL" for scope in scopes}
        if not {*scopes, *wider} & set(self.grant.scopes):
            raise scope_mismatch(str(self.org.traits["scope_message"]))

    def need_module(self, name: str, verb: str) -> None:
        """Raise `ApiError` 401 unless the token may do that with the records of a module (section 1.5)."""
        part = f"ZohoCRM.modules.{name.lower()}"
        writes = {f"{part}.WRITE"} if verb in {"CREATE", "UPDATE"} else set()
        self.need("ZohoCRM.modules.ALL", f"{part}.{verb}", *writes)


Handler = Callable[[Call], Reply]


ROUTES = Router[Handler]()
"""The templates of the API below ``/crm``."""


def json_reply(status: int, content: Any) -> Reply:
    """A JSON reply in Zoho's form."""
    return Reply(status, orjson.dumps(content), [("content-type", JSON)])


def empty() -> Reply:
    """Nothing found: no body and no content type (section 0)."""
    return Reply(204)


def each(
    call: Call, items: Sequence[JsonObject], write: Callable[[JsonObject, str], JsonObject]
) -> Iterator[JsonObject]:
    """The answer of every item, in their order; one that is refused says so and leaves the others alone."""
    for number, item in enumerate(items):
        path = f"$.data[{number}]"
        try:
            if call.partial and number % 2:
                raise ApiError(400, "CANNOT_PERFORM_ACTION", "cannot perform action", {"json_path": path})
            yield write(item, path)
        except ApiError as error:
            yield error.body()


def batch(call: Call, answers: Sequence[JsonObject], done: int, name: str = "data") -> Reply:
    """The reply of a batch: its status depends on how many items failed (section 2.3)."""
    failed = sum(1 for answer in answers if answer.get("status") == "error")
    status = done if not failed else 400 if failed == len(answers) else int(call.org.traits["mixed_status"])
    return json_reply(status, {name: list(answers)})
