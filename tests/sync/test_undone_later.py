"""What is taken back after the record has gone on: it stands on what both sides agree on by now, or is refused."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest, writes


@pytest.fixture
def wire(office: Office) -> Wire:
    return office.connect()


class TestADecisionThatSomebodyStays:
    """They were deleted here and changed by a colleague; a person kept them, and takes that back much later."""

    @pytest.fixture
    def kept(self, office: Office, wire: Wire) -> tuple[str, str, str]:
        """The record, its row, and the change that kept it."""
        record, id = known(office, wire)
        office.delete(record)
        wire.account.edit(PEOPLE, id, {"city": "Lens"})
        office.synced()
        change = office.resolve(office.conflicts(record)[EXISTENCE], Keep.ACCOUNT)
        office.settle()
        return record, id, change

    def test_nothing_that_was_agreed_on_since_is_sent_again(
        self, office: Office, wire: Wire, kept: tuple[str, str, str]
    ) -> None:
        record, id, change = kept
        wire.account.edit(PEOPLE, id, {"city": "Arras"})
        office.settle()
        office.undo(change)
        before = writes(wire, "update")
        office.resolve(office.conflicts(record)[EXISTENCE], Keep.ACCOUNT)
        rest(office)
        assert (office.value(record, "city"), writes(wire, "update")) == ("Arras", before)

    def test_what_was_typed_since_is_sent(self, office: Office, wire: Wire, kept: tuple[str, str, str]) -> None:
        record, id, change = kept
        office.edit(record, city="Nice")
        office.settle()
        office.edit(record, city="Lens")
        office.undo(change)
        office.resolve(office.conflicts(record)[EXISTENCE], Keep.ACCOUNT)
        rest(office)
        assert wire.account.value(id, "city") == "Lens"


class TestWhatOnlyALeadHas:
    """The account has made a client of a lead since: there is no such field to give its value back to."""

    @pytest.fixture
    def lead(self, office: Office, wire: Wire) -> str:
        del wire
        record = office.new(Kind.LEAD, last_name="Durand", rating="warm")
        office.settle()
        return record

    def test_an_edit(self, office: Office, wire: Wire, lead: str) -> None:
        change = office.edit(lead, rating=None)
        self.not_taken_back(office, wire, lead, change)

    def test_a_decision(self, office: Office, wire: Wire, lead: str) -> None:
        office.edit(lead, rating="hot")
        wire.account.edit(PEOPLE, office.link(lead).remote_id, {"rating": None})
        office.synced()
        change = office.resolve(office.conflict(lead), Keep.ACCOUNT)
        self.not_taken_back(office, wire, lead, change)

    def not_taken_back(self, office: Office, wire: Wire, lead: str, change: str) -> None:
        id = office.link(lead).remote_id or ""
        office.settle()
        wire.account.rows[PEOPLE][id].kind = Kind.CONTACT
        wire.account.edit(PEOPLE, id, {"city": "Lyon"})
        office.settle()
        assert office.record(lead).kind is Kind.CONTACT
        with pytest.raises(InvalidInput, match="cannot_undo"):
            office.undo(change)
        rest(office)
