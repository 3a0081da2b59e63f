"""The store under use: who is served first, what a failure leaves behind, several processes, cancelled queries."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from crmdesk.domain.errors import Busy, InvalidInput, StoreFault
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, records
from crmdesk.store.database import connect, faults
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListQuery
from crmdesk.store.store import ThreadedStore
from crmdesk.store.unit import Unit
from tests.conftest import RunAsync
from tests.store.template import KEY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def heard() -> list[ChangeSet]:
    """What the listener of the store was told."""
    return []


@pytest.fixture
def store(profile: Path, heard: list[ChangeSet]) -> Iterator[ThreadedStore]:
    made = ThreadedStore(profile / "replica.db", KEY, listener=heard.append)
    yield made
    made.close()


def _note(unit: Unit, key: str) -> None:
    unit.connection.exec_driver_sql("INSERT INTO lease VALUES (?, '', 0)", (key,))


def _notes(connection: sa.Connection) -> list[str]:
    return list(connection.exec_driver_sql("SELECT name FROM lease ORDER BY rowid").scalars())


def _endless(connection: sa.Connection) -> int:
    """A query that ends only when it is interrupted."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    found: int = connection.exec_driver_sql(endless).scalar_one()
    return found


def test_what_a_person_does_goes_before_bulk_work(store: ThreadedStore, run_async: RunAsync) -> None:
    async def story() -> list[str]:
        begun, held = threading.Event(), threading.Event()

        def hold(unit: Unit) -> None:
            begun.set()
            assert held.wait(20)
            _note(unit, "first")

        works = [asyncio.ensure_future(store.write(hold))]
        await asyncio.to_thread(begun.wait, 20)
        for name, urgent in (("bulk 1", False), ("bulk 2", False), ("urgent 1", True), ("urgent 2", True)):
            works.append(asyncio.ensure_future(store.write(partial(_note, key=name), urgent=urgent)))
        await asyncio.sleep(0)
        held.set()
        await asyncio.gather(*works)
        return await store.read(_notes)

    assert run_async(story()) == ["first", "urgent 1", "urgent 2", "bulk 1", "bulk 2"]


def test_a_failed_unit_of_work_leaves_nothing(
    store: ThreadedStore, run_async: RunAsync, heard: list[ChangeSet]
) -> None:
    def half(unit: Unit) -> None:
        editing.create(unit, Kind.LEAD, {"last_name": "Durand"})
        editing.edit(unit, "no such record", {"last_name": "Petit"})

    with pytest.raises(InvalidInput, match="unknown_record"):
        run_async(store.write(half))
    assert run_async(store.read(lambda connection: lists.count(connection, ListQuery(Kind.LEAD)))) == 0
    assert heard == []


