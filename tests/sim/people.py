"""What the person at this computer does, and what a colleague does at an account: chosen by the seed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import sqlalchemy as sa

from crmdesk.domain import conflicts
from crmdesk.domain.conflicts import EXISTENCE, UNLINK, Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.domain.values import Value
from crmdesk.store import deciding, editing, open_conflicts, records, reviews, undoing
from tests.sim.picture import Picture
from tests.sim.replica import Replica
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.trace import Trace
from tests.sim.violation import Violation

CITIES = ("Lyon", "LYON", "Nantes", "Rennes", "Aix-en-Provence", None)
NAMES = ("Martin", "Durand", "Petit", "Moreau")
TAGS = (["vip"], ["vendeur", "vip"], ["rappel"], ["rappel", "vendeur", "vip"], None)
ADDRESSES = ("a@example.org", "b@example.org", "c@example.org")
MOST_RECORDS = 5
TARGETS: Mapping[str, tuple[Kind, ...]] = {
    "company": (Kind.COMPANY,),
    "contacts": (Kind.LEAD, Kind.CONTACT),
    "about": (Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL),
}
FAVOURITES = {Kind.DEAL: "contacts", Kind.ACTIVITY: "subject", Kind.NOTE: "body"}
TITLES = {Kind.COMPANY: "name", Kind.DEAL: "name", Kind.ACTIVITY: "subject", Kind.NOTE: "body"}


class Words:
    """Values of fields, for either side."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def plain(self, name: str) -> Value:
        """A value of a field that refers to nothing; lists are lists of texts."""
        choose = self.random.choice
        match name:
            case "tags":
                return choose(TAGS)
            case "emails":
                return self.random.sample(ADDRESSES, choose((0, 1, 1, 2)))
            case "last_name" | "name" | "subject" | "body":
                return f"{choose(NAMES)} {choose((1, 2, 3))}"
            case _:
                return choose(CITIES)

    def pick(self, kind: Kind) -> list[str]:
        """Which fields an edit is about."""
        names = FIELDS[kind]
        if self.random.random() < 0.3:
            return [FAVOURITES.get(kind, "city")]  # two people often mean the same field
        return self.random.sample(names, min(self.random.choice((1, 1, 2)), len(names)))


