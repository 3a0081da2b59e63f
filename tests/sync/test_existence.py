"""Deleting, restoring, merging and converting, on either side or both."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, UNLINK, ConflictKind, Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.store import discarding, editing, leaving, links, undoing
from crmdesk.store.records import LIVE, MERGED, TRASH
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest


@pytest.fixture
def wire(office: Office) -> Wire:
    return office.connect(only=(PEOPLE, "notes"))


# -- one side ------------------------------------------------------------------------------------------------------------


def test_deleted_here_is_deleted_there(office: Office, wire: Wire) -> None:
    record, _ = known(office, wire)
    office.delete(record)
    assert office.synced()["deleted"] == 1
    assert (wire.account.there(), office.link(record).state) == ([], links.GONE)
    rest(office)
    assert office.record(record).life == TRASH


def test_deleted_there_goes_to_the_trash_here(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert (office.record(record).life, office.link(record).state) == (TRASH, links.GONE)
    assert office.value(record, "city") == "Lyon"
    assert office.history(record)[-1] == ("remote", "deleted", None)
    rest(office)


def test_deleted_on_both_sides_is_no_question(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    office.delete(record)
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert (office.conflicts(record), office.link(record).state) == ({}, links.GONE)
    rest(office)


def test_restored_before_it_was_sent_nothing_happens_there(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    office.delete(record)
    office.restore(record)
    assert office.synced()["pushed"] == 0
    assert wire.account.there() == [id]
    rest(office)


def test_restored_after_it_was_sent_it_is_made_again(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    office.delete(record)
    office.synced()
    office.restore(record)
    office.synced()
    (new,) = wire.account.there()
    assert new != id
    assert (wire.account.value(new, "city"), office.record(record).life) == ("Lyon", LIVE)
    rest(office)


def test_restored_while_the_deletion_is_under_way_it_is_made_again(office: Office, wire: Wire) -> None:
    record, _ = known(office, wire)
    office.delete(record)
    wire.on("delete", lambda: office.meanwhile(lambda unit: editing.restore(unit, record)))
    office.synced()
    rest(office)
    assert (len(wire.account.there()), office.record(record).life) == (1, LIVE)


def test_taking_back_a_deletion_and_a_creation(office: Office, wire: Wire) -> None:
    record, _ = known(office, wire)
    change = office.delete(record)
    office.synced()
    office.undo(change)
    rest(office)
    assert len(wire.account.there()) == 1
    made = office.new(last_name="Martin")
    office.synced()
    assert len(wire.account.there()) == 2
    (created,) = [row.id for row in office.sql("SELECT id FROM change WHERE what LIKE ?", f"%{made}%create%")]
    office.undo(created)
    rest(office)
    assert (len(wire.account.there()), office.record(made).life) == (1, TRASH)


def test_never_sent_and_deleted_leaves_no_trace_there(office: Office, wire: Wire) -> None:
    made = office.new(last_name="Martin")
    office.delete(made)
    assert office.synced()["pushed"] == 0
    assert (wire.account.there(), office.link(made).state) == ([], links.UNLINKED)
    rest(office)
    office.restore(made)
    assert office.synced()["pushed"] == 1
    rest(office)


def test_restored_there_it_lives_again_here(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    wire.account.delete(PEOPLE, id)
    office.synced()
    wire.account.restore(PEOPLE, id)
    wire.account.edit(PEOPLE, id, {"city": "Nice"})
    office.synced()
    assert (office.record(record).life, office.value(record, "city")) == (LIVE, "Nice")
    assert office.link(record).state == links.ACTIVE
    rest(office)


# -- both sides, differently ---------------------------------------------------------------------------------------------


def edited_here_deleted_there(office: Office, wire: Wire) -> tuple[str, str]:
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert office.conflict(record).kind is ConflictKind.CHANGED_HERE_DELETED_THERE
    assert (office.record(record).life, office.value(record, "city")) == (LIVE, "Nantes")
    office.synced()
    return record, id


def test_edited_here_deleted_there_made_again(office: Office, wire: Wire) -> None:
    record, id = edited_here_deleted_there(office, wire)
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.synced()
    (new,) = wire.account.there()
    assert (new != id, wire.account.value(new, "city")) == (True, "Nantes")
    rest(office)


def test_edited_here_deleted_there_deleted_here(office: Office, wire: Wire) -> None:
    record, _ = edited_here_deleted_there(office, wire)
    office.resolve(office.conflict(record), Keep.ACCOUNT)
    rest(office)
    assert (office.record(record).life, wire.account.there()) == (TRASH, [])
    assert office.value(record, "city") == "Nantes"


def test_edited_here_deleted_there_kept_here_only(office: Office, wire: Wire) -> None:
    record, _ = edited_here_deleted_there(office, wire)
    office.resolve(office.conflict(record), Keep.OTHER, UNLINK)
    office.edit(record, city="Brest")
    rest(office)
    assert (office.record(record).life, wire.account.there()) == (LIVE, [])
    assert office.link(record).state == links.UNLINKED


def test_what_is_kept_here_only_does_not_follow_a_row_that_comes_back(office: Office, wire: Wire) -> None:
    record, id = edited_here_deleted_there(office, wire)
    change = office.resolve(office.conflict(record), Keep.OTHER, UNLINK)
    office.undo(change)
    office.write(lambda unit: undoing.redo(unit, change))
    wire.account.restore(PEOPLE, id)
    wire.account.edit(PEOPLE, id, {"city": "Nice"})
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Nantes", "Nice")
    assert (office.conflicts(record), office.link(record).state) == ({}, links.UNLINKED)


@pytest.mark.parametrize("keep", [Keep.BEFORE, Keep.NEWEST])
def test_an_existence_has_no_other_answers(office: Office, wire: Wire, keep: Keep) -> None:
    record, _ = edited_here_deleted_there(office, wire)
    with pytest.raises(InvalidInput, match="existence_choice"):
        office.resolve(office.conflict(record), keep)
    with pytest.raises(InvalidInput, match="existence_choice"):
        office.resolve(office.conflict(record), Keep.OTHER, "what")
    assert set(office.conflicts(record)) == {EXISTENCE}


def test_a_row_that_comes_back_answers_deleted_there(office: Office, wire: Wire) -> None:
    record, id = edited_here_deleted_there(office, wire)
    wire.account.restore(PEOPLE, id)
    office.synced()
    assert not office.conflicts(record)
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"


def test_the_news_of_a_deletion_may_come_twice(office: Office, wire: Wire) -> None:
    record, id = edited_here_deleted_there(office, wire)
    first = office.conflict(record)
    wire.account.rows[PEOPLE][id].changed_ms += 5
    assert office.synced()["applied"] == 0, "nobody did anything, and the question stands"
    assert office.conflict(record).id == first.id
    assert office.record(record).life == LIVE


def deleted_here_edited_there(office: Office, wire: Wire) -> tuple[str, str]:
    record, id = known(office, wire)
    office.delete(record)
    wire.account.edit(PEOPLE, id, {"city": "Nice"})
    office.synced()
    assert office.conflict(record).kind is ConflictKind.DELETED_HERE_CHANGED_THERE
    assert (office.record(record).life, office.value(record, "city")) == (LIVE, "Nice")
    assert wire.account.there() == [id]
    return record, id


def test_deleted_here_edited_there_deleted_anyway(office: Office, wire: Wire) -> None:
    record, _ = deleted_here_edited_there(office, wire)
    office.resolve(office.conflict(record), Keep.COMPUTER)
    assert office.synced()["deleted"] == 1
    rest(office)
    assert (office.record(record).life, wire.account.there()) == (TRASH, [])


def test_deleted_here_edited_there_kept(office: Office, wire: Wire) -> None:
    record, id = deleted_here_edited_there(office, wire)
    office.resolve(office.conflict(record), Keep.ACCOUNT)
    rest(office)
    assert (office.record(record).life, wire.account.there()) == (LIVE, [id])


def test_deleted_here_edited_there_kept_here_only(office: Office, wire: Wire) -> None:
    record, _ = deleted_here_edited_there(office, wire)
    office.resolve(office.conflict(record), Keep.OTHER, UNLINK)
    rest(office)
    assert (office.record(record).life, office.link(record).state) == (LIVE, links.UNLINKED)


def test_a_deletion_waits_for_its_answer_whatever_else_the_account_does(office: Office, wire: Wire) -> None:
    record, id = deleted_here_edited_there(office, wire)
    wire.account.edit(PEOPLE, id, {"city": "Metz"})
    office.synced()
    assert office.conflict(record).kind is ConflictKind.DELETED_HERE_CHANGED_THERE
    assert office.value(record, "city") == "Metz"
    office.resolve(office.conflict(record), Keep.COMPUTER)
    rest(office)
    assert wire.account.there() == []


def test_deleted_there_after_all_ends_the_question(office: Office, wire: Wire) -> None:
    record, id = deleted_here_edited_there(office, wire)
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert (office.conflicts(record), office.record(record).life) == ({}, TRASH)
    rest(office)


def test_the_verification_before_a_deletion_notices_a_change(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    office.delete(record)
    wire.on("fetch people", lambda: wire.account.edit(PEOPLE, id, {"city": "Nice"}))
    office.synced()
    assert wire.account.there() == [id]
    assert office.conflict(record).kind is ConflictKind.DELETED_HERE_CHANGED_THERE


def test_a_deleted_record_takes_its_open_questions_with_it(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    office.synced()
    assert office.conflict(record).field == "city"
    office.delete(record)
    office.synced()
    assert wire.account.there() == []
    assert not office.conflicts(record)
    rest(office)


# -- taking decisions about existence back ------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [Keep.COMPUTER, Keep.ACCOUNT, Keep.OTHER])
def test_a_decision_about_existence_is_taken_back(office: Office, wire: Wire, keep: Keep) -> None:
    record, id = edited_here_deleted_there(office, wire)
    before = office.link(record)
    change = office.resolve(office.conflict(record), keep, UNLINK if keep is Keep.OTHER else None)
    office.undo(change)
    after = office.link(record)
    assert (after.state, after.remote_id, after.bases) == (before.state, before.remote_id, before.bases)
    assert office.conflict(record).kind is ConflictKind.CHANGED_HERE_DELETED_THERE
    assert office.record(record).life == LIVE
    wire.account.rows[PEOPLE][id].changed_ms += 5
    office.synced()
    assert office.record(record).life == LIVE, "the news of the deletion came again and took the edits away"
    assert set(office.conflicts(record)) == {EXISTENCE}


def test_a_recreation_that_was_sent_is_not_taken_back(office: Office, wire: Wire) -> None:
    record, _ = edited_here_deleted_there(office, wire)
    change = office.resolve(office.conflict(record), Keep.COMPUTER)
    office.synced()
    with pytest.raises(InvalidInput, match="cannot_undo"):
        office.undo(change)
    rest(office)
    assert len(wire.account.there()) == 1


def test_a_deletion_that_was_decided_and_sent_is_not_taken_back(office: Office, wire: Wire) -> None:
    record, _ = deleted_here_edited_there(office, wire)
    change = office.resolve(office.conflict(record), Keep.COMPUTER)
    office.synced()
    with pytest.raises(InvalidInput, match="cannot_undo"):
        office.undo(change)
    rest(office)


def test_a_decision_is_not_taken_back_once_the_field_is_asked_about_again(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    office.synced()
    change = office.resolve(office.conflict(record), Keep.COMPUTER)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    office.synced()
    again = office.conflict(record)
    with pytest.raises(InvalidInput, match="cannot_undo"):
        office.undo(change)
    assert office.conflict(record) == again


# -- conversion and merge -----------------------------------------------------------------------------------------------


def test_a_conversion_keeps_id_values_and_history(office: Office, wire: Wire) -> None:
    record, id = known(office, wire, status="new", rating="hot")
    office.edit(record, first_name="Ann", sector="Centre")
    office.synced()
    office.edit(record, job_title="Notaire", status="qualified")
    wire.account.edit(PEOPLE, id, {"city": "Nice"}, kind=Kind.CONTACT)
    office.synced()
    present = office.record(record)
    assert (present.kind, present.fields["first_name"], present.fields["city"]) == (Kind.CONTACT, "Ann", "Nice")
    assert present.kept == {"status": "qualified", "rating": "hot", "sector": "Centre"}
    assert ("remote", "converted", None) in office.history(record)
    assert office.history(record, "status")[-1] == ("user", '"new"', '"qualified"')
    assert wire.account.value(id, "job_title") == "Notaire"
    rest(office)
    wire.account.edit(PEOPLE, id, {}, kind=Kind.LEAD)
    office.synced()
    assert office.value(record, "rating") == "hot"
    office.settle()


def test_a_merge_there_is_a_merge_here_and_nothing_unsent_is_lost(office: Office, wire: Wire) -> None:
    winner, winner_id = known(office, wire, first_name="Marc")
    loser, loser_id = known(office, wire, job_title="Notaire")
    office.edit(loser, city="Nantes", postal_code="44000")
    office.edit(winner, postal_code="69001")
    wire.account.merge(PEOPLE, winner_id, loser_id)
    office.synced()
    gone = office.record(loser)
    assert (gone.life, office.record(winner).life) == (MERGED, LIVE)
    assert office.value(winner, "city") == "Nantes"
    assert office.value(winner, "postal_code") == "69001"
    assert gone.fields["postal_code"] == "44000"
    assert office.value(winner, "job_title") == "Notaire"
    rest(office)
    assert wire.account.value(winner_id, "city") == "Nantes"
    wire.account.edit(PEOPLE, winner_id, {"city": "Nice"})
    office.synced()
    assert (office.value(winner, "city"), office.record(loser).life) == ("Nice", MERGED)
    rest(office)


@pytest.mark.parametrize("keep", [Keep.COMPUTER, Keep.ACCOUNT])
def test_a_survivor_that_is_deleted_here_is_not_deleted_there_with_somebody_who_lives(
    office: Office, wire: Wire, keep: Keep
) -> None:
    """Also where the survivor's fields are as they were."""
    winner, winner_id = known(office, wire, first_name="Marc")
    loser_id = wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    office.synced()
    office.delete(winner)
    wire.account.merge(PEOPLE, winner_id, loser_id)
    rest(office)
    assert (office.record(winner).life, wire.account.there()) == (LIVE, [winner_id])
    assert office.conflict(winner).kind is ConflictKind.DELETED_HERE_CHANGED_THERE
    office.resolve(office.conflict(winner), keep)
    rest(office)
    assert wire.account.there() == ([] if keep is Keep.COMPUTER else [winner_id])


