"""One API call on its way to its handler, and the table of handlers."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from crmdesk.sandbox.google_sheets.account import Account
from crmdesk.sandbox.google_sheets.document import Document
from crmdesk.sandbox.google_sheets.errors import bad_argument, excel, forbidden, json_reply, not_found
from crmdesk.sandbox.google_sheets.tokens import FILE, Access
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.routing import Router

READ, WRITE = "Read", "Write"


@dataclass
class Call:
    """A request with everything its handler needs. ``values`` are the parts of the path in braces."""

    account: Account
    request: Request
    values: Mapping[str, str]
    access: Access

    @cached_property
    def body(self) -> JsonObject:
        """The JSON object sent; none is an empty one. Raises `ApiError`."""
        sent = self.request.body
        if not sent:
            return {}
        try:  # the vendor's library for Java packs what it sends (google-api-java-client, AbstractGoogleClientRequest)
            packed = self.request.headers.get("content-encoding", "").lower() == "gzip"
            content = orjson.loads(gzip.decompress(sent) if packed else sent)
        except (orjson.JSONDecodeError, OSError, EOFError, zlib.error):
            raise bad_argument("Invalid JSON payload received. Unexpected end of string.") from None
        if not isinstance(content, dict):
            raise bad_argument("Invalid JSON payload received. Unknown name: root element must be a message.")
        return content

    @cached_property
    def document(self) -> Document:
        """The spreadsheet that the path names, as far as this access reaches it. Raises `ApiError`."""
        found = self.account.documents.get(self.values["id"])
        hidden = found is not None and FILE in self.access.grant.scopes and not found.made_by_app and self._narrow
        if found is None or hidden:
            raise not_found()
        if found.role == "none":
            raise forbidden()
        if found.excel:
            raise excel()
        return found

    @property
    def _narrow(self) -> bool:
        """Whether nothing but ``drive.file`` lets this access in (section 1)."""
        return not self.access.grant.wide

    def writable(self) -> Document:
        """The spreadsheet, if this person may change it. Raises `ApiError`."""
        if self.document.role == "reader":
            raise forbidden()
        return self.document

    def chosen(self, name: str, *allowed: str, body: JsonObject | None = None) -> str:
        """An option of the query (or a body) in capitals; the first one where it is missing. Raises `ApiError`."""
        value = self.request.first(name) if body is None else body.get(name)
        if value in (None, "") or str(value).endswith("_UNSPECIFIED"):
            return allowed[0]
        if value not in allowed:
            raise bad_argument(f"Invalid value at '{name}' ({name}), \"{value}\"")
        return str(value)

    def changed(self) -> None:
        """Count a change of the spreadsheet."""
        self.document.touched(self.account.clock.ms())

    def listed(self, name: str) -> list[Any]:
        """A list of the body. Raises `ApiError`."""
        found = self.body.get(name) or []
        if not isinstance(found, list):
            raise bad_argument(f"Invalid value at '{name}'")
        return found


Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and the quota it counts in (section 5); ``needs_write`` where a scope to read is not enough."""

    handler: Handler
    group: str
    needs_write: bool
    drive: bool = False


class Routes(Router[Route]):
    """The templates. A verb behind a colon is a part of its own: ``/v4/spreadsheets/{id}/:batchUpdate``."""

    def serves(
        self, method: str, template: str, group: str, *, needs_write: bool | None = None, drive: bool = False
    ) -> Callable[[Handler], Handler]:
        """Register a handler."""
        write = group == WRITE if needs_write is None else needs_write
        return self.on_as(method, template, lambda handler: Route(handler, group, write, drive))


ROUTES = Routes()


def ok(content: JsonObject) -> Reply:
    """A successful reply."""
    return json_reply(200, content)
