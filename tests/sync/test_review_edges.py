"""Reviews beside everything else: other accounts, new rows, mappings that grow, answers in the middle of a run."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer, Uncommon
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import answering, connections, inbox, removal, reviews, undoing
from crmdesk.sync.admission import Admission
from crmdesk.sync.backlog import Backlog
from crmdesk.sync.context import Context
from crmdesk.sync.rows import arrival
from tests.sync.counting import statements
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Crash, Office, Wire
from tests.sync.test_both_ways import contested, person
from tests.sync.test_reviews import MANY, answer, opened
from tests.sync.test_sweep import swept

pytestmark = pytest.mark.thorough


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
            lambda unit: reviews.decide(unit, review.id, Answer.REVERT, shown=review.shown),
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
        office.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))
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


def test_a_held_row_is_not_read_again_for_the_sake_of_an_edit(office: Office) -> None:
    wire = office.connect()
    ids = people(office, wire)
    emptied(office, wire, ids)
    office.edit(office.record_of(ids[0]), city="Vannes")
    wire.calls.clear()
    assert office.synced()["pushed"] == 0
    assert [call for call in wire.calls if call.startswith("fetch")] == []
    answer(office, Answer.APPLY)
    assert office.synced()["pushed"] == 1
    assert wire.account.value(ids[0], "city") == "Vannes"


def test_an_answer_is_not_about_who_was_put_right_meanwhile(office: Office) -> None:
    wire = office.connect()
    ids = people(office, wire)
    emptied(office, wire, ids)
    for id in ids[:3]:
        wire.account.edit(PEOPLE, id, {"sector": "Centre", "city": "Brest"})
    office.synced()
    assert {office.value(office.record_of(id), "city") for id in ids[:3]} == {"Brest"}
    answer(office, Answer.UNLINK)
    office.synced()
    assert {office.link(office.record_of(id)).state for id in ids[:3]} == {"active"}


def test_an_answer_does_not_bring_back_who_was_deleted_meanwhile(office: Office) -> None:
    wire = office.connect()
    ids = people(office, wire)
    emptied(office, wire, ids)
    wire.account.delete(PEOPLE, ids[0])
    record = office.record_of(ids[0])
    office.synced()
    answer(office, Answer.REVERT)
    office.settle()
    assert len(wire.account.there()) == MANY - 1
    assert office.record(record).life == "trash"


def test_nothing_is_written_where_nothing_is_to_be_deleted(office: Office) -> None:
    wire = office.connect()
    people(office, wire)
    before = office.commits
    admission = Admission(office.store, context_of(office, wire))
    assert office.run(admission.allowed_deletions()) == set()
    assert office.commits == before


def test_an_inbox_without_rows_is_looked_at_once(office: Office) -> None:
    wire = office.connect()
    people(office, wire)
    backlog = Backlog(office.store, context_of(office, wire))
    with statements() as made:
        office.run(backlog.work_off())
    assert sum("inbox" in statement for statement in made) == 1


def context_of(office: Office, wire: Wire) -> Context:
    """What a run of the account is given."""
    connection = office.read(lambda reader: connections.get(reader, office.ids["a"]))
    return Context(connection, "run", {spec.name: spec for spec in wire.objects()}, wire.capabilities)


ANSWERS = [Answer.APPLY, Answer.REVERT, Answer.UNLINK]


@pytest.mark.thorough
@pytest.mark.parametrize("here", [False, True], ids=["deleted there", "deleted here"])
@pytest.mark.parametrize("choice", ANSWERS)
def test_an_answer_is_carried_out_however_often_the_program_dies(
    office: Office, monkeypatch: pytest.MonkeyPatch, choice: Answer, here: bool
) -> None:
    """It dies after each commit in turn, and begins again; nothing that was not reached yet is taken in or sent meanwhile."""
    monkeypatch.setattr(answering, "STEP", 4)
    monkeypatch.setattr(answering, "RESTORED", 4)
    wire = office.connect(behaviour=Behaviour(keyed=True))
    ids = people(office, wire)[:15]
    records = [office.record_of(id) for id in ids]
    for id, record in zip(ids, records, strict=True):
        office.delete(record) if here else wire.account.delete(PEOPLE, id)
    office.synced()
    answer(office, choice)
    died = 0
    while True:
        office.crash_at = office.commits + 2 * (died + 1)
        try:
            office.synced()
            break
        except Crash:
            died += 1
            office.reopen()
            if choice is not Answer.APPLY:
                assert not any(wire.account.rows[PEOPLE][id].gone for id in ids if here)
                assert here or {office.record(record).life for record in records} == {"live"}
    office.crash_at = None
    office.settle()
    assert died > 3
    assert opened(office) == []
    there = {Answer.APPLY: 5, Answer.REVERT: MANY, Answer.UNLINK: MANY if here else 5}[choice]
    assert len(wire.account.there()) == there
    kept = (choice is Answer.REVERT) or (choice is Answer.UNLINK and not here)
    assert {office.record(record).life for record in records} == {"live" if kept else "trash"}
    assert office.sql("SELECT count(*) FROM link WHERE dirty = 1")[0][0] == 0


def test_what_comes_while_a_person_answers_is_not_taken_in_unseen(office: Office) -> None:
    """The answer is given after the rows were counted, and before they would be held."""
    wire = office.connect()
    first, second = people(office, wire), people(office, wire)
    emptied(office, wire, first)
    records = [office.record_of(id) for id in second]
    for id in second:
        wire.account.delete(PEOPLE, id)
    (review,) = opened(office)
    context = context_of(office, wire)
    gone = office.run(wire.fetch(PEOPLE, second))
    office.write(lambda unit: inbox.put(unit, context.id, [arrival(row) for row in gone.values()]))
    office.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))
    piles = office.read(lambda reader: inbox.piles(reader, context.id))
    assert office.run(Admission(office.store, context).look(piles)) == {PEOPLE}
    assert opened(office) == []
    office.synced()
    assert {office.record(record).life for record in records} == {"live"}
    assert [alarm.count for alarm in opened(office)[0].alarms] == [MANY]


def lost(office: Office, wire: Wire, ids: list[str]) -> None:
    """Colleagues delete what is edited here: a person is asked about each of them."""
    for id in ids:
        office.edit(office.record_of(id), city="Brest")
        wire.account.delete(PEOPLE, id)
    assert office.synced()["conflicts_opened"] == len(ids)


def test_rows_that_a_person_is_asked_about_are_not_told_once_more_by_every_sweep(office: Office) -> None:
    wire = office.connect()
    ids = people(office, wire)
    lost(office, wire, ids[:6])
    lost(office, wire, ids[6:12])
    swept(office, days=2)
    assert opened(office) == []
    assert {office.link(office.record_of(id)).state for id in ids} == {"active"}


def test_a_kind_is_emptied_although_a_person_is_asked_about_some_of_it(office: Office) -> None:
    wire = office.connect()
    ids = [person(wire, last_name=f"Durand{at}") for at in range(4)]
    office.synced()
    lost(office, wire, ids[:1])
    for id in ids[1:]:
        wire.account.delete(PEOPLE, id)
    office.synced()
    ((alarm,),) = [review.alarms for review in opened(office)]
    assert (alarm.what, alarm.count, alarm.total) == (Uncommon.EMPTIED, 3, 3)


@pytest.mark.parametrize("field", ["job_title", "company"])
class TestSeveralAccounts:
    """A colleague gives fifteen of twenty people, who live in two accounts, another title or company in both."""

    @pytest.fixture
    def changed(self, office: Office, field: str) -> list[str]:
        office.connect("a", only=("companies", PEOPLE))
        office.connect("b", only=("companies", PEOPLE))
        before, after = (office.new(Kind.COMPANY, name=name) for name in ("Agence du Port", "Agence du Centre"))
        made = [
            office.new(Kind.CONTACT, last_name=f"Durand{at}", job_title="Notaire", company=before) for at in range(MANY)
        ]
        office.settle()
        for name, wire in office.wires.items():
            there = office.link(after, object="companies", name=name).remote_id
            news = {"job_title": "Avocat"} if field == "job_title" else {"company": [["companies", there]]}
            for record in made[:15]:
                wire.account.edit(PEOPLE, office.link(record, name=name).remote_id, news)
        return made[:15]

    def test_what_was_agreed_to_for_one_is_not_asked_for_the_other(
        self, office: Office, changed: list[str], field: str
    ) -> None:
        before = office.value(changed[0], field)
        assert office.synced("a")["reviews"] == 1
        answer(office, Answer.APPLY)
        assert office.synced("a")["applied"] == 15
        assert office.synced("b")["reviews"] == 0
        assert all(office.value(record, field) != before for record in changed)
        office.settle()
        check_at_rest(office)

    @pytest.mark.usefixtures("changed")
    def test_a_question_that_both_asked_ends_with_the_first_answer(self, office: Office) -> None:
        assert office.synced("a")["reviews"] == office.synced("b")["reviews"] == 1
        first = next(each for each in opened(office) if each.connection == office.ids["a"])
        office.write(lambda unit: reviews.decide(unit, first.id, Answer.APPLY, shown=first.shown))
        office.settle()
        assert opened(office) == []
        check_at_rest(office)
