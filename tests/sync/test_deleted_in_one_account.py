"""Somebody who is in two accounts is deleted in one of them: a question only where an edit here would go nowhere else."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.store import links
from crmdesk.store.records import LIVE, TRASH
from tests.sync.kit import PEOPLE, Crash, Office, Wire
from tests.sync.steps import rest

ADDRESS = {"email": "ann@example.org", "more_emails": None}
ORDERS = pytest.mark.parametrize("order", ["ab", "ba"])


class Both:
    """Ann, in accounts a and b."""

    def __init__(self, office: Office, *, without: str | None = None) -> None:
        """``without`` is a field that account a lacks."""
        self.office = office
        self.wires: dict[str, Wire] = {name: office.connect(name) for name in "ab"}
        self.wires["a"].hidden |= {without} if without else set()
        fields = {"emails": ADDRESS, "city": "Lyon"}
        self.rows = {name: wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD) for name, wire in self.wires.items()}
        rest(office)
        self.record = office.record_of(self.rows["a"])

    def deleted_in_b(self, order: str = "ab") -> None:
        self.wires["b"].account.delete(PEOPLE, self.rows["b"])
        self.office.settle(*order)

    def states(self) -> list[str]:
        return [self.office.link(self.record, name=name).state for name in "ab"]

    def city_in_a(self) -> object:
        return self.wires["a"].account.value(self.rows["a"], "city")


@ORDERS
def test_what_a_colleague_wrote_in_the_other_account_is_no_question(office: Office, order: str) -> None:
    both = Both(office)
    both.wires["a"].account.edit(PEOPLE, both.rows["a"], {"city": "Paris"})
    both.deleted_in_b(order)
    assert office.conflicts(both.record) == {}
    assert (office.record(both.record).life, office.value(both.record, "city")) == (LIVE, "Paris")
    assert (both.states(), both.city_in_a()) == ([links.ACTIVE, links.GONE], "Paris")
    rest(office)


@ORDERS
def test_what_was_typed_here_goes_to_the_account_that_still_has_the_record(office: Office, order: str) -> None:
    both = Both(office)
    office.edit(both.record, city="Paris")
    both.deleted_in_b(order)
    assert office.conflicts(both.record) == {}
    assert (both.states(), both.city_in_a()) == ([links.ACTIVE, links.GONE], "Paris")
    rest(office)


def test_what_the_other_account_contests_is_asked_about_there(office: Office) -> None:
    both = Both(office)
    office.edit(both.record, city="Paris")
    both.wires["a"].account.edit(PEOPLE, both.rows["a"], {"city": "Nice"})
    both.deleted_in_b()
    assert set(office.conflicts(both.record)) == {"city"}
    assert both.states() == [links.ACTIVE, links.GONE]


def only_for_b(office: Office, order: str = "ab") -> Both:
    """What was typed is a field that only b has, where Ann was deleted."""
    both = Both(office, without="sector")
    office.edit(both.record, sector="Centre", city="Paris")
    both.deleted_in_b(order)
    assert set(office.conflicts(both.record)) == {EXISTENCE}
    return both


@ORDERS
def test_what_only_the_account_carries_is_asked_about_and_agreed_to_for_it_alone(office: Office, order: str) -> None:
    both = only_for_b(office, order)
    before = office.link(both.record, name="b")
    change = office.resolve(office.conflict(both.record), Keep.ACCOUNT)
    rest(office)
    assert (office.record(both.record).life, office.value(both.record, "sector")) == (LIVE, "Centre")
    assert (both.states(), both.city_in_a()) == ([links.ACTIVE, links.GONE], "Paris")
    assert both.wires["a"].account.there() == [both.rows["a"]]
    assert both.wires["b"].account.there() == []
    office.undo(change)
    after = office.link(both.record, name="b")
    assert (set(office.conflicts(both.record)), after.state, after.bases) == ({EXISTENCE}, before.state, before.bases)


def test_who_wants_the_record_deleted_everywhere_deletes_it(office: Office) -> None:
    both = only_for_b(office)
    office.resolve(office.conflict(both.record), Keep.ACCOUNT)
    office.delete(both.record)
    rest(office)
    assert (office.record(both.record).life, both.wires["a"].account.there()) == (TRASH, [])


def test_where_no_account_has_it_any_more_agreeing_deletes_it(office: Office) -> None:
    both = only_for_b(office)
    both.wires["a"].account.delete(PEOPLE, both.rows["a"])
    office.settle()
    office.resolve(office.conflict(both.record), Keep.ACCOUNT)
    rest(office)
    assert office.record(both.record).life == TRASH


def test_an_open_question_ends_once_another_account_carries_what_was_typed(office: Office) -> None:
    both = only_for_b(office)
    both.wires["a"].hidden.clear()
    office.settle()
    assert office.conflicts(both.record) == {}
    assert both.states() == [links.ACTIVE, links.GONE]
    assert both.wires["a"].account.value(both.rows["a"], "sector") == "Centre"
    rest(office)


def test_an_account_that_a_field_does_not_travel_to_carries_nothing(office: Office) -> None:
    both = Both(office)
    both.wires["a"].hidden.add("city")
    rest(office)
    assert "city" in office.link(both.record).bases, "what is lost may come back"
    office.edit(both.record, city="Paris")
    both.deleted_in_b()
    assert set(office.conflicts(both.record)) == {EXISTENCE}


def test_an_account_that_may_not_be_read_carries_nothing(office: Office) -> None:
    both = Both(office)
    hidden = office.link(both.record)
    hidden.state = links.NO_ACCESS
    office.write(lambda unit: links.update_many(unit, [hidden]))
    office.edit(both.record, city="Paris")
    both.deleted_in_b("b")
    assert set(office.conflicts(both.record)) == {EXISTENCE}


def test_who_agrees_deletes_nobody_whose_row_may_just_not_be_seen(office: Office) -> None:
    """Once it may be seen again, it would be deleted there."""
    both = Both(office)
    hidden = office.link(both.record)
    hidden.state = links.NO_ACCESS
    office.write(lambda unit: links.update_many(unit, [hidden]))
    office.edit(both.record, city="Paris")
    both.deleted_in_b("b")
    office.resolve(office.conflict(both.record), Keep.ACCOUNT)
    assert (office.record(both.record).life, both.states()) == (LIVE, [links.NO_ACCESS, links.GONE])
    both.wires["a"].account.edit(PEOPLE, both.rows["a"], {"job_title": "Notaire"})
    rest(office)
    assert (office.record(both.record).life, both.city_in_a()) == (LIVE, "Paris")


class TestWhileTheOtherAccountMakesIt:
    """Made here, it has a row in account a; whether it has one in b is not known yet."""

    @pytest.fixture
    def record(self, office: Office) -> str:
        office.connect("a")
        office.connect("b")
        made = office.new(last_name="Martin", city="Lyon")
        office.synced("a")
        return made

    def deleted_in_a(self, office: Office) -> None:
        account = office.wires["a"].account
        account.delete(PEOPLE, *account.there())

    def stays(self, office: Office, record: str) -> None:
        rest(office)
        assert (office.record(record).life, len(office.wires["b"].account.there())) == (LIVE, 1)
        assert [office.link(record, name=name).state for name in "ab"] == [links.GONE, links.ACTIVE]

    @pytest.mark.parametrize("made", [True, False])
    def test_nothing_is_deleted_there_that_nobody_deleted(self, office: Office, record: str, *, made: bool) -> None:
        for _ in range(2):
            lose = office.wires["b"].lost_after if made else office.wires["b"].fails
            lose("create", OutcomeUnknown("no_answer"))
        office.synced("b")
        self.deleted_in_a(office)
        office.synced("a")
        self.stays(office, record)

    def test_nor_where_the_program_died_as_it_asked_for_it(self, office: Office, record: str) -> None:
        office.wires["b"].fails("create", Crash())
        with pytest.raises(Crash):
            office.sync("b")
        office.reopen()
        self.deleted_in_a(office)
        office.synced("a")
        self.stays(office, record)

    def test_nor_where_a_person_agrees_to_the_other_deletion(self, office: Office, record: str) -> None:
        for _ in range(2):
            office.wires["b"].lost_after("create", OutcomeUnknown("no_answer"))
        office.synced("b")
        office.edit(record, city="Paris")
        self.deleted_in_a(office)
        office.synced("a")
        office.resolve(office.conflict(record), Keep.ACCOUNT)
        self.stays(office, record)
