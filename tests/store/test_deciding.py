"""Deciding conflicts: against what was shown, all or none, and back again."""

from __future__ import annotations

from functools import partial

import pytest

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, ConflictKind, Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import deciding, links, open_conflicts, records, undoing
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.queries import conflicts
from crmdesk.store.queries.rows import ConflictField
from crmdesk.store.records import LIVE, TRASH, Record
from tests.store.replica import Replica

AGREED = {"last_name": "Durand", "city": "Nantes"}


class Office:
    """A lead whose name and city were changed on both sides."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica
        self.account = replica.connect("HubSpot")
        self.record = replica.add(Kind.LEAD, **AGREED)
        self.link = replica.link(self.record, self.account, AGREED)
        replica.edit(self.record, last_name="Dupont", city="Orvault")
        self.found("last_name", "Durant")
        self.found("city", "Reze")

    def found(
        self, field: str, value: Value, *, why: ConflictKind = ConflictKind.BOTH_CHANGED, raw: Value = None
    ) -> None:
        """A run finds that the account holds this."""
        held = AccountValue(str(self.link), self.account, raw or value, value, None, "Marie")
        conflict = FoundConflict(self.record, Kind.LEAD, field, why, AGREED.get(field), (held,))
        self.replica.write(lambda unit: open_conflicts.open_or_refresh(unit, [conflict], run=None))

    @property
    def shown(self) -> dict[str, ConflictField]:
        """What is open, by field."""
        case = self.replica.read(partial(conflicts.conflict_case, record=self.record))
        return {} if case is None else {field.field: field for field in case.fields}

    def present(self) -> Record:
        """The lead on this computer."""
        found = self.replica.read(lambda connection: records.find(connection, self.record))
        assert found is not None
        return found

    @property
    def values(self) -> tuple[Value, Value]:
        """Name and city on this computer."""
        fields = self.present().fields
        return fields["last_name"], fields["city"]

    @property
    def life(self) -> str:
        """Whether the lead is there or in the trash."""
        return self.present().life

    def bases(self) -> dict[str, tuple[Value, Value]]:
        """What both sides last agreed on."""
        state = self.replica.read(lambda connection: links.by_id(connection, [self.link]))[self.link]
        return dict(state.bases)

    def decide(self, *fields: ConflictField, keep: Keep = Keep.COMPUTER) -> str:
        resolutions = [Resolution(field.id, keep, field.shown) for field in fields]
        return self.replica.write(lambda unit: deciding.resolve(unit, resolutions))


@pytest.fixture
def office(replica: Replica) -> Office:
    return Office(replica)


@pytest.mark.parametrize("keep", [Keep.COMPUTER, Keep.ACCOUNT, Keep.BEFORE])
def test_an_account_that_moved_since_it_was_shown_is_not_decided_over(office: Office, keep: Keep) -> None:
    seen, bases = office.shown, office.bases()
    office.found("city", "Vertou")
    with pytest.raises(InvalidInput) as caught:
        office.decide(seen["last_name"], seen["city"], keep=keep)
    assert (caught.value.key, caught.value.data) == ("conflict_moved", {"record": office.record, "field": "city"})
    assert set(office.shown) == {"last_name", "city"}
    assert (office.values, office.bases()) == (("Dupont", "Orvault"), bases)
    office.decide(office.shown["last_name"], office.shown["city"], keep=keep)
    assert office.shown == {}
    assert office.bases()["city"] == ("Vertou", "Vertou")


def test_what_was_typed_here_meanwhile_is_not_decided_over(office: Office) -> None:
    seen = office.shown["city"]
    office.replica.edit(office.record, city="Bouguenais")
    with pytest.raises(InvalidInput, match="conflict_moved"):
        office.decide(seen, keep=Keep.ACCOUNT)
    assert office.values[1] == "Bouguenais"


def test_another_form_of_the_same_value_is_another_value(office: Office) -> None:
    seen = office.shown["city"]
    office.found("city", "Reze", raw="REZE")
    with pytest.raises(InvalidInput, match="conflict_moved"):
        office.decide(seen)


def test_what_moves_elsewhere_does_not_matter(office: Office) -> None:
    seen = office.shown["city"]
    office.found("last_name", "Durant-Roy")
    office.decide(seen, keep=Keep.ACCOUNT)
    assert office.values == ("Dupont", "Reze")


def test_a_deletion_that_became_a_change_is_asked_again(office: Office) -> None:
    office.found(EXISTENCE, None, why=ConflictKind.CHANGED_HERE_DELETED_THERE)
    seen = office.shown[EXISTENCE]
    office.found(EXISTENCE, True, why=ConflictKind.DELETED_HERE_CHANGED_THERE)
    with pytest.raises(InvalidInput, match="conflict_moved"):
        office.decide(seen, keep=Keep.ACCOUNT)


def test_a_decision_is_taken_back_and_made_again(office: Office) -> None:
    change = office.decide(*office.shown.values(), keep=Keep.ACCOUNT)
    assert office.values == ("Durant", "Reze")
    office.replica.write(lambda unit: undoing.undo(unit, change))
    assert (office.values, set(office.shown)) == (("Dupont", "Orvault"), {"last_name", "city"})
    office.replica.write(lambda unit: undoing.redo(unit, change))
    assert (office.values, office.shown) == (("Durant", "Reze"), {})
    office.replica.write(lambda unit: undoing.undo(unit, change))
    assert set(office.shown) == {"last_name", "city"}


@pytest.mark.parametrize("order", [1, -1])
def test_what_was_decided_with_the_existence_is_taken_back_once_the_record_is_there_again(
    office: Office, order: int
) -> None:
    """Ids of one moment are in no order: which decision came first was chance."""
    office.found(EXISTENCE, True, why=ConflictKind.DELETED_HERE_CHANGED_THERE)
    asked = {"last_name", "city", EXISTENCE}
    for _ in range(3):
        change = office.decide(*list(office.shown.values())[::order])
        assert office.life == TRASH
        office.replica.write(partial(undoing.undo, change=change))
        assert (office.life, set(office.shown), office.values) == (LIVE, asked, ("Dupont", "Orvault"))
        office.replica.write(partial(undoing.redo, change=change))
        assert (office.life, office.shown) == (TRASH, {})
        office.replica.write(partial(undoing.undo, change=change))
        assert set(office.shown) == asked


def test_a_decision_about_what_moved_since_is_not_made_again(office: Office) -> None:
    change = office.decide(*office.shown.values(), keep=Keep.ACCOUNT)
    office.replica.write(lambda unit: undoing.undo(unit, change))
    office.found("city", "Vertou")
    with pytest.raises(InvalidInput) as caught:
        office.replica.write(lambda unit: undoing.redo(unit, change))
    assert (caught.value.key, caught.value.data["reason"]) == ("cannot_undo", "decide_again")
    assert set(office.shown) == {"last_name", "city"}
