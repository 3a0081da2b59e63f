"""What the window does with policies and runs reaches the profile."""

from __future__ import annotations

import pytest

from crmdesk.desk.desk import Desk, Outside
from crmdesk.desk.later import Later
from crmdesk.desk.session import Session
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Policy, Scope, Way
from crmdesk.domain.values import Value
from crmdesk.store import ledger, records, runs
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.queries import policies
from crmdesk.store.queries.run_effects import run_effects
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from tests.conftest import RunAsync


def _nothing() -> Outside:
    raise AssertionError("nothing of this speaks to a vendor")


@pytest.fixture
def desk(session: Session) -> Desk:
    return Desk(session.store, Later(_nothing))


def test_policies_are_put_switched_and_removed(desk: Desk, run_async: RunAsync) -> None:
    made = run_async(desk.put_policy(Policy("", Scope(field="city"), Way.FILLED)))
    run_async(desk.switch_policy(made, False))
    (row,) = run_async(desk.read(policies.policy_rows))
    assert (row.policy.id, row.policy.way, row.policy.on, row.name) == (made, Way.FILLED, False, None)
    run_async(desk.remove_policy(made))
    assert run_async(desk.read(policies.policy_rows)) == []
    with pytest.raises(InvalidInput, match="policy_unknown"):
        run_async(desk.switch_policy(made, True))


def _brought(unit: Unit) -> tuple[str, str]:
    """A record, and the run that has changed its city."""
    fields: dict[str, Value] = dict.fromkeys(CATALOGUE[Kind.LEAD]) | {"last_name": "Durand", "city": "Rennes"}
    record = Record(unit.new_id(), Kind.LEAD, LIVE, fields)
    records.insert_many(unit, Kind.LEAD, [record])
    run = runs.start(unit, "account")
    ledger.append(unit, [Entry(record.id, Kind.LEAD, Cause.REMOTE, "city", "Lyon", "Rennes", run=run)])
    runs.end(unit, run, "done", {}, None)
    return record.id, run


def test_a_run_is_taken_back_as_it_was_shown_and_given_back(desk: Desk, session: Session, run_async: RunAsync) -> None:
    record, run = run_async(session.store.write(_brought))
    found = run_async(desk.read(lambda reader: run_effects(reader, run)))
    with pytest.raises(InvalidInput, match="run_moved"):
        run_async(desk.undo_run(run, "something else"))
    change = run_async(desk.undo_run(run, found.shown))
    for undo, city in ((False, "Lyon"), (True, "Rennes")):
        if undo:
            run_async(desk.undo(change))
        shown = run_async(desk.read(lambda reader: records.find(reader, record)))
        assert shown is not None
        assert shown.fields["city"] == city
