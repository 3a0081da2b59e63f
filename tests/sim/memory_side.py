"""An account of the vendor in memory, in the characters that vendors have: rewriting, late, guarded, without keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import (
    PermissionLost,
    RateLimited,
    RecordRefused,
    SignInNeeded,
    Unreachable,
    VendorNonsense,
)
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    Create,
    Cursor,
    Done,
    Feed,
    Gone,
    Needle,
    NotNow,
    ObjectSpec,
    Outcome,
    Page,
    Refused,
    RemoteRecord,
    Stamp,
    Update,
)
from crmdesk.providers.histories import Versions
from crmdesk.providers.memory import MemoryProvider
from crmdesk.providers.memory_account import CODECS, OBJECTS, US, Behaviour, MemoryAccount, Mishap, Rewriting
from crmdesk.store.connections import Connection
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount
from tests.sim.clocks import Clocks
from tests.sim.moments import Moments
from tests.sim.oracle import US as OURS
from tests.sim.oracle import Oracle, Place, Row
from tests.sim.replica import Replica
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.trace import Trace
from tests.sim.weather import Weather

MISHAPS = {
    "offline": Mishap.OFFLINE,
    "lost_before": Mishap.LOST_BEFORE,
    "lost_after": Mishap.LOST_AFTER,
}


class SimAccount(MemoryAccount):
    """An account that says what is about to be written through us, and remembers merged rows as vendors do."""

    def __init__(self, clocks: Clocks, behaviour: Behaviour) -> None:
        super().__init__(clocks.there_ms, behaviour)
        self.side: MemorySide
        self.updates: dict[str, Update] = {}
        self.creates: list[Create] = []

    def edit(
        self, name: str, id: str | None, fields: Mapping[str, Any], *, kind: Kind | None = None, by: str = "colleague"
    ) -> str:
        if by != US:
            return super().edit(name, id, fields, kind=kind, by=by)
        if self.side.closed in fields:
            raise RecordRefused("value_refused", vendor_words="Not by you.", remote_field=self.side.closed)
        moments = self.side.moments
        if id is not None:
            moments.update(self.side, name, self.updates[id])
            return super().edit(name, id, fields, kind=kind, by=by)
        item = next(one for one in self.creates if one.fields is fields)
        moments.create(self.side, name, item)
        made = super().edit(name, id, fields, kind=kind, by=by)
        moments.made(self.side, name, item.key, made)
        return made

    def merge(self, name: str, winner: str, loser: str) -> str:
        """Whatever refers to the row that goes refers to the other afterwards, as at every vendor that merges."""
        survivor = super().merge(name, winner, loser)
        for table in self.side.only:
            for id, row in self.rows[table].items():
                for field in sorted(REFERENCES & row.fields.keys()):
                    pairs = [list(pair) for pair in row.fields[field] or ()]
                    if [name, loser] in pairs:
                        moved = sorted(
                            [pair for pair in pairs if pair not in ([name, loser], [name, winner])] + [[name, winner]]
                        )
                        self.edit(table, id, {field: moved})
        return survivor

    def delete(self, name: str, id: str, *, merged_into: str | None = None) -> None:
        super().delete(name, id, merged_into=merged_into)
        for row in self.rows[name].values():
            # What was merged into a row goes with it, and the feed says so.
            if row.gone is not None and row.gone.merged_into == id:
                row.gone, row.changed_ms = replace(row.gone, merged_into=merged_into), self.now_ms()


class MemoryWire(MemoryProvider):
    """The provider over such an account, in the weather of the day."""

    def __init__(self, side: MemorySide) -> None:
        super().__init__(side.account)
        self._side = side

    def objects(self) -> Sequence[ObjectSpec]:
        return [
            replace(
                spec,
                mapping={
                    kind: {
                        name: replace(rule, **self._side.directed[name]) if name in self._side.directed else rule
                        for name, rule in rules.items()
                        if name not in self._side.hidden
                    }
                    for kind, rules in spec.mapping.items()
                    if self._side.objects.get(kind) == spec.name
                },
                creates=spec.creates & self._side.objects.keys(),
            )
            for spec in super().objects()
            if spec.name in self._side.only - self._side.shut
        ]

    def feeds(self) -> Sequence[Feed]:
        every_s = self._side.every_s if self._side.seldom else 0
        mine = [feed for feed in super().feeds() if feed.object in self._side.only - self._side.shut]
        return [feed if feed.whole else replace(feed, every_s=every_s) for feed in mine]

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        mishap, tick = await self._meet("pull", feed.object)
        async with aclosing(super().pull(feed, cursor)) as pages:
            async for page in pages:
                veiled = self._side.veiled
                seen = [self._shown(row) for row in page.records if (feed.object, row.id) not in veiled]
                listed = {id: version for id, version in page.listed.items() if (feed.object, id) not in veiled}
                shown = replace(page, records=seen, listed=listed)
                if mishap == "shuffle":
                    shown = replace(shown, records=self._side.weather.shuffled(shown.records))
                if mishap == "duplicate" and not shown.last:
                    yield shown
                self._side.oracle.look(self._side.id, feed.object, [row.id for row in shown.records], tick)
                yield shown
                if mishap == "cut" and not shown.last:
                    raise Unreachable("unreachable", host="memory")
                tick = self._side.oracle.tick
                await self._rest()

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        _, tick = await self._meet("fetch", object_name)
        found = await super().fetch(object_name, ids)
        self._side.oracle.look(self._side.id, object_name, list(ids), tick)
        for id in found.keys() & {id for name, id in self._side.veiled if name == object_name}:
            found = {**found, id: Absence(object_name, id, Gone.NO_ACCESS)}
        return {id: self._shown(row) if isinstance(row, RemoteRecord) else row for id, row in found.items()}

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        await self._meet("find", object_name)
        return [self._shown(row) for row in await super().find(object_name, kind, needle)]

    async def made_since(self, object_name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        await self._meet("made_since", object_name)
        return [self._shown(row) for row in await super().made_since(object_name, kind, since)]

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        return await self._write_in_weather("create", object_name, items)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        return await self._write_in_weather("update", object_name, items)

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        return await self._write_in_weather("delete", object_name, ids)

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        await self._meet("authorship", object_name)
        return await super().authorship(object_name, wanted)

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        await self._meet("versions", object_name)
        return await super().versions(object_name, wanted, named=named)

    async def _write_in_weather(self, verb: str, name: str, items: Sequence[Any]) -> list[Outcome]:
        side = self._side
        mishap, _ = await self._meet(verb, name)
        outcomes: dict[int, Outcome] = {}
        if mishap in ("partial", "not_now"):
            error = RecordRefused("record_refused", vendor_words="Not today.")
            later = NotNow(RateLimited("rate_limited", retry_after_s=5.0), 5.0)
            hit = side.weather.split(len(items))
            outcomes = {at: Refused(error) if mishap == "partial" else later for at, is_hit in enumerate(hit) if is_hit}
        chosen = [(at, item) for at, item in enumerate(items) if at not in outcomes]
        side.account.updates = {item.id: item for _, item in chosen if isinstance(item, Update)}
        side.account.creates = [item for _, item in chosen if isinstance(item, Create)]
        if verb == "delete" and not self._will_be_lost():
            for _, id in chosen:
                if side.oracle.alive((side.id, name, id)):
                    side.moments.delete(side, name, id)
        act: Any = {"create": super().create, "update": super().update, "delete": super().delete}[verb]
        try:
            answers = await act(name, [item for _, item in chosen])
        finally:
            side.observe(OURS)
        outcomes |= {at: self._hiding(answer) for (at, _), answer in zip(chosen, answers, strict=True)}
        await self._rest()
        if mishap == "nonsense":
            raise VendorNonsense("answer_truncated", endpoint=verb)
        return [outcomes[at] for at in range(len(items))]

    def _will_be_lost(self) -> bool:
        mishaps = self._side.account.mishaps
        return bool(mishaps) and mishaps[0][1] is not Mishap.LOST_AFTER

    async def _meet(self, verb: str, name: str) -> tuple[str | None, int]:
        """The mishap of this request, if it lets it happen at all, and the last moment before it."""
        side, writes = self._side, verb in ("create", "update", "delete")
        side.requests += 1
        await self._rest()
        side.weather.pass_by()
        mishap = side.weather.strike(writes=writes, creates=verb == "create")
        side.trace(f"  {side.name}: {verb} {name}{' ' + mishap if mishap else ''}")
        fault = "forbidden_write" if writes else "forbidden_read"
        if side.weather.forbidden == (fault, name):
            raise PermissionLost("not_allowed", endpoint=name)
        match mishap:
            case "offline" | "lost_before" | "lost_after":
                side.account.mishaps[:] = [(verb, MISHAPS[mishap])]
            case "limited":
                raise RateLimited("rate_limited", retry_after_s=5.0)
            case "nonsense" if not writes:
                raise VendorNonsense("answer_truncated", endpoint=name)
            case "signed_out":
                raise SignInNeeded("access_refused")
        return mishap, side.oracle.tick

    async def _rest(self) -> None:
        await asyncio.sleep(self._side.weather.pause_s())

    def _shown(self, row: RemoteRecord) -> RemoteRecord:
        lost = self._side.hidden | self._side.unreadable
        return replace(row, fields={name: raw for name, raw in row.fields.items() if name not in lost})

    def _hiding(self, outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Done) or outcome.record is None:
            return outcome
        return Done(self._shown(outcome.record))


class MemorySide(Side):
    """One such account."""

    merging = ("people", "companies")
    every_s = 3600
    """How often lists are read where they are so only now and then."""

    def __init__(
        self, name: str, oracle: Oracle, trace: Trace, weather: Weather, random: Random, clocks: Clocks
    ) -> None:
        super().__init__(name, oracle, trace, weather, random)
        lag_ms, self.keyed = random.choice(((0, True), (0, False), (20_000, False), (20_000, True)))
        self.lists_deletions = random.random() < 0.8
        guarded = random.random() < 0.3
        self.mode = "guarded" if guarded else "verified"
        rewritings = (Rewriting.NONE, Rewriting.NONE, Rewriting.UPPER, Rewriting.TRUNCATE)
        self.behaviour = Behaviour(
            rewriting=random.choice(rewritings),
            keyed=self.keyed,
            guarded=guarded,
            lists_deletions=self.lists_deletions,
            index_lag_ms=lag_ms,
            batch=random.choice((1, 3, 100)),
            page=random.choice((1, 2, 100)),
        )
        self._clocks = clocks
        self.account = SimAccount(clocks, self.behaviour)
        self.account.side = self
        self.moments: Moments
        self.unreadable: set[str] = set()
        """Fields that answers leave out."""
        self.seldom = False
        """Whether lists are read only now and then, unless a person asks for a run."""
        self.veiled: set[tuple[str, str]] = set()
        """Rows that this access may not see at present."""
        self.shut: set[str] = set()
        """Objects that this access may not see at present."""
        self.directed: dict[str, Mapping[str, Any]] = {}
        """Fields that travel one way only, as a person has chosen, with what their rules say otherwise."""
        kinds = random.choice((FIELDS.keys(), (Kind.LEAD, Kind.CONTACT), (Kind.LEAD, Kind.CONTACT, Kind.COMPANY)))
        self.objects = {kind: object_name for object_name, held in OBJECTS.items() for kind in held if kind in kinds}
        self.only = frozenset(self.objects.values())
        self.wire = MemoryWire(self)
        self.specs = {spec.name: spec for spec in self.wire.objects()}

    def rows(self) -> dict[tuple[str, str], Row]:
        found: dict[tuple[str, str], Row] = {}
        for name in sorted(self.only):
            for row in self.account.rows[name].values():
                fields = {
                    each: CODECS[CATALOGUE[row.kind][each].type].canon(row.fields.get(each))
                    for each in FIELDS[row.kind]
                }
                merged_into = None if row.gone is None else row.gone.merged_into
                found[name, row.id] = Row(row.kind, row.gone is None, fields, row.changed_ms, merged_into)
        return found

    @property
    def prompt(self) -> bool:
        hiding = self.hidden or self.unreadable or self.veiled or self.shut or self.directed
        return not (hiding or self.seldom or self.behaviour.index_lag_ms)

    def veils(self, place: Place) -> bool:
        return place[1:] in self.veiled

    def blind(self, name: str) -> bool:
        return super().blind(name) or name in self.unreadable or name in self.directed

    def only_tells(self, name: str) -> bool:
        return self.directed.get(name, {}).get("writable") is False

    def add(self, kind: Kind, raws: Mapping[str, Any]) -> str:
        return self.account.edit(self.objects[kind], None, raws, kind=kind)

    def make_anew(self, kind: Kind, key: str, raws: Mapping[str, Any]) -> str:
        """Another computer makes a row for a record that both know by the same id."""
        id = self.add(kind, raws)
        row = self.account.rows[self.objects[kind]][id]
        row.key, row.maker = key, US
        self.account.keys[key] = row
        return id

    def change(self, object_name: str, id: str, raws: Mapping[str, Any]) -> None:
        self.account.edit(object_name, id, raws)

    def drop(self, object_name: str, id: str, *, hard: bool) -> None:
        self.account.delete(object_name, id)
        if hard:
            del self.account.rows[object_name][id]

    def bring_back(self, object_name: str, id: str) -> None:
        row = self.account.rows[object_name][id]
        row.gone, row.changed_ms, row.version = None, self.account.now_ms(), row.version + 1
        for other in self.account.rows[object_name].values():
            other.merged = tuple(each for each in other.merged if each != id)
        if row.key is not None:
            self.account.keys[row.key] = row

    def merge(self, object_name: str, winner: str, loser: str) -> None:
        self.account.merge(object_name, winner, loser)

    def convert(self, id: str, kind: Kind) -> None:
        if kind in self.objects:
            self.account.edit("people", id, {}, kind=kind)

    @property
    def leads_alone(self) -> bool:
        """Whether people are leads here, and nothing else."""
        return Kind.CONTACT not in self.objects

    def hold_leads_alone(self) -> None:
        """Let the table of people be one of leads, as before anybody was in it."""
        del self.objects[Kind.CONTACT]
        self.specs = {spec.name: spec for spec in self.wire.objects()}

    def emails_raw(self, addresses: tuple[str, ...]) -> Any:
        return {"email": addresses[0], "more_emails": ";".join(addresses[1:]) or None} if addresses else None

    def connection(self) -> Connection:
        account: dict[str, Any] = {"id": self.id, "name": self.name, "user": None, "currency": "EUR", "granted": []}
        routes = routes_of(list(self.wire.objects()))
        return Connection(self.id, self.name, "memory", account, routes=routes, sending=True)

    @asynccontextmanager
    async def open(self, replica: Replica, connection: Connection) -> AsyncIterator[OpenAccount]:
        yield OpenAccount(self.wire, clock_offset=lambda: self._clocks.there() - self._clocks.here())

    def administer(self, random: Random) -> str:
        there = self.alive()
        if there and random.random() < 0.6:
            place = random.choice(there)
            self.veiled ^= {place}
            self._tell_again()
            return f"{place} {'veiled' if place in self.veiled else 'unveiled'}"
        chosen = random.choice((self.hidden, self.unreadable))
        name = random.choice(("tags", "city"))
        word = "hidden" if chosen is self.hidden else "unreadable"
        chosen ^= {name}
        self.once_unreadable |= self.unreadable
        self.once_hidden |= self.hidden
        self._tell_again()
        return f"{name} {'' if name in chosen else 'not '}{word}"

    def _tell_again(self) -> None:
        """Feeds bring every row once more: nothing else would tell that a field of it can be read again."""
        for name in self.only:
            for row in self.account.rows[name].values():
                row.changed_ms, row.version = self.account.now_ms(), row.version + 1

    def direct(self, name: str, way: Mapping[str, Any]) -> None:
        """Let a field travel one way only."""
        self.directed[name] = way
        for once in (self.once_directed, self.once_hidden, self.once_unreadable):
            once.add(name)

    def calm(self) -> None:
        if self.unreadable or self.veiled:
            self._tell_again()
        self.veiled.clear()
        self.shut.clear()
        self.hidden.clear()
        self.unreadable.clear()
        self.directed.clear()
        self.close(None)
        self.account.mishaps.clear()
