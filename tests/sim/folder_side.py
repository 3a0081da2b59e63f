"""An account that keeps one field of leads in rows of their own, which only add it to a person's row, as HubSpot's leads do."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from random import Random

from crmdesk.domain.kinds import Kind
from crmdesk.providers import codecs
from crmdesk.providers.base import (
    Absence,
    Create,
    Cursor,
    Done,
    Feed,
    FieldRule,
    ObjectSpec,
    Outcome,
    Page,
    RemoteRecord,
    Stamp,
    Update,
)
from crmdesk.providers.histories import Versions
from tests.sim.clocks import Clocks
from tests.sim.memory_side import MemorySide, MemoryWire
from tests.sim.oracle import Oracle
from tests.sim.trace import Trace
from tests.sim.weather import Weather

FOLDERS, PEOPLE = "folders", "people"
FIELD = "sector"


class FolderWire(MemoryWire):
    """The provider over such an account. No other mishap meets folders than that they are not shown."""

    def __init__(self, side: FolderSide) -> None:
        super().__init__(side)
        self._folders = side.folders
        self._shut = side.shut

    def objects(self) -> Sequence[ObjectSpec]:
        mains = [
            replace(
                spec,
                mapping={
                    kind: {name: rule for name, rule in rules.items() if (spec.name, name) != (PEOPLE, FIELD)}
                    for kind, rules in spec.mapping.items()
                },
            )
            for spec in super().objects()
        ]
        rule = FieldRule(FIELD, (FIELD,), codecs.Text())
        folder = ObjectSpec(FOLDERS, {Kind.LEAD: {FIELD: rule}}, creates=frozenset({Kind.LEAD}), part_of=PEOPLE)
        return [*([] if FOLDERS in self._shut else [folder]), *mains]

    def feeds(self) -> Sequence[Feed]:
        return [*([] if FOLDERS in self._shut else [Feed(FOLDERS, FOLDERS)]), *super().feeds()]

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        if feed.object != FOLDERS:
            async with aclosing(super().pull(feed, cursor)) as pages:
                async for page in pages:
                    yield page
            return
        await self._meet("pull", FOLDERS)
        yield Page([self._row(id) for id in sorted(self._folders)], {}, last=True)

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        if object_name != FOLDERS:
            return await super().fetch(object_name, ids)
        await self._meet("fetch", FOLDERS)
        return {id: self._row(id) if id in self._folders else Absence(FOLDERS, id) for id in ids}

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        if object_name != FOLDERS:
            return await super().create(object_name, items)
        await self._meet("create", FOLDERS)
        made = [f"f{len(self._folders) + at}" for at in range(len(items))]
        for id, item in zip(made, items, strict=True):
            assert item.part_of is not None
            self._folders[id] = (item.part_of[1], item.fields[FIELD])
        return [Done(self._row(id)) for id in made]

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        if object_name != FOLDERS:
            return await super().update(object_name, items)
        await self._meet("update", FOLDERS)
        for item in items:
            self._folders[item.id] = (self._folders[item.id][0], item.fields[FIELD])
        return [Done(self._row(item.id)) for item in items]

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        return {} if object_name == FOLDERS else await super().authorship(object_name, wanted)

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        return {} if object_name == FOLDERS else await super().versions(object_name, wanted, named=named)

    def _row(self, id: str) -> RemoteRecord:
        person, held = self._folders[id]
        main = self._account.rows[PEOPLE].get(person)
        # Whoever is in the bin is not shown as linked any more.
        part_of = None if main is not None and main.gone is not None else (PEOPLE, person)
        return RemoteRecord(FOLDERS, id, Kind.LEAD, {FIELD: held}, part_of=part_of)


class FolderSide(MemorySide):
    """One such account. ``folders`` are the id of the person's row and the value of the field, by id."""

    def __init__(
        self, name: str, oracle: Oracle, trace: Trace, weather: Weather, random: Random, clocks: Clocks
    ) -> None:
        super().__init__(name, oracle, trace, weather, random, clocks)
        self.folders: dict[str, tuple[str, str | None]] = {}
        self.wire = FolderWire(self)
        self.specs = {spec.name: spec for spec in self.wire.objects()}
