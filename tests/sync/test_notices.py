"""When what is to be known about a field is over."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.store import adopting, removal
from crmdesk.store.notices import STORED_OTHERWISE, Notice, write
from crmdesk.store.queries.notices import count, notices_of
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest

LONG = "Saint-Germain-en-Laye"


def notices(office: Office) -> list[tuple[str, str]]:
    return [tuple(row) for row in office.sql("SELECT field, key FROM notice ORDER BY id")]


def rewritten(office: Office) -> tuple[Wire, str, str]:
    """A vendor that cuts texts off, and a record that it was told a long one of."""
    wire = office.connect(behaviour=Behaviour(rewriting=Rewriting.TRUNCATE), only=(PEOPLE,))
    record, id = known(office, wire)
    office.edit(record, city=LONG)
    office.synced()
    assert notices(office) == [("city", "stored_otherwise")]
    return wire, record, id


def merged(office: Office) -> tuple[Wire, str, str]:
    """Two tags, one typed on either side."""
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire, tags=["a"])
    office.edit(record, tags=["a", "here"])
    wire.account.edit(PEOPLE, id, {"tags": ["a", "there"]})
    office.synced()
    assert notices(office) == [("tags", "lists_merged")]
    return wire, record, id


def numbers(*ends: int) -> list[dict[str, object]]:
    return [{"value": f"+336112233{end}", "label": None, "primary": at == 0} for at, end in enumerate(ends)]


@pytest.mark.parametrize("new", [False, True])
def test_a_number_that_an_account_has_no_room_for_is_told_as_long_as_that_is_so(office: Office, new: bool) -> None:
    wire = office.connect(only=(PEOPLE,))
    if new:
        record = office.new(last_name="Durand", phones=numbers(10, 11, 12))
    else:
        record, _ = known(office, wire)
        office.edit(record, phones=numbers(10, 11, 12))
    office.synced()
    assert notices(office) == [("phones", "no_room_there")]
    office.edit(record, city="Nantes")
    office.synced()
    office.edit(record, phones=numbers(10, 11, 13))
    assert office.synced()["pushed"] == 0, "what finds room is there already"
    assert notices(office) == [("phones", "no_room_there")]
    assert office.value(record, "phones") == numbers(10, 11, 13)
    office.edit(record, phones=numbers(10, 11))
    office.synced()
    assert notices(office) == []
    rest(office)


def test_what_is_stored_otherwise_is_told_until_something_else_is_sent(office: Office) -> None:
    _, record, _ = rewritten(office)
    change = office.edit(record, city="Nantes")
    office.undo(change)
    assert notices(office) == [("city", "stored_otherwise")], "the account still holds what it made of it"
    office.edit(record, city="Nantes")
    office.synced()
    assert notices(office) == []
    rest(office)


def test_what_is_stored_otherwise_is_told_with_what_was_sent(office: Office) -> None:
    _, record, _ = rewritten(office)
    office.edit(record, city="Nantes")
    (told,) = office.read(lambda connection: notices_of(connection, record))["city"]
    assert (told.account, told.agreed) == ("a", LONG)
    assert LONG.startswith(told.data["stored"])
    assert told.data["stored"] != LONG


def test_another_field_that_is_sent_ends_nothing(office: Office) -> None:
    _, record, _ = rewritten(office)
    office.edit(record, job_title="Notaire")
    office.synced()
    assert notices(office) == [("city", "stored_otherwise")]
    rest(office)


def test_a_value_that_the_account_brings_ends_it(office: Office) -> None:
    wire, record, id = rewritten(office)
    wire.account.edit(PEOPLE, id, {"city": "Paris"})
    office.synced()
    assert (office.value(record, "city"), notices(office)) == ("Paris", [])
    rest(office)


def test_a_decision_that_is_sent_ends_it(office: Office) -> None:
    wire, record, id = rewritten(office)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Paris"})
    office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.synced()
    assert (wire.account.value(id, "city"), notices(office)) == ("Nantes", [])
    rest(office)


def test_what_is_asked_about_ends_it_and_is_not_taken_over_once_the_account_was_chosen(office: Office) -> None:
    wire, record, id = rewritten(office)
    (told,) = office.read(lambda connection: notices_of(connection, record))["city"]
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Paris"})
    office.synced()
    assert notices(office) == [], "the account holds something else by now"
    office.resolve(office.conflict(record), Keep.ACCOUNT)
    with pytest.raises(InvalidInput) as caught:
        office.write(lambda unit: adopting.adopt(unit, record, "city", office.ids["a"], stored=told.data["stored"]))
    assert caught.value.key == "notice_over"
    office.synced()
    assert (wire.account.value(id, "city"), office.value(record, "city")) == ("Paris", "Paris")
    rest(office)


def test_merged_lists_are_told_until_somebody_edits_them(office: Office) -> None:
    _, record, _ = merged(office)
    office.synced()
    assert notices(office) == [("tags", "lists_merged")], "their being sent is no news to anybody"
    office.edit(record, city="Nantes")
    assert notices(office) == [("tags", "lists_merged")]
    office.edit(record, tags=["a"])
    assert notices(office) == []
    rest(office)


def test_merged_lists_are_told_until_the_account_brings_others(office: Office) -> None:
    wire, _, id = merged(office)
    office.synced()
    wire.account.edit(PEOPLE, id, {"tags": ["b"]})
    office.synced()
    assert notices(office) == []
    rest(office)


@pytest.mark.parametrize("how", ["merged", "forgotten"])
def test_nothing_is_told_of_a_record_that_is_no_more(office: Office, how: str) -> None:
    wire, record, id = rewritten(office)
    if how == "merged":
        other = wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
        office.synced()
        wire.account.merge(PEOPLE, other, id)
        office.synced()
        assert office.record(record).life == "merged"
    else:
        office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=False))
        del office.wires["a"]
    assert notices(office) == []


def test_what_is_told_of_a_field_ends_where_the_record_becomes_one_of_a_kind_without_it(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(rewriting=Rewriting.TRUNCATE), only=(PEOPLE,))
    record, id = known(office, wire)
    office.edit(record, city=LONG, sector=LONG)
    office.synced()
    assert sorted(notices(office)) == [("city", "stored_otherwise"), ("sector", "stored_otherwise")]
    own = Notice(office.ids["a"], record, "x.text.cadastre", STORED_OTHERWISE, {"stored": "AB"})
    office.write(lambda unit: write(unit, [own]))
    wire.account.edit(PEOPLE, id, {"job_title": "Notaire"}, kind=Kind.CONTACT)
    office.synced()
    assert office.record(record).kind is Kind.CONTACT
    assert sorted(notices(office)) == [("city", "stored_otherwise"), ("x.text.cadastre", "stored_otherwise")]
    assert office.read(count) == len(office.read(lambda reader: notices_of(reader, record)))


@pytest.mark.parametrize("typed_first", ["b@example.org", "c@example.org"])
def test_another_address_in_first_place_is_told(office: Office, typed_first: str) -> None:
    """Each side keeps its own where two of one person meet; nobody is asked, and nobody is left to find it out."""
    wire = office.connect(only=(PEOPLE,))
    there = {"email": "c@example.org", "more_emails": "b@example.org"}
    id = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": there}, kind=Kind.LEAD)
    typed = [
        {"value": each, "label": None, "primary": each == typed_first} for each in ("b@example.org", "c@example.org")
    ]
    record = office.new(last_name="Durand", emails=typed)
    rest(office)
    assert office.record_of(id) == record
    assert wire.account.value(id, "emails") == there
    differs = typed_first != there["email"]
    assert notices(office) == ([("emails", "same_value_written_otherwise")] if differs else [])
