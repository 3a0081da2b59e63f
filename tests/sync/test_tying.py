"""The same person in several accounts is one record: who is tied, who is not, and what both know."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections, removal, reviews, traits
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import unite
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest

ANN, MARC = "ann@example.org", "marc@example.org"
LINE = "+33140112233"


def row(first: str, last: str, email: str | None = None, phone: str | None = None, **more: Any) -> dict[str, Any]:
    """A row as a colleague enters it."""
    emails = None if email is None else {"email": email, "more_emails": None}
    phones = None if phone is None else {"phone": phone, "mobile": None}
    return {"first_name": first, "last_name": last, "emails": emails, "phones": phones, **more}


def enter(wire: Wire, fields: Mapping[str, Any], kind: Kind = Kind.LEAD) -> str:
    return wire.account.edit(PEOPLE, None, fields, kind=kind)


def two(office: Office) -> tuple[Wire, Wire]:
    return office.connect("a"), office.connect("b")


def met(office: Office, here: Mapping[str, Any], there: Mapping[str, Any], kind: Kind = Kind.LEAD) -> bool:
    """Whether a row of one account and one of another are one record."""
    first, second = two(office)
    one, other = enter(first, here), enter(second, there, kind)
    office.synced("a")
    office.synced("b")
    return office.record_of(one) == office.record_of(other, name="b")


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (row("Ann", "Martin", ANN), row("Ann", "Martin", ANN)),
        (row("Ann", "Martin", ANN), row("A.", "M.", ANN)),
        (row("Ann", "Martin", MARC, emails={"email": MARC, "more_emails": ANN}), row("Ann", "Martin", ANN)),
        (row("Ann", "Martin", phone=LINE), row("ANN", "Martin", phone=LINE)),
        (row("Ann", "Martin", "info@example.org", LINE), row("Ann", "Martin", ANN, LINE)),
        (row("Ann", "Martin", "NC", LINE), row("Ann", "Martin", ANN, LINE)),  # said in the place of an address
    ],
)
def test_the_same_person_is_one_record(office: Office, here: Mapping[str, Any], there: Mapping[str, Any]) -> None:
    assert met(office, here, there)
    rest(office)


@pytest.mark.parametrize(
    ("here", "there", "kind"),
    [
        (row("Ann", "Martin"), row("Ann", "Martin"), Kind.LEAD),  # a namesake
        (row("Ann", "Martin", "info@example.org"), row("Ann", "Martin", "info@example.org"), Kind.LEAD),  # a desk
        (row("Ann", "Martin", "NC"), row("Marc", "Roux", "nc"), Kind.LEAD),  # no address
        (row("Ann", "Martin", "-", LINE), row("Marc", "Roux", "-", LINE), Kind.LEAD),
        (row("Ann", "Martin", phone=LINE), row("Marc", "Martin", phone=LINE), Kind.LEAD),  # the same landline
        (row("Ann", "Martin", ANN, LINE), row("Ann", "Martin", MARC, LINE), Kind.LEAD),  # addresses that contradict
        (row("Ann", "Martin", ANN), row("Ann", "Martin", ANN), Kind.CONTACT),  # another kind
    ],
)
def test_whoever_may_be_another_person_is_another_record(
    office: Office, here: Mapping[str, Any], there: Mapping[str, Any], kind: Kind
) -> None:
    assert not met(office, here, there, kind)
    rest(office)


def test_blanks_are_filled_on_either_side_equals_agree_and_a_person_is_asked_about_the_rest(office: Office) -> None:
    first, second = two(office)
    one = enter(first, row("Ann", "Martin", ANN, LINE, city="Lyon", street="1 rue A", job_title="Notaire"))
    other = enter(second, row("Ann", "MARTIN", ANN, "+33612345678", city="Paris", postal_code="75001"))
    office.settle()
    record = office.record_of(one)
    assert list(office.conflicts(record)) == ["city"]
    (there,) = office.conflict(record).accounts
    assert (there.value, office.value(record, "city")) == ("Paris", "Lyon")
    assert second.account.value(other, "street") == "1 rue A"
    assert first.account.value(one, "postal_code") == "75001"
    assert [item["value"] for item in office.value(record, "phones")] == [LINE, "+33612345678"]
    assert (first.account.value(one, "city"), second.account.value(other, "city")) == ("Lyon", "Paris")
    rest(office)


def test_a_change_in_one_account_arrives_in_the_other(office: Office) -> None:
    first, second = two(office)
    one, other = enter(first, row("Ann", "Martin", ANN)), enter(second, row("Ann", "Martin", ANN))
    office.settle()
    first.account.edit(PEOPLE, one, {"city": "Lille"})
    office.settle()
    assert second.account.value(other, "city") == "Lille"
    rest(office)


@pytest.mark.parametrize("together", [True, False])
def test_of_two_rows_that_fit_equally_none_is_tied(office: Office, together: bool) -> None:
    """Where they come in one chunk; where the second one comes later it is too late to know."""
    first, second = two(office)
    one = enter(first, row("Ann", "Martin", ANN))
    office.synced("a")
    rows = [enter(second, row("Ann", "Martin", ANN))]
    if not together:
        office.synced("b")
    rows.append(enter(second, row("Ann", "Martin", ANN)))
    office.synced("b")
    found = [office.record_of(id, name="b") for id in rows]
    assert len({office.record_of(one), *found}) == (3 if together else 2)
    assert found[1] != office.record_of(one)


def test_the_row_that_fits_better_is_tied(office: Office) -> None:
    first, second = two(office)
    one = enter(first, row("Ann", "Martin", ANN))
    other, ann = enter(second, row("Marc", "Martin", ANN)), enter(second, row("Ann", "Martin", ANN))
    office.settle()
    assert office.record_of(ann, name="b") == office.record_of(one) != office.record_of(other, name="b")
    rest(office)


def test_of_two_records_that_fit_equally_none_takes_the_row(office: Office) -> None:
    first, second = two(office)
    ones = [enter(first, row("Ann", "Martin", ANN)) for _ in range(2)]
    office.synced("a")
    other = enter(second, row("Ann", "Martin", ANN))
    office.synced("b")
    assert len({*map(office.record_of, ones), office.record_of(other, name="b")}) == 3


def test_a_record_of_the_account_that_fits_as_well_stands_in_the_way(office: Office) -> None:
    first, second = two(office)
    mine = enter(second, row("Ann", "Martin", ANN))
    office.synced("b")
    one = enter(first, row("Ann", "Martin", ANN))
    office.synced("a")
    assert office.record_of(one) == office.record_of(mine, name="b")
    other = enter(second, row("Ann", "Martin", ANN))
    office.synced("b")
    assert office.record_of(other, name="b") != office.record_of(one)


@pytest.mark.parametrize("keyed", [True, False])
def test_who_is_typed_here_and_entered_by_a_colleague_is_one(office: Office, keyed: bool) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=keyed))
    record = office.new(first_name="Ann", last_name="Martin", emails=[{"value": ANN, "primary": True}], city="Lyon")
    id = enter(wire, row("Ann", "Martin", ANN, job_title="Notaire"))
    office.settle()
    assert office.record_of(id) == record
    assert (wire.account.there(), wire.account.value(id, "city")) == ([id], "Lyon")
    assert office.value(record, "job_title") == "Notaire"
    rest(office)


def test_one_whose_creation_may_have_happened_takes_no_other_row(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=60_000), only=(PEOPLE,))
    record = office.new(first_name="Ann", last_name="Martin", emails=[{"value": ANN, "primary": True}])
    wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.synced()
    (mine,) = wire.account.there()
    office.clock.tick(30)
    other = enter(wire, row("A.", "M.", ANN))
    office.clock.tick(61)
    office.settle()
    assert office.record_of(mine) == record != office.record_of(other)


@pytest.mark.parametrize("typed", [False, True])
def test_a_row_that_is_entered_again_before_a_run_learns_that_it_was_deleted(office: Office, *, typed: bool) -> None:
    """Somebody else was made of it, of whom the other account knew nothing; with a run in between it was the same person."""
    first, second = two(office)
    one, other = enter(first, row("Ann", "Martin", ANN)), enter(second, row("Ann", "Martin", ANN))
    office.settle()
    record = office.record_of(one)
    if typed:
        office.edit(record, street="1 rue A")
    second.account.delete(PEOPLE, other)
    again = enter(second, row("Ann", "Martin", ANN, city="Lyon"))
    office.settle("b")
    rest(office)
    assert office.record_of(again, name="b") == record
    assert (first.account.there(), first.account.value(one, "city")) == ([one], "Lyon")
    assert second.account.value(again, "street") == ("1 rue A" if typed else None)


def test_a_row_that_is_entered_again_after_it_was_deleted_in_one_account(office: Office) -> None:
    """Deleted in one account and alive in another: only the link ends, and whoever is entered there again is the same."""
    first, second = two(office)
    one, other = enter(first, row("Ann", "Martin", ANN)), enter(second, row("Ann", "Martin", ANN))
    office.settle()
    record = office.record_of(one)
    second.account.delete(PEOPLE, other)
    office.settle()
    assert (office.record(record).life, first.account.there()) == ("live", [one])
    assert office.link(record, name="b").state == "gone"
    again = enter(second, row("Ann", "Martin", ANN, city="Lyon"))
    office.settle()
    assert office.record_of(again, name="b") == record
    assert first.account.value(one, "city") == "Lyon"
    rest(office)


def test_what_was_kept_is_known_again_when_its_account_is_connected_again(office: Office) -> None:
    wire = office.connect("a")
    id = enter(wire, row("Ann", "Martin", ANN))
    office.synced("a")
    record = office.record_of(id)
    office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=True))
    again = Wire(wire.account)
    del office.wires["a"]
    office.attach("again", again)
    office.synced("again")
    assert office.record_of(id, name="again") == record
    rest(office)


def separated(office: Office) -> tuple[str, str, dict[str, str]]:
    """Somebody who was typed here, so that both rows carry one key, and who turned out to be somebody else in one account."""
    first, second = two(office)
    record = office.new(last_name="Martin", emails=[{"value": ANN, "primary": True}])
    office.settle()
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    rows = {"a": first.account.there()[0], "b": second.account.there()[0]}
    second.account.edit(PEOPLE, rows["b"], {"emails": {"email": MARC, "more_emails": None}, "city": "Nice"})
    office.settle()
    return record, made, rows


def connect_again(office: Office, name: str, *, keep_data: bool = True, asking: bool = False) -> None:
    office.write(lambda unit: removal.remove_connection(unit, office.ids[name], keep_data=keep_data))
    office.attach(name, Wire(office.wires[name].account), asking=asking)


@pytest.mark.parametrize("asking", [False, True])
def test_who_was_separated_is_not_taken_for_one_again_by_the_key_that_the_row_kept(
    office: Office, *, asking: bool
) -> None:
    record, made, rows = separated(office)
    connect_again(office, "b", asking=asking)
    office.settle()
    for review in office.read(reviews.all_open):
        office.write(partial(reviews.decide, review=review.id, answer=Answer.APPLY, shown=review.shown))
    office.settle()
    assert (office.record_of(rows["a"]), office.record_of(rows["b"], name="b")) == (record, made)
    assert office.wires["a"].account.value(rows["a"], "city") is None, "it is the other one's"
    rest(office)


def test_nor_is_it_where_the_one_became_part_of_another_since(office: Office) -> None:
    third = office.connect("c", sending=False)
    record, made, rows = separated(office)
    entered = enter(third, row("Ann", "Martin-Roux", "roux@example.org"))
    office.settle()
    survivor = office.record_of(entered, name="c")
    office.write(lambda unit: unite(unit, survivor, record))
    connect_again(office, "b")
    office.settle()
    assert (office.record_of(rows["a"]), office.record_of(rows["b"], name="b")) == (survivor, made)
    rest(office)


def test_nor_where_the_other_was_forgotten_with_the_account(office: Office) -> None:
    record, _, rows = separated(office)
    connect_again(office, "b", keep_data=False)
    office.settle()
    assert office.record_of(rows["b"], name="b") != record == office.record_of(rows["a"])
    assert office.wires["a"].account.value(rows["a"], "city") is None, "it is the other one's"
    rest(office)


def test_whom_nothing_tells_from_the_separated_one_is_asked_about(office: Office) -> None:
    record, made, rows = separated(office)
    office.wires["b"].account.edit(PEOPLE, rows["b"], {"emails": {"email": ANN, "more_emails": None}})
    office.settle()
    connect_again(office, "b")
    office.settle()
    alone = office.record_of(rows["b"], name="b")
    assert alone not in (record, made)
    assert office.problems() == [(alone, "perhaps_the_same", None)]


def test_who_waits_to_be_made_there_does_not_take_the_row_of_the_separated_one(office: Office) -> None:
    record, made, rows = separated(office)
    connect_again(office, "b")
    waiting = office.new(last_name="Martin")
    office.write(lambda unit: unite(unit, record, waiting))
    office.settle()
    assert office.record_of(rows["b"], name="b") == made
    assert office.wires["b"].account.value(rows["b"], "city") == "Nice"
    assert office.wires["a"].account.value(rows["a"], "city") is None, "it is the other one's"
    rest(office)


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "answer lost"])
def test_who_waits_to_be_made_there_is_made_beside_the_separated_one(office: Office, *, lost: bool) -> None:
    """The row of the separated one carries the key of the record: what is made for that has another one."""
    record, made, rows = separated(office)
    second = office.wires["b"]
    waiting = office.new(last_name="Martin", city="Brest")
    office.write(lambda unit: unite(unit, record, waiting))
    if lost:
        second.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.settle()
    assert office.problems() == []
    assert office.record_of(rows["b"], name="b") == made
    assert second.account.value(rows["b"], "city") == "Nice"
    (own,) = set(second.account.there()) - {rows["b"]}
    assert office.record_of(own, name="b") == record
    assert [second.account.value(own, name) for name in ("city", "emails")] == [
        "Brest",
        {"email": ANN, "more_emails": None},
    ]
    rest(office)


def test_what_a_lost_creation_made_beside_the_separated_one_is_known_by_the_key_that_it_was_sent_with(
    office: Office,
) -> None:
    record, made, rows = separated(office)
    second = office.wires["b"]
    waiting = office.new(last_name="Martin", city="Brest")
    office.write(lambda unit: unite(unit, record, waiting))
    second.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.sync("b")
    office.write(lambda unit: connections.change(unit, office.ids["b"], sending=False))
    (own,) = set(second.account.there()) - {rows["b"]}
    second.account.edit(PEOPLE, own, {"last_name": "Roux", "emails": {"email": MARC, "more_emails": None}})
    office.sync("b")
    assert [office.record_of(row, name="b") for row in (own, rows["b"])] == [record, made]


def test_a_row_that_may_have_been_made_for_the_one_that_was_separated_is_known_by_its_key(office: Office) -> None:
    record, _, _ = separated(office)
    office.write(lambda unit: removal.remove_connection(unit, office.ids["b"], keep_data=True))
    third = office.connect("c")
    waiting = office.new(last_name="Martin")
    office.write(lambda unit: unite(unit, record, waiting))
    third.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.sync("c")
    (there,) = third.account.there()
    third.account.edit(PEOPLE, there, {"emails": {"email": MARC, "more_emails": None}})
    office.sync("c")
    assert office.record_of(there, name="c") == record


def test_companies_are_one_by_their_domain_but_not_by_a_free_one(office: Office) -> None:
    first, second = two(office)
    ones, others = {}, {}
    for domain in ("agence.example", "gmail.com"):
        ones[domain] = first.account.edit("companies", None, {"name": "Agence", "domain": domain})
        others[domain] = second.account.edit("companies", None, {"name": "AGENCE SARL", "domain": f"www.{domain}"})
    office.synced("a")
    office.synced("b")
    same = [
        office.record_of(ones[domain], object="companies")
        == office.record_of(others[domain], object="companies", name="b")
        for domain in ones
    ]
    assert same == [True, False]


def test_an_owner_is_the_same_user_in_every_account(office: Office) -> None:
    first, second = two(office)
    wires = {"a": first, "b": second}
    users, people = {}, {}
    for name, wire in wires.items():
        users[name] = wire.account.edit("users", None, {"name": f"Ann ({name})", "email": "info@agence.example"})
        people[name] = enter(wire, row("Marc", "Roux", MARC))
    first.account.edit(PEOPLE, people["a"], {"owner": [["users", users["a"]]]})
    office.settle()
    assert second.account.value(people["b"], "owner") == [["users", users["b"]]]
    record = office.record_of(users["a"], object="users")
    assert office.record_of(users["b"], object="users", name="b") == record
    assert office.conflicts(record) == {}, "nobody can write what a user is called there"
    rest(office)


def test_one_account_alone_keeps_no_traits(office: Office) -> None:
    wire = office.connect()
    enter(wire, row("Ann", "Martin", ANN))
    office.synced()
    assert not office.read(traits.are_kept)
    assert office.sql("SELECT * FROM trait") == []


def test_an_owner_who_does_not_work_there_is_only_here(office: Office) -> None:
    """Nothing is sent, nobody is asked, and the field says why; a colleague's choice there still arrives."""
    first, second = two(office)
    ann = first.account.edit("users", None, {"name": "Ann", "email": ANN})
    marc = second.account.edit("users", None, {"name": "Marc", "email": MARC})
    one = enter(first, row("Eva", "Roux", "eva@example.org", owner=[["users", ann]]))
    other = enter(second, row("Eva", "Roux", "eva@example.org", owner=[["users", marc]]))
    office.settle()
    record = office.record_of(one)
    assert office.conflicts(record) == {}
    assert second.account.value(other, "owner") == [["users", marc]]
    notices = office.sql("SELECT connection, field, key FROM notice WHERE record = ?", record)
    assert [tuple(each) for each in notices] == [(office.ids["b"], "owner", "reference_not_there")]
    rest(office)
    eva = {name: wire.account.edit("users", None, {"name": "Eva", "email": "e@example.org"})
           for name, wire in (("a", first), ("b", second))}  # fmt: skip
    second.account.edit(PEOPLE, other, {"owner": [["users", eva["b"]]]})
    office.settle()
    assert first.account.value(one, "owner") == [["users", eva["a"]]]
    rest(office)


