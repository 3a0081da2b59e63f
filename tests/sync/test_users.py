"""Two users that a person says are the same: an owner is the same person in both accounts, until it is taken back."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.store import policies, records
from crmdesk.store.queries.users import user_rows
from crmdesk.store.removal import remove_connection
from crmdesk.sync import owners
from crmdesk.sync.separating import separate
from crmdesk.sync.suggesting import possible_duplicates
from crmdesk.sync.uniting import not_same, unite
from tests.sampling import sample
from tests.sync.kit import PEOPLE, Crash, Office
from tests.sync.steps import rest

OTHERS = {"a": "prenom.nom@agence.example", "b": "p.nom@gmail.com"}


class Agency:
    """Two accounts. In both works the same person, under another address each, beside somebody that only ``b`` has."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.wires = {name: office.connect(name) for name in OTHERS}
        self.rows = {name: self.user(name, "Prénom Nom", address) for name, address in OTHERS.items()}
        self.marc = self.user("b", "Marc", "marc@agence.example")

    def user(self, name: str, called: str, address: str) -> str:
        return self.wires[name].account.edit("users", None, {"name": called, "email": address}, kind=Kind.USER)

    def lead(self, name: str, who: str, user: str | None) -> str:
        """A row with an owner; who has the same name has the same address."""
        fields: dict[str, Any] = {
            "last_name": who,
            "emails": {"email": f"{who}@example.org".lower(), "more_emails": None},
        }
        owner = {} if user is None else {"owner": [["users", user]]}
        return self.wires[name].account.edit(PEOPLE, None, fields | owner, kind=Kind.LEAD)

    def id(self, name: str) -> str:
        return self.office.record_of(self.rows[name], object="users", name=name)

    def owner_there(self, name: str, record: str) -> list[str]:
        """The users that an account names."""
        row = self.office.link(record, name=name).remote_id or ""
        return [id for _, id in self.wires[name].account.value(row, "owner") or []]

    def unite(self, *, wholly: bool = True) -> str:
        first, second = self.id("a"), self.id("b")
        self.office.write(lambda unit: unite(unit, first, second))
        if wholly:
            self.office.run(owners.follow_all(self.office.store))
        return first

    def separate(self, account: str = "b") -> str:
        user = self.id("a")
        made = self.office.write(lambda unit: separate(unit, user, self.office.ids[account]))
        self.office.run(owners.follow_all(self.office.store))
        return made


@pytest.fixture
def agency(office: Office) -> Agency:
    return Agency(office)


def written(agency: Agency) -> int:
    return sum(1 for wire in agency.wires.values() for each in wire.account.written if each.by == "crmdesk")


def test_one_user_stands_for_both_rows_and_owns_what_either_owned(office: Office, agency: Agency) -> None:
    rows = {name: agency.lead(name, f"Of {name}", agency.rows[name]) for name in OTHERS}
    office.settle()
    first, second = agency.id("a"), agency.id("b")
    leads = {name: office.record_of(row, name=name) for name, row in rows.items()}
    assert [office.value(leads[name], "owner") for name in OTHERS] == [first, second]
    assert agency.unite() == first
    assert (agency.id("a"), agency.id("b")) == (first, first)
    assert [office.value(leads[name], "owner") for name in OTHERS] == [first, first]
    assert office.history(leads["b"], "owner")[-1] == ("merge", f'"{second}"', f'"{first}"')
    assert office.history(leads["a"], "owner") == []
    assert not office.read(owners.waiting)
    rest(office)


def test_what_both_accounts_have_agreed_on_is_not_sent_again(office: Office, agency: Agency) -> None:
    for number in range(5):
        agency.lead("b", f"Lead{number}", agency.rows["b"])
    office.settle()
    before = [each for each in agency.wires["b"].account.written if each.by == "crmdesk"]
    agency.unite()
    office.settle()
    assert [each for each in agency.wires["b"].account.written if each.by == "crmdesk"] == before
    rest(office)


