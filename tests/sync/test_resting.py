"""What was typed a moment ago is left alone by the schedule: it can be taken back as if it had never been."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.events import RunStatus
from tests.sync.kit import PEOPLE, Office
from tests.sync.test_both_ways import contested, person

REST_S = 10.0


def scheduled(office: Office) -> int:
    """How many records a run of the schedule sends."""
    office.clock.tick()
    report = office.run(replace(office.run_of("a"), rest_s=REST_S).execute())
    assert report.status is RunStatus.DONE
    return report.counts["pushed"]


def test_an_edit_rests_before_the_schedule_sends_it(office: Office) -> None:
    wire = office.connect()
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    assert scheduled(office) == 0
    assert wire.account.value(id, "city") == "Lyon"
    office.clock.tick(REST_S)
    assert scheduled(office) == 1


def test_only_what_was_just_typed_rests(office: Office) -> None:
    wire = office.connect()
    first, second = person(wire), person(wire)
    office.synced()
    office.edit(office.record_of(first), city="Nantes")
    office.clock.tick(REST_S)
    office.edit(office.record_of(second), city="Brest")
    assert scheduled(office) == 1
    assert (wire.account.value(first, "city"), wire.account.value(second, "city")) == ("Nantes", "Lyon")


def test_what_a_colleague_writes_meanwhile_comes_in(office: Office) -> None:
    wire = office.connect()
    id = person(wire)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"job_title": "Notaire"})
    assert scheduled(office) == 0
    assert office.value(record, "job_title") == "Notaire"


def test_a_decision_that_rests_is_taken_back_as_if_it_had_never_been(office: Office) -> None:
    wire = office.connect()
    record, id = contested(office, wire)
    before = office.conflict(record)
    change = office.resolve(before, Keep.COMPUTER)
    assert scheduled(office) == 0
    office.undo(change)
    assert office.conflict(record) == before
    assert wire.account.value(id, "city") == "Rennes"
