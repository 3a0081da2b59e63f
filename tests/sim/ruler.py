"""Who sets policies and takes whole runs back, in some of the histories: chosen by a part of the seed of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.store import policies, run_undoing, undoing
from crmdesk.store.queries.run_effects import What, run_effects
from tests.sim.people import CITIES, Person, Words
from tests.sim.reading import Reading
from tests.sim.side import REFERENCES
from tests.sim.violation import Violation

SHARE = 0.4
"""How many histories know policies."""

_WAYS = (Way.COMPUTER, Way.ACCOUNT, Way.NEWEST, Way.NEWEST, Way.FILLED, Way.FILLED, Way.PREFER, Way.ASK)
_SCOPES = (Scope(), Scope(field="city"), Scope(kind=Kind.LEAD), Scope(field="last_name", kind=Kind.LEAD))


class Ruler:
    """Sets policies, gives them something to decide, and takes runs back. What is chosen does not touch the rest's randomness."""

    def __init__(self, random: Random, person: Person, reading: Reading) -> None:
        self.random = random
        self.person = person
        self.replica, self.picture, self.trace = person.replica, person.picture, person.trace
        self.sides = reading.sides
        self.words = Words(random)
        self.rules = random.random() < SHARE
        self.set = 0
        self.filling = False
        """Whether the newest policy keeps what is filled in."""
        self._known: set[str] = set()
        self.undone: list[str] = []
        self.wrong: list[Violation] = []

    def act(self) -> None:
        """Now and then."""
        if not self.rules:
            return
        self.look_at_decisions()
        doing = self.random.random()
        if doing < 0.25 or not self.set:
            self.rule()
        elif doing < 0.5:
            self.provoke()
        elif doing < 0.6:
            self.undo_run()
        elif doing < 0.65 and self.undone:
            self.give_back(self.undone.pop())

    def rule(self) -> None:
        """Set a policy, or switch them off."""
        way, scope = self.random.choice(_WAYS), self.random.choice(_SCOPES) if self.set else Scope()
        self.set += 1
        self.filling = way is Way.FILLED
        ticked = frozenset(Guard) if scope == Scope() and self.random.random() < 0.3 else frozenset[Guard]()
        preferred = self.random.choice(sorted(self.sides)) if way is Way.PREFER else None
        made = Policy("", scope, way, preferred, ticked, self.random.random() < 0.9)
        self.replica.write(lambda unit: policies.put(unit, made))
        self.trace(f"here: policy {way.value} about {scope.field} {scope.kind} {sorted(ticked)} {made.on}")

    def provoke(self) -> None:
        """The city of a record is changed there, and mostly here at the same time."""
        links = [one for one in self.picture.links.values() if one.state == "active" and "city" in one.bases]
        known = [
            one
            for one in links
            if self.sides[one.connection].alive(one.object).count((one.object, one.remote_id or ""))
        ]
        live = [one for one in known if self.picture.records[one.record].life == "live"]
        if not live:
            return
        link = self.random.choice(sorted(live, key=lambda one: one.id))
        side, city = self.sides[link.connection], self.words.plain("city")
        if self.filling and city in CITIES[:3]:
            city = None  # the one case in which keeping what is filled in says something
        self.trace(f"{side.name}: edit {link.object} {link.remote_id} city {city}")
        side.change(link.object, link.remote_id or "", {"city": city})
        side.observe()
        if "city" in self.picture.records[link.record].fields and self.random.random() < 0.6:
            self.person.edit(link.record, {"city": self.words.plain("city")})

    def _edit_what_it_wrote(self, run: str) -> None:
        """A person changes a field that a run has brought."""
        cities = self._cities(run)
        if cities and self.random.random() < 0.5:
            self.person.edit(self.random.choice(cities), {"city": self.words.plain("city")})

    def _cities(self, run: str) -> list[str]:
        """The records whose city a run has changed, as far as it still stands."""
        found = self.replica.read(lambda reader: run_effects(reader, run)).taken_back
        cities = [each.record for each in found if each.what is What.VALUE and each.field == "city"]
        return [record for record in cities if self.picture.records[record].life == "live"]

    def undo_run(self) -> None:
        """Take a run back; U1: nothing that anything else wrote since is touched. I15: the rest is what it was, or named."""
        runs = self.replica.read(_runs)
        if not runs:
            return
        bringing = [run for run in runs if self._cities(run)]
        run = self.random.choice((bringing or runs)[-4:])
        self._edit_what_it_wrote(run)
        before, effects = self.replica.read(_last_runs), self.replica.read(lambda reader: run_effects(reader, run))
        brought = self.replica.read(lambda reader: _values_before(reader, run))
        told = len(self.picture.ledger)
        try:
            change = self.replica.write(lambda unit: run_undoing.undo_run(unit, run))
        except InvalidInput as error:
            self.trace(f"here: undo of run {run} refused, {error.key}")
            return
        self.trace(f"here: undo of run {run}")
        self.undone.append(change)
        for entry in self.picture.ledger[told:]:
            wrote = before.get((entry.record, entry.field or ""))
            if wrote != run:
                text = f"{entry.record} {entry.field or entry.event}: taken back with {run}, {wrote} wrote it last"
                self.wrong.append(Violation("U1", text))
        named = {(each.record, each.field) for each in effects.left}
        for (record, name), held in brought.items():
            present, value = self.picture.records[record], self.person.by_now(held) if name in REFERENCES else held
            if present.life == "live" and (record, name) not in named and present.value(name) != value:
                text = f"{record} {name} is {present.value(name)!r}, before run {run} it was {value!r}"
                self.wrong.append(Violation("I15", text))

    def give_back(self, change: str) -> None:
        """Take the undo of a run back, as far as nothing has changed since."""
        try:
            self.replica.write(lambda unit: undoing.undo(unit, change))
        except InvalidInput as error:
            self.trace(f"here: giving back {change} refused, {error.key}")
            return
        self.trace(f"here: gave back {change}")
        # What a policy decided once is decided again, whatever it says by now.
        self._known |= set(self.replica.read(_decisions))

    def look_at_decisions(self) -> None:
        """P1: what policies decided is what their ways say. To be asked before any of them changes."""
        self.wrong += self.replica.read(lambda reader: list(_wrongly_decided(reader, self._known)))


