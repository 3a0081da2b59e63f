"""Merges at an account that meet something else: an earlier merge, a question, a row that the survivor has not had so far."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import replace
from itertools import count, pairwise

import pytest

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Cursor, Feed, Page
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections, records, removal
from crmdesk.store.records import LIVE
from tests.sync.kit import PEOPLE, Crash, Office, WatchedAccount, Wire
from tests.sync.steps import known, rest
from tests.sync.test_parts import PartWire
from tests.sync.test_questions_that_end import in_two_accounts
from tests.sync.test_sweep import SILENT, swept, unseen
from tests.sync.test_unanswered import LOST

A_DAY_S = 90_000.0


def test_whoever_became_part_of_somebody_who_had_become_part_of_another_one_goes_on_there(office: Office) -> None:
    """The account tells of the first merge only after the second one."""
    wire = office.connect(behaviour=Behaviour(lists_deletions=False))
    first, second, third = (wire.account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD) for name in "ABC")
    office.synced()
    record, survivor = office.record_of(first), office.record_of(third)
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    office.edit(record, job_title="Notaire")
    wire.account.merge(PEOPLE, third, second)
    office.settle()
    wire.account.delete(PEOPLE, first)
    wire.account.rows[PEOPLE][first].gone = Absence(PEOPLE, first, merged_into=second)
    for _ in range(2):
        office.clock.tick(A_DAY_S)
        office.synced()
    office.settle()
    assert office.value(survivor, "job_title") == "Notaire"
    assert office.read(lambda reader: records.survivors(reader, [record])) == {record: survivor}


class Both(Wire):
    """A vendor that lists a row which became part of another one among the deleted ones, too."""

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        async for page in super().pull(feed, cursor):
            ended = [Absence(row.object, old, merged_into=row.id) for row in page.records for old in row.merged_ids]
            yield replace(page, absences=[*page.absences, *ended])


@pytest.mark.parametrize("made_by", [Wire, Both])
@pytest.mark.parametrize("keyed", [True, False])
def test_the_row_of_a_creation_without_an_answer_stays_its_own_also_with_another_one_in_it(
    office: Office, made_by: type[Wire], *, keyed: bool
) -> None:
    wire = made_by(WatchedAccount(office.clock, Behaviour(keyed=keyed)))
    office.attach("a", wire)
    other, there = known(office, wire)
    record = office.new(last_name="Martin", first_name="Anne")
    wire.lost_after("create", LOST)
    wire.fails("create" if keyed else "find", LOST)  # asked again at the end of the same run
    office.sync()
    (made,) = set(wire.account.there()) - {there}
    wire.account.merge(PEOPLE, made, there)
    office.settle(pause_s=600)
    assert office.read(lambda reader: records.survivors(reader, [other])) == {other: record}
    assert (office.record_of(made), office.value(record, "last_name"), office.problems()) == (record, "Martin", [])
    assert [each for each in office.history(other, "last_name") if each[0] == "remote"] == []
    rest(office)


@pytest.mark.parametrize("typed", [False, True])
def test_whoever_was_deleted_here_goes_where_nobody_can_be_asked_any_more(office: Office, *, typed: bool) -> None:
    """A colleague changes somebody who was deleted here, and merges them before an answer; the other account has them still."""
    first, second, record, there, elsewhere = in_two_accounts(office)
    survivor = first.account.edit(PEOPLE, None, {"last_name": "Autre"}, kind=Kind.LEAD)
    office.synced("a")
    office.delete(record)
    first.account.edit(PEOPLE, there, {"city": "Lens"})
    office.synced("a")
    assert set(office.conflicts(record)) == {EXISTENCE}
    if typed:
        office.edit(record, job_title="Notaire")
    first.account.merge(PEOPLE, survivor, there)
    rest(office)
    assert office.record(record).life == ("live" if typed else "trash")
    assert second.account.there() == ([elsewhere] if typed else [])


def test_what_was_typed_for_the_loser_goes_into_a_row_that_the_survivor_has_not_had(office: Office) -> None:
    wire = PartWire(WatchedAccount(office.clock, Behaviour()))
    wire.hidden.add("sector")
    office.attach("a", wire)
    loser, survivor = (office.new(Kind.LEAD, last_name=name) for name in ("Martin", "Durand"))
    office.settle()
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    office.edit(loser, sector="Nord")
    there = office.link(survivor).remote_id or ""
    wire.account.merge(PEOPLE, there, office.link(loser).remote_id or "")
    office.settle()
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
    office.settle()
    assert office.value(survivor, "sector") == "Nord"
    assert list(wire.folders.values()) == [(there, "Nord")]


@pytest.mark.parametrize("forgotten", [False, True])
def test_whoever_is_part_of_no_other_row_any_more_is_nobody_elses_news(office: Office, *, forgotten: bool) -> None:
    """The survivor's record was now the one and now the other: what a colleague wrote in the loser's row went into it."""
    wire = office.connect("a", only=(PEOPLE,))
    loser = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    if forgotten:
        # The loser lives on in an account that is then forgotten with all that it alone has.
        office.connect("b", only=(PEOPLE,))
        office.settle()
        office.edit(office.record_of(loser), job_title="Notaire")
        made = office.new(last_name="Martin")
        office.settle()
        loser, survivor = (office.link(each).remote_id or "" for each in (made, office.record_of(loser)))
    else:
        office.settle()
        survivor = wire.account.edit(PEOPLE, None, {"last_name": "Petit", "city": "Nice"}, kind=Kind.LEAD)
    wire.account.merge(PEOPLE, survivor, loser)
    office.settle()
    record = office.record_of(survivor)
    if forgotten:
        office.write(lambda unit: removal.remove_connection(unit, office.ids["b"], keep_data=False))
        del office.wires["b"], office.ids["b"]
    wire.account.restore(PEOPLE, loser)
    wire.account.edit(PEOPLE, loser, {"city": "Brest"})
    held = office.record(record).fields
    for _ in range(3):
        office.settle()
        assert office.record(record).fields == held
        office.clock.tick(A_DAY_S)
    assert office.record_of(loser) != record == office.record_of(survivor)
    assert office.value(office.record_of(loser), "city") == "Brest"


@pytest.mark.parametrize("moved", [True, False])
def test_a_note_about_somebody_who_goes_on_elsewhere_is_about_the_survivor_too(office: Office, *, moved: bool) -> None:
    """Nobody has edited the note: its account only says of the row it is about that it is another one's by now."""
    first, second, loser, there, elsewhere = in_two_accounts(office)
    survivor, note = office.new(Kind.LEAD, last_name="Autre"), office.new(Kind.NOTE, body="Rappeler.", about=[loser])
    office.settle()
    row, other = (office.link(survivor, name=name).remote_id or "" for name in ("a", "b"))
    (noted,), (noted_elsewhere,) = first.account.there("notes"), second.account.there("notes")
    first.account.merge(PEOPLE, row, there)
    if moved:
        first.account.edit("notes", noted, {"about": [[PEOPLE, row]]})
    office.settle()
    assert office.value(note, "about") == sorted([loser, survivor])
    assert first.account.value(noted, "about", object="notes") == [[PEOPLE, row]]
    assert second.account.value(noted_elsewhere, "about", object="notes") == sorted(
        [[PEOPLE, elsewhere], [PEOPLE, other]]
    )
    rest(office)


