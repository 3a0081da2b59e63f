"""What an account refuses item by item: what is told, when it is tried again, and what goes on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown, RecordRefused, Unreachable
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Done, NotNow, Refused
from crmdesk.providers.memory_account import REFUSED_TEXT, Behaviour
from crmdesk.store import connections, editing, problems
from crmdesk.store.unit import Unit
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import instead, known, rest, writes


def test_a_refused_item_is_told_with_its_field_and_siblings_go_on(office: Office) -> None:
    wire = office.connect()
    first, _ = known(office, wire)
    second, second_id = known(office, wire)
    office.edit(first, city=REFUSED_TEXT)
    office.edit(second, city="Nantes")
    counts = office.synced()
    assert (counts["pushed"], counts["problems"]) == (1, 1)
    assert office.problems() == [(first, "value_refused", "city")]
    assert wire.account.value(second_id, "city") == "Nantes"
    before = writes(wire, "update")
    office.synced()
    assert writes(wire, "update") == before, "it is tried again only after an hour"
    office.edit(first, city="Brest")
    assert office.problems() == []
    assert office.synced()["pushed"] == 1
    rest(office)


def test_a_refused_item_is_tried_again_later_and_later_for_ever(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    office.edit(record, city=REFUSED_TEXT)
    waits = []
    for _ in range(8):
        office.synced()
        (wait,) = office.sql("SELECT not_before, attempts FROM intent WHERE state = 'refused'")
        waits.append(wait.attempts)
        office.clock.tick(90_000)
    assert waits == list(range(1, 9))
    office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE intent SET attempts = 5000"))
    office.synced()
    assert office.problems() == [(record, "value_refused", "city")]


def test_a_refusal_is_over_when_the_value_is_taken_back(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    change = office.edit(record, city=REFUSED_TEXT)
    office.synced()
    office.undo(change)
    rest(office)
    assert office.problems() == []


def test_a_refusal_is_over_when_the_row_is_gone(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city=REFUSED_TEXT)
    office.synced()
    wire.account.edit(PEOPLE, id, {"city": REFUSED_TEXT})
    office.synced()
    assert office.link(record).dirty is False
    rest(office)
    assert office.problems() == []


def test_not_now_is_tried_again_without_a_word(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.after("update", instead(wire, id, NotNow(Unreachable("locked"), 30.0)))
    counts = office.synced()
    assert (counts["pushed"], counts["problems"]) == (0, 0)
    office.synced()
    assert wire.account.value(id, "city") == "Lyon"
    office.clock.tick(31)
    assert office.synced()["pushed"] == 1
    rest(office)


@pytest.mark.parametrize("sent", ["street", "postal_code"])
def test_what_several_fields_share_is_refused_at_the_one_that_was_sent(office: Office, sent: str) -> None:
    """As with Pipedrive, where an address is one property, and the time of a meeting is where that of a task is."""
    wire = office.connect()
    wire.chosen = {name: {"remote": ("address",)} for name in ("street", "postal_code")}
    record, id = known(office, wire, street="1 rue Foch", postal_code="44000")
    office.edit(record, **{sent: "?", "job_title": "Notaire"})
    refusal = RecordRefused("value_refused", vendor_words="No.", remote_field="address")
    wire.after("update", instead(wire, id, Refused(refusal)))
    office.synced()
    assert office.problems() == [(record, "value_refused", sent)]
    office.synced()
    assert wire.account.value(id, "job_title") == "Notaire"


@pytest.mark.parametrize("key", ["property_missing", "property_read_only"])
def test_a_field_that_is_not_as_described_holds_the_others_up_for_one_run(office: Office, key: str) -> None:
    wire = office.connect()
    record, id = known(office, wire, sector="Centre")
    noon = "2026-11-20T12:00:00.000Z"
    office.write(lambda unit: connections.change(unit, office.ids["a"], described_at=noon))
    office.edit(record, city="Nantes", sector="Nord")
    refusal = RecordRefused(key, vendor_words="No.", remote_field="sector")
    wire.after("update", instead(wire, id, Refused(refusal)))
    office.synced()
    assert office.problems() == [(record, key, "sector")]
    assert office.read(lambda reader: connections.get(reader, office.ids["a"])).described_at is None
    wire.hidden.add("sector")
    office.synced()
    assert wire.account.value(id, "city") == "Nantes"
    assert office.problems() == [(None, "field_lost_place", "sector")]
    assert office.value(record, "sector") == "Nord"


def test_a_field_that_stays_as_described_and_is_refused_holds_nothing_up_any_longer(office: Office) -> None:
    """The account's description does not tell that this user may not write it."""
    wire = office.connect()
    record, id = known(office, wire, sector="Centre")
    office.edit(record, city="Nantes", sector="Nord")
    refusal = RecordRefused("property_read_only", vendor_words="No.", remote_field="sector")
    for _ in range(2):
        wire.after("update", instead(wire, id, Refused(refusal)))
        assert wire.account.value(id, "city") == "Lyon"
        office.synced()
    assert wire.account.value(id, "city") == "Nantes"
    assert office.problems() == [(record, "property_read_only", "sector")]


