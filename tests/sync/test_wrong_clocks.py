"""A clock that is ahead for a while and right again: nothing goes out unasked, and nothing waits until it comes round."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from crmdesk.domain.errors import RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.providers.base import Feed, Refused
from crmdesk.store import leases, reviews
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.store.tables import Intent, Problem, core
from crmdesk.store.unit import Unit
from crmdesk.sync.run import LEASE_S
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import instead, known, rest

DAY_S = 86_400.0
AHEAD_S = 30 * DAY_S


def crowd(office: Office, wire: Wire) -> list[str]:
    """Forty people, of whom a dozen are uncommonly many to delete."""
    ids = [wire.account.edit(PEOPLE, None, {"last_name": f"Durand {n}"}, kind=Kind.LEAD) for n in range(40)]
    office.synced()
    return [office.record_of(id) for id in ids]


def let_them_go(office: Office) -> None:
    (review,) = office.read(reviews.all_open)
    office.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))


def test_what_is_deleted_after_an_answer_from_the_future_is_asked_about(office: Office) -> None:
    wire = office.connect()
    people = crowd(office, wire)
    office.clock.tick(AHEAD_S)
    for record in people[:12]:
        office.delete(record)
    office.synced()
    let_them_go(office)
    office.synced()
    assert len(wire.account.there()) == 28
    office.clock.tick(-AHEAD_S)
    for record in people[12:]:
        office.delete(record)
    assert office.synced()["reviews"] == 1
    assert len(wire.account.there()) == 28


def test_what_was_deleted_in_the_future_is_asked_about_once(office: Office) -> None:
    wire = office.connect()
    people = crowd(office, wire)
    office.clock.tick(AHEAD_S)
    for record in people[:12]:
        office.delete(record)
    office.clock.tick(-AHEAD_S)
    office.synced()
    let_them_go(office)
    office.synced()
    assert len(wire.account.there()) == 28
    assert not office.read(reviews.all_open)


@pytest.mark.parametrize("ahead_s", [AHEAD_S, -AHEAD_S])
def test_an_edit_that_answers_a_question_is_noticed(office: Office, ahead_s: float) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.clock.tick(ahead_s)
    office.synced()
    office.clock.tick(-ahead_s)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    office.synced()
    assert office.conflicts(record)
    office.edit(record, city="Rennes")
    office.synced()
    assert not office.conflicts(record)
    rest(office)


def test_a_list_that_is_read_now_and_then_is_read(office: Office) -> None:
    wire = office.connect()
    feeds = wire.feeds

    def hourly() -> list[Feed]:
        return [replace(feed, every_s=3600) if feed.name == PEOPLE else feed for feed in feeds()]

    wire.feeds = hourly  # type: ignore[method-assign]
    known(office, wire)
    office.clock.tick(AHEAD_S)
    office.synced()
    office.clock.tick(-AHEAD_S)
    id = wire.account.edit(PEOPLE, None, {"last_name": "Petit"}, kind=Kind.LEAD)
    office.synced()
    assert office.sql("SELECT 1 FROM link WHERE remote_id = ?", id)


@pytest.mark.parametrize("field", [None, "city"])
def test_what_was_refused_in_the_future_is_tried_again(office: Office, field: str | None) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    refusal = RecordRefused("value_refused", vendor_words="No.", **({} if field is None else {"remote_field": field}))
    wire.after("update", instead(wire, id, Refused(refusal)))
    office.sync()

    def by_a_clock_that_was_ahead(unit: Unit) -> None:
        for column in (core(Intent).c.not_before, core(Problem).c.next_try):
            unit.connection.execute(sa.update(column.table).values({column: "2099-01-01T00:00:00.000Z"}))

    office.write(by_a_clock_that_was_ahead)
    office.settle()
    assert wire.account.value(id, "city") == "Nantes"
    rest(office)


def test_a_place_that_was_taken_in_the_future_holds_up_nobody(office: Office) -> None:
    wire = office.connect()
    _, id = known(office, wire)
    lease = f"{RUN_LEASE}{office.ids['a']}"
    office.clock.tick(AHEAD_S)
    office.write(lambda unit: leases.acquire(unit, lease, "a process that is gone", LEASE_S))
    office.clock.tick(-AHEAD_S)
    wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    office.synced()
    assert office.value(office.record_of(id), "city") == "Nantes"
