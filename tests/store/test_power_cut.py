"""A power cut takes back nothing that was to be durable, and of everything else whole transactions, from the end.

The file and its log are copied while the store is open, and the copy's log is cut where the disk could have stopped.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from crmdesk.store.database import connect
from crmdesk.store.store import InlineStore, ThreadedStore
from crmdesk.store.unit import Unit
from tests.conftest import RunAsync
from tests.sim.power import Log, Mark
from tests.store.template import KEY
from tests.sync.kit import Office
from tests.sync.steps import someone

FULL, NORMAL = 2, 1


@pytest.fixture
def store(profile: Path) -> Iterator[ThreadedStore]:
    made = ThreadedStore(profile / "replica.db", KEY)
    yield made
    made.close()


def name(text: str) -> Callable[[Unit], str]:
    return lambda unit: editing.create(unit, Kind.LEAD, {"last_name": text})[0]


def level(unit: Unit) -> int:
    found: int = unit.connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    return found


def noted(connection: sa.Connection) -> int:
    """The level of the last transaction; 0 where no send is noted."""
    sends = connection.exec_driver_sql("SELECT count(*) FROM intent WHERE state = 'sending'").scalar_one()
    found: int = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    return found if sends else 0


@contextmanager
def cut(path: Path, end: int) -> Iterator[list[str]]:
    """The names that are left where the log ends after so many bytes."""
    copy = path.with_name("cut.db")
    shutil.copyfile(path, copy)
    log = path.with_name(f"{path.name}-wal").read_bytes()
    copy.with_name(f"{copy.name}-wal").write_bytes(log[:end])
    connection = connect(copy, KEY, read_only=False)
    try:
        yield [row[0] for row in connection.execute("SELECT last_name FROM lead ORDER BY id")]
    finally:
        connection.close()
        for each in path.parent.glob("cut.db*"):
            each.unlink()


def test_what_a_person_did_and_what_is_about_to_be_sent_waits_for_the_disk(
    store: ThreadedStore, run_async: RunAsync
) -> None:
    async def story() -> list[int]:
        return [
            await store.write(level),
            await store.write(level, urgent=True),
            await store.write(level),
            await store.write(level, durable=True),
            await store.write(level),
        ]

    assert run_async(story()) == [NORMAL, FULL, NORMAL, FULL, NORMAL]
    assert store.write_now(level) == FULL


def test_an_inline_store_waits_for_the_disk_as_the_other_does(profile: Path, run_async: RunAsync) -> None:
    store = InlineStore(profile / "inline.db", KEY, now_s=lambda: 0.0, random=Random(1))
    try:
        asked = [
            store.write(level),
            store.write(level, urgent=True),
            store.write(level, durable=True),
            store.write(level),
        ]
        assert [run_async(each) for each in asked] == [NORMAL, FULL, FULL, NORMAL]
    finally:
        store.close()


def test_whatever_the_disk_has_is_a_beginning_of_the_story(store: ThreadedStore, run_async: RunAsync) -> None:
    marks: dict[str, Mark] = {}

    async def story() -> None:
        for number in range(6):
            durable = number in (1, 4)
            await store.write(name(f"N{number}"), durable=durable)
            if durable:
                marks[f"N{number}"] = Log(store.path).end()

    run_async(story())
    told = [f"N{number}" for number in range(6)]
    ends = Log(store.path).commits()
    assert len(ends) >= len(told)
    left = []
    for end in (0, *ends):
        with cut(store.path, end) as names:
            assert names == told[: len(names)]
            left.append(len(names))
        # A transaction that the cut tore apart counts for nothing.
        with cut(store.path, end + 1000) as torn:
            assert torn == names
    assert left == sorted(left)
    assert left[-1] == len(told)
    for typed, mark in marks.items():
        assert ends[ends.index(mark.end)] == mark.end
        with cut(store.path, mark.end) as names:
            assert typed in names
            assert names == told[: told.index(typed) + 1]


def test_a_note_of_a_request_is_on_the_disk_before_the_request(tmp_path: Path) -> None:
    """Without it an account without keys could get a record twice; the simulator cuts the power in the whole story."""
    with Office(tmp_path / "office") as office:
        wire = office.connect(sending=True)
        someone(office)
        levels: list[int] = []

        def asked() -> None:
            with pytest.raises(StopIteration) as ended:  # an inline store never waits
                office.store.read(noted).send(None)
            levels.append(ended.value.value)

        wire.on("create", asked)
        office.synced()
    assert levels == [FULL]
