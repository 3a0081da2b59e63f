"""A row that crmdesk may have made twice is told of, with its id, until it is gone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import US, Behaviour
from crmdesk.store.queries import status as queries
from crmdesk.sync import uniting
from crmdesk.sync.run import OpenAccount, Reach
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest, someone, writes

ADDRESS = {"email": "m@example.org", "more_emails": None}
COPY = {"last_name": "Martin", "city": "Lille", "emails": ADDRESS}


def made_twice(office: Office, fields: dict[str, Any], *, by: str = US, keyed: bool = False) -> tuple[Wire, str, str]:
    """A record with its row, and another row that arrives: the account, the record and the row."""
    wire = office.connect(behaviour=Behaviour(keyed=keyed))
    record = someone(office)
    office.synced()
    copy = wire.account.edit(PEOPLE, None, fields, kind=Kind.CONTACT, by=by)
    office.synced()
    return wire, record, copy


def test_a_copy_is_told_with_its_row(office: Office) -> None:
    _, record, copy = made_twice(office, COPY)
    assert office.problems() == [(record, "possible_copy", None)]
    (data,) = office.sql("SELECT json_extract(data, '$.row') AS row FROM problem")
    assert data.row == copy
    assert office.record_of(copy) != record
    rest(office)


def test_each_of_several_copies_is_told_and_ends_by_itself(office: Office) -> None:
    wire, record, first = made_twice(office, COPY)
    second = wire.account.edit(PEOPLE, None, COPY, kind=Kind.CONTACT, by=US)
    third = wire.account.edit(PEOPLE, None, COPY, kind=Kind.CONTACT, by=US)
    office.synced()
    assert office.problems() == [(record, "possible_copy", None)] * 3
    wire.account.delete(PEOPLE, third)
    office.synced()
    told = office.sql("SELECT json_extract(data, '$.row') AS row FROM problem ORDER BY id")
    assert [each.row for each in told] == [first, second]


@pytest.mark.parametrize(
    ("fields", "by", "keyed"),
    [
        (COPY, "colleague", False),
        (COPY | {"emails": {"email": "n@example.org", "more_emails": None}}, US, False),
        (COPY | {"emails": None}, US, False),
        (COPY | {"last_name": "Durand"}, US, False),  # a couple, or a family, with one address
        (COPY, US, True),
    ],
)
def test_other_rows_are_none(office: Office, fields: dict[str, Any], by: str, keyed: bool) -> None:
    made_twice(office, fields, by=by, keyed=keyed)
    assert office.problems() == []


@pytest.mark.parametrize("how", ["deleted there", "deleted here", "merged there"])
def test_it_is_over_when_the_other_one_turns_out_to_be_surplus(office: Office, how: str) -> None:
    wire, record, copy = made_twice(office, COPY)
    row = office.link(record).remote_id or ""
    if how == "deleted there":
        wire.account.delete(PEOPLE, row)
    elif how == "deleted here":
        office.delete(record)
    else:
        wire.account.merge(PEOPLE, copy, row)
    rest(office)
    assert office.problems() == []


@pytest.mark.parametrize("typed_here", [True, False])
def test_the_same_words_at_another_time_are_another_note(office: Office, typed_here: bool) -> None:
    """“No answer” is noted again and again, in the account's own pages by the same person who signed in here, too."""
    wire = office.connect(behaviour=Behaviour(keyed=False))
    record = someone(office)
    office.synced()
    said = {"body": "No answer.", "about": [[PEOPLE, office.link(record).remote_id]]}
    if typed_here:
        office.new(Kind.NOTE, body="No answer.", about=[record])
    else:
        wire.account.edit("notes", None, said, kind=Kind.NOTE, by=US)
    office.synced()
    office.clock.tick(7_200 if typed_here else 1)
    wire.account.edit("notes", None, said, kind=Kind.NOTE, by=US)
    office.settle()
    assert len(office.sql("SELECT id FROM note WHERE life = 'live'")) == 2
    assert office.problems() == []


@pytest.mark.parametrize("how", ["deleted there", "deleted here", "merged there"])
def test_it_is_over_when_the_row_is_gone(office: Office, how: str) -> None:
    wire, record, copy = made_twice(office, COPY)
    office.edit(record, city="Nantes")
    office.synced()
    assert office.problems(), "what else is sent for the record does not end it"
    if how == "deleted there":
        wire.account.delete(PEOPLE, copy)
    elif how == "deleted here":
        office.delete(office.record_of(copy))
    else:
        wire.account.merge(PEOPLE, office.link(record).remote_id or "", copy)
    rest(office)
    assert office.problems() == []


def test_it_is_over_when_somebody_says_that_they_are_two(office: Office) -> None:
    """Of notes, deals and activities no list of possible duplicates tells, and both may be meant."""
    _, record, copy = made_twice(office, COPY)
    other = office.record_of(copy)
    assert [each.data["other"] for each in office.read(queries.problems)] == [other]
    office.write(partial(uniting.not_same, first=record, second=other))
    rest(office)
    assert office.problems() == []
    assert office.record_of(copy) == other != record


