"""A colleague writes between our look and our write: what that replaced is found in the account's history, and asked about."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Conflict, ConflictKind, Keep
from crmdesk.domain.errors import OutcomeUnknown, PermissionLost, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.providers.histories import Version
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.store.looks import Look
from crmdesk.sync.overwrites import FIRST_WRITES, replaced
from tests.sync.kit import PEOPLE, Crash, Office, Wire
from tests.sync.test_both_ways import CHARACTERS, quiet


@pytest.fixture(params=CHARACTERS)
def wire(request: pytest.FixtureRequest, office: Office) -> Wire:
    return office.connect(behaviour=CHARACTERS[request.param])


def person(office: Office, wire: Wire) -> tuple[str, str]:
    """A lead that both sides agree on: (record, remote id)."""
    id = wire.account.edit(PEOPLE, None, {"last_name": "Voss", "city": "Nantes"}, kind=Kind.LEAD)
    office.settle()
    return office.record_of(id), id


def anna(wire: Wire, id: str, city: str = "Rennes", *, at: str = "update") -> None:
    """Anna writes a city just before the next request of a verb is carried out."""
    wire.on(at, lambda: wire.account.edit(PEOPLE, id, {"city": city}, by="Anna"))


def overwritten(office: Office, wire: Wire) -> tuple[str, str]:
    """Anna's Rennes was replaced by Laval, typed here."""
    record, id = person(office, wire)
    office.edit(record, city="Laval")
    anna(wire, id)
    assert office.synced()["pushed"] == 1
    return record, id


def asked(office: Office, record: str) -> Conflict:
    conflict = office.conflict(record)
    assert conflict.kind is ConflictKind.OVERWROTE
    return conflict


def looks(office: Office) -> int:
    return len(office.sql("SELECT id FROM look"))


def test_it_asks_with_the_value_that_was_replaced(office: Office, wire: Wire) -> None:
    record, id = overwritten(office, wire)
    (theirs,) = asked(office, record).accounts
    assert (theirs.value.casefold(), theirs.changed_by) == ("rennes", "Anna")
    assert (theirs.changed_at or "") > "2026"
    assert str(asked(office, record).before).casefold() == "nantes"
    assert (office.value(record, "city"), wire.account.value(id, "city").casefold()) == ("Laval", "laval")
    assert looks(office) == 1, "it stays until that is answered"
    quiet(office, wire)
    asked(office, record)


def test_the_replaced_value_can_be_put_back(office: Office, wire: Wire) -> None:
    record, id = overwritten(office, wire)
    office.resolve(asked(office, record), Keep.ACCOUNT)
    assert office.synced()["pushed"] == 1
    assert wire.account.value(id, "city").casefold() == "rennes"
    assert not office.conflicts(record)
    quiet(office, wire)


def test_staying_with_what_was_sent_sends_nothing(office: Office, wire: Wire) -> None:
    record, id = overwritten(office, wire)
    office.resolve(asked(office, record), Keep.COMPUTER)
    assert office.synced()["pushed"] == 0
    assert wire.account.value(id, "city").casefold() == "laval"
    assert not office.conflicts(record)
    quiet(office, wire)


def test_an_ordinary_send_asks_nothing(office: Office, wire: Wire) -> None:
    record, _ = person(office, wire)
    office.edit(record, city="Laval")
    assert office.synced()["conflicts_opened"] == 0
    office.edit(record, city="Brest")
    assert office.synced()["conflicts_opened"] == 0
    assert (office.conflicts(record), looks(office)) == ({}, 0)


def test_another_field_of_the_row_is_no_overwrite(office: Office, wire: Wire) -> None:
    record, id = person(office, wire)
    office.edit(record, city="Laval")
    wire.on("update", lambda: wire.account.edit(PEOPLE, id, {"job_title": "Juriste"}, by="Anna"))
    office.settle()
    assert office.conflicts(record) == {}
    assert office.value(record, "job_title").casefold() == "juriste"


def test_whoever_writes_the_same_is_not_overwritten(office: Office, wire: Wire) -> None:
    record, id = person(office, wire)
    office.edit(record, city="Laval")
    anna(wire, id, "Laval")
    office.settle()
    assert office.conflicts(record) == {}


