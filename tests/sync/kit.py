"""An office to tell stories in: one real replica, accounts of the vendor in memory, a clock that only moves when told.

The vendor's side is the ordinary one of ``providers/memory``, watched: everything that was ever written there is kept, so
that a check can ask who wrote what. What happens in the middle of a request, or instead of it, is said with ``Wire.on``.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Self, TypeVar

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Conflict, Keep, Resolution
from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.events import RunReport, RunStatus
from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.providers.base import (
    Absence,
    Capabilities,
    Create,
    Cursor,
    Feed,
    Needle,
    ObjectSpec,
    Outcome,
    Page,
    Raw,
    RemoteRecord,
    Stamp,
    Update,
)
from crmdesk.providers.histories import Versions
from crmdesk.providers.memory import MemoryProvider
from crmdesk.providers.memory_account import CODECS, US, Behaviour, MemoryAccount
from crmdesk.store import connections, deciding, editing, links, open_conflicts, records, undoing
from crmdesk.store.connections import Connection, Route
from crmdesk.store.links import LinkState
from crmdesk.store.store import InlineStore
from crmdesk.store.unit import Unit
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount, Run
from tests.store.template import KEY, put_empty
from tests.sync.clock import Clock

T = TypeVar("T")

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Written:
    """One field of one row as somebody wrote it; ``raw`` is what the vendor made of it."""

    object: str
    id: str
    field: str
    raw: Raw
    by: str


class WatchedAccount(MemoryAccount):
    """An account whose every write is kept, and which insists that references point to rows that are there."""

    def __init__(self, clock: Clock, behaviour: Behaviour) -> None:
        super().__init__(lambda: int(clock.s * 1000), behaviour)
        self.clock = clock
        self.written: list[Written] = []
        self.missing_targets: list[Written] = []
        self.unseen: list[Written] = []

    def edit(
        self, name: str, id: str | None, fields: Mapping[str, Raw], *, kind: Kind | None = None, by: str = "colleague"
    ) -> str:
        self.clock.tick()
        before = {} if id is None else dict(self.rows[name][id].fields)
        made = super().edit(name, id, fields, kind=kind, by=by)
        stored = self.rows[name][made].fields
        self.written += [Written(name, made, each, stored[each], by) for each in fields]
        for each in fields:
            targets = stored[each] if isinstance(stored[each], list) else []
            fresh = [target for target in targets if target not in (before.get(each) or [])]
            if by == US and any(target[1] not in self.rows.get(target[0], {}) for target in fresh):
                self.missing_targets.append(Written(name, made, each, stored[each], by))
        return made

    def expect(self, name: str, item: Update) -> None:
        """Note what is about to be overwritten although the writer believes that something else is there."""
        row = self.rows[name].get(item.id)
        for each, believed in item.expected.items() if row is not None else ():
            codec = CODECS[CATALOGUE[item.kind][each].type]
            if row is not None and codec.canon(row.fields.get(each)) != believed:
                self.unseen.append(Written(name, item.id, each, row.fields.get(each), row.stamps[each][1]))

    def delete(self, name: str, id: str, *, merged_into: str | None = None) -> None:
        self.clock.tick()
        super().delete(name, id, merged_into=merged_into)
        for row in self.rows[name].values():
            # What was merged into a row goes with it, and the feed says so.
            if row.gone is not None and row.gone.merged_into == id:
                row.gone, row.changed_ms = replace(row.gone, merged_into=merged_into), self.now_ms()

    def next_id(self, id: int) -> None:
        """Which id the next row gets."""
        self._last_id = id - 1

    def restore(self, name: str, id: str) -> None:
        """What the vendor's recycle bin gives back."""
        self.clock.tick()
        row = self.rows[name][id]
        row.gone, row.changed_ms, row.version = None, self.now_ms(), row.version + 1

    def value(self, id: str, name: str, *, object: str = PEOPLE) -> Raw:
        """What a row holds in a field."""
        return self.rows[object][id].fields.get(name)

    def there(self, object: str = PEOPLE) -> list[str]:
        """The ids of the rows that are there."""
        return [row.id for row in self.rows[object].values() if row.gone is None]


Act = Callable[[], object]
Answer = Callable[[Sequence[Any]], Sequence[Any]]


