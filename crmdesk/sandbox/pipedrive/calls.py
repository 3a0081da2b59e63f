"""One API call on its way to its handler, and the tables of handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.errors import ApiError, bad_request, gateway, invalid, not_allowed_key, not_found
from crmdesk.sandbox.pipedrive.paths import Place
from crmdesk.sandbox.pipedrive.records import Record
from crmdesk.sandbox.pipedrive.schemas import ENTITIES, Entity
from crmdesk.sandbox.pipedrive.tokens import Access
from crmdesk.sandbox.pipedrive.writes import Author
from crmdesk.sandbox.routing import Router

LONGEST = 18
"""Digits of a number in a query."""


@dataclass
class Call:
    """A request with everything its handler needs. ``values`` are the parts of the path in braces."""

    account: Account
    request: Request
    place: Place
    values: dict[str, str]
    access: Access

    @cached_property
    def entity(self) -> Entity:
        """The object that the path names."""
        return ENTITIES[self.place.rest[0]]

    @property
    def version(self) -> int:
        """1 or 2."""
        return self.place.version

    @property
    def user_id(self) -> int:
        """Whose rights the call has."""
        return self.access.grant.user_id

    @property
    def author(self) -> Author:
        """The mark of what this call writes."""
        return Author(self.user_id, "api", self.request.headers.get("user-agent"))

    @cached_property
    def body(self) -> JsonObject:
        """The JSON object sent. Raises `ApiError`."""
        content = self.any_body()
        if not isinstance(content, dict):
            raise bad_request() if self.version == 1 else invalid(("body", "This value should be of type object"))
        return content

    def any_body(self) -> Any:
        """The JSON document sent; v1 also takes a form. Raises `ApiError`."""
        kind = self.request.media_type
        if self.version == 1 and kind == "application/x-www-form-urlencoded":
            return dict(self.request.form)
        if "json" not in kind:
            raise gateway(415, "Unsupported media type")
        try:
            return orjson.loads(self.request.body)
        except orjson.JSONDecodeError:
            raise bad_request("Invalid JSON") from None

    def known_query(self, *names: str) -> None:
        """v2 refuses parameters that it does not know. Raises `ApiError`."""
        for name, _ in self.request.query:
            if name not in names:
                raise not_allowed_key(name)

    def limit(self, most: int = 500, default: int = 100) -> int:
        """The query's ``limit``. Raises `ApiError`."""
        text = self.request.first("limit")
        if not text:
            return default
        wanted = whole_number(text)
        if not wanted:
            raise self.wrong("limit", "This value should be positive.")
        if wanted > most:
            if self.version == 2 and self.account.traits["large_limit"] == "400":
                raise self.wrong("limit", f"This value should be less than or equal to {most}.")
            return most
        return wanted

    def truth(self, name: str) -> bool:
        """A truth value of the query: v2 takes ``true`` and ``false`` alone, v1 also 1. Raises `ApiError`."""
        text = self.request.first(name)
        if self.version == 2 and text not in {"", "true", "false"}:
            raise invalid((name, "This value should be of type boolean"))
        return text.lower() in {"true", "1"}

    def start(self) -> int:
        """The query's ``start``. Raises `ApiError`."""
        found = whole_number(self.request.first("start", "0"))
        if found is None:
            raise self.wrong("start", "This value should be positive.")
        return found

    def offset(self) -> int:
        """Where a v2 list without keysets goes on: its cursor is a plain number. Raises `ApiError`."""
        found = whole_number(self.request.first("cursor", "0"))
        if found is None and self.account.traits["bad_cursor"] != "ignored":
            raise self.wrong("cursor", "Invalid cursor")
        return found or 0

    def wrong(self, field: str, words: str) -> ApiError:
        """The refusal of one field, in the version's form."""
        return invalid((field, words)) if self.version == 2 else bad_request(f"{field}: {words}")

    def found(self, plural: str, id: str, title: str) -> Record:
        """A row that this user may see; deleted ones too. Raises `ApiError`."""
        record = self.account.find(plural, id)
        if record is not None and self.account.hidden_from(record, self.user_id):
            if self.account.traits["invisible"] == "403":
                raise gateway(403, "Visibility group does not allow this item to be seen")
            record = None
        if record is None:
            raise not_found(title)
        return record

    def forbidden_fields(self) -> frozenset[str]:
        """Fields that lasting faults take away from this user."""
        return frozenset(str(fault.value) for fault in self.request.faults if fault.action is Action.FORBID_FIELD)

    def removed_fields(self) -> frozenset[str]:
        """Fields that lasting faults have removed from the account."""
        return frozenset(str(fault.value) for fault in self.request.faults if fault.action is Action.REMOVE_FIELD)

    def lag_ms(self, trait: str) -> int:
        """How far an index is behind, by its trait or a fault."""
        fault = self.request.fault(Action.LAG)
        seconds = self.account.traits[trait] if fault is None else float(fault.value or 0)
        return int(float(seconds) * 1000)


def whole_number(text: str) -> int | None:
    """A number of a query; None where the text is none, or one that no list reaches."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None


Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler, its price in tokens, the scopes of which one is needed (none: any token), and whether it searches."""

    handler: Handler
    cost: int
    scopes: tuple[str, ...] = ()
    search: bool = False
    retired: bool = False


class Routes(Router[Route]):
    """The templates of one version."""

    def serves(
        self, method: str, template: str, cost: int, *scopes: str, search: bool = False, retired: bool = False
    ) -> Callable[[Handler], Handler]:
        """Register a handler; ``a:read`` also admits ``a:full``, and ``admin`` everything."""
        return self.on_as(method, template, lambda handler: Route(handler, cost, scopes, search, retired))


V1 = Routes()
V2 = Routes()


def allowed(scopes: Iterable[str], needed: tuple[str, ...]) -> bool:
    """Whether granted scopes cover one of those needed."""
    granted = set(scopes)
    if not needed or "admin" in granted:
        return True
    fulls = {one.partition(":")[0] + ":full" for one in needed}
    return bool(granted & (set(needed) | fulls))


def ok(data: Any, more: JsonObject | None = None, status: int = 200) -> Reply:
    """A successful reply."""
    return Reply.json(status, {"success": True, "data": data, **(more or {})})
