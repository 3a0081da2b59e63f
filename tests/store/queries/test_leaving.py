"""What goes with an account is counted as it is removed."""

from __future__ import annotations

from functools import partial

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, records, removal
from crmdesk.store.queries.leaving import Leaving, leaving
from tests.store.replica import Replica


def test_only_records_of_no_other_account_go(replica: Replica) -> None:
    here, there = replica.connect("A"), replica.connect("B")
    alone, both, only_here = (replica.add(Kind.LEAD, last_name=name) for name in ("Alone", "Both", "Only here"))
    elsewhere = replica.add(Kind.LEAD, last_name="Elsewhere")
    replica.link(alone, here, {"last_name": "Alone"})
    replica.link(alone, here, {"last_name": "Alone"}, object_name="leads")
    replica.link(both, here, {"last_name": "Both"})
    replica.link(both, there, {"last_name": "Both"})
    replica.link(elsewhere, there, {"last_name": "Elsewhere"})
    assert replica.read(partial(leaving, account=here)) == Leaving(alone=1, shared=1)
    replica.write(partial(removal.remove_connection, connection=here, keep_data=False))
    left = replica.read(lambda reader: set(records.load_many(reader, Kind.LEAD, [alone, both, only_here, elsewhere])))
    assert left == {both, only_here, elsewhere}
    assert replica.read(partial(leaving, account=here)) == Leaving(alone=0, shared=0)


def test_what_was_deleted_here_and_not_there_is_counted(replica: Replica) -> None:
    here, there = replica.connect("A"), replica.connect("B")
    gone, both, kept = (replica.add(Kind.LEAD, last_name=name) for name in ("Gone", "Both", "Kept"))
    for record in (gone, both, kept):
        replica.link(record, here, {"last_name": "X"})
    replica.link(both, there, {"last_name": "X"})
    for record in (gone, both):
        replica.write(partial(editing.delete, record=record))
    assert replica.read(partial(leaving, account=here)).undeleted == 2
    assert replica.read(partial(leaving, account=there)).undeleted == 1
