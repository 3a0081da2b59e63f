"""What is uncommon waits for a person, and each of the four answers does what it says."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Answer, Uncommon
from crmdesk.store import answering, connections, editing, held_rows, inbox, links, records, reviews
from crmdesk.store.inbox import Arrival
from crmdesk.store.queries import reviews as queries
from crmdesk.store.queries import status
from tests.store.replica import Replica

PEOPLE = "contacts"
DELETED = Alarm(Uncommon.DELETED, Kind.LEAD, 2, 3)
DELETING = Alarm(Uncommon.DELETING, Kind.LEAD, 2, 3)


class Office:
    """Three people of one account: two rows of them wait as deleted, the third as changed."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica
        self.account = replica.connect("HubSpot")
        self.people = [replica.add(Kind.LEAD, last_name=name) for name in ("Durand", "Petit", "Roux")]
        self.links = [
            replica.link(record, self.account, {"last_name": name}, object_name=PEOPLE)
            for record, name in zip(self.people, ("Durand", "Petit", "Roux"), strict=True)
        ]

    def arrive(self) -> None:
        gone = {"gone": "deleted", "merged_into": None, "at": None, "became": None}
        body = {"kind": "lead", "fields": {"last_name": "Leroux"}, "merged_ids": []}
        rows = [f"r-{record}" for record in self.people]
        arrivals = [
            Arrival(PEOPLE, rows[0], gone),
            Arrival(PEOPLE, rows[1], gone),
            Arrival(PEOPLE, rows[2], body, b"x"),
        ]
        self.replica.write(lambda unit: inbox.put(unit, self.account, arrivals))
        self.replica.write(lambda unit: held_rows.hold(unit, self.account, PEOPLE, rows))

    def open(self, alarm: Alarm, *, sending: bool) -> bool:
        return self.replica.write(
            lambda unit: reviews.open_or_refresh(unit, self.account, PEOPLE, [alarm], sending=sending, run=None)
        )

    def decide(self, answer: Answer) -> None:
        (review,) = self.replica.read(reviews.all_open)
        assert (
            self.replica.write(lambda unit: reviews.decide(unit, review.id, answer, shown=review.shown)) == self.account
        )
        while self.replica.write(lambda unit: answering.carry_out(unit, review.id)):
            pass

    def lives(self) -> list[str]:
        found = [self.replica.read(lambda connection, id=id: records.find(connection, id)) for id in self.people]  # type: ignore[misc]
        return [record.life for record in found if record is not None]

    def states(self) -> list[str]:
        found = self.replica.read(lambda connection: links.by_id(connection, self.links))
        return [found[link].state for link in self.links]

    def held(self) -> list[int]:
        return [held for (held,) in self.replica.sql("SELECT held FROM inbox ORDER BY seq")]


@pytest.fixture
def office(replica: Replica) -> Office:
    return Office(replica)


@pytest.fixture
def news(office: Office) -> Office:
    office.arrive()
    office.open(DELETED, sending=False)
    return office


@pytest.fixture
def deletions(office: Office) -> Office:
    for record in office.people[:2]:
        office.replica.write(lambda unit, record=record: editing.delete(unit, record))  # type: ignore[misc]
    office.open(DELETING, sending=True)
    return office


def ready(office: Office) -> list[str]:
    """The rows that may be taken in."""
    found = office.replica.read(
        lambda connection: inbox.rows(connection, office.account, PEOPLE, inbox.READY, limit=10)
    )
    return [row.remote_id for row in found]


def test_an_open_review_is_brought_up_to_date_instead_of_opened_twice(news: Office) -> None:
    more = Alarm(Uncommon.EMPTIED, Kind.LEAD, 3, 3)
    assert not news.open(more, sending=False)
    (review,) = news.replica.read(queries.open_reviews)
    assert (review.account, review.object, review.alarms, review.waiting) == ("HubSpot", PEOPLE, (more,), 3)


def test_what_is_held_is_not_taken_in(news: Office) -> None:
    assert ready(news) == []