def test_a_survivor_that_is_deleted_on_both_sides_is_no_question(office: Office, wire: Wire) -> None:
    winner, winner_id = known(office, wire, first_name="Marc")
    _, loser_id = known(office, wire)
    office.delete(winner)
    wire.account.merge(PEOPLE, winner_id, loser_id)
    wire.account.delete(PEOPLE, winner_id)
    rest(office)
    assert (office.record(winner).life, office.conflicts(winner), wire.account.there()) == (TRASH, {}, [])


def test_lists_of_two_merged_records_are_united(office: Office, wire: Wire) -> None:
    winner, winner_id = known(office, wire, phones={"phone": "0478000001", "mobile": None}, tags="vip")
    loser, loser_id = known(office, wire, phones={"phone": "0478000002", "mobile": None}, tags="rappel")
    numbers = [*office.value(loser, "phones"), {"value": "0678000003", "label": "mobile", "primary": False}]
    office.edit(loser, phones=numbers, tags=["rappel", "vendeur"])
    wire.account.merge(PEOPLE, winner_id, loser_id)
    office.synced()
    assert [item["value"] for item in office.value(winner, "phones")] == ["+33478000001", "+33678000003"]
    assert office.value(winner, "tags") == ["vendeur", "vip"]
    rest(office)
    assert wire.account.value(winner_id, "tags") == "vendeur;vip"


