"""A request as a vendor sees it, its reply, and how a connection can end without one.

Vendors are plain synchronous code over these two classes: no sockets, no event loop, no wall clock. ``asgi.py`` does
the rest. Paths are split *before* percent-decoding, so that a record id may hold an encoded slash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, unquote

import orjson

from crmdesk.sandbox.faults import Action, Fault

JsonObject = dict[str, Any]

JSON = "application/json;charset=utf-8"
HTML = "text/html;charset=utf-8"
MULTIPART = "multipart/form-data"


class ConnectionDropped(Exception):
    """Raised out of the application, in process only: the peer closed the connection and no reply will come.

    ``committed`` tells whether the request was carried out before. Over sockets the TCP connection is closed instead.
    """

    def __init__(self, *, committed: bool) -> None:
        super().__init__("committed" if committed else "not committed")
        self.committed = committed


class ConnectionHung(Exception):
    """Raised out of the application, in process only: the request was not carried out and no reply will ever come.

    Over sockets the connection stays open and silent until the client gives up.
    """


@dataclass(slots=True)
class Reply:
    """Status, body bytes and headers (without length and date, which ``asgi.py`` adds)."""

    status: int
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def json(cls, status: int, content: Any) -> Reply:
        """A JSON document in the form HubSpot and most others send it."""
        return cls(status, orjson.dumps(content), [("content-type", JSON)])

    @classmethod
    def html(cls, status: int, page: str) -> Reply:
        """A page for a person, or the HTML that gateways put in place of JSON."""
        return cls(status, page.encode(), [("content-type", HTML)])

    @classmethod
    def redirect(cls, url: str) -> Reply:
        """302 to ``url``, as after a consent."""
        return cls(302, b"", [("location", url)])


@dataclass(frozen=True)
class Request:
    """One HTTP request.

    ``headers`` have lower-case names; ``raw_path`` is still percent-encoded, without the query; ``base_url`` is the
    address the client used, for the absolute links in replies; ``faults`` are those that bear on this request.
    """

    method: str
    raw_path: str
    raw_query: str
    headers: dict[str, str]
    body: bytes
    base_url: str
    faults: Sequence[Fault] = ()

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The decoded parts of the path; a trailing slash adds none."""
        return tuple(unquote(part) for part in self.raw_path.split("/") if part)

    @property
    def media_type(self) -> str:
        """What the body says it is, in lower case and without parameters; blank unsaid (RFC 9110, section 8.3.1)."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def query(self) -> list[tuple[str, str]]:
        """Decoded pairs in their order, blank values kept."""
        return parse_qsl(self.raw_query, keep_blank_values=True)

    def first(self, name: str, default: str = "") -> str:
        """The first value of a query parameter."""
        return next((value for key, value in self.query if key == name), default)

    def listed(self, name: str) -> list[str]:
        """All values of a list parameter: repeated keys, comma lists, and both mixed."""
        return [part for key, value in self.query if key == name for part in value.split(",") if part]

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean parameter, case-insensitive (clients send ``true`` and ``False``)."""
        value = self.first(name)
        return default if not value else value.lower() == "true"

    @cached_property
    def form(self) -> dict[str, str]:
        """The body as ``application/x-www-form-urlencoded`` or ``multipart/form-data``; the last of repeated names wins."""
        kind = self.headers.get("content-type", "")
        if kind.lower().startswith(MULTIPART):
            return _parts(kind, self.body)
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def fault(self, action: Action) -> Fault | None:
        """The first fault of that action that bears on this request."""
        return next((fault for fault in self.faults if fault.action is action), None)


def _parts(kind: str, body: bytes) -> dict[str, str]:
    """The named parts of a body of that content type as text; none where it holds none (RFC 7578)."""
    document = message_from_bytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body)
    found: dict[str, str] = {}
    for part in document.walk():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found[name] = content.decode("utf-8", "replace")
    return found
