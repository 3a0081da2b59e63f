"""Two computers of an agency that work on the same account by the same access: none takes what the other did for its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import OutcomeUnknown, Unreachable
from crmdesk.domain.events import RunStatus
from crmdesk.providers.memory_account import Behaviour
from crmdesk.sync.run import Reach
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest

pytestmark = pytest.mark.thorough

AWAY = Unreachable("unreachable", host="memory")


@pytest.fixture
def second(office: Office, tmp_path: Path) -> Iterator[Office]:
    """Another computer, which signs in to the same account in ``both_know``."""
    with Office(tmp_path / "second", clock=office.clock) as other:
        yield other


def both_know(office: Office, second: Office, behaviour: Behaviour | None = None) -> tuple[Wire, str, str]:
    """Somebody whom the first computer has made, and the second one has read: the first one's wire, record and row."""
    wire = office.connect(behaviour=behaviour, only=(PEOPLE,))
    there = Wire(wire.account)
    there.only = wire.only
    second.attach("a", there)
    address = {"value": "durand@example.org", "label": None, "primary": True}
    record = office.new(last_name="Durand", city="Nantes", emails=[address])
    office.settle()
    second.settle()
    (row,) = wire.account.there()
    return wire, record, row


def loses_the_answer(wire: Wire, verb: str, *, landed: bool) -> None:
    """A request gets no answer, and the line stays away until the next run."""

    def lose(_: Sequence[Any] = ()) -> Sequence[Any]:
        for other in ("fetch", "create", "made_since"):
            wire.fails(other, AWAY)
        raise OutcomeUnknown("no_answer", endpoint=verb)

    if landed:
        wire.after(verb, lose)
    else:
        wire.on(verb, lose)


@pytest.mark.parametrize("landed", [True, False])
def test_what_the_other_computer_wrote_is_not_what_the_account_made_of_ours(
    office: Office, second: Office, *, landed: bool
) -> None:
    wire, record, row = both_know(office, second)
    office.edit(record, city="Brest")
    loses_the_answer(wire, "update", landed=landed)
    office.sync()
    second.settle()
    second.edit(record, city="Lille")
    second.settle()
    wire.calm()
    office.settle()
    assert [each.value for each in office.conflict(record).accounts] == ["Lille"]
    office.resolve(office.conflict(record), Keep.COMPUTER)
    rest(office)
    assert wire.account.value(row, "city") == "Brest"


@pytest.mark.parametrize("keyed", [True, False])
def test_what_the_other_computer_wrote_into_a_row_whose_making_is_in_doubt_is_asked_about(
    office: Office, second: Office, *, keyed: bool
) -> None:
    wire, _, row = both_know(office, second, Behaviour(keyed=keyed))
    made = office.new(last_name="Petit", city="Brest", job_title="Notaire")
    loses_the_answer(wire, "create", landed=True)
    office.sync()
    second.settle()
    (anew,) = [each for each in wire.account.there() if each != row]
    second.edit(second.record_of(anew), city="Lille")
    second.settle()
    wire.calm()
    office.settle()
    assert [each.value for each in office.conflict(made).accounts] == ["Lille"]


@pytest.mark.parametrize("keyed", [True, False])
def test_what_the_other_computer_typed_for_whom_both_restore_is_asked_about(
    office: Office, second: Office, *, keyed: bool
) -> None:
    """The row that the other one made was taken for what became of the creation of before."""
    wire, record, row = both_know(office, second, Behaviour(keyed=keyed))
    theirs = second.record_of(row)
    wire.account.delete(PEOPLE, row)
    office.settle()
    second.settle()
    second.restore(theirs)
    second.edit(theirs, city="Lille")
    second.settle()
    office.restore(record)
    office.settle()
    assert [each.value for each in office.conflict(record).accounts] == ["Lille"]


def alone(office: Office, record: str) -> None:
    """There is nobody else."""
    assert office.sql("SELECT id FROM lead WHERE life = 'live'") == [(record,)]