def test_what_was_here_only_goes_over_to_a_survivor_that_has_nothing_there(office: Office, wire: Wire) -> None:
    wire.hidden |= {"sector", "source"}
    winner, winner_id = known(office, wire)
    loser, loser_id = known(office, wire)
    office.edit(loser, sector="Centre", source="Salon")
    office.edit(winner, source="Vitrine")
    wire.account.merge(PEOPLE, winner_id, loser_id)
    rest(office)
    assert (office.value(winner, "sector"), office.value(winner, "source")) == ("Centre", "Vitrine")
    assert office.value(loser, "source") == "Salon"


def test_a_conversion_that_takes_a_field_away_leaves_it_out_of_a_merge(office: Office, wire: Wire) -> None:
    winner, winner_id = known(office, wire)
    loser, loser_id = known(office, wire)
    office.edit(loser, status="qualified", city="Nantes")
    wire.account.edit(PEOPLE, winner_id, {}, kind=Kind.CONTACT)
    wire.account.merge(PEOPLE, winner_id, loser_id)
    office.synced()
    rest(office)
    assert (office.record(winner).kind, office.value(winner, "city")) == (Kind.CONTACT, "Nantes")
    assert office.value(loser, "status") == "qualified"
    assert office.record(winner).kept == {"status": "qualified"}


