"""Rows one asks for: by key, and by what may identify a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crmdesk.providers.base import Absence, Gone, Needle, RemoteRecord
from crmdesk.providers.google_sheets.mapping import LEADS
from crmdesk.providers.google_sheets.rows import RowReader
from crmdesk.providers.google_sheets.sheet import Sheet
from crmdesk.providers.google_sheets.table import Table


class Reads:
    """Reads rows of one sheet, which is always read whole."""

    def __init__(self, sheet: Sheet, reader: RowReader) -> None:
        self._sheet = sheet
        self._reader = reader

    async def fetch(self, ids: Sequence[str]) -> dict[str, RemoteRecord | Absence]:
        """The rows of these keys. Raises WrongAccount where cells may be merged over one that is missing.

        What is missing is out of sight, and not gone, where only the next reading of the feed can tell it from a divider.
        """
        table, gone = await self._sheet.read(), Gone.DELETED
        records = self._records(table)
        if not records.keys() >= set(ids):
            table = await self._sheet.missed(ids)
            records = self._records(table)
            gone = Gone.NO_ACCESS if self._sheet.may_hide(table) else gone
        return {id: records.get(id) or Absence(LEADS, id, gone) for id in ids}

    async def find(self, needle: Needle) -> list[RemoteRecord]:
        """Rows with one of the addresses; where there is none, with one of the numbers; else with the name."""
        records = list(self._records(await self._sheet.read()).values()) if needle != Needle() else []
        for field, wanted in (("emails", needle.emails), ("phones", needle.phones)):
            found = [record for record in records if self._listed(record, field) & set(wanted)]
            if found:
                return found
        words = set(needle.name.casefold().split())
        if not words or needle.emails or needle.phones:
            return []
        return [record for record in records if (own := self._name(record)) and own <= words]

    def _records(self, table: Table) -> Mapping[str, RemoteRecord]:
        return {line.key: self._reader.record(table, line) for line in table.filled}

    def _listed(self, record: RemoteRecord, field: str) -> set[str]:
        items = self._reader.lines[field].codec.decode(record.fields[field]) if field in record.fields else None
        return {item["value"] for item in items or ()}

    def _name(self, record: RemoteRecord) -> set[str]:
        parts = (record.fields.get(field) for field in ("first_name", "last_name"))
        return {word for part in parts if isinstance(part, str) for word in part.casefold().split()}