def test_who_wrote_and_took_it_back_is_not_overwritten(office: Office, wire: Wire) -> None:
    record, id = person(office, wire)
    office.edit(record, city="Laval")

    def to_and_fro() -> None:
        wire.account.edit(PEOPLE, id, {"city": "Rennes"}, by="Anna")
        wire.account.edit(PEOPLE, id, {"city": "Nantes"}, by="Anna")

    wire.on("update", to_and_fro)
    office.settle()
    assert office.conflicts(record) == {}


def test_a_colleague_who_writes_again_before_the_look_is_heard(office: Office, wire: Wire) -> None:
    record, id = person(office, wire)
    office.edit(record, city="Laval")
    anna(wire, id)
    wire.fails("versions", Unreachable("unreachable", host="memory"))
    office.sync()
    wire.account.edit(PEOPLE, id, {"city": "Brest"}, by="Anna")
    office.settle()
    assert office.value(record, "city").casefold() == "brest"
    assert (office.conflicts(record), looks(office)) == ({}, 0)


@pytest.mark.parametrize("error", [Unreachable("unreachable", host="memory"), PermissionLost("not_allowed")])
def test_a_look_that_fails_is_made_by_the_next_run(office: Office, wire: Wire, error: Exception) -> None:
    record, id = person(office, wire)
    office.edit(record, city="Laval")
    anna(wire, id)
    wire.fails("versions", error)
    office.sync()
    assert (office.conflicts(record), looks(office)) == ({}, 1)
    office.settle()
    asked(office, record)
    made = wire.calls.count("versions people")
    quiet(office, wire)
    assert wire.calls.count("versions people") == made


@pytest.mark.thorough
@pytest.mark.parametrize("wire", ["plain"], indirect=True)
def test_a_crash_between_write_and_look_at_any_commit(office: Office, wire: Wire) -> None:
    record, id = person(office, wire)
    city, crashes = "Nantes", 0
    for at in range(1, 30):
        office.edit(record, city=f"Laval {at}")
        anna(wire, id, f"Rennes {at}")
        office.commits, office.crash_at = 0, at
        try:
            office.sync()
        except Crash:
            crashes += 1
        sent = wire.account.value(id, "city")
        office.reopen()
        wire.calm()
        office.settle(pause_s=120)
        if sent.casefold() == f"laval {at}":
            city = asked(office, record).accounts[0].value
            assert city.casefold() == f"rennes {at}", at
        for conflict in office.conflicts(record).values():
            office.resolve(conflict, Keep.COMPUTER)
        office.settle()
    assert city != "Nantes"
    assert crashes > 10


def test_an_answer_that_never_came_is_looked_behind(office: Office, wire: Wire) -> None:
    record, id = person(office, wire)
    office.edit(record, city="Laval")
    anna(wire, id)
    wire.lost_after("update", OutcomeUnknown("no_answer", endpoint="update"))
    office.sync()
    wire.calm()
    office.settle(pause_s=120)
    assert str(asked(office, record).accounts[0].value).casefold() == "rennes"


def test_many_rows_are_looked_at_over_several_runs(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(histories=2))
    made = [
        wire.account.edit(PEOPLE, None, {"last_name": f"Voss {at}", "city": "Nantes"}, kind=Kind.LEAD)
        for at in range(5)
    ]
    office.settle()
    for id in made:
        office.edit(office.record_of(id), city="Laval")

    def anna_everywhere() -> None:
        for id in made:
            wire.account.edit(PEOPLE, id, {"city": "Rennes"}, by="Anna")

    wire.on("update", anna_everywhere)
    counts = [office.synced()["conflicts_opened"] for _ in range(4)]
    assert counts == [2, 2, 1, 0]


@pytest.mark.thorough
def test_of_a_bulk_change_the_first_rows_and_some_others_are_looked_at(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(histories=500, batch=1000))
    made = [wire.account.edit(PEOPLE, None, {"last_name": f"Voss {at}"}, kind=Kind.LEAD) for at in range(250)]
    office.settle()
    for id in made:
        office.edit(office.record_of(id), city="Laval")

    def anna_everywhere() -> None:
        for id in made:
            wire.account.edit(PEOPLE, id, {"city": "Rennes"}, by="Anna")

    wire.on("update", anna_everywhere)
    counts = office.synced()
    assert (counts["pushed"], counts["conflicts_opened"]) == (250, FIRST_WRITES + len({100, 200}))
    assert looks(office) == counts["conflicts_opened"]