class Person:
    """The one at this computer. Every act tells what was typed, and is checked against the ledger at once."""

    def __init__(
        self, random: Random, replica: Replica, picture: Picture, trace: Callable[[str], None], kinds: list[Kind]
    ) -> None:
        self.random = random
        self.words = Words(random)
        self.replica = replica
        self.picture = picture
        self.trace = trace
        self.kinds = kinds
        self.changes: list[tuple[str, str, dict[str, Value]]] = []
        """What can be taken back: the change, its record, and the values before."""
        self.lives: Sequence[Keep] = (Keep.COMPUTER, Keep.ACCOUNT, Keep.OTHER, Keep.OTHER)
        """What is answered about a record that somebody deleted; the last two leave it without its row."""
        self.wrong: list[Violation] = []

    def act(self) -> None:
        """Do something."""
        there = self.picture.live()
        doing = self.random.choice(("edit", "edit", "edit", "new", "die", "undo", "decide"))
        if not there or (doing == "new" and len(self.picture.records) < MOST_RECORDS):
            self.create()
        elif doing == "die":
            self.live_or_die()
        elif doing == "undo" and self.changes:
            self.undo()
        elif doing == "decide" and (self.review() or self.decide()):
            return
        else:
            self.edit(self.random.choice(there))

    def create(self, kind: Kind | None = None, more: dict[str, Value] | None = None) -> None:
        """A new record; ``more`` is what it holds in any case."""
        kind = kind or self.random.choice(self.kinds)
        values: dict[str, Value] = {TITLES.get(kind, "last_name"): self.words.plain("name")}
        if kind is Kind.ACTIVITY:
            values["type"] = "task"
        for name in self.words.pick(kind):
            value = self._value(name)
            if value is not None:
                values[name] = value
        values |= more or {}
        try:
            made, change = self.replica.write(lambda unit: editing.create(unit, kind, values))
        except InvalidInput as error:  # an account's pipelines are not known yet
            self.trace(f"here: new {kind.value} refused, {error}")
            return
        self.trace(f"here: new {kind.value} {made} {values}")
        self.changes.append((change, made, {}))
        self._typed(made, values)

    def edit(self, record: str, values: dict[str, Value] | None = None) -> None:
        """Some fields of a record."""
        present = self.picture.records[record]
        values = values or {name: self._value(name) for name in self.words.pick(present.kind)}
        before = {name: present.fields[name] for name, value in values.items() if present.fields[name] != value}
        change = self.replica.write(lambda unit: editing.edit(unit, record, values))
        self.trace(f"here: edit {record} {values}")
        self.changes.append((change, record, before))
        self._typed(record, values)

    def live_or_die(self) -> None:
        """Into the trash, or out of it."""
        live, trash = self.picture.live(), self.picture.trash()
        if trash and self.random.random() < 0.4:
            self.restore(self.random.choice(trash))
        elif live:
            self.delete(self.random.choice(live))

    def delete(self, record: str) -> None:
        """Into the trash."""
        self.trace(f"here: delete {record}")
        self.changes.append((self.replica.write(lambda unit: editing.delete(unit, record)), record, {}))

    def restore(self, record: str) -> None:
        """Out of the trash."""
        self.trace(f"here: restore {record}")
        self.changes.append((self.replica.write(lambda unit: editing.restore(unit, record)), record, {}))

    def undo(self) -> None:
        """Take something back; I15: what it was is there again."""
        change, record, before = self.changes.pop(self.random.randrange(len(self.changes)))
        try:
            self.replica.write(lambda unit: undoing.undo(unit, change))
        except InvalidInput as error:
            self.trace(f"here: undo {change} refused, {error}")
            return
        self.trace(f"here: undo {change} of {record}")
        present = self.picture.records[record]
        for name, held in before.items():
            value = self.by_now(held) if name in REFERENCES else held
            if present.life == "live" and present.value(name) != value:
                self.wrong.append(Violation("I15", f"{record} {name} is {present.value(name)!r}, it was {value!r}"))

    def by_now(self, value: Value) -> Value:
        """A reference that was held once: to whoever its targets have become part of since; to nobody who was forgotten."""
        if isinstance(value, list):
            return sorted(str(each) for each in {self.by_now(one) for one in value} if each is not None) or None
        if value not in self.picture.records:
            return None
        merged = self.picture.records[value].merged_into
        return value if merged is None else self.by_now(merged)

    def review(self) -> bool:
        """Answer what a run found uncommon, if it did."""
        asked = self.replica.read(reviews.all_open)
        if not asked:
            return False
        review = self.random.choice(asked)
        answer = self.random.choice((Answer.APPLY, Answer.APPLY, Answer.REVERT, Answer.UNLINK))
        if review.preview is not None and answer is Answer.REVERT:
            answer = Answer.UNLINK
        self.replica.write(lambda unit: reviews.decide(unit, review.id, answer, shown=review.shown))
        self.trace(f"here: {answer.value} what is uncommon in {review.object} of {review.connection}")
        return True

    def decide(self) -> bool:
        """Answer a question, if there is one."""
        asked = sorted(one.id for one in self.picture.conflicts.values() if one.state == "open")
        if not asked:
            return False
        conflict = self.picture.conflicts[self.random.choice(asked)]
        values = (Keep.COMPUTER, Keep.ACCOUNT, Keep.OTHER, Keep.BEFORE)
        keep = self.random.choice(self.lives if conflict.field == EXISTENCE else values)
        value: Value = None
        if conflict.field == EXISTENCE:
            value = UNLINK if keep is Keep.OTHER else None
        elif keep is Keep.OTHER:
            value = self._value(conflict.field)
        shown = self.replica.read(lambda reader: as_shown(reader, conflict.id))
        if shown is None:
            return False
        link: str | None = None
        if keep is Keep.ACCOUNT and conflict.field != EXISTENCE:
            link = self.replica.read(lambda reader: _one_of_several(reader, conflict.id))
        resolution = Resolution(conflict.id, keep, shown, value, link)
        local = self.picture.records[conflict.record].value(conflict.field)
        sides = [local, *self.replica.read(lambda reader: _held_there(reader, conflict.id))]
        change = self.replica.write(lambda unit: deciding.resolve(unit, [resolution]))
        self.trace(f"here: decide {conflict.field} of {conflict.record}: {keep.value} {value}")
        if conflict.field == EXISTENCE:
            self.changes.append((change, conflict.record, {}))
            return True
        self.changes.append((change, conflict.record, {conflict.field: local}))
        chosen, rejected = self.replica.read(lambda reader: _decided(reader, conflict.id))
        lost = [one for one in sides if one != chosen and one not in rejected]
        if lost:
            self.wrong.append(Violation("I1", f"decision about {conflict.field} of {conflict.record} forgot {lost}"))
        return True

    def _value(self, name: str) -> Value:
        if name in REFERENCES:
            known = self.picture.live(*TARGETS[name])
            chosen = self.random.sample(known, min(len(known), self.random.choice((0, 1, 1, 2))))
            if name == "company":
                return chosen[0] if chosen else None
            return sorted(chosen) or None
        value = self.words.plain(name)
        if name == "emails":
            return [{"value": one, "label": None, "primary": at == 0} for at, one in enumerate(value)] or None
        return value

    def _typed(self, record: str, values: dict[str, Value]) -> None:
        """I1: what was typed is there, in the record and in the ledger."""
        present = self.picture.records[record]
        for name, value in values.items():
            last = [one.new for one in self.picture.ledger if one.record == record and one.field == name][-1:]
            noted = last == [value] or (not last and value is None) or present.fields[name] == value
            if present.fields[name] != value or not noted:
                self.wrong.append(
                    Violation("I1", f"{record} {name}: {value!r} was typed, there is {present.fields[name]!r}")
                )


