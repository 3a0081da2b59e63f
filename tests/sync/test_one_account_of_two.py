"""What happens in one of two accounts, or to one of them, does not reach into the other one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep, Resolution
from crmdesk.domain.errors import InvalidInput, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Refused
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections, deciding, open_conflicts, undoing
from crmdesk.store.discarding import discard
from crmdesk.store.queries import doctor
from crmdesk.sync.uniting import not_same
from tests.sync.kit import PEOPLE, Office, WatchedAccount
from tests.sync.steps import known, rest
from tests.sync.test_parts import PartWire
from tests.sync.test_questions_that_end import disconnect, in_two_accounts


class TestKeptAfterAll:
    """Somebody is deleted here and changed by a colleague in one account; the person decides to keep them."""

    def test_is_made_again_where_the_deletion_was_sent(self, office: Office) -> None:
        first, second, record, there, elsewhere = in_two_accounts(office)
        office.delete(record)
        office.synced("b")
        assert second.account.there() == []
        first.account.edit(PEOPLE, there, {"city": "Lens"})
        office.synced("a")
        office.resolve(office.conflicts(record)[EXISTENCE], Keep.ACCOUNT)
        office.settle()
        (made,) = second.account.there()
        assert (made != elsewhere, second.account.value(made, "city")) == (True, "Lens")

    def test_is_made_where_they_had_still_to_be_made(self, office: Office) -> None:
        first, second = office.connect("a"), office.connect("b", sending=False)
        record = office.new(last_name="Martin", city="Lille")
        office.synced("a")
        office.delete(record)
        first.account.edit(PEOPLE, office.link(record, name="a").remote_id, {"city": "Lens"})
        office.synced("a")
        office.resolve(office.conflicts(record)[EXISTENCE], Keep.ACCOUNT)
        office.write(lambda unit: connections.change(unit, office.ids["b"], sending=True))
        office.settle()
        (made,) = second.account.there()
        assert second.account.value(made, "city") == "Lens"


class TestChangedInBoth:
    """Somebody is deleted here and changed by colleagues in both accounts: whichever is heard first, both are asked about."""

    @pytest.mark.parametrize("first", ["a", "b"])
    @pytest.mark.parametrize("ended", ["deleted", "disconnected"])
    def test_is_asked_about_in_the_other_account_once_one_has_ended(
        self, office: Office, first: str, ended: str
    ) -> None:
        record, rows = self.deleted_here(office)
        second = {"a": "b", "b": "a"}[first]
        for name in (first, second):
            office.wires[name].account.edit(PEOPLE, rows[name], {"city": "Lens"})
            office.synced(name)
        assert self.asked(office, record) == {"a", "b"}
        if ended == "deleted":
            office.wires[first].account.delete(PEOPLE, rows[first])
            office.synced(first)
        else:
            disconnect(office, first)
        rest(office)
        assert (self.asked(office, record), office.wires[second].account.there()) == ({second}, [rows[second]])
        office.resolve(office.conflict(record), Keep.COMPUTER)
        rest(office)
        assert office.wires[second].account.there() == []

    def test_is_not_deleted_by_an_answer_that_was_given_before_the_other_account_was_heard(
        self, office: Office
    ) -> None:
        record, rows = self.deleted_here(office)
        office.wires["a"].account.edit(PEOPLE, rows["a"], {"city": "Lens"})
        office.settle()
        shown = office.conflict(record)
        office.wires["b"].account.edit(PEOPLE, rows["b"], {"job_title": "Clerc"})
        office.settle()
        with pytest.raises(InvalidInput, match="conflict_moved"):
            office.resolve(shown, Keep.COMPUTER)
        assert self.asked(office, record) == {"a", "b"}
        rest(office)

    @pytest.mark.parametrize("where", ["there", "here"])
    def test_nor_by_one_that_was_given_before_they_were_changed_once_more(self, office: Office, where: str) -> None:
        record, rows = self.deleted_here(office)
        office.wires["a"].account.edit(PEOPLE, rows["a"], {"city": "Lens"})
        office.settle()
        conflict = office.conflict(record)
        seen = Resolution(conflict.id, Keep.COMPUTER, open_conflicts.shown(conflict, office.record(record)))
        if where == "there":
            office.wires["a"].account.edit(PEOPLE, rows["a"], {"job_title": "Clerc"})
            office.settle()
        else:
            office.edit(record, job_title="Clerc")
        with pytest.raises(InvalidInput, match="conflict_moved"):
            office.write(lambda unit: deciding.resolve(unit, [seen]))
        assert office.value(record, "job_title") == "Clerc"
        change = office.resolve(office.conflict(record), Keep.COMPUTER)
        office.undo(change)
        office.write(lambda unit: undoing.redo(unit, change))
        rest(office)
        assert office.record(record).life == "trash"

    def deleted_here(self, office: Office) -> tuple[str, dict[str, str]]:
        """The record, and its rows by the name of the account."""
        _, _, record, there, elsewhere = in_two_accounts(office)
        office.delete(record)
        return record, {"a": there, "b": elsewhere}

    def asked(self, office: Office, record: str) -> set[str]:
        names = {id: name for name, id in office.ids.items()}
        return {names[each.connection] for each in office.conflicts(record)[EXISTENCE].accounts}


@pytest.mark.parametrize("kept", [True, False])
def test_whom_a_colleague_merged_in_the_other_account_is_not_made_again_there(office: Office, *, kept: bool) -> None:
    """Whether they are kept after all or restored: there they are part of somebody, as long as that one is there."""
    first, second, record, there, elsewhere = in_two_accounts(office)
    other = office.new(last_name="Autre")
    office.settle()
    survivor = office.link(other, name="b").remote_id or ""
    second.account.merge(PEOPLE, survivor, elsewhere)
    office.settle()
    office.delete(record)
    if kept:
        first.account.edit(PEOPLE, there, {"city": "Lens"})
        office.synced("a")
        office.resolve(office.conflicts(record)[EXISTENCE], Keep.ACCOUNT)
    else:
        office.restore(record)
    office.settle()
    assert second.account.there() == [survivor]
    office.delete(record)
    office.delete(other)
    office.settle()
    office.restore(record)
    office.settle()
    assert len(second.account.there()) == 1


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_who_was_deleted_everywhere_is_made_again_everywhere_whoever_is_heard_first(office: Office, order: str) -> None:
    first, second, record, there, elsewhere = in_two_accounts(office)
    office.edit(record, city="Nice")
    first.account.delete(PEOPLE, there)
    second.account.delete(PEOPLE, elsewhere)
    for name in order:
        office.synced(name)
    office.resolve(office.conflicts(record)[EXISTENCE], Keep.COMPUTER)
    office.settle()
    assert [len(wire.account.there()) for wire in (first, second)] == [1, 1]


class TestMergedInOneAccount:
    """A colleague merges two people in one account."""

    def test_who_lives_on_in_the_other_keeps_what_was_typed_for_them(self, office: Office) -> None:
        """It is not lost, so nothing of it has to take the place of what the survivor holds, least of all there."""
        first, second, loser, there, elsewhere = in_two_accounts(office)
        winner = office.new(last_name="Autre", city="Paris")
        office.settle()
        survivor, other = (office.link(winner, name=name).remote_id or "" for name in ("a", "b"))
        office.edit(loser, city="Douai")
        first.account.merge(PEOPLE, survivor, there)
        office.settle()
        assert (office.value(loser, "city"), second.account.value(elsewhere, "city")) == ("Douai", "Douai")
        assert (first.account.value(survivor, "city"), second.account.value(other, "city")) == ("Paris", "Paris")

    def test_who_had_still_to_be_made_in_the_other_is_not_made_there(self, office: Office) -> None:
        first, second = office.connect("a"), office.connect("b", sending=False)
        winner, loser = office.new(last_name="Martin"), office.new(last_name="Martin", first_name="Anne")
        office.settle()
        rows = [office.link(each, name="a").remote_id or "" for each in (winner, loser)]
        first.account.merge(PEOPLE, *rows)
        office.settle()
        office.write(lambda unit: connections.change(unit, office.ids["b"], sending=True))
        office.settle()
        assert len(second.account.there()) == 1
        assert office.record(loser).life == "merged"

    def test_whom_the_other_one_refused_is_not_made_there(self, office: Office) -> None:
        first, second = office.connect("a"), office.connect("b")
        winner = office.new(last_name="Martin")
        office.settle()
        loser = office.new(last_name="Martin", first_name="Anne")

        def refuse(made: Sequence[Any]) -> Sequence[Any]:
            for each in made:
                del second.account.rows[PEOPLE][each.record.id]
            return [Refused(RecordRefused("value_refused")) for _ in made]

        second.after("create", refuse)
        office.settle()
        assert office.problems() == [(loser, "value_refused", None)]
        first.account.merge(PEOPLE, *(office.link(each, name="a").remote_id or "" for each in (winner, loser)))
        office.settle()
        office.clock.tick(100_000)
        office.settle()
        assert (office.record(loser).life, office.problems()) == ("merged", [])
        assert len(second.account.there()) == 1

    @pytest.fixture
    def parts(self, office: Office) -> PartWire:
        """Account b, which keeps the sector of people in folders."""
        wire = PartWire(WatchedAccount(office.clock, Behaviour()))
        wire.hidden.add("sector")
        office.attach("b", wire)
        return wire

    @pytest.mark.parametrize("known_there", [True, False])
    def test_a_folder_is_made_for_nobody_else(self, office: Office, parts: PartWire, *, known_there: bool) -> None:
        """Whoever is in the other account keeps what was typed for them there; who is not leaves no blank folder behind."""
        first, winner = office.connect("a"), office.new(last_name="Autre")
        office.settle()
        loser = office.new(last_name="Martin") if known_there else ""
        office.settle()
        office.write(lambda unit: connections.change(unit, office.ids["b"], sending=False))
        if known_there:
            office.edit(loser, sector="Centre")
        else:
            loser = office.new(last_name="Martin", sector="Centre")
        office.settle()
        first.account.merge(PEOPLE, *(office.link(each, name="a").remote_id or "" for each in (winner, loser)))
        office.settle()
        office.write(lambda unit: connections.change(unit, office.ids["b"], sending=True))
        office.settle()
        assert office.read(doctor.violations) == []
        made = [(office.link(loser, name="b").remote_id, "Centre")] if known_there else []
        assert list(parts.folders.values()) == made


def test_giving_up_what_waits_for_one_account_sends_nothing_over_a_colleague_in_the_other(office: Office) -> None:
    _, second, record, _, elsewhere = in_two_accounts(office)
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
    second.account.edit(PEOPLE, elsewhere, {"city": "Lens"})
    office.settle()
    with pytest.raises(InvalidInput, match="held_elsewhere"):
        office.write(lambda unit: discard(unit, record, office.ids["a"]))
    office.settle()
    assert (office.value(record, "city"), second.account.value(elsewhere, "city")) == ("Lens", "Lens")


class TestForgettingAnAccountWithItsData:
    """What lives at the account alone is forgotten; what others carry refers to none of it any more."""

    def test_the_company_of_somebody(self, office: Office) -> None:
        office.connect("a")
        office.connect("b", only=(PEOPLE,))
        company = office.new(Kind.COMPANY, name="Agence")
        record = office.new(Kind.CONTACT, last_name="Martin", company=company)
        office.settle()
        disconnect(office, "a", keep_data=False)
        assert office.value(record, "company") is None
        assert office.read(doctor.violations) == []

    def test_the_company_that_somebody_had_before(self, office: Office) -> None:
        """What is taken back does not bring it back either."""
        office.connect("a")
        office.connect("b", only=(PEOPLE,))
        company = office.new(Kind.COMPANY, name="Agence")
        record = office.new(Kind.CONTACT, last_name="Martin", company=company, city="Lyon")
        office.settle()
        change = office.edit(record, company=None, city="Nice")
        office.settle()
        disconnect(office, "a", keep_data=False)
        office.undo(change)
        assert (office.value(record, "company"), office.value(record, "city")) == (None, "Lyon")
        assert office.read(doctor.violations) == []

    def test_the_owner_of_somebody(self, office: Office) -> None:
        first, _, record, _, _ = in_two_accounts(office)
        first.account.edit("users", None, {"name": "Anna", "email": "anna@example.org"}, kind=Kind.USER)
        office.clock.tick(100_000)
        office.settle()
        (owner,) = [row.id for row in office.sql("SELECT id FROM user")]
        office.edit(record, owner=owner)
        office.settle()
        disconnect(office, "a", keep_data=False)
        assert office.value(record, "owner") is None
        assert office.read(doctor.violations) == []

    def test_who_was_said_not_to_be_the_same(self, office: Office) -> None:
        wire = office.connect("a")
        (one, _), (other, _) = known(office, wire), known(office, wire)
        office.write(lambda unit: not_same(unit, one, other))
        disconnect(office, "a", keep_data=False)
        assert office.sql("SELECT * FROM apart") == []

    @pytest.mark.parametrize("other_kind", [True, False])
    def test_who_became_part_of_somebody_there_and_had_to_be_made_elsewhere(
        self, office: Office, *, other_kind: bool
    ) -> None:
        first = office.connect("a")
        office.connect("b", sending=False)
        survivor = first.account.edit(
            PEOPLE, None, {"last_name": "Autre"}, kind=Kind.CONTACT if other_kind else Kind.LEAD
        )
        office.settle()
        loser = office.new(last_name="Martin")
        office.settle()
        first.account.merge(PEOPLE, survivor, office.link(loser, name="a").remote_id or "")
        office.settle()
        winner = office.record_of(survivor)
        disconnect(office, "a", keep_data=False)
        assert office.read(doctor.violations) == []
        assert [row.id for row in office.sql("SELECT id FROM lead WHERE life = 'live'")] == (
            [] if other_kind else [winner]
        )

    def test_who_became_part_of_somebody_there_and_was_deleted_elsewhere(self, office: Office) -> None:
        """A colleague may take their row out of the bin again: it stands for whom they are part of."""
        first, second, loser, there, elsewhere = in_two_accounts(office)
        survivor = first.account.edit(PEOPLE, None, {"last_name": "Autre"}, kind=Kind.LEAD)
        second.account.delete(PEOPLE, elsewhere)
        office.settle()
        first.account.merge(PEOPLE, survivor, there)
        office.settle()
        assert office.record(loser).life == "merged"
        disconnect(office, "a", keep_data=False)
        assert office.read(doctor.violations) == []
        second.account.restore(PEOPLE, elsewhere)
        rest(office)
