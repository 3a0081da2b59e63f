"""Taking back a whole run: what it brought, what it decided, what it deleted; and never what somebody has changed since."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.store import policies, run_undoing, undoing
from crmdesk.store.queries import run_effects
from crmdesk.store.queries.run_effects import Left, RunEffects
from crmdesk.store.records import LIVE, TRASH
from crmdesk.sync.separating import separate
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest
from tests.sync.test_policies import put

Told = tuple[str, str | None, str | None]

MARTIN = {"email": "martin@example.org", "more_emails": None}


def last_run(office: Office, name: str = "a") -> str:
    (row,) = office.sql("SELECT id FROM run WHERE connection = ? ORDER BY rowid DESC LIMIT 1", office.ids[name])
    return str(row.id)


def effects(office: Office, run: str) -> RunEffects:
    return office.read(lambda reader: run_effects.run_effects(reader, run))


def told(office: Office, run: str) -> list[Told]:
    return [(each.what.value, each.field, each.left) for each in effects(office, run).effects]


def undone(office: Office, run: str) -> str:
    shown = effects(office, run).shown
    return office.write(lambda unit: run_undoing.undo_run(unit, run, shown=shown))


def test_more_than_can_wait_is_refused_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    wire = office.connect()
    for name in ("Martin", "Petit"):
        wire.account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD)
    office.synced()
    monkeypatch.setattr(run_undoing, "MOST", 1)
    with pytest.raises(InvalidInput) as caught:
        undone(office, last_run(office))
    assert (caught.value.key, caught.value.data) == ("run_too_large", {"records": 2, "most": 1})
    assert {row.life for row in office.sql("SELECT life FROM lead")} == {"live"}


def test_values_become_what_they_were_and_the_account_is_told(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire, job_title="Notaire")
    wire.account.edit(PEOPLE, row, {"city": "Rennes", "job_title": "Maire"})
    office.synced()
    run = last_run(office)
    office.edit(record, job_title="Juge")
    assert told(office, run) == [("value", "city", None), ("value", "job_title", Left.CHANGED_SINCE)]
    undone(office, run)
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Lyon", "Juge")
    assert office.history(record, "city")[-1] == ("undo", '"Rennes"', '"Lyon"')
    rest(office)
    assert [wire.account.value(row, name) for name in ("city", "job_title")] == ["Lyon", "Juge"]


def test_what_was_changed_there_meanwhile_is_a_question(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    office.synced()
    undone(office, last_run(office))
    wire.account.edit(PEOPLE, row, {"city": "Caen"})
    rest(office)
    assert office.value(record, "city") == "Lyon"
    assert [each.value for each in office.conflict(record).accounts] == ["Caen"]


def test_a_value_that_came_back_since_is_not_mistaken(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    office.synced()
    run = last_run(office)
    wire.account.edit(PEOPLE, row, {"city": "Caen"})
    office.synced()
    assert told(office, run) == [("value", "city", Left.CHANGED_SINCE)]
    with pytest.raises(InvalidInput) as caught:
        undone(office, run)
    assert (caught.value.key, caught.value.data) == ("run_nothing_to_undo", {"left": 1})
    assert office.value(record, "city") == "Caen"


def test_a_value_that_a_person_typed_again_since_is_theirs(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire, job_title="Notaire")
    wire.account.edit(PEOPLE, row, {"city": "Rennes", "job_title": "Maire"})
    office.synced()
    run = last_run(office)
    office.edit(record, city="Caen")
    office.edit(record, city="Rennes")
    office.undo(office.edit(record, job_title="Juge"))
    assert told(office, run) == [("value", "city", Left.CHANGED_SINCE), ("value", "job_title", None)]
    undone(office, run)
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Rennes", "Notaire")


def test_records_that_came_go_to_the_trash_here_and_stay_there(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    kept, _ = known(office, wire, last_name="Petit")
    first, second = (each.id for each in office.sql("SELECT id FROM run ORDER BY rowid"))
    office.edit(kept, city="Caen")
    assert told(office, first) == [("created", None, None)]
    assert told(office, second) == [("created", None, Left.CHANGED_SINCE)]
    change = undone(office, first)
    assert office.record(record).life == "trash"
    rest(office)
    wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    rest(office)
    assert (office.record(record).life, wire.account.value(row, "city")) == ("trash", "Rennes")
    assert row in wire.account.there()
    office.undo(change)
    assert office.record(record).life == "live"
    office.synced()
    assert office.value(record, "city") == "Rennes", "what nobody listened to is asked for"
    wire.account.edit(PEOPLE, row, {"city": "Brest"})
    rest(office)
    assert office.value(record, "city") == "Brest"


def test_who_is_named_by_what_was_typed_since_stays_while_that_is_there(office: Office) -> None:
    """Such a note was made at the account without whom it is about."""
    wire = office.connect()
    record, row = known(office, wire)
    run = last_run(office)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record])
    assert told(office, run) == [("created", None, Left.CHANGED_SINCE)]
    rest(office)
    (there,) = wire.account.there("notes")
    assert wire.account.value(there, "about", object="notes") == [[PEOPLE, row]]
    office.delete(note)
    assert told(office, run) == [("created", None, None)]


def test_who_was_brought_back_and_is_named_since_stays(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    office.new(Kind.NOTE, body="Visite", about=[record])
    office.settle()
    wire.account.delete(PEOPLE, row)
    office.settle()
    wire.account.restore(PEOPLE, row)
    office.synced()
    run = last_run(office)
    assert [each for each in told(office, run) if each[1] is None] == [("restored", None, None)]
    office.new(Kind.NOTE, body="Rappeler", about=[record])
    assert [each for each in told(office, run) if each[1] is None] == [("restored", None, Left.CHANGED_SINCE)]


def test_who_is_named_by_what_the_run_brought_goes_with_it(office: Office) -> None:
    """Also where that was taken back and given back, which nobody typed."""
    wire = office.connect()
    note = wire.account.edit("notes", None, {"body": "Rappeler"}, kind=Kind.NOTE)
    office.synced()
    row = wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    wire.account.edit("notes", note, {"about": [[PEOPLE, row]]})
    office.synced()
    run = last_run(office)
    expected = [("created", None, None), ("value", "about", None)]
    assert sorted(told(office, run), key=str) == expected
    office.undo(undone(office, run))
    assert office.value(office.record_of(note, object="notes"), "about") == [office.record_of(row)]
    assert sorted(told(office, run), key=str) == expected


def test_what_was_made_at_another_account_by_another_run_stays_there(office: Office) -> None:
    wires = {name: office.connect(name) for name in "ab"}
    row = wires["a"].account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    office.synced("a")
    run = last_run(office)
    assert effects(office, run).sent == 0
    office.settle()
    undone(office, run)
    rest(office)
    assert wires["a"].account.there() == [row]


def test_deleted_records_come_back_and_are_made_again_there(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    wire.account.delete(PEOPLE, row)
    office.synced()
    run = last_run(office)
    assert told(office, run) == [("deleted", None, None)]
    undone(office, run)
    rest(office)
    assert office.record(record).life == "live"
    (again,) = wire.account.there()
    assert (again != row, wire.account.value(again, "city")) == (True, "Lyon")


def test_what_came_back_goes_again_but_is_not_deleted_there(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    wire.account.delete(PEOPLE, row)
    office.synced()
    wire.account.restore(PEOPLE, row)
    office.synced()
    run = last_run(office)
    assert told(office, run) == [("restored", None, None)]
    undone(office, run)
    rest(office)
    assert (office.record(record).life, wire.account.there()) == ("trash", [row])


def test_what_came_back_and_goes_again_takes_its_values_along_and_has_them_as_it_is_back(office: Office) -> None:
    """A value that was taken back in the trash stayed as it was once the record was back, and went out over a colleague's."""
    wire = office.connect()
    record, row = known(office, wire)
    wire.account.delete(PEOPLE, row)
    office.synced()
    wire.account.restore(PEOPLE, row)
    wire.account.edit(PEOPLE, row, {"city": "Nice"})
    office.synced()
    run = last_run(office)
    assert told(office, run) == [("restored", None, None), ("value", "city", None)]
    change = undone(office, run)
    assert (office.record(record).life, office.value(record, "city")) == (TRASH, "Lyon")
    office.undo(change)
    office.write(lambda unit: undoing.redo(unit, change))
    assert (office.record(record).life, office.value(record, "city")) == (TRASH, "Lyon")
    office.undo(change)
    rest(office)
    assert (office.record(record).life, office.value(record, "city")) == (LIVE, "Nice")
    assert wire.account.value(row, "city") == "Nice"