def as_shown(reader: sa.Connection, conflict: str) -> str | None:
    """What an open conflict shows, None where it is no longer open."""
    found = open_conflicts.by_ids(reader, [conflict]).get(conflict)
    record = None if found is None else records.find(reader, found.record)
    return None if found is None or record is None else open_conflicts.shown(found, record)


def _one_of_several(reader: sa.Connection, conflict: str) -> str | None:
    """An account of a conflict in which nobody knows whose value is the newest; None where one need not be named."""
    found = open_conflicts.by_ids(reader, [conflict])[conflict]
    try:
        conflicts.shown(found, None)
    except InvalidInput:
        return found.accounts[0].link
    return None


def _held_there(reader: sa.Connection, conflict: str) -> list[Value]:
    """What the accounts of an open conflict hold."""
    return [each.value for each in open_conflicts.by_ids(reader, [conflict])[conflict].accounts]


def _decided(reader: sa.Connection, conflict: str) -> tuple[Value, list[Value]]:
    """What the last decision about a conflict chose, and what it turned down."""
    query = "SELECT chosen, rejected FROM decision WHERE conflict = ? ORDER BY id DESC LIMIT 1"
    row = reader.exec_driver_sql(query, (conflict,)).one()
    return json.loads(row.chosen), json.loads(row.rejected)


class Colleague:
    """Whoever works in the vendor's own program."""

    def __init__(self, random: Random, side: Side, trace: Trace) -> None:
        self.random = random
        self.words = Words(random)
        self.side = side
        self.trace = trace

    def act(self) -> None:
        """Do something."""
        side, there = self.side, self.side.alive()
        doing = self.random.choice(("edit",) * 10 + ("new", "new", "drop", "drop", "back", "merge", "convert"))
        if not there or (doing == "new" and len(there) < MOST_RECORDS):
            self.add()
        elif doing == "drop":
            object_name, id = self.random.choice(there)
            hard = self.random.random() < 0.15
            self.trace(f"{side.name}: drop {object_name} {id}{' for good' if hard else ''}")
            side.drop(object_name, id, hard=hard)
        elif doing == "back" and side.gone():
            object_name, id = self.random.choice(side.gone())
            self.trace(f"{side.name}: bring back {object_name} {id}")
            side.bring_back(object_name, id)
        elif doing == "merge":
            self.merge()
        elif doing == "convert":
            self.convert()
        else:
            self.edit(*self.random.choice(there))
        side.observe()

    def add(self, kind: Kind | None = None) -> None:
        """A new row."""
        kind = kind or self.random.choice(sorted(self.side.objects))
        raws = {TITLES.get(kind, "last_name"): self.words.plain("name")}
        raws |= {name: self.raw(name) for name in self.words.pick(kind)}
        id = self.side.add(kind, {name: raw for name, raw in raws.items() if raw is not None})
        self.trace(f"{self.side.name}: new {kind.value} {id} {raws}")

    def edit(self, object_name: str, id: str, names: list[str] | None = None) -> None:
        """Some fields of a row."""
        kind = self.side.rows()[object_name, id].kind
        raws = {name: self.raw(name) for name in names or self.words.pick(kind)}
        self.trace(f"{self.side.name}: edit {object_name} {id} {raws}")
        self.side.change(object_name, id, raws)

    def merge(self) -> None:
        """Two rows of one object become one."""
        object_name = self.random.choice(self.side.merging)
        there = self.side.alive(object_name)
        if len(there) > 1:
            (_, winner), (_, loser) = self.random.sample(there, 2)
            self.trace(f"{self.side.name}: merge {object_name} {loser} into {winner}")
            self.side.merge(object_name, winner, loser)

    def convert(self) -> None:
        """A lead becomes a contact, or the other way round."""
        people = [self.side.objects[kind] for kind in (Kind.LEAD,) if kind in self.side.objects]
        there = self.side.alive(*people) if people else []
        if there:
            _, id = self.random.choice(there)
            kind = self.random.choice((Kind.LEAD, Kind.CONTACT))
            self.trace(f"{self.side.name}: {id} becomes a {kind.value}")
            self.side.convert(id, kind)

    def raw(self, name: str) -> Any:
        """A value in the vendor's own form."""
        if name in REFERENCES:
            objects = [self.side.objects[kind] for kind in TARGETS[name] if kind in self.side.objects]
            known = self.side.alive(*objects) if objects else []
            most = 1 if name == "company" else 2
            chosen = self.random.sample(known, min(len(known), self.random.randrange(most + 1)))
            return sorted([object_name, id] for object_name, id in chosen) or None
        value = self.words.plain(name)
        if name == "emails":
            return self.side.emails_raw(tuple(value))
        return ";".join(value) if isinstance(value, list) else value
