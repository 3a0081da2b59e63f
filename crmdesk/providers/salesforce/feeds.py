"""Salesforce's feeds: everything by its stamp, deletions and merges among it, and the list of what was purged.

Cursors: ``{"started", "at", "id"}`` in the middle of a walk (where it began, the last row read), with ``"losers"`` where the
winners of merges have not come yet, ``{"since"}`` afterwards; ``{"id"}`` in the middle of the list of all ids.
All times are Salesforce's.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from crmdesk.domain.errors import RecordRefused, VendorNonsense
from crmdesk.providers.ahead import ahead
from crmdesk.providers.base import Absence, Cursor, Page, RemoteRecord
from crmdesk.providers.places import Row
from crmdesk.providers.rest import Answer, nonsense
from crmdesk.providers.salesforce import soql
from crmdesk.providers.salesforce.api import Api, is_last
from crmdesk.providers.salesforce.bulk import Bulk
from crmdesk.providers.salesforce.errors import unreadable
from crmdesk.providers.salesforce.reads import Reads, drop_column
from crmdesk.providers.salesforce.rows import RowReader, moment, row_id
from crmdesk.providers.salesforce.tables import ROLE, is_id

LOOK_BACK = timedelta(minutes=5)
"""How far each run looks back behind its cursor: a row's stamp is written before it is committed (section 3.3)."""

LARGE = 10_000
"""A first pull of so many rows is read by a job. Below, a few pages are quicker (section 6.3)."""

LAG = timedelta(seconds=30)
"""The cursor never comes closer to the present than this."""

KEPT = timedelta(days=14)
"""How far back the list of deleted rows is asked: it reaches 15 days at most (section 3.4)."""

_ORDER = "SystemModstamp, Id"


@dataclass(slots=True)
class _Walk:
    """What a walk has seen: where it began, how many rows there are, losers of merges whose winner was not read yet."""

    started: str
    total: int | None = None
    losers: dict[str, list[str]] = field(default_factory=dict)


