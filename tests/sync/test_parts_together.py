"""A record's rows in one account stand and fall together: one event, one question, and nothing left without its person."""

from __future__ import annotations

from functools import partial

import pytest

from crmdesk.domain.conflicts import UNLINK, Keep
from crmdesk.domain.reviews import Answer, Uncommon
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import editing, links, reviews, undoing
from tests.sync.kit import PEOPLE, Office, WatchedAccount
from tests.sync.test_parts import FOLDERS, PartWire, folder_of
from tests.sync.test_reviews import answer, lives, opened

pytestmark = pytest.mark.thorough

MANY = 12


@pytest.fixture(params=[True, False], ids=["keyed", "keyless"])
def parts(request: pytest.FixtureRequest, office: Office) -> PartWire:
    wire = PartWire(WatchedAccount(office.clock, Behaviour(keyed=request.param)))
    wire.hidden.add("sector")
    office.attach("a", wire)
    return wire


@pytest.fixture
def people(office: Office, parts: PartWire) -> list[str]:
    """Twelve people, each with a folder."""
    ids = [parts.account.edit(PEOPLE, None, {"last_name": f"Durand{at}"}) for at in range(MANY)]
    for at, id in enumerate(ids):
        parts.put(f"f{at}", id, f"Lyon {at}")
    office.settle()
    return [office.record_of(id) for id in ids]


def rows(office: Office, people: list[str]) -> dict[str, str]:
    """Which person each record stands for there."""
    return {record: office.link(record).remote_id or "" for record in people}


def filed(parts: PartWire) -> dict[str, str | None]:
    """The sectors of the people who are there, by person."""
    return {person: sector for person, sector in parts.folders.values() if person in parts.account.there()}


def whole(office: Office, parts: PartWire, people: list[str]) -> bool:
    """Whether each person is there once, with a folder of theirs that says what this computer says."""
    here = rows(office, people)
    return filed(parts) == {here[record]: office.value(record, "sector") for record in people}


def leave(parts: PartWire, *, with_folders: bool = False) -> None:
    """A colleague deletes everybody."""
    for id in list(parts.account.there()):
        parts.account.delete(PEOPLE, id)
    for id in list(parts.folders) if with_folders else ():
        parts.drop(id)


@pytest.mark.parametrize("with_folders", [False, True])
class TestDeletedThere:
    @pytest.fixture(autouse=True)
    def _left(self, office: Office, parts: PartWire, people: list[str], with_folders: bool) -> None:
        leave(parts, with_folders=with_folders)
        office.synced()

    def test_it_is_one_question(self, office: Office, people: list[str]) -> None:
        (review,) = opened(office)
        assert (review.object, [alarm.what for alarm in review.alarms]) == (PEOPLE, [Uncommon.EMPTIED])
        assert lives(office, people) == {"live"}

    def test_refused(self, office: Office, parts: PartWire, people: list[str]) -> None:
        answer(office, Answer.REVERT)
        office.settle()
        assert whole(office, parts, people)
        assert len(parts.folders) == MANY
        assert opened(office) == []

    def test_refused_after_it_was_seen_again(self, office: Office, parts: PartWire, people: list[str]) -> None:
        office.synced()
        office.edit(people[0], sector="Nord")
        office.synced()
        answer(office, Answer.REVERT)
        office.settle()
        assert whole(office, parts, people)
        assert office.value(people[0], "sector") == "Nord"

    def test_agreed(self, office: Office, parts: PartWire, people: list[str], with_folders: bool) -> None:
        answer(office, Answer.APPLY)
        office.settle()
        assert lives(office, people) == {"trash"}
        assert opened(office) == []
        # Nobody has deleted the folders that are left.
        assert len(parts.folders) == (0 if with_folders else MANY)

    def test_agreed_and_restored_here(self, office: Office, parts: PartWire, people: list[str]) -> None:
        answer(office, Answer.APPLY)
        office.settle()
        for record in people:
            office.restore(record)
        office.settle()
        assert whole(office, parts, people)
        assert len(parts.folders) == MANY

    def test_kept_apart(self, office: Office, parts: PartWire, people: list[str]) -> None:
        before = dict(parts.folders)
        answer(office, Answer.UNLINK)
        office.settle()
        for record in people:
            office.edit(record, sector="Sud", city="Nice")
        office.settle()
        assert lives(office, people) == {"live"}
        assert (parts.account.there(), parts.folders) == ([], before)


def test_folders_alone_are_a_question_of_their_own(office: Office, parts: PartWire, people: list[str]) -> None:
    for id in list(parts.folders):
        parts.drop(id)
    office.synced()
    (review,) = opened(office)
    assert review.object == FOLDERS
    answer(office, Answer.REVERT)
    office.settle()
    assert whole(office, parts, people)