def test_a_note_about_both_of_two_who_became_one_at_one_account_has_nothing_new_in_its_history(office: Office) -> None:
    first, _, loser, there, _ = in_two_accounts(office)
    survivor = office.new(Kind.LEAD, last_name="Autre")
    note = office.new(Kind.NOTE, body="Rappeler.", about=sorted([loser, survivor]))
    office.settle()
    row, (noted,) = office.link(survivor).remote_id or "", first.account.there("notes")
    first.account.merge(PEOPLE, row, there)
    office.settle()
    assert first.account.value(noted, "about", object="notes") == [[PEOPLE, row]]
    assert [cause for cause, _, _ in office.history(note, "about") if cause == "merge"] == []
    rest(office)


@pytest.mark.parametrize("moved", [True, False])
@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_whoever_works_for_a_company_that_became_part_of_another_works_for_that(
    office: Office, *, moved: bool, typed: bool, elsewhere: bool
) -> None:
    """Whether the company goes on as a record of its own, because another account has it, or not."""
    first = office.connect("a")
    if elsewhere:
        office.connect("b")
    loser, survivor, third = (office.new(Kind.COMPANY, name=name) for name in ("Petit", "Grand", "Autre"))
    person = office.new(last_name="Martin", company=loser)
    office.settle()
    there, row, typed_row = (office.link(each, object="companies").remote_id or "" for each in (loser, survivor, third))
    (martin,) = first.account.there()
    if typed:
        office.edit(person, company=third)
    first.account.merge("companies", row, there)
    if moved:
        first.account.edit(PEOPLE, martin, {"company": [["companies", row]]})
    office.settle()
    assert office.conflicts(person) == {}
    assert office.value(person, "company") == (third if typed else survivor)
    assert first.account.value(martin, "company") == [["companies", typed_row if typed else row if moved else there]]
    rest(office)


