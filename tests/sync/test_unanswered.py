"""One item that gets no answer, and the others beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import OutcomeUnknown, RateLimited, RecordRefused, Unreachable
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Gone, NotNow, Outcome, Refused, RemoteRecord
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import answering, editing, undoing
from crmdesk.sync.run import LEASE_S
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import known, rest

LOST = OutcomeUnknown("no_answer", endpoint="x")


def test_a_creation_that_always_ends_in_doubt_holds_up_nobody(office: Office) -> None:
    wire = office.connect()
    office.new(last_name="Martin")
    record, id = known(office, wire)
    for _ in range(3):
        wire.fails("create", LOST, times=2)
    office.edit(office.new(last_name="Roux"), city="Nice")
    for city in ("Nantes", "Brest"):
        office.edit(record, city=city)
        office.synced()
        assert wire.account.value(id, "city") == city


def test_an_update_that_makes_the_vendor_fail_holds_up_its_siblings_for_a_few_runs_only(office: Office) -> None:
    wire = office.connect()
    ids = [wire.account.edit(PEOPLE, None, {"last_name": f"Martin {n}"}, kind=Kind.LEAD) for n in range(30)]
    office.synced()
    for id in ids:
        office.edit(office.record_of(id), city="Nantes")
    wire.poisonous = {ids[7]}
    for _ in range(4):
        office.synced()
        office.clock.tick(300)
    there = [id for id in ids if wire.account.value(id, "city") == "Nantes"]
    assert there == [id for id in ids if id != ids[7]]
    assert office.synced()["problems"] == 1
    problem = office.sql("SELECT record, key FROM problem")
    assert [tuple(row) for row in problem] == [(office.record_of(ids[7]), "never_answered")]
    before = len(wire.calls)
    office.synced()
    assert not [call for call in wire.calls[before:] if call.startswith("update")]
    wire.poisonous = set()
    office.clock.tick(3601)
    assert office.synced()["pushed"] == 1
    assert not office.sql("SELECT 1 FROM problem")
    rest(office)


def test_being_offline_often_does_not_split_what_is_sent_afterwards(office: Office) -> None:
    wire = office.connect()
    ids = [wire.account.edit(PEOPLE, None, {"last_name": f"Martin {n}"}, kind=Kind.LEAD) for n in range(30)]
    office.synced()
    for id in ids:
        office.edit(office.record_of(id), city="Nantes")
    for _ in range(6):
        wire.fails("update", Unreachable("unreachable", host="memory"))
        assert office.sync().status is RunStatus.FAILED
    before = len(wire.calls)
    assert office.synced()["pushed"] == 30
    assert len([call for call in wire.calls[before:] if call.startswith("update")]) == 1


def test_a_large_request_without_an_answer_is_repeated_in_company(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    wire.capable(batch=10, large_batch=40)
    records = [office.new(last_name=f"Martin {n}") for n in range(30)]
    wire.lost_after("create", LOST)
    office.settle()
    assert wire.calls.count("create people") == 2
    assert sorted(office.record_of(id) for id in wire.account.there()) == sorted(records)
    rest(office)


def test_one_that_fails_in_company_is_repeated_alone(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    wire.capable(batch=10, large_batch=40)
    records = [office.new(last_name=f"Martin {n}") for n in range(30)]
    wire.fails("create", LOST, times=3)
    office.sync()
    assert wire.calls.count("create people") == 2 + 30, "together, in company, and each alone"
    assert len(wire.account.there()) == 29
    office.settle()
    assert sorted(office.record_of(id) for id in wire.account.there()) == sorted(records)
    rest(office)


def test_a_creation_in_doubt_stays_in_doubt_while_the_account_puts_us_off(office: Office) -> None:
    """What a colleague wrote into its row meanwhile is a colleague's word, not what the account made of ours."""
    wire = office.connect(behaviour=Behaviour(index_lag_ms=3_600_000))
    record = office.new(last_name="Martin", city="Lille")
    wire.lost_after("create", LOST)
    wire.fails("create", LOST)  # asked again at the end of the same run
    office.sync()
    (id,) = wire.account.there()
    wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    later = RateLimited("rate_limited", retry_after_s=5.0)
    wire.after("create", lambda answers: [NotNow(later, 5.0) for _ in answers])
    office.sync()
    office.clock.tick(10)
    office.sync()
    office.settle(pause_s=7_200)
    asked = office.conflict(record)
    assert (asked.field, [each.value for each in asked.accounts]) == ("city", ["Nantes"])


