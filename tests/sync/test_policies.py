"""Policies over a real replica: what they decide is decided as by a person, can be taken back, and is never decided twice."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.conflicts import CLOCKS_APART_S, EXISTENCE, ConflictKind, Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.domain.values import Value
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections, policies
from crmdesk.store.queries import doctor
from crmdesk.store.queries import policies as queries
from crmdesk.store.queries.policies import Answered
from crmdesk.store.removal import remove_connection
from crmdesk.sync.run import OpenAccount
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest


def put(
    office: Office, way: Way, *, prefer: str | None = None, ticked: frozenset[Guard] = frozenset(), **scope: Any
) -> str:
    made = Policy("", Scope(**scope), way, prefer, ticked)
    return office.write(lambda unit: policies.put(unit, made))


def changed(office: Office, way: Way, since: str) -> list[Answered]:
    """What a policy about everything would have changed."""
    return office.read(lambda reader: queries.would_have_changed(reader, [Policy("tried", Scope(), way)], since))


class Case:
    """A person in one account, whose field is changed on both sides."""

    def __init__(self, office: Office, wire: Wire | None = None, name: str = "city") -> None:
        self.office, self.name = office, name
        self.wire = wire or office.connect()
        self.row = self.wire.account.edit(PEOPLE, None, {"last_name": "Durand", name: "Lyon"}, kind=Kind.LEAD)
        office.synced()
        self.record = office.record_of(self.row)

    def both(self, here: str, there: str) -> None:
        self.office.edit(self.record, **{self.name: here})
        self.office.clock.tick(60)
        self.wire.account.edit(PEOPLE, self.row, {self.name: there})

    def here(self) -> Value:
        return self.office.value(self.record, self.name)

    def there(self) -> Value:
        return self.wire.account.value(self.row, self.name)

    def decisions(self) -> list[tuple[str, str, str]]:
        return [tuple(row) for row in self.office.sql("SELECT who, chosen, rejected FROM decision ORDER BY id")]


@pytest.mark.parametrize(
    ("way", "city", "rejected", "told"),
    [
        (Way.COMPUTER, "Nantes", '["Rennes"]', ("policy", '"Nantes"', '"Nantes"')),
        (Way.ACCOUNT, "Rennes", '["Nantes"]', ("policy", '"Nantes"', '"Rennes"')),
    ],
)
def test_a_policy_decides_as_a_person_would(
    office: Office, way: Way, city: str, rejected: str, told: tuple[str, str, str]
) -> None:
    made = put(office, way)
    case = Case(office)
    case.both("Nantes", "Rennes")
    counts = office.synced()
    assert (counts["conflicts_opened"], counts["decided"], office.conflicts(case.record)) == (0, 1, {})
    rest(office)
    assert (case.here(), case.there()) == (city, city)
    assert case.decisions() == [(f"policy:{made}", f'"{city}"', rejected)]
    assert office.history(case.record, "city")[-1] == told
    (run,) = office.sql("SELECT run FROM history WHERE cause = 'policy'")[0]
    assert run is not None


def test_what_a_policy_decided_is_taken_back_and_left_to_the_person(office: Office) -> None:
    put(office, Way.ACCOUNT)
    case = Case(office)
    case.both("Nantes", "Rennes")
    rest(office)
    (decided,) = office.read(lambda reader: queries.automatic_decisions(reader, ""))
    office.undo(decided.change)
    assert (case.here(), office.conflict(case.record).kind) == ("Nantes", ConflictKind.BOTH_CHANGED)
    rest(office)
    assert office.conflict(case.record).field == "city"
    case.wire.account.edit(PEOPLE, case.row, {"city": "Caen"})
    rest(office)
    assert [each.value for each in office.conflict(case.record).accounts] == ["Caen"], "still the person's"
    assert office.read(lambda reader: queries.automatic_decisions(reader, ""))[0].undone
    office.resolve(office.conflict(case.record), Keep.COMPUTER)
    rest(office)
    assert case.there() == "Nantes"
    case.both("Brest", "Vannes")
    rest(office)
    assert case.here() == "Vannes", "the next question is a new one"


def test_a_sent_decision_is_taken_back_as_well(office: Office) -> None:
    put(office, Way.COMPUTER)
    case = Case(office)
    case.both("Nantes", "Rennes")
    rest(office)
    assert case.there() == "Nantes"
    (decided,) = office.read(lambda reader: queries.automatic_decisions(reader, ""))
    office.undo(decided.change)
    rest(office)
    conflict = office.conflict(case.record)
    assert conflict.kind is ConflictKind.OVERWROTE
    office.resolve(conflict, Keep.ACCOUNT)
    rest(office)
    assert (case.here(), case.there()) == ("Rennes", "Rennes")


def test_the_newest_waits_until_the_account_has_said_when(office: Office) -> None:
    """A conflict opens without a moment; it is decided in the same run, once the vendor's history was asked."""
    put(office, Way.NEWEST)
    case = Case(office)
    office.write(lambda unit: connections.change(unit, office.ids["a"], clock_offset_s=0.0))
    case.both("Nantes", "Rennes")
    office.synced()
    assert (case.here(), office.conflicts(case.record)) == ("Rennes", {})
    rest(office)


