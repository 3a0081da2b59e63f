"""A union that is taken back: what it had handed to the survivor goes back to the one that is a record of its own again."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from crmdesk.desk import uniting
from crmdesk.domain.conflicts import Keep
from crmdesk.domain.kinds import Kind
from crmdesk.store import links
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import rest
from tests.sync.test_uniting import Pair, apart, enter, told


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
    wires = {name: office.connect(name) for name in "ab"}
    rows = {
        name: wire.account.edit("companies", None, {"name": "Agence"}, kind=Kind.COMPANY)
        for name, wire in wires.items()
    }
    office.settle()
    first, other = (office.record_of(rows[name], object="companies", name=name) for name in "ab")
    who = office.new(Kind.CONTACT, last_name="Roux", company=other)
    rest(office)
    made = office.write(lambda unit: uniting.separate(unit, first, uniting.unite(unit, first, other) or ""))
    assert office.value(who, "company") == made
    rest(office)
    assert office.value(who, "company") == made
    named = {name: wire.account.value(wire.account.there()[0], "company") for name, wire in wires.items()}
    assert named == {"a": None, "b": [["companies", rows["b"]]]}


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


def three_made_one(
    office: Office, kind: Kind, typed: dict[str, Any], named: str, names: str
) -> tuple[str, dict[str, str]]:
    """People of three accounts, and a record about those of ``names``; two unions make the people one. The record, the people."""
    wires = {name: office.connect(name) for name in "abc"}
    rows = {name: enter(wire, last_name="Martin") for name, wire in wires.items()}
    office.settle()
    people = {name: office.record_of(rows[name], name=name) for name in "abc"}
    about = office.new(kind, **typed, **{named: [people[name] for name in names]})
    rest(office)
    for name in "bc":
        office.write(partial(uniting.unite, survivor=people["a"], other=people[name]))
    assert office.value(about, named) == [people["a"]]
    return about, people


@pytest.mark.parametrize(
    ("kind", "typed", "named", "names", "order"),
    [
        (Kind.NOTE, {"body": "Rappeler"}, "about", "abc", "bc"),
        (Kind.NOTE, {"body": "Rappeler"}, "about", "bc", "cb"),
        (Kind.ACTIVITY, {"type": "call", "subject": "Rappeler"}, "about", "abc", "cb"),
        (Kind.DEAL, {"name": "Vente"}, "contacts", "bc", "bc"),
    ],
)
def test_what_is_about_three_that_were_one_is_about_all_of_them_again(
    office: Office, kind: Kind, typed: dict[str, Any], named: str, names: str, order: str
) -> None:
    """The second union had looked at what the first one changed, and the second separation at what the first one gave back."""
    about, people = three_made_one(office, kind, typed, named, names)
    for name in order:
        people[name] = office.write(partial(uniting.separate, record=people["a"], connection=office.ids[name]))
    assert office.value(about, named) == sorted(people[name] for name in names)
    rest(office)
    assert office.value(about, named) == sorted(people[name] for name in names)


def test_who_was_left_out_by_hand_while_three_were_one_stays_left_out(office: Office) -> None:
    about, people = three_made_one(office, Kind.NOTE, {"body": "Rappeler"}, "about", "bc")
    made = office.write(partial(uniting.separate, record=people["a"], connection=office.ids["b"]))
    office.edit(about, about=[made])
    office.write(partial(uniting.separate, record=people["a"], connection=office.ids["c"]))
    assert office.value(about, "about") == [made]


def test_what_was_about_the_other_for_a_moment_only_is_not_about_that_one_again(office: Office) -> None:
    """An edit that was taken back is no separation, although both are told as taking something back."""
    pair = apart(office)
    first = pair.record("a")
    note = office.new(Kind.NOTE, body="Rappeler", about=[first])
    office.undo(office.edit(note, about=[pair.record("b")]))
    taken_back(pair)
    assert office.value(note, "about") == [first]


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


# -- what was typed for it ------------------------------------------------------------------------------------------------


def typed_for_the_other(office: Office, there: dict[str, Any], here: dict[str, Any], **values: Any) -> Pair:
    """Namesakes, and values that were typed for the one of account b and not sent yet."""
    pair = apart(office, a=here, b=there)
    office.edit(pair.record("b"), **values)
    return pair


@pytest.mark.parametrize("here", [{}, {"city": "Paris"}, {"city": "Lyon"}, {"city": "Nantes"}])
def test_what_was_typed_for_one_of_two_is_an_edit_of_that_one_again(office: Office, here: dict[str, Any]) -> None:
    pair = typed_for_the_other(office, {"city": "Lyon"}, here, city="Nantes")
    made = taken_back(pair)
    first = pair.record("a")
    assert (office.value(first, "city"), office.value(made, "city")) == (here.get("city"), "Nantes")
    assert (office.conflicts(first), office.conflicts(made)) == ({}, {})
    rest(office)
    assert (pair.there("a", "city"), pair.there("b", "city")) == (here.get("city"), "Nantes")


def test_where_something_was_typed_for_both_each_has_its_own_again(office: Office) -> None:
    pair = typed_for_the_other(office, {}, {}, job_title="of b", phones=[{"value": "+33140112244"}])
    first = pair.record("a")
    office.edit(first, job_title="of a", phones=[{"value": "+33140112233"}])
    made = taken_back(pair)
    rest(office)
    assert (pair.there("a", "job_title"), pair.there("b", "job_title")) == ("of a", "of b")
    held = [[item["value"] for item in office.value(each, "phones")] for each in (first, made)]
    assert held == [["+33140112233"], ["+33140112244"]]


def test_what_was_typed_into_a_field_of_the_agency_s_own_is_that_one_s_again(office: Office) -> None:
    pair = typed_for_the_other(office, {}, {}, **{"x.text.cadastre": "AB 12"})
    made = taken_back(pair)
    held = [office.record(each).fields.get("x.text.cadastre") for each in (pair.record("a"), made)]
    assert held == [None, "AB 12"]


def test_each_is_of_the_company_again_that_its_account_names(office: Office) -> None:
    """Where the other account has no row of the company, the two agree to differ as long as the people are one."""
    wires = {name: office.connect(name) for name in "ab"}
    agencies = {
        name: wire.account.edit("companies", None, {"name": f"Agence {name}"}, kind=Kind.COMPANY)
        for name, wire in wires.items()
    }
    named = {name: {"last_name": "Martin", "company": [["companies", id]]} for name, id in agencies.items()}
    rows = {name: enter(wires[name], Kind.CONTACT, **named[name]) for name in "ab"}
    office.settle()
    first, other = (office.record_of(rows[name], name=name) for name in "ab")
    made = office.write(lambda unit: uniting.separate(unit, first, uniting.unite(unit, first, other) or ""))
    held = [office.record_of(agencies[name], object="companies", name=name) for name in "ab"]
    assert [office.value(each, "company") for each in (first, made)] == held
    rest(office)
    assert [wires[name].account.value(rows[name], "company") for name in "ab"] == [
        named[name]["company"] for name in "ab"
    ]


@pytest.mark.parametrize("here", [None, "here"])
def test_what_an_account_has_no_field_for_goes_back_with_its_row(office: Office, here: str | None) -> None:
    office.connect("b").hidden = {"job_title"}
    pair = apart(office, a={"job_title": here})
    office.edit(pair.record("b"), job_title="there")
    rest(office)
    made = taken_back(pair)
    assert (office.value(pair.record("a"), "job_title"), office.value(made, "job_title")) == (here, "there")
    rest(office)
    assert pair.there("a", "job_title") == here


def test_what_both_were_typed_alike_both_have_again(office: Office) -> None:
    pair = typed_for_the_other(office, {}, {}, job_title="Notaire")
    office.edit(pair.record("a"), job_title="Notaire")
    made = taken_back(pair)
    assert office.value(pair.record("a"), "job_title") == office.value(made, "job_title") == "Notaire"
    rest(office)
    assert pair.there("b", "job_title") == "Notaire"


def test_what_the_rows_of_an_account_were_sent_before_a_union_is_taken_back_stays_there(office: Office) -> None:
    pair = typed_for_the_other(office, {}, {}, job_title="of b", street="2 rue B")
    office.edit(pair.record("a"), job_title="of a")
    first, back = united(pair)
    rest(office)
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    rest(office)
    assert [office.value(first, name) for name in ("job_title", "street")] == ["of a", None]
    assert [office.value(made, name) for name in ("job_title", "street")] == ["of a", "2 rue B"]
    assert (pair.there("a", "street"), pair.there("b", "job_title")) == (None, "of a")


def test_what_was_typed_since_the_union_stays_with_the_survivor(office: Office) -> None:
    pair = typed_for_the_other(office, {"city": "Lyon"}, {"city": "Paris"}, city="Nantes")
    first, back = united(pair)
    office.edit(first, city="Brest")
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    assert (office.value(first, "city"), office.value(made, "city")) == ("Brest", "Lyon")
    rest(office)


def test_what_was_asked_about_one_of_two_is_asked_about_that_one_again(office: Office) -> None:
    pair = typed_for_the_other(office, {"city": "Lyon"}, {"city": "Paris"}, city="Nantes")
    pair.wires["b"].account.edit(PEOPLE, pair.rows["b"], {"city": "Caen"})
    office.settle()
    made = taken_back(pair)
    first = pair.record("a")
    assert (office.value(first, "city"), office.value(made, "city")) == ("Paris", "Nantes")
    assert (office.conflicts(first), [each.value for each in office.conflict(made).accounts]) == ({}, ["Caen"])
    rest(office)
    office.resolve(office.conflict(made), Keep.COMPUTER)
    rest(office)
    assert (pair.there("a", "city"), pair.there("b", "city")) == ("Paris", "Nantes")


def test_what_a_colleague_wrote_while_two_were_one_is_not_overwritten_unasked(office: Office) -> None:
    pair = typed_for_the_other(office, {"city": "Lyon"}, {"city": "Paris"}, city="Nantes")
    first, back = united(pair)
    assert [each.value for each in office.conflict(first).accounts] == ["Lyon"]
    pair.wires["b"].account.edit(PEOPLE, pair.rows["b"], {"city": "Caen"})
    office.settle()
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    assert (office.value(made, "city"), [each.value for each in office.conflict(made).accounts]) == ("Nantes", ["Caen"])
    rest(office)
    assert pair.there("b", "city") == "Caen"


def test_what_a_colleague_wrote_over_what_nobody_had_typed_is_taken(office: Office) -> None:
    pair = apart(office, a={"city": "Paris"}, b={"city": "Lyon"})
    first, back = united(pair)
    pair.wires["b"].account.edit(PEOPLE, pair.rows["b"], {"city": "Caen"})
    office.settle()
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    assert (office.value(first, "city"), office.value(made, "city")) == ("Paris", "Caen")
    assert office.conflicts(made) == {}
    rest(office)


def test_of_three_that_were_one_each_gets_back_what_was_typed_for_it(office: Office) -> None:
    pair = typed_for_the_other(office, {"city": "Lyon"}, {}, city="Nantes")
    wire = office.connect("c", sending=False)
    row = wire.account.edit(PEOPLE, None, {"last_name": "Martin"}, kind=Kind.LEAD)
    office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE connection SET sending = 0"))
    office.settle()
    third = office.record_of(row, name="c")
    office.edit(third, street="3 rue C")
    first, back = united(pair)
    other = office.write(lambda unit: uniting.unite(unit, first, third)) or ""
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    last = office.write(lambda unit: uniting.separate(unit, first, other))
    held = [[office.value(each, name) for name in ("city", "street")] for each in (first, made, last)]
    assert held == [[None, None], ["Nantes", None], [None, "3 rue C"]]


@pytest.mark.parametrize("order", ["bc", "cb"])
def test_of_three_for_whom_one_field_was_typed_each_gets_back_its_own(office: Office, order: str) -> None:
    """What was typed for the second one stayed with the first, for the third one's union had looked at it."""
    wires = {name: office.connect(name) for name in "abc"}
    rows = {name: enter(wire, last_name="Martin") for name, wire in wires.items()}
    office.settle()
    people = {name: office.record_of(rows[name], name=name) for name in "abc"}
    typed = {"a": None, "b": "Lyon", "c": "Nice"}
    for name in "bc":
        office.edit(people[name], city=typed[name])
    for name in "bc":
        office.write(partial(uniting.unite, survivor=people["a"], other=people[name]))
    for name in order:
        people[name] = office.write(partial(uniting.separate, record=people["a"], connection=office.ids[name]))
    assert {name: office.value(people[name], "city") for name in "abc"} == typed
    rest(office)
    assert {name: wire.account.value(rows[name], "city") for name, wire in wires.items()} == typed


# -- who had still to be made ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("survives", [True, False])
@pytest.mark.parametrize("rest_between", [False, True])
def test_who_had_still_to_be_made_at_an_account_is_made_there(
    office: Office, *, survives: bool, rest_between: bool
) -> None:
    """They were in the other account alone, for good, and nobody was told."""
    wires = {name: office.connect(name, only=(PEOPLE,)) for name in "ab"}
    row = wires["a"].account.edit(PEOPLE, None, {"last_name": "Martin", "city": "Lyon"}, kind=Kind.LEAD)
    office.settle()
    there, here = office.record_of(row), office.new(last_name="Martin", street="1 rue A")
    office.synced("b")
    first, other = (here, there) if survives else (there, here)
    back = office.write(lambda unit: uniting.unite(unit, first, other))
    assert back is not None
    if rest_between:
        rest(office)
    assert wires["a"].account.there() == [row]
    made = office.write(lambda unit: uniting.separate(unit, first, back))
    rest(office)
    waited = first if survives else made
    assert office.record_of(row) == (made if survives else first)
    assert {office.link(waited, name=name).state for name in "ab"} == {links.ACTIVE}
    assert len(wires["a"].account.there()) == 2
    assert len(wires["b"].account.there()) == 1
