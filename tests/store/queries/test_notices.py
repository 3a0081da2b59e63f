"""Notices of one record, the newest of all, and how many there are."""

from __future__ import annotations

from functools import partial

from crmdesk.domain.kinds import Kind
from crmdesk.store import notices as stored
from crmdesk.store.notices import Notice
from crmdesk.store.queries import notices, records
from tests.store.replica import Replica


def _tell(replica: Replica, *found: Notice) -> None:
    replica.write(lambda unit: stored.write(unit, found))


def test_no_notices(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand")
    assert replica.read(partial(notices.notices_of, record=record)) == {}
    assert replica.read(notices.newest) == []
    assert replica.read(notices.count) == 0


def test_a_record_tells_its_notices_by_field(replica: Replica) -> None:
    one, other = replica.connect("A"), replica.connect("B", vendor="pipedrive")
    record, elsewhere = replica.add(Kind.LEAD, last_name="Durand"), replica.add(Kind.LEAD, last_name="Petit")
    replica.link(record, one, {"city": "Saint-Germain-en-Laye"})
    replica.link(record, other, {"last_name": "Durand"})
    _tell(replica, Notice(one, record, "city", "stored_otherwise", {"stored": "Saint-Germain"}))
    _tell(
        replica,
        Notice(other, record, "city", "never_blank_there", {}),
        Notice(other, record, "tags", "lists_merged", {}),
        Notice(one, elsewhere, "tags", "lists_merged", {}),
    )
    found = replica.read(partial(notices.notices_of, record=record))
    assert {field: [(row.account, row.key) for row in rows] for field, rows in found.items()} == {
        "city": [("B", "never_blank_there"), ("A", "stored_otherwise")],
        "tags": [("B", "lists_merged")],
    }
    later, first = found["city"]
    assert (first.name, first.kind, dict(first.data)) == ("Durand", Kind.LEAD, {"stored": "Saint-Germain"})
    assert (first.agreed, later.agreed) == ("Saint-Germain-en-Laye", None), "what the account of the notice was sent"
    card = replica.read(partial(records.card, record=record))
    assert card is not None
    assert card.notices == found
    assert replica.read(notices.count) == 4


def test_the_newest_of_all_records_come_first(replica: Replica) -> None:
    account = replica.connect("A")
    ids = [replica.add(Kind.LEAD, last_name=f"Nom {number}") for number in range(25)]
    company = replica.add(Kind.COMPANY, name="Nova")
    for record in ids:
        _tell(replica, Notice(account, record, "city", "never_blank_there", {}))
    _tell(replica, Notice(account, company, "city", "never_blank_there", {}))
    _tell(replica, Notice(account, ids[3], "city", "stored_otherwise", {"stored": "x"}))
    found = replica.read(notices.newest)
    assert [row.name for row in found[:3]] == ["Nom 3", "Nova", "Nom 24"], "what is told anew is new"
    assert len(found) == 20
    assert [row.name for row in replica.read(partial(notices.newest, limit=1))] == ["Nom 3"]
    assert replica.read(notices.count) == 26
