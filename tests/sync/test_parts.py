"""Rows that only add fields to a person: they wait for the person, join, go over, and never take anybody along."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pytest

from crmdesk.domain.conflicts import Keep
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
from crmdesk.providers.memory_account import REFUSED_TEXT, Behaviour
from crmdesk.store import connections, editing, links, sweeps
from crmdesk.store.discarding import discard
from crmdesk.store.leaving import keep_apart
from crmdesk.store.links import LinkState
from crmdesk.store.queries import conflicts, doctor
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import unite
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire, Written
from tests.sync.steps import known, rest

FOLDERS = "folders"


class PartWire(Wire):
    """A vendor that keeps the sector of a lead in a row of its own, like HubSpot's lead object."""

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        self.folders: dict[str, tuple[str, str | None]] = {}
        self.gone: set[str] = set()

    def put(self, id: str, person: str, sector: str) -> None:
        """What a colleague does."""
        self.folders[id] = (person, sector)
        self.account.written.append(Written(FOLDERS, id, "sector", sector, "colleague"))

    def give(self, id: str, person: str) -> None:
        """A colleague gives a row to somebody else, and changes nothing in it."""
        self.folders[id] = (person, self.folders[id][1])

    def drop(self, id: str) -> None:
        """A row goes."""
        del self.folders[id]
        self.gone.add(id)

    def objects(self) -> Sequence[ObjectSpec]:
        rule = FieldRule("sector", ("sector",), codecs.Text())
        creates = frozenset({Kind.LEAD})
        folder = ObjectSpec(FOLDERS, {Kind.LEAD: {"sector": rule}}, creates=creates, part_of=PEOPLE)
        return [*([folder] if self._is_shown else []), *super().objects()]

    def feeds(self) -> Sequence[Feed]:
        return [*([Feed(FOLDERS, FOLDERS)] if self._is_shown else []), *super().feeds()]

    @property
    def _is_shown(self) -> bool:
        return self.only is None or FOLDERS in self.only

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        if feed.object != FOLDERS:
            async for page in super().pull(feed, cursor):
                yield page
            return
        absences = [Absence(FOLDERS, id) for id in sorted(self.gone)]
        yield Page([self._row(id) for id in sorted(self.folders)], {}, last=True, absences=absences)

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        if object_name != FOLDERS:
            return await super().fetch(object_name, ids)
        return {id: self._row(id) if id in self.folders else Absence(FOLDERS, id) for id in ids}

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        """Of folders the vendor keeps no history."""
        return {} if object_name == FOLDERS else await super().versions(object_name, wanted, named=named)

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        if object_name != FOLDERS:
            made = await super().create(object_name, items)
            for item, outcome in zip(items, made, strict=True):
                self._tie(item, outcome)
            return made
        done: list[Outcome] = []
        for item in items:
            assert item.part_of is not None
            id = f"f{len(self.folders) + len(self.gone) + 1}"
            self.folders[id] = (item.part_of[1], item.fields["sector"])
            done.append(Done(self._row(id)))
        return done

    def _tie(self, item: Create, outcome: Outcome) -> None:
        if isinstance(outcome, Done) and outcome.record is not None:
            for _, id in item.parts:
                if id in self.folders:
                    self.folders[id] = (outcome.record.id, self.folders[id][1])

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        if object_name != FOLDERS:
            return await super().delete(object_name, ids)
        for id in ids:
            self.drop(id)
        return [Done(None) for _ in ids]

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        if object_name != FOLDERS:
            return await super().update(object_name, items)
        for item in items:
            self.folders[item.id] = (self.folders[item.id][0], item.fields["sector"])
        return [Done(self._row(item.id)) for item in items]

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        return {} if object_name == FOLDERS else await super().authorship(object_name, wanted)

    def _row(self, id: str) -> RemoteRecord:
        person, sector = self.folders[id]
        main = self.account.rows[PEOPLE].get(person)
        # A person who is deleted is not shown as linked any more.
        part_of = None if main is not None and main.gone is not None else (PEOPLE, person)
        return RemoteRecord(FOLDERS, id, Kind.LEAD, {"sector": sector}, part_of=part_of)


@pytest.fixture
def parts(office: Office) -> PartWire:
    wire = PartWire(WatchedAccount(office.clock, Behaviour()))
    wire.hidden.add("sector")
    office.attach("a", wire)
    return wire


def folder_of(office: Office, record: str) -> LinkState:
    return office.link(record, object=FOLDERS)


