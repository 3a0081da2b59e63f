"""Rows that are kept apart from their records: nobody is asked about them, and nothing comes from them."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, UNLINK, Keep
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.providers.base import Absence
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections
from crmdesk.store.leaving import keep_apart
from crmdesk.store.records import LIVE
from crmdesk.store.run_undoing import undo_run
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import rest
from tests.sync.test_merged_there import A_DAY_S
from tests.sync.test_questions_that_end import in_two_accounts
from tests.sync.test_rerouting import CLIENTS, TwoTables
from tests.sync.test_reviews import answer

MANY = 20


def asked_twice(office: Office, wire: Wire, record: str, id: str) -> str:
    """Whether somebody lives who was deleted here and changed at account a, and in which city; they are kept apart. The change."""
    office.edit(record, city="Nice")
    wire.account.edit(PEOPLE, id, {"city": "Lens"})
    office.synced("a")
    office.delete(record)
    wire.account.edit(PEOPLE, id, {"last_name": "Durand"})
    office.synced("a")
    assert set(office.conflicts(record)) == {EXISTENCE, "city"}
    return office.resolve(office.conflicts(record)[EXISTENCE], Keep.OTHER, UNLINK)


def test_what_else_was_asked_about_somebody_ends_and_goes_to_the_other_account(office: Office) -> None:
    first, second, record, there, elsewhere = in_two_accounts(office)
    asked_twice(office, first, record, there)
    assert office.conflicts(record) == {}
    office.settle()
    assert (first.account.value(there, "city"), second.account.value(elsewhere, "city")) == ("Lens", "Nice")


def test_it_is_asked_again_where_that_is_taken_back(office: Office) -> None:
    first, _, record, there, _ = in_two_accounts(office)
    change = asked_twice(office, first, record, there)
    first.account.edit(PEOPLE, there, {"job_title": "Notaire"})
    first.account.edit(PEOPLE, None, {"last_name": "Autre"})
    office.settle()
    # Nothing is read because it is about to be written over.
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    office.undo(change)
    office.settle()
    assert set(office.conflicts(record)) == {EXISTENCE, "city"}
    office.resolve(office.conflicts(record)[EXISTENCE], Keep.ACCOUNT)
    office.settle()
    assert office.value(record, "job_title") == "Notaire"


def test_a_review_that_ends_a_question_lets_the_other_account_have_what_it_held_back(office: Office) -> None:
    first, second = office.connect("a"), office.connect("b")
    people = [office.new(last_name=f"Martin{at}", sector="Centre", city="Lyon") for at in range(MANY)]
    office.settle()
    there = [office.link(record, name="a").remote_id or "" for record in people]
    office.edit(people[0], city="Nice")
    first.account.edit(PEOPLE, there[0], {"city": "Lens"})
    office.settle()
    assert office.conflict(people[0]).field == "city"
    for id in there:
        first.account.edit(PEOPLE, id, {"sector": None})
    office.synced("a")
    answer(office, Answer.UNLINK)
    office.settle()
    elsewhere = office.link(people[0], name="b").remote_id or ""
    assert (office.conflicts(people[0]), second.account.value(elsewhere, "city")) == ({}, "Nice")


def test_a_run_that_is_taken_back_takes_its_questions_along(office: Office) -> None:
    first, second, record, there, elsewhere = in_two_accounts(office)
    first.account.delete(PEOPLE, there)
    second.account.delete(PEOPLE, elsewhere)
    office.settle()
    assert office.record(record).life == "trash"
    for wire, id, city in ((first, there, "Lens"), (second, elsewhere, "Nice")):
        wire.account.restore(PEOPLE, id)
        wire.account.edit(PEOPLE, id, {"city": city})
    office.synced("a")
    (run,) = office.sql("SELECT run FROM history WHERE event = 'restored'")
    office.synced("b")
    assert office.conflict(record).field == "city"
    office.write(lambda unit: undo_run(unit, run.run))
    assert office.record(record).life == "trash"
    assert office.conflicts(record) == {}


@pytest.mark.parametrize("again", [False, True])
def test_what_is_kept_apart_names_no_company_of_the_record(office: Office, *, again: bool) -> None:
    """The account shows its companies for the first time only afterwards."""
    wire = office.connect(only=(PEOPLE,))
    company = wire.account.edit("companies", None, {"name": "Agence"})
    id = wire.account.edit(PEOPLE, None, {"last_name": "Martin", "company": [["companies", company]]}, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(id)
    office.delete(record)
    wire.account.edit(PEOPLE, id, {"city": "Lens"})
    office.synced()
    change = office.resolve(office.conflict(record), Keep.OTHER, UNLINK)
    wire.only = None
    office.settle()
    assert office.value(record, "company") is None
    if again:
        office.undo(change)
        office.settle()
        assert office.value(record, "company") == office.record_of(company, object="companies")


@pytest.mark.parametrize("listed", [True, False], ids=["by the survivor", "by a sweep"])
@pytest.mark.parametrize("typed", [True, False])
def test_whoever_becomes_part_of_what_is_kept_apart_is_not_taken_for_its_record(
    office: Office, *, listed: bool, typed: bool
) -> None:
    """Nothing of them would be left here: that record has none of what the account holds."""
    wire = office.connect()
    first, second = (wire.account.edit(PEOPLE, None, {"last_name": name, "city": name}) for name in ("Lens", "Nice"))
    office.synced()
    record, other = office.record_of(first), office.record_of(second)
    apart = office.link(other).id
    office.write(lambda unit: keep_apart(unit, [apart]))
    if typed:
        office.edit(record, job_title="Notaire")
    wire.account.merge(PEOPLE, second, first)
    if not listed:
        wire.account.rows[PEOPLE][second].merged = ()
        office.synced()
        office.clock.tick(A_DAY_S)
    office.settle()
    assert (office.value(other, "job_title"), office.value(other, "city")) == (None, "Nice")
    assert office.synced()["applied"] == 0, "what is asked about is no news each time that the survivor is read"
    if not typed:
        assert office.record(record).life == "trash"
        return
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    assert {wire.account.value(id, "city") for id in wire.account.there()} == {"Lens", "Nice"}


def test_a_lead_who_is_kept_apart_stays_so_as_the_client_that_a_colleague_makes_of_them(office: Office) -> None:
    """The client was taken in as somebody new, although a person had taken back the run that brought the lead."""
    wire = TwoTables(WatchedAccount(office.clock, Behaviour()))
    office.attach("a", wire)
    lead = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    office.synced()
    record, (run,) = office.record_of(lead), office.sql("SELECT id FROM run")
    change = office.write(lambda unit: undo_run(unit, run.id))
    office.settle()
    client = wire.account.edit(CLIENTS, None, wire.account.rows[PEOPLE][lead].fields, kind=Kind.CONTACT)
    wire.account.delete(PEOPLE, lead)
    wire.account.rows[PEOPLE][lead].gone = Absence(PEOPLE, lead, became=(CLIENTS, client))
    office.settle()
    assert office.sql("SELECT count(*) AS many FROM contact")[0].many == 0
    wire.account.edit(CLIENTS, client, {"city": "Nice"})
    office.settle()
    office.undo(change)
    office.settle()
    there = office.record(office.record_of(client, object=CLIENTS))
    assert (there.id, there.kind, there.life, there.fields["city"]) == (record, Kind.CONTACT, LIVE, "Nice")


@pytest.mark.parametrize("decided", [True, False], ids=["by a decision", "with their run"])
def test_the_account_is_told_again_what_is_about_somebody_who_was_kept_apart(office: Office, *, decided: bool) -> None:
    """What it said of their row meanwhile said nothing about them: the note was about them here, and about nobody there."""
    wire = office.connect()
    id = wire.account.edit(PEOPLE, None, {"last_name": "Martin"}, kind=Kind.LEAD)
    office.synced()
    record, (run,) = office.record_of(id), office.sql("SELECT id FROM run")
    row = wire.account.edit("notes", None, {"body": "Rappeler", "about": [[PEOPLE, id]]})
    office.synced()
    note = office.record_of(row, object="notes")
    if decided:
        office.delete(record)
        wire.account.edit(PEOPLE, id, {"city": "Lens"})
        office.synced()
        change = office.resolve(office.conflict(record), Keep.OTHER, UNLINK)
    else:
        change = office.write(lambda unit: undo_run(unit, run.id))
    wire.account.edit("notes", row, {"about": None})
    office.settle()
    assert office.value(note, "about") == [record]
    office.undo(change)
    office.settle()
    if decided:
        office.resolve(office.conflict(record), Keep.ACCOUNT)
    rest(office)
    assert office.value(note, "about") == [record]
    assert wire.account.value(row, "about", object="notes") == [[PEOPLE, id]]
