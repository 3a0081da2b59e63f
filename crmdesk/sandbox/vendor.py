"""What the frame needs of a vendor: answer requests, and let the control endpoint act as a colleague would.

The guide for adding one is in the package's docstring.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.traits import Traits


class ControlRefused(ValueError):
    """The control endpoint was asked for something that makes no sense at this vendor; the text says what."""


class Vendor(Protocol):
    """One vendor's API and the account behind it. Object and field names are the vendor's own throughout."""

    name: str
    traits: Traits

    def handle(self, request: Request) -> Reply:
        """Answer one request. Never raises for what a client may send."""
        ...

    def call_name(self, request: Request) -> str:
        """``METHOD /path`` with ids replaced by their names, as counted by ``GET /calls``."""
        ...

    def fault_reply(self, request: Request, status: int) -> Reply:
        """The vendor's own reply of that status, as its gateway or its API would send it."""
        ...

    def limit_reply(self, request: Request, retry_after: str | None) -> Reply:
        """The vendor's "too many requests"."""
        ...

    def spoil_token(self, request: Request, *, revoke: bool) -> None:
        """Expire the access token the request carries, or withdraw its whole grant."""
        ...

    def repeat_page(self, request: Request, reply: Reply) -> Reply:
        """The same page with a cursor that leads to itself."""
        ...

    def shuffle_page(self, request: Request, reply: Reply) -> Reply:
        """The same page with its records in another order."""
        ...

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create (no id) or change a record as a colleague in the vendor's own program. Raises `ControlRefused`."""
        ...

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Delete as a colleague: to the recycle bin, or for good. Raises `ControlRefused`."""
        ...

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two records as a colleague; the id of the survivor. Raises `ControlRefused`."""
        ...

    def dump(self, object_name: str) -> list[JsonObject]:
        """All records of an object with all their values. Raises `ControlRefused`."""
        ...

    def set_traits(self, values: Mapping[str, Any]) -> None:
        """Set some traits. Raises `crmdesk.sandbox.traits.WrongTrait` and sets none then."""
        ...

    def reset(self, records: int, seed: int) -> None:
        """Forget everything (grants included, the personal token stays) and seed again."""
        ...

    def describe(self) -> JsonObject:
        """The vendor's entry in the directory, apart from its addresses.

        ``authorize_path`` and ``token_path`` of the sign-in, ``client_id``, ``client_secret`` and ``redirect_uris`` of the app,
        ``access_token`` (lasting) and ``refresh_token`` of an access that there is already, ``account``: what the account is
        called; ``document`` where an account is one (``ConnectionSettings.document``).
        """
        ...
