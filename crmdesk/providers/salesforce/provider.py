"""A Salesforce organisation as the engine uses it: the verbs of ``base.Provider`` over the modules that do the work."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from crmdesk.providers.base import Account, Capabilities, ConnectionSettings, Cursor, Feed, ObjectSpec, Page, Schema
from crmdesk.providers.salesforce.api import RETRIEVED, Api
from crmdesk.providers.salesforce.bulk import Bulk
from crmdesk.providers.salesforce.feeds import Feeds
from crmdesk.providers.salesforce.mapping import lines_of, object_spec, reference_spec
from crmdesk.providers.salesforce.reads import Reads
from crmdesk.providers.salesforce.references import References
from crmdesk.providers.salesforce.rows import RowReader, system_fields
from crmdesk.providers.salesforce.tables import REFERENCE_OBJECTS, TABLES
from crmdesk.providers.salesforce.writes import Writes
from crmdesk.providers.verbs import Verbs

DAILY_S = 86_400
HOURLY_S = 3_600
LARGE_BATCH = 10_000
"""As many rows as Salesforce makes one batch of in a job (section 6.3)."""

PURGED = ":purged"
ALL = ":all"


class SalesforceProvider(Verbs):
    """One Salesforce organisation (``base.Provider``).

    A write takes as many rows as one read can verify before it and confirm after it; more new ones, where there are more, go by
    one job. Queries show what was committed: there is no index to wait for.
    """

    vendor = "salesforce"
    capabilities = Capabilities(
        batch=RETRIEVED, guarded=True, index_lag_s=5.0, authorship=True, large_batch=LARGE_BATCH
    )

    def __init__(self, api: Api, settings: ConnectionSettings, schema: Schema, account: Account) -> None:
        self._readers = {
            name: _reader(name, schema, account, settings)
            for name, table in TABLES.items()
            if table.source in schema.objects
        }
        self._references = References(api)
        reads = Reads(api, self._readers, self._references)
        self._feeds = Feeds(api, self._readers, reads, Bulk(api, schema.objects))
        super().__init__(self._readers, reads, Writes(api, self._readers, reads, self._references))

    def objects(self) -> Sequence[ObjectSpec]:
        """Users, the pipeline and its stages, then the account's own objects."""
        return [*map(reference_spec, REFERENCE_OBJECTS), *(reader.spec for reader in self._readers.values())]

    def feeds(self) -> Sequence[Feed]:
        """The reference lists daily, changes in every run, purged rows hourly, all ids daily."""
        return [
            *(Feed(name, name, DAILY_S) for name in REFERENCE_OBJECTS),
            *(Feed(name, name) for name in self._readers),
            *(Feed(name + PURGED, name, HOURLY_S) for name in self._readers),
            *(Feed(name + ALL, name, DAILY_S, whole=True) for name in self._readers),
        ]

    def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The pages of a feed. Close the iterator where it is not read to its end."""
        if feed.object in REFERENCE_OBJECTS:
            return self._references.pull(feed.object, cursor)
        if feed.whole:
            return self._feeds.ids(feed.object, cursor)
        if feed.name.endswith(PURGED):
            return self._feeds.purged(feed.object, cursor)
        return self._feeds.pull(feed.object, cursor)


def _reader(name: str, schema: Schema, account: Account, settings: ConnectionSettings) -> RowReader:
    lines, table = lines_of(name, schema, account.currency, settings.mapping), TABLES[name]
    properties = schema.objects[table.source]
    required = frozenset(name for name, held in properties.items() if held.required)
    system = system_fields(table, properties)
    return RowReader(table, object_spec(name, lines, schema), lines, system, account.app, required)
