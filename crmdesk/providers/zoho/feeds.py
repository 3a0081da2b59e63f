"""Zoho's feeds of rows: everything by its Modified_Time, afterwards what changed since (sections 2.1 and 6).

Cursors hold a state per module: ``{"began", "from", "started", "token", "last"}`` in the middle of a walk (from when on it
reads, what it asked for last, where the next one begins, how it goes on, the last row that was read), ``{"since"}``
afterwards; in the middle of the list of all ids it is ``{"module", "since", "token", "last"}``. Notes may have ``{"along"}``
instead. All times are Zoho's.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused, VendorNonsense
from crmdesk.providers.ahead import ahead
from crmdesk.providers.base import Absence, Cursor, Page, RemoteRecord
from crmdesk.providers.rest import Answer, nonsense
from crmdesk.providers.trail import Trail
from crmdesk.providers.zoho.api import PAGE, Api, Item, Query, unapproved, unreadable
from crmdesk.providers.zoho.bulk import LARGE, Bulk
from crmdesk.providers.zoho.clock import LOOK_BACK, STEP, latest, moved
from crmdesk.providers.zoho.merges import TOGETHER, Merges, Together, Tombstone, absence, tombstones
from crmdesk.providers.zoho.notes import NotesAlong
from crmdesk.providers.zoho.reads import Reads
from crmdesk.providers.zoho.rows import RowReader, moment
from crmdesk.providers.zoho.tables import NOTES, row_id

TOKEN_VOID = frozenset({
    "TOKEN_BOUND_DATA_MISMATCH", "EXPIRED_VALUE", "PAGINATION_LIMIT_EXCEEDED", "INVALID_DATA",
})  # fmt: skip
"""Reasons for which a page token leads nowhere: the walk goes on by time."""

TOO_MANY = "PAGINATION_LIMIT_EXCEEDED"
"""Page tokens lead to the first 100,000 rows of a list, and no further (section 2.1)."""

ALONG = "along"
"""In the state of notes: how far they were read along their records (``notes``)."""

State = Mapping[str, Any]


@dataclass(slots=True)
class Walk:
    """How far a walk through one module has come.

    It reads what changed from ``began`` on (None: everything), and asks for what changed ``since``: that is later once a token
    has become void, and it went on by time, where it had ``resumed``. ``broke`` is how far an earlier run had come.
    """

    began: str | None
    since: str | None
    started: str | None = None
    token: str | None = None
    last: str | None = None
    broke: str | None = None
    resumed: str | None = None
    count: int = 0
    changed: list[Item] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """The same as a cursor keeps it."""
        begun = {"began": self.began, "from": self.since, "started": self.started}
        return {**begun, "token": self.token, "last": self.last}


class Feeds:
    """Reads the feeds of one account; ``readers`` by module. ``read`` says when the changes of a module were asked for last."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], reads: Reads, merges: Merges) -> None:
        self._api = api
        self._readers = readers
        self._reads = reads
        self._merges = merges
        self._bulk = Bulk(api)
        self._notes = NotesAlong(api, readers, reads)
        self.read: dict[str, str] = {}

    async def pull(self, modules: Sequence[str], cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The rows of an object, module by module: all of them in a first pull, then those that changed."""
        states: dict[str, Any] = dict(cursor or {})
        for module in modules:
            state = states.get(module) or {}
            async with aclosing(self._pulled(module, state)) as pages:
                async for page in pages:
                    states = {**states, module: page.cursor}
                    last = page.last and module == modules[-1]
                    yield Page(page.records, states, last=last, absences=page.absences, total=page.total)

    async def _pulled(self, module: str, state: State) -> AsyncGenerator[Page, None]:
        """The rows of one module; notes along their records where Zoho lists none to this user."""
        along = state.get(ALONG)
        try:
            async with aclosing(self._walked(self._readers[module], {} if along is not None else state)) as pages:
                async for page in pages:
                    yield page
        except PermissionLost:
            if module != NOTES:
                raise
            async with aclosing(self._notes.pull(along or {})) as pages:
                async for page in pages:
                    yield replace(page, cursor={ALONG: page.cursor})

    async def ids(self, modules: Sequence[str], cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The ids of all rows, module by module, with the time of their last change.

        Where page tokens lead no further, the list goes on from the time that it has reached. A module with more rows of one time
        than that has no end: what cannot be listed whole tells nothing of what is missing.
        """
        state: State = {"module": modules[0], **(cursor or {})}
        trail = Trail()
        while state:
            begun = state
            answer, state = await self._listed(begun)
            if answer is None:
                return
            if state is not begun:
                trail.follow(answer.endpoint, f"{state['module']} since {state['since']}")
            name = state["module"]
            rows, reader = answer.page("data"), self._readers[name]
            listed = {row_id(name, reader.id_of(row)): moment(row.get("Modified_Time")) for row in rows}
            token = answer.part("info", "next_page_token")
            if answer.part("info", "more_records") == "True":
                if token is None:
                    raise nonsense(answer.endpoint, "info.next_page_token", "missing")
                trail.follow(answer.endpoint, f"{name} {token}")
                last = max(filter(None, (state.get("last"), *listed.values())), default=None)
                state = {**state, "token": token, "last": last}
            else:
                following = modules[modules.index(name) + 1 :]
                state = {"module": following[0]} if following else {}
            yield Page((), state, last=not state, listed=listed)

    async def _listed(self, state: State) -> tuple[Answer | None, State]:
        """A page of ids, and the state that it was asked for by, which begins anew by time where a token has become void.

        There is no answer where more rows of one time follow than can be listed.
        """
        module, query = state["module"], (
            ("fields", "Modified_Time"), ("per_page", str(PAGE)), ("sort_by", "Modified_Time"), ("sort_order", "asc"),
            *unapproved(state["module"]),
        )  # fmt: skip
        if state.get("token") is not None:
            try:
                answer = await self._api.page(module, (*query, ("page_token", state["token"])), state.get("since"))
            except RecordRefused as error:
                if error.data.get("category") not in TOKEN_VOID:
                    raise unreadable(module, error) from error
                reached = state.get("last") and moved(state["last"], -STEP)
                if error.data.get("category") == TOO_MANY and reached == state.get("since"):
                    return None, state
                state = {"module": module, "since": reached}
            else:
                return answer, state
        try:
            return await self._api.page(module, query, state.get("since")), state
        except RecordRefused as error:
            raise unreadable(module, error) from error

    async def _walked(self, reader: RowReader, state: State) -> AsyncGenerator[Page, None]:
        walk = _begun(state)
        first = walk.began is None
        async with ahead(self._steps(reader, walk)) as steps:
            async for rows, kept, done in steps:
                whole = await self._reads.completed(reader, rows)
                records, absences = _sorted(reader, whole, first=first)
                if not done:
                    yield Page(records, kept, last=False, absences=absences)
                    continue
                merged, gone = ([], []) if first else await self._merged(reader, walk, state)
                if walk.started is not None:
                    self.read[reader.table.module] = walk.started
                found = {record.id: record for record in (*records, *merged)}
                reached = max(filter(None, (walk.started, state.get("since"))), default=None)
                yield Page(list(found.values()), {"since": reached}, last=True, absences=[*absences, *gone])

    async def _steps(self, reader: RowReader, walk: Walk) -> AsyncGenerator[tuple[list[Item], State, bool], None]:
        """Rows, where the walk is after them, and whether that was all."""
        trail = Trail()
        while True:
            answer = await self._page(reader, walk)
            rows = answer.page("data")
            walk.started = walk.started or latest(answer)
            walk.count += len(rows)
            walk.last = max(
                filter(None, (walk.last, *(moment(row.get("Modified_Time")) for row in rows[-1:]))), default=None
            )
            walk.changed += rows if walk.began is not None and reader.table.merges else []
            walk.token = answer.part("info", "next_page_token")
            more = answer.part("info", "more_records") == "True"
            if more and walk.token is None:
                raise nonsense(answer.endpoint, "info.next_page_token", "missing")
            if more and walk.since is None and walk.count >= LARGE and self._bulk.fits(reader):
                yield rows, walk.state(), False
                async with aclosing(self._bulk.rows(reader, walk.last)) as parts:
                    async for part in parts:
                        yield part, walk.state(), False
                if self._bulk.allowed:
                    yield [], walk.state(), True
                    return
                continue
            yield rows, walk.state(), not more
            if not more:
                return
            trail.follow(answer.endpoint, str(walk.token))

    async def _page(self, reader: RowReader, walk: Walk) -> Answer:
        """The next page; where the token has become void, of the rows from the last one on."""
        query: Query = (
            ("fields", ",".join(reader.listed)), ("per_page", str(PAGE)), ("sort_by", "Modified_Time"),
            ("sort_order", "asc"), *((("converted", "both"),) if reader.table.module == "Leads" else ()),
            *unapproved(reader.table.module),
        )  # fmt: skip
        if walk.token is not None:
            try:
                return await self._api.page(reader.table.module, (*query, ("page_token", walk.token)), walk.since)
            except RecordRefused as error:
                if error.data.get("category") not in TOKEN_VOID:
                    raise unreadable(reader.table.module, error) from error
                # More rows of one second than tokens lead to.
                if walk.resumed is not None and walk.resumed == walk.last:
                    raise VendorNonsense("paging_stuck", endpoint=reader.table.module) from error
                walk.token, walk.resumed = None, walk.last
                walk.since = walk.since if walk.last is None else moved(walk.last, -STEP)
        try:
            return await self._api.page(reader.table.module, query, walk.since)
        except RecordRefused as error:
            raise unreadable(reader.table.module, error) from error

    async def _merged(self, reader: RowReader, walk: Walk, state: State) -> tuple[list[RemoteRecord], list[Absence]]:
        """Changed rows with what was merged into them, and rows that are gone; asked only where something changed.

        A walk that broke off looks back as far as it began: nothing was asked of what it had read by then.
        """
        since = state.get("since") or ""
        news = walk.broke is not None or any((moment(_time_of(row)) or "") >= since for row in walk.changed)
        if not (news and reader.table.merges):
            return [], []
        try:
            told = await self._deleted(reader, walk)
        except PermissionLost:
            return [], []
        latest = {reader.id_of(row): row for row in walk.changed}
        changed = {reader.id_of(row): row for row in await self._changed_before(reader, walk, told)} | latest
        beside, others = Together(changed.values(), _time_of), Together(told, lambda each: each.at)
        losers: dict[str, list[str]] = {}
        gone: list[Absence] = []
        for each in told:
            into = await self._merges.survivor(reader, each, beside.near(each.at), others.near(each.at))
            if into in latest:
                losers.setdefault(into, []).append(row_id(reader.table.module, each.id))
            else:
                gone.append(absence(reader, each, into))
        survivors = await self._reads.completed(reader, [latest[id] for id in losers])
        records = [reader.record(row, merged_ids=tuple(losers[reader.id_of(row)])) for row in survivors]
        return records, gone

    async def _deleted(self, reader: RowReader, walk: Walk) -> list[Tombstone]:
        """What was deleted from when on the walk reads."""
        module = reader.table.module
        async with aclosing(self._api.deletions(module, walk.began)) as answers:
            return [each async for answer in answers for each in tombstones(module, answer.page("data"))]

    async def _changed_before(self, reader: RowReader, walk: Walk, told: Sequence[Tombstone]) -> list[Item]:
        """What an earlier run had read of a walk that broke off, as far as rows went in the same moments."""
        if walk.broke is None:
            return []
        reached = moved(walk.broke, TOGETHER)
        moments = sorted({each.at for each in told if each.at is not None and each.at <= reached})
        return [row for at in moments for row in await self._merges.changed_about(reader, at)]


def _begun(state: State) -> Walk:
    """A walk that goes on, or a new one from a little before where the last one began."""
    if "since" not in state:
        last = state.get("last")
        return Walk(state.get("began"), state.get("from"), state.get("started"), state.get("token"), last, last)
    since = state["since"]
    began = None if since is None else moved(since, -LOOK_BACK)
    return Walk(began, began)


def _time_of(row: Item) -> Any:
    return row.get("Modified_Time")


def _sorted(reader: RowReader, rows: Sequence[Item], *, first: bool) -> tuple[list[RemoteRecord], list[Absence]]:
    """Rows as records; converted leads as absences, which a first pull has no use for."""
    records: list[RemoteRecord] = []
    absences: list[Absence] = []
    for row in rows:
        gone = reader.absence(row)
        if gone is None:
            records.append(reader.record(row))
        elif not first:
            absences.append(gone)
    return records, absences
