"""The process dies before or after any commit of a run, the file is opened again, and nothing is lost or made twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import WRITES, Behaviour
from tests.sync.invariants import check, check_at_rest
from tests.sync.kit import PEOPLE, Crash, Office, Wire

Story = Callable[[Office], Callable[[], None]]
"""Sets the scene; gives back what has to be true when all is over."""

KEYLESS = Behaviour(keyed=False, index_lag_ms=30_000)


def known(office: Office, wire: Wire) -> tuple[str, str]:
    id = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon"}, kind=Kind.LEAD)
    office.clock.tick(60)
    office.synced()
    return office.record_of(id), id


def update(office: Office) -> Callable[[], None]:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"first_name": "Marc"})

    def ended() -> None:
        assert (wire.account.value(id, "city"), office.value(record, "first_name")) == ("Nantes", "Marc")
        assert not office.conflicts(record)

    return ended


def keyed_create(office: Office) -> Callable[[], None]:
    wire = office.connect(only=("companies", PEOPLE))
    company = office.new(Kind.COMPANY, name="Agence")
    record = office.new(last_name="Martin", company=company)

    def ended() -> None:
        assert [office.record_of(id) for id in wire.account.there()] == [record]
        assert len(wire.account.there("companies")) == 1

    return ended


def keyless_create(office: Office) -> Callable[[], None]:
    wire = office.connect(behaviour=KEYLESS, only=(PEOPLE,))
    record = office.new(last_name="Martin", emails=[{"value": "m@example.org", "primary": True}])

    def ended() -> None:
        assert [office.record_of(id) for id in wire.account.there()] == [record]
        assert sum(call.startswith("create") for call in wire.calls) <= 2

    return ended


def deletion(office: Office) -> Callable[[], None]:
    wire = office.connect(only=(PEOPLE,))
    record, _ = known(office, wire)
    office.delete(record)

    def ended() -> None:
        assert (wire.account.there(), office.record(record).life) == ([], "trash")

    return ended


def lost_answers(office: Office) -> Callable[[], None]:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    gone, _ = known(office, wire)
    office.edit(record, city="Nantes")
    office.delete(gone)
    made = office.new(last_name="Martin")
    for verb in ("create", "update", "delete"):
        wire.lost_after(verb, OutcomeUnknown("no_answer", endpoint=verb))

    def ended() -> None:
        assert wire.account.value(id, "city") == "Nantes"
        assert sorted(map(office.record_of, wire.account.there())) == sorted([record, made])

    return ended


def conflict(office: Office) -> Callable[[], None]:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    office.edit(record, city="Nantes", job_title="Notaire")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})

    def ended() -> None:
        asked = office.conflict(record)
        assert (office.value(record, "city"), asked.accounts[0].value) == ("Nantes", "Rennes")
        assert wire.account.value(id, "job_title") == "Notaire"
        office.resolve(asked, Keep.COMPUTER)
        office.settle()
        assert wire.account.value(id, "city") == "Nantes"

    return ended


def merge(office: Office) -> Callable[[], None]:
    wire = office.connect(only=(PEOPLE, "notes"))
    winner, winner_id = known(office, wire)
    loser, loser_id = known(office, wire)
    office.edit(loser, city="Nantes")
    note = office.new(Kind.NOTE, body="Rappeler", about=[loser])
    wire.account.merge(PEOPLE, winner_id, loser_id)

    def ended() -> None:
        assert (office.record(loser).life, wire.account.value(winner_id, "city")) == ("merged", "Nantes")
        assert office.value(note, "about") == [winner]

    return ended


STORIES: dict[str, Story] = {
    story.__name__: story for story in (update, keyed_create, keyless_create, deletion, lost_answers, conflict, merge)
}


def tell(folder: Path, story: str, point: int) -> tuple[bool, int]:
    """Tell a story with a crash at one point of its run. Whether there was one, and how many writes were sent by then."""
    with Office(folder) as office:
        ended = STORIES[story](office)
        wire = office.wires["a"]
        wire.calls.clear()
        office.commits, office.crash_at, crashed = 0, point, False
        try:
            office.sync()
        except Crash:
            crashed = True
        sent = sum(call.split()[0] in WRITES for call in wire.calls)
        office.crash_at = None
        if crashed:
            office.reopen()
        check(office)
        while office.sync().status is not RunStatus.DONE:
            office.clock.tick(1)
        office.settle(pause_s=40, rounds=9)
        ended()
        check_at_rest(office)
    return crashed, sent


@pytest.mark.thorough
@pytest.mark.parametrize("story", STORIES)
def test_a_crash_at_any_commit_loses_nothing_and_makes_nothing_twice(tmp_path: Path, story: str) -> None:
    point, sent = -1, {0: 0}
    crashed = True
    while crashed:  # before every commit
        point += 2
        crashed, sent[point] = tell(tmp_path / str(point), story, point)
    assert point > 10, "a run has more commits than that"
    # After a commit is the same as before the next one, unless something was sent between the two.
    between = [after for after in range(2, point, 2) if sent[after - 1] != sent[after + 1]]
    assert between
    for after in between:
        assert tell(tmp_path / str(after), story, after)[0]


def test_a_run_that_died_is_closed_as_interrupted(office: Office) -> None:
    office.connect()
    office.new(last_name="Martin")
    office.commits, office.crash_at = 0, 8
    with pytest.raises(Crash):
        office.sync()
    office.reopen()
    office.synced()
    assert [row.status for row in office.sql("SELECT status FROM run ORDER BY started_at")] == ["interrupted", "done"]
