"""JSON over HTTP for providers: a request out, a checked answer back, every failure one of the domain's errors.

A vendor gives its ``Judge``: what an answer of 400 and above means. Answers that are not what the vendor documents
become VendorNonsense, which names the endpoint and what is wrong, never the content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from crmdesk.domain.errors import CrmdeskError, RecordRefused, VendorNonsense
from crmdesk.net.json_body import json_of
from crmdesk.net.limits import Reading
from crmdesk.net.messages import Request, Response

T = TypeVar("T")

_COUNT = re.compile(r"[0-9]{1,12}")

Judge = Callable[[Request, Response], CrmdeskError]
"""The error that a vendor's answer with a status of 400 or above stands for."""

WITHOUT_BODY = frozenset({204, 304})
"""Statuses of answers that have none (RFC 9110, sections 15.3.5 and 15.4.5): nothing there, nothing new."""


class Sender(Protocol):
    """What carries requests: ``net.client.HttpClient``."""

    async def send(self, request: Request) -> Response:
        """The answer; see ``HttpClient.send``."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer: ``content`` is its JSON object (empty without a body), ``date`` the vendor's clock."""

    endpoint: str
    status: int
    content: Mapping[str, Any]
    date: datetime | None

    def page(self, name: str) -> list[dict[str, Any]]:
        """The list of a page of rows: as ``rows``, but it has to be named, unless the answer's status allows no body.

        A page without its list is no empty one: taken for one, it would end a feed, and what should have been in it would
        never be read.
        """
        if name not in self.content and self.status not in WITHOUT_BODY:
            raise nonsense(self.endpoint, name, "missing")
        return self.rows(name)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The list of objects under ``name``; missing is empty. Raises VendorNonsense for anything else."""
        found = self.content.get(name)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise nonsense(self.endpoint, name, "no list of objects")
        return found

    def part(self, *names: str) -> str | None:
        """The text at a path of objects (``paging``, ``next``, ``after``); None where it does not lead anywhere."""
        found: Any = self.content
        for name in names:
            found = found.get(name) if isinstance(found, dict) else None
        return None if found is None or isinstance(found, (dict, list)) else str(found)

    def count(self, *names: str) -> int | None:
        """How many rows there are, at such a path; None where it does not tell, or tells what nobody has."""
        told = self.part(*names)
        return int(told) if told is not None and _COUNT.fullmatch(told) else None

    def now_ms(self) -> int:
        """The vendor's clock in milliseconds since 1970. Raises VendorNonsense where it does not tell."""
        if self.date is None:
            raise nonsense(self.endpoint, "Date", "missing header")
        return int(self.date.timestamp() * 1000)


class RestClient:
    """Sends JSON and reads JSON."""

    def __init__(self, http: Sender, judge: Judge) -> None:
        self._http = http
        self._judge = judge

    async def call(self, request: Request) -> Answer:
        """The answer to a request. Raises what the judge makes of a status, and the connection faults of ``net``."""
        response = await self._http.send(request)
        if response.status >= 400:
            raise self._judge(request, response)
        if response.status >= 300 and response.status not in WITHOUT_BODY:
            raise nonsense(request.endpoint, "status", str(response.status))
        if not response.body:
            return Answer(request.endpoint, response.status, {}, response.date)
        content = parsed(request.endpoint, response.body)
        if not isinstance(content, dict):
            raise nonsense(request.endpoint, "body", "no object")
        return Answer(request.endpoint, response.status, content, response.date)

    async def read(self, request: Request) -> Answer:
        """The same for a read, in which no record is refused: such an answer is VendorNonsense(``request_refused``)."""
        try:
            return await self.call(request)
        except RecordRefused as error:
            words = error.vendor_words
            raise VendorNonsense("request_refused", endpoint=request.endpoint, vendor_words=words) from error


def encoded(content: Mapping[str, Any]) -> bytes:
    """A JSON body."""
    return orjson.dumps(content)


def parsed(endpoint: str, body: bytes) -> Any:
    """The JSON of a body. Raises VendorNonsense for HTML, a cut-off document, or anything else."""
    try:
        return json_of(body)
    except ValueError as error:
        raise nonsense(endpoint, "body", "not JSON") from error


def checked(endpoint: str, adapter: TypeAdapter[T], content: Any) -> T:
    """``content`` as a pydantic model. Raises VendorNonsense naming the first part that does not fit."""
    try:
        return adapter.validate_python(content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise nonsense(endpoint, ".".join(map(str, first["loc"])), first["type"]) from None


def plain_id(endpoint: str, where: str, id: Any) -> str:
    """An id as JSON may have it, a text or a whole number. Raises VendorNonsense for anything else, and for a blank."""
    if not isinstance(id, str | int) or isinstance(id, bool) or id == "":
        raise nonsense(endpoint, where, "no id")
    return str(id)


def nonsense(endpoint: str, where: str, what: str) -> VendorNonsense:
    """An answer that cannot be used: the part of it and what is wrong there."""
    return VendorNonsense("answer_unexpected", endpoint=endpoint, where=where, what=what)


def reading(
    response: Response, kind: str, limit: str, remaining: str, window_s: float | None = None
) -> Iterable[Reading]:
    """What two headers of an answer say about one limit; nothing where they are missing or no numbers."""
    units, left = response.headers.get(limit, ""), response.headers.get(remaining, "")
    if _COUNT.fullmatch(units) and _COUNT.fullmatch(left):
        yield Reading(kind, int(units), int(left), window_s)
