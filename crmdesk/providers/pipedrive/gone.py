"""Feeds of deletions (section 3): what recents and lists of deleted deals tell, and a walk over all ids once a day.

Cursors: ``{"since_ms"}`` of what is told, ``{"ids", "at_ms"}`` of the walk: the ids there were last time, as ranges (None:
nobody knows), and when that was. Rows that a walk misses are asked for one by one, because a list does not show archived rows
and those that are hidden either.

One look at recents tells of every object that they know: it costs as much as a look at one (section 2.1). Who was merged is known
from what changed, which is read before, where that was little; lists show it late. So whoever went shortly before, or since, or
while much changed, is looked at one by one, for no merge is believed any more of what was once told as a deletion.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crmdesk.domain.errors import PermissionLost
from crmdesk.providers.ahead import ahead
from crmdesk.providers.base import Absence, Cursor, Page, RemoteRecord
from crmdesk.providers.base import Gone as Why
from crmdesk.providers.pipedrive.api import Api, Query, Row, moment, next_start, v1_moment
from crmdesk.providers.pipedrive.feeds import LOOK_BACK_MS, Feeds
from crmdesk.providers.pipedrive.merges import MERGED, Merges, tombstones
from crmdesk.providers.pipedrive.rows import RowReader, absence, row_id, time_ms
from crmdesk.providers.pipedrive.tables import TABLES
from crmdesk.providers.trail import Trail

Fetch = Callable[[str, list[str]], Awaitable[Mapping[str, RemoteRecord | Absence]]]

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")

PART = 100
MOST = 50
"""How many of those who went are looked at: each takes a search, and so many at once are no merges."""

KEPT_MS = 30 * 86_400_000
"""How long a deleted row can still be read by its id. What cannot be read so soon after it was listed is hidden from us."""


@dataclass(slots=True)
class Look:
    """What recents told between two times, and the objects for which nobody has taken it yet."""

    since_ms: int
    bound_ms: int
    gone: Mapping[str, list[Absence]]
    waiting: set[str]

    def serves(self, name: str, since_ms: int) -> bool:
        """Whether it tells all that an object's cursor asks for, and something that it does not know yet."""
        return name in self.waiting and self.since_ms <= since_ms < self.bound_ms


