"""A Zoho organisation as the engine uses it: ``base.Provider`` over the modules that do the work."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Account,
    Capabilities,
    ConnectionSettings,
    Cursor,
    Feed,
    Needle,
    ObjectSpec,
    Page,
    RemoteRecord,
    Schema,
)
from crmdesk.providers.verbs import Verbs
from crmdesk.providers.zoho.api import BATCH, Api
from crmdesk.providers.zoho.feeds import Feeds
from crmdesk.providers.zoho.gone import Gone
from crmdesk.providers.zoho.mapping import lines_of, object_spec, reference_spec
from crmdesk.providers.zoho.merges import Merges
from crmdesk.providers.zoho.reads import Reads
from crmdesk.providers.zoho.references import References
from crmdesk.providers.zoho.rows import RowReader
from crmdesk.providers.zoho.tables import CONTACT, CONVERTED, LEADS, OBJECTS, REFERENCE_OBJECTS, TABLES
from crmdesk.providers.zoho.wanted import key_in, unique_in
from crmdesk.providers.zoho.writes import Writes

DAILY_S = 86_400
HOURLY_S = 3_600
DELETED = ":deleted"
ALL = ":all"


@dataclass(frozen=True, slots=True)
class Grouped:
    """An object and the modules that its rows are in."""

    spec: ObjectSpec
    modules: tuple[str, ...]


class ZohoProvider(Verbs):
    """One Zoho organisation (``base.Provider``). Rows without a key are looked for with a query, or with a search that lags."""

    vendor = "zoho"
    capabilities = Capabilities(batch=BATCH, guarded=True, index_lag_s=60.0, authorship=True)

    def __init__(self, api: Api, settings: ConnectionSettings, schema: Schema, account: Account) -> None:
        lines = {
            module: lines_of(module, schema, account.currency, settings.mapping)
            for module in TABLES
            if module in schema.objects
        }
        self._readers = {
            module: RowReader(
                TABLES[module], found, key_in(module, schema.objects[module]), account.app,
                schema.objects[module], (CONVERTED, CONTACT) if module == LEADS else (),
            )
            for module, found in lines.items()
        }  # fmt: skip
        self._objects = {
            name: Grouped(object_spec(name, {module: lines[module] for module in own}, schema), own)
            for name in OBJECTS
            if (own := tuple(module for module in lines if TABLES[module].object == name))
        }
        alone = frozenset(module for module in lines if len(unique_in(schema.objects[module])) == 1)
        merges = Merges(api)
        self._references = References(api, schema)
        self._reads = Reads(api, self._readers, self._references, merges)
        self._feeds = Feeds(api, self._readers, self._reads, merges)
        self._gone = Gone(api, self._readers, self._feeds, merges)
        super().__init__(self._objects, self._reads, Writes(api, self._readers, self._reads, self._references, alone))

    def objects(self) -> Sequence[ObjectSpec]:
        """Users, pipelines and stages, then the account's own objects."""
        return [*map(reference_spec, REFERENCE_OBJECTS), *(each.spec for each in self._objects.values())]

    def feeds(self) -> Sequence[Feed]:
        """The reference lists daily, changes in every run, deletions hourly, all ids daily."""
        return [
            *(Feed(name, name, DAILY_S) for name in REFERENCE_OBJECTS),
            *(Feed(name, name) for name in self._objects),
            *(Feed(name + DELETED, name, HOURLY_S) for name in self._objects),
            *(Feed(name + ALL, name, DAILY_S, whole=True) for name in self._objects),
        ]

    def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The pages of a feed. Close the iterator where it is not read to its end."""
        if feed.object in REFERENCE_OBJECTS:
            return self._references.pull(feed.object, cursor)
        modules = self._objects[feed.object].modules
        if feed.whole:
            return self._feeds.ids(modules, cursor)
        return self._gone.told(modules, cursor) if feed.name.endswith(DELETED) else self._feeds.pull(modules, cursor)

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows of a kind that may be the one."""
        return await self._reads.find(object_name, needle, kind) if object_name in self._objects else []
