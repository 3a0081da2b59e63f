"""Vendors that show no links to what is in their bin, or go on naming it: neither takes a reference away, or keeps it for ever."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.providers.base import Absence, Gone
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import editing, links
from crmdesk.store.leaving import keep_apart
from crmdesk.store.records import LIVE
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest
from tests.sync.test_reviews import answer, opened

MANY, GONE = 40, 15


def about(wire: Wire, note: str) -> list[list[str]]:
    """The rows that a note names there."""
    return wire.account.value(note, "about", object="notes") or []


def person(wire: Wire, name: str) -> str:
    return wire.account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.CONTACT)


def note_about(wire: Wire, *people: str) -> str:
    return wire.account.edit("notes", None, {"body": "Rappeler", "about": [[PEOPLE, id] for id in people]})


def hide(wire: Wire, note: str, *stay: str) -> None:
    """What a vendor does to a note as those whom it is about go to the bin."""
    wire.account.edit("notes", note, {"about": [[PEOPLE, id] for id in stay] or None})


@pytest.fixture
def wire(office: Office) -> Wire:
    return office.connect(only=(PEOPLE, "notes"))


@pytest.fixture
def crowd(office: Office, wire: Wire) -> tuple[list[str], list[str]]:
    """Many people, the first of whom have a note each: their rows, and those of the notes."""
    people = [person(wire, f"Durand{at}") for at in range(MANY)]
    notes = [note_about(wire, id) for id in people[:GONE]]
    office.synced()
    return people, notes


@pytest.mark.parametrize("shown", ["with the deletion", "before the answer", "after the answer", "never"])
def test_people_that_are_made_anew_after_a_review_keep_their_notes(
    office: Office, wire: Wire, crowd: tuple[list[str], list[str]], shown: str
) -> None:
    people, notes = crowd
    records = [office.record_of(id) for id in people[:GONE]]
    for id in people[:GONE]:
        wire.account.delete(PEOPLE, id)
    if shown == "with the deletion":
        for note in notes:
            hide(wire, note)
    office.synced()
    if shown == "before the answer":
        for note in notes:
            hide(wire, note)
        office.synced()
    answer(office, Answer.REVERT)
    if shown == "after the answer":
        for note in notes:
            hide(wire, note)
    office.settle()
    assert opened(office) == []
    for record, note in zip(records, notes, strict=True):
        assert office.value(office.record_of(note, object="notes"), "about") == [record]
        assert about(wire, note) == [[PEOPLE, office.link(record).remote_id]]
    rest(office)


@pytest.mark.parametrize("hides", [True, False])
def test_somebody_who_is_asked_about_keeps_the_note(office: Office, wire: Wire, hides: bool) -> None:
    gone, other = person(wire, "Durand"), person(wire, "Roux")
    note = note_about(wire, gone, other)
    office.synced()
    record = office.record_of(gone)
    office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, gone)
    office.synced()
    if hides:
        hide(wire, note, other)
        office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    named = [office.link(record).remote_id, other]
    assert sorted(about(wire, note)) == sorted([PEOPLE, id] for id in named)
    rest(office)


def test_somebody_who_comes_back_from_the_trash_has_the_notes_again(office: Office, wire: Wire) -> None:
    gone = person(wire, "Durand")
    note = note_about(wire, gone)
    office.synced()
    record = office.record_of(gone)
    wire.account.delete(PEOPLE, gone)
    office.synced()
    hide(wire, note)
    office.synced()
    office.write(lambda unit: editing.restore(unit, record))
    office.settle()
    assert office.value(office.record_of(note, object="notes"), "about") == [record]
    assert about(wire, note) == [[PEOPLE, office.link(record).remote_id]]
    rest(office)


def test_somebody_whose_row_is_kept_apart_keeps_the_note(office: Office, wire: Wire) -> None:
    """What the account says of a row that stands for nobody here says nothing about whom it stood for once."""
    gone, other = person(wire, "Durand"), person(wire, "Roux")
    note = note_about(wire, gone, other)
    office.synced()
    record, link = office.record_of(gone), office.link(office.record_of(gone)).id
    office.write(lambda unit: keep_apart(unit, [link]))
    wire.account.delete(PEOPLE, gone)
    hide(wire, note, other)
    office.settle()
    assert office.value(office.record_of(note, object="notes"), "about") == sorted([record, office.record_of(other)])
    rest(office)


@pytest.mark.parametrize("known", ["before", "after"])
def test_somebody_whom_this_user_may_not_see_any_more_keeps_the_note(office: Office, wire: Wire, known: str) -> None:
    gone = person(wire, "Durand")
    note = note_about(wire, gone)
    office.synced()
    record = office.record_of(gone)
    wire.account.rows[PEOPLE][gone].gone = Absence(PEOPLE, gone, Gone.NO_ACCESS)
    if known == "before":
        office.edit(record, city="Nantes")
        office.synced()
        assert office.link(record).state == links.NO_ACCESS
    hide(wire, note)
    office.settle()
    assert office.value(office.record_of(note, object="notes"), "about") == [record]


@pytest.mark.parametrize("edited_here", [True, False])
def test_what_cannot_be_asked_for_takes_no_reference_away_and_stops_nothing(
    office: Office, wire: Wire, edited_here: bool
) -> None:
    one, two = person(wire, "Durand"), person(wire, "Roux")
    note = note_about(wire, one, two)
    office.synced()
    record = office.record_of(note, object="notes")
    named = office.value(record, "about")
    wire.fails(f"fetch {PEOPLE}", PermissionLost("permission_lost", object=PEOPLE), times=99)
    if edited_here:
        office.edit(record, body="Rappeler vite")
        wire.on("fetch notes", lambda: hide(wire, note, two))
    else:
        wire.account.edit("notes", note, {"body": "Rappeler vite", "about": [[PEOPLE, two]]})
    office.synced()
    assert (office.value(record, "body"), office.value(record, "about")) == ("Rappeler vite", named)
    assert wire.account.value(note, "body", object="notes") == "Rappeler vite"


def test_whom_a_colleague_takes_off_a_note_is_off_it(office: Office, wire: Wire) -> None:
    gone, other = person(wire, "Durand"), person(wire, "Roux")
    note = note_about(wire, gone, other)
    office.synced()
    wire.account.delete(PEOPLE, gone)
    hide(wire, note)
    office.settle()
    assert office.record_of(other) not in (office.value(office.record_of(note, object="notes"), "about") or [])
    rest(office)


@pytest.mark.parametrize("told", ["before", "with it", "after"])
def test_who_became_part_of_another_can_be_taken_off_a_note(office: Office, wire: Wire, told: str) -> None:
    """The vendor lets the note name the one who stays; whoever is not named after that was taken off."""
    loser, winner, other = (person(wire, name) for name in ("Durand", "Durant", "Roux"))
    note = note_about(wire, loser, other)
    office.synced()
    hide(wire, note, winner, other)
    wire.account.merge(PEOPLE, winner, loser)
    if told == "before":
        office.synced()
    hide(wire, note, other)
    if told == "after":
        wire.fails("pull people", PermissionLost("not_allowed"))
        office.synced()
    office.settle()
    assert office.value(office.record_of(note, object="notes"), "about") == [office.record_of(other)]
    rest(office)


@pytest.mark.parametrize("stays", [True, False])
def test_who_became_part_of_a_row_that_nobody_knows_yet_stays_named_while_that_one_is(
    office: Office, wire: Wire, stays: bool
) -> None:
    """People were read before a colleague merged some of them into a new row; what is about them comes before that does."""
    people = [person(wire, name) for name in ("Durand", "Durant", "Roux")]
    note = note_about(wire, *people)
    office.synced()
    record, here = office.record_of(note, object="notes"), [office.record_of(id) for id in people]

    def merge() -> None:
        made = person(wire, "Durand")
        for id in people[:2]:
            wire.account.merge(PEOPLE, made, id)
        hide(wire, note, people[2], *([made] if stays else []))

    wire.on("pull notes", merge)
    office.settle()
    assert [cause for cause, _, _ in office.history(record, "about")] == (["merge"] if stays else ["remote"])
    left = {one for one in here[:2] if office.record(one).life == LIVE}
    assert (len(left), set(office.value(record, "about") or [])) == (1, {here[2], *left} if stays else {here[2]})
    rest(office)


def test_whom_a_colleague_takes_out_of_the_bin_can_be_taken_off_a_note(office: Office, wire: Wire) -> None:
    gone, other = person(wire, "Durand"), person(wire, "Roux")
    note = note_about(wire, gone, other)
    office.synced()
    record = office.record_of(gone)
    office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, gone)
    office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    anew = office.link(record).remote_id
    assert anew is not None
    wire.account.restore(PEOPLE, gone)
    hide(wire, note, gone, other, anew)
    office.settle()
    hide(wire, note, other, anew)
    office.settle()
    named = sorted([record, office.record_of(other)])
    assert office.value(office.record_of(note, object="notes"), "about") == named
    rest(office)


def test_what_takes_the_place_of_a_deleted_company_is_taken_although_it_comes_later(office: Office) -> None:
    wire = office.connect(only=(PEOPLE, "companies"))
    gone = wire.account.edit("companies", None, {"name": "Agence du Port"}, kind=Kind.COMPANY)
    row, other = (
        wire.account.edit(PEOPLE, None, {"last_name": name, "company": [["companies", gone]]}, kind=Kind.CONTACT)
        for name in ("Roux", "Durand")
    )
    office.synced()
    company, record = office.record_of(gone, object="companies"), office.record_of(row)
    office.edit(company, city="Nantes")
    wire.account.delete("companies", gone)
    office.synced()
    made: list[str] = []

    def replaced() -> None:
        made.append(wire.account.edit("companies", None, {"name": "Agence du Parc"}, kind=Kind.COMPANY))
        wire.account.edit(PEOPLE, row, {"company": [["companies", made[0]]]})
        wire.account.edit(PEOPLE, other, {"company": None})

    wire.on("pull people", replaced)
    office.settle()
    assert office.value(record, "company") == office.record_of(made[0], object="companies")
    assert office.value(office.record_of(other), "company") == company
    assert wire.account.value(row, "company") == [["companies", made[0]]]


def test_a_reference_that_goes_before_the_deletion_is_told_is_not_taken_for_removed(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(lists_deletions=False), only=(PEOPLE, "notes"))
    gone, other = person(wire, "Durand"), person(wire, "Roux")
    note = note_about(wire, gone, other)
    office.synced()
    record = office.record_of(gone)
    office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, gone)
    hide(wire, note, other)
    office.synced()
    assert office.conflict(record).field == EXISTENCE
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    assert sorted(about(wire, note)) == sorted([PEOPLE, id] for id in (office.link(record).remote_id, other))
    rest(office)


def test_who_is_known_by_the_id_of_a_merged_row_is_not_taken_for_removed_either(office: Office) -> None:
    """The note was read under the id that went, and hides the one under which the row lives on, and is deleted."""
    wire = office.connect(behaviour=Behaviour(lists_deletions=False), only=(PEOPLE, "notes"))
    gone, other, second = (person(wire, name) for name in ("Durand", "Roux", "Durant"))
    note = note_about(wire, gone, other)
    office.synced()
    record = office.record_of(gone)
    wire.account.merge(PEOPLE, second, gone)
    wire.fails("pull notes", PermissionLost("not_allowed"))
    office.sync()
    (survivor,) = [each for each in (office.record_of(second), record) if office.record(each).life == "live"]
    office.edit(survivor, city="Nantes")
    wire.account.delete(PEOPLE, second)
    hide(wire, note, other)
    office.sync()
    assert survivor in office.value(office.record_of(note, object="notes"), "about")
    office.resolve(office.conflict(survivor), Keep.COMPUTER)
    office.settle()
    assert sorted(about(wire, note)) == sorted([PEOPLE, id] for id in (office.link(survivor).remote_id, other))
    rest(office)


def test_a_change_of_whom_a_person_works_for_asks_for_nobody(office: Office) -> None:
    wire = office.connect()
    firms = [wire.account.edit("companies", None, {"name": name}, kind=Kind.COMPANY) for name in ("Nova", "Orpi")]
    id = wire.account.edit(PEOPLE, None, {"last_name": "Roux", "company": [["companies", firms[0]]]}, kind=Kind.CONTACT)
    office.synced()
    wire.account.edit(PEOPLE, id, {"company": [["companies", firms[1]]]})
    before = len(wire.calls)
    office.synced()
    assert not [call for call in wire.calls[before:] if call.startswith("fetch")]
    assert office.value(office.record_of(id), "company") == office.record_of(firms[1], object="companies")


def test_an_owner_who_left_an_account_owns_nothing_there(office: Office) -> None:
    wire = office.connect()
    ann = wire.account.edit("users", None, {"email": "ann@example.org", "name": "Ann"}, kind=Kind.USER)
    row = wire.account.edit(PEOPLE, None, {"last_name": "Roux", "owner": [["users", ann]]}, kind=Kind.CONTACT)
    office.synced()
    record = office.record_of(row)
    assert office.value(record, "owner") == office.record_of(ann, object="users")
    wire.account.delete("users", ann)
    wire.account.edit(PEOPLE, row, {"owner": None})
    office.settle()
    assert office.value(record, "owner") is None


def test_who_works_for_a_company_that_comes_back_from_the_trash_goes_on_doing_so(office: Office) -> None:
    """A single reference that the account has blanked meanwhile, and that nobody has sent anew yet."""
    wire = office.connect(only=(PEOPLE, "companies"))
    firm = wire.account.edit("companies", None, {"name": "Nova"}, kind=Kind.COMPANY)
    row = wire.account.edit(PEOPLE, None, {"last_name": "Roux", "company": [["companies", firm]]}, kind=Kind.CONTACT)
    office.synced()
    record = office.record_of(firm, object="companies")
    wire.account.delete("companies", firm)
    office.synced()
    wire.account.edit(PEOPLE, row, {"company": None, "city": "Nantes"})
    office.write(lambda unit: editing.restore(unit, record))
    office.settle()
    anew = office.link(record, object="companies").remote_id
    assert anew != firm
    assert office.value(office.record_of(row), "company") == record
    assert wire.account.value(row, "company") == [["companies", anew]]
    rest(office)
