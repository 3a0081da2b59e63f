"""What is uncommon is held before it is taken in or sent; each answer to the review brings about what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from crmdesk.domain.alike import same
from crmdesk.domain.errors import Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer, Uncommon
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import answering, removal, reviews
from crmdesk.store.queries import doctor
from crmdesk.store.queries.history import record_history
from crmdesk.store.queries.run_effects import run_effects
from crmdesk.store.reviews import Review
from crmdesk.sync.schedule import PAUSE_S
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.test_both_ways import person, quiet

MANY = 20


@pytest.fixture(params=[True, False], ids=["keyed", "keyless"])
def wire(request: pytest.FixtureRequest, office: Office) -> Wire:
    return office.connect(behaviour=Behaviour(keyed=request.param))


@pytest.fixture
def people(office: Office, wire: Wire) -> list[str]:
    """Rows of twenty people, each with a sector, known here."""
    ids = [person(wire, last_name=f"Durand{at}", sector="Centre") for at in range(MANY)]
    office.synced()
    return ids


def opened(office: Office) -> list[Review]:
    return office.read(reviews.all_open)


def answer(office: Office, choice: Answer) -> None:
    (review,) = opened(office)
    office.write(lambda unit: reviews.decide(unit, review.id, choice, shown=review.shown))


def sectors(office: Office, ids: Sequence[str]) -> set[str | None]:
    return {office.value(office.record_of(id), "sector") for id in ids}


def lives(office: Office, records: Sequence[str]) -> set[str]:
    return {office.record(record).life for record in records}


class TestDeletedThere:
    """A colleague deletes fifteen of twenty people."""

    @pytest.fixture
    def gone(self, office: Office, wire: Wire, people: list[str]) -> list[str]:
        records = [office.record_of(id) for id in people[:15]]
        for id in people[:15]:
            wire.account.delete(PEOPLE, id)
        assert office.synced()["reviews"] == 1
        return records

    def test_nothing_is_taken_in_before_the_answer(self, office: Office, gone: list[str]) -> None:
        assert lives(office, gone) == {"live"}
        (review,) = opened(office)
        assert [(alarm.what, alarm.count, alarm.total) for alarm in review.alarms] == [(Uncommon.DELETED, 15, MANY)]
        assert office.synced()["reviews"] == 0
        assert lives(office, gone) == {"live"}

    def test_agreed(self, office: Office, wire: Wire, gone: list[str]) -> None:
        answer(office, Answer.APPLY)
        office.synced()
        assert lives(office, gone) == {"trash"}
        quiet(office, wire)

    def test_what_is_asked_about_then_is_no_news_when_it_is_read_again(
        self, office: Office, wire: Wire, people: list[str], gone: list[str]
    ) -> None:
        for record in gone:
            office.edit(record, sector="Nord")
        answer(office, Answer.APPLY)
        assert office.synced()["conflicts_opened"] == len(gone)
        for id in people[:15]:
            wire.account.rows[PEOPLE][id].changed_ms = wire.account.now_ms()
        assert office.synced()["applied"] == 0
        assert all(office.conflict(record) for record in gone)

    def test_refused(self, office: Office, wire: Wire, gone: list[str]) -> None:
        answer(office, Answer.REVERT)
        assert office.synced()["pushed"] == 15
        assert lives(office, gone) == {"live"}
        assert len([row for row in wire.account.rows[PEOPLE].values() if row.gone is None]) == MANY
        quiet(office, wire)

    def test_kept_apart(self, office: Office, wire: Wire, gone: list[str]) -> None:
        answer(office, Answer.UNLINK)
        assert office.synced()["pushed"] == 0
        assert lives(office, gone) == {"live"}
        quiet(office, wire)

    def test_stopped(self, office: Office, gone: list[str]) -> None:
        answer(office, Answer.STOP)
        office.sync()
        assert lives(office, gone) == {"live"}
        assert len(opened(office)) == 1


class TestEmptiedThere:
    """An import of a colleague empties the sector of fifteen of twenty people, and changes the city of one."""

    @pytest.fixture(autouse=True)
    def _emptied(self, office: Office, wire: Wire, people: list[str]) -> None:
        for id in people[:15]:
            wire.account.edit(PEOPLE, id, {"sector": None})
        wire.account.edit(PEOPLE, people[0], {"city": "Brest"})
        assert office.synced()["reviews"] == 1

    def test_the_values_stay_until_the_answer(self, office: Office, people: list[str]) -> None:
        assert {str(value).casefold() for value in sectors(office, people)} == {"centre"}
        (review,) = opened(office)
        assert [(alarm.what, alarm.field, alarm.count, alarm.total) for alarm in review.alarms] == [
            (Uncommon.BLANKED, "sector", 15, MANY)
        ]

    def test_agreed(self, office: Office, wire: Wire, people: list[str]) -> None:
        answer(office, Answer.APPLY)
        office.synced()
        assert sectors(office, people[:15]) == {None}
        quiet(office, wire)

    def test_refused(self, office: Office, wire: Wire, people: list[str]) -> None:
        answer(office, Answer.REVERT)
        assert office.synced()["pushed"] == 15
        assert {str(value).casefold() for value in sectors(office, people)} == {"centre"}
        assert {wire.account.value(id, "sector").casefold() for id in people} == {"centre"}
        assert wire.account.value(people[0], "city").casefold() == "brest", "what nobody was asked about is taken in"
        assert str(office.value(office.record_of(people[0]), "city")).casefold() == "brest"
        quiet(office, wire)

    def test_what_is_refused_is_pending_until_it_is_put_right_and_the_doctor_has_nothing_to_tell(
        self, office: Office
    ) -> None:
        (review,) = opened(office)
        answer(office, Answer.REVERT)
        office.run(answering.carry_out_all(office.store, review.id))
        assert office.sql("SELECT count(*) FROM link WHERE dirty") == [(15,)]
        assert office.read(doctor.violations) == []

    def test_a_later_change_is_judged_together_with_what_waits(
        self, office: Office, wire: Wire, people: list[str]
    ) -> None:
        wire.account.edit(PEOPLE, people[0], {"job_title": "Notaire"})
        office.synced()
        assert office.value(office.record_of(people[0]), "job_title") is None
        answer(office, Answer.APPLY)
        office.synced()
        assert str(office.value(office.record_of(people[0]), "job_title")).casefold() == "notaire"
        assert sectors(office, people[:1]) == {None}
        quiet(office, wire)

    def test_an_edit_here_goes_out_meanwhile_only_where_nothing_waits(
        self, office: Office, wire: Wire, people: list[str]
    ) -> None:
        office.edit(office.record_of(people[-1]), city="Vannes")
        assert office.synced()["pushed"] == 1
        assert wire.account.value(people[-1], "city").casefold() == "vannes"


@pytest.mark.parametrize("answered", ["before", "after"])
def test_what_was_refused_is_put_right_although_somebody_has_become_a_client(
    office: Office, wire: Wire, answered: str
) -> None:
    ids = [person(wire, last_name=f"Durand{at}") for at in range(MANY)]
    office.synced()
    for id in ids[:15]:
        wire.account.edit(PEOPLE, id, {"city": None})
    assert office.synced()["reviews"] == 1
    if answered == "before":
        answer(office, Answer.REVERT)
    for id in ids[:3]:
        wire.account.edit(PEOPLE, id, {"job_title": "Notaire"}, kind=Kind.CONTACT)
    if answered == "after":
        office.synced()
        answer(office, Answer.REVERT)
    office.settle()
    clients = [office.record_of(id) for id in ids[:3]]
    assert [office.record(each).kind for each in clients] == [Kind.CONTACT] * 3
    assert {office.value(each, "job_title") for each in clients} == {"Notaire"}
    assert None not in {office.value(office.record_of(id), "city") for id in ids}
    assert None not in {wire.account.value(id, "city") for id in ids}


class TestMixedUpThere:
    """Somebody sorts an export and imports it again: every row holds what belongs to another person."""

    @pytest.fixture
    def before(self, office: Office, wire: Wire) -> dict[str, dict[str, str | None]]:
        """What the records and the rows held before, by row; few have a street."""
        held: dict[str, dict[str, str | None]] = {}
        for at in range(MANY):
            street = f"{at} rue du Port" if at % 5 == 0 else None
            fields = {"last_name": f"Durand{at}", "sector": f"Secteur{at}", "city": f"Ville{at}", "street": street}
            held[person(wire, **fields)] = fields
        office.synced()
        for id, fields in zip(held, [*list(held.values())[1:], held[next(iter(held))]], strict=True):
            wire.account.edit(PEOPLE, id, fields)
        assert office.synced()["reviews"] == 1
        return held

    def test_refused_nothing_of_another_person_stays(
        self, office: Office, wire: Wire, before: dict[str, dict[str, str | None]]
    ) -> None:
        answer(office, Answer.REVERT)
        office.settle()
        for id, fields in before.items():
            record = office.record_of(id)
            for name, value in fields.items():
                assert same(office.value(record, name), value), (name, value)
                assert same(wire.account.value(id, name), value), (name, value)
        assert opened(office) == []
        quiet(office, wire)

    def test_what_was_refused_stands_in_the_history(
        self, office: Office, wire: Wire, before: dict[str, dict[str, str | None]]
    ) -> None:
        there = {id: {name: wire.account.value(id, name) for name in fields} for id, fields in before.items()}
        answer(office, Answer.REVERT)
        office.settle()
        for id, fields in before.items():
            record = office.record_of(id)
            told = office.read(partial(record_history, record=record)).rows
            for name in fields:
                ours, theirs = office.value(record, name), there[id][name]
                if same(ours, theirs):
                    continue
                decided, came = [row for row in told if row.field == name][:2]
                assert (decided.cause, decided.account, came.cause) == ("review", None, "remote")
                assert same(came.new, theirs)
                assert (came.old, decided.old, decided.new) == (ours, came.new, ours)

    @pytest.mark.usefixtures("before")
    def test_what_was_refused_is_sent_by_the_run_that_finds_it(self, office: Office, wire: Wire) -> None:
        answer(office, Answer.REVERT)
        office.clock.tick(PAUSE_S + 1)
        report = office.run(replace(office.run_of("a"), rest_s=PAUSE_S).execute())
        assert report.counts["pushed"] == MANY, "nobody has worked on them a moment ago"
        (run,) = office.sql("SELECT DISTINCT run FROM history WHERE cause = 'review'")
        assert office.read(partial(run_effects, run=run.run)).effects == ()
        quiet(office, wire)


class TestDeletedHere:
    """A person puts fifteen of twenty people into the trash."""

    @pytest.fixture
    def trashed(self, office: Office, people: list[str]) -> list[str]:
        records = [office.record_of(id) for id in people[:15]]
        for record in records:
            office.delete(record)
        counts = office.synced()
        assert (counts["reviews"], counts["deleted"]) == (1, 0)
        return records

    def test_agreed(self, office: Office, wire: Wire, trashed: list[str]) -> None:
        answer(office, Answer.APPLY)
        assert office.synced()["deleted"] == len(trashed)
        assert len([row for row in wire.account.rows[PEOPLE].values() if row.gone is None]) == 5
        quiet(office, wire)

    def test_what_is_deleted_after_the_answer_is_asked_about_anew(
        self, office: Office, wire: Wire, people: list[str], trashed: list[str]
    ) -> None:
        answer(office, Answer.APPLY)
        office.delete(office.record_of(people[-1]))
        assert office.synced()["deleted"] == len(trashed) + 1, "one more is ordinary"

    @pytest.mark.parametrize("choice", [Answer.REVERT, Answer.UNLINK])
    def test_an_answer_is_not_about_what_was_agreed_to_before(
        self, office: Office, wire: Wire, trashed: list[str], choice: Answer
    ) -> None:
        """It did not go out yet: the account was out of reach."""
        later = [office.new(last_name=f"Petit{at}") for at in range(11)]
        office.synced()
        answer(office, Answer.APPLY)
        for record in later:
            office.delete(record)
        wire.fails("delete", Unreachable("unreachable"))
        office.sync()
        assert [alarm.count for alarm in opened(office)[0].alarms] == [len(later)]
        answer(office, choice)
        office.settle()
        assert lives(office, trashed) == {"trash"}
        assert len(wire.account.there()) == 5 + len(later)

    def test_refused(self, office: Office, wire: Wire, trashed: list[str]) -> None:
        answer(office, Answer.REVERT)
        counts = office.synced()
        assert (counts["deleted"], counts["pushed"]) == (0, 0)
        assert lives(office, trashed) == {"live"}
        quiet(office, wire)

    def test_ten_are_ordinary(self, office: Office, wire: Wire, people: list[str]) -> None:
        for id in people[:10]:
            office.delete(office.record_of(id))
        assert office.synced()["deleted"] == 10
        assert opened(office) == []

    def test_restoring_enough_of_them_ends_the_question(self, office: Office, trashed: list[str]) -> None:
        for record in trashed[:6]:
            office.restore(record)
        assert office.synced()["deleted"] == 9
        assert opened(office) == []


def test_a_first_pull_is_never_uncommon(office: Office, wire: Wire) -> None:
    for at in range(MANY):
        person(wire, last_name=f"Durand{at}")
    assert office.synced()["reviews"] == 0


def test_a_review_goes_with_its_account(office: Office, wire: Wire) -> None:
    ids = [person(wire, last_name=f"Durand{at}") for at in range(MANY)]
    office.synced()
    for id in ids:
        wire.account.delete(PEOPLE, id)
    assert office.synced()["reviews"] == 1
    office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=True))
    assert opened(office) == []
    assert office.sql("SELECT 1 FROM review") == []