def test_a_folder_keeps_nobody_alive(office: Office, parts: PartWire, people: list[str]) -> None:
    """Two people are nothing uncommon: they are gone at once, and their folders bring nobody back."""
    ids = [office.link(record).remote_id or "" for record in people[:2]]
    for id in ids:
        parts.account.delete(PEOPLE, id)
    office.settle()
    assert lives(office, people[:2]) == {"trash"}
    parts.folders["f0"] = (ids[0], "Ailleurs")
    office.settle()
    assert lives(office, people[:2]) == {"trash"}
    assert (office.conflicts(people[0]), office.value(people[0], "sector")) == ({}, "Lyon 0")


def test_a_folder_without_a_person_makes_nobody(office: Office, parts: PartWire, people: list[str]) -> None:
    parts.account.delete(PEOPLE, office.link(people[0]).remote_id or "")
    parts.put("f99", office.link(people[0]).remote_id or "", "Nulle part")
    office.settle()
    assert office.sql("SELECT count(*) FROM lead")[0][0] == MANY


def test_a_folder_is_tied_again_when_its_person_is_brought_back(
    office: Office, parts: PartWire, people: list[str]
) -> None:
    id = office.link(people[0]).remote_id or ""
    parts.account.delete(PEOPLE, id)
    office.settle()
    parts.folders["f0"] = (id, "Nord")
    office.synced()
    parts.account.restore(PEOPLE, id)
    office.settle()
    assert (office.record(people[0]).life, office.value(people[0], "sector")) == ("live", "Nord")
    office.edit(people[0], sector="Sud")
    office.settle()
    assert parts.folders["f0"] == (id, "Sud")


def test_what_only_a_folder_holds_is_an_edit_of_the_person(office: Office, parts: PartWire, people: list[str]) -> None:
    id = office.link(people[0]).remote_id or ""
    parts.account.delete(PEOPLE, id)
    office.edit(people[0], sector="Nord")
    office.settle()
    assert (office.conflict(people[0]).field, office.record(people[0]).life) == ("*exists*", "live")
    office.resolve(office.conflict(people[0]), Keep.COMPUTER)
    office.settle()
    assert parts.folders["f0"] == (office.link(people[0]).remote_id, "Nord")
    assert folder_of(office, people[0]).state == links.ACTIVE


class TestDeletedHere:
    @pytest.fixture(autouse=True)
    def _deleted(self, office: Office, people: list[str]) -> None:
        for record in people:
            office.delete(record)
        assert office.synced()["reviews"] == 1

    def test_it_is_one_question(self, office: Office, parts: PartWire) -> None:
        (review,) = opened(office)
        assert (review.object, review.alarms[0].count) == (PEOPLE, MANY)
        assert (len(parts.account.there()), len(parts.folders)) == (MANY, MANY)

    def test_agreed(self, office: Office, parts: PartWire) -> None:
        answer(office, Answer.APPLY)
        office.settle()
        assert (parts.account.there(), parts.folders) == ([], {})
        assert opened(office) == []

    def test_it_stays_one_question_where_it_is_answered_while_a_run_sends(
        self, office: Office, parts: PartWire
    ) -> None:
        (review,) = opened(office)
        decided = partial(reviews.decide, review=review.id, answer=Answer.APPLY, shown=review.shown)
        office.new(last_name="Martin")
        parts.on(f"create {PEOPLE}", lambda: office.meanwhile(decided))
        assert office.synced()["reviews"] == 0
        assert opened(office) == []
        office.settle()
        assert (len(parts.account.there()), parts.folders, opened(office)) == (1, {}, [])

    def test_refused(self, office: Office, parts: PartWire, people: list[str]) -> None:
        answer(office, Answer.REVERT)
        office.settle()
        assert lives(office, people) == {"live"}
        assert whole(office, parts, people)

    def test_kept_apart(self, office: Office, parts: PartWire, people: list[str]) -> None:
        answer(office, Answer.UNLINK)
        office.settle()
        assert lives(office, people) == {"trash"}
        assert (len(parts.account.there()), len(parts.folders)) == (MANY, MANY)


def test_who_is_deleted_on_both_sides_needs_no_question(office: Office, parts: PartWire, people: list[str]) -> None:
    leave(parts, with_folders=True)
    for record in people:
        office.delete(record)
    assert office.synced()["reviews"] == 0
    office.settle()
    assert (lives(office, people), opened(office)) == ({"trash"}, [])


