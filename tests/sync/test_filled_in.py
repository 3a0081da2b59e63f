"""What an account fills in by itself as it makes a row: no person's edit, so no question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Raw
from crmdesk.providers.memory_account import US, Behaviour
from crmdesk.store import editing
from tests.sync.clock import Clock
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire


class FillingAccount(WatchedAccount):
    """An account that fills in fields of people for which crmdesk says nothing as it makes them."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock, Behaviour())
        self.defaults: dict[str, Raw] = {}

    def edit(
        self, name: str, id: str | None, fields: Mapping[str, Raw], *, kind: Kind | None = None, by: str = "colleague"
    ) -> str:
        made = super().edit(name, id, fields, kind=kind, by=by)
        if id is None and by == US and name == PEOPLE:
            missing = {each: raw for each, raw in self.defaults.items() if each not in fields}
            super().edit(name, made, missing, by="the account itself")
        return made


class Agency:
    """Two accounts with the same two users; each gives new people to another one of them."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.accounts = {name: FillingAccount(office.clock) for name in ("a", "b")}
        self.wires = {name: Wire(account) for name, account in self.accounts.items()}
        for name, wire in self.wires.items():
            office.attach(name, wire)
        self.users = {name: [user(wire, who) for who in ("ann", "ben")] for name, wire in self.wires.items()}
        for (name, account), mine in zip(self.accounts.items(), (0, 1), strict=True):
            account.defaults = {"owner": [["users", self.users[name][mine]]]}
        office.settle()

    def user(self, number: int) -> str:
        return self.office.record_of(self.users["a"][number], object="users")

    def owners(self) -> list[Any]:
        """Whose person it is in each account: the number of the user."""
        found = []
        for name, wire in self.wires.items():
            (id,) = wire.account.there()
            ((_, owner),) = wire.account.value(id, "owner")
            found.append(self.users[name].index(owner))
        return found


def user(wire: Wire, who: str) -> str:
    return wire.account.edit("users", None, {"name": who, "email": f"{who}@agency.example"}, kind=Kind.USER)


@pytest.fixture
def agency(office: Office) -> Agency:
    return Agency(office)


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")], ids=["a first", "b first"])
def test_the_first_account_decides_and_nobody_is_asked(office: Office, agency: Agency, order: tuple[str, ...]) -> None:
    lead = office.new(last_name="Durand")
    first = "ab".index(order[0])
    office.settle(*order)
    assert office.conflicts(lead) == {}
    assert office.value(lead, "owner") == agency.user(first)
    assert agency.owners() == [first, first]
    assert [cause for cause, _, _ in office.history(lead, "owner")] == ["remote"]
    check_at_rest(office)


def test_what_is_typed_meanwhile_stands(office: Office, agency: Agency) -> None:
    lead = office.new(last_name="Durand")
    typed = {"owner": agency.user(1)}
    agency.wires["a"].on("create people", lambda: office.meanwhile(lambda unit: editing.edit(unit, lead, typed)))
    office.settle()
    assert office.conflicts(lead) == {}
    assert office.value(lead, "owner") == agency.user(1)
    assert agency.owners() == [1, 1]
    check_at_rest(office)


def test_what_a_colleague_changes_afterwards_is_an_edit(office: Office, agency: Agency) -> None:
    lead = office.new(last_name="Durand")
    office.settle()
    (row,) = agency.wires["b"].account.there()
    agency.wires["b"].account.edit(PEOPLE, row, {"owner": [["users", agency.users["b"][1]]]})
    office.settle()
    assert office.value(lead, "owner") == agency.user(1)
    assert agency.owners() == [1, 1]
    check_at_rest(office)


def test_two_people_who_fill_the_same_blank_are_asked(office: Office, agency: Agency) -> None:
    """Only what an account filled in itself is nobody's: a blank that was there before is for people to fill."""
    for account in agency.accounts.values():
        account.defaults = {}
    lead = office.new(last_name="Durand")
    office.settle()
    for number, (name, wire) in enumerate(agency.wires.items()):
        (row,) = wire.account.there()
        wire.account.edit(PEOPLE, row, {"owner": [["users", agency.users[name][number]]]})
    office.settle()
    assert list(office.conflicts(lead)) == ["owner"]


def test_other_values_too(office: Office, agency: Agency) -> None:
    """A status for example; one that fills nothing in is sent what the other one did."""
    agency.accounts["a"].defaults = {"rating": "warm"}
    agency.accounts["b"].defaults = {"rating": "cold"}
    lead = office.new(last_name="Durand")
    office.settle()
    held = [wire.account.value(wire.account.there()[0], "rating") for wire in agency.wires.values()]
    assert (office.value(lead, "rating"), held) == ("warm", ["warm", "warm"])
    check_at_rest(office)
