"""The frame of a vendor: an account that can be seeded anew, its traits, its API, and a colleague at work in it.

What a vendor says in its own words (errors, limits, cursors, what the directory tells of it) is its own module's.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import orjson

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.signin import ANY_LOOPBACK
from crmdesk.sandbox.traits import Trait, Traits


class Answering(Protocol):
    """A vendor's API."""

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        ...

    def name(self, request: Request) -> str:
        """The name a request is counted under."""
        ...


class Hand(Protocol):
    """What a colleague can do in the vendor's own program; see `crmdesk.sandbox.vendor.Vendor`."""

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change; the id."""
        ...

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Delete, or delete for good."""
        ...

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two records; the id of the survivor."""
        ...

    def dump(self, object_name: str) -> list[JsonObject]:
        """All records of an object."""
        ...


class VendorFrame(ABC):
    """A vendor as `crmdesk.sandbox.vendor.Vendor`, apart from what it says in its own words.

    ``table`` are its traits, ``seeding`` those of them that shape the account: setting one seeds it again. ``rows`` names
    the list in a page of its API.
    """

    name: str
    table: Sequence[Trait]
    seeding: Sequence[str]
    rows: str
    _api: Answering
    _colleague: Hand

    def __init__(self, clock: VendorClock, rng: random.Random, *, redirect_uris: tuple[str, ...] = ()) -> None:
        self.traits = Traits(self.table)
        self._clock = clock
        self._rng = rng
        self._redirect_uris = redirect_uris
        self._size = (0, 0)
        self.reset(0, 0)

    def reset(self, records: int, seed: int) -> None:
        """Seed anew; every grant ends, the personal access stays the same."""
        self._size = (records, seed)
        if self._redirect_uris and not self.traits["redirect_uris"]:
            self.traits.update({"redirect_uris": list(self._redirect_uris)})
        self._seed(records, seed)

    @abstractmethod
    def _seed(self, records: int, seed: int) -> None:
        """Make the account, its tokens and limits, ``_api`` and ``_colleague``."""

    def set_traits(self, values: Mapping[str, Any]) -> None:
        """Set traits; those that shape the account seed it again. Raises `WrongTrait`."""
        before = [self.traits[name] for name in self.seeding]
        self.traits.update(values)
        if [self.traits[name] for name in self.seeding] != before:
            self.reset(*self._size)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        return self._api.handle(request)

    def call_name(self, request: Request) -> str:
        """The name a request is counted under."""
        return self._api.name(request)

    def repeat_page(self, request: Request, reply: Reply) -> Reply:
        """The page with a cursor that leads to itself."""
        return self._on_page(reply, lambda page: self._repeat(request, page))

    @abstractmethod
    def _repeat(self, request: Request, page: JsonObject) -> None:
        """Let a page lead to itself."""

    def shuffle_page(self, request: Request, reply: Reply) -> Reply:
        """The page with its records in another order."""
        return self._on_page(reply, lambda page: self._rng.shuffle(page[self.rows]))

    def _on_page(self, reply: Reply, change: Callable[[JsonObject], None]) -> Reply:
        """The reply with a change, where it is a page."""
        if reply.status not in {200, 207} or not reply.body.startswith(b"{"):
            return reply
        page = orjson.loads(reply.body)
        if not isinstance(page.get(self.rows), list) or not page[self.rows]:
            return reply
        change(page)
        return Reply(reply.status, orjson.dumps(page), reply.headers)

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change as a colleague in the vendor's own program."""
        return self._colleague.edit(object_name, record_id, fields, author)

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Delete as a colleague, or for good."""
        self._colleague.delete(object_name, record_id, hard=hard)

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two records; the survivor's id."""
        return self._colleague.merge(object_name, winner, loser)

    def dump(self, object_name: str) -> list[JsonObject]:
        """All records of an object, and what else the colleague knows by name."""
        return self._colleague.dump(object_name)

    def redirects(self) -> list[str]:
        """The redirect addresses for the directory."""
        return list(self.traits["redirect_uris"]) or list(ANY_LOOPBACK)
