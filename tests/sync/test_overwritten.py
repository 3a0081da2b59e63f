"""A decision that is taken back after it was sent: the question is open again, about a value that no account holds any more."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Conflict, ConflictKind, Keep
from crmdesk.store import undoing
from crmdesk.store.queries.history import record_history
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.test_both_ways import CHARACTERS, contested, quiet

pytestmark = pytest.mark.thorough


@pytest.fixture(params=CHARACTERS)
def wire(request: pytest.FixtureRequest, office: Office) -> Wire:
    return office.connect(behaviour=CHARACTERS[request.param])


@pytest.fixture
def taken_back(office: Office, wire: Wire) -> tuple[str, str]:
    """Nantes was chosen over Rennes and sent; then that was taken back."""
    record, id = contested(office, wire)
    change = office.resolve(office.conflict(record), Keep.COMPUTER)
    assert office.synced()["pushed"] == 1
    office.undo(change)
    return record, id


def asked(office: Office, record: str) -> Conflict:
    conflict = office.conflict(record)
    assert conflict.kind is ConflictKind.OVERWROTE
    return conflict


def test_it_asks_again_with_the_value_that_was_overwritten(
    office: Office, wire: Wire, taken_back: tuple[str, str]
) -> None:
    record, id = taken_back
    assert [account.value.casefold() for account in asked(office, record).accounts] == ["rennes"]
    quiet(office, wire)
    asked(office, record)
    assert (office.value(record, "city"), wire.account.value(id, "city").casefold()) == ("Nantes", "nantes")


def test_the_overwritten_value_can_be_put_back(office: Office, wire: Wire, taken_back: tuple[str, str]) -> None:
    record, id = taken_back
    office.resolve(asked(office, record), Keep.ACCOUNT)
    assert office.synced()["pushed"] == 1
    assert office.value(record, "city").casefold() == "rennes"
    assert wire.account.value(id, "city").casefold() == "rennes"
    assert not office.conflicts(record)
    quiet(office, wire)


def test_staying_with_what_was_sent_sends_nothing(office: Office, wire: Wire, taken_back: tuple[str, str]) -> None:
    record, id = taken_back
    office.resolve(asked(office, record), Keep.COMPUTER)
    assert office.synced()["pushed"] == 0
    assert wire.account.value(id, "city").casefold() == "nantes"
    assert not office.conflicts(record)
    quiet(office, wire)


def test_typing_what_was_overwritten_answers_it(office: Office, wire: Wire, taken_back: tuple[str, str]) -> None:
    record, id = taken_back
    (overwritten,) = (account.value for account in asked(office, record).accounts)
    office.edit(record, city=overwritten)
    assert office.synced()["pushed"] == 1
    assert not office.conflicts(record)
    assert wire.account.value(id, "city").casefold() == "rennes"
    quiet(office, wire)


def test_the_decision_can_be_made_again(office: Office, wire: Wire) -> None:
    record, id = contested(office, wire)
    change = office.resolve(office.conflict(record), Keep.OTHER, "Laval")
    office.synced()
    office.undo(change)
    assert office.value(record, "city") == "Nantes"
    assert office.synced()["pushed"] == 0
    assert wire.account.value(id, "city").casefold() == "laval"
    office.write(lambda unit: undoing.redo(unit, change))
    assert (office.value(record, "city"), office.conflicts(record)) == ("Laval", {})
    assert office.synced()["pushed"] == 0
    quiet(office, wire)


def test_a_colleague_who_writes_again_is_heard(office: Office, wire: Wire, taken_back: tuple[str, str]) -> None:
    record, id = taken_back
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    office.synced()
    assert office.value(record, "city").casefold() == "brest"
    assert not office.conflicts(record)
    quiet(office, wire)


def test_two_who_write_again_are_an_ordinary_conflict(office: Office, wire: Wire, taken_back: tuple[str, str]) -> None:
    record, id = taken_back
    office.edit(record, city="Vannes")
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    office.synced()
    conflict = office.conflict(record)
    assert conflict.kind is ConflictKind.BOTH_CHANGED
    assert [account.value.casefold() for account in conflict.accounts] == ["brest"]
    quiet(office, wire)


def test_a_second_undo_after_the_second_sending_asks_once_more(
    office: Office, wire: Wire, taken_back: tuple[str, str]
) -> None:
    record, id = taken_back
    change = office.resolve(asked(office, record), Keep.ACCOUNT)
    office.synced()
    office.undo(change)
    asked(office, record)
    assert office.value(record, "city") == "Nantes"
    office.resolve(asked(office, record), Keep.COMPUTER)
    assert office.synced()["pushed"] == 1
    assert wire.account.value(id, "city").casefold() == "nantes"
    quiet(office, wire)


@pytest.mark.parametrize(
    ("keep", "value", "told"),
    [
        (Keep.COMPUTER, None, ("nantes", ["rennes"])),
        (Keep.ACCOUNT, None, ("rennes", ["nantes"])),
        (Keep.OTHER, "Laval", ("laval", ["nantes", "rennes"])),
    ],
)
def test_history_tells_what_a_decision_did_not_take(
    office: Office, wire: Wire, keep: Keep, value: str | None, told: tuple[str, list[str]]
) -> None:
    record, _ = contested(office, wire)
    office.resolve(office.conflict(record), keep, value)
    newest = office.read(lambda connection: record_history(connection, record)).rows[0]
    assert (newest.cause, newest.field) == ("decision", "city")
    assert (newest.new.casefold(), [each.casefold() for each in newest.rejected]) == told
