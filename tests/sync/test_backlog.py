"""Rows in the inbox that wait for another one: left alone until something happened, and never forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import inbox, links
from crmdesk.sync.rows import arrival
from crmdesk.sync.run import Reach
from tests.sync.kit import PEOPLE, Crash, Office, WatchedAccount
from tests.sync.steps import known
from tests.sync.test_parts import FOLDERS, PartWire

NEXT = 40
"""The id of the next row at the account."""


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[tuple[Office, PartWire]]:
    """An office whose inbox holds a folder of a person who is not there yet, and whose account is at rest."""
    with Office(tmp_path) as office:
        wire = PartWire(WatchedAccount(office.clock, Behaviour()))
        office.attach("a", wire)
        office.synced()
        wire.account.next_id(NEXT)
        folder = RemoteRecord(FOLDERS, "f1", Kind.LEAD, {"sector": "Lyon 3"}, part_of=(PEOPLE, str(NEXT)))
        office.write(lambda unit: inbox.keep_waiting(unit, office.ids["a"], [arrival(folder)]))
        yield office, wire


def arrive(office: Office, wire: PartWire) -> str:
    """A colleague enters the person."""
    return known(office, wire)[0]


def create(office: Office, wire: PartWire) -> str:
    """The person is made here."""
    del wire
    record = office.new(last_name="Durand")
    office.synced()
    return record


def waiting(office: Office) -> list[str]:
    return [row.remote_id for row in office.sql("SELECT remote_id FROM inbox WHERE waiting = 1")]


def test_a_run_in_which_nothing_happens_does_not_look_at_them(parts: tuple[Office, PartWire]) -> None:
    office, _ = parts
    office.synced()
    before = office.commits
    office.synced()
    assert (office.commits - before) // 2 == 3
    assert waiting(office) == ["f1"]


@pytest.mark.parametrize("act", [arrive, create])
def test_they_are_worked_off_with_what_they_waited_for(
    parts: tuple[Office, PartWire], act: Callable[[Office, PartWire], str]
) -> None:
    office, wire = parts
    record = act(office, wire)
    assert waiting(office) == []
    assert office.link(record, object=FOLDERS).remote_id == "f1"
    assert office.value(record, "sector") == "Lyon 3"


@pytest.mark.parametrize("act", [arrive, create])
def test_a_crash_forgets_none_of_them(
    parts: tuple[Office, PartWire], act: Callable[[Office, PartWire], str], tmp_path: Path
) -> None:
    """The process dies after each commit in turn; another run in which nothing arrives finishes the work."""
    del tmp_path
    office, wire = parts
    office.crash_at = office.commits + 2
    died = 0
    while True:
        try:
            act(office, wire) if not died else office.synced()
            break
        except Crash:
            died += 1
            office.reopen()
            office.crash_at = office.commits + 2 * (died + 1)
    office.crash_at = None
    office.settle()
    assert died > 3
    assert waiting(office) == []
    assert [state.state for state in office.read(lambda reader: _of(reader, office))] == [links.ACTIVE]


def _of(reader: object, office: Office) -> list[links.LinkState]:
    return links.of_object(reader, office.ids["a"], FOLDERS, after=0, limit=10)  # type: ignore[arg-type]


def test_whoever_asks_for_everything_has_them_looked_at(parts: tuple[Office, PartWire]) -> None:
    office, wire = parts
    record = arrive(office, wire)
    second = RemoteRecord(FOLDERS, "f2", Kind.LEAD, {"sector": "Lyon 4"}, part_of=(PEOPLE, str(NEXT)))
    office.write(lambda unit: inbox.keep_waiting(unit, office.ids["a"], [arrival(second)]))
    # As where a person unlinked the first folder here.
    office.write(
        lambda unit: unit.connection.exec_driver_sql("UPDATE link SET state = 'unlinked' WHERE object = 'folders'")
    )
    office.synced()
    assert waiting(office) == ["f2"]
    run = office.run_of()
    run.reach = Reach.THOROUGH
    office.run(run.execute())
    assert waiting(office) == []
    assert office.link(record, object=FOLDERS).remote_id == "f2"