def test_where_colleagues_are_at_work_on_the_same_rows_all_of_them_are_looked_at(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(histories=500, batch=100))
    made = [wire.account.edit(PEOPLE, None, {"last_name": f"Voss {at}"}, kind=Kind.LEAD) for at in range(150)]
    office.settle()
    for id in made:
        office.edit(office.record_of(id), city="Laval")
    # One row moves before it is read again; another one right before it is written to.
    moved, raced = made[100], made[149]
    wire.on("fetch", lambda: wire.account.edit(PEOPLE, moved, {"job_title": "Notaire"}, by="Anna"))
    wire.on("update", lambda: None)
    wire.on("update", lambda: wire.account.edit(PEOPLE, raced, {"city": "Rennes"}, by="Anna"))
    office.synced()
    assert asked(office, office.record_of(raced)).accounts[0].value == "Rennes"


@pytest.mark.parametrize("behaviour", [Behaviour(histories=0), Behaviour(guarded=True)])
def test_without_histories_or_with_conditions_nothing_is_looked_at(office: Office, behaviour: Behaviour) -> None:
    wire = office.connect(behaviour=behaviour)
    record, _ = person(office, wire)
    office.edit(record, city="Laval")
    assert office.synced()["pushed"] == 1
    assert "versions people" not in wire.calls
    assert looks(office) == 0


def test_creations_are_not_looked_at(office: Office) -> None:
    wire = office.connect()
    office.new(last_name="Voss", city="Nantes")
    assert office.synced()["pushed"] == 1
    assert "versions people" not in wire.calls


def test_a_second_overwrite_of_another_field_is_a_question_of_its_own(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(rewriting=Rewriting.UPPER))
    record, id = overwritten(office, wire)
    office.edit(record, job_title="Notaire")
    wire.on("update", lambda: wire.account.edit(PEOPLE, id, {"job_title": "Juriste"}, by="Paul"))
    office.synced()
    found = office.conflicts(record)
    assert {name: each.accounts[0].changed_by for name, each in found.items()} == {"city": "Anna", "job_title": "Paul"}


def test_a_field_that_is_contested_meanwhile_is_looked_at_once_that_is_decided(office: Office) -> None:
    first, second = office.connect("a"), office.connect("b")
    address = {"emails": {"email": "voss@oakline.fr", "more_emails": None}}
    fields = {"last_name": "Voss", "city": "Nantes", **address}
    id = first.account.edit(PEOPLE, None, fields, kind=Kind.LEAD)
    other = second.account.edit(PEOPLE, None, fields, kind=Kind.LEAD)
    office.settle()
    record = office.record_of(id)
    office.edit(record, city="Laval")
    anna(first, id)
    first.fails("versions", Unreachable("unreachable", host="memory"))
    office.sync("a")
    second.account.edit(PEOPLE, other, {"city": "Brest"}, by="Paul")
    office.sync("b")
    assert office.conflict(record).kind is ConflictKind.BOTH_CHANGED
    office.sync("a")
    assert looks(office) == 1
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    assert [each.value for each in asked(office, record).accounts] == ["Rennes"]


def two_accounts(office: Office, *first_sent: str) -> tuple[Wire, Wire, str, dict[str, str]]:
    """Anna's Rennes was replaced by Laval, typed here, at one of two accounts; the ids of the rows by account.

    Those ``first_sent`` have Laval already.
    """
    first, second = office.connect("a"), office.connect("b", Behaviour(guarded=True))
    record = office.new(last_name="Voss", city="Nantes")
    office.settle()
    rows = {name: office.link(record, name=name).remote_id or "" for name in ("a", "b")}
    office.edit(record, city="Laval")
    for name in first_sent:
        office.synced(name)
    anna(first, rows["a"])
    office.synced("a")
    assert asked(office, record).accounts[0].value == "Rennes"
    return first, second, record, rows