def test_a_part_waits_for_its_person(office: Office, parts: PartWire) -> None:
    parts.put("f1", "1", "Centre")
    office.synced()
    assert office.sql("SELECT waiting FROM inbox") == [(1,)]
    record, _ = known(office, parts)
    assert office.value(record, "sector") == "Centre"
    assert not office.sql("SELECT * FROM inbox")
    office.edit(record, sector="Nord", city="Nice")
    assert office.synced()["pushed"] == 2
    assert parts.folders["f1"] == ("1", "Nord")
    office.settle()


def test_a_part_joins_a_person_who_is_there(office: Office, parts: PartWire) -> None:
    record, id = known(office, parts)
    office.edit(record, sector="Nord")
    parts.put("f1", id, "Centre")
    office.synced()
    assert office.conflict(record).field == "sector"
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    assert parts.folders["f1"] == (id, "Nord")


def test_a_field_that_lives_in_both_rows_is_asked_about_with_what_each_holds(office: Office) -> None:
    """The comparison showed what the first row held, and took it for the account."""
    both = PartWire(WatchedAccount(office.clock, Behaviour()))
    office.attach("a", both)
    record, id = known(office, both, sector="Centre")
    both.put("f1", id, "Centre")
    office.settle()
    both.account.edit(PEOPLE, id, {"sector": "Nord"})
    both.put("f1", id, "Sud")
    office.edit(record, sector="Est")
    office.synced()
    case = office.store.read_now(partial(conflicts.conflict_case, record=record))
    assert case is not None
    held = {(side.account, side.object, side.value) for side in case.fields[0].accounts}
    assert held == {("a", PEOPLE, "Nord"), ("a", FOLDERS, "Sud")}


def test_a_second_part_of_the_same_person_stays_where_it_is(office: Office, parts: PartWire) -> None:
    record, id = known(office, parts)
    parts.put("f1", id, "Centre")
    parts.put("f2", id, "Nord")
    office.settle()
    assert office.value(record, "sector") == "Centre"
    del parts.folders["f1"]
    parts.gone.add("f1")
    office.settle()
    assert (office.value(record, "sector"), folder_of(office, record).remote_id) == ("Centre", "f2")
    assert office.conflict(record).accounts[0].value == "Nord"


def test_a_part_of_a_person_who_is_kept_apart_stays_where_it_is(office: Office, parts: PartWire) -> None:
    """It joined their record, and was deleted there once that went into the trash here."""
    record, id = known(office, parts)
    link = office.link(record).id
    office.write(lambda unit: keep_apart(unit, [link]))
    parts.put("f1", id, "Centre")
    office.settle()
    assert office.value(record, "sector") is None
    office.delete(record)
    office.settle()
    assert parts.folders == {"f1": (id, "Centre")}


def test_a_part_that_goes_takes_nobody_with_it(office: Office, parts: PartWire) -> None:
    record, id = known(office, parts)
    parts.put("f1", id, "Centre")
    office.settle()
    del parts.folders["f1"]
    parts.gone.add("f1")
    office.settle()
    assert (office.record(record).life, folder_of(office, record).state) == ("live", links.GONE)
    assert office.value(record, "sector") == "Centre"


def test_a_part_goes_over_to_the_survivor_of_a_merge(office: Office, parts: PartWire) -> None:
    winner, winner_id = known(office, parts)
    loser, loser_id = known(office, parts)
    parts.put("f1", loser_id, "Centre")
    office.settle()
    parts.account.merge(PEOPLE, winner_id, loser_id)
    parts.put("f1", winner_id, "Nord")
    office.settle()
    assert (office.record(loser).life, folder_of(office, winner).remote_id) == ("merged", "f1")
    assert office.value(winner, "sector") == "Nord"


def test_a_part_that_goes_over_is_compared_with_what_the_survivor_has(office: Office, parts: PartWire) -> None:
    winner, winner_id = known(office, parts)
    _, loser_id = known(office, parts)
    parts.put("f1", loser_id, "Centre")
    office.settle()
    office.edit(winner, sector="Sud")
    parts.account.merge(PEOPLE, winner_id, loser_id)
    parts.folders["f1"] = (winner_id, "Centre")
    office.settle()
    assert office.conflict(winner).field == "sector"
    assert (office.value(winner, "sector"), parts.folders["f1"][1]) == ("Sud", "Centre")


