"""The process dies before any commit of a first sync: of the dry pull, and of the run that carries out the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.domain.events import RunStatus
from crmdesk.domain.reviews import Answer
from crmdesk.store import reviews
from tests.sync.invariants import check, check_at_rest
from tests.sync.kit import PEOPLE, Crash, Office, Wire
from tests.sync.test_tying import ANN, MARC, enter, row

ZOE = "zoe@example.org"


def stage(office: Office) -> Wire:
    """An account in step that knows Ann and Zoe, and a second one, not read yet, that knows Ann, Marc, and Zoe twice."""
    first = office.connect("a")
    for name, email in (("Ann", ANN), ("Zoe", ZOE)):
        enter(first, row(name, "Martin", email))
    office.synced("a")
    second = office.connect("b", asking=True, only=(PEOPLE,))
    for name, email in (("Ann", ANN), ("Marc", MARC), ("Zoe", ZOE), ("Zoe", ZOE)):
        enter(second, row(name, "Martin", email))
    return second


def answer(office: Office, choice: Answer) -> None:
    (review,) = office.read(reviews.all_open)
    office.write(lambda unit: reviews.decide(unit, review.id, choice, shown=review.shown))


def begin(office: Office, choice: Answer | None) -> Wire:
    """The stage as the run finds it that dies: before the dry pull, or answered."""
    wire = stage(office)
    if choice is not None:
        office.synced("b")
        answer(office, choice)
    return wire


def died(office: Office, point: int) -> bool:
    """Whether the run of the second account came to the commit at which it was to die."""
    office.commits, office.crash_at = 0, point
    try:
        office.sync("b")
    except Crash:
        office.reopen()
        return True
    office.crash_at = None
    return False


def tell(folder: Path, choice: Answer | None, point: int) -> bool:
    with Office(folder) as office:
        wire = begin(office, choice)
        crashed = died(office, point)
        check(office)
        while office.sync("b").status is not RunStatus.DONE:
            office.clock.tick(1)
        if choice is None:
            assert office.sql("SELECT count(*) AS n FROM link WHERE connection = ?", office.ids["b"])[0].n == 0
            answer(office, Answer.APPLY)
        office.settle()
        made = [office.record_of(id, name="b") for id in wire.account.there()]
        tied = 0 if choice is Answer.UNLINK else 1
        doubts = 0 if choice is Answer.UNLINK else 2
        assert (len(set(made)), len(office.sql("SELECT id FROM lead"))) == (4, 6 - tied)
        assert [key for _, key, _ in office.problems()] == ["perhaps_the_same"] * doubts
        check_at_rest(office)
    return crashed


@pytest.mark.thorough
@pytest.mark.parametrize("choice", [None, Answer.APPLY, Answer.UNLINK], ids=["held", "tied", "all new"])
def test_a_crash_at_any_commit_changes_nothing_of_what_comes_of_it(tmp_path: Path, choice: Answer | None) -> None:
    point, told = 1, _telling(tmp_path, choice)
    while told(point):
        point += 2
    assert point > 7, "a run has more commits than that"


def _telling(folder: Path, choice: Answer | None) -> Callable[[int], bool]:
    return lambda point: tell(folder / str(point), choice, point)
