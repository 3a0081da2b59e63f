"""A sheet as the engine uses it: the verbs of ``base.Provider`` over the modules that do the work."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    Account,
    Capabilities,
    ConnectionSettings,
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
from crmdesk.providers.google_sheets.account import place_of
from crmdesk.providers.google_sheets.api import Api
from crmdesk.providers.google_sheets.feeds import Feeds, past
from crmdesk.providers.google_sheets.mapping import LEADS, lines_of, object_spec
from crmdesk.providers.google_sheets.numbering import NewKey, Numbering, random_key
from crmdesk.providers.google_sheets.reads import Reads
from crmdesk.providers.google_sheets.rows import RowReader
from crmdesk.providers.google_sheets.sheet import Sheet
from crmdesk.providers.google_sheets.writes import BATCH, Writes
from crmdesk.providers.histories import Versions

HOURLY_S = 3_600
ALL = ":all"


class GoogleSheetsProvider:
    """One sheet of leads (``base.Provider``). ``new_key`` makes the keys of rows that people type."""

    vendor = "google_sheets"
    capabilities = Capabilities(batch=BATCH, guarded=True, index_lag_s=0.0, authorship=False)

    def __init__(
        self,
        api: Api,
        settings: ConnectionSettings,
        schema: Schema,
        account: Account,
        *,
        new_key: NewKey = random_key,
    ) -> None:
        columns = schema.objects.get(LEADS, {})
        lines = lines_of(columns, account.currency, settings.mapping)
        reader = RowReader(lines)
        sheet = Sheet(api, place_of(account), reader)
        self._spec = object_spec(lines)
        self._feeds = Feeds(sheet, reader, Numbering(sheet, reader, new_key=new_key))
        self._reads = Reads(sheet, reader)
        self._writes = Writes(sheet, reader, {name: each.label for name, each in columns.items()})

    def objects(self) -> Sequence[ObjectSpec]:
        """The sheet."""
        return [self._spec]

    def feeds(self) -> Sequence[Feed]:
        """The sheet, in every run; all keys hourly, because only those of the last reading are looked for in the next one."""
        return [Feed(LEADS, LEADS), Feed(LEADS + ALL, LEADS, HOURLY_S, whole=True)]

    def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The rows. Close the iterator where it is not read to its end."""
        return self._feeds.keys() if feed.whole else self._feeds.pull(cursor)

    def past_writes(self, feed: Feed, cursor: Cursor) -> Cursor:
        """The cursor with what the rows hold that were written: whoever sorts the sheet next finds them known."""
        return cursor if feed.whole else past(cursor, self._writes.written)

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        """The rows of these keys."""
        return await self._reads.fetch(ids)

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows that may be the one."""
        return await self._reads.find(needle) if kind is Kind.LEAD else []

    async def made_since(self, object_name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        """A sheet keeps no times, and its rows are keyed: nobody asks."""
        return []

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        """Make rows."""
        return await self._writes.create(items)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Change cells of rows."""
        return await self._writes.update(items)

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        """Remove rows."""
        return await self._writes.delete(ids)

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        """Google tells who changed a spreadsheet, not who changed a cell."""
        return {}

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        """Google keeps versions of a spreadsheet, not of a cell."""
        return {}
