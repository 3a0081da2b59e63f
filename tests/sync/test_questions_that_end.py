"""A question that ends without an answer leaves nothing behind that is sent over unseen, forgotten, or never sent."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from crmdesk.domain.conflicts import ConflictKind, Keep
from crmdesk.domain.errors import OutcomeUnknown, PermissionLost
from crmdesk.providers.base import Absence, Cursor, Feed, Page
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.store import connections, removal
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import unite
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import known, rest
from tests.sync.test_parts import FOLDERS, PartWire

COMPANIES = frozenset({"companies"})


def in_two_accounts(office: Office) -> tuple[Wire, Wire, str, str, str]:
    """Accounts a and b, a record that lives in both, and its rows there."""
    first, second = office.connect("a"), office.connect("b")
    record = office.new(last_name="Martin", city="Lille")
    office.settle()
    there, elsewhere = (office.link(record, name=name).remote_id or "" for name in ("a", "b"))
    return first, second, record, there, elsewhere


def disconnect(office: Office, name: str, *, keep_data: bool = True) -> Wire:
    office.write(lambda unit: removal.remove_connection(unit, office.ids[name], keep_data=keep_data))
    return office.wires.pop(name)


def overwritten(office: Office, wire: Wire, record: str, id: str, name: str = "a") -> None:
    """Lens, which a colleague writes while Nice is on its way, is asked about."""
    office.edit(record, city="Nice")
    wire.on("update", lambda: wire.account.edit(PEOPLE, id, {"city": "Lens"}))
    office.synced(name)
    assert office.conflict(record).kind is ConflictKind.OVERWROTE


def taken_back(office: Office, wire: Wire, record: str, id: str) -> None:
    """Nice was decided on against Lens, and sent; then the decision was taken back."""
    office.edit(record, city="Nice")
    wire.account.edit(PEOPLE, id, {"city": "Lens"})
    office.synced()
    change = office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    office.undo(change)


class TestAnObjectThatIsNotShownForAWhile:
    """An administrator takes the right to an object away and gives it back; the account is described anew each time."""

    def test_what_is_asked_about_is_not_written_over(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        office.edit(record, city="Nice")
        wire.account.edit(PEOPLE, id, {"city": "Lens"})
        office.synced()
        assert office.conflict(record).field == "city"
        wire.only = COMPANIES
        office.edit(record, job_title="Notaire")
        office.synced()
        wire.only = None
        office.settle()
        assert wire.account.value(id, "city") == "Lens"
        assert office.conflict(record).kind is ConflictKind.BOTH_CHANGED

    def test_somebody_is_told_of_it(self, office: Office) -> None:
        """What is typed waits, and what colleagues write is not read: a run that is simply done hides both."""
        wire = office.connect()
        record, _ = known(office, wire)
        wire.only = COMPANIES
        office.edit(record, city="Nice")
        report = office.sync()
        assert report.error is not None or office.problems()

    def test_a_property_that_is_chosen_meanwhile_blanks_nothing(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        rest(office)
        wire.only = COMPANIES
        office.synced()
        # What the other property holds is put in the place of the same name.
        wire.account.edit(PEOPLE, id, {"city": None})
        wire.chosen["city"] = {"chosen": "town"}
        wire.only = None
        office.settle()
        assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Lyon", "Lyon")

    def test_what_may_be_written_afterwards_is_compared_anew(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        wire.chosen["city"] = {"writable": False}
        office.synced()
        office.edit(record, city="Nice")
        wire.account.edit(PEOPLE, id, {"city": "Lens"})
        office.synced()
        wire.only = COMPANIES
        office.synced()
        wire.only = None
        wire.chosen.clear()
        office.settle()
        assert office.conflict(record).field == "city"


class Changed(PartWire):
    """The same vendor, whose list of folders tells what has changed since it was read last, as lists of vendors do."""

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        self.fresh: set[str] = set()

    def put(self, id: str, person: str, sector: str) -> None:
        super().put(id, person, sector)
        self.fresh.add(id)

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        if feed.object != FOLDERS:
            async for page in super().pull(feed, cursor):
                yield page
            return
        rows = [self._row(id) for id in sorted(self.fresh & self.folders.keys())]
        self.fresh.clear()
        yield Page(rows, {"read": True}, last=True, absences=[Absence(FOLDERS, id) for id in sorted(self.gone)])


@pytest.mark.parametrize("taken_back", [False, True])
def test_what_is_asked_about_a_row_that_was_loose_is_not_written_over(office: Office, *, taken_back: bool) -> None:
    parts = Changed(WatchedAccount(office.clock, Behaviour()))
    parts.hidden.add("sector")
    office.attach("a", parts)
    record, id = known(office, parts)
    parts.put("f1", id, "Centre")
    office.settle()
    change = office.edit(record, sector="Nord")
    parts.put("f1", id, "Sud")
    office.synced()
    assert office.conflict(record).field == "sector"
    parts.account.delete(PEOPLE, id)
    office.synced()
    if taken_back:
        office.undo(change)
    else:
        office.edit(record, job_title="Notaire")
    office.synced()
    parts.account.restore(PEOPLE, id)
    office.settle()
    assert parts.folders["f1"][1] == "Sud"
    assert ("sector" in office.conflicts(record)) is not taken_back
    assert office.value(record, "sector") == ("Sud" if taken_back else "Nord")


class TestDisconnecting:
    """An account is disconnected while a person is asked about what it holds; the records stay."""

    def test_the_other_account_is_still_asked_about(self, office: Office) -> None:
        first, second, record, there, elsewhere = in_two_accounts(office)
        first.account.edit(PEOPLE, there, {"city": "Lens"})
        second.account.edit(PEOPLE, elsewhere, {"city": "Arras"})
        office.edit(record, city="Douai")
        office.synced("a")
        office.synced("b")
        assert len(office.conflict(record).accounts) == 2
        disconnect(office, "a")
        office.edit(record, job_title="Notaire")
        office.settle()
        assert second.account.value(elsewhere, "city") == "Arras"
        assert [each.value for each in office.conflict(record).accounts] == ["Arras"]

    def test_what_was_held_back_goes_to_the_other_account(self, office: Office) -> None:
        first, second, record, there, elsewhere = in_two_accounts(office)
        first.account.edit(PEOPLE, there, {"city": "Lens"})
        office.edit(record, city="Douai")
        office.synced("a")
        office.synced("b")
        office.edit(record, city="Arras")
        disconnect(office, "a")
        office.settle()
        assert second.account.value(elsewhere, "city") == "Arras"

    def test_what_was_overwritten_there_holds_back_nothing_any_more(self, office: Office) -> None:
        first, second, record, there, elsewhere = in_two_accounts(office)
        overwritten(office, first, record, there)
        office.synced("b")
        disconnect(office, "a")
        office.settle()
        assert second.account.value(elsewhere, "city") == "Nice"


def test_what_was_held_back_for_who_is_merged_in_one_account_goes_to_the_other(office: Office) -> None:
    first, second, loser, there, elsewhere = in_two_accounts(office)
    winner = office.new(last_name="Autre")
    office.settle()
    first.account.edit(PEOPLE, there, {"city": "Lens"})
    office.edit(loser, city="Douai")
    office.synced("a")
    office.synced("b")
    office.edit(loser, city="Arras")
    first.account.merge(PEOPLE, office.link(winner, name="a").remote_id or "", there)
    office.settle()
    assert (office.value(loser, "city"), second.account.value(elsewhere, "city")) == ("Arras", "Arras")


def test_what_was_held_back_until_its_author_was_known_goes_to_the_other_account(office: Office) -> None:
    first, second = office.connect("a", Behaviour(rewriting=Rewriting.TRUNCATE)), office.connect("b")
    office.settle()
    record = office.new(last_name="Martin", job_title="Notaire assistante")
    first.lost_after("create", OutcomeUnknown("no_answer"))
    first.fails("authorship", PermissionLost("permission_lost"), times=3)
    office.sync("a")
    office.synced("b")
    office.synced("a")
    assert office.conflict(record).field == "job_title"
    office.edit(record, job_title="Clerc")
    first.calm()
    office.settle()
    assert office.conflicts(record) == {}
    held = second.account.value(office.link(record, name="b").remote_id or "", "job_title")
    assert held == "Clerc"


class TestAValueThatWasOverwritten:
    """What our writing replaced is asked about until somebody has answered, whatever becomes of the record."""

    def test_taking_the_record_apart(self, office: Office) -> None:
        """The row holds what was sent: that, and not what was overwritten, is what both sides agree on."""
        first, _, record, there, _ = in_two_accounts(office)
        overwritten(office, first, record, there)
        made = office.write(lambda unit: separate(unit, record, office.ids["a"]))
        assert office.link(made, name="a").bases["city"] == ("Nice", "Nice")
        office.settle()
        assert office.conflict(made).kind is ConflictKind.OVERWROTE
        assert (office.value(made, "city"), first.account.value(there, "city")) == ("Nice", "Nice")

    @pytest.mark.parametrize("survives", [True, False])
    def test_a_decision_that_was_taken_back_and_a_second_record(self, office: Office, *, survives: bool) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        taken_back(office, wire, record, id)
        other = office.new(last_name="Durand", job_title="Notaire")
        one, two = (record, other) if survives else (other, record)
        office.write(lambda unit: unite(unit, one, two))
        office.settle()
        assert [each.value for each in office.conflict(one).accounts] == ["Lens"]
        office.resolve(office.conflict(one), Keep.ACCOUNT)
        office.settle()
        assert (office.value(one, "city"), wire.account.value(id, "city")) == ("Lens", "Lens")

    def test_a_decision_that_was_taken_back_and_taking_the_record_apart(self, office: Office) -> None:
        first, second, record, there, elsewhere = in_two_accounts(office)
        taken_back(office, first, record, there)
        made = office.write(lambda unit: separate(unit, record, office.ids["a"]))
        office.settle()
        assert ([each.value for each in office.conflict(made).accounts], office.conflicts(record)) == (["Lens"], {})
        office.resolve(office.conflict(made), Keep.ACCOUNT)
        office.settle()
        assert (first.account.value(there, "city"), second.account.value(elsewhere, "city")) == ("Lens", "Nice")

    def test_a_deletion_that_is_taken_back(self, office: Office) -> None:
        wire = office.connect()
        record, id = known(office, wire)
        overwritten(office, wire, record, id)
        office.write(lambda unit: connections.change(unit, office.ids["a"], sending=False))
        change = office.delete(record)
        office.synced()
        office.undo(change)
        office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
        office.settle()
        assert [each.value for each in office.conflict(record).accounts] == ["Lens"]


@pytest.mark.parametrize("united", [True, False])
def test_what_a_colleague_wrote_first_stays_in_the_history(office: Office, *, united: bool) -> None:
    """Design 2.10: further remote changes replace that source's candidate, older ones stay in the history."""
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nice")
    wire.account.edit(PEOPLE, id, {"city": "Lens"})
    office.synced()
    wire.account.edit(PEOPLE, id, {"city": "Arras"})
    office.synced()
    if united:
        twice, record = record, office.new(last_name="Durand", job_title="Notaire")
        office.write(lambda unit: unite(unit, record, twice))
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.settle()
    kept = office.sql("SELECT old, new FROM history WHERE record = ?", record)
    turned_down = office.sql("SELECT rejected FROM decision WHERE record = ?", record)
    assert any("Lens" in str(row) for row in (*kept, *turned_down))
