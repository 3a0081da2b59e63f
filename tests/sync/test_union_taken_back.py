"""A union that is taken back: what it had handed to the survivor goes back to the one that is a record of its own again."""

from __future__ import annotations

from typing import Any

from crmdesk.desk import uniting
from crmdesk.domain.kinds import Kind
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import rest
from tests.sync.test_uniting import Pair, apart, told


def united(pair: Pair) -> tuple[str, str]:
    """The survivor, and the account that ``separate`` takes the union back with."""
    first, other = pair.record("a"), pair.record("b")
    back = pair.office.write(lambda unit: uniting.unite(unit, first, other))
    assert back is not None
    return first, back


def taken_back(pair: Pair) -> str:
    """Unite a pair, and take that back at once; the new record of account b."""
    first, back = united(pair)
    return pair.office.write(lambda unit: uniting.separate(unit, first, back))


def sent(pair: Pair, name: str, object_name: str, field: str) -> list[Any]:
    """What the rows of an object at an account hold in a field."""
    account = pair.wires[name].account
    return [account.value(id, field, object=object_name) for id in account.there(object_name)]


# -- what refers to it ----------------------------------------------------------------------------------------------------


def about_the_other(office: Office) -> tuple[Pair, str, str]:
    """Namesakes, and a note and a deal that were typed about the one of account b, and are in both accounts."""
    pair = apart(office)
    other = pair.record("b")
    note = office.new(Kind.NOTE, body="Rappeler", about=[other])
    deal = office.new(Kind.DEAL, name="Vente", contacts=[other])
    rest(office)
    return pair, note, deal


def test_what_was_typed_about_one_of_two_is_about_that_one_again(office: Office) -> None:
    pair, note, deal = about_the_other(office)
    made = taken_back(pair)
    assert (office.value(note, "about"), office.value(deal, "contacts")) == ([made], [made])
    rest(office)
    assert (office.value(note, "about"), office.value(deal, "contacts")) == ([made], [made])
    for object_name, field in (("notes", "about"), ("deals", "contacts")):
        assert sent(pair, "a", object_name, field) == [None]
        assert sent(pair, "b", object_name, field) == [[[PEOPLE, pair.rows["b"]]]]


def test_who_has_no_row_at_an_account_is_told_there_once_it_has_one(office: Office) -> None:
    """What a union that was taken back leaves agreed is as true as before it: the account names nobody."""
    pair, note, _ = about_the_other(office)
    made = taken_back(pair)
    rest(office)
    assert told(office, note) == [("a", "about")]
    pair.rows["a"] = pair.wires["a"].account.edit(PEOPLE, None, {"last_name": "Martin-Roux"}, kind=Kind.LEAD)
    office.settle()
    arrived = pair.record("a")
    office.write(lambda unit: uniting.unite(unit, made, arrived))
    rest(office)
    assert office.value(note, "about") == [made]
    assert sent(pair, "a", "notes", "about") == [[[PEOPLE, pair.rows["a"]]]]


def test_a_note_about_both_is_about_both_again(office: Office) -> None:
    pair = apart(office)
    first = pair.record("a")
    note = office.new(Kind.NOTE, body="Rappeler", about=[first, pair.record("b")])
    rest(office)
    made = taken_back(pair)
    rest(office)
    assert office.value(note, "about") == sorted([first, made])
    assert [sent(pair, name, "notes", "about") for name in "ab"] == [[[[PEOPLE, pair.rows[name]]]] for name in "ab"]


def test_a_note_of_one_account_about_both_is_about_both_again(office: Office) -> None:
    office.connect("a", only=(PEOPLE,))
    pair = apart(office)
    first = pair.record("a")
    note = office.new(Kind.NOTE, body="Rappeler", about=[first, pair.record("b")])
    rest(office)
    made = taken_back(pair)
    rest(office)
    assert office.value(note, "about") == sorted([first, made])
    assert sent(pair, "b", "notes", "about") == [[[PEOPLE, pair.rows["b"]]]]


def test_who_is_of_the_company_of_one_account_is_of_it_again(office: Office) -> None:
    pair = Pair.__new__(Pair)
    pair.office, pair.wires = office, {name: office.connect(name) for name in "ab"}
    accounts = {name: wire.account for name, wire in pair.wires.items()}
    pair.rows = {
        name: account.edit("companies", None, {"name": "Agence"}, kind=Kind.COMPANY)
        for name, account in accounts.items()
    }
    office.settle()
    first, other = (office.record_of(pair.rows[name], object="companies", name=name) for name in "ab")
    who = office.new(Kind.CONTACT, last_name="Roux", company=other)
    rest(office)
    assert sent(pair, "a", PEOPLE, "company") == [None]
    made = office.write(lambda unit: uniting.separate(unit, first, uniting.unite(unit, first, other) or ""))
    assert office.value(who, "company") == made
    rest(office)
    assert office.value(who, "company") == made
    assert sent(pair, "a", PEOPLE, "company") == [None]
    assert sent(pair, "b", PEOPLE, "company") == [[["companies", pair.rows["b"]]]]


def test_what_was_sent_before_a_union_is_taken_back_stays_there(office: Office) -> None:
    pair, note, _ = about_the_other(office)
    first, back = united(pair)
    rest(office)
    assert sent(pair, "a", "notes", "about") == [[[PEOPLE, pair.rows["a"]]]]
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    rest(office)
    assert office.value(note, "about") == [made]
    assert sent(pair, "a", "notes", "about") == [[[PEOPLE, pair.rows["a"]]]]
    assert told(office, note) == [("a", "about")]


def test_what_somebody_named_since_the_union_stays_as_it_is(office: Office) -> None:
    pair, note, deal = about_the_other(office)
    third = office.new(last_name="Durand")
    rest(office)
    first, back = united(pair)
    office.edit(note, about=[first, third])
    office.write(lambda unit: uniting.separate(unit, first, back))
    assert office.value(note, "about") == sorted([first, third])
    assert office.value(deal, "contacts") != [first]


def test_what_refers_to_a_third_one_that_became_one_with_the_two_stays_with_it(office: Office) -> None:
    pair, note, _ = about_the_other(office)
    wire = office.connect("c")
    row = wire.account.edit(PEOPLE, None, {"last_name": "Martin"}, kind=Kind.LEAD)
    office.settle()
    third = office.record_of(row, name="c")
    other_note = office.new(Kind.NOTE, body="Visite", about=[third])
    rest(office)
    first, back = united(pair)
    office.write(lambda unit: uniting.unite(unit, first, third))
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    assert (office.value(note, "about"), office.value(other_note, "about")) == ([made], [first])
    rest(office)


def test_what_referred_to_the_one_that_was_united_refers_to_the_one_that_was_separated(office: Office) -> None:
    """An edit that is taken back may bring back a reference that is older than the union."""
    pair = apart(office)
    other = pair.record("b")
    note = office.new(Kind.NOTE, body="Rappeler", about=[other])
    change = office.edit(note, about=None)
    made = taken_back(pair)
    office.undo(change)
    assert office.value(note, "about") == [made]
    rest(office)
