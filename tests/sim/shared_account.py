"""An account at which two computers work by the same access: who wrote what into its rows, and what was replaced unseen.

Everybody types words that are coined once (``Coined``), so that each is known again in whatever column it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

import httpx

from crmdesk.domain.kinds import Kind
from tests.sim.office import Office
from tests.sim.oracle import COLLEAGUE, Oracle, Place, Row
from tests.sim.people import NAMES, Words
from tests.sim.trace import Trace
from tests.sim.transport import Wire
from tests.sim.violation import Violation
from tests.sim.weather import Weather

TABLES: Mapping[str, Mapping[str, Kind]] = {
    "hubspot": {"contacts": Kind.LEAD, "notes": Kind.NOTE},
    "pipedrive": {"persons": Kind.LEAD, "notes": Kind.NOTE},
    "salesforce": {"Lead": Kind.LEAD, "Contact": Kind.CONTACT, "Note": Kind.NOTE},
    "zoho": {"Leads": Kind.LEAD, "Contacts": Kind.CONTACT, "Notes": Kind.NOTE},
}
"""The objects whose rows are watched; a row of the first kind may be of another one, too."""
TYPED: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEAD: ("city", "first_name", "last_name", "job_title"),
    Kind.CONTACT: ("city", "first_name", "last_name", "job_title"),
    Kind.NOTE: ("body",),
}
"""The fields into which people type."""
NAMED = frozenset(name for names in TYPED.values() for name in names)
STEMS = (*NAMES, "Lyon", "Nantes", "Rennes")
COINED = re.compile(r"[A-Z][a-z]+-[0-9]{3}(?![0-9])")
BLANKS = 0.05
_COPIES = frozenset({"Company"})
"""What an account cannot do without, and was given once: a person's name."""
_GONE = ("archived", "is_deleted", "IsDeleted", "$gone")


class Coined(Words):
    """Words that nobody has typed before, and now and then a blank. ``fields`` says of each for which field it was coined."""

    def __init__(self, random: Random, fields: dict[str, str]) -> None:
        super().__init__(random)
        self.fields = fields

    def plain(self, name: str) -> str | None:
        """A new word for a field."""
        if name in ("city", "job_title", "first_name") and self.random.random() < BLANKS:
            return None
        coined = f"{self.random.choice(STEMS)}-{len(self.fields) + 1:03}"
        self.fields[coined] = name
        return coined

    def pick(self, kind: Kind) -> list[str]:
        """Mostly one field; both computers often mean the same."""
        names = TYPED[kind]
        return [names[0]] if self.random.random() < 0.5 else self.random.sample(names, min(2, len(names)))


class SharedAccount(Office):
    """The account, watched from request to request. ``user`` is who is at it: the name of a computer, or a colleague.

    ``has_seen`` says whether a computer has ever had a word before it that it replaces in a row that lives on, or deletes.
    """

    def __init__(self, name: str, *, seed: int, coined: Coined, trace: Trace) -> None:
        super().__init__(name, records=0, seed=seed)
        self.coined = coined
        self.trace = trace
        self.weather = Weather(coined.random)
        self.oracle = Oracle()
        self.user = COLLEAGUE
        self.has_seen: Callable[[str, str, bool], bool] = lambda user, word, alive: True
        self.wrong: list[Violation] = []

    def transport(self) -> httpx.AsyncBaseTransport:
        """Through the weather."""
        return Wire(self.application, self.board, self.weather, self._told, self._watch)

    def _told(self, line: str) -> None:
        self.trace(f"  {self.name}: {line}")

    def _watch(self, request: httpx.Request, done: bool) -> None:
        if done:
            self.observe()

    def observe(self) -> None:
        """Take the rows in as they are now: what is no longer there had been seen by whoever wrote last."""
        before = dict(self.oracle.rows)
        for line in self.oracle.observe(self.name, self._rows(), self.user):
            self.trace(f"    {line}")
        for place, row in before.items():
            for word in self._replaced(place, row):
                if self.user != COLLEAGUE and not self.has_seen(self.user, word, self.oracle.rows[place].alive):
                    self.wrong.append(Violation("I2", f"{self.user} replaced {word} in {place}, and had never seen it"))

    def _replaced(self, place: Place, before: Row) -> Iterator[str]:
        """The words that a row held and holds no more; a note may go along with whom it is about."""
        now = self.oracle.rows[place]
        if not before.alive or (not now.alive and before.kind is Kind.NOTE):
            return
        for name, words in before.fields.items():
            kept = now.fields.get(name) if now.alive else None
            yield from (word for word in words or () if word not in (kept or ()))

    def _rows(self) -> dict[tuple[str, str], Row]:
        """The rows of the account, with the words that were coined here."""
        found: dict[tuple[str, str], Row] = {}
        for table, kind in TABLES[self.name].items():
            for row in self.vendor.dump(table):
                alive = not any(row.get(name) for name in _GONE)
                found[table, str(row.get("id", row.get("Id")))] = Row(kind, alive, self._words(row), 0)
        return found

    def _words(self, row: Mapping[str, Any]) -> dict[str, tuple[str, ...] | None]:
        """The coined words that stand in a row, by the field that they were coined for."""
        cells = {**row, **(row.get("properties") or {}), **(row.get("custom_fields") or {})}
        texts = [cell for name, cell in cells.items() if isinstance(cell, str) and name not in _COPIES]
        held = {word for text in texts for word in COINED.findall(text)}
        found: dict[str, tuple[str, ...] | None] = dict.fromkeys(sorted(NAMED))
        for word in sorted(held & self.coined.fields.keys()):
            found[self.coined.fields[word]] = (*(found[self.coined.fields[word]] or ()), word)
        return found

    def ever_held(self, word: str) -> bool:
        """Whether any row ever held a word."""
        name = self.coined.fields[word]
        return any(word in (held or ()) for place in self.oracle.past for held in self.oracle.ever_held(place, name))

    def alive(self) -> dict[Place, Row]:
        """The rows that are there."""
        return {place: row for place, row in self.oracle.rows.items() if row.alive}

    def drop_somebody(self, random: Random) -> None:
        """A colleague deletes somebody in the vendor's own program."""
        people = sorted(place for place, row in self.alive().items() if row.kind is not Kind.NOTE)
        if people:
            _, table, id = random.choice(people)
            self.trace(f"{self.name}: a colleague deletes {table} {id}")
            self.user = COLLEAGUE
            self.vendor.delete(table, id, hard=False)
            self.observe()
