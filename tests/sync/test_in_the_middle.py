"""What happens in the middle of a send: edits, deletions, rows that move, answers that say less or something else."""

from __future__ import annotations

from functools import partial

import pytest

from crmdesk.domain.errors import (
    OutcomeUnknown,
    RecordRefused,
)
from crmdesk.providers.base import Done, Refused
from crmdesk.providers.memory_account import US, Behaviour, Rewriting
from crmdesk.store import editing, links
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import known, rest, someone, writes

LOST = OutcomeUnknown("no_answer", endpoint="x")


@pytest.mark.parametrize("answered", [True, False])
def test_what_is_typed_while_a_send_is_under_way_stays_to_be_sent(office: Office, answered: bool) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.on("update", lambda: office.meanwhile(lambda unit: editing.edit(unit, record, {"city": "Brest"})))
    if not answered:
        wire.lost_after("update", LOST)
    office.synced()
    assert (wire.account.value(id, "city"), office.value(record, "city")) == ("Nantes", "Brest")
    assert office.link(record).dirty
    rest(office)
    assert wire.account.value(id, "city") == "Brest"


def test_what_is_typed_while_a_creation_is_under_way_stays_to_be_sent(office: Office) -> None:
    wire = office.connect()
    record = someone(office)
    wire.on("create", lambda: office.meanwhile(lambda unit: editing.edit(unit, record, {"city": "Brest"})))
    office.synced()
    rest(office)
    assert wire.account.value(wire.account.there()[0], "city") == "Brest"


def test_a_record_deleted_while_it_is_made_there_is_deleted_there(office: Office) -> None:
    wire = office.connect()
    record = someone(office)
    wire.on("create", lambda: office.meanwhile(lambda unit: editing.delete(unit, record)))
    office.synced()
    rest(office)
    assert (wire.account.there(), office.record(record).life) == ([], "trash")


def test_a_row_that_moves_before_it_is_written_is_reconciled_first(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes", first_name="Ann")
    wire.on("fetch", lambda: wire.account.edit(PEOPLE, id, {"city": "Rennes", "job_title": "Notaire"}))
    office.synced()
    assert wire.account.value(id, "city") == "Rennes"
    assert office.conflict(record).field == "city"
    assert (wire.account.value(id, "first_name"), office.value(record, "job_title")) == ("Ann", "Notaire")
    rest(office)


def test_a_row_that_always_moves_is_left_for_the_next_run(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    for place in range(10):
        wire.on("fetch", partial(wire.account.edit, PEOPLE, id, {"job_title": f"Notaire {place}"}))
    office.synced()
    assert writes(wire, "update") == 0
    wire.calm()
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"


def test_a_vendor_that_stores_something_else_says_so_once(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(rewriting=Rewriting.TRUNCATE))
    record, _ = known(office, wire)
    office.edit(record, city="Saint-Germain-en-Laye")
    assert office.synced()["notices"] == 1
    (notice,) = office.sql("SELECT field, key FROM notice")
    assert tuple(notice) == ("city", "stored_otherwise")
    assert office.value(record, "city") == "Saint-Germain-en-Laye"
    rest(office)


def test_an_answer_without_a_row_counts_as_what_was_sent(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.after("update", lambda outcomes: [Done(None) for _ in outcomes])
    office.synced()
    assert office.link(record).bases["city"] == ("Nantes", "Nantes")
    assert wire.account.value(id, "city") == "Nantes"
    rest(office)


def test_a_creation_answered_without_a_row_is_in_doubt(office: Office) -> None:
    wire = office.connect()
    record = someone(office)
    wire.after("create", lambda outcomes: [Done(None) for _ in outcomes])
    office.synced()
    rest(office)
    assert (len(wire.account.there()), office.link(record).state) == (1, links.ACTIVE)


def test_only_what_changed_is_sent(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire, first_name="Marc")
    office.edit(record, city="Nantes")
    office.synced()
    assert [each.field for each in wire.account.written if each.by == US] == ["city"]


def test_a_refusal_of_a_whole_batch_is_told_for_each(office: Office) -> None:
    wire = office.connect()
    made = [office.new(last_name=name) for name in ("A", "B")]
    wire.after("create", lambda _: [Refused(RecordRefused("required", remote_field="nothing")) for _ in made])
    for row in wire.account.there():
        wire.account.delete(PEOPLE, row)
    office.synced()
    assert sorted(office.problems()) == sorted((record, "required", None) for record in made)


def test_a_field_that_is_not_mapped_holds_no_condition_up(office: Office) -> None:
    """A vendor's own workflow gives the row another version, and nothing that its link knows has changed."""
    wire = office.connect(behaviour=Behaviour(guarded=True))
    wire.hidden.add("sector")
    record, id = known(office, wire)
    wire.account.edit(PEOPLE, id, {"sector": "Centre"})
    office.synced()
    office.edit(record, city="Nantes")
    office.synced()
    assert not office.problems()
    assert wire.account.value(id, "city") == "Nantes"


def test_a_colleague_between_reading_and_writing_costs_one_run(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(guarded=True))
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.on("update", lambda: wire.account.edit(PEOPLE, id, {"first_name": "Zoe"}))
    office.synced()
    assert not office.problems()
    office.synced()
    assert (office.value(record, "first_name"), wire.account.value(id, "city")) == ("Zoe", "Nantes")
    rest(office)
