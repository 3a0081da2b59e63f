"""What undo and redo do to records and their links."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, ConflictKind, Keep, Resolution
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import deciding, editing, intents, links, open_conflicts, records, undoing
from crmdesk.store.intents import Intent, Standing
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.queries import conflicts, status
from crmdesk.store.queries.history import HistoryRow, record_history
from crmdesk.store.queries.rows import ConflictCase
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


def test_what_is_done_again_is_told_as_that(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Roux", city="Nantes")
    change = replica.edit(record, city="Nice")
    replica.write(lambda unit: undoing.undo(unit, change))
    replica.write(lambda unit: undoing.redo(unit, change))
    deleted = replica.write(lambda unit: editing.delete(unit, record))
    replica.write(lambda unit: undoing.undo(unit, deleted))
    replica.write(lambda unit: undoing.redo(unit, deleted))
    told = [
        (row.cause, row.event or row.new) for row in replica.read(lambda reader: record_history(reader, record).rows)
    ]
    assert told == [
        ("redo", "deleted"),
        ("undo", "restored"),
        ("user", "deleted"),
        ("redo", "Nice"),
        ("undo", "Nantes"),
        ("user", "Nice"),
    ]


class Asked:
    """A lead about which HubSpot disagrees: about its city, or about whether it exists."""

    def __init__(self, replica: Replica, field: str = "city") -> None:
        self.replica = replica
        self.account = replica.connect("HubSpot")
        agreed: dict[str, Value] = {"last_name": "Roux", "city": "Nantes"}
        self.record = replica.add(Kind.LEAD, **agreed)
        self.link = replica.link(self.record, self.account, agreed)
        replica.edit(self.record, city="Nice")
        gone = field == EXISTENCE
        why = ConflictKind.CHANGED_HERE_DELETED_THERE if gone else ConflictKind.BOTH_CHANGED
        there: Value = False if gone else "Reze"
        held = AccountValue(str(self.link), self.account, there, there, None, "Marie")
        found = FoundConflict(self.record, Kind.LEAD, field, why, True if gone else "Nantes", (held,))
        replica.write(lambda unit: open_conflicts.open_or_refresh(unit, [found], run=None))

    def case(self) -> ConflictCase:
        case = self.replica.read(lambda reader: conflicts.conflict_case(reader, self.record))
        assert case is not None
        return case

    def decide(self, keep: Keep) -> str:
        (asked,) = self.case().fields
        return self.replica.write(lambda unit: deciding.resolve(unit, [Resolution(asked.id, keep, asked.shown)]))

    def sent(self) -> None:
        """The account has what this computer holds."""

        def confirm(unit: Unit) -> None:
            state = links.by_id(unit.connection, [self.link])[self.link]
            state.bases["city"] = ("Nice", "Nice")
            links.update_many(unit, [state])

        self.replica.write(confirm)

    def told(self) -> HistoryRow:
        """The newest line of the history."""
        return self.replica.read(lambda reader: record_history(reader, self.record)).rows[0]


def test_history_tells_that_a_sent_decision_was_taken_back(replica: Replica) -> None:
    """Even where the value stays as it is."""
    asked = Asked(replica)
    change = asked.decide(Keep.COMPUTER)
    decided = asked.told()
    asked.sent()
    replica.write(lambda unit: undoing.undo(unit, change))
    told = asked.told()
    assert (told.field, told.old, told.new, told.cause) == ("city", "Nice", "Nice", "undo")
    assert told.decided_at == decided.at < told.at
    assert (decided.cause, decided.decided_at, decided.rejected) == ("decision", decided.at, ("Reze",))


def test_a_case_says_which_decision_about_it_was_taken_back(replica: Replica) -> None:
    asked = Asked(replica)
    assert asked.case().fields[0].taken_back is None
    change = asked.decide(Keep.COMPUTER)
    decided = asked.told().at
    asked.sent()
    replica.write(lambda unit: undoing.undo(unit, change))
    assert asked.case().fields[0].taken_back == decided


def test_what_is_asked_does_not_wait_to_be_sent(replica: Replica) -> None:
    """Neither once its decision is taken back, nor as it is typed anew; another field of the record does."""
    asked = Asked(replica)

    def pending() -> int:
        return replica.read(status.totals).pending

    change = asked.decide(Keep.COMPUTER)
    assert pending() == 1
    replica.write(lambda unit: undoing.undo(unit, change))
    assert pending() == 0
    replica.edit(asked.record, city="Vertou")
    assert pending() == 0
    replica.edit(asked.record, last_name="Leroux")
    assert pending() == 1
    asked.decide(Keep.ACCOUNT)
    replica.edit(asked.record, last_name="Roux")
    assert pending() == 0


@pytest.mark.parametrize(("keep", "life"), [(Keep.COMPUTER, LIVE), (Keep.ACCOUNT, TRASH)])
def test_history_tells_a_decision_about_a_deletion_and_that_it_was_taken_back(
    replica: Replica, keep: Keep, life: str
) -> None:
    asked = Asked(replica, EXISTENCE)
    change = asked.decide(keep)
    decided = asked.told()
    assert (decided.cause, decided.event) == ("decision", None if life == LIVE else "deleted")
    replica.write(lambda unit: undoing.undo(unit, change))
    told = asked.told()
    assert (told.cause, told.event) == ("undo", None if life == LIVE else "restored")
    assert told.decided_at == decided.decided_at == decided.at
    assert replace(told, seq=decided.seq, at=decided.at).field == decided.field


def test_taking_back_never_refers_to_a_record_that_became_part_of_another(replica: Replica) -> None:
    """Nor does an edit whose form was filled in before the two became one."""

    def company(name: str) -> str:
        return replica.write(lambda unit: editing.create(unit, Kind.COMPANY, {"name": name}))[0]

    def employer() -> Value:
        return replica.read(lambda reader: records.load_many(reader, Kind.CONTACT, [contact]))[contact].fields[
            "company"
        ]

    first, second, third, other = company("Orpi"), company("Orpi Lyon"), company("Orpi Rhône"), company("Foncia")
    values = {"last_name": "Roux", "company": first}
    contact, _ = replica.write(lambda unit: editing.create(unit, Kind.CONTACT, values))
    moved = replica.write(lambda unit: editing.edit(unit, contact, {"company": other}))
    for gone, into in ((first, second), (second, third)):
        replica.write(partial(_merge, gone=gone, into=into))
    replica.write(lambda unit: undoing.undo(unit, moved))
    assert employer() == third
    replica.write(lambda unit: undoing.redo(unit, moved))
    assert employer() == other
    replica.write(lambda unit: editing.edit(unit, contact, {"company": second}))
    assert employer() == third
    sale: dict[str, Value] = {"name": "Maison", "company": first, "contacts": [contact]}
    deal, _ = replica.write(lambda unit: editing.create(unit, Kind.DEAL, sale))
    made = replica.read(lambda reader: records.load_many(reader, Kind.DEAL, [deal]))[deal].fields
    assert (made["company"], made["contacts"]) == (third, [contact])


def _merge(unit: Unit, gone: str, into: str) -> None:
    records.set_life(unit, Kind.COMPANY, [gone], records.MERGED, merged_into=into)
