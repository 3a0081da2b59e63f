"""What undo and redo do to records and their links."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, intents, links, records, undoing
from crmdesk.store.intents import Intent, Standing
from crmdesk.store.queries import status
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.unit import Unit
from tests.store.replica import Replica


def test_a_creation_that_is_undone_keeps_its_values_in_the_trash(replica: Replica) -> None:
    record, change = replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Roux", "city": "Nice"}))

    def stored() -> Record:
        return replica.read(lambda reader: records.load_many(reader, Kind.LEAD, [record]))[record]

    replica.write(lambda unit: undoing.undo(unit, change))
    assert (stored().life, stored().fields["city"]) == (TRASH, "Nice")
    replica.write(lambda unit: undoing.redo(unit, change))
    assert (stored().life, stored().fields["city"]) == (LIVE, "Nice")
    replica.write(lambda unit: editing.delete(unit, record))
    replica.write(lambda unit: editing.restore(unit, record))
    assert stored().fields["last_name"] == "Roux"


def test_a_record_that_no_account_was_told_of_needs_no_deletion(replica: Replica) -> None:
    """Undone, or deleted, before it was sent: nothing waits any more; brought back, it waits again."""
    account = replica.connect("HubSpot")
    record, change = replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Roux"}))
    (state,) = replica.read(lambda reader: links.by_record(reader, [record]))[record]

    def pending() -> list[str]:
        return [row.verb for row in replica.read(status.pending)]

    for there, back in (
        (lambda unit: undoing.undo(unit, change), lambda unit: undoing.redo(unit, change)),
        (lambda unit: editing.delete(unit, record), lambda unit: editing.restore(unit, record)),
    ):
        assert pending() == ["create"]
        replica.write(there)
        assert (pending(), replica.read(status.totals).pending) == ([], 0)
        replica.write(back)
    refused = Intent(state.id, record, intents.CREATE, {}, {})
    replica.write(lambda unit: _refuse(unit, account, refused))
    replica.write(lambda unit: editing.delete(unit, record))
    assert (pending(), replica.sql("SELECT * FROM intent")) == ([], [])


def _refuse(unit: Unit, account: str, intent: Intent) -> None:
    (begun,) = intents.begin(unit, account, [intent], run="a run")
    intents.note(unit, [Standing(begun.id, intents.REFUSED, 1)])


def test_a_record_whose_creation_is_on_its_way_is_still_to_be_deleted(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record, change = replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Roux"}))
    (state,) = replica.read(lambda reader: links.by_record(reader, [record]))[record]
    sent = Intent(state.id, record, intents.CREATE, {}, {})
    replica.write(lambda unit: intents.begin(unit, account, [sent], run="a run"))
    replica.write(lambda unit: undoing.undo(unit, change))
    (state,) = replica.read(lambda reader: links.by_record(reader, [record]))[record]
    assert (state.state, state.dirty) == (links.NEW, True)
