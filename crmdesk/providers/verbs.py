"""The verbs of ``base.Provider`` that are the same at every vendor: handed on to the modules that read and write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    Create,
    Cursor,
    Feed,
    Needle,
    ObjectSpec,
    Outcome,
    RemoteRecord,
    Stamp,
    Update,
)
from crmdesk.providers.histories import Versions


class Reader(Protocol):
    """What reads the rows of one object."""

    @property
    def spec(self) -> ObjectSpec:
        """The object as the engine sees it."""
        ...


class Reading(Protocol):
    """A vendor's reads. Each raises what ``base.Provider`` says of its verb."""

    async def fetch(self, name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        """The rows of these ids."""
        ...

    async def find(self, name: str, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows that may be the one looked for."""
        ...

    async def made_since(self, name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        """The rows that were made since a moment."""
        ...

    async def authorship(self, name: str, wanted: Mapping[str, Sequence[str]]) -> Mapping[tuple[str, str], Stamp]:
        """Who wrote the present values of fields."""
        ...


class Writing(Protocol):
    """A vendor's writes. Each raises what ``base.Provider`` says of its verb."""

    async def create(self, name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        """Make rows."""
        ...

    async def update(self, name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Change rows."""
        ...

    async def delete(self, name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        """Delete rows."""
        ...


class Verbs:
    """What a provider does with rows: ``readers`` by the objects that the account has, ``reads`` and ``writes`` do it."""

    def __init__(self, readers: Mapping[str, Reader], reads: Reading, writes: Writing) -> None:
        self._by_object = readers
        self._reading = reads
        self._writing = writes

    def past_writes(self, feed: Feed, cursor: Cursor) -> Cursor:
        """The cursor as it is: where the vendor tells what changed, a cursor keeps nothing of what rows hold."""
        return cursor

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        """The rows of these ids."""
        return await self._reading.fetch(object_name, ids)

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows that may be the one; none where the object's rows never are of that kind."""
        reader = self._by_object.get(object_name)
        if reader is None or kind not in reader.spec.mapping:
            return []
        return await self._reading.find(object_name, needle)

    async def made_since(self, object_name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        """The rows of a kind that were made since a moment; none where the object's rows never are of that kind."""
        reader = self._by_object.get(object_name)
        if reader is None or kind not in reader.spec.mapping:
            return []
        return await self._reading.made_since(object_name, kind, since)

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        """Make rows."""
        return await self._writing.create(object_name, items)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Change rows."""
        return await self._writing.update(object_name, items)

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        """Delete rows in the vendor's recoverable way."""
        return await self._writing.delete(object_name, ids)

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        """Who wrote values; nobody is known for the lists that are only read."""
        return {} if object_name not in self._by_object else await self._reading.authorship(object_name, wanted)

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        """Nothing: a vendor that keeps histories of fields says so itself."""
        return {}
