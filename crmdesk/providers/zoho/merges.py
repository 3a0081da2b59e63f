"""Rows that became one. Zoho does not say so (the fact sheet is silent; general knowledge), but a merge leaves traces.

The row that is gone was deleted by whoever changed the survivor, in the same moment. That alone would be a weak sign: one of
the two names has to be part of the other, or the survivor's timeline has to speak of a merge and no other row be gone then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.providers.base import Absence
from crmdesk.providers.zoho import coql
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.clock import moved
from crmdesk.providers.zoho.places import looked_up
from crmdesk.providers.zoho.rows import RowReader, moment
from crmdesk.providers.zoho.tables import id_in, row_id

T = TypeVar("T")

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


class Together(Generic[T]):
    """Things by their moments, to be found by one that is as near as the two ends of a merge.

    Where thousands were changed, and thousands are gone, each is looked at beside its neighbours alone.
    """

    def __init__(self, things: Iterable[T], time: Callable[[T], Any]) -> None:
        self._by_second: dict[int, list[T]] = {}
        for each in things:
            at = moment(time(each))
            if at is not None:
                self._by_second.setdefault(_second(at), []).append(each)

    def near(self, at: str | None) -> list[T]:
        """The things of about a moment; none where it is not known."""
        if at is None:
            return []
        reach, second = int(TOGETHER.total_seconds()), _second(at)
        return [each for near in range(second - reach, second + reach + 1) for each in self._by_second.get(near, ())]


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
        into = None
        if reader.table.merges and gone.at is not None:
            into = await self.survivor(reader, gone, await self.changed_about(reader, gone.at), others)
        return absence(reader, gone, into)

    async def changed_about(self, reader: RowReader, at: str) -> list[dict[str, Any]]:
        """The rows that were changed about a moment, with what tells a survivor; none where this access may not query."""
        names, span = (*_MARKS, reader.table.title), (moved(at, -TOGETHER), moved(at, TOGETHER))
        try:
            return await self._api.query(coql.select(names, reader.table.module, coql.between("Modified_Time", *span)))
        except PermissionLost:  # an access without the scope for queries
            return []

    async def _told(self, reader: RowReader, id: str, gone: Tombstone) -> bool:
        """Whether a row's timeline speaks of a merge in that moment."""
        try:
            entries = await self._api.timeline(reader.table.module, id)
        except (PermissionLost, RecordRefused):
            return False
        return any(
            "merge" in str(entry.get("action")).lower() and _near(entry.get("audited_time"), gone) for entry in entries
        )


def absence(reader: RowReader, gone: Tombstone, into: str | None) -> Absence:
    """A row that is gone, with the id of the one that took its place."""
    module = reader.table.module
    survivor = None if into is None else row_id(module, into)
    return Absence(reader.table.object, row_id(module, gone.id), merged_into=survivor, at=gone.at)


def _together(row: Mapping[str, Any], gone: Tombstone) -> bool:
    return looked_up(row.get("Modified_By")) == gone.by and _near(row.get("Modified_Time"), gone)


def _second(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp())


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
