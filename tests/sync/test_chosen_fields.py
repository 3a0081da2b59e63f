"""What a person chose about a field: which way its values travel, what a blank does, which words are paired."""

from __future__ import annotations

from contextlib import suppress

import pytest
import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.errors import RecordRefused, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Absence, Gone, Refused, RemoteProperty, Schema
from crmdesk.providers.field_mapping import Paired
from crmdesk.providers.memory_account import CODECS
from crmdesk.store import connections, links, reviews
from crmdesk.store.columns import dump_in_order
from crmdesk.store.discarding import discard
from crmdesk.store.queries import status
from crmdesk.store.queries.records import card
from crmdesk.store.queries.rows import FieldState, RecordCard
from crmdesk.sync.describe import schema_json
from tests.sync.kit import PEOPLE, Crash, Office, Wire
from tests.sync.steps import instead, known, rest

ADDRESS = {"email": "durand@example.org", "more_emails": None}


def test_what_only_travels_to_the_account_is_not_taken(office: Office) -> None:
    wire = office.connect()
    wire.chosen["city"] = {"readable": False}
    record, id = known(office, wire)
    assert office.value(record, "city") is None
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    rest(office)
    assert office.value(record, "city") is None
    assert wire.account.value(id, "city") == "Brest"
    office.edit(record, city="Nantes")
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"
    wire.account.edit(PEOPLE, id, {"city": "Vannes", "job_title": "Notaire"})
    rest(office)
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Nantes", "Notaire")


def test_what_only_travels_from_the_account_is_not_sent(office: Office) -> None:
    wire = office.connect()
    wire.chosen["city"] = {"writable": False}
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    rest(office)
    assert wire.account.value(id, "city") == "Lyon"
    assert office.value(record, "city") == "Nantes"


def test_what_was_typed_meanwhile_is_sent_once_it_may_be(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    wire.chosen["city"] = {"writable": False}
    rest(office)
    office.edit(record, city="Nantes")
    rest(office)
    assert wire.account.value(id, "city") == "Lyon"
    wire.chosen.clear()
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"


def test_a_kept_blank_changes_nothing_on_the_other_side(office: Office) -> None:
    wire = office.connect()
    wire.chosen["city"] = {"keep_blank": True}
    record, id = known(office, wire)
    wire.account.edit(PEOPLE, id, {"city": None})
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Lyon", None)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    rest(office)
    assert office.value(record, "city") == "Brest"
    office.edit(record, city=None)
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == (None, "Brest")
    office.edit(record, city="Nantes")
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"


def test_what_becomes_readable_is_read(office: Office) -> None:
    wire = office.connect()
    wire.chosen["city"] = {"readable": False}
    record, _ = known(office, wire)
    rest(office)
    wire.chosen.clear()
    rest(office)
    assert office.value(record, "city") == "Lyon"


@pytest.mark.parametrize("there", [None, "Brest"])
def test_what_is_asked_about_stays_asked_when_it_becomes_readable_again(office: Office, there: str | None) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": there})
    rest(office)
    before = office.conflicts(record)["city"]
    wire.chosen["city"] = {"readable": False}
    rest(office)
    wire.chosen.clear()
    rest(office)
    assert office.conflicts(record)["city"] == before
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Nantes", there)


def test_another_property_is_compared_as_if_both_met_for_the_first_time(office: Office) -> None:
    wire = office.connect()
    same, same_id = known(office, wire)
    blank, blank_id = known(office, wire)
    other, other_id = known(office, wire)
    rest(office)
    wire.hidden.add("city")
    rest(office)
    # What the other property holds is put in the place of the same name.
    wire.account.edit(PEOPLE, blank_id, {"city": None})
    wire.account.edit(PEOPLE, other_id, {"city": "Brest"})
    wire.hidden.clear()
    wire.chosen["city"] = {"chosen": "town"}
    office.settle()
    assert (office.value(same, "city"), wire.account.value(same_id, "city")) == ("Lyon", "Lyon")
    assert (office.value(blank, "city"), wire.account.value(blank_id, "city")) == ("Lyon", "Lyon")
    assert office.conflict(other).field == "city"
    assert office.value(other, "city") == "Lyon"


@pytest.mark.parametrize("missed", [True, False])
def test_a_property_that_was_deleted_and_made_again_is_another_one(office: Office, *, missed: bool) -> None:
    """At Pipedrive and Zoho it has another name of the vendor's, and nothing in it: each value was taken for blanked."""
    wire = office.connect()
    wire.chosen["city"] = {"remote": ("f1a9",)}
    record, id = known(office, wire)
    rest(office)
    if missed:
        wire.hidden.add("city")
        rest(office)
        wire.hidden.clear()
    wire.account.edit(PEOPLE, id, {"city": None})
    wire.chosen["city"] = {"remote": ("07c4",)}
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Lyon", "Lyon")


def test_a_property_that_was_made_again_under_its_name_is_another_one(office: Office) -> None:
    """Row by row, as colleagues changed them, each value was taken for blanked."""
    wire = office.connect()
    _made_at(office, "2026-01-12")
    record, id = known(office, wire)
    rest(office)
    wire.account.edit(PEOPLE, id, {"city": None})
    _made_at(office, "2026-11-18")
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Lyon", "Lyon")
    wire.account.edit(PEOPLE, id, {"city": None})
    rest(office)
    assert office.value(record, "city") is None


def _made_at(office: Office, day: str) -> None:
    """Describe an account that tells when the property of the city was made."""
    schema = Schema({PEOPLE: {"city": RemoteProperty("city", "Ville", "string", made=day)}})
    described = dump_in_order(schema_json(schema))
    office.write(lambda unit: connections.change(unit, office.ids["a"], described=described))


def test_another_property_does_not_hold_what_waits_to_be_taken_in_of_the_one_before(office: Office) -> None:
    """A person looks at the preview of a first sync, chooses another property, and answers before that was read."""
    first = office.connect("a")
    here = first.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon", "emails": ADDRESS})
    office.settle()
    second = office.connect("b", asking=True)
    there = second.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon", "emails": ADDRESS})
    office.synced("b")
    (review,) = office.read(reviews.all_open)
    _live_elsewhere(second, there)
    office.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))
    rest(office)
    record = office.record_of(here)
    assert office.record_of(there, name="b") == record
    assert office.value(record, "city") == "Lyon"
    assert (first.account.value(here, "city"), second.account.value(there, "city")) == ("Lyon", "Lyon")