class OneByOne(Wire):
    """A vendor that tells of each merge among the deleted rows, as it was made then, and of nothing else of it."""

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        async for page in super().pull(feed, cursor):
            ended = [self.account.rows[row.object][old].gone for row in page.records for old in row.merged_ids]
            told = sorted((each for each in ended if each is not None), key=lambda each: each.id)
            alone = [replace(row, merged_ids=()) for row in page.records]
            yield replace(page, records=alone, absences=[*page.absences, *told])


@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_refers_to_the_first_of_two_merges_refers_to_the_last_survivor(office: Office, *, elsewhere: bool) -> None:
    """Both come with one page, the first one first."""
    wire = OneByOne(WatchedAccount(office.clock, Behaviour()))
    office.attach("a", wire)
    if elsewhere:
        office.connect("b")
    companies = [office.new(Kind.COMPANY, name=name) for name in ("Petit", "Grand", "Autre")]
    person = office.new(last_name="Martin", company=companies[0])
    note = office.new(Kind.NOTE, body="Rappeler.", about=[companies[0]])
    office.settle()
    rows = [office.link(each, object="companies").remote_id or "" for each in companies]
    for loser, survivor in pairwise(rows):
        wire.account.merge("companies", survivor, loser)
    wire.account.rows["companies"][rows[0]].gone = Absence("companies", rows[0], merged_into=rows[1])
    office.settle()
    assert office.value(person, "company") == companies[2]
    assert office.value(note, "about") == (sorted(companies) if elsewhere else [companies[2]])
    rest(office)


@pytest.mark.parametrize("own", ["+33699999999", None])
def test_a_number_that_was_typed_for_the_loser_stands_beside_that_of_the_survivor(
    office: Office, own: str | None
) -> None:
    wire = office.connect()
    numbers = (own, "+33611111111")
    winner, loser = (
        wire.account.edit(PEOPLE, None, {"last_name": "Martin", "phones": {"mobile": each}}, kind=Kind.CONTACT)
        for each in numbers
    )
    office.synced()
    record = office.record_of(winner)
    typed = "+33622222222"
    office.edit(office.record_of(loser), phones=[{"value": typed, "label": "mobile", "primary": True}])
    wire.account.merge(PEOPLE, winner, loser)
    rest(office)
    held = {item["value"] for item in office.value(record, "phones")}
    assert typed in held
    assert own in {None, *held}
    assert set(wire.account.value(winner, "phones").values()) - {None} == held


def test_what_was_typed_for_who_stands_alone_again_is_pending_from_then_on(office: Office) -> None:
    """Wherever the program dies: the row may wait in the inbox for a long time."""
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    _, winner = known(office, wire)
    merged, loser = known(office, wire, last_name="Martin")
    office.edit(merged, job_title="Notaire")
    wire.account.delete(PEOPLE, loser, merged_into=winner)
    swept(office)
    wire.account.rows[PEOPLE][loser].gone = None
    unseen(wire, loser, city="Brest")
    swept(office)
    office.clock.tick(1200)
    for point in count(1):
        office.commits, office.crash_at = 0, point
        with suppress(Crash):
            office.sync()
        office.reopen()
        if office.record(merged).life == LIVE:
            break
    assert office.link(merged).dirty
    office.settle()
    assert wire.account.value(loser, "job_title") == "Notaire"
