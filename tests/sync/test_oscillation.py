"""Accounts that set a field to and fro are stopped, and a person is asked; nothing else of the record waits."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import ConflictKind, Keep
from crmdesk.domain.kinds import Kind
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest

ADDRESS = {"email": "ann@example.org", "more_emails": None}


class Quarrel:
    """Two accounts whose workflows each put their own city back."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.wires = {"a": office.connect("a"), "b": office.connect("b")}
        self.rows = {
            name: wire.account.edit(PEOPLE, None, {"emails": ADDRESS, "city": "Lyon"}, kind=Kind.LEAD)
            for name, wire in self.wires.items()
        }
        office.settle()
        self.record = office.record_of(self.rows["a"])

    def put(self, name: str, city: str) -> None:
        self.wires[name].account.edit(PEOPLE, self.rows[name], {"city": city})
        self.office.settle()

    def cities(self) -> list[object]:
        return [wire.account.value(self.rows[name], "city") for name, wire in self.wires.items()]


def braked(office: Office) -> Quarrel:
    quarrel = Quarrel(office)
    for name, city in (("b", "Paris"), ("a", "Lyon"), ("b", "Paris")):
        quarrel.put(name, city)
        assert office.conflicts(quarrel.record) == {}
    quarrel.put("a", "Lyon")
    return quarrel


def test_the_third_time_it_stops(office: Office) -> None:
    quarrel = braked(office)
    conflict = office.conflict(quarrel.record)
    assert (conflict.kind, conflict.field) == (ConflictKind.OSCILLATION, "city")
    assert {each.connection: each.value for each in conflict.accounts} == {
        office.ids["a"]: "Lyon", office.ids["b"]: "Paris",
    }  # fmt: skip
    assert (office.value(quarrel.record, "city"), quarrel.cities()) == ("Paris", ["Lyon", "Paris"])
    office.edit(quarrel.record, job_title="Notaire")
    rest(office)
    assert quarrel.wires["b"].account.value(quarrel.rows["b"], "job_title") == "Notaire"
    assert office.conflict(quarrel.record).id == conflict.id


@pytest.mark.parametrize("city", ["Paris", "Lyon"])
def test_a_decision_ends_it(office: Office, city: str) -> None:
    quarrel = braked(office)
    conflict = office.conflict(quarrel.record)
    if city == "Paris":
        office.resolve(conflict, Keep.COMPUTER)
    else:
        link = next(each.link for each in conflict.accounts if each.value == city)
        office.resolve(conflict, Keep.ACCOUNT, link=link)
    rest(office)
    assert quarrel.cities() == [city, city]
    quarrel.put("a", "Caen")
    assert (quarrel.cities(), office.conflicts(quarrel.record)) == (["Caen", "Caen"], {})


def test_it_is_over_when_the_account_gives_in(office: Office) -> None:
    quarrel = braked(office)
    quarrel.put("a", "Paris")
    rest(office)
    assert office.conflicts(quarrel.record) == {}


def test_what_a_person_here_has_a_hand_in_is_no_quarrel(office: Office) -> None:
    quarrel = Quarrel(office)
    for _ in range(3):
        quarrel.put("a", "Paris")
        office.edit(quarrel.record, city="Lyon")
        office.settle()
    assert office.conflicts(quarrel.record) == {}


def test_neither_is_what_takes_days(office: Office) -> None:
    quarrel = Quarrel(office)
    for name, city in (("b", "Paris"), ("a", "Lyon")) * 3:
        office.clock.tick(50_000)
        quarrel.put(name, city)
    assert office.conflicts(quarrel.record) == {}


def test_one_account_alone_may_say_what_it_likes(office: Office) -> None:
    wire: Wire = office.connect()
    id = wire.account.edit(PEOPLE, None, {"emails": ADDRESS, "city": "Lyon"}, kind=Kind.LEAD)
    office.settle()
    for city in ("Paris", "Lyon") * 3:
        wire.account.edit(PEOPLE, id, {"city": city})
        office.settle()
    assert office.conflicts(office.record_of(id)) == {}
