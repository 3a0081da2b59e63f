"""Two accounts that hold the same people already: what both have is nobody's edit, on this computer or on a second one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.first_sync import Fate
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.providers.memory_account import US, Behaviour
from crmdesk.store import reviews
from crmdesk.store.queries import doctor
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire

pytestmark = pytest.mark.thorough

NUMBER, SECOND = "+33639980590", "+33240123456"


def enter(wire: Wire, **phones: str) -> str:
    fields: dict[str, Any] = {
        "last_name": "Durand",
        "emails": {"email": "durand@example.org", "more_emails": None},
        "phones": {"phone": None, "mobile": None, **phones},
    }
    return wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD)


def written(office: Office) -> list[tuple[str, str]]:
    """What crmdesk wrote: account and field."""
    return [(name, each.field) for name, wire in office.wires.items() for each in wire.account.written if each.by == US]


@pytest.fixture
def second(office: Office, tmp_path: Path) -> Iterator[Office]:
    """Another computer on the same accounts, which are signed in to there when a test says so."""
    with Office(tmp_path / "second", clock=office.clock) as other:
        yield other


def test_a_number_under_another_label_is_the_same_number(office: Office) -> None:
    a, b = office.connect("a"), office.connect("b")
    row, other = enter(a, phone=NUMBER), enter(b, mobile=NUMBER)
    office.settle()
    assert office.record_of(row) == office.record_of(other, name="b")
    assert written(office) == []
    check_at_rest(office)


def test_another_number_goes_there_and_labels_stay(office: Office) -> None:
    a, b = office.connect("a"), office.connect("b")
    row, other = enter(a, phone=NUMBER), enter(b, mobile=NUMBER)
    office.settle()
    a.account.edit(PEOPLE, row, {"phones": {"phone": NUMBER, "mobile": SECOND}})
    office.settle()
    assert b.account.value(other, "phones") == {"phone": SECOND, "mobile": NUMBER}
    assert a.account.value(row, "phones") == {"phone": NUMBER, "mobile": SECOND}
    check_at_rest(office)


def test_a_label_that_is_changed_there_is_an_edit(office: Office) -> None:
    a, b = office.connect("a"), office.connect("b")
    row, other = enter(a, phone=NUMBER), enter(b, mobile=NUMBER)
    office.settle()
    b.account.edit(PEOPLE, other, {"phones": {"phone": NUMBER, "mobile": None}})
    office.settle()
    a.account.edit(PEOPLE, row, {"phones": {"phone": None, "mobile": NUMBER}})
    office.settle()
    assert b.account.value(other, "phones") == {"phone": None, "mobile": NUMBER}
    check_at_rest(office)


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")], ids=["a first", "b first"])
def test_a_second_computer_sends_nothing_of_what_both_accounts_hold(
    office: Office, second: Office, order: tuple[str, ...]
) -> None:
    a, b = office.connect("a"), office.connect("b")
    enter(a, phone=NUMBER, mobile=SECOND)
    enter(b, mobile=NUMBER)
    office.settle()
    before = written(office)
    assert before == [("b", "phones")]
    for name in order:
        second.attach(name, Wire(office.wires[name].account))
        second.settle(*second.wires)
    second.settle()
    assert written(second) == before
    counts = office.synced("a"), office.synced("b")
    assert [(each["pushed"], each["conflicts_opened"]) for each in counts] == [(0, 0), (0, 0)]
    check_at_rest(second)


MADE: list[tuple[Kind, dict[str, Any], dict[str, Any]]] = [
    (Kind.LEAD, {"last_name": "Durand"}, {"city": "Lyon"}),
    (Kind.COMPANY, {"name": "Agence du Port"}, {"city": "Lyon"}),
    (Kind.DEAL, {"name": "Rue Haute"}, {"close_date": "2026-12-01"}),
    (Kind.ACTIVITY, {"type": "task", "subject": "Rappeler"}, {"body": "Avant midi"}),
    (Kind.NOTE, {"body": "Vue sur mer"}, {"body": "Vue sur cour"}),
]
"""What is made on a computer, and what is typed into it later."""


@pytest.mark.parametrize(("kind", "made", "typed"), MADE, ids=[kind for kind, _, _ in MADE])
@pytest.mark.parametrize("later", [False, True], ids=["together", "one-after-the-other"])
def test_what_one_computer_made_in_both_accounts_is_one_record_on_another(
    office: Office, second: Office, kind: Kind, made: dict[str, Any], typed: dict[str, Any], *, later: bool
) -> None:
    for name in ("a", "b"):
        office.connect(name)
    record = office.new(kind, **made)
    office.settle()
    for name in ("a", "b"):
        second.attach(name, Wire(office.wires[name].account))
        if later:
            second.settle()
    second.settle()
    assert [each.connection for each in second.links(record)] == [second.ids["a"], second.ids["b"]]
    office.edit(record, **typed)
    office.settle()
    second.settle()
    (field,) = typed
    assert second.value(record, field) == typed[field]
    check_at_rest(office)
    assert second.read(doctor.violations) == []


@pytest.mark.parametrize(("kind", "made", "typed"), MADE, ids=[kind for kind, _, _ in MADE])
def test_who_is_deleted_on_one_computer_and_kept_on_another_stays_one_record(
    office: Office, second: Office, kind: Kind, made: dict[str, Any], typed: dict[str, Any]
) -> None:
    for name in ("a", "b"):
        office.connect(name)
    record = office.new(kind, **made)
    office.settle()
    for name in ("a", "b"):
        second.attach(name, Wire(office.wires[name].account))
    second.settle()
    second.delete(record)
    office.edit(record, **typed)
    second.settle()
    office.settle()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    before = written(office)
    second.settle()
    (field,) = typed
    assert (second.record(record).life, second.value(record, field)) == ("live", typed[field])
    assert [each.connection for each in second.links(record)] == [second.ids["a"], second.ids["b"]]
    (found,) = second.sql(f"SELECT count(*) AS n FROM {kind.value} WHERE life = 'live'")  # noqa: S608
    assert (found.n, second.conflicts(record), written(second)) == (1, {}, before)
    assert second.read(doctor.violations) == []


def test_a_copy_of_a_row_with_its_key_is_a_record_of_its_own(office: Office, second: Office) -> None:
    wire = office.connect("a")
    record = office.new(Kind.DEAL, name="Rue Haute")
    office.settle()
    copied = wire.account.edit("deals", None, {"name": "Rue Haute (copie)"}, kind=Kind.DEAL)
    wire.account.rows["deals"][copied].key = record
    for each in (office, second):
        if each is second:
            second.attach("a", Wire(wire.account))
        each.settle()
        assert each.record_of(copied, object="deals") != record
        assert each.value(record, "name") == "Rue Haute"
        assert each.read(doctor.violations) == []


def test_a_copied_row_over_which_somebody_else_was_typed_is_that_one(office: Office) -> None:
    a, b = office.connect("a"), office.connect("b")
    record = office.new(last_name="Martin", emails=[{"value": "martin@example.org", "primary": True}])
    office.settle()
    there = enter(b)
    office.settle()
    copied = enter(a)
    a.account.rows[PEOPLE][copied].key = record
    office.settle()
    assert office.record_of(copied) == office.record_of(there, name="b")
    check_at_rest(office)


@pytest.mark.parametrize("key", ["", "no key of ours", "01HZZZZZZZZZZZZZZZZZZZZZZ'"])
def test_a_key_that_crmdesk_cannot_have_made_is_none(office: Office, key: str) -> None:
    wire = office.connect("a")
    row = enter(wire, phone=NUMBER)
    wire.account.rows[PEOPLE][row].key = key
    office.settle()
    assert office.record_of(row) != key
    check_at_rest(office)


class TestProbability:
    """What each account counts for the stage that a deal has there."""

    def test_two_that_meet_are_no_question(self, office: Office, second: Office) -> None:
        for name in ("a", "b"):
            office.connect(name)
        record = office.new(Kind.DEAL, name="Rue Haute")
        office.settle()
        for name, counted in (("a", 10), ("b", 20)):
            (there,) = office.wires[name].account.there("deals")
            office.wires[name].account.edit("deals", there, {"probability": counted})
            second.attach(name, Wire(office.wires[name].account))
            second.settle()
        assert second.conflicts(record) == {}
        held = [wire.account.rows["deals"][wire.account.there("deals")[0]] for wire in office.wires.values()]
        assert [row.fields["probability"] for row in held] == [10, 20]

    def test_two_that_were_typed_are_one(self, office: Office) -> None:
        wire = office.connect()
        record = office.new(Kind.DEAL, name="Rue Haute")
        office.settle()
        (there,) = wire.account.there("deals")
        wire.account.edit("deals", there, {"probability": 60})
        office.edit(record, probability=40)
        office.settle()
        assert list(office.conflicts(record)) == ["probability"]


def test_the_first_sync_counts_it_as_one(office: Office, second: Office) -> None:
    for name in ("a", "b"):
        office.connect(name)
    record = office.new(Kind.DEAL, name="Rue Haute")
    enter(office.wires["a"], phone=NUMBER)
    office.settle()
    second.attach("a", Wire(office.wires["a"].account))
    second.settle()
    (there,) = office.wires["b"].account.there("deals")
    office.wires["b"].account.edit("deals", there, {"close_date": "2026-12-01"})
    second.attach("b", Wire(office.wires["b"].account), asking=True)
    second.synced("b")
    (review,) = second.read(reviews.all_open)
    assert review.preview is not None
    (deals,) = review.preview.kinds
    assert (deals.kind, deals.fates[Fate.FILLED], deals.fates[Fate.NEW]) == (Kind.DEAL, 1, 0)
    second.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))
    second.settle()
    assert len(second.links(record)) == 2
    assert second.value(record, "close_date") == "2026-12-01"


ABOUT_THEM: list[tuple[Kind, dict[str, Any]]] = [
    (Kind.NOTE, {"body": "Vue sur mer"}),
    (Kind.ACTIVITY, {"type": "task", "subject": "Rappeler", "due_at": "2026-12-01T09:00:00.000Z"}),
]


@pytest.mark.parametrize(("kind", "values"), ABOUT_THEM)
class TestKeysAtSome:
    """An account whose rows carry no key, and one whose rows do."""

    @pytest.mark.parametrize("order", [("without", "with"), ("with", "without")], ids=" ".join)
    def test_whichever_is_read_first_it_is_one(
        self, office: Office, second: Office, kind: Kind, values: dict[str, Any], order: tuple[str, ...]
    ) -> None:
        for name in ("without", "with", "other"):
            office.connect(name, Behaviour(keyed=name != "without"))
        client = office.new(last_name="Durand", emails=ADDRESS)
        office.new(kind, **values, about=[client])
        office.settle()
        for name in (*order, "other"):
            second.attach(name, Wire(office.wires[name].account))
            second.settle()
        (record,) = second.sql(f"SELECT id FROM {kind.value} WHERE life = 'live'")  # noqa: S608
        assert len(second.links(record.id)) == 3
        assert second.read(doctor.violations) == []
        assert second.sql("SELECT 1 FROM conflict") == []

    def test_what_both_typed_alike_stays_two(
        self, office: Office, second: Office, kind: Kind, values: dict[str, Any]
    ) -> None:
        for name in ("a", "b"):
            office.connect(name)
        client = office.new(last_name="Durand", emails=ADDRESS)
        office.settle()
        for name in ("a", "b"):
            second.attach(name, Wire(office.wires[name].account))
        second.settle()
        second.new(last_name="Martin")
        for each in (office, second):
            each.new(kind, **values, about=[client])
        office.settle()
        second.settle()
        office.settle()
        for each in (office, second):
            (found,) = each.sql(f"SELECT count(*) AS n FROM {kind.value} WHERE life = 'live'")  # noqa: S608
            assert found.n == 2

    def test_a_copy_with_its_key_stays_a_copy(self, office: Office, kind: Kind, values: dict[str, Any]) -> None:
        for name in ("without", "with"):
            office.connect(name, Behaviour(keyed=name != "without"))
        client = office.new(last_name="Durand", emails=ADDRESS)
        record = office.new(kind, **values, about=[client])
        office.settle()
        object_name = office.links(record)[0].object
        there = [[PEOPLE, str(office.link(client, name="without").remote_id)]]
        office.wires["without"].account.edit(object_name, None, {**values, "about": there}, kind=kind)
        office.settle()
        wire = office.wires["with"]
        there = [[PEOPLE, str(office.link(client, name="with").remote_id)]]
        copied = wire.account.edit(object_name, None, {**values, "about": there}, kind=kind)
        wire.account.rows[object_name][copied].key = record
        office.settle()
        assert len(office.links(office.record_of(copied, object=object_name, name="with"))) == 1
        assert office.read(doctor.violations) == []


class TestWithoutKeys:
    """Accounts whose rows carry no key: what computers made there is known by what it says, and of whom."""

    @pytest.fixture(autouse=True)
    def accounts(self, office: Office) -> None:
        for name in ("a", "b"):
            office.connect(name, Behaviour(keyed=False))

    def pull(self, second: Office, office: Office) -> None:
        for name in ("a", "b"):
            second.attach(name, Wire(office.wires[name].account))
        second.settle()

    def made(self, second: Office, kind: Kind) -> int:
        (found,) = second.sql(f"SELECT count(*) AS n FROM {kind.value} WHERE life = 'live'")  # noqa: S608
        return int(found.n)

    @pytest.mark.parametrize(("kind", "values"), ABOUT_THEM)
    def test_what_says_the_same_of_the_same_is_one(
        self, office: Office, second: Office, kind: Kind, values: dict[str, Any]
    ) -> None:
        client = office.new(last_name="Durand", emails=ADDRESS)
        office.new(kind, **values, about=[client])
        office.settle()
        self.pull(second, office)
        assert self.made(second, kind) == 1
        assert second.read(doctor.violations) == []
        assert second.sql("SELECT 1 FROM conflict") == []

    @pytest.mark.parametrize(
        ("kind", "first", "other"),
        [
            (Kind.NOTE, {"body": "Vue sur mer"}, {"body": "Vue sur cour"}),
            (Kind.ACTIVITY, {"type": "task", "subject": "Rappeler"}, {"type": "call", "subject": "Rappeler"}),
            (
                Kind.ACTIVITY,
                {"type": "task", "subject": "Rappeler", "due_at": "2026-12-01T09:00:00.000Z"},
                {"type": "task", "subject": "Rappeler", "due_at": "2026-12-08T09:00:00.000Z"},
            ),
            (Kind.NOTE, {"body": "Vue sur mer", "about": None}, {"body": "Vue sur mer", "about": None}),
        ],
    )
    def test_what_may_be_another_one_is_another_one(
        self, office: Office, second: Office, kind: Kind, first: dict[str, Any], other: dict[str, Any]
    ) -> None:
        client = office.new(last_name="Durand", emails=ADDRESS)
        office.settle()
        for name, values in (("a", first), ("b", other)):
            wire = office.wires[name]
            there = [[PEOPLE, str(office.link(client, name=name).remote_id)]]
            object_name = "notes" if kind is Kind.NOTE else "activities"
            wire.account.edit(object_name, None, {"about": there, **values}, kind=kind)
        self.pull(second, office)
        assert self.made(second, kind) == 2
        assert second.read(doctor.violations) == []

    @pytest.mark.parametrize(("kind", "values"), ABOUT_THEM)
    def test_the_first_sync_counts_it_as_one(
        self, office: Office, second: Office, kind: Kind, values: dict[str, Any]
    ) -> None:
        client = office.new(last_name="Durand", emails=ADDRESS)
        office.new(kind, **values, about=[client])
        office.settle()
        second.attach("a", Wire(office.wires["a"].account))
        second.settle()
        second.attach("b", Wire(office.wires["b"].account), asking=True)
        second.synced("b")
        (review,) = second.read(reviews.all_open)
        assert review.preview is not None
        counted = {each.kind: each.fates for each in review.preview.kinds}
        assert (counted[kind][Fate.IDENTICAL], counted[kind][Fate.NEW]) == (1, 0)
        second.write(lambda unit: reviews.decide(unit, review.id, Answer.APPLY, shown=review.shown))
        second.settle()
        assert self.made(second, kind) == 1

    def test_of_several_that_say_the_same_none_is_taken_for_another(self, office: Office, second: Office) -> None:
        client = office.new(last_name="Durand", emails=ADDRESS)
        for _ in range(2):
            office.new(Kind.NOTE, body="Vue sur mer", about=[client])
        office.settle()
        self.pull(second, office)
        assert self.made(second, Kind.NOTE) == 4
        assert second.read(doctor.violations) == []


@pytest.mark.parametrize("keyed", [False, True], ids=["without", "with"])
def test_what_was_written_again_another_day_leaves_the_first_alone(
    office: Office, second: Office, *, keyed: bool
) -> None:
    office.connect("first")
    client = office.new(last_name="Durand", emails=ADDRESS)
    note = office.new(Kind.NOTE, body="Pas de réponse", about=[client])
    office.settle()
    second.attach("first", Wire(office.wires["first"].account))
    second.settle()
    later = office.connect("later", Behaviour(keyed=keyed))
    enter(later)
    office.settle()
    office.clock.tick(90_000)
    again = office.new(Kind.NOTE, body="Pas de réponse", about=[client])
    office.settle()
    second.attach("later", Wire(later.account))
    second.settle("later")
    second.settle()
    office.edit(again, body="A rappelé lundi")
    for each in (office, second, office):
        each.settle()
    assert office.value(note, "body") == "Pas de réponse"
    check_at_rest(office)


ADDRESS = [{"value": "durand@example.org", "label": None, "primary": True}]
