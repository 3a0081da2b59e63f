"""A deletion that takes others along at its account: a person is asked where these live here, however few there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crmdesk.domain.errors import InvalidInput, OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer, Uncommon
from crmdesk.providers.base import ObjectSpec
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import reviews
from crmdesk.store.queries import reviews as queries
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import Hold
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.test_both_ways import person, quiet
from tests.sync.test_resting import REST_S
from tests.sync.test_reviews import answer, lives, opened

COMPANIES, DEALS = "companies", "deals"
ALONG = {PEOPLE: "company", DEALS: "company"}
MANY = 15


class CascadingAccount(WatchedAccount):
    """An account where whoever belongs to a company goes with it."""

    def delete(self, name: str, id: str, *, merged_into: str | None = None) -> None:
        super().delete(name, id, merged_into=merged_into)
        for other, field in ALONG.items() if name == COMPANIES else ():
            for row in list(self.rows[other].values()):
                if row.gone is None and row.fields.get(field) == [[COMPANIES, id]]:
                    self.delete(other, row.id)


class CascadingWire(Wire):
    """The provider over such an account."""

    def objects(self) -> Sequence[ObjectSpec]:
        return [replace(spec, takes_along=ALONG) if spec.name == COMPANIES else spec for spec in super().objects()]


@pytest.fixture
def wire(office: Office) -> Wire:
    """An account with so many people who belong to nobody that those who do are few."""
    wire = CascadingWire(CascadingAccount(office.clock, Behaviour()))
    office.attach("a", wire)
    for at in range(MANY):
        person(wire, last_name=f"Durand{at}")
    return wire


def company(wire: Wire, name: str, people: int = 0, deals: int = 0) -> str:
    """A company of the account, with people and deals."""
    id = wire.account.edit(COMPANIES, None, {"name": name})
    for at in range(people):
        person(wire, last_name=f"{name}{at}", company=[[COMPANIES, id]])
    for at in range(deals):
        wire.account.edit(DEALS, None, {"name": f"{name}{at}", "company": [[COMPANIES, id]]})
    return id


def record_of(office: Office, id: str) -> str:
    return office.record_of(id, object=COMPANIES)


def members(office: Office, wire: Wire, id: str) -> list[str]:
    """The records of whoever belongs to a company there."""
    return [
        office.record_of(row.id, object=name)
        for name in ALONG
        for row in wire.account.rows[name].values()
        if row.fields.get("company") == [[COMPANIES, id]]
    ]


class TestOneCompany:
    """A person deletes a company to which three people and a deal belong."""

    @pytest.fixture
    def oakline(self, office: Office, wire: Wire) -> str:
        id = company(wire, "Oakline", people=3, deals=1)
        company(wire, "Birch", people=1)
        office.synced()
        office.delete(record_of(office, id))
        counts = office.synced()
        assert (counts["reviews"], counts["deleted"]) == (1, 0)
        return id

    def test_is_asked_about_with_what_it_takes_along(self, office: Office, wire: Wire, oakline: str) -> None:
        (review,) = opened(office)
        (alarm,) = review.alarms
        assert (alarm.what, alarm.kind, alarm.count) == (Uncommon.TAKING_ALONG, Kind.COMPANY, 1)
        assert alarm.along == {Kind.LEAD: 3, Kind.DEAL: 1}
        assert oakline in wire.account.there(COMPANIES)
        assert office.synced()["reviews"] == 0

    def test_agreed_it_is_gone_with_all_of_them_here_and_there(self, office: Office, wire: Wire, oakline: str) -> None:
        along = members(office, wire, oakline)
        answer(office, Answer.APPLY)
        assert office.synced()["deleted"] == 1
        office.settle()
        assert oakline not in wire.account.there(COMPANIES)
        assert len(along) == 4
        assert lives(office, along) == {"trash"}
        assert opened(office) == []
        quiet(office, wire)

    def test_taken_back_all_of_them_stand(self, office: Office, wire: Wire, oakline: str) -> None:
        answer(office, Answer.REVERT)
        office.settle()
        assert oakline in wire.account.there(COMPANIES)
        assert lives(office, [record_of(office, oakline), *members(office, wire, oakline)]) == {"live"}
        quiet(office, wire)

    def test_kept_there_all_of_them_stand_there(self, office: Office, wire: Wire, oakline: str) -> None:
        record = record_of(office, oakline)
        answer(office, Answer.UNLINK)
        office.settle()
        assert oakline in wire.account.there(COMPANIES)
        assert (lives(office, [record]), lives(office, members(office, wire, oakline))) == ({"trash"}, {"live"})

    def test_whoever_joins_it_after_the_question_is_part_of_it(self, office: Office, wire: Wire, oakline: str) -> None:
        (review,) = opened(office)
        person(wire, last_name="Nouveau", company=[[COMPANIES, oakline]])
        office.synced()
        with pytest.raises(InvalidInput) as caught:
            office.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))
        assert caught.value.key == "review_moved"
        assert opened(office)[0].alarms[0].along == {Kind.LEAD: 4, Kind.DEAL: 1}

    def test_the_question_ends_where_nobody_goes_along_any_more(self, office: Office, wire: Wire, oakline: str) -> None:
        for record in members(office, wire, oakline):
            office.edit(record, company=None)
        office.settle()
        assert opened(office) == []
        assert oakline not in wire.account.there(COMPANIES)
        assert len(wire.account.there()) == MANY + 4

    def test_restoring_it_ends_the_question(self, office: Office, wire: Wire, oakline: str) -> None:
        office.restore(record_of(office, oakline))
        office.synced()
        assert opened(office) == []

    def test_others_without_anybody_go_out_meanwhile(self, office: Office, wire: Wire, oakline: str) -> None:
        empty = company(wire, "Elm")
        office.synced()
        office.delete(record_of(office, empty))
        assert office.synced()["deleted"] == 1
        assert empty not in wire.account.there(COMPANIES)

    def test_the_answer_is_about_no_other_that_waits(self, office: Office, wire: Wire, oakline: str) -> None:
        birch = next(row.id for row in wire.account.rows[COMPANIES].values() if row.fields["name"] == "Birch")
        office.delete(record_of(office, birch))
        (row,) = office.read(queries.open_reviews)
        assert row.waiting == 1
        held = {each.record: each.hold for each in office.read(status.pending)}
        assert held == {record_of(office, oakline): Hold.REVIEW, record_of(office, birch): None}
        answer(office, Answer.APPLY)
        office.synced()
        assert oakline not in wire.account.there(COMPANIES)
        assert birch in wire.account.there(COMPANIES), "nobody has said that its people may go"
        (asked,) = opened(office)
        assert asked.alarms[0].along == {Kind.LEAD: 1}

    def test_taking_it_back_restores_no_other_that_waits(self, office: Office, wire: Wire, oakline: str) -> None:
        empty = company(wire, "Elm")
        office.synced()
        office.delete(record_of(office, empty))
        answer(office, Answer.REVERT)
        assert lives(office, [record_of(office, empty)]) == {"trash"}
        office.settle()
        assert empty not in wire.account.there(COMPANIES)
        assert oakline in wire.account.there(COMPANIES)

    def test_what_was_agreed_is_not_asked_again_where_it_could_not_be_sent(
        self, office: Office, wire: Wire, oakline: str
    ) -> None:
        answer(office, Answer.APPLY)
        wire.fails(f"delete {COMPANIES}", OutcomeUnknown("no_answer", endpoint="delete"))
        office.sync()
        assert oakline in wire.account.there(COMPANIES)
        assert opened(office) == []
        office.settle()
        assert oakline not in wire.account.there(COMPANIES)

    def test_deleted_again_after_it_was_restored_it_is_asked_about_again(
        self, office: Office, wire: Wire, oakline: str
    ) -> None:
        answer(office, Answer.APPLY)
        office.restore(record_of(office, oakline))
        office.delete(record_of(office, oakline))
        assert office.synced()["reviews"] == 1
        assert oakline in wire.account.there(COMPANIES)


def test_a_company_with_nobody_is_deleted_unasked(office: Office, wire: Wire) -> None:
    id = company(wire, "Elm")
    office.synced()
    office.delete(record_of(office, id))
    assert office.synced()["deleted"] == 1
    assert opened(office) == []


def test_whoever_is_deleted_together_with_it_is_no_question(office: Office, wire: Wire) -> None:
    id = company(wire, "Oakline", people=3, deals=1)
    office.synced()
    for record in (*members(office, wire, id), record_of(office, id)):
        office.delete(record)
    assert office.synced()["deleted"] == 5
    assert opened(office) == []
    assert (len(wire.account.there()), wire.account.there(DEALS)) == (MANY, [])


def test_several_companies_are_one_question(office: Office, wire: Wire) -> None:
    ids = [company(wire, name, people=2) for name in ("Oakline", "Birch", "Elm")]
    empty = company(wire, "Ash")
    office.synced()
    for id in (*ids, empty):
        office.delete(record_of(office, id))
    counts = office.synced()
    assert (counts["reviews"], counts["deleted"]) == (1, 1)
    (review,) = opened(office)
    assert [(each.count, each.along) for each in review.alarms] == [(3, {Kind.LEAD: 6})]
    answer(office, Answer.APPLY)
    office.settle()
    assert wire.account.there(COMPANIES) == []
    assert len(wire.account.there()) == MANY


def test_many_companies_are_asked_about_with_what_some_take_along(office: Office, wire: Wire) -> None:
    ids = [company(wire, f"Oak{at}") for at in range(11)]
    ids.append(company(wire, "Birch", people=2))
    office.synced()
    for id in ids:
        office.delete(record_of(office, id))
    assert office.synced()["deleted"] == 0
    (review,) = opened(office)
    assert [(each.what, each.count, each.along) for each in review.alarms] == [
        (Uncommon.DELETING, 12, {}),
        (Uncommon.TAKING_ALONG, 1, {Kind.LEAD: 2}),
    ]
    answer(office, Answer.REVERT)
    office.settle()
    assert len(wire.account.there(COMPANIES)) == 12


def test_a_company_waits_for_the_answer_about_its_people(office: Office, wire: Wire) -> None:
    """They are too many to be deleted unasked: their company would take them along meanwhile."""
    id = company(wire, "Oakline", people=MANY)
    office.synced()
    for record in (*members(office, wire, id), record_of(office, id)):
        office.delete(record)
    assert office.synced()["reviews"] == 1
    office.settle()
    assert len(wire.account.there()) == 2 * MANY
    (review,) = opened(office)
    assert review.object == PEOPLE, "one event is one question"
    held = {each.record: each.hold for each in office.read(status.pending)}
    assert held[record_of(office, id)] is Hold.REVIEW
    answer(office, Answer.APPLY)
    office.settle()
    assert (len(wire.account.there()), wire.account.there(COMPANIES)) == (MANY, [])


def test_only_the_deletion_of_a_company_waits_for_the_answer_about_its_people(office: Office, wire: Wire) -> None:
    many, empty = company(wire, "Oakline", people=MANY), company(wire, "Birch")
    office.synced()
    for record in members(office, wire, many):
        office.delete(record)
    assert office.synced()["reviews"] == 1
    office.delete(record_of(office, empty))
    office.edit(record_of(office, many), name="Oakline Group")
    held = {each.record: each.hold for each in office.read(status.pending)}
    assert [held[record_of(office, id)] for id in (empty, many)] == [None, None]
    assert office.synced()["deleted"] == 1
    assert wire.account.value(many, "name", object=COMPANIES) == "Oakline Group"


def test_a_company_whose_people_are_kept_there_is_asked_about_with_them(office: Office, wire: Wire) -> None:
    """A person has just said that they stay there."""
    id = company(wire, "Oakline", people=MANY)
    office.synced()
    for record in (*members(office, wire, id), record_of(office, id)):
        office.delete(record)
    office.synced()
    answer(office, Answer.UNLINK)
    office.settle()
    assert len(wire.account.there()) == 2 * MANY
    (review,) = opened(office)
    assert (review.object, review.alarms[0].along) == (COMPANIES, {Kind.LEAD: MANY})


def test_a_company_whose_people_are_restored_is_asked_about_with_them(office: Office, wire: Wire) -> None:
    id = company(wire, "Oakline", people=MANY)
    office.synced()
    for record in (*members(office, wire, id), record_of(office, id)):
        office.delete(record)
    office.synced()
    answer(office, Answer.REVERT)
    office.settle()
    (review,) = opened(office)
    assert (review.object, review.alarms[0].along) == (COMPANIES, {Kind.LEAD: MANY})
    assert len(wire.account.there()) == 2 * MANY


def test_people_whom_the_account_does_not_have_stay_out_of_it(office: Office, wire: Wire) -> None:
    wire.only = frozenset({COMPANIES, DEALS})
    id = company(wire, "Elm")
    office.synced()
    office.new(Kind.LEAD, last_name="Ailleurs", company=record_of(office, id))
    office.delete(record_of(office, id))
    assert office.synced()["deleted"] == 1


class TestWhoHasLeftItHereAlone:
    """A person gives somebody another company, and deletes the one that the account still counts them with."""

    @pytest.fixture
    def oakline(self, office: Office, wire: Wire) -> str:
        return company(wire, "Oakline", people=1)

    @pytest.fixture
    def birch(self, office: Office, wire: Wire, oakline: str) -> str:
        id = company(wire, "Birch")
        office.synced()
        return record_of(office, id)

    def test_goes_along_where_what_was_typed_has_not_arrived(
        self, office: Office, wire: Wire, oakline: str, birch: str
    ) -> None:
        (who,) = members(office, wire, oakline)
        office.edit(who, company=birch)
        office.delete(record_of(office, oakline))
        wire.fails(f"update {PEOPLE}", OutcomeUnknown("no_answer", endpoint="update"))
        office.synced()
        assert office.link(who).remote_id in wire.account.there(), "nobody has deleted them"
        assert opened(office)[0].alarms[0].along == {Kind.LEAD: 1}
        office.settle()
        assert opened(office) == []
        assert oakline not in wire.account.there(COMPANIES)
        assert office.link(who).remote_id in wire.account.there()

    def test_is_no_question_while_that_rests(self, office: Office, wire: Wire, oakline: str, birch: str) -> None:
        (who,) = members(office, wire, oakline)
        office.delete(record_of(office, oakline))
        office.clock.tick(REST_S)
        office.edit(who, company=birch)
        report = office.run(replace(office.run_of(), rest_s=REST_S).execute())
        assert (report.counts["reviews"], report.counts["deleted"]) == (0, 0)
        office.settle()
        assert oakline not in wire.account.there(COMPANIES)
        assert office.link(who).remote_id in wire.account.there()

    def test_goes_along_where_a_person_is_asked_about_it(
        self, office: Office, wire: Wire, oakline: str, birch: str
    ) -> None:
        (who,) = members(office, wire, oakline)
        cedar = company(wire, "Cedar")
        office.edit(who, company=birch)
        wire.account.edit(PEOPLE, office.link(who).remote_id, {"company": [[COMPANIES, cedar]]})
        office.synced()
        assert office.conflict(who).field == "company"
        for id in (oakline, cedar):
            office.delete(record_of(office, id))
        office.synced()
        assert oakline not in wire.account.there(COMPANIES)
        assert cedar in wire.account.there(COMPANIES)
        assert opened(office)[0].alarms[0].along == {Kind.LEAD: 1}

    def test_goes_along_where_the_account_has_no_row_of_the_new_one(
        self, office: Office, wire: Wire, oakline: str
    ) -> None:
        other = office.connect("b", only=(COMPANIES,))
        ash = other.account.edit(COMPANIES, None, {"name": "Ash"})
        office.settle()
        (who,) = members(office, wire, oakline)
        office.edit(who, company=office.record_of(ash, object=COMPANIES, name="b"))
        office.settle()
        assert wire.account.value(office.link(who).remote_id or "", "company") == [[COMPANIES, oakline]]
        office.delete(record_of(office, oakline))
        office.settle()
        assert oakline in wire.account.there(COMPANIES)
        assert opened(office)[0].alarms[0].along == {Kind.LEAD: 1}