def test_what_a_later_run_has_decided_again_stays_decided(office: Office) -> None:
    """Twice the same value was kept, over two that the account had: a question about the first of them would be out of date."""
    office.write(lambda unit: policies.put(unit, Policy("", Scope(), Way.COMPUTER)))
    wire = office.connect(sending=False)
    record, row = known(office, wire)
    office.edit(record, city="Brest")
    runs = []
    for city in ("Quimper", "Vannes"):
        wire.account.edit(PEOPLE, row, {"city": city})
        office.synced()
        runs.append(last_run(office))
    assert told(office, runs[0]) == [("decided", "city", Left.CHANGED_SINCE)]
    assert told(office, runs[1]) == [("decided", "city", None)]
    undone(office, runs[1])
    assert [each.value for each in office.conflict(record).accounts] == ["Vannes"]


def test_what_a_policy_decided_is_asked(office: Office) -> None:
    office.write(lambda unit: policies.put(unit, Policy("", Scope(), Way.ACCOUNT)))
    wire = office.connect()
    record, row = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, row, {"city": "Rennes", "job_title": "Maire"})
    office.synced()
    run = last_run(office)
    assert sorted(told(office, run)) == [("decided", "city", None), ("value", "job_title", None)]
    change = undone(office, run)
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Nantes", None)
    assert office.conflict(record).field == "city"
    rest(office)
    assert office.conflict(record).field == "city"
    assert told(office, run)[0][2] is not None
    office.undo(change)
    assert (office.value(record, "city"), office.conflicts(record)) == ("Rennes", {})
    rest(office)
    assert wire.account.value(row, "job_title") == "Maire"
    office.write(lambda unit: undoing.redo(unit, change))
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Nantes", None)
    assert office.conflict(record).field == "city"