def test_what_has_no_address_is_a_copy_where_all_its_values_are_there_already(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False))
    deal = office.new(Kind.DEAL, name="Appartement T3", amount={"amount": "210000", "currency": "EUR"})
    office.synced()
    (first,) = wire.account.there("deals")
    fields = dict(wire.account.rows["deals"][first].fields)
    wire.account.edit("deals", None, {**fields, "name": "Appartement T4"}, by=US)
    office.synced()
    assert office.problems() == []
    wire.account.edit("deals", None, fields, by=US)
    office.synced()
    assert office.problems() == [(deal, "possible_copy", None)]
    rest(office)


def test_what_the_account_fills_in_by_itself_makes_no_other_one_of_it(office: Office) -> None:
    """Pipedrive writes the author into a note, for example, before anybody here knows of one."""
    wire = office.connect(behaviour=Behaviour(keyed=False))
    deal = office.new(Kind.DEAL, name="Appartement T3")
    office.synced()
    (first,) = wire.account.there("deals")
    filled = {**wire.account.rows["deals"][first].fields, "close_date": "2026-12-31"}
    wire.account.edit("deals", None, filled, by=US)
    office.synced()
    assert office.problems() == [(deal, "possible_copy", None)]


def test_the_rows_of_a_first_pull_are_nobodys_copies(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False))
    for _ in range(2):
        wire.account.edit(PEOPLE, None, COPY, kind=Kind.LEAD, by=US)
    office.synced()
    assert office.problems() == []


def test_a_row_that_comes_later_than_anybody_waited_for_it_is_taken_for_what_it_is(office: Office) -> None:
    """The creation was given up and has not been sent again yet."""
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=60_000), only=(PEOPLE,))
    record = someone(office)
    wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.synced()
    (id,) = wire.account.there()
    wire.account.behaviour = replace(wire.account.behaviour, index_lag_ms=86_400_000)
    office.clock.tick(600)
    wire.fails("pull", Unreachable("unreachable", host="memory"))
    office.sync()
    assert office.intents() == [], "it was given up"
    wire.account.behaviour = replace(wire.account.behaviour, index_lag_ms=0)
    office.synced()
    assert (office.record_of(id), wire.account.there()) == (record, [id])
    rest(office)


@pytest.mark.parametrize("wrong_s", [86_400.0, -86_400.0])
def test_a_lost_creation_is_found_although_the_clock_here_was_wrong_when_it_was_sent(
    office: Office, wrong_s: float
) -> None:
    """The account's clock is right, and its answers tell by how much ours is not."""
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=60_000), only=(PEOPLE,))
    ahead = {"s": wrong_s}
    wire.account.now_ms = lambda: int((office.clock.s - ahead["s"]) * 1000)
    record = someone(office)

    def sync() -> None:
        run = office.run_of()
        run.account = OpenAccount(wire, clock_offset=lambda: -ahead["s"])
        office.run(run.execute())

    wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    sync()
    office.clock.s, ahead["s"] = office.clock.s - wrong_s, 0.0
    wire.fails("pull", Unreachable("unreachable", host="memory"))
    sync()
    assert office.intents() == [("create", "uncertain")], "the search cannot know of it yet"
    office.clock.tick(61)
    sync()
    assert (writes(wire, "create"), office.intents()) == (1, [])
    assert [office.record_of(id) for id in wire.account.there()] == [record]


@pytest.mark.parametrize("first", [True, False], ids=["with the first pull", "later"])
@pytest.mark.parametrize("after_s", [90, 600], ids=["in doubt", "given up"])
def test_a_lost_creation_that_a_colleague_has_changed_too_much_to_be_known_again_is_told(
    office: Office, *, first: bool, after_s: float
) -> None:
    """It is made once more, and the row of the first attempt becomes a record of its own."""
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=60_000))
    if not first:
        office.synced()
    company = office.new(Kind.COMPANY, name="Agence", city="Lyon", country="France")
    wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    sending = office.run_of()
    sending.reach = Reach.SEND
    office.run(sending.execute())
    (row,) = wire.account.there("companies")
    wire.account.edit("companies", row, {"city": "Lille", "country": None})
    office.clock.tick(after_s)
    office.synced()
    office.clock.tick(600)
    office.settle()
    assert len(wire.account.there("companies")) == 2
    assert office.problems() == [(company, "possible_copy", None)]
    (data,) = office.sql("SELECT json_extract(data, '$.row') AS row FROM problem")
    assert data.row == row


def test_a_row_of_another_time_is_no_lost_creation(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False, index_lag_ms=60_000))
    wire.account.edit("companies", None, {"name": "Agence", "city": "Lille"}, by=US)
    office.clock.tick(7_200)
    office.new(Kind.COMPANY, name="Agence", city="Lyon", country="France")
    wire.fails("create", OutcomeUnknown("no_answer", endpoint="create"))
    sending = office.run_of()
    sending.reach = Reach.SEND
    office.run(sending.execute())
    office.clock.tick(600)
    office.settle()
    assert len(wire.account.there("companies")) == 2
    assert office.problems() == []