class Gone:
    """Reads what was deleted."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], feeds: Feeds, merges: Merges, fetch: Fetch) -> None:
        self._api = api
        self._readers = readers
        self._feeds = feeds
        self._merges = merges
        self._fetch = fetch
        self._look: Look | None = None

    async def told(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The rows that the vendor says were deleted since the cursor; a first look only learns the time."""
        since = None if cursor is None else int(cursor["since_ms"])
        pages = self._deals(since) if name == "deals" else self._recents(name, since)
        try:
            async for page in pages:
                yield page
        except PermissionLost:  # an app without recents:read: the walk finds deletions later
            yield Page((), cursor or {"since_ms": 0}, last=True)
        finally:
            await pages.aclose()

    async def walked(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The rows that were there at the last walk, are listed no more, and are gone when they are asked for.

        Those that are listed are told with the time of their last change, for what the feed of changes has missed.
        The first look only makes a start, so that a first pull does not read everything twice: with the ids that the first pull
        has listed, where it went through in this very run. Else what vanishes before the second look is nobody's news.
        """
        if cursor is None:
            first = self._feeds.first.get(name)
            start: Cursor = {"ids": None, "at_ms": 0} if first is None else _start(first.ids, first.at_ms)
            yield Page((), start, last=True)
            return
        now: set[str] = set()
        at_ms = 0
        code = self._readers[name].key
        query: Query = (("custom_fields", code),) if code is not None and TABLES[name].histories else ()
        async with ahead(self._feeds.steps(name, TABLES[name].path, query, None)) as steps:
            async for step in steps:
                at_ms = at_ms or step.answer.now_ms()
                now |= {row_id(name, row) for row in step.rows}
                yield Page((), cursor, last=False, listed=self._readers[name].listed(step.rows))
        before = set() if cursor["ids"] is None else unpacked(cursor["ids"])
        missing = sorted(before - now, key=lambda id: (len(id), id))
        for at in range(0, len(missing), PART):
            found = await self._fetch(name, missing[at : at + PART])
            traced = name != "leads" and at_ms - int(cursor["at_ms"]) < KEPT_MS
            absences = [_explained(each, traced=traced) for each in found.values() if isinstance(each, Absence)]
            present = [each for each in found.values() if isinstance(each, RemoteRecord)]
            now |= {record.id for record in present}
            yield Page(present, cursor, last=False, absences=absences)
        yield Page((), _start(now, at_ms), last=True)

    async def _recents(self, name: str, since: int | None) -> AsyncGenerator[Page, None]:
        if since is None:
            answer = await self._api.recents(TABLES[name].recent or "", v1_moment(0), 0, 1)
            yield Page((), {"since_ms": answer.now_ms()}, last=True)
            return
        if self._look is None or not self._look.serves(name, since):
            self._look = await self._looked(since)
        look = self._look
        look.waiting.discard(name)
        told = look.gone[name]
        for start in range(0, len(told), PART):
            yield Page((), {"since_ms": since}, last=False, absences=told[start : start + PART])
        yield Page((), {"since_ms": look.bound_ms}, last=True)

    async def _looked(self, since: int) -> Look:
        """What recents tell of all objects since a time."""
        objects = {item: name for name in self._readers if (item := TABLES[name].recent) is not None}
        rows: dict[str, list[Row]] = {name: [] for name in objects.values()}
        start: int | None = 0
        bound: int | None = None
        trail = Trail()
        while start is not None:
            answer = await self._api.recents(",".join(objects), v1_moment(since - LOOK_BACK_MS), start)
            bound = answer.now_ms() if bound is None else bound
            for item, name in objects.items():
                entries = [entry for entry in answer.page("data") if entry.get("item") == item]
                rows[name] += tombstones(entries)
            start = next_start(answer)
            trail.follow(answer.endpoint, str(start))
        gone = {name: await self._explained(name, mine) for name, mine in rows.items()}
        self._feeds.unseen.clear()
        return Look(since, bound or since, gone, set(gone))

    async def _explained(self, name: str, rows: Sequence[Row]) -> list[Absence]:
        """The rows that are gone; of people among whom no merges were looked for yet, with whom they may have become part of."""
        since = [known[name] for known in (self._feeds.read, self._feeds.unseen) if name == MERGED and name in known]
        late = [bool(since) and (time_ms(row, "update_time") or 0) >= min(since) - LOOK_BACK_MS for row in rows]
        few = sum(late) <= MOST
        return [
            replace(absence(name, row), merged_into=await self._merges.survivor(row) if few and is_late else None)
            for row, is_late in zip(rows, late, strict=True)
        ]

    async def _deals(self, since: int | None) -> AsyncGenerator[Page, None]:
        query: Query = (("status", "deleted"),)
        query += () if since is None else (("updated_since", moment(since - LOOK_BACK_MS)),)
        bound: int | None = None
        async with ahead(self._feeds.steps("deals", TABLES["deals"].path, query, None)) as steps:
            async for step in steps:
                bound = step.answer.now_ms() if bound is None else bound
                done = step.after is None or since is None
                gone = [] if since is None else [absence("deals", row) for row in step.rows]
                yield Page((), {"since_ms": bound if done else since}, last=done, absences=gone)
                if done:
                    return


def _explained(each: Absence, *, traced: bool) -> Absence:
    """A row that answers as if it had never been, where a deleted one would leave a trace, is hidden (section 3)."""
    untraced = each.gone is Why.DELETED and each.at is None and each.merged_into is None
    return replace(each, gone=Why.NO_ACCESS) if untraced and traced else each


def _start(ids: Iterable[str], at_ms: int) -> Cursor:
    """Where the next walk starts."""
    return {"ids": packed(ids), "at_ms": at_ms}


def packed(ids: Iterable[str]) -> str:
    """Ids as text: numbers as ranges (``1-204,206``), others as they are."""
    numbers = sorted(int(id) for id in ids if _NUMBER.fullmatch(id))
    parts: list[str] = []
    first = last = None
    for number in [*numbers, None]:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None:
            parts.append(str(first) if first == last else f"{first}-{last}")
        first = last = number
    return ",".join([*parts, *(f"={id}" for id in sorted(ids) if not _NUMBER.fullmatch(id))])


def unpacked(text: str) -> set[str]:
    """The ids in a text of ``packed``."""
    found: set[str] = set()
    for part in filter(None, text.split(",")):
        if part.startswith("="):
            found.add(part[1:])
        else:
            first, _, last = part.partition("-")
            found |= {str(number) for number in range(int(first), int(last or first) + 1)}
    return found
