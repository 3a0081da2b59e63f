"""Asking whether another process wrote: a file that cannot be asked says so, and the writer lives on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.domain.errors import Busy, StoreFault
from crmdesk.store.database import connect
from crmdesk.store.store import ThreadedStore
from tests.conftest import RunAsync

KEY = bytes(range(32))
PATIENCE_S = 20.0


@pytest.fixture
def store(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadedStore]:
    monkeypatch.setattr("crmdesk.store.database.BUSY_TIMEOUT_S", 0.01)
    made = ThreadedStore(profile / "replica.db", KEY)
    yield made
    made.close()


async def asked(store: ThreadedStore) -> int:
    return await asyncio.wait_for(store.foreign_version(), PATIENCE_S)


def test_a_file_that_was_overwritten_is_told_as_a_fault(store: ThreadedStore, run_async: RunAsync) -> None:
    run_async(asked(store))
    names = ("replica.db", "replica.db-shm")
    kept = {name: (store.path.parent / name).read_bytes() for name in names}
    _overwrite(store.path, os.urandom(len(kept["replica.db"])))
    _overwrite(store.path.parent / "replica.db-shm", bytes(len(kept["replica.db-shm"])))
    with pytest.raises(StoreFault) as caught:
        run_async(asked(store))
    assert caught.value.key.startswith("database_unreadable")
    assert caught.value.data["file"] == "replica.db"
    # The writer was not lost over it: it answers what comes next, whatever that is.
    with pytest.raises(StoreFault):
        run_async(asyncio.wait_for(store.write(lambda unit: unit.new_id()), PATIENCE_S))


def test_a_file_that_another_process_holds_is_told_as_busy(store: ThreadedStore, run_async: RunAsync) -> None:
    before = run_async(asked(store))
    other = connect(store.path, KEY, read_only=False)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="database_busy"):
        run_async(asked(store))
    other.close()
    assert run_async(asked(store)) == before


def _overwrite(path: Path, content: bytes) -> None:
    """New content in place: the file stays the one that is open."""
    with path.open("r+b") as file:
        file.write(content)