def test_an_edit_at_another_account_does_not_answer_it(office: Office) -> None:
    first, second, record, rows = two_accounts(office, "b")
    second.account.edit(PEOPLE, rows["b"], {"city": "Brest"})
    office.settle()
    assert (office.value(record, "city"), asked(office, record).accounts[0].value) == ("Brest", "Rennes")
    office.resolve(asked(office, record), Keep.ACCOUNT)
    office.settle()
    assert {wire.account.value(rows[name], "city") for name, wire in (("a", first), ("b", second))} == {"Rennes"}
    assert looks(office) == 0


@pytest.mark.parametrize("keep", [Keep.COMPUTER, Keep.ACCOUNT])
def test_it_asks_again_once_a_conflict_with_another_account_is_decided(office: Office, keep: Keep) -> None:
    first, second, record, rows = two_accounts(office)
    second.account.edit(PEOPLE, rows["b"], {"city": "Brest"})
    office.synced("b")
    assert office.conflict(record).kind is ConflictKind.BOTH_CHANGED
    office.resolve(office.conflict(record), keep)
    office.settle()
    assert asked(office, record).accounts[0].value == "Rennes"
    office.resolve(asked(office, record), Keep.COMPUTER)
    office.settle()
    chosen = "Laval" if keep is Keep.COMPUTER else "Brest"
    assert {wire.account.value(rows[name], "city") for name, wire in (("a", first), ("b", second))} == {chosen}
    assert (office.conflicts(record), looks(office)) == ({}, 0)


@pytest.mark.parametrize("keep", [Keep.COMPUTER, Keep.ACCOUNT])
def test_a_decision_taken_back_waits_for_a_conflict_with_another_account_too(office: Office, keep: Keep) -> None:
    first, second, record, rows = two_accounts(office)
    office.undo(office.resolve(asked(office, record), keep))
    assert asked(office, record).accounts[0].value == "Rennes"
    second.account.edit(PEOPLE, rows["b"], {"city": "Brest"})
    office.synced("b")
    assert office.conflict(record).kind is ConflictKind.BOTH_CHANGED
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    assert [each.value for each in asked(office, record).accounts] == ["Rennes"]
    office.resolve(asked(office, record), Keep.ACCOUNT)
    office.settle()
    assert {wire.account.value(rows[name], "city") for name, wire in (("a", first), ("b", second))} == {"Rennes"}
    assert (office.conflicts(record), looks(office)) == ({}, 0)


def test_a_record_in_the_trash_is_not_asked_about(office: Office) -> None:
    wire = office.connect()
    record, id = person(office, wire)
    office.edit(record, city="Laval")
    anna(wire, id)
    wire.fails("versions", Unreachable("unreachable", host="memory"))
    office.sync()
    office.delete(record)
    office.settle()
    assert (office.conflicts(record), looks(office)) == ({}, 0)


LOOK = Look(1, "city", "Laval", "LAVAL", "NANTES")


@pytest.mark.parametrize(
    ("raws", "found"),
    [
        (["LAVAL", "RENNES", "NANTES"], "RENNES"),
        (["Laval", "RENNES", "NANTES"], "RENNES"),
        (["BREST", "LAVAL", "RENNES", "NANTES"], "RENNES"),
        (["LAVAL", None, "NANTES"], None),
        (["LAVAL", "NANTES"], "nothing"),
        (["LAVAL", "RENNES"], "nothing"),
        (["LAVAL"], "nothing"),
        (["RENNES", "NANTES"], "nothing"),
        ([], "nothing"),
    ],
)
def test_the_version_below_ours_counts(raws: list[str | None], found: str | None) -> None:
    version = replaced([Version(raw) for raw in raws], LOOK, None)
    assert (version.raw if version is not None else "nothing") == found


def test_a_write_that_changed_nothing_replaced_nothing() -> None:
    look = Look(1, "city", "Lyon", "LYON", "LYON")
    assert replaced([Version("LYON"), Version(None)], look, None) is None
    assert replaced([Version("LYON"), Version("RENNES"), Version("LYON")], look, None) == Version("RENNES")


def test_what_a_colleague_wrote_alike_is_not_taken_for_ours() -> None:
    versions = [Version("LAVAL", ours=False), Version("RENNES", ours=False), Version("NANTES")]
    assert replaced(versions, LOOK, None) is None
    assert replaced([Version("LAVAL", ours=None), *versions[1:]], LOOK, None) is not None
