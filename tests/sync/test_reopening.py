"""References to somebody whose row comes, comes back or is made anew: the account is told of them then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import links
from crmdesk.sync import guards
from tests.sync.counting import statements
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest

ADDRESS = {"email": "durand@example.org", "more_emails": None}
FEW, MANY, SLACK = 3, 60, 12
"""Records of the two runs that are compared, and the statements that the larger one may cost more (further chunks)."""


def about(office: Office, wire: Wire, note: str, name: str = "a") -> list[Any]:
    """The rows that a note is about at an account."""
    row = office.link(note, object="notes", name=name).remote_id or ""
    return wire.account.value(row, "about", object="notes") or []


def row_of(office: Office, record: str, name: str = "a") -> list[str]:
    """The row of a person at an account, as references have it."""
    return [PEOPLE, office.link(record, name=name).remote_id or ""]


@pytest.mark.parametrize("early", [True, False], ids=["before the row is gone", "while a person is asked"])
def test_a_row_that_is_made_anew_is_referred_to_again(office: Office, early: bool) -> None:
    wire = office.connect(only=(PEOPLE, "notes"))
    record, id = known(office, wire)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record] if early else None)
    office.synced()
    office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, id)
    office.synced()
    if not early:
        office.edit(note, about=[record])
        office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    rest(office)
    assert row_of(office, record) != [PEOPLE, id]
    assert row_of(office, record) in about(office, wire, note)
    assert office.value(note, "about") == [record]


def test_a_single_reference_names_the_new_row_alone(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Durand et fils")
    person = office.new(last_name="Durand", company=company)
    rest(office)
    office.delete(company)
    rest(office)
    office.restore(company)
    rest(office)
    row = office.link(company, object="companies").remote_id
    assert wire.account.value(row_of(office, person)[1], "company") == [["companies", row]]


@pytest.mark.parametrize("keyed", [True, False])
def test_a_row_that_is_taken_over_is_referred_to(office: Office, keyed: bool) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=keyed), only=(PEOPLE, "notes"))
    record, id = known(office, wire, emails=ADDRESS)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record])
    office.synced()
    office.delete(record)
    rest(office)
    office.restore(record)
    other = {"last_name": "Durand", "emails": ADDRESS}
    wire.on("find", lambda: wire.account.edit(PEOPLE, None, other, kind=Kind.LEAD))
    rest(office)
    assert row_of(office, record) != [PEOPLE, id]
    assert row_of(office, record) in about(office, wire, note)


def test_a_row_that_is_entered_later_is_referred_to(office: Office) -> None:
    first, second = office.connect("a"), office.connect("b")
    record, _ = known(office, first, emails=ADDRESS)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record])
    rest(office)
    assert about(office, second, note, "b") == []
    second.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": ADDRESS}, kind=Kind.LEAD)
    rest(office)
    assert about(office, second, note, "b") == [row_of(office, record, "b")]


def test_a_row_that_comes_back_is_referred_to(office: Office) -> None:
    office.connect("a")
    second = office.connect("b")
    record = office.new(last_name="Durand")
    note = office.new(Kind.NOTE, body="Rappeler")
    rest(office)
    row = row_of(office, record, "b")
    second.account.delete(*row)
    rest(office)
    assert office.link(record, name="b").state == links.GONE
    office.edit(note, about=[record])
    rest(office)
    assert about(office, second, note, "b") == []
    second.account.restore(*row)
    rest(office)
    assert about(office, second, note, "b") == [row]


def test_a_reference_that_was_taken_away_meanwhile_stays_away(office: Office) -> None:
    wire = office.connect(only=(PEOPLE, "notes"))
    record, _ = known(office, wire)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record])
    rest(office)
    office.delete(record)
    rest(office)
    office.restore(record)
    office.edit(note, about=None)
    rest(office)
    assert row_of(office, record) not in about(office, wire, note)


def cost(folder: Path, count: int) -> int:
    """Statements of the run that makes rows anew, each with a note about it."""
    with Office(folder) as office:
        office.connect(only=(PEOPLE, "notes"))
        made = [office.new(last_name=f"Martin {n}") for n in range(count)]
        for record in made:
            office.new(Kind.NOTE, body="Rappeler", about=[record])
        rest(office)
        for record in made:
            office.delete(record)
        rest(office)
        for record in made:
            office.restore(record)
        with statements() as seen:
            office.synced()
        return len(seen)


def test_many_references_cost_hardly_more_statements_than_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "FEW", 10 * MANY)
    monkeypatch.setattr(guards, "WHOLE", 10 * MANY)
    few, many = cost(tmp_path / "few", FEW), cost(tmp_path / "many", MANY)
    assert many - few <= SLACK, f"{few} statements for {FEW} records, {many} for {MANY}"
