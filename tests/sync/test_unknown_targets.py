"""References to rows that nobody knows here yet: what is here waits for them, and nothing is taken away elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.providers.base import Feed
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections, policies
from crmdesk.store.queries import conflicts
from crmdesk.store.queries.history import Unknown, record_history
from crmdesk.sync.run import Reach
from crmdesk.sync.uniting import unite
from tests.sync.counting import statements
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import rest

pytestmark = pytest.mark.thorough

DAY_S = 86_400
NOBODY = "999"
"""A user whom the account does not list: one who left, or a queue."""

STAFF = {name: f"{name.lower()}@agence.example" for name in ("Marc", "Zoe", "Ines")}


class Daily(Wire):
    """The users of this account are read once a day, unlike everything else."""

    def feeds(self) -> Sequence[Feed]:
        return [replace(feed, every_s=DAY_S) if feed.name == "users" else feed for feed in super().feeds()]


class Agency:
    """Two accounts whose users are read once a day. Marc works at both and owns a lead there."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.wires = {name: Daily(WatchedAccount(office.clock, Behaviour())) for name in ("a", "b")}
        for name, wire in self.wires.items():
            office.attach(name, wire)
        self.marc = {name: self.hire(name, "Marc") for name in self.wires}
        office.settle()
        self.lead = office.new(last_name="Durand", owner=office.record_of(self.marc["a"], object="users"))
        office.settle()

    def hire(self, name: str, called: str) -> str:
        fields = {"name": called, "email": STAFF[called]}
        return self.wires[name].account.edit("users", None, fields, kind=Kind.USER)

    def give(self, name: str, user: str | None) -> None:
        """A colleague gives the lead to somebody."""
        raw = None if user is None else [["users", user]]
        self.wires[name].account.edit(PEOPLE, self.row(name), {"owner": raw})

    def row(self, name: str) -> str:
        return self.office.link(self.lead, name=name).remote_id or ""

    def there(self, name: str) -> list[str]:
        return [id for _, id in self.wires[name].account.value(self.row(name), "owner") or []]

    @property
    def owner(self) -> str | None:
        """What the owner is called here."""
        id = self.office.value(self.lead, "owner")
        return None if id is None else self.office.value(id, "name")

    def reads(self, name: str) -> int:
        """How often the users of an account were read."""
        return self.wires[name].calls.count("pull users")

    def written(self, name: str) -> int:
        return sum(1 for each in self.wires[name].account.written if each.by == "crmdesk")


@pytest.fixture
def agency(office: Office) -> Agency:
    return Agency(office)


def thorough(office: Office, name: str) -> None:
    run = office.run_of(name)
    run.reach = Reach.THOROUGH
    office.clock.tick()
    office.run(run.execute())


def user(office: Office, agency: Agency, called: str) -> str:
    """A user as one is known here, from the second account."""
    row = agency.hire("b", called)
    office.clock.tick(DAY_S)
    office.settle()
    return office.record_of(row, object="users", name="b")


def test_a_new_colleague_is_read_in_the_run_that_names_her(office: Office, agency: Agency) -> None:
    there = agency.hire("b", "Zoe")
    office.clock.tick(DAY_S)
    office.settle()
    agency.give("a", agency.hire("a", "Zoe"))
    office.synced("a")
    assert agency.owner == "Zoe"
    rest(office)
    assert agency.there("b") == [there]
    assert not office.sql("SELECT * FROM dangling")


def test_whoever_works_at_one_account_alone_takes_the_owner_away_at_no_other(office: Office, agency: Agency) -> None:
    agency.give("a", agency.hire("a", "Zoe"))
    rest(office)
    assert (agency.owner, agency.there("b")) == ("Zoe", [agency.marc["b"]])
    assert [row.key for row in office.sql("SELECT key FROM notice")] == ["reference_not_there"]


def test_whoever_comes_to_the_other_account_later_owns_the_record_there_too(office: Office, agency: Agency) -> None:
    agency.give("a", agency.hire("a", "Zoe"))
    office.settle()
    there = agency.hire("b", "Zoe")
    office.clock.tick(DAY_S)
    rest(office)
    assert (agency.owner, agency.there("b")) == ("Zoe", [there])
    assert office.sql("SELECT * FROM notice") == []