def test_the_newest_asks_where_the_account_tells_no_moment(office: Office) -> None:
    put(office, Way.NEWEST)
    wire = office.connect()
    wire.capable(authorship=False)
    case = Case(office, wire)
    case.both("Nantes", "Rennes")
    rest(office)
    assert (case.here(), office.conflict(case.record).field) == ("Nantes", "city")


def test_a_value_is_not_blanked(office: Office) -> None:
    put(office, Way.FILLED, field="city")
    case = Case(office)
    office.edit(case.record, city=None)
    case.wire.account.edit(PEOPLE, case.row, {"city": "Rennes"})
    rest(office)
    assert (case.here(), case.there()) == ("Rennes", "Rennes")


def test_conflicts_that_are_open_already_are_decided_with_the_next_run(office: Office) -> None:
    case = Case(office)
    case.both("Nantes", "Rennes")
    rest(office)
    tried = Policy("tried", Scope(), Way.ACCOUNT)
    (found,) = office.read(lambda reader: queries.answered(reader, [tried]))
    assert (found.record, found.field, found.before, found.now) == (case.record, "city", "Nantes", "Rennes")
    put(office, Way.ACCOUNT)
    rest(office)
    assert (case.here(), office.conflicts(case.record)) == ("Rennes", {})


def test_what_would_have_been_decided_otherwise(office: Office) -> None:
    case = Case(office)
    case.both("Nantes", "Rennes")
    rest(office)
    office.resolve(office.conflict(case.record), Keep.COMPUTER)
    rest(office)
    for way, now in ((Way.ACCOUNT, ["Rennes"]), (Way.COMPUTER, []), (Way.ASK, []), (Way.FILLED, [])):
        assert [each.now for each in changed(office, way, "")] == now
    assert changed(office, Way.ACCOUNT, "9999") == []


@pytest.mark.parametrize(("way", "added"), [(Way.COMPUTER, "there"), (Way.ACCOUNT, "here")])
def test_a_number_that_nobody_contests_is_not_given_up_with_another(office: Office, way: Way, added: str) -> None:
    """Both sides have changed one number, and one side has added a second one: no policy takes that away."""
    case = Case(office, name="job_title")
    case.wire.account.edit(PEOPLE, case.row, {"phones": {"phone": "+33611111111", "mobile": None}})
    rest(office)
    put(office, way)
    more = [{"value": "+33644444444", "label": "mobile", "primary": False}] if added == "here" else []
    office.edit(case.record, phones=[{"value": "+33622222222", "label": "phone", "primary": True}, *more])
    mobile = "+33644444444" if added == "there" else None
    case.wire.account.edit(PEOPLE, case.row, {"phones": {"phone": "+33633333333", "mobile": mobile}})
    rest(office)
    assert office.conflict(case.record).field == "phones"
    held = [*office.value(case.record, "phones"), *office.conflict(case.record).accounts[0].value]
    assert "+33644444444" in {each["value"] for each in held}
    assert case.wire.account.value(case.row, "phones") == {"phone": "+33633333333", "mobile": mobile}


def test_the_newest_asks_where_the_clocks_are_far_apart(office: Office) -> None:
    put(office, Way.NEWEST)
    case = Case(office)
    case.both("Nantes", "Rennes")
    run = office.run_of()
    run.account = OpenAccount(case.wire, clock_offset=lambda: CLOCKS_APART_S + 1)
    office.run(run.execute())
    assert (case.here(), office.conflict(case.record).field) == ("Nantes", "city")


def test_two_accounts_that_disagree_are_settled_by_the_preferred_one(office: Office) -> None:
    wires = {name: office.connect(name) for name in ("a", "b")}
    address = {"emails": {"email": "ann@example.org", "more_emails": None}, "city": "Lyon"}
    rows = {name: wire.account.edit(PEOPLE, None, address, kind=Kind.LEAD) for name, wire in wires.items()}
    office.settle()
    record = office.record_of(rows["a"])
    put(office, Way.PREFER, prefer=office.ids["b"])
    office.edit(record, city="Nantes")
    wires["a"].account.edit(PEOPLE, rows["a"], {"city": "Rennes"})
    wires["b"].account.edit(PEOPLE, rows["b"], {"city": "Caen"})
    office.settle()
    assert office.conflicts(record) == {}
    assert [wires[name].account.value(rows[name], "city") for name in "ab"] == ["Caen", "Caen"]


def test_a_deletion_is_a_persons_unless_that_was_ticked(office: Office) -> None:
    put(office, Way.ACCOUNT)
    case = Case(office)
    office.edit(case.record, city="Nantes")
    case.wire.account.delete(PEOPLE, case.row)
    rest(office)
    assert set(office.conflicts(case.record)) == {EXISTENCE}
    put(office, Way.ACCOUNT, ticked=frozenset({Guard.EXISTENCE}))
    rest(office)
    assert (office.conflicts(case.record), office.record(case.record).life) == ({}, "trash")
    (decided,) = office.read(lambda reader: queries.automatic_decisions(reader, ""))
    office.undo(decided.change)
    rest(office)
    assert (set(office.conflicts(case.record)), office.record(case.record).life) == ({EXISTENCE}, "live")


