"""What follows from a review's answer is done in steps, and a step is a good place to die at."""

from __future__ import annotations

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Answer, Uncommon
from crmdesk.store import answering, editing, held_rows, inbox, links, reviews
from crmdesk.store.inbox import Arrival
from crmdesk.store.queries import status, table_checks
from tests.store.replica import Replica

PEOPLE = "contacts"
MANY = 7


class Office:
    """Seven people of one account, of whom a review is open; a step takes two."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica
        self.account = replica.connect("HubSpot")
        self.people = [replica.add(Kind.LEAD, last_name=f"Durand{at}") for at in range(MANY)]
        self.links = [
            replica.link(record, self.account, {"last_name": f"Durand{at}"}, object_name=PEOPLE)
            for at, record in enumerate(self.people)
        ]

    def gone_there(self) -> None:
        """All of them were deleted at the account."""
        told = {"gone": "deleted", "merged_into": None, "at": None, "became": None}
        self._arrive([Arrival(PEOPLE, f"r-{record}", told) for record in self.people], Uncommon.DELETED)

    def renamed_there(self) -> None:
        """All of them were given another name."""
        body = {"kind": "lead", "fields": {"last_name": "Leroux"}, "merged_ids": []}
        self._arrive([Arrival(PEOPLE, f"r-{record}", body, b"x") for record in self.people], Uncommon.CHANGED)

    def _arrive(self, arrivals: list[Arrival], what: Uncommon) -> None:
        self.replica.write(lambda unit: inbox.put(unit, self.account, arrivals))
        self.replica.write(
            lambda unit: held_rows.hold(unit, self.account, PEOPLE, [each.remote_id for each in arrivals])
        )
        self._open(Alarm(what, Kind.LEAD, MANY, MANY), sending=False)

    def deleted_here(self) -> None:
        """All of them were deleted on this computer."""
        for record in self.people:
            self.replica.write(lambda unit, record=record: editing.delete(unit, record))  # type: ignore[misc]
        self._open(Alarm(Uncommon.DELETING, Kind.LEAD, MANY, MANY), sending=True)

    def _open(self, alarm: Alarm, *, sending: bool) -> None:
        self.replica.write(
            lambda unit: reviews.open_or_refresh(unit, self.account, PEOPLE, [alarm], sending=sending, run=None)
        )

    def answer(self, answer: Answer) -> str:
        (review,) = self.replica.read(reviews.all_open)
        self.replica.write(lambda unit: reviews.decide(unit, review.id, answer, shown=review.shown))
        return review.id

    def step(self, review: str) -> bool:
        return self.replica.write(lambda unit: answering.carry_out(unit, review))

    def states(self) -> list[str]:
        found = self.replica.read(lambda connection: links.by_id(connection, self.links))
        return [found[link].state for link in self.links]

    def held(self) -> list[int]:
        return [held for (held,) in self.replica.sql("SELECT held FROM inbox ORDER BY seq")]

    def lives(self) -> list[str]:
        return [life for (life,) in self.replica.sql("SELECT life FROM lead ORDER BY id")]

    def state(self) -> str:
        return str(self.replica.sql("SELECT state FROM review")[0][0])


@pytest.fixture
def office(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(answering, "STEP", 2)
    monkeypatch.setattr(answering, "RESTORED", 2)
    return Office(replica)


def test_an_answer_alone_touches_no_row(office: Office) -> None:
    office.gone_there()
    office.answer(Answer.UNLINK)
    assert (office.state(), office.held(), office.states()) == ("answered", [inbox.HELD] * MANY, ["active"] * MANY)


def test_an_answer_that_is_carried_out_by_half_is_no_damage(office: Office) -> None:
    office.gone_there()
    review = office.answer(Answer.UNLINK)
    assert office.step(review)
    assert office.held() == [inbox.HELD] * 5
    assert office.replica.read(lambda connection: list(table_checks.arrivals_go_on(connection))) == []


def test_keeping_apart_goes_step_by_step(office: Office) -> None:
    office.gone_there()
    review = office.answer(Answer.UNLINK)
    assert office.step(review)
    assert office.states() == ["unlinked"] * 2 + ["active"] * 5
    assert (office.state(), office.held()) == ("answered", [inbox.HELD] * 5)
    while office.step(review):
        pass
    assert (office.states(), office.held(), office.state()) == (["unlinked"] * MANY, [], "decided")
    assert not office.step(review)


def test_rows_are_agreed_step_by_step(office: Office) -> None:
    office.renamed_there()
    review = office.answer(Answer.APPLY)
    assert office.step(review)
    assert office.held() == [inbox.AGREED] * 2 + [inbox.HELD] * 5
    while office.step(review):
        pass
    assert (office.held(), office.state()) == ([inbox.AGREED] * MANY, "decided")


def test_what_is_wished_anew_is_pending_at_once(office: Office) -> None:
    office.gone_there()
    review = office.answer(Answer.REVERT)
    assert office.step(review)
    assert office.replica.read(status.totals).pending == 2
    while office.step(review):
        pass
    assert (office.states(), office.held()) == (["new"] * MANY, [])
    assert {row.verb for row in office.replica.read(status.pending)} == {"create"}


def test_what_is_put_right_is_pending_at_once(office: Office) -> None:
    office.renamed_there()
    review = office.answer(Answer.REVERT)
    while office.step(review):
        pass
    assert office.held() == [inbox.REFUSED] * MANY
    assert office.replica.read(status.totals).pending == MANY


def test_deletions_are_taken_back_step_by_step(office: Office) -> None:
    office.deleted_here()
    review = office.answer(Answer.REVERT)
    assert office.step(review)
    assert office.lives() == ["live"] * 2 + ["trash"] * 5
    while office.step(review):
        pass
    assert (office.lives(), office.state()) == (["live"] * MANY, "decided")


def test_deletions_are_kept_here_step_by_step(office: Office) -> None:
    office.deleted_here()
    review = office.answer(Answer.UNLINK)
    assert office.step(review)
    assert office.states() == ["unlinked"] * 2 + ["active"] * 5
    while office.step(review):
        pass
    assert (office.states(), office.lives()) == (["unlinked"] * MANY, ["trash"] * MANY)


def test_what_is_deleted_after_the_answer_is_another_question(office: Office) -> None:
    office.deleted_here()
    review = office.answer(Answer.REVERT)
    late = office.replica.add(Kind.LEAD, last_name="Petit")
    office.replica.link(late, office.account, {"last_name": "Petit"}, object_name=PEOPLE)
    office.replica.write(lambda unit: editing.delete(unit, late))
    while office.step(review):
        pass
    assert office.lives() == ["live"] * MANY + ["trash"]
