"""What a deletion at an account means here, as a person chose it: to the trash, kept, or asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind, Keep
from crmdesk.domain.deletions import Deletions, Version
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.domain.reviews import Answer
from crmdesk.store import connections, links, policies, reviews
from crmdesk.store.records import LIVE, TRASH
from crmdesk.sync.plan import LinkView, Presence, RecordView, plan_record
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest, writes
from tests.sync.test_plan_tables import ALONE, HERE, PLACES, Fate, fate, lives, placed

TRASHED, KEPT, ASKED = Deletions.TRASH, Deletions.KEEP, Deletions.ASK


@pytest.fixture
def wire(office: Office) -> Wire:
    return office.connect(only=(PEOPLE,))


def choose(office: Office, meant: Deletions, name: str = "a") -> int:
    return office.write(lambda unit: connections.choose_deletions(unit, office.ids[name], meant))


def deleted(office: Office, wire: Wire, meant: Deletions) -> tuple[str, str]:
    """A record that nobody changed here, deleted at its only account."""
    record, id = known(office, wire)
    choose(office, meant)
    wire.account.delete(PEOPLE, id)
    office.synced()
    return record, id


# -- what is chosen -------------------------------------------------------------------------------------------------------


def test_every_version_of_the_choice_stays(office: Office, wire: Wire) -> None:
    del wire
    id = office.ids["a"]
    assert [choose(office, each) for each in (KEPT, KEPT, ASKED)] == [1, 1, 2]
    found = office.read(lambda reader: connections.deletion_versions(reader, id))
    assert [(each.number, each.deletions) for each in found] == [(2, ASKED), (1, KEPT), (0, TRASHED)]
    assert found[0].made_at is not None
    assert found[0].who == "user"
    assert found[-1] == Version(0, None, None, TRASHED)
    assert office.read(connections.deletions) == {id: ASKED}
    assert office.read(lambda reader: connections.get(reader, id)).deletions is ASKED


def test_signing_in_again_keeps_the_choice(office: Office, wire: Wire) -> None:
    del wire
    choose(office, KEPT)
    row = office.read(lambda reader: connections.get(reader, office.ids["a"]))
    office.write(lambda unit: connections.update(unit, row))
    assert "deletions" not in (row.settings or {})
    assert office.read(connections.deletions) == {office.ids["a"]: KEPT}
    assert len(office.read(lambda reader: connections.deletion_versions(reader, office.ids["a"]))) == 2


# -- keep -----------------------------------------------------------------------------------------------------------------


def test_kept_it_stays_here_and_is_not_made_anew_there(office: Office, wire: Wire) -> None:
    record, _ = deleted(office, wire, KEPT)
    assert (office.record(record).life, office.link(record).state) == (LIVE, links.KEPT)
    assert office.conflicts(record) == {}
    assert office.history(record, EXISTENCE) == [("remote", "true", "true")]
    office.edit(record, city="Nantes")
    rest(office)
    assert (wire.account.there(), writes(wire, "create"), office.link(record).dirty) == ([], 0, False)


def test_kept_and_restored_after_a_deletion_here_it_is_still_not_made_anew_there(office: Office, wire: Wire) -> None:
    record, _ = deleted(office, wire, KEPT)
    change = office.delete(record)
    office.settle()
    office.undo(change)
    rest(office)
    assert (office.record(record).life, wire.account.there(), writes(wire, "create")) == (LIVE, [], 0)


def test_kept_and_brought_back_there_both_belong_together_again(office: Office, wire: Wire) -> None:
    record, id = deleted(office, wire, KEPT)
    wire.account.restore(PEOPLE, id)
    wire.account.edit(PEOPLE, id, {"city": "Nice"})
    office.synced()
    assert (office.value(record, "city"), office.link(record).state) == ("Nice", links.ACTIVE)
    office.edit(record, city="Nantes")
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"


def test_kept_and_edited_meanwhile_what_is_brought_back_there_is_compared(office: Office, wire: Wire) -> None:
    record, id = deleted(office, wire, KEPT)
    office.edit(record, city="Nantes")
    wire.account.restore(PEOPLE, id)
    wire.account.edit(PEOPLE, id, {"city": "Nice"})
    office.synced()
    assert set(office.conflicts(record)) == {"city"}


def test_an_edited_record_is_asked_about_whatever_is_chosen(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    choose(office, KEPT)
    change = office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert office.conflict(record).kind is ConflictKind.CHANGED_HERE_DELETED_THERE
    office.undo(change)
    office.settle()
    assert (office.conflicts(record), office.record(record).life) == ({}, LIVE)
    assert office.link(record).state == links.KEPT
    rest(office)


def test_what_was_deleted_here_too_is_gone(office: Office, wire: Wire) -> None:
    record, id = known(office, wire)
    choose(office, KEPT)
    office.delete(record)
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert (office.record(record).life, office.link(record).state) == (TRASH, links.GONE)
    rest(office)


# -- ask ------------------------------------------------------------------------------------------------------------------


def test_asked_it_stays_until_the_answer(office: Office, wire: Wire) -> None:
    record, _ = deleted(office, wire, ASKED)
    asked = office.conflict(record)
    assert (asked.field, asked.kind) == (EXISTENCE, ConflictKind.CHANGED_HERE_DELETED_THERE)
    office.synced()
    assert (office.record(record).life, office.conflict(record).id) == (LIVE, asked.id)
    office.resolve(office.conflict(record), Keep.ACCOUNT)
    rest(office)
    assert (office.record(record).life, office.link(record).state) == (TRASH, links.GONE)


def test_asked_and_kept_it_is_made_again(office: Office, wire: Wire) -> None:
    record, _ = deleted(office, wire, ASKED)
    change = office.resolve(office.conflict(record), Keep.COMPUTER)
    office.undo(change)
    assert set(office.conflicts(record)) == {EXISTENCE}
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.synced()
    (new,) = wire.account.there()
    assert wire.account.value(new, "city") == "Lyon"
    rest(office)


def test_asked_and_brought_back_there_the_question_ends(office: Office, wire: Wire) -> None:
    record, id = deleted(office, wire, ASKED)
    wire.account.restore(PEOPLE, id)
    office.synced()
    assert (office.conflicts(record), office.link(record).state) == ({}, links.ACTIVE)
    rest(office)


def test_a_policy_that_was_ticked_for_it_answers(office: Office, wire: Wire) -> None:
    kept = Policy("", Scope(), Way.COMPUTER, ticked=frozenset({Guard.EXISTENCE}))
    office.write(lambda unit: policies.put(unit, kept))
    record, _ = deleted(office, wire, ASKED)
    rest(office)
    assert (office.conflicts(record), len(wire.account.there())) == ({}, 1)


# -- several accounts, and many records -----------------------------------------------------------------------------------


@pytest.mark.parametrize("meant", list(Deletions))
def test_where_another_account_has_it_only_the_link_ends(office: Office, wire: Wire, meant: Deletions) -> None:
    other = office.connect("b", only=(PEOPLE,))
    who = {"last_name": "Martin", "emails": [{"value": "m@example.org", "primary": True}]}
    id = wire.account.edit(PEOPLE, None, {"last_name": "Martin", "emails": who["emails"]}, kind=Kind.LEAD)
    other.account.edit(PEOPLE, None, {"last_name": "Martin", "emails": who["emails"]}, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(id)
    assert len(office.links(record)) == 2
    choose(office, meant)
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert (office.record(record).life, office.link(record).state, office.conflicts(record)) == (LIVE, links.GONE, {})
    assert office.link(record, name="b").state == links.ACTIVE
    rest(office)


@pytest.mark.parametrize(("meant", "life"), [(TRASHED, TRASH), (KEPT, LIVE), (ASKED, LIVE)])
def test_many_deletions_are_looked_at_first(office: Office, wire: Wire, meant: Deletions, life: str) -> None:
    ids = [wire.account.edit(PEOPLE, None, {"last_name": f"D{n}"}, kind=Kind.LEAD) for n in range(30)]
    office.synced()
    choose(office, meant)
    found = [office.record_of(id) for id in ids[:15]]
    for id in ids[:15]:
        wire.account.delete(PEOPLE, id)
    office.synced()
    (review,) = office.read(reviews.all_open)
    assert {office.record(each).life for each in found} == {LIVE}
    assert {office.link(each).state for each in found} == {links.ACTIVE}
    office.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))
    office.settle()
    assert {office.record(each).life for each in found} == {life}
    assert {bool(office.conflicts(each)) for each in found} == {meant is ASKED}


# -- the planner ----------------------------------------------------------------------------------------------------------


def test_links_that_went_together_end_in_the_most_careful_way_whatever_their_order() -> None:
    view = RecordView("r", Kind.LEAD, live=True, fields={"city": "a"})
    for first in Deletions:
        for second in Deletions:
            views = [
                LinkView(name, {"city": ("a", "a")}, presence=Presence.ABSENT, deletions=meant)
                for name, meant in (("x", first), ("y", second))
            ]
            plan = plan_record(view, views)
            assert plan == plan_record(view, views[::-1])
            assert (EXISTENCE in plan.contested) == (ASKED in (first, second))
            assert (plan.live is False) == ({first, second} == {TRASHED})
            kept = KEPT in (first, second) and ASKED not in (first, second)
            assert plan.kept == (frozenset("xy") if kept else frozenset())
            assert plan.gone == (frozenset() if ASKED in (first, second) else frozenset("xy"))


@pytest.mark.parametrize("meant", list(Deletions))
def test_the_choice_changes_one_row_of_the_table_and_no_other(meant: Deletions) -> None:
    """Sync, 2.3, existence: unchanged here, deleted there."""
    changed = {KEPT: Fate(gone=frozenset("x")), ASKED: Fate(HERE, frozenset("x"))}
    for live, view in lives():
        for place in PLACES:
            plan = plan_record(view, [replace(placed("x", place), deletions=meant)])
            usual = ALONE.get((live, place.row, place.edited), Fate())
            unchanged_here_deleted_there = (live, place.row, place.edited) == (True, "deleted", False)
            assert fate(plan) == (changed.get(meant, usual) if unchanged_here_deleted_there else usual), (live, place)
            assert plan.kept == (plan.gone if unchanged_here_deleted_there and meant is KEPT else frozenset())
