"""References, several accounts, rows that only add fields, and a mapping that changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    Gone,
)
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import links
from crmdesk.store.queries import status
from crmdesk.store.records import LIVE, MERGED
from tests.sync.invariants import check
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest

# -- references ----------------------------------------------------------------------------------------------------------


def test_references_go_both_ways(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Agence")
    record = office.new(last_name="Martin", company=company)
    office.new(Kind.NOTE, body="Rappeler", about=[record])
    assert office.synced()["pushed"] == 3
    (id,) = wire.account.there()
    assert wire.account.value(id, "company") == [["companies", office.link(company, object="companies").remote_id]]
    other = wire.account.edit("companies", None, {"name": "Cabinet"})
    wire.account.edit(PEOPLE, id, {"company": [["companies", other]]})
    office.synced()
    assert office.value(record, "company") == office.record_of(other, object="companies")
    rest(office)


def test_a_reference_to_a_row_that_comes_later_is_filled_in(office: Office) -> None:
    wire = office.connect()
    person = wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    deal = wire.account.edit("deals", None, {"name": "Vente", "contacts": [[PEOPLE, "99"], [PEOPLE, person]]})
    office.synced()
    record = office.record_of(deal, object="deals")
    assert office.value(record, "contacts") == [office.record_of(person)]
    wire.account.next_id(99)
    late = wire.account.edit(PEOPLE, None, {"last_name": "Martin"}, kind=Kind.CONTACT)
    assert late == "99"
    office.synced()
    assert office.value(record, "contacts") == sorted([office.record_of(person), office.record_of(late)])
    rest(office)
    assert not office.sql("SELECT * FROM dangling")


def test_what_was_typed_beside_an_unknown_target_keeps_both(office: Office) -> None:
    wire = office.connect()
    deal = wire.account.edit("deals", None, {"name": "Vente", "contacts": [[PEOPLE, "99"]]})
    person, _ = known(office, wire)
    record = office.record_of(deal, object="deals")
    office.edit(record, contacts=[person])
    wire.account.next_id(99)
    late = wire.account.edit(PEOPLE, None, {"last_name": "Martin"}, kind=Kind.CONTACT)
    office.synced()
    both = sorted([person, office.record_of(late)])
    assert office.value(record, "contacts") == both
    rest(office)
    assert sorted(office.record_of(id) for _, id in wire.account.value(deal, "contacts", object="deals")) == both


def test_targets_that_nobody_knows_here_are_never_taken_away_there(office: Office) -> None:
    wire = office.connect()
    deal = wire.account.edit("deals", None, {"name": "Vente", "contacts": [[PEOPLE, "99"]]})
    person, id = known(office, wire)
    office.edit(office.record_of(deal, object="deals"), contacts=[person])
    office.synced()
    assert wire.account.value(deal, "contacts", object="deals") == sorted([[PEOPLE, id], [PEOPLE, "99"]])


def test_a_child_waits_for_its_parent_and_nobody_else_does(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="refuse this")
    child = office.new(last_name="Martin", company=company)
    alone = office.new(last_name="Durand")
    for _ in range(2):
        office.synced()
        assert [office.link(each).state for each in (child, alone)] == [links.NEW, links.ACTIVE]
    office.edit(company, name="Agence")
    rest(office)
    row = office.link(child).remote_id or ""
    assert wire.account.value(row, "company") == [["companies", office.link(company, object="companies").remote_id]]


def test_what_refers_to_others_is_deleted_before_them(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Foncia")
    person = office.new(Kind.CONTACT, last_name="Durand", company=company)
    deal = office.new(Kind.DEAL, name="Vente", contacts=[person], company=company)
    rest(office)
    wire.calls.clear()
    for record in (company, person, deal):
        office.delete(record)
    office.synced()
    deleted = [call for call in wire.calls if call.startswith("delete")]
    assert deleted == ["delete deals", "delete people", "delete companies"]
    rest(office)


def test_an_edge_that_is_read_before_its_own_creation_is_known_is_filled_in(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False))
    record = office.new(last_name="Martin", city="Lille", job_title="Notaire")

    def lose(outcomes: Sequence[Any]) -> Sequence[Any]:
        wire.account.edit("deals", None, {"name": "Vente", "contacts": [[PEOPLE, outcomes[0].record.id]]})
        raise ConnectionError

    wire.after("create people", lose)
    with pytest.raises(ConnectionError):
        office.sync()
    office.clock.tick(200)
    office.settle()
    deal = office.record_of(wire.account.there("deals")[0], object="deals")
    assert office.value(deal, "contacts") == [record]
    rest(office)


@pytest.mark.parametrize("at_once", [True, False], ids=["from the beginning", "added later"])
def test_who_cannot_be_named_in_a_field_is_left_out_of_it(office: Office, at_once: bool) -> None:
    """As at Salesforce, where a lead has no place in an opportunity: the rest of the record goes out, and a notice says why."""
    wire = office.connect()
    wire.chosen["about"] = {"holds": (("companies", ""),)}
    person = office.new(last_name="refuse this")
    company = office.new(Kind.COMPANY, name="Agence")
    note = office.new(Kind.NOTE, body="Rappeler", about=[company, person] if at_once else [company])
    office.settle()
    assert office.link(person).state == links.NEW, "nobody waits for who cannot be named anyway"
    office.edit(note, about=[company, person])
    rest(office)
    row = office.link(note, object="notes").remote_id or ""
    held = [["companies", office.link(company, object="companies").remote_id]]
    assert wire.account.value(row, "about", object="notes") == held
    notices = [(each.field, each.key, each.data) for each in office.sql("SELECT field, key, data FROM notice")]
    assert notices == [("about", "reference_not_there", '{"elsewhere":true}')]
    office.edit(person, last_name="Martin")
    rest(office)
    assert wire.account.value(row, "about", object="notes") == held
    assert office.value(note, "about") == sorted([company, person])
    assert office.synced()["notices"] == 0


def test_a_field_that_names_rows_by_how_their_ids_begin_names_no_others(office: Office) -> None:
    wire = office.connect()
    wire.chosen["company"] = {"holds": (("companies", "9"),)}
    wire.account.next_id(89)
    rows = [wire.account.edit("companies", None, {"name": name}) for name in ("Orpi", "Nestenn")]
    office.settle()
    orpi, nestenn = (office.record_of(row, object="companies") for row in rows)
    person = office.new(last_name="Martin", company=orpi)
    rest(office)
    id = office.link(person).remote_id or ""
    assert wire.account.value(id, "company") is None
    office.edit(person, company=nestenn)
    rest(office)
    assert wire.account.value(id, "company") == [["companies", "90"]]
    office.edit(person, company=orpi)
    rest(office)
    assert wire.account.value(id, "company") == [["companies", "90"]]
    assert office.value(person, "company") == orpi


@pytest.mark.parametrize("made", [True, False], ids=["has a row", "has none yet"])
def test_a_reference_into_an_object_that_is_not_shown_waits_alone(office: Office, made: bool) -> None:
    """As where an administrator takes the right to companies away for a while: who is typed meanwhile goes out without theirs."""
    wire = office.connect()
    person, id = known(office, wire)
    company = office.new(Kind.COMPANY, name="Agence") if made else None
    rest(office)
    wire.only = frozenset({PEOPLE})
    company = company or office.new(Kind.COMPANY, name="Agence")
    new = office.new(last_name="Martin", company=company)
    nameless = office.new(company=company)
    office.edit(person, company=company, job_title="Notaire")
    office.settle()
    row = office.link(new).remote_id or ""
    assert (wire.account.value(row, "last_name"), wire.account.value(row, "company")) == ("Martin", None)
    assert (wire.account.value(id, "job_title"), wire.account.value(id, "company")) == ("Notaire", None)
    assert office.link(nameless).state == links.NEW, "without its company there is nothing of it to send"
    assert all(office.link(each).dirty for each in (person, new))
    assert not office.sql("SELECT * FROM notice")
    wire.only = None
    rest(office)
    rows = [office.link(each).remote_id or "" for each in (person, new, nameless)]
    named = [["companies", office.link(company, object="companies").remote_id]]
    assert [wire.account.value(each, "company") for each in rows] == [named] * 3


def test_what_waits_for_an_object_that_is_not_shown_says_so(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Agence")
    rest(office)
    wire.only = frozenset({PEOPLE})
    office.edit(company, name="Orpi")
    office.settle()
    assert [(each.record, each.problem) for each in office.read(status.pending)] == [(company, "objects_not_shown")]


def test_what_waits_because_of_whom_it_refers_to_says_so_too(office: Office) -> None:
    wire = office.connect()
    (person, _), company = known(office, wire), office.new(Kind.COMPANY, name="Agence")
    office.settle()
    wire.only = frozenset({PEOPLE})
    office.synced()
    office.edit(person, company=company, city="Nice")
    assert [each.problem for each in office.read(status.pending)] == [None], "the city goes out with the next run"
    office.settle()
    assert [each.problem for each in office.read(status.pending)] == ["objects_not_shown"]


def test_a_contested_reference_into_an_object_that_is_not_shown_is_asked_about(office: Office) -> None:
    wire = office.connect()
    mine, theirs = office.new(Kind.COMPANY, name="Orpi"), office.new(Kind.COMPANY, name="Foncia")
    person, id = known(office, wire)
    rest(office)
    wire.only = frozenset({PEOPLE})
    office.edit(person, company=mine)
    row = office.link(theirs, object="companies").remote_id
    wire.account.edit(PEOPLE, id, {"company": [["companies", row]]})
    office.synced()
    wire.only = None
    office.synced()
    office.resolve(office.conflict(person), Keep.COMPUTER)
    rest(office)
    named = [["companies", office.link(mine, object="companies").remote_id]]
    assert wire.account.value(id, "company") == named


# -- two accounts --------------------------------------------------------------------------------------------------------


def both(office: Office) -> tuple[Wire, Wire, str]:
    """A record that lives at two accounts."""
    first, second = office.connect("a"), office.connect("b")
    record = office.new(last_name="Martin", city="Lille")
    office.settle()
    return first, second, record


def row_of(office: Office, record: str, name: str) -> str:
    return office.link(record, name=name).remote_id or ""


def test_a_change_at_one_account_reaches_the_other(office: Office) -> None:
    first, second, record = both(office)
    first.account.edit(PEOPLE, row_of(office, record, "a"), {"city": "Lens"})
    rest(office)
    assert second.account.value(row_of(office, record, "b"), "city") == "Lens"


def test_two_accounts_that_differ_are_a_question_with_three_answers(office: Office) -> None:
    first, second, record = both(office)
    first.account.edit(PEOPLE, row_of(office, record, "a"), {"city": "Lens"})
    second.account.edit(PEOPLE, row_of(office, record, "b"), {"city": "Arras"})
    office.edit(record, city="Douai")
    office.settle()
    conflict = office.conflict(record)
    assert sorted(account.value for account in conflict.accounts) == ["Arras", "Lens"]
    link = next(account.link for account in conflict.accounts if account.value == "Arras")
    office.resolve(conflict, Keep.ACCOUNT, link=link)
    rest(office)
    assert first.account.value(row_of(office, record, "a"), "city") == "Arras"


def test_deleted_at_one_account_it_stays_at_the_other(office: Office) -> None:
    first, second, record = both(office)
    first.account.delete(PEOPLE, row_of(office, record, "a"))
    rest(office)
    assert (office.record(record).life, len(second.account.there())) == ("live", 1)
    assert office.link(record, name="a").state == links.GONE


def test_a_question_about_one_account_survives_news_from_the_other(office: Office) -> None:
    first, second, record = both(office)
    second.hidden.add("city")  # else what was typed would go there, and nobody would be asked
    office.synced("b")
    office.edit(record, city="Douai")
    first.account.delete(PEOPLE, row_of(office, record, "a"))
    office.synced("a")
    asked = office.conflict(record)
    second.account.edit(PEOPLE, row_of(office, record, "b"), {"job_title": "Notaire"})
    office.synced("b")
    assert office.conflict(record).id == asked.id
    office.resolve(asked, Keep.COMPUTER)
    rest(office)
    assert [len(each.account.there()) for each in (first, second)] == [1, 1]


def test_deleted_here_edited_at_one_of_two(office: Office) -> None:
    first, second, record = both(office)
    office.delete(record)
    first.account.edit(PEOPLE, row_of(office, record, "a"), {"city": "Lens"})
    office.synced("a")
    office.synced("b")
    assert (len(first.account.there()), len(second.account.there())) == (1, 1)
    office.resolve(office.conflict(record), Keep.COMPUTER)
    rest(office)
    assert (first.account.there(), second.account.there()) == ([], [])


def test_a_merge_at_one_account_leaves_the_other_account_alone(office: Office) -> None:
    first, second, winner = both(office)
    loser = office.new(last_name="Martin", first_name="Jo")
    office.settle()
    office.edit(loser, job_title="Notaire")
    first.account.merge(PEOPLE, row_of(office, winner, "a"), row_of(office, loser, "a"))
    rest(office)
    assert office.record(loser).life == "live"
    assert office.value(winner, "job_title") == "Notaire"
    assert second.account.value(row_of(office, loser, "b"), "job_title") == "Notaire"
    second.account.edit(PEOPLE, row_of(office, loser, "b"), {"city": "Nice"})
    rest(office)
    assert office.value(loser, "city") == "Nice"


def test_a_row_that_had_been_merged_before_stands_for_nobody_when_its_survivor_is_merged(office: Office) -> None:
    wire = office.connect()
    first, second = (wire.account.edit("companies", None, {"name": name}) for name in ("Orpi", "Orpi Lyon"))
    office.synced()
    company, gone = (office.record_of(id, object="companies") for id in (first, second))
    person = office.new(last_name="Martin", company=gone)
    wire.account.merge("companies", first, second)
    office.settle()
    third = wire.account.edit("companies", None, {"name": "Orpi Rhône"})
    wire.account.merge("companies", third, first)
    office.settle()
    assert office.record_of(third, object="companies") == company
    assert (office.record(company).life, office.record(gone).life) == (LIVE, MERGED)
    assert office.value(person, "company") == company


def test_a_reference_that_is_filled_in_is_sent_to_the_other_account(office: Office) -> None:
    first, second = office.connect("a", Behaviour(keyed=False)), office.connect("b")
    deal = office.new(Kind.DEAL, name="Vente")
    office.settle()
    row = office.link(deal, object="deals", name="a").remote_id or ""
    person = office.new(last_name="Martin", city="Lille")
    office.synced("b")

    def lose(outcomes: Sequence[Any]) -> Sequence[Any]:
        first.account.edit("deals", row, {"contacts": [[PEOPLE, outcomes[0].record.id]]})
        raise ConnectionError

    first.after("create people", lose)
    with pytest.raises(ConnectionError):
        office.sync("a")
    office.clock.tick(200)
    rest(office)
    assert office.value(deal, "contacts") == [person]
    other = office.link(deal, object="deals", name="b").remote_id or ""
    there = second.account.value(other, "contacts", object="deals")
    assert there == [[PEOPLE, office.link(person, name="b").remote_id]]


# -- hidden rows and lost fields -----------------------------------------------------------------------------------------


def test_a_hidden_row_is_frozen_and_comes_back_with_what_was_typed_meanwhile(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.on("fetch", lambda: None)
    rows = wire.account.rows[PEOPLE]
    rows[id].gone = Absence(PEOPLE, id, Gone.NO_ACCESS)
    office.synced()
    assert (office.link(record).state, office.record(record).life) == (links.NO_ACCESS, "live")
    office.edit(record, first_name="Ann")
    office.synced()
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Nantes", "Lyon")
    rows[id].gone, rows[id].changed_ms = None, wire.account.now_ms() + 1
    office.clock.tick(1)
    rest(office)
    assert (wire.account.value(id, "city"), wire.account.value(id, "first_name")) == ("Nantes", "Ann")


def test_a_field_that_can_no_longer_be_read_is_never_blanked(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    before = office.link(record).bases["city"]
    wire.unreadable.add("city")
    wire.account.edit(PEOPLE, id, {"city": None, "job_title": "Notaire"})
    office.synced()
    assert (office.value(record, "city"), office.link(record).bases["city"]) == ("Lyon", before)
    assert office.value(record, "job_title") == "Notaire"
    wire.unreadable.clear()
    wire.account.edit(PEOPLE, id, {"first_name": "Jo"})
    rest(office)
    assert office.value(record, "city") is None


def test_what_was_typed_into_a_field_that_no_answer_listed_is_sent_once_one_does(office: Office) -> None:
    wire = office.connect()
    wire.unreadable.add("sector")
    record, id = known(office, wire)
    office.edit(record, sector="Nord")
    office.settle()
    wire.unreadable.clear()
    wire.account.edit(PEOPLE, id, {})
    rest(office)
    assert wire.account.value(id, "sector") == "Nord"


def test_a_field_that_the_mapping_gains_is_read_and_sent(office: Office) -> None:
    wire = office.connect()
    wire.hidden |= {"sector", "job_title"}
    here, here_id = known(office, wire)
    there, there_id = known(office, wire)
    both_ways, both_id = known(office, wire)
    office.edit(here, sector="Centre")
    office.edit(both_ways, job_title="Maire")
    wire.account.edit(PEOPLE, there_id, {"job_title": "Notaire"})
    wire.account.edit(PEOPLE, both_id, {"job_title": "Avocat"})
    office.settle()
    check(office)
    assert wire.account.value(here_id, "sector") is None
    wire.hidden.clear()
    office.settle()
    assert wire.account.value(here_id, "sector") == "Centre"
    assert office.value(there, "job_title") == "Notaire"
    assert office.conflict(both_ways).field == "job_title"
    office.edit(there, sector="Nord")
    rest(office)
    assert wire.account.value(there_id, "sector") == "Nord"


def test_a_field_that_the_mapping_loses_is_kept_here_and_comes_back_in_peace(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    wire.hidden.add("city")
    wire.account.edit(PEOPLE, id, {"city": None, "job_title": "Notaire"})
    office.settle()
    assert office.value(record, "city") == "Lyon"
    office.edit(record, city="Nantes")
    office.settle()
    assert wire.account.value(id, "city") is None
    wire.hidden.clear()
    office.settle()
    assert office.conflict(record).field == "city"
    assert office.value(record, "city") == "Nantes"


# -- phones and addresses over the vendor's places -----------------------------------------------------------------------


def phone(value: str, label: str | None = None) -> dict[str, Any]:
    return {"value": value, "label": label, "primary": False}


def test_a_third_number_stays_here_whatever_happens_there(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire, phones={"phone": "0478000001", "mobile": "0678000002"})
    three = [*office.value(record, "phones"), phone("+33478000003")]
    office.edit(record, phones=three)
    rest(office)
    assert wire.account.value(id, "phones") == {"phone": "0478000001", "mobile": "0678000002"}
    wire.account.edit(PEOPLE, id, {"phones": {"phone": "0478000001", "mobile": "0678000009"}})
    rest(office)
    numbers = [item["value"] for item in office.value(record, "phones")]
    assert numbers == ["+33478000001", "+33678000009", "+33478000003"]


def test_lists_of_both_sides_are_merged_and_sent(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire, tags="vip", emails={"email": "a@example.org", "more_emails": None})
    office.edit(record, tags=["vip", "vendeur"], emails=[{"value": "b@example.org"}, {"value": "a@example.org"}])
    wire.account.edit(PEOPLE, id, {"tags": "vip;rappel"})
    counts = office.synced()
    assert counts["notices"] == 1
    assert office.value(record, "tags") == ["rappel", "vendeur", "vip"]
    rest(office)
    assert wire.account.value(id, "tags") == "rappel;vendeur;vip"
    assert wire.account.value(id, "emails") == {"email": "b@example.org", "more_emails": "a@example.org"}


def test_a_reference_to_a_row_that_was_merged_before_it_came_names_the_survivor(office: Office) -> None:
    wire = office.connect(only=(PEOPLE, "notes"))
    account = wire.account
    winner, loser = (account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD) for name in ("Durand", "Durant"))
    note = account.edit("notes", None, {"body": "Rappeler", "about": [[PEOPLE, loser]]}, kind=Kind.NOTE)
    wire.fails("pull people", PermissionLost("not_allowed"))
    office.sync()
    record = office.record_of(note, object="notes")
    assert office.value(record, "about") is None
    account.merge(PEOPLE, winner, loser)
    office.settle()
    assert office.value(record, "about") == [office.record_of(winner)]
    office.edit(record, body="Rappelé")
    office.settle()
    assert account.value(note, "about", object="notes") == [[PEOPLE, loser]]