def test_a_write_tells_what_changed(store: ThreadedStore, run_async: RunAsync, heard: list[ChangeSet]) -> None:
    record, _ = run_async(store.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Durand"})))
    assert heard == [ChangeSet(frozenset({Kind.LEAD}), frozenset({record}))]


def test_a_unit_has_one_moment(store: ThreadedStore, run_async: RunAsync) -> None:
    record, _ = run_async(store.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Durand"})))
    stamps = "SELECT created_at FROM lead UNION SELECT at FROM history WHERE record = ?"
    assert len(run_async(store.read(lambda connection: connection.exec_driver_sql(stamps, (record,)).all()))) == 1


def test_a_cancelled_query_ends_at_once(store: ThreadedStore, run_async: RunAsync) -> None:
    async def story() -> list[str]:
        running = threading.Event()

        def query(connection: sa.Connection) -> int:
            running.set()
            return _endless(connection)

        readings = [asyncio.ensure_future(store.read(query)) for _ in range(2)]  # every reader there is
        await asyncio.to_thread(running.wait, 20)
        for reading in readings:
            reading.cancel()
        await asyncio.gather(*readings, return_exceptions=True)
        return await asyncio.wait_for(store.read(_notes), 20)  # and the readers serve again

    assert run_async(story()) == []


def test_a_query_that_was_cancelled_while_it_waited_never_runs(store: ThreadedStore, run_async: RunAsync) -> None:
    async def story() -> list[str]:
        ran: list[str] = []
        busy = [asyncio.ensure_future(store.read(_endless)) for _ in range(2)]
        await asyncio.sleep(0)
        waiting = asyncio.ensure_future(store.read(lambda _: ran.append("late")))
        await asyncio.sleep(0)
        for reading in (waiting, *busy):
            reading.cancel()
        await asyncio.gather(waiting, *busy, return_exceptions=True)
        await asyncio.wait_for(store.read(_notes), 20)
        return ran

    assert run_async(story()) == []


def test_a_cancelled_write_that_has_begun_is_finished(store: ThreadedStore, run_async: RunAsync) -> None:
    async def story() -> list[str]:
        begun, held = threading.Event(), threading.Event()

        def work(unit: Unit) -> None:
            begun.set()
            assert held.wait(20)
            _note(unit, "done")

        writing = asyncio.ensure_future(store.write(work))
        await asyncio.to_thread(begun.wait, 20)
        writing.cancel()
        held.set()
        await asyncio.gather(writing, return_exceptions=True)
        await store.write(lambda unit: _note(unit, "next"))
        return await store.read(_notes)

    assert run_async(story()) == ["done", "next"]


def test_a_reader_cannot_write(store: ThreadedStore, run_async: RunAsync) -> None:
    with pytest.raises(StoreFault, match="database_read_only"):
        run_async(store.read(lambda connection: connection.exec_driver_sql("DELETE FROM lease")))


def test_the_version_moves_when_another_process_commits(store: ThreadedStore, run_async: RunAsync) -> None:
    before = run_async(store.foreign_version())
    run_async(store.write(lambda unit: _note(unit, "here")))
    assert run_async(store.foreign_version()) == before
    other = connect(store.path, KEY, read_only=False)
    other.execute("INSERT INTO lease VALUES ('there', '', 0)")
    other.close()
    assert run_async(store.foreign_version()) != before


def test_a_cancelled_question_for_the_version_leaves_the_writer_alive(
    store: ThreadedStore, run_async: RunAsync
) -> None:
    async def story() -> list[str]:
        held = threading.Event()

        def hold(unit: Unit) -> None:
            assert held.wait(20)
            _note(unit, "first")

        writing = asyncio.ensure_future(store.write(hold))
        await asyncio.sleep(0)
        asking = asyncio.ensure_future(store.foreign_version())
        await asyncio.sleep(0)
        asking.cancel()
        held.set()
        await asyncio.gather(writing, asking, return_exceptions=True)
        await asyncio.wait_for(store.write(lambda unit: _note(unit, "second")), 20)
        return await store.read(_notes)

    assert run_async(story()) == ["first", "second"]


def test_closing_finishes_what_is_queued(profile: Path, run_async: RunAsync) -> None:
    async def story() -> None:
        store = ThreadedStore(profile / "replica.db", KEY)
        begun = threading.Event()

        def slow(unit: Unit) -> None:
            begun.wait(20)
            _note(unit, "slow")

        works = [asyncio.ensure_future(store.write(work)) for work in (slow, lambda unit: _note(unit, "queued"))]
        await asyncio.sleep(0)
        begun.set()
        await asyncio.to_thread(store.close)
        await asyncio.gather(*works)

    run_async(story())
    connection = connect(profile / "replica.db", KEY, read_only=True)
    assert connection.execute("SELECT name FROM lease ORDER BY rowid").fetchall() == [("slow",), ("queued",)]
    connection.close()


_OTHER_PROCESS = """
import sys
from pathlib import Path
from random import Random
from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, records
from crmdesk.store.store import InlineStore
import asyncio, time

store = InlineStore(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), now_s=time.time, random=Random(sys.argv[3]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[4])):
    values = {"last_name": f"{sys.argv[3]} {number}"}
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(store.write(lambda unit: editing.create(unit, Kind.LEAD, values)))
store.close()
"""


def _start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _OTHER_PROCESS, str(path), KEY.hex(), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_two_processes_write_at_once_and_nothing_is_lost(store: ThreadedStore, run_async: RunAsync) -> None:
    names = ["one", "two"]
    processes = [_start(store.path, name, 150) for name in names]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    before = run_async(store.foreign_version())
    for process in processes:
        _go(process)

    async def write_too() -> None:
        for number in range(150):
            await store.write(partial(editing.create, kind=Kind.LEAD, values={"last_name": f"here {number}"}))

    run_async(write_too())
    assert [process.communicate(timeout=60)[1] for process in processes] == [None, None]
    assert [process.returncode for process in processes] == [0, 0]
    written = run_async(store.read(lambda c: set(c.exec_driver_sql("SELECT last_name FROM lead").scalars())))
    assert written == {f"{name} {number}" for name in [*names, "here"] for number in range(150)}
    assert run_async(store.foreign_version()) != before


def test_a_process_that_holds_on_makes_others_busy(store: ThreadedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.store.database.BUSY_TIMEOUT_S", 0.05)
    holder, other = (connect(store.path, KEY, read_only=False) for _ in range(2))
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="database_busy"), faults(store.path):
        other.execute("BEGIN IMMEDIATE")
    holder.execute("ROLLBACK")
    holder.close()
    other.close()


_FULL_DISK = """
import asyncio, sys
from pathlib import Path
from random import Random
from crmdesk.domain.errors import StoreFault
from crmdesk.store.store import InlineStore

folder = Path(sys.argv[1])
store = InlineStore(folder / "replica.db", bytes.fromhex(sys.argv[2]), now_s=lambda: 1.7e9, random=Random(1))
runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)

def note(key, size):
    return lambda unit: unit.connection.exec_driver_sql("INSERT INTO lease VALUES (?, ?, 0)", (key, "x" * size))

def notes(connection):
    return [row[0] for row in connection.exec_driver_sql("SELECT name FROM lease ORDER BY rowid")]

ballast = folder / "ballast"
ballast.write_bytes(bytes(500_000))
kept = 0
try:
    while True:
        runner.run(store.write(note(f"kept {kept}", 20_000)))
        kept += 1
except StoreFault as error:
    print(error.key)
print(runner.run(store.read(notes)) == [f"kept {number}" for number in range(kept)], kept > 0)
ballast.unlink()
runner.run(store.write(note("after", 10)))
print(runner.run(store.read(notes))[-1])
print(runner.run(store.read(lambda c: c.exec_driver_sql("PRAGMA integrity_check").scalar())))
runner.close()
store.close()
"""


_SMALL_FILES = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, -1))
"""


@pytest.mark.thorough
def test_a_limit_on_files_loses_nothing(tmp_path: Path) -> None:
    lifted = "resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))"
    story = _SMALL_FILES + _FULL_DISK.replace("ballast.unlink()", lifted)
    command = [sys.executable, "-c", story, str(tmp_path), KEY.hex()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == ["database_io", "True True", "after", "ok"], done.stderr


def test_a_listener_with_a_defect_does_not_stop_the_writer(
    profile: Path, run_async: RunAsync, expect_log: Callable[[str], None]
) -> None:
    expect_log("ERROR crmdesk.store.store: defect")

    def fails(_: ChangeSet) -> None:
        raise KeyError("listener")

    store = ThreadedStore(profile / "replica.db", KEY, listener=fails)
    try:
        lead = lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Durand"})  # noqa: E731
        first, second = (run_async(store.write(lead))[0] for _ in range(2))
        assert store.read_now(lambda reader: set(records.load_many(reader, Kind.LEAD, [first, second]))) == {
            first,
            second,
        }
    finally:
        store.close()
