"""Persons that became one (section 3): Pipedrive does not say so, but a merge leaves traces.

The one that is gone keeps its addresses for 30 days; the survivor has all of them and was updated, or its addresses
were, in the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.providers.base import Absence, RemoteRecord
from crmdesk.providers.pipedrive.api import Api, Row, next_start, v1_moment
from crmdesk.providers.pipedrive.rows import RowReader, absence, is_gone, row_id, time_ms
from crmdesk.providers.pipedrive.tables import TABLES

TOGETHER_MS = 2000
"""How far apart the two ends of one merge may be: times have whole seconds."""

MERGED = "persons"


class Merges:
    """Finds out which rows became one."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader]) -> None:
        self._api = api
        self._readers = readers
        self._allowed = True

    async def among(
        self, name: str, records: list[RemoteRecord], since_ms: int
    ) -> tuple[list[RemoteRecord], list[Absence]] | None:
        """Changed records with what was merged into them, and the rows that are gone, by one look at recents.

        None where one look does not show all that is gone.
        """
        item = TABLES[name].recent
        if name != MERGED or item is None or not self._allowed:
            return records, []
        try:
            answer = await self._api.recents(item, v1_moment(since_ms), 0)
        except PermissionLost:  # an app without recents:read: deletions are found by listing
            self._allowed = False
            return records, []
        if next_start(answer) is not None:
            return None
        losers: dict[str, list[str]] = {}
        absences = []
        for row in tombstones(answer.page("data")):
            likely = [record.id for record in records if _survives(row, record)]
            if len(likely) == 1:
                losers.setdefault(likely[0], []).append(row_id(name, row))
            absences.append(replace(absence(name, row), merged_into=likely[0] if len(likely) == 1 else None))
        merged = [replace(record, merged_ids=tuple(losers.get(record.id, ()))) for record in records]
        return merged, absences

    async def survivor(self, row: Row) -> str | None:
        """The id of the person that a deleted one was merged into; None where nothing says so for certain."""
        addresses = sorted(_addresses(row))
        if not addresses or self._readers.get(MERGED) is None:
            return None
        term = next((one for one in addresses if "@" in one), addresses[0])
        ids = await self._api.search(MERGED, term, "email" if "@" in term else "phone", exact=True)
        found = [one for one in await self._api.by_ids(MERGED, ids[:100]) if not is_gone(one)]
        likely = [row_id(MERGED, one) for one in found if await self._took_over(row, one)]
        return likely[0] if len(likely) == 1 else None

    async def _took_over(self, row: Row, other: Row) -> bool:
        """Whether another person has all addresses of one that is gone, and got them when that one went."""
        gone_at, moved_at = time_ms(row, "update_time"), time_ms(other, "update_time")
        if gone_at is None or moved_at is None or not _addresses(row) <= _addresses(other):
            return False
        if abs(moved_at - gone_at) <= TOGETHER_MS:
            return True
        if moved_at < gone_at:
            return False
        try:
            entries = await self._api.changelog(MERGED, row_id(MERGED, other))
        except (PermissionLost, RecordRefused):  # without recents:read nothing says so
            return False
        return any(abs((time_ms(entry, "time") or 0) - gone_at) <= TOGETHER_MS for entry in entries)


def tombstones(entries: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The deleted rows among recents; some entries have no data, or a list of them."""
    rows = [entry.get("data") for entry in entries]
    return [row for row in rows if isinstance(row, dict) and row.get("id") is not None and is_gone(row)]


def _survives(row: Row, record: RemoteRecord) -> bool:
    moved_at, gone_at = time_ms({"at": record.modified_at}, "at"), time_ms(row, "update_time")
    held = {item["value"] for field in ("emails", "phones") for item in record.fields.get(field) or ()}
    addresses = _addresses(row)
    together = moved_at is not None and gone_at is not None and abs(moved_at - gone_at) <= TOGETHER_MS
    return bool(addresses) and addresses <= held and together


def _addresses(row: Mapping[str, Any]) -> set[str]:
    """A person's addresses and numbers as they are written, in the words of either version."""
    entries = [one for name in ("emails", "phones", "email", "phone") for one in _listed(row.get(name))]
    return {
        one["value"] for one in entries if isinstance(one, dict) and isinstance(one.get("value"), str) and one["value"]
    }


def _listed(held: Any) -> list[Any]:
    return held if isinstance(held, list) else []