def test_what_was_sent_to_a_row_that_is_made_anew_went_with_it(office: Office) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.lost_after("update", LOST)
    wire.on("update", lambda: wire.fails(f"fetch {PEOPLE}", LOST))
    office.sync()
    wire.calm()
    assert [tuple(row) for row in office.sql("SELECT verb, state FROM intent")] == [("update", "uncertain")]
    wire.account.rows[PEOPLE][id].gone = Absence(PEOPLE, id, Gone.NO_ACCESS)
    office.meanwhile(lambda unit: answering.wish_anew(unit, office.ids["a"], PEOPLE, [id]))
    office.settle()
    (anew,) = wire.account.there()
    assert (anew != id, wire.account.value(anew, "city")) == (True, "Nantes")
    rest(office)


@pytest.mark.parametrize("edited", [False, True])
def test_who_was_deleted_while_the_creation_was_in_doubt_is_not_somebody_new(office: Office, edited: bool) -> None:
    """Also where the creation is refused as it is repeated, and its row is heard of only afterwards."""
    wire = office.connect()
    record = office.new(last_name="Martin", city="Lille")
    wire.lost_after("create", LOST)
    wire.fails("create", LOST)  # asked again at the end of the same run
    office.sync()
    office.delete(record)
    refusal = Refused(RecordRefused("property_missing", vendor_words="No.", remote_field="city"))
    wire.after("create", lambda answers: [refusal for _ in answers])
    wire.fails(f"pull {PEOPLE}", LOST)
    office.sync()
    (id,) = wire.account.there()
    if edited:
        wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    office.settle()
    assert office.record_of(id) == record
    assert office.sql("SELECT count(*) FROM lead") == [(1,)]
    assert (EXISTENCE in office.conflicts(record), wire.account.there()) == ((True, [id]) if edited else (False, []))


@pytest.mark.parametrize("first", ["less", "more"])
@pytest.mark.parametrize(
    "landed", [{"less"}, {"more"}, {"less", "more"}, set()], ids=lambda each: "+".join(sorted(each)) or "none"
)
def test_a_row_is_of_the_creation_that_said_most_of_it(office: Office, first: str, landed: set[str]) -> None:
    """A call of which nothing is said but that it was one took the row of a fuller one, and its text; that was made again."""
    wire = office.connect(behaviour=Behaviour(keyed=False, batch=1), only=("activities",))
    office.synced()
    body = {"less": None, "more": "Rappeler lundi"}
    made = {}
    for each in (first, "less" if first == "more" else "more"):
        made[each] = office.new(Kind.ACTIVITY, subject="Appel", body=body[each])
        if each in landed:
            wire.on("create activities", lambda: None)
            wire.lost_after("create activities", LOST)
        else:
            wire.fails("create activities", LOST)
    office.sync()
    office.settle(pause_s=60)
    assert {each: office.value(record, "body") for each, record in made.items()} == body
    rows = wire.account.there("activities")
    assert sorted(str(wire.account.value(id, "body", object="activities")) for id in rows) == ["None", "Rappeler lundi"]


@pytest.mark.parametrize("ends", ["no answer", "never left", "refused"])
def test_what_is_taken_back_while_it_is_under_way_is_not_tried_again(office: Office, ends: str) -> None:
    """Nothing of it stays behind: no send that waits, no problem that nobody can end, and whatever follows can be undone."""
    wire = office.connect()
    record, id = known(office, wire)
    change = office.delete(record)

    def interrupt() -> None:
        office.meanwhile(lambda unit: undoing.undo(unit, change))
        if ends != "refused":
            raise Unreachable("unreachable") if ends == "never left" else LOST

    def refuse(_: Sequence[Any]) -> Sequence[Any]:
        wire.account.restore(PEOPLE, id)
        return [Refused(RecordRefused("value_refused"))]

    wire.on("delete", interrupt)
    if ends == "refused":
        wire.after("delete", refuse)
    office.sync()
    rest(office)
    assert (office.intents(), office.problems(), wire.account.there()) == ([], [], [id])


