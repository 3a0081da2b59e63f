"""HubSpot's feeds: the first pull by the list, changes by search, deletions by the list of archived rows.

Cursors: ``{"started_ms", "after"}`` in the middle of a first pull, ``{"since_ms"}`` afterwards, ``{"after"}`` in the middle of the
list of all ids. All times are the vendor's.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.ahead import ahead
from crmdesk.providers.base import Absence, Cursor, Page, RemoteRecord
from crmdesk.providers.codecs import known_moment
from crmdesk.providers.hubspot.api import LINKS_READ, SEARCH_BODY, Api, fits_address
from crmdesk.providers.hubspot.places import Links
from crmdesk.providers.hubspot.rows import RowReader, inline_links, merged_ids, row_id, version
from crmdesk.providers.hubspot.tables import MERGED, SOURCE, TABLES
from crmdesk.providers.hubspot.walk import FIRST_MS, Row, Step, changed_since, time_ms, walk
from crmdesk.providers.rest import Answer, encoded
from crmdesk.providers.trail import Trail

LOOK_BACK_MS = 15 * 60 * 1000
"""How far each run looks back behind its cursor: the search index is late and out of order."""

INDEX_LAG_MS = 30 * 1000
"""The cursor never comes closer to the present than this."""


class Feeds:
    """Reads the feeds of one account."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader]) -> None:
        self._api = api
        self._readers = readers

    async def pull(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """An object's rows: all of them in a first pull, then those that changed."""
        reader = self._readers[name]
        since = None if cursor is None else cursor.get("since_ms")
        pages = self._listed(reader, cursor or {}) if since is None else self._changed(reader, int(since))
        async with aclosing(pages):
            async for page in pages:
                yield page

    async def made_since(self, name: str, since_ms: int) -> list[RemoteRecord]:
        """The rows that were made or changed since a time, with what made them."""
        reader, rows = self._readers[name], dict[str, Row]()
        async with aclosing(self._steps(reader, since_ms, SOURCE)) as steps:
            async for step in steps:
                rows |= {row["id"]: row for row in step.rows}
        return await self._records(reader, rows, SOURCE)

    async def archived(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The rows that were archived since the cursor: a full scan, HubSpot keeps them for 90 days.

        The survivor of a merge stands for the rows that went into it too: it may have been archived before anybody read it,
        and nothing else tells of them (section 2.5). An object whose archived list HubSpot refuses (calls, meetings and notes
        in some accounts) has none.
        """
        since = None if cursor is None else int(cursor["since_ms"]) - LOOK_BACK_MS
        started: int | None = None
        names = ["hs_object_id", *(each for each in self._readers[name].names if each == MERGED)]
        async with ahead(self._pages(name, names, (), None, archived=True)) as answers:
            try:
                async for answer in answers:
                    started = answer.now_ms() if started is None else started
                    gone = [each for row in answer.page("results") for each in _absences(name, row)]
                    recent = [each for each in gone if since is None or each.at is None or time_ms(each.at) >= since]
                    if answer.part("paging", "next", "after") is not None:
                        yield Page((), cursor or {"since_ms": 0}, last=False, absences=recent)
                    else:
                        yield Page((), {"since_ms": started}, last=True, absences=recent)
            except RecordRefused:
                yield Page((), cursor or {"since_ms": 0}, last=True)

    async def ids(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The ids of all rows, in their order, with the time of their last change and the links that do not move it."""
        reader, after = self._readers[name], None if cursor is None else cursor.get("after")
        async with aclosing(self._pages(name, ["hs_object_id", *reader.link_names], reader.targets, after)) as answers:
            async for answer in answers:
                rows = answer.page("results")
                links = await self._links_in(reader, rows)
                following = answer.part("paging", "next", "after")
                yield Page(
                    (),
                    {} if following is None else {"after": following},
                    last=following is None,
                    listed={row_id(name, row): version(row) for row in rows},
                    unversioned={(id := row_id(name, row)): reader.linked(row, links.get(id, {})) for row in rows},
                    mains={id: main[1] for id, found in links.items() if (main := reader.main_row(found)) is not None},
                )

    async def links_of(self, reader: RowReader, ids: Sequence[str]) -> Mapping[str, Links]:
        """The links of these rows, by id."""
        by_target = {target: await self._api.links(reader.spec.name, target, ids) for target in reader.targets}
        return {id: {target: found[id] for target, found in by_target.items()} for id in ids}

    async def _listed(self, reader: RowReader, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """All rows, in the order of ids; the time of the first answer is where the changes start."""
        name, started, after = reader.spec.name, cursor.get("started_ms"), cursor.get("after")
        total = await self._count(name) if after is None else None
        inline = fits_address(reader.names)
        names = reader.names if inline else ("hs_object_id",)
        async with ahead(self._pages(name, names, reader.targets, after)) as answers:
            async for answer in answers:
                started = answer.now_ms() if started is None else int(started)
                rows = answer.page("results")
                links = await self._links_in(reader, rows)
                found = (
                    rows if inline else await self._api.batch(name, [row_id(name, row) for row in rows], reader.names)
                )
                records = [reader.record(row, links.get(str(row.get("id")), {})) for row in found]
                following = answer.part("paging", "next", "after")
                if following is None:
                    yield Page(records, {"since_ms": started}, last=True, total=total)
                else:
                    yield Page(records, {"started_ms": started, "after": following}, last=False, total=total)

    async def _count(self, name: str) -> int | None:
        """How many rows there are, for the progress of a first pull: a list does not say, a search does."""
        modified = TABLES[name].modified
        body = {**changed_since(modified, FIRST_MS, 0), "limit": 1, "properties": [modified]}
        return (await self._api.search(name, body)).count("total")

    async def _pages(
        self, name: str, names: Sequence[str], targets: Sequence[str], after: str | None, *, archived: bool = False
    ) -> AsyncGenerator[Answer, None]:
        """The answers of a list until it ends. Raises VendorNonsense where a page keeps leading to itself."""
        trail = Trail()
        while True:
            answer = await self._api.page(name, names, targets, after, archived=archived)
            yield answer
            following = answer.part("paging", "next", "after")
            if following is None:
                return
            trail.follow(answer.endpoint, following)
            after = following

    async def _links_in(self, reader: RowReader, rows: Sequence[Row]) -> Mapping[str, Links]:
        """The links that came with the rows, completed where a row has more than a list shows."""
        if not reader.targets:
            return {}
        read = {str(row.get("id")): inline_links(row, reader.spec.name, reader.targets) for row in rows}
        partial = [id for id, (_, complete) in read.items() if not complete]
        completed = await self.links_of(reader, partial) if partial else {}
        return {id: completed.get(id, links) for id, (links, _) in read.items()}

    async def _changed(self, reader: RowReader, since: int) -> AsyncGenerator[Page, None]:
        """Rows changed since the cursor; newer ones than the index can be trusted with come too, but do not move it."""
        bound: int | None = None
        rows: dict[str, Row] = {}
        async with ahead(self._steps(reader, since - LOOK_BACK_MS)) as steps:
            async for step in steps:
                bound = step.answer.now_ms() - INDEX_LAG_MS if bound is None else bound
                rows |= {row["id"]: row for row in step.rows}
                if reader.targets and len(rows) < LINKS_READ - 200 and not step.last:
                    continue  # one call reads the links of many rows
                reached = bound if step.last else min(bound, step.reached_ms)
                records = await self._records(reader, rows)
                rows = {}
                yield Page(records, {"since_ms": max(since, reached)}, last=step.last)

    def _steps(self, reader: RowReader, since: int, more: Sequence[str] = ()) -> AsyncGenerator[Step, None]:
        name, modified = reader.spec.name, TABLES[reader.spec.name].modified
        names = [*reader.names, *more] if _fits_search(reader) else [modified]

        async def search(body: Mapping[str, Any]) -> Answer:
            return await self._api.search(name, {**body, "properties": names})

        return walk(search, modified, since)

    async def _records(
        self, reader: RowReader, rows: Mapping[str, Row], more: Sequence[str] = ()
    ) -> list[RemoteRecord]:
        found = rows.values()
        if rows and not _fits_search(reader):
            names = [*reader.names, *more]
            found = {row["id"]: row for row in await self._api.batch(reader.spec.name, list(rows), names)}.values()
        ids = [str(row.get("id")) for row in found]
        links = await self.links_of(reader, ids) if reader.targets and ids else {}
        return [reader.record(row, links.get(str(row.get("id")), {})) for row in found]


def _fits_search(reader: RowReader) -> bool:
    """Whether the properties to read fit into a search's body beside its filters."""
    return len(encoded({"properties": list(reader.names)})) + 500 < SEARCH_BODY


def _absences(name: str, row: Mapping[str, Any]) -> list[Absence]:
    """An archived row, and those that were merged into it."""
    at, properties = known_moment(row.get("archivedAt")), row.get("properties")
    ids = [row_id(name, row), *merged_ids(properties if isinstance(properties, dict) else {})]
    return [Absence(name, id, at=at) for id in dict.fromkeys(ids)]
