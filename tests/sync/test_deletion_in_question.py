"""Somebody is deleted here and changed by a colleague; the question ends without an answer, for nobody is left to ask.

What the person did stands, as it does where the account deletes them after all: the deletion goes to the other accounts.
"""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.store import connections
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.test_questions_that_end import disconnect
from tests.sync.test_reviews import MANY, answer

pytestmark = pytest.mark.thorough


@pytest.fixture
def wires(office: Office) -> tuple[Wire, Wire]:
    return office.connect("a"), office.connect("b")


@pytest.fixture
def people(office: Office, wires: tuple[Wire, Wire]) -> list[str]:
    """People in both accounts. The first of them is deleted here, and changed in account a before that is sent."""
    first, _ = wires
    people = [office.new(last_name=f"Durand{at}", sector="Centre") for at in range(MANY)]
    office.settle()
    office.write(lambda unit: connections.change(unit, office.ids["b"], sending=False))
    office.delete(people[0])
    first.account.edit(PEOPLE, row(office, people[0]), {"job_title": "Clerc"})
    office.settle()
    office.write(lambda unit: connections.change(unit, office.ids["b"], sending=True))
    office.settle()
    assert EXISTENCE in office.conflicts(people[0])
    return people


def row(office: Office, record: str, name: str = "a") -> str:
    return office.link(record, name=name).remote_id or ""


@pytest.mark.parametrize("keep_data", [True, False])
def test_the_account_is_disconnected(
    office: Office, wires: tuple[Wire, Wire], people: list[str], *, keep_data: bool
) -> None:
    elsewhere = row(office, people[0], "b")
    disconnect(office, "a", keep_data=keep_data)
    office.settle()
    assert (office.record(people[0]).life, office.conflicts(people[0])) == ("trash", {})
    assert elsewhere not in wires[1].account.there()
    office.restore(people[0])
    office.settle()
    assert wires[1].account.value(row(office, people[0], "b"), "job_title") == "Clerc"


def test_the_account_is_disconnected_and_somebody_went_on_working(
    office: Office, wires: tuple[Wire, Wire], people: list[str]
) -> None:
    office.edit(people[0], city="Lyon")
    disconnect(office, "a")
    office.settle()
    assert (office.record(people[0]).life, office.conflicts(people[0])) == ("live", {})
    assert wires[1].account.value(row(office, people[0], "b"), "city") == "Lyon"


def test_the_row_is_merged_into_another_one(office: Office, wires: tuple[Wire, Wire], people: list[str]) -> None:
    elsewhere = row(office, people[0], "b")
    wires[0].account.merge(PEOPLE, row(office, people[1]), row(office, people[0]))
    office.settle()
    assert (office.record(people[0]).life, office.conflicts(people[0])) == ("trash", {})
    assert elsewhere not in wires[1].account.there()
    assert office.record(people[1]).life == "live"


def test_a_review_keeps_both_sides_apart(office: Office, wires: tuple[Wire, Wire], people: list[str]) -> None:
    there, elsewhere = row(office, people[0]), row(office, people[0], "b")
    for each in people:
        wires[0].account.edit(PEOPLE, row(office, each), {"sector": None})
    office.synced("a")
    answer(office, Answer.UNLINK)
    office.settle()
    assert (office.record(people[0]).life, office.conflicts(people[0])) == ("trash", {})
    assert there in wires[0].account.there()
    assert elsewhere not in wires[1].account.there()


def test_who_took_in_somebody_else_stays(office: Office, wires: tuple[Wire, Wire]) -> None:
    """A colleague merged somebody into whom the person here had deleted: that one was deleted by nobody."""
    first, _ = wires
    survivor = office.new(last_name="Durand")
    there = first.account.edit(PEOPLE, None, {"last_name": "Martin", "job_title": "Clerc"}, kind=Kind.LEAD)
    office.settle()
    office.delete(survivor)
    first.account.merge(PEOPLE, row(office, survivor), there)
    office.synced("a")
    assert EXISTENCE in office.conflicts(survivor)
    disconnect(office, "a")
    office.settle()
    assert (office.record(survivor).life, office.conflicts(survivor)) == ("live", {})
