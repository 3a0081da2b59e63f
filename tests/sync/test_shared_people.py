"""Two or three accounts that know the same people, at random, with faults and crashes: nobody is mixed up, and all comes to rest.

Who a row really is about is known to the test alone. Guards that keep people apart are taken away one at a time: the same
histories have to notice.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import WRITES, Behaviour, Mishap
from crmdesk.store import links
from crmdesk.sync import matching, tying
from crmdesk.sync.matching import Judged
from tests.sync.invariants import check, check_at_rest
from tests.sync.kit import PEOPLE, Crash, Office, Wire

SEEDS = 16
NOTICED_FIRST = (22, 4, 0, 1)
"""The seeds whose histories noticed the guards below when they were last looked at; others follow."""
MOST_SEEDS = 48
"""Histories that a missing guard may take to be noticed; they end with the first."""

STEPS = 16
LINE, DESK = "+33140112233", "info@example.org"
CITIES = ("Lyon", "Nantes", "Rennes", None)


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody, and what there is to know them by."""

    first: str
    last: str
    address: str | None
    phone: str | None = None


HUMANS = (
    Human("Ann", "Martin", "ann@example.org", LINE),
    Human("Marc", "Martin", "marc@example.org", LINE),  # lives with Ann
    Human("Ann", "Martin", "ann.martin@example.org"),  # a namesake
    Human("Ann", "Martin", "ann.junior@example.org", LINE),  # her daughter
    Human("Paul", "Martin", None, LINE),  # her son
    Human("Eva", "Roux", "eva@example.org"),
    Human("Luc", "Petit", DESK),
    Human("Luc", "Petit", DESK, "+33612345678"),  # a namesake at the same desk
    Human("Luc", "Petit", None),
)