class Feeds:
    """Reads the feeds of one account."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], reads: Reads, bulk: Bulk) -> None:
        self._api = api
        self._readers = readers
        self._reads = reads
        self._bulk = bulk

    async def pull(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """An object's rows: all of them in a first pull, then those that changed or went."""
        while True:
            try:
                async with aclosing(self._walked(name, cursor)) as pages:
                    async for page in pages:
                        yield page
                return
            except RecordRefused as error:  # a column of the query is gone: nothing was read yet
                drop_column(self._readers[name], error)

    async def _walked(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        reader, known = self._readers[name], dict(cursor or {})
        since = known.get("since")
        losers = {str(winner): list(ids) for winner, ids in (known.get("losers") or {}).items()}
        walk = _Walk(str(known.get("started") or ""), losers=losers)
        rest: Cursor | None = None
        async with ahead(self._api.select(_query(reader, known), everything=True)) as answers:
            async for answer in answers:
                walk.started = walk.started or _written(_now(answer) - LAG)
                rows, walk.total = answer.page("records"), answer.count("totalSize")
                if is_last(answer):
                    yield await self._last(reader, walk, rows, since)
                    return
                page = self._page(reader, walk, rows, known)
                yield page
                if since is None and rows and (walk.total or 0) >= LARGE and self._bulk.fits(reader):
                    rest = page.cursor
                    break
        if rest is None:
            return
        async with aclosing(self._by_job(reader, walk, rest)) as pages:
            async for page in pages:
                yield page

    async def _by_job(self, reader: RowReader, walk: _Walk, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """The rest of a large first pull: by a job, and by pages where that comes to no end."""
        async with aclosing(self._bulk.rows(reader, _query(reader, cursor))) as parts:
            async for rows in parts:
                page = self._page(reader, walk, rows, {})
                cursor = page.cursor
                yield page
        if self._bulk.allowed:
            yield await self._last(reader, walk, (), None)
            return
        async with aclosing(self._walked(reader.spec.name, cursor)) as pages:
            async for page in pages:
                yield page

    async def purged(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The rows that were deleted for good since the cursor: those that even the recycle bin does not show."""
        source = self._readers[name].table.source
        now = await self._clock(source)
        end = _written(now)
        if cursor is None:
            yield Page((), {"since": end}, last=True)
            return
        start = max(datetime.fromisoformat(str(cursor["since"])) - LOOK_BACK, now - KEPT)
        if now - start < timedelta(minutes=1):  # seconds are cut off on both sides
            start = now - timedelta(minutes=1)
        query = (("start", _written(start)), ("end", end))
        tail = f"/sobjects/{source}/deleted/"
        answer = await self._api.read(tail, tail, query)
        at = {_purged(answer, row.get("id")): moment(row.get("deletedDate")) for row in answer.page("deletedRecords")}
        in_bin = await self._reads.absences(name, list(at)) if at else {}
        gone = [Absence(name, id, at=at[id]) for id in at if id not in in_bin]
        covered = moment(answer.content.get("latestDateCovered")) or end
        yield Page((), {"since": min(covered, end)}, last=True, absences=gone)

    async def ids(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The ids of all rows that are there, in their order, with their stamps; it goes on behind the last one of a page."""
        table = self._readers[name].table
        after = f"Id > {soql.quoted(str(cursor['id']))}" if cursor else ""
        conditions = [each for each in (table.only, "IsDeleted = false", *self._readers[name].live, after) if each]
        query = soql.select(("Id", "SystemModstamp"), table.source, *conditions, order="Id")
        try:
            async with aclosing(self._api.select(query, everything=True)) as answers:
                async for answer in answers:
                    listed = {row_id(name, row): moment(row.get("SystemModstamp")) for row in answer.page("records")}
                    cursor = {"id": list(listed)[-1]} if listed else cursor
                    last = is_last(answer)
                    yield Page((), {} if last else cursor or {}, last=last, listed=listed)
                    if last:
                        return
        except RecordRefused as error:
            raise unreadable("/query", error) from error

    def _page(self, reader: RowReader, walk: _Walk, rows: Sequence[Row], cursor: Mapping[str, str]) -> Page:
        """A page in the middle; its cursor goes on behind its last row."""
        records, absences = _sorted(reader, walk, rows)
        if not rows:
            return Page(records, cursor, last=False, absences=absences)
        last = rows[-1]
        stamp = moment(last.get("SystemModstamp"))
        if stamp is None:
            raise nonsense(reader.spec.name, "records.SystemModstamp", "no dateTime")
        kept = {"since": cursor["since"]} if "since" in cursor else {}
        place: Cursor = {**kept, "started": walk.started, "at": stamp, "id": row_id(reader.spec.name, last)}
        if walk.losers:
            place = {**place, "losers": {winner: list(ids) for winner, ids in walk.losers.items()}}
        return Page(records, place, last=False, absences=absences, total=walk.total)

    async def _last(self, reader: RowReader, walk: _Walk, rows: Sequence[Row], since: str | None) -> Page:
        records, absences = _sorted(reader, walk, rows)
        survivors, lost = await self._survivors(reader, walk)
        found = {record.id: record for record in (*records, *survivors)}
        if reader.roles and since is not None:
            found |= await self._by_roles(reader, _back(since))
        reached = walk.started if since is None else max(since, walk.started)
        return Page(list(found.values()), {"since": reached}, last=True, absences=[*absences, *lost], total=walk.total)

    async def _survivors(self, reader: RowReader, walk: _Walk) -> tuple[list[RemoteRecord], list[Absence]]:
        """The winners of merges whose rows were not among those read, and losers whose winner is gone too, be it by a merge."""
        records: list[RemoteRecord] = []
        lost: list[Absence] = []
        if not walk.losers:
            return records, lost
        found = await self._reads.fetch(reader.spec.name, list(walk.losers))
        for winner, losers in walk.losers.items():
            row = found[winner]
            if isinstance(row, RemoteRecord):
                records.append(replace(row, merged_ids=tuple(losers)))
            else:
                lost += [replace(row, id=id) for id in losers]
        return records, lost

    async def _by_roles(self, reader: RowReader, since: str) -> dict[str, RemoteRecord]:
        """Opportunities whose contacts changed: that leaves no mark on the opportunity itself."""
        query = soql.select(("OpportunityId",), ROLE, f"SystemModstamp >= {soql.moment(since)}")
        try:
            rows = await self._api.rows(query, everything=True)
        except RecordRefused:
            return {}
        ids = dict.fromkeys(str(row.get("OpportunityId")) for row in rows if row.get("OpportunityId"))
        found = await self._reads.fetch(reader.spec.name, list(ids)) if ids else {}
        return {id: row for id, row in found.items() if isinstance(row, RemoteRecord)}

    async def _clock(self, source: str) -> datetime:
        """Salesforce's time: that of the latest answer, else of one that is asked for."""
        if self._api.date is None:
            await self._api.rows(soql.select(("Id",), source, limit=1))
        if self._api.date is None:
            raise VendorNonsense("answer_unexpected", endpoint=source, where="Date", what="missing header")
        return self._api.date.astimezone(UTC)


def _sorted(reader: RowReader, walk: _Walk, rows: Sequence[Row]) -> tuple[list[RemoteRecord], list[Absence]]:
    """Rows as records and absences; those merged into another become that one's ``merged_ids``."""
    found: dict[str, RemoteRecord] = {}
    absences: list[Absence] = []
    for row in rows:
        gone = reader.absence(row)
        if gone is None:
            found[row_id(reader.spec.name, row)] = reader.record(row)
        elif gone.merged_into is None:
            absences.append(gone)
        else:
            walk.losers.setdefault(gone.merged_into, []).append(gone.id)
    for winner in [id for id in walk.losers if id in found]:
        found[winner] = replace(found[winner], merged_ids=tuple(walk.losers.pop(winner)))
    return list(found.values()), absences


def _query(reader: RowReader, cursor: Cursor) -> str:
    """What a walk asks for from its cursor on."""
    conditions = [each for each in (reader.table.only, _from(cursor)) if each]
    if "since" not in cursor:
        conditions += ["IsDeleted = false", *reader.companies]
    return soql.select(reader.selected, reader.table.source, *conditions, order=_ORDER)


def _from(cursor: Mapping[str, str]) -> str:
    """Where a walk goes on: behind the last row that was read, or from a little before where the last one began."""
    if "at" in cursor:
        at, id = soql.moment(cursor["at"]), soql.quoted(cursor["id"])
        return f"(SystemModstamp = {at} AND Id > {id}) OR SystemModstamp > {at}"
    return f"SystemModstamp >= {soql.moment(_back(cursor['since']))}" if "since" in cursor else ""


def _back(since: str) -> str:
    return _written(datetime.fromisoformat(since) - LOOK_BACK)


def _purged(answer: Answer, id: Any) -> str:
    if not isinstance(id, str) or not is_id(id):
        raise nonsense(answer.endpoint, "deletedRecords.id", "no id")
    return id


def _now(answer: Answer) -> datetime:
    return datetime.fromtimestamp(answer.now_ms() / 1000, UTC)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
