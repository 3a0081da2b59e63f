"""A Pipedrive account as the engine uses it: the verbs of ``base.Provider`` over the modules that do the work."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence

from crmdesk.providers.base import (
    Account,
    Capabilities,
    ConnectionSettings,
    Cursor,
    Feed,
    ObjectSpec,
    Page,
    Schema,
)
from crmdesk.providers.histories import Versions
from crmdesk.providers.pipedrive.api import IDS, Api
from crmdesk.providers.pipedrive.feeds import Feeds
from crmdesk.providers.pipedrive.gone import Gone
from crmdesk.providers.pipedrive.histories import Histories
from crmdesk.providers.pipedrive.mapping import client_labels, key_in, lines_of, object_spec, reference_spec
from crmdesk.providers.pipedrive.merges import Merges
from crmdesk.providers.pipedrive.reads import Reads
from crmdesk.providers.pipedrive.references import References
from crmdesk.providers.pipedrive.rows import RowReader, always, by_labels
from crmdesk.providers.pipedrive.tables import REFERENCE_OBJECTS, TABLES
from crmdesk.providers.pipedrive.writes import Writes
from crmdesk.providers.verbs import Verbs

DAILY_S = 86_400
HOURLY_S = 3_600
QUARTER_S = 900
"""How often lists of v1 are read: each costs twice as much as one of v2, and the tokens of the day are few (section 5)."""

HISTORY_ROWS = 4
"""Of how many rows a run looks at the changelog: each takes a call of twenty of the company's tokens (section 5)."""

ARCHIVED, DELETED, WALK = ":archived", ":deleted", ":walk"


class PipedriveProvider(Verbs):
    """One Pipedrive account (``base.Provider``)."""

    vendor = "pipedrive"
    capabilities = Capabilities(batch=IDS, guarded=False, index_lag_s=60.0, authorship=True, histories=HISTORY_ROWS)

    def __init__(self, api: Api, settings: ConnectionSettings, schema: Schema, account: Account) -> None:
        available = [name for name in TABLES if name in schema.objects]
        if "persons" not in available and "leads" in available:  # a lead adds to a person
            available.remove("leads")
        schema = Schema({name: schema.objects[name] for name in available})
        self._readers = {name: _reader(name, schema, account, settings) for name in available}
        self._references = References(api)
        merges = Merges(api, self._readers)
        reads = Reads(api, self._readers, self._references, merges, account.app)
        self._histories = Histories(reads, self._references, account.app)
        self._feeds = Feeds(api, self._readers, merges)
        self._gone = Gone(api, self._readers, self._feeds, merges, reads.fetch)
        clients = client_labels(schema.objects.get("persons", {}), settings.lead_stages)
        writes = Writes(api, self._readers, self._references, clients[0] if clients else None)
        super().__init__(self._readers, reads, writes)

    def objects(self) -> Sequence[ObjectSpec]:
        """Users, pipelines and stages, then the account's own objects."""
        return [*map(reference_spec, REFERENCE_OBJECTS), *(reader.spec for reader in self._readers.values())]

    def feeds(self) -> Sequence[Feed]:
        """The reference lists daily, changes in every run, archived deals and deletions hourly, a walk over ids daily.

        Leads and notes are read every quarter of an hour only.
        """
        told = [name for name in self._readers if TABLES[name].recent is not None or name == "deals"]
        return [
            *(Feed(name, name, DAILY_S) for name in REFERENCE_OBJECTS),
            *(Feed(name, name, QUARTER_S if TABLES[name].v1 else 0) for name in self._readers),
            *(Feed(name + ARCHIVED, name, HOURLY_S) for name in self._readers if name == "deals"),
            *(Feed(name + DELETED, name, HOURLY_S) for name in told),
            *(Feed(name + WALK, name, DAILY_S) for name in self._readers),
        ]

    def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The pages of a feed. Close the iterator where it is not read to its end."""
        if feed.object in REFERENCE_OBJECTS:
            return self._references.pull(feed.object, cursor)
        if feed.name.endswith(DELETED):
            return self._gone.told(feed.object, cursor)
        if feed.name.endswith(WALK):
            return self._gone.walked(feed.object, cursor)
        if feed.name.endswith(ARCHIVED):
            return self._feeds.pull(feed.object, cursor, f"{TABLES[feed.object].path}/archived")
        return self._feeds.pull(feed.object, cursor)

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        """What fields held, from changelogs; the lists that are only read have none."""
        return (
            {} if object_name not in self._readers else await self._histories.versions(object_name, wanted, named=named)
        )


def _reader(name: str, schema: Schema, account: Account, settings: ConnectionSettings) -> RowReader:
    properties = schema.objects[name]
    lines = lines_of(name, schema, account.currency, settings.mapping)
    clients = client_labels(properties, settings.lead_stages) if name == "persons" else ()
    spec = object_spec(name, lines, contacts=bool(clients))
    kind_of = by_labels(clients) if name == "persons" else always(next(iter(lines)))
    return RowReader(spec, lines, kind_of, key_in(name, properties), account.app)
