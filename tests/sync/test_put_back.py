"""A backup that was put in the database's place: what it holds as waiting may have been sent since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import editing, reviews, undoing
from crmdesk.store.copying import copy, put_back
from tests.store.template import KEY
from tests.sync.kit import Office, Wire
from tests.sync.steps import known, rest, writes

UNKEYED = Behaviour(keyed=False)
OBJECTS = ("companies", "people", "deals", "activities", "notes")


def backed_up(office: Office) -> Callable[[], None]:
    """Make a backup; what is returned puts it back, some time later."""
    path = Path(office.store.path)
    copy(path, KEY, datetime.fromtimestamp(office.clock.s, UTC))

    def back() -> None:
        office.store.close()
        put_back(path, KEY, datetime.fromtimestamp(office.clock.s, UTC))
        office.reopen()

    return back


def typed(office: Office) -> dict[str, str]:
    """What nobody would be known by, but by a key: a company, a lead, and what is about them."""
    company = office.new(Kind.COMPANY, name="Notaires du Port")
    lead = office.new(last_name="Martin", company=company)
    note = office.new(Kind.NOTE, body="Rappeler lundi", about=[lead])
    return {"companies": company, "people": lead, "notes": note}


def there(wire: Wire) -> dict[str, int]:
    return {name: count for name in OBJECTS if (count := len(wire.account.there(name)))}


@pytest.mark.parametrize("behaviour", [UNKEYED, Behaviour()])
def test_what_was_made_since_the_backup_is_not_made_twice(office: Office, behaviour: Behaviour) -> None:
    wire = office.connect(behaviour=behaviour)
    known(office, wire)
    made = typed(office)
    back = backed_up(office)
    office.settle()
    assert there(wire) == {"companies": 1, "people": 2, "notes": 1}
    back()
    rest(office)
    assert there(wire) == {"companies": 1, "people": 2, "notes": 1}
    for name, record in made.items():
        assert not office.link(record, object=name).dirty
    assert len(office.sql("SELECT 1 FROM lead UNION ALL SELECT 1 FROM company UNION ALL SELECT 1 FROM note")) == 4


def test_what_was_not_sent_before_the_database_was_lost_is_made(office: Office) -> None:
    wire = office.connect(behaviour=UNKEYED)
    known(office, wire)
    typed(office)
    backed_up(office)()
    rest(office)
    assert there(wire) == {"companies": 1, "people": 2, "notes": 1}


def test_nothing_is_made_before_everything_was_read(office: Office) -> None:
    wire = office.connect(behaviour=UNKEYED)
    known(office, wire)
    typed(office)
    back = backed_up(office)
    office.settle()
    back()
    wire.fails("pull notes", OutcomeUnknown("no_answer", endpoint="notes"))
    assert office.sync().status is RunStatus.FAILED
    before = writes(wire, "create")
    rest(office)
    assert writes(wire, "create") == before
    assert there(wire) == {"companies": 1, "people": 2, "notes": 1}


@pytest.mark.parametrize("choice", [Answer.APPLY, Answer.REVERT])
def test_a_deletion_that_waits_is_asked_about(office: Office, choice: Answer) -> None:
    """It was taken back since the backup was made: only a person knows."""
    wire = office.connect()
    record, id = known(office, wire)
    change = office.write(lambda unit: editing.delete(unit, record))
    back = backed_up(office)
    office.write(lambda unit: undoing.undo(unit, change))
    office.settle()
    back()
    for _ in range(2):
        office.synced()
        assert wire.account.there() == [id]
    (review,) = office.read(reviews.all_open)
    assert review.sending
    office.write(lambda unit: reviews.decide(unit, review.id, choice, shown=review.shown))
    rest(office)
    assert wire.account.there() == ([] if choice is Answer.APPLY else [id])
    assert office.record(record).life == ("trash" if choice is Answer.APPLY else "live")
    other, there = known(office, wire, last_name="Roux")
    office.delete(other)
    rest(office)
    assert there not in wire.account.there(), "what is deleted from now on is ordinary"


def test_a_deletion_that_was_sent_since_the_backup_is_no_question(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    office.delete(record)
    back = backed_up(office)
    office.settle()
    back()
    rest(office)
    assert (wire.account.there(), office.record(record).life) == ([], "trash")
    assert not office.read(reviews.all_open)


@pytest.mark.parametrize(("behaviour", "before"), [(UNKEYED, True), (Behaviour(), True), (Behaviour(), False)])
def test_what_was_made_since_the_backup_is_one_in_both_accounts(
    office: Office, behaviour: Behaviour, before: bool
) -> None:
    """Typed ``before`` it was made, or after; then it comes from both accounts as somebody new."""
    wires = [office.connect(name, behaviour=behaviour) for name in ("a", "b")]
    office.settle()
    if before:
        typed(office)
    back = backed_up(office)
    if not before:
        typed(office)
    office.settle()
    back()
    rest(office)
    assert [there(wire) for wire in wires] == [{"companies": 1, "people": 1, "notes": 1}] * 2
