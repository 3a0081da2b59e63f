"""Creations that carry no key: whose row is taken over, and when a person is asked which one it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import Behaviour
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest, writes

LINE, ANN, MARC = "+33140112233", "ann@example.org", "marc@example.org"


def keyless(office: Office) -> Wire:
    return office.connect(behaviour=Behaviour(keyed=False), only=(PEOPLE,))


def row(first: str, last: str, email: str | None = None, phone: str | None = LINE) -> Mapping[str, Any]:
    """A row as a colleague enters it."""
    emails = None if email is None else {"email": email, "more_emails": None}
    phones = None if phone is None else {"phone": phone, "mobile": None}
    return {"first_name": first, "last_name": last, "emails": emails, "phones": phones}


def entered(wire: Wire, *rows: Mapping[str, Any]) -> None:
    """Rows that a colleague enters after the pull and before the search."""

    def enter() -> None:
        for fields in rows:
            wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD)

    wire.on("find", enter)


def ann(office: Office, *emails: str, phone: str | None = LINE) -> str:
    """Ann, as she is typed here."""
    values: dict[str, Any] = {"first_name": "Ann", "last_name": "Martin"}
    if emails:
        values["emails"] = [{"value": each, "primary": at == 0} for at, each in enumerate(emails)]
    if phone is not None:
        values["phones"] = [{"value": phone, "primary": True}]
    return office.new(**values)


@pytest.mark.parametrize(
    ("there", "emails"),
    [
        (row("Marc", "Martin"), (ANN,)),  # the same landline
        (row("Ann", "Martin", MARC), (ANN,)),  # a namesake on it
        (row("Ann", "Martin", phone=None), (ANN,)),  # a namesake
        (row("Marc", "Martin", "info@example.org", phone=None), ("info@example.org",)),  # the same desk
    ],
)
def test_whoever_may_be_another_person_is_not_taken_over(
    office: Office, there: Mapping[str, Any], emails: tuple[str, ...]
) -> None:
    wire = keyless(office)
    record = ann(office, *emails)
    entered(wire, there)
    office.synced()
    office.settle()
    assert writes(wire, "create") == 1
    assert len({office.record_of(id) for id in wire.account.there()} - {record}) == 1
    assert office.value(record, "first_name") == "Ann"
    rest(office)


@pytest.mark.parametrize(
    ("there", "emails"),
    [
        (row("A.", "M.", ANN, phone=None), (ANN,)),
        (row("ann", "MARTIN"), (ANN,)),
        (row("Ann", "Martin", "info@example.org"), ("contact@example.org",)),
    ],
)
def test_the_same_person_is_taken_over(office: Office, there: Mapping[str, Any], emails: tuple[str, ...]) -> None:
    wire = keyless(office)
    record = ann(office, *emails)
    entered(wire, there)
    office.synced()
    assert writes(wire, "create") == 0
    assert [office.record_of(id) for id in wire.account.there()] == [record]
    rest(office)


def test_nothing_is_looked_for_that_could_not_be_taken(office: Office) -> None:
    wire = keyless(office)
    ann(office, "info@example.org", phone=None)
    office.synced()
    assert writes(wire, "find") == 0
    rest(office)


def test_of_several_equally_alike_a_person_is_asked_which_one(office: Office) -> None:
    wire = keyless(office)
    record = ann(office, ANN)
    entered(wire, row("Ann", "Martin", ANN), row("Ann", "Martin", ANN))
    office.synced()
    assert office.problems() == [(record, "several_rows_fit", None)]
    assert office.sql("SELECT json_extract(data, '$.count') AS n FROM problem")[0].n == 2
    for _ in range(3):
        office.clock.tick(7200)
        office.synced()
    assert writes(wire, "create") == 0, "it is asked until it is solved"
    office.edit(record, emails=[{"value": "ann.m@example.org", "primary": True}])
    office.synced()
    assert writes(wire, "create") == 1
    assert {key for _, key, _ in office.problems()} == {"perhaps_the_same"}, "the two rows may still be one person"
    rest(office)


def test_a_record_that_turns_out_to_be_one_of_them_is_deleted_here(office: Office) -> None:
    wire = keyless(office)
    record = ann(office, ANN)
    entered(wire, row("Ann", "Martin", ANN), row("Ann", "Martin", ANN))
    office.synced()
    office.delete(record)
    rest(office)
    assert (writes(wire, "create"), len(wire.account.there())) == (0, 2)
    assert office.problems() == []


def test_the_more_alike_of_two_is_taken(office: Office) -> None:
    wire = keyless(office)
    record = ann(office, ANN)
    entered(wire, row("Marc", "Martin", ANN), row("Ann", "Martin", ANN))
    office.synced()
    office.settle()
    (mine,) = [id for id in wire.account.there() if office.record_of(id) == record]
    assert wire.account.value(mine, "first_name") == "Ann"
    assert writes(wire, "create") == 0


def test_two_records_do_not_take_the_same_row(office: Office) -> None:
    wire = keyless(office)
    records = [ann(office, ANN), ann(office, ANN)]
    entered(wire, row("Ann", "Martin", ANN))
    office.synced()
    office.settle()
    assert len({office.link(record).remote_id for record in records}) == 2


def test_somebody_elses_row_is_not_what_a_lost_creation_made(office: Office) -> None:
    """Half of what was sent and the name are there, but the e-mail is another's."""
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=60_000), only=(PEOPLE,))
    wire.capable(authorship=False)
    record = ann(office, ANN)
    wire.fails("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.sync()
    namesake = wire.account.edit(PEOPLE, None, row("Ann", "Martin", MARC), kind=Kind.LEAD)
    for _ in range(16):
        office.clock.tick(20)
        office.synced()
    assert office.record_of(namesake) != record
    rest(office)
