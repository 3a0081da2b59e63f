"""Fields that are mapped, and that an account's answers leave out."""

from __future__ import annotations

from crmdesk.store import connections
from tests.sync.kit import Office
from tests.sync.steps import known
from tests.sync.test_wording import FIRST, speak

NOON = "2026-11-20T12:00:00.000Z"


def described_at(office: Office) -> str | None:
    return office.read(lambda reader: connections.get(reader, office.ids["a"])).described_at


def describe(office: Office) -> None:
    office.write(lambda unit: connections.change(unit, office.ids["a"], described_at=NOON))


def test_a_property_that_was_away_while_rows_were_read_is_read_once_it_is_back(office: Office) -> None:
    """Nothing at the vendor tells that it is: neither the description, which never saw it go, nor the rows' stamps."""
    wire = office.connect()
    office.synced()
    wire.unreadable.add("sector")
    record, _ = known(office, wire, sector="Centre")
    assert office.value(record, "sector") is None
    office.clock.tick(7_200)
    wire.unreadable.clear()
    office.synced()
    assert office.value(record, "sector") == "Centre"


def test_a_field_that_is_never_listed_costs_one_description_and_one_reading(office: Office) -> None:
    wire = office.connect()
    office.synced()
    wire.unreadable.add("sector")
    describe(office)
    known(office, wire)
    assert described_at(office) is None
    describe(office)
    assert office.synced()["pulled"] == 1
    office.clock.tick(7_200)
    known(office, wire)
    assert office.synced()["pulled"] <= 1
    assert described_at(office) == NOON


def test_a_field_that_the_mapping_loses_and_gains_is_watched_anew(office: Office) -> None:
    wire = office.connect()
    office.synced()
    wire.unreadable.add("sector")
    known(office, wire)
    wire.hidden.add("sector")
    office.synced()
    describe(office)
    wire.hidden.clear()
    office.synced()
    assert described_at(office) is None


def test_a_field_that_the_mapping_loses_is_told_until_it_is_back(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire, sector="Centre")
    wire.hidden.add("sector")
    for _ in range(2):
        office.synced()
        assert set(office.problems()) == {(None, "field_lost_place", "sector")}
    assert office.value(record, "sector") == "Centre"
    wire.hidden.clear()
    office.synced()
    assert office.problems() == []


def test_a_word_that_is_no_option_yet_has_the_account_described_once(office: Office) -> None:
    """A colleague chooses what an administrator has just added, or a user who joined today."""
    wire = office.connect()
    speak(wire, FIRST)
    office.synced()
    describe(office)
    record, _ = known(office, wire, job_title="NEW_ONE")
    assert described_at(office) is None
    describe(office)
    office.clock.tick(7_200)
    other, _ = known(office, wire, job_title="NEW_ONE")
    assert described_at(office) == NOON
    known(office, wire, job_title="ANOTHER_ONE")
    assert described_at(office) is None
    speak(wire, {**FIRST, "NEW_ONE": "New one"})
    office.synced()
    assert {office.value(each, "job_title") for each in (record, other)} == {"NEW_ONE"}


def test_words_of_a_list_that_takes_any_are_not_asked_for(office: Office) -> None:
    wire = office.connect()
    speak(wire, FIRST, closed=False)
    office.synced()
    describe(office)
    known(office, wire, job_title="NEW_ONE")
    assert described_at(office) == NOON