def test_an_owner_who_never_comes_takes_nothing_away(office: Office, agency: Agency) -> None:
    before = agency.reads("a"), agency.written("a"), agency.written("b")
    agency.give("a", NOBODY)
    rest(office)
    assert (agency.owner, agency.there("a"), agency.there("b")) == ("Marc", [NOBODY], [agency.marc["b"]])
    for _ in range(3):
        office.synced("a")
    assert (agency.reads("a"), agency.written("a"), agency.written("b")) == (before[0] + 1, *before[1:])
    assert office.conflicts(agency.lead) == {}
    assert office.sql("SELECT * FROM notice") == []
    assert not office.link(agency.lead).dirty


def test_another_row_that_names_the_same_nobody_has_nothing_read(office: Office, agency: Agency) -> None:
    agency.give("a", NOBODY)
    office.settle()
    before = agency.reads("a")
    other = {"last_name": "Roux", "owner": [["users", NOBODY]]}
    agency.wires["a"].account.edit(PEOPLE, None, other, kind=Kind.LEAD)
    rest(office)
    assert agency.reads("a") == before


def test_she_is_filled_in_and_sent_when_she_comes_later(office: Office, agency: Agency) -> None:
    account = agency.wires["a"].account
    there = agency.hire("b", "Zoe")
    office.clock.tick(DAY_S)
    office.settle()
    agency.give("a", NOBODY)
    office.settle()
    account.next_id(int(NOBODY))
    assert agency.hire("a", "Zoe") == NOBODY
    office.synced("a")
    assert agency.owner == "Marc"
    thorough(office, "a")
    assert agency.owner == "Zoe"
    rest(office)
    assert agency.there("b") == [there]


def test_who_was_named_and_is_not_any_more_is_not_filled_in(office: Office, agency: Agency) -> None:
    agency.give("a", NOBODY)
    office.settle()
    agency.give("a", agency.marc["a"])
    office.settle()
    agency.wires["a"].account.next_id(int(NOBODY))
    agency.hire("a", "Zoe")
    thorough(office, "a")
    rest(office)
    assert (agency.owner, agency.there("b")) == ("Marc", [agency.marc["b"]])


def test_whoever_is_taken_out_of_a_list_before_being_known_does_not_come_back(office: Office) -> None:
    wire = office.connect()
    deal = wire.account.edit("deals", None, {"name": "Vente", "contacts": [[PEOPLE, "99"]]})
    office.settle()
    wire.account.edit("deals", deal, {"contacts": None})
    office.settle()
    wire.account.next_id(99)
    wire.account.edit(PEOPLE, None, {"last_name": "Martin"}, kind=Kind.CONTACT)
    rest(office)
    assert office.value(office.record_of(deal, object="deals"), "contacts") is None
    assert wire.account.value(deal, "contacts", object="deals") is None


def test_a_blank_there_is_a_blank(office: Office, agency: Agency) -> None:
    agency.give("a", NOBODY)
    office.settle()
    agency.give("a", None)
    rest(office)
    assert (agency.owner, agency.there("b")) == (None, [])


def test_what_is_typed_over_somebody_unknown_is_sent(office: Office, agency: Agency) -> None:
    ines = user(office, agency, "Ines")
    row = agency.hire("a", "Ines")
    office.clock.tick(DAY_S)
    office.settle()
    agency.give("a", NOBODY)
    office.settle()
    office.edit(agency.lead, owner=ines)
    rest(office)
    assert agency.there("a") == [row]
    agency.wires["a"].account.next_id(int(NOBODY))
    agency.hire("a", "Zoe")
    thorough(office, "a")
    rest(office)
    assert (agency.owner, agency.there("a")) == ("Ines", [row])


def test_what_is_emptied_over_somebody_unknown_is_sent(office: Office, agency: Agency) -> None:
    agency.give("a", NOBODY)
    office.settle()
    office.edit(agency.lead, owner=None)
    rest(office)
    assert (agency.there("a"), agency.there("b")) == ([], [])
    arrives(office, agency)
    rest(office)
    assert (agency.owner, office.conflicts(agency.lead)) == (None, {})


def colleagues(office: Office, agency: Agency) -> str:
    """Ines works at both accounts; gives her id here."""
    agency.hire("a", "Ines")
    return user(office, agency, "Ines")


def arrives(office: Office, agency: Agency) -> str:
    agency.wires["a"].account.next_id(int(NOBODY))
    row = agency.hire("a", "Zoe")
    thorough(office, "a")
    return office.record_of(row, object="users")