def _decisions(reader: sa.Connection) -> list[str]:
    return list(reader.exec_driver_sql("SELECT id FROM decision").scalars())


def _runs(reader: sa.Connection) -> list[str]:
    """The runs that brought anything, oldest first."""
    query = (
        "SELECT DISTINCT run.id FROM run JOIN history ON history.run = run.id WHERE status <> 'running' ORDER BY run.id"
    )
    return list(reader.exec_driver_sql(query).scalars())


def _last_runs(reader: sa.Connection) -> dict[tuple[str, str], str | None]:
    """The run that wrote what each field holds, and by a blank name the one that brought the record; None for a person.

    What was taken back is as whoever wrote that last had left it; a policy's decision that was given back is the run's again.
    """
    query = """
        SELECT history.record, field, event, cause, history.run, old, new, decision.who
        FROM history LEFT JOIN decision ON decision.id = history.decision ORDER BY seq
    """
    found: dict[tuple[str, str], str | None] = {}
    wrote: dict[tuple[str, str], list[tuple[str | None, str | None]]] = {}
    for row in reader.exec_driver_sql(query):
        key = (row.record, row.field or "")
        earlier = wrote.setdefault(key, [(row.old, found.get((row.record, "")))])
        if row.cause == "decision" and row.who is not None and row.who.startswith("policy:"):
            found[key] = next((run for _, run in reversed(earlier) if run is not None), None)
        elif row.cause != "undo":
            found[key] = row.run
        elif row.field is not None:
            found[key] = next((run for value, run in reversed(earlier[:-1]) if value == row.new), found.get(key))
        earlier.append((row.new, found.get(key)))
        if row.event == "imported":
            found[row.record, ""] = row.run
    return found


def _values_before(reader: sa.Connection, run: str) -> dict[tuple[str, str], Any]:
    """What fields held before a run wrote into them, of records that were here before; where nothing else wrote since."""
    imported: set[str] = set()
    found: dict[tuple[str, str], Any] = {}
    query = "SELECT record, field, event, cause, old FROM history WHERE run IS ? ORDER BY seq"
    for row in reader.exec_driver_sql(query, (run,)):
        if row.event == "imported":
            imported.add(row.record)
        elif row.field is not None and row.cause == "remote":
            found.setdefault((row.record, row.field), None if row.old is None else json.loads(row.old))
    others = """
        SELECT DISTINCT record, field FROM history WHERE field IS NOT NULL AND (run IS NOT ? OR cause <> 'remote')
        AND seq > (SELECT min(seq) FROM history WHERE run = ?)
    """
    mixed = {(row.record, row.field) for row in reader.exec_driver_sql(others, (run, run))}
    return {place: held for place, held in found.items() if place not in mixed and place[0] not in imported}


def _wrongly_decided(reader: sa.Connection, known: set[str]) -> Iterator[Violation]:
    """What policies decided beside what they say; of decisions that are ``known`` by now they said so earlier."""
    query = """
        SELECT decision.id, decision.chosen, decision.rejected, decision.undo, conflict.field, conflict.accounts, rule
        FROM decision JOIN conflict ON conflict.id = decision.conflict
        JOIN policy ON 'policy:' || policy.id = decision.who
        WHERE version = (SELECT max(version) FROM policy AS other WHERE other.id = policy.id)
    """
    for row in reader.exec_driver_sql(query):
        if row.id in known:
            continue
        known.add(row.id)
        rule, chosen, field = json.loads(row.rule), json.loads(row.chosen), row.field
        name = f"decision {row.id} about {field} by {rule['way']}"
        if field == EXISTENCE:
            if "existence" not in rule["ticked"]:
                yield Violation("P1", f"{name}: nobody ticked that")
            continue
        local = json.loads(row.undo)["local"]
        if local != chosen and local not in json.loads(row.rejected):
            yield Violation("I1", f"{name} forgot {local!r}, which was here")
        yield from _value_is_right(name, rule["way"], chosen, local, json.loads(row.accounts))


def _value_is_right(
    name: str, way: str, chosen: Any, local: Any, accounts: list[dict[str, Any]]
) -> Iterator[Violation]:
    """The accounts are those of the conflict as it is now: of one that opened again they may say something else."""
    if way == Way.COMPUTER and chosen != local:
        yield Violation("P1", f"{name}: {chosen!r} was chosen, here was {local!r}")
    if way == Way.FILLED and chosen is None:
        yield Violation("P1", f"{name}: the field was blanked")
    if way == Way.NEWEST and any(account["changed_at"] is None for account in accounts):
        yield Violation("P1", f"{name}: nobody said when the accounts wrote")
    if way == Way.ASK:
        yield Violation("P1", f"{name}: a person was to be asked")
