"""Pipedrive's feeds of rows: the first pull by the list, afterwards what was updated since (section 3).

Cursors: ``{"started_ms", "after"}`` in the middle of a first pull (``after``: a v2 cursor, or a v1 start),
``{"since_ms"}`` afterwards. All times are the vendor's.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence, Set
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import RecordRefused, VendorNonsense
from crmdesk.providers.ahead import ahead
from crmdesk.providers.base import Absence, Cursor, Page, RemoteRecord
from crmdesk.providers.pipedrive.api import LIST_PAGE, Api, Query, Row, moment, next_cursor, next_start
from crmdesk.providers.pipedrive.merges import Merges
from crmdesk.providers.pipedrive.rows import RowReader, absence, is_gone, row_id, time_ms
from crmdesk.providers.pipedrive.tables import TABLES
from crmdesk.providers.rest import Answer
from crmdesk.providers.trail import Trail

LOOK_BACK_MS = 120 * 1000
"""How far each run looks back behind its cursor: a fresh row may take half a minute to show up in a list."""

LATE_MS = 60 * 1000
"""How long a list may leave out what was changed: what is older than that behind the cursor was seen by the last look."""

PART = 100
"""Rows of one page: an answer of 500 is handed on in parts, so that nobody waits long for any of them."""

OVERLAP = 25
"""Rows that a v1 list is read again by: they move up when others are deleted in the middle of a walk."""


@dataclass(frozen=True, slots=True)
class Step:
    """One answer of a list: its rows, where the list goes on (None: nowhere), and the answer."""

    rows: Sequence[Row]
    after: str | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Listed:
    """The ids that a first pull has listed, and when it began (epoch milliseconds, the vendor's)."""

    ids: Set[str]
    at_ms: int


class Feeds:
    """Reads the feeds of one account. ``first`` are the objects whose first pull it has read from the beginning to the end.

    ``read`` says when the changes of an object were asked for last, in milliseconds, and ``unseen`` from when on so many were read
    that nobody has looked for merges among them.
    """

    def __init__(self, api: Api, readers: Mapping[str, RowReader], merges: Merges) -> None:
        self._api = api
        self._readers = readers
        self._merges = merges
        self.first: dict[str, Listed] = {}
        self.read: dict[str, int] = {}
        self.unseen: dict[str, int] = {}

    async def pull(self, name: str, cursor: Cursor | None, path: str | None = None) -> AsyncGenerator[Page, None]:
        """An object's rows: all of them in a first pull, then those that changed. ``path`` is another list of them."""
        reader, path = self._readers[name], path or TABLES[name].path
        since = None if cursor is None else cursor.get("since_ms")
        pages = self._listed(reader, path, cursor) if since is None else self._changed(reader, path, int(since))
        async with aclosing(pages):
            async for page in pages:
                yield page

    async def steps(self, name: str, path: str, query: Query, after: str | None) -> AsyncGenerator[Step, None]:
        """The answers of a list until it ends. Raises VendorNonsense where a page keeps leading to itself."""
        trail = Trail()
        while True:
            step = await (self._v1_step if TABLES[name].v1 else self._v2_step)(path, query, after)
            yield step
            if step.after is None:
                return
            trail.follow(step.answer.endpoint, step.after)
            after = step.after

    async def _v2_step(self, path: str, query: Query, after: str | None) -> Step:
        try:
            answer = await self._api.page(path, query, after)
        except RecordRefused as error:
            if after is None:
                words = error.vendor_words
                raise VendorNonsense("request_refused", endpoint=path, vendor_words=words) from error
            answer = await self._api.page(path, query, None)  # a cursor that has aged: from the start, nothing is lost
        return Step(answer.page("data"), next_cursor(answer), answer)

    async def _v1_step(self, path: str, query: Query, after: str | None) -> Step:
        start = int(after or 0)
        answer = await self._api.v1_page(path, query, max(start - OVERLAP, 0))
        following = next_start(answer)
        return Step(answer.page("data"), None if following is None else str(following), answer)

    async def _listed(self, reader: RowReader, path: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """All rows, in the order of ids; the time of the first answer is where the changes start."""
        held = cursor or {}
        started, after = held.get("started_ms"), held.get("after")
        name = reader.spec.name
        query: Query = () if TABLES[name].v1 else (("sort_by", "id"), ("sort_direction", "asc"))
        ids: set[str] = set()
        async with ahead(self.steps(name, path, query, after)) as steps:
            async for step in steps:
                started = step.answer.now_ms() if started is None else int(started)
                before: Cursor = {"started_ms": started, "after": after}
                following: Cursor = {"started_ms": started, "after": step.after}
                done = step.after is None
                ids |= {row_id(name, row) for row in step.rows if not is_gone(row)}
                if done and cursor is None and path == TABLES[name].path:
                    self.first[name] = Listed(ids, started)
                records, gone = _read(reader, step.rows)
                for page in _parts(records, before, {"since_ms": started} if done else following):
                    yield Page(page.records, page.cursor, last=done and page.last, absences=gone if page.last else ())
                after = step.after

    async def _changed(self, reader: RowReader, path: str, since: int) -> AsyncGenerator[Page, None]:
        """Rows updated since the cursor, oldest first; what comes twice is dropped by whoever knows the rows."""
        name = reader.spec.name
        query: Query = (("updated_since", moment(since - LOOK_BACK_MS)),)
        query += (
            (("sort", "update_time ASC"),)
            if TABLES[name].v1
            else (("sort_by", "update_time"), ("sort_direction", "asc"))
        )
        bound: int | None = None
        reached, single = since, True
        async with ahead(self.steps(name, path, query, None)) as steps:
            async for step in steps:
                bound = step.answer.now_ms() if bound is None else bound
                self.read[name] = bound
                records, gone = _read(reader, step.rows)
                single = single and step.after is None and len(step.rows) < LIST_PAGE
                looked = await self._looked(name, step.rows, records, since) if single else None
                if looked is None:
                    self.unseen[name] = min(since, self.unseen.get(name, since))
                else:
                    records, gone = looked[0], [*gone, *looked[1]]
                before: Cursor = {"since_ms": reached}
                reached = max(reached, min(bound, _newest(step.rows)))
                following: Cursor = {"since_ms": max(since, bound) if step.after is None else reached}
                for page in _parts(records, before, following):
                    last = step.after is None and page.last
                    yield Page(page.records, page.cursor, last=last, absences=gone if page.last else ())

    async def _looked(
        self, name: str, rows: Sequence[Row], records: list[RemoteRecord], since: int
    ) -> tuple[list[RemoteRecord], list[Absence]] | None:
        """The records of a list with what was merged into them, and the rows that went so; None where one look does not tell.

        What the last look has seen for certain is not looked at again.
        """
        if _newest(rows) < (since - LATE_MS) // 1000 * 1000:
            return records, []
        return await self._merges.among(name, records, since - LOOK_BACK_MS)


def _read(reader: RowReader, rows: Sequence[Row]) -> tuple[list[RemoteRecord], list[Absence]]:
    """The records of rows, and those that a list shows although they were deleted.

    A lead without a person is no record of crmdesk's.
    """
    records = [reader.record(row) for row in rows if not is_gone(row)]
    gone = [absence(reader.spec.name, row) for row in rows if is_gone(row)]
    whole = [record for record in records if record.part_of is not None] if reader.spec.part_of else records
    return whole, gone


def _parts(records: Sequence[RemoteRecord], before: Cursor, following: Cursor) -> list[Page]:
    """An answer's records in pages; the cursor moves with the last one, so that an answer counts as a whole."""
    starts = range(0, max(len(records), 1), PART)
    return [
        Page(records[at : at + PART], following if at == starts[-1] else before, last=at == starts[-1]) for at in starts
    ]


def _newest(rows: Sequence[Mapping[str, Any]]) -> int:
    return max((time_ms(row, "update_time") or 0 for row in rows), default=0)
