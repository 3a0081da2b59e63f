"""What is kept about a link that is gone is never taken for another one's: numbers of links are not given again."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import InvalidInput, OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.store import adopting, connections
from crmdesk.sync.uniting import unite
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import someone
from tests.sync.test_questions_that_end import disconnect


def test_a_row_that_comes_late_is_not_taken_for_somebody_elses(office: Office) -> None:
    """Its creation was given up, and its record united with another one, before the next new record."""
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=1000))
    office.settle(pause_s=5)
    there = wire.account.edit(PEOPLE, None, {"last_name": "Martin", "city": "Lyon"}, kind=Kind.LEAD)
    office.clock.tick(5)
    office.synced()
    survivor, lost = office.record_of(there), someone(office)
    wire.lost_after("create", OutcomeUnknown("no_answer"))
    office.synced()
    (row,) = [each for each in wire.account.rows[PEOPLE].values() if each.id != there]
    made_ms, row.made_ms, row.changed_ms = row.made_ms, 10**15, 10**15  # the index does not know it for long
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    office.clock.tick(20)
    office.synced()
    assert office.intents() == []
    number = office.link(lost).id
    office.write(lambda unit: unite(unit, survivor, lost))
    stranger = office.new(last_name="Yvon", city="Brest")
    assert office.link(stranger).id > number
    row.made_ms, row.changed_ms = made_ms, wire.account.now_ms()
    office.clock.tick(5)
    office.synced()
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
    office.settle(pause_s=5)
    assert (wire.account.value(row.id, "last_name"), wire.account.value(row.id, "city")) == ("Martin", "Lille")
    assert office.link(stranger).remote_id != row.id


def test_a_decision_is_not_taken_back_at_an_account_that_was_connected_since(office: Office) -> None:
    wire = office.connect()
    record = someone(office)
    office.settle()
    office.edit(record, city="Nice")
    wire.account.edit(PEOPLE, office.link(record).remote_id, {"city": "Lens"})
    office.synced()
    change = office.resolve(office.conflict(record), Keep.ACCOUNT)
    office.settle()
    number = office.link(record).id
    office.attach("b", disconnect(office, "a"))
    office.settle()
    assert office.link(record, name="b").id > number
    with pytest.raises(InvalidInput) as caught:
        office.undo(change)
    assert caught.value.key == "cannot_undo"
    assert office.link(record, name="b").bases["city"] == ("Lens", "Lens")


def test_what_was_adopted_is_not_given_back_to_an_account_that_was_connected_since(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(rewriting=Rewriting.TRUNCATE))
    record = someone(office)
    office.settle()
    office.edit(record, city="Saint-Germain-en-Laye")
    office.settle()
    there = wire.account.value(office.link(record).remote_id or "", "city")
    change = office.write(lambda unit: adopting.adopt(unit, record, "city", office.ids["a"], stored=there))
    office.settle()
    number = office.link(record).id
    office.attach("b", disconnect(office, "a"))
    office.settle()
    assert office.link(record, name="b").id > number
    office.undo(change)
    told = {row.connection for row in office.sql("SELECT connection FROM notice")}
    assert told <= {office.ids["b"]}
