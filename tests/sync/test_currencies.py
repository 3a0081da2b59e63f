"""An account that counts in another currency than it was taken for: what was agreed is said in it, and nobody edited it."""

from __future__ import annotations

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.domain.words import OneCurrency
from crmdesk.providers.codecs import Money
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest

PRICE = "asking_price"


def amount(number: str, currency: str) -> dict[str, str]:
    return {"amount": number, "currency": currency}


def count_in(wire: Wire, currency: str) -> None:
    """Let an account keep asking prices as plain numbers in a currency."""
    wire.chosen[PRICE] = {"codec": Money(currency), "words": OneCurrency((), closed=True, currency=currency)}


def notices(office: Office) -> list[tuple[str, str]]:
    return [tuple(each) for each in office.sql("SELECT field, key FROM notice ORDER BY id")]


@pytest.fixture
def wire(office: Office) -> Wire:
    made = office.connect()
    count_in(made, "EUR")
    return made


def test_what_was_agreed_is_said_in_the_currency_of_the_account(office: Office, wire: Wire) -> None:
    record, id = known(office, wire, asking_price="348000")
    assert office.value(record, PRICE) == amount("348000", "EUR")
    count_in(wire, "USD")
    assert office.synced()["pushed"] == 0
    assert office.value(record, PRICE) == amount("348000", "USD")
    assert (wire.account.value(id, PRICE), office.conflicts(record), notices(office)) == ("348000", {}, [])
    office.edit(record, asking_price=amount("350000", "USD"))
    office.settle()
    assert wire.account.value(id, PRICE) == "350000"
    check_at_rest(office)


def test_what_was_typed_since_stays_and_is_not_sent(office: Office, wire: Wire) -> None:
    record, id = known(office, wire, asking_price="348000")
    office.edit(record, asking_price=amount("350000", "EUR"))
    count_in(wire, "USD")
    office.settle()
    assert (office.value(record, PRICE), wire.account.value(id, PRICE)) == (amount("350000", "EUR"), "348000")
    assert (office.problems(), notices(office)) == ([], [(PRICE, "currency_not_there")])


def test_what_was_held_here_in_another_currency_stays(office: Office, wire: Wire) -> None:
    record, id = known(office, wire, asking_price="348000")
    office.edit(record, asking_price=amount("348000", "CHF"))
    office.settle()
    assert notices(office) == [(PRICE, "currency_not_there")]
    count_in(wire, "USD")
    rest(office)
    assert (office.value(record, PRICE), wire.account.value(id, PRICE)) == (amount("348000", "CHF"), "348000")


@pytest.mark.parametrize(("there", "asked", "then"), [("348000", {PRICE}, "348000"), (None, set(), "350000")])
def test_what_it_could_not_keep_goes_to_the_account_once_it_can(
    office: Office, wire: Wire, there: str | None, asked: set[str], then: str
) -> None:
    """It stayed here for good, and was said to be in another currency than the account's."""
    record, id = known(office, wire, asking_price=there)
    office.edit(record, asking_price=amount("350000", "USD"))
    rest(office)
    assert notices(office) == [(PRICE, "currency_not_there")]
    count_in(wire, "USD")
    rest(office)
    assert (set(office.conflicts(record)), notices(office)) == (asked, [])
    assert (office.value(record, PRICE), wire.account.value(id, PRICE)) == (amount("350000", "USD"), then)


def test_that_it_cannot_keep_an_amount_is_over_once_it_has_another_one(office: Office, wire: Wire) -> None:
    """What another account brought ended no such notice: it was told beside an amount that both hold."""
    other, fields = office.connect("b"), {"last_name": "Durand", "emails": {"email": "ann@example.org"}}
    here, there = (each.account.edit(PEOPLE, None, fields) for each in (wire, other))
    office.settle()
    other.account.edit(PEOPLE, there, {PRICE: "1500 USD"})
    office.settle()
    assert notices(office) == [(PRICE, "currency_not_there")]
    other.account.edit(PEOPLE, there, {PRICE: "1500"})
    rest(office)
    assert (wire.account.value(here, PRICE), notices(office)) == ("1500", [])


def test_a_blank_stays_blank(office: Office, wire: Wire) -> None:
    record, _ = known(office, wire, city="Nantes")
    count_in(wire, "USD")
    rest(office)
    assert office.value(record, PRICE) is None
    row = wire.account.edit(PEOPLE, None, {"last_name": "Ode", PRICE: "5"}, kind=Kind.LEAD)
    office.settle()
    assert office.value(office.record_of(row), PRICE) == amount("5", "USD")
