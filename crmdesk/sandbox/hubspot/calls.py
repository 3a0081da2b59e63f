"""One API call on its way to its handler, and the table of handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

import orjson

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.hubspot.account import Account
from crmdesk.sandbox.hubspot.errors import ApiError, unset_fields, wrong_media_type, wrong_value
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.records import Stamp, whole
from crmdesk.sandbox.hubspot.searching import Searcher
from crmdesk.sandbox.hubspot.tokens import APP_NAME, Access
from crmdesk.sandbox.hubspot.validation import Writer
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.routing import Router

STRICT_VERSION = "2026-09"


@dataclass
class Call:
    """A request with everything its handler needs. ``values`` are the parts of the path in braces."""

    account: Account
    searcher: Searcher
    request: Request
    version: str
    values: dict[str, str]
    access: Access

    @cached_property
    def kind(self) -> ObjectType:
        """The object type of the path."""
        return self.account.kind(self.values["object"])

    @cached_property
    def described(self) -> ObjectType:
        """The object type whose schema the path names: of one that the account lacks only under a trait (section 4.5)."""
        if self.account.traits["schemas_without_object"]:
            return self.account.known_kind(self.values["object"])
        return self.kind

    @cached_property
    def other(self) -> ObjectType:
        """The object type at the other end of a link."""
        return self.account.kind(self.values["to"])

    @property
    def strict(self) -> bool:
        """Whether the path is of the version with the stricter write rules and without 207."""
        return self.version >= STRICT_VERSION and not self.version.startswith("v")

    @property
    def writer(self) -> Writer:
        """The rules this call writes under."""
        return Writer(dated_rules=self.strict)

    def stamp(self) -> Stamp:
        """The mark of a value written now by this call's app."""
        grant = self.access.grant
        source = self.account.traits["service_key_source"] if grant.service_key else "INTEGRATION"
        return Stamp(self.account.now_ms(), source, str(grant.app_id), APP_NAME)

    @cached_property
    def body(self) -> JsonObject:
        """The JSON object sent. Raises `ApiError`."""
        body = self.any_body()
        if not isinstance(body, dict):
            raise wrong_value("from Array value (token `JsonToken.START_ARRAY`)")
        return body

    def any_body(self) -> Any:
        """The JSON document sent. Raises `ApiError` 415 for another content type, 400 for no JSON."""
        if "json" not in self.request.media_type:
            raise wrong_media_type()
        try:
            return orjson.loads(self.request.body)
        except orjson.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise ApiError(400, f"Invalid input JSON on {where}: {error.msg}") from None

    def named_inputs(self, most: int) -> list[JsonObject]:
        """The inputs of a batch that names rows by their ``id``. Raises `ApiError`."""
        inputs = self.inputs(most)
        if any(one.get("id") is None for one in inputs):
            raise unset_fields("id")
        return inputs

    def inputs(self, most: int) -> list[JsonObject]:
        """The inputs of a batch. Raises `ApiError`."""
        inputs = self.body.get("inputs")
        if inputs is None:
            raise unset_fields("inputs")
        if not isinstance(inputs, list) or not all(isinstance(one, dict) for one in inputs):
            raise wrong_value("of type `java.util.ArrayList`")
        if len(inputs) > most:
            what = "a batch request for property histories" if most == 50 else "a batch request"
            raise ApiError(
                400,
                f"The maximum number of inputs supported in {what} is {most}."
                " Please reduce the number of items and try again",
            )
        return inputs

    def count(self, default: int, most: int) -> int:
        """The query's ``limit``. Raises `ApiError`."""
        text = self.request.first("limit")
        if not text:
            return default
        number = whole(text)
        if number is None or not 0 < number <= most:
            raise ApiError(400, f"Invalid limit {text}: it must be between 1 and {most}.")
        return number

    def link_to(self, after: str) -> str:
        """The absolute address of this request from another cursor on."""
        query = [("after", after), *((name, value) for name, value in self.request.query if name != "after")]
        return f"{self.request.base_url}{self.request.raw_path}?{urlencode(query)}"

    def check_linking(self) -> None:
        """Raise `ApiError` for a user who may not link, as paths from 2026-09 on ask for it (section 0)."""
        if self.strict and self.account.traits["associations_forbidden"]:
            raise ApiError(403, "You do not have permissions to edit associations.", "FORBIDDEN")

    def faulty_field(self, action: Action) -> str | None:
        """The field a lasting fault is about."""
        fault = self.request.fault(action)
        return None if fault is None else str(fault.value)


Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and the access it needs: ``writes`` records or definitions, or only reads."""

    handler: Handler
    writes: bool


class Routes(Router[Route]):
    """The templates of one family of paths."""

    def reads(self, method: str, template: str) -> Callable[[Handler], Handler]:
        """Register a handler that only reads."""
        return self.on_as(method, template, partial(Route, writes=False))

    def writes(self, method: str, template: str) -> Callable[[Handler], Handler]:
        """Register a handler that writes."""
        return self.on_as(method, template, partial(Route, writes=True))


def properties_of(raw: JsonObject) -> JsonObject:
    """The ``properties`` of a body or batch input. Raises `ApiError`."""
    properties = raw.get("properties")
    if properties is None:
        raise unset_fields("properties")
    if not isinstance(properties, dict):
        raise wrong_value("of type `java.util.LinkedHashMap`")
    return properties


def names_of(raw: Any) -> list[str]:
    """A list of property names in a body; ``null`` and a missing key mean none. Raises `ApiError`."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise wrong_value("of type `java.util.ArrayList`")
    return [str(one) for one in raw]


def paged(results: Iterable[Any], after: str, link: str) -> JsonObject:
    """A page; without a cursor it is the last one and has no ``paging``."""
    page: JsonObject = {"results": list(results)}
    if after:
        page["paging"] = {"next": {"after": after, "link": link}}
    return page
