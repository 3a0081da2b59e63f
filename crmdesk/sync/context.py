"""What every stage of a run is given: the connection, its objects and rules, and the counts it adds to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from crmdesk.domain.events import RunStage
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.providers.base import Capabilities, FieldRule, ObjectSpec
from crmdesk.store.connections import Connection
from crmdesk.store.unit import Unit
from crmdesk.sync.permissions import LostPermissions

Progress: TypeAlias = Callable[[RunStage, str, int, int | None], None]
"""Told how far a run is: the stage, the object, rows done, and how many there are in all where that is known."""


@dataclass(slots=True)
class Context:
    """One run of one connection. ``counts`` are what the report shows: pulled, applied, merged, conflicts_opened and so on.

    ``unanswered`` are rows, as (object, remote id), that this run may not read, so that it cannot tell whether they are gone.
    ``lost`` is what it was not allowed to read or write.
    ``restless``: rows of what is being sent have just moved there, so that colleagues are at work on them.
    ``rest_s``: what was typed less than so many seconds ago is left to a later run. ``dry``: nothing is taken in or sent
    yet, for the account's first sync is not settled. ``check_place`` raises Busy where another process runs the connection by now.
    """

    connection: Connection
    run: str
    objects: Mapping[str, ObjectSpec]
    capabilities: Capabilities
    counts: Counter[str] = field(default_factory=Counter)
    clock_offset: Callable[[], float | None] = lambda: None
    rest_s: float = 0.0
    dry: bool = False
    restless: bool = False
    unanswered: set[tuple[str, str]] = field(default_factory=set)
    lost: LostPermissions = field(default_factory=LostPermissions)
    check_place: Callable[[Unit], None] = lambda _: None

    @property
    def offset_s(self) -> float:
        """How many seconds the account's clock is ahead of ours, as far as anybody knows."""
        measured = self.clock_offset()
        return (self.connection.clock_offset_s or 0.0) if measured is None else measured

    @property
    def id(self) -> str:
        """The connection's id."""
        return self.connection.id

    def is_keyed(self, object_name: str) -> bool:
        """Whether rows of an object carry crmdesk's key."""
        spec = self.objects.get(object_name)
        return spec is not None and spec.keyed

    def part_of(self, object_name: str) -> str | None:
        """The object to whose rows those of an object only add fields; None for any other.

        One that the account does not show for a while adds fields as before: its rows stand and fall with the same main rows.
        """
        spec = self.objects.get(object_name)
        if spec is not None:
            return spec.part_of
        return next((route.part_of for route in self.connection.routes if route.object == object_name), None)

    def has_parts(self, object_name: str) -> bool:
        """Whether there are rows that add fields to those of an object."""
        return any(spec.part_of == object_name for spec in self.objects.values())

    def is_list(self, object_name: str) -> bool:
        """Whether an object is a short list that records refer to: users, pipelines, stages."""
        spec = self.objects.get(object_name)
        return spec is not None and spec.mapping.keys().isdisjoint(RECORD_KINDS)

    def rules(self, object_name: str, kind: Kind) -> Mapping[str, FieldRule]:
        """The field rules of a kind in an object; empty for an object that the account no longer has."""
        spec = self.objects.get(object_name)
        return {} if spec is None else spec.rules(kind)