def test_an_owner_that_could_not_travel_does_now_in_both_directions(office: Office, agency: Agency) -> None:
    leads = {}
    for name, other in (("a", "b"), ("b", "a")):
        row = agency.lead(name, f"Of {name}", agency.rows[name])
        agency.lead(other, f"Of {name}", None)
        office.settle()
        leads[name] = office.record_of(row, name=name)
    assert (agency.owner_there("b", leads["a"]), agency.owner_there("a", leads["b"])) == ([], [])
    assert [row.key for row in office.sql("SELECT key FROM notice")] == ["reference_not_there"] * 2
    agency.unite()
    rest(office)
    assert agency.owner_there("b", leads["a"]) == [agency.rows["b"]]
    assert agency.owner_there("a", leads["b"]) == [agency.rows["a"]]
    assert office.sql("SELECT key FROM notice") == []
    agency.separate()
    rest(office)
    assert [office.value(leads[name], "owner") for name in OTHERS] == [agency.id("a"), agency.id("b")]
    assert agency.owner_there("a", leads["b"]) == [agency.rows["a"]], "what was sent stays there"


def test_whom_an_account_named_all_along_is_asked_about(office: Office, agency: Agency) -> None:
    here, there = agency.lead("a", "Roux", agency.rows["a"]), agency.lead("b", "Roux", agency.marc)
    office.settle()
    lead = office.record_of(here)
    assert office.record_of(there, name="b") == lead
    assert office.conflicts(lead) == {}
    agency.unite()
    office.settle()
    assert list(office.conflicts(lead)) == ["owner"]
    assert agency.owner_there("b", lead) == [agency.marc]


def test_both_named_the_same_person_all_along(office: Office, agency: Agency) -> None:
    """Each account names its own row of the person; nobody is asked, and nothing is sent."""
    rows = {name: agency.lead(name, "Roux", agency.rows[name]) for name in OTHERS}
    office.settle()
    lead = office.record_of(rows["a"])
    before = written(agency)
    agency.unite()
    rest(office)
    assert office.conflicts(lead) == {}
    assert written(agency) == before


def test_what_was_typed_and_not_sent_yet_is_sent(office: Office, agency: Agency) -> None:
    row = agency.lead("b", "Roux", agency.marc)
    agency.lead("a", "Roux", None)
    office.settle()
    lead = office.record_of(row, name="b")
    office.edit(lead, owner=agency.id("b"))
    agency.unite()
    rest(office)
    assert office.value(lead, "owner") == agency.id("a")
    assert agency.owner_there("b", lead) == [agency.rows["b"]]
    assert agency.owner_there("a", lead) == [agency.rows["a"]]


def test_whoever_owns_it_by_now_keeps_it(office: Office, agency: Agency) -> None:
    """The base names the other user, the record somebody else: that is still to be sent, and nothing else is."""
    row = agency.lead("b", "Roux", agency.rows["b"])
    office.settle()
    lead, marc = office.record_of(row, name="b"), office.record_of(agency.marc, object="users", name="b")
    office.edit(lead, owner=marc)
    first = agency.unite()
    assert office.link(lead, name="b").bases["owner"][0] == first
    rest(office)
    assert office.value(lead, "owner") == marc
    assert agency.owner_there("b", lead) == [agency.marc]


def test_a_question_about_the_owner_that_both_answer_alike_is_over(office: Office, agency: Agency) -> None:
    both = {name: agency.user(name, "Eva", "eva@agence.example") for name in OTHERS}
    rows = {name: agency.lead(name, "Roux", both[name]) for name in OTHERS}
    office.settle()
    lead = office.record_of(rows["a"])
    for name in OTHERS:
        agency.wires[name].account.edit(PEOPLE, rows[name], {"owner": [["users", agency.rows[name]]]})
    office.settle()
    agency.unite()
    rest(office)
    assert office.conflicts(lead) == {}
    assert office.value(lead, "owner") == agency.id("a")


def test_new_readings_keep_it_and_the_other_address_is_known(office: Office, agency: Agency) -> None:
    office.settle()
    first = agency.unite()
    agency.wires["b"].account.edit("users", agency.rows["b"], {"email": "nom@gmail.com"})
    rest(office)
    assert (agency.id("b"), office.value(first, "email")) == (first, OTHERS["a"])
    third = office.connect("c")
    row = third.account.edit("users", None, {"name": "PN", "email": OTHERS["b"]}, kind=Kind.USER)
    rest(office)
    assert office.record_of(row, object="users", name="c") == first


