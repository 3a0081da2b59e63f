"""What waits to be sent is given up: the record is again what the account holds, and undo brings the change back."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import AccountValue, ConflictKind
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import editing, intents, links, open_conflicts, records, undoing
from crmdesk.store.discarding import discard
from crmdesk.store.intents import Intent
from crmdesk.store.links import LinkState
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.queries import status
from tests.store.replica import Replica


class Office:
    """A record that one account holds as ``Durand``, at Nantes."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica
        self.account = replica.connect("HubSpot")
        self.record = replica.add(Kind.LEAD, last_name="Durand", city="Nantes")
        self.link = replica.link(self.record, self.account, {"last_name": "Durand", "city": "Nantes"})

    def discard(self, record: str | None = None) -> str:
        return self.replica.write(lambda unit: discard(unit, record or self.record, self.account))

    def pending(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(row.verb, row.fields) for row in self.replica.read(status.pending)]

    def value(self, field: str) -> Value:
        found = self.replica.read(lambda connection: records.find(connection, self.record))
        assert found is not None
        return found.fields[field]

    def undo(self, change: str) -> None:
        self.replica.write(lambda unit: undoing.undo(unit, change))

    def redo(self, change: str) -> None:
        self.replica.write(lambda unit: undoing.redo(unit, change))


@pytest.fixture
def office(replica: Replica) -> Office:
    return Office(replica)


def test_an_edit_that_waits_is_given_up_and_comes_back(office: Office) -> None:
    office.replica.edit(office.record, last_name="Dupont", city=None)
    change = office.discard()
    assert (office.value("last_name"), office.value("city")) == ("Durand", "Nantes")
    assert office.pending() == []
    office.undo(change)
    assert (office.value("last_name"), office.value("city")) == ("Dupont", None)
    assert office.pending() == [("update", ("last_name", "city"))]
    office.redo(change)
    assert office.pending() == []


def test_a_deletion_that_waits_is_taken_back(office: Office) -> None:
    office.replica.write(lambda unit: editing.delete(unit, office.record))
    change = office.discard()
    assert office.pending() == []
    office.undo(change)
    assert office.pending() == [("delete", ())]


def test_a_record_that_no_account_has_goes_into_the_trash(office: Office) -> None:
    made, _ = office.replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Petit"}))
    change = office.discard(made)
    assert office.pending() == []
    assert office.replica.read(status.totals).pending == 0
    office.undo(change)
    assert office.pending() == [("create", ("last_name",))]


def test_a_record_that_another_account_has_stays(office: Office) -> None:
    other = office.replica.connect("Zoho")
    new = LinkState(0, other, "contacts", None, office.record, Kind.LEAD, links.NEW, dirty=True)
    office.replica.write(lambda unit: links.insert_many(unit, [new]))
    with pytest.raises(InvalidInput) as caught:
        office.replica.write(lambda unit: discard(unit, office.record, other))
    assert caught.value.key == "made_elsewhere"
    assert office.pending() == [("create", ("last_name", "city"))]


@pytest.mark.parametrize("state", [links.ACTIVE, links.NO_ACCESS])
def test_what_another_account_holds_stays(office: Office, state: str) -> None:
    """A colleague's value came from there, and would be sent over."""
    other = office.replica.connect("Zoho")
    office.replica.edit(office.record, last_name="Dupont", city="Lens")
    office.replica.link(office.record, other, {"last_name": "Durand", "city": "Lens"}, state=state)
    office.discard()
    assert (office.value("last_name"), office.value("city")) == ("Durand", "Lens")
    with pytest.raises(InvalidInput) as caught:
        office.discard()
    assert caught.value.key == "held_elsewhere"
    assert office.value("city") == "Lens"


def test_a_record_whose_row_at_another_account_may_not_be_seen_stays(office: Office) -> None:
    made, _ = office.replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Petit"}))
    other = office.replica.connect("Zoho")
    office.replica.link(made, other, {"last_name": "Petit"}, state=links.NO_ACCESS)
    with pytest.raises(InvalidInput) as caught:
        office.discard(made)
    assert caught.value.key == "made_elsewhere"


def test_what_waits_for_a_decision_stays(office: Office) -> None:
    office.replica.edit(office.record, last_name="Dupont", city="Rezé")
    held = AccountValue(str(office.link), office.account, "x", "x")
    conflict = FoundConflict(office.record, Kind.LEAD, "last_name", ConflictKind.BOTH_CHANGED, "Durand", (held,))
    office.replica.write(lambda unit: open_conflicts.open_or_refresh(unit, [conflict], run=None))
    office.discard()
    assert (office.value("last_name"), office.value("city")) == ("Dupont", "Nantes")
    with pytest.raises(InvalidInput) as caught:
        office.discard()
    assert caught.value.key == "nothing_to_discard"


def test_what_is_on_its_way_cannot_be_given_up(office: Office) -> None:
    office.replica.edit(office.record, last_name="Dupont")
    intent = Intent(office.link, office.record, intents.UPDATE, {"last_name": ("Dupont", "Dupont")}, {})
    office.replica.write(lambda unit: intents.begin(unit, office.account, [intent], run="run 1"))
    with pytest.raises(InvalidInput) as caught:
        office.discard()
    assert caught.value.key == "on_its_way"
    assert office.value("last_name") == "Dupont"


def test_a_record_that_another_account_is_just_making_stays(office: Office) -> None:
    """It would be deleted there as soon as its answer came."""
    made, _ = office.replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Petit"}))
    other = office.replica.connect("Zoho")
    theirs = LinkState(0, other, "contacts", None, made, Kind.LEAD, links.NEW, dirty=True)
    office.replica.write(lambda unit: links.insert_many(unit, [theirs]))
    intent = Intent(theirs.id, made, intents.CREATE, {"last_name": ("Petit", "Petit")}, {})
    office.replica.write(lambda unit: intents.begin(unit, other, [intent], run="run 1"))
    with pytest.raises(InvalidInput) as caught:
        office.discard(made)
    assert caught.value.key == "on_its_way"