def test_that_an_owner_does_not_work_there_is_over_once_a_colleague_elsewhere_chooses_one_who_does(
    office: Office,
) -> None:
    first, second = two(office)
    ann = first.account.edit("users", None, {"name": "Ann", "email": ANN})
    eva = {name: wire.account.edit("users", None, {"name": "Eva", "email": "e@example.org"})
           for name, wire in (("a", first), ("b", second))}  # fmt: skip
    one = enter(first, row("Eva", "Roux", "eva@example.org", owner=[["users", ann]]))
    enter(second, row("Eva", "Roux", "eva@example.org"))
    office.settle()
    assert office.sql("SELECT field, key FROM notice") == [("owner", "reference_not_there")]
    first.account.edit(PEOPLE, one, {"owner": [["users", eva["a"]]]})
    office.settle()
    assert second.account.value(office.link(office.record_of(one), name="b").remote_id or "", "owner") == [
        ["users", eva["b"]]
    ]
    assert office.sql("SELECT field, key FROM notice") == []
    rest(office)


def test_what_is_given_to_somebody_who_does_not_work_there_stays_as_it_is_there(office: Office) -> None:
    first, second = two(office)
    ann = first.account.edit("users", None, {"name": "Ann", "email": ANN})
    both = {name: wire.account.edit("users", None, {"name": "Marc", "email": MARC})
            for name, wire in (("a", first), ("b", second))}  # fmt: skip
    one = enter(first, row("Eva", "Roux", "eva@example.org", owner=[["users", both["a"]]]))
    other = enter(second, row("Eva", "Roux", "eva@example.org"))
    office.settle()
    assert second.account.value(other, "owner") == [["users", both["b"]]]
    office.edit(office.record_of(one), owner=office.record_of(ann, object="users"))
    office.settle()
    assert first.account.value(one, "owner") == [["users", ann]]
    assert second.account.value(other, "owner") == [["users", both["b"]]]
    rest(office)


@pytest.mark.parametrize("asked", [True, False])
def test_who_is_entered_again_while_something_typed_had_not_arrived_is_the_same(office: Office, *, asked: bool) -> None:
    """A second record was made of the row, and the first one was made once more at the account where it was kept."""
    wire = office.connect()
    emails = [{"value": ANN, "label": None, "primary": True}]
    record = office.new(first_name="Ann", last_name="Martin", emails=emails)
    office.settle()
    (gone,) = wire.account.there()
    office.edit(record, city="Brest")
    wire.account.delete(PEOPLE, gone)
    if asked:
        office.synced()
        assert set(office.conflicts(record)) == {EXISTENCE}
    anew = enter(wire, row("Ann", "Martin", ANN))
    rest(office)
    assert office.record_of(anew) == record
    assert office.sql("SELECT id FROM lead") == [(record,)]
    assert wire.account.there() == [anew]
    assert (wire.account.value(anew, "city"), office.conflicts(record)) == ("Brest", {})