def test_two_rows_of_one_account_are_never_one_user(office: Office, agency: Agency) -> None:
    office.settle()
    marc = office.record_of(agency.marc, object="users", name="b")
    first = agency.unite()
    for pair, key in (((first, marc), "users_at_account"), ((first, first), "not_unitable")):
        refused(office, key, pair)
    lead = office.new(last_name="Roux")
    refused(office, "not_unitable", (first, lead))
    refused(office, "not_unitable", (lead, first))


def refused(office: Office, key: str, pair: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput) as raised:
        office.write(lambda unit: unite(unit, *pair))
    assert raised.value.key == key


def test_separating_takes_it_back(office: Office, agency: Agency) -> None:
    rows = {name: agency.lead(name, f"Of {name}", agency.rows[name]) for name in OTHERS}
    office.settle()
    leads = {name: office.record_of(row, name=name) for name, row in rows.items()}
    first, second = agency.id("a"), agency.id("b")
    agency.unite()
    rest(office)
    assert agency.separate() == second
    rest(office)
    assert (agency.id("a"), agency.id("b")) == (first, second)
    assert [office.value(second, name) for name in ("name", "email")] == ["Prénom Nom", OTHERS["b"]]
    assert [office.value(leads[name], "owner") for name in OTHERS] == [first, second]
    assert agency.owner_there("b", leads["b"]) == [agency.rows["b"]]
    # Once more: nothing of the first time is in the way.
    agency.unite()
    rest(office)
    assert [office.value(leads[name], "owner") for name in OTHERS] == [first, first]


def test_users_that_are_one_by_their_address_are_separated_too(office: Office, agency: Agency) -> None:
    rows = {name: agency.user(name, f"Eva {name}", "eva@agence.example") for name in OTHERS}
    lead = agency.lead("b", "Roux", rows["b"])
    office.settle()
    user = office.record_of(rows["a"], object="users")
    made = office.write(lambda unit: separate(unit, user, office.ids["b"]))
    rest(office)
    assert made != user
    assert office.record_of(rows["b"], object="users", name="b") == made
    assert office.value(made, "email") == "eva@agence.example"
    assert office.value(office.record_of(lead, name="b"), "owner") == made, "it is in that account alone"


def test_namesakes_of_two_accounts_are_suggested(office: Office, agency: Agency) -> None:
    office.settle()
    first, second = agency.id("a"), agency.id("b")
    (pair,) = office.read(possible_duplicates)
    assert ({pair.first.record, pair.second.record}, pair.because) == ({first, second}, "name")
    office.write(lambda unit: not_same(unit, first, second))
    assert office.read(possible_duplicates) == []


@pytest.mark.parametrize("commit", sample(range(1, 12), 1, 5, 9))
def test_whoever_comes_next_goes_on_after_a_crash(
    office: Office, agency: Agency, commit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owners, "AT_ONCE", 2)
    rows = [agency.lead("b", f"Lead{number}", agency.rows["b"]) for number in range(5)]
    office.settle()
    office.crash_at = office.commits + commit
    with suppress(Crash):
        agency.unite()
    office.reopen()
    first, second = agency.id("a"), agency.id("b")
    if first != second:
        agency.unite()
    rest(office)
    found = {office.value(office.record_of(row, name="b"), "owner") for row in rows}
    assert found == {agency.id("a")}
    assert [len([each for each in office.history(office.record_of(row, name="b"), "owner") if each[0] == "merge"])
            for row in rows] == [1] * 5  # fmt: skip


def test_whoever_typed_the_other_user_before_means_the_survivor(office: Office, agency: Agency) -> None:
    office.settle()
    second = agency.id("b")
    first = agency.unite()
    lead = office.new(last_name="Roux", owner=second)
    assert office.value(lead, "owner") == first
    assert office.read(lambda reader: records.survivors(reader, [second])) == {second: first}
    rest(office)


