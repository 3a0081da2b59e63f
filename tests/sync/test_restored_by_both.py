"""Somebody is wanted again here, and a colleague takes the row out of the bin before another was made: it is the same one."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store.queries import doctor
from crmdesk.store.records import LIVE, MERGED
from tests.sync import invariants
from tests.sync.kit import PEOPLE, Office, Wire

pytestmark = pytest.mark.thorough


def known(office: Office, wire: Wire) -> tuple[str, str]:
    """A person whom a colleague has made: record and row. Such a row carries no key of ours."""
    row = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Nantes"})
    office.settle()
    return office.record_of(row), row


def rests(office: Office, wire: Wire, record: str, row: str) -> None:
    """They are one, and everything typed arrives."""
    office.settle()
    assert wire.account.there() == [row]
    assert (office.record(record).life, office.record_of(row)) == (LIVE, record)
    office.edit(record, job_title="Notaire")
    office.settle()
    assert wire.account.value(row, "job_title") == "Notaire"
    assert office.sql("SELECT count(*) AS many FROM lead WHERE life <> 'merged'")[0].many == 1
    assert office.read(doctor.violations) == []
    invariants.check(office)


@pytest.mark.parametrize("keyed", [True, False])
def test_restored_here_and_there(office: Office, *, keyed: bool) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=keyed), only=(PEOPLE,))
    record, row = known(office, wire)
    office.delete(record)
    office.settle()
    assert wire.account.there() == []
    office.restore(record)
    wire.account.restore(PEOPLE, row)
    rests(office, wire, record, row)


def test_kept_here_and_taken_back_there(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, row = known(office, wire)
    office.edit(record, city="Brest")
    wire.account.delete(PEOPLE, row)
    office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    wire.account.restore(PEOPLE, row)
    office.synced()
    asked = office.conflicts(record)
    assert set(asked) == {"city"}  # nothing is agreed on with a row that was gone
    office.resolve(asked["city"], Keep.COMPUTER)
    rests(office, wire, record, row)
    assert wire.account.value(row, "city") == "Brest"


def test_what_a_colleague_changed_in_it_is_asked_about(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, row = known(office, wire)
    office.delete(record)
    office.settle()
    office.restore(record)
    wire.account.restore(PEOPLE, row)
    wire.account.edit(PEOPLE, row, {"city": "Lille"})
    office.synced()
    office.resolve(office.conflict(record), Keep.ACCOUNT)
    rests(office, wire, record, row)
    assert office.value(record, "city") == "Lille"


@pytest.mark.parametrize("made", [False, True])
def test_an_index_that_lags_behind_takes_nobody_out_of_the_bin(office: Office, *, made: bool) -> None:
    """Whoever was restored here went into the trash again with a row that was gone, or somebody else was made of that."""
    wire = office.connect(only=(PEOPLE,))
    record, row = known(office, wire)
    office.delete(record)
    office.settle()
    office.restore(record)
    if made:
        office.synced()
    wire.account.restore(PEOPLE, row)  # the feed shows it once more; whoever asks for it hears that it is gone
    wire.on("fetch people", lambda: wire.account.delete(PEOPLE, row))
    office.synced()
    wire.account.delete(PEOPLE, row)
    office.settle()
    (anew,) = wire.account.there()
    rests(office, wire, record, anew)


@pytest.mark.parametrize("made", [False, True])
def test_who_was_deleted_here_once_more_lives_again_with_the_row_that_is_taken_back_there(
    office: Office, *, made: bool
) -> None:
    """Somebody new was made of the row, and whoever restored the record here made a second one of it there."""
    wire = office.connect(only=(PEOPLE,))
    record, row = known(office, wire)
    office.edit(record, job_title="Notaire")
    office.delete(record)
    office.settle()
    office.restore(record)
    if made:
        office.settle()
    office.delete(record)
    if made:
        office.settle()
    wire.account.restore(PEOPLE, row)
    rests(office, wire, record, row)


@pytest.mark.parametrize("wanted", [False, True])
def test_a_row_made_anew_on_another_computer_and_the_one_before_it_are_two(office: Office, *, wanted: bool) -> None:
    """One of them was known to nobody until a sweep found it."""
    wire = office.connect(only=(PEOPLE,))
    record, row = known(office, wire)
    office.delete(record)
    office.settle()
    if wanted:
        office.restore(record)
    else:
        wire.account.restore(PEOPLE, row)
    anew = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Nantes"})
    wire.account.rows[PEOPLE][anew].key = record
    wire.account.keys[record] = wire.account.rows[PEOPLE][anew]
    if wanted:
        wire.account.restore(PEOPLE, row)
    office.settle()
    assert {office.record_of(row), office.record_of(anew)} > {record}


def test_whoever_is_merged_into_a_row_that_is_taken_out_of_the_bin_becomes_part_of_its_record(office: Office) -> None:
    """The record of the one that was merged had the row, and the other one was made once more."""
    wire = office.connect(only=(PEOPLE,))
    record, row = known(office, wire)
    other = wire.account.edit(PEOPLE, None, {"last_name": "Martin"})
    office.settle()
    merged = office.record_of(other)
    office.delete(record)
    office.settle()
    office.restore(record)
    wire.account.restore(PEOPLE, row)
    wire.account.merge(PEOPLE, row, other)
    rests(office, wire, record, row)
    assert office.record(merged).life == MERGED