def test_a_run_that_only_decided_what_was_asked_before_says_so_and_is_taken_back(office: Office) -> None:
    """A new policy decides everything that it covers, in a run that brings nothing."""
    wire = office.connect()
    record, row = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    office.settle()
    put(office, Way.ACCOUNT)
    counts = office.synced()
    assert (counts["applied"], counts["decided"], office.value(record, "city")) == (0, 1, "Rennes")
    undone(office, last_run(office))
    assert (office.value(record, "city"), office.conflict(record).field) == ("Nantes", "city")


@pytest.mark.parametrize(("way", "life"), [(Way.COMPUTER, TRASH), (Way.ACCOUNT, LIVE)])
def test_whose_existence_a_policy_decided_stays_as_decided_and_holds_up_nobody_else(
    office: Office, way: Way, life: str
) -> None:
    """In the trash nothing is taken back; one such record made a whole run impossible to take back."""
    put(office, way, ticked=frozenset({Guard.EXISTENCE}))
    wire = office.connect()
    record, row = known(office, wire)
    other, another = known(office, wire, last_name="Petit")
    office.edit(record, city="Nantes")
    office.delete(record)
    wire.account.edit(PEOPLE, row, {"city": "Rennes", "job_title": "Maire"})
    wire.account.edit(PEOPLE, another, {"city": "Brest"})
    office.synced()
    run = last_run(office)
    fate = Left.FOR_GOOD if life == TRASH else None
    expected = {("decided", None, Left.FOR_GOOD), ("decided", "city", fate), ("value", "job_title", fate)}
    assert {*told(office, run)} == expected | {("value", "city", None)}
    undone(office, run)
    assert (office.record(record).life, office.value(other, "city")) == (life, "Lyon")
    assert set(office.conflicts(record)) == (set() if life == TRASH else {"city"})
    rest(office)


def test_what_a_policy_decided_of_who_goes_again_is_no_question(office: Office) -> None:
    """Nobody is asked about what is in the trash."""
    put(office, Way.ACCOUNT)
    wire = office.connect()
    record, row = known(office, wire)
    office.edit(record, city="Nantes")
    office.delete(record)
    wire.account.delete(PEOPLE, row)
    office.synced()
    wire.account.restore(PEOPLE, row)
    wire.account.edit(PEOPLE, row, {"city": "Rennes", "job_title": "Maire"})
    office.synced()
    run = last_run(office)
    assert sorted(told(office, run)) == [
        ("decided", "city", Left.FOR_GOOD),
        ("restored", None, None),
        ("value", "job_title", None),
    ]
    change = undone(office, run)
    assert (office.record(record).life, office.conflicts(record)) == (TRASH, {})
    rest(office)
    office.undo(change)
    rest(office)
    assert (office.record(record).life, office.value(record, "job_title")) == (LIVE, "Maire")


def test_rows_that_became_one_stay_one(office: Office) -> None:
    """What refers to the row that is no more refers to the other one from now on, and that stays, too."""
    wire = office.connect()
    _, first = known(office, wire)
    _, second = known(office, wire, last_name="Petit")
    note = office.new(Kind.NOTE, body="Visite", about=[office.record_of(second)])
    office.settle()
    wire.account.merge(PEOPLE, first, second)
    office.settle()
    runs = [str(row.id) for row in office.sql("SELECT DISTINCT run AS id FROM history WHERE event = 'merged'")]
    found = [each for run in runs for each in effects(office, run).effects]
    assert [each.left for each in found if each.record == note] == [Left.FOR_GOOD]
    assert {each.left for each in found if each.field is not None} == {Left.FOR_GOOD}