def test_a_policy_about_owners_answers_what_is_asked(office: Office, agency: Agency) -> None:
    there = agency.lead("b", "Roux", agency.marc)
    agency.lead("a", "Roux", agency.rows["a"])
    office.settle("a", "b")
    lead = office.record_of(there, name="b")
    made = Policy("", Scope(field="owner"), Way.COMPUTER, None, frozenset({Guard.OWNER}))
    office.write(lambda unit: policies.put(unit, made))
    agency.unite()
    rest(office)
    assert office.conflicts(lead) == {}
    assert agency.owner_there("b", lead) == [agency.rows["b"]]
    assert [row.who.partition(":")[0] for row in office.sql("SELECT who FROM decision")] == ["policy"]


def test_while_an_owner_is_on_its_way(office: Office, agency: Agency) -> None:
    row = agency.lead("b", "Roux", agency.marc)
    office.settle()
    lead, first, second = office.record_of(row, name="b"), agency.id("a"), agency.id("b")
    office.edit(lead, owner=second)
    wire = agency.wires["b"]
    wire.on("update people", lambda: office.meanwhile(lambda unit: unite(unit, first, second)))
    rest(office)
    assert office.value(lead, "owner") == first
    assert agency.owner_there("b", lead) == [agency.rows["b"]]
    assert wire.calls.count("update people") == 1


def test_a_user_whose_account_is_gone_still_becomes_the_other(office: Office, agency: Agency) -> None:
    row = agency.lead("a", "Roux", None)
    agency.lead("b", "Roux", agency.rows["b"])
    office.settle()
    lead, first, second = office.record_of(row), agency.id("a"), agency.id("b")
    office.write(lambda unit: remove_connection(unit, office.ids["b"], keep_data=True))
    office.write(lambda unit: unite(unit, first, second))
    office.settle("a")
    assert office.value(lead, "owner") == first
    assert agency.owner_there("a", lead) == [agency.rows["a"]]


def test_a_third_account_joins_before_the_second_is_gone_through(office: Office, agency: Agency) -> None:
    third = office.connect("c")
    row = third.account.edit("users", None, {"name": "PN", "email": "pn@example.org"}, kind=Kind.USER)
    leads = [agency.lead(name, f"Of {name}", agency.rows[name]) for name in OTHERS]
    office.settle()
    last = office.record_of(row, object="users", name="c")
    agency.unite(wholly=False)
    first = agency.id("a")
    office.write(lambda unit: unite(unit, last, first))
    office.run(owners.follow_all(office.store))
    found = {office.value(office.record_of(lead, name=name), "owner") for lead, name in zip(leads, OTHERS, strict=True)}
    assert found == {last}
    rest(office)
    assert office.write(lambda unit: separate(unit, last, office.ids["b"])) != last
    rest(office)
    assert office.value(office.record_of(leads[1], name="b"), "owner") == agency.id("b") != last
    assert office.value(office.record_of(leads[0]), "owner") == last


def test_of_three_users_made_one_by_two_unions_each_gets_back_what_was_theirs(office: Office, agency: Agency) -> None:
    """What had been the third one's went to the second, who had been made one with them before."""
    third = office.connect("c")
    row = third.account.edit("users", None, {"name": "PN", "email": "pn@example.org"}, kind=Kind.USER)
    agency.wires["c"], agency.rows["c"] = third, row
    for owner in agency.wires:
        for name in agency.wires:
            agency.lead(name, f"Of {owner}", agency.rows[name] if name == owner else None)
    office.settle()
    a, b, c = (agency.id(name) for name in agency.wires)
    leads = {row.owner: row.id for row in office.sql("SELECT id, owner FROM lead")}

    def owners_now() -> list[Any]:
        return [office.value(leads[each], "owner") for each in (a, b, c)]

    for survivor, other in ((b, c), (a, b)):
        office.write(partial(unite, survivor=survivor, other=other))
        rest(office)
    assert owners_now() == [a, a, a]
    assert agency.separate("b") == b
    assert owners_now() == [a, b, a], "the third one is part of the first as long as nobody says otherwise"
    rest(office)
    assert agency.separate("c") == c
    assert owners_now() == [a, b, c]
    rest(office)


