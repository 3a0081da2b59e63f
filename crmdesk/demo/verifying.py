"""Where what was typed is now: the accounting's questions, put to the vendors' APIs and to the database."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

from crmdesk.demo import accounting
from crmdesk.demo.accounting import Typed, Where
from crmdesk.demo.reading import READERS, Reader, Row
from crmdesk.desk.session import Session
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import audit
from crmdesk.store.queries.audit import Place, Trace


class Vendors:
    """Readers of all accounts, open inside the block. ``known`` is what the sandbox says of each vendor."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]]) -> None:
        self._known = known
        self._readers: dict[str, Reader] = {}
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open a client for each vendor."""
        for vendor, known in self._known.items():
            reader = self._readers[vendor] = READERS[vendor](known)
            self._open.push_async_callback(reader.aclose)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close them all."""
        await self._open.aclose()

    async def rows(self, trace: Trace) -> Mapping[Place, Row | None]:
        """The rows of a record as its vendors give them, by place."""
        return {place: await self._readers[place.vendor].row(place) for place in trace.places if place.remote_id}


async def whereabouts(session: Session, vendors: Vendors, typed: Typed) -> Where:
    """Where a typed value is."""
    trace = await _trace(session, typed)
    return accounting.find(typed, trace, (await vendors.rows(trace)).get)


async def everywhere(session: Session, vendors: Vendors, typed: Typed) -> list[str]:
    """The vendors that hold a typed value."""
    trace = await _trace(session, typed)
    rows = await vendors.rows(trace)
    held = [place for place in trace.places if accounting.holds(place, typed.field)]
    return [place.vendor for place in held if accounting.is_at(typed, place, rows.get)]


async def is_gone(session: Session, vendors: Vendors, record: str) -> bool:
    """Whether a lead that was deleted here is in the trash, and at no vendor any more."""
    trace = await _trace(session, Typed(Kind.LEAD.value, record, "last_name", ""))
    return trace.life == "trash" and not any((await vendors.rows(trace)).values())


async def _trace(session: Session, typed: Typed) -> Trace:
    return await session.store.read(lambda reader: audit.trace(reader, typed.kind, typed.record, typed.field))