def test_a_row_that_is_said_to_have_changed_each_time_is_set_aside_at_last(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(guarded=True))
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    for _ in range(5):
        wire.after("update", instead(wire, id, Refused(RecordRefused("changed_meanwhile", vendor_words="Moved."))))
        assert not office.problems()
        office.synced()
    assert office.problems() == [(record, "changed_meanwhile", None)]
    office.clock.tick(3_601)
    assert office.synced()["pushed"] == 1
    rest(office)


def test_the_answer_of_another_row_is_refused_for_good(office: Office) -> None:
    wire = office.connect()
    other, other_id = known(office, wire)
    record = office.new(last_name="Martin")

    def confuse(outcomes: Sequence[Any]) -> Sequence[Any]:
        made = outcomes[0].record
        wire.account.delete(PEOPLE, made.id)
        return [Done(replace(made, id=other_id))]

    wire.after("create", confuse)
    office.synced()
    assert office.problems() == [(record, "row_of_another_record", None)]
    assert office.intents() == [("create", "refused")]
    assert office.link(other).remote_id == other_id


def test_what_was_not_carried_out_of_a_creation_goes_out_as_a_change(office: Office) -> None:
    wire = office.connect()
    record = office.new(last_name="Martin", city="Lille", first_name="Ann")

    def leave_out(outcomes: Sequence[Any]) -> Sequence[Any]:
        """As if these fields took calls of their own, one of which failed, and one of which was carried out without an answer."""
        made = outcomes[0].record
        wire.account.rows[PEOPLE][made.id].fields["city"] = None
        told = {name: raw for name, raw in made.fields.items() if name not in {"city", "first_name"}}
        return [Done(replace(made, fields=told), frozenset({"city", "first_name"}))]

    wire.after("create", leave_out)
    office.synced()
    (id,) = wire.account.there()
    assert office.link(record).remote_id == id
    rest(office)
    assert wire.account.there() == [id]
    assert (wire.account.value(id, "city"), wire.account.value(id, "first_name")) == ("Lille", "Ann")
    assert office.value(record, "city") == "Lille"
    assert (office.problems(), writes(wire, "create")) == ([], 1)