def test_a_merge_of_a_row_that_was_never_seen_here(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    other = wire.account.edit(PEOPLE, None, {"last_name": "Durand-Roux"}, kind=Kind.LEAD)
    wire.account.merge(PEOPLE, other, id)
    office.edit(record, first_name="Ann")
    office.synced()
    assert office.link(record).remote_id == other
    rest(office)
    assert wire.account.value(other, "first_name") == "Ann"
    assert office.value(record, "last_name") == "Durand-Roux"


def test_a_merge_that_is_noticed_only_when_the_loser_is_written(office: Office, wire: Wire) -> None:
    _, winner_id = known(office, wire)
    loser, loser_id = known(office, wire)
    office.edit(loser, city="Nantes")
    wire.on("fetch people", lambda: wire.account.merge(PEOPLE, winner_id, loser_id))
    office.synced()
    rest(office)
    assert (office.record(loser).life, wire.account.value(winner_id, "city")) == (MERGED, "Nantes")


def test_a_conflict_of_the_loser_is_closed_with_it(office: Office, wire: Wire) -> None:
    _, winner_id = known(office, wire)
    loser, loser_id = known(office, wire)
    office.edit(loser, city="Nantes")
    wire.account.edit(PEOPLE, loser_id, {"city": "Rennes"})
    office.synced()
    assert set(office.conflicts(loser)) == {"city"}
    wire.account.merge(PEOPLE, winner_id, loser_id)
    office.synced()
    assert not office.conflicts(loser)
    rest(office)


def test_what_refers_to_the_loser_refers_to_the_survivor(office: Office, wire: Wire) -> None:
    winner, winner_id = known(office, wire)
    loser, loser_id = known(office, wire)
    note = office.new(Kind.NOTE, body="Rappeler", about=[loser])
    wire.account.merge(PEOPLE, winner_id, loser_id)
    office.synced()
    rest(office)
    (row,) = wire.account.there("notes")
    assert wire.account.value(row, "about", object="notes") == [[PEOPLE, winner_id]]
    assert office.value(note, "about") == [winner]


def test_a_deletion_that_another_account_s_run_takes_in_is_told_of_the_account_that_deleted(office: Office) -> None:
    wire = office.connect()
    office.connect("b")
    record = office.new(last_name="Durand")
    office.settle()
    apart = office.link(record, name="b").id
    office.write(lambda unit: leaving.keep_apart(unit, [apart]))
    office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, office.link(record).remote_id or "")
    office.synced()
    assert office.conflict(record).field == EXISTENCE
    office.write(lambda unit: discarding.discard(unit, record, office.ids["a"]))
    office.synced("b")
    assert office.record(record).life == TRASH
    query = "SELECT connection FROM history WHERE record = ? AND event = 'deleted'"
    assert [row.connection for row in office.sql(query, record)] == [office.ids["a"]]