class Wire(MemoryProvider):
    """The provider over a watched account, with what a test wants to happen around its requests.

    A place is a verb, or a verb and an object ("update", "update people"). ``hidden`` are fields that the mapping lacks,
    ``unreadable`` ones that answers leave out; ``only`` are the objects that the account has, None for all.
    """

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        self.account = account
        self.hidden: set[str] = set()
        self.chosen: dict[str, dict[str, Any]] = {}
        """What a person changed about fields: by field, what their rules say otherwise."""
        self.only: frozenset[str] | None = None
        self.unreadable: set[str] = set()
        self.poisonous: set[str] = set()
        """Rows whose update makes the vendor fail without doing anything."""
        self.calls: list[str] = []
        self._before: list[tuple[str, Act]] = []
        self._after: list[tuple[str, Answer]] = []

    def on(self, place: str, act: Act) -> None:
        """Do something just before a request is carried out; what it raises is the request's end."""
        self._before.append((place, act))

    def fails(self, place: str, error: Exception, times: int = 1) -> None:
        """Let a request end in an error, before anything was done."""
        self._before += [(place, _raiser(error))] * times

    def after(self, place: str, answer: Answer) -> None:
        """Give another answer than the one that the vendor gave."""
        self._after.append((place, answer))

    def lost_after(self, place: str, error: Exception) -> None:
        """The vendor did it, and the answer never arrived."""

        def lose(_: Sequence[Any]) -> Sequence[Any]:
            raise error

        self._after.append((place, lose))

    def calm(self) -> None:
        """Nothing of what was said with ``on`` and ``after`` happens any more."""
        self._before.clear()
        self._after.clear()

    def capable(self, **values: Any) -> None:
        """Other capabilities than those that follow from the account's behaviour."""
        self.capabilities: Capabilities = replace(self.capabilities, **values)

    def objects(self) -> Sequence[ObjectSpec]:
        return [
            replace(
                spec,
                mapping={
                    kind: {
                        name: replace(rule, **self.chosen[name]) if name in self.chosen else rule
                        for name, rule in rules.items()
                        if name not in self.hidden
                    }
                    for kind, rules in spec.mapping.items()
                },
            )
            for spec in super().objects()
            if self.only is None or spec.name in self.only
        ]

    def feeds(self) -> Sequence[Feed]:
        return [feed for feed in super().feeds() if self.only is None or feed.object in self.only]

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        self._meet("pull", feed.object)
        async for page in super().pull(feed, cursor):
            yield replace(page, records=[self._shown(row) for row in page.records])

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        self._meet("fetch", object_name)
        assert all(ids), "vendors refuse a request that names no row"
        found = await super().fetch(object_name, ids)
        return {id: self._shown(row) if isinstance(row, RemoteRecord) else row for id, row in found.items()}

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        self._meet("find", object_name)
        return [self._shown(row) for row in await super().find(object_name, kind, needle)]

    async def made_since(self, object_name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        self._meet("made_since", object_name)
        return [self._shown(row) for row in await super().made_since(object_name, kind, since)]

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        return await self._written("create", object_name, super().create(object_name, items))

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        if self.poisonous & {item.id for item in items}:
            self._meet("update", object_name)
            raise OutcomeUnknown("server_error", status=500)
        for item in items:
            self.account.expect(object_name, item)
        return await self._written("update", object_name, super().update(object_name, items))

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        return await self._written("delete", object_name, super().delete(object_name, ids))

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        self._meet("authorship", object_name)
        return await super().authorship(object_name, wanted)

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        self._meet("versions", object_name)
        return await super().versions(object_name, wanted, named=named)

    async def _written(
        self, verb: str, name: str, request: Coroutine[Any, Any, Sequence[Outcome]]
    ) -> Sequence[Outcome]:
        try:
            self._meet(verb, name)
        except BaseException:
            request.close()
            raise
        outcomes = await request
        for at, (place, answer) in enumerate(self._after):
            if place in (verb, f"{verb} {name}"):
                del self._after[at]
                return [self._hiding(outcome) for outcome in answer(outcomes)]
        return [self._hiding(outcome) for outcome in outcomes]

    def _meet(self, verb: str, name: str) -> None:
        self.account.clock.tick()
        self.calls.append(f"{verb} {name}")
        for at, (place, act) in enumerate(self._before):
            if place in (verb, f"{verb} {name}"):
                del self._before[at]
                act()
                return

    def _shown(self, row: RemoteRecord) -> RemoteRecord:
        lost = self.hidden | self.unreadable
        return replace(row, fields={name: raw for name, raw in row.fields.items() if name not in lost})

    def _hiding(self, outcome: Any) -> Any:
        record = getattr(outcome, "record", None)
        return outcome if record is None else replace(outcome, record=self._shown(record))


def _raiser(error: Exception) -> Act:
    def act() -> None:
        raise error

    return act


class Crash(Exception):
    """The process dies at a commit."""


@dataclass(eq=False)
class Office:
    """A replica at ``folder`` and its accounts. ``crash_at`` is the number of the commit (1 is the next one) that kills.

    Commits are counted twice, before and after: 1 is before the first, 2 after it, 3 before the second.
    """

    folder: Path
    clock: Clock = field(default_factory=Clock)
    crash_at: int | None = None
    commits: int = 0
    wires: dict[str, Wire] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(11))

    def __enter__(self) -> Self:
        self.folder.mkdir(exist_ok=True)
        put_empty(self.folder / "replica.db")
        self._runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        self._runner.__enter__()
        self._open()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.store.close()
        self._runner.__exit__(None, None, None)

    def _open(self) -> None:
        self.store = InlineStore(
            self.folder / "replica.db", KEY, now_s=self.clock, random=self.random, committing=self._committing
        )

    def reopen(self) -> None:
        """Start the program again over the same file, after its leases ran out."""
        self.store.close()
        self.crash_at = None
        self.clock.tick(600)
        self._open()

    def _committing(self, _: str) -> None:
        self.commits += 1
        if self.crash_at is not None and self.commits >= self.crash_at:
            raise Crash

    def run(self, work: Awaitable[T]) -> T:
        """Wait for a coroutine."""

        async def wait() -> T:
            return await work

        return self._runner.run(wait())

    def write(self, work: Callable[[Unit], T]) -> T:
        self.clock.tick()
        return self.store.write_now(work, durable=False)

    def read(self, query: Callable[[sa.Connection], T]) -> T:
        return self.store.read_now(query)

    def sql(self, statement: str, *parameters: Any) -> list[Any]:
        return self.read(lambda connection: list(connection.exec_driver_sql(statement, parameters)))

    # -- accounts -----------------------------------------------------------------------------------------------------

    def connect(
        self,
        name: str = "a",
        behaviour: Behaviour | None = None,
        *,
        sending: bool = True,
        only: tuple[str, ...] = (),
        asking: bool = False,
    ) -> Wire:
        """An account, known by a short name from then on."""
        wire = Wire(WatchedAccount(self.clock, behaviour or Behaviour()))
        wire.only = frozenset(only) or None
        self.attach(name, wire, sending=sending, asking=asking)
        return wire

    def attach(self, name: str, wire: Wire, *, sending: bool = True, asking: bool = False) -> None:
        """An account over a given provider; ``asking`` as the window connects it."""
        routes: tuple[Route, ...] = routes_of(list(wire.objects()))
        account: dict[str, Any] = {"id": f"{name}-org", "name": name, "user": None, "currency": "EUR", "granted": []}
        made = Connection(f"connection-{name}", name, "memory", account, routes=routes, sending=sending)
        made = replace(made, first_sync=FirstSync.ASKING if asking else FirstSync.SETTLED)
        self.write(lambda unit: connections.insert(unit, made))
        self.wires[name], self.ids[name] = wire, made.id

    def run_of(self, name: str = "a", holder: str = "test") -> Run:
        """A run that is ready to be executed."""
        connection = self.read(lambda reader: connections.get(reader, self.ids[name]))
        account = OpenAccount(self.wires[name], clock_offset=lambda: 0.0)
        return Run(self.store, account, connection, holder, self.clock)

    def sync(self, name: str = "a") -> RunReport:
        """One run, however it ends."""
        self.clock.tick()
        return self.run(self.run_of(name).execute())

    def synced(self, name: str = "a") -> Mapping[str, int]:
        """One run that has to go well; its counts."""
        report = self.sync(name)
        assert report.status is RunStatus.DONE, report
        return report.counts

    def settle(self, *names: str, rounds: int = 6, pause_s: float = 0.0) -> None:
        """Run until every account has nothing more to say. Fails where that never is."""
        for _ in range(rounds):
            before = self._mark()
            self.clock.tick(pause_s)
            for name in names or tuple(self.wires):
                self.synced(name)
            if self._mark() == before:
                return
        raise AssertionError("it never comes to rest")

    def _mark(self) -> tuple[Any, ...]:
        held = [wire.account.rows[name][id].version for wire in self.wires.values() for name in wire.account.rows
                for id in wire.account.rows[name]]  # fmt: skip
        rows = self.sql("SELECT count(*), max(seq) FROM history")
        opened = self.sql("SELECT id, state, accounts FROM conflict ORDER BY id")
        tied = self.sql("SELECT id, state, remote_id, dirty FROM link ORDER BY id")
        in_doubt = self.sql("SELECT id FROM intent WHERE state IN ('sending', 'uncertain')")
        return (held, rows, opened, tied) if not in_doubt else (self.clock.s,)

    # -- what people do here ------------------------------------------------------------------------------------------

    def edit(self, record: str, **values: Value) -> str:
        return self.write(lambda unit: editing.edit(unit, record, values))

    def new(self, kind: Kind = Kind.LEAD, **values: Value) -> str:
        return self.write(lambda unit: editing.create(unit, kind, values))[0]

    def delete(self, record: str) -> str:
        return self.write(lambda unit: editing.delete(unit, record))

    def restore(self, record: str) -> str:
        return self.write(lambda unit: editing.restore(unit, record))

    def undo(self, change: str) -> None:
        self.write(lambda unit: undoing.undo(unit, change))

    def resolve(self, conflict: Conflict, keep: Keep, value: Value = None, link: str | None = None) -> str:
        """Decide about what ``conflict`` shows; among several accounts the one that is named, or was stamped last."""
        if keep is Keep.ACCOUNT and link is None:
            link = max(conflict.accounts, key=lambda account: account.changed_at or "").link
        record = self.read(lambda reader: records.find(reader, conflict.record))
        assert record is not None
        resolution = Resolution(conflict.id, keep, open_conflicts.shown(conflict, record), value, link)
        return self.write(lambda unit: deciding.resolve(unit, [resolution]))

    def meanwhile(self, work: Callable[[Unit], object]) -> None:
        """A person's act while a run waits for an answer: it cannot wait for this loop, so it is done at once."""
        self.clock.tick()
        coro = self.store.write(work)
        try:
            coro.send(None)
        except StopIteration:
            return
        raise AssertionError("an inline store never waits")

    # -- how things stand ---------------------------------------------------------------------------------------------

    def record(self, record: str) -> records.Record:
        found = self.read(lambda connection: records.find(connection, record))
        assert found is not None
        return found

    def value(self, record: str, name: str) -> Value:
        return self.record(record).fields[name]

    def record_of(self, remote_id: str, *, object: str = PEOPLE, name: str = "a") -> str:
        """The record that a row stands for."""
        found = self.read(lambda reader: links.by_remote(reader, self.ids[name], object, [remote_id]))
        return found[remote_id].record

    def links(self, record: str) -> list[LinkState]:
        return self.read(lambda reader: links.by_record(reader, [record])).get(record, [])

    def link(self, record: str, *, object: str = PEOPLE, name: str = "a") -> LinkState:
        (found,) = [each for each in self.links(record) if each.connection == self.ids[name] and each.object == object]
        return found

    def conflicts(self, record: str) -> dict[str, Conflict]:
        return dict(self.read(lambda reader: open_conflicts.open_of(reader, [record])).get(record, {}))

    def conflict(self, record: str) -> Conflict:
        (found,) = self.conflicts(record).values()
        return found

    def problems(self) -> list[tuple[str | None, str, str | None]]:
        return [tuple(row) for row in self.sql("SELECT record, key, field FROM problem ORDER BY id")]

    def intents(self) -> list[tuple[str, str]]:
        return [tuple(row) for row in self.sql("SELECT verb, state FROM intent WHERE state <> 'done' ORDER BY id")]

    def history(self, record: str, name: str | None = None) -> list[tuple[str, Any, Any]]:
        """The (cause, old, new) of a field, or the (cause, event) of the record."""
        rows = self.sql("SELECT cause, event, field, old, new FROM history WHERE record = ? ORDER BY seq", record)
        if name is None:
            return [(row.cause, row.event, None) for row in rows if row.event]
        return [(row.cause, row.old, row.new) for row in rows if row.field == name]