def test_another_property_does_not_hold_what_an_interrupted_run_had_read_of_the_one_before(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    people = [wire.account.edit(PEOPLE, None, {"last_name": f"Durand{each}", "city": "Lyon"}) for each in range(40)]
    office.settle()
    for id in people[:12]:
        wire.account.edit(PEOPLE, id, {"job_title": "Notaire"})
    for commits in range(1, 60):
        office.crash_at = office.commits + commits
        with suppress(Crash):
            office.sync()
        office.reopen()
        if office.sql("SELECT 1 FROM inbox"):
            break
    assert office.value(office.record_of(people[0]), "job_title") is None
    for id in people:
        _live_elsewhere(wire, id)
    rest(office)
    assert {office.value(office.record_of(id), "city") for id in people} == {"Lyon"}
    assert {wire.account.value(id, "city") for id in people} == {"Lyon"}


def test_a_question_about_the_property_before_ends_as_another_one_is_chosen(office: Office) -> None:
    """Decided before the other one could be read, it would agree to what that one does not hold."""
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    rest(office)
    _live_elsewhere(wire, id)
    wire.fails("pull", Unreachable("unreachable", host="memory"))
    office.sync()
    assert office.conflicts(record) == {}
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Nantes", "Nantes")


def test_a_decision_that_is_undone_agrees_to_nothing_about_another_property(office: Office) -> None:
    """What the row held in the one before counted as agreed again; what stands in the new one was taken for an edit."""
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, job_title="Notaire")
    wire.account.delete(PEOPLE, id)
    office.synced()
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    change = office.resolve(office.conflicts(record)[EXISTENCE], Keep.COMPUTER)
    _live_elsewhere(wire, id)
    office.synced()
    office.undo(change)
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
    wire.account.restore(PEOPLE, id)
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Lyon", "Lyon")
    assert (office.conflicts(record), wire.account.value(id, "job_title")) == ({}, "Notaire")


def test_what_a_property_refused_goes_to_another_one_at_once(office: Office) -> None:
    """It waited for up to a day."""
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes", job_title="Notaire")
    words = RecordRefused("value_refused", vendor_words="Not in the list.", remote_field="city")
    wire.after("update people", instead(wire, id, Refused(words)))
    office.synced()
    assert office.problems() == [(record, "value_refused", "city")]
    assert wire.account.value(id, "job_title") == "Notaire"
    _live_elsewhere(wire, id)
    office.synced()
    assert (wire.account.value(id, "city"), office.problems()) == ("Nantes", [])


def _live_elsewhere(wire: Wire, id: str) -> None:
    """Choose another property for the city, in which a row holds nothing; it stands in the place of the same name."""
    wire.account.rows[PEOPLE][id].fields["city"] = None
    wire.chosen["city"] = {"chosen": "town"}