@pytest.mark.parametrize("lists_deletions", [True, False])
@pytest.mark.parametrize("typed", ["Brest", None])
def test_who_was_deleted_and_restored_between_two_runs_of_the_other_computer_is_one_record_there(
    office: Office, second: Office, *, lists_deletions: bool, typed: str | None
) -> None:
    """The new row was somebody else there, and what was typed in between stayed with the one whose row was gone."""
    wire, record, _ = both_know(office, second, Behaviour(lists_deletions=lists_deletions))
    second.edit(record, city=typed)
    change = office.delete(record)
    office.settle()
    office.undo(change)
    office.settle()
    (anew,) = wire.account.there()
    second.synced()
    assert second.record_of(anew) == record
    rest(second)
    assert wire.account.value(anew, "city") == typed
    alone(second, record)
    assert second.conflicts(record) == {}


def test_the_list_of_deletions_may_come_after_the_new_row(office: Office, second: Office) -> None:
    wire, record, row = both_know(office, second)
    second.edit(record, city="Brest")
    change = office.delete(record)
    office.settle()
    office.undo(change)
    office.settle()
    wire.account.rows[PEOPLE][row].changed_ms = wire.account.now_ms() + 1000
    second.synced()
    second.clock.tick(60)
    rest(second)
    alone(second, record)


def test_who_is_deleted_here_and_restored_on_the_other_computer_comes_back(office: Office, second: Office) -> None:
    """The deletion here was not sent yet: the other computer had deleted the row, too."""
    wire, record, _ = both_know(office, second)
    change = office.delete(record)
    office.settle()
    office.undo(change)
    office.settle()
    second.delete(record)
    rest(second)
    (anew,) = wire.account.there()
    assert second.record_of(anew) == record
    alone(second, record)


def test_a_question_about_somebody_whom_the_other_computer_keeps_is_over(office: Office, second: Office) -> None:
    wire, record, row = both_know(office, second)
    office.edit(record, city="Brest")
    second.edit(record, job_title="Notaire")
    wire.account.delete(PEOPLE, row)
    office.synced()
    second.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    assert second.conflicts(record)
    second.settle()
    alone(second, record)
    assert second.conflicts(record) == {}
    (anew,) = wire.account.there()
    assert (wire.account.value(anew, "city"), wire.account.value(anew, "job_title")) == ("Brest", "Notaire")


def test_a_copy_of_a_row_with_its_key_is_a_record_of_its_own(office: Office, second: Office) -> None:
    wire, record, row = both_know(office, second)
    copy = wire.account.edit(PEOPLE, None, {"last_name": "Durand"})
    wire.account.rows[PEOPLE][copy].key = record
    rest(second)
    assert (second.record_of(row), second.record_of(copy) == record) == (record, False)


def sends(office: Office) -> None:
    """A run that reads nothing, as after something was typed or decided."""
    run = office.run_of()
    run.reach = Reach.SEND
    office.clock.tick()
    report = office.run(run.execute())
    assert (report.status, report.counts["pulled"]) == (RunStatus.DONE, 0)


def test_whom_both_computers_keep_is_made_once_and_nothing_is_written_over(office: Office, second: Office) -> None:
    wire, record, row = both_know(office, second)
    office.edit(record, city="Brest", job_title="Notaire")
    second.edit(record, city="Lille")
    wire.account.delete(PEOPLE, row)
    office.synced()
    second.synced()
    for each in (office, second):
        each.resolve(each.conflict(record), Keep.COMPUTER)
        sends(each)
    (anew,) = wire.account.there()
    second.settle()
    assert [each.value for each in second.conflict(record).accounts] == ["Brest"]
    second.resolve(second.conflict(record), Keep.ACCOUNT)
    for each in (second, office, second):
        each.settle()
    for each in (office, second):
        assert (each.value(record, "city"), each.value(record, "job_title")) == ("Brest", "Notaire")
        assert each.conflicts(record) == {}
    assert wire.account.value(anew, "city") == "Brest"
    assert wire.account.there() == [anew]
    assert second.problems() == office.problems() == []
