"""Totals, accounts, what waits, what failed, what ran."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, ConflictKind
from crmdesk.domain.errors import RecordRefused, SignInNeeded, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, editing, intents, open_conflicts, problems, runs
from crmdesk.store.connections import Connection, Route
from crmdesk.store.intents import Intent, Standing
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.problems import Problem
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import PendingRow
from tests.store.replica import Replica


def _pending(replica: Replica) -> list[PendingRow]:
    return replica.read(status.pending)


def _linked(replica: Replica, account: str, name: str = "Durand") -> tuple[str, int]:
    record = replica.add(Kind.LEAD, last_name=name)
    return record, replica.link(record, account, {"last_name": name, "city": None})


def test_an_empty_profile(replica: Replica) -> None:
    totals = replica.read(status.totals)
    assert totals.records == dict.fromkeys(Kind, 0)
    assert (totals.pending, totals.held, totals.conflicts, totals.problems, totals.last_success) == (0, 0, 0, 0, None)
    assert replica.read(status.connections) == []
    assert _pending(replica) == []
    assert replica.read(status.problems) == []
    assert replica.read(status.runs) == []


def test_totals_count_everything(replica: Replica) -> None:
    sending = replica.connect("A", last_success="2026-11-20T10:00:00.000Z")
    held = replica.connect("B", sending=False, last_success="2026-11-19T10:00:00.000Z")
    replica.connect("C", state="paused", last_success="2026-01-01T00:00:00.000Z")
    replica.connect("D")
    record, _ = _linked(replica, sending)
    replica.link(record, sending, {"last_name": "Durand"}, object_name="leads")
    other, link = _linked(replica, held)
    for each in (record, other):
        replica.edit(each, last_name="Dupont")
    replica.add_many(Kind.LEAD, [{"last_name": "x"}], life="trash")
    value = AccountValue(str(link), held, "x", "x")
    conflict = FoundConflict(other, Kind.LEAD, "last_name", ConflictKind.BOTH_CHANGED, "Durand", (value,))
    replica.write(lambda unit: open_conflicts.open_or_refresh(unit, [conflict], run=None))
    replica.write(lambda unit: problems.report(unit, Problem(sending, Unreachable("no_network"))))
    totals = replica.read(status.totals)
    assert (totals.pending, totals.held, totals.conflicts, totals.problems) == (2, 1, 1, 1)
    assert totals.records[Kind.LEAD] == 2
    assert totals.last_success == "2026-11-19T10:00:00.000Z"


def test_an_account_tells_how_it_stands(replica: Replica) -> None:
    account = replica.connect("HubSpot", interval_s=60)
    record, _ = _linked(replica, account)
    replica.edit(record, last_name="Dupont")
    error = SignInNeeded("access_revoked", name="HubSpot")
    replica.write(lambda unit: connections.failed(unit, account, error))
    replica.write(lambda unit: connections.change(unit, account, budget='{"left":12}'))
    replica.write(lambda unit: problems.report(unit, Problem(account, error)))
    first = replica.write(lambda unit: runs.start(unit, account))
    replica.write(lambda unit: runs.end(unit, first, "done", {"pulled": 3}, None))
    replica.write(lambda unit: runs.start(unit, account))
    (row,) = replica.read(status.connections)
    assert (row.id, row.name, row.vendor, row.account_name) == (account, "HubSpot", "hubspot", "HubSpot org")
    assert (row.pending, row.problems, row.interval_s, row.sending) == (1, 1, 60, True)
    assert row.failure == ("access_revoked", {"name": "HubSpot"})
    assert (row.budget, row.last_counts) == ({"left": 12}, {"pulled": 3})


def test_an_edit_waits_with_its_fields(replica: Replica) -> None:
    record, _ = _linked(replica, replica.connect("HubSpot"))
    replica.edit(record, city="Nantes")
    first = replica.sql("SELECT max(at) AS at FROM history")[0].at
    replica.edit(record, last_name="Dupont")
    (row,) = _pending(replica)
    assert (row.record, row.kind, row.name, row.account) == (record, Kind.LEAD, "Dupont", "HubSpot")
    assert (row.verb, row.fields, row.since) == ("update", ("last_name", "city"), first)
    assert (row.held, row.in_flight, row.problem) == (False, False, None)


def test_a_custom_field_waits_by_its_name_also_where_it_was_emptied(replica: Replica) -> None:
    own = "x.text.cadastre"
    record = replica.add(Kind.LEAD, last_name="Durand", **{own: "AB 12"})
    replica.link(record, replica.connect("HubSpot"), {"last_name": "Durand", own: "AB 12"})
    replica.edit(record, last_name="Dupont", **{own: None})
    assert [row.fields for row in _pending(replica)] == [("last_name", own)]


def test_a_new_record_and_a_deleted_one_wait(replica: Replica) -> None:
    account = replica.connect("HubSpot", sending=False)
    gone, _ = _linked(replica, account)
    made, _ = replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Petit"}))
    replica.write(lambda unit: editing.delete(unit, gone))
    made_at, gone_at = (
        replica.sql("SELECT max(at) FROM history WHERE record = ?", each)[0][0] for each in (made, gone)
    )
    assert [(row.record, row.verb, row.fields, row.since, row.held) for row in _pending(replica)] == [
        (made, "create", ("last_name",), made_at, True),
        (gone, "delete", (), gone_at, True),
    ]


def test_two_objects_of_one_account_are_one_row(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record, _ = _linked(replica, account)
    replica.link(record, account, {"sector": None}, object_name="leads")
    replica.edit(record, last_name="Dupont", sector="Nord")
    (row,) = _pending(replica)
    assert row.fields == ("last_name", "sector")


def test_a_contested_field_waits_for_a_decision(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record, link = _linked(replica, account)
    replica.edit(record, last_name="Dupont", city="Nantes")
    held = AccountValue(str(link), account, "x", "x")
    conflict = FoundConflict(record, Kind.LEAD, "last_name", ConflictKind.BOTH_CHANGED, "Durand", (held,))
    replica.write(lambda unit: open_conflicts.open_or_refresh(unit, [conflict], run=None))
    (row,) = _pending(replica)
    assert (row.fields, row.contested, row.waits_for_decision) == (("city",), ("last_name",), False)


def test_what_waits_for_nothing_but_a_decision_says_so(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record, link = _linked(replica, account)
    replica.edit(record, last_name="Dupont")
    _contest(replica, record, link, account, "last_name", ConflictKind.BOTH_CHANGED)
    (row,) = _pending(replica)
    assert (row.fields, row.contested, row.waits_for_decision) == ((), ("last_name",), True)


def test_a_contested_existence_holds_back_everything_for_its_account_only(replica: Replica) -> None:
    here, there = replica.connect("A"), replica.connect("B")
    record, link = _linked(replica, here)
    replica.link(record, there, {"last_name": "Durand"})
    replica.edit(record, last_name="Dupont")
    _contest(replica, record, link, here, EXISTENCE, ConflictKind.CHANGED_HERE_DELETED_THERE)
    assert [(row.account, row.fields, row.contested) for row in _pending(replica)] == [
        ("A", (), (EXISTENCE, "last_name")),
        ("B", ("last_name",), ()),
    ]


def test_a_contested_deletion_made_here_is_no_edit(replica: Replica) -> None:
    account = replica.connect("A")
    record, link = _linked(replica, account)
    replica.edit(record, last_name="Dupont")
    _contest(replica, record, link, account, EXISTENCE, ConflictKind.DELETED_HERE_CHANGED_THERE)
    assert [(row.fields, row.contested) for row in _pending(replica)] == [((), (EXISTENCE,))]


def _contest(replica: Replica, record: str, link: int, account: str, field: str, why: ConflictKind) -> None:
    conflict = FoundConflict(record, Kind.LEAD, field, why, None, (AccountValue(str(link), account, "x", "x"),))
    replica.write(lambda unit: open_conflicts.open_or_refresh(unit, [conflict], run=None))


def test_records_in_conflict_are_counted_beside_their_fields(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record, link = _linked(replica, account)
    other, second = _linked(replica, account)
    for field in ("last_name", "city"):
        _contest(replica, record, link, account, field, ConflictKind.BOTH_CHANGED)
    _contest(replica, other, second, account, "city", ConflictKind.BOTH_CHANGED)
    totals = replica.read(status.totals)
    assert (totals.conflicts, totals.contested) == (3, 2)


@pytest.mark.parametrize("state", ["sign_in", "paused"])
def test_an_account_that_does_not_run_tells_its_last_good_run_where_it_is_alone(replica: Replica, state: str) -> None:
    replica.connect("A", state=state, last_success="2026-11-19T10:00:00.000Z")
    assert replica.read(status.totals).last_success == "2026-11-19T10:00:00.000Z"


def test_a_paused_account_is_not_the_one_furthest_behind(replica: Replica) -> None:
    replica.connect("A", state="paused", last_success="2026-01-01T00:00:00.000Z")
    replica.connect("B")
    assert replica.read(status.totals).last_success is None


def test_records_in_conflict_are_counted_for_each_account_that_they_show(replica: Replica) -> None:
    first, second = replica.connect("HubSpot"), replica.connect("Zoho")
    record, link = _linked(replica, first)
    other = replica.link(record, second, {"last_name": "Durand"})
    sides = (AccountValue(str(link), first, "x", "x"), AccountValue(str(other), second, "y", "y"))
    contested = [
        FoundConflict(record, Kind.LEAD, "last_name", ConflictKind.BOTH_CHANGED, "Durand", sides),
        FoundConflict(record, Kind.LEAD, "city", ConflictKind.BOTH_CHANGED, None, sides[:1]),
    ]
    replica.write(lambda unit: open_conflicts.open_or_refresh(unit, contested, run=None))
    assert [(row.name, row.conflicts) for row in replica.read(status.connections)] == [("HubSpot", 1), ("Zoho", 1)]


@pytest.mark.parametrize(("state", "in_flight"), [("sending", True), ("uncertain", True), ("refused", False)])
def test_a_request_without_answer_is_in_flight(replica: Replica, state: str, in_flight: bool) -> None:
    account = replica.connect("HubSpot")
    record, link = _linked(replica, account)
    replica.edit(record, last_name="Dupont")
    intent = Intent(link, record, intents.UPDATE, {"last_name": ("Dupont", "Dupont")}, {})
    (begun,) = replica.write(lambda unit: intents.begin(unit, account, [intent], run="run 1"))
    replica.write(lambda unit: intents.note(unit, [Standing(begun.id, state, 1)]))
    (row,) = _pending(replica)
    assert row.in_flight is in_flight


def test_a_refusal_is_told_with_what_waits(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record, _ = _linked(replica, account)
    replica.edit(record, last_name="Dupont")
    refused = RecordRefused("value_refused", vendor_words="too long")
    for _ in range(2):
        replica.write(lambda unit: problems.report(unit, Problem(account, refused, record, Kind.LEAD, "last_name")))
    assert [row.problem for row in _pending(replica)] == ["value_refused"]
    (problem,) = replica.read(status.problems)
    assert (problem.name, problem.kind, problem.times, problem.next_try) == ("Dupont", Kind.LEAD, 2, None)
    assert problem.data == {"vendor_words": "too long", "remote_field": None}


def test_a_row_that_only_adds_fields_is_told_from_a_record_that_is_made(replica: Replica) -> None:
    bound: dict[str, Any] = {"id": "A", "name": "A", "user": None, "currency": "EUR", "granted": []}
    routes = (
        Route(Kind.LEAD, "contacts"),
        Route(Kind.LEAD, "leads", part_of="contacts", fields=("sector",)),
    )
    account = Connection(replica.new_id(), "A", "hubspot", bound, routes=routes, sending=True)
    replica.write(lambda unit: connections.insert(unit, account))
    known, _ = _linked(replica, account.id)
    replica.edit(known, sector="Nord")
    replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Nouveau"}))
    told = {row.name: (row.verb, row.adds) for row in _pending(replica)}
    assert told == {"Durand": ("create", True), "Nouveau": ("create", False)}


def test_what_waits_is_limited_and_ordered(replica: Replica) -> None:
    accounts = [replica.connect(name) for name in ("B", "A")]
    for account in accounts:
        for number in range(3):
            record, _ = _linked(replica, account)
            replica.edit(record, last_name=f"Dupont {number}")
    rows = replica.read(partial(status.pending, limit=5))
    assert [(row.account, row.name) for row in rows] == [
        ("A", "Dupont 0"),
        ("A", "Dupont 1"),
        ("A", "Dupont 2"),
        ("B", "Dupont 0"),
        ("B", "Dupont 1"),
    ]


def test_where_not_all_that_waits_is_listed_each_account_has_its_share(replica: Replica) -> None:
    """The first by name took all the places: nothing of the others could be looked at, sent or given up."""
    waiting = {"A": 6, "B": 1, "C": 4}
    for name, many in waiting.items():
        account = replica.connect(name)
        for number in range(many):
            record, _ = _linked(replica, account)
            replica.edit(record, last_name=f"Dupont {number}")

    def listed(limit: int) -> dict[str, int]:
        rows = replica.read(partial(status.pending, limit=limit))
        return dict(Counter(row.account for row in rows))

    assert listed(6) == {"A": 3, "B": 1, "C": 2}
    assert listed(10) == {"A": 5, "B": 1, "C": 4}
    assert listed(500) == waiting


def test_runs_are_told_newest_first(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    first = replica.write(lambda unit: runs.start(unit, account))
    error = Unreachable("no_network", host="api.example")
    replica.write(lambda unit: runs.end(unit, first, "failed", {"calls": 1}, error))
    second = replica.write(lambda unit: runs.start(unit, account))
    running, failed = replica.read(status.runs)
    assert (running.id, running.status, running.ended_at, running.counts, running.error) == (
        second,
        "running",
        None,
        {},
        None,
    )
    assert (failed.id, failed.account, failed.counts) == (first, "HubSpot", {"calls": 1})
    assert failed.error == ("no_network", {"host": "api.example"})
    assert [run.id for run in replica.read(partial(status.runs, limit=1))] == [second]