@pytest.mark.parametrize("typed", ["Ines", None])
@pytest.mark.parametrize("known_first", [False, True])
def test_what_was_typed_before_she_was_named_is_asked_about(
    office: Office, agency: Agency, typed: str | None, known_first: bool
) -> None:
    ines = colleagues(office, agency)
    agency.give("a", NOBODY)
    office.edit(agency.lead, owner=None if typed is None else ines)
    office.synced("a")
    asked = office.conflict(agency.lead)
    assert (asked.field, [account.raw for account in asked.accounts]) == ("owner", [[["users", NOBODY]]])
    assert agency.there("a") == [NOBODY]
    office.synced("b")
    assert office.conflict(agency.lead).id == asked.id
    if not known_first:
        office.resolve(asked, Keep.ACCOUNT)
        assert agency.owner == "Marc"
        rest(office)
        assert (agency.there("a"), agency.there("b")) == ([NOBODY], [agency.marc["b"]])
    zoe = arrives(office, agency)
    if known_first:
        refreshed = office.conflict(agency.lead)
        assert (refreshed.id, [account.value for account in refreshed.accounts]) == (asked.id, [zoe])
        office.resolve(refreshed, Keep.ACCOUNT)
    rest(office)
    assert (agency.owner, agency.there("a"), office.conflicts(agency.lead)) == ("Zoe", [NOBODY], {})


@pytest.mark.parametrize("keep", [Keep.ACCOUNT, Keep.COMPUTER])
@pytest.mark.parametrize("typed", ["Ines", None])
def test_a_decision_about_somebody_unknown_that_is_undone_at_once_is_the_same_question(
    office: Office, agency: Agency, typed: str | None, keep: Keep
) -> None:
    ines = colleagues(office, agency)
    agency.give("a", NOBODY)
    office.edit(agency.lead, owner=None if typed is None else ines)
    office.synced("a")
    asked = office.conflict(agency.lead)
    office.undo(office.resolve(asked, keep))
    assert office.conflict(agency.lead) == asked
    rest(office)
    assert (agency.owner, agency.there("a")) == (typed, [NOBODY])


def test_a_blank_that_is_decided_for_replaces_somebody_unknown(office: Office, agency: Agency) -> None:
    agency.give("a", NOBODY)
    office.edit(agency.lead, owner=None)
    office.synced("a")
    office.resolve(office.conflict(agency.lead), Keep.COMPUTER)
    rest(office)
    assert (agency.there("a"), agency.there("b")) == ([], [])
    arrives(office, agency)
    rest(office)
    assert (agency.owner, office.conflicts(agency.lead)) == (None, {})


def test_the_blank_of_one_account_is_not_taken_for_somebody_unknown_at_the_other(
    office: Office, agency: Agency
) -> None:
    ines = colleagues(office, agency)
    agency.give("a", NOBODY)
    agency.give("b", None)
    office.edit(agency.lead, owner=ines)
    office.synced("a"), office.synced("b")
    asked = office.conflict(agency.lead)
    links = {account.connection: account.link for account in asked.accounts}
    office.resolve(asked, Keep.ACCOUNT, link=links[office.ids["b"]])
    assert agency.owner is None
    rest(office)
    assert (agency.owner, agency.there("a"), agency.there("b")) == (None, [], [])


@pytest.mark.parametrize(("keep", "part"), [(Keep.ACCOUNT, Unknown.CHOSEN), (Keep.COMPUTER, Unknown.REJECTED)])
def test_that_somebody_is_not_known_yet_is_told_by_the_question_and_by_the_history(
    office: Office, agency: Agency, keep: Keep, part: Unknown
) -> None:
    ines = colleagues(office, agency)
    agency.give("a", NOBODY)
    office.edit(agency.lead, owner=ines)
    office.synced("a")
    case = office.read(partial(conflicts.conflict_case, record=agency.lead))
    assert case is not None
    assert [(side.value, side.unknown) for side in case.fields[0].accounts] == [(None, True)]
    assert [row.unknown for row in office.read(conflicts.contested_fields)] == [True]
    office.resolve(office.conflict(agency.lead), keep)
    told = office.read(partial(record_history, record=agency.lead, field="owner")).rows
    assert [row.unknown for row in told if row.cause == "decision"] == [part]
    assert {row.unknown for row in told if row.cause != "decision"} == {None}


def test_what_was_typed_and_not_sent_before_she_came_is_asked_about(office: Office, agency: Agency) -> None:
    ines = colleagues(office, agency)
    agency.give("a", NOBODY)
    office.settle()
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    office.edit(agency.lead, owner=ines)
    zoe = arrives(office, agency)
    asked = office.conflict(agency.lead)
    assert [account.value for account in asked.accounts] == [zoe]
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
    rest(office)
    assert (agency.owner, agency.there("a")) == ("Ines", [NOBODY])
    office.resolve(asked, Keep.COMPUTER)
    rest(office)
    assert agency.there("a") == [office.link(ines, object="users").remote_id]