def test_what_is_agreed_is_taken_in(news: Office) -> None:
    news.decide(Answer.APPLY)
    assert ready(news) == [f"r-{record}" for record in news.people]
    assert news.replica.read(queries.open_reviews) == []


def test_what_is_refused_is_wished_anew_or_waits_for_the_next_run(news: Office) -> None:
    news.decide(Answer.REVERT)
    assert news.states() == [links.NEW, links.NEW, links.ACTIVE]
    assert news.held() == [inbox.REFUSED]
    assert ready(news) == []


def test_what_is_unlinked_stays_as_it_is_here(news: Office) -> None:
    news.decide(Answer.UNLINK)
    assert news.states() == [links.UNLINKED] * 3
    assert news.lives() == [records.LIVE] * 3
    assert news.held() == []


def test_stopping_pauses_the_account_and_keeps_the_question(news: Office) -> None:
    news.decide(Answer.STOP)
    assert news.replica.read(lambda connection: connections.get(connection, news.account)).state == connections.PAUSED
    assert len(news.replica.read(queries.open_reviews)) == 1
    assert news.held() == [inbox.HELD] * 3


def test_deletions_that_are_agreed_may_go_out(deletions: Office) -> None:
    deletions.decide(Answer.APPLY)
    agreed = deletions.replica.read(lambda connection: reviews.agreed_until(connection, deletions.account, PEOPLE))
    (since,) = deletions.replica.sql("SELECT max(seq) FROM history WHERE event = 'deleted'")
    assert agreed[Kind.LEAD] >= since[0]
    assert deletions.lives() == [records.TRASH, records.TRASH, records.LIVE]


def test_only_deletions_that_nobody_agreed_to_are_counted(deletions: Office) -> None:
    """And without reading any of them."""
    (open_one,) = deletions.replica.read(queries.open_reviews)
    assert open_one.waiting == 2
    deletions.decide(Answer.APPLY)
    deletions.replica.write(lambda unit: editing.delete(unit, deletions.people[2]))
    deletions.open(DELETING, sending=True)
    (open_one,) = deletions.replica.read(queries.open_reviews)
    (review,) = deletions.replica.read(reviews.all_open)
    asked = deletions.replica.read(lambda connection: queries.asked_deletions(connection, review))
    assert [each.record for each in asked] == [deletions.people[2]]
    assert open_one.waiting == 1


def test_deletions_that_are_refused_are_taken_back_with_everything_pending(deletions: Office) -> None:
    deletions.decide(Answer.REVERT)
    assert deletions.lives() == [records.LIVE] * 3
    assert deletions.replica.read(status.totals).pending == 0
    assert deletions.states() == [links.ACTIVE] * 3


def test_an_edit_made_before_the_deletion_is_pending_again(office: Office) -> None:
    office.replica.edit(office.people[0], last_name="Dupont")
    office.replica.write(lambda unit: editing.delete(unit, office.people[0]))
    office.open(DELETING, sending=True)
    office.decide(Answer.REVERT)
    assert [(row.verb, row.fields) for row in office.replica.read(status.pending)] == [("update", ("last_name",))]


def test_deletions_can_stay_on_this_computer(deletions: Office) -> None:
    deletions.decide(Answer.UNLINK)
    assert deletions.states() == [links.UNLINKED, links.UNLINKED, links.ACTIVE]
    assert deletions.lives() == [records.TRASH, records.TRASH, records.LIVE]
    assert deletions.replica.read(status.totals).pending == 0


def test_a_review_is_decided_once(news: Office) -> None:
    (review,) = news.replica.read(reviews.all_open)
    news.decide(Answer.APPLY)
    with pytest.raises(InvalidInput) as caught:
        news.replica.write(lambda unit: reviews.decide(unit, review.id, Answer.REVERT, shown=review.shown))
    assert caught.value.key == "review_not_open"


def test_a_review_whose_reason_is_gone_is_over(news: Office) -> None:
    news.replica.write(lambda unit: reviews.close_empty(unit, news.account, PEOPLE, sending=False))
    assert news.replica.read(queries.open_reviews) == []