def test_an_open_question_is_left_to_the_person(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    office.synced()
    run = last_run(office)
    office.edit(record, city="Caen")
    wire.account.edit(PEOPLE, row, {"city": "Brest"})
    office.synced()
    assert told(office, run) == [("value", "city", Left.ASKED)]


def test_it_is_one_change_that_is_taken_back_whole(office: Office) -> None:
    wire = office.connect()
    first, one = known(office, wire)
    second, two = known(office, wire, last_name="Petit")
    for row in (one, two):
        wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    office.synced()
    change = undone(office, last_run(office))
    office.undo(change)
    assert [office.value(each, "city") for each in (first, second)] == ["Rennes", "Rennes"]
    with pytest.raises(InvalidInput) as caught:
        office.undo(change)
    assert caught.value.key == "cannot_undo"
    again = undone(office, last_run(office))
    office.edit(first, city="Caen")
    with pytest.raises(InvalidInput):
        office.undo(again)
    assert [office.value(each, "city") for each in (first, second)] == ["Caen", "Lyon"]


def test_a_record_that_was_taken_back_can_be_taken_back_again(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    run = last_run(office)
    office.undo(undone(office, run))
    rest(office)
    change = undone(office, run)
    assert office.record(record).life == "trash"
    office.undo(change)
    office.write(lambda unit: undoing.redo(unit, change))
    rest(office)
    assert (office.record(record).life, len(wire.account.there())) == ("trash", 1)


def test_what_moved_since_it_was_shown_is_not_taken_back(office: Office) -> None:
    wire = office.connect()
    record, row = known(office, wire)
    wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    office.synced()
    run = last_run(office)
    shown = effects(office, run).shown
    office.edit(record, city="Caen")
    with pytest.raises(InvalidInput) as caught:
        office.write(lambda unit: run_undoing.undo_run(unit, run, shown=shown))
    assert caught.value.key == "run_moved"


@pytest.mark.parametrize(("status", "key"), [("running", "run_not_over"), (None, "run_unknown")])
def test_a_run_that_cannot_be_taken_back(office: Office, status: str | None, key: str) -> None:
    office.connect()
    office.synced()
    run = last_run(office) if status else "nothing"
    office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE run SET status = ?", (status or "done",)))
    with pytest.raises(InvalidInput) as caught:
        office.write(lambda unit: run_undoing.undo_run(unit, run))
    assert caught.value.key == key


def test_rows_that_are_kept_apart_are_no_news(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    rows = [wire.account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD) for name in ("Martin", "Petit")]
    assert office.synced()["applied"] == 2
    change = undone(office, last_run(office))
    wire.account.edit(PEOPLE, rows[0], {"city": "Nantes"})
    assert [office.synced()["applied"] for _ in range(2)] == [0, 0]
    office.undo(change)
    office.synced()
    assert office.value(office.record_of(rows[0]), "city") == "Nantes"
    rest(office)


def test_what_was_deleted_there_while_it_was_kept_apart_is_gone_once_that_is_taken_back(office: Office) -> None:
    """It stood here as if it were in the account, until a sweep of the next days missed it."""
    wire = office.connect(only=(PEOPLE,))
    rows = [wire.account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD) for name in ("Martin", "Petit")]
    office.synced()
    records = [office.record_of(row) for row in rows]
    change = undone(office, last_run(office))
    wire.account.delete(PEOPLE, rows[0])
    wire.account.edit(PEOPLE, rows[1], {"city": "Nantes"})
    office.settle()
    office.undo(change)
    rest(office)
    assert [office.record(each).life for each in records] == [TRASH, LIVE]


def met_by_another_account(office: Office, wire: Wire) -> str:
    """A row of the person whom another account has brought."""
    fields = {"last_name": "Durand", "city": "Lyon", "emails": MARTIN}
    row = wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD)
    office.synced("b")
    return row


def test_taking_back_is_not_done_again_where_another_account_has_a_row_by_now(office: Office) -> None:
    """That row was deleted there, although nothing is deleted at an account by that."""
    one, two = office.connect(), office.connect("b")
    record, row = known(office, one, emails=MARTIN)
    change = undone(office, last_run(office))
    office.undo(change)
    other = met_by_another_account(office, two)
    assert office.record_of(other, name="b") == record
    with pytest.raises(InvalidInput) as caught:
        office.write(lambda unit: undoing.redo(unit, change))
    assert (caught.value.key, caught.value.data) == ("cannot_undo", {"reason": "record_moved"})
    rest(office)
    assert (office.record(record).life, one.account.there(), two.account.there()) == (LIVE, [row], [other])


def test_taking_back_is_not_done_again_where_a_row_was_given_a_record_of_its_own(office: Office) -> None:
    """Nothing was read from that one's row, or written to it, any more."""
    one, two = office.connect(), office.connect("b")
    record, _ = known(office, one, emails=MARTIN)
    run = last_run(office)
    other = met_by_another_account(office, two)
    change = undone(office, run)
    office.undo(change)
    rest(office)
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    with pytest.raises(InvalidInput):
        office.write(lambda unit: undoing.redo(unit, change))
    office.edit(made, city="Brest")
    rest(office)
    assert two.account.value(other, "city") == "Brest"
