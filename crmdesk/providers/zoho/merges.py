"""Rows that became one. Zoho does not say so (the fact sheet is silent; general knowledge), but a merge leaves traces.

The row that is gone was deleted by whoever changed the survivor, in the same moment. That alone would be a weak sign: one of
the two names has to be part of the other, or the survivor's timeline has to speak of a merge and no other row be gone then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.providers.base import Absence
from crmdesk.providers.zoho import coql
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.places import looked_up
from crmdesk.providers.zoho.rows import RowReader, moment
from crmdesk.providers.zoho.tables import id_in, row_id

TOGETHER = timedelta(seconds=2)
"""How far apart the two ends of one merge may be: times have whole seconds."""

_LEAST = 2
_MARKS = ("id", "Modified_Time", "Modified_By")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry of the deleted feed; ``by`` is the id of whoever deleted the row."""

    id: str
    at: str | None
    by: str | None
    name: str


def tombstones(module: str, rows: Iterable[Mapping[str, Any]]) -> list[Tombstone]:
    """The entries of an answer about a module."""
    return [
        Tombstone(id_in(module, row), moment(row.get("deleted_time")), looked_up(row.get("deleted_by")),
                  str(row.get("display_name") or ""))
        for row in rows
    ]  # fmt: skip


class Merges:
    """Finds out which rows became one."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def survivor(
        self, reader: RowReader, gone: Tombstone, rows: Sequence[Mapping[str, Any]], others: Sequence[Tombstone]
    ) -> str | None:
        """Zoho's id of the row among ``rows`` that took the place of one that is gone; None where it was just deleted.

        ``others`` are what else is gone.
        """
        if not reader.table.merges or gone.at is None:
            return None
        likely = {reader.id_of(row): row for row in rows if _together(row, gone) and row.get("id") != gone.id}
        names = {id: _words(str(row.get(reader.table.title) or _title(row))) for id, row in likely.items()}
        named = [id for id, words in names.items() if words and _alike(words, _words(gone.name))]
        if named or any(_near(each.at, gone) for each in others if each.id != gone.id):
            return named[0] if len(named) == 1 else None
        told = [id for id in likely if await self._told(reader, id, gone)]
        return told[0] if len(told) == 1 else None

    async def explained(self, reader: RowReader, gone: Tombstone, others: Sequence[Tombstone]) -> Absence:
        """A row that is gone, after a look at those that were changed in that moment."""
        module, into = reader.table.module, None
        if reader.table.merges and gone.at is not None:
            at = datetime.fromisoformat(gone.at)
            first, last = ((at + step).strftime("%Y-%m-%dT%H:%M:%S.000Z") for step in (-TOGETHER, TOGETHER))
            names = (*_MARKS, reader.table.title)
            try:
                rows = await self._api.query(coql.select(names, module, coql.between("Modified_Time", first, last)))
            except PermissionLost:  # an access without the scope for queries
                rows = []
            into = await self.survivor(reader, gone, rows, others)
        survivor = None if into is None else row_id(module, into)
        return Absence(reader.table.object, row_id(module, gone.id), merged_into=survivor, at=gone.at)

    async def _told(self, reader: RowReader, id: str, gone: Tombstone) -> bool:
        """Whether a row's timeline speaks of a merge in that moment."""
        try:
            entries = await self._api.timeline(reader.table.module, id)
        except (PermissionLost, RecordRefused):
            return False
        return any(
            "merge" in str(entry.get("action")).lower() and _near(entry.get("audited_time"), gone) for entry in entries
        )


def _together(row: Mapping[str, Any], gone: Tombstone) -> bool:
    return looked_up(row.get("Modified_By")) == gone.by and _near(row.get("Modified_Time"), gone)


def _near(time: Any, gone: Tombstone) -> bool:
    at = moment(time)
    if at is None or gone.at is None:
        return False
    return abs(datetime.fromisoformat(at) - datetime.fromisoformat(gone.at)) <= TOGETHER


def _alike(one: set[str], other: set[str]) -> bool:
    return bool(other) and (one <= other or other <= one)


def _title(row: Mapping[str, Any]) -> str:
    """What a row is called by its own fields, where the one that names it was not asked for."""
    return " ".join(str(row.get(name) or "") for name in ("First_Name", "Last_Name"))


def _words(text: str) -> set[str]:
    return {word for word in text.casefold().split() if len(word) >= _LEAST}
