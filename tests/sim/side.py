"""An account as the simulation uses it: the provider for the engine, a colleague's hands, and the truth for the checks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from random import Random
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import FieldRule, ObjectSpec
from crmdesk.store.connections import Connection
from crmdesk.sync.run import OpenAccount
from tests.sim.oracle import COLLEAGUE, Oracle, Place, Row
from tests.sim.replica import Replica
from tests.sim.trace import Trace
from tests.sim.weather import Weather

PEOPLE_FIELDS = ("first_name", "last_name", "city", "job_title", "tags", "emails", "company")
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.COMPANY: ("name", "city", "country"),
    Kind.LEAD: PEOPLE_FIELDS,
    Kind.CONTACT: PEOPLE_FIELDS,
    Kind.DEAL: ("name", "company", "contacts"),
    Kind.ACTIVITY: ("subject", "about"),
    Kind.NOTE: ("body", "about"),
}
"""The fields that anybody in a history writes; the checks look at these only, on the vendor's side."""

REFERENCES = frozenset({"company", "contacts", "about"})


class Side(ABC):
    """One account. ``id`` is the connection's; ``objects`` tell which object holds a kind."""

    mode = "verified"
    """How updates are protected: ``guarded`` by the vendor, or ``verified`` by reading again."""

    lists_deletions = True
    keyed = True
    hides_links = False
    """Whether links to rows in the recycle bin are not shown, without a word to whoever reads changes."""

    ties_tell = True
    """Whether tying a row to another one gives it another version and date: where not, only the sweep learns of it."""

    merging: tuple[str, ...] = ()
    """The objects whose rows a colleague can merge."""

    def __init__(self, name: str, oracle: Oracle, trace: Trace, weather: Weather, random: Random) -> None:
        self.name = name
        self.id = f"connection-{name}"
        self.oracle = oracle
        self.trace = trace
        self.weather = weather
        self.random = random
        self.objects: dict[Kind, str] = {}
        self.hidden: set[str] = set()
        """Fields that the mapping lacks at present."""
        self.once_unreadable: set[str] = set()
        """Fields that could be written and not read for a while: nobody knows what the vendor made of what was sent."""
        self.once_hidden: set[str] = set()
        """Fields that the mapping lacked for a while: nobody could ask about them meanwhile."""
        self.once_directed: set[str] = set()
        """Fields that travelled one way for a while: what the account held then was noted, and agreed with nobody."""
        self.closed: str | None = None
        """The field that this access may read and not change at present."""
        self.connected_at = 0
        """The tick at which the account was connected, or was so anew."""
        self.requests = 0
        self.specs: Mapping[str, ObjectSpec] = {}
        self.lacking: frozenset[str] = frozenset()
        """Fields that the mapping lacked as the last run began, or that travelled one way: until it is asked again that holds."""

    # -- the vendor's own side ----------------------------------------------------------------------------------------

    @abstractmethod
    def rows(self) -> dict[tuple[str, str], Row]:
        """Every row as it is now, those that are gone included as far as the vendor remembers them."""

    @abstractmethod
    def add(self, kind: Kind, raws: Mapping[str, Any]) -> str:
        """A colleague makes a row; its id."""

    @abstractmethod
    def change(self, object_name: str, id: str, raws: Mapping[str, Any]) -> None:
        """A colleague writes fields."""

    @abstractmethod
    def drop(self, object_name: str, id: str, *, hard: bool) -> None:
        """A colleague deletes a row, into the recycle bin or for good."""

    @abstractmethod
    def bring_back(self, object_name: str, id: str) -> None:
        """A colleague takes a row out of the recycle bin."""

    @abstractmethod
    def merge(self, object_name: str, winner: str, loser: str) -> None:
        """A colleague merges two rows."""

    @abstractmethod
    def convert(self, id: str, kind: Kind) -> None:
        """A colleague makes a lead a contact, or the other way round."""

    @abstractmethod
    def emails_raw(self, addresses: tuple[str, ...]) -> Any:
        """The raw form of e-mail addresses, the primary one first."""

    async def prepare(self) -> None:
        """Find out what a sign-in finds out."""
        return

    def close(self, name: str | None) -> None:
        """An administrator lets this access change every field but one, or every field again."""
        self.closed = name

    def forget_description(self, replica: Replica) -> None:
        """Let a day pass since the account was described."""
        del replica

    # -- the engine's -------------------------------------------------------------------------------------------------

    @abstractmethod
    def connection(self) -> Connection:
        """The connection as the sign-in would store it."""

    @abstractmethod
    def open(self, replica: Replica, connection: Connection) -> AbstractAsyncContextManager[OpenAccount]:
        """The account ready for one run."""

    @abstractmethod
    def administer(self, random: Random) -> str:
        """An administrator changes what there is or who may see it; what, in words."""

    @abstractmethod
    def calm(self) -> None:
        """Nothing goes wrong any more, and what administrators did is undone."""

    @property
    def lookback_ms(self) -> int:
        """How far behind its cursor a feed reads again."""
        return 0

    # -- for all ------------------------------------------------------------------------------------------------------

    @property
    def prompt(self) -> bool:
        """Whether a feed shows at once, and in full, what happened."""
        return not self.hidden

    def observe(self, by: str = COLLEAGUE) -> None:
        """Let the oracle see what is new."""
        for line in self.oracle.observe(self.id, self.rows(), by):
            self.trace(f"    {self.name}: {line}")

    def blind(self, name: str) -> bool:
        """Whether the engine cannot see a field at present."""
        return name in self.hidden or name in self.lacking

    def only_tells(self, name: str) -> bool:
        """Whether a person has chosen that a field is only read here: nobody is asked about it then, a notice says what differs."""
        del name
        return False

    def veils(self, place: Place) -> bool:
        """Whether the engine may not see a row at present."""
        del place
        return False

    def tells_of(self, place: Place) -> bool:
        """Whether a feed tells that a row is gone.

        None tells of what is deleted for good, and some accounts tell of no deletion at all. Of a merge the survivor tells, as
        long as it is there. Such a row is found gone when it is written next, or by a sweep over all ids (2.6).
        """
        past = self.oracle.past[place]
        if past.merged_into is not None:
            return self.oracle.alive((*place[:2], past.merged_into))
        return self.lists_deletions and not past.for_good

    def rule(self, object_name: str, kind: Kind, name: str) -> FieldRule | None:
        """How the engine reads a field here."""
        spec = self.specs.get(object_name)
        return None if spec is None else spec.rules(kind).get(name)

    def describe(self, specs: Iterable[ObjectSpec]) -> None:
        """Note what the engine is told of the account as a run begins."""
        told = {spec.name: spec for spec in specs}
        self.lacking = frozenset(
            name
            for spec in self.specs.values()
            for kind, rules in spec.mapping.items()
            for name, rule in rules.items()
            if spec.name not in told or _travels_otherwise(rule, told[spec.name].rules(kind).get(name))
        )

    def alive(self, *objects: str) -> list[tuple[str, str]]:
        """(object, id) of the rows that are there, in order."""
        rows = self.rows()
        return sorted(place for place, row in rows.items() if row.alive and (not objects or place[0] in objects))

    def gone(self) -> list[tuple[str, str]]:
        """(object, id) of the rows in the recycle bin, in order."""
        return sorted(place for place, row in self.rows().items() if not row.alive and row.merged_into is None)


def _travels_otherwise(usual: FieldRule, told: FieldRule | None) -> bool:
    """Whether a field is not mapped, or in one direction only."""
    return told is None or (told.readable, told.writable) != (usual.readable, usual.writable)
