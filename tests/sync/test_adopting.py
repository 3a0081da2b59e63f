"""Taking over what an account stored instead of what it was sent: an act of a person, which undo takes back whole."""

from __future__ import annotations

import pytest

from crmdesk.desk import uniting
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.store import adopting, links, undoing
from crmdesk.store.queries import lacking
from crmdesk.store.queries.notices import notices_of
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest, writes

LONG = "Saint-Germain-en-Laye"


def stored_otherwise(office: Office) -> tuple[Wire, str, str, Value]:
    """An account that cuts texts off, a record that it was told a long city of, and what it made of that."""
    wire = office.connect(behaviour=Behaviour(rewriting=Rewriting.TRUNCATE), only=(PEOPLE,))
    record, id = known(office, wire)
    office.edit(record, city=LONG)
    office.synced()
    (told,) = office.read(lambda reader: notices_of(reader, record))["city"]
    assert (told.connection, told.key) == (office.ids["a"], "stored_otherwise")
    return wire, record, id, told.data["stored"]


def adopt(office: Office, record: str, stored: Value, field: str = "city") -> str:
    return office.write(lambda unit: adopting.adopt(unit, record, field, office.ids["a"], stored=stored))


def notices(office: Office) -> list[tuple[str, str]]:
    return [tuple(row) for row in office.sql("SELECT field, key FROM notice ORDER BY id")]


def test_the_value_of_the_account_becomes_the_one_here_and_nothing_is_sent_to_it(office: Office) -> None:
    wire, record, id, stored = stored_otherwise(office)
    sent = writes(wire, "update")
    adopt(office, record, stored)
    assert (office.value(record, "city"), notices(office)) == (stored, [])
    assert not office.link(record).dirty
    assert office.history(record, "city")[-1] == ("user", f'"{LONG}"', f'"{stored}"')
    rest(office)
    assert (writes(wire, "update"), wire.account.value(id, "city")) == (sent, stored)
    assert office.value(record, "city") == stored


def test_other_accounts_get_it(office: Office) -> None:
    _, record, _, stored = stored_otherwise(office)
    other = office.connect("b", only=(PEOPLE,))
    row = other.account.edit(PEOPLE, None, {"last_name": "Durand", "city": LONG}, kind=office.record(record).kind)
    office.synced("b")
    alone = office.record_of(row, name="b")
    office.write(lambda unit: uniting.unite(unit, record, alone))
    office.settle()
    assert office.record_of(row, name="b") == record
    adopt(office, record, stored)
    office.settle()
    assert other.account.value(row, "city") == stored
    rest(office)


def test_undo_takes_it_back_with_what_was_agreed_and_the_notice(office: Office) -> None:
    wire, record, _, stored = stored_otherwise(office)
    sent, before = writes(wire, "update"), office.link(record).bases["city"]
    change = adopt(office, record, stored)
    office.undo(change)
    assert (office.value(record, "city"), notices(office)) == (LONG, [("city", "stored_otherwise")])
    assert (office.link(record).bases["city"], office.link(record).dirty) == (before, False)
    office.settle()
    assert writes(wire, "update") == sent, "the account was told this value before"
    office.write(lambda unit: undoing.redo(unit, change))
    assert (office.value(record, "city"), notices(office)) == (stored, [])
    rest(office)
    assert writes(wire, "update") == sent


def test_undo_after_the_row_was_deleted_there_is_an_edit_like_any_other(office: Office) -> None:
    wire, record, id, stored = stored_otherwise(office)
    change = adopt(office, record, stored)
    wire.account.delete(PEOPLE, id)
    office.synced()
    office.restore(record)
    office.undo(change)
    assert (office.value(record, "city"), notices(office)) == (LONG, [])
    office.settle()


def test_what_was_typed_since_is_not_replaced(office: Office) -> None:
    _, record, _, stored = stored_otherwise(office)
    change = office.edit(record, city="Nantes")
    refused(office, record, stored)
    office.undo(change)
    adopt(office, record, stored)
    assert office.value(record, "city") == stored
    rest(office)


def test_it_is_refused_where_the_account_holds_something_else_by_now(office: Office) -> None:
    wire, record, id, stored = stored_otherwise(office)
    refused(office, record, "Paris")
    wire.account.edit(PEOPLE, id, {"city": "Lille"})
    office.synced()
    refused(office, record, stored)
    assert office.value(record, "city") == "Lille"
    rest(office)


def test_it_is_refused_while_a_person_is_asked_about_the_field(office: Office) -> None:
    wire, record, id, stored = stored_otherwise(office)
    change = office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Lille"})
    office.synced()
    assert set(office.conflicts(record)) == {"city"}
    refused(office, record, stored)
    office.undo(change)
    refused(office, record, stored)


def test_it_is_refused_for_another_field_and_a_row_that_is_gone(office: Office) -> None:
    wire, record, id, stored = stored_otherwise(office)
    with pytest.raises(InvalidInput) as caught:
        adopt(office, record, stored, field="job_title")
    assert caught.value.key == "notice_over"
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert office.link(record).state == links.GONE
    office.restore(record)
    refused(office, record, stored)


def test_it_is_refused_while_a_request_is_on_its_way(office: Office) -> None:
    wire, record, _, stored = stored_otherwise(office)
    met: list[str] = []

    def act() -> None:
        try:
            office.meanwhile(lambda unit: adopting.adopt(unit, record, "city", office.ids["a"], stored=stored))
        except InvalidInput as error:
            met.append(error.key)

    office.edit(record, job_title="Notaire")
    wire.on("update", act)
    office.synced()
    assert met == ["on_its_way"]
    adopt(office, record, stored)
    rest(office)


def test_it_counts_as_typed_since_a_backup(office: Office) -> None:
    assert adopting.ADOPT in lacking._VERBS  # noqa: SLF001 - what a backup lacks is told by these


def refused(office: Office, record: str, stored: Value) -> None:
    before = (office.record(record), office.sql("SELECT count(*) FROM history"), notices(office))
    with pytest.raises(InvalidInput) as caught:
        adopt(office, record, stored)
    assert caught.value.key == "notice_over"
    assert (office.record(record), office.sql("SELECT count(*) FROM history"), notices(office)) == before
