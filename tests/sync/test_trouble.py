"""What goes wrong on the wire: lost answers, refusals, faults of a whole call."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from crmdesk.domain.errors import (
    CrmdeskError,
    OutcomeUnknown,
    PermissionLost,
    RateLimited,
    Unreachable,
    VendorNonsense,
)
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Unknown
from crmdesk.providers.memory_account import US, Behaviour, Rewriting
from crmdesk.store import editing, links
from tests.sync.invariants import check
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest, someone, writes

LOST = OutcomeUnknown("no_answer", endpoint="x")
FAULTS: dict[str, CrmdeskError] = {
    "unreachable": Unreachable("unreachable", host="memory"),
    "limited": RateLimited("rate_limited", retry_after_s=5.0),
    "unknown": LOST,
    "nonsense": VendorNonsense("vendor_nonsense", endpoint="x"),
}


# -- updates whose outcome is unknown ------------------------------------------------------------------------------------


@pytest.mark.parametrize("landed", [True, False])
def test_an_update_without_an_answer_is_found_out_by_reading(office: Office, landed: bool) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    if landed:
        wire.lost_after("update", LOST)
    else:
        wire.fails("update", LOST)
    office.synced()
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"
    assert writes(wire, "update") == (1 if landed else 2)
    assert not office.conflicts(record)


def test_an_update_that_landed_and_was_changed_since_takes_the_newer_value(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes", first_name="Ann")
    wire.lost_after("update", LOST)
    wire.on("fetch", lambda: None)
    wire.on("fetch", lambda: wire.account.edit(PEOPLE, id, {"city": "Rennes"}))
    office.synced()
    assert wire.account.value(id, "city") == "Rennes"
    assert office.conflict(record).field == "city"
    assert office.value(record, "city") == "Nantes"
    rest(office)
    assert wire.account.value(id, "first_name") == "Ann"


@pytest.mark.parametrize("authorship", [True, False])
def test_an_update_that_landed_rewritten_is_ours_where_the_vendor_says_so(office: Office, authorship: bool) -> None:
    wire = office.connect(behaviour=Behaviour(rewriting=Rewriting.TRUNCATE))
    wire.capable(authorship=authorship)
    record, _ = known(office, wire)
    office.edit(record, city="Saint-Germain-en-Laye")
    wire.lost_after("update", LOST)
    office.synced()
    assert bool(office.conflicts(record)) is not authorship
    assert office.value(record, "city") == "Saint-Germain-en-Laye"
    office.settle()
    check(office)


def test_a_record_deleted_while_its_update_is_in_doubt_is_still_deleted_there(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    office.edit(record, city="Nantes")
    wire.lost_after("update", LOST)
    wire.on("fetch", lambda: None)
    wire.fails("fetch", Unreachable("unreachable", host="memory"))
    office.sync()
    assert office.intents() == [("update", "uncertain")]
    office.delete(record)
    rest(office)
    assert wire.account.there() == []


def test_a_deletion_without_an_answer_is_found_out_by_reading(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    office.delete(record)
    wire.lost_after("delete", LOST)
    office.synced()
    rest(office)
    assert (wire.account.there(), office.link(record).state) == ([], links.GONE)
    assert writes(wire, "delete") == 1


def test_restored_while_its_deletion_is_in_doubt_it_is_made_again(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    office.delete(record)
    wire.on("delete", lambda: office.meanwhile(lambda unit: editing.restore(unit, record)))
    wire.lost_after("delete", LOST)
    office.synced()
    rest(office)
    assert (len(wire.account.there()), office.record(record).life) == (1, "live")


# -- creations whose outcome is unknown ----------------------------------------------------------------------------------


@pytest.mark.parametrize("landed", [True, False])
def test_a_keyed_creation_without_an_answer_is_repeated_and_makes_one_row(office: Office, landed: bool) -> None:
    wire = office.connect()
    record = office.new(last_name="Martin", city="Lille")
    if landed:
        wire.lost_after("create", LOST)
    else:
        wire.fails("create", LOST)
    office.synced()
    rest(office)
    assert len(wire.account.there()) == 1
    assert office.link(record).state == links.ACTIVE


def test_a_colleagues_change_to_a_row_in_doubt_is_not_taken_for_our_own(office: Office) -> None:
    wire = office.connect()
    record = office.new(last_name="Martin", city="Lille")

    def lose(outcomes: Sequence[Any]) -> Sequence[Any]:
        wire.account.edit(PEOPLE, outcomes[0].record.id, {"city": "Lens"})
        return [Unknown(LOST) for _ in outcomes]

    wire.after("create", lose)
    office.synced()
    (id,) = wire.account.there()
    assert wire.account.value(id, "city") == "Lens"
    assert {name: each.accounts[0].value for name, each in office.conflicts(record).items()} == {"city": "Lens"}
    assert not [each for each in office.link(record).bases.items() if each == ("city", ("Lille", "Lens"))]
    rest(office)


LAG_S = 60.0


def keyless(office: Office, lag_s: float = LAG_S) -> Wire:
    return office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=int(lag_s * 1000)))


def test_a_keyless_creation_that_landed_is_found_once_the_search_knows_it(office: Office) -> None:
    wire = keyless(office)
    record = someone(office)
    wire.lost_after("create", LOST)
    for _ in range(8):
        office.synced()
        office.clock.tick(20)
    rest(office)
    assert (len(wire.account.there()), writes(wire, "create")) == (1, 1)
    assert office.link(record).state == links.ACTIVE


def test_a_keyless_creation_that_did_not_land_is_sent_again_after_a_while(office: Office) -> None:
    wire = keyless(office)
    record = someone(office)
    wire.fails("create", LOST)
    office.synced()
    assert office.intents() == [("create", "uncertain")]
    for _ in range(16):
        office.clock.tick(20)
        office.synced()
    office.clock.tick(120)
    rest(office)
    assert (len(wire.account.there()), writes(wire, "create")) == (1, 2)
    assert office.link(record).state == links.ACTIVE


def test_a_keyless_creation_may_be_seen_by_the_pull_first(office: Office) -> None:
    wire = keyless(office)
    record = someone(office)
    wire.lost_after("create", LOST)
    office.synced()
    office.edit(record, first_name="Ann")
    office.clock.tick(LAG_S + 1)
    wire.fails("find", Unreachable("unreachable", host="memory"))
    office.sync()
    office.settle()
    assert [office.record_of(id) for id in wire.account.there()] == [record]
    office.clock.tick(LAG_S + 1)
    rest(office)
    assert writes(wire, "create") == 1
    assert wire.account.value(wire.account.there()[0], "first_name") == "Ann"


def test_a_keyless_creation_is_known_again_although_the_vendor_rewrote_it(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=60_000, rewriting=Rewriting.TRUNCATE))
    record = office.new(last_name="Martin", street="12 rue de la Paix", city="Lille", postal_code="59000")
    stranger = wire.account.edit(PEOPLE, None, {"last_name": "Martin", "city": "Lille"}, kind=Kind.LEAD)
    wire.lost_after("create", LOST)
    for _ in range(8):
        office.synced()
        office.clock.tick(20)
    assert writes(wire, "create") == 1
    assert [office.record_of(id) == record for id in wire.account.there()] == [
        id != stranger for id in wire.account.there()
    ]
    assert set(office.conflicts(record)) <= {"street"}
    office.settle()


def test_two_rows_that_may_be_ours_are_told(office: Office) -> None:
    wire = keyless(office)
    record = someone(office)
    wire.lost_after("create", LOST)
    office.synced()
    wire.account.edit(PEOPLE, None, dict(wire.account.rows[PEOPLE]["1"].fields), kind=Kind.LEAD)
    wire.fails("pull", LOST)
    office.clock.tick(LAG_S + 1)
    office.sync()
    assert (record, "created_twice", None) in office.problems()
    office.settle()
    assert sorted(office.record_of(id) == record for id in wire.account.there()) == [False, True]


def test_of_two_rows_that_may_be_ours_the_older_one_is_the_records(office: Office) -> None:
    wire = keyless(office)
    record = someone(office)
    wire.lost_after("create", LOST)
    office.synced()
    (older,) = wire.account.there()
    wire.account.edit(PEOPLE, None, dict(wire.account.rows[PEOPLE][older].fields), kind=Kind.LEAD, by=US)
    wire.fails("pull", LOST)
    office.clock.tick(LAG_S + 1)
    office.sync()
    assert (record, "created_twice", None) in office.problems()
    office.settle()
    assert office.record_of(older) == record


@pytest.mark.parametrize("how", ["deleted", "merged"])
def test_two_rows_that_may_be_ours_are_told_until_one_of_them_is_gone(office: Office, how: str) -> None:
    wire = keyless(office)
    record = someone(office)
    wire.lost_after("create", LOST)
    office.synced()
    (mine,) = wire.account.there()
    surplus = wire.account.edit(PEOPLE, None, dict(wire.account.rows[PEOPLE][mine].fields), kind=Kind.LEAD, by=US)
    office.clock.tick(LAG_S + 1)
    office.settle()
    told = {key for id, key, _ in office.problems() if id == record}
    assert told == {"created_twice", "possible_copy"}
    office.edit(record, city="Lens")
    office.settle()
    assert {key for id, key, _ in office.problems() if id == record} == told, "an edit ends nothing: both are there"
    if how == "deleted":
        wire.account.delete(PEOPLE, surplus)
    else:
        wire.account.merge(PEOPLE, mine, surplus)
    office.clock.tick(LAG_S + 1)
    office.settle()
    assert office.problems() == []


def test_a_free_row_of_the_same_address_is_taken_over(office: Office) -> None:
    wire = keyless(office, lag_s=0)
    record = someone(office)
    address = {"email": "m@example.org", "more_emails": None}
    fields = {"last_name": "MARTIN", "emails": address, "city": "Lens", "job_title": "Notaire"}
    wire.on("find", lambda: wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD))
    office.synced()
    assert writes(wire, "create") == 0
    (id,) = wire.account.there()
    assert office.record_of(id) == record
    assert office.value(record, "job_title") == "Notaire"
    assert set(office.conflicts(record)) == {"city"}
    rest(office)


def test_a_row_that_has_a_record_is_never_taken_over(office: Office) -> None:
    wire = keyless(office, lag_s=0)
    first, _ = known(office, wire, emails={"email": "m@example.org", "more_emails": None})
    record = someone(office)
    office.synced()
    assert len({office.link(first).remote_id, office.link(record).remote_id}) == 2
    rest(office)


# -- faults of a whole call ----------------------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("place", ["pull people", "fetch people", "update people", "create people", "delete people"])
def test_a_fault_anywhere_loses_nothing(office: Office, place: str, fault: str) -> None:
    wire = office.connect()
    edited, edited_id = known(office, wire)
    deleted, _ = known(office, wire)
    office.edit(edited, city="Nantes")
    office.delete(deleted)
    made = someone(office)
    wire.fails(place, FAULTS[fault])
    report = office.sync()
    assert report.status in (RunStatus.FAILED, RunStatus.DONE)
    check(office)
    office.clock.tick(10)
    rest(office)
    assert wire.account.value(edited_id, "city") == "Nantes"
    assert sorted(office.record_of(id) for id in wire.account.there()) == sorted([edited, made])


def test_an_answer_that_makes_no_sense_stays_in_the_list_of_problems_until_a_run_goes_well(office: Office) -> None:
    wire = office.connect()
    wire.fails("pull", FAULTS["nonsense"])
    office.sync()
    assert office.problems() == [(None, "vendor_nonsense", None)]
    office.synced()
    assert office.problems() == []


def test_a_fault_of_the_connection_is_remembered_until_it_works_again(office: Office) -> None:
    wire = office.connect()
    wire.fails("pull", FAULTS["unreachable"])
    report = office.sync()
    assert (report.status, report.error and report.error.key) == (RunStatus.FAILED, "unreachable")
    assert office.sql("SELECT failure FROM connection")[0].failure is not None
    office.synced()
    assert office.sql("SELECT failure FROM connection")[0].failure is None
    assert [row.status for row in office.sql("SELECT status FROM run ORDER BY id")] == ["failed", "done"]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("pull companies", 1),
        ("create companies", 1),
        ("update companies", 1),
        ("fetch companies", 1),
        ("authorship", 0),
    ],
)
def test_what_is_not_allowed_stops_nothing_else(office: Office, place: str, told: int) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Agence")
    record, id = known(office, wire)
    office.new(Kind.COMPANY, name="Cabinet")
    office.edit(company, city="Lyon")
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    made = someone(office)
    wire.fails(place, PermissionLost("no_permission", object="companies"))
    counts = office.synced()
    assert office.conflict(record).field == "city"
    assert office.link(made).state == links.ACTIVE
    assert counts["problems"] == told
    assert len(office.sql("SELECT 1 FROM problem WHERE record IS NULL")) == told
    office.clock.tick()
    office.synced()
    assert not office.sql("SELECT 1 FROM problem WHERE record IS NULL")
    rest(office)


def test_all_that_is_not_allowed_is_told_with_all_that_the_access_lacks(office: Office) -> None:
    wire = office.connect()
    known(office, wire)
    office.new(Kind.COMPANY, name="Agence")
    wire.fails("pull deals", PermissionLost("not_allowed", lacking="deals:full", vendor_words="no"))
    wire.fails("pull notes", PermissionLost("not_allowed", lacking="notes:full, deals:full", vendor_words="no"))
    wire.fails("create companies", PermissionLost("not_allowed", lacking="", vendor_words="no"))
    assert office.synced()["problems"] == 3
    (row,) = office.sql("SELECT data FROM problem WHERE record IS NULL")
    told = json.loads(row.data)
    assert (told["objects"], told["lacking"]) == ("deals, notes, companies", "deals:full, notes:full")


def test_an_object_in_doubt_that_may_not_be_read_holds_up_no_other(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Agence")
    office.synced()
    office.edit(company, city="Lyon")
    wire.lost_after("update companies", LOST)
    wire.on("fetch companies", lambda: None)
    wire.fails("fetch companies", PermissionLost("no_permission"), times=2)
    office.synced()
    made = someone(office)
    office.synced()
    assert office.link(made).state == links.ACTIVE
    rest(office)
    assert wire.account.value("1", "city", object="companies") == "Lyon"


def test_a_full_disk_loses_nothing(office: Office) -> None:
    """Neither what was read nor what was typed: once there is room again, the next run goes on."""
    wire = office.connect()
    record, id = known(office, wire)
    for number in range(300):
        wire.account.edit(PEOPLE, None, {"last_name": f"Martin {number}", "city": "Lille" * 20}, kind=Kind.LEAD)
    office.edit(record, city="Nantes")
    (pages,) = office.sql("PRAGMA page_count")[0]
    office.sql(f"PRAGMA max_page_count = {pages + 10}")
    report = office.sync()
    assert report.error is not None
    assert report.error.key == "disk_full"
    check(office)
    office.reopen()
    rest(office)
    assert len(office.sql("SELECT id FROM lead")) == 301
    assert wire.account.value(id, "city") == "Nantes"
