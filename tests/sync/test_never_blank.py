"""What an account requires: a blank here is kept here, whoever made it, and never sent only to be refused."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import RecordRefused
from crmdesk.domain.kinds import Kind
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire


@pytest.fixture
def wire(office: Office) -> Wire:
    found = office.connect()
    found.chosen["city"] = {"clearable": False}
    return found


def notices(office: Office) -> list[tuple[str, str]]:
    return [tuple(each) for each in office.sql("SELECT field, key FROM notice")]


def test_a_blank_stays_here(office: Office, wire: Wire) -> None:
    row = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(row)
    office.edit(record, city=None, first_name="Ann")
    office.settle()
    assert (wire.account.value(row, "city"), wire.account.value(row, "first_name")) == ("Lyon", "Ann")
    assert office.value(record, "city") is None
    assert notices(office) == [("city", "never_blank_there")]
    assert office.synced()["pushed"] == 0
    check_at_rest(office)
    office.edit(record, city="Paris")
    office.settle()
    assert wire.account.value(row, "city") == "Paris"
    check_at_rest(office)


def test_a_decision_for_a_blank_stays_here(office: Office, wire: Wire) -> None:
    """Kept as it is on this computer: the account would refuse to have nothing there."""
    row = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(row)
    office.edit(record, city=None)
    wire.account.edit(PEOPLE, row, {"city": "Nice"})
    wire.fails("update", RecordRefused("value_refused", vendor_words="This value should not be null"))
    office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    assert (office.value(record, "city"), wire.account.value(row, "city")) == (None, "Nice")
    assert (office.problems(), notices(office)) == ([], [("city", "never_blank_there")])
    wire.calm()
    wire.account.edit(PEOPLE, row, {"city": "Brest"})
    office.settle()
    assert office.value(record, "city") == "Brest"
    check_at_rest(office)