class Overtaken(Wire):
    """A vendor whose answer to the next write, or to the next reading of rows, arrives once something else has happened."""

    def __init__(self, office: Office) -> None:
        super().__init__(WatchedAccount(office.clock, Behaviour()))
        self.meanwhile: Callable[[], Awaitable[object]] | None = None
        self.read_meanwhile: Callable[[], Awaitable[object]] | None = None

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        rows = await super().fetch(object_name, ids)
        if self.read_meanwhile is not None:
            happens, self.read_meanwhile = self.read_meanwhile, None
            await happens()
        return rows

    async def _written(
        self, verb: str, name: str, request: Coroutine[Any, Any, Sequence[Outcome]]
    ) -> Sequence[Outcome]:
        outcomes = await super()._written(verb, name, request)
        if self.meanwhile is not None:
            happens, self.meanwhile = self.meanwhile, None
            await happens()
        return outcomes


class TestAnotherProcessWasQuicker:
    """A laptop sleeps in the middle of a request, and a scheduled run finds out what became of it before the answer is here."""

    @pytest.fixture
    def wire(self, office: Office) -> Overtaken:
        wire = Overtaken(office)
        office.attach("a", wire)
        return wire

    @pytest.mark.parametrize("error", [LOST, Unreachable("unreachable", host="x")])
    def test_no_answer_opens_a_creation_no_more(self, office: Office, wire: Overtaken, error: Exception) -> None:
        record = office.new(last_name="Durand", city="Lyon")

        async def sleep() -> None:
            await self.another_run(office)
            raise error

        wire.meanwhile = sleep
        office.sync()
        assert office.intents() == []
        (id,) = wire.account.there()
        wire.account.edit(PEOPLE, id, {"city": "Paris"})
        rest(office)
        assert (office.value(record, "city"), wire.account.value(id, "city")) == ("Paris", "Paris")

    def test_a_late_answer_does_not_tell_what_the_row_holds_by_now(self, office: Office, wire: Overtaken) -> None:
        record, id = known(office, wire)
        office.edit(record, city="Nantes")

        async def sleep() -> None:
            await self.another_run(office)
            office.meanwhile(lambda unit: editing.edit(unit, record, {"city": "Brest"}))
            await self.another_run(office)

        wire.meanwhile = sleep
        office.sync()
        assert office.link(record).bases["city"] == ("Brest", "Brest")
        rest(office)
        assert wire.account.value(id, "city") == "Brest"

    def test_what_was_found_out_is_not_found_out_again(self, office: Office, wire: Overtaken) -> None:
        """Both look what became of a deletion; the slower one sees no row where there is another one by now."""
        record, _ = known(office, wire)
        office.delete(record)
        wire.lost_after("delete", LOST)
        wire.on("fetch", lambda: None)  # before it is deleted
        wire.fails("fetch", Unreachable("unreachable", host="x"))
        office.sync()
        assert office.intents() == [("delete", "uncertain")]

        async def sleep() -> None:
            await self.another_run(office)
            office.meanwhile(lambda unit: editing.restore(unit, record))
            await self.another_run(office)
            wire.fails("pull people", Unreachable("unreachable", host="x"))

        wire.read_meanwhile = sleep
        office.sync()
        assert wire.account.there() == [office.link(record).remote_id]
        rest(office)

    def test_a_creation_in_doubt_whose_row_is_known_takes_nothing_of_colleagues_for_its_own(
        self, office: Office, wire: Overtaken
    ) -> None:
        """An earlier version may have left such a one behind."""
        record = office.new(last_name="Durand", city="Lyon")
        office.synced()
        (id,) = wire.account.there()
        office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE intent SET state = 'uncertain'"))
        wire.account.edit(PEOPLE, id, {"city": "Paris"})
        rest(office)
        assert (office.value(record, "city"), office.intents()) == ("Paris", [])

    async def another_run(self, office: Office) -> None:
        """The lease has run out, and another process runs the connection from beginning to end."""
        office.clock.tick(2 * LEASE_S)
        assert (await office.run_of(holder="another process").execute()).status is RunStatus.DONE