def test_words_that_are_paired_otherwise_are_no_edit(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    typed, typed_id = known(office, wire)
    rest(office)
    pairs = (("Lyon", "Lugdunum"),)
    wire.chosen["city"] = {"codec": Paired(CODECS[FieldType.TEXT], pairs), "pairs": pairs}
    office.edit(typed, city="Nantes")
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Lugdunum", "Lyon")
    assert (office.value(typed, "city"), wire.account.value(typed_id, "city")) == ("Nantes", "Nantes")
    office.edit(typed, city="Lugdunum")
    rest(office)
    assert wire.account.value(typed_id, "city") == "Lyon"


def test_what_nobody_can_write_there_is_not_asked_about(office: Office) -> None:
    wire = office.connect()
    wire.chosen["city"] = {"writable": False}
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Brest", "job_title": "Notaire"})
    rest(office)
    assert office.conflicts(record) == {}
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Nantes", "Notaire")
    assert wire.account.value(id, "city") == "Brest"
    told = office.sql("SELECT field, key FROM notice")
    assert [tuple(each) for each in told] == [("city", "not_writable_there")]
    rest(office)
    assert len(office.sql("SELECT id FROM notice")) == 1, "told once"
    wire.account.edit(PEOPLE, id, {"city": "Vannes"})
    rest(office)
    assert (office.value(record, "city"), office.conflicts(record)) == ("Nantes", {}), "nothing typed is lost"
    office.edit(record, city="Vannes")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    rest(office)
    assert office.value(record, "city") == "Rennes", "whoever types what the account holds follows it again"
    assert office.sql("SELECT id FROM notice") == []
    assert office.synced()["pushed"] == 0


@pytest.mark.parametrize("keep", [Keep.ACCOUNT, Keep.COMPUTER])
def test_whoever_is_deleted_here_is_asked_about_also_where_only_that_changed_there(office: Office, keep: Keep) -> None:
    wire = office.connect()
    wire.chosen["city"] = {"writable": False}
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    office.delete(record)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    rest(office)
    assert (set(office.conflicts(record)), wire.account.there()) == ({EXISTENCE}, [id])
    office.resolve(office.conflicts(record)[EXISTENCE], keep)
    rest(office)
    assert wire.account.there() == ([id] if keep is Keep.ACCOUNT else [])
    assert office.conflicts(record) == {}
    if keep is Keep.ACCOUNT:
        assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Nantes", "Brest")


def test_what_changed_there_while_nobody_could_write_it_is_asked_about_once_it_can_be(office: Office) -> None:
    """It was told as a notice, and nobody here has answered it: the colleague's value is not replaced unseen."""
    wire = office.connect()
    record, id = known(office, wire)
    wire.chosen["city"] = {"writable": False}
    office.edit(record, city="Nantes")
    rest(office)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    rest(office)
    wire.chosen.clear()
    rest(office)
    assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Nantes", "Brest")
    assert [each.value for each in office.conflict(record).accounts] == ["Brest"]
    assert office.sql("SELECT id FROM notice") == []


def test_it_is_asked_about_also_while_nothing_of_the_record_can_be_sent(office: Office) -> None:
    """A person is asked whether the record still exists, too: its row is not read before a send."""
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    office.delete(record)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    rest(office)
    wire.chosen["city"] = {"writable": False}
    office.edit(record, job_title="Notaire")
    rest(office)
    assert set(office.conflicts(record)) == {EXISTENCE}
    office.clock.tick(86_400)
    known(office, wire)
    wire.chosen.clear()
    rest(office)
    asked = office.conflicts(record)
    assert set(asked) == {EXISTENCE, "city"}
    assert [each.value for each in asked["city"].accounts] == ["Brest"]


class TwoAccounts:
    """A person in both; nobody can write the city in b, where it has been left out because the one here differs."""

    def __init__(self, office: Office, here: str | None) -> None:
        self.wires = {name: office.connect(name) for name in ("a", "b")}
        fields = {"emails": {"email": "ann@example.org", "more_emails": None}, "city": "Lyon"}
        self.rows = {name: wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD) for name, wire in self.wires.items()}
        office.settle()
        self.record = office.record_of(self.rows["a"])
        self.wires["b"].chosen["city"] = {"writable": False}
        self.wires["a"].account.edit(PEOPLE, self.rows["a"], {"city": here})
        office.settle()
        assert "city" not in office.link(self.record, name="b").bases

    def cities(self) -> list[object]:
        return [wire.account.value(self.rows[name], "city") for name, wire in self.wires.items()]