@pytest.mark.parametrize(("loser_is", "winner_is"), [(Kind.CONTACT, Kind.LEAD), (Kind.LEAD, Kind.CONTACT)])
def test_a_part_that_goes_over_is_of_what_the_survivor_is(
    office: Office, parts: PartWire, loser_is: Kind, winner_is: Kind
) -> None:
    winner, winner_id = known(office, parts)
    _, loser_id = known(office, parts)
    parts.put("f1", loser_id, "Centre")
    office.settle()
    for id, kind in ((loser_id, loser_is), (winner_id, winner_is)):
        parts.account.edit(PEOPLE, id, {"city": "Nantes"}, kind=kind)
    office.settle()
    parts.account.merge(PEOPLE, winner_id, loser_id)
    parts.put("f1", winner_id, "Centre")
    office.settle()
    assert (office.record(winner).kind, folder_of(office, winner).kind) == (winner_is, winner_is)
    assert office.read(lambda reader: list(doctor.violations(reader))) == []


def test_what_was_typed_for_who_is_merged_goes_along_with_the_part(office: Office, parts: PartWire) -> None:
    winner, winner_id = known(office, parts)
    loser, loser_id = known(office, parts)
    parts.put("f1", loser_id, "Centre")
    office.settle()
    office.edit(loser, sector="Nord")
    parts.account.merge(PEOPLE, winner_id, loser_id)
    parts.give("f1", winner_id)
    office.settle()
    assert (office.value(winner, "sector"), parts.folders) == ("Nord", {"f1": (winner_id, "Nord")})


def test_the_part_of_who_became_another_waits_for_that_one(office: Office, parts: PartWire) -> None:
    winner, winner_id = known(office, parts)
    loser, loser_id = known(office, parts)
    parts.put("f1", winner_id, "Centre")
    parts.put("f2", loser_id, "Nord")
    office.settle()
    parts.account.merge(PEOPLE, winner_id, loser_id)
    parts.put("f2", winner_id, "Nord")
    office.settle()
    assert (office.record(loser).life, office.value(winner, "sector")) == ("merged", "Centre")
    # It is known to be there, and nothing that a feed has missed.
    assert (
        office.read(lambda reader: sweeps.unlike(reader, office.ids["a"], FOLDERS, {"f1": None, "f2": None})) == set()
    )
    parts.drop("f1")
    office.settle()
    assert (folder_of(office, winner).remote_id, office.conflict(winner).accounts[0].value) == ("f2", "Nord")


def test_a_part_that_is_to_be_made_waits_for_its_person(office: Office, parts: PartWire) -> None:
    record = office.new(last_name="Martin", sector="Centre")
    office.synced()
    assert parts.folders == {}
    office.synced()
    assert parts.folders == {"f1": (office.link(record).remote_id, "Centre")}
    office.settle()
    office.write(lambda unit: editing.edit(unit, record, {"sector": None}))
    office.settle()
    assert parts.folders["f1"][1] is None
    assert replace(folder_of(office, record), id=0).bases["sector"] == (None, None)


def test_a_value_that_only_a_part_can_hold_makes_one(office: Office, parts: PartWire) -> None:
    made = office.new(last_name="Roux", sector="Centre")
    record, id = known(office, parts)
    assert not parts.folders or {person for person, _ in parts.folders.values()} != {id}
    office.edit(record, sector="Nord")
    office.synced()
    office.settle()
    places = {office.link(each).remote_id: sector for each, sector in ((made, "Centre"), (record, "Nord"))}
    assert dict(parts.folders.values()) == places


def test_a_part_whose_reason_was_taken_back_is_not_made(office: Office, parts: PartWire) -> None:
    record, _ = known(office, parts)
    change = office.edit(record, sector="Nord")
    office.undo(change)
    office.synced()
    assert not parts.folders
    office.edit(record, sector="Sud")
    office.synced()
    assert [sector for _, sector in parts.folders.values()] == ["Sud"]
    office.settle()


def test_what_the_person_s_row_refuses_holds_no_part_up(office: Office, parts: PartWire) -> None:
    record, _ = known(office, parts)
    office.settle()
    office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
    office.synced()
    change = office.edit(record, sector="Centre")
    office.undo(change)
    office.synced()
    assert parts.folders == {}
    assert [each.object for each in office.links(record)] == [PEOPLE]
    office.edit(record, sector="Sud")
    office.synced()
    assert [sector for _, sector in parts.folders.values()] == ["Sud"]
    assert office.problems() == [(record, "value_refused", "city")]


