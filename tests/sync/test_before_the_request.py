"""What happens between the look at what is to be sent and the request: the row read again, or looked for, may take its time."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import editing, leases
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.sync import uniting
from crmdesk.sync.run import LEASE_S
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import known, rest, writes

DAY_S = 86_400.0
ADDRESS = [{"value": "zoe@example.org", "label": None, "primary": True}]
RAW_ADDRESS = {"email": "zoe@example.org", "more_emails": None}


def test_a_record_that_is_restored_while_its_deletion_is_verified_keeps_its_row(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.delete(record)
    wire.on("fetch", lambda: office.meanwhile(lambda unit: editing.restore(unit, record)))
    office.synced()
    rest(office)
    assert (wire.account.there(), office.record(record).life) == ([id], "live")
    assert "delete people" not in wire.calls


def test_who_is_united_while_they_are_looked_for_is_not_made(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False))
    there, id = known(office, wire)
    record = office.new(Kind.LEAD, last_name="Autre", emails=ADDRESS)
    wire.on("find", lambda: office.meanwhile(lambda unit: uniting.unite(unit, there, record)))
    office.synced()
    rest(office)
    assert wire.account.there() == [id]
    assert office.record(record).life == "merged"
    assert "zoe@example.org" in str(wire.account.value(id, "emails"))


def test_who_is_deleted_while_they_are_looked_for_is_not_made(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False))
    record = office.new(Kind.LEAD, last_name="Autre", emails=ADDRESS)
    wire.on("find", lambda: office.meanwhile(lambda unit: editing.delete(unit, record)))
    office.synced()
    rest(office)
    assert not wire.account.rows[PEOPLE]


def test_a_row_that_was_found_for_somebody_deleted_meanwhile_is_left_alone(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False))
    record = office.new(Kind.LEAD, last_name="Autre", emails=ADDRESS)

    def a_colleague_enters_them_and_they_are_deleted_here() -> None:
        wire.account.edit(PEOPLE, None, {"last_name": "Autre", "emails": RAW_ADDRESS}, kind=Kind.LEAD)
        office.meanwhile(lambda unit: editing.delete(unit, record))

    wire.on("find", a_colleague_enters_them_and_they_are_deleted_here)
    office.synced()
    rest(office)
    (id,) = wire.account.there()
    assert office.record(record).life == "trash"
    assert office.record(office.record_of(id)).life == "live"
    assert not office.conflicts(record)


@pytest.mark.parametrize("keyed", [True, False])
def test_a_run_whose_place_another_process_has_taken_sends_nothing(office: Office, *, keyed: bool) -> None:
    """As a laptop wakes up, or its clock is put right by a day: the lease has run out, and a scheduled run is quicker."""
    wire = office.connect(behaviour=Behaviour(keyed=keyed))
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    lease = f"{RUN_LEASE}{office.ids['a']}"

    def another_process_begins() -> None:
        office.clock.tick(DAY_S)
        office.meanwhile(lambda unit: leases.acquire(unit, lease, "another process", LEASE_S))

    wire.on("fetch", another_process_begins)
    report = office.sync()
    assert (report.status, report.error and report.error.key) == (RunStatus.BUSY, "run_elsewhere")
    assert writes(wire, "update") == 0
    assert office.sql("SELECT holder FROM lease") == [("another process",)]
    office.write(lambda unit: leases.release(unit, lease, "another process"))
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"


def test_a_run_whose_place_is_taken_while_it_recovers_repeats_nothing_more(office: Office) -> None:
    wire = office.connect()
    for name in ("Martin", "Petit"):
        office.new(last_name=name)
    for _ in range(3):
        wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.sync()
    assert office.intents() == [("create", "uncertain")] * 2
    lease, before = f"{RUN_LEASE}{office.ids['a']}", writes(wire, "create")
    wire.on("create", lambda: office.meanwhile(lambda unit: leases.release_all(unit, ["test"])))
    wire.on("create", lambda: office.meanwhile(lambda unit: leases.acquire(unit, lease, "another process", LEASE_S)))
    report = office.sync()
    assert (report.status, writes(wire, "create") - before) == (RunStatus.BUSY, 1)
    office.write(lambda unit: leases.release(unit, lease, "another process"))
    rest(office)
    assert len(wire.account.there()) == 2