def test_what_is_left_of_them_there_is_deleted_as_a_person_wished(
    office: Office, parts: PartWire, people: list[str]
) -> None:
    leave(parts)
    for record in people:
        office.delete(record)
    office.settle()
    (review,) = opened(office)
    assert (review.object, review.sending) == (FOLDERS, True)
    answer(office, Answer.APPLY)
    office.settle()
    assert (lives(office, people), parts.folders, opened(office)) == ({"trash"}, {}, [])


def test_who_is_kept_here_is_made_anew_with_a_folder_that_is_gone_too(
    office: Office, parts: PartWire, people: list[str]
) -> None:
    parts.account.delete(PEOPLE, office.link(people[0]).remote_id or "")
    parts.drop("f0")
    office.edit(people[0], city="Nice")
    office.settle()
    office.resolve(office.conflict(people[0]), Keep.COMPUTER)
    office.settle()
    assert whole(office, parts, people)
    assert len(parts.folders) == MANY


def test_who_is_deleted_here_and_kept_apart_keeps_a_folder_there(
    office: Office, parts: PartWire, people: list[str]
) -> None:
    id = office.link(people[0]).remote_id or ""
    office.delete(people[0])
    parts.account.edit(PEOPLE, id, {"city": "Nice"})
    office.settle()
    office.resolve(office.conflict(people[0]), Keep.OTHER, UNLINK)
    office.settle()
    assert id in parts.account.there()
    office.edit(people[0], sector="Sud")
    office.settle()
    assert parts.folders["f0"] == (id, "Lyon 0")


def test_taking_the_decision_back_takes_back_what_follows_for_a_folder(
    office: Office, parts: PartWire, people: list[str]
) -> None:
    parts.account.delete(PEOPLE, office.link(people[0]).remote_id or "")
    parts.drop("f0")
    office.edit(people[0], city="Nice")
    office.settle()
    before = folder_of(office, people[0])
    change = office.resolve(office.conflict(people[0]), Keep.COMPUTER)
    assert folder_of(office, people[0]).state == links.NEW
    office.write(lambda unit: undoing.undo(unit, change))
    after = folder_of(office, people[0])
    assert (after.state, after.remote_id, after.bases) == (before.state, before.remote_id, before.bases)


def test_a_folder_that_is_seen_again_brings_nobody_back_who_was_deleted_here(
    office: Office, parts: PartWire, people: list[str]
) -> None:
    id = office.link(people[0]).remote_id or ""
    parts.drop("f0")
    office.settle()
    assert folder_of(office, people[0]).state == links.GONE
    office.delete(people[0])
    parts.gone.clear()
    parts.put("f0", id, "Lyon 0")
    office.settle()
    assert office.record(people[0]).life == "trash"
    assert id not in parts.account.there()


def test_who_is_restored_while_they_are_deleted_is_made_again_with_their_folder(
    office: Office, parts: PartWire, people: list[str]
) -> None:
    office.delete(people[0])
    parts.on("delete", lambda: office.meanwhile(lambda unit: editing.restore(unit, people[0])))
    office.settle()
    assert lives(office, people) == {"live"}
    assert whole(office, parts, people)
    assert len(parts.folders) == MANY


class TestWhileFoldersAreNotShown:
    """An administrator takes the right to folders away, and gives it back later: what becomes of people is seen all the same."""

    @pytest.fixture(autouse=True)
    def unshown(self, parts: PartWire, people: list[str]) -> None:
        parts.only = frozenset(spec.name for spec in parts.objects()) - {FOLDERS}

    def test_whoever_is_deleted_goes(self, office: Office, parts: PartWire, people: list[str]) -> None:
        parts.account.delete(PEOPLE, office.link(people[0]).remote_id or "")
        office.settle()
        assert office.record(people[0]).life == "trash"
        parts.only = None
        office.settle()
        assert (office.record(people[0]).life, folder_of(office, people[0]).state) == ("trash", links.LOOSE)

    def test_the_folder_of_whoever_is_merged_goes_over(
        self, office: Office, parts: PartWire, people: list[str]
    ) -> None:
        survivor = parts.account.edit(PEOPLE, None, {"last_name": "Martin"})
        office.settle()
        parts.account.merge(PEOPLE, survivor, office.link(people[0]).remote_id or "")
        office.settle()
        winner = office.record_of(survivor)
        assert (office.value(winner, "sector"), folder_of(office, winner).remote_id) == ("Lyon 0", "f0")
        parts.only = None
        office.edit(winner, sector="Nord")
        office.settle()
        assert parts.folders["f0"][1] == "Nord"
