"""Edits on either side or both, without anything going wrong on the way."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import ConflictKind, Keep
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import US, Behaviour, Rewriting
from crmdesk.store import connections, links
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire

CHARACTERS = {
    "plain": Behaviour(),
    "upper": Behaviour(rewriting=Rewriting.UPPER, keyed=False),
    "truncating": Behaviour(rewriting=Rewriting.TRUNCATE, page=1, batch=1),
}


@pytest.fixture(params=CHARACTERS)
def wire(request: pytest.FixtureRequest, office: Office) -> Wire:
    return office.connect(behaviour=CHARACTERS[request.param])


def person(wire: Wire, **fields: object) -> str:
    """A lead at the account, as a colleague entered it."""
    return wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon", **fields}, kind=Kind.LEAD)


def quiet(office: Office, wire: Wire) -> None:
    """I4: another run sends nothing and changes nothing."""
    versions = {row.id: row.version for row in wire.account.rows[PEOPLE].values()}
    history = office.sql("SELECT count(*) FROM history")
    counts = office.synced()
    assert {name: counts[name] for name in ("pushed", "deleted", "applied", "conflicts_opened", "notices")} == {
        "pushed": 0, "deleted": 0, "applied": 0, "conflicts_opened": 0, "notices": 0,
    }  # fmt: skip
    assert {row.id: row.version for row in wire.account.rows[PEOPLE].values()} == versions
    assert office.sql("SELECT count(*) FROM history") == history
    check_at_rest(office)


def test_a_first_pull_brings_everything_and_sends_nothing(office: Office, wire: Wire) -> None:
    ids = [person(wire, city=city) for city in ("Lyon", "Paris", "Nice")]
    counts = office.synced()
    assert (counts["new"], counts["pushed"]) == (3, 0)
    cities = [office.value(office.record_of(id), "city") for id in ids]
    assert [city.casefold() for city in cities] == ["lyon", "paris", "nice"]
    assert office.history(office.record_of(ids[0])) == [("import", "imported", None)]
    quiet(office, wire)


def test_a_change_there_arrives(office: Office, wire: Wire) -> None:
    id = person(wire)
    office.synced()
    wire.account.edit(PEOPLE, id, {"city": "Paris"})
    office.synced()
    assert office.value(office.record_of(id), "city").casefold() == "paris"
    assert len(office.history(office.record_of(id), "city")) == 1
    quiet(office, wire)


def test_a_change_here_is_sent_once_and_its_echo_is_nothing(office: Office, wire: Wire) -> None:
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Villeurbanne-sur-Saône", first_name="Ann")
    counts = office.synced()
    assert counts["pushed"] == 1
    assert (
        str(wire.account.value(id, "city")).casefold()
        == "villeurbanne-sur-saône"[: len(wire.account.value(id, "city"))]
    )
    assert office.value(record, "city") == "Villeurbanne-sur-Saône"
    quiet(office, wire)
    assert {each.field for each in wire.account.written if each.by == US} == {"city", "first_name"}


def test_different_fields_of_both_sides_both_go_through(office: Office, wire: Wire) -> None:
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"first_name": "Marc"})
    office.synced()
    assert office.value(record, "first_name").casefold() == "marc"
    assert wire.account.value(id, "city").casefold() == "nantes"
    assert not office.conflicts(record)
    quiet(office, wire)


def test_the_same_value_on_both_sides_agrees(office: Office, wire: Wire) -> None:
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "NANTES"})
    counts = office.synced()
    assert counts["pushed"] == 0
    assert office.value(record, "city") == "Nantes"
    quiet(office, wire)


def test_two_values_are_a_conflict_and_the_rest_goes_on(office: Office, wire: Wire) -> None:
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes", first_name="Ann")
    wire.account.edit(PEOPLE, id, {"city": "Rennes", "job_title": "Notaire"})
    counts = office.synced()
    assert (counts["conflicts_opened"], counts["pushed"]) == (1, 1)
    conflict = office.conflict(record)
    assert (conflict.field, conflict.kind) == ("city", ConflictKind.BOTH_CHANGED)
    assert [account.value.casefold() for account in conflict.accounts] == ["rennes"]
    assert (conflict.accounts[0].changed_by, conflict.before.casefold()) == ("colleague", "lyon")
    assert office.value(record, "city") == "Nantes"
    assert wire.account.value(id, "city").casefold() == "rennes"
    assert wire.account.value(id, "first_name").casefold() == "ann"
    assert office.value(record, "job_title").casefold() == "notaire"
    quiet(office, wire)


def contested(office: Office, wire: Wire) -> tuple[str, str]:
    """A record with an open conflict about its city: Nantes here, Rennes there, Lyon before."""
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    office.clock.tick(60)
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    office.synced()
    return record, id


def test_a_conflict_follows_the_account_and_ends_when_that_goes_back(office: Office, wire: Wire) -> None:
    record, id = contested(office, wire)
    first = office.conflict(record)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    counts = office.synced()
    assert counts["conflicts_opened"] == 0
    assert office.conflict(record).id == first.id
    assert office.conflict(record).accounts[0].value.casefold() == "brest"
    wire.account.edit(PEOPLE, id, {"first_name": "Marc"})
    office.synced()
    assert office.conflict(record).accounts[0].value.casefold() == "brest"
    wire.account.edit(PEOPLE, id, {"city": "Lyon"})
    counts = office.synced()
    assert (office.conflicts(record), counts["pushed"]) == ({}, 1)
    assert wire.account.value(id, "city").casefold() == "nantes"
    quiet(office, wire)


@pytest.mark.parametrize(
    ("keep", "value", "here", "there", "sent"),
    [
        (Keep.COMPUTER, None, "Nantes", "nantes", 1),
        (Keep.ACCOUNT, None, "rennes", "rennes", 0),
        (Keep.BEFORE, None, "lyon", "lyon", 1),
        (Keep.NEWEST, None, "rennes", "rennes", 0),
        (Keep.OTHER, "Laval", "Laval", "laval", 1),
    ],
)
def test_a_decision_holds_on_both_sides(
    office: Office, wire: Wire, keep: Keep, value: str | None, here: str, there: str, sent: int
) -> None:
    record, id = contested(office, wire)
    office.resolve(office.conflict(record), keep, value)
    counts = office.synced()
    assert counts["pushed"] == sent
    assert office.value(record, "city").casefold() == here.casefold()
    assert wire.account.value(id, "city").casefold() == there
    assert not office.conflicts(record)
    quiet(office, wire)


def test_a_decision_against_what_has_moved_since_asks_again(office: Office, wire: Wire) -> None:
    record, id = contested(office, wire)
    conflict = office.conflict(record)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    office.resolve(conflict, Keep.COMPUTER)
    office.synced()
    assert wire.account.value(id, "city").casefold() == "brest"
    assert office.conflict(record).accounts[0].value.casefold() == "brest"
    quiet(office, wire)


def test_an_edit_that_answers_a_conflict_ends_it(office: Office, wire: Wire) -> None:
    record, id = contested(office, wire)
    office.edit(record, city="Rennes")
    counts = office.synced()
    assert (office.conflicts(record), counts["pushed"]) == ({}, 0)
    assert wire.account.value(id, "city").casefold() == "rennes"
    quiet(office, wire)


def test_taking_back_the_edit_ends_its_conflict(office: Office, wire: Wire) -> None:
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    change = office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    office.synced()
    office.undo(change)
    office.synced()
    assert not office.conflicts(record)
    assert office.value(record, "city").casefold() == "rennes"
    quiet(office, wire)


def test_a_decision_is_taken_back_before_it_was_sent(office: Office, wire: Wire) -> None:
    record, id = contested(office, wire)
    change = office.resolve(office.conflict(record), Keep.OTHER, "Laval")
    office.undo(change)
    assert office.value(record, "city") == "Nantes"
    assert office.conflict(record).accounts[0].value.casefold() == "rennes"
    assert office.synced()["pushed"] == 0
    assert wire.account.value(id, "city").casefold() == "rennes"
    quiet(office, wire)


@pytest.mark.parametrize("sent", [False, True])
def test_an_edit_is_taken_back(office: Office, wire: Wire, sent: bool) -> None:
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    change = office.edit(record, city="Nantes")
    if sent:
        office.synced()
    office.undo(change)
    assert office.synced()["pushed"] == int(sent)
    assert wire.account.value(id, "city").casefold() == "lyon"
    quiet(office, wire)


def test_records_are_counted_as_merged_where_both_sides_had_changed_them(office: Office) -> None:
    office.connect("a"), office.connect("b")
    records = [office.new(last_name=name) for name in ("Martin", "Durand")]
    office.synced("a"), office.synced("b")
    office.edit(records[0], street="1 rue A")
    for id in office.wires["a"].account.there():
        office.wires["a"].account.edit(PEOPLE, id, {"job_title": "Juriste", "city": "Vannes"})
    assert office.synced("a")["merged"] == 1, "what only the other account is told of is no merge"
    assert office.synced("b")["merged"] == 0


def test_what_one_account_told_is_its_own_whichever_runs_next(office: Office) -> None:
    office.connect("a"), office.connect("b")
    record = office.new(last_name="Martin")
    office.synced("a"), office.synced("b")
    (id,) = office.wires["a"].account.there()
    change = office.edit(record, job_title="Notaire")
    office.wires["a"].account.edit(PEOPLE, id, {"job_title": "Juriste"})
    office.synced("a")
    assert office.conflict(record).field == "job_title"
    office.undo(change)
    (other,) = office.wires["b"].account.there()
    office.wires["b"].account.edit(PEOPLE, other, {"city": "Vannes"})
    office.synced("b")
    told = office.sql("SELECT new, connection FROM history WHERE cause = 'remote' AND record = ? ORDER BY seq", record)
    assert sorted(map(tuple, told)) == [('"Juriste"', office.ids["a"]), ('"Vannes"', office.ids["b"])]


def test_what_is_typed_here_is_made_there(office: Office, wire: Wire) -> None:
    record = office.new(last_name="Martin", city="Lille", emails=[{"value": "m@example.org", "primary": True}])
    assert office.link(record).state == links.NEW
    counts = office.synced()
    assert counts["pushed"] == 1
    (id,) = wire.account.there()
    assert wire.account.value(id, "last_name").casefold() == "martin"
    assert office.record_of(id) == record
    quiet(office, wire)


def test_while_nothing_is_sent_changes_are_held(office: Office) -> None:
    wire = office.connect(sending=False)
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    made = office.new(last_name="Martin")
    for _ in range(2):
        counts = office.synced()
        assert (counts["held"], counts["pushed"]) == (2, 0)
    wire.account.edit(PEOPLE, id, {"first_name": "Marc"})
    office.synced()
    assert (wire.account.value(id, "city"), office.value(record, "first_name")) == ("Lyon", "Marc")
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
    assert office.synced()["pushed"] == 2
    assert wire.account.value(id, "city") == "Nantes"
    assert office.link(made).state == links.ACTIVE
    quiet(office, wire)
