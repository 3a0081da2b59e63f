"""Why what is pending does not go out: each change tells what its account or its record waits for."""

from __future__ import annotations

import pytest

from crmdesk.domain.first_sync import Fate, FirstSync, KindCount, Preview
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Uncommon
from crmdesk.store import connections, editing, held_rows, inbox, reviews
from crmdesk.store.inbox import Arrival
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import Hold
from tests.store.replica import Replica

PEOPLE = "contacts"


def edited(replica: Replica, account: str, name: str = "Durand") -> str:
    record = replica.add(Kind.LEAD, last_name=name)
    replica.link(record, account, {"last_name": name, "city": None})
    replica.edit(record, city="Rezé")
    return record


def holds(replica: Replica) -> dict[str, Hold | None]:
    return {row.record: row.hold for row in replica.read(status.pending)}


def test_nothing_holds_what_goes_with_the_next_run(replica: Replica) -> None:
    record = edited(replica, replica.connect("A"))
    assert holds(replica) == {record: None}


@pytest.mark.parametrize(("state", "hold"), [(connections.PAUSED, Hold.PAUSED), (connections.SIGN_IN, Hold.SIGNED_OUT)])
def test_an_account_that_does_not_run_holds_everything(replica: Replica, state: str, hold: Hold) -> None:
    record = edited(replica, replica.connect("A", state=state))
    assert holds(replica) == {record: hold}


def test_a_first_sync_holds_everything_before_and_while_it_asks(replica: Replica) -> None:
    account = replica.connect("A", first_sync=FirstSync.ASKING)
    record = edited(replica, account)
    assert holds(replica) == {record: Hold.ARRIVING}
    preview = Preview((KindCount(Kind.LEAD, {Fate.IDENTICAL: 1}),), (), (), "1")
    replica.write(lambda unit: reviews.ask_about_first_sync(unit, account, preview, run="R"))
    assert holds(replica) == {record: Hold.QUESTION}
    (row,) = replica.read(status.connections)
    assert (row.first_sync, row.reviews) == (FirstSync.ASKING, 1)


def test_only_the_rows_of_a_review_are_held_by_it(replica: Replica) -> None:
    account = replica.connect("A")
    reviewed, other = edited(replica, account), edited(replica, account, "Petit")
    gone = {"gone": "deleted", "merged_into": None, "at": None, "became": None}
    replica.write(lambda unit: inbox.put(unit, account, [Arrival(PEOPLE, f"r-{reviewed}", gone)]))
    replica.write(lambda unit: held_rows.hold(unit, account, PEOPLE, [f"r-{reviewed}"]))
    ask(replica, account, Uncommon.DELETED, sending=False)
    assert holds(replica) == {reviewed: Hold.REVIEW, other: None}


def test_deletions_that_are_asked_about_are_held(replica: Replica) -> None:
    account = replica.connect("A")
    deleted, other = edited(replica, account), edited(replica, account, "Petit")
    replica.write(lambda unit: editing.delete(unit, deleted))
    ask(replica, account, Uncommon.DELETING, sending=True)
    assert holds(replica) == {deleted: Hold.REVIEW, other: None}


def ask(replica: Replica, account: str, what: Uncommon, *, sending: bool) -> None:
    alarm = Alarm(what, Kind.LEAD, 1, 2)
    replica.write(lambda unit: reviews.open_or_refresh(unit, account, PEOPLE, [alarm], sending=sending, run=None))