class World:
    """One random history."""

    def __init__(self, office: Office, seed: int) -> None:
        self.random = Random(seed)
        self.office = office
        self.who: dict[tuple[str, str], Human] = {}
        """Whom a row is about, by account and id."""
        self.typed: dict[str, Human] = {}
        """Whom a record that was typed here is about."""
        for name in ("a", "b", "c")[: self.random.choice((2, 2, 3))]:
            keyed, lag_ms = self.random.choice(((True, 0), (False, 0), (False, 20_000)))
            office.connect(
                name, Behaviour(keyed=keyed, index_lag_ms=lag_ms, page=self.random.choice((1, 50))), only=(PEOPLE,)
            )

    def step(self) -> None:
        """Something happens."""
        acts = (
            self.enter,
            self.enter,
            self.edit_there,
            self.edit_here,
            self.type_new,
            self.drop,
            self.decide,
            self.run,
            self.run,
        )
        self.office.clock.tick(self.random.choice((0.5, 5, 40)))
        self.random.choice(acts)()

    def wire(self) -> tuple[str, Wire]:
        name = self.random.choice(sorted(self.office.wires))
        return name, self.office.wires[name]

    def enter(self) -> None:
        """A colleague enters somebody; only once in a while somebody who is there already."""
        name, wire = self.wire()
        there = {self.who[name, id] for id in wire.account.there() if (name, id) in self.who}
        human = self.random.choice(HUMANS)
        if human in there and self.random.random() < 0.8:
            return
        emails = None if human.address is None else {"email": human.address, "more_emails": None}
        phones = None if human.phone is None else {"phone": human.phone, "mobile": None}
        raws = {"first_name": human.first, "last_name": human.last, "city": self.random.choice(CITIES)}
        id = wire.account.edit(PEOPLE, None, {**raws, "emails": emails, "phones": phones}, kind=Kind.LEAD)
        self.who[name, id] = human

    def type_new(self) -> None:
        """Somebody is entered here."""
        human = self.random.choice(HUMANS)
        if human in self.typed.values():
            return
        values: dict[str, Any] = {"first_name": human.first, "last_name": human.last}
        for field, value in (("emails", human.address), ("phones", human.phone)):
            if value is not None:
                values[field] = [{"value": value, "primary": True}]
        self.typed[self.office.new(Kind.LEAD, **values)] = human

    def edit_there(self) -> None:
        _, wire = self.wire()
        if wire.account.there():
            wire.account.edit(PEOPLE, self.random.choice(wire.account.there()), {"city": self.random.choice(CITIES)})

    def edit_here(self) -> None:
        live = [row.id for row in self.office.sql("SELECT id FROM lead WHERE life = 'live' ORDER BY id")]
        if live:
            self.office.edit(self.random.choice(live), job_title=self.random.choice(CITIES))

    def drop(self) -> None:
        """A colleague deletes somebody."""
        _, wire = self.wire()
        if wire.account.there() and self.random.random() < 0.5:
            wire.account.delete(PEOPLE, self.random.choice(wire.account.there()))

    def decide(self) -> bool:
        rows = self.office.sql("SELECT record, field FROM conflict WHERE state = 'open' ORDER BY id")
        if not rows:
            return False
        row = self.random.choice(rows)
        keep = self.random.choice((Keep.COMPUTER, Keep.ACCOUNT))
        if row.field == EXISTENCE:
            keep = Keep.COMPUTER
        with suppress(InvalidInput):
            self.office.resolve(self.office.conflicts(row.record)[row.field], keep)
        return True

    def run(self) -> None:
        """One run of one account, in any weather."""
        name, wire = self.wire()
        for _ in range(self.random.choice((0, 0, 1, 2))):
            verb = self.random.choice(("pull", "fetch", "find", "create", "update"))
            mishaps = [Mishap.OFFLINE, Mishap.LOST_BEFORE, *([Mishap.LOST_AFTER] if verb in WRITES else [])]
            wire.account.mishaps.append((verb, self.random.choice(mishaps)))
        if self.random.random() < 0.2:
            self.office.crash_at = self.office.commits + self.random.randrange(1, 30)
        try:
            self.office.sync(name)
        except Crash:
            self.office.reopen()
        self.office.crash_at = None
        wire.account.mishaps.clear()
        check(self.office)
        self.check_nobody_is_mixed_up()

    def check_nobody_is_mixed_up(self) -> None:
        """A record is about one human, and has one row of each account."""
        about: dict[str, set[Human]] = {record: {human} for record, human in self.typed.items()}
        rows: dict[tuple[str, str], int] = {}
        names = {id: name for name, id in self.office.ids.items()}
        for row in self.office.sql("SELECT connection, remote_id, record FROM link WHERE state = ?", links.ACTIVE):
            human = self.who.get((names[row.connection], row.remote_id))
            if human is not None:
                about.setdefault(row.record, set()).add(human)
            rows[row.record, row.connection] = rows.get((row.record, row.connection), 0) + 1
        assert [record for record, humans in about.items() if len(humans) > 1] == []
        assert [place for place, count in rows.items() if count > 1] == []

    def check_everybody_is_one(self) -> None:
        """Who is in several accounts with an address of their own, and was never there twice, is one record."""
        places: dict[Human, list[tuple[str, str]]] = {}
        for place, human in self.who.items():
            places.setdefault(human, []).append(place)
        for human, found in places.items():
            there = all(id in self.office.wires[name].account.there() for name, id in found)
            alone = len({name for name, _ in found}) == len(found) and human not in self.typed.values()
            if alone and there and human.address not in (None, DESK):
                assert len({self.office.record_of(id, name=name) for name, id in found}) == 1, human

    def end(self) -> None:
        """Nobody does anything any more; questions are answered until none is left."""
        for _ in range(12):
            self.office.clock.tick(90_000)
            self.office.settle(pause_s=40, rounds=12)
            if not self.decide():
                break
        self.office.settle(pause_s=40, rounds=12)
        check_at_rest(self.office)
        self.check_nobody_is_mixed_up()
        self.check_everybody_is_one()


def play(folder: Path, seed: int) -> None:
    with Office(folder) as office:
        world = World(office, seed)
        for _ in range(STEPS):
            world.step()
        world.end()


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(SEEDS))
def test_nobody_is_mixed_up(tmp_path: Path, seed: int) -> None:
    play(tmp_path, seed)


BROKEN: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "addresses of desks count": (matching, "is_desk", lambda _: lambda address: False),
    "a number alone is enough": (matching, "_same_name", lambda _: lambda left, right: True),
    "addresses may contradict": (matching, "contradict", lambda _: lambda left, right: False),
    "a second row of an account is tied": (tying, "_leaves_room", lambda _: lambda *given: True),
    "nobody is tied": (tying, "unequivocal", lambda _: lambda rows, known, keys: Judged({}, {})),
}


@pytest.mark.thorough
@pytest.mark.parametrize("guard", BROKEN)
def test_without_a_guard_it_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guard: str) -> None:
    where, name, broken = BROKEN[guard]
    monkeypatch.setattr(where, name, broken(getattr(where, name)))
    for number, seed in enumerate([*NOTICED_FIRST, *range(MOST_SEEDS)]):
        try:
            play(tmp_path / f"{number} {seed}", seed)
        except AssertionError:
            return
    pytest.fail(f"no history noticed that {guard}")
