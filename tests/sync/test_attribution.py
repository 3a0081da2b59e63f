"""What the vendor says about who wrote the account's value of a conflict, and what follows from it."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.values import Value
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.store.queries.notices import notices_of
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest

LONG = "Saint-Germain-en-Laye"
LOST = OutcomeUnknown("no_answer", endpoint="create")


def cut_off_unseen(office: Office, *, keyed: bool, lag_s: int = 0) -> tuple[Wire, str, str, Value]:
    """An account that cut a city off as it made a row, and whose answer never arrived: the record, the row, and what is there."""
    behaviour = Behaviour(keyed=keyed, rewriting=Rewriting.TRUNCATE, index_lag_ms=lag_s * 1000)
    wire = office.connect(behaviour=behaviour, only=(PEOPLE,))
    office.synced()
    record = office.new(last_name="Martin", city=LONG)
    wire.lost_after("create", LOST)
    office.sync()
    (id,) = wire.account.there()
    return wire, record, id, wire.account.value(id, "city")


@pytest.mark.parametrize("keyed", [False, True])
def test_what_an_account_made_of_ours_is_no_conflict(office: Office, keyed: bool) -> None:
    wire, record, id, stored = cut_off_unseen(office, keyed=keyed)
    office.settle()
    assert office.conflicts(record) == {}
    (told,) = office.read(lambda reader: notices_of(reader, record))["city"]
    assert (told.key, told.data["stored"]) == ("stored_otherwise", stored)
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == (LONG, stored)


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("typed", [None, "Nantes"])
def test_what_is_typed_afterwards_goes_out(office: Office, keyed: bool, typed: str | None) -> None:
    wire, record, id, _ = cut_off_unseen(office, keyed=keyed)
    office.edit(record, city="Lyon")
    office.edit(record, city=typed)
    office.settle()
    assert office.conflicts(record) == {}
    assert (office.value(record, "city"), wire.account.value(id, "city")) == (typed, typed)
    rest(office)


def test_what_a_colleague_wrote_there_meanwhile_is_asked_about(office: Office) -> None:
    wire, record, id, _ = cut_off_unseen(office, keyed=False, lag_s=60)
    wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    office.settle(pause_s=120)
    asked = office.conflict(record)
    assert [(each.value, each.changed_by) for each in asked.accounts] == [("Nantes", "colleague")]


def test_what_a_colleague_wrote_in_another_account_is_still_asked_about(office: Office) -> None:
    first = office.connect(only=(PEOPLE,))
    record = office.new(last_name="Martin", emails=[{"value": "m@example.org"}])
    office.synced()
    (row,) = first.account.there()
    second = office.connect("b", behaviour=Behaviour(rewriting=Rewriting.TRUNCATE), only=(PEOPLE,))
    office.edit(record, city=LONG)
    second.lost_after("create", LOST)
    office.sync("b")
    first.account.edit(PEOPLE, row, {"city": "Nantes"})
    office.settle()
    asked = office.conflict(record)
    assert [(each.connection, each.value) for each in asked.accounts] == [(office.ids["a"], "Nantes")]
