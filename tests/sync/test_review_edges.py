"""Reviews beside everything else: other accounts, new rows, mappings that grow, answers in the middle of a run."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.store import removal, reviews, undoing
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.test_both_ways import contested, person
from tests.sync.test_reviews import MANY, answer, opened


def people(office: Office, wire: Wire) -> list[str]:
    ids = [person(wire, last_name=f"Durand{at}", sector="Centre") for at in range(MANY)]
    office.synced()
    return ids


def emptied(office: Office, wire: Wire, ids: list[str]) -> None:
    for id in ids[:15]:
        wire.account.edit(PEOPLE, id, {"sector": None})
    assert office.synced()["reviews"] == 1


def test_a_field_that_the_mapping_gains_is_not_uncommon(office: Office) -> None:
    wire = office.connect()
    wire.hidden.add("sector")
    ids = people(office, wire)
    wire.hidden.clear()
    assert office.synced()["reviews"] == 0
    assert {office.value(office.record_of(id), "sector") for id in ids} == {"Centre"}


def test_keeping_apart_is_about_nothing_but_what_was_uncommon(office: Office) -> None:
    wire = office.connect()
    ids = people(office, wire)
    new = person(wire, last_name="Nouveau")
    wire.account.edit(PEOPLE, ids[18], {"city": "Brest"})
    emptied(office, wire, ids)
    assert office.value(office.record_of(ids[18]), "city") == "Brest"
    answer(office, Answer.UNLINK)
    office.synced()
    assert office.value(office.record_of(new), "last_name") == "Nouveau"
    assert office.link(office.record_of(ids[18])).state == "active"


def test_what_was_kept_apart_is_not_made_again(office: Office) -> None:
    wire = office.connect()
    records = [office.record_of(id) for id in people(office, wire)[:15]]
    for record in records:
        office.delete(record)
    office.synced()
    answer(office, Answer.UNLINK)
    office.synced()
    for record in records:
        office.restore(record)
    office.settle()
    assert len(wire.account.there()) == MANY


def test_deletions_that_are_taken_back_are_so_in_every_account(office: Office) -> None:
    first = office.connect("a")
    records = [office.new(Kind.LEAD, last_name=f"Martin{at}") for at in range(9)]
    second = office.connect("b")
    records += [office.new(Kind.LEAD, last_name=f"Petit{at}") for at in range(3)]
    office.settle("a", "b")
    before = len(second.account.there())
    for record in records:
        office.delete(record)
    office.synced("b")
    office.synced("a")
    answer(office, Answer.REVERT)
    office.settle("a", "b")
    assert (len(first.account.there()), len(second.account.there())) == (12, before)


def test_a_question_about_deletions_ends_when_they_are_restored_by_hand(office: Office) -> None:
    wire = office.connect()
    records = [office.record_of(id) for id in people(office, wire)[:15]]
    for record in records:
        office.delete(record)
    assert office.synced()["reviews"] == 1
    for record in records:
        office.restore(record)
    office.synced()
    assert opened(office) == []


def test_a_refusal_holds_although_the_rows_come_again(office: Office) -> None:
    wire = office.connect()
    ids = people(office, wire)
    emptied(office, wire, ids)
    (review,) = opened(office)
    for id in ids[:5]:
        wire.account.edit(PEOPLE, id, {"job_title": "Notaire"})
    wire.on(
        f"pull {PEOPLE}",
        lambda: office.meanwhile(
            lambda unit: reviews.decide(unit, review.id, Answer.REVERT, shown=review.alarms),
        ),
    )
    office.settle()
    assert {office.value(office.record_of(id), "sector") for id in ids} == {"Centre"}
    assert {wire.account.value(id, "sector") for id in ids} == {"Centre"}
    assert {office.value(office.record_of(id), "job_title") for id in ids[:5]} == {"Notaire"}


def test_an_answer_to_something_else_than_was_shown_is_refused(office: Office) -> None:
    wire = office.connect()
    ids = people(office, wire)
    emptied(office, wire, ids)
    (review,) = opened(office)
    for id in ids:
        wire.account.delete(PEOPLE, id)
    office.synced()
    with pytest.raises(InvalidInput) as caught:
        office.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.alarms))
    assert caught.value.key == "review_moved"


def test_a_decision_of_a_disconnected_account_touches_nobody_elses_link(office: Office) -> None:
    record, _ = contested(office, office.connect())
    change = office.resolve(office.conflict(record), Keep.ACCOUNT)
    office.synced()
    office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=True))
    del office.wires["a"]
    other = office.connect("b")
    stranger = person(other, last_name="Inconnu", city="Rennes")
    office.synced("b")
    with pytest.raises(InvalidInput) as caught:
        office.write(lambda unit: undoing.undo(unit, change))
    assert caught.value.key == "cannot_undo"
    assert office.link(office.record_of(stranger, name="b"), name="b").bases["city"] == ("Rennes", "Rennes")
