"""The feed of the sheet: all of it, every time (section 0: nothing tells what changed, and nothing is listed as deleted).

Cursor: ``{"rows", "dividers"}``: the digest of each row of last time by its key, and those of the dividers. Whoever knows the
rows drops those that are the same.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping

from crmdesk.domain.errors import PermissionLost
from crmdesk.providers.base import Absence, Cursor, Page
from crmdesk.providers.google_sheets.dividers import dividers_of
from crmdesk.providers.google_sheets.identity import renamed
from crmdesk.providers.google_sheets.mapping import LEADS
from crmdesk.providers.google_sheets.numbering import Numbering
from crmdesk.providers.google_sheets.rows import RowReader, Written
from crmdesk.providers.google_sheets.sheet import Sheet
from crmdesk.providers.google_sheets.table import Table

PART = 100
"""Rows of one page: an answer is handed on in parts, so that nobody waits long for any of them."""


def past(cursor: Cursor, written: Iterable[Written]) -> Cursor:
    """The cursor with what written rows hold now.

    Where the cursor knows another digest than the one before the write, somebody else changed the row in between: the next
    reading tells of that.
    """
    rows: dict[str, str] = dict(cursor.get("rows") or {})
    for each in written:
        if rows.get(each.key) == each.before:
            rows[each.key] = each.after
    return {**cursor, "rows": rows}


class Feeds:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Sheet, reader: RowReader, numbering: Numbering) -> None:
        self._sheet = sheet
        self._reader = reader
        self._numbering = numbering

    async def pull(self, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """Every row, and those of last time that are missing in two readings one after the other.

        Those that go on under another key are told before the rows, for nobody else is to be made of these.
        Raises WrongAccount where cells may be merged over the key of one that is missing.
        """
        before: Cursor = cursor or {"rows": {}}
        known: Mapping[str, str] = before.get("rows") or {}
        self._sheet.dividers = before.get("dividers")
        table, refused = await self._numbered(known)
        if refused is None:
            await self._sheet.pin(table, self._reader.columns)
        records = [self._reader.record(table, line) for line in table.filled]
        now = {record.id: record.version or "" for record in records}
        missing = [key for key in known if key not in now]
        gone = set[str]()
        if missing:
            table = await self._sheet.missed(missing)
            gone = set(missing) - {line.key for line in table.filled}
        moved = renamed(known, gone, now)
        now |= {key: known[key] for key in missing if key not in gone}
        self._sheet.dividers = dividers_of(table, self._reader)
        after: Cursor = {"rows": now, "dividers": self._sheet.dividers}
        starts = range(0, max(len(records), 1), PART)
        for start in starts:
            last = start == starts[-1] and refused is None
            told = [Absence(LEADS, key, merged_into=moved[key]) for key in sorted(moved)] if start == starts[0] else []
            yield Page(
                records[start : start + PART],
                after if last else before,
                last=last,
                absences=[*told, *(Absence(LEADS, key) for key in sorted(gone - moved.keys()) if last)],
                total=len(records),
            )
        if refused is not None:
            raise refused

    async def keys(self) -> AsyncGenerator[Page, None]:
        """The keys of all rows: the sheet is always read whole, and its rows with what was read."""
        table = await self._sheet.read()
        listed = {line.key: None for line in table.filled}
        yield Page((), {}, last=True, listed=listed)

    async def _numbered(self, known: Mapping[str, str]) -> tuple[Table, PermissionLost | None]:
        """The sheet with a key for each row; where keys may not be written, the rows that have one, and why."""
        try:
            return await self._numbering.numbered(known), None
        except PermissionLost as error:
            return await self._sheet.read(), error
