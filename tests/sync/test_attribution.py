"""What the vendor says about who wrote the account's value of a conflict, and what follows from it."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.store.queries.notices import notices_of
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest

LONG = "Saint-Germain-en-Laye"
LOST = OutcomeUnknown("no_answer", endpoint="create")


def cut_off_unseen(office: Office, *, keyed: bool, lag_s: int = 0) -> tuple[Wire, str, str, Value]:
    """An account that cut a city off as it made a row, and whose answer never arrived: the record, the row, and what is there."""
    behaviour = Behaviour(keyed=keyed, rewriting=Rewriting.TRUNCATE, index_lag_ms=lag_s * 1000)
    wire = office.connect(behaviour=behaviour, only=(PEOPLE,))
    office.synced()
    record = office.new(last_name="Martin", city=LONG)
    wire.lost_after("create", LOST)
    office.sync()
    (id,) = wire.account.there()
    return wire, record, id, wire.account.value(id, "city")


@pytest.mark.parametrize("keyed", [False, True])
def test_what_an_account_made_of_ours_is_no_conflict(office: Office, keyed: bool) -> None:
    wire, record, id, stored = cut_off_unseen(office, keyed=keyed)
    office.settle()
    assert office.conflicts(record) == {}
    (told,) = office.read(lambda reader: notices_of(reader, record))["city"]
    assert (told.key, told.data["stored"]) == ("stored_otherwise", stored)
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == (LONG, stored)


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("typed", [None, "Nantes"])
def test_what_is_typed_afterwards_goes_out(office: Office, keyed: bool, typed: str | None) -> None:
    wire, record, id, _ = cut_off_unseen(office, keyed=keyed)
    office.edit(record, city="Lyon")
    office.edit(record, city=typed)
    office.settle()
    assert office.conflicts(record) == {}
    assert (office.value(record, "city"), wire.account.value(id, "city")) == (typed, typed)
    rest(office)


def test_what_a_colleague_wrote_there_meanwhile_is_asked_about(office: Office) -> None:
    wire, record, id, _ = cut_off_unseen(office, keyed=False, lag_s=60)
    wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    office.settle(pause_s=120)
    asked = office.conflict(record)
    assert [(each.value, each.changed_by) for each in asked.accounts] == [("Nantes", "colleague")]


def test_what_a_colleague_wrote_in_another_account_is_still_asked_about(office: Office) -> None:
    first = office.connect(only=(PEOPLE,))
    record = office.new(last_name="Martin", emails=[{"value": "m@example.org"}])
    office.synced()
    (row,) = first.account.there()
    second = office.connect("b", behaviour=Behaviour(rewriting=Rewriting.TRUNCATE), only=(PEOPLE,))
    office.edit(record, city=LONG)
    second.lost_after("create", LOST)
    office.sync("b")
    first.account.edit(PEOPLE, row, {"city": "Nantes"})
    office.settle()
    asked = office.conflict(record)
    assert [(each.connection, each.value) for each in asked.accounts] == [(office.ids["a"], "Nantes")]


def test_a_value_is_its_authors_and_nobodys_of_another_object_or_account(office: Office) -> None:
    first, second = office.connect(), office.connect("b")
    person = {"last_name": "Durand", "city": "Lyon", "emails": {"email": "d@example.org", "more_emails": None}}
    id = first.account.edit(PEOPLE, None, person, kind=Kind.CONTACT)
    for wire, name, fields in ((first, "companies", {"name": "Agence", "city": "Lyon"}), (second, PEOPLE, person)):
        wire.account.next_id(int(id))
        kind = Kind.CONTACT if name == PEOPLE else Kind.COMPANY
        assert wire.account.edit(name, None, fields, kind=kind) == id
    office.settle()
    record, company = office.record_of(id), office.record_of(id, object="companies")
    assert office.record_of(id, name="b") == record
    for each in (record, company):
        office.edit(each, city="Nantes")
    first.account.edit(PEOPLE, id, {"city": "Brest"}, by="ann")
    first.account.edit("companies", id, {"city": "Dinan"}, by="bob")
    second.account.edit(PEOPLE, id, {"city": "Rouen"}, by="cid")
    for name in ("a", "b", "a"):
        office.sync(name)
    assert {(each.value, each.changed_by) for each in office.conflict(record).accounts} == {
        ("Brest", "ann"),
        ("Rouen", "cid"),
    }
    assert [(each.value, each.changed_by) for each in office.conflict(company).accounts] == [("Dinan", "bob")]


def test_who_wrote_there_stays_known_while_another_account_writes(office: Office) -> None:
    person = {"last_name": "Durand", "city": "Lyon", "emails": {"email": "d@example.org", "more_emails": None}}
    wires = {name: office.connect(name, only=(PEOPLE,)) for name in ("a", "b")}
    ids = {name: wire.account.edit(PEOPLE, None, person, kind=Kind.CONTACT) for name, wire in wires.items()}
    office.settle()
    record = office.record_of(ids["a"])
    office.edit(record, city="Nantes")
    wires["b"].account.edit(PEOPLE, ids["b"], {"city": "Rouen"}, by="cid")
    office.sync("b")
    wires["a"].account.edit(PEOPLE, ids["a"], {"city": "Brest"}, by="ann")
    office.sync("a")
    assert {(each.value, each.changed_by) for each in office.conflict(record).accounts} == {
        ("Brest", "ann"),
        ("Rouen", "cid"),
    }