def test_what_a_link_left_out_is_compared_once_it_can_be_written(office: Office) -> None:
    told = TwoAccounts(office, "Paris")
    told.wires["b"].account.edit(PEOPLE, told.rows["b"], {"city": "Nice"})
    office.settle()
    told.wires["b"].chosen.clear()
    office.edit(told.record, job_title="Notaire")
    rest(office)
    assert (told.cities(), office.conflict(told.record).field) == (["Paris", "Nice"], "city")


def test_what_a_link_left_out_is_read_once_it_can_be_written(office: Office) -> None:
    """Nothing is to be sent to the row, and its account has nothing to tell of it: it is asked for."""
    told = TwoAccounts(office, None)
    told.wires["b"].chosen.clear()
    rest(office)
    assert (told.cities(), office.value(told.record, "city")) == (["Lyon", "Lyon"], "Lyon")


def test_what_is_typed_into_a_field_that_the_account_has_lost_is_said_to_be_only_here(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire, sector="Centre")
    wire.hidden.add("sector")
    office.synced()
    assert "sector" not in office.read(lambda reader: shown(reader, record).states)
    office.edit(record, sector="Nord")
    office.synced()
    assert office.read(lambda reader: shown(reader, record).states)["sector"] is FieldState.ONLY_HERE


def shown(reader: sa.Connection, record: str) -> RecordCard:
    found = card(reader, record)
    assert found is not None
    return found


class TestWhatIsAskedAboutAndOnlyTravelsThereFromNowOn:
    """A direction is no answer: what a colleague wrote is written over by nothing but a decision, which keeps it in the history."""

    @pytest.fixture
    def wire(self, office: Office) -> Wire:
        return office.connect()

    @pytest.fixture
    def asked(self, office: Office, wire: Wire) -> tuple[str, str]:
        """A record and its row: Nice was typed here, a colleague wrote Lens. Then the direction was chosen."""
        record, id = known(office, wire)
        office.edit(record, city="Nice")
        wire.account.edit(PEOPLE, id, {"city": "Lens"})
        office.synced()
        wire.chosen["city"] = {"readable": False}
        return record, id

    def test_is_asked_until_it_is_answered(self, office: Office, wire: Wire, asked: tuple[str, str]) -> None:
        record, id = asked
        office.edit(record, job_title="Notaire")
        rest(office)
        assert (wire.account.value(id, "city"), wire.account.value(id, "job_title")) == ("Lens", "Notaire")
        wire.account.edit(PEOPLE, id, {"city": "Arras"})
        rest(office)
        assert [each.value for each in office.conflict(record).accounts] == ["Arras"]
        office.resolve(office.conflict(record), Keep.COMPUTER)
        rest(office)
        assert wire.account.value(id, "city") == "Nice"
        wire.account.edit(PEOPLE, id, {"city": "Brest"})
        rest(office)
        assert (office.value(record, "city"), office.conflicts(record)) == ("Nice", {})

    def test_ends_where_nothing_is_typed_any_more(self, office: Office, wire: Wire, asked: tuple[str, str]) -> None:
        record, id = asked
        office.edit(record, city="Lyon")
        rest(office)
        assert office.conflicts(record) == {}
        assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Lyon", "Lens")


@pytest.mark.parametrize("gone", [Gone.DELETED, Gone.NO_ACCESS])
def test_another_property_of_a_row_that_is_there_again_is_compared_anew(office: Office, gone: Gone) -> None:
    """It was chosen while the row was deleted there, or hidden: what stands in it is no edit of what stood in the other one."""
    wire = office.connect()
    id = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"})
    office.settle()
    record = office.record_of(id)
    wire.account.delete(PEOPLE, id)
    wire.account.rows[PEOPLE][id].gone = Absence(PEOPLE, id, gone)
    office.settle()
    assert office.link(record).state != links.ACTIVE
    wire.account.edit(PEOPLE, id, {"city": "75001"})
    wire.chosen["city"] = {"chosen": "zip"}
    office.settle()
    wire.account.restore(PEOPLE, id)
    office.settle()
    assert (office.value(record, "city"), office.conflict(record).accounts[0].value) == ("Lyon", "75001")


def test_giving_up_what_waits_leaves_what_does_not_travel(office: Office) -> None:
    """It became what the account holds, although it was never to be sent."""
    wire = office.connect()
    record, _ = known(office, wire)
    wire.chosen["city"] = {"writable": False}
    rest(office)
    office.edit(record, city="Nantes")
    rest(office)
    office.edit(record, job_title="Notaire")
    (waiting,) = office.read(status.pending)
    assert waiting.fields == ("job_title",)
    assert office.read(lambda reader: shown(reader, record).states)["city"] is FieldState.ONLY_HERE
    office.write(lambda unit: discard(unit, record, office.ids["a"]))
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Nantes", None)
    rest(office)