# -- what the accounts say of a user -------------------------------------------------------------------------------------


def jean(agency: Agency) -> tuple[str, dict[str, str]]:
    """Somebody who is one user of both accounts by the address, and active in both: the user's id, and the rows."""
    rows = {name: agency.user(name, "Jean Martin", "jean@agence.example") for name in OTHERS}
    for name in OTHERS:
        says(agency, name, rows[name], active=True)
    agency.office.settle()
    user = agency.office.record_of(rows["a"], object="users")
    assert agency.office.record_of(rows["b"], object="users", name="b") == user
    return user, rows


def says(agency: Agency, name: str, row: str, /, **fields: Any) -> None:
    agency.wires[name].account.edit("users", row, fields)


def called(agency: Agency, user: str) -> tuple[Any, Any]:
    return agency.office.value(user, "name"), agency.office.value(user, "active")


def called_at(agency: Agency, user: str) -> dict[str, str | None]:
    found = {row.id: row for row in agency.office.read(user_rows)}
    return {place.account: place.name for place in found[user].places}


def test_whoever_left_one_account_is_active_under_the_name_that_the_other_one_uses(
    office: Office, agency: Agency
) -> None:
    user, rows = jean(agency)
    says(agency, "b", rows["b"], name="JM (parti)", active=False)
    office.settle()
    assert called(agency, user) == ("Jean Martin", True)
    assert called_at(agency, user) == {"a": "Jean Martin", "b": "JM (parti)"}
    says(agency, "a", rows["a"], name="Jean P. Martin")
    office.settle()
    assert called(agency, user) == ("Jean P. Martin", True)
    rest(office)


def test_whoever_was_renamed_first_and_left_then_is_called_as_where_they_are_active(
    office: Office, agency: Agency
) -> None:
    user, rows = jean(agency)
    says(agency, "b", rows["b"], name="JM (parti)")
    office.settle()
    assert called(agency, user) == ("JM (parti)", True)
    says(agency, "b", rows["b"], active=False)
    office.settle()
    assert called(agency, user) == ("Jean Martin", True)
    rest(office)


def test_a_user_whose_row_is_gone_is_what_the_other_account_says(office: Office, agency: Agency) -> None:
    user, rows = jean(agency)
    says(agency, "a", rows["a"], active=False)
    office.settle()
    assert called(agency, user) == ("Jean Martin", True)
    says(agency, "b", rows["b"], name="Jean de b")
    office.settle()
    agency.wires["b"].account.delete("users", rows["b"])
    office.settle()
    assert called(agency, user) == ("Jean Martin", False)
    assert office.conflicts(user) == {}
    agency.wires["a"].account.delete("users", rows["a"])
    office.settle()
    assert office.record(user).life == records.TRASH
    assert office.conflicts(user) == {}


def test_a_user_is_what_the_accounts_say_that_are_left_once_one_is_disconnected(office: Office, agency: Agency) -> None:
    user, rows = jean(agency)
    says(agency, "a", rows["a"], name="Jean (ancien)", active=False)
    office.settle()
    assert called(agency, user) == ("Jean Martin", True)
    office.write(lambda unit: remove_connection(unit, office.ids["b"], keep_data=True))
    assert called(agency, user) == ("Jean (ancien)", False)


def test_two_users_that_are_made_one_are_active_where_either_is_and_are_separated_as_their_accounts_say(
    office: Office, agency: Agency
) -> None:
    says(agency, "a", agency.rows["a"], active=False)
    says(agency, "b", agency.rows["b"], active=True)
    office.settle()
    first = agency.unite()
    assert called(agency, first) == ("Prénom Nom", True)
    says(agency, "b", agency.rows["b"], name="PN", email="pn@gmail.com")
    office.settle()
    second = agency.separate()
    assert called(agency, first) == ("Prénom Nom", False)
    assert (*called(agency, second), office.value(second, "email")) == ("PN", True, "pn@gmail.com")
    rest(office)
