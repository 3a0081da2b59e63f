"""A HubSpot account as the engine uses it: the verbs of ``base.Provider`` over the modules that do the work."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence

from crmdesk.domain.errors import PermissionLost
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
    RemoteProperty,
    RemoteRecord,
    Schema,
)
from crmdesk.providers.codecs import wire_text
from crmdesk.providers.histories import Versions
from crmdesk.providers.hubspot.api import BATCH, Api
from crmdesk.providers.hubspot.feeds import Feeds
from crmdesk.providers.hubspot.histories import Histories
from crmdesk.providers.hubspot.mapping import lines_of, object_spec, reference_spec
from crmdesk.providers.hubspot.oauth import ACTIVITY_SCOPES
from crmdesk.providers.hubspot.places import Properties
from crmdesk.providers.hubspot.reads import Reads
from crmdesk.providers.hubspot.references import References
from crmdesk.providers.hubspot.rows import KindOf, RowReader, always
from crmdesk.providers.hubspot.tables import KEY, LATER_STAGES, MERGED, REFERENCE_OBJECTS, STAGE_OF_LIFE, TABLES
from crmdesk.providers.hubspot.writes import Writes
from crmdesk.providers.verbs import Verbs

DAILY_S = 86_400
HOURLY_S = 3_600
HISTORY_ROWS = 500
"""Of how many rows a run looks at the history: fifty a call (section 2.4)."""
ARCHIVED = ":archived"
ALL = ":all"
DENIED = "denied"
OPTIONAL = frozenset({"leads"})
"""Objects that an account need not have (section 1.3): nothing is told where they are not there."""


class HubSpotProvider(Verbs):
    """One HubSpot account (``base.Provider``)."""

    vendor = "hubspot"
    capabilities = Capabilities(batch=BATCH, guarded=False, index_lag_s=60.0, authorship=True, histories=HISTORY_ROWS)

    def __init__(self, api: Api, settings: ConnectionSettings, schema: Schema, account: Account) -> None:
        available = [name for name in TABLES if name in schema.objects]
        if "contacts" not in available and "leads" in available:  # a lead row adds to a contact's
            available.remove("leads")
        self._readers = {name: _reader(name, schema, account, settings) for name in available}
        self._denied = [name for name in TABLES if name not in schema.objects and name not in OPTIONAL]
        self._api = api
        self._references = References(api, list(self._readers))
        self._feeds = Feeds(api, self._readers)
        reads = Reads(api, self._readers, self._feeds, self._references, account.app)
        self._histories = Histories(api, self._readers, self._references, account.app)
        stages = _stages(settings.lead_stages, schema.objects.get("contacts", {}).get(STAGE_OF_LIFE))
        super().__init__(self._readers, reads, Writes(api, self._readers, reads, self._references, stages))

    def objects(self) -> Sequence[ObjectSpec]:
        """Owners, pipelines and stages, then the account's own objects."""
        return [*map(reference_spec, REFERENCE_OBJECTS), *(reader.spec for reader in self._readers.values())]

    def feeds(self) -> Sequence[Feed]:
        """The reference lists daily, changes in every run, archived rows hourly, all ids daily; besides, what may not be read."""
        return [
            *(Feed(name, name, DAILY_S) for name in REFERENCE_OBJECTS),
            *(Feed(name, name) for name in self._readers),
            *(Feed(name + ARCHIVED, name, HOURLY_S) for name in self._readers),
            *(Feed(name + ALL, name, DAILY_S, whole=True) for name in self._readers),
            *(Feed(DENIED, name) for name in self._denied[:1]),
        ]

    def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The pages of a feed. Close the iterator where it is not read to its end."""
        if feed.object in REFERENCE_OBJECTS:
            return self._references.pull(feed.object, cursor)
        if feed.name == DENIED:
            return self._asked_for()
        if feed.whole:
            return self._feeds.ids(feed.object, cursor)
        if feed.name.endswith(ARCHIVED):
            return self._feeds.archived(feed.object, cursor)
        return self._feeds.pull(feed.object, cursor)

    async def _asked_for(self) -> AsyncGenerator[Page, None]:
        """Nothing: what may be read again is described anew within a day.

        PermissionLost: some of it still may not, in HubSpot's words and with all that is missing, which those words may leave out:
        of other objects, and for writing what is read.
        """
        lacking: dict[str, None] = {}
        last: PermissionLost | None = None
        for name in self._denied:
            try:
                await self._api.get(self._api.paths.properties(name))
            except PermissionLost as error:
                last = error
                named = error.data.get("lacking") or name
                lacking |= dict.fromkeys((named, ACTIVITY_SCOPES.get(named, named)))
        if last is not None:
            raise PermissionLost(last.key, **{**last.data, "lacking": ", ".join(lacking)})
        yield Page((), {}, last=True)

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows that may be the one; a lead object is known by the contact it belongs to, not by search."""
        reader = self._readers.get(object_name)
        return (
            [] if reader is None or reader.spec.part_of is not None else await super().find(object_name, kind, needle)
        )

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        """What fields held; the lists that are only read have no histories."""
        return (
            {} if object_name not in self._readers else await self._histories.versions(object_name, wanted, named=named)
        )


def _reader(name: str, schema: Schema, account: Account, settings: ConnectionSettings) -> RowReader:
    lines = lines_of(name, schema, account.currency, settings.mapping)
    spec = object_spec(name, lines, schema)
    present = schema.objects[name]
    system = [each for each in (KEY, MERGED if TABLES[name].merges else KEY) if each in present]
    kind_of = contact_kind(settings.lead_stages) if name == "contacts" else always(next(iter(lines)))
    extra = (STAGE_OF_LIFE,) if name == "contacts" else ()
    return RowReader(spec, lines, kind_of, (*system, *extra), account.app)


def contact_kind(lead_stages: tuple[str, ...]) -> KindOf:
    """Which contacts are leads: those of the chosen life-cycle stages (``""``: none), else of the earlier ones."""

    def kind_of(properties: Properties) -> Kind:
        stage = wire_text(properties.get(STAGE_OF_LIFE)) or ""
        is_lead = stage in lead_stages if lead_stages else stage not in LATER_STAGES
        return Kind.LEAD if is_lead else Kind.CONTACT

    return kind_of


def _stages(lead_stages: tuple[str, ...], held: RemoteProperty | None) -> Mapping[Kind, str]:
    """The life-cycle stages that make a new contact a lead or a contact: such as the account has, and its rule reads as that.

    Blank is none, where only people without a stage count as leads.
    """
    kind_of, options = contact_kind(lead_stages), () if held is None else tuple(held.options)
    likely = {
        Kind.LEAD: ("lead", *filter(None, lead_stages), *options, ""),
        Kind.CONTACT: ("customer", "evangelist", "other", *options),
    }

    def makes(kind: Kind, stage: str) -> bool:
        known = stage in options or not (stage and options)
        return known and kind_of({STAGE_OF_LIFE: stage}) is kind

    return {kind: next((each for each in found if makes(kind, each)), found[0]) for kind, found in likely.items()}
