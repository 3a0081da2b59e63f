"""The history of a record: newest first, of one field where that is asked, with the names that its values mention."""

from __future__ import annotations

from functools import partial

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, ledger
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.queries import history
from tests.store.replica import Replica, phone


def test_history_is_told_newest_first(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record = replica.add(Kind.LEAD, last_name="Durand")
    imported = Entry(record, Kind.LEAD, Cause.IMPORT, event="imported", connection=account)
    replica.write(lambda unit: ledger.append(unit, [imported]))
    replica.edit(record, last_name="Dupont", phones=phone("0611223344"))
    rows = replica.read(partial(history.record_history, record=record)).rows
    assert [(row.field, row.old, row.new, row.cause, row.event, row.account) for row in rows] == [
        ("phones", None, phone("+33611223344"), "user", None, None),
        ("last_name", "Durand", "Dupont", "user", None, None),
        (None, None, None, "import", "imported", "HubSpot"),
    ]
    assert [row.seq for row in replica.read(partial(history.record_history, record=record, limit=1)).rows] == [
        rows[0].seq
    ]


def test_one_field_may_be_asked_for_and_all_are_named(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand", city="Nantes")
    replica.edit(record, city="Rezé", sector="Nord")
    replica.edit(record, city="Paris")
    told = replica.read(partial(history.record_history, record=record, field="city"))
    assert [(row.old, row.new) for row in told.rows] == [("Rezé", "Paris"), ("Nantes", "Rezé")]
    assert told.fields == ("city", "sector")


def test_records_that_values_refer_to_are_named_and_told_from_those_in_the_trash(replica: Replica) -> None:
    first, second = (replica.add(Kind.COMPANY, name=name) for name in ("Océan", "Loire"))
    record = replica.add(Kind.CONTACT, last_name="Durand", company=first)
    replica.edit(record, company=second)
    replica.write(lambda unit: editing.delete(unit, first))
    told = replica.read(partial(history.record_history, record=record))
    assert (told.names, told.live) == ({first: "Océan", second: "Loire"}, frozenset({second}))


def test_a_record_that_is_not_there_has_no_history(replica: Replica) -> None:
    told = replica.read(partial(history.record_history, record="01HNOTHING"))
    assert (told.rows, told.fields, told.names) == ((), (), {})
