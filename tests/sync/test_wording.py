"""Words of an account's lists: the same thing said otherwise is no difference, and what there is no word for stays here."""

from __future__ import annotations

import pytest

from crmdesk.domain.field_mapping import Choice
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteProperty
from crmdesk.providers.codecs import Text
from crmdesk.providers.field_mapping import apply
from crmdesk.providers.lines import Line
from crmdesk.providers.listed import listed
from tests.providers.test_field_mapping import Named
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest

FIRST = {"REAL_ESTATE": "Real Estate", "LEGAL": "Legal", "SHOPS": "Shops"}
SECOND = {"21": "Immobilier", "24": "Finance"}
ADDRESS = [{"value": "ann@example.org", "primary": True}]


def speak(wire: Wire, options: dict[str, str], *pairs: tuple[str, str]) -> None:
    """Let an account keep job titles in a closed list of its own."""
    held = RemoteProperty("job_title", "", "enum", options=options, closed=True)
    line = listed(Line("job_title", Named("job_title"), Text()), held)
    (said,) = apply([line], {"job_title": Choice(pairs=pairs)}, {}, lambda *_: None)
    wire.chosen["job_title"] = {"codec": said.codec, "words": said.words, "pairs": pairs}


def notices(office: Office) -> list[tuple[str, str]]:
    return [tuple(each) for each in office.sql("SELECT field, key FROM notice ORDER BY id")]


@pytest.fixture
def wires(office: Office) -> tuple[Wire, Wire]:
    first, second = office.connect(), office.connect("b")
    speak(first, FIRST)
    speak(second, SECOND)
    return first, second


def both(office: Office, wires: tuple[Wire, Wire], here: str, there: str | None) -> tuple[str, str, str]:
    """A person in both accounts with their words."""
    fields = {"last_name": "Durand", "emails": {"email": "ann@example.org"}}
    a = wires[0].account.edit(PEOPLE, None, {**fields, "job_title": here}, kind=Kind.LEAD)
    b = wires[1].account.edit(PEOPLE, None, {**fields, "job_title": there}, kind=Kind.LEAD)
    office.settle()
    return office.record_of(a), a, b


def test_the_same_thing_in_other_words_is_no_difference(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, a, b = both(office, wires, "REAL_ESTATE", "21")
    assert office.conflicts(record) == {}
    assert office.value(record, "job_title") == "REAL_ESTATE"
    assert (wires[0].account.value(a, "job_title"), wires[1].account.value(b, "job_title")) == ("REAL_ESTATE", "21")
    check_at_rest(office)


def test_what_an_account_has_no_word_for_stays_here_and_is_told(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, a, b = both(office, wires, "LEGAL", "24")
    assert office.conflicts(record) == {}
    assert (office.value(record, "job_title"), wires[1].account.value(b, "job_title")) == ("LEGAL", "24")
    assert notices(office) == [("job_title", "word_not_there")]
    office.edit(record, job_title="SHOPS")
    office.settle()
    assert (wires[0].account.value(a, "job_title"), wires[1].account.value(b, "job_title")) == ("SHOPS", "24")
    assert (office.problems(), notices(office)) == ([], [("job_title", "word_not_there")])
    assert office.synced()["pushed"] == 0
    check_at_rest(office)


def test_news_of_the_account_is_still_taken(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, a, b = both(office, wires, "LEGAL", "24")
    wires[1].account.edit(PEOPLE, b, {"job_title": "21"})
    office.settle()
    assert office.value(record, "job_title") == "21"
    assert wires[0].account.value(a, "job_title") == "LEGAL", "there is no such word in the first account"
    check_at_rest(office)


@pytest.mark.parametrize("there", ["24", None])
def test_a_pair_made_later_sends_it(office: Office, wires: tuple[Wire, Wire], there: str | None) -> None:
    record, _, b = both(office, wires, "LEGAL", there)
    assert notices(office) == [("job_title", "word_not_there")]
    speak(wires[1], SECOND, ("Immobilier", "LEGAL"))
    office.settle()
    assert (office.value(record, "job_title"), wires[1].account.value(b, "job_title")) == ("LEGAL", "21")
    assert (office.conflicts(record), notices(office)) == ({}, [])
    check_at_rest(office)


def test_an_option_made_later_at_the_account_sends_it(office: Office, wires: tuple[Wire, Wire]) -> None:
    _, _, b = both(office, wires, "LEGAL", "24")
    speak(wires[1], {**SECOND, "25": "legal"})
    office.settle()
    assert wires[1].account.value(b, "job_title") == "25"
    check_at_rest(office)


def test_a_pair_answers_an_open_conflict(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, _, b = both(office, wires, "REAL_ESTATE", "24")
    assert office.conflict(record).field == "job_title"
    speak(wires[1], SECOND, ("Finance", "REAL_ESTATE"))
    office.settle()
    assert office.conflicts(record) == {}
    assert wires[1].account.value(b, "job_title") == "24"
    check_at_rest(office)


def test_an_option_that_the_account_no_longer_has_loses_nothing(office: Office) -> None:
    wire = office.connect()
    speak(wire, FIRST, ("Legal", "Notaires"))
    record, id = known(office, wire, job_title="LEGAL")
    assert office.value(record, "job_title") == "Notaires"
    speak(wire, {"REAL_ESTATE": "Real Estate"}, ("Legal", "Notaires"))
    rest(office)
    assert (office.value(record, "job_title"), wire.account.value(id, "job_title")) == ("Notaires", "LEGAL")
    assert notices(office) == [("job_title", "word_not_there")]


def test_a_new_row_goes_without_what_there_is_no_word_for(office: Office) -> None:
    wire = office.connect()
    speak(wire, FIRST)
    office.settle()
    record = office.new(last_name="Martin", job_title="Notaires", emails=ADDRESS)
    office.settle()
    (row,) = [id for id, each in wire.account.rows[PEOPLE].items() if each.fields.get("last_name") == "Martin"]
    assert wire.account.value(row, "job_title") is None
    assert office.value(record, "job_title") == "Notaires"
    assert (office.problems(), notices(office)) == ([], [("job_title", "word_not_there")])
    check_at_rest(office)