def test_what_one_object_takes_does_not_hide_what_another_refuses(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Agence")
    record, _ = known(office, wire)
    office.edit(record, city=REFUSED_TEXT)
    office.synced()
    context_of_problem = (record, "value_refused", "city")
    assert context_of_problem in office.problems()
    office.edit(company, city="Lyon")
    office.synced()
    assert context_of_problem in office.problems()


class TestPutRightMeanwhile:
    """A person corrects what is on its way, or takes it back, before the account has refused it: nothing waits, nothing is told."""

    def test_a_correction_goes_out_at_once(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.edit(record, city=REFUSED_TEXT)
        wire.on("update", lambda: office.meanwhile(lambda unit: editing.edit(unit, record, {"city": "Nantes"})))
        office.synced()
        assert (wire.account.value(id, "city"), office.problems()) == ("Nantes", [])
        rest(office)

    def test_one_field_of_several_is_not_set_aside(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
        wire.on("update", lambda: office.meanwhile(lambda unit: editing.edit(unit, record, {"city": "Nantes"})))
        office.synced()
        assert (wire.account.value(id, "city"), wire.account.value(id, "job_title")) == ("Nantes", "Notaire")
        assert office.problems() == []
        rest(office)

    def test_what_is_typed_beside_it_does_not_put_it_right(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
        wire.on("update", lambda: office.meanwhile(lambda unit: editing.edit(unit, record, {"job_title": "Avocat"})))
        office.synced()
        assert wire.account.value(id, "job_title") == "Avocat"
        assert office.problems() == [(record, "value_refused", "city")]

    def test_a_deletion_does_not_wait_for_an_edit(self, office: Office) -> None:
        wire = office.connect()
        record, _ = known(office, wire)
        office.edit(record, city=REFUSED_TEXT)
        wire.on("update", lambda: office.meanwhile(lambda unit: editing.delete(unit, record)))
        office.synced()
        assert (wire.account.there(), office.problems()) == ([], [])
        rest(office)

    def test_an_edit_does_not_wait_for_a_deletion(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.delete(record)

        def come_back(unit: Unit) -> None:
            editing.restore(unit, record)
            editing.edit(unit, record, {"city": "Nantes"})

        def refuse(_: Sequence[Any]) -> Sequence[Any]:
            wire.account.restore(PEOPLE, id)
            return [Refused(RecordRefused("value_refused"))]

        wire.on("delete", lambda: office.meanwhile(come_back))
        wire.after("delete", refuse)
        office.settle()
        assert (wire.account.value(id, "city"), office.problems()) == ("Nantes", [])
        rest(office)

    @pytest.mark.parametrize("deleted", [False, True])
    def test_a_creation_leaves_nothing_behind(self, office: Office, *, deleted: bool) -> None:
        wire = office.connect()
        record = office.new(last_name=REFUSED_TEXT)

        def change(unit: Unit) -> None:
            if deleted:
                editing.delete(unit, record)
            else:
                editing.edit(unit, record, {"last_name": "Martin"})

        wire.on("create", lambda: office.meanwhile(change))
        office.settle()
        assert (len(wire.account.there()), office.problems(), office.intents()) == (0 if deleted else 1, [], [])
        rest(office)

    def test_a_creation_in_doubt_is_repeated_as_it_was_and_sent_as_it_is(self, office: Office) -> None:
        wire = office.connect()
        record = office.new(last_name=REFUSED_TEXT)
        wire.fails("create", OutcomeUnknown("no_answer"), times=2)
        office.sync()
        office.edit(record, last_name="Martin")
        office.synced()
        (id,) = wire.account.there()
        assert (wire.account.value(id, "last_name"), office.problems()) == ("Martin", [])
        rest(office)


class TestOneField:
    """An account refuses one field of several, and says which."""

    def test_the_others_go_at_once_and_it_waits_alone(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
        assert office.synced()["pushed"] == 1
        assert wire.account.value(id, "job_title") == "Notaire"
        assert office.problems() == [(record, "value_refused", "city")], "it is no less refused"
        before = writes(wire, "update")
        office.edit(record, job_title="Avocat")
        assert office.synced()["pushed"] == 1, "what is typed beside it is not held up by it again"
        assert (wire.account.value(id, "job_title"), writes(wire, "update")) == ("Avocat", before + 1)
        assert office.problems() == [(record, "value_refused", "city")]
        office.edit(record, city="Brest")
        assert office.problems() == []
        assert office.synced()["pushed"] == 1
        assert wire.account.value(id, "city") == "Brest"
        rest(office)

    def test_the_others_go_also_where_it_is_due_again_in_every_run(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        for job in ("Notaire", "Avocat"):
            office.edit(record, city=REFUSED_TEXT, job_title=job)
            assert office.synced()["pushed"] == 1
            assert wire.account.value(id, "job_title") == job
            office.clock.tick(90_000)
        assert office.problems() == [(record, "value_refused", "city")]

    def test_it_is_tried_again_later_and_later(self, office: Office) -> None:
        wire = office.connect()
        record, _ = known(office, wire)
        office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
        waits = []
        for _ in range(8):
            office.synced()
            (told,) = office.sql("SELECT last_at, next_try FROM problem")
            waits.append(_seconds(told.last_at, told.next_try) // 3600)
            office.clock.tick(90_000)
        assert waits == [1, 2, 4, 8, 16, 24, 24, 24]
        assert office.problems() == [(record, "value_refused", "city")]

    def test_a_new_row_is_made_without_it(self, office: Office) -> None:
        wire = office.connect()
        record = office.new(last_name="Martin", city=REFUSED_TEXT)
        assert office.synced()["pushed"] == 1
        (id,) = wire.account.there()
        assert (wire.account.value(id, "last_name"), wire.account.value(id, "city")) == ("Martin", None)
        assert office.problems() == [(record, "value_refused", "city")]
        assert office.value(record, "city") == REFUSED_TEXT
        office.edit(record, city="Brest")
        office.settle()
        assert (wire.account.value(id, "city"), office.problems()) == ("Brest", [])
        rest(office)

    def test_nothing_is_made_of_refused_fields_alone(self, office: Office) -> None:
        wire = office.connect()
        record = office.new(last_name=REFUSED_TEXT, city="Nantes")
        office.synced()
        office.edit(record, city=None)
        office.synced()
        assert wire.account.there() == []
        office.edit(record, last_name="Martin")
        office.settle()
        (id,) = wire.account.there()
        assert wire.account.value(id, "last_name") == "Martin"
        rest(office)

    def test_nobody_is_made_without_a_name(self, office: Office) -> None:
        wire = office.connect()
        record = office.new(last_name=REFUSED_TEXT, city="Nantes", job_title="Notaire")
        for _ in range(2):
            office.synced()
            assert wire.account.there() == []
        assert office.problems() == [(record, "value_refused", "last_name")]
        office.edit(record, emails=[{"value": "martin@example.org"}])
        assert office.synced()["pushed"] == 1, "now it has an address to be known by"
        (id,) = wire.account.there()
        assert (wire.account.value(id, "last_name"), wire.account.value(id, "city")) == (None, "Nantes")
        office.edit(record, last_name="Martin")
        office.settle()
        assert wire.account.value(id, "last_name") == "Martin"
        rest(office)

    def test_a_lost_creation_is_no_news_after_its_repetition_was_refused(self, office: Office) -> None:
        wire = office.connect()
        record = office.new(last_name="Martin", city="Rennes")
        for _ in range(2):
            wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
        office.synced()
        (id,) = wire.account.there()
        refusal = RecordRefused("value_refused", vendor_words="No.", remote_field="last_name")
        wire.after("create", lambda outcomes: [Refused(refusal) for _ in outcomes])
        wire.fails("pull people", Unreachable("unreachable"))
        assert office.sync().status is RunStatus.FAILED
        office.edit(record, city=None)
        office.settle()
        assert (office.link(record).remote_id, wire.account.there()) == (id, [id])
        assert (office.value(record, "city"), wire.account.value(id, "city")) == (None, None)
        rest(office)

    def test_it_is_over_when_the_value_is_taken_back(self, office: Office) -> None:
        wire = office.connect()
        record, _ = known(office, wire)
        office.edit(record, job_title="Notaire")
        change = office.edit(record, city=REFUSED_TEXT)
        office.synced()
        office.synced()
        office.undo(change)
        rest(office)
        assert office.problems() == []

    def test_it_is_over_when_the_account_comes_round_to_it(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
        office.synced()
        office.synced()
        wire.account.edit(PEOPLE, id, {"city": REFUSED_TEXT})
        office.settle()
        rest(office)
        assert office.problems() == []

    def test_it_is_tried_at_once_with_what_another_account_brings(self, office: Office) -> None:
        wire, other = office.connect("a"), office.connect("b")
        record, id = known(office, wire)
        made = office.new(last_name="Martin")
        office.settle()
        there = str(office.link(made).remote_id)
        office.edit(made, city="Nantes", job_title="Notaire")
        refusal = RecordRefused("value_refused", vendor_words="No.", remote_field="city")
        wire.after("update", instead(wire, there, Refused(refusal)))
        office.settle()
        assert office.problems() == [(made, "value_refused", "city")]
        other.account.edit(PEOPLE, str(office.link(made, name="b").remote_id), {"city": "Brest"})
        office.synced("b")
        assert office.problems() == []
        assert office.synced("a")["pushed"] == 1
        assert (wire.account.value(there, "city"), wire.account.value(id, "city")) == ("Brest", "Lyon")
        assert office.record_of(id) == record
        rest(office)

    def test_one_that_comes_due_while_others_are_sent_counts_on(self, office: Office) -> None:
        wire = office.connect()
        record, _ = known(office, wire)
        office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
        wire.on("update", lambda: None)
        wire.on("update", lambda: office.clock.tick(3_700))
        assert office.synced()["pushed"] == 1
        assert office.problems() == [(record, "value_refused", "city")]
        office.synced()
        (told,) = office.sql("SELECT times FROM problem")
        assert told.times == 2

    def test_a_person_has_it_tried_again_at_once(self, office: Office) -> None:
        wire = office.connect()
        record, _ = known(office, wire)
        office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
        office.synced()
        before = writes(wire, "update")
        (problem,) = office.sql("SELECT id FROM problem")
        office.write(lambda unit: problems.retry(unit, problem.id))
        office.synced()
        assert writes(wire, "update") == before + 1
        assert office.problems() == [(record, "value_refused", "city")]

    def test_what_it_asks_for_besides_is_no_reason_to_send_the_rest(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.edit(record, city="Nantes", job_title="Notaire")
        refusal = RecordRefused("property_required", vendor_words="Required.", remote_field="sector")
        wire.after("update", instead(wire, id, Refused(refusal)))
        office.synced()
        before = writes(wire, "update")
        office.synced()
        assert writes(wire, "update") == before
        assert office.problems() == [(record, "property_required", "sector")]


def _seconds(since: str, until: str) -> int:
    return round((datetime.fromisoformat(until) - datetime.fromisoformat(since)).total_seconds())
