"""A Salesforce organisation as the engine uses it: the verbs of ``base.Provider`` over the modules that do the work."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    Account,
    Capabilities,
    Create,
    Cursor,
    Feed,
    Needle,
    ObjectSpec,
    Outcome,
    Page,
    RemoteRecord,
    Schema,
    Stamp,
    Update,
)
from crmdesk.providers.salesforce.api import RETRIEVED, Api
from crmdesk.providers.salesforce.feeds import Feeds
from crmdesk.providers.salesforce.mapping import lines_of, object_spec, reference_spec
from crmdesk.providers.salesforce.reads import Reads
from crmdesk.providers.salesforce.references import References
from crmdesk.providers.salesforce.rows import RowReader, system_fields
from crmdesk.providers.salesforce.tables import REFERENCE_OBJECTS, TABLES
from crmdesk.providers.salesforce.writes import Writes

DAILY_S = 86_400
HOURLY_S = 3_600
PURGED = ":purged"


class SalesforceProvider:
    """One Salesforce organisation (``base.Provider``).

    A write takes as many rows as one read can verify before it and confirm after it. Queries show what was committed:
    there is no index to wait for.
    """

    vendor = "salesforce"
    capabilities = Capabilities(batch=RETRIEVED, guarded=True, index_lag_s=5.0, authorship=True)

    def __init__(self, api: Api, schema: Schema, account: Account) -> None:
        self._readers = {
            name: _reader(name, schema, account) for name, table in TABLES.items() if table.source in schema.objects
        }
        self._references = References(api)
        self._reads = Reads(api, self._readers, self._references, account.app)
        self._feeds = Feeds(api, self._readers, self._reads)
        self._writes = Writes(api, self._readers, self._reads)

    def objects(self) -> Sequence[ObjectSpec]:
        """Users, the pipeline and its stages, then the account's own objects."""
        return [*map(reference_spec, REFERENCE_OBJECTS), *(reader.spec for reader in self._readers.values())]

    def feeds(self) -> Sequence[Feed]:
        """The reference lists daily, changes in every run, purged rows hourly."""
        return [
            *(Feed(name, name, DAILY_S) for name in REFERENCE_OBJECTS),
            *(Feed(name, name) for name in self._readers),
            *(Feed(name + PURGED, name, HOURLY_S) for name in self._readers),
        ]

    def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The pages of a feed. Close the iterator where it is not read to its end."""
        if feed.object in REFERENCE_OBJECTS:
            return self._references.pull(feed.object, cursor)
        if feed.name.endswith(PURGED):
            return self._feeds.purged(feed.object, cursor)
        return self._feeds.pull(feed.object, cursor)

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        """The rows of these ids."""
        return await self._reads.fetch(object_name, ids)

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows that may be the one."""
        reader = self._readers.get(object_name)
        if reader is None or kind is not reader.kind:
            return []
        return await self._reads.find(object_name, needle)

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        """Make rows."""
        return await self._writes.create(object_name, items)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Change rows."""
        return await self._writes.update(object_name, items)

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        """Move rows to the recycle bin."""
        return await self._writes.delete(object_name, ids)

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        """Who wrote values."""
        return {} if object_name not in self._readers else await self._reads.authorship(object_name, wanted)


def _reader(name: str, schema: Schema, account: Account) -> RowReader:
    lines, table = lines_of(name, schema, account.currency), TABLES[name]
    system = system_fields(table, schema.objects[table.source])
    return RowReader(table, object_spec(name, lines, schema), lines, system, account.app)