def test_whoever_was_typed_here_and_comes_there_is_agreed_on(office: Office, agency: Agency) -> None:
    zoe = user(office, agency, "Zoe")
    agency.give("a", NOBODY)
    office.edit(agency.lead, owner=zoe)
    office.synced("a")
    arrives(office, agency)
    rest(office)
    assert (agency.owner, office.conflicts(agency.lead)) == ("Zoe", {})


def test_an_owner_whom_the_account_cannot_hold_stays_here_also_when_the_other_comes(
    office: Office, agency: Agency
) -> None:
    ines = user(office, agency, "Ines")
    agency.give("a", NOBODY)
    office.settle()
    office.edit(agency.lead, owner=ines)
    office.settle()
    arrives(office, agency)
    rest(office)
    assert (agency.owner, agency.there("a")) == ("Ines", [NOBODY])


@pytest.mark.parametrize("named_first", [True, False])
def test_many_owners_whom_an_account_cannot_hold_are_no_longer_waited_for_by_one_statement(
    office: Office, agency: Agency, named_first: bool
) -> None:
    ines = user(office, agency, "Ines")
    leads = [office.new(last_name=f"Roux{number}", owner=office.value(agency.lead, "owner")) for number in range(3)]
    office.settle()
    for lead in leads:
        row = office.link(lead).remote_id
        agency.wires["a"].account.edit(PEOPLE, row, {"owner": [["users", NOBODY]]})
    if named_first:
        office.synced("a")
        assert len(office.sql("SELECT * FROM dangling")) == len(leads)
    for lead in leads:
        office.edit(lead, owner=ines)
    with statements() as seen:
        office.synced("a")
    assert len([each for each in seen if each.startswith("DELETE FROM dangling")]) == 1
    rest(office)
    assert office.sql("SELECT * FROM dangling") == []
    assert {office.value(lead, "owner") for lead in leads} == {ines}


def test_a_question_about_somebody_unknown_stays_one_when_the_record_is_united(office: Office, agency: Agency) -> None:
    account = agency.wires["a"].account
    owned = {"last_name": "Roux", "owner": [["users", agency.marc["a"]]]}
    rows = (
        account.edit(PEOPLE, None, owned, kind=Kind.LEAD),
        agency.wires["b"].account.edit(PEOPLE, None, {"last_name": "Roux-Petit"}, kind=Kind.LEAD),
    )
    office.settle()
    record, other = office.record_of(rows[0]), office.record_of(rows[1], name="b")
    account.edit(PEOPLE, rows[0], {"owner": [["users", NOBODY]]})
    office.edit(record, owner=None)
    office.synced("a")
    assert list(office.conflicts(record)) == ["owner"]
    office.write(lambda unit: unite(unit, record, other))
    assert "owner" in office.conflicts(record)


def test_no_policy_answers_what_nobody_knows(office: Office, agency: Agency) -> None:
    ines = colleagues(office, agency)
    made = Policy("", Scope(field="owner"), Way.ACCOUNT, None, frozenset({Guard.OWNER}))
    office.write(lambda unit: policies.put(unit, made))
    agency.give("a", NOBODY)
    office.edit(agency.lead, owner=ines)
    office.settle()
    assert (agency.owner, list(office.conflicts(agency.lead))) == ("Ines", ["owner"])
    arrives(office, agency)
    rest(office)
    assert (agency.owner, office.conflicts(agency.lead)) == ("Zoe", {})


def test_a_company_that_is_read_later_blanks_nothing(office: Office) -> None:
    first, second = office.connect("a"), office.connect("b")
    company = office.new(Kind.COMPANY, name="Orpi")
    lead = office.new(last_name="Durand", company=company)
    office.settle()
    row = {name: office.link(lead, name=name).remote_id or "" for name in ("a", "b")}
    before = second.account.value(row["b"], "company")
    first.account.edit(PEOPLE, row["a"], {"company": [["companies", "99"]]})
    office.settle()
    assert (office.value(lead, "company"), second.account.value(row["b"], "company")) == (company, before)
    first.account.next_id(99)
    late = first.account.edit("companies", None, {"name": "Foncia"})
    rest(office)
    assert office.value(lead, "company") == office.record_of(late, object="companies")


def test_lists_are_read_by_whoever_asks_for_a_run(office: Office, agency: Agency) -> None:
    before = agency.reads("a")
    office.synced("a")
    assert agency.reads("a") == before
    thorough(office, "a")
    assert agency.reads("a") == before + 1