def test_a_part_that_a_colleague_deleted_is_not_made_again(office: Office, parts: PartWire) -> None:
    parts.put("f1", "1", "Centre")
    record, _ = known(office, parts)
    office.synced()
    parts.gone.add("f1")
    del parts.folders["f1"]
    office.synced()
    office.edit(record, sector="Sud")
    office.synced()
    assert not parts.folders
    assert office.value(record, "sector") == "Sud"


def test_a_part_does_not_decide_what_a_person_is(office: Office, parts: PartWire) -> None:
    record, id = known(office, parts)
    parts.account.rows[PEOPLE][id].kind = Kind.CONTACT
    parts.account.edit(PEOPLE, id, {"city": "Nice"})
    parts.put("f1", id, "Centre")
    office.synced()
    office.settle()
    assert office.sql("SELECT kind FROM link WHERE record = ? AND object = 'people'", record) == [("contact",)]


def test_what_another_account_holds_makes_no_part(office: Office, parts: PartWire) -> None:
    """Neither by an edit of something else, nor as two records are united and separated."""
    other = office.connect("b", only=(PEOPLE,))
    address = {"email": "durand@example.org", "more_emails": None}
    parts.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": address}, kind=Kind.LEAD)
    row = other.account.edit(
        PEOPLE, None, {"last_name": "Durand", "emails": address, "sector": "Loire"}, kind=Kind.LEAD
    )
    office.settle()
    record = office.record_of(row, name="b")
    assert (len(office.links(record)), office.value(record, "sector")) == (2, "Loire")
    office.edit(record, city="Nantes")
    office.settle()
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    office.write(lambda unit: unite(unit, record, made))
    office.settle()
    assert (parts.folders, office.value(record, "sector")) == ({}, "Loire")
    office.edit(record, sector="Sarthe")
    office.settle()
    assert [sector for _, sector in parts.folders.values()] == ["Sarthe"]


def test_what_was_typed_before_there_was_a_row_to_add_it_to_makes_a_part_later(office: Office) -> None:
    """No account has it: whatever is edited next, it goes along."""
    first = office.connect("b", only=(PEOPLE,))
    first.hidden.add("sector")
    person = {"last_name": "Durand", "emails": {"email": "durand@example.org", "more_emails": None}}
    row = first.account.edit(PEOPLE, None, person, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(row, name="b")
    office.edit(record, sector="Loire")
    wire = PartWire(WatchedAccount(office.clock, Behaviour()))
    wire.hidden.add("sector")
    wire.account.edit(PEOPLE, None, person, kind=Kind.LEAD)
    office.attach("a", wire)
    office.settle()
    assert len(office.links(record)) == 2
    office.edit(record, city="Nantes")
    office.settle()
    assert [sector for _, sector in wire.folders.values()] == ["Loire"]


@pytest.mark.parametrize("edited", [True, False])
def test_what_calls_for_a_folder_can_be_given_up(office: Office, parts: PartWire, *, edited: bool) -> None:
    id = parts.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(id)
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    office.edit(record, sector="Nord", **({"city": "Nice"} if edited else {}))
    office.settle()
    office.write(lambda unit: discard(unit, record, office.ids["a"]))
    assert (office.value(record, "sector"), office.value(record, "city")) == (None, "Lyon")
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
    rest(office)
    assert (parts.folders, parts.account.value(id, "city")) == ({}, "Lyon")


def test_no_folder_waits_for_whom_a_colleague_has_deleted_there(office: Office, parts: PartWire) -> None:
    """They live on in another account, and what was typed waited for ever."""
    other = office.connect("b")
    record = office.new(last_name="Martin")
    office.settle()
    office.edit(record, sector="Centre")
    office.synced("b")
    parts.account.delete(PEOPLE, office.link(record, name="a").remote_id or "")
    rest(office)
    assert (office.record(record).life, parts.folders) == ("live", {})
    assert [(each.connection, each.state) for each in office.links(record)] == [
        (office.ids["a"], links.GONE),
        (office.ids["b"], links.ACTIVE),
    ]
    assert other.account.value(office.link(record, name="b").remote_id or "", "sector") == "Centre"


def test_what_was_typed_for_a_row_that_is_restored_there_goes_out(office: Office, parts: PartWire) -> None:
    """It waited for the next edit."""
    id = parts.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(id)
    office.edit(record, sector="Lyon")
    parts.account.delete(PEOPLE, id)
    office.settle()
    parts.account.restore(PEOPLE, id)
    office.settle()
    assert list(parts.folders.values()) == [(id, "Lyon")]
