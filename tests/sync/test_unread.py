"""A feed that cannot be read, time and again: nothing else waits for it."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import CrmdeskError, OutcomeUnknown, VendorNonsense
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import known, rest, someone

NONSENSE = VendorNonsense("answer_truncated", endpoint="companies")
TROUBLE = OutcomeUnknown("server_error", status=500, endpoint="companies")


@pytest.mark.parametrize("error", [NONSENSE, TROUBLE])
def test_an_object_that_cannot_be_read_holds_back_no_other(office: Office, error: CrmdeskError) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    new = wire.account.edit(PEOPLE, None, {"last_name": "Morel"}, kind=Kind.LEAD)
    wire.fails("pull companies", error)
    report = office.sync()
    assert (report.status, report.error) == (RunStatus.FAILED, error)
    assert wire.account.value(id, "city") == "Nantes"
    assert office.value(office.record_of(new), "last_name") == "Morel"
    rest(office)


def test_an_account_of_which_two_objects_cannot_be_read_is_left_alone(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    office.edit(record, city="Nantes")
    wire.fails("pull companies", TROUBLE)
    wire.fails("pull people", TROUBLE)
    wire.calls.clear()
    assert office.sync().status is RunStatus.FAILED
    assert wire.calls == ["pull users", "pull companies", "pull people"]
    rest(office)


def test_nothing_is_sent_before_it_is_known_what_the_account_holds(office: Office) -> None:
    wire = office.connect()
    someone(office)
    wire.fails("pull companies", NONSENSE)
    assert office.sync().status is RunStatus.FAILED
    assert wire.account.there() == []
    rest(office)
    assert len(wire.account.there()) == 1