def test_a_deletion_here_is_taken_back_by_nobody_where_a_policy_keeps_it(office: Office) -> None:
    put(office, Way.COMPUTER, ticked=frozenset({Guard.EXISTENCE}))
    case = Case(office)
    office.delete(case.record)
    case.wire.account.edit(PEOPLE, case.row, {"city": "Rennes"})
    rest(office)
    assert (office.conflicts(case.record), office.record(case.record).life, case.wire.account.there()) == (
        {},
        "trash",
        [],
    )


def test_what_policies_set_to_and_fro_is_braked_too(office: Office) -> None:
    """Each time both accounts change the city, and each time a policy takes what b says: Paris, Brest, Paris and so on."""
    wires = {name: office.connect(name) for name in ("a", "b")}
    address = {"emails": {"email": "ann@example.org", "more_emails": None}, "city": "Lyon"}
    rows = {name: wire.account.edit(PEOPLE, None, address, kind=Kind.LEAD) for name, wire in wires.items()}
    office.settle()
    record = office.record_of(rows["a"])
    put(office, Way.ACCOUNT, connection=office.ids["b"])
    for turn in range(4):
        wires["a"].account.edit(PEOPLE, rows["a"], {"city": f"Caen {turn}"})
        wires["b"].account.edit(PEOPLE, rows["b"], {"city": ("Paris", "Brest")[turn % 2]})
        office.settle()
        assert office.conflicts(record) == {}
    wires["a"].account.edit(PEOPLE, rows["a"], {"city": "Caen"})
    wires["b"].account.edit(PEOPLE, rows["b"], {"city": "Paris"})
    rest(office)
    assert office.conflict(record).kind is ConflictKind.OSCILLATION
    assert office.value(record, "city") == "Caen"


@pytest.mark.parametrize("behaviour", [Behaviour(), Behaviour(guarded=True)])
def test_what_moves_while_it_is_sent_is_answered_again(office: Office, behaviour: Behaviour) -> None:
    put(office, Way.COMPUTER)
    wire = office.connect("a", behaviour)
    case = Case(office, wire)
    office.edit(case.record, city="Nantes")
    wire.on("fetch", lambda: wire.account.edit(PEOPLE, case.row, {"city": "Rennes"}))
    rest(office)
    assert (case.here(), case.there(), office.conflicts(case.record)) == ("Nantes", "Nantes", {})


def test_policies_have_versions_and_end_with_their_account(office: Office) -> None:
    office.connect()
    made = put(office, Way.COMPUTER, connection=office.ids["a"])
    assert put(office, Way.ACCOUNT, connection=office.ids["a"]) == made
    assert put(office, Way.ACCOUNT, connection=office.ids["a"]) == made
    other = put(office, Way.PREFER, prefer=office.ids["a"])
    office.write(lambda unit: policies.switch(unit, made, on=False))
    told = [(each.id, each.number, each.who, each.policy.way) for each in office.read(policies.newest) if each.policy]
    assert told == [(made, 3, "user", Way.ACCOUNT), (other, 1, "user", Way.PREFER)]
    assert [each.id for each in office.read(lambda reader: policies.in_force(reader, "2026"))] == [other]
    office.write(lambda unit: remove_connection(unit, office.ids["a"], keep_data=True))
    assert office.read(policies.newest) == []
    assert len(office.read(policies.versions)) == 6


def test_a_policy_that_was_removed_cannot_be_put_back_once_its_account_is_disconnected(office: Office) -> None:
    office.connect()
    made = put(office, Way.ACCOUNT, connection=office.ids["a"])
    (removed,) = [each.policy for each in office.read(policies.newest) if each.policy]
    office.write(lambda unit: policies.remove(unit, made))
    office.write(lambda unit: remove_connection(unit, office.ids["a"], keep_data=True))
    with pytest.raises(InvalidInput, match="policy_account_gone"):
        office.write(lambda unit: policies.put(unit, removed))
    assert office.read(policies.newest) == []
    assert office.read(doctor.violations) == []


def test_a_policy_about_a_record_ends_with_it(office: Office) -> None:
    case = Case(office)
    put(office, Way.ACCOUNT, record=case.record)
    other = put(office, Way.ACCOUNT, field="city")
    office.write(lambda unit: remove_connection(unit, office.ids["a"], keep_data=False))
    assert [each.id for each in office.read(policies.newest)] == [other]


@pytest.mark.parametrize(
    ("policy", "key"),
    [
        (Policy("", Scope(record="nobody"), Way.ASK), "unknown_record"),
        (Policy("", Scope(field="consent_email"), Way.NEWEST), "policy_consent"),
        (Policy("", Scope(connection="nobody"), Way.ASK), "policy_account_gone"),
        (Policy("", Scope(), Way.PREFER, "nobody"), "policy_account_gone"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, policy: Policy, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        office.write(lambda unit: policies.put(unit, policy))
    assert caught.value.key == key
    with pytest.raises(InvalidInput):
        office.write(lambda unit: policies.remove(unit, "nothing"))
