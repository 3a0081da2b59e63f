"""What is taken back after the record has gone on: it stands on what both sides agree on by now, or is refused."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind, Keep
from crmdesk.domain.errors import InvalidInput, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import NotNow
from crmdesk.providers.memory_account import REFUSED_TEXT
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import instead, known, rest, writes


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


class TestAnEditOfSomebodyWhoWasDeletedSince:
    """In the trash nothing is taken back: it was said to be, and could not be once they were restored."""

    def test_is_taken_back_once_they_are_restored(self, office: Office, wire: Wire) -> None:
        record, _ = known(office, wire)
        change = office.edit(record, city="Nantes")
        office.delete(record)
        with pytest.raises(InvalidInput) as caught:
            office.undo(change)
        assert (caught.value.key, caught.value.data) == ("cannot_undo", {"reason": "record_moved", "record": record})
        office.restore(record)
        office.undo(change)
        assert office.value(record, "city") == "Lyon"


class TestADecisionThatTheAccountRefuses:
    """Nothing of it happened there, so that it is taken back as if it had not been sent."""

    def asked(self, office: Office, wire: Wire, city: str) -> tuple[str, str]:
        record, id = known(office, wire)
        office.edit(record, city=city)
        wire.account.edit(PEOPLE, id, {"city": "Brest"})
        office.synced()
        return record, id

    def test_the_question_is_the_one_that_it_was(self, office: Office, wire: Wire) -> None:
        record, id = self.asked(office, wire, REFUSED_TEXT)
        change = office.resolve(office.conflict(record), Keep.COMPUTER)
        office.settle()
        assert office.problems() == [(record, "value_refused", "city")]
        office.undo(change)
        assert office.conflict(record).kind is ConflictKind.BOTH_CHANGED
        assert (office.problems(), office.intents()) == ([], [])
        office.resolve(office.conflict(record), Keep.ACCOUNT)
        rest(office)
        assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Brest", "Brest")

    def test_nor_does_one_that_is_put_off(self, office: Office, wire: Wire) -> None:
        record, id = self.asked(office, wire, "Nantes")
        change = office.resolve(office.conflict(record), Keep.COMPUTER)
        wire.after("update", instead(wire, id, NotNow(Unreachable("locked"), 30.0)))
        office.synced()
        office.undo(change)
        assert office.conflict(record).kind is ConflictKind.BOTH_CHANGED

    def test_whether_somebody_stays_is_asked_again(self, office: Office, wire: Wire) -> None:
        record, id = known(office, wire)
        office.edit(record, last_name=REFUSED_TEXT)
        wire.account.delete(PEOPLE, id)
        office.synced()
        change = office.resolve(office.conflict(record), Keep.COMPUTER)
        office.settle()
        assert office.problems() == [(record, "value_refused", "last_name")]
        office.undo(change)
        assert office.conflict(record).kind is ConflictKind.CHANGED_HERE_DELETED_THERE
        assert (office.problems(), office.intents()) == ([], [])
        office.resolve(office.conflict(record), Keep.ACCOUNT)
        rest(office)
        assert wire.account.there() == []


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


def test_a_decision_for_a_company_that_became_part_of_another_one_can_be_undone(office: Office, wire: Wire) -> None:
    first, second, third = (
        wire.account.edit("companies", None, {"name": name}, kind=Kind.COMPANY)
        for name in ("Agence", "Agence 2", "Notaire")
    )
    record, id = known(office, wire, company=[["companies", first]])
    office.edit(record, company=office.record_of(third, object="companies"))
    wire.account.edit(PEOPLE, id, {"company": [["companies", second]]})
    office.synced()
    change = office.resolve(office.conflict(record), Keep.ACCOUNT)
    wire.account.merge("companies", first, second)
    wire.account.edit(PEOPLE, id, {"company": [["companies", first]]})
    office.settle()
    assert office.value(record, "company") == office.record_of(first, object="companies")
    office.undo(change)
    assert office.value(record, "company") == office.record_of(third, object="companies")
    assert list(office.conflicts(record)) == ["company"]
